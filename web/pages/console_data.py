"""What the console asks for besides the drill itself: how it would go on, and what to answer.

Both show what no trainee may know. They are answered as JSON: ``{"error": {code, message, hint}}``
if they are refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase, told
from simulator.model.seats import EVALUATOR
from simulator.rehearsal import suggestions
from simulator.session import Session
from web.identity import Identity
from web.language import current
from web.offload import off_the_hub
from web.outlooks import Outlooks
from web.pages.access import Pages, console_room, cookie, with_cookie
from web.room import Room

__all__ = ["DESK", "console_data", "with_desk"]

DESK = "desk"
"""The cookie by which an evaluator is known below ``/console/<drill>``."""

_STATUS = {"no_such_drill": 404, "not_found": 404, "drill_ended": 409, "drill_not_started": 409}


def console_data(site: Blueprint, pages: Pages) -> None:
    """Add what the console asks for."""
    outlooks = Outlooks(time.monotonic, off_the_hub)

    @site.get("/console/<drill>/forecast")
    @_as_json
    def forecast(drill: str) -> dict[str, Any]:
        """Say when a crew would be done, if it took over now."""
        return outlooks.of(_staff_room(pages, drill))

    @site.get("/console/<drill>/suggest")
    @_as_json
    def suggest(drill: str) -> dict[str, Any]:
        """Say what the evidence of this moment would answer to a question."""
        room = console_room(pages, drill)
        return {"suggestions": _suggested(room.session, request.args.get("question", ""))}


def with_desk(pages: Pages, answer: Answer, drill: str, person: str) -> Answer:
    """Let an evaluator's page ask for what is below the console of their drill."""
    token = pages.keys.issue(Identity("evaluator", drill, person))
    return with_cookie(answer, DESK, token, f"/console/{drill}")


def _as_json(handler: Callable[..., dict[str, Any]]) -> Callable[..., tuple[Response, int]]:
    """Answer a refusal as the socket does: for a script, a page would say nothing."""

    @wraps(handler)
    def answer(*args: Any, **kwargs: Any) -> tuple[Response, int]:
        try:
            content, status = handler(*args, **kwargs), 200
        except Refusal as refusal:
            content, status = {"error": refusal.as_json()}, _STATUS.get(refusal.code, 403)
        body = jsonify(told(content, current()))
        body.headers["Cache-Control"] = "no-store"
        return body, status

    return answer


def _staff_room(pages: Pages, drill: str) -> Room:
    """Return a drill's room to its facilitator, the host, or whoever sits there as an evaluator.

    Raises:
        Refusal: ``not_allowed`` or ``no_such_drill``.
    """
    identity = cookie(pages, DESK)
    if identity is None:
        return console_room(pages, drill)
    if (identity.kind, identity.drill) == ("evaluator", drill):
        room = pages.rooms.get(drill)
        person = room.session.state.people.get(identity.person)
        if person is not None and person.seat == EVALUATOR:
            return room
    return console_room(pages, drill)


def _suggested(session: Session, wanted: str) -> list[dict[str, str]]:
    with session.lock:
        session.advance()
        questions = session.state.questions
        looks = session.glance()
    question = questions.get(wanted)
    if question is None:
        known = phrase("Nobody has asked anything.")
        if questions:
            known = phrase("There are: {known}.", known=", ".join(questions))
        raise Refusal("not_found", phrase("No question {id}.", id=repr(wanted[:40])), known)
    services = {name: one.title or name for name, one in session.scenario.services.items()}
    return [one.as_json() for one in suggestions(question.text, looks, services)]
