"""From a log to a debrief. Only events are read, never the engine."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.debrief.asked import asked_of
from simulator.debrief.cards import CS, Cards, capabilities_of
from simulator.debrief.cast import Cast, SeatNames
from simulator.debrief.context import curtain_of, figures_of, summary_of
from simulator.debrief.data import Chart, Debrief, Impact, Moment
from simulator.debrief.human import agreement_of, humans_of
from simulator.debrief.known import fact_rows, lag_figures
from simulator.debrief.lines import lines_of
from simulator.debrief.moments import impact_steps, moments_of, runs_of
from simulator.debrief.picks import patterns_of, pick_deltas, pick_strengths
from simulator.debrief.series import failed_requests, outage_ms, rebuild_series, strips_of
from simulator.debrief.then import Screens
from simulator.debrief.words import opening
from simulator.model.phrases import catalogued, phrase
from simulator.model.policy import Policy
from simulator.model.records import Event, Header, Log
from simulator.model.rubric import Rubric
from simulator.model.score import Scorecard
from simulator.model.units import MINUTE
from simulator.scoring import Judge, Trace
from simulator.scoring.expectations import expectations
from simulator.scoring.ledger import ledger
from simulator.scoring.letters import proposals

__all__ = ["build_debrief"]

_AFTER = 10 * MINUTE
"""How much of what follows the last turn of the incident the chart still shows."""


def build_debrief(log: Log, policy: Policy, rubric: Rubric) -> Debrief:
    """Look back on one finished drill, judged by a policy and a rubric.

    The log may come from elsewhere: what it does not record is left out, never guessed.
    """
    header, events = log.header, log.events
    trace = Trace(header, events, policy)
    judge = Judge(trace, rubric)
    card = judge.card()
    cast = Cast(events)
    # Everything speaks of seats; only the list of who took part has names.
    seats = SeatNames(cast, header.clock0)
    moments = moments_of(events, seats)
    steps = impact_steps(events, header.clock0)
    end = events[-1].t if events else 0
    outage = outage_ms(steps, end)
    series = rebuild_series(events, header.seed)
    failed = failed_requests(series, header, end)
    cards = _cards(judge, card, events, seats)
    criteria = cards.all()
    capabilities = capabilities_of(cards, criteria)
    facts = ledger(trace)
    hidden = {c.id for c in criteria if c.value is None and card.infos[c.id].extended}
    hidden -= {c.id for c in criteria if c.human}
    last = _chart_end(end, moments, steps)
    return Debrief(
        drill=header.drill,
        title=_title(log),
        scenario=str(header.scenario.get("title") or header.scenario.get("id") or ""),
        policy=catalogued(policy.title or card.policy),
        engine=header.engine,
        clock0=header.clock0,
        zone=_zone(header),
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
        deltas=pick_deltas(criteria),
        capabilities=capabilities,
        asked=asked_of(criteria, events),
        unscored=tuple(
            c for c in criteria if c.value is None and not c.asked and c.id not in hidden
        ),
        left_out=len(hidden),
        patterns=patterns_of(cards),
        facts=fact_rows(facts, cards.clock),
        lags=lag_figures(facts),
        agreement=agreement_of(cards.humans, proposals(card, policy.ratings), card.infos),
        cs=tuple((opening(CS[c]), value) for c, value in card.cs.items()),
        figures=figures_of(card.context, steps, outage, failed),
        curtain=curtain_of(header, events, cast),
        timeline=tuple(lines_of(events, seats, cards.humans, _cited(card))),
        simulated=bool(header.engine),
    )


def _cards(judge: Judge, card: Scorecard, events: Sequence[Event], seats: SeatNames) -> Cards:
    trace = judge.trace
    asked = {key: found for key, (_, found) in expectations(trace).items()}
    return Cards(
        card=card,
        found={**judge.examine(), **asked},
        cuts=trace.policy.ratings,
        events={event.seq: event for event in events},
        names=seats,
        screens=Screens(trace, seats),
        humans=humans_of(events, card.infos),
        end=trace.end,
    )


def _zone(header: Header) -> str:
    """Return the zone of the log's times; nobody may know it of a real incident."""
    return str(header.scenario.get("zone") or ("UTC" if header.engine else ""))


def _title(log: Log) -> str:
    scenario = log.header.scenario
    if title := scenario.get("title"):
        return str(title)
    given = str(scenario.get("id") or log.header.drill or "")
    return given.replace("-", " ").capitalize() if given else phrase("A drill")


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
