"""What people ask of bots in words: look there, tell them, what severity is it, how bad is it.

A bot answers in its own seat's manner: the operations lead looks and reports, the communications
lead writes, the IC decides; what belongs to another seat is sent there. Only people are answered
here, so bots among themselves play as they do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import say, spoken_to, state_words
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.looking import asked_source, look_words
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, onset, theory, under_way
from simulator.bots.sizing import fitting_level, severity_labels
from simulator.bots.wording import public_post, update_post
from simulator.model.seats import CORE_ROLES

__all__ = ["REQUEST_HABITS"]

Row = Mapping[str, Any]

_ASKED = re.compile(
    r"\?|\b(please|pls|status|update|can you|could you|would you|tell (me|us)|let me know|check"
    r"|look (at|into)|report|how bad|what is|what's|set|raise|lower|post|send)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(when|how long|eta|by what time)\b.{0,60}", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(how (bad|many|much)|error rate|impact|affected|failing|numbers?|percent\w*)\b|%",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(why|cause|theory|suspect\w*|what happened|hypothes[ie]s|reason)\b", re.IGNORECASE
)
_DOING = re.compile(
    r"\b(doing|next|plan|status|where (are|do) we|progress|under way|working on)\b", re.IGNORECASE
)
_WHO = re.compile(r"\bwho(?:'s| is| has| does| leads)?\b", re.IGNORECASE)
_TELL = re.compile(
    r"\b(post|send|write|publish|put out|inform|notify|tell|let)\b.{0,60}"
    r"\b(update|status ?page|customers?|stakeholders?|execs?|executives?|public|support|everyone"
    r"|everybody|know|them)\b|\b(status ?page|update)\b.{0,30}\bplease\b",
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
_EYES = ("ol", "responder")
"""Seats that look into systems."""
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
    if "?" not in text or data.get("to") or data.get("channel", "incident") != "incident":
        return False
    named = rf"(?<!\w)({'|'.join([*CORE_ROLES, *_names(mind)])})(?!\w)"
    if _AT.search(text) or re.search(named, text, re.IGNORECASE):
        return False
    owner = "cl" if _TELL.search(text) else "ic" if _DECIDES.search(text) else "ol"
    return owner == mind.seat and seat != owner


def _names(mind: Mind) -> list[str]:
    return [re.escape(str(person["name"])) for person in mind.people]


# -- looking ---------------------------------------------------------------------------------------


def _to_look(mind: Mind) -> Iterator[tuple[Row, str]]:
    """Yield requests to look somewhere, with the source that is meant."""
    if mind.seat in _EYES:
        for event in _requests(mind):
            if source := asked_source(mind, _words(event)):
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
        if _TELL.search(text) and not _written(mind, text, event["t"]):
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


def _level(mind: Mind, text: str) -> str | None:
    """Return the level of the ladder that somebody names."""
    named = (
        level
        for level in severity_labels(mind)
        if re.search(rf"(?<!\w){re.escape(level)}(?!\w)", text, re.IGNORECASE)
    )
    return next(named, None)


def _near(mind: Mind, level: str) -> bool:
    """Tell whether a level is at most one step from what the damage in sight calls for."""
    return abs(severity_labels(mind).index(level) - fitting_level(mind)) <= 1


def _to_size(mind: Mind) -> Iterator[Occasion]:
    """Yield levels that somebody asks the commander for, and that can be argued for."""
    if not mind.leads or not mind.open:
        return
    for event in _requests(mind):
        level = _level(mind, _words(event))
        if level and level != mind.incident.get("severity") and _near(mind, level):
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
    return _to(mind, occasion.about, _answer(mind, _words(occasion.about)))


def _to(mind: Mind, event: Row, text: str) -> Act:
    who = str(event["actor"])
    verb, args = say(
        f"{mind.name(who)}: {text}"[:1_900], str(event["data"].get("channel", "incident")), who
    )
    return verb, args | {"re": event["seq"]}


def _answer(mind: Mind, text: str) -> str:
    """Return what this seat says to a request, before it does anything about it."""
    if source := asked_source(mind, text):
        return _about_looking(mind, source)
    if _TELL.search(text):
        return _about_writing(mind)
    if level := _level(mind, text):
        return _about_severity(mind, level)
    if _WHO.search(text):
        return _roles(mind)
    if _WHEN.search(text):
        return (
            f"I do not promise an end time. Right now: {figure(mind)}. {_begin(under_way(mind))}."
        )
    parts = [
        words
        for asked, words in (
            (_SIZE, f"Since {onset(mind)}: {figure(mind)}."),
            (_CAUSE, f"Theory: {theory(mind)}."),
            (_DOING, f"{_begin(under_way(mind))}."),
        )
        if asked.search(text)
    ]
    return " ".join(parts) or state_words(mind)


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _about_looking(mind: Mind, source: str) -> str:
    rows = mind.rows("evidence", "sources")
    title = next((str(row["title"]) for row in rows if row["source"] == source), source)
    if mind.seat in _EYES:
        return f"on it, I look at {title} and tell you what I see."
    other = mind.seated("ol")
    whom = mind.name(other) if other else "the operations lead"
    return f"I keep my hands off the systems; please ask {whom} to look at {title}."


def _about_writing(mind: Mind) -> str:
    if mind.seat == "cl":
        return (
            "I write it now."
            if mind.declared_at is not None
            else "there is no declared incident yet; declare it, and I write at once."
        )
    other = mind.seated("cl")
    whom = mind.name(other) if other else "the communications lead"
    return f"{whom} speaks for us; please ask there. For their words: {figure(mind)}."


def _about_severity(mind: Mind, level: str) -> str:
    now = str(mind.incident.get("severity") or "no severity yet")
    if not mind.leads:
        return f"it is {now}; the IC decides. I see {figure(mind)}."
    if level == now:
        return f"yes, it is {now}: {figure(mind)}."
    if _near(mind, level):
        return f"{level} can be argued for: {figure(mind)}. I set it."
    fits = severity_labels(mind)[min(fitting_level(mind), len(severity_labels(mind)) - 1)]
    return f"I keep {now}: with {figure(mind)}, our ladder says {fits}."


def _roles(mind: Mind) -> str:
    held = [
        f"{role.upper()} is {mind.name(holder)}"
        for role in CORE_ROLES
        if (holder := mind.holder(role))
    ]
    return f"{', '.join(held)}." if held else "nobody has taken a role yet; somebody should."


REQUEST_HABITS: tuple[Habit, ...] = (
    Habit("reply", _unanswered, _reply),
    Habit("asked-look", _unlooked, _look, pace="look"),
    Habit("asked-found", _seen, _tell, pace="reply"),
    Habit("asked-write", _to_write, _write, pace="told"),
    Habit("asked-severity", _to_size, _size, pace="told"),
)
"""Habits of every seat when people speak to it."""
