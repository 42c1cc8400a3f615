"""What a bot knows: its newest view, and what it remembers of the events that went by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from simulator.bots.alarm import alarm_at
from simulator.bots.crews import Crew, crew_named
from simulator.bots.draws import Dice
from simulator.bots.notebook import Notebook
from simulator.bots.outside import calm_outside, outside_looks
from simulator.bots.reading import Charts, read_charts
from simulator.bots.sight import Sight
from simulator.model.units import MINUTE

__all__ = ["Mind"]

Row = Mapping[str, Any]
T = TypeVar("T")

_REMEMBERED = (
    "message.posted", "decision.logged", "plan.reviewed", "plan.alternative", "incident.resolved",
)  # fmt: skip
_SETTLES = MINUTE
"""A change needs this long before what comes after it counts as a new turn (ms)."""
_BLOCKED_FOR = 10 * MINUTE
"""What would not start is left alone for this long, unless something opened a way."""
_PATIENCE = 3
"""After so many refusals an action is given up."""


class Mind(Sight):
    """The knowledge of one bot. Times are ms of drill time.

    Everything comes from the bot's own redacted events and view; nothing else is handed in.
    """

    def __init__(
        self, *, person: str, seat: str, crew: str, seed: int, fellows: Collection[str] = ()
    ) -> None:
        """Know nothing yet, but who of the others is played in the same way."""
        self.me = person
        self.fellows = fellows
        self.seat = seat
        self.crew: Crew = crew_named(crew)
        self.dice = Dice(seed, person)
        self.t = 0
        self.view: Mapping[str, Any] = {}
        self.alarm_at: int | None = None
        self.recovery_at: int | None = None
        self.notes = Notebook()
        self.captured: list[int] = []
        self.said: dict[str, list[Row]] = {kind: [] for kind in _REMEMBERED}
        self.refusals: dict[str, list[tuple[int, str]]] = {}
        self._joined: dict[str, int] = {}
        self._came: dict[str, int] = {}
        self._charts: Charts | None = None
        self._read = False
        self._edition: tuple[int, tuple[str, ...]] = (0, ())
        self._memo: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], Any]] = {}
        self._turn: tuple[Charts | None, Any, int | None] = (None, None, None)

    # -- learning ------------------------------------------------------------------------------

    def observe(self, t: int, events: Sequence[Row], view: Mapping[str, Any]) -> None:
        """Take in what is new."""
        self.t, self.view, self._read = max(t, self.t), view, False
        for event in events:
            self._remember(event)
        if self.alarm_at is None:
            self.alarm_at = alarm_at(self)

    def _remember(self, event: Row) -> None:
        kind = event["kind"]
        self.notes.hear(event)
        if kind in self.said:
            self.said[kind].append(event)
        elif kind == "recovery.verified":
            self.recovery_at = event["t"]
        elif kind in ("inject.delivered", "inject.exec_question"):
            name = str(event["data"]["id"])
            self._came[name] = self._came.get(name, 0) + 1
        elif kind == "responder.joined":
            self._joined[str(event["data"].get("person", ""))] = event["t"]
        elif kind == "evidence.captured":
            self.captured.append(event["t"])

    def refused(self, verb: str, args: Mapping[str, Any], words: str) -> None:
        """Remember that something was refused, and in which words."""
        if verb == "action.start":
            run = next((r for r in self.runs if r["id"] == args.get("id")), {})
            name = str(args.get("action") or run.get("action"))
            self.refusals.setdefault(name, []).append((self.t, words))
        elif verb == "evidence.capture":
            self.captured.append(self.t)  # there is nothing left to keep

    def once(self, name: str, work: Callable[[Mind], T], *sections: str) -> T:
        """Return what ``work`` finds, worked out again only if one of these sections changed."""
        now = tuple(self.view.get(section) for section in sections)
        when = self.turn_at, self.alarm_at, self.charts.bad_since
        known = self._memo.get(name)
        # Sections are replaced as a whole when they change, so the same object says the same.
        if (
            known is None
            or known[1] != when
            or any(a is not b for a, b in zip(known[0], now, strict=True))
        ):
            known = self._memo[name] = now, when, work(self)
        found: T = known[2]
        return found

    # -- the system ----------------------------------------------------------------------------

    @property
    def charts(self) -> Charts:
        """What the charts on the bot's screen say."""
        if self._charts is None or not self._read:
            signals = self.view.get("signals", {})
            edition = len(signals.get("times", ())), tuple(signals.get("values", ()))
            if self._charts is None or edition != self._edition:
                shared = [s["source"] for s in self.rows("evidence", "sources") if s["shared"]]
                self._charts = read_charts(signals, shared, self.front)
                self._edition = edition
            self._read = True
        return self._charts

    @property
    def front(self) -> list[str]:
        """Services that customers touch: they call others, and no other service calls them."""
        services = self.rows("drill", "services")
        called = {name for service in services for name in service["calls"]}
        top = [s for s in services if s["id"] not in called]
        return [str(s["id"]) for s in top if s["calls"]] or [str(s["id"]) for s in top]

    @property
    def turn_at(self) -> int | None:
        """When it got worse again after something was done; None if it never did."""
        charts, actions = self.charts, self.view.get("actions")
        if self._turn[0] is not charts or self._turn[1] is not actions:
            self._turn = charts, actions, self._find_turn()
        return self._turn[2]

    def _find_turn(self) -> int | None:
        main = self.charts.main
        if main is None or main.rhythm is not None:
            return None
        times = (main.relapse(run["finished_at"] + _SETTLES) for run in self.finished())
        return next((t for t in times if t is not None), None)

    def blocked(self, action: str) -> bool:
        """Tell whether an action did not start lately, and nothing has opened a way since."""
        said = self.refusals.get(action)
        if not said:
            return False
        last = said[-1][0]
        if self.opened_at is not None and self.opened_at > last:
            return False
        return len(said) >= _PATIENCE or self.t < last + _BLOCKED_FOR

    @property
    def opening(self) -> bool:
        """Whether something that is no mitigation, and may open a way, is on the table."""
        return any(
            r["status"] in ("proposed", "approved", "running") and not self.blocked(r["action"])
            for r in self.runs
            if r["kind"] != "mitigation" and not r.get("undoes")
        )

    @property
    def opened_at(self) -> int | None:
        """When an action that is no mitigation was done last: it may have opened a way."""
        done = [
            r["finished_at"]
            for r in self.runs
            if r["status"] == "finished" and r["kind"] != "mitigation" and not r.get("undoes")
        ]
        return max(done, default=None)

    @property
    def blind(self) -> bool:
        """Whether no chart tells how customers fare: other ways of looking count then.

        A chart that left normal only after the team had begun to change things tells of that.
        """
        main = self.charts.main
        if main is None or main.dark_since is not None:
            return True
        started = [r["started_at"] for r in self.mitigations if r["started_at"] is not None]
        late = bool(started) and (main.bad_since or 0) > min(started)
        return not self.charts.felt and (late or not self.pages)

    @property
    def calm_since(self) -> int | None:
        """Since when everything looks normal again; None while it does not, or never was bad."""
        if not self.blind:
            return self.charts.calm_since
        if self.charts.dark_since is not None:
            return None
        paging = [a["resolved_at"] for a in self.alerts if a["page"]]
        if any(t is None for t in paging):
            return None
        looked = calm_outside(self)
        if looked is not None or outside_looks(self):
            return looked
        told = self.recovery_at  # somebody who looked has said so
        return told if told is not None else max((t for t in paging if t), default=None)

    def came(self, inject: str) -> int:
        """Return how often something has reached the bot."""
        return max(self._came.get(inject, 1), 1)

    def joined(self, who: str) -> int:
        """Return when a colleague came who had been asked for."""
        return self._joined.get(who, self.t)

    # -- odds and ends -------------------------------------------------------------------------

    def odds(self, name: str, key: str = "") -> bool:
        """Tell whether this crew does a thing on this occasion."""
        return self.dice.chance(self.crew.odds[name], name, key)

    def count(self, name: str) -> int:
        """Return one of the crew's small numbers."""
        return self.crew.counts[name]

    def heard(self, kind: str, actor: str | None = None) -> Iterator[Row]:
        """Return remembered events of a kind, the newest first."""
        found = reversed(self.said[kind])
        return (e for e in found if actor is None or e["actor"] == actor)
