"""Whether a drill has a rhythm: nothing for too long, too much at once, nothing for a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.authoring.lint.case import Case, on_call
from simulator.authoring.lint.finding import Found, rule
from simulator.authoring.lint.injects import reads
from simulator.authoring.runs import Run
from simulator.model.records import Event
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.model.units import MINUTE, SECOND, duration_text
from simulator.rules.channels import channel_seat

__all__ = ["silences"]

QUIET = 15 * MINUTE
WINDOW = 5 * MINUTE
ITEMS = 5
WORDS = 300
"""A minute and a half of reading in five; more, and nobody talks."""
_NEWS = frozenset(
    {
        "alert.fired", "alert.resolved", "page.sent", "escalation.sent", "responder.joined",
        "inject.delivered", "inject.exec_question", "impact.changed", "action.progressed",
        "action.finished", "action.failed",
    }
)  # fmt: skip
"""What the world brings to a team, besides what the team itself says and looks up."""


def silences(run: Run, until: int) -> list[tuple[int, int]]:
    """Return the stretches (ms) longer than a quarter of an hour without anything new."""
    times = [0, *(event.t for event in run.events if event.kind in _NEWS and event.t <= until)]
    pairs = zip(times, [*times[1:], until], strict=True)
    return [(start, stop) for start, stop in pairs if stop - start > QUIET]


@rule(
    "dead-air",
    "warning",
    way_out="Let something come in between: an inject, a stage of an action, a second symptom.",
    example="injects:\n  - {at: 5m, ...}\n  - {at: 40m, ...}",
)
def dead_air(case: Case) -> Iterator[Found]:
    """A good crew hears nothing new for more than 15 minutes.

    In a drill with the best bots, until customers are well again: no alert, page, message, change
    of the impact, or progress of an action. People look away and do not come back.
    """
    over = case.expert.over_at
    until = min(over if over is not None else case.scenario.length, case.scenario.length)
    stuck = case.gave_up is not None
    who = "with an expert crew of bots, which got stuck," if stuck else "with an expert crew"
    yield from _gaps(case, case.expert, until, who)


@rule(
    "dead-air-idle",
    "warning",
    way_out="Let the world push: an inject with absent, a repeat, a fault that gets worse.",
    example="injects:\n  - {at: 5m, ...}   # and a length of 110m",
)
def dead_air_idle(case: Case) -> Iterator[Found]:
    """A crew that does nothing hears nothing new for more than 15 minutes.

    A team that is stuck needs the world to go on: somebody asks, something gets worse. Counted
    from the start to the end of a drill in which nobody acts.
    """
    yield from _gaps(case, case.idle, case.scenario.length, "when nobody acts")


def _gaps(case: Case, run: Run, until: int, who: str) -> Iterator[Found]:
    gaps = silences(run, until)
    if gaps:
        told = [
            f"from {case.said(a)} for {duration_text((b - a) // SECOND * SECOND)}" for a, b in gaps
        ]
        message = f"{who} nothing new comes {', and '.join(told)}"
        yield Found(case.at("injects") if case.scenario.injects else case.at("length"), message)


@rule(
    "too-much-to-read",
    "warning",
    way_out="Spread them, shorten them, or send some to another seat.",
    example="injects:\n  - {at: 10m, channel: dm-ic, ...}   # and five more until 14m",
)
def too_much(case: Case) -> Iterator[Found]:
    """A role gets more within five minutes than it can read and act on.

    More than five injects and pages, or more than 300 words. Overload can be the lesson; accept
    it then.
    """
    told: set[str] = set()
    for run in (case.idle, case.expert):
        for seat in CORE_ROLES:
            worst = _worst(run, seat)
            if worst and seat not in told:
                told.add(seat)
                yield _crowded(case, seat, worst)


def _worst(run: Run, seat: str) -> list[Event]:
    """Return what a seat gets in its fullest five minutes, if that is too much."""
    mine = [event for event in run.events if _reaches(event, seat)]
    windows = [[e for e in mine if 0 <= e.t - first.t < WINDOW] for first in mine]
    full = [w for w in windows if len(w) > ITEMS or _words(w) > WORDS]
    return max(full, key=lambda window: (_words(window), len(window)), default=[])


def _reaches(event: Event, seat: str) -> bool:
    if event.kind == "page.sent":
        return event.data.get("to") == seat
    if event.kind in ("inject.delivered", "inject.exec_question"):
        return reads(seat, str(event.data["channel"]))
    return False


def _words(events: Iterable[Event]) -> int:
    return sum(len(str(event.data.get("text", "")).split()) for event in events)


def _crowded(case: Case, seat: str, window: list[Event]) -> Found:
    names = {inject.id: index for index, inject in enumerate(case.scenario.injects)}
    inside = [names[e.data["id"]] for e in window if e.data.get("id") in names]
    place = case.at("injects", inside[0]) if inside else case.at("injects")
    message = (
        f"the {ROLE_TITLES[seat]} gets {len(window)} messages and pages with {_words(window)} "
        f"words in five minutes from {case.said(window[0].t)}"
    )
    return Found(place, message)


@rule(
    "idle-role",
    "warning",
    way_out="Send an inject to its channel, expect something of it, or page it.",
    example="injects:\n  - {channel: dm-ic, expect: {by: [ic], ...}, ...}   # no CL",
)
def idle_role(case: Case) -> Iterator[Found]:
    """A core role has nothing of its own to do.

    No inject on its channels, no page, and no expectation: whoever takes that seat watches.
    """
    scenario = case.scenario
    busy = {channel_seat(inject.channel) for inject in scenario.injects}
    busy |= {seat for i in scenario.injects if i.expect for seat in i.expect.by}
    for team in scenario.oncall.values():
        busy |= on_call(team)
    for seat in CORE_ROLES:
        if seat not in busy:
            yield Found(case.at("injects"), f"nothing is asked of the {ROLE_TITLES[seat]}")
