"""The geometry of the one chart: impact, what each seat did, and signals on one time axis.

Everything is computed here, in units of the picture; the template only writes it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.debrief.data import Chart, Lane, Moment, Run, Strip
from simulator.debrief.place import Placed, stack, text_width, ticks_of
from simulator.debrief.words import percent, seat_tag
from simulator.model.phrases import Phrase, catalogued, joined, phrase

__all__ = ["Bar", "LaneBox", "Mark", "Picture", "StripBox", "draw"]

WIDTH = 1080
LEFT, RIGHT = 140.0, 1064.0
_ROW = 20.0
_GAP = 10.0
_IMPACT = 92.0
_STRIP = 46.0
_TOP = 28.0
_BETWEEN = 14.0
_GUTTER = 17
"""Characters that fit to the left of the plot."""
_SCALES = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
_LANES: tuple[tuple[Lane, Phrase, Phrase], ...] = (
    ("world", phrase("World"), phrase("the system")),
    ("ic", seat_tag("ic"), phrase("command")),
    ("ol", seat_tag("ol"), phrase("operations")),
    ("cl", seat_tag("cl"), phrase("communication")),
)

Place = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: a sign and, if it is a turn, its label."""

    x: float
    y: float
    clock: str
    label: str
    title: Phrase
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A change to the system while it ran; an open one had not finished."""

    x: float
    y: float
    width: float
    open: bool


@dataclass(frozen=True, slots=True)
class LaneBox:
    """The events of one lane."""

    id: Lane
    name: Phrase
    about: Phrase
    y: float
    height: float
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    small: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class StripBox:
    """One signal as a line, with its value at rest."""

    name: str
    service: str
    signal: str
    y: float
    height: float
    path: str
    rest: float
    usual: str
    worst: str


@dataclass(frozen=True, slots=True)
class ImpactBox:
    """The share of affected users as an area of steps."""

    y: float
    height: float
    area: str
    line: str
    top: str
    labels: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole chart, ready to be written down."""

    width: int
    height: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]
    impact: ImpactBox | None
    lanes: tuple[LaneBox, ...]
    strips: tuple[StripBox, ...]


def draw(chart: Chart) -> Picture:
    """Compute where everything goes."""
    scale = (RIGHT - LEFT) / max(1, chart.end - chart.start)

    def at(t: int) -> float:
        return round(LEFT + (min(t, chart.end) - chart.start) * scale, 1)

    y = _TOP
    impact = _impact(chart, at, y) if chart.impact else None
    y += _IMPACT + _BETWEEN if impact else 0.0
    lanes: list[LaneBox] = []
    for lane in _LANES:
        box = _lane(chart, lane, at, y)
        lanes.append(box)
        y += box.height
    y += _BETWEEN
    strips: list[StripBox] = []
    for strip in chart.strips:
        strips.append(_strip(strip, at, y))
        y += _STRIP + _BETWEEN
    ticks = tuple((at(t), text) for t, text in ticks_of(chart.clock0, chart.start, chart.end))
    return Picture(WIDTH, y + 8.0, LEFT, RIGHT, ticks, impact, tuple(lanes), tuple(strips))


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


# -- impact ------------------------------------------------------------------------------------


def _impact(chart: Chart, at: Place, top: float) -> ImpactBox:
    worst = max(step.level for step in chart.impact)
    scale = next(s for s in _SCALES if worst <= s)
    base = top + _IMPACT

    def up(level: float) -> float:
        return round(base - level / scale * (_IMPACT - 16), 1)

    corners = [(at(chart.start), base)]
    for step in chart.impact:
        corners += [(at(step.t), corners[-1][1]), (at(step.t), up(step.level))]
    corners.append((at(chart.end), corners[-1][1]))
    return ImpactBox(
        y=top,
        height=_IMPACT,
        area=_points([*corners, (corners[-1][0], base)]),
        line=_points(corners),
        top=percent(scale),
        labels=_levels(chart, at, up),
    )


def _levels(chart: Chart, at: Place, up: Callable[[float], float]) -> tuple[Mark, ...]:
    """Label levels where there is room, those that lasted longest first: a ramp has no level."""
    ends = [*(step.t for step in chart.impact[1:]), chart.end]
    steps = sorted(zip(chart.impact, ends, strict=True), key=lambda pair: pair[0].t - pair[1])
    kept: list[Mark] = []
    for step, _ in steps:
        label, x = percent(step.level), at(step.t) + 3
        width = text_width(label) + _GAP
        if all(abs(x - mark.x) >= width for mark in kept) and x + width <= RIGHT:
            title = phrase("{clock} impact {share}", clock=step.clock, share=label)
            kept.append(Mark(x, up(step.level) - 5, step.clock, label, title))
    return tuple(kept)


# -- lanes -------------------------------------------------------------------------------------


def _lane(chart: Chart, lane: tuple[Lane, Phrase, Phrase], at: Place, top: float) -> LaneBox:
    key, name, about = lane
    moments = [m for m in chart.moments if m.lane == key]
    runs = [r for r in chart.runs if r.lane == key]
    turns: list[Moment | Run] = [*(m for m in moments if m.major), *runs]
    turns.sort(key=_time)
    items = [(at(_time(one)), _until(one, chart, at), _label(one)) for one in turns]
    placed, rows = stack(items, LEFT, RIGHT, _GAP)
    # A lane without small marks and turns keeps one row, so that its emptiness can be seen.
    small = [m for m in moments if not m.major]
    height = max(rows, 1) * _ROW + (12.0 if small else 0.0) + 9.0
    row_y = [top + 14.0 + _ROW * n for n in range(max(rows, 1))]
    return LaneBox(
        id=key,
        name=name,
        about=about,
        y=top,
        height=height,
        marks=tuple(_mark(turns[p.index], p, row_y) for p in placed),
        bars=tuple(
            _bar(turn, items[p.index], row_y[p.row])
            for p in placed
            if isinstance(turn := turns[p.index], Run)
        ),
        small=tuple(Mark(at(m.t), top + height - 12.0, m.clock, "", _title(m)) for m in small),
    )


def _time(one: Moment | Run) -> int:
    return one.start if isinstance(one, Run) else one.t


def _until(one: Moment | Run, chart: Chart, at: Place) -> float:
    if isinstance(one, Moment):
        return at(one.t)
    return at(chart.end if one.end is None else one.end)


def _label(one: Moment | Run) -> str:
    """Return what decides how much room is needed."""
    return f"{one.clock} {one.title if isinstance(one, Run) else one.label}"


def _mark(one: Moment | Run, place: Placed, rows: list[float]) -> Mark:
    label = one.title if isinstance(one, Run) else one.label
    return Mark(place.x, rows[place.row], one.clock, label, _title(one), place.flipped)


def _title(one: Moment | Run) -> Phrase:
    """Return the whole story of a mark, for who points at it."""
    if isinstance(one, Moment):
        return joined([one.clock, one.text], " ")
    outcome = joined([one.outcome, one.end_clock], " ") if one.end_clock else one.outcome
    return joined([joined([one.clock, one.title], " "), outcome])


def _bar(run: Run, item: tuple[float, float, str], y: float) -> Bar:
    start, stop, _ = item
    return Bar(start, y + 4.0, round(max(2.0, stop - start), 1), run.end is None)


# -- signals -----------------------------------------------------------------------------------


def _strip(strip: Strip, at: Place, top: float) -> StripBox:
    rest = strip.rest
    low, high = min(*strip.values, rest), max(*strip.values, rest)
    room = (high - low) or 1.0

    def up(value: float) -> float:
        return round(top + _STRIP - 3 - (value - low) / room * (_STRIP - 6), 1)

    points = zip(strip.times, strip.values, strict=True)
    service, _, signal = strip.name.partition(" ")
    return StripBox(
        name=strip.name,
        service=_short(service),
        # What we call our own signals is in the catalogue; what a scenario calls others is not.
        signal=_short(catalogued(signal)),
        y=top,
        height=_STRIP,
        path=_points((at(t), up(value)) for t, value in points),
        rest=up(rest),
        usual=strip.usual,
        worst=strip.worst,
    )


def _short(text: str) -> str:
    """Cut what would run into the picture; the whole name is in the tooltip and the table."""
    return text if len(text) <= _GUTTER else text[: _GUTTER - 1] + "…"
