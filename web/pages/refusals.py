"""Pages that say why something is refused, in the language of whoever asked."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from werkzeug.exceptions import HTTPException

from simulator.model.errors import Refusal
from simulator.model.phrases import told
from web.language import _, current, later_text

__all__ = ["http_error_page", "in_words", "refusal_page"]

_STATUS = {"no_such_drill": 404, "not_found": 404, "rate_limited": 429, "internal": 500}
_HTTP = {
    400: (later_text("Not understood"), later_text("The browser sent what this page cannot read.")),
    404: (later_text("Nothing here"), later_text("There is no page at this address.")),
    405: (later_text("Not like that"), later_text("This address takes no such request.")),
    413: (later_text("Too large"), later_text("More was sent than this page takes.")),
}
_OTHER = (
    later_text("Something went wrong"),
    later_text("It is in the server's log. What was recorded before is kept."),
)


def refusal_page(refusal: Refusal) -> tuple[str, int]:
    """Return the page of something that was refused, and its status."""
    status = _STATUS.get(refusal.code, 403)
    error = told(refusal.as_json(), current())
    page = render_template(
        "error.html",
        code=status,
        title=_("Not here"),
        message=error["message"],
        hint=error["hint"],
    )
    return page, status


def in_words(error: Mapping[str, str]) -> str:
    """Return message and hint of a refusal, as its answer has them, for a form."""
    said = told(error, current())
    return f"{said['message']} {said['hint']}"


def http_error_page(error: HTTPException) -> tuple[str, int]:
    """Return the page of an error of HTTP, as one at an address that is not there."""
    code = error.code or 500
    title, message = _HTTP.get(code, _OTHER)
    page = render_template("error.html", code=code, title=_(title), message=_(message), hint="")
    return page, code
