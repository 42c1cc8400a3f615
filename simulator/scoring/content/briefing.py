"""What executives and a regulator need of an update: state, actions, impact, and how long still."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.public import ACTION, EFFECT, WHO, names_trouble
from simulator.scoring.content.searching import lowered
from simulator.scoring.content.words import PLACEHOLDERS, WORD, has_words

__all__ = ["BRIEFED", "EXECUTIVE", "briefed"]

BRIEFED = frozenset({"executives", "regulator"})
"""Audiences that need four things."""
EXECUTIVE = ("state", "actions", "impact", "expected")
"""What they need: where it stands, what is done about it, whom it hits, when it ends."""

_NO_WORDS = Glossary()
_AS_FORM = {
    "state": "status",
    "actions": "next_action",
    "impact": "impact",
    "expected": "next_at",
}
_FEWEST = 8
"""A text of fewer words is not searched for what it may mean."""
_OWN_WORDS = 4
"""Beside the keywords a sentence has this many words of its own."""
_PROSE = {
    "state": re.compile(
        r"\b(?:we (?:are|were) in|sev-?\d|p[0-4]|declared|outage|major incident|investigating"
        r"|identified|mitigat\w+|monitoring|recover\w+|restored|resolved|degraded)\b",
    ),
    "actions": re.compile(
        rf"\bactions? (?:in progress|under ?way)|\b(?:in progress|under ?way)\b|{ACTION.pattern}",
    ),
    "expected": re.compile(
        r"\b(?:expect\w*|eta|estimat\w+|should|within|until|by|in|next update)\b[^.]{0,40}?"
        r"\b(?:\d+ ?(?:m|mins?|minutes?|h|hours?)\b|\d{1,2}[:.]\d{2})",
    ),
}


@lru_cache(maxsize=256)
def briefed(fields: frozenset[str], body: str, glossary: Glossary = _NO_WORDS) -> frozenset[str]:
    """Find the four things that executives need: fields of an update first, then its words."""
    told = frozenset(name for name, field in _AS_FORM.items() if field in fields)
    if len(told) == len(EXECUTIVE) or not has_words(body, _FEWEST) or _is_soup(body):
        return told
    lower = lowered(body)
    told |= {name for name, pattern in _PROSE.items() if pattern.search(lower)}
    return told | ({"impact"} if names_trouble(body, glossary) else frozenset())


def _is_soup(text: str) -> bool:
    text = lowered(text)
    for pattern in (*_PROSE.values(), WHO, EFFECT):
        text = pattern.sub(" ", text)
    own = {word for word in WORD.findall(text) if not word[0].isdigit()} - PLACEHOLDERS
    return len(own) < _OWN_WORDS
