"""What lines become: events with who, as what, and what they say; facts in the header."""

import pytest

from simulator.model.records import dump, load
from simulator.scenario.timeline import read_timeline
from simulator.scenario.timeline.words import PLACES

PEOPLE = "{ana: ic, ben: ol, cho: cl, dev: responder, eva: IC, cfo: outside, pager: machine}"


def test_a_timeline_becomes_a_log_that_can_be_read_again(incident):
    log = read_timeline(incident)
    assert load(dump(log)) == log
    assert len(log.events) == 28
    assert log.commands == ()
    assert log.header.engine == ""
    assert log.header.policy == "imag"


def test_the_facts_are_in_the_header_and_times_count_from_its_beginning(incident):
    header = read_timeline(incident).header
    minute = 60_000
    assert header.clock0 == "14:13"
    assert header.scenario == {
        "title": "Card payments failing",
        "date": "2026-03-04",
        "zone": "UTC",
    }
    assert header.facts == {
        "severity": {"share_users": 0.4, "revenue_blocked": True, "workaround": False},
        "customer_visible": True,
        "impact_started_at": 0,
        "recovered_at": 77 * minute,
        "change_age": 45 * minute,
        "declarable_at": 2 * minute,
        "symptoms": ["card payments"],
        "observable": sorted([*PLACES["pages"], *PLACES["status page"]]),
    }


def test_what_nobody_knows_is_left_out(log):
    header = log("at: 14:15, who: unknown, what: note").header
    assert header.facts == {"observable": []}
    assert header.policy == "imag"


def test_facts_take_every_form(log):
    facts = "{level: P1, kind: security, viable_from: 14:30, declarable_from: 14:10, breach: true}"
    header = log("at: 14:00, who: unknown, what: note", facts=facts, policy="p1-p4").header
    assert header.policy == "p1-p4"
    assert header.facts == {
        "severity": {"breach": True},
        "true_level": "P1",
        "kind": "security",
        "viable_at": 1_800_000,
        "declarable_at": 600_000,
        "observable": [],
    }


@pytest.mark.parametrize("recorded", ["all", "[chat, All]", "[ALL]"])
def test_who_has_gone_through_everything_says_so(log, recorded):
    lines = ["at: 14:15, who: unknown, what: note"]
    assert log(*lines, recorded=recorded).header.facts["observable"] == "all"


def test_one_place_needs_no_list(log):
    found = log("at: 14:15, who: unknown, what: note", recorded="updates").header
    assert found.facts["observable"] == ["update.posted"]


# -- who ---------------------------------------------------------------------------------------


def test_people_act_from_the_roles_they_are_listed_for(events):
    found = events(
        "at: 14:15, who: pager, what: alert",
        "at: 14:16, who: DEV, what: declared",
        "at: 14:17, who: ben, what: proposed",
        "at: 14:18, who: cfo, what: question",
        "at: 14:19, who: cl, what: answered",
        "at: 14:20, who: monitoring, what: note",
        "at: 14:21, who: unknown, what: note",
        people=PEOPLE,
    )
    assert [(actor, role) for _, _, actor, role, _ in found] == [
        ("pager", "world"), ("dev", "responder"), ("ben", "ol"), ("cfo", "persona"), ("cho", "cl"),
        ("monitoring", "world"), ("unknown", "responder"),
    ]  # fmt: skip


def test_who_holds_a_role_acts_from_it_and_who_waits_for_it_does_not(events):
    found = events(
        "at: 14:15, who: eva, what: declared",
        "at: 14:20, who: ana, what: took command",
        "at: 14:30, who: eva, what: decision, text: x",
        "at: 15:00, who: ana, what: handed over, to: eva",
        "at: 15:01, who: eva, what: took command",
        "at: 15:02, who: ana, what: decision, text: x",
        "at: 15:03, who: eva, what: decision, text: x",
        "at: 15:04, who: eva, what: stood down, role: ic",
        "at: 15:05, who: eva, what: note",
        people=PEOPLE,
    )
    assert [(kind, actor, role) for _, kind, actor, role, _ in found] == [
        ("incident.declared", "eva", "ic"),
        ("role.assigned", "ana", "ic"),
        ("role.accepted", "ana", "ic"),
        ("decision.logged", "eva", "responder"),
        ("role.handover", "ana", "ic"),
        ("role.accepted", "eva", "ic"),
        ("decision.logged", "ana", "responder"),
        ("decision.logged", "eva", "ic"),
        ("role.released", "eva", "ic"),
        ("message.posted", "eva", "ic"),
    ]


def test_without_a_list_of_people_anybody_may_be_named(events):
    found = events(
        "at: 14:15, what: alert",
        "at: 14:16, who: IC, what: declared",
        "at: 14:17, who: network team, what: joined, team: network",
        "at: 14:18, who: customer, what: customer report, text: It is down",
        "at: 14:19, who: vendor, what: note",
    )
    assert [(actor, role) for _, _, actor, role, _ in found] == [
        ("world", "world"), ("ic", "ic"), ("network team", "responder"), ("customer", "persona"),
        ("vendor", "persona"),
    ]  # fmt: skip
    assert found[2][4] == {"team": "network", "person": "network team", "name": "network team"}


def test_names_are_those_of_the_list(events):
    found = events(
        "at: 14:15, who: ANA, what: named, role: OL, to: BEN",
        "at: 14:16, who: ana, what: escalated, to: the vendor, text: no progress",
        "at: 14:17, who: pager, what: escalated, to: Eva",
        "at: 14:18, who: ana, what: review scheduled, owner: Ben, held: 16:00",
        people=PEOPLE,
    )
    assert [data for *_, data in found] == [
        {"role": "ol", "to": "ben"},
        {"to": "the vendor", "reason": "no progress", "by": "seat"},
        {"to": "eva", "by": "auto"},
        {"owner": "ben", "at": 105 * 60_000},
    ]


# -- what --------------------------------------------------------------------------------------


def test_taking_command_is_the_naming_as_well_unless_somebody_did_that(events):
    taken = "at: 14:20, who: ana, what: took command"
    assert [e[1] for e in events(taken)] == ["role.assigned", "role.accepted"]
    named = "at: 14:19, who: dev, what: named, role: ic, to: ana"
    assert [e[1] for e in events(named, taken)] == ["role.assigned", "role.accepted"]
    other = "at: 14:19, who: dev, what: named, role: ic, to: eva"
    assert [e[4].get("to") for e in events(other, taken)] == ["eva", "ana", None]


def test_words_say_things_by_themselves_which_a_line_may_change(events):
    found = events(
        "at: 14:15, what: alert, name: Errors, page: false, text: 5 % fail",
        "at: 14:16, who: ic, what: cadence, every: 15m",
        "at: 14:17, who: ic, what: cadence, every: 90s, audience: public",
        "at: 14:18, who: ic, what: cadence",
        "at: 14:19, who: ol, what: rollback started, component: router",
        "at: 14:20, who: ol, what: change started, kind: diagnostic",
        "at: 14:21, who: cl, what: executives told, status: mitigating, next: 14:51",
        "at: 14:22, what: impact, share: 18%",
        "at: 14:23, what: recovered",
        "at: 14:24, who: ol, what: recovery verified, signals: metrics",
    )
    assert [data for *_, data in found] == [
        {"alert": "Errors", "page": False, "summary": "5 % fail"},
        {"audience": "stakeholders", "minutes": 15},
        {"audience": "public", "minutes": 1.5},
        {"audience": "stakeholders"},
        {"kind": "mitigation", "how": "rollback", "component": "router", "id": "change-1"},
        {"kind": "diagnostic", "id": "change-2"},
        {"audience": "executives", "status": "mitigating", "next_at": 36 * 60_000},
        {"level": 0.18},
        {"level": 0.0},
        {"signals": ["metrics"]},
    ]


def test_lines_tell_when_users_were_hit_and_when_the_team_heard(log):
    header = log(
        "at: 14:10, what: impact, share: 40%",
        "at: 14:12, who: customer, what: customer report",
        "at: 14:15, what: alert",
        "at: 15:00, what: impact, share: 0%",
        "at: 15:10, what: impact, share: 5%",
        "at: 15:20, what: recovered",
        "at: 15:30, what: impact, share: 0%",
        facts="{change_at: 13:40}",
    ).header
    minute = 60_000
    assert header.facts == {
        "impact_started_at": 0,
        "recovered_at": 70 * minute,
        "declarable_at": 2 * minute,
        "change_age": 30 * minute,
        "observable": [],
    }


def test_an_entry_is_about_the_lines_of_its_times(events):
    found = events(
        "at: 14:15, what: alert",
        "at: '14:15:20', who: ol, what: declared",
        "at: 14:16, who: ol, what: note",
        "at: 14:17, who: ic, what: wrote down, text: declared, about: '14:15'",
        "at: 14:18, who: ic, what: wrote down, about: ['14:16', '14:17']",
    )
    assert [data for *_, data in found][3:] == [
        {"section": "timeline", "text": "declared", "refs": [1, 2]},
        {"section": "timeline", "refs": [3, 4]},
    ]


# -- what is about what ------------------------------------------------------------------------


def ids(events, *what):
    lines = (f"at: '14:{15 + n}', who: ol, what: {one}" for n, one in enumerate(what))
    return [data.get("id") for *_, data in events(*lines)]


def test_where_one_thing_can_be_meant_no_id_is_needed(events):
    one = "change-1"
    changes = ("proposed", "approved", "announced", "mitigation", "finished", "verified")
    assert ids(events, *changes) == [one] * 6
    assert ids(events, "mitigation", "change failed", "rollback", "finished", "verified") == [
        one, one, "change-2", "change-2", "change-2",
    ]  # fmt: skip
    work = ("'hypothesis, text: x'", "ruled out", "'task, to: eli'", "task accepted", "reported")
    lines = [word.strip("'") for word in work]
    assert ids(events, *lines) == ["hypothesis-1"] * 2 + ["task-1"] * 3
    assert ids(events, "question", "answered", "answered") == ["question-1", "question-1", None]


def test_what_was_approved_is_started_before_what_was_only_proposed(events):
    what = ("proposed, id: a", "proposed, id: b", "approved, id: b", "mitigation", "finished")
    assert ids(events, *what) == ["a", "b", "b", "b", "b"]


def test_an_end_without_a_beginning_is_one_of_its_own(events):
    assert ids(events, "rollback completed", "rollback completed") == ["change-1", "change-2"]
    assert ids(events, "confirmed") == ["hypothesis-1"]
    assert ids(events, "approved", "verified", "task accepted") == [None] * 3


def test_an_approval_may_be_for_anything(events):
    assert ids(events, "proposed, id: a", "approved, id: Anything", "mitigation") == [
        "a", "anything", "a",
    ]  # fmt: skip


def test_names_that_lines_give_are_not_made_up_again(events):
    assert ids(events, "mitigation", "mitigation, id: change-1") == ["change-2", "change-1"]


def test_an_end_is_of_the_sort_and_on_the_component_that_was_started(events):
    found = events(
        "at: 14:15, who: ol, what: change started, component: router, kind: diagnostic",
        "at: 14:16, who: ol, what: finished",
    )
    assert found[1][4] == {"id": "change-1", "kind": "diagnostic", "component": "router"}
