"""The operations lead's habits when things go wrong: failed, refused, closed, harmful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import say, spoken_to
from simulator.bots.changing import not_before, proposal
from simulator.bots.choosing import after, best_actions, by_the_book, openers, worth
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.orders import orders
from simulator.bots.outside import closed
from simulator.bots.phrases import improved, recovered
from simulator.model.units import MINUTE, duration_text

__all__ = ["COPING_HABITS"]

Row = Mapping[str, Any]

_CHEAP = 5 * MINUTE
"""What did no good is taken back if that takes no longer."""
_LONG = 20 * MINUTE
_SOON = 10 * MINUTE
"""A change with so long to go makes room for one that takes no longer than that (ms)."""
_PATIENCE = MINUTE
"""Between saying that a change is given up and stopping it (ms)."""
_AGAINST = re.compile(r"\b(no|not|don'?t|wait|leave|keep|let it|go on|continue)\b", re.IGNORECASE)
_HARM = 0.15
"""So much more than before, against the worst, counts as harm."""
_QUIET = 3
"""Minutes of calm before somebody thinks of tidying up."""
_CLOSED = 2
"""After so many closed doors an expert looks for the key."""


# -- saying so -------------------------------------------------------------------------------------


def _failures(mind: Mind) -> Iterator[Occasion]:
    """Yield own changes that failed, until the room knows."""
    for run in mind.runs:
        if run["status"] == "failed" and run["by"] == mind.me and mind.odds("reports", run["id"]):
            yield Occasion(run["id"], run["finished_at"], run)


def _say_failed(mind: Mind, occasion: Occasion) -> Act:
    run = occasion.about
    text = f"{run['title']} failed at {mind.clock(run['finished_at'])}: {run['reason']}"
    left = best_actions(mind) if mind.open else []
    table = [r for r in mind.mitigations if r["status"] in ("proposed", "approved")]
    if table and not mind.blocked(table[-1]["action"]):
        text += f" Next: {table[-1]['title']}, {table[-1]['status']} as {table[-1]['id']}."
    elif left and recovered(mind, 0) is None and mind.crew.like != "chaotic":
        text += f" Next I would try: {left[0]['title']}."
    return say(text)


def _refusals(mind: Mind) -> Iterator[Occasion]:
    """Yield actions that would not start, the first time."""
    for name, said in sorted(mind.refusals.items()):
        if mind.odds("reports", name):
            yield Occasion(name, said[0][0], {"words": said[0][1]})


def _say_refused(mind: Mind, occasion: Occasion) -> Act:
    title = mind.action(occasion.key).get("title", occasion.key)
    return say(f"{title} does not start: {occasion.about['words']} Looking for another way.")


# -- opening a way ---------------------------------------------------------------------------------


def _shut(mind: Mind) -> Iterator[tuple[int, str, Row]]:
    """Yield what is closed: since when, in which words, and what it is; actions first."""
    for name, said in sorted(mind.refusals.items()):
        if mind.blocked(name):
            yield said[-1][0], said[-1][1], mind.action(name)
    opened = mind.opened_at
    fresh = [k for k in closed(mind) if opened is None or k["viewed_at"] > opened]
    if len({k["source"] for k in fresh}) >= _CLOSED:
        look = fresh[-1]
        yield look["viewed_at"], str(look["lines"][0] if look["lines"] else ""), look


def _stuck(mind: Mind) -> Iterator[Occasion]:
    if not mind.open or mind.count("rush") or mind.opening or _calm(mind):
        return
    for since, words, wanted in _shut(mind):
        for action in openers(mind, words, wanted)[:1]:
            yield _once(mind, action, since)
            return


def _foresight(mind: Mind) -> Iterator[Occasion]:
    """Yield what the runbook has in store that harms nobody and takes its time: begin it early."""
    if not mind.open or mind.declared_at is None or mind.opening or _calm(mind):
        return
    read = [k["viewed_at"] for k in mind.looks if k["kind"] == "runbook"]
    for action in by_the_book(mind):
        harmless = action["kind"] == "other" and action["risk"] == "low"
        if harmless and mind.odds("prepares", action["action"]):
            yield _once(mind, action, max(mind.declared_at, min(read)))
            return


def _calm(mind: Mind) -> bool:
    return recovered(mind, 0) is not None


def _unfinished(mind: Mind) -> Iterator[Occasion]:
    """Yield what the runbook asks for once the worst is over: the steps after what was done."""
    calm, done = recovered(mind, _QUIET), mind.finished()
    busy = any(
        r["status"] in ("proposed", "approved", "running") and not mind.blocked(r["action"])
        for r in mind.runs
    )
    if calm is None or not done or busy or not mind.open or not mind.odds("follows"):
        return
    latest = max(r["finished_at"] for r in mind.runs if r["status"] == "finished")
    if any(r["status"] == "failed" and r["finished_at"] > latest for r in mind.runs):
        return
    for action in after(mind, {r["action"] for r in done})[:1]:
        yield _once(mind, action, max(calm, latest))


def _once(mind: Mind, action: Row, since: int) -> Occasion:
    before = sum(1 for run in mind.runs if run["action"] == action["action"])
    return Occasion(f"{action['action']}#{before}", not_before(mind, since), action)


def _propose(mind: Mind, occasion: Occasion) -> Act:
    return proposal(mind, occasion.about)


# -- taking back -----------------------------------------------------------------------------------


def _harmful(mind: Mind) -> Iterator[Occasion]:
    """Yield own changes that did harm, or no good, and can be taken back."""
    if not mind.open or recovered(mind, 0) is not None:
        return
    taken = {r.get("undoes") for r in mind.runs}
    for run in mind.finished():
        undo, said = mind.action(run["action"]).get("undo"), run["verified"]
        if undo is None or run["id"] in taken or not said or said["worked"]:
            continue
        harm = _did_harm(mind, run)
        if (harm or undo <= _CHEAP) and mind.odds("undoes", run["id"]):
            yield Occasion(run["id"], said["at"], run)


def _did_harm(mind: Mind, run: Row) -> bool:
    main = mind.charts.main
    return main is not None and main.excess(mind.t) > main.excess(run["started_at"]) + _HARM


def _undo(_mind: Mind, occasion: Occasion) -> Act:
    return "action.undo", {"id": occasion.key}


def _too_slow(mind: Mind) -> Iterator[Occasion]:
    """Yield a running change that brings nothing for long, while there is a better, quick one.

    What a person asked for goes on.
    """
    once = any(run["status"] == "aborted" for run in mind.runs)
    if once or not mind.open or improved(mind) or _calm(mind):
        return
    for run in mind.mitigations:
        slow = run["status"] == "running" and not run.get("stages_done")
        wished = "do" in orders(mind, run, mind.declared_at or 0)[:1]
        if not slow or wished or (run["expected"] or 0) < mind.t + _LONG:
            continue
        mine = worth(mind, mind.action(run["action"]))
        better = [a for a in best_actions(mind)[:1] if a["takes"][1] <= _SOON]
        if better and worth(mind, better[0]) > mine and mind.odds("gives-up", run["id"]):
            yield Occasion(run["id"], run["started_at"], {"run": run, "better": better[0]})


def _say_give_up(mind: Mind, occasion: Occasion) -> Act:
    run, better = occasion.about["run"], occasion.about["better"]
    takes = duration_text(better["takes"][1])
    return say(
        f"{run['title']} brings nothing before {mind.clock(run['expected'])}. I stop it and "
        f"propose {better['title']} instead, which takes {takes}. Say no if you want it to go on."
    )


def _spoken_up(mind: Mind) -> Iterator[Occasion]:
    """Yield changes to give up of which the room was told, if nobody has spoken against it."""
    for occasion in _too_slow(mind):
        title = str(occasion.about["run"]["title"])
        told = [
            event["t"]
            for event in mind.heard("message.posted", mind.me)
            if str(event["data"].get("text", "")).startswith(f"{title} brings nothing")
        ]
        if told and not _spoken_against(mind, max(told)):
            yield Occasion(occasion.key, max(told) + _PATIENCE, occasion.about)


def _spoken_against(mind: Mind, since: int) -> bool:
    return any(
        event["t"] > since and _AGAINST.search(str(event["data"].get("text", "")))
        for event in spoken_to(mind, since)
    )


def _give_up(_mind: Mind, occasion: Occasion) -> Act:
    return "action.abort", {"id": occasion.key}


COPING_HABITS: tuple[Habit, ...] = (
    Habit("say-failed", _failures, _say_failed),
    Habit("say-refused", _refusals, _say_refused),
    Habit("open-way", _stuck, _propose),
    Habit("prepare", _foresight, _propose),
    Habit("follow", _unfinished, _propose),
    Habit("undo", _harmful, _undo),
    Habit("say-give-up", _too_slow, _say_give_up, pace="give-up"),
    Habit("give-up", _spoken_up, _give_up, pace="reply"),
)
"""Habits of the operations lead when things do not go as planned."""
