"""Sentences about the work: tasks, evidence, ideas, changes and injects."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.data import Tone
from simulator.debrief.sentences.register import (
    SAY,
    Said,
    doer,
    fitting,
    on,
    plain,
    signals_of,
    template,
    title_of,
)
from simulator.debrief.words import result_text, span
from simulator.model.phrases import joined, listing, phrase, phrase_n
from simulator.model.records import Event

__all__: list[str] = []

# -- work and evidence ---------------------------------------------------------------------------
plain(
    "task.acked",
    template("{who} takes the task on: {called}"),
    template("{who} takes a task on"),
    key=False,
)
plain(
    "task.extended",
    template("{who} takes more time: {called}"),
    template("{who} takes more time"),
    key=False,
)
plain(
    "task.reported",
    template("{who} reports on: {called}"),
    template("{who} reports on a task"),
    quote="text",
)
plain(
    "evidence.asked",
    template("{who} opens {source}"),
    template("{who} opens a source of evidence"),
    key=False,
)
plain("evidence.captured", template("{who} keeps evidence"), quote="what")
plain("changes.reviewed", template("{who} reviews the recent changes"), quote="found")


@on("span.changed")
def _span(data: Any, _names: Names, _event: Event) -> Said:
    n = number_of(data, "n")
    if n is None:
        return Said(phrase("Other people report to the IC directly"), key=False)
    text = phrase_n(
        "{n} person reports to the IC directly", "{n} people report to the IC directly", int(n)
    )
    return Said(text, key=False)


@on("task.assigned")
def _task(data: Any, names: Names, event: Event) -> Said:
    box, to = number_of(data, "timebox"), text_of(data, "to")
    text = fitting(
        {
            "who": doer(names, event),
            "person": names.who(to) if to else "",
            "time": "" if box is None else span(box),
        },
        template("{who} asks {person}, within {time}"),
        template("{who} asks {person}"),
        template("{who} gives a task"),
    )
    return Said(text, text_of(data, "text"))


@on("task.started")
def _started(data: Any, names: Names, event: Event) -> Said:
    forms = (template("{who} works on {topic}"), template("{who} works on a task"))
    if data.get("joined") is True:
        forms = (template("{who} joins in on {topic}"), template("{who} joins in on a task"))
    values = {"who": doer(names, event), "topic": text_of(data, "topic")}
    return Said(fitting(values, *forms), key=False)


@on("evidence.viewed")
def _viewed(data: Any, names: Names, event: Event) -> Said:
    named = next((text for key in ("title", "source", "kind") if (text := text_of(data, key))), "")
    text = fitting(
        {"who": doer(names, event), "evidence": named},
        template("{who} looks at {evidence}"),
        template("{who} looks at evidence"),
    )
    return Said(text, key=False)


@on("evidence.destroyed")
def _destroyed(data: Any, names: Names, _event: Event) -> Said:
    lost = data.get("sources")
    sources = [str(source) for source in lost] if isinstance(lost, list) else []
    if not sources:
        return Said(phrase("Behind the curtain: a source of evidence is lost"), tone="bad")
    titles = names.cast.titles
    text = phrase_n(
        "Behind the curtain: {sources} is lost",
        "Behind the curtain: {sources} are lost",
        len(sources),
        sources=listing([titles.get(source, source) for source in sources]),
    )
    return Said(text, tone="bad")


plain(
    "evidence.lost",
    template("Behind the curtain: nobody can reach {source}"),
    template("Behind the curtain: nobody can reach a source of evidence"),
    key=False,
)
plain(
    "evidence.regained",
    template("Behind the curtain: {source} can be reached"),
    template("Behind the curtain: a source of evidence can be reached"),
    key=False,
)


@on("scope.defined")
def _scope(data: Any, names: Names, event: Event) -> Said:
    parts = [text_of(data, key) for key in ("what", "who", "how_many")]
    if since := text_of(data, "since"):
        parts.append(phrase("since {time}", time=since))
    text = phrase("{who} states the scope", who=doer(names, event))
    return Said(text, joined([part for part in parts if part]))


plain(
    "hypothesis.stated",
    template("{who} suspects {suspects}"),
    template("{who} states an idea"),
    quote="text",
)


@on("hypothesis.tested")
def _tested(data: Any, names: Names, event: Event) -> Said:
    text = fitting(
        {
            "who": doer(names, event),
            "result": result_text(text_of(data, "result")),
            "idea": names.cast.called(text_of(data, "id")),
        },
        template("{who} tests an idea: {result} ({idea})"),
        template("{who} tests an idea: {result}"),
        template("{who} tests an idea"),
    )
    return Said(text, text_of(data, "note"))


# -- change --------------------------------------------------------------------------------------
@on("action.proposed")
def _proposed(data: Any, names: Names, event: Event) -> Said:
    risk, undo = text_of(data, "risk"), text_of(data, "undo")
    parts = [phrase("Risk: {risk}", risk=risk)] if risk else []
    parts += [phrase("Undo: {undo}", undo=undo)] if undo else []
    title = title_of(data, names)
    text = phrase("{who} proposes: {change}", who=doer(names, event), change=title)
    return Said(text, joined(parts, " · "))


def _change(kind: str, form: str, *, quote: str = "", tone: Tone = "") -> None:
    """Register a sentence that ends with what the change is called."""

    def speak(data: Any, names: Names, event: Event) -> Said:
        wrote, title = text_of(data, quote) if quote else "", title_of(data, names)
        text = fitting({"who": doer(names, event), "change": title}, form)
        return Said(text, "" if wrote == title else wrote, tone)

    SAY[kind] = speak


_change("action.approved", template("{who} approves: {change}"))
_change("action.announced", template("{who} announces a change: {change}"), quote="text")
_change("action.started", template("{who} starts: {change}"))
_change("action.finished", template("Finished: {change}"))
_change("action.failed", template("Did not work: {change}"), quote="reason", tone="bad")
_change("action.aborted", template("{who} stops: {change}"))


@on("action.progressed")
def _progressed(data: Any, names: Names, _event: Event) -> Said:
    text = fitting(
        {"change": title_of(data, names), "stage": text_of(data, "stage")},
        template("{change}: {stage} is done"),
        template("{change}: no longer waits"),
    )
    return Said(text, key=False)


@on("mitigation.verified")
def _verified(data: Any, names: Names, event: Event) -> Said:
    who, change, looked = doer(names, event), title_of(data, names), signals_of(data)
    if data.get("worked", True) is True:
        text = phrase("{who} verifies that it worked: {change}", who=who, change=change)
        return Said(text, looked, "good")
    text = phrase("{who} finds that it did not work: {change}", who=who, change=change)
    return Said(text, looked)


# -- injects -------------------------------------------------------------------------------------
@on("inject.delivered")
@on("inject.exec_question")
def _inject(data: Any, names: Names, _event: Event) -> Said:
    who = text_of(data, "name") or names.who(text_of(data, "from")) or phrase("Somebody outside")
    return Said(phrase("{who} writes", who=who), text_of(data, "text"), "outside")


plain(
    "inject.expected",
    template("Inject {id} asks for something"),
    template("An inject asks for something"),
    key=False,
)
plain(
    "inject.met",
    template("What inject {id} asks for is done"),
    template("What an inject asks for is done"),
    key=False,
)
plain(
    "inject.expired",
    template("No answer in time to inject {id}"),
    template("No answer in time to an inject"),
    key=False,
)
plain(
    "inject.skipped",
    template("Inject {id} was skipped"),
    template("An inject was skipped"),
    key=False,
)
plain(
    "inject.cancelled",
    template("Inject {id} is no longer needed"),
    template("An inject is no longer needed"),
    key=False,
)
plain(
    "inject.held",
    template("{who} holds back inject {id}"),
    template("{who} holds back an inject"),
    key=False,
)
plain(
    "inject.released",
    template("{who} lets inject {id} come after all"),
    template("{who} lets an inject come after all"),
    key=False,
)
plain(
    "inject.edited",
    template("{who} changes the words of inject {id}"),
    template("{who} changes the words of an inject"),
    quote="text",
    key=False,
)
plain(
    "inject.moved",
    template("{who} moves inject {id}"),
    template("{who} moves an inject"),
    key=False,
)
