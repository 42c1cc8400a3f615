"""Game days: the host's page, a member's page, and the way from there into a room."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.seats import EVALUATOR
from web.day_room import DayRoom
from web.identity import Identity
from web.language import _
from web.pages.access import Pages, cookie, must_host, with_cookie
from web.pages.console_data import with_desk

__all__ = ["COOKIE", "day_pages", "day_summary", "member_path"]

COOKIE = "member"
"""The cookie that says who somebody is in a day."""

_LONGEST_TITLE = 80


def member_path(day: str, person: str) -> str:
    """Return where a member's page is."""
    return f"/day/{day}/{person}"


def day_summary(room: DayRoom) -> dict[str, Any]:
    """Return what every page says of its day."""
    return {
        "id": room.row.id,
        "title": room.row.title,
        "state": room.phase,
        "people": room.count(),
    }


def day_pages(site: Blueprint, pages: Pages) -> None:
    """Add the pages of game days."""

    @site.post("/days")
    def open_day() -> Answer:
        """Open the lobby of a new day and go to its page."""
        must_host(pages)
        title = request.form.get("title", "").strip()[:_LONGEST_TITLE].strip()
        return redirect(f"/day/{pages.days.create(title or _('Game day')).row.id}")

    @site.get("/day/<day>")
    def day_host(day: str) -> str:
        """Show the day to its host."""
        must_host(pages)
        room = pages.days.get(day)
        return _page(pages, room, {"id": "host", "name": "", "host": True}, "day_host")

    @site.get("/day/<day>/<person>")
    def day_member(day: str, person: str) -> str:
        """Show the lobby to somebody who joined."""
        room = _member_day(pages, day, person)
        name = room.member(person).name
        return _page(pages, room, {"id": person, "name": name, "host": False}, "member")

    @site.get("/day/<day>/<person>/room")
    def day_room(day: str, person: str) -> Answer:
        """Give a member the key of their seat, and go to the room."""
        return _enter(pages, *_member_day(pages, day, person).seat(person))

    @site.get("/day/<day>/<person>/debrief/<drill>")
    def day_debrief(day: str, person: str, drill: str) -> Answer:
        """Give a member the key of the seat that they had, and go to the debrief."""
        return _enter(pages, *_member_day(pages, day, person).seat(person, drill), "/debrief")


def _member_day(pages: Pages, day: str, person: str) -> DayRoom:
    """Return a day to the member who that person is.

    Raises:
        Refusal: ``not_seated`` or ``no_such_drill``.
    """
    identity = cookie(pages, COOKIE)
    if identity != Identity("member", day, person):
        hint = phrase("Join by the link of the day; a place belongs to the browser that took it.")
        raise Refusal("not_seated", phrase("This place is somebody else's."), hint)
    room = pages.days.get(day)
    room.member(person)
    return room


def _page(pages: Pages, room: DayRoom, person: dict[str, Any], kind: Any) -> str:
    day = room.row.id
    identity = Identity(kind, day, "" if person["host"] else person["id"])
    token = pages.keys.issue(identity)
    return render_template("day.html", day=day_summary(room), person=person, token=token)


def _enter(pages: Pages, drill: str, seated: str, below: str = "") -> Answer:
    path = f"/room/{drill}/{seated}"
    token = pages.keys.issue(Identity("person", drill, seated))
    answer = with_cookie(redirect(path + below), "seat", token, path)
    person = pages.rooms.get(drill).session.state.people.get(seated)
    if person is not None and person.seat == EVALUATOR:
        return with_desk(pages, answer, drill, seated)
    return answer
