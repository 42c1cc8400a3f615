"""What a verb may look at while it decides: the drill as it is, and who is asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.model.errors import Refusal
from simulator.model.policy import Policy
from simulator.model.records import Event, Record
from simulator.model.scenario import Scenario
from simulator.model.seats import ROLE_TITLES, STAFF_SEATS
from simulator.model.state import ActionRun, DrillState
from simulator.rules.audience import sees

__all__ = ["Asked", "Draft"]

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
            known = ", ".join(self.state.actions) or "none yet"
            raise Refusal("not_found", f"No action {run_id!r}.", f"Known: {known}.")
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
                f"There is no event {seq} on your timeline.",
                "Give the seq of something that you were told of.",
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
        known = ", ".join(p.id for p in self.state.people.values() if p.seat)
        raise Refusal("not_found", f"Nobody here is called {person!r}.", f"In the room: {known}.")

    def seated(self, person: str) -> str:
        """Return ``person`` as :meth:`person` does, if they are still in the room.

        Raises:
            Refusal: ``not_found``, naming who is there; ``wrong_state``, if they left.
        """
        found = self.state.people[self.person(person)]
        here = ", ".join(p.id for p in self.state.people.values() if p.seat)
        self.refuse_unless(found.seat, f"{found.name} has left.", f"In the room: {here}.")
        return found.id

    def player(self, person: str) -> str:
        """Return ``person`` as :meth:`person` does, unless they are here to watch.

        Raises:
            Refusal: ``not_found``, naming who is there; ``wrong_state``, for those who watch.
        """
        found = self.state.people[self.person(person)]
        watches = found.seat in STAFF_SEATS and not self.again
        title = ROLE_TITLES.get(found.seat or "", "")
        hint = "The facilitator can give them another seat."
        self.refuse_unless(not watches, f"{found.name} is here as {title} and only watches.", hint)
        return found.id

    def refuse_unless(self, holds: object, message: str, hint: str = "") -> None:
        """Refuse with ``wrong_state`` if ``holds`` is false.

        Raises:
            Refusal: ``wrong_state``.
        """
        if not holds:
            raise Refusal("wrong_state", message, hint)
