"""Joining: a code, a name, and for a drill a seat."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from web.day_room import DayRoom
from web.identity import Identity
from web.language import _, later_text
from web.pages.access import Pages, cookie, with_cookie
from web.pages.days import COOKIE, day_summary, member_path
from web.pages.refusals import in_words
from web.room import Room

__all__ = ["join_pages"]

_DUTIES: dict[str, tuple[str, str]] = {
    "ic": (
        later_text("You hold command: decide, delegate, keep the rhythm."),
        later_text("Hands off the keyboard; one plan that everybody knows."),
    ),
    "ol": (
        later_text("You lead the technical work: pages, evidence, changes."),
        later_text("Mitigate first, announce changes, verify each one."),
    ),
    "cl": (
        later_text("You tell everybody who needs to know: inside and outside."),
        later_text("True, plain, on time; each word says when the next one comes."),
    ),
    "responder": (
        later_text("You help the Operations Lead: look, test, report."),
        later_text("Do what was asked, say what you found, change nothing alone."),
    ),
    "scribe": (
        later_text("You keep the record: what was seen, decided and done, and when."),
        later_text("Write it down when it happens; whoever comes later reads it first."),
    ),
    "planner": (
        later_text("You look ahead: what comes next, who relieves whom, what if it fails."),
        later_text("Have the other plan ready before it is needed."),
    ),
    "observer": (
        later_text("You watch and learn."),
        later_text("Note what surprised you for the debrief."),
    ),
}
"""One line on what a seat does, and one on what good looks like."""


def _knock(pages: Pages, code: str) -> Room | DayRoom:
    """Return the drill or the game day of a join code; wrong ones are counted."""
    address = request.remote_addr or ""
    pages.knocks.join(address)
    try:
        return pages.days.by_code(code) or pages.rooms.by_code(code)
    except Refusal:
        pages.knocks.wrong_code(address)
        raise


def join_pages(site: Blueprint, pages: Pages) -> None:
    """Add the way in for everybody else."""

    @site.get("/join")
    def by_form() -> Answer | str:
        """Turn a typed code into its page."""
        code = request.args.get("code", "")
        try:
            found = _knock(pages, code)
        except Refusal as refusal:
            return render_template("welcome.html", error=in_words(refusal.as_json()))
        return redirect(f"/join/{found.row.join_code}")

    @site.get("/join/<code>")
    def ask(code: str) -> str:
        """Ask for a name, and for a drill for a seat."""
        found = _knock(pages, code)
        if isinstance(found, DayRoom):
            return _day_form(pages, found, "", "")
        return _join_form(found, "", "", "")

    @site.post("/join/<code>")
    def join(code: str) -> Answer | tuple[str, int]:
        """Come into the lobby of a day, or take a seat in a drill."""
        found = _knock(pages, code)
        name = request.form.get("name", "").strip()
        if isinstance(found, DayRoom):
            return _come_in(pages, found, name)
        return _sit_down(pages, found, name)


# -- a drill ---------------------------------------------------------------------------------------


def _sit_down(pages: Pages, room: Room, name: str) -> Answer | tuple[str, int]:
    seat = request.form.get("seat", "")
    if not name:
        return _join_form(room, _("Please write your name."), name, seat), 422
    person, answer = room.join(name, seat)
    if not answer["ok"]:
        return _join_form(room, in_words(answer["error"]), name, seat), 422
    token = pages.keys.issue(Identity("person", room.row.id, person))
    path = f"/room/{room.row.id}/{person}"
    return with_cookie(redirect(path), "seat", token, path)


def _join_form(room: Room, error: str, name: str, chosen: str) -> str:
    state = room.session.state
    seats = []
    for seat, (duty, good) in _DUTIES.items():
        sitting = state.seated(seat) if seat in CORE_ROLES else None
        seats.append(
            {
                "seat": seat,
                "title": _(ROLE_TITLES[seat]),
                "duty": _(duty),
                "good": _(good),
                "taken_by": sitting.name if sitting and not sitting.bot else None,
                "bot": bool(sitting and sitting.bot),
            }
        )
    scenario = room.session.scenario
    drill = {
        "title": room.row.title,
        "brief": scenario.brief,
        "scenario_title": scenario.title,
        "phase": state.phase,
    }
    code = room.row.join_code
    return render_template(
        "join.html", code=code, drill=drill, seats=seats, error=error, name=name, chosen=chosen
    )


# -- a game day ------------------------------------------------------------------------------------


def _come_in(pages: Pages, room: DayRoom, name: str) -> Answer | tuple[str, int]:
    if not name:
        return _day_form(pages, room, _("Please write your name."), name), 422
    person, answer = room.join(name)
    if not answer["ok"]:
        return _day_form(pages, room, in_words(answer["error"]), name), 422
    token = pages.keys.issue(Identity("member", room.row.id, person))
    path = member_path(room.row.id, person)
    there = with_cookie(redirect(path), COOKIE, token, path)
    # The join link leads whoever has been in back to their place.
    return with_cookie(there, COOKIE, token, f"/join/{room.row.join_code}")


def _day_form(pages: Pages, room: DayRoom, error: str, name: str) -> str:
    return render_template(
        "day_join.html",
        code=room.row.join_code,
        day=day_summary(room),
        error=error,
        name=name,
        known=_known(pages, room),
    )


def _known(pages: Pages, room: DayRoom) -> dict[str, str] | None:
    """Return who this browser is in the day already."""
    identity = cookie(pages, COOKIE)
    if identity is None or (identity.kind, identity.drill) != ("member", room.row.id):
        return None
    try:
        member = room.member(identity.person)
    except Refusal:
        return None
    return {"name": member.name, "url": member_path(room.row.id, member.id)}
