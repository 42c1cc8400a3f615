"""Teams: everybody on call exists, and a schedule is one that somebody can follow."""

from __future__ import annotations

from simulator.model.seats import SCENARIO_SEATS, WORLD
from simulator.scenario.checks.known import Known, check_name
from simulator.scenario.checks.places import all_steps
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["check"]

SCHEDULE = "schedule"
RESPONDER = "responder"
PAGE = "page"
_TAKEN: dict[str, str] = {
    **dict.fromkeys((*SCENARIO_SEATS, "observer", "facilitator"), "a seat"),
    SCHEDULE: "whoever is on call",
    WORLD: "nobody",
}
"""Names that a persona cannot have, because something else is called so.

The seats of a scribe, a planner and an evaluator came later: scenarios may have personas of these
names, and can mean nobody else by them.
"""


def check(document: Document, known: Known) -> None:
    """Check who is on call, who comes when called, and the team that an alert names."""
    top = document.top
    for name, persona in top["personas"].entries():
        if name in _TAKEN:
            message = f"{name} means {_TAKEN[name]}; give the persona another name"
            document.problem_at_key(persona, message)
    severities = {alert["labels"]["severity"].text for alert in top["alerts"].each()} - {""}
    for name, team in top["oncall"].entries():
        for step in all_steps(team):
            _check_step(document, known, step["who"], team, name)
        _check_schedule(document, known, team["schedule"])
        _check_brings(document, known, team["brings"])
        _check_severities(document, severities, team["by_severity"])
    for alert in top["alerts"].each():
        if known.teams:
            check_name(document, alert["labels"]["team"], known.teams, "on-call team")


def _check_step(document: Document, known: Known, who: Cursor, team: Cursor, name: str) -> None:
    if who.text != SCHEDULE:
        check_name(document, who, known.speakers, "persona or seat")
    elif not team["schedule"]:
        message = f"{name} has no schedule; write one, or name a persona or a seat"
        document.problem(who, message)


def _check_schedule(document: Document, known: Known, schedule: Cursor) -> None:
    """Check who has which turn, and that no two turns begin at the same time of day."""
    seen: dict[str, Cursor] = {}
    for shift in schedule.each():
        check_name(document, shift["who"], known.speakers, "persona or seat")
        begins = shift["from"]
        first = seen.setdefault(begins.text, begins)
        if begins.text and first is not begins and first.node:
            message = f"two turns begin at {begins.text}; the other is in line {first.node.line}"
            document.problem(begins, message)


def _check_brings(document: Document, known: Known, brings: Cursor) -> None:
    if brings.text != RESPONDER:
        check_name(document, brings, [*known.personas, RESPONDER], "persona")


def _check_severities(document: Document, severities: set[str], by_severity: Cursor) -> None:
    """Check that there are alerts which take the steps that are kept for them."""
    for name, place in by_severity.entries():
        if name == PAGE:
            message = "alerts with severity page take the steps of the team; write them there"
            document.problem_at_key(place, message)
        elif name not in severities:
            known = ", ".join(sorted(severities - {PAGE})) or "none but page"
            message = f"no alert has severity {shown(name)}; there is {known}"
            document.problem_at_key(place, message)
