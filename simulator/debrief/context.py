"""Context beside the scores: durations, the sum of the impact, and what was behind the curtain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.debrief.cast import Cast, number_of, text_of
from simulator.debrief.data import Curtain, Fault, Figure, Impact, Moment
from simulator.debrief.words import opening, percent, span
from simulator.model.phrases import NOTHING, Phrase, joined, phrase
from simulator.model.records import Event, Header
from simulator.model.units import SECOND, clock_text
from simulator.scoring.truth import declarable_at

__all__ = ["curtain_of", "figures_of", "summary_of"]

_NOT_SEEN = phrase("not seen")
_TIMES = (
    (
        "time_to_ack_s",
        phrase("Time to acknowledge"),
        phrase("from the first page to its acknowledgement"),
    ),
    (
        "time_to_declare_s",
        phrase("Time to declare"),
        phrase("from when it could be declared to the declaration"),
    ),
    (
        "time_to_mitigate_s",
        phrase("Time to mitigate"),
        phrase("from first impact on users until it was halved"),
    ),
    (
        "time_to_recover_s",
        phrase("Time to recover"),
        phrase("from first impact on users to the end of it"),
    ),
)
_FACTS = {
    "revenue_blocked": (phrase("revenue was blocked"), phrase("revenue was not blocked")),
    "workaround": (phrase("users had a workaround"), phrase("users had no workaround")),
    "data_loss": (phrase("data was lost"), phrase("no data was lost")),
    "breach": (phrase("there was a breach"), phrase("there was no breach")),
}


def figures_of(
    context: Mapping[str, float | None],
    steps: Sequence[Impact],
    outage: float,
    failed: float | None,
) -> tuple[Figure, ...]:
    """Return the figures, each with its start and end named. None of them is a score."""
    found = [_time(context, *entry) for entry in _TIMES]
    if steps:
        worst = percent(max(step.level for step in steps))
        in_all = phrase("an outage for everybody that hurts as much")
        found += [
            Figure(phrase("Worst impact"), worst, phrase("largest share of users affected")),
            Figure(phrase("Impact in all"), span(outage), in_all),
        ]
    if failed is not None:
        about = phrase("about {number}", number=f"{_rounded(failed):,}")
        summed = phrase("share that failed times traffic, summed")
        found.append(Figure(phrase("Failed requests"), about, summed))
    return tuple(found)


def _time(context: Mapping[str, float | None], key: str, name: Phrase, meaning: Phrase) -> Figure:
    value = context.get(key)
    return Figure(name, _NOT_SEEN if value is None else span(value * SECOND), meaning)


def _rounded(number: float) -> int:
    """Keep three digits: more would pretend to know more."""
    size = max(0, len(str(int(number))) - 3)
    return int(round(number, -size))


def summary_of(
    moments: Sequence[Moment], outage: float, steps: Sequence[Impact]
) -> tuple[Phrase, ...]:
    """Tell the drill in a few sentences, without a judgement."""
    at: dict[str, Moment] = {moment.label: moment for moment in reversed(moments)}
    lines = [_impact_line(at, steps, outage), _team_line(at), _closing_line(at)]
    return tuple(line for line in lines if line)


def _impact_line(at: Mapping[str, Moment], steps: Sequence[Impact], outage: float) -> Phrase:
    begun, over = at.get("Impact begins"), at.get("Recovered")
    if begun is None:
        return NOTHING
    worst = percent(max(step.level for step in steps))
    if over is None:
        return phrase(
            "Users were affected from {begin} and still were at the end, at worst {share} of them; "
            "in all as much as {outage} of outage for everybody.",
            begin=begun.clock, share=worst, outage=span(outage),
        )  # fmt: skip
    return phrase(
        "Users were affected from {begin} until {end} ({time}), at worst {share} of them; "
        "in all as much as {outage} of outage for everybody.",
        begin=begun.clock, end=over.clock, time=span(over.t - begun.t), share=worst,
        outage=span(outage),
    )  # fmt: skip


def _team_line(at: Mapping[str, Moment]) -> Phrase:
    page, declared, command = (at.get(key) for key in ("First page", "Declared", "IC in command"))
    told: list[Phrase] = []
    if page:
        told.append(phrase("the first page went out at {clock}", clock=page.clock))
    if declared:
        told.append(phrase("the incident was declared at {clock}", clock=declared.clock))
    if command:
        told.append(phrase("an IC was in command from {clock}", clock=command.clock))
    if not declared:
        told.append(phrase("no incident was declared"))
    return opening(phrase("{clauses}.", clauses=joined(told)))


def _closing_line(at: Mapping[str, Moment]) -> Phrase:
    posts = [m for label, m in at.items() if label.startswith("Status page")]
    public = min(posts, key=lambda m: m.seq) if posts else None
    closed = at.get("Resolved")
    if public and closed:
        return phrase(
            "Customers first read about it at {public}; the incident was closed at {closed}.",
            public=public.clock,
            closed=closed.clock,
        )
    if public:
        return phrase(
            "Customers first read about it at {public}; the incident was not closed.",
            public=public.clock,
        )
    if closed:
        return phrase("The incident was closed at {closed}.", closed=closed.clock)
    return phrase("The incident was not closed.")


def curtain_of(header: Header, events: Sequence[Event], cast: Cast) -> Curtain:
    """Return what broke, what was true, and what nobody got to answer."""
    return Curtain(
        faults=tuple(_faults(events, header.clock0)),
        facts=tuple(_facts(header, events)),
        unanswered=tuple(_unanswered(events, header.clock0, cast)),
    )


def _faults(events: Sequence[Event], clock0: str) -> Iterable[Fault]:
    """Return each time that a fault began, with what became of it until it began again."""
    told = [e for e in events if e.kind.startswith("fault.")]
    for event in told:
        if event.kind == "fault.started":
            name = text_of(event.data, "fault")
            mine = [e for e in told if text_of(e.data, "fault") == name]
            again = [e for e in mine if e.kind == event.kind and e.seq > event.seq]
            end = again[0].seq if again else mine[-1].seq + 1
            yield Fault(
                id=name,
                service=text_of(event.data, "service"),
                clock=clock_text(clock0, event.t),
                cause=text_of(event.data, "cause"),
                course=tuple(_course([e for e in mine if event.seq <= e.seq < end], clock0)),
            )


def _course(life: Sequence[Event], clock0: str) -> Iterable[Phrase]:
    """Say how the strength of a fault changed after it began."""
    before = 1.0
    for event in life:
        clock = clock_text(clock0, event.t)
        strength = number_of(event.data, "strength")
        if event.kind == "fault.cleared":
            before = 0.0
            yield phrase("{clock} gone", clock=clock)
        elif event.kind == "fault.changed":
            yield _changed(clock, before, strength)
        before = before if strength is None else strength


def _changed(clock: str, before: float, strength: float | None) -> Phrase:
    if strength is None:
        return phrase("{clock} at another strength", clock=clock)
    now = percent(strength)
    if strength <= before:
        return phrase("{clock} down to {share}", clock=clock, share=now)
    if before == 0.0:
        return phrase("{clock} back to {share}", clock=clock, share=now)
    return phrase("{clock} up to {share}", clock=clock, share=now)


def _facts(header: Header, events: Sequence[Event]) -> Iterable[Phrase]:
    facts = dict(header.facts)
    alerts = [event for event in events if event.kind == "alert.fired"]
    # What customers say is no news to a team that was paged before.
    end = events[-1].t if events else 0
    if declarable_at(header, alerts, end) != facts.get("declarable_at"):
        facts.pop("declarable_at", None)
    if level := facts.get("true_level"):
        if why := _reasons(facts.get("severity")):
            yield phrase("By its facts the incident was {level} ({why}).", level=level, why=why)
        else:
            yield phrase("By its facts the incident was {level}.", level=level)
    for event in events:
        if event.kind == "facts.changed" and (grown := _reasons(event.data.get("facts"))):
            clock = clock_text(header.clock0, event.t)
            yield phrase("From {clock} its facts were others ({facts}).", clock=clock, facts=grown)
    yield from _turning_points(facts, header.clock0)


def _turning_points(facts: Mapping[str, Any], clock0: str) -> Iterable[Phrase]:
    """Say what became possible or true when."""

    def clock(key: str) -> str:
        t = facts.get(key)
        return clock_text(clock0, t) if isinstance(t, int) else ""

    if at := clock("declarable_at"):
        yield phrase("It could be declared from {clock}.", clock=at)
    if at := clock("viable_at"):
        yield phrase("A mitigation was possible from {clock}.", clock=at)
    if at := clock("recovered_at"):
        yield phrase("The service had truly recovered at {clock}.", clock=at)
    if isinstance(age := facts.get("change_age"), int):
        yield phrase("The newest change to what broke was {age} old when it broke.", age=span(age))


def _reasons(severity: Any) -> Phrase:
    if not isinstance(severity, Mapping):
        return NOTHING
    share = number_of(severity, "share_users")
    parts = [] if share is None else [phrase("{share} of users", share=percent(share))]
    parts += [words[0] if severity[key] else words[1] for key, words in _FACTS.items()
              if key in severity]  # fmt: skip
    return joined(parts)


def _unanswered(events: Sequence[Event], clock0: str, cast: Cast) -> Iterable[Phrase]:
    answers = {
        text_of(e.data, "id") or text_of(e.data, "inject")
        for e in events
        if e.kind in ("query.answered", "inject.met")
    }
    for event in events:
        asks = event.kind == "inject.exec_question" or event.data.get("expects")
        if event.kind.startswith("inject.") and asks and text_of(event.data, "id") not in answers:
            who = text_of(event.data, "name") or cast.name(text_of(event.data, "from"))
            asker = joined([clock_text(clock0, event.t), who or phrase("Somebody outside")], " ")
            yield joined([asker, text_of(event.data, "text")], ": ")
