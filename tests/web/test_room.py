"""One room with a wall clock that the test moves: ticks, presence, sleep and waking up."""

from __future__ import annotations

import pytest

from simulator.rules.views import Viewer
from simulator.scenario import Library
from simulator.session import Sender
from simulator.store import MemoryStore
from web.rooms import Rooms

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)


class Wall:
    now = 1_000.0

    def __call__(self):
        return self.now


class Office:
    """Rooms on a store, with everything that was sent."""

    def __init__(self, store):
        self.wall = Wall()
        self.sent = []
        self.store = store
        self.rooms = Rooms(
            store=store,
            library=Library(()),
            send=lambda connection, name, content: self.sent.append((connection, name, content)),
            hang_up=lambda connection: self.sent.append((connection, "hung up", {})),
            spawn=lambda run: None,
            wall=self.wall,
            today_ms=lambda: 1,
            new_id=iter(["d1", "d2", "d3"]).__next__,
            new_seed=lambda: 7,
        )

    def messages(self, connection, name):
        return [c for who, what, c in self.sent if (who, what) == (connection, name)]


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
