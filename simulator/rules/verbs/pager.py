"""Pager: acknowledge a page or pass it up."""

from __future__ import annotations

from simulator.model.errors import Refusal
from simulator.model.state import Page
from simulator.rules.catalogue import Args, Ident, Optional, declare
from simulator.rules.context import Asked

__all__ = ["Ack", "Escalate", "open_page"]


class Ack(Args):
    """Which page to acknowledge."""

    id: Ident


class Escalate(Args):
    """Which page to pass to the next level, and why."""

    id: Ident
    reason: Optional = ""


def open_page(asked: Asked) -> Page:
    """Return the page that a command names, if it still waits for somebody.

    Raises:
        Refusal: ``not_found`` or ``wrong_state``.
    """
    page = asked.state.pages.get(asked.args.id)
    if page is None:
        known = ", ".join(asked.state.pages) or "none yet"
        raise Refusal("not_found", f"No page {asked.args.id!r}.", f"Known: {known}.")
    asked.refuse_unless(
        page.acked_at is None,
        f"Page {page.id} ({page.alert}) was already acknowledged by {page.acked_by}.",
        "Nothing to do: escalation has stopped.",
    )
    return page


def _check(asked: Asked) -> None:
    open_page(asked)


declare(
    "page.ack", Ack, "ol", "responder", "ic",
    doc="Acknowledge a page: you have it, and escalation stops.", check=_check,
)  # fmt: skip
declare(
    "page.escalate", Escalate, "ol", "responder", "ic",
    doc="Pass a page to the next level without waiting for the timeout.", check=_check,
)  # fmt: skip
