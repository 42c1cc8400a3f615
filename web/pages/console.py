"""Staff: the facilitator's console, the way to the evaluator's desk, and files to take away."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from simulator.debrief import render_report
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.records import dump
from web.identity import Identity
from web.language import current
from web.pages.access import Pages, console_room, day_url, with_cookie
from web.pages.console_data import console_data
from web.pages.console_evaluate import evaluate_link, evaluator_pages
from web.pages.debrief import debrief_page, download, look_back, summary

__all__ = ["console_pages"]


def console_pages(site: Blueprint, pages: Pages) -> None:
    """Add the pages of facilitators and evaluators."""
    console_data(site, pages)
    evaluator_pages(site, pages)

    @site.get("/facilitate/<token>")
    def facilitate(token: str) -> Answer:
        """Let a facilitator in by a drill's private link."""
        identity = pages.keys.read(token)
        if identity is None or identity.kind != "facilitator":
            hint = phrase("Copy the whole link, or ask whoever set the drill up for it.")
            raise Refusal("not_allowed", phrase("That facilitator link is not valid."), hint)
        path = f"/console/{identity.drill}"
        return with_cookie(redirect(path), "console", token, path)

    @site.get("/console/<drill>")
    def console(drill: str) -> str:
        """Show the facilitator's console."""
        room = console_room(pages, drill)
        token = pages.keys.issue(Identity("facilitator", drill))
        base = request.host_url.rstrip("/")
        return render_template(
            "console.html",
            drill=summary(room),
            token=token,
            join_url=f"{base}/join/{room.row.join_code}",
            join_code=room.row.join_code,
            facilitator_url=f"{base}/facilitate/{token}",
            evaluator_url=base + evaluate_link(pages, drill),
            debrief_url=f"/console/{drill}/debrief",
            day_url=day_url(pages, room),
        )

    @site.get("/console/<drill>/debrief")
    def console_debrief(drill: str) -> str:
        """Show the debrief, with the files to take away."""
        room = console_room(pages, drill)
        base = f"/console/{drill}"
        return debrief_page(
            room,
            base,
            report=f"{base}/report.html",
            log=f"{base}/log.jsonl",
            day=day_url(pages, room),
        )

    @site.get("/console/<drill>/report.html")
    def report(drill: str) -> Response:
        """Give the report away as one self-contained file."""
        room = console_room(pages, drill)
        words = current()
        text = render_report(look_back(room), words, words.language)
        return download(text, "text/html", f"{drill}.html")

    @site.get("/console/<drill>/log.jsonl")
    def log(drill: str) -> Response:
        """Give the log away."""
        room = console_room(pages, drill)
        return download(dump(room.session.log()), "application/x-ndjson", f"{drill}.jsonl")
