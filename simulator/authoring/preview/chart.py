"""The geometry of the preview's chart: who gets what, windows of action, and signals.

Everything is computed here, in units of the picture; the template only writes it down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.authoring.preview.data import LANES, Lane, Moment, Preview, Window
from simulator.debrief.data import Strip
from simulator.debrief.place import stack, ticks_of
from simulator.debrief.words import percent
from simulator.model.units import clock_text

__all__ = ["Picture", "draw"]

WIDTH = 1080
LEFT, RIGHT = 140.0, 1064.0
_ROW = 20.0
_GAP = 10.0
_LANE = 24.0
_STRIP = 46.0
_TOP = 28.0
_BETWEEN = 14.0
_GUTTER = 18
"""Characters that fit to the left of the plot."""
_DRAWN = frozenset(
    {
        "alert.fired", "alert.resolved", "page.sent", "escalation.sent", "fault.started",
        "fault.cleared", "inject.delivered", "inject.exec_question", "responder.joined",
        "action.finished", "action.failed", "incident.declared", "incident.resolved",
        "facts.changed",
    }
)  # fmt: skip

Place = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class Sign:
    """One moment with its label; the shape says what it is, so that colour need not."""

    x: float
    y: float
    clock: str
    label: str
    title: str
    shape: str
    flipped: bool


@dataclass(frozen=True, slots=True)
class LaneBox:
    """What takes the attention of one lane."""

    id: Lane
    name: str
    about: str
    y: float
    height: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class WindowBox:
    """When an action can be started, and how long it runs if it is started at once."""

    y: float
    x: float
    width: float
    run: float
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class StripBox:
    """One signal as a line, with its value at rest."""

    name: str
    service: str
    signal: str
    range: str
    y: float
    path: str
    area: str
    rest: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole chart, ready to be written down; ``alerts`` are the x of alerts that fire."""

    width: int
    height: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]
    lanes: tuple[LaneBox, ...]
    windows_y: float
    windows: tuple[WindowBox, ...]
    strips_y: float
    strips: tuple[StripBox, ...]
    alerts: tuple[tuple[float, str], ...]


def draw(preview: Preview) -> Picture:
    """Compute where everything goes."""
    scale = (RIGHT - LEFT) / max(1, preview.length)

    def at(t: int) -> float:
        return round(LEFT + min(t, preview.length) * scale, 1)

    y = _TOP
    lanes = []
    for lane in LANES:
        box = _lane(preview.moments, lane, at, y)
        lanes.append(box)
        y += box.height
    windows_y = y + _BETWEEN
    windows = [
        _window(preview, window, at, windows_y + _ROW * n)
        for n, window in enumerate(w for w in preview.windows if w.opens is not None)
    ]
    y = windows_y + _ROW * max(1, len(windows)) + _BETWEEN
    boxes = [_impact(preview, at, y)]
    for strip in preview.signals:
        y += _STRIP + _BETWEEN
        boxes.append(_strip(strip, at, y))
    fired = [m for m in preview.moments if m.kind == "alert.fired"]
    return Picture(
        width=WIDTH,
        height=y + _STRIP + _BETWEEN,
        left=LEFT,
        right=RIGHT,
        ticks=tuple((at(t), text) for t, text in ticks_of(preview.clock0, 0, preview.length)),
        lanes=tuple(lanes),
        windows_y=windows_y,
        windows=tuple(windows),
        strips_y=boxes[0].y,
        strips=tuple(boxes),
        alerts=tuple((at(m.t), f"{m.clock} {m.label}") for m in fired),
    )


def _lane(moments: Sequence[Moment], lane: tuple[Lane, str, str], at: Place, top: float) -> LaneBox:
    key, name, about = lane
    mine = [m for m in moments if m.lane == key and m.kind in _DRAWN]
    items = [(at(m.t), at(m.t), f"{m.clock} {_short(m.label, 28)}") for m in mine]
    placed, rows = stack(items, LEFT, RIGHT, _GAP)
    signs = tuple(
        Sign(
            x=p.x,
            y=top + 14.0 + _ROW * p.row,
            clock=mine[p.index].clock,
            label=_short(mine[p.index].label, 28),
            title=f"{mine[p.index].clock} {mine[p.index].text}",
            shape=_shape(mine[p.index].kind),
            flipped=p.flipped,
        )
        for p in placed
    )
    return LaneBox(key, name, about, top, max(rows * _ROW, _LANE) + 9.0, signs)


def _shape(kind: str) -> str:
    area = kind.partition(".")[0]
    return {"inject": "diamond", "alert": "triangle", "fault": "square"}.get(area, "circle")


def _window(preview: Preview, window: Window, at: Place, y: float) -> WindowBox:
    opens = window.opens or 0
    x = at(opens)
    closes = at(window.closes if window.closes is not None else opens)
    done = at(window.done if window.done is not None else opens)
    hit = f": {percent(window.before)} → {percent(window.after)}" if window.done else ""
    title = (
        f"{window.title}: can be started from {clock_text(preview.clock0, opens)} on; "
        f"takes {window.takes}{hit}"
    )
    return WindowBox(
        y, x, max(2.0, closes - x), max(2.0, done - x), _short(window.id, _GUTTER), title
    )


def _impact(preview: Preview, at: Place, top: float) -> StripBox:
    values = [level for _, level in preview.impact]
    most = max(values, default=0.0) or 1.0
    path = _path([(at(t), _up(top, level, 0.0, most)) for t, level in preview.impact])
    base = _up(top, 0.0, 0.0, most)
    area = f"{LEFT:g},{base:g} {path} {RIGHT:g},{base:g}"
    worst = f"at most {percent(max(values, default=0.0))}"
    return StripBox("users hit", "Impact", "users hit", worst, top, path, area, base)


def _strip(strip: Strip, at: Place, top: float) -> StripBox:
    low, high = min(*strip.values, strip.rest), max(*strip.values, strip.rest)
    points = [
        (at(t), _up(top, v, low, high)) for t, v in zip(strip.times, strip.values, strict=True)
    ]
    service, _, signal = strip.name.partition(" ")
    return StripBox(
        name=strip.name,
        service=_short(service, _GUTTER),
        signal=_short(signal, _GUTTER),
        range=f"{strip.usual} → {strip.worst}",
        y=top,
        path=_path(points),
        area="",
        rest=_up(top, strip.rest, low, high),
    )


def _up(top: float, value: float, low: float, high: float) -> float:
    room = (high - low) or 1.0
    return round(top + _STRIP - 3 - (value - low) / room * (_STRIP - 6), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _short(text: str, most: int) -> str:
    """Cut what would run into the picture; the whole text is in the tooltip and the tables."""
    return text if len(text) <= most else text[: most - 1] + "…"
