"""Who may use which verb at this moment."""

from __future__ import annotations

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.seats import EVALUATOR, ROLE_TITLES, TRAINEE_SEATS
from simulator.model.state import DrillState, Phase
from simulator.rules import verbs as _verbs
from simulator.rules.catalogue import VERBS, Verb
from simulator.rules.channels import covered_seats

__all__ = ["allowed_verbs", "find_verb", "may", "require"]

_ = _verbs  # importing it fills the catalogue

_TITLES = {**ROLE_TITLES, "trainee": phrase("trainee"), "anyone": phrase("anyone")}
"""What everybody is called whom a verb's ``by`` may name."""


def find_verb(name: object) -> Verb:
    """Return the verb of that name.

    Raises:
        Refusal: ``unknown_verb``, with the nearest names of the same area.
    """
    entry = VERBS.get(name) if isinstance(name, str) else None
    if entry is None:
        area = str(name).partition(".")[0]
        near = [known for known in VERBS if known.startswith(area + ".")]
        hint = phrase("See docs/wire.md.")
        if near:
            hint = phrase("Verbs of that area: {known}.", known=", ".join(near))
        message = phrase("There is no verb {verb}.", verb=repr(str(name)[:60]))
        raise Refusal("unknown_verb", message, hint)
    return entry


def may(entry: Verb, state: DrillState, person: str, seat: str) -> bool:
    """Tell whether a person in a seat may use a verb, as far as roles go.

    An empty core seat's verbs fall to the IC, and without an IC to every trainee.
    """
    if seat in TRAINEE_SEATS and (seat in entry.by or "trainee" in entry.by):
        return True  # most commands; whose seats are empty does not matter
    return not _hats(state, person, seat).isdisjoint(entry.by)


def _hats(state: DrillState, person: str, seat: str) -> set[str]:
    """Return everything that a verb's ``by`` may name and that this person is."""
    if seat == "facilitator":
        return {"anyone", "facilitator"}
    if seat == EVALUATOR:
        return {EVALUATOR}
    if seat not in TRAINEE_SEATS:
        return {"anyone"}
    alone = {"solo"} if state.solo == person else set()
    return {"anyone", "trainee", *covered_seats(state, person, seat)} | alone


def require(entry: Verb, state: DrillState, person: str, seat: str) -> None:
    """Check the phase of the drill and the seat.

    Raises:
        Refusal: ``drill_not_started``, ``drill_paused``, ``drill_ended``, ``wrong_state`` or
            ``not_allowed``.
    """
    _phase(entry, state)
    if may(entry, state, person, seat):
        return
    wanted = joined(_TITLES.get(by, by) for by in entry.by if by != "solo")
    raise Refusal(
        "not_allowed",
        phrase("The {role} may not {verb}.", role=_TITLES.get(seat, seat), verb=entry.name),
        phrase("For {roles}. Ask in the incident channel.", roles=wanted),
    )


_AFTERWARDS = ("working", "started")
"""When verbs work that are still there after the end."""


def _phase(entry: Verb, state: DrillState) -> None:
    when, phase = entry.when, state.phase
    if when == "any":
        return
    if phase == "ended" and when not in _AFTERWARDS:
        hint = phrase("The debrief is open to read.")
        raise Refusal("drill_ended", phrase("The drill is over."), hint)
    if when == "lobby":
        if phase != "lobby":
            raise Refusal("wrong_state", phrase("The drill has already started."), _begun(phase))
        return
    if phase == "lobby" and when != "open":
        hint = phrase("The facilitator starts it.")
        if state.solo:
            hint = phrase("{person} starts it.", person=state.name(state.solo))
        raise Refusal("drill_not_started", phrase("The drill has not started."), hint)
    if phase == "paused" and when in ("running", "working"):
        hint = phrase("Wait until the clock runs again.")
        raise Refusal("drill_paused", phrase("The drill is paused."), hint)


def _begun(phase: Phase) -> Phrase:
    if phase == "paused":
        return phrase("It is paused; whoever holds the clock can resume it.")
    return phrase("Carry on: that is for the time before the start.")


def allowed_verbs(state: DrillState, person: str, seat: str) -> list[str]:
    """Return the verbs that a person may use now, by seat; what the page offers."""
    hats = _hats(state, person, seat)
    return [name for name, entry in VERBS.items() if not hats.isdisjoint(entry.by)]
