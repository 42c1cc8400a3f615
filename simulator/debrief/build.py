"""From a log and its scorecard to a debrief. Only events are read, never the engine."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from simulator.debrief.cards import cards_of, pick_deltas, pick_strengths
from simulator.debrief.cast import Cast, Names, SeatNames
from simulator.debrief.context import curtain_of, figures_of, summary_of
from simulator.debrief.data import Chart, Debrief, Impact, Line, Moment
from simulator.debrief.moments import impact_steps, moments_of, runs_of
from simulator.debrief.sentences import SILENT, sentence
from simulator.debrief.series import failed_requests, outage_ms, rebuild_series, strips_of
from simulator.debrief.words import seat_tag
from simulator.model.records import Event, Log
from simulator.model.score import Scorecard
from simulator.model.seats import WORLD
from simulator.model.units import MINUTE, clock_text

__all__ = ["build_debrief"]

_AFTER = 10 * MINUTE
"""How much of what follows the last turn of the incident the chart still shows."""


def build_debrief(log: Log, card: Scorecard) -> Debrief:
    """Look back on one finished drill.

    The log may come from elsewhere: what it does not record is left out, never guessed.
    """
    header, events = log.header, log.events
    cast = Cast(events)
    # A chart says who acted by its lanes, and evidence by seats: neither names anybody.
    seats = SeatNames(cast, header.clock0)
    moments = moments_of(events, seats)
    steps = impact_steps(events, header.clock0)
    end = events[-1].t if events else 0
    outage = outage_ms(steps, end)
    series = rebuild_series(events, header.seed)
    failed = failed_requests(series, header, end)
    capabilities = cards_of(card, events, seats)
    last = _chart_end(end, moments, steps)
    return Debrief(
        drill=header.drill,
        title=_title(log),
        scenario=str(header.scenario.get("id") or ""),
        policy=card.policy,
        engine=header.engine,
        clock0=header.clock0,
        ended=any(event.kind == "drill.ended" for event in events),
        summary=summary_of(moments, outage, steps),
        people=cast.people(),
        moments=tuple(moment for moment in moments if moment.major),
        chart=Chart(
            clock0=header.clock0,
            start=0,
            end=last,
            impact=tuple(step for step in steps if step.t <= last),
            strips=strips_of(series, header, 0, last),
            moments=tuple(moment for moment in moments if moment.t <= last),
            runs=runs_of(events, seats),
            later=len([moment for moment in moments if moment.major and moment.t > last]),
        ),
        strengths=pick_strengths(capabilities),
        deltas=pick_deltas(capabilities),
        capabilities=capabilities,
        cs=tuple(card.cs.items()),
        figures=figures_of(card.context, steps, outage, failed),
        curtain=curtain_of(header, events, cast),
        timeline=tuple(_lines(events, Names(cast, header.clock0), _cited(card))),
        simulated=bool(header.engine),
    )


def _title(log: Log) -> str:
    scenario = log.header.scenario
    given = scenario.get("title") or scenario.get("id") or log.header.drill
    text = str(given or "A drill")
    return text if scenario.get("title") else text.replace("-", " ").capitalize()


def _chart_end(end: int, moments: Sequence[Moment], steps: Sequence[Impact]) -> int:
    """Return where the axis ends: soon after the last turn, so that hours of paperwork stay out.

    What goes on hurting after the incident was closed stays in the picture.
    """
    closed = [m.t for m in moments if m.label in ("Resolved", "Recovered", "Reopened")]
    resolved = any(m.label == "Resolved" for m in moments)
    if not resolved or (steps and steps[-1].level > 0):
        return max(end, MINUTE)
    return max(min(end, max(closed) + _AFTER), MINUTE)


def _cited(card: Scorecard) -> set[int]:
    return {seq for verdict in card.criteria.values() for seq in verdict.evidence}


def _lines(events: Iterable[Event], names: Names, cited: Container[int]) -> Iterable[Line]:
    """Yield a line for every event that is worth one, and for all that a verdict rests on."""
    for event in events:
        if event.kind in SILENT and event.seq not in cited:
            continue
        said = sentence(event, names)
        outside = said.world or event.role == WORLD or event.kind == "seat.taken"
        who = "" if said.world else said.subject or names.subject(event)
        yield Line(
            seq=event.seq,
            t=event.t,
            clock=clock_text(names.clock0, event.t, seconds=True),
            seat="" if outside else seat_tag(event.role),
            who=who,
            text=said.text if who else said.text[:1].upper() + said.text[1:],
            quote=said.quote,
            tone=said.tone,
            key=said.key,
        )
