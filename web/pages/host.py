"""The host: the library, and setting up drills."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE
from web.identity import Identity
from web.pages.access import Pages, is_host, must_host, with_cookie

__all__ = ["host_pages"]


def host_pages(site: Blueprint, pages: Pages) -> None:
    """Add the host's pages."""

    @site.get("/host/<key>")
    def host(key: str) -> Answer:
        """Let the host in by the private link."""
        if key != pages.host_key:
            raise Refusal("not_allowed", "That host link is not valid.", "See the server's output.")
        token = pages.keys.issue(Identity("host"))
        return with_cookie(redirect("/"), "host", token, "/")

    @site.get("/")
    def home() -> str:
        """Show the library to the host, and a way in to everybody else."""
        if not is_host(pages):
            return render_template("welcome.html", error="")
        scenarios = [
            {
                "id": entry.id,
                "title": entry.title,
                "brief": entry.brief,
                "tags": entry.tags,
                "difficulty": entry.difficulty,
                "minutes": entry.length // MINUTE,
            }
            for entry in pages.rooms.library.entries()
        ]
        drills = [_drill_row(row) for row in pages.rooms.rows()]
        broken = [str(error) for error in pages.rooms.library.broken().values()]
        return render_template("home.html", scenarios=scenarios, drills=drills, broken=broken)

    @site.post("/drills")
    def create() -> Answer:
        """Create a drill and go to its console."""
        must_host(pages)
        title = request.form.get("title", "").strip()[:80]
        room = pages.rooms.create(request.form.get("scenario", ""), title)
        return redirect(f"/console/{room.row.id}")


def _drill_row(row: Any) -> dict[str, Any]:
    created = datetime.fromtimestamp(row.created_ms / 1_000, UTC)
    return {
        "id": row.id,
        "title": row.title,
        "scenario": row.scenario_id,
        "state": row.state,
        "join_code": row.join_code,
        "created": f"{created:%Y-%m-%d %H:%M} UTC",
    }
