"""Content of status-page posts: plain words for customers, complete, and promising no fix time.

A checklist with weights; S2, S3; PagerDuty; Statuspage. A post that is only filler earns nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.model.records import Event
from simulator.scoring.truth import as_ms

__all__ = ["checklist", "quality", "stage_of"]

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

_WHO = re.compile(
    r"\b(customers?|users?|people|shoppers?|buyers?|visitors?|members?|you|your|everyone|payments?"
    r"|checkout|orders?|purchases?|cards?|log ?ins?|sign ?ins?|website|app|store|deliver\w+"
    r"|search|e?mails?|messages?|bookings?|accounts?|pages?|uploads?|downloads?|service)\b",
    re.I,
)
_EFFECT = re.compile(
    r"\b(unable|cannot|can't|can|could not|fail\w*|slow\w*|errors?|delay\w*|unavailable|down|problems?"
    r"|issues?|trouble|affect\w*|interrupt\w*|disrupt\w*|declined|missing|complet\w+|working|normal\w*"
    r"|restored|resolved)\b",
    re.I,
)
_ACTION = re.compile(
    r"\b(investigat\w+|look(?:ing)? into|work(?:ing)? (?:on|to)|identif\w+|undo\w*|undone|revers\w+"
    r"|roll(?:ing|ed)? back|restor\w+|switch\w*|mov(?:ing|ed)|fix(?:ing|ed)|monitor\w*|watch\w*"
    r"|test\w*|resolved|review\w*|publish|appl(?:ying|ied))\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:next update|update (?:you )?(?:again )?(?:at|in|by))\b[^.]{0,30}?\d"
    r"|\bin (?:the next )?\d+ (?:minutes|hours?)\b[^.]*\bupdate",
    re.I,
)
_JARGON = re.compile(
    r"\b(pods?|k8s|kubernetes|nodes?|clusters?|replicas?|shards?|failover|deploy\w*|rollback|hotfix"
    r"|p9\d(?:\.\d)?|5xx|4xx|http [45]\d\d|[45]0\d errors?|stack ?trace|exceptions?|oom\w*|cpu|dns|tls"
    r"|bgp|latency|throughput|timeouts?|upstream|downstream|backend|microservices?|databases?|db|sql"
    r"|kafka|redis|postgres\w*|mysql|nginx|envoy|load ?balancers?|config\w*|regex|mutex|deadlock"
    r"|sev-?\d|slo|sli|root cause)\b"
    r"|\b\w+(?:Exception|Error)\b|\bv?\d+\.\d+\.\d+\b|\b(?:v|version|release) ?\d+(?:\.\d+)+\b"
    r"|\b[a-z]+(?:-[a-z0-9]+)*-(?:api|db|svc|service|prod|staging|\d+)\b|\b\w+\.(?:internal|local)\b",
    re.I,
)
_FIX_TIME = re.compile(
    r"\b(?:fixed|resolved|restored|repaired|back(?: up)?|normal|solved)\b[^.]{0,20}?"
    r"\b(?:by|within|in|before|at)\b(?: about| the next)? \d",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ )?(?:fixed|resolved|restored|solved)\b", re.I
)
_BLAME = re.compile(
    r"\b(?:blame|(?:is|was) the fault of|at fault|human error|careless\w*|negligen\w+|incompetent"
    r"|(?:our )?(?:vendor|third[- ]party|supplier)(?:'s)? (?:caused|failed|broke|error|mistake|fault)"
    r"|caused by (?:our|a|the) (?:vendor|third[- ]party|supplier)"
    r"|(?:engineer|employee|developer|operator|colleague)\w* (?:mistakenly|failed|forgot|broke))\b",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")


def stage_of(event: Event) -> str:
    """Return the stage of a post in lower case."""
    return str(event.data.get("stage") or "").lower()


def checklist(event: Event, internal_names: Iterable[str] = ()) -> dict[str, bool]:
    """Answer each question about a post; ``internal_names`` are services that customers do not know.

    On a Resolved post no next update is asked for.
    """
    data = event.data
    text = str(data.get("text") or "")
    checks = {
        "not filler": len(_WORD.findall(text)) >= _FEWEST_WORDS,
        "impact named": _names_impact(data, text),
        "action named": bool(_ACTION.search(text)),
        "next update": _promises(event, text),
        "no jargon": not _JARGON.search(text) and not _uses(text, internal_names),
        "no fix time": not _FIX_TIME.search(_PAST.sub("", text)),
        "no blame": not _BLAME.search(text),
    }
    if stage_of(event) == "resolved":
        del checks["next update"]
    return checks


def quality(event: Event, *, composed: bool, internal_names: Iterable[str] = ()) -> float:
    """Return the weighted share of the checklist that a post fulfils; 1 if no text was recorded."""
    if "text" not in event.data and not composed:
        return 1.0
    checks = checklist(event, internal_names)
    if not checks["not filler"]:
        return 0.0
    return sum(_WEIGHTS[c] for c, ok in checks.items() if ok) / sum(_WEIGHTS[c] for c in checks)


def _names_impact(data: Mapping[str, Any], text: str) -> bool:
    return bool(_EFFECT.search(text)) and bool(_WHO.search(text) or data.get("components"))


def _promises(event: Event, text: str) -> bool:
    next_at = as_ms(event.data.get("next_at"))
    return bool(_NEXT.search(text)) if next_at is None else next_at > event.t


def _uses(text: str, names: Iterable[str]) -> bool:
    """Whether a text uses a service's name; a plain word such as ``checkout`` is no jargon."""
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text, re.I) for n in names if "-" in n)
