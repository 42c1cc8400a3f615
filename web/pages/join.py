"""Joining: a code, a name and a seat."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from web.identity import Identity
from web.pages.access import Pages, with_cookie
from web.room import Room

__all__ = ["join_pages"]

_DUTIES: dict[str, tuple[str, str]] = {
    "ic": (
        "You hold command: decide, delegate, keep the rhythm.",
        "Hands off the keyboard; one plan that everybody knows.",
    ),
    "ol": (
        "You lead the technical work: pages, evidence, changes.",
        "Mitigate first, announce changes, verify each one.",
    ),
    "cl": (
        "You tell everybody who needs to know: inside and outside.",
        "True, plain, on time; each word says when the next one comes.",
    ),
    "responder": (
        "You help the Operations Lead: look, test, report.",
        "Do what was asked, say what you found, change nothing alone.",
    ),
    "observer": ("You watch and learn.", "Note what surprised you for the debrief."),
}
"""One line on what a seat does, and one on what good looks like."""


def _knock(pages: Pages, code: str) -> Room:
    """Return the room of a join code; wrong ones are counted."""
    address = request.remote_addr or ""
    pages.knocks.join(address)
    try:
        return pages.rooms.by_code(code)
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
            room = _knock(pages, code)
        except Refusal as refusal:
            return render_template("welcome.html", error=f"{refusal.message} {refusal.hint}")
        return redirect(f"/join/{room.row.join_code}")

    @site.get("/join/<code>")
    def ask(code: str) -> str:
        """Ask for a name and a seat."""
        return _join_form(_knock(pages, code), "", "", "")

    @site.post("/join/<code>")
    def join(code: str) -> Answer | tuple[str, int]:
        """Take a seat and go to the room."""
        room = _knock(pages, code)
        name = request.form.get("name", "").strip()
        seat = request.form.get("seat", "")
        if not name:
            return _join_form(room, "Please write your name.", name, seat), 422
        person, answer = room.join(name, seat)
        if not answer["ok"]:
            error = answer["error"]
            return _join_form(room, f"{error['message']} {error['hint']}", name, seat), 422
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
                "title": ROLE_TITLES[seat],
                "duty": duty,
                "good": good,
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
