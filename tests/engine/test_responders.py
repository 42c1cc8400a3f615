"""Asking for other teams, and what their people do when they are here."""

from __future__ import annotations

import pytest

from simulator.engine.responders import NOTHING_FOUND
from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND
from simulator.rules.views import Viewer, build_view
from simulator.scenario import load_policy

ONCALL = {
    "core": [{"level": "primary", "who": "ol"}],
    "database": {
        "title": "Databases",
        "handoff": "The index rebuild runs until tonight.",
        "brings": "dba",
        "joins": "4m..9m",
        "steps": [{"level": "primary", "who": "dba", "answers_after": "2m"}],
    },
    "network": {
        "steps": [
            {"level": "primary", "who": "ol"},
            {"level": "secondary", "who": "net"},
            {"level": "manager", "who": "boss", "answers_after": "1m"},
        ],
        "joins": "30s",
    },
    "experts": {"brings": "responder", "joins": "5m"},
    "vendor": {"brings": "dba"},
    "support": {"brings": "agent", "joins": "3m"},
}
PERSONAS = {
    "dba": {
        "name": "Oskar Vinter",
        "joins_with": "Here now. What do you need?",
        "works": "3m..6m",
        "reports": [
            {"text": 'Commits take {latency_p99("api")}.'},
            {"text": "The bug is there.", "when": 'active("bug")'},
            {"text": "Errors are high.", "when": 'errors("api") > 20%'},
        ],
    },
    "net": {"name": "Nils"},
    "boss": {"name": "Bea"},
    "agent": {"name": "Aki", "works": "1m"},
}
SERVICES = {
    "shop": {"calls": ["api"], "signals": {"errors": {"base": "1%"}}},
    "api": {"signals": {"errors": {"base": "0%"}, "latency_p99": {"base": "200ms"}}},
}


@pytest.fixture
def asked(play, small):
    """Start a drill with teams that can be asked for."""

    def begin(seed=1, **parts):
        return play(small(oncall=ONCALL, personas=PERSONAS, services=SERVICES, **parts), seed)

    return begin


def request(drill, t, team="database", role="ic"):
    return drill.do(t, role, "page.request", team=team, reason="commits are slow")


def refused(drill, t, team, **args):
    with pytest.raises(Refusal) as caught:
        request(drill, t, team, **args)
    return caught.value


# -- asking ----------------------------------------------------------------------------------------


def test_a_team_is_paged_answers_and_comes(asked):
    drill = asked()
    (sent,) = request(drill, MINUTE)
    assert (sent.kind, sent.actor, sent.role) == ("page.sent", "ic-person", "ic")
    assert sent.data == {
        "id": "p1",
        "alert": "",
        "team": "database",
        "to": "dba",
        "level": "requested",
        "name": "Oskar Vinter",
        "reason": "commits are slow",
    }
    drill.end()
    (acked,) = drill.of("page.acked")
    assert (acked.t, acked.actor, acked.role) == (3 * MINUTE, "dba", "persona")
    (joined,) = drill.of("responder.joined")
    assert 5 * MINUTE <= joined.t <= 10 * MINUTE
    assert joined.t % SECOND == 0
    assert (joined.actor, joined.role) == ("dba", "persona")
    assert joined.data == {
        "person": "dba",
        "team": "database",
        "name": "Oskar Vinter",
        "page": "p1",
    }
    (said,) = drill.of("message.posted")
    assert (said.t, said.actor, said.role) == (joined.t, "dba", "persona")
    assert said.data == {"channel": "incident", "text": "Here now. What do you need?"}


def test_when_they_come_follows_from_the_seed_and_the_team_alone(asked):
    def joins(seed, *others):
        drill = asked(seed)
        for team in others:
            request(drill, MINUTE, team)
        request(drill, MINUTE)
        drill.end()
        return [e.t for e in drill.of("responder.joined") if e.data["team"] == "database"]

    assert joins(1) == joins(1) == joins(1, "support")
    assert len({joins(seed)[0] for seed in range(8)}) > 4


def test_nobody_is_there_before_they_have_answered(asked):
    drill = asked()
    request(drill, MINUTE, "network")
    request(drill, 6 * MINUTE, "network")  # Nils never answers, so it is the next one's turn
    drill.end()
    assert [(e.data["to"], e.t) for e in drill.of("page.sent")] == [
        ("net", MINUTE),
        ("boss", 6 * MINUTE),
    ]
    # The thirty seconds from the request are over when Bea answers.
    assert drill.times("page.acked") == drill.times("responder.joined") == [7 * MINUTE]


def test_whom_no_step_names_answers_after_a_minute(asked):
    drill = asked()
    request(drill, MINUTE, "support", role="ol")
    drill.end()
    assert drill.times("page.acked") == [2 * MINUTE]
    assert drill.times("responder.joined") == [4 * MINUTE]
    assert drill.of("message.posted") == []  # Aki says nothing when joining


def test_a_request_is_not_escalated(asked):
    drill = asked()
    request(drill, MINUTE, "network")
    with pytest.raises(Refusal, match="Page p1 asks for network; no alert stands behind it"):
        drill.do(2 * MINUTE, "ol", "page.escalate", id="p1")
    drill.end()
    assert drill.of("escalation.sent") == []


def test_only_those_who_were_asked_answer(asked):
    drill = asked()
    request(drill, MINUTE)
    with pytest.raises(Refusal, match="asks Oskar Vinter to come; only they can answer it"):
        drill.do(MINUTE, "ol", "page.ack", id="p1")


def test_a_seat_is_asked_and_has_come_with_its_acknowledgement(asked):
    drill = asked()
    drill.do(0, "responder", "seat.take", name="Rae", seat="responder")
    request(drill, MINUTE, "experts")
    with pytest.raises(Refusal, match="asks a Responder to come; they answer it themselves"):
        drill.do(2 * MINUTE, "ol", "page.ack", id="p1")
    acked, joined = drill.do(3 * MINUTE, "responder", "page.ack", id="p1")
    assert (acked.kind, acked.actor) == ("page.acked", "responder-person")
    assert (joined.kind, joined.actor, joined.role) == (
        "responder.joined", "responder-person", "responder",
    )  # fmt: skip
    assert joined.data == {
        "person": "responder-person",
        "team": "experts",
        "name": "Rae",
        "page": "p1",
    }
    assert drill.state.people["responder-person"].persona is False
    assert "Rae" in refused(drill, 4 * MINUTE, "experts").message


# -- refusals --------------------------------------------------------------------------------------


def test_a_team_that_there_is_not(asked):
    refusal = refused(asked(), MINUTE, "databse")
    assert refusal.code == "not_found"
    assert refusal.message == "There is no team 'databse' to ask for."
    assert refusal.hint.startswith("Did you mean 'database'? Teams: core, database, network")


def test_a_team_that_was_asked_already(asked):
    drill = asked()
    request(drill, MINUTE, "network")
    refusal = refused(drill, 2 * MINUTE, "network")
    assert refusal.message == "network was asked at 10:01 and has not answered yet."
    assert refusal.hint == "You can ask again in 4m."
    request(drill, 2 * MINUTE)
    refusal = refused(drill, 4 * MINUTE + 1, "database")
    assert refusal.message == "Databases was asked at 10:02; Oskar Vinter is on the way."


def test_a_team_that_is_here_already(asked):
    drill = asked()
    request(drill, MINUTE)
    refusal = refused(drill, 15 * MINUTE, "database")
    assert refusal.message == "Databases is here already: Oskar Vinter."
    assert refusal.hint == "Give them a task."
    # Another team that would bring the same person cannot bring more.
    refusal = refused(drill, 15 * MINUTE, "vendor")
    assert refusal.message == "Of vendor, Oskar Vinter came already."


def test_a_team_whose_people_sit_in_the_room(asked):
    refusal = refused(asked(), MINUTE, "core")
    assert refusal.message == "Nobody of core is outside this room."
    assert refusal.hint == "On call for it is the Operations Lead."


def test_a_team_that_an_empty_seat_would_play(asked):
    refusal = refused(asked(), MINUTE, "experts")
    assert refusal.message == ("experts would be played by a Responder, and nobody has that seat.")


# -- being here ------------------------------------------------------------------------------------


def rows(drill, section, seat="ol"):
    viewer = Viewer(f"{seat}-person", seat)
    view = build_view(drill.state, drill.scenario, load_policy("imag"), viewer, drill.state.t)
    return view[section]


def test_who_has_come_is_one_of_the_people(asked):
    drill = asked()
    request(drill, MINUTE)
    drill.to(15 * MINUTE)
    person = drill.state.people["dba"]
    assert (person.name, person.seat, person.bot, person.persona) == (
        "Oskar Vinter", "responder", None, True,
    )  # fmt: skip
    (row,) = [row for row in rows(drill, "people") if row["persona"]]
    assert row == {
        "person": "dba", "name": "Oskar Vinter", "seat": "responder", "bot": False,
        "persona": True, "team": "Databases", "roles": [], "ready": False, "comms": None,
        "hand": None,
    }  # fmt: skip
    assert {row["team"] for row in rows(drill, "people") if not row["persona"]} == {None}


def test_everybody_reads_who_can_be_asked_and_the_notes_of_the_last_shift(asked):
    drill = asked()

    def teams(seat="cl"):
        return {row["team"]: row for row in rows(drill, "oncall", seat)}

    assert teams()["database"] == {
        "team": "database",
        "title": "Databases",
        "primary": "Oskar Vinter",
        "handoff": "The index rebuild runs until tonight.",
        "status": "away",
        "here": [],
        "can_come": True,
    }
    assert teams()["core"]["can_come"] is False
    assert {name: row["primary"] for name, row in teams().items()} == {
        "core": "OL", "database": "Oskar Vinter", "network": "OL",
        "experts": None, "vendor": None, "support": None,
    }  # fmt: skip
    request(drill, MINUTE)
    assert teams()["database"]["status"] == "asked"
    drill.to(3 * MINUTE)
    assert teams()["database"]["status"] == "coming"
    drill.to(15 * MINUTE)
    assert teams()["database"]["status"] == "here"
    # Everybody of these teams sits here already; nobody is left who could come.
    assert [teams()[name]["can_come"] for name in ("database", "vendor")] == [False, False]
    assert teams("facilitator")["database"]["here"] == ["Oskar Vinter"]


def give(drill, t, text="Look at the commits.", to="dba"):
    (event,) = drill.do(t, "ol", "task.assign", to=to, text=text)
    return event.data["id"]


def test_a_task_is_taken_on_and_reported_with_what_holds_then(asked):
    drill = asked()
    request(drill, MINUTE)
    give(drill, 15 * MINUTE)
    drill.do(15 * MINUTE, "ol", "action.start", action="fix")
    drill.end()
    (taken,) = drill.of("task.acked")
    assert 20 * SECOND <= taken.t - 15 * MINUTE <= 60 * SECOND
    assert (taken.actor, taken.role, taken.data) == ("dba", "persona", {"id": "t1"})
    (report,) = drill.of("task.reported")
    assert 3 * MINUTE <= report.t - taken.t <= 6 * MINUTE
    assert (report.actor, report.role) == ("dba", "persona")
    holds = report.t < 19 * MINUTE
    words = ["Commits take 200 ms.", *(["The bug is there.", "Errors are high."] if holds else [])]
    assert report.data == {"id": "t1", "text": " ".join(words)}
    assert drill.state.tasks["t1"].report == report.data["text"]


def test_a_second_task_waits_for_the_first(asked):
    drill = asked()
    request(drill, MINUTE)
    give(drill, 15 * MINUTE)
    give(drill, 15 * MINUTE, "And at the locks.")
    drill.end()
    first, second = drill.times("task.reported")
    assert 3 * MINUTE <= second - first <= 6 * MINUTE


def test_whoever_has_nothing_to_say_says_so(asked):
    drill = asked()
    request(drill, MINUTE, "support")
    give(drill, 10 * MINUTE, to="agent")
    drill.end()
    (report,) = drill.of("task.reported")
    assert report.data["text"] == NOTHING_FOUND


def test_what_no_monitor_shows_is_not_reported(asked):
    faults = {
        "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}},
        "agent": {"service": "api", "at": "3m", "blinds": ["api.errors", "api.latency_p99"]},
    }
    drill = asked(faults=faults)
    request(drill, MINUTE)
    give(drill, 15 * MINUTE)
    drill.end()
    (report,) = drill.of("task.reported")
    assert report.data["text"] == "Commits take no data. The bug is there."


def test_nobody_works_before_they_have_come(asked):
    drill = asked()
    request(drill, MINUTE)
    with pytest.raises(Refusal, match="Nobody here is called 'dba'"):
        give(drill, 2 * MINUTE)


def test_a_colleague_of_the_story_takes_no_role_and_no_other_seat(asked):
    drill = asked()
    request(drill, MINUTE)
    drill.to(15 * MINUTE)
    with pytest.raises(Refusal, match="Oskar Vinter came to help and takes no role") as caught:
        drill.do(15 * MINUTE, "ic", "role.assign", role="ol", to="dba")
    assert caught.value.hint == "Give them a task; roles are for people in the room."
    with pytest.raises(Refusal, match="part of the story and stays a responder") as caught:
        drill.do(15 * MINUTE, "facilitator", "seat.move", person="dba", seat="cl")
    assert caught.value.hint == "Move somebody else; seat.remove sends them away."
    drill.do(15 * MINUTE, "facilitator", "seat.remove", person="dba")
    with pytest.raises(Refusal, match="Oskar Vinter has no seat") as caught:
        drill.do(15 * MINUTE, "facilitator", "seat.remove", person="dba")
    assert caught.value.hint == "Nothing to do: they have left already."


def test_tasks_of_people_are_left_to_them(asked):
    drill = asked()
    give(drill, MINUTE, to="cl-person")
    drill.end()
    assert drill.of("task.acked", "task.reported") == []


def test_who_was_taken_out_of_the_drill_works_no_more(asked):
    drill = asked()
    request(drill, MINUTE)
    give(drill, 12 * MINUTE)
    give(drill, 12 * MINUTE, "And at the locks.")
    drill.to(13 * MINUTE)
    assert len(drill.of("task.acked")) == 2
    drill.do(13 * MINUTE, "facilitator", "seat.remove", person="dba")
    with pytest.raises(Refusal) as caught:
        give(drill, 14 * MINUTE)
    assert (caught.value.code, caught.value.message) == ("wrong_state", "Oskar Vinter has left.")
    assert caught.value.hint == "In the room: ic-person, ol-person, cl-person."
    # Asked for again they come again, and work on nothing but what they are given then.
    request(drill, 15 * MINUTE)
    drill.to(26 * MINUTE)
    assert len(drill.of("responder.joined")) == 2
    give(drill, 26 * MINUTE, "What now?")
    drill.end()
    assert [e.data["id"] for e in drill.of("task.reported")] == ["t3"]


def test_a_colleague_of_the_story_answers_no_call_for_a_responder(asked):
    drill = asked()
    request(drill, MINUTE)
    drill.to(11 * MINUTE)
    assert drill.state.seated("responder").id == "dba"
    error = refused(drill, 11 * MINUTE, "experts")
    assert error.message == "experts would be played by a Responder, and nobody has that seat."
    drill.do(12 * MINUTE, "responder", "seat.take", name="Rita", seat="responder")
    request(drill, 12 * MINUTE, "experts")
