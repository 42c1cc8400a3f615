"""The debrief as a page, and what pages say of a drill."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from flask import Response, render_template
from markupsafe import Markup

from simulator.debrief import Debrief, build_debrief, render_fragment
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.records import Log
from simulator.scenario import load_rubric
from web.catalogues import Words
from web.language import current
from web.room import Room

__all__ = ["debrief_page", "download", "look_back", "summary"]

_bodies: WeakKeyDictionary[Room, dict[Words, tuple[int, str]]] = WeakKeyDictionary()
"""The newest body of each drill in each language, and how far its log went: at the end everybody
comes at once."""


def summary(room: Room) -> dict[str, Any]:
    """Return what every page says of its drill."""
    return {
        "id": room.row.id,
        "title": room.row.title,
        "scenario": room.session.scenario.title,
        "clock0": room.session.scenario.start,
    }


def download(text: str, mimetype: str, name: str) -> Response:
    """Return a text as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="misfortune-{name}"'}
    return Response(text, mimetype=mimetype, headers=headers)


def look_back(room: Room) -> Debrief:
    """Return the debrief of a drill that is over.

    Raises:
        Refusal: ``wrong_state`` before its end: a debrief tells everything.
    """
    return _debrief(room, _finished(room))


def _finished(room: Room) -> Log:
    if room.session.state.phase != "ended":
        hint = phrase("The debrief opens at its end.")
        raise Refusal("wrong_state", phrase("The drill is not over yet."), hint)
    return room.session.log()


def _debrief(room: Room, log: Log) -> Debrief:
    return build_debrief(log, room.session.policy, load_rubric())


def _body(room: Room) -> str:
    """Return what the page shows; ratings, notes and the review may still be added to the log."""
    log, words = _finished(room), current()
    mine = _bodies.setdefault(room, {})
    kept = mine.get(words)
    if kept is None or kept[0] != len(log.records):
        kept = mine[words] = len(log.records), render_fragment(_debrief(room, log), words)
    return kept[1]


def debrief_page(  # noqa: PLR0913 - one page, and where one goes from there
    room: Room,
    back: str,
    *,
    report: str = "",
    log: str = "",
    day: str = "",
    solo: dict[str, Any] | None = None,
) -> str:
    """Return the page of a debrief; ``report`` and ``log`` are links to take away.

    ``day`` is the way back to the game day, "" without one; ``solo`` is what is offered to somebody
    who played alone: their tries of this drill.
    """
    # The fragment was rendered by a template that escapes everything people wrote.
    body = Markup(_body(room))  # noqa: S704
    return render_template(
        "debrief.html",
        drill=summary(room),
        title=room.row.title,
        body=body,
        back_url=back,
        report_url=report,
        log_url=log,
        day_url=day,
        solo=solo,
    )
