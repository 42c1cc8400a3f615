"""An inject has one moment, somebody who says it, a place to arrive, and asks for what exists."""

from __future__ import annotations

from simulator.model.seats import CORE_ROLES
from simulator.rules.channels import channel_seat
from simulator.scenario.checks.known import Known, refuse_unknown
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown
from simulator.scenario.shorthand import full_kind, known_kinds

__all__ = ["check"]

_MOMENTS = ("at", "after", "when")


def check(document: Document, known: Known) -> None:
    """Check every inject; its condition is checked with the other expressions."""
    for inject in document.top["injects"].each():
        if inject.node is None or inject.node.kind != "map":
            continue
        _check_moment(document, inject)
        _check_after(document, inject["after"])
        _check_ends(document, known, inject)
        verb = inject["expect"]["verb"]
        if verb.text:
            place = Cursor(verb.node, verb.path)
            refuse_unknown(document, place, verb.text, known.verbs, "verb")


def _check_moment(document: Document, inject: Cursor) -> None:
    given = [name for name in _MOMENTS if inject[name]]
    if len(given) == 1:
        return
    rule = "write exactly one of at (a time), after (a delay after an event) and when (a condition)"
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


def _check_ends(document: Document, known: Known, inject: Cursor) -> None:
    """Check who says it and where it arrives."""
    sender, channel = inject["from"], inject["channel"]
    if sender.text:
        place = Cursor(sender.node, sender.path)
        refuse_unknown(document, place, sender.text, known.speakers, "persona or seat")
    prefix, dash, _ = channel.text.partition("-")
    if dash and prefix in ("dm", "phone", "email") and channel_seat(channel.text) is None:
        seats = ", ".join(f"{prefix}-{role}" for role in CORE_ROLES)
        document.problem(
            channel, f"{shown(channel.text)} is nobody's channel; write one of {seats}"
        )
