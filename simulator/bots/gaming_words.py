"""What the gamer says and writes: labels, filler and placeholders, on time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.teamwork import my_tasks
from simulator.model.units import MINUTE

__all__ = ["AFTER", "CLERK", "EVERYBODY", "SHARE", "beat", "click", "declared"]

_STAGES = ("investigating", "identified", "monitoring", "resolved")
_UPDATES, _POSTS = 10 * MINUTE, 15 * MINUTE


def click(
    name: str,
    since: Callable[[Mind], int | None],
    act: Callable[[Mind], Act | None],
    *,
    afterwards: bool = False,
) -> Habit:
    """Return the habit of doing something once, as soon as it is possible."""

    def when(mind: Mind) -> Iterator[Occasion]:
        at = since(mind)
        if at is not None:
            yield Occasion(name, at)

    return Habit(name, when, lambda mind, _: act(mind), afterwards=afterwards, pace="click")


def beat(name: str, every: int, since: Callable[[Mind], int | None], act: Act) -> Habit:
    """Return the habit of saying the same again and again."""

    def when(mind: Mind) -> Iterator[Occasion]:
        at = since(mind)
        if at is not None:
            n = max((mind.t - at) // every, 0)
            yield Occasion(str(n), at + n * every)
            yield Occasion(str(n + 1), at + (n + 1) * every)

    return Habit(name, when, lambda _m, _o: act, pace="click")


def declared(mind: Mind) -> int | None:
    """Return when the incident was declared, while it is open."""
    return mind.declared_at if mind.open else None


def _public(mind: Mind) -> Iterator[Occasion]:
    """Yield the next stage as soon as it can be claimed, and the old one again in between."""
    posts = list(mind.view.get("statuspage", {}).get("posts", ()))
    if mind.declared_at is None:
        return
    begun = any(r["started_at"] is not None for r in mind.runs)
    claimed = 3 if mind.resolved_at is not None else 2 if mind.recovery_at is not None else begun
    said = max((_STAGES.index(p["stage"]) for p in posts), default=-1)
    if claimed > said:
        yield Occasion(_STAGES[claimed], mind.declared_at)
    elif mind.open and posts:
        last = posts[-1]
        yield Occasion(f"{_STAGES[claimed]}/{last['seq']}", last["t"] + _POSTS)


def _post(_mind: Mind, occasion: Occasion) -> Act:
    stage = occasion.key.partition("/")[0]
    args: dict[str, Any] = {"stage": stage, "text": f"{stage.capitalize()}."}
    return "statuspage.post", args | ({} if stage == "resolved" else {"next_in": 15})


def _questions(mind: Mind) -> Iterator[Occasion]:
    for inject in mind.rows("inbox"):
        if inject["expects"] and inject["answered_at"] is None:
            yield Occasion(f"{inject['id']}@{inject['at']}", inject["at"], inject)


def _unwritten(mind: Mind) -> Iterator[Occasion]:
    for seq, event in mind.notes.unwritten.items() if mind.declared_at is not None else ():
        yield Occasion(str(seq), event["t"])
        return


_LABELS: Act = (
    "update.post",
    {"audience": "stakeholders", "status": "Status", "impact": "Impact", "theory": "Theory",
     "next_action": "Next action", "next_in": 10},
)  # fmt: skip

CLERK: tuple[Habit, ...] = (
    beat("g-update", _UPDATES, declared, _LABELS),
    click("g-closed", lambda m: m.resolved_at, lambda _: _LABELS),
    Habit("g-public", _public, _post, pace="click"),
    Habit("g-record", _unwritten, lambda _, o: (
        "doc.write", {"section": "timeline", "text": "Recorded.", "refs": [int(o.key)]}),
        pace="click"),
)  # fmt: skip


# -- everybody -------------------------------------------------------------------------------------


def _asked(mind: Mind) -> Iterator[Occasion]:
    for role in mind.you.get("asked", ()):
        yield Occasion(role, mind.role(role).get("assigned_at") or mind.t)


def _tasks(mind: Mind) -> Iterator[Occasion]:
    for task in my_tasks(mind):
        if task["acked_at"] is None:
            yield Occasion(task["id"], task["at"])


def _reports(mind: Mind) -> Iterator[Occasion]:
    for task in my_tasks(mind):
        if task["acked_at"] is not None:
            yield Occasion(task["id"], task["acked_at"])


def _probes(mind: Mind) -> Iterator[Occasion]:
    probe = mind.view.get("probe")
    if probe and probe["answers"] is None:
        yield Occasion(str(probe["id"]), probe["at"], probe)


def _call(mind: Mind) -> int | None:
    call = mind.view.get("bridge")
    on = call and any(member["person"] == mind.me for member in call["members"])
    return mind.declared_at if call and not on and mind.open else None


def _over(mind: Mind) -> int | None:
    if mind.declared_at is None:
        return None
    return mind.t if mind.resolved_at is None and mind.over else mind.resolved_at


def _draft(_mind: Mind) -> Act:
    """Write a review that has everything but content."""
    names = ("summary", "timeline", "impact", "root_cause", "went_well", "went_wrong")
    item = {"what": "TBD @ben by Friday", "type": "prevent", "priority": "P1", "owner": "@ben",
            "due": "Friday"}  # fmt: skip
    items = [{**item, "type": kind} for kind in ("prevent", "detect", "mitigate", "fix")]
    sections = {name: f"{name.replace('_', ' ').capitalize()}." for name in names}
    return "postmortem.write", {"sections": sections, "actions": items}


def _drafted(mind: Mind) -> int | None:
    draft = (mind.view.get("review") or {}).get("draft")
    return draft["at"] if draft else None


EVERYBODY: tuple[Habit, ...] = (
    Habit("g-accept", _asked, lambda _, o: ("role.accept", {"role": o.key}), pace="click"),
    Habit("g-task-ack", _tasks, lambda _, o: ("task.ack", {"id": o.key}), pace="click"),
    Habit("g-task-report", _reports, lambda _, o: (
        "task.report", {"id": o.key, "text": "Done."}), pace="click"),
    Habit("g-answer", _questions, lambda _, o: (
        "query.answer", {"inject": o.about["id"], "text": "Noted."}), pace="click"),
    Habit("g-probe", _probes, lambda _, o: (
        "probe.answer", {"id": o.key, "answers": dict.fromkeys(o.about["questions"], "yes")}),
        pace="click"),
    click("g-join", _call, lambda _: ("bridge.join", {})),
    click("g-start-work", declared, lambda _: ("task.start", {"topic": "work"})),
)  # fmt: skip

AFTER: tuple[Habit, ...] = (
    click("g-draft", _over, _draft, afterwards=True),
    click("g-runbook", _over, lambda _: ("runbook.update", {"text": "Updated."}),
           afterwards=True),
)  # fmt: skip

SHARE = click("g-share", _drafted, lambda _: ("postmortem.share", {"with": "all"}),
                afterwards=True)  # fmt: skip
