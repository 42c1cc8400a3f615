"""Sentences with figures in them: what is failing, how much, since when, what is being done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.bots.choosing import suspect
from simulator.bots.mind import Mind
from simulator.model.units import MINUTE, quantity_text

__all__ = [
    "customers_words",
    "figure",
    "how_many",
    "improved",
    "onset",
    "recovered",
    "share_now",
    "slug",
    "subject",
    "theory",
    "under_way",
]

Row = Mapping[str, Any]

_LONG = 4
"""A subject of more words is a sentence of its own."""
_TINY = 0.01

_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|cannot|can't|can|do|does|don't|fails?|failing|keeps?|gets?"
    r"|takes?|times?|goes|go|returns?|shows?|sees?|loses?|stops?|stopped|arrives?|loads?|comes?)\b",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"\b(dns|tls|bgp|db|sql|database|api|pods?|nodes?|clusters?|cache|config\w*|latency|deploy\w*"
    r"|certificates?|queue|rollback|failover|cpu|timeouts?|backend|kafka|redis|outage)\b"
    r"|[a-z]+-[a-z]+",
    re.IGNORECASE,
)


def subject(mind: Mind) -> str:
    """Return what fails in a customer's words: the beginning of the drill's title."""
    title = str(mind.drill.get("title", "")).strip().rstrip(".!?")
    words = _VERB.split(title, maxsplit=1)[0].strip()
    if not words or _VERB.search(title) is None or len(words.split()) > _LONG:
        return "requests"
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def customers_words(mind: Mind) -> str:
    """Return what fails, without a word that only insiders know."""
    plain = subject(mind)
    return "our service" if plain == "requests" or _TECHNICAL.search(plain) else plain


def slug(mind: Mind) -> str:
    """Return a channel name for the incident."""
    words = re.findall(r"[a-z0-9]+", str(mind.drill.get("title", "")).lower())
    return "incident-" + "-".join(words[:4] or ["drill"])


def share_now(mind: Mind) -> float | None:
    """Return the share of requests that fail now, if a chart on the screen tells."""
    main = mind.charts.main
    return max(main.value, 0.0) if main and main.unit == "share" else None


def _percent(share: float) -> str:
    return "under 1%" if share < _TINY else f"{share * 100:.0f}%"


def figure(mind: Mind) -> str:
    """Return how bad it is now, against the worst so far."""
    main = mind.charts.main
    if main is None:
        return f"{subject(mind)} affected for some customers, exact share not known yet"
    if main.unit != "share":
        now, usual = quantity_text(main.value, main.unit), quantity_text(main.normal, main.unit)
        return f"{main.service} {main.signal} at {now} (usually {usual}), {subject(mind)} affected"
    if main.calm_since is not None:
        return f"{subject(mind)} back to normal ({main.value * 100:.1f}% failing, as usual)"
    now = f"{_percent(main.value)} of {subject(mind)} failing"
    if main.worst > main.value * 1.2:
        return f"{now}, down from {_percent(main.worst)}"
    return now


def how_many(mind: Mind) -> str:
    """Return the size of the damage for a scope statement."""
    share = share_now(mind)
    return f"about {_percent(share)} of {subject(mind)}" if share is not None else figure(mind)


def onset(mind: Mind) -> str:
    """Return the time of day when it began, as far as the charts or the alerts tell."""
    began = mind.charts.bad_since if mind.charts.bad_since is not None else mind.alarm_at
    return mind.clock(began if began is not None else mind.t)


def improved(mind: Mind, left: float = 0.7) -> bool:
    """Tell whether at most this much is left of the worst; by default, clearly better."""
    main = mind.charts.main
    return main is not None and main.excess(mind.t) < left


def recovered(mind: Mind, minutes: float = 1.5) -> int | None:
    """Return since when all is normal, once that has lasted for so many minutes."""
    since = mind.calm_since
    return since if since is not None and mind.t - since >= minutes * MINUTE else None


def theory(mind: Mind) -> str:
    """Return what the team thinks the cause is."""
    ideas = mind.rows("hypotheses")
    confirmed = [h for h in ideas if h["result"] == "confirmed"]
    if confirmed:
        return f"confirmed, {confirmed[-1]['text']}"
    alive = [h for h in ideas if h["result"] != "refuted"]
    if alive:
        return f"we suspect {alive[-1]['text']}"
    found = suspect(mind)
    return (
        f"unknown so far, {found} looks odd"
        if found
        else "cause unknown, checking changes and logs"
    )


def under_way(mind: Mind) -> str:
    """Return what is being done at this moment."""
    for status, words in (
        ("running", "is under way, started at {at}"),
        ("approved", "is approved and about to start"),
        ("proposed", "is proposed and waits for the go-ahead"),
    ):
        found = [r for r in mind.runs if r["status"] == status]
        if found:
            run = found[-1]
            at = mind.clock(run["started_at"] or mind.t)
            return f"{run['title']} {words.format(at=at)}"
    done = mind.finished()
    if done and recovered(mind) is None:
        return f"check the effect of {done[0]['title']}, then decide on the next step"
    if done:
        return "keep watching until it has been stable for 30 minutes, then close"
    return "the operations lead checks recent changes and logs and proposes a mitigation"
