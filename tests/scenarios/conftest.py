"""A room without pages: one of the built-in scenarios played by the clock, and what people see."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE, SECOND, clock_text, parse_clock
from simulator.rehearsal import new_header
from simulator.rules.views import Viewer
from simulator.scenario import Library, load_policy
from simulator.session import Sender, Session, SteppedClock

BOSS = Sender("facilitator", staff=True)
NAMES = {"ic": "Ana", "ol": "Ben", "cl": "Cho"}


class Nowhere:
    """A journal that forgets."""

    def append(self, records, position) -> None:
        del records, position


class Room:
    """A drill with three people, whose ids are their seats; times are those of the drill's day."""

    def __init__(self, scenario, policy, seed: int) -> None:
        self.scenario = scenario
        self.policy = policy
        self.clock = SteppedClock(0)
        self.session = Session(
            header=new_header("d1", scenario, "", policy, seed),
            scenario=scenario,
            policy=policy,
            clock=self.clock,
            journal=Nowhere(),
        )
        for seat, name in NAMES.items():
            self.do(seat, "seat.take", name=name, seat=seat)
        assert self.session.submit(BOSS, "drill.start", {})["ok"]

    def ms(self, clock: str) -> int:
        """Turn ``14:15`` or ``14:15:30`` into drill time."""
        minutes = parse_clock(clock[:5]) - parse_clock(self.scenario.start)
        return minutes * MINUTE + int(clock[6:] or 0) * SECOND

    def at(self, clock: str) -> Room:
        """Let the drill run to a time of the day."""
        self.clock.now = self.ms(clock)
        self.session.advance()
        return self

    def end(self) -> Room:
        self.clock.now = self.scenario.length
        self.session.advance()
        return self

    def ask(self, by: str, verb: str, /, **args):
        return self.session.submit(Sender(by), verb, args, None)

    def do(self, by: str, verb: str, /, **args) -> None:
        answer = self.ask(by, verb, **args)
        assert answer["ok"], (verb, answer)

    def refused(self, by: str, verb: str, /, **args) -> str:
        answer = self.ask(by, verb, **args)
        assert not answer.get("ok"), (verb, answer)
        return answer["error"]["message"]

    def start(self, action: str, seat: str = "ol") -> None:
        self.do(seat, "action.start", action=action)

    def look(self, source: str, seat: str = "ol") -> str:
        """Look at a source, wait as long as that takes, and return the lines that it shows."""
        self.do(seat, "evidence.query", source=source)
        self.clock.now += self.scenario.evidence[source].takes
        self.session.advance()
        return "\n".join(self.last("evidence.viewed").data["lines"])

    def sees(self, seat: str):
        """Return the sections on somebody's screen at this moment."""
        return self.session.feed(Viewer(seat, seat)).whole(self.clock.now)["sections"]

    def chart(self, series: str, seat: str = "ic") -> float | None:
        """Return the newest point of a chart on somebody's screen."""
        return self.sees(seat)["signals"]["values"][series][-1]

    def firing(self, seat: str = "ic") -> set[str]:
        """Return the names of the alerts that somebody sees firing."""
        return {row["alert"] for row in self.sees(seat)["alerts"] if row["resolved_at"] is None}

    @property
    def events(self):
        return list(self.session.events_after(0))

    @property
    def impact(self) -> float:
        """How many users are hit, as the world says it; nobody in the room sees this."""
        series = self.session.state.series[self.scenario.impact]
        return series.true_value(self.clock.now) - series.base

    def of(self, *kinds: str):
        return [event for event in self.events if event.kind in kinds]

    def last(self, kind: str):
        return self.of(kind)[-1]

    def when(self, kind: str, **data) -> list[str]:
        """Return the times of the day of all events of a kind with these values."""
        return [
            clock_text(self.scenario.start, event.t, seconds=True)
            for event in self.of(kind)
            if data.items() <= event.data.items()
        ]

    def heard(self) -> list[str]:
        """Return the injects that came, in their order."""
        return [e.data["id"] for e in self.of("inject.delivered", "inject.exec_question")]


@pytest.fixture(scope="session")
def built_in():
    """Find a built-in scenario by its id."""
    library = Library()
    return lambda name: library.find(name).scenario


@pytest.fixture(scope="session")
def room(built_in):
    """Start a drill of a built-in scenario."""
    policy = load_policy("imag")
    return lambda name, seed=1: Room(built_in(name), policy, seed)
