"""How people are: how many report to the IC, and what waits for each of those who play."""

from __future__ import annotations

from simulator.model.state import Inject, Page


def load(room, person, viewer="facilitator"):
    return next(row for row in room.view(viewer)["load"] if row["person"] == person)


def page(room, name, to):
    room.state.pages[name] = Page(name, "A", "payments", to, "", "primary", room.t)


def came(room, name, channel, *, expects=True):
    room.state.injects[name] = Inject(name, "cfo", "CFO", channel, "?", room.t, expects)


def test_the_incident_says_how_many_report_to_the_ic(room):
    assert room.view("observer")["incident"]["span"] is None
    for role in ("ic", "ol", "cl"):
        room.do("ic", "role.assign", role=role, to=role)
        room.do(role, "role.accept", role=role)
    room.sit(fay="scribe", eve="evaluator")
    assert room.view("observer")["incident"]["span"] == 2
    room.do("ic", "task.assign", to="fay", text="Write")
    assert room.view("observer")["incident"]["span"] == 3
    room.do("facilitator", "seat.move", person="fay", seat="evaluator")
    assert room.view("observer")["incident"]["span"] == 2


def test_the_load_is_what_waits_for_everybody_who_plays(room):
    room.sit(eve="evaluator", fay="scribe")
    assert [row["seat"] for row in room.view("eve")["load"]] == [
        "ic", "ol", "cl", "responder", "scribe",
    ]  # fmt: skip
    page(room, "p1", "ol")
    page(room, "p2", "cfo")
    came(room, "x1", "dm-cl")
    came(room, "x2", "dm-cl", expects=False)
    came(room, "x3", "incident")
    room.do("ic", "task.assign", to="ol", text="Look")
    room.do("ic", "role.assign", role="scribe", to="fay")
    assert load(room, "ol") == {
        "person": "ol", "name": "Ol", "seat": "ol", "bot": False, "pages": 1, "tasks": 1,
        "questions": 1, "offers": 0, "last_at": None, "last": None,
    }  # fmt: skip
    assert load(room, "cl")["questions"] == 2
    assert load(room, "fay")["offers"] == 1
    assert (load(room, "ic")["last_at"], load(room, "ic")["last"]) == (room.t, "role.assigned")
    room.do("ol", "task.report", id="t1", text="Done")
    assert (load(room, "ol")["tasks"], load(room, "ol")["last"]) == (0, "task.reported")


def test_an_inject_waits_for_those_of_whom_it_expects_an_answer(room):
    spec = next(
        one for one in room.scenario.injects
        if one.expect and one.expect.verb == "query.answer" and "ol" not in one.expect.by
    )  # fmt: skip
    came(room, spec.id, "incident")
    assert load(room, "ol")["questions"] == 0
    assert load(room, spec.expect.by[0])["questions"] == 1
    room.state.injects[spec.id].answered_at = room.t
    assert load(room, spec.expect.by[0])["questions"] == 0


def test_what_waits_for_an_empty_seat_waits_for_the_ic(room):
    page(room, "p1", "ol")
    assert load(room, "ic")["pages"] == 0
    room.do("ol", "seat.leave")
    assert load(room, "ic")["pages"] == 1


def test_nobody_who_plays_or_observes_has_it(room):
    for seat in ("ic", "ol", "cl", "responder", "observer"):
        assert "load" not in room.view(seat)


def test_the_drill_has_a_time_zone(room):
    drill = room.view("observer")["drill"]
    assert (drill["clock0"], drill["zone"]) == (room.scenario.start, room.scenario.zone)
