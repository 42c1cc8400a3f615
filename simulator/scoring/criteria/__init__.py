"""The registry: every built-in criterion, in the order in which a scorecard shows them."""

from __future__ import annotations

from simulator.scoring.criteria import (
    command,
    communication,
    declaration,
    mitigation,
    resolution,
    roles,
    verification,
)
from simulator.scoring.findings import Criterion

__all__ = ["CRITERIA"]

CRITERIA: dict[str, Criterion] = {
    criterion.info.id: criterion
    for criterion in (
        *declaration.CRITERIA,
        *roles.CRITERIA,
        *mitigation.CRITERIA,
        *verification.CRITERIA,
        *command.CRITERIA,
        *communication.CRITERIA,
        *resolution.CRITERIA,
    )
}
