"""The operations lead's habits afterwards: did it work, does it hold, and is it over yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.findings import suspect
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.outside import looks_fine, out_of_reach
from simulator.bots.phrases import recovered

__all__ = ["CHECK_HABITS"]

Row = Mapping[str, Any]

_LATELY = 4
"""Looks whose closed doors are remembered."""
_HELPED = 0.1
"""A drop by this share of the worst excess counts as an effect."""
_SIGNAL = {"dashboard": "metrics", "logs": "logs", "traces": "logs", "synthetic": "synthetic",
           "support": "support queue"}  # fmt: skip


# -- looking whether it worked ---------------------------------------------------------------------


def _unverified(mind: Mind) -> Iterator[tuple[Row, list[Row]]]:
    """Yield finished changes to verify, each with the looks since it finished."""
    for run in mind.finished():
        if not run["verified"] and mind.odds("verifies", run["id"]):
            after = [k for k in mind.looks if k["asked_at"] >= run["finished_at"]]
            yield run, sorted(after, key=lambda k: k["viewed_at"])


def _worked(mind: Mind, run: Row) -> bool:
    main = mind.charts.main
    if main is None or mind.blind:
        seen = [
            k
            for k in mind.looks
            if k["asked_at"] >= run["finished_at"] and k["kind"] != "dashboard"
        ]
        lines = [str(line) for k in seen if not out_of_reach(k) for line in k["lines"]]
        return looks_fine(lines) if lines else suspect(mind) in (run["component"], None)
    if recovered(mind, 0) is not None and main.excess(run["started_at"]) < _HELPED:
        return True  # it was calm before, and still is: that is all a precaution can show
    return main.excess(run["started_at"]) - main.excess(mind.t) > _HELPED


def _unchecked(mind: Mind) -> Iterator[Occasion]:
    if mind.looking:
        return
    for run, after in _unverified(mind):
        if not after:
            yield Occasion(f"{run['id']}.1", run["finished_at"])
        elif len(after) == 1 and mind.crew.like == "expert" and not _worked(mind, run):
            yield Occasion(f"{run['id']}.2", after[0]["viewed_at"])


def _check(mind: Mind, _occasion: Occasion) -> Act | None:
    source = _outside_view(mind)
    return ("evidence.query", {"source": source}) if source else None


def _outside_view(mind: Mind, skip: frozenset[str] = frozenset()) -> str | None:
    """Return the source that shows best how customers fare."""
    order = ("dashboard", "synthetic", "support", "logs")
    if mind.blind:
        order = ("synthetic", "support", "dashboard", "logs")
    shut = {k["source"] for k in mind.looks[-_LATELY:] if out_of_reach(k)}
    dark = mind.charts.dark_since is not None

    def rank(source: Row) -> tuple[bool, int, bool, str]:
        blind = source["source"] in shut or (dark and source["kind"] == "dashboard")
        return blind, order.index(source["kind"]), not source["shared"], source["source"]

    sources = [
        s for s in mind.rows("evidence", "sources") if s["kind"] in order and s["kind"] not in skip
    ]
    first = min(sources, key=rank, default=None)
    return str(first["source"]) if first else None


def _checked(mind: Mind) -> Iterator[Occasion]:
    for run, after in _unverified(mind):
        patient = mind.crew.like == "expert" and not _worked(mind, run)
        if len(after) > (1 if patient else 0):
            yield Occasion(run["id"], after[-1]["viewed_at"], {"run": run, "after": after})


def _verify(mind: Mind, occasion: Occasion) -> Act:
    kinds = dict.fromkeys(_SIGNAL.get(k["kind"], "metrics") for k in occasion.about["after"])
    worked = _worked(mind, occasion.about["run"])
    return "mitigation.verify", {"id": occasion.key, "signals": list(kinds), "worked": worked}


def _watching(mind: Mind) -> Iterator[Occasion]:
    """Yield the next glance at the dashboard while something is moving."""
    moved = [r for r in mind.runs if r["status"] in ("running", "finished")]
    if not mind.open or not moved or mind.looking or mind.recovery_at is not None:
        return
    looked = [k["viewed_at"] for k in mind.looks]
    last = max([*looked, *(r["started_at"] for r in moved)])
    yield Occasion(f"after@{last}", last)


# -- is it over? -----------------------------------------------------------------------------------


def _since_calm(mind: Mind) -> tuple[int, list[Row]] | None:
    """Return since when all is normal and what was looked at since, until that was reported."""
    calm = recovered(mind, 1)
    if calm is None or not mind.open or (mind.recovery_at or -1) >= calm:
        return None
    return calm, [k for k in mind.looks if k["asked_at"] >= calm]


def _unconfirmed(mind: Mind) -> Iterator[Occasion]:
    found = _since_calm(mind)
    if found is None or mind.looking or not mind.odds("confirms"):
        return
    calm, after = found
    seen = frozenset(k["kind"] for k in after)
    source = _outside_view(mind, seen)
    if source and len(seen) < 2:  # noqa: PLR2004 - two kinds of signal make it sure
        yield Occasion(f"{source}@{calm}", max([calm, *(k["viewed_at"] for k in after)]))


def _confirm(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.key.partition("@")[0]}


def _certain(mind: Mind) -> Iterator[Occasion]:
    found = _since_calm(mind)
    if found is None or not found[1]:
        return
    calm, after = found
    seen = frozenset(k["kind"] for k in after)
    if len(seen) >= 2 or _outside_view(mind, seen) is None:  # noqa: PLR2004 - as above
        yield Occasion(f"calm@{calm}", max(k["viewed_at"] for k in after), {"after": after})


def _report(_mind: Mind, occasion: Occasion) -> Act:
    kinds = dict.fromkeys(_SIGNAL.get(k["kind"], "metrics") for k in occasion.about["after"])
    return "recovery.verify", {"signals": list(kinds)}


CHECK_HABITS: tuple[Habit, ...] = (
    Habit("check", _unchecked, _check),
    Habit("verify", _checked, _verify),
    Habit("watch", _watching, _check),
    Habit("confirm", _unconfirmed, _confirm),
    Habit("recovery", _certain, _report),
)
"""Habits of the operations lead once something has been done."""
