"""The debrief as a page, and what pages say of a drill."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template
from markupsafe import Markup

from simulator.debrief import build_debrief, render_fragment
from simulator.model.errors import Refusal
from simulator.scoring import score
from web.room import Room

__all__ = ["debrief_page", "download", "look_back", "summary"]


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


def look_back(room: Room) -> Any:
    """Return the debrief of a drill that is over.

    Raises:
        Refusal: ``wrong_state`` before its end: a debrief tells everything.
    """
    if room.session.state.phase != "ended":
        raise Refusal("wrong_state", "The drill is not over yet.", "The debrief opens at its end.")
    log = room.session.log()
    return build_debrief(log, score(log.header, log.events, room.session.policy))


def debrief_page(room: Room, back: str, report: str = "", log: str = "") -> str:
    """Return the page of a debrief; ``report`` and ``log`` are links to take away."""
    # The fragment was rendered by a template that escapes everything people wrote.
    body = Markup(render_fragment(look_back(room)))  # noqa: S704
    return render_template(
        "debrief.html",
        drill=summary(room),
        title=room.row.title,
        body=body,
        back_url=back,
        report_url=report,
        log_url=log,
    )
