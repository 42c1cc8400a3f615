"""The geometry of a criterion in time: when it was due, and when it was done.

Places along the axis are percentages of its length, so a track is as wide as there is room and its
signs keep their size; heights are pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from simulator.debrief.data import Chart
from simulator.debrief.judged import Criterion, Sign, Step
from simulator.debrief.place import ticks_of
from simulator.model.phrases import Phrase, joined, listing, phrase_n

__all__ = ["Track", "TrackSpan", "axis_of", "track_of", "track_words"]

_ROW = 15
_MOST_ROWS = 6
"""More would make a card of a picture; what does not fit shares the last row."""
_TICKS = 8
_ROOM = 2.2
"""How much of the axis a sign takes, in per cent."""

Stretch = tuple[float, float]
Place = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class TrackSpan:
    """One opportunity: until when it was due, how early or late it was done, and its sign.

    Stretches are (start, length); a length of 0 is not drawn.
    """

    sign: Sign
    y: int
    due: Stretch
    early: Stretch
    late: Stretch
    mark: float
    title: Phrase


@dataclass(frozen=True, slots=True)
class Track:
    """All opportunities of one criterion, in as few rows as they need."""

    height: int
    spans: tuple[TrackSpan, ...]
    ticks: tuple[tuple[float, str], ...]
    words: Phrase


def axis_of(chart: Chart) -> tuple[tuple[float, str], ...]:
    """Return a few times of day along the axis of a chart, in per cent of its length."""
    size = max(1, chart.end - chart.start)
    ticks = ticks_of(chart.clock0, chart.start, chart.end)
    few = ticks[:: -(-len(ticks) // _TICKS) or 1]
    return tuple((round(100 * (t - chart.start) / size, 2), text) for t, text in few)


def track_words(criterion: Criterion) -> Phrase:
    """Say what a track shows, for who cannot see it.

    What was due is told in full beside it.
    """
    counts = Counter(step.sign for step in criterion.steps)
    told: dict[Sign, Phrase] = {
        "met": phrase_n("{n} as asked", "{n} as asked", counts["met"]),
        "partly": phrase_n("{n} in part", "{n} in part", counts["partly"]),
        "unmet": phrase_n("{n} not as asked", "{n} not as asked", counts["unmet"]),
        "open": phrase_n("{n} still open", "{n} still open", counts["open"]),
    }
    total = phrase_n("{n} opportunity", "{n} opportunities", counts.total())
    return joined([total, listing([told[sign] for sign in told if counts[sign]])], ": ")


def track_of(criterion: Criterion, chart: Chart, rows: int = _MOST_ROWS) -> Track:
    """Compute where everything goes, in at most so many rows."""
    size = max(1, chart.end - chart.start)

    def at(t: int) -> float:
        return round(100 * min(1.0, max(0.0, (t - chart.start) / size)), 2)

    free: list[float] = []
    spans = []
    for step in sorted(criterion.steps, key=lambda s: (min(s.start, s.mark), s.mark)):
        span = _span(step, at)
        left, right = _reach(span)
        row = next((n for n, until in enumerate(free) if until <= left), len(free))
        row = min(row, rows - 1)
        free[row:] = [max([right, *free[row : row + 1]]), *free[row + 1 :]]
        spans.append(replace(span, y=_ROW * row + _ROW // 2))
    height = _ROW * max(1, len(free))
    return Track(height, tuple(spans), axis_of(chart), track_words(criterion))


def _reach(span: TrackSpan) -> Stretch:
    """Return what a span takes of its row."""
    stretches = [x for x in (span.due, span.early, span.late) if x[1] > 0]
    places = [span.mark, *(x[0] for x in stretches), *(x[0] + x[1] for x in stretches)]
    return min(places) - _ROOM / 2, max(places) + _ROOM / 2


def _span(step: Step, at: Place) -> TrackSpan:
    start, due, mark = at(step.start), at(step.due), at(step.mark)
    done = step.met is not None
    return TrackSpan(
        sign=step.sign,
        y=0,
        due=_stretch(start, due),
        early=_stretch(mark, start if done else mark),
        late=_stretch(due, mark if done else due),
        mark=mark,
        title=step.text,
    )


def _stretch(start: float, stop: float) -> Stretch:
    return start, round(max(0.0, stop - start), 2)
