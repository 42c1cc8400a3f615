"""The two ways in which something can be wrong: a refused command and a bad input file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from simulator.model.phrases import Phrase

__all__ = ["CODES", "Code", "InputError", "MisfortuneError", "Problem", "Refusal"]

Code = Literal[
    "unknown_verb",  # no verb of that name exists
    "bad_args",  # the arguments do not have the verb's form
    "too_large",  # more text than a command may carry
    "not_allowed",  # this seat may not use this verb now
    "not_seated",  # the sender has no seat in this drill
    "not_found",  # an id in the arguments names nothing
    "wrong_state",  # the verb is fine, but not at this point of the drill
    "drill_not_started",  # still in the lobby
    "drill_paused",  # the drill clock stands still
    "drill_ended",  # the drill is over
    "drill_frozen",  # an unexpected fault stopped the drill; state is kept
    "seat_taken",  # somebody else sits there
    "rate_limited",  # too many commands in a short time
    "no_such_drill",  # the drill does not exist on this server
    "internal",  # a bug; the drill was frozen and the facilitator told
]
"""Closed list of refusal codes; each is part of the wire contract (``docs/wire.md``)."""

CODES: frozenset[str] = frozenset(get_args(Code))


class MisfortuneError(Exception):
    """Base of every error that this package raises on purpose."""


class Refusal(MisfortuneError):
    """A command that was answered with "no": a code, a message that helps, and a hint."""

    def __init__(self, code: Code, message: Phrase, hint: Phrase) -> None:
        """Keep the three parts; ``hint`` says what the sender can do about it."""
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.hint = hint

    def as_json(self) -> dict[str, str]:
        """Return the ``error`` object of an answer on the wire, its texts still phrases."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in an input file, with its place.

    ``path`` is the place inside the document (``injects[3].at``); ``line`` and ``col`` start at 1.
    """

    file: str
    line: int
    col: int
    path: str
    message: str

    def __str__(self) -> str:
        """Render as ``file:line:col: path: message``, the form that editors understand."""
        where = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.col}: {where}{self.message}"


@dataclass(eq=False)
class InputError(MisfortuneError):
    """An input file that cannot be used; carries every problem that was found."""

    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        """Render one problem a line."""
        return "\n".join(str(problem) for problem in self.problems)
