"""What a bot says to a request in words, before it does anything about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from simulator.bots.answering import state_words
from simulator.bots.choosing import asked_for
from simulator.bots.mind import Mind
from simulator.bots.orders import meant_run, order, wished_source
from simulator.bots.phrases import figure, onset, theory, under_way
from simulator.bots.sizing import fitting_level, named_level, near, severity_labels
from simulator.model.seats import CORE_ROLES
from simulator.model.units import duration_text

__all__ = ["EYES", "TELL", "TOLD", "answer_words"]

Row = Mapping[str, Any]

EYES = ("ol", "responder")
"""Seats that look into systems."""
TELL = re.compile(
    r"\b(post|send|write|publish|put out|inform|notify|tell|let)\b.{0,60}"
    r"\b(update|status ?page|customers?|stakeholders?|execs?|executives?|public|support|everyone"
    r"|everybody|know|them)\b|\b(status ?page|update)\b.{0,30}\bplease\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(what|when|did|have|has)\b.{0,30}\b(you|we|customers|they|public|status ?page)\b.{0,30}"
    r"\b(tell|told|say|said|post(ed)?|sen[dt]|published?|know)\b.*\?",
    re.IGNORECASE,
)
"""Asks what was told before; it is no request to tell anything."""
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


def answer_words(mind: Mind, text: str) -> str:
    """Return what this seat says to a request."""
    found = (answer(mind, text) for answer in _ANSWERS)
    return next((words for words in found if words), "") or state_words(mind)


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- what was told ---------------------------------------------------------------------------------


def _told(mind: Mind, text: str) -> str:
    """Return the newest words to customers and to those inside, with their times."""
    if not TOLD.search(text):
        return ""
    parts = []
    if posts := mind.view.get("statuspage", {}).get("posts", ()):
        last = posts[-1]
        parts.append(f"Status page at {mind.clock(last['t'])}, {last['stage']}: “{last['text']}”")
    if updates := mind.rows("updates"):
        last = updates[-1]
        words = last["text"] or last["impact"]
        parts.append(f"To {last['audience']} at {mind.clock(last['t'])}: “{words}”")
    return " ".join(parts) or "Nobody was told anything yet."


# -- changes ---------------------------------------------------------------------------------------


def _about_change(mind: Mind, text: str) -> str:
    """Return what there is to say about the change that was named, "" if none was."""
    action = asked_for(mind, text, tried=True)
    if not action:
        return ""
    run, wish = meant_run(mind, text), order(text)
    if wish == "stop":
        return _about_stopping(mind, str(action["title"]), run)
    if _WHEN.search(text):
        low, high = action["takes"]
        takes = duration_text(low) if low == high else f"{duration_text(low)}-{duration_text(high)}"
        return f"{action['title']} takes {takes}.{_stands(mind, run)}"
    if wish == "do" and "?" in text:
        return _about_doing(mind, action, run)
    return f"{action['title']}:{_stands(mind, run)}" if run else ""


def _about_doing(mind: Mind, action: Row, run: Row | None) -> str:
    title = str(action["title"])
    if run and run["status"] in ("proposed", "approved", "running"):
        return f"{title}: yes.{_stands(mind, run)}"
    if mind.seat not in EYES:
        return f"{title} is for the operations lead to propose; please ask there."
    return f"I think so: {action['risk']} risk. I put {title} on the table; then it needs a go."


def _stands(mind: Mind, run: Row | None) -> str:
    if run is None:
        return " Nobody has proposed it."
    if run["status"] == "running" and run["expected"]:
        return f" It runs, and should be done at {mind.clock(run['expected'])}."
    return {
        "proposed": " It waits for the go-ahead.",
        "approved": " It is approved and not started.",
        "finished": " It is finished.",
        "failed": " It has failed.",
        "aborted": " It was stopped.",
        "undone": " It was undone.",
    }.get(str(run["status"]), "")


def _about_stopping(mind: Mind, title: str, run: Row | None) -> str:
    if run is None or run["status"] != "running":
        return f"{title} does not run.{_stands(mind, run)}"
    return f"I stop {title}." if mind.seat in EYES else f"{title}: the operations lead stops it."


# -- looking, writing, deciding --------------------------------------------------------------------


def _about_looking(mind: Mind, text: str) -> str:
    source = wished_source(mind, text)
    if not source:
        return ""
    rows = mind.rows("evidence", "sources")
    title = next((str(row["title"]) for row in rows if row["source"] == source), source)
    if mind.seat in EYES:
        return f"on it, I look at {title} and tell you what I see."
    other = mind.seated("ol")
    whom = mind.name(other) if other else "the operations lead"
    return f"I keep my hands off the systems; please ask {whom} to look at {title}."


def _about_writing(mind: Mind, text: str) -> str:
    if not TELL.search(text):
        return ""
    if mind.seat == "cl":
        return (
            "I write it now."
            if mind.declared_at is not None
            else "there is no declared incident yet; declare it, and I write at once."
        )
    other = mind.seated("cl")
    whom = mind.name(other) if other else "the communications lead"
    return f"{whom} speaks for us; please ask there. For their words: {figure(mind)}."


def _about_severity(mind: Mind, text: str) -> str:
    level = named_level(mind, text)
    if not level:
        return ""
    now = str(mind.incident.get("severity") or "no severity yet")
    if not mind.leads:
        return f"it is {now}; the IC decides. I see {figure(mind)}."
    if level == now:
        return f"yes, it is {now}: {figure(mind)}."
    if near(mind, level):
        return f"{level} can be argued for: {figure(mind)}. I set it."
    fits = severity_labels(mind)[min(fitting_level(mind), len(severity_labels(mind)) - 1)]
    return f"I keep {now}: with {figure(mind)}, our ladder says {fits}."


def _roles(mind: Mind, text: str) -> str:
    if not _WHO.search(text):
        return ""
    held = [
        f"{role.upper()} is {mind.name(holder)}"
        for role in CORE_ROLES
        if (holder := mind.holder(role))
    ]
    return f"{', '.join(held)}." if held else "nobody has taken a role yet; somebody should."


# -- how it stands ---------------------------------------------------------------------------------


def _over(mind: Mind, _text: str) -> str:
    return state_words(mind) if mind.resolved_at is not None else ""


def _until_when(mind: Mind, text: str) -> str:
    if not _WHEN.search(text):
        return ""
    return f"I do not promise an end time. Right now: {figure(mind)}. {_begin(under_way(mind))}."


def _parts(mind: Mind, text: str) -> str:
    parts = (
        (_SIZE, f"Since {onset(mind)}: {figure(mind)}."),
        (_CAUSE, f"Theory: {theory(mind)}."),
        (_DOING, f"{_begin(under_way(mind))}."),
    )
    return " ".join(words for asked, words in parts if asked.search(text))


_ANSWERS: tuple[Callable[[Mind, str], str], ...] = (
    _told,
    _about_looking,
    _about_change,
    _about_writing,
    _about_severity,
    _roles,
    _over,
    _until_when,
    _parts,
)
"""What may be said, the most special first; the first that has something to say says it."""
