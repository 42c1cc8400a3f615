"""Mentions: whom a message speaks to by ``@name``, as the rules find them in its text."""

from __future__ import annotations

import re

from simulator.model.seats import INCIDENT_ROLES
from simulator.model.state import DrillState

__all__ = ["mentions"]

_AT = re.compile(r"(?<![\w@.])@(?=\w)")
"""An @ that begins a word; the one in an address does not."""


def mentions(state: DrillState, text: str) -> list[str]:
    """Return the people (ids) and roles that a text mentions, each once, in its order.

    ``@Ana Berg`` is who is called so, ``@Ana`` everybody whose first name it is, and ``@IC`` the
    role, whoever has it; small and capital letters are alike. The longest name counts, roles before
    first names. Only people in the room can be mentioned.
    """
    found: dict[str, None] = {}
    called: dict[str, list[str]] | None = None
    for at in _AT.finditer(text):
        if called is None:
            called = _names(state)
        rest = text[at.end() :].casefold()
        name = next((name for name in called if _begins(rest, name)), None)
        found |= dict.fromkeys(called[name] if name else [])
    return list(found)


def _names(state: DrillState) -> dict[str, list[str]]:
    """Return who is meant by each name, the longest names first."""
    full: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    for person in state.people.values():
        words = person.name.casefold().split()
        if person.seat and words:
            full.setdefault(" ".join(words), []).append(person.id)
            first.setdefault(words[0], []).append(person.id)
    called = first | full | {role: [role] for role in INCIDENT_ROLES}
    return dict(sorted(called.items(), key=lambda one: -len(one[0])))


def _begins(text: str, name: str) -> bool:
    """Tell whether a text begins with a name, and with nothing longer."""
    if not text.startswith(name):
        return False
    after = text[len(name) : len(name) + 1]
    return not (after.isalnum() or after == "_")
