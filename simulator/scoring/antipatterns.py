"""What went wrong by the name that the field has for it, with the evidence.

A criterion whose credit is below the cut-off for "some challenges" shows its anti-pattern. Several
criteria may show the same one: closing too soon and closing unverified are both a premature
all-clear.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.phrases import Phrase, catalogued
from simulator.model.policy import Ratings
from simulator.model.score import CriterionInfo, Scorecard, Verdict

__all__ = ["AntiPattern", "anti_patterns"]


@dataclass(frozen=True, slots=True)
class AntiPattern:
    """One anti-pattern: its name, the criteria that show it, and the events that they rest on.

    ``gap`` is what there is to win: the missing credit times the weight, over all its criteria.
    """

    name: Phrase
    criteria: tuple[str, ...]
    said: tuple[Phrase, ...]
    evidence: tuple[int, ...]
    gap: float

    def as_json(self) -> dict[str, object]:
        """Return the entry of a scorecard document."""
        return {
            "name": self.name,
            "criteria": list(self.criteria),
            "said": list(self.said),
            "evidence": list(self.evidence),
        }


def anti_patterns(card: Scorecard, cuts: Ratings) -> list[AntiPattern]:
    """Name the anti-patterns that a scorecard shows, the one with most to win first."""
    shown: dict[str, list[tuple[str, CriterionInfo, Verdict]]] = {}
    for key, verdict in card.criteria.items():
        if verdict.value is not None and verdict.value < cuts.s - 1e-9:
            info = card.infos[key]
            shown.setdefault(info.anti_pattern, []).append((key, info, verdict))
    found = [_named(name, cases) for name, cases in shown.items()]
    return sorted(found, key=lambda pattern: (-pattern.gap, pattern.criteria))


def _named(name: str, cases: list[tuple[str, CriterionInfo, Verdict]]) -> AntiPattern:
    return AntiPattern(
        catalogued(name),
        tuple(key for key, _, _ in cases),
        tuple(verdict.said for _, _, verdict in cases),
        tuple(sorted({seq for _, _, verdict in cases for seq in verdict.evidence})),
        sum(info.weight * (1.0 - (verdict.value or 0.0)) for _, info, verdict in cases),
    )
