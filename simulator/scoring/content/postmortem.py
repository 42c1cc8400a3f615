"""A written postmortem, read: its sections, its figures, its times, its action items.

What was given in fields counts first; Markdown is read for what they leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.model.units import MINUTE
from simulator.scoring.content.actions import Action, actions_in, read_actions
from simulator.scoring.content.moments import Moment, moments_in
from simulator.scoring.content.sections import (
    FEWEST,
    SECTIONS,
    complete_sections,
    section_key,
    sections_in,
    structured_sections,
)
from simulator.scoring.content.words import real_words

__all__ = ["SECTIONS", "Postmortem", "read_postmortem"]

_COMPLETE, _QUANTIFIED = 0.85, 0.15
_SLACK = 5 * MINUTE
_UNIT = (
    r"(?:%|percent\b|per cent\b|(?:thousand|million|billion|[km])\b|min(?:ute)?s?\b"
    r"|h(?:ours?|rs?)?\b|s(?:ec(?:ond)?s?)?\b|days?\b|(?:[\w-]+ ){0,3}(?:customers?|users?|people"
    r"|payments?|orders?|requests?|purchases?|attempts?|transactions?|checkouts?|errors?|messages?"
    r"|e?mails?|accounts?|sessions?|merchants?|shops?|sites?|bookings?|tickets?|records?|rows"
    r"|events?|calls?|searches|deliveries|logins?|visitors?|times|euros?|dollars?|pounds?)\b)"
)
_QUANTITY = re.compile(
    rf"(?:[$\u20ac\u00a3]|\b(?:usd|eur|gbp) ?) ?\d|(?<![\w:.,-])\d[\d,.]{{0,20}}\+? ?{_UNIT}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Postmortem:
    """What a postmortem holds. ``moments`` are the times of its timeline, in ms of drill time."""

    sections: Mapping[str, str]
    actions: tuple[Action, ...]
    moments: tuple[Moment, ...]
    text: str

    @cached_property
    def complete(self) -> frozenset[str]:
        """The sections that say something; action items are judged by what is to be done."""
        told = complete_sections(self.sections)
        if not self.actions:
            return told
        words = sum(real_words(action.what) for action in self.actions if not action.void)
        return told | {"actions"} if words >= FEWEST else told - {"actions"}

    @cached_property
    def quantified(self) -> bool:
        """Whether the impact is told in numbers with a unit."""
        return _QUANTITY.search(self.sections.get("impact", "")) is not None

    @property
    def share(self) -> float:
        """How complete it is, impact in numbers included."""
        return self.share_of(SECTIONS)

    def share_of(self, names: Iterable[str]) -> float:
        """Return how complete it is by an organisation's own list of sections.

        A name that no section goes by is not asked for.
        """
        asked = {key for name in names if (key := section_key(name.replace("_", " ")))}
        told = len(asked & self.complete) / len(asked) if asked else 1.0
        return _COMPLETE * told + _QUANTIFIED * self.quantified

    def tells(self, t: int, slack: int = _SLACK) -> bool:
        """Whether the timeline has a time that is close to ``t``."""
        return any(abs(moment.t - t) <= slack for moment in self.moments)


def read_postmortem(data: Mapping[str, Any], *, clock0: str, end: int) -> Postmortem:
    """Read the data of a draft; ``clock0`` and ``end`` place its times on the drill's clock."""
    written = data.get("text")
    text = written if isinstance(written, str) else ""
    given = structured_sections(data.get("sections"))
    sections = {**sections_in(text), **given}
    items = data.get("actions")
    actions = read_actions(items) if isinstance(items, list | tuple) and items else ()
    if not actions:
        actions = actions_in(sections.get("actions", ""))
    return Postmortem(
        sections=sections,
        actions=actions,
        moments=moments_in(sections.get("timeline", ""), clock0=clock0, end=end),
        text=text or "\n\n".join([*given.values(), *(action.what for action in actions)]),
    )
