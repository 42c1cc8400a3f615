"""How grave it is, as far as a bot can tell from charts, alerts and words."""

from __future__ import annotations

import re

from simulator.bots.mind import Mind

__all__ = ["fitting_level", "named_level", "near", "severity_labels"]

_REVENUE = re.compile(
    r"\b(pay\w*|checkout|orders?|purchas\w*|revenue|sales|cards?|billing)\b", re.IGNORECASE
)
_LOSS = re.compile(r"\b(data loss|lost data|corrupt\w*|breach|leak\w*)\b", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}) ?%")
_MANY = 0.2
_SOME = 0.02


def fitting_level(mind: Mind) -> int:
    """Return the place on the ladder (0 is worst) that the damage in sight calls for."""
    words = " ".join([str(mind.drill.get("title", "")), *(str(a["summary"]) for a in mind.alerts)])
    worst = _worst(mind)
    if _REVENUE.search(words) or _LOSS.search(words) or (worst is not None and worst >= _MANY):
        return 0
    if worst is None:  # when in doubt the higher one, says the book
        return 0 if mind.crew.like == "expert" else 1
    return 1 if worst >= _SOME else 2


def _worst(mind: Mind) -> float | None:
    """Return the worst share of failures that is known, from the charts or from what was said."""
    main = mind.charts.main
    if main and main.fails:
        return main.worst
    said = _SHARE.search(str((mind.incident.get("scope") or {}).get("how_many", "")))
    return int(said[1]) / 100 if said else None


def severity_labels(mind: Mind) -> list[str]:
    """Return the labels of the severity ladder, the gravest first."""
    return [str(level["label"]) for level in mind.drill.get("severities", ())]


def named_level(mind: Mind, text: str) -> str | None:
    """Return the level of the ladder that somebody names."""
    named = (
        level
        for level in severity_labels(mind)
        if re.search(rf"(?<!\w){re.escape(level)}(?!\w)", text, re.IGNORECASE)
    )
    return next(named, None)


def near(mind: Mind, level: str) -> bool:
    """Tell whether a level is at most one step from what the damage in sight calls for."""
    return abs(severity_labels(mind).index(level) - fitting_level(mind)) <= 1
