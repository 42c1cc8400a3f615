"""Drawing teams and seats: seeded, balanced, and not the same seat twice if that can be avoided.

The rule is on the page ``docs/game-days.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from simulator.gameday.state import Place
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase, phrase_n
from simulator.model.seats import CORE_ROLES, SUPPORT_ROLES

__all__ = ["DRAWN", "draw_places", "seats_of"]

DRAWN: tuple[str, ...] = (*CORE_ROLES, "responder", "observer")
"""The seats that are drawn if nobody says otherwise."""

_RESPONDERS = 3
"""Most responders of a team in which others may observe."""
_ONCE: tuple[str, ...] = (*CORE_ROLES, *SUPPORT_ROLES)
"""The seats that a team has once, in the order in which they are filled."""


def draw_places(  # noqa: PLR0913, PLR0917 - what a draw follows from
    people: Iterable[str],
    teams: int,
    seats: Sequence[str],
    seed: str,
    n: int,
    before: Mapping[str, str],
) -> dict[str, Place]:
    """Give everybody exactly one place, and each team each core seat at most once.

    ``n`` is the number of the draw; ``before`` says which seat people had until now.

    Raises:
        Refusal: ``wrong_state``, if there are fewer people than teams, or more than seats.
    """
    order = sorted(people, key=lambda person: _hash(f"{seed}:roles:{n}:{person}"))
    if len(order) < teams:
        message = phrase_n(
            "{people} cannot make {n} team.",
            "{people} cannot make {n} teams.",
            teams,
            people=len(order),
        )
        hint = phrase("Set fewer teams, or wait until more people have joined.")
        raise Refusal("wrong_state", message, hint)
    places = _places(len(order), teams, seats)
    taken = _match([[place.seat != before.get(person) for place in places] for person in order])
    return {person: places[taken[i]] for i, person in enumerate(order)}


def seats_of(size: int, seats: Sequence[str]) -> list[str]:
    """Return the seats of a team of that size, in the order in which they are filled.

    Raises:
        Refusal: ``wrong_state``, if the team has more people than seats.
    """
    filled = [seat for seat in _ONCE if seat in seats][:size]
    left = size - len(filled)
    if "responder" in seats:
        filled += ["responder"] * (min(left, _RESPONDERS) if "observer" in seats else left)
    if "observer" in seats:
        filled += ["observer"] * (size - len(filled))
    if len(filled) < size:
        message = phrase(
            "A team of {size} has only {seats} of these seats.", size=size, seats=len(filled)
        )
        hint = phrase("Add responder or observer to the seats, or set more teams.")
        raise Refusal("wrong_state", message, hint)
    return filled


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _places(count: int, teams: int, seats: Sequence[str]) -> list[Place]:
    """Return one place a person: the first seat of every team, then the second, and so on."""
    small, larger = divmod(count, teams)
    filled = [seats_of(small + (team < larger), seats) for team in range(teams)]
    return [
        Place(team, row[rank])
        for rank in range(small + 1)
        for team, row in enumerate(filled, 1)
        if rank < len(row)
    ]


def _match(fits: Sequence[Sequence[bool]]) -> list[int]:
    """Return for each person a place of their own, as many as possible of them fitting.

    ``fits[person][place]`` says whether it does. Kuhn's way: whoever finds no free place asks those
    who have one that fits whether they can go to another.
    """
    holder: dict[int, int] = {}

    def seat(person: int, asked: set[int]) -> bool:
        for place, fit in enumerate(fits[person]):
            if not fit or place in asked:
                continue
            asked.add(place)
            if place not in holder or seat(holder[place], asked):
                holder[place] = person
                return True
        return False

    rest = [person for person in range(len(fits)) if not seat(person, set())]
    free = (place for place in range(len(fits)) if place not in holder)
    holder |= dict(zip(free, rest, strict=True))
    return [place for place, _ in sorted(holder.items(), key=lambda pair: pair[1])]
