"""What people want to be done about a change, as far as their words tell: do it, or stop it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from simulator.bots.answering import spoken_to
from simulator.bots.choosing import asked_for
from simulator.bots.looking import asked_source
from simulator.bots.mind import Mind

__all__ = ["meant_run", "order", "orders", "wished_source"]

Row = Mapping[str, Any]
Order = Literal["do", "stop", ""]

_STOP = re.compile(r"\b(stop|cancel|abort|drop|halt|scrap)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(not|don'?t|do(es)?n'?t|never|no|without|instead of|rather than|avoid|leave|keep|forget"
    r"|skip|hold off|wait)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(how|why|when|what|what's|which|who|where)\b", re.IGNORECASE)
_SEE = re.compile(
    r"\b(check|look|see|show|read|open|logs?|dashboards?|traces?|metrics|graphs?|charts?|history"
    r"|runbook)\b",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(can|could|would|will|shall|should|may|please|want)\b", re.IGNORECASE)


def order(text: str) -> Order:
    """Return what somebody wants; "" for a question about a change, a warning, a refusal."""
    if "?" in text and (_ABOUT.search(text) or not _WISH.search(text)):
        return ""
    refused = _NOT.search(text) is not None
    if _STOP.search(text):
        return "" if refused else "stop"
    return "" if refused else "do"


def wished_source(mind: Mind, text: str) -> str | None:
    """Return the source that somebody wants to be looked at; a change is named like its service."""
    source = asked_source(mind, text)
    if source and not _SEE.search(text) and asked_for(mind, text, tried=True):
        return None
    return source


def meant_run(mind: Mind, text: str) -> Row | None:
    """Return the newest run of the action that somebody's words mean, or None."""
    action = asked_for(mind, text, tried=True)
    runs = [run for run in mind.runs if action and run["action"] == action["action"]]
    return runs[-1] if runs else None


def orders(mind: Mind, run: Row, since: int) -> list[Order]:
    """Return what people said to this bot about a change since ``since`` (ms), the newest first."""
    texts = [str(event["data"].get("text", "")) for event in spoken_to(mind, since)]
    meant = [text for text in texts if (meant_run(mind, text) or {}).get("id") == run["id"]]
    return [said for text in meant if (said := order(text))]
