"""A seat: the room and, at the end, the debrief."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.session import Sender
from web.identity import Identity
from web.pages.access import Pages, seat_room
from web.pages.debrief import debrief_page, summary

__all__ = ["seat_pages"]


def seat_pages(site: Blueprint, pages: Pages) -> None:
    """Add the pages of somebody with a seat."""

    @site.get("/room/<drill>/<person>")
    def room(drill: str, person: str) -> str:
        """Show the room to somebody with a seat."""
        found = seat_room(pages, drill, person)
        who = found.session.state.people.get(person)
        if who is None or who.seat is None:
            hint = f"Join again: /join/{found.row.join_code}"
            raise Refusal("not_seated", "You have no seat in this drill any more.", hint)
        return render_template(
            "room.html",
            drill=summary(found),
            person={"id": person, "name": who.name, "seat": who.seat},
            token=pages.keys.issue(Identity("person", drill, person)),
            debrief_url=f"/room/{drill}/{person}/debrief",
        )

    @site.get("/room/<drill>/<person>/debrief")
    def seat_debrief(drill: str, person: str) -> str:
        """Show the debrief to somebody who took part."""
        found = seat_room(pages, drill, person)
        return debrief_page(found, f"/room/{drill}/{person}")

    @site.post("/room/<drill>/<person>/leave")
    def leave(drill: str, person: str) -> Answer:
        """Stand up."""
        found = seat_room(pages, drill, person)
        found.session.submit(Sender(person), "seat.leave", {})
        return redirect(f"/join/{found.row.join_code}")
