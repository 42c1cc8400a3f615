"""Game days on a server: a whole one, a restart in the middle, secrets, the start page."""

from __future__ import annotations

import json
import re
import threading
from functools import partial

from simulator.gameday import commit_of, index_of
from simulator.model.records import Event
from tests.web.hall import BOSS, TODAY, Browser, drill, error, place


def test_a_whole_day_from_the_lobby_to_the_debriefs(lobby):  # noqa: PLR0915 - a whole day
    hall, (ana, ben, cleo) = lobby
    host = hall.host
    assert [one["name"] for one in ana.day["people"]] == ["Ana", "Ben", "Cleo"]
    assert all(one["online"] for one in host.day["people"])

    for member in (ana, ben, cleo):
        member.do("member.ready", ready=True)
        member.do("comms.check", works=member is not ben, note="")
    rows = {one["person"]: (one["ready"], one["comms"]) for one in cleo.day["people"]}
    assert rows == {"ana": (True, True), "ben": (True, False), "cleo": (True, True)}

    promised = ana.day["next"]
    host.do("wheel.spin", salt="pretzel", difficulty=[1, 3])
    wheels = [one.day["wheel"] for one in (host, ana, ben, cleo)]
    for wheel in wheels:
        wheel.pop("filters")
    assert wheels == [wheels[0]] * 4
    wheel = wheels[0]
    assert (wheel["n"], wheel["commit"], wheel["done"]) == (1, promised["commit"], False)
    assert commit_of(wheel["seed"]) == promised["commit"]
    pool = [one["id"] for one in wheel["pool"]]
    assert pool[index_of(wheel["seed"], "pretzel", 1, pool)] == wheel["winner"]
    hall.pass_time(7)
    assert ben.day["wheel"]["done"]
    assert ben.day["chosen"]["scenario"] == wheel["winner"]

    host.do("teams.set", n=2)
    host.do("roles.draw")
    assert (ana.day["teams"], ana.day["drawn"]) == (2, 1)
    assert sorted(one["team"] for one in ana.day["people"]) == [1, 1, 2]
    answer = host.do("rooms.open", policy="google", bots="expert")
    assert [(one["team"], one["ok"], one["error"]) for one in answer["rooms"]] == [
        (1, True, None), (2, True, None),
    ]  # fmt: skip

    rooms = {}
    for member in (ana, ben, cleo):
        you = member.day["you"]
        to = member.get(you["room"]).headers
        assert re.search(rf"Path={to['Location']};", to["Set-Cookie"])
        page = member.get(to["Location"])
        seat = next(o["seat"] for o in member.day["people"] if o["person"] == you["person"])
        assert f'data-seat="{seat}"' in page.text
        rooms[you["person"]] = to["Location"].split("/")[2]
    drills = [room["drill"] for room in host.day["rooms"]]
    assert set(rooms.values()) == set(drills)
    one, other = (hall.rooms.get(each) for each in drills)
    assert one.row.seed == other.row.seed
    assert one.row.policy == "google"
    assert (one.row.title, other.row.title) == ("Friday, team 1", "Friday, team 2")
    seats = [person.seat for person in other.session.state.people.values() if person.seat]
    assert sorted(seats) == ["cl", "ic", "ol"]

    host.do("rooms.start")
    host.do("rooms.speed", factor=30)
    hall.pass_time(20)
    host.do("rooms.pause")
    assert [room["state"] for room in cleo.day["rooms"]] == ["paused", "paused"]
    row = host.hear("overview")[-1]["rooms"][0]
    assert (row["state"], row["team"], row["speed"]) == ("running", 1, 30)
    assert 9 * 60_000 < row["t"] <= 10 * 60_000
    host.do("rooms.resume")
    assert {room.session.state.phase for room in (one, other)} == {"running"}
    assert host.send("rooms.end")["ok"]
    hall.pass_time(2)

    assert {room["state"] for room in ana.day["rooms"]} == {"ended"}
    overview = host.hear("overview")[-1]["rooms"]
    assert host.get(overview[0]["debrief"]).status_code == 200
    assert set(overview[0]["letters"].values()) <= {"P", "S", "M", "U", None}
    assert "command" in overview[0]["letters"]
    to = ana.get(ana.day["you"]["debrief"]).headers["Location"]
    assert to.endswith("/ana/debrief")
    assert ana.get(to).status_code == 200

    host.do("day.end")
    assert ana.day["state"] == "over"
    assert ana.day["you"]["can"] == host.day["you"]["can"] == []
    assert error(host.send("wheel.spin"))[1] == "This game day is over."


def test_a_second_round_keeps_the_debriefs_of_the_first(playing):
    hall, (ana, *_) = playing
    first = ana.day["you"]["room"]
    hall.host.do("rooms.end")
    hall.host.do("roles.draw")
    assert (ana.day["round"], ana.day["state"], ana.day["rooms"]) == (2, "gathering", [])
    seats = {one["person"]: one["seat"] for one in ana.day["people"]}
    assert seats["cleo"] == "ic"
    # Two teams of three people have two commanders, so one of the two goes on being one.
    assert sorted([seats["ana"], seats["ben"]]) == ["ic", "ol"]
    hall.host.do("scenario.choose", scenario="quiet-evening")
    hall.host.do("rooms.open")
    assert ana.day["you"]["room"] == first  # the same way, to another room
    past = ana.day["past"][0]["debriefs"]
    assert len(past) == 1
    to = ana.get(past[0]["url"]).headers["Location"]
    assert "debrief" in ana.get(to).text.lower()
    assert len(hall.host.day["past"][0]["debriefs"]) == 2
    assert ana.get(f"{ana.path}/debrief/nothing").status_code == 403


# -- a restart -------------------------------------------------------------------------------------


def test_a_day_goes_on_after_a_restart_where_it_stood(playing):
    hall, (ana, *_) = playing
    hall.host.do("rooms.start")
    hall.pass_time(10)
    before, promised = ana.day, hall.host.day["next"]
    later = hall.again()
    later.rooms.wake()
    later.host.path = hall.host.path
    later.host.connect()
    back = Browser(later)
    for cookie in ("member", "seat"):
        stored = ana.pages.get_cookie(cookie, path=ana.path)
        if stored:
            back.pages.set_cookie(cookie, stored.value, path=ana.path)
    back.path = ana.path
    back.connect()
    after = back.day
    for volatile in ("people", "seq"):
        before.pop(volatile), after.pop(volatile)
    assert after == before
    assert later.host.day["next"] == promised
    to = back.get(back.day["you"]["room"]).headers["Location"]
    assert 'data-seat="ic"' in back.get(to).text
    answer = later.host.do("rooms.pause")
    assert [one["ok"] for one in answer["rooms"]] == [True, True]
    later.host.do("rooms.end")
    later.host.do("wheel.spin")
    assert later.host.day["wheel"]["commit"] == promised["commit"]
    assert later.host.day["round"] == 2


def test_rooms_that_ended_while_nobody_looked_are_over_after_a_restart(playing):
    hall, _ = playing
    for team in (1, 2):
        drill(hall, team).session.submit(BOSS, "drill.end", {})
    later = hall.again()
    later.host.path = hall.host.path
    later.host.connect()
    assert "roles.draw" in later.host.day["you"]["can"]
    records = later.store.load_day(later.day.row.id).records
    assert [r.kind for r in records if isinstance(r, Event)][-2:] == ["room.over"] * 2


def test_a_drill_that_another_version_recorded_does_not_hold_the_day_up(
    playing, monkeypatch, caplog
):
    caplog.set_level("CRITICAL")
    hall, _ = playing
    hall.host.do("rooms.start")
    kept = hall.store._drills[drill(hall, 1).row.id]
    kept.row = type(kept.row)(**{
        **{name: getattr(kept.row, name) for name in kept.row.__slots__}, "scenario_text": "x: 1",
    })  # fmt: skip
    later = hall.again()
    later.host.path = hall.host.path
    later.host.connect()
    assert [room["state"] for room in later.host.day["rooms"]] == ["ended", "running"]
    later.pass_time(1)
    assert [row["team"] for row in later.host.hear("overview")[-1]["rooms"]] == [2]


# -- secrets ---------------------------------------------------------------------------------------


def test_a_member_is_sent_no_brief_no_tag_and_no_secret_of_others(lobby):
    hall, (ana, ben, cleo) = lobby
    host = hall.host
    seeds = [hall.day._day.state.sealed.seed]
    ben.do("comms.check", works=False, note="my neighbours are drilling")
    host.do("wheel.spin", tags=["payments", "network"], only=["payment-outage", "edge-502"])
    hall.pass_time(8)
    seeds.append(hall.day._day.state.sealed.seed)
    place(hall, [("ana", 1, "ic"), ("ben", 2, "ic"), ("cleo", 2, "ol")])
    host.do("rooms.open", bots="average")
    host.do("rooms.start")
    hall.pass_time(5)
    tokens = [ben.token(ben.path), host.token(host.path)]
    cleo_room = cleo.get(cleo.day["you"]["room"])
    tokens.append(re.search("seat=([^;]+)", cleo_room.headers["Set-Cookie"])[1])
    ana.get(ana.path)
    ana.get(f"/join/{hall.day.row.join_code}")
    host.do("rooms.end")
    hall.pass_time(1)

    sent = json.dumps(ana.hear(), ensure_ascii=False) + "".join(ana.read)
    entries = hall.library.entries()
    hidden = [entry.brief for entry in entries]
    hidden += [f'"{tag}"' for entry in entries for tag in entry.tags]
    pool = {one["id"] for one in ana.day["wheel"]["pool"]}
    hidden += [entry.title for entry in entries if entry.id not in pool]
    hidden += [f'"{entry.id}"' for entry in entries if entry.id not in pool]
    hidden += ["my neighbours", *tokens, seeds[1], "/console/", '"letters"', 'join_url": "http']
    assert len(hidden) > 15
    assert not [text for text in hidden if text in sent]
    assert seeds[0] in sent  # after its spin everybody can check it
    told = json.dumps(host.hear(), ensure_ascii=False)
    assert "my neighbours" in told
    assert seeds[1] not in told


# -- the start page --------------------------------------------------------------------------------


def test_the_start_page_knows_days_and_what_was_played(playing, monkeypatch):
    hall, _ = playing
    shown = {}
    monkeypatch.setattr(
        "web.pages.host.render_template", lambda _name, **given: shown.update(given) or ""
    )
    hall.host.get("/")
    assert not any(one["played"] for one in shown["scenarios"])  # nothing has started yet
    hall.host.do("rooms.start")
    alone = hall.rooms.create("payment-outage", kept={"solo": "ana"})
    alone.session.submit(BOSS, "drill.start", {})
    hall.today += 40 * 24 * 3_600_000
    plain = hall.rooms.create("quiet-evening")
    plain.session.submit(BOSS, "drill.start", {})
    hall.host.get("/")
    played = {one["id"]: one["played"] for one in shown["scenarios"]}
    assert played["payment-outage"] == {"times": 1, "last": "2023-11-14"}  # two rooms, one day
    assert played["quiet-evening"] == {"times": 1, "last": "2023-12-24"}
    assert played["edge-502"] is None
    row = hall.day.row
    assert shown["days"] == [
        {
            "id": row.id, "title": "Friday", "state": "playing", "join_code": row.join_code,
            "created": "2023-11-14 22:13 UTC",
        }
    ]  # fmt: skip
    marks = [(one["day"], one["team"], one["solo"]) for one in shown["drills"]]
    day = {"id": row.id, "title": "Friday"}
    assert sorted(marks, key=str) == [
        (None, None, False), (None, None, True), (day, 1, False), (day, 2, False),
    ]  # fmt: skip
    hall.wall.now += 10
    library = {one["id"]: one["played"] for one in hall.host.connect().day["library"]}
    assert library["payment-outage"] == {"times": 1, "last_ms": TODAY}


def test_the_start_page_lists_days_and_marks_their_drills(playing):
    hall, _ = playing
    page = hall.host.get("/").text
    assert f'href="{hall.host.path}"' in page
    for room in hall.host.day["rooms"]:
        assert f'href="/console/{room["drill"]}"' in page


def test_nobody_opens_a_day_a_second_time_while_it_is_being_made(hall, monkeypatch):
    free = []

    def stored(*args, store=hall.store.append_day):
        store(*args)
        look = partial(hall.site.days._lock.acquire, blocking=False)
        other = threading.Thread(target=lambda: free.append(look()))
        other.start()
        other.join()

    monkeypatch.setattr(hall.store, "append_day", stored)
    room = hall.site.days.create("Friday")
    assert free == [False]
    assert hall.site.days.get(room.row.id) is room


def test_a_day_without_a_name_gets_one(hall):
    hall.open_day("  ")
    assert hall.host.day["title"] == "Game day"
    assert hall.open_day("x" * 200).row.title == "x" * 80
