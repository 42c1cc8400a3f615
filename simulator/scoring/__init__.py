"""The scorer: a log and a policy in, a scorecard with evidence out. Nothing else is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.model.score import CriterionInfo, Scorecard
from simulator.scoring.card import examine, scorecard
from simulator.scoring.combinators import Obligation
from simulator.scoring.criteria import CRITERIA
from simulator.scoring.findings import Criterion, Finding
from simulator.scoring.trace import Trace

__all__ = [
    "CRITERIA",
    "RUBRIC",
    "Criterion",
    "Finding",
    "Obligation",
    "Trace",
    "examine",
    "score",
]

RUBRIC: dict[str, CriterionInfo] = {key: criterion.info for key, criterion in CRITERIA.items()}
"""What each built-in criterion asks for, in the order of a scorecard."""


def score(
    header: Header,
    events: Sequence[Event],
    policy: Policy,
    criteria: Mapping[str, Criterion] = CRITERIA,
) -> Scorecard:
    """Judge one drill, or one real incident written down, by a policy.

    The same log and policy give the same scorecard, always and anywhere.
    """
    return scorecard(Trace(header, events, policy), criteria)
