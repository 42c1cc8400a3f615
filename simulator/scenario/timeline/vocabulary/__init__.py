"""The words of a timeline: what a line can say happened, and which event of the log that is.

The tables in this package are the only place where they are defined; the page for authors is made
from them.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.scenario.timeline.vocabulary.leading import END, INCIDENT, PAGER, STEERING
from simulator.scenario.timeline.vocabulary.word import Word
from simulator.scenario.timeline.vocabulary.working import CHANGES, NEWS, WORK

__all__ = ["AREAS", "WORDS", "Word"]

AREAS: Mapping[str, tuple[Word, ...]] = {
    "Pager": PAGER,
    "Incident and roles": INCIDENT,
    "Work and diagnosis": WORK,
    "Changes to the system": CHANGES,
    "Steering and everything else": STEERING,
    "News": NEWS,
    "The end": END,
}
"""All words, as the page for authors shows them."""
WORDS: Mapping[str, Word] = {word.name: word for words in AREAS.values() for word in words}
