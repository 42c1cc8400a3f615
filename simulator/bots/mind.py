"""What a bot knows: its newest view, and what it remembers of the events that went by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from simulator.bots.alarm import alarm_at
from simulator.bots.crews import Crew, crew_named
from simulator.bots.draws import Dice
from simulator.bots.outside import calm_outside
from simulator.bots.reading import Charts, read_charts
from simulator.model.seats import CORE_ROLES
from simulator.model.units import MINUTE, clock_text

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


class Mind:
    """The knowledge of one bot. Times are ms of drill time.

    Everything comes from the bot's own redacted events and view; nothing else is handed in.
    """

    def __init__(self, *, person: str, seat: str, crew: str, seed: int) -> None:
        """Know nothing yet."""
        self.me = person
        self.seat = seat
        self.crew: Crew = crew_named(crew)
        self.dice = Dice(seed, person)
        self.t = 0
        self.view: Mapping[str, Any] = {}
        self.alarm_at: int | None = None
        self.recovery_at: int | None = None
        self.announced: set[str] = set()
        self.captured: list[int] = []
        self.said: dict[str, list[Row]] = {kind: [] for kind in _REMEMBERED}
        self.refusals: dict[str, list[tuple[int, str]]] = {}
        self._joined: dict[str, int] = {}
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
        if kind in self.said:
            self.said[kind].append(event)
        elif kind == "recovery.verified":
            self.recovery_at = event["t"]
        elif kind == "responder.joined":
            self._joined[str(event["data"].get("person", ""))] = event["t"]
        elif kind == "action.announced":
            self.announced.add(str(event["data"].get("id", "")))
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

    # -- the view ------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether the drill is on."""
        return bool(self.drill.get("phase") == "running")

    @property
    def drill(self) -> Row:
        """The section ``drill``."""
        section: Row = self.view.get("drill", {})
        return section

    @property
    def incident(self) -> Row:
        """The section ``incident``."""
        section: Row = self.view.get("incident", {})
        return section

    @property
    def you(self) -> Row:
        """The section ``you``."""
        section: Row = self.view.get("you", {})
        return section

    def rows(self, section: str, part: str | None = None) -> list[Row]:
        """Return a section that is a list, or the list ``part`` of one that is an object."""
        found: Any = self.view.get(section, [] if part is None else {})
        return list(found if part is None else found.get(part, []))

    @property
    def pages(self) -> list[Row]:
        """The section ``pages``."""
        return self.rows("pages")

    @property
    def alerts(self) -> list[Row]:
        """The section ``alerts``."""
        return self.rows("alerts")

    @property
    def runs(self) -> list[Row]:
        """Actions that were proposed or started."""
        return self.rows("actions", "runs")

    @property
    def mitigations(self) -> list[Row]:
        """Those of them that are meant to bring relief; undoing one is none."""
        return [r for r in self.runs if r["kind"] == "mitigation" and not r.get("undoes")]

    @property
    def catalogue(self) -> list[Row]:
        """Actions that the scenario offers."""
        return self.rows("actions", "catalogue")

    @property
    def looks(self) -> list[Row]:
        """The bot's own looks at evidence that have come back."""
        return [look for look in self.rows("evidence", "looks") if look["viewed_at"] is not None]

    @property
    def looking(self) -> bool:
        """Whether a look of the bot's is still under way."""
        return any(look["viewed_at"] is None for look in self.rows("evidence", "looks"))

    @property
    def declared_at(self) -> int | None:
        """When the incident was declared."""
        at: int | None = self.incident.get("declared_at")
        return at

    @property
    def resolved_at(self) -> int | None:
        """When the incident was resolved."""
        at: int | None = self.incident.get("resolved_at")
        return at

    @property
    def open(self) -> bool:
        """Whether there is a declared incident that is not resolved."""
        return self.declared_at is not None and self.resolved_at is None

    @property
    def length(self) -> int:
        """How long the drill lasts."""
        return int(self.drill.get("length", 0)) or 24 * 60 * MINUTE

    # -- people --------------------------------------------------------------------------------

    @property
    def people(self) -> list[Row]:
        """Everybody who sits somewhere."""
        return self.rows("people")

    def person(self, who: str | None) -> Row:
        """Return a person's row, empty if they are not in the room."""
        return next((p for p in self.people if p["person"] == who), {})

    def seated(self, seat: str) -> str | None:
        """Return who sits in a seat."""
        return next((p["person"] for p in self.people if p["seat"] == seat), None)

    def is_bot(self, who: str | None) -> bool:
        """Tell whether somebody is a bot."""
        return bool(self.person(who).get("bot"))

    def name(self, who: str | None) -> str:
        """Return a person's name."""
        return str(self.person(who).get("name") or who or "somebody")

    def joined(self, who: str) -> int:
        """Return when a colleague came who had been asked for."""
        return self._joined.get(who, self.t)

    def role(self, role: str) -> Row:
        """Return who was named for a role and when; empty if nobody was."""
        found: Row = self.incident.get("roles", {}).get(role, {})
        return found

    def holder(self, role: str) -> str | None:
        """Return who accepted a role."""
        held = self.role(role)
        return str(held["to"]) if held and held["accepted_at"] is not None else None

    @property
    def leads(self) -> bool:
        """Whether the bot holds command."""
        return self.holder("ic") == self.me

    @property
    def alone_for(self) -> set[str]:
        """Core seats that nobody sits in."""
        return {seat for seat in CORE_ROLES if self.seated(seat) is None}

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
        return not main.fails and main.unit != "rate" and (late or not self.pages)

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
        if looked is not None or self.looks:
            return looked
        told = self.recovery_at  # somebody who looked has said so
        return told if told is not None else max((t for t in paging if t), default=None)

    def action(self, name: str) -> Row:
        """Return an action of the catalogue."""
        return next((a for a in self.catalogue if a["action"] == name), {})

    def finished(self) -> list[Row]:
        """Return mitigations that are done and not undone, the newest first."""
        done = [r for r in self.mitigations if r["status"] == "finished"]
        return sorted(done, key=lambda r: (-r["finished_at"], r["id"]))

    # -- odds and ends -------------------------------------------------------------------------

    def odds(self, name: str, key: str = "") -> bool:
        """Tell whether this crew does a thing on this occasion."""
        return self.dice.chance(self.crew.odds[name], name, key)

    def count(self, name: str) -> int:
        """Return one of the crew's small numbers."""
        return self.crew.counts[name]

    def clock(self, t: int) -> str:
        """Return the fictional time of day at ``t``."""
        return clock_text(str(self.drill.get("clock0", "00:00")), t)

    def heard(self, kind: str, actor: str | None = None) -> Iterator[Row]:
        """Return remembered events of a kind, the newest first."""
        found = reversed(self.said[kind])
        return (e for e in found if actor is None or e["actor"] == actor)
