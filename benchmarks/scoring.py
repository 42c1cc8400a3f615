"""How fast a log is scored: whole, as it grows, and again and again while a drill runs.

Prints ``{"figures": [...]}``; see :mod:`benchmarks.engine` for the form. The logs are made from one
drill that the expert crew played: a long one repeats what goes on in an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import count, islice
from typing import Any

from benchmarks.timing import Figure, figure, in_turns, report
from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.model.units import MINUTE, SECOND
from simulator.rehearsal import play
from simulator.scenario import load_policy, load_rubric, load_scenario
from simulator.scoring import Judge, Trace, score

_ONCE = ("drill", "seat", "incident", "severity", "role", "exit_criteria", "fault", "recovery",
         "postmortem")  # fmt: skip
"""Areas of what happens once in an incident, and is not repeated in a long one."""
_TIMES = ("at", "expected", "next_at", "ready_at")
"""Fields that hold a time."""
_FROM, _UNTIL = 10 * MINUTE, 95 * MINUTE
"""The part of the drill that is repeated."""
_SIZES = (100, 1_000, 10_000)
_ROOMS = 200
_EVERY = 5 * SECOND


def repeated(events: Sequence[Event], gap: int) -> Iterator[Event]:
    """Repeat what goes on in an incident without end, each time later by ``gap`` ms.

    Ids and words differ from one time to the next, as they would.
    """
    work = [e for e in events if _FROM <= e.t < _UNTIL and e.kind.partition(".")[0] not in _ONCE]
    for number in count(1):
        yield from (_again(event, number, number * gap) for event in work)


def _again(event: Event, number: int, later: int) -> Event:
    data: dict[str, Any] = dict(event.data)
    for key, value in data.items():
        if key in ("id", "text", "topic") and isinstance(value, str):
            data[key] = f"{value} {number}"
        elif key in _TIMES and isinstance(value, int):
            data[key] = value + later
    return Event(event.seq, event.t + later, event.kind, event.actor, event.role, data)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Put events in order, numbered without a gap, with what refers to them."""
    found = sorted(events, key=lambda e: (e.t, e.seq))
    # A repetition has the seq of what it repeats; where something refers to it, the first is meant.
    numbers = {e.seq: n for n, e in reversed(list(enumerate(found, 1)))}
    return [_numbered(event, seq, numbers) for seq, event in enumerate(found, 1)]


def _numbered(event: Event, seq: int, numbers: dict[int, int]) -> Event:
    data = dict(event.data)
    if "refs" in data:
        data["refs"] = [numbers.get(ref, ref) for ref in data["refs"]]
    return Event(seq, event.t, event.kind, event.actor, event.role, data)


def dense(events: Sequence[Event], size: int, length: int) -> list[Event]:
    """Make a busy drill of ``length`` ms with exactly ``size`` events."""
    own = [e for e in events if e.t < length]
    more = (e for e in repeated(events, 37 * SECOND) if e.t < length)
    return in_order([*own, *islice(more, size - len(own))])


def long(events: Sequence[Event], size: int) -> list[Event]:
    """Make a log of ``size`` events, as dense as the drill and as long as it takes."""
    own = [e for e in events if e.t < _UNTIL]
    more = repeated(events, _UNTIL - _FROM)
    return in_order([*own, *islice(more, max(0, size - len(own)))])[:size]


class Live:
    """A log that grows while it is judged."""

    def __init__(self, header: Header, events: Sequence[Event], policy: Policy) -> None:
        """Judge what there is."""
        self.judge = Judge(Trace(header, events, policy), load_rubric())
        self.judge.card()
        self._now = events[-1].t if events else 0
        self._seq = len(events)

    def tick(self) -> None:
        """Let time go by, and judge again."""
        self.add((), self._now + _EVERY)

    def one(self, event: Event) -> None:
        """Add one event, and judge again."""
        self._seq += 1
        now = max(self._now, event.t)
        self.add((Event(self._seq, now, event.kind, event.actor, event.role, event.data),), now)

    def add(self, events: Sequence[Event], now: int) -> None:
        """Add what happened until ``now``, and judge again."""
        self._now = now
        self.judge.trace.extend(events, now=now)
        self.judge.card()


def watched(header: Header, events: Sequence[Event], policy: Policy, length: int) -> None:
    """Judge a drill every five seconds from its start to its end."""
    live, done = Live(header, (), policy), 0
    for now in range(_EVERY, length + _EVERY, _EVERY):
        until = done
        while until < len(events) and events[until].t <= now:
            until += 1
        live.add(events[done:until], now)
        done = until


def measure(runs: int) -> list[Figure]:
    """Measure everything in turns, so that a noisy moment of the machine hits all alike."""
    text = (files("scenarios") / "payment-outage.yaml").read_text(encoding="utf-8")
    policy, rubric, length = load_policy("imag"), load_rubric(), 100 * MINUTE
    log = play(load_scenario(text), policy, crew="expert", seed=1).log
    header, busy = log.header, dense(log.events, 500, length)
    grown = [long(log.events, size) for size in _SIZES]
    ticking, growing = Live(header, busy, policy), Live(header, busy, policy)
    more = repeated(log.events, _UNTIL - _FROM)
    whole, *sizes, event, tick = in_turns(
        runs,
        lambda _: score(header, busy, policy, rubric),
        *(lambda _, events=events: score(header, events, policy, rubric) for events in grown),
        lambda _: growing.one(next(more)),
        lambda _: ticking.tick(),
    )
    (through,) = in_turns(1, lambda _: watched(header, busy, policy, length))
    again = through / (length // _EVERY)
    logs = list(zip(_SIZES, sizes, strict=True))
    small, middle, big = (ms / size for size, ms in logs)
    share = _ROOMS * again / _EVERY
    return [
        figure("a log of 100 minutes and 500 events", whole, "ms", "lower"),
        *(figure(f"a log of {n:,} events", ms, "ms", "lower") for n, ms in logs),
        figure("time per event, 10,000 events", big / middle, "ratio", "lower",
               "1,000 events, in the same run; 1 is linear"),
        figure("time per event, 1,000 events", middle / small, "ratio", "lower",
               "100 events, in the same run; 1 is linear"),
        figure("again after one new event, at 500 events", event, "ms", "lower"),
        figure("again after five seconds without any", tick, "ms", "lower"),
        figure("again every five seconds, over 100 minutes", again, "ms", "lower"),
        figure(f"{_ROOMS} rooms, each judged every five seconds", 100 * share, "% of one core",
               "lower"),
    ]  # fmt: skip


if __name__ == "__main__":
    report(__doc__, measure, runs=10)
