"""The evaluator's way in: a link, a name, and the desk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.seats import EVALUATOR
from simulator.session import FACILITATOR, Sender
from web.identity import Identity
from web.language import _
from web.pages.access import Pages, with_cookie
from web.pages.console_data import with_desk
from web.pages.debrief import summary
from web.pages.refusals import in_words
from web.room import Room

__all__ = ["evaluate_link", "evaluator_pages"]

_BOSS = Sender(FACILITATOR, staff=True)


def evaluate_link(pages: Pages, drill: str) -> str:
    """Return the path by which an evaluator comes in; nobody can guess it."""
    return f"/evaluate/{pages.keys.issue(Identity('evaluator', drill))}"


def evaluator_pages(site: Blueprint, pages: Pages) -> None:
    """Add the evaluator's pages; the desk itself is the page of their seat."""

    @site.get("/evaluate/<token>")
    def evaluate(token: str) -> str:
        """Ask an evaluator for their name."""
        return _form(_invited(pages, token), token, "", "")

    @site.post("/evaluate/<token>")
    def sit_down(token: str) -> Answer | tuple[str, int]:
        """Seat an evaluator, in the facilitator's name, and go to the desk."""
        room = _invited(pages, token)
        name = request.form.get("name", "").strip()
        if not name:
            return _form(room, token, _("Please write your name."), name), 422
        person, answer = _admit(room, name)
        if not answer["ok"]:
            return _form(room, token, in_words(answer["error"]), name), 422
        drill = room.row.id
        path = f"/room/{drill}/{person}"
        seat = pages.keys.issue(Identity("person", drill, person))
        return with_desk(pages, with_cookie(redirect(path), "seat", seat, path), drill, person)


def _invited(pages: Pages, token: str) -> Room:
    identity = pages.keys.read(token)
    if identity is None or identity.kind != "evaluator" or identity.person:
        hint = phrase("Ask the facilitator for the link to the evaluator's desk.")
        raise Refusal("not_allowed", phrase("That evaluator link is not valid."), hint)
    return pages.rooms.get(identity.drill)


def _admit(room: Room, name: str) -> tuple[str, dict[str, Any]]:
    with room.session.lock:  # two people of one name may come at the same moment
        person = room.new_person(name)
        args = {"person": person, "name": name, "seat": EVALUATOR}
        return person, room.session.submit(_BOSS, "seat.admit", args)


def _form(room: Room, token: str, error: str, name: str) -> str:
    return render_template(
        "evaluate.html", drill=summary(room), token=token, error=error, name=name,
        phase=room.session.state.phase,
    )  # fmt: skip
