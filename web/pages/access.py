"""Who asks for a page, and whether they may have it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from web.day_doors import DAY
from web.day_room import DayRoom
from web.days import Days
from web.identity import Identity, Keys
from web.limits import Knocks
from web.room import Room
from web.rooms import Rooms

__all__ = [
    "Pages",
    "console_room",
    "day_of",
    "day_url",
    "is_host",
    "must_host",
    "seat_room",
    "with_cookie",
]


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages need."""

    rooms: Rooms
    days: Days
    keys: Keys
    knocks: Knocks
    host_key: str


def cookie(pages: Pages, name: str) -> Identity | None:
    """Return what a cookie proves, if it proves anything."""
    return pages.keys.read(request.cookies.get(name))


def is_host(pages: Pages) -> bool:
    """Tell whether whoever asks is the host."""
    identity = cookie(pages, "host")
    return identity is not None and identity.kind == "host"


def with_cookie(answer: Answer, name: str, token: str, path: str) -> Answer:
    """Add a cookie that only the pages below ``path`` are sent, and no script can read."""
    answer.set_cookie(
        name, token, path=path, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer


def must_host(pages: Pages) -> None:
    """Let only the host go on.

    Raises:
        Refusal: ``not_allowed``.
    """
    if not is_host(pages):
        hint = phrase("Open the private link that `misfortune serve` printed.")
        raise Refusal("not_allowed", phrase("Only the host may do that."), hint)


def day_of(pages: Pages, room: Room) -> DayRoom | None:
    """Return the game day of a drill, None without one."""
    day = room.row.header.get(DAY)
    try:
        return pages.days.get(day) if isinstance(day, str) else None
    except Refusal:
        return None  # the day is gone, its drills are not


def day_url(pages: Pages, room: Room, person: str | None = None) -> str:
    """Return where the game day of a drill is, for somebody in it or the host; "" without one."""
    day = day_of(pages, room)
    if day is None:
        return ""
    if person is None:
        return f"/day/{day.row.id}" if is_host(pages) else ""
    member = day.whose(room.row.id, person)
    return f"/day/{day.row.id}/{member}" if member else ""


def console_room(pages: Pages, drill: str) -> Room:
    """Return a drill's room to its facilitator or the host.

    Raises:
        Refusal: ``not_allowed`` or ``no_such_drill``.
    """
    identity = cookie(pages, "console") or cookie(pages, "host")
    if identity is None or not identity.runs(drill):
        hint = phrase("Open the facilitator's private link of this drill.")
        raise Refusal("not_allowed", phrase("This page is the facilitator's."), hint)
    return pages.rooms.get(drill)


def seat_room(pages: Pages, drill: str, person: str) -> Room:
    """Return a drill's room to the person who has that seat.

    Raises:
        Refusal: ``not_seated`` or ``no_such_drill``.
    """
    identity = cookie(pages, "seat")
    if identity != Identity("person", drill, person):
        hint = phrase(
            "Join with the code of the drill; a seat belongs to the browser that took it."
        )
        raise Refusal("not_seated", phrase("This seat is somebody else's."), hint)
    return pages.rooms.get(drill)
