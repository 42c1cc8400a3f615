"""What habits are made of: an occasion that can be seen, a delay, and an act.

A habit is level-triggered: at any moment the newest view says which occasions are open. An occasion
that closes before its time (somebody else did it) is dropped without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.bots.mind import Mind

__all__ = ["Act", "Habit", "Occasion"]

Act = tuple[str, dict[str, Any]]
"""A verb and its arguments."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to react to: its name, and when it arose (ms of drill time).

    ``by`` is the latest time for the reaction, if there is one: a promise that was given.
    """

    key: str
    since: int
    about: Mapping[str, Any] = field(default_factory=dict)
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit of one seat.

    ``name`` finds the delay in the crew's table; ``when`` lists the open occasions; ``act`` says
    what to do about one, or None if on second thoughts there is nothing to do. What is done
    ``afterwards`` may still come up when the drill is over. ``pace`` is the name of the delay, if
    it is not the habit's own.
    """

    name: str
    when: Callable[[Mind], Iterable[Occasion]]
    act: Callable[[Mind, Occasion], Act | None]
    afterwards: bool = False
    pace: str = ""
