"""Context beside the scores: durations, the sum of the impact, and what was behind the curtain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.debrief.cast import Cast, number_of, text_of
from simulator.debrief.data import Curtain, Fault, Figure, Impact, Moment
from simulator.debrief.words import percent, span
from simulator.model.records import Event, Header
from simulator.model.units import SECOND, clock_text
from simulator.scoring.truth import declarable_at

__all__ = ["curtain_of", "figures_of", "summary_of"]

_TIMES = (
    ("time_to_ack_s", "Time to acknowledge", "from the first page to its acknowledgement"),
    ("time_to_declare_s", "Time to declare", "from when it could be declared to the declaration"),
    ("time_to_mitigate_s", "Time to mitigate", "from first impact on users until it was halved"),
    ("time_to_recover_s", "Time to recover", "from first impact on users to the end of it"),
)
_FACTS = {
    "revenue_blocked": ("revenue was blocked", "revenue was not blocked"),
    "workaround": ("users had a workaround", "users had no workaround"),
    "data_loss": ("data was lost", "no data was lost"),
    "breach": ("there was a breach", "there was no breach"),
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
        worst = max(step.level for step in steps)
        found.append(Figure("Worst impact", percent(worst), "largest share of users affected"))
        found.append(
            Figure("Impact in all", span(outage), "an outage for everybody that hurts as much")
        )
    if failed is not None:
        value = f"about {_rounded(failed):,}"
        found.append(Figure("Failed requests", value, "share that failed times traffic, summed"))
    return tuple(found)


def _time(context: Mapping[str, float | None], key: str, name: str, meaning: str) -> Figure:
    value = context.get(key)
    return Figure(name, "not seen" if value is None else span(value * SECOND), meaning)


def _rounded(number: float) -> int:
    """Keep three digits: more would pretend to know more."""
    size = max(0, len(str(int(number))) - 3)
    return int(round(number, -size))


def summary_of(
    moments: Sequence[Moment], outage: float, steps: Sequence[Impact]
) -> tuple[str, ...]:
    """Tell the drill in a few sentences, without a judgement."""
    at = {moment.label: moment for moment in reversed(moments)}
    lines = [_impact_line(at, steps, outage), _team_line(at), _closing_line(at)]
    return tuple(line for line in lines if line)


def _impact_line(at: Mapping[str, Moment], steps: Sequence[Impact], outage: float) -> str:
    begun, over = at.get("Impact begins"), at.get("Recovered")
    if begun is None:
        return ""
    worst = percent(max(step.level for step in steps))
    until = "and still were at the end"
    if over:
        until = f"until {over.clock} ({span(over.t - begun.t)})"
    return (
        f"Users were affected from {begun.clock} {until}, at worst {worst} of them; "
        f"in all as much as {span(outage)} of outage for everybody."
    )


def _team_line(at: Mapping[str, Moment]) -> str:
    steps = (
        ("First page", "the first page went out at"),
        ("Declared", "the incident was declared at"),
        ("IC in command", "an IC was in command from"),
    )
    parts = [f"{words} {at[label].clock}" for label, words in steps if label in at]
    missing = "" if "Declared" in at else "no incident was declared"
    text = ", ".join([*parts, *([missing] if missing else [])])
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _closing_line(at: Mapping[str, Moment]) -> str:
    posts = [m for label, m in at.items() if label.startswith("Status page")]
    public = min(posts, key=lambda m: m.seq) if posts else None
    told = f"Customers first read about it at {public.clock}" if public else ""
    closed = at.get("Resolved")
    end = f"the incident was closed at {closed.clock}" if closed else "the incident was not closed"
    return f"{told}; {end}." if told else f"{end[:1].upper()}{end[1:]}."


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


def _course(life: Sequence[Event], clock0: str) -> Iterable[str]:
    """Say how the strength of a fault changed after it began."""
    before = 1.0
    for event in life:
        clock = clock_text(clock0, event.t)
        strength = number_of(event.data, "strength")
        if event.kind == "fault.cleared":
            before = 0.0
            yield f"{clock} gone"
        elif event.kind == "fault.changed" and strength is None:
            yield f"{clock} at another strength"
        elif event.kind == "fault.changed" and strength is not None:
            way = "down" if strength <= before else "back" if before == 0.0 else "up"
            yield f"{clock} {way} to {percent(strength)}"
        before = before if strength is None else strength


def _facts(header: Header, events: Sequence[Event]) -> Iterable[str]:
    facts = dict(header.facts)
    alerts = [event for event in events if event.kind == "alert.fired"]
    # What customers say is no news to a team that was paged before.
    end = events[-1].t if events else 0
    if declarable_at(header, alerts, end) != facts.get("declarable_at"):
        facts.pop("declarable_at", None)
    if level := facts.get("true_level"):
        yield f"By its facts the incident was {level}{_reasons(facts.get('severity'))}."
    for event in events:
        if event.kind == "facts.changed" and (grown := _reasons(event.data.get("facts"))):
            yield f"From {clock_text(header.clock0, event.t)} its facts were others{grown}."
    times = (
        ("declarable_at", "It could be declared from"),
        ("viable_at", "A mitigation was possible from"),
        ("recovered_at", "The service had truly recovered at"),
    )
    for key, words in times:
        if isinstance(t := facts.get(key), int):
            yield f"{words} {clock_text(header.clock0, t)}."
    if isinstance(age := facts.get("change_age"), int):
        yield f"The newest change to what broke was {span(age)} old when it broke."


def _reasons(severity: Any) -> str:
    if not isinstance(severity, Mapping):
        return ""
    share = number_of(severity, "share_users")
    parts = [] if share is None else [f"{percent(share)} of users"]
    parts += [words[0] if severity[key] else words[1] for key, words in _FACTS.items()
              if key in severity]  # fmt: skip
    return f" ({', '.join(parts)})" if parts else ""


def _unanswered(events: Sequence[Event], clock0: str, cast: Cast) -> Iterable[str]:
    answers = {
        text_of(e.data, "id") or text_of(e.data, "inject")
        for e in events
        if e.kind in ("query.answered", "inject.met")
    }
    for event in events:
        asks = event.kind == "inject.exec_question" or event.data.get("expects")
        if event.kind.startswith("inject.") and asks and text_of(event.data, "id") not in answers:
            who = text_of(event.data, "name") or cast.name(text_of(event.data, "from"))
            clock = clock_text(clock0, event.t)
            yield f"{clock} {who or 'Somebody outside'}: {text_of(event.data, 'text')}"
