"""What injects asked of the team, with the time that each reply took against the time it had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.debrief.cast import text_of
from simulator.debrief.judged import Asked, Criterion, Reply, Step
from simulator.debrief.words import shortened, span
from simulator.model.phrases import NOTHING
from simulator.model.records import Event
from simulator.scoring.expectations import PREFIX

__all__ = ["asked_of"]

_QUOTE = 100
_KINDS = ("inject.delivered", "inject.exec_question")


def asked_of(criteria: Iterable[Criterion], events: Iterable[Event]) -> tuple[Asked, ...]:
    """Return everything that injects asked for, in the order in which it first came."""
    asked = [c for c in criteria if c.asked and c.steps]
    came: dict[str, Event] = {}
    for event in events:
        if event.kind in _KINDS:
            came.setdefault(text_of(event.data, "id"), event)
    longest = max((_length(step) for c in asked for step in c.steps), default=0) or 1
    asked.sort(key=lambda c: c.steps[0].start)
    return tuple(_asked(c, came, longest) for c in asked)


def _asked(card: Criterion, came: Mapping[str, Event], longest: int) -> Asked:
    inject = came.get(card.id.removeprefix(PREFIX))
    return Asked(
        card=card,
        who=text_of(inject.data, "name") if inject else "",
        quote=shortened(text_of(inject.data, "text"), _QUOTE) if inject else "",
        replies=tuple(_reply(step, longest) for step in card.steps),
    )


def _length(step: Step) -> int:
    """Return how long the bar of a reply is, in ms: at least all the time that there was."""
    return max(step.due - step.start, 0 if step.met is None else step.met - step.start)


def _reply(step: Step, longest: int) -> Reply:
    within = step.due - step.start
    took = None if step.met is None else step.met - step.start
    first = step.evidence[0] if step.evidence else None
    return Reply(
        clock=first.clock if first else "",
        seq=first.seq if first else 0,
        sign=step.sign,
        took=NOTHING if took is None else span(took),
        target=span(within),
        bar=(within if took is None else took) / longest,
        limit=within / longest,
    )
