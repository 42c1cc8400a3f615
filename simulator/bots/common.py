"""Habits of every seat: accept a role, do what one is asked, answer when spoken to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.alarm import complaint_words, first_complaint, passes_on
from simulator.bots.choosing import asked_for, best_actions
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, onset, theory, under_way
from simulator.bots.wording import notice, outside_answer
from simulator.model.seats import ROLE_TITLES
from simulator.rules.channels import channel_seat

__all__ = ["COMMON", "offers", "say", "spoken_to"]

Row = Mapping[str, Any]

_MONEY = re.compile(r"\b(money|cost\w*|revenue|losing|loss|lost|\$|€|orders?)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(when|how long|eta|by what time)\b", re.IGNORECASE)
_ASKED = re.compile(r"\?|\b(please|status|update)\b", re.IGNORECASE)
_TOUCHES = re.compile(
    r"\b(restart\w*|roll(ed)? ?back|deploy\w*|database|scale|reboot|flush)\b", re.IGNORECASE
)
_OFFER = re.compile(
    r"\b(shall i|should i|can i|may i|(?:i|we) can (?:add|block|restart|roll|switch|send|stop|start|build|raise|move|open)|want me to|or hold|do you want|yes or no)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(close|back to work|all clear|call it|(?:is it|it is|that it is) over|over now|say so|may i send)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?")
_OUTSIDE = ("social", "press", "support", "tickets")
_FAR = ("email", "phone")
"""Channels that end outside the team: no internal names and no theories there."""
_NOTHING_YET = (
    "Thank you. Nothing on our screens shows it so far. We look at it now; please send us one example, "
    "with its time and what exactly was shown."
)
_RECENT = 10 * 60_000
"""Nobody replies to a message older than this (ms)."""


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
    return next(seat for seat in ("ol", "ic", "cl") if mind.seated(seat) is not None)


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
    if accepted is not None and mind.holder(mind.seat) == mind.me and mind.odds("announces", "me"):
        yield Occasion("hello", accepted)


def _introduce(mind: Mind, _occasion: Occasion) -> Act:
    name = mind.you.get("name", mind.me)
    extra = {
        "ic": "Please bring decisions to me, and keep findings in this channel.",
        "ol": "Changes go through me; tell me before you touch anything.",
        "cl": "Questions from outside come to me, so that the others can work.",
    }[mind.seat]
    return say(f"This is {name}. I am the {ROLE_TITLES[mind.seat].lower()} now. {extra}")


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
    return "task.report", {"id": occasion.key, "text": _state(mind)}


def _changes(mind: Mind) -> str:
    lines = [line for look in mind.looks if look["kind"] == "changes" for line in look["lines"]]
    if not lines:
        return "Change history not read yet."
    return f"Latest changes: {'; '.join(str(line).strip() for line in lines[:3])}."


# -- questions and messages ------------------------------------------------------------------------


def _questions(mind: Mind) -> Iterator[tuple[Row, bool]]:
    """Yield open questions, and whether this seat is the one to answer."""
    for inject in mind.rows("inbox"):
        asks = inject["expects"] or _ASKS.search(str(inject["text"]))
        if not asks or inject["answered_at"] is not None:
            continue
        owner = channel_seat(str(inject["channel"])) or _owner(str(inject["text"]))
        first = mind.seat == (owner if mind.seated(owner) else "ic")
        # The operations lead is left alone with outside questions while others can answer.
        if first or mind.seat != "ol" or not {"ic", "cl"} - mind.alone_for:
            yield inject, first


def _owner(text: str) -> str:
    """Return who answers what was asked of everybody: the IC if it is about the system."""
    return "ic" if _TOUCHES.search(text) else "cl"


def _to_answer(mind: Mind) -> Iterator[Occasion]:
    for inject, first in _questions(mind):
        if first and mind.odds("answers", _nth(inject)):
            yield Occasion(_nth(inject), inject["at"], inject)


def _to_answer_for_others(mind: Mind) -> Iterator[Occasion]:
    for inject, first in _questions(mind):
        if not first and mind.odds("answers", _nth(inject)):
            yield Occasion(_nth(inject), inject["at"], inject)


def _nth(inject: Row) -> str:
    """Return what tells a delivery of an inject from those before it."""
    count = int(inject.get("count", 1))
    return str(inject["id"]) if count == 1 else f"{inject['id']}.{count}"


def offers(mind: Mind) -> Iterator[Row]:
    """Yield what colleagues offer to do, as far as it is fresh."""
    for inject in mind.rows("inbox"):
        inside = inject["channel"] not in (*_OUTSIDE, "regulator")
        if inside and mind.t - inject["at"] <= _RECENT and _OFFER.search(str(inject["text"])):
            yield inject


def _answer(mind: Mind, occasion: Occasion) -> Act:
    asked, channel = str(occasion.about["text"]), occasion.about["channel"]
    if mind.alarm_at is None and mind.declared_at is None:
        text = _NOTHING_YET
    elif channel == "regulator":
        text = notice(mind)
    elif channel in _OUTSIDE:
        text = outside_answer(mind)
    elif _CLOSING.search(asked):
        text = f"{_not_yet(mind)} {_state(mind)}"
    elif _OFFER.search(asked):
        text = f"{_hold(mind, asked)} {_state(mind)}"
    elif channel.partition("-")[0] in _FAR and mind.seat != "ol":
        text = f"{outside_answer(mind)}"
    elif channel.partition("-")[0] in _FAR:
        text = f"Since {onset(mind)}: {figure(mind)}. {under_way(mind)}. You will hear from us."
    elif _MONEY.search(asked):
        text = (
            f"We see {figure(mind)} since {onset(mind)}. An amount follows from finance once the "
            "numbers are in; the share of failing requests is what we can stand behind now."
        )
    elif _WHEN.search(asked):
        text = f"We do not promise an end time. Right now: {figure(mind)}. {under_way(mind)}."
    else:
        text = f"{_state(mind)} You will hear from us again with the next update."
    return "query.answer", {"inject": occasion.about["id"], "text": text}


def _not_yet(mind: Mind) -> str:
    if mind.resolved_at is not None:
        return "Yes, it is over."
    return "Not yet: we close after 30 quiet minutes."


def _hold(mind: Mind, asked: str) -> str:
    meant = asked_for(mind, asked)
    if meant and meant["action"] in [a["action"] for a in best_actions(mind)[:3]]:
        return f"Thank you: {meant['title']} is a good idea. Wait for the go-ahead, then yes."
    if _TOUCHES.search(asked):
        return "Please do not: changes go through the operations lead, with the IC's go-ahead."
    return "Not now, please: leave it as it is until you hear from us."


def _state(mind: Mind) -> str:
    if mind.resolved_at is not None:
        return f"Resolved at {mind.clock(mind.resolved_at)}: {figure(mind)}."
    return f"Since {onset(mind)}: {figure(mind)}. Theory: {theory(mind)}. Next: {under_way(mind)}."


def _messages_to_me(mind: Mind) -> Iterator[Occasion]:
    for event in spoken_to(mind):
        if _ASKED.search(str(event["data"].get("text", ""))) and not _replied(mind, event):
            yield Occasion(f"m{event['seq']}", event["t"], event)


def spoken_to(mind: Mind) -> Iterator[Row]:
    """Yield fresh messages in which a human speaks to this bot, the newest first."""
    for event in mind.heard("message.posted"):
        if mind.t - event["t"] > _RECENT:
            return
        human = event["actor"] != mind.me and not mind.is_bot(event["actor"])
        if human and _for_me(mind, event["data"]):
            yield event


def _for_me(mind: Mind, data: Mapping[str, Any]) -> bool:
    if data.get("to"):
        return data["to"] in (mind.me, mind.seat)
    names = f"{mind.seat}|{re.escape(str(mind.you.get('name', mind.me)))}"
    spoken = rf"(?<!\w)@?({names})(?!\w)"
    return re.search(spoken, str(data.get("text", "")), re.IGNORECASE) is not None


def _replied(mind: Mind, event: Row) -> bool:
    mine = (e for e in mind.heard("message.posted", mind.me) if e["t"] > event["t"])
    return any(e["data"].get("to") == event["actor"] for e in mine)


def _reply(mind: Mind, occasion: Occasion) -> Act:
    asked = occasion.about
    to = str(asked["actor"])
    channel = str(asked["data"].get("channel", "incident"))
    return say(f"{mind.name(to)}: {_state(mind)}", channel, to)


def say(text: str, channel: str = "incident", to: str = "") -> Act:
    """Return the act of posting a message, to one person if ``to`` is given."""
    args = {"channel": channel, "text": text}
    return "message.post", args | ({"to": to} if to else {})


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
    Habit("answer", _to_answer, _answer),
    Habit("answer-backup", _to_answer_for_others, _answer),
    Habit("reply", _messages_to_me, _reply),
    Habit("open-board", _pointed_out, _open_board),
)
"""Habits of every seat."""
