"""The crews as data: how long things take them, and how often they do them well.

Three make a ladder; three more probe the scorer: each has one thing at which it is perfect.

Minutes are medians of log-normal delays (sigma 0.35). They rest on recorded incidents: the lesson's
example timeline (declared at once, roles after 10 min, first mitigation after 30, closed 30 min
after recovery), a measured median of 16 min to the first public post of 25 cloud outages (Metrist),
public silences of 19, 33, 46 and 71 min (25th to 90th percentile of GitHub's major incidents), and
"about 10 minutes" of waiting for a volunteer to take command (PagerDuty).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["CREWS", "PROBES", "Crew", "Wait", "crew_named"]

CREWS: tuple[str, ...] = ("expert", "average", "chaotic")
"""Names of the crews, the best first."""

PROBES: tuple[str, ...] = ("gamer", "hero", "bureaucrat")
"""Crews that only play rehearsals: one clicks everything at once and says nothing, one repairs and
tells nobody, one has perfect words and changes nothing for long."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A delay in minutes: its median, and limits that habit keeps it within."""

    median: float
    least: float = 0.0
    most: float = 240.0


@dataclass(frozen=True, slots=True)
class Crew:
    """One crew: delays by habit, odds by name, and small numbers.

    ``like`` is the crew of the ladder that it thinks and writes like.
    """

    name: str
    like: str
    waits: Mapping[str, Wait]
    odds: Mapping[str, float]
    counts: Mapping[str, int]


W = Wait
_WAITS: dict[str, tuple[Wait, Wait, Wait]] = {
    # detection
    "ack": (W(1.3), W(4), W(9)),
    "declare": (W(2.2, most=4), W(12), W(30)),
    "declare-backup": (W(4.5), W(22), W(45)),
    "triage": (W(1.5), W(4), W(12)),
    # command; the IC is in place once both halves are done
    "take-command": (W(1), W(4), W(18)),
    "accept": (W(0.5), W(1.5), W(6)),
    "severity": (W(1), W(3), W(10)),
    "severity-change": (W(10), W(10), W(6)),
    "staff": (W(2), W(5.5), W(10)),
    "open-chat": (W(1), W(5), W(14)),
    "open-doc": (W(3), W(10), W(40)),
    "open-bridge": (W(4), W(9), W(12)),
    "cadence": (W(5), W(14), W(40)),
    "introduce": (W(0.4), W(2), W(8)),
    "delegate": (W(0.8), W(3), W(10)),
    "approve": (W(0.8), W(3), W(9)),
    "decide": (W(0.5), W(2), W(5)),
    "plan-b": (W(6), W(18), W(50)),
    "review": (W(15, most=22), W(34), W(70)),
    "exit": (W(6, most=9), W(25), W(60)),
    "hands-on": (W(12), W(9), W(6)),
    "meddle": (W(14), W(20), W(16)),
    "close": (W(31.5, least=30.6, most=33), W(18, most=24), W(4)),
    "close-late": (W(0.4), W(1), W(1)),
    "reopen": (W(1.5), W(6), W(18)),
    "schedule": (W(1.5, most=3), W(2.5), W(6)),
    "join": (W(0.8), W(3), W(8)),
    "settle": (W(0.7), W(3), W(10)),
    "escalate": (W(1.5, most=4), W(10), W(25)),
    # operations
    "look": (W(0.6), W(2.4), W(5)),
    "scope": (W(6.5), W(18), W(45)),
    "hypothesis": (W(5.5), W(12), W(20)),
    "rethink": (W(1.5), W(6), W(15)),
    "probe": (W(1), W(4), W(12)),
    "test": (W(1.5), W(4), W(10)),
    "propose": (W(1.2), W(4), W(10)),
    "next-step": (W(0.7), W(2), W(7)),
    "told": (W(0.8), W(2), W(5)),
    "nudge": (W(4), W(6), W(9)),
    "go-alone": (W(14), W(7), W(6)),
    "capture": (W(0.5), W(2), W(5)),
    "announce": (W(0.4), W(1), W(3)),
    "start": (W(0.8, least=0.55), W(2, least=0.1), W(2)),
    "rush": (W(20), W(24), W(26)),
    "check": (W(1.8, least=1.2, most=4), W(3), W(9)),
    "verify": (W(0.7), W(2), W(5)),
    "watch": (W(5), W(9), W(15)),
    "confirm": (W(1.2), W(3), W(8)),
    "recovery": (W(1), W(3), W(6)),
    # when things do not go as planned
    "say-failed": (W(0.6), W(2), W(6)),
    "say-refused": (W(0.6), W(2), W(6)),
    "open-way": (W(1.2), W(2.5), W(12)),
    "give-up": (W(3.5), W(12), W(30)),
    "follow": (W(4), W(9), W(20)),
    "prepare": (W(1.5), W(4), W(10)),
    "undo": (W(1.5), W(5), W(12)),
    "call-team": (W(1.5), W(8), W(20)),
    "put-to-work": (W(0.8), W(3), W(8)),
    "read-up": (W(4.5), W(12), W(30)),
    "point-out": (W(0.8), W(3), W(9)),
    "open-board": (W(0.6), W(2), W(6)),
    "resize": (W(1.5), W(6), W(20)),
    "relay": (W(0.8), W(4), W(12)),
    # words
    "first-update": (W(4.5, most=8), W(16), W(45)),
    "update": (W(12, least=8, most=14), W(24), W(50)),
    "material": (W(2.5), W(9), W(25)),
    "first-public": (W(5, most=9), W(16), W(45)),
    "public": (W(23, most=28), W(38), W(80)),
    "public-material": (W(3.5), W(13), W(30)),
    "public-pressure": (W(3), W(12), W(40)),
    "public-close": (W(1.5, most=3), W(8), W(1)),
    "update-close": (W(2, most=4), W(10), W(30)),
    "notify": (W(8, most=13), W(20), W(40)),
    "premature": (W(20), W(20), W(3)),
    # of the probes
    "click": (W(0.05), W(0.05), W(0.05)),
    "hero": (W(0.8), W(2), W(3)),
    "hero-close": (W(6), W(8), W(10)),
    # the record
    "record": (W(2, most=3.8), W(8), W(30)),
    "record-on": (W(11, most=13), W(24), W(60)),
    "write-review": (W(5, most=8), W(14), W(20)),
    "share-review": (W(1.5), W(6), W(12)),
    "update-runbook": (W(3, most=6), W(12), W(25)),
    # everybody
    "begin": (W(0.5), W(1.5), W(2)),
    "extend": (W(0.3), W(0.6), W(1)),
    "contest": (W(6), W(9), W(9)),
    "probe-answer": (W(0.5), W(1), W(1.5)),
    "task-ack": (W(0.6), W(2), W(7)),
    "task-report": (W(5, most=8), W(9), W(20)),
    "answer": (W(2.2), W(6), W(14)),
    "answer-backup": (W(5), W(12), W(25)),
    "reply": (W(0.8), W(2), W(5)),
}
_ODDS: dict[str, tuple[float, float, float]] = {
    "severity-right": (0.95, 0.7, 0.3),
    "separate": (0.95, 0.7, 0.2),
    "ic-accepts": (1.0, 1.0, 0.6),
    "accepts": (1.0, 0.95, 0.7),
    "approves": (1.0, 0.7, 0.15),
    "freelance": (0.03, 0.3, 0.8),
    "wrong-turn": (0.05, 0.7, 0.9),
    "tests": (0.95, 0.55, 0.15),
    "verifies": (0.97, 0.55, 0.15),
    "says-next": (0.97, 0.4, 0.08),
    "good-update": (0.95, 0.4, 0.0),
    "filler-update": (0.0, 0.3, 0.9),
    "plain-public": (1.0, 0.85, 0.1),
    "hands-on": (0.15, 0.55, 1.0),
    "meddles": (0.0, 0.1, 0.6),
    "steers": (1.0, 0.5, 0.05),
    "captures": (0.9, 0.3, 0.0),
    "announces": (1.0, 0.5, 0.05),
    "confirms": (1.0, 0.7, 0.15),
    "answers": (1.0, 0.8, 0.4),
    "reports": (1.0, 0.7, 0.2),
    "reviews": (1.0, 0.9, 0.35),
    "delegates": (1.0, 0.5, 0.0),
    "gives-up": (0.95, 0.3, 0.0),
    "follows": (0.95, 0.5, 0.1),
    "prepares": (0.9, 0.35, 0.0),
    "undoes": (0.9, 0.4, 0.05),
    "calls": (0.9, 0.35, 0.05),
    "resizes": (0.95, 0.35, 0.0),
    "reads": (1.0, 0.4, 0.05),
    "relays": (1.0, 0.85, 0.5),
    "reopens": (1.0, 0.8, 0.3),
    "notifies": (0.95, 0.3, 0.0),
    "joins": (1.0, 0.8, 0.4),
    "says-topic": (0.9, 0.4, 0.5),
    "extends": (1.0, 0.4, 0.0),
    "says-risk": (1.0, 0.7, 0.0),
    "contests": (0.0, 0.0, 0.5),
    "settles": (1.0, 0.8, 0.25),
    "escalates": (0.97, 0.4, 0.05),
    "knows": (0.97, 0.75, 0.35),
    "records": (0.96, 0.5, 0.0),
    "keeps-on": (1.0, 0.6, 0.0),
    "writes-review": (1.0, 0.85, 0.4),
    "shares": (1.0, 0.5, 0.1),
    "updates-runbook": (1.0, 0.4, 0.0),
    "owned-item": (1.0, 0.5, 0.15),
    "review-part": (1.0, 0.75, 0.4),
}
_COUNTS: dict[str, tuple[int, int, int]] = {
    "hands-on": (1, 2, 5),
    "rush": (0, 0, 4),
    "looks": (7, 6, 4),
    "review-hours": (30, 70, 130),
    "hold": (0, 0, 0),
}


def _column(index: int, name: str = "", **counts: int) -> Crew:
    return Crew(
        name or CREWS[index],
        CREWS[index],
        MappingProxyType({name: row[index] for name, row in _WAITS.items()}),
        MappingProxyType({name: row[index] for name, row in _ODDS.items()}),
        MappingProxyType({name: row[index] for name, row in _COUNTS.items()} | counts),
    )


_TABLE: dict[str, Crew] = {
    **{name: _column(index) for index, name in enumerate(CREWS)},
    "gamer": _column(2, "gamer"),
    "hero": _column(0, "hero"),
    "bureaucrat": _column(0, "bureaucrat", hold=70),
}


def crew_named(name: str) -> Crew:
    """Return the crew of that name.

    Raises:
        ValueError: naming the crews there are.
    """
    if name not in _TABLE:
        raise ValueError(f"there is no crew {name!r}; there are {', '.join(_TABLE)}")
    return _TABLE[name]
