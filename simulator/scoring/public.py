"""Content of status-page posts: plain words for customers, complete, and promising no fix time.

A checklist with weights; S2, S3; PagerDuty; Statuspage. A post that is only filler earns nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.model.records import Event
from simulator.scoring.truth import as_ms

__all__ = ["GOOD_POST", "Glossary", "checklist", "quality", "stage_of"]

_WEIGHTS = {
    "not filler": 1,
    "impact named": 2,
    "action named": 1,
    "next update": 2,
    "no jargon": 2,
    "no fix time": 1,
    "no blame": 1,
}
_FEWEST_WORDS = 6

GOOD_POST = 0.5
"""A post counts from this share of its checklist on."""

_WHO = re.compile(
    r"\b(customers?|users?|people|shoppers?|buyers?|visitors?|members?|you|your|everyone|payments?"
    r"|checkout|orders?|purchases?|cards?|log ?ins?|sign ?ins?|website|app|store|deliver\w+"
    r"|search|e?mails?|messages?|bookings?|accounts?|pages?|uploads?|downloads?|service)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(unable|cannot|can't|can|could not|fail\w*|slow\w*|errors?|delay\w*|unavailable|down"
    r"|problems?|issues?|trouble|affect\w*|interrupt\w*|disrupt\w*|declined|missing|complet\w+|working"
    r"|normal\w*|restored|resolved)\b",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\b(investigat\w+|look(?:ing)? into|work(?:ing)? (?:on|to)|identif\w+|undo\w*|undone|revers\w+"
    r"|roll(?:ing|ed)? back|restor\w+|switch\w*|mov(?:ing|ed)|fix(?:ing|ed)|monitor\w*|watch\w*"
    r"|test\w*|resolved|review\w*|publish|appl(?:ying|ied))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:next update|update (?:you )?(?:again )?(?:at|in|by))\b[^.]{0,30}?\d"
    r"|\bin (?:the next )?\d+ (?:minutes|hours?)\b[^.]*\bupdate",
    re.IGNORECASE,
)
_JARGON = re.compile(
    r"\b(pods?|k8s|kubernetes|nodes?|clusters?|replicas?|shards?|failover|deploy\w*|rollback|hotfix"
    r"|p9\d(?:\.\d)?|5xx|4xx|http [45]\d\d|[45]0\d errors?|stack ?trace|exceptions?|oom\w*|cpu|dns"
    r"|tls|bgp|latency|throughput|timeouts?|upstream|downstream|backend|microservices?|databases?|db|sql"
    r"|kafka|redis|postgres\w*|mysql|nginx|envoy|load ?balancers?|config\w*|regex|mutex|deadlock"
    r"|sev-?\d|slo|sli|root cause)\b"
    r"|\b\w+(?:Exception|Error)\b|\bv?\d+\.\d+\.\d+\b|\b(?:v|version|release) ?\d+(?:\.\d+)+\b"
    r"|\b[a-z]+(?:-[a-z0-9]+)*-(?:api|db|svc|service|prod|staging|\d+)\b|\b\w+\.(?:internal|local)\b",
    re.IGNORECASE,
)
_FIX_TIME = re.compile(
    r"\b(?:fixed|resolved|restored|repaired|back(?: up)?|normal|solved)\b[^.]{0,20}?"
    r"\b(?:by|within|in|before|at)\b(?: about| the next)? \d",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ )?(?:fixed|resolved|restored|solved)\b", re.IGNORECASE
)
_BLAME = re.compile(
    r"\b(?:blame|(?:is|was) the fault of|at fault|human error|careless\w*|negligen\w+|incompetent"
    r"|(?:vendor|third[- ]party|supplier)(?:'s)? (?:caused|failed|broke|error|mistake|fault)"
    r"|caused by (?:our|a|the) (?:vendor|third[- ]party|supplier)"
    r"|(?:engineer|employee|developer|operator|colleague)\w* (?:mistakenly|failed|forgot|broke))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words of one scenario: names that only insiders know, and what customers call things."""

    internal: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()


_NO_WORDS = Glossary()


def stage_of(event: Event) -> str:
    """Return the stage of a post in lower case."""
    return str(event.data.get("stage") or "").lower()


def checklist(event: Event, glossary: Glossary = _NO_WORDS) -> dict[str, bool]:
    """Answer each question about a post.

    On a Resolved post no next update is asked for.
    """
    data = event.data
    text = str(data.get("text") or "")
    checks = {
        "not filler": len(_WORD.findall(text)) >= _FEWEST_WORDS,
        "impact named": _names_impact(data, text, glossary.customers),
        "action named": bool(_ACTION.search(text)),
        "next update": _promises(event, text),
        "no jargon": not _JARGON.search(text) and not _uses(text, glossary.internal),
        "no fix time": not _FIX_TIME.search(_PAST.sub("", text)),
        "no blame": not _BLAME.search(text),
    }
    if stage_of(event) == "resolved":
        del checks["next update"]
    return checks


def quality(event: Event, glossary: Glossary = _NO_WORDS, *, composed: bool) -> float:
    """Return the weighted share of the checklist that a post fulfils; 1 if no text was recorded."""
    if "text" not in event.data and not composed:
        return 1.0
    checks = checklist(event, glossary)
    if not checks["not filler"]:
        return 0.0
    return sum(_WEIGHTS[c] for c, ok in checks.items() if ok) / sum(_WEIGHTS[c] for c in checks)


def _names_impact(data: Mapping[str, Any], text: str, words: Iterable[str]) -> bool:
    named = (
        _WHO.search(text) or data.get("components") or any(w.lower() in text.lower() for w in words)
    )
    return bool(named) and bool(_EFFECT.search(text))


def _promises(event: Event, text: str) -> bool:
    next_at = as_ms(event.data.get("next_at"))
    return bool(_NEXT.search(text)) if next_at is None else next_at > event.t


def _uses(text: str, names: Iterable[str]) -> bool:
    """Whether a text uses a service's name; a plain word such as ``checkout`` is no jargon."""
    return any(
        re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text, re.IGNORECASE) for n in names if "-" in n
    )
