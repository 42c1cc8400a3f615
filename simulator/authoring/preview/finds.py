"""What a team can find: every text that somebody may read, with when it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.authoring.preview import words
from simulator.authoring.preview.data import Shelf, Words
from simulator.debrief.series import signal_text
from simulator.model.scenario import EvidenceLine, EvidenceSpec, Scenario
from simulator.model.units import duration_text

__all__ = ["shelves"]


def shelves(scenario: Scenario) -> Iterator[Shelf]:
    """Yield the change history, each source, what colleagues report, and the hand-off notes."""
    if scenario.changes:
        yield Shelf("Changes", "", tuple(_changes(scenario)))
    for name, source in scenario.evidence.items():
        yield Shelf(source.title, _about(name, source), tuple(_inside(scenario, source)))
    said = tuple(_by_actions(scenario))
    if said:
        yield Shelf("Actions", "what they answer besides their titles", said)
    for name, persona in scenario.personas.items():
        lines = [Words(_line(persona.joins_with), "on joining")] if persona.joins_with else []
        lines += _lines(persona.reports)
        if lines:
            yield Shelf(persona.name, f"{name}, says and reports", tuple(lines))
    for name, team in scenario.oncall.items():
        if team.handoff:
            yield Shelf(team.title or name, "hand-off note", (Words(_line(team.handoff), ""),))


def _line(text: str) -> str:
    return " ".join(text.split())


def _changes(scenario: Scenario) -> Iterator[Words]:
    for change in scenario.changes:
        when = f"{words.moment(scenario, change.at)}, {change.service}"
        by = f", by {change.by}" if change.by else ""
        clue = f"; points to {change.points_to}" if change.points_to else ""
        yield Words(_line(change.what), f"{when}{by}{clue}")


def _by_actions(scenario: Scenario) -> Iterator[Words]:
    """Yield what people are told by actions that they cannot start, or that fail."""
    for name, spec in scenario.actions.items():
        if spec.otherwise:
            yield Words(_line(spec.otherwise), f"{name}, if it cannot be started")
        if spec.fails:
            yield Words(_line(spec.fails.says), f"{name}, if it fails")


def _about(name: str, source: EvidenceSpec) -> str:
    parts = [f"{name}, {source.kind}"]
    if source.takes:
        parts.append(f"takes {duration_text(source.takes)}")
    if source.shared:
        parts.append("on every screen")
    if source.deep:
        parts.append("deep")
    if source.needs:
        parts.append(f"only if {_line(source.needs)}")
    return ", ".join(parts)


def _inside(scenario: Scenario, source: EvidenceSpec) -> Iterator[Words]:
    """Yield what a source shows, and what it says when it cannot be reached."""
    if source.kind == "changes":
        yield Words("The changes above.", "")
    if source.series:
        yield Words(", ".join(signal_text(name) for name in source.series), "charts")
    if source.slo:
        yield Words(signal_text(source.slo.series), f"objective {source.slo.target * 100:.6g}%")
    yield from _lines(source.lines)
    for span in source.spans:
        inside = f", inside {span.inside}" if span.inside else ""
        yield Words(f"{span.name} ({span.service})", f"span of {_line(span.takes)} ms{inside}")
    for number, step in enumerate(source.steps, 1):
        yield Words(f"{number}. {_line(step.text)}", _step(scenario, step.do, step.look))
    if source.otherwise:
        yield Words(_line(source.otherwise), "if it cannot be reached")


def _step(scenario: Scenario, do: str | None, look: str | None) -> str:
    means = [scenario.actions[do].title] if do else []
    means += [scenario.evidence[look].title] if look else []
    return f"means: {', '.join(means)}" if means else ""


def _lines(lines: Iterable[EvidenceLine]) -> Iterator[Words]:
    for line in lines:
        notes = [f"when {_line(line.when)}"] if line.when else []
        notes += [f"points to {line.points_to}"] if line.points_to else []
        notes += ["a red herring"] if line.red_herring else []
        yield Words(_line(line.text), "; ".join(notes))
