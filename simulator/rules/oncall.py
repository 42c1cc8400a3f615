"""Who is on call: steps, shifts, and who comes when somebody asks for a team."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.scenario import OnCall, Scenario
from simulator.model.scenario.alerting import Shift, TeamSpec
from simulator.model.seats import ROLE_TITLES
from simulator.model.state import DrillState, Page, Person
from simulator.model.units import MINUTE, clock_text, parse_clock

__all__ = [
    "ASK_AGAIN",
    "ESCALATES_AFTER",
    "PAGE",
    "REQUESTED",
    "SCHEDULE",
    "Called",
    "called",
    "comers",
    "here",
    "name_of",
    "next_comer",
    "next_step",
    "on_shift",
    "pages",
    "requests",
    "steps_for",
    "team_title",
    "waiting",
]

PAGE = "page"
"""The severity label that pages by a team's own steps."""
SCHEDULE = "schedule"
"""The name by which a step means whoever is on shift."""
REQUESTED = "requested"
"""The level of a page that somebody asked for."""
ASK_AGAIN = 5 * MINUTE
"""A team that has not answered for so long may be asked again (ms)."""
ESCALATES_AFTER = {"primary": 0, "secondary": 5 * MINUTE, "manager": 15 * MINUTE}
"""When each level is paged unless a step says otherwise, from the first page of an alert (ms)."""
UNLISTED_ANSWERS = MINUTE
"""Whom a team brings and none of its steps names acknowledges after so long (ms)."""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is called: a seat or a persona.

    ``answers_after`` is how long a persona takes to acknowledge (ms), None if it never does.
    """

    who: str
    answers_after: int | None


def steps_for(team: TeamSpec | None, severity: str) -> list[OnCall]:
    """Return the steps that an alert of a severity pages, in order; none if it only shows."""
    if team is None:
        return []
    steps = team.steps if severity == PAGE else team.by_severity.get(severity, [])
    return [step for step in steps if step.who != SCHEDULE or team.schedule]


def pages(team: TeamSpec | None, severity: str) -> bool:
    """Tell whether alerts of a severity are meant to page."""
    return severity == PAGE or bool(steps_for(team, severity))


def on_shift(team: TeamSpec, start: str, t: int) -> Shift | None:
    """Return the shift at drill time ``t`` (ms) of a drill that starts at the clock ``start``.

    The last shift of a day goes on past midnight until the first one of the next.
    """
    now = clock_text(start, t)
    turns = sorted(team.schedule, key=lambda shift: parse_clock(shift.from_))
    begun = [shift for shift in turns if shift.from_ <= now]
    return (begun or turns)[-1] if turns else None


def called(team: TeamSpec, step: OnCall, start: str, t: int) -> Called:
    """Return who a step means at drill time ``t`` (ms)."""
    shift = on_shift(team, start, t) if step.who == SCHEDULE else None
    if shift is None:
        return Called(step.who, step.answers_after)
    own = shift.answers_after
    return Called(shift.who, step.answers_after if own is None else own)


def next_step(state: DrillState, scenario: Scenario, page: Page) -> tuple[OnCall, int] | None:
    """Return the step that follows a page and when it comes if nobody acknowledges (ms).

    None if the page is answered or not the newest of its alert, if the alert is over, or if nobody
    stands above.
    """
    alert = state.alerts.get(page.alert)
    if alert is None or alert.resolved_at is not None or page.acked_at is not None:
        return None
    sent = [
        one
        for one in state.pages.values()
        if one.alert == page.alert and one.sent_at >= alert.fired_at
    ]
    steps = steps_for(scenario.oncall.get(page.team), alert.severity)
    acked = any(one.acked_at is not None for one in sent)
    if acked or not sent or page.id != sent[-1].id or len(sent) >= len(steps):
        return None
    step = steps[len(sent)]
    after = ESCALATES_AFTER[step.level] if step.after is None else step.after
    return step, max(page.sent_at, alert.fired_at + after)


def comers(scenario: Scenario, team: str, t: int) -> list[Called]:
    """Return who of a team can come when it is asked for at ``t`` (ms), the first choice first."""
    spec = scenario.oncall[team]
    steps = [step for step in spec.steps if step.who != SCHEDULE or spec.schedule]
    found: dict[str, Called] = {}
    for step in steps:
        one = called(spec, step, scenario.start, t)
        if one.who in scenario.personas:
            found.setdefault(one.who, one)
    if spec.brings is None:
        return list(found.values())
    first = found.pop(spec.brings, Called(spec.brings, UNLISTED_ANSWERS))
    return [first, *found.values()]


def next_comer(state: DrillState, scenario: Scenario, team: str, t: int) -> Called | None:
    """Return who is called when a team is asked for now, None if nobody is left who could come.

    Each time that nobody answers it is the next one's turn.
    """
    sitting = {person.id for person in state.people.values() if person.seat}
    left = [one for one in comers(scenario, team, t) if one.who not in sitting]
    return left[len(requests(state, team)) % len(left)] if left else None


def requests(state: DrillState, team: str) -> list[Page]:
    """Return the pages by which a team was asked for, in order."""
    return [page for page in state.pages.values() if page.level == REQUESTED and page.team == team]


def here(state: DrillState, team: str) -> list[Person]:
    """Return who came because a team was asked for, and has not left."""
    came = [page.acked_by for page in requests(state, team) if page.joined_at is not None]
    people = [state.people[who] for who in came if who in state.people]
    return [person for person in people if person.seat]


def waiting(state: DrillState, team: str) -> Page | None:
    """Return the newest page by which a team was asked for, if nobody has come of it yet."""
    asked = requests(state, team)
    return asked[-1] if asked and asked[-1].joined_at is None else None


def team_title(scenario: Scenario, team: str) -> str:
    """Return what people call a team."""
    spec = scenario.oncall.get(team)
    return (spec.title if spec else "") or team


def name_of(scenario: Scenario, who: str) -> str:
    """Return what a persona or a seat is called."""
    persona = scenario.personas.get(who)
    return persona.name if persona else ROLE_TITLES.get(who, who)
