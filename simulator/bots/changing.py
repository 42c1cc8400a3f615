"""The operations lead's habits around changes: propose, ask, announce, start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import offers, spoken_to
from simulator.bots.choosing import (
    asked_for,
    best_actions,
    harmful_first,
    next_actions,
    openers,
)
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.orders import order
from simulator.bots.phrases import recovered, theory
from simulator.bots.starting import FORGOTTEN, START_HABITS, attempt, guarded, start, takes
from simulator.model.units import MINUTE, duration_text

__all__ = ["CHANGE_HABITS", "not_before", "proposal"]

Row = Mapping[str, Any]

_LATE = 12 * MINUTE
"""Without any idea of the cause, something safe is proposed after this long."""
_RUSH_GAP = 6 * MINUTE
_OVER = ("finished", "failed", "aborted", "undone")


# -- proposing -------------------------------------------------------------------------------------


def _busy(mind: Mind) -> bool:
    """Tell whether a change is on the table; one that is stuck counts if a way can be opened."""
    return any(
        r["status"] in ("proposed", "approved", "running")
        and (not mind.blocked(r["action"]) or mind.opening or _can_open(mind, r["action"]))
        for r in mind.mitigations
    )


def _can_open(mind: Mind, action: str) -> bool:
    return bool(openers(mind, mind.refusals[action][-1][1], mind.action(action)))


def _needed(mind: Mind) -> bool:
    """Tell whether the bot should come up with a change now."""
    return mind.open and not mind.count("rush") and not _busy(mind) and recovered(mind, 0) is None


def _offer(mind: Mind, action: Row, since: int) -> Occasion:
    """Return the occasion to propose an action, for the first time or again."""
    before = sum(1 for run in mind.runs if run["action"] == action["action"])
    return Occasion(f"{action['action']}#{before}", not_before(mind, since), action)


def not_before(mind: Mind, since: int) -> int:
    """Return when a change may be put on the table: some crews talk for long first (ms)."""
    hold = mind.count("hold") * MINUTE
    return max(since, (mind.declared_at or 0) + hold) if hold else since


def _first_idea(mind: Mind) -> Iterator[Occasion]:
    if not _needed(mind) or mind.mitigations or mind.declared_at is None:
        return
    ideas = [h["at"] for h in mind.rows("hypotheses")]
    for action in _choices(mind)[:1]:
        yield _offer(mind, action, min([*ideas, mind.declared_at + _LATE]))


def _choices(mind: Mind) -> list[Row]:
    best = best_actions(mind)
    if mind.mitigations or not mind.odds("wrong-turn"):
        return best
    if mind.crew.like == "expert":
        return best[1:] or best
    return [a for a in harmful_first(mind) if a["risk"] != "high"] or best


def _next_idea(mind: Mind) -> Iterator[Occasion]:
    if not mind.mitigations or not _needed(mind) or _falling(mind):
        return
    since = _settled(mind)
    if since is not None:
        for action in next_actions(mind)[:1]:
            yield _offer(mind, action, since)


def _settled(mind: Mind) -> int | None:
    """Return when the last change stopped holding up the next one."""
    blocked = [
        mind.refusals[r["action"]][-1][0]
        for r in mind.mitigations
        if r["status"] in ("proposed", "approved") and r["action"] in mind.refusals
    ]
    over = [r for r in mind.mitigations if r["status"] in _OVER]
    last = max(over, key=lambda r: (r["finished_at"], r["id"]), default=None)
    if last is None or (blocked and max(blocked) > last["finished_at"]):
        return max(blocked, default=None)
    finished: int = last["finished_at"]
    if mind.turn_at is not None and mind.turn_at > finished:
        return mind.turn_at
    if last["status"] != "finished":
        return finished
    if last["verified"]:
        at: int = last["verified"]["at"]
        # Where no graph says how it is, a change that worked is believed.
        return None if last["verified"]["worked"] and mind.charts.main is None else at
    if not mind.odds("verifies", last["id"]):
        return finished
    return finished + FORGOTTEN if mind.t >= finished + FORGOTTEN else None


def _falling(mind: Mind) -> bool:
    """Tell whether things are getting better by themselves at the moment."""
    main = mind.charts.main
    return main is not None and main.excess(mind.t) < main.excess(mind.t - 2 * MINUTE) - 0.05


def _told(mind: Mind) -> Iterator[Occasion]:
    """Yield changes that somebody has asked this bot for, or has offered, in so many words."""
    if not mind.open:
        return
    tasks = [(t["text"], t["at"]) for t in mind.rows("tasks") if t["to"] == mind.me]
    said = [(e["data"].get("text", ""), e["t"]) for e in spoken_to(mind)]
    for text, at in [*tasks, *said]:
        if order(str(text)) == "do" and (action := asked_for(mind, str(text))):
            yield _offer(mind, action, at)
    if recovered(mind, 0) is None and not mind.count("rush") and not _busy(mind):
        good = [a["action"] for a in best_actions(mind)[:3]]
        for inject in offers(mind):
            action = asked_for(mind, str(inject["text"]))
            if action and action["action"] in good:
                yield _offer(mind, action, inject["at"])


def _propose(mind: Mind, occasion: Occasion) -> Act:
    return proposal(mind, occasion.about)


def proposal(mind: Mind, action: Row) -> Act:
    """Return the proposal of an action with its risk and how to get back, as the crew words it."""
    args = {"action": action["action"]}
    if not mind.odds("says-risk", str(action["action"])):
        return "action.propose", args
    what = f"{action['title']} touches {action['component']} for {takes(action)}"
    risk = f"{action['risk']}; {what}"[:1_500]
    if action["destroys_evidence"]:
        risk += ", loses logs unless we keep them first"
    undo = action["undo"]
    back = "cannot be undone quickly" if undo is None else f"reversed within {duration_text(undo)}"
    return "action.propose", args | {"risk": risk, "undo": back}


# -- going ahead -----------------------------------------------------------------------------------


def _waiting(mind: Mind) -> Iterator[Occasion]:
    for run in mind.runs:
        if run["by"] == mind.me and run["status"] == "proposed":
            yield Occasion(run["id"], run["at"], run)


def _nudge(mind: Mind, occasion: Occasion) -> Act:
    run = occasion.about
    who = mind.holder("ic") or mind.seated("ic")
    asked = f"{mind.name(who)}, " if who else ""
    text = f"{asked}{run['title']} waits for your go-ahead: {theory(mind)}. Go?"
    args = {"channel": "incident", "text": text}
    return "message.post", args | ({"to": who} if who else {})


def _impatient(mind: Mind) -> Iterator[Occasion]:
    """Yield own proposals to start without a go-ahead; experts wait while there is an IC."""
    if mind.crew.like == "expert" and mind.seated("ic") is not None:
        return
    for occasion in _waiting(mind):
        run = occasion.about
        again = attempt(mind, run, run["at"])
        if again is not None and not guarded(mind, run["action"]):
            yield again


def _rushing(mind: Mind) -> Iterator[Occasion]:
    if mind.alarm_at is None or mind.resolved_at is not None or recovered(mind, 0) is not None:
        return
    for i in range(mind.count("rush")):
        yield Occasion(str(i), mind.alarm_at + i * _RUSH_GAP)


def _rush(mind: Mind, occasion: Occasion) -> Act | None:
    to_come = mind.count("rush") - 1 - int(occasion.key)
    orders = {0: next_actions, 1: best_actions}
    left = orders.get(to_come, harmful_first)(mind)
    if not left:
        return None
    action = left[0]
    alone = mind.odds("freelance", occasion.key) and not guarded(mind, action["action"])
    return "action.start" if alone else "action.propose", {"action": action["action"]}


CHANGE_HABITS: tuple[Habit, ...] = (
    Habit("propose", _first_idea, _propose),
    Habit("next-step", _next_idea, _propose),
    Habit("told", _told, _propose),
    Habit("nudge", _waiting, _nudge),
    Habit("go-alone", _impatient, start),
    *START_HABITS,
    Habit("rush", _rushing, _rush),
)
"""Habits of the operations lead from the first proposal to the start."""
