"""The preview: everything that a facilitator must know, in data and on a page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from simulator.authoring.preview import build_preview, moment_at, render_page
from simulator.authoring.preview.chart import draw
from simulator.model.units import MINUTE
from simulator.scenario import load_scenario


@pytest.fixture(scope="module")
def scenario(clean_text):
    return load_scenario(clean_text, "clean.yaml")


@pytest.fixture(scope="module")
def idle(scenario, imag):
    return build_preview(scenario, imag)


@pytest.fixture(scope="module")
def expert(scenario, imag):
    return build_preview(scenario, imag, crew="expert")


def test_the_head_says_what_is_true(idle):
    assert (idle.clock0, idle.ends_clock, idle.difficulty) == ("09:30", "10:50", 1)
    assert "30% of users are hit" in idle.truth
    assert "Customers can notice it from 5m (09:35) on" in idle.truth
    assert idle.truth[0].startswith("True severity by the policy: ")


@pytest.fixture(scope="module")
def escalating(clean_text, imag):
    text = clean_text.replace(
        "customer_visible_from: 5m}",
        """customer_visible_from: 5m, viable_from: 12m}
kind: security
escalations:
  - {at: 20m, facts: {share_users: 31%, breach: true}}
  - {when: 'impact > 10% and now > 30m', facts: {data_loss: true}}
  - {when: finished("roll-back"), facts: {share_users: 0%, workaround: true}}""",
    )
    return build_preview(load_scenario(text, "x.yaml"), imag)


def test_facts_that_change_are_told_with_what_is_true(escalating):
    assert escalating.truth[0] == "A security incident: evidence and scope come before the cure"
    assert escalating.truth[-4:] == (
        "A good mitigation can be known from 12m (09:42) on",
        "From 20m (09:50) on: 31% of users are hit and somebody got at data",
        "As soon as impact > 10% and now > 30m: data are lost",
        'As soon as finished("roll-back"): 0% of users are hit and customers have a workaround',
    )


def test_facts_that_change_are_in_the_timeline_and_on_the_chart(escalating):
    came = [m for m in escalating.moments if m.kind == "facts.changed"]
    assert [(m.at, m.lane, m.tone, m.text) for m in came] == [
        ("20m", "system", "bad", "From now on 31% of users are hit and somebody got at data"),
        ("30m15s", "system", "bad", "From now on data are lost"),
    ]
    page = render_page(escalating)
    assert "From now on data are lost" in page
    drawn = [sign.title for lane in draw(escalating).lanes for sign in lane.signs]
    assert "10:00 From now on data are lost" in drawn


def test_the_system_is_a_tree_from_what_nobody_calls(idle):
    assert [node.id for node in idle.system] == ["tracking", "labels"]
    (index,) = idle.system[0].calls
    assert (index.id, index.faults) == ("parcel-index", ("lost-shard",))
    assert "latency_p99 90 ms" in index.signals


def test_a_service_with_two_callers_is_told_in_full_once(clean_text, imag):
    text = clean_text.replace(
        "title: Label printer\n", "title: Label printer\n    calls: [parcel-index]\n"
    )
    top = build_preview(load_scenario(text, "x.yaml"), imag).system
    assert [top[0].calls[0].again, top[1].calls[0].again] == [False, True]


def test_the_timeline_has_faults_alerts_pages_escalations_and_injects(idle):
    kinds = [moment.kind for moment in idle.moments]
    assert kinds.index("fault.started") < kinds.index("alert.fired") < kinds.index("page.sent")
    assert kinds.count("escalation.sent") == 1
    assert kinds.count("page.sent") == 1, "an escalation is told once"
    assert kinds.count("inject.delivered") == 7
    calls = next(m for m in idle.moments if m.label == "calls")
    assert (calls.at, calls.clock, calls.lane) == ("9m", "09:39", "cl")
    assert calls.why == "support; at 9m; expects query.answer by CL within 10m"
    still = next(m for m in idle.moments if m.label == "still")
    assert still.why == "support; at 20m, while impact > 1%, every 12m, 6 times in all"


def test_what_does_not_come_is_told_with_what_it_waits_for(idle, expert):
    (waiting,) = idle.only_if
    assert (waiting.id, waiting.lane, waiting.why) == (
        "how-long",
        "ic",
        "15m after incident.declared",
    )
    assert waiting.expects == "query.answer by IC or CL within 5m"
    assert "how-long" in {moment.label for moment in expert.moments}


def test_windows_say_when_an_action_helps(idle):
    windows = {window.id: window for window in idle.windows}
    replica = windows["use-replica"]
    page = next(m.t for m in idle.moments if m.kind == "page.sent")
    assert (replica.opens, replica.closes) == (page, 76 * MINUTE)
    assert replica.done == page + 4 * MINUTE
    assert replica.effect == ("takes 80% of lost-shard. Users hit: 30% without it, 6% with it")
    assert windows["debug-log"].effect == "shows more. Users feel no difference"


def test_how_it_comes_out(idle, expert):
    assert "At the end 30% are still hit." in idle.ends
    assert any(line.startswith("Nobody is hit any more from ") for line in expert.ends)
    assert any(line.startswith("The incident is resolved at ") for line in expert.ends)


def test_one_moment(scenario, imag):
    state = moment_at(scenario, imag, 10 * MINUTE)
    assert (state.clock, state.impact) == ("09:40", "30%")
    assert state.firing == ("TrackingErrors",)
    assert state.faults == ("lost-shard",)
    received = dict(state.received)
    assert [moment.label for moment in received["CL"]] == ["calls"]
    assert [moment.kind for moment in received["OL"]] == ["page.sent"]
    assert received["IC"] == ()
    before = moment_at(scenario, imag, 0)
    assert (before.firing, before.faults, before.impact) == ((), (), "0%")


def test_the_page_is_one_file_without_script_or_network(idle):
    page = render_page(idle)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "url(http" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert "style=" not in page.partition("<body")[2], "inline styles would need a looser policy"


def test_the_page_says_whom_it_is_for_first(idle):
    body = render_page(idle).partition("<body")[2]
    assert body.index("For facilitators only.") < body.index("What is true")


def test_the_page_has_one_h1_and_no_gap_in_its_headings(idle):
    levels = [int(n) for n in re.findall(r"<h([1-6])", render_page(idle))]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_chart_is_well_formed_and_inside_its_frame(idle):
    svg = re.search(r"<svg class=\"chart\".*?</svg>", render_page(idle), re.DOTALL)[0]
    assert ET.fromstring(svg).tag.endswith("svg")
    picture = draw(idle)
    assert [lane.id for lane in picture.lanes] == ["system", "all", "ic", "ol", "cl"]
    assert all(140 <= sign.x <= 1064 for lane in picture.lanes for sign in lane.signs)
    assert all(w.x + w.width <= 1064 for w in picture.windows)
    assert picture.strips[0].service == "Impact"
    assert picture.alerts


def test_what_authors_write_is_data_on_the_page(clean_text, imag):
    text = clean_text.replace("How long will this take?", '"<b>How</b> long & why?"')
    text = text.replace("after: {declared: 15m}", "at: 15m")
    page = render_page(build_preview(load_scenario(text, "x.yaml"), imag))
    assert "&lt;b&gt;How&lt;/b&gt; long &amp; why?" in page
    assert "<b>How</b>" not in page


def test_every_text_that_people_may_read_can_be_proofread(clean_text, imag):
    changes = (
        ("chief: {name: Kim Vos", ("chief: {joins_with: Here., reports: [{text: It is late., "
         "when: impact > 9%, red_herring: true}], name: Kim Vos")),
        (("  web:\n    - {level: primary, who: ol}\n    - {level: secondary, who: bo, "
         "answers_after: 3m}"), ("  web: {handoff: Quiet night., title: Web, steps: "
         "[{level: primary, who: ol}, {level: secondary, who: bo, answers_after: 3m}]}")),
        ("evidence:\n", ("evidence:\n  book:\n    title: Runbook\n    kind: runbook\n"
         "    needs: impact > 1%\n    otherwise: Not there.\n"
         "    steps: [{text: Roll back., do: roll-back, look: history}, {text: Wait.}]\n"
         "  goal: {title: Goal, kind: slo, slo: {series: tracking.errors, target: 99.9%}}\n"
         "  trace: {title: Trace, kind: traces, deep: true, spans: [{name: GET, service: labels, "
         "takes: '5'}, {name: find, service: labels, takes: '2', inside: GET}]}\n")),
    )  # fmt: skip
    text = clean_text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    preview = build_preview(load_scenario(text, "x.yaml"), imag)
    shelves = {shelf.title: shelf for shelf in preview.finds}
    said = {title: [(w.text, w.note) for w in shelf.lines] for title, shelf in shelves.items()}
    assert said["Changes"] == [
        ("release 7 with smaller shards", "-30m (09:00), parcel-index, by deploy-bot")
    ]
    assert said["Runbook"] == [
        ("1. Roll back.", "means: Roll parcel-index back to release 6, Change history"),
        ("2. Wait.", ""),
        ("Not there.", "if it cannot be reached"),
    ]
    assert shelves["Runbook"].about == "book, runbook, only if impact > 1%"
    assert said["Logs of parcel-index"][1] == (
        "DEBUG parcels 66 to 99: node n3",
        'when finished("debug-log"); points to lost-shard',
    )
    assert said["Kim Vos"] == [
        ("Here.", "on joining"),
        ("It is late.", "when impact > 9%; a red herring"),
    ]
    assert said["Web"] == [("Quiet night.", "")]
    assert said["Trace"][1] == ("find (labels)", "span of 2 ms, inside GET")
    assert said["Goal"] == [("tracking error rate", "objective 99.9%")]
    page = render_page(preview)
    for words in ("What they can find", "Quiet night.", "if it cannot be reached", "the mean of"):
        assert words in page


def test_an_action_that_waits_for_people_is_shown_as_if_they_had_done_it(clean_text, imag):
    needs = 'takes: 12m\n    needs: looked("index-logs")\n    otherwise: Look first.'
    text = clean_text.replace("takes: 12m", needs)
    preview = build_preview(load_scenario(text, "x.yaml"), imag)
    (window,) = (window for window in preview.windows if window.id == "roll-back")
    assert window.opens is not None
    assert "Look first." not in window.effect
    (shelf,) = (shelf for shelf in preview.finds if shelf.title == "Actions")
    assert [(line.text, line.note) for line in shelf.lines] == [
        ("Look first.", "roll-back, if it cannot be started")
    ]
    assert "tried here as if what it needs of people were done" in window.notes
