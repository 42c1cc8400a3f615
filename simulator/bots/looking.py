"""Where to look when somebody asks, and how to say what was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.bots.choosing import telling
from simulator.bots.findings import suspect
from simulator.bots.mind import Mind
from simulator.bots.outside import TROUBLE, out_of_reach

__all__ = ["asked_source", "best_source", "look_words", "named_sources"]

Row = Mapping[str, Any]

_ORDER = ("logs", "dashboard", "traces", "changes", "synthetic", "support", "slo", "runbook")
"""Where somebody looks whom nobody told where."""
_LINES = 4
"""So many lines of a look are worth repeating."""
_LOOK = re.compile(
    r"\b(check|look\w*|see|show\w*|read|find out|pull up|open|dig|investigate)\b", re.IGNORECASE
)
_KINDS: dict[str, re.Pattern[str]] = {
    "logs": re.compile(r"\blogs?\b", re.IGNORECASE),
    "dashboard": re.compile(r"\b(dashboards?|graphs?|charts?|metrics?)\b", re.IGNORECASE),
    "traces": re.compile(r"\b(traces?|spans?)\b", re.IGNORECASE),
    "changes": re.compile(
        r"\b(changes|changed|change history|deploy\w*|releases?|rolled out)\b", re.IGNORECASE
    ),
    "runbook": re.compile(r"\b(runbooks?|playbooks?)\b", re.IGNORECASE),
    "support": re.compile(r"\b(tickets?|support queue|complaints?)\b", re.IGNORECASE),
    "synthetic": re.compile(r"\b(synthetic|test (purchase|request|page)s?)\b", re.IGNORECASE),
    "slo": re.compile(r"\b(slo|error budget)\b", re.IGNORECASE),
}
"""How people call the kinds of sources."""


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words.lower())}(?![\w-])", text.lower()) is not None


def named_sources(mind: Mind, text: str) -> list[str]:
    """Return the sources that a text names by title or id."""
    rows = mind.rows("evidence", "sources")
    return sorted(
        str(s["source"]) for s in rows if _says(text, s["title"]) or _says(text, s["source"])
    )


def best_source(mind: Mind, text: str) -> list[str]:
    """Return the one source that fits a text best which names none; none if there is none."""
    words = telling(text)
    ranked = sorted(mind.rows("evidence", "sources"), key=lambda s: _rank(mind, s, words))
    return [str(source["source"]) for source in ranked[:1]]


def _rank(mind: Mind, source: Row, words: set[str]) -> tuple[int, int, bool, int, str]:
    """Rank a source by what was said, by what is suspected, then by what is still unread."""
    about = telling(_about(source))
    guess = telling(str(suspect(mind) or "").replace("-", " "))
    read = any(look["source"] == source["source"] for look in mind.looks)
    order = _ORDER.index(source["kind"])
    return -len(about & words), -len(about & guess), read, order, str(source["source"])


def _about(source: Row) -> str:
    return f"{source['source']} {source['title']} {source['kind']}".replace("-", " ")


def asked_source(mind: Mind, text: str) -> str | None:
    """Return the source that a request in words means: by name, by kind, by what it is about."""
    if named := named_sources(mind, text):
        return named[0]
    kinds = {kind for kind, words in _KINDS.items() if words.search(text)}
    if not kinds and not _LOOK.search(text):
        return None
    said = set(re.findall(r"[a-z0-9]{3,}", text.lower().replace("-", " ")))

    def shared(source: Row) -> int:
        return len(said & set(re.findall(r"[a-z0-9]{3,}", _about(source).lower())))

    fit = [s for s in mind.rows("evidence", "sources") if not kinds or s["kind"] in kinds]
    likely = [s for s in fit if kinds or shared(s)]
    words = telling(text)
    ranked = sorted(likely, key=lambda s: (-shared(s), _rank(mind, s, words)))
    return str(ranked[0]["source"]) if ranked else None


def look_words(look: Row) -> str:
    """Say what one look showed: what speaks of trouble first."""
    title = str(look["title"] or look["source"])
    if out_of_reach(look):
        return f"{title}: cannot be reached."
    lines = [str(line).strip().rstrip(".") for line in look["lines"]]
    lines.sort(key=lambda line: TROUBLE.search(line) is None)
    readings = [f"{one['series']} {one['text']}" for one in look["readings"]]
    said = [*lines[:_LINES], *readings[:_LINES]]
    return f"{title}: {'; '.join(said) or 'nothing that stands out'}."
