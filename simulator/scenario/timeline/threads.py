"""Which change, hypothesis, task or question a line is about, where it does not say so itself.

People write "approved" and "finished" without a name as long as only one thing can be meant. So the
lines are followed in order of time; where two things could be meant, the line must say which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from simulator.model.expr import nearest

__all__ = ["STEPS", "Step", "Threads"]


@dataclass(frozen=True, slots=True)
class Step:
    """What one kind of event does to the things of its family.

    It is about one that is in a state of ``after``, those of the first state before others, and
    leaves it as ``becomes``. One that ``opens`` may be about a new one.
    """

    family: str
    after: tuple[str, ...]
    becomes: str
    opens: bool = False


_OPEN = ("approved", "proposed")
STEPS: Mapping[str, Step] = {
    "action.proposed": Step("change", (), "proposed", opens=True),
    "action.approved": Step("change", ("proposed",), "approved"),
    "action.announced": Step("change", _OPEN, ""),
    "action.started": Step("change", _OPEN, "started", opens=True),
    "action.finished": Step("change", ("started",), "finished", opens=True),
    "action.failed": Step("change", ("started",), "failed", opens=True),
    "action.aborted": Step("change", ("started",), "stopped", opens=True),
    "mitigation.verified": Step("change", ("finished",), "verified"),
    "hypothesis.stated": Step("hypothesis", (), "stated", opens=True),
    "hypothesis.tested": Step("hypothesis", ("stated",), "tested", opens=True),
    "task.assigned": Step("task", (), "given", opens=True),
    "task.acked": Step("task", ("given",), "taken"),
    "task.started": Step("task", (), ""),
    "task.extended": Step("task", ("taken", "given"), ""),
    "task.reported": Step("task", ("taken", "given"), "reported"),
    "inject.exec_question": Step("question", (), "asked", opens=True),
    "query.answered": Step("question", ("asked",), "answered"),
}
"""By kind of event."""

_BEGINS = ("action.proposed", "action.started", "hypothesis.stated", "task.assigned",
           "inject.exec_question")  # fmt: skip
_ANYTHING = ("all", "any", "anything", "everything", "*")
"""An approval may be for whatever is done."""


@dataclass(slots=True)
class Threads:
    """The things of one timeline, each in its state so far."""

    named: Mapping[str, frozenset[str]]
    """By family, the ids that lines give to what they begin."""
    _states: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[tuple[str, str | None]]) -> Threads:
        """Collect the ids that the lines (kind, id) of a file give."""
        named: dict[str, set[str]] = {}
        for kind, given in lines:
            if given and kind in _BEGINS:
                named.setdefault(STEPS[kind].family, set()).add(given)
        return cls({family: frozenset(ids) for family, ids in named.items()})

    def follow(self, kind: str, given: str | None) -> str | None:
        """Return the id of what the next line is about, None if it is about nothing in particular.

        Raises:
            ValueError: if several could be meant, or nothing has the id that the line gives.
        """
        step = STEPS[kind]
        states = self._states.setdefault(step.family, {})
        if given and kind == "action.approved" and given.lower() in _ANYTHING:
            return given.lower()
        found = self._given(kind, step, given) if given else self._meant(step)
        if found is not None and step.becomes:
            states[found] = step.becomes
        return found

    def _given(self, kind: str, step: Step, given: str) -> str:
        known = self.named.get(step.family, frozenset())
        states = self._states[step.family]
        if given not in known:
            hint = nearest(given, known) or f"; known: {', '.join(sorted(known)) or 'none'}"
            raise ValueError(f"no line begins a {step.family} called {given!r}{hint}")
        if kind in _BEGINS and given in states and states[given] not in step.after:
            raise ValueError(
                f"there is a {step.family} called {given!r} already; give this one another id"
            )
        return given

    def _meant(self, step: Step) -> str | None:
        states = self._states[step.family]
        by_state = ([one for one in states if states[one] == state] for state in step.after)
        open_ = next((ones for ones in by_state if ones), [])
        if len(open_) > 1:
            ids = " or ".join(f"id: {one}" for one in open_)
            raise ValueError(f"which {step.family}? Write {ids}")
        if open_:
            return open_[0]
        return self._new(step.family) if step.opens else None

    def _new(self, family: str) -> str:
        """Make up an id that no line gives."""
        taken = self.named.get(family, frozenset()) | self._states[family].keys()
        numbers: Callable[[int], str] = lambda n: f"{family}-{n}"  # noqa: E731 - one use
        return next(one for n in range(1, len(taken) + 2) if (one := numbers(n)) not in taken)
