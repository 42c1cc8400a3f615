"""The commander's span of control: told whenever another number of people reports to them."""

from __future__ import annotations

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.model.state import DrillState
from simulator.rules.fold import fold
from simulator.rules.span import TURNS_WITH, direct_reports

__all__ = ["Span"]


class Span:
    """How many people report to the commander directly, as what has happened so far says.

    A command is given the state before it, so people, roles and tasks are folded here once more,
    from the very happenings and by the same rules. The number is told at the end of its instant:
    a command may say several things (somebody leaves a seat and another takes it), which stay
    together, and what they come to counts.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._state = DrillState()
        self._told = 0
        self._due: Entry | None = None
        core.listen(self._heard, *TURNS_WITH)

    def _heard(self, happening: Happening) -> None:
        fold(self._state, happening, self._core.seed)
        if self._due is None:
            calendar = self._core.calendar
            self._due = calendar.plan(calendar.now, Phase.SPAN, "span", self._tell)

    def _tell(self) -> None:
        self._due = None
        number = direct_reports(self._state)
        if number != self._told:
            self._told = number
            self._core.say("span.changed", {"n": number})
