"""The verbs of a game day: for each its arguments, who may use it, when, and what it makes true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from simulator.gameday.ports import Asked, Draft
from simulator.gameday.state import DayState
from simulator.model.errors import Refusal
from simulator.model.expr import closest
from simulator.model.phrases import phrase
from simulator.rules import catalogue as drill

__all__ = ["VERBS", "By", "DayVerb", "When", "allowed_verbs", "find_verb", "require", "verb"]

By = Literal["host", "member", "door"]
"""``door`` is somebody who comes in; no connection is."""
When = Literal["between", "gathering", "playing", "open"]
"""``between``: before rooms are open or when all of them are over; ``gathering``: before rooms are
open; ``playing``: afterwards; ``open``: until the day is over."""

Emit = Callable[[Asked], list[Draft]]


@dataclass(frozen=True, slots=True)
class DayVerb:
    """One verb; ``form`` is its name, arguments and sentence, as those of a drill have them."""

    form: drill.Verb
    by: By
    when: When
    emit: Emit


VERBS: dict[str, DayVerb] = {}
"""Every verb by name."""


def verb(name: str, args: type[drill.Args], by: By, when: When = "open") -> Callable[[Emit], Emit]:
    """Declare a verb whose function turns a command into events (or refuses)."""

    def register(emit: Emit) -> Emit:
        doc = (emit.__doc__ or "").split("\n")[0]
        VERBS[name] = DayVerb(drill.Verb(name, args, (), "any", doc, None), by, when, emit)
        return emit

    return register


def find_verb(name: object) -> DayVerb:
    """Return the verb of that name.

    Raises:
        Refusal: ``unknown_verb``, with the nearest name, or all of them.
    """
    entry = VERBS.get(name) if isinstance(name, str) else None
    if entry is None:
        given = str(name)[:60]
        said = phrase("There is no verb {verb}.", verb=repr(given))
        if near := closest(given, VERBS):
            said = phrase(
                "There is no verb {verb}; did you mean {near}?", verb=repr(given), near=repr(near)
            )
        hint = phrase("A game day has: {verbs}.", verbs=", ".join(VERBS))
        raise Refusal("unknown_verb", said, hint)
    return entry


def require(entry: DayVerb, state: DayState, by: By) -> None:
    """Check who asks, and how far the day has come.

    Raises:
        Refusal: ``not_allowed`` or ``wrong_state``.
    """
    if entry.by != by:
        raise _not_yours(entry)
    if state.phase == "over":
        hint = phrase("Its debriefs can still be read.")
        raise Refusal("wrong_state", phrase("This game day is over."), hint)
    if _fits(entry, state):
        return
    if entry.when == "playing":
        hint = phrase("Open them with rooms.open first.")
        raise Refusal("wrong_state", phrase("No rooms are open."), hint)
    hint = phrase("End them first; then another round can begin.")
    if state.all_over():
        hint = phrase("They are over: spin, choose or draw, and another round begins.")
    raise Refusal("wrong_state", phrase("The rooms of this round were opened."), hint)


def _not_yours(entry: DayVerb) -> Refusal:
    name = entry.form.name
    if entry.by == "host":
        said, hint = phrase("Only the host may {verb}.", verb=name), phrase("Ask the host.")
    elif entry.by == "door":
        said = phrase("Nobody sends {verb}.", verb=name)
        hint = phrase("People come in by the join link.")
    else:
        said = phrase("The host does not {verb}.", verb=name)
        hint = phrase("It is for those who joined.")
    return Refusal("not_allowed", said, hint)


def _fits(entry: DayVerb, state: DayState) -> bool:
    match entry.when:
        case "between":
            return state.phase == "gathering" or state.all_over()
        case "gathering" | "playing":
            return state.phase == entry.when
        case "open":
            return state.phase != "over"


def allowed_verbs(state: DayState, by: By) -> list[str]:
    """Return the verbs that somebody may use now: what the page offers."""
    if state.phase == "over":
        return []
    return [name for name, one in VERBS.items() if one.by == by and _fits(one, state)]
