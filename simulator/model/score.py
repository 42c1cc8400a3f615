"""Verdicts and scorecards: a score is a record with evidence, not a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.model.phrases import Phrase, phrase

__all__ = [
    "CAPABILITIES",
    "SCORECARD_FORMAT",
    "CriterionInfo",
    "Rating",
    "Scorecard",
    "Status",
    "Verdict",
]

SCORECARD_FORMAT = "misfortune-scorecard/1"

Status = Literal["scored", "not_applicable", "not_observable"]
Rating = Literal["P", "S", "M", "U"]
"""HSEEP: performed without challenges, with some, with major challenges, unable to be performed."""

CAPABILITIES: dict[str, Phrase] = {
    "detection": phrase("Detection & Declaration"),
    "mitigation": phrase("Mitigation"),
    "investigation": phrase("Investigation"),
    "resolution": phrase("Resolution"),
    "post_incident": phrase("Post-Incident"),
    "command": phrase("Command & Control"),
    "communication": phrase("Communication"),
}


_CRITICAL = 3
"""From this weight on a criterion is critical."""


@dataclass(frozen=True, slots=True)
class CriterionInfo:
    """What a criterion asks for; everything that a reader needs besides the verdict."""

    id: str
    name: str
    capability: str
    role: str
    c: Literal["coordinate", "communicate", "control"]
    weight: int
    target: str
    why: str
    source: str
    anti_pattern: str
    question: str = ""
    eases: str = ""
    """What in the system around the team would make it easier."""
    guard: str = ""
    """How it resists being gamed."""
    extended: bool = False
    """Whether it is shown only where there was an opportunity for it."""
    asked: bool = False
    """Whether an inject asked for it, in this drill only."""

    @property
    def critical(self) -> bool:
        """Whether it caps the rating of its capability when it goes badly."""
        return self.weight >= _CRITICAL and not self.asked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was seen against one criterion.

    ``value`` is 0..1 when ``status`` is ``scored`` and None otherwise; ``evidence`` are the seqs of
    the events it rests on; ``said`` is one blameless sentence with what was seen and the target.
    ``role`` is the seat whose card shows it (the IC's where the criterion's role was vacant).
    """

    status: Status
    value: float | None
    evidence: tuple[int, ...]
    said: Phrase
    role: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the entry of a scorecard document."""
        return {
            "status": self.status,
            "value": self.value,
            "evidence": list(self.evidence),
            "said": self.said,
            "role": self.role,
        }


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All verdicts on one drill with the ratings that follow from them. No overall letter."""

    policy: str
    criteria: Mapping[str, Verdict]
    infos: Mapping[str, CriterionInfo]
    capabilities: Mapping[str, Rating | None]
    roles: Mapping[str, float | None]
    cs: Mapping[str, float | None]
    context: Mapping[str, float | None]
    reasons: Mapping[str, Phrase] = field(default_factory=dict)
    """Why a capability has its rating: one sentence each."""

    @property
    def mean(self) -> float | None:
        """The weighted mean of all that was scored: to compare crews by, never a grade."""
        parts = [
            (self.infos[key].weight, verdict.value)
            for key, verdict in self.criteria.items()
            if verdict.value is not None
        ]
        weight = sum(w for w, _ in parts)
        return sum(w * value for w, value in parts) / weight if weight else None

    def as_json(self) -> dict[str, Any]:
        """Return the document of ``misfortune score --json``."""
        return {
            "format": SCORECARD_FORMAT,
            "policy": self.policy,
            "criteria": {key: verdict.as_json() for key, verdict in self.criteria.items()},
            "capabilities": dict(self.capabilities),
            "reasons": dict(self.reasons),
            "roles": dict(self.roles),
            "cs": dict(self.cs),
            "context": dict(self.context),
        }
