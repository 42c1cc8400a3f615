"""From a log to a scorecard: every criterion judged, then ratings, means and context figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from simulator.model.once import Once
from simulator.model.phrases import Phrase, phrase
from simulator.model.rubric import Rubric
from simulator.model.score import CAPABILITIES, CriterionInfo, Rating, Scorecard, Verdict
from simulator.model.seats import CORE_ROLES
from simulator.model.units import SECOND
from simulator.scoring.expectations import expectations
from simulator.scoring.findings import (
    Criterion,
    Finding,
    chained,
    not_applicable,
    not_observable,
    not_shown,
)
from simulator.scoring.objectives import OBJECTIVES, Objective
from simulator.scoring.ratings import Scored, capability, mean
from simulator.scoring.rules.paging import acks_of, pages_of
from simulator.scoring.rules.registry import bind
from simulator.scoring.trace import Trace

__all__ = ["Judge", "context", "criteria_of"]

_CS = ("coordinate", "communicate", "control")
_DIGITS = 6


class Judge:
    """Judges one log by one rubric, as often as it grows."""

    def __init__(self, trace: Trace, rubric: Rubric) -> None:
        """Bind the rubric's criteria to their rules."""
        self.trace = trace
        self.criteria: Mapping[str, Criterion] = criteria_of(rubric)

    def examine(self) -> dict[str, Finding]:
        """Judge every criterion, with the obligations behind each verdict for a timeline.

        What rests on events that are as they were is not judged again.
        """
        trace = self.trace
        return {
            key: trace.remember(("criterion", key), partial(_finding, trace, criterion))
            for key, criterion in self.criteria.items()
        }

    def card(self) -> Scorecard:
        """Judge every criterion and rate what follows from the verdicts."""
        trace, criteria = self.trace, self.criteria
        found = self.examine()
        infos = {key: criterion.info for key, criterion in criteria.items()}
        for key, (info, one) in trace.remember("expectations", lambda: expectations(trace)).items():
            infos[key], found[key] = info, one
        verdicts = {key: _verdict(trace, infos[key], one) for key, one in found.items()}
        judged = [(infos[key], verdict) for key, verdict in verdicts.items()]
        letters = {name: _rate(trace, name, judged) for name in CAPABILITIES}
        return Scorecard(
            policy=trace.policy.policy,
            criteria=verdicts,
            infos=infos,
            capabilities={name: letter for name, (letter, _) in letters.items()},
            roles={r: _mean([(i, v) for i, v in judged if v.role == r]) for r in CORE_ROLES},
            cs={c: _mean([(i, v) for i, v in judged if i.c == c]) for c in _CS},
            context=context(trace),
            reasons={name: reason for name, (_, reason) in letters.items()},
        )


def _bind_all(rubric: Rubric) -> Mapping[str, Criterion]:
    return {key: bind(key, spec) for key, spec in rubric.criteria.items()}


criteria_of: Once[Rubric, Mapping[str, Criterion]] = Once(_bind_all)
"""Returns the criteria of a rubric, each bound to its rule."""


def _verdict(trace: Trace, info: CriterionInfo, found: Finding) -> Verdict:
    return Verdict(
        found.status,
        None if found.value is None else round(found.value, _DIGITS),
        found.evidence,
        found.said,
        _shown_to(trace, info.role),
    )


def _finding(trace: Trace, criterion: Criterion) -> Finding:
    hidden = [kind for kind in criterion.needs if not trace.observes(kind)]
    if hidden:
        return not_shown(hidden)
    partial = [kind for kind in criterion.every if not trace.records(kind)]
    if partial:
        kinds = chained(partial)
        return not_observable(phrase("The log may not hold every {kinds} event.", kinds=kinds))
    if criterion.anchored and trace.anchor is None:
        if trace.observes("incident.declared", "alert.fired"):
            return not_applicable(phrase("No incident was declared or had to be."))
        return not_observable(phrase("The log does not show when the incident began for the team."))
    return criterion.judge(trace)


def _shown_to(trace: Trace, role: str) -> str:
    """Say whose card shows a criterion: the IC keeps every role that nobody took."""
    return "ic" if role in CORE_ROLES and not trace.filled(role) else role


def _rate(trace: Trace, name: str, judged: list[Scored]) -> tuple[Rating | None, Phrase]:
    predicate = OBJECTIVES.get(name)
    objective = predicate(trace) if predicate else Objective(None)
    mine = [(info, verdict) for info, verdict in judged if info.capability == name]
    return capability(mine, objective, trace.policy.ratings)


def _mean(judged: list[Scored]) -> float | None:
    value = mean(judged)
    return None if value is None else round(value, _DIGITS)


def context(trace: Trace) -> dict[str, float | None]:
    """Return four durations in seconds, shown beside the scores and never part of them.

    - ``time_to_ack_s``: from the first alert that pages to its first acknowledgement;
    - ``time_to_declare_s``: from the moment an incident could be declared to the declaration;
    - ``time_to_mitigate_s``: from the first impact on users to its first cut by half;
    - ``time_to_recover_s``: from the first impact on users to the recovery that held.

    None where the log does not show one of the two ends.
    """
    page = next(iter(pages_of(trace)), None)
    ack = next(iter(acks_of(trace, page)), None) if page else None
    declared = trace.declared.t if trace.declared else None
    hit = trace.impact.started_at
    return {
        "time_to_ack_s": _seconds(page.t if page else None, ack.t if ack else None),
        "time_to_declare_s": _seconds(trace.declarable_at, declared),
        "time_to_mitigate_s": _seconds(hit, trace.impact.halved_at()),
        "time_to_recover_s": _seconds(hit, trace.impact.recovered_at),
    }


def _seconds(start: int | None, end: int | None) -> float | None:
    return None if start is None or end is None else (end - start) / SECOND
