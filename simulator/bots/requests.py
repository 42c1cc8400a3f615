"""What people ask of bots in words: look there, tell them, what severity is it, how bad is it.

A bot answers in its own seat's manner: the operations lead looks and reports, the communications
lead writes, the IC decides; what belongs to another seat is sent there. Only people are answered
here, so bots among themselves play as they do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import say, spoken_to
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.looking import asked_source, look_words
from simulator.bots.mind import Mind
from simulator.bots.orders import meant_run, order, wished_source
from simulator.bots.phrases import figure
from simulator.bots.replies import EYES, TELL, TOLD, answer_words
from simulator.bots.sizing import named_level, near
from simulator.bots.wording import public_post, update_post
from simulator.model.seats import CORE_ROLES

__all__ = ["REQUEST_HABITS"]

Row = Mapping[str, Any]

_ASKED = re.compile(
    r"\?|\b(please|pls|status|update|can you|could you|would you|tell (me|us)|let me know|check"
    r"|look (at|into)|report|how bad|what is|what's|set|raise|lower|post|send|stop|drop|cancel"
    r"|abort|start|roll ?back|route|go ahead)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\b(status ?page|customers?|public)\b", re.IGNORECASE)
_TOP = re.compile(r"\b(execs?|executives?|board|management)\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(severity|sev ?\d|approve\w*|go[- ]ahead|decide|decision|in command|may (i|we)"
    r"|can (i|we) (start|go)|ok to)\b",
    re.IGNORECASE,
)
_RECENT = 10 * 60_000
"""Nobody replies to a message older than this (ms)."""
_ALL = re.compile(r"@(everyone|everybody|all|here|team)\b", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)@\w")


# -- what was asked --------------------------------------------------------------------------------


def _words(event: Row) -> str:
    return str(event["data"].get("text", ""))


def _requests(mind: Mind) -> Iterator[Row]:
    """Yield what people ask this bot: by name or seat, or as the one whose subject it is."""
    direct = {int(e["seq"]): e for e in spoken_to(mind) if e["actor"] not in mind.fellows}
    for event in direct.values():
        if _ASKED.search(_words(event)) or asked_source(mind, _words(event)):
            yield event
    for event in mind.heard("message.posted"):
        if mind.t - event["t"] > _RECENT:
            return
        person = mind.person(event["actor"])
        human = bool(person) and not person["bot"] and not person.get("persona")
        human = human and event["actor"] not in mind.fellows
        if human and event["seq"] not in direct and _falls_to(mind, event, str(person["seat"])):
            yield event


def _falls_to(mind: Mind, event: Row, seat: str) -> bool:
    """Tell whether a question that names nobody is this bot's to answer."""
    text, data = _words(event), event["data"]
    if data.get("to") or data.get("channel", "incident") != "incident":
        return False
    if not _ALL.search(text) and not _is_open_question(mind, text):
        return False
    owner = "cl" if TELL.search(text) else "ic" if _DECIDES.search(text) else "ol"
    return owner == mind.seat and seat != owner


def _is_open_question(mind: Mind, text: str) -> bool:
    """Tell whether something is asked of nobody by name."""
    named = rf"(?<!\w)({'|'.join([*CORE_ROLES, *_names(mind)])})(?!\w)"
    return "?" in text and not _AT.search(text) and not re.search(named, text, re.IGNORECASE)


def _names(mind: Mind) -> list[str]:
    return [re.escape(str(person["name"])) for person in mind.people]


# -- looking ---------------------------------------------------------------------------------------


def _to_look(mind: Mind) -> Iterator[tuple[Row, str]]:
    """Yield requests to look somewhere, with the source that is meant."""
    if mind.seat in EYES:
        for event in _requests(mind):
            if source := wished_source(mind, _words(event)):
                yield event, source


def _looks_for(mind: Mind, event: Row, source: str) -> list[Row]:
    rows = mind.rows("evidence", "looks")
    return [look for look in rows if look["source"] == source and look["asked_at"] >= event["t"]]


def _unlooked(mind: Mind) -> Iterator[Occasion]:
    if mind.looking:
        return
    for event, source in _to_look(mind):
        if not _looks_for(mind, event, source):
            yield Occasion(f"q{event['seq']}", event["t"], {"source": source})


def _look(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.about["source"]}


def _seen(mind: Mind) -> Iterator[Occasion]:
    """Yield looks that somebody asked for, and was not told of yet."""
    for event, source in _to_look(mind):
        back = [look for look in _looks_for(mind, event, source) if look["viewed_at"] is not None]
        if back and not _said(mind, event, back[0]["viewed_at"]):
            yield Occasion(
                f"f{event['seq']}", back[0]["viewed_at"], {"event": event, "look": back[0]}
            )


def _tell(mind: Mind, occasion: Occasion) -> Act:
    return _to(mind, occasion.about["event"], look_words(occasion.about["look"]))


# -- doing -----------------------------------------------------------------------------------------


def _to_write(mind: Mind) -> Iterator[Occasion]:
    """Yield requests to tell somebody something; the communications lead writes."""
    if mind.seat != "cl" or mind.declared_at is None:
        return
    for event in _requests(mind):
        text = _words(event)
        wished = TELL.search(text) and not TOLD.search(text)
        if wished and not _written(mind, text, event["t"]):
            yield Occasion(f"w{event['seq']}", event["t"], event)


def _written(mind: Mind, text: str, since: int) -> bool:
    if _PUBLIC.search(text):
        posts = mind.view.get("statuspage", {}).get("posts", ())
        return any(post["t"] >= since for post in posts)
    return any(update["t"] >= since for update in mind.rows("updates"))


def _write(mind: Mind, occasion: Occasion) -> Act:
    text = _words(occasion.about)
    if _PUBLIC.search(text):
        return "statuspage.post", public_post(mind, occasion.key)
    audience = "executives" if _TOP.search(text) else "stakeholders"
    return "update.post", {**update_post(mind, occasion.key), "audience": audience}


def _to_stop(mind: Mind) -> Iterator[Occasion]:
    """Yield changes that run and that somebody wants to be stopped."""
    if mind.seat != "ol":
        return
    for event in _requests(mind):
        run = meant_run(mind, _words(event)) if order(_words(event)) == "stop" else None
        if run and run["status"] == "running" and run["started_at"] <= event["t"]:
            yield Occasion(f"x{event['seq']}", event["t"], run)


def _stop(_mind: Mind, occasion: Occasion) -> Act:
    return "action.abort", {"id": occasion.about["id"]}


def _to_size(mind: Mind) -> Iterator[Occasion]:
    """Yield levels that somebody asks the commander for, and that can be argued for."""
    if not mind.leads or not mind.open:
        return
    for event in _requests(mind):
        level = named_level(mind, _words(event))
        if level and level != mind.incident.get("severity") and near(mind, level):
            yield Occasion(f"s{event['seq']}", event["t"], {"level": level, "by": event["actor"]})


def _size(mind: Mind, occasion: Occasion) -> Act:
    reason = f"{mind.name(occasion.about['by'])} asked for it: {figure(mind)}"
    return "severity.set", {"level": occasion.about["level"], "reason": reason[:400]}


# -- replying --------------------------------------------------------------------------------------


def _said(mind: Mind, event: Row, since: int) -> bool:
    """Tell whether the bot has replied to a message at or after ``since`` (ms)."""
    mine = (e for e in mind.heard("message.posted", mind.me) if e["t"] >= since)
    return any(e["data"].get("re") == event["seq"] for e in mine)


def _unanswered(mind: Mind) -> Iterator[Occasion]:
    for event in _requests(mind):
        if not _said(mind, event, event["t"]):
            yield Occasion(f"m{event['seq']}", event["t"], event)


def _reply(mind: Mind, occasion: Occasion) -> Act:
    return _to(mind, occasion.about, answer_words(mind, _words(occasion.about)))


def _to(mind: Mind, event: Row, text: str) -> Act:
    who = str(event["actor"])
    verb, args = say(
        f"{mind.name(who)}: {text}"[:1_900], str(event["data"].get("channel", "incident")), who
    )
    return verb, args | {"re": event["seq"]}


REQUEST_HABITS: tuple[Habit, ...] = (
    Habit("reply", _unanswered, _reply),
    Habit("asked-look", _unlooked, _look, pace="look"),
    Habit("asked-found", _seen, _tell, pace="reply"),
    Habit("asked-write", _to_write, _write, pace="told"),
    Habit("asked-stop", _to_stop, _stop, pace="reply"),
    Habit("asked-severity", _to_size, _size, pace="told"),
)
"""Habits of every seat when people speak to it."""
