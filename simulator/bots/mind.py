"""What a bot knows: its newest view, and what it remembers of the events that went by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.bots.crews import Crew, crew_named
from simulator.bots.draws import Dice
from simulator.bots.reading import Charts, read_charts
from simulator.model.seats import CORE_ROLES
from simulator.model.units import MINUTE, clock_text

__all__ = ["Mind"]

Row = Mapping[str, Any]

_REMEMBERED = ("message.posted", "decision.logged", "plan.reviewed", "plan.alternative")

_PLAIN_TO_SEE = 5 * MINUTE
"""Trouble that lasts this long on a shared chart is noticed without a page."""


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
        self._charts: Charts | None = None
        self._edition: tuple[int, tuple[str, ...]] = (0, ())

    # -- learning ------------------------------------------------------------------------------

    def observe(self, t: int, events: Sequence[Row], view: Mapping[str, Any]) -> None:
        """Take in what is new."""
        self.t, self.view = max(t, self.t), view
        for event in events:
            self._remember(event)
        if self.alarm_at is None:
            self.alarm_at = self._alarm()

    def _alarm(self) -> int | None:
        """Return when somebody should have looked up first."""
        paged = [p["sent_at"] for p in self.pages]
        paged += [a["fired_at"] for a in self.alerts if a["page"]]
        if paged:
            return int(min(paged))
        bad = self.charts.bad_since  # nobody is paged, but the graphs on the wall may say enough
        long_enough = bad is not None and self.t - bad >= _PLAIN_TO_SEE
        return bad + _PLAIN_TO_SEE if bad is not None and long_enough else None

    def _remember(self, event: Row) -> None:
        kind = event["kind"]
        if kind in self.said:
            self.said[kind].append(event)
        elif kind == "recovery.verified":
            self.recovery_at = event["t"]
        elif kind == "action.announced":
            self.announced.add(str(event["data"].get("id", "")))
        elif kind == "evidence.captured":
            self.captured.append(event["t"])

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
        signals = self.view.get("signals", {})
        edition = len(signals.get("times", ())), tuple(signals.get("values", ()))
        if self._charts is None or edition != self._edition:
            shared = [s["source"] for s in self.rows("evidence", "sources") if s["shared"]]
            self._charts, self._edition = read_charts(signals, shared), edition
        return self._charts

    @property
    def calm_since(self) -> int | None:
        """Since when everything looks normal again; None while it does not, or never was bad."""
        if self.charts.troubled:
            return self.charts.calm_since
        over = [a["resolved_at"] for a in self.alerts]
        return max(over) if over and all(t is not None for t in over) else None

    def action(self, name: str) -> Row:
        """Return an action of the catalogue."""
        return next((a for a in self.catalogue if a["action"] == name), {})

    def finished(self) -> list[Row]:
        """Return mitigations that are done, the newest first."""
        done = [r for r in self.runs if r["status"] == "finished" and r["kind"] == "mitigation"]
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
