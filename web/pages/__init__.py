"""Pages: the library, joining, the room's shell, the console and the debrief."""

from __future__ import annotations

from flask import Blueprint

from simulator.model.errors import Refusal
from web.pages.access import Pages
from web.pages.console import console_pages
from web.pages.days import day_pages
from web.pages.files import file_pages
from web.pages.host import host_pages
from web.pages.join import join_pages
from web.pages.refusals import refusal_page
from web.pages.seat import seat_pages
from web.pages.solo import solo_pages

__all__ = ["Pages", "blueprint"]


def blueprint(pages: Pages) -> Blueprint:
    """Return every page of the site."""
    site = Blueprint("pages", __name__)
    parts = (host_pages, day_pages, join_pages, console_pages, seat_pages, solo_pages, file_pages)
    for add in parts:
        add(site, pages)
    site.register_error_handler(Refusal, refusal_page)
    return site
