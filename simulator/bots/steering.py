"""The incident commander's habits while it lasts: approve, decide, review the plan, close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.choosing import best_actions, telling
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, improved, recovered, subject, theory, under_way
from simulator.model.units import MINUTE

__all__ = ["STEERING_HABITS", "command_since"]

_LAST = 5 * MINUTE
"""A drill that is about to end is closed while there is time (ms before its length)."""
_LATE_SEEN = 2 * MINUTE
"""What began this shortly before the closing was not seen by then (ms)."""
_SETTLES = 4 * MINUTE
"""So long after its end a change has shown what it does (ms)."""
_GOOD_ENOUGH = 0.3
"""What a crew in a hurry takes for over: less than this is left of the worst."""


def command_since(mind: Mind) -> int | None:
    """Return since when the bot is in command; a chaotic one acts before it has said yes."""
    held = mind.role("ic")
    if not held or held["to"] != mind.me:
        return None
    since: int | None = held["accepted_at"]
    if since is None and mind.crew.like == "chaotic":
        since = held["assigned_at"]
    return since


# -- steering --------------------------------------------------------------------------------------


def _proposed(mind: Mind) -> Iterator[Occasion]:
    if not mind.leads:
        return
    for run in mind.runs:
        if (
            run["status"] == "proposed"
            and mind.odds("approves", run["action"])
            and _sane(mind, run)
        ):
            yield Occasion(run["id"], run["at"])


def _sane(mind: Mind, run: Mapping[str, Any]) -> bool:
    """Tell whether a change may go ahead: a risky one only when nothing else is moving."""
    risky = mind.action(run["action"]).get("risk") == "high"
    return not (risky and any(other["status"] == "running" for other in mind.runs))


def _approve(_mind: Mind, occasion: Occasion) -> Act:
    return "action.approve", {"id": occasion.key}


def _approved(mind: Mind) -> Iterator[Occasion]:
    logged = " ".join(
        str(e["data"].get("text", "")) for e in mind.heard("decision.logged", mind.me)
    )
    for run in mind.runs:
        mine = run["approved_by"] == mind.me and run["title"] not in logged
        if mine and mind.odds("steers", run["id"]):
            yield Occasion(run["id"], run["approved_at"], run)


def _decide(mind: Mind, occasion: Occasion) -> Act:
    run = occasion.about
    risk = run["risk"] or mind.action(run["action"]).get("risk", "not stated")
    text = f"Go for {run['title']}: {figure(mind)}; {theory(mind)}. Risk: {risk}."
    return "decision.log", {"text": f"{text} Speak up now if you see a reason against it."}


def _first_start(mind: Mind) -> int | None:
    return min((r["started_at"] for r in mind.runs if r["started_at"] is not None), default=None)


def _no_plan_b(mind: Mind) -> Iterator[Occasion]:
    """Yield the moments to name a plan B: something has started, or it has failed."""
    if not (mind.leads and mind.open) or recovered(mind) is not None:
        return
    started = _first_start(mind)
    named = next((e["t"] for e in mind.heard("plan.alternative")), None)
    if named is None and started is not None and mind.odds("steers", "b"):
        yield Occasion("b", started)
    for run in mind.mitigations:
        if run["status"] == "failed" and mind.odds("steers", f"b{run['id']}"):
            late = named is not None and named > run["finished_at"]
            if not late and run["id"] == mind.mitigations[-1]["id"]:
                yield Occasion(f"b{run['id']}", run["finished_at"], run)


def _plan_b(mind: Mind, occasion: Occasion) -> Act:
    left = sorted(best_actions(mind), key=lambda action: not _prepared(mind, action))
    table = [r for r in mind.mitigations if r["status"] == "proposed"]
    if occasion.about and table:
        left = [mind.action(table[-1]["action"])]
    other = left[0]["title"] if left else "go back step by step and bring in the vendor's engineers"
    if occasion.about:
        text = f"{occasion.about['title']} failed. Plan B from here: {other}."
    else:
        text = f"If this does not hold within 15 minutes: {other}."
    return "plan.alternative", {"text": text}


def _prepared(mind: Mind, action: Mapping[str, Any]) -> bool:
    """Tell whether something was begun that makes an action possible."""
    words = telling(str(action["title"]))
    return any(
        run["kind"] == "other" and not run.get("undoes") and len(words & telling(run["title"])) > 1
        for run in mind.runs
    )


def _review_due(mind: Mind) -> Iterator[Occasion]:
    since = command_since(mind)
    if since is None or not mind.open or recovered(mind) is not None:
        return
    said = [*mind.heard("plan.reviewed", mind.me), *mind.heard("decision.logged", mind.me)]
    last = max([since, *(e["t"] for e in said)])
    if mind.odds("steers", f"review{last}"):
        yield Occasion(f"after@{last}", last)


def _review(mind: Mind, _occasion: Occasion) -> Act:
    better = "getting better, keep the plan" if improved(mind) else "no relief yet, stay on it"
    return "plan.review", {"text": f"{figure(mind)}; {better}. Now: {under_way(mind)}."}


def _no_exit(mind: Mind) -> Iterator[Occasion]:
    since = command_since(mind)
    unset = mind.incident.get("exit_criteria") is None
    if since is not None and mind.open and unset and mind.odds("steers", "exit"):
        yield Occasion("exit", since)


def _exit(mind: Mind, _occasion: Occasion) -> Act:
    text = (
        f"Over when {subject(mind)} are at their usual level for 30 minutes on the dashboard, a "
        "test from outside passes, and no new complaints come in."
    )
    return "exit_criteria.set", {"text": text}


# -- the end ---------------------------------------------------------------------------------------


def _stable(mind: Mind) -> Iterator[Occasion]:
    if not mind.open:
        return
    calm = recovered(mind)
    if mind.crew.like == "chaotic":
        done = mind.finished()
        quiet = not any(r["status"] == "running" for r in mind.runs)
        if calm is not None or (done and quiet and improved(mind, _GOOD_ENOUGH)):
            yield Occasion(
                f"better@{mind.turn_at}", calm if calm is not None else done[0]["finished_at"]
            )
    elif calm is not None and _confirmed(mind) and not _moving(mind):
        yield Occasion(f"calm@{calm}", calm)


def _moving(mind: Mind) -> bool:
    """Tell whether a change is in progress: nothing is closed before its effect is seen."""
    return any(
        run["status"] == "running"
        or (run["status"] == "finished" and mind.t < run["finished_at"] + _SETTLES)
        for run in mind.runs
    )


def _confirmed(mind: Mind) -> bool:
    """Tell whether operations have said that it is over; an average crew trusts the graph."""
    return mind.recovery_at is not None or mind.seated("ol") is None or mind.crew.like == "average"


def _not_over(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment at which it shows that a resolved incident is none."""
    turn, closed = mind.turn_at, mind.resolved_at
    back = closed is not None and turn is not None and turn > closed - _LATE_SEEN
    if back and turn is not None and recovered(mind, 0) is None and mind.odds("reopens", str(turn)):
        yield Occasion(f"back@{turn}", max(turn, closed or turn))


def _reopen(mind: Mind, _occasion: Occasion) -> Act:
    return "incident.reopen", {"reason": f"It came back: {figure(mind)}."[:300]}


def _running_out(mind: Mind) -> Iterator[Occasion]:
    if mind.open and recovered(mind, 5) is not None and mind.crew.like != "chaotic":
        yield Occasion("end", mind.length - _LAST)


def _resolve(_mind: Mind, _occasion: Occasion) -> Act:
    return "incident.resolve", {}


def _unreviewed(mind: Mind) -> Iterator[Occasion]:
    if mind.declared_at is None or mind.incident.get("postmortem") is not None:
        return
    at = mind.resolved_at if mind.resolved_at is not None else mind.length - _LAST
    if mind.odds("reviews"):
        yield Occasion("review", at)  # also if the drill ends before the incident does


def _schedule(mind: Mind, _occasion: Occasion) -> Act:
    owner = mind.holder("ol") or mind.seated("ol") or mind.me
    usual = mind.count("review-hours")
    hours = int(usual * mind.dice.spread("review-hours"))
    limit = 46 if mind.crew.like == "expert" else 24 * 21
    return "postmortem.schedule", {"owner": owner, "in_hours": max(4, min(hours, limit))}


STEERING_HABITS: tuple[Habit, ...] = (
    Habit("approve", _proposed, _approve),
    Habit("decide", _approved, _decide),
    Habit("plan-b", _no_plan_b, _plan_b),
    Habit("review", _review_due, _review),
    Habit("exit", _no_exit, _exit),
    Habit("close", _stable, _resolve),
    Habit("close-late", _running_out, _resolve),
    Habit("reopen", _not_over, _reopen),
    Habit("schedule", _unreviewed, _schedule),
)
"""Habits of the incident commander once in command."""
