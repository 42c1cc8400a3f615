"""The scorer: a log, a policy and a rubric in, a scorecard with evidence out.

Nothing else is read. For a drill that still runs, a :class:`Judge` scores its growing log again
and again, and looks only at what has changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.model.rubric import Rubric
from simulator.model.score import Scorecard
from simulator.scoring.card import Judge
from simulator.scoring.combinators import Obligation
from simulator.scoring.findings import Criterion, Finding
from simulator.scoring.rules import RULES, bind
from simulator.scoring.trace import Trace

__all__ = [
    "RULES",
    "Criterion",
    "Finding",
    "Judge",
    "Obligation",
    "Trace",
    "bind",
    "score",
]


def score(header: Header, events: Sequence[Event], policy: Policy, rubric: Rubric) -> Scorecard:
    """Judge one drill, or one real incident written down, by a policy and a rubric.

    The same log, policy and rubric give the same scorecard, always and anywhere.
    """
    return Judge(Trace(header, events, policy), rubric).card()
