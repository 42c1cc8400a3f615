"""The incident commander's habits at the start: take command, size it, staff it, delegate."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.bots.calling import CALL_HABITS
from simulator.bots.choosing import harmful_first
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, slug, subject
from simulator.bots.sizing import fitting_level, severity_labels
from simulator.bots.steering import STEERING_HABITS, command_since
from simulator.model.units import MINUTE

__all__ = ["IC_HABITS"]

_HALF = 0.5
_REST = 8 * MINUTE


# -- taking command --------------------------------------------------------------------------------


def _no_commander(mind: Mind) -> Iterator[Occasion]:
    if mind.declared_at is not None and not mind.role("ic"):
        yield Occasion("me", mind.declared_at)


def _take_command(mind: Mind, _occasion: Occasion) -> Act:
    return "role.assign", {"role": "ic", "to": mind.me}


# -- severity --------------------------------------------------------------------------------------


def _unsized(mind: Mind) -> Iterator[Occasion]:
    since = command_since(mind)
    if mind.open and since is not None and mind.incident.get("severity") is None:
        yield Occasion("first", since)


def _set_severity(mind: Mind, _occasion: Occasion) -> Act | None:
    levels = severity_labels(mind)
    if not levels:
        return None
    place = fitting_level(mind)
    if not mind.odds("severity-right"):
        place += 1
    level = levels[min(place, len(levels) - 1)]
    return "severity.set", {"level": level, "reason": f"{figure(mind)}"[:400]}


def _grown(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment at which the damage in sight calls for a higher severity than was set."""
    at, levels = mind.incident.get("severity_at"), severity_labels(mind)
    level = mind.incident.get("severity")
    if at is None or level not in levels or not mind.leads or not mind.open:
        return
    place, news = fitting_level(mind), _news(mind, at)
    if news is not None and place < levels.index(level) and mind.odds("resizes", str(place)):
        yield Occasion(str(place), news)


def _news(mind: Mind, since: int) -> int | None:
    """Return when something about the size became known that was not when it was sized."""
    scope, main = mind.incident.get("scope") or {}, mind.charts.main
    if scope.get("at", -1) > since:
        return int(scope["at"])
    if main and main.fails and main.excess(since) < _HALF:
        return max(since, main.bad_since or since)
    return None


def _resize(mind: Mind, occasion: Occasion) -> Act:
    level = severity_labels(mind)[int(occasion.key)]
    return "severity.set", {"level": level, "reason": f"it is larger: {figure(mind)}"[:400]}


def _arguing(mind: Mind) -> Iterator[Occasion]:
    """Yield the changes of mind of a crew that litigates severities."""
    at = mind.incident.get("severity_at")
    if at is not None and mind.open and mind.crew.like == "chaotic":
        yield Occasion(f"again@{at}" if at < _argued_until(mind) else "settled", at)


def _argued_until(mind: Mind) -> int:
    return (mind.declared_at or 0) + 45 * MINUTE


def _change_severity(mind: Mind, occasion: Occasion) -> Act | None:
    others = [level for level in severity_labels(mind) if level != mind.incident.get("severity")]
    if not others or occasion.key == "settled":
        return None
    level = mind.dice.pick(others, "severity", occasion.key)
    return "severity.set", {"level": level, "reason": "on second thoughts"}


# -- staffing and channels -------------------------------------------------------------------------


def _unstaffed(mind: Mind) -> Iterator[Occasion]:
    since = command_since(mind)
    if since is None or not mind.open:
        return
    for role in ("ol", "cl"):
        if not mind.role(role) and mind.seated(role) is not None:
            yield Occasion(role, since)


def _staff(mind: Mind, occasion: Occasion) -> Act:
    role = occasion.key
    to = mind.seated(role) or mind.me
    if role == "ol" and mind.is_bot(to) and not mind.odds("separate"):
        to = mind.me  # the strong engineer who wants to do both
    return "role.assign", {"role": role, "to": to}


def _missing(kind: str) -> Habit:
    """Return the habit of opening a channel of one kind."""

    def when(mind: Mind) -> Iterator[Occasion]:
        there = any(c["kind"] == kind for c in mind.incident.get("channels", ()))
        if mind.open and mind.declared_at is not None and not there:
            yield Occasion(kind, mind.declared_at)

    def act(mind: Mind, _occasion: Occasion) -> Act:
        name = {"chat": "#{}", "doc": "{} log", "bridge": "{} call"}[kind].format(slug(mind))
        return "channel.open", {"kind": kind, "name": name}

    return Habit(f"open-{kind}", when, act)


def _no_cadence(mind: Mind) -> Iterator[Occasion]:
    since = command_since(mind)
    if since is None or not mind.open:
        return
    for audience in ("stakeholders", "public"):
        if audience not in mind.incident.get("cadence", {}) and mind.odds("steers", audience):
            yield Occasion(audience, since)


def _set_cadence(mind: Mind, occasion: Occasion) -> Act:
    minutes = {"stakeholders": 15, "public": 30}[occasion.key]
    factor = 1 if mind.crew.like == "expert" else 2
    return "cadence.set", {"audience": occasion.key, "minutes": minutes * factor}


def _to_delegate(mind: Mind) -> Iterator[Occasion]:
    if not (mind.leads and mind.open):
        return
    given = {task["to"] for task in mind.rows("tasks")}
    for role in ("ol", "cl"):
        holder, at = mind.holder(role), mind.role(role).get("accepted_at")
        wanted = holder not in given and holder != mind.me and mind.odds("delegates", role)
        if holder is not None and at is not None and wanted:
            yield Occasion(role, at)


def _next_question(mind: Mind) -> str:
    if mind.runs:
        return "Watch what our change does to the dashboard, and tell me when it moves."
    ideas = mind.rows("hypotheses")
    if ideas:
        return (
            f"What is the safest way to take the load off {ideas[-1]['suspects']}? Risk and undo."
        )
    return "What changed in the last two hours, and which change fits? Back to me with it."


def _delegate(mind: Mind, occasion: Occasion) -> Act:
    text = {
        "ol": _next_question(mind),
        "cl": f"First public words on {subject(mind)}, then keep the cadence. Tell me when out.",
    }[occasion.key]
    return "task.assign", {"to": mind.holder(occasion.key), "text": text, "minutes": 10}


# -- reading up ------------------------------------------------------------------------------------


def _unread(mind: Mind) -> Iterator[Occasion]:
    """Yield a runbook that the commander has not read: what is foreseen, not how to do it."""
    read = {look["source"] for look in mind.rows("evidence", "looks")}
    if not mind.open or mind.declared_at is None or mind.looking:
        return
    for source in mind.rows("evidence", "sources"):
        new = source["kind"] == "runbook" and not source["deep"] and source["source"] not in read
        if new and mind.odds("reads", source["source"]):
            yield Occasion(str(source["source"]), mind.declared_at)


def _read_up(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.key}


# -- slips -----------------------------------------------------------------------------------------


def _itching(mind: Mind) -> Iterator[Occasion]:
    """Yield the moments when the commander cannot keep away from the keyboard."""
    if not (mind.open and mind.declared_at is not None) or mind.looking:
        return
    for i in range(mind.count("hands-on")):
        if mind.odds("hands-on", str(i)):
            yield Occasion(str(i), mind.declared_at + i * _REST)


def _peek(mind: Mind, occasion: Occasion) -> Act | None:
    deep = [s["source"] for s in mind.rows("evidence", "sources") if s["deep"]]
    if not deep:
        return None
    return "evidence.query", {"source": mind.dice.pick(deep, "peek", occasion.key)}


def _tempted(mind: Mind) -> Iterator[Occasion]:
    if mind.open and mind.declared_at is not None and mind.odds("meddles"):
        yield Occasion("once", mind.declared_at)


def _meddle(mind: Mind, _occasion: Occasion) -> Act | None:
    tempting = harmful_first(mind)
    return ("action.start", {"action": tempting[0]["action"]}) if tempting else None


IC_HABITS: tuple[Habit, ...] = (
    Habit("take-command", _no_commander, _take_command),
    Habit("severity", _unsized, _set_severity),
    Habit("resize", _grown, _resize),
    Habit("severity-change", _arguing, _change_severity),
    Habit("staff", _unstaffed, _staff),
    *(_missing(kind) for kind in ("chat", "doc", "bridge")),
    Habit("cadence", _no_cadence, _set_cadence),
    Habit("delegate", _to_delegate, _delegate),
    Habit("read-up", _unread, _read_up),
    Habit("hands-on", _itching, _peek),
    Habit("meddle", _tempted, _meddle),
    *STEERING_HABITS,
    *CALL_HABITS,
)
"""Habits of the incident commander."""
