"""What a bot sees: its newest view, read by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.model.seats import CORE_ROLES
from simulator.model.units import MINUTE, clock_text

__all__ = ["Sight"]

Row = Mapping[str, Any]


class Sight:
    """The sections of one view. Times are ms of drill time."""

    me: str
    view: Mapping[str, Any]

    # -- the view ------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether the drill is on."""
        return bool(self.drill.get("phase") == "running")

    @property
    def over(self) -> bool:
        """Whether the drill has ended."""
        return bool(self.drill.get("phase") == "ended")

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

    def action(self, name: str) -> Row:
        """Return an action of the catalogue."""
        return next((a for a in self.catalogue if a["action"] == name), {})

    def finished(self) -> list[Row]:
        """Return mitigations that are done and not undone, the newest first."""
        done = [r for r in self.mitigations if r["status"] == "finished"]
        return sorted(done, key=lambda r: (-r["finished_at"], r["id"]))

    def clock(self, t: int) -> str:
        """Return the fictional time of day at ``t``."""
        return clock_text(str(self.drill.get("clock0", "00:00")), t)
