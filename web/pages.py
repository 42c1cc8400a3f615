"""Pages: the library, joining, the room's shell, the console and the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from simulator.debrief import STYLESHEET, build_debrief, render_fragment, render_report
from simulator.model.errors import Refusal
from simulator.model.records import dump
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.model.units import MINUTE
from simulator.scoring import score
from simulator.session import Sender
from web.assets import DIST
from web.identity import Identity, Keys
from web.limits import Knocks
from web.room import Room
from web.rooms import Rooms

__all__ = ["Pages", "blueprint"]

_DUTIES: dict[str, tuple[str, str]] = {
    "ic": (
        "You hold command: decide, delegate, keep the rhythm.",
        "Hands off the keyboard; one plan that everybody knows.",
    ),
    "ol": (
        "You lead the technical work: pages, evidence, changes.",
        "Mitigate first, announce changes, verify each one.",
    ),
    "cl": (
        "You tell everybody who needs to know: inside and outside.",
        "True, plain, on time; each word says when the next one comes.",
    ),
    "responder": (
        "You help the Operations Lead: look, test, report.",
        "Do what was asked, say what you found, change nothing alone.",
    ),
    "observer": ("You watch and learn.", "Note what surprised you for the debrief."),
}
"""One line on what a seat does, and one on what good looks like."""

_STATUS = {"no_such_drill": 404, "not_found": 404, "rate_limited": 429, "internal": 500}


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages need."""

    rooms: Rooms
    keys: Keys
    knocks: Knocks
    host_key: str


def blueprint(pages: Pages) -> Blueprint:
    """Return every page of the site."""
    site = Blueprint("pages", __name__)
    for add in (_host_pages, _join_pages, _console_pages, _room_pages, _files):
        add(site, pages)
    site.register_error_handler(Refusal, _refusal)
    return site


def _refusal(refusal: Refusal) -> tuple[str, int]:
    status = _STATUS.get(refusal.code, 403)
    page = render_template(
        "error.html", code=status, title="Not here", message=refusal.message, hint=refusal.hint
    )
    return page, status


# -- who asks ----------------------------------------------------------------------------------


def _cookie(pages: Pages, name: str) -> Identity | None:
    return pages.keys.read(request.cookies.get(name))


def _is_host(pages: Pages) -> bool:
    identity = _cookie(pages, "host")
    return identity is not None and identity.kind == "host"


def _with_cookie(answer: Answer, name: str, token: str, path: str) -> Answer:
    answer.set_cookie(
        name, token, path=path, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer


def _must_host(pages: Pages) -> None:
    if not _is_host(pages):
        hint = "Open the private link that `misfortune serve` printed."
        raise Refusal("not_allowed", "Only the host may do that.", hint)


def _console_room(pages: Pages, drill: str) -> Room:
    identity = _cookie(pages, "console") or _cookie(pages, "host")
    if identity is None or not identity.runs(drill):
        hint = "Open the facilitator's private link of this drill."
        raise Refusal("not_allowed", "This page is the facilitator's.", hint)
    return pages.rooms.get(drill)


def _seat_room(pages: Pages, drill: str, person: str) -> Room:
    identity = _cookie(pages, "seat")
    if identity is None or (identity.drill, identity.person) != (drill, person):
        hint = "Join with the code of the drill; a seat belongs to the browser that took it."
        raise Refusal("not_seated", "This seat is somebody else's.", hint)
    return pages.rooms.get(drill)


# -- the host ----------------------------------------------------------------------------------


def _host_pages(site: Blueprint, pages: Pages) -> None:
    @site.get("/host/<key>")
    def host(key: str) -> Answer:
        """Let the host in by the private link."""
        if key != pages.host_key:
            raise Refusal("not_allowed", "That host link is not valid.", "See the server's output.")
        token = pages.keys.issue(Identity("host"))
        return _with_cookie(redirect("/"), "host", token, "/")

    @site.get("/")
    def home() -> str:
        """Show the library to the host, and a way in to everybody else."""
        if not _is_host(pages):
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
        _must_host(pages)
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


# -- joining -----------------------------------------------------------------------------------


def _knock(pages: Pages, code: str) -> Room:
    """Return the room of a join code; wrong ones are counted."""
    address = request.remote_addr or ""
    pages.knocks.join(address)
    try:
        return pages.rooms.by_code(code)
    except Refusal:
        pages.knocks.wrong_code(address)
        raise


def _join_pages(site: Blueprint, pages: Pages) -> None:
    @site.get("/join")
    def by_form() -> Answer | str:
        """Turn a typed code into its page."""
        code = request.args.get("code", "")
        try:
            room = _knock(pages, code)
        except Refusal as refusal:
            return render_template("welcome.html", error=f"{refusal.message} {refusal.hint}")
        return redirect(f"/join/{room.row.join_code}")

    @site.get("/join/<code>")
    def ask(code: str) -> str:
        """Ask for a name and a seat."""
        return _join_form(_knock(pages, code), "", "", "")

    @site.post("/join/<code>")
    def join(code: str) -> Answer | tuple[str, int]:
        """Take a seat and go to the room."""
        room = _knock(pages, code)
        name = request.form.get("name", "").strip()
        seat = request.form.get("seat", "")
        if not name:
            return _join_form(room, "Please write your name.", name, seat), 422
        person, answer = room.join(name, seat)
        if not answer["ok"]:
            error = answer["error"]
            return _join_form(room, f"{error['message']} {error['hint']}", name, seat), 422
        token = pages.keys.issue(Identity("person", room.row.id, person))
        path = f"/room/{room.row.id}/{person}"
        return _with_cookie(redirect(path), "seat", token, path)


def _join_form(room: Room, error: str, name: str, chosen: str) -> str:
    state = room.session.state
    seats = []
    for seat, (duty, good) in _DUTIES.items():
        sitting = state.seated(seat) if seat in CORE_ROLES else None
        seats.append(
            {
                "seat": seat,
                "title": ROLE_TITLES[seat],
                "duty": duty,
                "good": good,
                "taken_by": sitting.name if sitting and not sitting.bot else None,
                "bot": bool(sitting and sitting.bot),
            }
        )
    scenario = room.session.scenario
    drill = {
        "title": room.row.title,
        "brief": scenario.brief,
        "scenario_title": scenario.title,
        "phase": state.phase,
    }
    code = room.row.join_code
    return render_template(
        "join.html", code=code, drill=drill, seats=seats, error=error, name=name, chosen=chosen
    )


# -- the facilitator ---------------------------------------------------------------------------


def _console_pages(site: Blueprint, pages: Pages) -> None:
    @site.get("/facilitate/<token>")
    def facilitate(token: str) -> Answer:
        """Let a facilitator in by a drill's private link."""
        identity = pages.keys.read(token)
        if identity is None or identity.kind != "facilitator":
            raise Refusal("not_allowed", "That facilitator link is not valid.")
        path = f"/console/{identity.drill}"
        return _with_cookie(redirect(path), "console", token, path)

    @site.get("/console/<drill>")
    def console(drill: str) -> str:
        """Show the facilitator's console."""
        room = _console_room(pages, drill)
        token = pages.keys.issue(Identity("facilitator", drill))
        base = request.host_url.rstrip("/")
        return render_template(
            "console.html",
            drill=_summary(room),
            token=token,
            join_url=f"{base}/join/{room.row.join_code}",
            join_code=room.row.join_code,
            facilitator_url=f"{base}/facilitate/{token}",
            debrief_url=f"/console/{drill}/debrief",
        )

    @site.get("/console/<drill>/debrief")
    def console_debrief(drill: str) -> str:
        """Show the debrief, with the files to take away."""
        room = _console_room(pages, drill)
        base = f"/console/{drill}"
        return _debrief(room, base, report=f"{base}/report.html", log=f"{base}/log.jsonl")

    @site.get("/console/<drill>/report.html")
    def report(drill: str) -> Response:
        """Give the report away as one self-contained file."""
        room = _console_room(pages, drill)
        return _download(render_report(_look_back(room)), "text/html", f"{drill}.html")

    @site.get("/console/<drill>/log.jsonl")
    def log(drill: str) -> Response:
        """Give the log away."""
        room = _console_room(pages, drill)
        return _download(dump(room.session.log()), "application/x-ndjson", f"{drill}.jsonl")


def _summary(room: Room) -> dict[str, Any]:
    return {
        "id": room.row.id,
        "title": room.row.title,
        "scenario": room.session.scenario.title,
        "clock0": room.session.scenario.start,
    }


def _download(text: str, mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="misfortune-{name}"'}
    return Response(text, mimetype=mimetype, headers=headers)


def _look_back(room: Room) -> Any:
    if room.session.state.phase != "ended":
        raise Refusal("wrong_state", "The drill is not over yet.", "The debrief opens at its end.")
    log = room.session.log()
    return build_debrief(log, score(log.header, log.events, room.session.policy))


def _debrief(room: Room, back: str, report: str = "", log: str = "") -> str:
    # The fragment was rendered by a template that escapes everything people wrote.
    body = Markup(render_fragment(_look_back(room)))  # noqa: S704
    return render_template(
        "debrief.html",
        drill=_summary(room),
        title=room.row.title,
        body=body,
        back_url=back,
        report_url=report,
        log_url=log,
    )


# -- a seat ------------------------------------------------------------------------------------


def _room_pages(site: Blueprint, pages: Pages) -> None:
    @site.get("/room/<drill>/<person>")
    def room(drill: str, person: str) -> str:
        """Show the room to somebody with a seat."""
        found = _seat_room(pages, drill, person)
        who = found.session.state.people.get(person)
        if who is None or who.seat is None:
            hint = f"Join again: /join/{found.row.join_code}"
            raise Refusal("not_seated", "You have no seat in this drill any more.", hint)
        return render_template(
            "room.html",
            drill=_summary(found),
            person={"id": person, "name": who.name, "seat": who.seat},
            token=pages.keys.issue(Identity("person", drill, person)),
            debrief_url=f"/room/{drill}/{person}/debrief",
        )

    @site.get("/room/<drill>/<person>/debrief")
    def seat_debrief(drill: str, person: str) -> str:
        """Show the debrief to somebody who took part."""
        found = _seat_room(pages, drill, person)
        return _debrief(found, f"/room/{drill}/{person}")

    @site.post("/room/<drill>/<person>/leave")
    def leave(drill: str, person: str) -> Answer:
        """Stand up."""
        found = _seat_room(pages, drill, person)
        found.session.submit(Sender(person), "seat.leave", {})
        return redirect(f"/join/{found.row.join_code}")


# -- files -------------------------------------------------------------------------------------


def _files(site: Blueprint, _pages: Pages) -> None:
    @site.get("/healthz")
    def health() -> dict[str, bool]:
        """Tell a probe that the process answers."""
        return {"ok": True}

    @site.get("/assets/debrief.css")
    def debrief_css() -> Response:
        """Serve the debrief's own stylesheet."""
        answer = Response(STYLESHEET, mimetype="text/css")
        answer.cache_control.max_age = 300
        return answer

    @site.get("/assets/<path:name>")
    def assets(name: str) -> Response:
        """Serve a bundled file; its name changes with its content."""
        answer = make_response(send_from_directory(DIST, name, max_age=31_536_000))
        answer.cache_control.immutable = True
        return answer

    @site.get("/favicon.ico")
    def favicon() -> Response:
        """Serve the icon."""
        return make_response(send_from_directory(DIST.parent, "favicon.svg", max_age=86_400))
