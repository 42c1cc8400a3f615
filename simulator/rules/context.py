"""What a verb may look at while it decides: the drill as it is, and who is asking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.model.errors import Refusal
from simulator.model.phrases import NOTHING, Phrase, phrase
from simulator.model.policy import Policy
from simulator.model.records import Event, Record
from simulator.model.scenario import Scenario
from simulator.model.seats import ROLE_TITLES, STAFF_SEATS
from simulator.model.state import ActionRun, DrillState
from simulator.rules.audience import sees

__all__ = ["Asked", "Draft", "known_ids", "other_than", "unanswered"]

Draft = tuple[str, dict[str, Any]]
"""An event that has no number yet: kind and data."""


@dataclass(slots=True)
class Asked:
    """One command with everything that its verb needs to judge it.

    ``args`` is the verb's validated argument model; ``t`` is drill time in ms; ``records`` is the
    log so far. ``again`` says that it is carried out once more from a log: what was allowed when it
    was given is still allowed, though a newer version might refuse it. It never changes; that is
    not enforced because one is made for every command.
    """

    state: DrillState
    scenario: Scenario
    policy: Policy
    actor: str
    role: str
    t: int
    args: Any
    records: Sequence[Record] = ()
    again: bool = False

    def run(self, run_id: str) -> ActionRun:
        """Return a proposed or started action.

        Raises:
            Refusal: ``not_found``, naming the known ids.
        """
        found = self.state.actions.get(run_id)
        if found is None:
            message = phrase("No action {id}.", id=repr(run_id))
            raise Refusal("not_found", message, known_ids(self.state.actions))
        return found

    def event(self, seq: int) -> Event:
        """Return the event of that number, if whoever asks can see it.

        Raises:
            Refusal: ``not_found``, alike for a number that nothing has and for what they cannot
                see.
        """
        found = self.records[seq - 1] if 0 < seq <= len(self.records) else None
        if not isinstance(found, Event) or not sees(found, self.state, self.actor, self.role):
            raise Refusal(
                "not_found",
                phrase("There is no event {seq} on your timeline.", seq=seq),
                phrase("Give the seq of something that you were told of."),
            )
        return found

    def person(self, person: str) -> str:
        """Return ``person`` if somebody in the drill has that id; a seat name works as well.

        Raises:
            Refusal: ``not_found``, naming who is there.
        """
        if person in self.state.people:
            return person
        if seated := self.state.seated(person):
            return seated.id
        message = phrase("Nobody here is called {person}.", person=repr(person))
        raise Refusal("not_found", message, self._in_the_room())

    def seated(self, person: str) -> str:
        """Return ``person`` as :meth:`person` does, if they are still in the room.

        Raises:
            Refusal: ``not_found``, naming who is there; ``wrong_state``, if they left.
        """
        found = self.state.people[self.person(person)]
        left = phrase("{person} has left.", person=found.name)
        self.refuse_unless(found.seat, left, self._in_the_room())
        return found.id

    def player(self, person: str) -> str:
        """Return ``person`` as :meth:`person` does, unless they are here to watch.

        Raises:
            Refusal: ``not_found``, naming who is there; ``wrong_state``, for those who watch.
        """
        found = self.state.people[self.person(person)]
        watches = found.seat in STAFF_SEATS and not self.again
        self.refuse_unless(
            not watches,
            phrase(
                "{person} is here as {role} and only watches.",
                person=found.name,
                role=ROLE_TITLES.get(found.seat or "", NOTHING),
            ),
            phrase("The facilitator can give them another seat."),
        )
        return found.id

    def _in_the_room(self) -> Phrase:
        here = ", ".join(p.id for p in self.state.people.values() if p.seat)
        return phrase("In the room: {known}.", known=here)

    def refuse_unless(self, holds: object, message: Phrase, hint: Phrase) -> None:
        """Refuse with ``wrong_state`` if ``holds`` is false.

        Raises:
            Refusal: ``wrong_state``.
        """
        if not holds:
            raise Refusal("wrong_state", message, hint)


def known_ids(ids: Iterable[str]) -> Phrase:
    """Return the hint for somebody who named what is not there: which ids there are so far."""
    return phrase("Known: {known}.", known=", ".join(ids) or phrase("none yet"))


def other_than(now: str | None, levels: Iterable[str]) -> Phrase:
    """Return the hint for somebody who sets what is set already: what else there is."""
    others = ", ".join(level for level in levels if level != now)
    if not others:
        return phrase("There is no other.")
    return phrase("Nothing to do, unless it should be another: {known}.", known=others)


def unanswered(ids: Iterable[str]) -> Phrase:
    """Return the hint for somebody who answers what is not open: which questions are."""
    if waiting := ", ".join(ids):
        return phrase("Without an answer: {waiting}.", waiting=waiting)
    return phrase("No question waits for an answer.")
