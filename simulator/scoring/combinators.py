"""Temporal rules that criteria are made of: each says which obligations were met, and when.

Bounded response, recurrence and precedence are those of metric temporal logic (Koymans 1990);
partial credit is how far a time may shift before the answer changes. Times are ms of drill time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from simulator.model.phrases import NOTHING, Phrase
from simulator.model.records import Event

__all__ = [
    "Interval",
    "Obligation",
    "Recurrence",
    "Window",
    "deadline",
    "lin",
    "overlap",
    "precedence",
    "ratio",
    "recurrence",
]

Span = tuple[int, int]
"""``(full credit, zero credit)``, as a policy gives it."""

Interval = tuple[int, int]
"""From (included) until (not included)."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One opportunity to do the right thing, and what came of it.

    ``when`` it arose, ``due`` until when it earned full credit, ``met_at`` when it was met if it
    was. ``credit`` is 0..1, or None while the log ends too early to say.
    """

    when: int
    due: int
    met_at: int | None
    credit: float | None
    evidence: tuple[int, ...] = ()
    note: Phrase = NOTHING

    @property
    def delay(self) -> int | None:
        """How long it took, in ms; negative if it was met before it arose."""
        return None if self.met_at is None else self.met_at - self.when


def lin(x: float, full: float, zero: float) -> float:
    """Give 1 up to ``full``, 0 from ``zero`` on and a straight line between.

    With ``zero`` below ``full`` more is better: 1 from ``full`` on, 0 down from ``zero``.

    >>> lin(7, 5, 15), lin(28, 30, 10)
    (0.8, 0.9)
    """
    sign = 1 if full <= zero else -1
    x, full, zero = sign * x, sign * full, sign * zero
    if x <= full:
        return 1.0
    return 0.0 if x >= zero else (zero - x) / (zero - full)


def deadline(
    start: int,
    responses: Iterable[Event],
    span: Span,
    end: int,
    trigger: Iterable[int] = (),
) -> Obligation:
    """Ask for the first response within ``span`` of ``start``.

    ``end`` is when the log ends: without a response it is an open question, not a failure, as long
    as full credit could still have been had. ``trigger`` are the seqs that raised the obligation.
    """
    first = min(responses, key=lambda e: (e.t, e.seq), default=None)
    due = start + span[0]
    seqs = tuple(trigger)
    if first is None:
        return Obligation(start, due, None, None if end < due else 0.0, seqs)
    credit = lin(first.t - start, *span)
    return Obligation(start, due, first.t, credit, (*seqs, first.seq))


def ratio(obligations: Iterable[Obligation]) -> float | None:
    """Return the mean credit of those obligations that can be judged, None if there are none."""
    known = [o.credit for o in obligations if o.credit is not None]
    return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time with one demand on how old the newest word may be."""

    start: int
    end: int
    span: Span
    limit: int | None = None
    """How long a silence may be at most; without it, as long as ``span`` gives any credit."""

    @property
    def longest(self) -> Span:
        """Full and no credit for the length of a silence."""
        limit = self.span[1] if self.limit is None else self.limit
        return limit, 2 * limit


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How well a rhythm was kept: the value, the longest silence, one obligation per interval."""

    value: float
    silence: Interval
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    """From one word to the next, each with its seq if there was one, and the windows it is in."""

    start: int
    end: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    windows: tuple[Window, ...]

    def earned(self) -> float:
        """Integrate the credit for the age of the newest word."""
        return sum(
            _area(self.start, max(self.start, w.start), min(self.end, w.end), w.span)
            for w in self.windows
        )

    def worst(self, span_of: Callable[[Window], Span]) -> float:
        """Return the least credit for its length that any window gave while it lasted."""
        inside = (w for w in self.windows if w.start < self.end)
        earned = (lin(min(self.end, w.end) - self.start, *span_of(w)) for w in inside)
        return min(earned, default=1.0)

    def obligation(self) -> Obligation:
        """Ask that the next word comes before this one is too old."""
        full, zero = next(w for w in self.windows if self.end <= w.end).span
        met = self.end if self.after else None
        credit = lin(self.end - self.start, full, zero)
        seqs = (*self.before, *self.after)
        return Obligation(self.start, self.start + full, met, credit, seqs)


def recurrence(points: Sequence[Event], windows: Sequence[Window], since: int) -> Recurrence:
    """Ask for a word that is never too old, through ``windows`` in order.

    Half the value is the time average of the credit for the age of the newest word, half the
    credit for the longest silence (full at a window's limit, none at twice that), so a burst cannot
    make up for a gap. Until the first word the age counts from ``since``; where there is a hole
    between windows, from where the next one begins. Without any word there is as much credit as
    for the first one, were it to come at the end.
    """
    gaps = list(_gaps(points, windows, since))
    silence = max(((g.start, g.end) for g in gaps), key=lambda gap: gap[1] - gap[0])
    if not any(g.before or g.after for g in gaps):
        open_ = [
            Obligation(g.start, g.start + g.windows[0].span[0], None, g.worst(lambda w: w.span))
            for g in gaps
        ]
        return Recurrence(min(o.credit or 0.0 for o in open_), silence, tuple(open_))
    earned = sum(g.earned() for g in gaps) / sum(w.end - w.start for w in windows)
    longest = min(g.worst(lambda w: w.longest) for g in gaps)
    asked = tuple(g.obligation() for g in gaps if g.windows)
    return Recurrence((earned + longest) / 2, silence, asked)


def _gaps(points: Sequence[Event], windows: Sequence[Window], since: int) -> Iterator[_Gap]:
    for stretch in _stretches(windows):
        first = stretch[0] is windows[0]
        starts, ends = [w.start for w in stretch], [w.end for w in stretch]
        start, end = since if first else starts[0], ends[-1]
        heard = [p for p in points if p.t < end and (first or p.t >= start)]
        marks = [(start, tuple(p.seq for p in heard if p.t <= start)[-1:])]
        marks += [(p.t, (p.seq,)) for p in heard if p.t > start]
        for (a, before), (b, after) in zip(marks, [*marks[1:], (end, ())], strict=True):
            inside = slice(bisect_left(ends, a), bisect_left(starts, b))
            yield _Gap(a, b, before, after, stretch[inside])


def _stretches(windows: Sequence[Window]) -> Iterator[tuple[Window, ...]]:
    """Cut windows where there is a hole between them."""
    begun = 0
    for index, window in enumerate(windows):
        if index and windows[index - 1].end < window.start:
            yield tuple(windows[begun:index])
            begun = index
    yield tuple(windows[begun:])


def _area(newest: int, start: int, end: int, span: Span) -> float:
    """Integrate the credit for the age of ``newest`` over ``[start, end)``."""
    if end <= start:
        return 0.0
    return _earned(end - newest, span) - _earned(start - newest, span)


def _earned(age: int, span: Span) -> float:
    """Integrate ``lin`` over ages 0 to ``age``."""
    full, zero = span
    if age <= full or zero <= full:
        return float(min(age, full))
    left = zero - min(age, zero)
    return full + ((zero - full) ** 2 - left**2) / (2 * (zero - full))


def precedence(
    event: Event,
    earlier: Iterable[Event],
    counts: Callable[[Event], bool],
) -> Obligation:
    """Ask that something that ``counts`` came before ``event``; the newest such is the evidence."""
    found = [e for e in earlier if (e.t, e.seq) < (event.t, event.seq) and counts(e)]
    if not found:
        return Obligation(event.t, event.t, None, 0.0, (event.seq,))
    newest = max(found, key=lambda e: (e.t, e.seq))
    return Obligation(event.t, event.t, newest.t, 1.0, (newest.seq, event.seq))


def overlap(one: Iterable[Interval], other: Iterable[Interval]) -> int:
    """Return for how long an interval of ``one`` and an interval of ``other`` run together."""
    others = list(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in others)
