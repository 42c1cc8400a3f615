"""Every kind has a sentence, and no log can make one fail."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.debrief import build_debrief, render_fragment, render_markdown
from simulator.debrief.cast import Cast, Names, SeatNames
from simulator.debrief.moments import moments_of, runs_of, tell
from simulator.debrief.sentences import SAY, SILENT, sentence
from simulator.model.phrases import Phrase, said
from simulator.model.records import Event, Header, Log, load
from simulator.rules.kinds import EVENT_KINDS
from simulator.scenario import load_rubric

JUDGING = ("fault", "guilty", "failed to", "forgot", "should have", "neglect", "wrong")


def event(kind, data=None, actor="ana", role="ic", t=60_000):
    return Event(1, t, kind, actor, role, data or {})


def say(kind, data=None, names=Names, events=(), **more):
    one = event(kind, data, **more)
    said = sentence(one, names(Cast([*events, one]), "14:10"))
    return said.text, said.quote


@pytest.mark.parametrize("kind", sorted(set(EVENT_KINDS) - SILENT))
def test_every_kind_of_event_has_a_sentence_of_its_own(kind):
    assert kind in SAY


@pytest.mark.parametrize("kind", sorted(SAY))
def test_no_sentence_judges_and_none_needs_any_field(kind):
    text, _ = say(kind)
    assert text
    assert not [word for word in JUDGING if word in text.lower()]
    assert "None" not in text
    assert "  " not in text
    assert not re.search(r"( to| of| as| the|:|×)$", text), "a hole at its end"


def test_a_kind_from_the_future_is_told_by_its_name():
    assert say("coffee.brewed_now", {"text": "black"}) == ("ana: coffee brewed now", "black")


def test_names_are_used_in_the_timeline_and_seats_in_evidence():
    seat = event("seat.taken", {"person": "p2", "name": "Ben", "seat": "ol", "bot": None})
    data = {"role": "cl", "to": "p2"}
    assert say("role.assigned", data, events=[seat])[0] == "ana asks Ben to be Communications Lead"
    told = say("role.assigned", data, SeatNames, [seat])[0]
    assert told == "IC asks the OL to be Communications Lead"


def test_asking_for_a_team_is_told_with_who_asked_and_why():
    asked = {"id": "p1", "alert": "", "team": "db", "to": "dba", "level": "requested"}
    asked |= {"name": "Oskar Vinter", "reason": "commits are slow"}
    one = event("page.sent", asked)
    said = sentence(one, Names(Cast([one]), "14:10"))
    assert (said.text, said.quote) == (
        "ana asks for the team db: Oskar Vinter is paged", "commits are slow",
    )  # fmt: skip
    assert said.key
    assert said.who == "ana"
    assert say("page.acked", {"id": "p1", "alert": ""})[0] == "ana answers the call"
    assert say("page.acked", {"id": "p2", "alert": "Slow"})[0] == "ana acknowledges Slow"
    assert say("page.acked")[0] == "ana acknowledges the page"
    page = {"id": "p2", "alert": "Slow", "name": "OL", "level": "primary"}
    assert say("page.sent", page)[0] == "Page to OL (primary) for Slow"


def test_a_change_is_called_by_its_title_wherever_its_id_stands():
    start = event("action.proposed", {"id": "a1", "title": "Roll back", "risk": "r", "undo": "u"})
    assert say("action.approved", {"id": "a1"}, events=[start])[0] == "ana approves: Roll back"
    assert say("action.proposed", dict(start.data)) == (
        "ana proposes: Roll back",
        "Risk: r · Undo: u",
    )


def test_braces_in_peoples_words_are_only_characters():
    title = "{0.__class__} {who}"
    assert say("incident.declared", {"title": title}) == ("ana declares the incident", title)
    assert say("severity.set", {"level": title})[0] == f"ana sets the severity to {title}"


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=3,
)
fields = st.sampled_from([
    "id", "to", "level", "at", "timebox", "role", "signals", "worked", "strength", "series",
    "base", "unit", "over", "shape", "person", "seat", "text", "title", "name", "rating", "stage",
])  # fmt: skip
lines = st.lists(
    st.tuples(
        st.integers(0, 10_000_000),
        st.sampled_from(sorted({*SAY, *EVENT_KINDS})),
        st.sampled_from(["ana", "world", ""]),
        st.sampled_from(["ic", "ol", "responder", "world", "persona", "facilitator", "x"]),
        st.dictionaries(fields, odd, max_size=6),
    ),
    max_size=6,
)


@given(lines)
def test_whatever_a_log_holds_its_debrief_can_be_built_and_rendered(found):
    ordered = sorted(found, key=lambda line: line[0])
    log = Log(Header(), tuple(Event(n, *line) for n, line in enumerate(ordered, 1)))
    debrief = build_debrief(log, _policy(), load_rubric())
    assert render_fragment(debrief)
    assert render_markdown(debrief)


def _policy():
    from simulator.scenario import load_policy

    return load_policy("imag")


def test_how_far_a_change_is_and_why_it_failed():
    start = event("action.started", {"id": "a1", "title": "Roll back"})
    stage = {"id": "a1", "stage": "Europe", "done": 1, "of": 3}
    assert say("action.progressed", stage, events=[start])[0] == "Roll back: Europe is done"
    begun = {"id": "a1", "stage": "", "done": 0, "of": 3}
    assert say("action.progressed", begun, events=[start])[0] == "Roll back: no longer waits"
    failed = {"id": "a1", "title": "Roll back", "reason": "The image is gone."}
    assert say("action.failed", failed) == ("Did not work: Roll back", "The image is gone.")


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (["logs"], "Behind the curtain: logs is lost"),
        (["dump", "logs"], "Behind the curtain: dump and logs are lost"),
        (None, "Behind the curtain: a source of evidence is lost"),
    ],
)
def test_what_a_change_destroyed(sources, told):
    assert say("evidence.destroyed", {"sources": sources})[0] == told


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        ("doc.updated", {"section": "impact", "text": "40%"},
         ("ana writes in the incident document, under “Impact”", "40%")),
        ("task.started", {"topic": "logs", "joined": False}, ("ana works on logs", "")),
        ("task.started", {"topic": "logs", "joined": True}, ("ana joins in on logs", "")),
        ("escalation.sent", {"to": "card network", "by": "seat", "reason": "Timeouts"},
         ("ana escalates to card network", "Timeouts")),
        ("command.contested", {"reason": "Who decides?"},
         ("ana asks who is in command", "Who decides?")),
        ("command.settled", {"text": "I do."}, ("ana settles who is in command", "I do.")),
        ("priority.set", {"level": "P0", "reason": "Sale"},
         ("ana sets the priority to P0", "Sale")),
        ("probe.asked", {"id": "q1", "questions": ["ic", "theory"]},
         ("ana asks everybody: who commands and the leading theory", "")),
        ("probe.answered", {"id": "q1", "answers": {"ic": "Ana", "severity": "SEV-1"}},
         ("ana answers for themselves", "who commands: Ana · the severity: SEV-1")),
        ("postmortem.shared", {"with": "support"}, ("ana shares the postmortem", "support")),
        ("runbook.updated", {"source": "rollback", "text": "First reroute"},
         ("ana updates the runbook", "First reroute")),
        ("runbook.updated", {"source": None, "text": "x"}, ("ana updates the runbook", "x")),
        ("rating.given", {"of": "D4", "rating": "S", "note": "Soon"}, ("ana rates D4: S", "Soon")),
        ("note.added", {"tag": "calm", "text": "They breathe"},
         ("ana notes (calm)", "They breathe")),
        ("update.posted", {"audience": "public", "text": "x"}, ("ana updates the public", "x")),
        ("update.posted", {"audience": "board", "text": "x"}, ("ana posts an update (board)", "x")),
        ("cadence.set", {"audience": "public", "minutes": 90},
         ("ana promises updates every 1 h 30 min (the public)", "")),
        ("channel.opened", {"kind": "bridge", "name": "war room"},
         ("ana opens the call war room", "")),
        ("span.changed", {"n": 1}, ("1 person reports to the IC directly", "")),
        ("facts.changed", {"facts": {"share_users": 0.6, "data_loss": True}},
         ("Behind the curtain: the incident changes: share users: 60% and data loss: yes", "")),
        ("inject.met", {"id": "cfo"}, ("What inject cfo asks for is done", "")),
    ],
)  # fmt: skip
def test_what_is_written_asked_and_noted(kind, data, told):
    assert say(kind, data) == told


def test_a_source_is_called_by_its_title_if_anybody_looked_at_it():
    seen = event("evidence.viewed", {"source": "book", "title": "When cards fail"})
    told = say("runbook.updated", {"source": "book"}, events=[seen])[0]
    assert told == "ana updates the runbook “When cards fail”"
    lost = say("evidence.lost", {"source": "book"}, events=[seen])[0]
    assert lost == "Behind the curtain: nobody can reach When cards fail"


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        ("alert.resolved", {"alert": "Slow"}, "Alert Slow resolved"),
        ("alert.resolved", {}, "An alert was resolved"),
        ("alert.fired", {"page": True}, "An alert fires and pages"),
        ("escalation.sent", {}, "Somebody escalates"),
        ("escalation.sent", {"by": "auto", "to": "ilse", "level": "secondary"},
         "No answer yet: to ilse (secondary)"),
        ("page.sent", {"to": "ol", "name": "Operations Lead"}, "Page to Operations Lead"),
        ("role.handover", {"to": "ben"}, "Somebody hands a role over"),
        ("fault.started", {}, "Behind the curtain: something breaks"),
    ],
)  # fmt: skip
def test_what_a_log_does_not_say_leaves_no_hole(kind, data, told):
    assert say(kind, data, role="world")[0] == told


def test_somebody_takes_more_time_for_a_task():
    task = event("task.assigned", {"id": "t1", "to": "ben", "text": "Look at the logs"})
    more = {"id": "t1", "timebox": 900_000}
    assert say("task.extended", more, events=[task])[0] == "ana takes more time: Look at the logs"


# -- in another language -------------------------------------------------------------------------

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.gz"))
SLOT = re.compile(r"(\{\w+\})")
NUMBER = re.compile(r"[\d.]+%?")


class Brackets:
    """A language that marks everything but what stands in the slots."""

    def text(self, english):
        parts = SLOT.split(english)
        return "".join(f"⟦{part}⟧" if n % 2 == 0 and part else part for n, part in enumerate(parts))

    def number(self, one, many, n):
        return self.text(one if n == 1 else many)


def unmarked(text):
    """Return what in a text is the same in every language."""
    parts = re.split("⟦[^⟧]*⟧", said(text, Brackets()))
    return {part.strip().lower() for part in parts if not NUMBER.fullmatch(part.strip())} - {""}


def words_in(data):
    """Return every text in the data of an event."""
    if isinstance(data, dict):
        return {word for item in data.items() for part in item for word in words_in(part)}
    if isinstance(data, (list, tuple)):
        return {word for part in data for word in words_in(part)}
    return {" ".join(str(data).lower().split()).rstrip(" :"), str(data).lower().strip()}


def texts_of(events, names):
    for one in events:
        told = sentence(one, names)
        assert isinstance(told.text, Phrase)
        yield from (told.text, told.quote, names.subject(one))
        yield tell(one, SeatNames(names.cast, names.clock0))
    seats = SeatNames(names.cast, names.clock0)
    for moment in moments_of(events, seats):
        yield from (moment.label, moment.text)
    for run in runs_of(events, seats):
        yield from (run.title, run.outcome)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("names", [Names, SeatNames])
def test_every_word_of_ours_can_be_said_in_another_language(path, names):
    log = load(gzip.decompress(path.read_bytes()).decode())
    known = {word for one in log.events for word in words_in([one.data, one.actor])}
    for text in texts_of(log.events, names(Cast(log.events), log.header.clock0)):
        assert unmarked(text) <= known, text


class LastComesWho:
    """A language that names its subject last."""

    def text(self, english):
        return {
            "{who} declares the incident": "zgłasza to {who}",
            "the OL": "OL-a",
            "OL": "OL-ka",
        }.get(english, english)


def test_a_language_puts_the_subject_where_it_belongs():
    declared = event("incident.declared", role="ol")
    told = tell(declared, SeatNames(Cast([declared]), "14:10"))
    assert (told, said(told, LastComesWho())) == ("OL declares the incident", "Zgłasza to OL-ka")


@pytest.mark.parametrize("kind", sorted(SAY))
def test_a_sentence_without_its_fields_can_be_said_in_another_language(kind):
    told = sentence(event(kind), SeatNames(Cast([]), "14:10"))
    assert told.text
    assert not unmarked(told.text)
