"""The timeline: a line for every event that is worth one, with what staff noted about it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from simulator.debrief.cast import SeatNames, text_of
from simulator.debrief.data import Line
from simulator.debrief.human import Humans
from simulator.debrief.sentences import SILENT, Said, sentence
from simulator.debrief.sentences.register import fitting, template
from simulator.debrief.words import opening
from simulator.model.phrases import phrase
from simulator.model.records import Event
from simulator.model.units import clock_text

__all__ = ["lines_of"]

_SEATED = {
    "seat.taken": template("{who} sits down"),
    "seat.left": template("{who} leaves"),
}
"""Who sits where is told by the seat alone."""
_BESIDE = "rating.given"
"""Ratings stand beside what they are about."""


def lines_of(
    events: Sequence[Event], names: SeatNames, humans: Humans, cited: Container[int]
) -> Iterable[Line]:
    """Yield a line for every event that is worth one, and for all that is referred to."""
    known = {event.seq for event in events}
    for event in events:
        referred = event.seq in cited or event.seq in humans.notes
        noted = event.kind == "note.added" and event.data.get("ref") in known
        if referred or not (event.kind in SILENT or event.kind == _BESIDE or noted):
            yield _line(event, names, humans)


def _line(event: Event, names: SeatNames, humans: Humans) -> Line:
    said = _said(event, names)
    return Line(
        seq=event.seq,
        t=event.t,
        clock=clock_text(names.clock0, event.t, seconds=True),
        who=opening(said.who),
        text=opening(said.text),
        quote=said.quote,
        tone=said.tone,
        key=said.key,
        notes=humans.notes.get(event.seq, ()),
    )


def _said(event: Event, names: SeatNames) -> Said:
    if form := _SEATED.get(event.kind):
        seat = names.cast.tag(text_of(event.data, "person")) or phrase("Somebody")
        return Said(fitting({"who": seat}, form), key=False)
    return sentence(names.nameless(event), names)
