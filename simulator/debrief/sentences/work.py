"""Sentences about the work: tasks, evidence, ideas, changes and words."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.data import Tone
from simulator.debrief.sentences.register import (
    SAY,
    Said,
    fitting,
    on,
    plain,
    signals_of,
    template,
    title_of,
)
from simulator.debrief.words import audience_text, result_text, span, stage_text
from simulator.model.phrases import joined, listing, phrase, phrase_n
from simulator.model.records import Event

__all__: list[str] = []

# -- work and evidence ---------------------------------------------------------------------------
plain("bridge.joined", template("joins the call"), key=False)
plain("bridge.left", template("leaves the call"), key=False)
plain(
    "task.acked", template("takes the task on: {called}"), template("takes the task on"), key=False
)
plain(
    "task.extended", template("takes more time: {called}"), template("takes more time"), key=False
)
plain("evidence.asked", template("opens {source}"), template("opens"), key=False)
plain(
    "span.changed",
    template("has {n} reporting directly"),
    template("has reporting directly"),
    key=False,
)
plain("evidence.captured", template("keeps evidence"), quote="what")
plain("changes.reviewed", template("reviews the recent changes"), quote="found")

_CHANNELS = {"doc": phrase("the incident document"), "bridge": phrase("the call")}


@on("doc.updated")
def _document(data: Any, _names: Names, _event: Event) -> Said:
    text = fitting(
        {"section": text_of(data, "section")},
        template("writes in the incident document, under {section}"),
        template("writes in the incident document"),
    )
    return Said(text, text_of(data, "text"), key=False)


@on("channel.opened")
def _channel(data: Any, _names: Names, _event: Event) -> Said:
    channel = _CHANNELS.get(text_of(data, "kind")) or phrase("the chat")
    text = fitting(
        {"channel": channel, "name": text_of(data, "name").rstrip()},
        template("opens {channel} {name}"),
        template("opens {channel}"),
    )
    return Said(text)


@on("message.posted")
def _message(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "to")
    text = phrase("to {person}", person=names.who(to)) if to else phrase("says")
    return Said(text, text_of(data, "text"), key=False)


@on("task.assigned")
def _task(data: Any, names: Names, _event: Event) -> Said:
    box = number_of(data, "timebox")
    text = fitting(
        {
            "person": names.who(text_of(data, "to")) or phrase("somebody"),
            "time": "" if box is None else span(box),
        },
        template("asks {person}, within {time}"),
        template("asks {person}"),
    )
    return Said(text, text_of(data, "text"))


@on("task.reported")
def _reported(data: Any, names: Names, _event: Event) -> Said:
    text = fitting(
        {"task": names.cast.called(text_of(data, "id"))},
        template("reports on: {task}"),
        template("reports on a task"),
    )
    return Said(text, text_of(data, "text"))


@on("task.started")
def _started(data: Any, _names: Names, _event: Event) -> Said:
    topic = text_of(data, "topic") or phrase("a task")
    if data.get("joined") is True:
        return Said(phrase("joins in on {topic}", topic=topic), key=False)
    return Said(phrase("works on {topic}", topic=topic), key=False)


@on("evidence.viewed")
def _viewed(data: Any, _names: Names, _event: Event) -> Said:
    named = next((text for key in ("title", "source", "kind") if (text := text_of(data, key))), "")
    return Said(phrase("looks at {evidence}", evidence=named or phrase("evidence")), key=False)


@on("evidence.destroyed")
def _destroyed(data: Any, _names: Names, _event: Event) -> Said:
    lost = data.get("sources")
    names = [str(source) for source in lost] if isinstance(lost, list) else []
    text = phrase_n(
        "Behind the curtain: {sources} is lost",
        "Behind the curtain: {sources} are lost",
        max(1, len(names)),
        sources=listing(names) or phrase("a source of evidence"),
    )
    return Said(text, tone="bad", world=True)


plain(
    "evidence.lost",
    template("Behind the curtain: nobody can reach {source}"),
    template("Behind the curtain: nobody can reach"),
    world=True,
    key=False,
)
plain(
    "evidence.regained",
    template("Behind the curtain: {source} can be reached"),
    template("Behind the curtain: can be reached"),
    world=True,
    key=False,
)


@on("scope.defined")
def _scope(data: Any, _names: Names, _event: Event) -> Said:
    parts = [text_of(data, key) for key in ("what", "who", "how_many")]
    if since := text_of(data, "since"):
        parts.append(phrase("since {time}", time=since))
    return Said(phrase("states the scope"), joined([part for part in parts if part]))


@on("hypothesis.stated")
def _idea(data: Any, _names: Names, _event: Event) -> Said:
    text = fitting(
        {"suspect": text_of(data, "suspects")},
        template("suspects {suspect}"),
        template("states an idea"),
    )
    return Said(text, text_of(data, "text"))


@on("hypothesis.tested")
def _tested(data: Any, names: Names, _event: Event) -> Said:
    result, idea = result_text(text_of(data, "result")), names.cast.called(text_of(data, "id"))
    text = phrase("tests an idea: {result}", result=result)
    if idea:
        text = phrase("tests an idea: {result} ({idea})", result=result, idea=idea)
    return Said(text, text_of(data, "note"))


# -- change --------------------------------------------------------------------------------------
@on("action.proposed")
def _proposed(data: Any, names: Names, _event: Event) -> Said:
    risk, undo = text_of(data, "risk"), text_of(data, "undo")
    parts = [phrase("Risk: {risk}", risk=risk)] if risk else []
    parts += [phrase("Undo: {undo}", undo=undo)] if undo else []
    return Said(phrase("proposes: {change}", change=title_of(data, names)), joined(parts, " · "))


def _change(kind: str, form: str, *, tone: Tone = "", world: bool = False) -> None:
    """Register a sentence that ends with what the change is called."""

    def speak(data: Any, names: Names, _event: Event) -> Said:
        quote = text_of(data, "text") if kind == "action.announced" else ""
        title = title_of(data, names)
        text = fitting({"change": title}, form)
        return Said(text, "" if quote == title else quote, tone, world=world)

    SAY[kind] = speak


_change("action.approved", template("approves: {change}"))
_change("action.announced", template("announces a change: {change}"))
_change("action.started", template("starts: {change}"))
_change("action.finished", template("Finished: {change}"), world=True)
_change("action.aborted", template("stops: {change}"))


@on("action.progressed")
def _progressed(data: Any, names: Names, _event: Event) -> Said:
    text = fitting(
        {"change": title_of(data, names), "stage": text_of(data, "stage")},
        template("{change}: {stage} is done"),
        template("{change}: no longer waits"),
    )
    return Said(text, key=False, world=True)


@on("action.failed")
def _failed(data: Any, names: Names, _event: Event) -> Said:
    text = phrase("Did not work: {change}", change=title_of(data, names))
    return Said(text, text_of(data, "reason"), "bad", world=True)


@on("mitigation.verified")
def _verified(data: Any, names: Names, _event: Event) -> Said:
    change, looked = title_of(data, names), signals_of(data)
    if data.get("worked", True) is True:
        return Said(phrase("verifies that it worked: {change}", change=change), looked, "good")
    return Said(phrase("finds that it did not work: {change}", change=change), looked)


# -- words and injects ---------------------------------------------------------------------------
@on("update.posted")
def _update(data: Any, _names: Names, _event: Event) -> Said:
    whom = audience_text(text_of(data, "audience")) or phrase("everybody")
    return Said(phrase("updates {audience}", audience=whom), text_of(data, "text"))


@on("statuspage.posted")
def _public(data: Any, _names: Names, _event: Event) -> Said:
    stage = stage_text(text_of(data, "stage"))
    return Said(phrase("posts to the status page: {stage}", stage=stage), text_of(data, "text"))


@on("query.answered")
def _answered(data: Any, names: Names, _event: Event) -> Said:
    asker = names.cast.called(text_of(data, "id") or text_of(data, "inject"))
    whom = asker or phrase("a question")
    return Said(phrase("answers {asker}", asker=whom), text_of(data, "text"))


@on("inject.delivered")
@on("inject.exec_question")
def _inject(data: Any, names: Names, _event: Event) -> Said:
    who = text_of(data, "name") or names.who(text_of(data, "from")) or phrase("Somebody outside")
    return Said(phrase("writes"), text_of(data, "text"), "outside", subject=who)


plain(
    "inject.met",
    template("What inject {id} asks for is done"),
    template("What inject asks for is done"),
    world=True,
    key=False,
)
plain(
    "inject.expired",
    template("No answer in time to inject {id}"),
    template("No answer in time to inject"),
    world=True,
    key=False,
)
plain(
    "inject.skipped",
    template("Inject {id} was skipped"),
    template("Inject was skipped"),
    world=True,
    key=False,
)
plain(
    "inject.cancelled",
    template("Inject {id} is no longer needed"),
    template("Inject is no longer needed"),
    world=True,
    key=False,
)
plain("inject.held", template("holds back inject {id}"), template("holds back inject"), key=False)
plain(
    "inject.released",
    template("lets inject {id} come after all"),
    template("lets inject come after all"),
    key=False,
)
plain(
    "inject.edited",
    template("changes the words of inject {id}"),
    template("changes the words of inject"),
    quote="text",
    key=False,
)
plain("inject.moved", template("moves inject {id}"), template("moves inject"), key=False)
