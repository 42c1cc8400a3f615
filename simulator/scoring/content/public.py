"""Content of words to customers: plain, complete, and promising no fix time.

A checklist with weights; S2, S3; PagerDuty; Statuspage. A post that is only filler earns nothing.
It serves the status page, and what support or customers get to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from simulator.model.records import Event
from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.searching import lowered, phrases, sought
from simulator.scoring.content.words import WORD
from simulator.scoring.truth import as_ms

__all__ = [
    "ACTION",
    "CHECKS",
    "EFFECT",
    "GOOD_POST",
    "PUBLIC",
    "WHO",
    "Glossary",
    "checklist",
    "jargon",
    "names_trouble",
    "quality",
    "score_of",
    "stage_of",
]

PUBLIC = frozenset({"support", "customers_email"})
"""Audiences of updates that read them as customers do."""

_WEIGHTS = {
    "not filler": 1,
    "impact named": 2,
    "action named": 1,
    "next update": 2,
    "no jargon": 2,
    "no fix time": 1,
    "no blame": 1,
}
CHECKS = tuple(_WEIGHTS)
"""The questions about a post, in order."""
_FEWEST_WORDS = 6

GOOD_POST = 0.5
"""A post counts from this share of its checklist on."""

WHO = re.compile(
    r"\b(customers?|users?|people|shoppers?|buyers?|visitors?|members?|you|your|everyone|payments?"
    r"|checkout|orders?|purchases?|cards?|log ?ins?|sign ?ins?|website|app|store|deliver\w+"
    r"|search|e?mails?|messages?|bookings?|accounts?|pages?|uploads?|downloads?|service)\b",
)
EFFECT = re.compile(
    r"\b(unable|cannot|can't|can|could not|fail\w*|slow\w*|errors?|delay\w*|unavailable|down"
    r"|problems?|issues?|trouble|affect\w*|interrupt\w*|disrupt\w*|declined|missing|complet\w+|working"
    r"|normal\w*|restored|resolved)\b",
)
ACTION = re.compile(
    r"\b(investigat\w+|look(?:ing)? into|work(?:ing)? (?:on|to)|identif\w+|undo\w*|undone|revers\w+"
    r"|roll(?:ing|ed)? back|restor\w+|switch\w*|mov(?:ing|ed)|fix(?:ing|ed)|monitor\w*|watch\w*"
    r"|test\w*|resolved|review\w*|publish|appl(?:ying|ied))\b",
)
"""What somebody is doing about it."""
_NEXT = re.compile(
    r"\b(?:next update|update (?:you )?(?:again )?(?:at|in|by|within))\b[^.]{0,30}?\d"
    r"|\b(?:in|within) (?:the next )?\d+ (?:minutes|hours?)\b[^.]*\bupdate",
)
_JARGON = phrases(
    r"pods?|k8s|kubernetes|nodes?|clusters?|replicas?|shards?|failover|deploy\w*|rollback|hotfix"
    r"|p9\d(?:\.\d)?|5xx|4xx|http [45]\d\d|40\d errors?|50\d errors?|stack ?trace|exceptions?"
    r"|oom\w*|cpu|dns|tls|bgp|latency|throughput|timeouts?|upstream|downstream|backend"
    r"|microservices?|databases?|db|sql|kafka|redis|postgres\w*|mysql|nginx|envoy|load ?balancers?"
    r"|config\w*|regex|mutex|deadlock|connection pools?|thread pools?|memory leaks?|heap|cron\w*"
    r"|garbage collect\w*|circuit breakers?|cache|caches|caching|queue depth|ip address\w*|kernel"
    r"|daemons?|vms?|hypervisors?|feature flags?|sev-?\d|slo|sli|root cause"
)
_FORMS = (
    sought("error|exception", r"\b\w+(?:exception|error)\b"),
    sought(
        ".",
        r"\b(?:v|version|release) ?\d+(?:\.\d+)+\b|\bv?\d+\.\d+\.\d+\b|\b\w+\.(?:internal|local)\b",
    ),
    sought(
        "-",
        r"(?<![\w-])[a-z][a-z0-9-]{0,60}-(?:api|db|svc|service|prod|staging|\d+)\b"
        r"|\b(?:us|eu|ap|sa|ca|me|af)-(?:north|south|east|west|central)\w*-\d\w?\b",
    ),
)
"""What only machines are called."""
_FIX_TIME = sought(
    "fixed|solved|restor|repair|back|normal|expect|anticipat|estimat|fix |recovery|resolution",
    r"\b(?:fixed|resolved|restored|repaired|back(?: up)?|normal|solved)\b[^.]{0,20}?"
    r"\b(?:by|within|in|before|at)\b(?: about| the next)?"
    r" (?:\d|an hour|half an hour|a few (?:min|h)\w+)"
    r"|\b(?:expect|anticipat|estimat)\w*\b[^.]{0,30}?\b(?:fix|repair|recover\w*|resolution"
    r"|restor\w*)\b[^.]{0,25}?\b(?:by|within|in|before|at|around)\b[^.]{0,8}?(?:\d|an hour)"
    r"|\b(?:fix|repair|recovery|resolution)\b(?: is)? (?:expected|due|estimated)\b[^.]{0,15}?"
    r"(?:\d|an hour)",
)
_PAST = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ )?(?:fixed|resolved|restored|solved)\b",
)
_BLAME = sought(
    "blame|fault|error|careless|negligen|incompetent|vendor|third|supplier"
    "|mistakenly|failed|forgot|broke",
    r"\b(?:blame|(?:is|was) the fault of|at fault|human error|careless\w*|negligen\w+|incompetent"
    r"|(?:vendor|third[- ]party|supplier)(?:'s)? (?:caused|failed|broke|error|mistake|fault)"
    r"|caused by (?:our|a|the) (?:vendor|third[- ]party|supplier)"
    r"|(?:engineer|employee|developer|operator|colleague)\w* (?:mistakenly|failed|forgot|broke))\b",
)
_MARKED = re.compile(r"[-_.\d]|[a-z][A-Z]")
"""What no word of plain English has: such a name is an insider's."""

_NO_WORDS = Glossary()


def stage_of(event: Event) -> str:
    """Return the stage of a post in lower case."""
    return str(event.data.get("stage") or "").lower()


def checklist(
    event: Event, glossary: Glossary = _NO_WORDS, *, allow_fix_eta: bool = False
) -> dict[str, bool]:
    """Answer each question about a post.

    On a Resolved post no next update is asked for; a time for the fix is fine where the
    organisation's policy allows it.
    """
    text = str(event.data.get("text") or "")
    checks = _checked(text, glossary, parts=bool(event.data.get("components")))
    next_at = as_ms(event.data.get("next_at"))
    if next_at is not None:
        checks["next update"] = next_at > event.t
    if allow_fix_eta:
        checks["no fix time"] = True
    if stage_of(event) == "resolved":
        del checks["next update"]
    return checks


def _checked(text: str, glossary: Glossary, *, parts: bool) -> dict[str, bool]:
    """Answer each question from the text alone; ``parts`` says that components were named."""
    return dict(zip(CHECKS, _answers(text, glossary, parts=parts), strict=True))


@lru_cache(maxsize=256)
def _answers(text: str, glossary: Glossary, *, parts: bool) -> tuple[bool, ...]:
    lower = lowered(text)
    return (
        sum(1 for _ in islice(WORD.finditer(lower), _FEWEST_WORDS)) == _FEWEST_WORDS,
        bool(EFFECT.search(lower)) if parts else names_trouble(text, glossary),
        bool(ACTION.search(lower)),
        bool(_NEXT.search(lower)),
        not jargon(text, glossary),
        _FIX_TIME.search(lower) is None or _FIX_TIME.search(_PAST.sub("", lower)) is None,
        _BLAME.search(lower) is None,
    )


def quality(
    event: Event,
    glossary: Glossary = _NO_WORDS,
    *,
    composed: bool,
    allow_fix_eta: bool = False,
) -> float:
    """Return the weighted share of the checklist that a post fulfils; 1 if no text was recorded."""
    if "text" not in event.data and not composed:
        return 1.0
    checks = checklist(event, glossary, allow_fix_eta=allow_fix_eta)
    return score_of(checks)


def score_of(checks: Mapping[str, bool]) -> float:
    """Weigh the answers of a checklist; filler is worth nothing whatever it promises."""
    if not checks["not filler"]:
        return 0.0
    return sum(_WEIGHTS[c] for c, ok in checks.items() if ok) / sum(_WEIGHTS[c] for c in checks)


def names_trouble(text: str, glossary: Glossary = _NO_WORDS) -> bool:
    """Whether a text says what people notice: who or what is hit, and how."""
    lower = lowered(text)
    return bool(EFFECT.search(lower)) and bool(WHO.search(lower) or glossary.symptoms_in(text))


@lru_cache(maxsize=256)
def jargon(text: str, glossary: Glossary = _NO_WORDS) -> tuple[str, ...]:
    """Return the words of a text that only insiders know, whatever customers call their things.

    A service's name counts too, unless it is a plain word such as ``checkout``.
    """
    names = frozenset(n for n in glossary.internal | glossary.services if _MARKED.search(n))
    lower = lowered(text)
    spans = [match.span() for form in (_JARGON, *_FORMS) for match in form.matches(lower)]
    found = [text[start:end] for start, end in spans]
    found += [n for n in sorted(names - glossary.customers) if _uses(lower, n.lower())]
    return tuple(word for word in found if not glossary.symptoms_in(word))


def _uses(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
