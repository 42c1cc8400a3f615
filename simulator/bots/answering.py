"""Answering: questions that reach the team, and messages in which somebody speaks to a bot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.choosing import asked_for, best_actions
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, onset, theory, under_way
from simulator.bots.wording import notice, outside_answer
from simulator.rules.channels import channel_seat

__all__ = ["ANSWER_HABITS", "offers", "say", "spoken_to", "state_words"]

Row = Mapping[str, Any]

_MONEY = re.compile(r"\b(money|cost\w*|revenue|losing|loss|lost|\$|€|orders?)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(when|how long|eta|by what time)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(what|may|can)\b.{0,30}\b(say|tell|write|post)\b|\bcustomers? (ask|want)|\bstatus page\b",
    re.IGNORECASE,
)
_TOUCHES = re.compile(
    r"\b(restart\w*|roll(ed)? ?back|deploy\w*|database|scale|reboot|flush|block)\b", re.IGNORECASE
)
_OFFER = re.compile(
    r"\b(shall i|should i|can i|may i|(?:i|we) can (?:add|block|restart|roll|switch|send|stop|start"
    r"|build|raise|move|open)|want me to|or hold|do you want|say yes or no|say if you want)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(close|back to work|all clear|call it|(?:is it|it is|that it is) over|over now|say so)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?")
_OUTSIDE = ("social", "press", "support", "tickets", "regulator")
"""Channels that end outside the team: no internal names and no theories there."""
_FAR = ("email", "phone")
"""Ways by which somebody may be from inside or from outside."""
_NOTHING_YET = (
    "Thank you. Nothing on our screens shows it so far. We look at it now; please send us one "
    "example, with its time and what exactly was shown."
)
_NOTED = "Thank you, we have read it. Nothing here looks unusual at the moment."
_RECENT = 10 * 60_000
"""Nobody replies to a message older than this (ms)."""


# -- questions and messages ------------------------------------------------------------------------


def _questions(mind: Mind) -> Iterator[tuple[Row, bool]]:
    """Yield open questions, and whether this seat is the one to answer."""
    for inject in mind.rows("inbox"):
        asks = inject["expects"] or _ASKS.search(str(inject["text"]))
        if not asks or inject["answered_at"] is not None:
            continue
        owner = channel_seat(str(inject["channel"])) or _owner(str(inject["text"]))
        first = mind.seat == (owner if mind.seated(owner) else "ic")
        if first or mind.seat in _deputies(mind, inject, owner):
            yield inject, first


def _deputies(mind: Mind, inject: Row, owner: str) -> set[str]:
    """Return who answers if the one who should does not.

    What is about the system is for the operations lead then, who is left alone with everything else
    while others can answer.
    """
    if owner == "ic" and channel_seat(str(inject["channel"])) is None:
        return {"ol"} if mind.seated("ol") else {"cl"}
    others = {"ic", "cl"} - mind.alone_for
    return others or {"ol"}


def _owner(text: str) -> str:
    """Return who answers what was asked of everybody: the IC, unless it is about words."""
    return "cl" if _WORDS.search(text) else "ic"


def _to_answer(mind: Mind) -> Iterator[Occasion]:
    for inject, first in _questions(mind):
        if first and mind.odds("answers", _nth(mind, inject)):
            yield Occasion(_nth(mind, inject), inject["at"], inject)


def _to_answer_for_others(mind: Mind) -> Iterator[Occasion]:
    for inject, first in _questions(mind):
        if not first and mind.odds("answers", _nth(mind, inject)):
            yield Occasion(_nth(mind, inject), inject["at"], inject)


def _nth(mind: Mind, inject: Row) -> str:
    """Return what tells a delivery of an inject from those before it."""
    count = mind.came(str(inject["id"]))
    return str(inject["id"]) if count == 1 else f"{inject['id']}.{count}"


def offers(mind: Mind) -> Iterator[Row]:
    """Yield what colleagues offer to do, as far as it is fresh."""
    for inject in mind.rows("inbox"):
        inside = inject["channel"] not in _OUTSIDE
        if inside and mind.t - inject["at"] <= _RECENT and _OFFER.search(str(inject["text"])):
            yield inject


def _answer(mind: Mind, occasion: Occasion) -> Act:
    asked, channel = str(occasion.about["text"]), str(occasion.about["channel"])
    way = channel.partition("-")[0]
    if mind.alarm_at is None and mind.declared_at is None:
        text = _NOTHING_YET if way in _OUTSIDE else _NOTED
    elif way == "regulator":
        text = notice(mind)
    elif way in _OUTSIDE or (way in _FAR and mind.seat != "ol"):
        text = outside_answer(mind)
    elif way in _FAR:
        text = (
            f"Since {onset(mind)}: {figure(mind)}. {_begin(under_way(mind))}. More when we know it."
        )
    else:
        text = _answer_inside(mind, asked)
    return "query.answer", {"inject": occasion.about["id"], "text": text}


def _answer_inside(mind: Mind, asked: str) -> str:
    if _CLOSING.search(asked):
        return f"{_not_yet(mind)} {state_words(mind)}"
    if _OFFER.search(asked):
        return f"{_hold(mind, asked)} {state_words(mind)}"
    if _MONEY.search(asked):
        return (
            f"We see {figure(mind)} since {onset(mind)}. An amount follows from finance once the "
            "numbers are in; the share of failing requests is what we can stand behind now."
        )
    if _WHEN.search(asked):
        now = f"{figure(mind)}. {_begin(under_way(mind))}"
        return f"We do not promise an end time. Right now: {now}."
    return f"{state_words(mind)} You will hear from us again with the next update."


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _not_yet(mind: Mind) -> str:
    if mind.resolved_at is not None:
        return "Yes, it is over."
    return "Not yet: we close after 30 quiet minutes."


def _hold(mind: Mind, asked: str) -> str:
    meant = asked_for(mind, asked, tried=True)
    runs = [r for r in mind.runs if meant and r["action"] == meant["action"]]
    if meant and runs and runs[-1]["status"] in ("proposed", "approved", "running"):
        return f"{meant['title']}: yes, that is {runs[-1]['status']}."
    if meant and meant["action"] in [a["action"] for a in best_actions(mind)[:3]]:
        return f"{meant['title']}: a good idea. Wait for the go-ahead, then yes."
    if _TOUCHES.search(asked) or meant:
        return "Please do not: changes go through the operations lead, with the IC's go-ahead."
    return "Not now, please: leave it as it is until you hear from us."


def state_words(mind: Mind) -> str:
    """Return where things stand, for somebody inside."""
    if mind.resolved_at is not None:
        return f"Resolved at {mind.clock(mind.resolved_at)}: {figure(mind)}."
    return f"Since {onset(mind)}: {figure(mind)}. Theory: {theory(mind)}. Next: {under_way(mind)}."


def spoken_to(mind: Mind, since: int | None = None) -> Iterator[Row]:
    """Yield messages in which a human speaks to this bot, the newest first.

    Without ``since`` (ms) only what is fresh.
    """
    oldest = mind.t - _RECENT if since is None else since
    for event in mind.heard("message.posted"):
        if event["t"] < oldest:
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


def say(text: str, channel: str = "incident", to: str = "") -> Act:
    """Return the act of posting a message, to one person if ``to`` is given."""
    args = {"channel": channel, "text": text}
    return "message.post", args | ({"to": to} if to else {})


ANSWER_HABITS: tuple[Habit, ...] = (
    Habit("answer", _to_answer, _answer),
    Habit("answer-backup", _to_answer_for_others, _answer),
)
"""Habits of every seat when something reaches the team."""
