"""How strong a fault is: a product of things that do not know of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.model.scenario.failing import Turn

__all__ = ["Strength", "turns_in_order"]


def turns_in_order(course: Sequence[Turn]) -> list[Turn]:
    """Return the turns of a course as they come; of two at one time the later written is last."""
    return sorted(course, key=lambda turn: turn.after)


@dataclass(slots=True)
class Strength:
    """The factors of one fault's strength, 1 being what its pushes say.

    ``level`` is what its course or its relapse said last, ``rises`` whether its course will still
    give it some; ``there`` is its pulse; ``nudge`` is the facilitator's. Every action that eases
    it leaves a factor, which belongs to the action and not to its run: shifting the same traffic
    twice helps once.
    """

    level: float = 1.0
    rises: bool = False
    there: bool = True
    nudge: float = 1.0
    actions: dict[str, float] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """How strong it is now; 0 in the pauses between its pulses."""
        if not self.there:
            return 0.0
        return self.level * self.nudge * self.kept

    @property
    def kept(self) -> float:
        """What actions have left of it."""
        product = 1.0
        for action in sorted(self.actions):
            product *= self.actions[action]
        return product

    @property
    def over(self) -> bool:
        """Whether it was ended: by actions, by the facilitator, or by the end of its course."""
        if self.level == 0.0 and not self.rises:
            return True
        return self.nudge * self.kept == 0.0

    def ease(self, action: str, factor: float) -> bool:
        """Let an action leave ``factor`` of it, if it has not left less; tell whether it did."""
        before = self.kept
        self.actions[action] = min(factor, self.actions.get(action, 1.0))
        return self.kept < before
