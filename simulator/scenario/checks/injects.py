"""An inject has one moment, somebody who says it, a place to arrive, and asks for what exists."""

from __future__ import annotations

from simulator.model.expr import nearest
from simulator.model.seats import CORE_ROLES
from simulator.rules.channels import CHANNELS, PUBLIC
from simulator.scenario.checks.known import Known, check_name, refuse_unknown
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown
from simulator.scenario.shorthand import full_kind, known_kinds

__all__ = ["check"]

_MOMENTS = {
    "at": "a time",
    "after": "a delay after an event",
    "when": "a condition",
    "absent": "something that stays away",
}
_PRIVATE = ("dm", "phone", "email")


def check(document: Document, known: Known) -> None:
    """Check every inject; its conditions are checked with the other expressions."""
    for inject in document.top["injects"].each():
        if inject.node is None or inject.node.kind != "map":
            continue
        _check_moment(document, inject)
        _check_after(document, inject["after"])
        kind = inject["absent"]["event"]
        if kind.text and full_kind(kind.text) is None:
            check_name(document, kind, known_kinds(), "event kind")
        check_name(document, inject["from"], known.speakers, "persona or seat")
        _check_channel(document, inject["channel"])
        check_name(document, inject["expect"]["verb"], known.verbs, "verb")
        _check_reach(document, inject)


def _check_reach(document: Document, inject: Cursor) -> None:
    """Check that a message that is asked for can be written where it would count."""
    verb, channel = inject["expect"]["verb"], inject["channel"].text
    open_to = (PUBLIC, *(f"dm-{role}" for role in CORE_ROLES))
    if verb.text == "message.post" and channel in CHANNELS and channel not in open_to:
        message = f"nobody on the team writes to {shown(channel)}; ask for query.answer instead"
        document.problem(verb, message)


def _check_moment(document: Document, inject: Cursor) -> None:
    given = [name for name in _MOMENTS if inject[name]]
    if len(given) == 1:
        return
    names = [f"{name} ({what})" for name, what in _MOMENTS.items()]
    rule = f"write exactly one of {', '.join(names[:-1])} and {names[-1]}"
    place = inject[given[1]] if given else inject
    document.problem_at_key(place, f"{rule}; here is {' and '.join(given) or 'none of them'}")


def _check_after(document: Document, after: Cursor) -> None:
    entries = list(after.entries())
    for name, place in entries:
        if full_kind(name) is None:
            refuse_unknown(document, place, name, known_kinds(), "event kind")
    if after.node and after.node.kind == "map" and len(entries) != 1:
        message = (
            f"write one event kind with one delay, such as {{declared: 20m}}, not {len(entries)}"
        )
        document.problem(after, message)


def _check_channel(document: Document, channel: Cursor) -> None:
    """Check where it arrives: a channel that nobody knows would be everybody's."""
    prefix, dash, _ = channel.text.partition("-")
    private = [f"{prefix}-{role}" for role in CORE_ROLES]
    if dash and prefix in _PRIVATE:
        if channel.text not in private:
            message = (
                f"{shown(channel.text)} is nobody's channel; write one of {', '.join(private)}"
            )
            document.problem(channel, message)
        return
    if channel.text and channel.text not in CHANNELS:
        hint = nearest(channel.text, CHANNELS) or f"; known: {', '.join(CHANNELS)}"
        document.problem(channel, f"no channel named {shown(channel.text)}{hint}")
