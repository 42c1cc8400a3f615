"""The host: the library, and setting up drills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.units import MINUTE
from simulator.scenario import Library
from simulator.store import DayRow, DrillRow
from web.day_doors import DAY, TEAM
from web.days import Played, plays
from web.identity import Identity
from web.language import _
from web.pages.access import Pages, is_host, must_host, with_cookie
from web.practice import SOLO

__all__ = ["host_pages"]


def host_pages(site: Blueprint, pages: Pages) -> None:
    """Add the host's pages."""

    @site.get("/host/<key>")
    def host(key: str) -> Answer:
        """Let the host in by the private link."""
        if key != pages.host_key:
            hint = phrase("See the server's output.")
            raise Refusal("not_allowed", phrase("That host link is not valid."), hint)
        token = pages.keys.issue(Identity("host"))
        return with_cookie(redirect("/"), "host", token, "/")

    @site.get("/")
    def home() -> str:
        """Show the library to the host, and a way in to everybody else."""
        if not is_host(pages):
            return render_template("welcome.html", error="")
        rooms, rows = pages.rooms, pages.rooms.rows()
        days = {row.id: row for row in pages.days.rows()}
        broken = [*rooms.library.broken().values(), *rooms.policies.broken().values()]
        return render_template(
            "home.html",
            scenarios=_scenarios(rooms.library, plays(rows)),
            policies=[
                {"name": one.name, "title": _(one.title)} for one in rooms.policies.entries()
            ],
            default_policy=rooms.default_policy,
            drills=[_drill_row(row, days) for row in rows],
            days=[_day_row(row) for row in days.values()],
            broken=[str(error) for error in broken],
        )

    @site.post("/drills")
    def create() -> Answer:
        """Create a drill and go to its console."""
        must_host(pages)
        title = request.form.get("title", "").strip()[:80]
        scenario, policy = request.form.get("scenario", ""), request.form.get("policy", "")
        room = pages.rooms.create(scenario, title, policy)
        return redirect(f"/console/{room.row.id}")


def _scenarios(library: Library, played: Mapping[str, Played]) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "brief": entry.brief,
            "tags": entry.tags,
            "difficulty": entry.difficulty,
            "minutes": entry.length // MINUTE,
            "played": _played(played.get(entry.id)),
        }
        for entry in library.entries()
    ]


def _played(played: Played | None) -> dict[str, Any] | None:
    if played is None:
        return None
    return {"times": played.times, "last": f"{_date(played.last_ms):%Y-%m-%d}"}


def _drill_row(row: DrillRow, days: Mapping[str, DayRow]) -> dict[str, Any]:
    day = days.get(str(row.header.get(DAY)))
    return {
        "id": row.id,
        "title": row.title,
        "scenario": row.scenario_id,
        "policy": row.policy,
        "state": row.state,
        "join_code": row.join_code,
        "created": f"{_date(row.created_ms):%Y-%m-%d %H:%M} UTC",
        "day": {"id": day.id, "title": day.title} if day else None,
        "team": row.header.get(TEAM) if day else None,
        "solo": bool(row.header.get(SOLO)),
    }


def _day_row(row: DayRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "state": row.state,
        "join_code": row.join_code,
        "created": f"{_date(row.created_ms):%Y-%m-%d %H:%M} UTC",
    }


def _date(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1_000, UTC)
