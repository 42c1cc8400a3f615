"""Habits of every seat: accept a role, do what one is asked, answer when spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.alarm import complaint_words, first_complaint, passes_on
from simulator.bots.answering import ANSWER_HABITS, say, state_words
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, theory
from simulator.bots.requests import REQUEST_HABITS
from simulator.model.seats import ROLE_TITLES

__all__ = ["COMMON"]

Row = Mapping[str, Any]

_HELLO = "I am the"

# -- declaring -------------------------------------------------------------------------------------


def _declare(mind: Mind, _occasion: Occasion) -> Act:
    """Declare the incident under the name customers would give it."""
    title = str(mind.drill.get("title") or "Incident")
    if not mind.pages and not mind.charts.troubled:  # nothing but what people say
        title = f"Customers report: {_their_words(mind)}"
    return "incident.declare", {"title": title[:200]}


def _their_words(mind: Mind) -> str:
    inject = first_complaint(mind)
    said = [str(inject["text"])] if inject else []
    said += [str(e["data"]["text"]) for e in mind.heard("message.posted") if passes_on(e)][-1:]
    return complaint_words(said[0]) if said else "something does not work"


def _undeclared(mind: Mind) -> Iterator[Occasion]:
    if mind.alarm_at is not None and mind.declared_at is None and mind.seat != _declarer(mind):
        yield Occasion("declare", mind.alarm_at)


def _declarer(mind: Mind) -> str:
    """Return the seat that is expected to declare: whoever has the pager."""
    found = (seat for seat in ("ol", "ic", "cl") if mind.seated(seat) is not None)
    return next(found, mind.seat)


def _mine_to_declare(mind: Mind) -> Iterator[Occasion]:
    if mind.alarm_at is not None and mind.declared_at is None and mind.seat == _declarer(mind):
        yield Occasion("declare", mind.alarm_at)


# -- roles -----------------------------------------------------------------------------------------


def _asked(mind: Mind) -> Iterator[Occasion]:
    for role in mind.you.get("asked", ()):
        at = mind.role(role).get("assigned_at")
        odds = "ic-accepts" if role == "ic" else "accepts"
        if at is not None and mind.odds(odds, role):
            yield Occasion(f"{role}@{at}", at, {"role": role})


def _accept(_mind: Mind, occasion: Occasion) -> Act:
    return "role.accept", {"role": occasion.about["role"]}


def _in_role(mind: Mind) -> Iterator[Occasion]:
    accepted = mind.role(mind.seat).get("accepted_at")
    if accepted is None or mind.holder(mind.seat) != mind.me:
        return
    if not _introduced(mind) and mind.odds("announces", "me"):
        yield Occasion("hello", accepted)


def _introduced(mind: Mind) -> bool:
    """Tell whether the bot has said who it is; it may have come back, after a restart for one."""
    return any(_HELLO in str(e["data"]["text"]) for e in mind.heard("message.posted", mind.me))


def _introduce(mind: Mind, _occasion: Occasion) -> Act:
    name = mind.you.get("name", mind.me)
    extra = {
        "ic": "Please bring decisions to me, and keep findings in this channel.",
        "ol": "Changes go through me; tell me before you touch anything.",
        "cl": "Questions from outside come to me, so that the others can work.",
    }[mind.seat]
    return say(f"This is {name}. {_HELLO} {ROLE_TITLES[mind.seat].lower()} now. {extra}")


# -- tasks -----------------------------------------------------------------------------------------


def _my_tasks(mind: Mind) -> Iterator[Row]:
    for task in mind.rows("tasks"):
        if task["to"] == mind.me and task["reported_at"] is None:
            yield task


def _unacked(mind: Mind) -> Iterator[Occasion]:
    for task in _my_tasks(mind):
        if task["acked_at"] is None:
            yield Occasion(task["id"], task["at"])


def _ack(_mind: Mind, occasion: Occasion) -> Act:
    return "task.ack", {"id": occasion.key}


def _unreported(mind: Mind) -> Iterator[Occasion]:
    for task in _my_tasks(mind):
        if task["acked_at"] is not None and mind.odds("reports", task["id"]):
            by = task["at"] + task["timebox"] if mind.odds("says-next", task["id"]) else None
            yield Occasion(task["id"], task["acked_at"], task, by)


def _report(mind: Mind, occasion: Occasion) -> Act:
    text = str(occasion.about["text"]).lower()
    if mind.seat == "cl":
        posts = mind.view.get("statuspage", {}).get("posts", [])
        said = (
            f"Status page says {posts[-1]['stage']}" if posts else "First public words not out yet"
        )
        return "task.report", {"id": occasion.key, "text": f"{said}. {figure(mind)}."}
    if "chang" in text or "deploy" in text or "release" in text:
        return "task.report", {"id": occasion.key, "text": f"{_changes(mind)} {theory(mind)}."}
    return "task.report", {"id": occasion.key, "text": state_words(mind)}


def _changes(mind: Mind) -> str:
    lines = [line for look in mind.looks if look["kind"] == "changes" for line in look["lines"]]
    if not lines:
        return "Change history not read yet."
    return f"Latest changes: {'; '.join(str(line).strip() for line in lines[:3])}."


# -- looking where others point --------------------------------------------------------------------


def _pointed_out(mind: Mind) -> Iterator[Occasion]:
    """Yield boards that somebody named in the incident channel and that are not on the screen."""
    if mind.looking:
        return
    shown = {board["source"] for board in mind.view.get("signals", {}).get("dashboards", ())}
    for event in mind.heard("message.posted"):
        said = str(event["data"].get("text", ""))
        for source in mind.rows("evidence", "sources"):
            open_to_all = source["kind"] == "dashboard" and not source["deep"]
            named = source["source"] not in shown and f'"{source["title"]}"' in said
            if open_to_all and named and event["actor"] != mind.me:
                yield Occasion(str(source["source"]), event["t"])


def _open_board(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.key}


COMMON: tuple[Habit, ...] = (
    Habit("declare", _mine_to_declare, _declare),
    Habit("declare-backup", _undeclared, _declare),
    Habit("accept", _asked, _accept),
    Habit("introduce", _in_role, _introduce),
    Habit("task-ack", _unacked, _ack),
    Habit("task-report", _unreported, _report),
    *ANSWER_HABITS,
    *REQUEST_HABITS,
    Habit("open-board", _pointed_out, _open_board),
)
"""Habits of every seat."""
