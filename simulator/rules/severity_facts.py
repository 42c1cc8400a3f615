"""The facts that severity rules may ask for, and what a rule does with them."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.expr import Vocabulary
from simulator.model.expr.syntax import Node

__all__ = [
    "ASSUMED",
    "FACT_NAMES",
    "MAX_SHARES",
    "SHARE",
    "compared_shares",
    "names_in",
    "odd_share",
]

SHARE = "share_users"
"""The one fact that is a number."""

ASSUMED: dict[str, float | bool] = {
    SHARE: 0.0,
    "revenue_blocked": False,
    "degraded": True,
    "workaround": False,
    "data_loss": False,
    "breach": False,
    "customer_visible": False,
}
"""The facts that a severity rule may ask for, with what is assumed where nothing is said."""

FACT_NAMES = Vocabulary(
    names={name: "bool" if isinstance(value, bool) else "num" for name, value in ASSUMED.items()}
)
"""The same as a vocabulary of expressions."""

MAX_SHARES = 12
"""So many different shares may a policy's rules compare with; each adds two cases to weigh."""

_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


def names_in(tree: Node) -> Iterator[Node]:
    """Walk the facts that a rule asks for, in the order in which it does."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.kind == "name":
            yield node
        waiting += reversed(node.args)


def compared_shares(tree: Node) -> set[float]:
    """Return the shares that a rule compares with."""
    found = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if _compares_share(node):
            found |= {float(side.value) for side in node.args if side.kind == "lit"}
        waiting += node.args
    return found


def odd_share(tree: Node) -> Node | None:
    """Return the first place at which a rule does anything with the share but compare it.

    Only where it is compared with a number written out can a person be asked on which side it is.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.kind == "name" and node.value == SHARE:
            return node
        if not _compares_share(node):
            waiting += reversed(node.args)
    return None


def _compares_share(node: Node) -> bool:
    return (
        node.kind == "binary"
        and node.value in _COMPARISONS
        and {side.kind for side in node.args} == {"lit", "name"}
        and any(side.value == SHARE for side in node.args if side.kind == "name")
    )
