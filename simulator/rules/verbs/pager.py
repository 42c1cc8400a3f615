"""Pager: acknowledge a page, pass it up, or ask for another team."""

from __future__ import annotations

from simulator.model.errors import Refusal
from simulator.model.expr.check import nearest
from simulator.model.seats import ROLE_TITLES
from simulator.model.state import Page
from simulator.model.units import clock_text, duration_text
from simulator.rules.catalogue import Args, Ident, Line, Optional, declare
from simulator.rules.context import Asked
from simulator.rules.oncall import (
    ASK_AGAIN,
    REQUESTED,
    comers,
    here,
    name_of,
    next_comer,
    team_title,
    waiting,
)

__all__ = ["Ack", "Escalate", "Request", "open_page"]

_RESPONDER = "responder"


class Ack(Args):
    """Which page to acknowledge."""

    id: Ident


class Escalate(Args):
    """Which page to pass to the next level, and why."""

    id: Ident
    reason: Optional = ""


class Request(Args):
    """Which team should come, and why."""

    team: Ident
    reason: Line


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
        f"Page {page.id} ({page.alert or page.team}) was already acknowledged by {page.acked_by}.",
        "Nothing to do: escalation has stopped.",
    )
    return page


def _check(asked: Asked) -> None:
    open_page(asked)


def _check_ack(asked: Asked) -> None:
    page = open_page(asked)
    if page.level != REQUESTED:
        return
    asked.refuse_unless(
        page.to == _RESPONDER,
        f"Page {page.id} asks {page.name} to come; only they can answer it.",
        "It is not yours to acknowledge.",
    )
    asked.refuse_unless(
        asked.role == _RESPONDER,
        f"Page {page.id} asks a {ROLE_TITLES[_RESPONDER]} to come; they answer it themselves.",
        "Tell them in the incident channel.",
    )


def _check_request(asked: Asked) -> None:
    team, scenario = asked.args.team, asked.scenario
    if team not in scenario.oncall:
        known = ", ".join(scenario.oncall) or "none"
        guess = nearest(team, scenario.oncall).removeprefix("; ").capitalize()
        hint = f"{guess} Teams: {known}.".strip()
        raise Refusal("not_found", f"There is no team {team!r} to ask for.", hint)
    title = team_title(scenario, team)
    there = ", ".join(person.name for person in here(asked.state, team))
    asked.refuse_unless(not there, f"{title} is here already: {there}.", "Give them a task.")
    _refuse_while_waiting(asked, title)
    one = next_comer(asked.state, scenario, team, asked.t)
    if one is None:
        raise Refusal("wrong_state", *_nobody_left(asked, title))
    asked.refuse_unless(
        one.who != _RESPONDER or _can_answer(asked),
        f"{title} would be played by a {ROLE_TITLES[_RESPONDER]}, and nobody has that seat.",
        "The facilitator can seat somebody there.",
    )


def _can_answer(asked: Asked) -> bool:
    """Tell whether somebody plays a responder; colleagues of the story come as themselves."""
    people = asked.state.people.values()
    return any(person.seat == _RESPONDER and not person.persona for person in people)


def _refuse_while_waiting(asked: Asked, title: str) -> None:
    page = waiting(asked.state, asked.args.team)
    if page is None:
        return
    when = clock_text(asked.scenario.start, page.sent_at)
    asked.refuse_unless(
        page.acked_at is None,
        f"{title} was asked at {when}; {page.name} is on the way.",
        "They say so in the incident channel when they are here.",
    )
    left = page.sent_at + ASK_AGAIN - asked.t
    asked.refuse_unless(
        left <= 0,
        f"{title} was asked at {when} and has not answered yet.",
        f"You can ask again in {duration_text(max(left // 1000, 1) * 1000)}.",
    )


def _nobody_left(asked: Asked, title: str) -> tuple[str, str]:
    """Say why nobody of a team can come: they are all here, or nobody outside belongs to it."""
    team, scenario = asked.args.team, asked.scenario
    found = [name_of(scenario, one.who) for one in comers(scenario, team, asked.t)]
    if found:
        return f"Of {title}, {' and '.join(found)} came already.", "Give them a task."
    seats = [step.who for step in scenario.oncall[team].steps if step.who in ROLE_TITLES]
    who = " and ".join(dict.fromkeys(f"the {ROLE_TITLES[seat]}" for seat in seats))
    hint = f"On call for it is {who}." if who else ""
    return f"Nobody of {title} is outside this room.", hint


declare(
    "page.ack", Ack, "ol", "responder", "ic",
    doc="Acknowledge a page: you have it, and escalation stops.", check=_check_ack,
)  # fmt: skip
declare(
    "page.escalate", Escalate, "ol", "responder", "ic",
    doc="Pass a page to the next level without waiting for the timeout.", check=_check,
)  # fmt: skip
declare(
    "page.request", Request, "ic", "ol",
    doc="Ask for another team: somebody of it is paged, and comes.", check=_check_request,
)  # fmt: skip
