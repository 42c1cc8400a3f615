"""Pager: acknowledge a page, pass it up, or ask for another team."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from simulator.model.errors import Refusal
from simulator.model.expr import closest
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.seats import ROLE_TITLES
from simulator.model.state import Page
from simulator.model.units import clock_text, duration_text
from simulator.rules.catalogue import Args, Ident, Line, Optional, declare
from simulator.rules.context import Asked, known_ids
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
        message = phrase("No page {id}.", id=repr(asked.args.id))
        raise Refusal("not_found", message, known_ids(asked.state.pages))
    asked.refuse_unless(
        page.acked_at is None,
        phrase(
            "Page {page} ({about}) was already acknowledged by {person}.",
            page=page.id,
            about=page.alert or page.team,
            person=asked.state.name(page.acked_by or ""),
        ),
        phrase("Nothing to do: escalation has stopped."),
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
        phrase(
            "Page {page} asks {person} to come; only they can answer it.",
            page=page.id,
            person=page.name,
        ),
        phrase("It is not yours to acknowledge."),
    )
    asked.refuse_unless(
        asked.role == _RESPONDER,
        phrase(
            "Page {page} asks a {role} to come; they answer it themselves.",
            page=page.id,
            role=ROLE_TITLES[_RESPONDER],
        ),
        phrase("Tell them in the incident channel."),
    )


def _check_request(asked: Asked) -> None:
    team, scenario = asked.args.team, asked.scenario
    if team not in scenario.oncall:
        message = phrase("There is no team {team} to ask for.", team=repr(team))
        raise Refusal("not_found", message, _teams(asked))
    title = team_title(scenario, team)
    there = ", ".join(person.name for person in here(asked.state, team))
    already = phrase("{team} is here already: {people}.", team=title, people=there)
    asked.refuse_unless(not there, already, phrase("Give them a task."))
    _refuse_while_waiting(asked, title)
    one = next_comer(asked.state, scenario, team, asked.t)
    if one is None:
        raise Refusal("wrong_state", *_nobody_left(asked, title))
    asked.refuse_unless(
        one.who != _RESPONDER or _can_answer(asked),
        phrase(
            "{team} would be played by a {role}, and nobody has that seat.",
            team=title,
            role=ROLE_TITLES[_RESPONDER],
        ),
        phrase("The facilitator can seat somebody there."),
    )


def _teams(asked: Asked) -> Phrase:
    """Name the teams that can be asked for, the one first that may have been meant."""
    oncall = asked.scenario.oncall
    teams = phrase("Teams: {known}.", known=", ".join(oncall) or phrase("none"))
    near = closest(asked.args.team, oncall)
    if not near:
        return teams
    return joined([phrase("Did you mean {near}?", near=repr(near)), teams], " ")


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
        phrase(
            "{team} was asked at {time}; {person} is on the way.",
            team=title,
            time=when,
            person=page.name,
        ),
        phrase("They say so in the incident channel when they are here."),
    )
    left = page.sent_at + ASK_AGAIN - asked.t
    asked.refuse_unless(
        left <= 0,
        phrase("{team} was asked at {time} and has not answered yet.", team=title, time=when),
        phrase("You can ask again in {time}.", time=duration_text(max(left // 1000, 1) * 1000)),
    )


def _nobody_left(asked: Asked, title: str) -> tuple[Phrase, Phrase]:
    """Say why nobody of a team can come: they are all here, or nobody outside belongs to it."""
    team, scenario = asked.args.team, asked.scenario
    found = [name_of(scenario, one.who) for one in comers(scenario, team, asked.t)]
    if found:
        came = phrase("Of {team}, {people} came already.", team=title, people=_chain(found))
        return came, phrase("Give them a task.")
    steps = scenario.oncall[team].steps
    seats = dict.fromkeys(step.who for step in steps if step.who in ROLE_TITLES)
    hint = phrase("Ask for another team.")
    if seats:
        who = _chain(phrase("the {role}", role=ROLE_TITLES[seat]) for seat in seats)
        hint = phrase("On call for it is {roles}.", roles=who)
    return phrase("Nobody of {team} is outside this room.", team=title), hint


def _chain(names: Iterable[str]) -> str:
    """Join names with "and", without commas: there are hardly ever three."""
    return reduce(lambda most, last: phrase("{most} and {last}", most=most, last=last), names)


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
