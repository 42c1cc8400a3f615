"""The facilitator's hand: faults and signals that are made better or worse on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.engine.core import Core
from simulator.engine.faults import Faults
from simulator.engine.system import Motion, System
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.units import duration_text
from simulator.rules.context import Asked
from simulator.rules.verbs.world import USUAL, offset_of, over_of, share_of

__all__ = ["MOST", "Nudges"]

MOST = 2.0
"""So many times its own strength a fault can be made at most."""


class Nudges:
    """What the facilitator does to the world, and which signals are pushed at the moment.

    A nudge of a fault is a factor of its strength. A nudge of a signal is a push like that of a
    fault: it reaches callers and callees, and a new one takes the place of the one before.
    """

    def __init__(self, core: Core, system: System, faults: Faults) -> None:
        self._core = core
        self._system = system
        self._faults = faults
        self._pushed: set[str] = set()
        self.verbs: dict[str, Callable[[Asked], None]] = {"world.nudge": self.nudge}
        """What it carries out, by verb."""

    def nudge(self, asked: Asked) -> None:
        """Carry out ``world.nudge``.

        Raises:
            Refusal: ``wrong_state``, if there is nothing to be done: the fault lasts already, or
                it does not, or it cannot get worse, or the series is not pushed.
        """
        if asked.args.series is not None:
            self._push(asked)
        elif asked.args.do == "start":
            self._start(asked)
        else:
            self._turn(asked)

    def _start(self, asked: Asked) -> None:
        fault = asked.args.fault
        asked.refuse_unless(
            not self._faults.lasts(fault),
            phrase("{fault} has begun already.", fault=fault),
            phrase("Worsen, ease or clear it."),
        )
        self._say(asked, f"{fault} begins", fault=fault, do="start", by="", strength=1.0)
        self._faults.start(fault, anew=True)

    def _turn(self, asked: Asked) -> None:
        """End a fault, or make it worse or better."""
        fault, do = asked.args.fault, asked.args.do
        if not self._faults.lasts(fault):
            every = asked.scenario.faults
            lasting = ", ".join(one for one in sorted(every) if self._faults.lasts(one))
            hint = phrase("Nothing is broken now; start a fault.")
            if lasting:
                hint = phrase("Going on: {known}.", known=lasting)
            raise Refusal("wrong_state", phrase("{fault} is not going on.", fault=fault), hint)
        before = self._faults.nudged(fault)
        factor, by = 0.0, ""
        if do != "clear":
            by, share = asked.args.by or USUAL, share_of(asked)
            factor = min(MOST, before * (1.0 + share)) if do == "worsen" else before * (1.0 - share)
        asked.refuse_unless(
            factor != before,
            phrase(
                "{fault} is made {share} of its own strength already.",
                fault=fault,
                share=f"{MOST:.0%}",
            ),
            phrase("That is the most. Push a series to go further."),
        )
        strength = self._faults.left(fault) * factor / before
        verb = {"worsen": "worsens", "ease": "eases"}.get(do, "")
        what = f"{fault} {verb} to {strength:.0%}" if factor else f"{fault} ends"
        self._say(asked, what, fault=fault, do=do, by=by, strength=round(strength, 4))
        self._faults.nudge(fault, factor)

    def _push(self, asked: Asked) -> None:
        name, offset, over = asked.args.series, offset_of(asked), over_of(asked)
        if offset == 0.0:
            pushed = ", ".join(sorted(self._pushed)) or phrase("none")
            asked.refuse_unless(
                name in self._pushed,
                phrase("{series} is not pushed.", series=name),
                phrase("Pushed now: {known}.", known=pushed),
            )
            self._pushed.discard(name)
        else:
            self._pushed.add(name)
        slowly = f" over {duration_text(over)}" if over else ""
        what = f"{name} is pushed by {asked.args.by}" if offset else f"{name} is let go"
        do = "push" if offset else "release"
        self._say(asked, what + slowly, series=name, do=do, by=asked.args.by)
        self._system.push(f"nudge {name}", {name: offset})
        self._system.retarget(Motion(over, "linear"))

    def _say(self, asked: Asked, what: str, **data: Any) -> None:
        self._core.say("world.nudged", {"what": what} | data, asked.actor, asked.role)
