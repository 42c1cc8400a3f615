"""A session without wall time, and a journal that can be looked into or made to fail."""

from __future__ import annotations

import pytest

from simulator.rehearsal import new_header
from simulator.session import Sender, Session, SteppedClock

MINUTE = 60_000
BOSS = Sender("facilitator", staff=True)


class Journal:
    """Keeps what was stored; ``broken`` makes the disk full."""

    def __init__(self) -> None:
        self.records: list = []
        self.broken = False

    def append(self, records, position) -> None:
        if self.broken:
            raise OSError("disk full")
        self.records.extend(records)


class Table:
    """A drill on the table: session, clock and journal, and short words to use them."""

    def __init__(self, scenario, policy, seed=1, records=(), until=0) -> None:
        self.clock = SteppedClock(until)
        self.journal = Journal()
        self.journal.records.extend(records)
        self.session = Session(
            header=new_header("d1", scenario, "", policy, seed),
            scenario=scenario,
            policy=policy,
            clock=self.clock,
            journal=self.journal,
            records=tuple(records),
            until=until,
        )

    def boss(self, verb, **args):
        return self.session.submit(BOSS, verb, args)

    def ask(self, person, verb, key=None, **args):
        return self.session.submit(Sender(person), verb, args, key)

    def do(self, person, verb, **args):
        answer = self.ask(person, verb, **args)
        assert answer["ok"], (verb, answer)
        return answer["seq"]

    def sit(self, *seats):
        for seat in seats:
            self.do(f"p-{seat}", "seat.take", name=seat.title(), seat=seat)
        return self

    def start(self):
        assert self.boss("drill.start")["ok"]
        return self

    def at(self, t):
        self.clock.now = t
        self.session.advance()
        return self

    def kinds(self):
        return [event.kind for event in self.session.events_after(0)]

    def last(self, kind):
        return [event for event in self.session.events_after(0) if event.kind == kind][-1]


@pytest.fixture
def table(payment, imag):
    """Make a table; the payment outage unless told otherwise."""

    def make(scenario=payment, **options):
        return Table(scenario, imag, **options)

    return make
