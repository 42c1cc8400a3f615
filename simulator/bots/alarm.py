"""When somebody should have looked up: a page, a graph on the wall, people who complain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulator.bots.outside import COMPLAINT
from simulator.model.units import MINUTE

if TYPE_CHECKING:
    from simulator.bots.mind import Mind

__all__ = ["alarm_at", "complaint_words", "complaints", "first_complaint", "passes_on"]

_PLAIN_TO_SEE = 5 * MINUTE
"""Trouble that lasts this long on a shared chart is noticed without a page."""
_OUTSIDE = ("support", "tickets", "social", "press", "regulator")
_ENOUGH = {"expert": (2, 4), "average": (3, 12), "chaotic": (4, 30)}
"""So many complaints, or so many minutes after the first, until a crew sees more than one case."""


def complaints(mind: Mind) -> list[int]:
    """Return when each complaint from outside reached the bot, in order (ms)."""
    return sorted(_complaints(mind))


def _complaints(mind: Mind) -> Iterator[int]:
    for inject in mind.rows("inbox"):
        if inject["channel"] in _OUTSIDE and COMPLAINT.search(str(inject["text"])):
            yield int(inject["at"])
            # One that comes again and again is more than one case.
            yield from [int(inject["at"])] * (mind.came(str(inject["id"])) - 1)


def first_complaint(mind: Mind) -> Mapping[str, Any] | None:
    """Return the first complaint from outside that reached the bot."""
    said = [i for i in mind.rows("inbox") if int(i["at"]) in complaints(mind)]
    return min(said, key=lambda i: (i["at"], i["id"]), default=None)


def alarm_at(mind: Mind) -> int | None:
    """Return when somebody should have looked up first, or None if there was no reason yet."""
    paged = [p["sent_at"] for p in mind.pages if p["level"] != "requested"]
    paged += [a["fired_at"] for a in mind.alerts if a["page"]]
    reasons = [int(min(paged))] if paged else []
    bad = mind.charts.bad_since  # nobody is paged, but the graphs on the wall may say enough
    if bad is not None and mind.t - bad >= _PLAIN_TO_SEE:
        reasons.append(bad + _PLAIN_TO_SEE)
    reasons += _told_enough(mind)
    reasons += [int(event["t"]) for event in mind.heard("message.posted") if passes_on(event)]
    return min(reasons, default=None)


def complaint_words(text: str) -> str:
    """Return the sentence of a text in which somebody complains, short."""
    _, _, quoted = text.partition('"')
    sentences = re.split(r"(?<=[.!?])\s+", (quoted or text).strip().strip('"'))
    found = next((s for s in sentences if COMPLAINT.search(s)), sentences[0])
    return found.strip().rstrip(".!?")[:120]


def _told_enough(mind: Mind) -> Iterator[int]:
    found = complaints(mind)
    if not found:
        return
    many, minutes = _ENOUGH[mind.crew.like]
    if len(found) >= many:
        yield found[many - 1]
    if mind.t >= found[0] + minutes * MINUTE:
        yield found[0] + minutes * MINUTE


def passes_on(event: Mapping[str, Any]) -> bool:
    """Tell whether somebody of the team says in the incident channel that people complain."""
    data = event["data"]
    said = str(data.get("text", ""))
    return data.get("channel") == "incident" and COMPLAINT.search(said) is not None
