"""Facts on which a criterion rests: whether they hold, and what is said where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator

from simulator.model.expr import nearest
from simulator.model.phrases import phrase
from simulator.model.records import Event
from simulator.rules.severity import FACT_NAMES
from simulator.scoring.findings import Finding, not_applicable, not_observable
from simulator.scoring.trace import Trace

__all__ = ["FactName", "unless"]


def _fact_name(name: str) -> str:
    if name not in FACT_NAMES.names:
        guess = nearest(name, FACT_NAMES.names) or f"; facts: {', '.join(FACT_NAMES.names)}"
        raise ValueError(f"no fact named {name!r}{guess}")
    return name


FactName = Annotated[str, AfterValidator(_fact_name)]


def unless(trace: Trace, name: str, responses: Sequence[Event]) -> Finding | None:
    """Return a finding if a fact that must hold does not, or is not known.

    Where nobody wrote it down, a team that responded thought that it holds.
    """
    told = [e.data.get("facts") for e in trace.of("facts.changed")]
    for facts in (*reversed(told), trace.facts, trace.facts.get("severity")):
        value = facts.get(name) if isinstance(facts, dict) else None
        if value is not None:
            return None if value else not_applicable(_UNTRUE[name])
    if responses:
        return None
    return not_observable(_UNKNOWN[name])


_UNKNOWN = {
    "customer_visible": phrase("The log does not say whether customers could see the trouble."),
    "share_users": phrase("The log does not say whether users were hit."),
    "revenue_blocked": phrase("The log does not say whether customers could not pay."),
    "degraded": phrase("The log does not say whether the service was degraded."),
    "workaround": phrase("The log does not say whether there was a way around the trouble."),
    "data_loss": phrase("The log does not say whether data was lost."),
    "breach": phrase("The log does not say whether somebody broke in."),
}
"""What is said of each fact where nobody wrote down whether it holds."""

_UNTRUE = {
    "customer_visible": phrase("Customers could not see the trouble."),
    "share_users": phrase("No users were hit."),
    "revenue_blocked": phrase("Customers could pay."),
    "degraded": phrase("The service was not degraded."),
    "workaround": phrase("There was no way around the trouble."),
    "data_loss": phrase("No data was lost."),
    "breach": phrase("Nobody broke in."),
}
"""What is said where it does not."""
