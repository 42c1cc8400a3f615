"""A seat: the room and, at the end, the debrief."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as Answer

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.seats import EVALUATOR
from simulator.session import Sender
from web.identity import Identity
from web.language import _
from web.pages.access import Pages, day_of, day_url, seat_room
from web.pages.debrief import debrief_page, summary
from web.pages.solo import offered
from web.room import Room

__all__ = ["seat_pages"]


def seat_pages(site: Blueprint, pages: Pages) -> None:
    """Add the pages of somebody with a seat."""

    @site.get("/room/<drill>/<person>")
    def room(drill: str, person: str) -> str | tuple[str, int]:
        """Show the room to somebody with a seat, and the desk to an evaluator."""
        found = seat_room(pages, drill, person)
        who = found.session.state.people.get(person)
        if who is None or who.seat is None:
            return _unseated(found)
        shown = {
            "drill": summary(found),
            "person": {"id": person, "name": who.name, "seat": who.seat},
            "token": pages.keys.issue(Identity("person", drill, person)),
            "debrief_url": f"/room/{drill}/{person}/debrief",
            "day_url": day_url(pages, found, person),
        }
        if who.seat == EVALUATOR:
            return render_template("console.html", **shown)
        return render_template("room.html", **shown, solo=offered(pages, found, person))

    @site.get("/room/<drill>/<person>/debrief")
    def seat_debrief(drill: str, person: str) -> str:
        """Show the debrief to somebody who took part."""
        found = seat_room(pages, drill, person)
        day = day_of(pages, found)
        if day is not None and day.plays_on(drill, person):
            hint = phrase("It opens when your new team is done: both play the same drill.")
            raise Refusal("wrong_state", phrase("You are still playing this drill."), hint)
        return debrief_page(
            found,
            f"/room/{drill}/{person}",
            solo=offered(pages, found, person),
            day=day_url(pages, found, person),
        )

    @site.post("/room/<drill>/<person>/leave")
    def leave(drill: str, person: str) -> Answer:
        """Stand up."""
        found = seat_room(pages, drill, person)
        found.session.submit(Sender(person), "seat.leave", {})
        return redirect(f"/join/{found.row.join_code}")


def _unseated(room: Room) -> tuple[str, int]:
    """Say to somebody who was taken out of a drill how to come back."""
    page = render_template(
        "seat_error.html",
        title=_("You have no seat"),
        message=_("You have no seat in this drill any more."),
        hint=_("To come back, join again with the code %(code)s.", code=room.row.join_code),
        link=f"/join/{room.row.join_code}",
        go=_("Join again"),
    )
    return page, 403
