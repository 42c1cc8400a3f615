"""Practising alone: one person, bots in the other seats, and as many tries as they like."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase, phrase_n
from simulator.model.scenario import Scenario
from simulator.model.seats import CORE_ROLES, ROLE_TITLES, SEATS, TRAINEE_SEATS, WORLD
from simulator.model.state import DrillState
from simulator.model.units import MINUTE
from simulator.session import FACILITATOR, Sender
from web.forks import family
from web.identity import Identity
from web.language import _, later_text
from web.pages.access import Pages, must_host, seat_room, with_cookie
from web.practice import SOLO, fading, solo_of, tries
from web.room import Room

__all__ = ["offered", "solo_pages"]

_BOSS = Sender(FACILITATOR, staff=True)
_SEATS = (*CORE_ROLES, "responder")
_LEADS = ("ic", "ol")
"""Who plays one of these gets a responder to give work to."""
_CREWS = {
    "expert": later_text("experts, who know the book"),
    "average": later_text("average people, who need to be led"),
}
_DUTIES = {
    "ic": later_text(
        "Decide, delegate, keep the rhythm. Two bots lead operations and communications."
    ),
    "ol": later_text("Find out what broke and stop the harm, with a responder to help you."),
    "cl": later_text("Tell everybody inside and outside what they need to know, on time."),
    "responder": later_text("Do what the Operations Lead asks for, and report what you find."),
}
_LONGEST_NAME = 60
_TYPES_UP_TO = 4
"""Faster than this people skip what they know; a new try is not to rush past what they came for."""
_MOST_TRIES = 50
"""Each try is a drill of its own that this server keeps."""
_trying = threading.Lock()
"""Counting the tries and making one more is one step, also for two clicks at once."""


def solo_pages(site: Blueprint, pages: Pages) -> None:
    """Add the pages of somebody who practises alone."""

    @site.get("/solo")
    def solo_form() -> str:
        """Ask for a scenario, a seat and a crew."""
        must_host(pages)
        return _form(pages, {"scenario": request.args.get("scenario", "")}, "")

    @site.post("/solo")
    def solo_begin() -> Answer | tuple[str, int]:
        """Set up a drill for one person and go to its room."""
        must_host(pages)
        names = ("scenario", "seat", "crew", "name", "policy")
        sent = {name: request.form.get(name, "").strip() for name in names}
        if wrong := _wrong(pages, sent):
            return _form(pages, sent, wrong), 422
        room, person = _set_up(pages, sent)
        return _enter(pages, room, person)

    @site.post("/room/<drill>/<person>/again")
    def solo_again(drill: str, person: str) -> Answer | tuple[str, int]:
        """Begin a new try from a minute of this one, which stands still from then on."""
        return _try_again(pages, drill, person, request.form.get("minute", "").strip())


def offered(pages: Pages, room: Room, person: str) -> dict[str, Any] | None:
    """Return what a page offers to whoever plays its drill alone; None to everybody else."""
    if room.session.state.solo != person:
        return None
    rows, base = pages.rooms.rows(), f"/{person}"
    return {
        "hints": fading(rows, room.row.id),
        "again": f"/room/{room.row.id}{base}/again",
        "tries": [
            {
                "url": f"/room/{one.drill}{base}{'/debrief' if one.state == 'ended' else ''}",
                "minute": None if one.t is None else one.t // MINUTE,
                "state": one.state,
                "here": one.here,
            }
            for one in tries(rows, room.row.id)
        ],
    }


def _wrong(pages: Pages, sent: Mapping[str, str]) -> str:
    """Return what is wrong with the form, in words; nothing if it is right."""
    name, rooms = sent["name"], pages.rooms
    if not name:
        return _("Please write your name.")
    if len(name) > _LONGEST_NAME:
        return _("Your name has %(n)s characters; at most 60 are allowed.", n=len(name))
    said = {
        "seat": later_text("There is no seat “%(one)s” to practise; there are: %(all)s."),
        "crew": later_text("There is no crew “%(one)s”; there are: %(all)s."),
        "scenario": later_text("There is no scenario “%(one)s”; there are: %(all)s."),
        "policy": later_text("There is no policy “%(one)s”; there are: %(all)s."),
    }
    there: dict[str, Iterable[str]] = {
        "seat": _SEATS,
        "crew": _CREWS,
        "scenario": [entry.id for entry in rooms.library.entries()],
        "policy": ["", *(entry.name for entry in rooms.policies.entries())],
    }
    for field, known in there.items():
        if sent[field] not in known:
            names = ", ".join(one for one in known if one)
            return _(said[field]) % {"one": sent[field][:40], "all": names}
    return ""


def _form(pages: Pages, sent: Mapping[str, str], wrong: str) -> str:
    rooms = pages.rooms
    scenarios = [
        {"id": entry.id, "title": entry.title, "minutes": entry.length // MINUTE}
        for entry in rooms.library.entries()
    ]
    return render_template(
        "solo.html",
        error=wrong,
        sent={"seat": "ic", "crew": "expert", "policy": rooms.default_policy} | dict(sent),
        scenarios=scenarios,
        seats=[{"seat": s, "title": _(ROLE_TITLES[s]), "duty": _(_DUTIES[s])} for s in _SEATS],
        crews=[{"crew": crew, "title": _(title)} for crew, title in _CREWS.items()],
        policies=[{"name": one.name, "title": _(one.title)} for one in rooms.policies.entries()],
    )


def _set_up(pages: Pages, sent: Mapping[str, str]) -> tuple[Room, str]:
    """Return a drill in its lobby with everybody seated, and the id of who plays it."""
    name, seat, crew = sent["name"], sent["seat"], sent["crew"]
    entry = next(one for one in pages.rooms.library.entries() if one.id == sent["scenario"])
    person = _id_of(name, entry.scenario)
    kept = {SOLO: {"person": person, "name": name, "seat": seat, "crew": crew}}
    room = pages.rooms.create(entry.id, policy_name=sent["policy"], kept=kept)
    bots = [one for one in CORE_ROLES if one != seat] + ["responder"] * (seat in _LEADS)
    commands: list[tuple[str, dict[str, Any]]] = [
        ("seat.admit", {"person": person, "name": name, "seat": seat}),
        ("drill.solo", {"person": person}),
        *(("seat.bot", {"seat": one, "crew": crew}) for one in bots),
    ]
    for verb, args in commands:
        answer = room.submit(_BOSS, verb, args)
        if not answer["ok"]:
            raise Refusal(**answer["error"])
    return room, person


def _id_of(name: str, scenario: Scenario) -> str:
    """Return an id for the only person of a drill that nothing else in its log has."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "player"
    taken = {*scenario.personas, *SEATS, WORLD, "persona"}
    return f"player-{plain}" if plain in taken or plain.startswith("bot-") else plain


def _try_again(pages: Pages, drill: str, person: str, asked: str) -> Answer | tuple[str, int]:
    room = seat_room(pages, drill, person)
    if not _plays_alone(room.session.state, person):
        hint = phrase("To play a drill alone, the host sets it up for one person.")
        raise Refusal("not_allowed", phrase("Only who plays alone can try again."), hint)
    if not re.fullmatch(r"[0-9]{1,4}", asked):
        return _not_a_minute(drill, person, asked)
    player = Sender(person)
    with _trying:
        _refuse_one_more(pages, drill)
        new = pages.rooms.fork(
            drill, int(asked) * MINUTE, by=player, kept={SOLO: solo_of(room.row) or {}}
        )
    if new.session.position().speed > _TYPES_UP_TO:
        new.submit(player, "drill.speed", {"factor": 1})
    if room.session.state.phase == "running":
        room.submit(player, "drill.pause", {})
    return _enter(pages, new, person)


def _refuse_one_more(pages: Pages, drill: str) -> None:
    if len(family(pages.rooms.rows(), drill)) >= _MOST_TRIES:
        message = phrase_n(
            "There is {n} try of this drill already.",
            "There are {n} tries of this drill already.",
            _MOST_TRIES,
        )
        raise Refusal("wrong_state", message, phrase("Start a new drill instead."))


def _plays_alone(state: DrillState, person: str) -> bool:
    """Tell whether somebody holds the clock and no other human plays.

    What people told the facilitator alone must not come along into a drill that one of them ends
    and reads.
    """
    others = (one for one in state.people.values() if one.id != person)
    played = any(one.seat in TRAINEE_SEATS and not (one.bot or one.persona) for one in others)
    return state.solo == person and not played


def _enter(pages: Pages, room: Room, person: str) -> Answer:
    token = pages.keys.issue(Identity("person", room.row.id, person))
    path = f"/room/{room.row.id}/{person}"
    return with_cookie(redirect(path), "seat", token, path)


def _not_a_minute(drill: str, person: str, asked: str) -> tuple[str, int]:
    page = render_template(
        "seat_error.html",
        title=_("No such minute"),
        message=_("“%(asked)s” is no minute to begin from.", asked=asked[:20]),
        hint=_("Give a whole number: 0 is the start of the drill."),
        link=f"/room/{drill}/{person}",
        go=_("Back to the room"),
    )
    return page, 422
