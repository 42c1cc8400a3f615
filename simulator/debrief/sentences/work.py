"""Sentences about the work: tasks, evidence, ideas, changes and words."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, number_of, text_of
from simulator.debrief.data import Tone
from simulator.debrief.sentences.register import SAY, Said, on, plain, signals_of, title_of
from simulator.debrief.words import audience_text, listing, span
from simulator.model.records import Event

__all__: list[str] = []

# -- work and evidence ---------------------------------------------------------------------------
plain("bridge.joined", "joins the call", key=False)
plain("bridge.left", "leaves the call", key=False)
plain("task.acked", "takes the task on: {called}", key=False)
plain("task.extended", "takes more time: {called}", key=False)
plain("evidence.asked", "opens {source}", key=False)
plain("span.changed", "has {n} reporting directly", key=False)
plain("evidence.captured", "keeps evidence", "what")
plain("changes.reviewed", "reviews the recent changes", "found")


@on("doc.updated")
def _document(data: Any, _names: Names, _event: Event) -> Said:
    section = text_of(data, "section")
    under = f", under {section}" if section else ""
    return Said(f"writes in the incident document{under}", text_of(data, "text"), key=False)


@on("channel.opened")
def _channel(data: Any, _names: Names, _event: Event) -> Said:
    kinds = {"doc": "incident document", "bridge": "call"}
    kind = kinds.get(text_of(data, "kind"), "chat")
    return Said(f"opens the {kind} {text_of(data, 'name')}".rstrip())


@on("message.posted")
def _message(data: Any, names: Names, _event: Event) -> Said:
    to = text_of(data, "to")
    return Said(f"to {names.who(to)}" if to else "says", text_of(data, "text"), key=False)


@on("task.assigned")
def _task(data: Any, names: Names, _event: Event) -> Said:
    to, box = text_of(data, "to"), number_of(data, "timebox")
    within = f", within {span(box)}" if box is not None else ""
    return Said(f"asks {names.who(to) or 'somebody'}{within}", text_of(data, "text"))


@on("task.reported")
def _reported(data: Any, names: Names, _event: Event) -> Said:
    what = names.cast.called(text_of(data, "id"))
    return Said("reports" + (f" on: {what}" if what else " on a task"), text_of(data, "text"))


@on("task.started")
def _started(data: Any, _names: Names, _event: Event) -> Said:
    does = "joins in on" if data.get("joined") is True else "works on"
    return Said(f"{does} {text_of(data, 'topic') or 'a task'}", key=False)


@on("evidence.viewed")
def _viewed(data: Any, _names: Names, _event: Event) -> Said:
    what = text_of(data, "title") or text_of(data, "source") or text_of(data, "kind") or "evidence"
    return Said(f"looks at {what}", key=False)


@on("evidence.destroyed")
def _destroyed(data: Any, _names: Names, _event: Event) -> Said:
    lost = data.get("sources")
    names = [str(source) for source in lost] if isinstance(lost, list) else []
    what = listing(names) or "a source of evidence"
    are = "are" if len(names) > 1 else "is"
    return Said(f"Behind the curtain: {what} {are} lost", tone="bad", world=True)


plain("evidence.lost", "Behind the curtain: nobody can reach {source}", world=True, key=False)
plain("evidence.regained", "Behind the curtain: {source} can be reached", world=True, key=False)


@on("scope.defined")
def _scope(data: Any, _names: Names, _event: Event) -> Said:
    parts = [text_of(data, key) for key in ("what", "who", "how_many")]
    since = text_of(data, "since")
    quote = ", ".join([part for part in parts if part] + ([f"since {since}"] if since else []))
    return Said("states the scope", quote)


@on("hypothesis.stated")
def _idea(data: Any, _names: Names, _event: Event) -> Said:
    suspect = text_of(data, "suspects")
    return Said(f"suspects {suspect}" if suspect else "states an idea", text_of(data, "text"))


@on("hypothesis.tested")
def _tested(data: Any, names: Names, _event: Event) -> Said:
    idea = names.cast.called(text_of(data, "id"))
    about = f" ({idea})" if idea else ""
    return Said(f"tests an idea: {text_of(data, 'result')}{about}", text_of(data, "note"))


# -- change --------------------------------------------------------------------------------------
@on("action.proposed")
def _proposed(data: Any, names: Names, _event: Event) -> Said:
    parts = (("Risk", text_of(data, "risk")), ("Undo", text_of(data, "undo")))
    quote = " · ".join(f"{name}: {text}" for name, text in parts if text)
    return Said(f"proposes: {title_of(data, names)}", quote)


def _change(kind: str, text: str, *, tone: Tone = "", world: bool = False) -> None:
    """Register a sentence that ends with what the change is called."""

    def speak(data: Any, names: Names, _event: Event) -> Said:
        quote = text_of(data, "text") if kind == "action.announced" else ""
        title = title_of(data, names)
        return Said(f"{text}: {title}", "" if quote == title else quote, tone, world=world)

    SAY[kind] = speak


_change("action.approved", "approves")
_change("action.announced", "announces a change")
_change("action.started", "starts")
_change("action.finished", "Finished", world=True)
_change("action.aborted", "stops")


@on("action.progressed")
def _progressed(data: Any, names: Names, _event: Event) -> Said:
    stage, title = text_of(data, "stage"), title_of(data, names)
    text = f"{title}: {stage} is done" if stage else f"{title}: no longer waits"
    return Said(text, key=False, world=True)


@on("action.failed")
def _failed(data: Any, names: Names, _event: Event) -> Said:
    return Said(
        f"Did not work: {title_of(data, names)}", text_of(data, "reason"), "bad", world=True
    )


@on("mitigation.verified")
def _verified(data: Any, names: Names, _event: Event) -> Said:
    worked = data.get("worked", True) is True
    what = "verifies that it worked" if worked else "finds that it did not work"
    tone: Tone = "good" if worked else ""
    return Said(f"{what}: {title_of(data, names)}", signals_of(data), tone)


# -- words and injects ---------------------------------------------------------------------------
@on("update.posted")
def _update(data: Any, _names: Names, _event: Event) -> Said:
    return Said(
        f"updates {audience_text(text_of(data, 'audience')) or 'everybody'}", text_of(data, "text")
    )


@on("statuspage.posted")
def _public(data: Any, _names: Names, _event: Event) -> Said:
    stage = text_of(data, "stage").capitalize()
    return Said(f"posts to the status page: {stage}", text_of(data, "text"))


@on("query.answered")
def _answered(data: Any, names: Names, _event: Event) -> Said:
    asker = names.cast.called(text_of(data, "id") or text_of(data, "inject"))
    return Said(f"answers {asker or 'a question'}", text_of(data, "text"))


@on("inject.delivered")
@on("inject.exec_question")
def _inject(data: Any, names: Names, _event: Event) -> Said:
    who = text_of(data, "name") or names.who(text_of(data, "from")) or "Somebody outside"
    return Said("writes", text_of(data, "text"), "outside", subject=who)


plain("inject.met", "What inject {id} asks for is done", world=True, key=False)
plain("inject.expired", "No answer in time to inject {id}", world=True, key=False)
plain("inject.skipped", "Inject {id} was skipped", world=True, key=False)
plain("inject.cancelled", "Inject {id} is no longer needed", world=True, key=False)
plain("inject.held", "holds back inject {id}", key=False)
plain("inject.released", "lets inject {id} come after all", key=False)
plain("inject.edited", "changes the words of inject {id}", "text", key=False)
plain("inject.moved", "moves inject {id}", key=False)
