"""One room with a wall clock that the test moves: ticks, presence, sleep and waking up."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from simulator.rules.views import Viewer
from simulator.session import Sender
from simulator.store import MemoryStore
from tests.web.office import Office

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)


@pytest.fixture
def office():
    return Office(MemoryStore())


def test_a_connection_gets_a_view_then_news_then_ticks(office):
    room = office.rooms.create("payment-outage")
    ana, answer = room.join("Ana Lund", "ic")
    assert (ana, answer["ok"]) == ("ana-lund", True)
    room.connect("c1", Viewer(ana, "ic"), 0)
    assert office.messages("c1", "view")[0]["online"] == ["ana-lund"]
    room.session.submit(BOSS, "drill.start", {})
    assert office.messages("c1", "events")[-1]["sections"]["drill"]["phase"] == "running"
    office.wall.now += 46
    room.step()
    ticks = office.messages("c1", "tick")
    assert [tick["t"] for tick in ticks] == [15_000, 30_000, 45_000]
    assert ticks[0]["values"]


def test_names_that_repeat_get_ids_of_their_own(office):
    room = office.rooms.create("payment-outage")
    ids = [room.join(name, "responder")[0] for name in ("Ana", "ana", "Ána!", "???")]
    assert ids == ["ana", "ana-2", "na", "guest"]


def test_presence_is_told_to_the_others(office):
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol")):
        room.join(name, seat)
    room.connect("c1", Viewer("ana", "ic"), 0)
    room.connect("c2", Viewer("ben", "ol"), 0)
    room.connect("c3", Viewer("ben", "ol"), 0)
    assert office.messages("c1", "presence")[-1] == {"online": ["ana", "ben"]}
    room.disconnect("c3")
    assert room.online() == ["ana", "ben"]
    room.disconnect("c2")
    assert office.messages("c1", "presence")[-1] == {"online": ["ana"]}


def test_after_a_restart_a_running_drill_goes_on_where_it_stood(office):
    room = office.rooms.create("payment-outage")
    room.join("Ana", "ic")
    room.session.submit(BOSS, "drill.start", {})
    office.wall.now += 6 * 60
    room.step()
    stood = room.session.position().t
    events = room.session.events_after(0)
    later = Office(office.store)
    later.wall.now = 5_000_000.0
    later.rooms.wake()
    again = later.rooms.get("d1")
    assert again.session.position().running
    assert again.session.position().t == stood
    assert again.session.events_after(0) == events
    later.wall.now += 60
    again.step()
    assert again.session.position().t == stood + MINUTE


@pytest.mark.parametrize("how", ["create", "fork"])
def test_nobody_opens_a_second_room_of_a_drill_that_is_just_being_made(office, monkeypatch, how):
    first = office.rooms.create("payment-outage")
    first.session.submit(BOSS, "drill.start", {})
    free = []

    def stored(row, store=office.store.create):
        store(row)
        look = partial(office.rooms._lock.acquire, blocking=False)
        other = threading.Thread(target=lambda: free.append(look()))
        other.start()
        other.join()

    monkeypatch.setattr(office.store, "create", stored)
    make = {
        "create": lambda: office.rooms.create("edge-502"),
        "fork": lambda: office.rooms.fork("d1", 0),
    }
    room = make[how]()
    assert free == [False]
    assert office.rooms.get(room.row.id) is room


def test_codes_can_be_typed_carelessly(office):
    room = office.rooms.create("payment-outage")
    typed = room.row.join_code.lower().replace("-", " ")
    assert office.rooms.by_code(f" {typed} ") is room


@pytest.mark.parametrize("ask", ["get", "by_code"])
def test_unknown_drills_are_refused_with_a_hint(office, ask):
    with pytest.raises(Exception, match=r"no such drill|No drill has that join code") as caught:
        getattr(office.rooms, ask)("nope")
    assert caught.value.code == "no_such_drill"
    assert caught.value.hint


def test_unknown_scenarios_name_the_known_ones(office):
    with pytest.raises(Exception, match="No scenario 'x'") as caught:
        office.rooms.create("x")
    assert "payment-outage" in caught.value.hint


def test_a_connection_is_of_the_seat_that_somebody_has_when_it_is_made(office):
    room = office.rooms.create("payment-outage")
    evaluator = {"person": "eva", "name": "Eva", "seat": "evaluator"}
    for verb, args in (
        ("seat.admit", evaluator),
        ("seat.move", {"person": "eva", "seat": "responder"}),
    ):
        assert room.submit(BOSS, verb, args)["ok"]
    # Both were let in before they were moved, and waited for the drill's lock.
    room.connect("c1", Viewer("eva", "evaluator"), 0)
    view = office.messages("c1", "view")[0]
    assert view["sections"]["you"]["seat"] == "responder"
    assert not {"msel", "world", "load"} & view["sections"].keys()
    assert "seen" not in view
    room.submit(BOSS, "seat.remove", {"person": "eva"})
    room.connect("c2", Viewer("eva", "responder"), 0)
    assert office.messages("c2", "hung up")
    assert not office.messages("c2", "view")
    assert room.online() == []


def test_somebody_who_is_removed_hears_nothing_more(office):
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol")):
        room.join(name, seat)
    room.connect("c1", Viewer("ana", "ic"), 0)
    room.connect("c2", Viewer("ben", "ol"), 0)
    room.session.submit(BOSS, "seat.remove", {"person": "ben"})
    assert office.messages("c2", "hung up")
    assert not office.messages("c1", "hung up")
    told = len(office.messages("c2", "events"))
    room.session.submit(BOSS, "drill.start", {})
    assert len(office.messages("c2", "events")) == told
    room.session.submit(BOSS, "seat.move", {"person": "ana", "seat": "cl"})
    assert office.messages("c1", "events")[-1]["sections"]["you"]["seat"] == "cl"


@pytest.mark.parametrize("name", ["Bot IC", "CFO", "OL", "World", "Facilitator"])
def test_a_name_never_becomes_an_id_that_means_something_else(office, name):
    room = office.rooms.create("payment-outage")
    person, answer = room.join(name, "observer")
    assert answer["ok"]
    assert person not in {"bot-ic", "cfo", "ol", "world", "facilitator"}


def test_one_bad_connection_does_not_silence_the_others(office, caplog):
    caplog.set_level("CRITICAL")
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol")):
        room.join(name, seat)
    room.connect("c1", Viewer("ana", "ic"), 0)
    room.connect("c2", Viewer("ben", "ol"), 0)
    room._feeds["c1"].news = None
    room.session.submit(BOSS, "drill.start", {})
    assert office.messages("c1", "hung up")
    assert office.messages("c2", "events")


def test_the_view_says_how_the_drill_is_called(office):
    room = office.rooms.create("payment-outage", "Friday, team red")
    ana, _ = room.join("Ana", "ic")
    room.connect("c1", Viewer(ana, "ic"), 0)
    assert office.messages("c1", "view")[0]["name"] == "Friday, team red"


def seated(office):
    """Connect a commander, an evaluator and the facilitator to a running drill."""
    room = office.rooms.create("payment-outage")
    room.join("Ana", "ic")
    eva = {"person": "eva", "name": "Eva", "seat": "evaluator"}
    assert room.session.submit(BOSS, "seat.admit", eva)["ok"]
    room.session.submit(BOSS, "drill.start", {})
    room.connect("ana", Viewer("ana", "ic"), 0)
    room.connect("eva", Viewer("eva", "evaluator"), 0)
    room.connect("boss", Viewer("facilitator", "facilitator"), 0)
    return room


def test_how_far_people_have_read_is_told_to_staff_alone(office):
    room = seated(office)
    newest = room.session.seq
    room.has_read("ana", newest)
    for staff in ("eva", "boss"):
        assert office.messages(staff, "presence")[-1]["seen"] == {"ana": newest}
    assert all("seen" not in message for message in office.messages("ana", "presence"))
    room.connect("boss-2", Viewer("facilitator", "facilitator"), 0)
    assert office.messages("boss-2", "view")[0]["seen"] == {"ana": newest}
    room.connect("ana-2", Viewer("ana", "ic"), 0)
    assert "seen" not in office.messages("ana-2", "view")[0]


@pytest.mark.parametrize("seq", [None, True, "3", 2.5, -1, 0, 10_000])
def test_nonsense_about_reading_is_left_alone(office, seq):
    room = seated(office)
    told = len(office.messages("boss", "presence"))
    room.has_read("ana", seq)
    assert len(office.messages("boss", "presence")) == told


def test_reading_never_goes_back(office):
    room = seated(office)
    room.has_read("ana", 3)
    told = len(office.messages("boss", "presence"))
    room.has_read("ana", 2)
    room.has_read("ana", 3)
    assert len(office.messages("boss", "presence")) == told


def test_two_pages_of_one_person_see_the_same_and_act_once(office):
    room = office.rooms.create("payment-outage")
    room.join("Ana", "ic")
    room.session.submit(BOSS, "drill.start", {})
    for page in ("left", "right"):
        room.connect(page, Viewer("ana", "ic"), 0)
    assert room.online() == ["ana"]
    ana, args = Sender("ana"), {"channel": "incident", "text": "I am here"}
    first = room.submit(ana, "message.post", args, "key-1")
    again = room.submit(ana, "message.post", args, "key-1")
    assert first == again
    heard = [
        [event["data"]["text"] for m in office.messages(page, "events") for event in m["events"]]
        for page in ("left", "right")
    ]
    assert heard == [["I am here"], ["I am here"]]
    room.disconnect("left")
    assert room.online() == ["ana"]
    assert room.submit(ana, "message.post", args | {"text": "still"}, "key-2")["ok"]
    assert office.messages("right", "events")[-1]["events"][0]["data"]["text"] == "still"


def test_whoever_was_away_gets_all_that_came_meanwhile_and_nothing_twice(office):
    room = office.rooms.create("payment-outage")
    for name, seat in (("Ana", "ic"), ("Ben", "ol")):
        room.join(name, seat)
    room.session.submit(BOSS, "drill.start", {})
    room.connect("before", Viewer("ben", "ol"), 0)
    known = office.messages("before", "view")[0]["seq"]
    room.disconnect("before")
    for n in range(3):
        args = {"channel": "incident", "text": f"word {n}"}
        assert room.submit(Sender("ana"), "message.post", args)["ok"]
    room.connect("after", Viewer("ben", "ol"), known)
    view = office.messages("after", "view")[0]
    assert view["since"] == known
    said = [event["data"]["text"] for event in view["timeline"]]
    assert said == ["word 0", "word 1", "word 2"]
    assert [event["seq"] > known for event in view["timeline"]] == [True] * 3
