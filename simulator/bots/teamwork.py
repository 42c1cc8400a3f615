"""Habits of every seat among others: the call, tasks, probes, who is in command."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import subject
from simulator.model.units import MINUTE

__all__ = ["TEAM_HABITS", "my_tasks"]

Row = Mapping[str, Any]

_SHORT = 80
_EARLY = 90_000
"""More time is asked for so long before a time-box runs out (ms)."""
_MORE = 6
_LEADERLESS = 10 * MINUTE
"""After so long without anybody in command somebody asks (ms)."""


# -- the call --------------------------------------------------------------------------------------


def _not_on_the_call(mind: Mind) -> Iterator[Occasion]:
    call = mind.view.get("bridge")
    if not call or not mind.open or not mind.odds("joins", "me"):
        return
    if all(member["person"] != mind.me for member in call["members"]):
        since = min((m["at"] for m in call["members"]), default=mind.declared_at or 0)
        yield Occasion("call", max(since, mind.declared_at or 0))


def _join(_mind: Mind, _occasion: Occasion) -> Act:
    return "bridge.join", {}


# -- tasks -----------------------------------------------------------------------------------------


def my_tasks(mind: Mind) -> Iterator[Row]:
    """Yield own tasks that are not reported yet."""
    for task in mind.rows("tasks"):
        if task["to"] == mind.me and task["reported_at"] is None:
            yield task


def _not_begun(mind: Mind) -> Iterator[Occasion]:
    for task in my_tasks(mind):
        acked, begun = task["acked_at"], task.get("started_at")
        if acked is not None and begun is None and mind.odds("says-topic", task["id"]):
            yield Occasion(task["id"], acked, task)


def _begin(mind: Mind, occasion: Occasion) -> Act:
    topic = _topic(mind, str(occasion.about["text"]))
    args = {"topic": topic, "id": occasion.key}
    return "task.start", args | ({"joined": True} if _taken(mind, topic) else {})


def _topic(mind: Mind, text: str) -> str:
    """Return what a task is about: its first sentence, as far as it has one of its own."""
    if mind.crew.like == "chaotic":
        return f"why {subject(mind)} fail"
    first = re.split(r"(?<=[.!?;:])\s+", text.strip())[0].rstrip(".!?;: ")
    return first[:_SHORT].rpartition(" ")[0] if len(first) > _SHORT else first


def _taken(mind: Mind, topic: str) -> bool:
    """Tell whether somebody else says that they are on it; who is in a hurry does not look."""
    others = (row for row in mind.rows("working") if row["person"] != mind.me)
    same = any(row["topic"].lower() == topic.lower() for row in others)
    return same and mind.crew.like != "chaotic"


def _needs_longer(mind: Mind) -> Iterator[Occasion]:
    """Yield own tasks that a look under way will hold up beyond their time."""
    pending = [k["ready_at"] for k in mind.rows("evidence", "looks") if k["viewed_at"] is None]
    for task in my_tasks(mind):
        ends = task["at"] + task["timebox"]
        late = bool(pending) and max(pending) > ends - _EARLY and mind.t < ends
        if late and task["acked_at"] is not None and mind.odds("extends", task["id"]):
            yield Occasion(f"{task['id']}@{ends}", max(ends - 2 * _EARLY, 0), task)


def _extend(mind: Mind, occasion: Occasion) -> Act | None:
    task = occasion.about
    if mind.t >= task["at"] + task["timebox"]:
        return None
    return "task.extend", {"id": task["id"], "minutes": _MORE}


# -- who is in command -----------------------------------------------------------------------------


def _leaderless(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment when a strong engineer asks who is in command."""
    if not mind.open or mind.declared_at is None or mind.seat != "ol":
        return
    if not mind.incident.get("contests") and mind.odds("contests", "me"):
        accepted = mind.role("ic").get("accepted_at")
        if accepted is None and mind.t >= mind.declared_at + _LEADERLESS:
            yield Occasion("nobody", mind.declared_at + _LEADERLESS)
        elif accepted is not None:
            yield Occasion("who", accepted)


def _contest(_mind: Mind, occasion: Occasion) -> Act:
    if occasion.key == "nobody":
        return "command.contest", {"reason": "Who is in command here? I hear nobody."}
    return "command.contest", {"reason": "I know this system best, so I should decide."}


def _contested(mind: Mind) -> Iterator[Occasion]:
    if not mind.leads:
        return
    for contest in mind.incident.get("contests") or ():
        if mind.odds("settles", f"{contest['at']}"):
            yield Occasion(f"{contest['by']}@{contest['at']}", contest["at"], contest)
            return


def _settle(mind: Mind, occasion: Occasion) -> Act:
    other = mind.name(occasion.about["by"])
    text = (
        f"{mind.you.get('name', mind.me)} is in command and stays it. {other}: tell me what you "
        "would do and why, and I decide."
    )
    return "command.settle", {"text": text}


# -- probes ----------------------------------------------------------------------------------------


def _probed(mind: Mind) -> Iterator[Occasion]:
    probe = mind.view.get("probe")
    if probe and probe["answers"] is None:
        yield Occasion(str(probe["id"]), probe["at"], probe)


def _answer(mind: Mind, occasion: Occasion) -> Act:
    known = {
        "severity": str(mind.incident.get("severity") or "not set"),
        "ic": mind.name(mind.holder("ic")) if mind.holder("ic") else "nobody",
        "theory": _theory(mind),
        "next_public": _next_public(mind),
    }
    answers = {
        question: known[question] if mind.odds("knows", f"{occasion.key}{question}") else "no idea"
        for question in occasion.about["questions"]
    }
    return "probe.answer", {"id": occasion.key, "answers": answers}


def _theory(mind: Mind) -> str:
    standing = [h for h in mind.rows("hypotheses") if h["result"] != "refuted"]
    return f"{standing[-1]['suspects']}: {standing[-1]['text']}"[:300] if standing else "none"


def _next_public(mind: Mind) -> str:
    """Return when customers hear next: as promised, else by the rhythm that was set."""
    posts = mind.view.get("statuspage", {}).get("posts", ())
    if posts and posts[-1]["next_at"] is not None:
        return mind.clock(posts[-1]["next_at"])
    minutes = mind.incident.get("cadence", {}).get("public")
    if minutes is None:
        return "nothing promised"
    since = posts[-1]["t"] if posts else mind.declared_at or mind.t
    return mind.clock(since + minutes * MINUTE)


TEAM_HABITS: tuple[Habit, ...] = (
    Habit("join", _not_on_the_call, _join),
    Habit("begin", _not_begun, _begin),
    Habit("extend", _needs_longer, _extend),
    Habit("contest", _leaderless, _contest),
    Habit("settle", _contested, _settle),
    Habit("probe-answer", _probed, _answer),
)
"""Habits of every seat."""
