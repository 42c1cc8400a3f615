"""Injects that never come, that nobody hears, or that ask for what cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.model.scenario import Expect, InjectSpec
from simulator.model.units import MINUTE, SECOND, duration_text
from simulator.rules.catalogue import VERBS
from simulator.rules.channels import PUBLIC, channel_seat

__all__ = ["reads"]

_TOO_OFTEN = 3 * MINUTE
_TOO_MANY = 10
_HASTY = 60 * SECOND


def reads(seat: str, channel: str) -> bool:
    """Tell whether a seat reads a channel, when every seat is taken."""
    return channel == PUBLIC or channel_seat(channel) == seat


def _each(case: Case) -> Iterator[tuple[int, InjectSpec]]:
    yield from enumerate(case.scenario.injects)


@rule(
    "inject-never",
    "error",
    way_out="Change the condition, or remove the inject.",
    example="injects:\n  - {id: too-bad, when: impact > 90%, ...}   # the faults reach 40 %",
)
def never(case: Case) -> Iterator[Found]:
    """An inject waits for something that can never be.

    The text was written and checked for nothing, and the facilitator waits for it. Judged by the
    bounds of every signal, by the events that this scenario can have, and by its length.
    """
    reach = case.reach
    for index, inject in _each(case):
        place = case.at("injects", index)
        if not reach.possible(inject.when):
            yield Found(place["when"], f"{inject.id} can never come: this can never hold")
        if not reach.possible(inject.while_):
            yield Found(place["while"], f"{inject.id} can never come: this can never hold")
        for kind in inject.after or ():
            if not reach.event_possible(kind):
                yield Found(place["after"], f"{inject.id} can never come: there is no {kind} here")
        if inject.absent and inject.absent.for_ >= case.scenario.length:
            message = f"{inject.id} can never come: the drill is not that long"
            yield Found(place["absent"]["for"], message)


@rule(
    "inject-unseen",
    "advice",
    way_out="Make sure that a real team can bring it about, or fire it by hand.",
    example='injects:\n  - {id: both, when: finished("a") and finished("b"), ...}',
)
def unseen(case: Case) -> Iterator[Found]:
    """An inject came in no simulated drill.

    The lint plays a drill in which nobody acts, one with the best bots, and one for each action.
    What never came there may still come with people, but nobody has seen it come.
    """
    seen = {event.data["id"] for run in case.runs for event in run.delivered()}
    impossible = {found.at.path.partition(".")[0] for found in never(case)}
    for index, inject in _each(case):
        place = case.at("injects", index)
        if inject.id not in seen and place.path not in impossible:
            count = len(case.runs)
            yield Found(place, f"{inject.id} came in none of {count} simulated drills")


@rule(
    "repeat-floods",
    "warning",
    way_out="Repeat it every 5 to 15 minutes, a few times.",
    example="injects:\n  - {id: tweet, repeat: {every: 1m, times: 30}, ...}",
)
def floods(case: Case) -> Iterator[Found]:
    """An inject repeats so often that it drowns the rest.

    People stop reading a voice that says the same every minute, and miss the next one that does
    not.
    """
    for index, inject in _each(case):
        again = inject.repeat
        if again and (again.every < _TOO_OFTEN or again.times > _TOO_MANY):
            message = f"{inject.id} comes {again.times} times, every {duration_text(again.every)}"
            yield Found(case.at("injects", index, "repeat"), message)


@rule(
    "expectation-not-allowed",
    "error",
    way_out="Name a seat that may, or another verb; docs/verbs.md lists who may do what.",
    example="injects:\n  - {expect: {by: [cl], verb: action.approve, within: 5m}, ...}",
)
def not_allowed(case: Case) -> Iterator[Found]:
    """An inject expects a verb from seats that may not use it.

    The expectation is always missed, and the team is marked down for it.
    """
    for index, inject in _each(case):
        if inject.expect and not _able(inject.expect):
            wanted = " and ".join(inject.expect.by) or "nobody"
            message = f"{inject.expect.verb} is not for {wanted}"
            yield Found(case.at("injects", index, "expect", "verb"), message)


def _able(expect: Expect) -> list[str]:
    """Return the seats among those that are asked that may use the verb."""
    verb = VERBS.get(expect.verb)
    allowed: set[str] = set(verb.by) if verb else set()
    everybody = bool(allowed & {"trainee", "anyone"})
    return [seat for seat in expect.by if everybody or seat in allowed]


@rule(
    "expectation-unread",
    "warning",
    way_out="Send it to a channel of one of these seats, or ask the seat that reads it.",
    example="injects:\n  - {channel: dm-cl, expect: {by: [ol], ...}, ...}",
)
def unread(case: Case) -> Iterator[Found]:
    """An inject expects something of seats that do not read its channel.

    They learn of it only if somebody passes it on.
    """
    for index, inject in _each(case):
        expect = inject.expect
        if expect and expect.by and not any(reads(seat, inject.channel) for seat in expect.by):
            wanted = " nor ".join(expect.by)
            message = f"{inject.channel} is not read by {wanted}"
            yield Found(case.at("injects", index, "expect", "by"), message)


@rule(
    "expectation-too-late",
    "warning",
    way_out="Let it come earlier, give less time, or make the drill longer.",
    example="length: 60m\ninjects:\n  - {at: 58m, expect: {within: 5m, ...}, ...}",
)
def too_late(case: Case) -> Iterator[Found]:
    """An inject gives more time than the drill has left.

    The drill ends before the time to answer does, so neither the team nor the score gets an
    answer.
    """
    length = case.scenario.length
    for index, inject in _each(case):
        if inject.expect is None:
            continue
        earliest = _earliest(case, inject)
        if earliest is not None and earliest + inject.expect.within > length:
            left = duration_text(max(0, length - earliest))
            given = duration_text(inject.expect.within)
            message = f"{inject.id} gives {given} to answer, and the drill is over after {left}"
            yield Found(case.at("injects", index, "expect", "within"), message)


def _earliest(case: Case, inject: InjectSpec) -> int | None:
    """Return when an inject first came in any simulated drill (ms)."""
    if inject.at is not None:
        return inject.at
    came = (e.t for run in case.runs for e in run.delivered() if e.data["id"] == inject.id)
    return min(came, default=None)


@rule(
    "expectation-hasty",
    "advice",
    way_out="Give at least a minute; five is common.",
    example="injects:\n  - {expect: {by: [cl], verb: query.answer, within: 30s}, ...}",
)
def hasty(case: Case) -> Iterator[Found]:
    """An inject gives less than a minute.

    Reading, asking and typing take longer; the score would measure typing.
    """
    for index, inject in _each(case):
        if inject.expect and inject.expect.within < _HASTY:
            message = f"{inject.id} gives {duration_text(inject.expect.within)} to answer"
            yield Found(case.at("injects", index, "expect", "within"), message)
