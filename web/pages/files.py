"""Files: the bundle, the debrief's style sheet, the icon, and a probe."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, send_from_directory

from simulator.debrief import STYLESHEET
from web.assets import DIST
from web.pages.access import Pages

__all__ = ["file_pages"]


def file_pages(site: Blueprint, _pages: Pages) -> None:
    """Add style sheets, scripts and the probe."""

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
