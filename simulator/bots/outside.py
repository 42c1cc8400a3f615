"""Looking from outside: tests and support queues, where no chart tells how customers fare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.bots.mind import Mind

__all__ = [
    "COMPLAINT",
    "FINE",
    "TROUBLE",
    "calm_outside",
    "closed",
    "looks_fine",
    "out_of_reach",
    "outside_looks",
    "outside_share",
]

Row = Mapping[str, Any]

FINE = re.compile(
    r"\b(normal|healthy|fine|no (errors|changes?|anomal\w+|problems?)|unchanged|as usual|as ever"
    r"|as (it|they) always|nothing unusual|steady|falling|prices are back|the usual)\b",
    re.IGNORECASE,
)
"""Words of a line that says that something works."""
TROUBLE = re.compile(
    r"\b(errors?|timeout\w*|timed out|refused|fail\w*|exhaust\w*|full|slow|reject\w*|saturat\w*"
    r"|panic|unknown|missing|declin\w*|retr(y|ies|ying)|warn|fatal|abandon\w*|no answer|wait"
    r"|out of memory|denied|conflict\w*|behind|lag\w*|turned away|stopped|crash\w*|lost|wrong)\b",
    re.IGNORECASE,
)
"""Words of a line that says that something does not."""
COMPLAINT = re.compile(
    r"\b(cannot|can't|could ?n[o']t|unable|fail\w*|errors?|hang\w*|stuck|down|missing|gone|wrong"
    r"|declined|complain\w*|empty|broken|unavailable|outage|lost|twice|(do|does|did)(n't| not) "
    r"\w+|not (working|arriv\w*|there|go\w*|com\w*)|never (came|arrived|got)|nothing (comes|works|"
    r"happens|arrives)|no longer|vanish\w*|disappear\w*|refus\w*|slow\w*|wait\w*|still no"
    r"|shows? no|no \w+ (prices?|answers?|pages?|orders?)|4\d\d|5\d\d)\b",
    re.IGNORECASE,
)
"""How people who cannot do what they want put it."""
_CLOSED = re.compile(
    r"\b(50[0-9]|40[0-9]|timed? ?out|cannot|can't|could not|unreachable|denied|refused|no access"
    r"|not reach\w*|unavailable|does not (load|open|answer|let)|log ?in|nothing is left|gone"
    r"|no (answer|connection|data|route)|behind)\b",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(cannot be reached|unreachable|no access|log ?in|nothing is left|has been run)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_TRIED = re.compile(r"(\d+) (?:\w+ ){0,2}(?:tries|tried|asked|sent|requested)\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"(\d+) (?:\w+ ){0,2}?(?:refused|failed|fails?|ended in|hung|timed out|declined|lost)\b",
    re.IGNORECASE,
)
_FEW = 0.04
"""So many failed tries from outside are none (a single one among many)."""


def out_of_reach(look: Row) -> bool:
    """Tell whether a look brought nothing but the news that the source cannot be reached."""
    if any(look.get(part) for part in ("readings", "steps", "spans", "slo")):
        return False
    lines = look["lines"]
    if look["kind"] == "dashboard":
        return len(lines) <= 1
    tested = look["kind"] in ("synthetic", "support")  # there a refusal is what was found
    if len(lines) != 1 or (_SHUT if tested else _CLOSED).search(str(lines[0])) is None:
        return False
    return look["kind"] not in ("logs", "traces") or _CLOCK.search(str(lines[0])) is None


def _bad(line: str) -> bool:
    return TROUBLE.search(line) is not None or COMPLAINT.search(line) is not None


def closed(mind: Mind) -> list[Row]:
    """Return the looks that brought nothing, because their source could not be reached."""
    return mind.once("closed", lambda m: [k for k in m.looks if out_of_reach(k)], "evidence")


def looks_fine(lines: Iterable[str]) -> bool:
    """Tell whether lines say more often that things work than that they do not."""
    said = list(lines)
    bad = sum(1 for line in said if _bad(line) and not FINE.search(line))
    return bad * 2 < len(said)


def outside_looks(mind: Mind) -> list[Row]:
    """Return what was tried from outside, the newest first."""
    seen = [k for k in mind.looks if k["kind"] in ("synthetic", "support") and not out_of_reach(k)]
    return sorted(seen, key=lambda k: (-k["viewed_at"], k["id"]))


def _share(look: Row) -> float | None:
    tried = failed = 0
    for line in look["lines"]:
        total, bad = _TRIED.search(str(line)), _REFUSED.search(str(line))
        tried += int(total[1]) if total else 0
        failed += int(bad[1]) if bad and total else 0
    return min(failed / tried, 1.0) if tried else None


def outside_share(mind: Mind) -> tuple[float, int] | None:
    """Return which share of the newest tries from outside failed, and when that was seen (ms)."""
    for look in outside_looks(mind):
        share = _share(look)
        if share is not None:
            return share, int(look["viewed_at"])
    return None


def calm_outside(mind: Mind) -> int | None:
    """Return since when looks from outside say that all is well; None if the newest does not."""
    since: int | None = None
    trouble = False
    for look in reversed(outside_looks(mind)):
        share = _share(look)
        good = looks_fine(map(str, look["lines"])) if share is None else share <= _FEW
        tried = any(run["finished_at"] <= look["viewed_at"] for run in mind.finished())
        if not good:
            trouble, since = True, None
        elif since is None and (trouble or tried):
            since = int(look["viewed_at"])
    return since
