"""What a verb may look at while it decides: the drill as it is, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.model.errors import Refusal
from simulator.model.policy import Policy
from simulator.model.scenario import Scenario
from simulator.model.state import ActionRun, DrillState

__all__ = ["Asked", "Draft"]

Draft = tuple[str, dict[str, Any]]
"""An event that has no number yet: kind and data."""


@dataclass(slots=True)
class Asked:
    """One command with everything that its verb needs to judge it.

    ``args`` is the verb's validated argument model; ``t`` is drill time in ms. It never changes;
    that is not enforced because one is made for every command.
    """

    state: DrillState
    scenario: Scenario
    policy: Policy
    actor: str
    role: str
    t: int
    args: Any

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

    def refuse_unless(self, holds: object, message: str, hint: str = "") -> None:
        """Refuse with ``wrong_state`` if ``holds`` is false.

        Raises:
            Refusal: ``wrong_state``.
        """
        if not holds:
            raise Refusal("wrong_state", message, hint)
