"""Two changes of the same component at once: one waits, both fail, or it does not matter."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.runs import Run

__all__ = ["clash", "collided", "ran_into"]


def clash(run: Run, others: Iterable[Run], now: int) -> None:
    """Settle how a run that is about to start goes with the changes that are in progress.

    The scenario's word for the one that starts counts (``alongside``); what only looks is no
    change and is in nobody's way. Sets what it waits for or collides with, and ``expected`` (ms)
    as people can know it: after all that it waits for.
    """
    same = [
        other
        for other in others
        if other.spec.component == run.spec.component
        and "diagnostic" not in (run.spec.kind, other.spec.kind)
    ]
    if run.spec.alongside == "waits":
        run.waits_for = [other.id for other in same]
    elif run.spec.alongside == "fails":
        run.collides = [other.id for other in same]
    begins = max((other.expected for other in same if other.id in run.waits_for), default=now)
    run.expected = max(begins, now) + run.typical


def collided(run: Run, running: dict[str, Run]) -> list[Run]:
    """Return the runs with which ``run`` collides as it begins to take effect."""
    if run.done:
        return []
    others = [running[other] for other in run.collides if other in running]
    return [other for other in others if other.begun is not None]


def ran_into(others: Iterable[Run]) -> str:
    """Say what a run collided with, to the people who ran it."""
    found = list(others)
    titles = " and ".join(f'"{other.facts["title"]}"' for other in found)
    return f"It ran into {titles}, which changed {found[0].spec.component} at the same time."
