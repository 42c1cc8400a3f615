"""Sentences about where people talk and what they tell: channels, messages, updates, answers."""

from __future__ import annotations

from typing import Any

from simulator.debrief.cast import Names, text_of
from simulator.debrief.sentences.register import Said, doer, fitting, on, plain, template
from simulator.debrief.words import audience_text, section_text, stage_text
from simulator.model.records import Event

__all__: list[str] = []

plain("comms.checked", template("{who} checks the call"), quote="note", key=False)
plain("bridge.joined", template("{who} joins the call"), key=False)
plain("bridge.left", template("{who} leaves the call"), key=False)
plain(
    "message.posted",
    template("{who} to {to}"),
    template("{who} says"),
    quote="text",
    key=False,
)

_CHANNELS = {
    "doc": (
        template("{who} opens the incident document {name}"),
        template("{who} opens the incident document"),
    ),
    "bridge": (template("{who} opens the call {name}"), template("{who} opens the call")),
}
_CHAT = (template("{who} opens the chat {name}"), template("{who} opens the chat"))
_UPDATES = {
    "responders": template("{who} updates responders"),
    "stakeholders": template("{who} updates stakeholders"),
    "executives": template("{who} updates executives"),
    "support": template("{who} updates support"),
    "public": template("{who} updates the public"),
    "customers_email": template("{who} updates customers by e-mail"),
    "regulator": template("{who} updates the regulator"),
    "": template("{who} updates everybody"),
}


@on("channel.opened")
def _channel(data: Any, names: Names, event: Event) -> Said:
    values = {"who": doer(names, event), "name": text_of(data, "name").rstrip()}
    return Said(fitting(values, *_CHANNELS.get(text_of(data, "kind"), _CHAT)))


@on("doc.updated")
def _document(data: Any, names: Names, event: Event) -> Said:
    text = fitting(
        {"who": doer(names, event), "section": section_text(text_of(data, "section"))},
        template("{who} writes in the incident document, under “{section}”"),
        template("{who} writes in the incident document"),
    )
    return Said(text, text_of(data, "text"), key=False)


@on("update.posted")
def _update(data: Any, names: Names, event: Event) -> Said:
    audience = text_of(data, "audience")
    form = _UPDATES.get(audience) or template("{who} posts an update ({audience})")
    text = fitting({"who": doer(names, event), "audience": audience_text(audience)}, form)
    return Said(text, text_of(data, "text"))


@on("statuspage.posted")
def _public(data: Any, names: Names, event: Event) -> Said:
    text = fitting(
        {"who": doer(names, event), "stage": stage_text(text_of(data, "stage"))},
        template("{who} posts to the status page: {stage}"),
        template("{who} posts to the status page"),
    )
    return Said(text, text_of(data, "text"))


@on("query.answered")
def _answered(data: Any, names: Names, event: Event) -> Said:
    text = fitting(
        {
            "who": doer(names, event),
            "asker": names.cast.called(text_of(data, "id") or text_of(data, "inject")),
        },
        template("{who} answers {asker}"),
        template("{who} answers a question"),
    )
    return Said(text, text_of(data, "text"))
