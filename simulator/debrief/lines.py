"""The timeline: a line for every event that is worth one, with what staff noted about it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from simulator.debrief.cast import SeatNames, text_of
from simulator.debrief.data import Line
from simulator.debrief.human import Humans
from simulator.debrief.sentences import SILENT, Said, sentence
from simulator.debrief.words import opening, seat_tag
from simulator.model.phrases import NOTHING, Phrase, phrase
from simulator.model.records import Event
from simulator.model.seats import WORLD
from simulator.model.units import clock_text

__all__ = ["lines_of"]

_SEATED = {"seat.taken": phrase("sits down"), "seat.left": phrase("leaves")}
"""Who sits where is told by the seat alone."""
_NO_SEAT = ("persona", "")
"""Roles of those who act from no seat."""
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
    seat, who = _who(event, said, names)
    return Line(
        seq=event.seq,
        t=event.t,
        clock=clock_text(names.clock0, event.t, seconds=True),
        seat=seat,
        who=opening(who),
        text=said.text if seat or who else opening(said.text),
        quote=said.quote,
        tone=said.tone,
        key=said.key,
        notes=humans.notes.get(event.seq, ()),
    )


def _who(event: Event, said: Said, names: SeatNames) -> tuple[Phrase, str]:
    """Return the seat that did something, and who did if that is somebody without one."""
    if event.kind in _SEATED:
        return names.cast.tag(text_of(event.data, "person")), ""
    if said.world or event.role == WORLD:
        return NOTHING, ""
    if event.role in _NO_SEAT:
        return seat_tag(event.role), said.subject or names.subject(event)
    return names.subject(event), said.subject


def _said(event: Event, names: SeatNames) -> Said:
    if event.kind in _SEATED:
        return Said(_SEATED[event.kind], key=False)
    return sentence(names.nameless(event), names)
