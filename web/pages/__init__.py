"""Pages: the library, joining, the room's shell, the console and the debrief."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.model.errors import Refusal
from web.pages.access import Pages
from web.pages.console import console_pages
from web.pages.days import day_pages
from web.pages.files import file_pages
from web.pages.host import host_pages
from web.pages.join import join_pages
from web.pages.seat import seat_pages
from web.pages.solo import solo_pages

__all__ = ["Pages", "blueprint"]

_STATUS = {"no_such_drill": 404, "not_found": 404, "rate_limited": 429, "internal": 500}


def blueprint(pages: Pages) -> Blueprint:
    """Return every page of the site."""
    site = Blueprint("pages", __name__)
    parts = (host_pages, day_pages, join_pages, console_pages, seat_pages, solo_pages, file_pages)
    for add in parts:
        add(site, pages)
    site.register_error_handler(Refusal, _refusal)
    return site


def _refusal(refusal: Refusal) -> tuple[str, int]:
    status = _STATUS.get(refusal.code, 403)
    page = render_template(
        "error.html", code=status, title="Not here", message=refusal.message, hint=refusal.hint
    )
    return page, status
