"""Places to look that cannot be reached, that show nothing, or that nobody has time for."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.model.scenario import EvidenceSpec
from simulator.model.units import MINUTE, duration_text
from simulator.scenario.document import Cursor

_SLOW = 10 * MINUTE


@rule(
    "evidence-never",
    "warning",
    way_out="Change the condition in needs, or remove the source.",
    example="evidence:\n  logs: {needs: impact > 90%, ...}   # the faults reach 40 %",
)
def never(case: Case) -> Iterator[Found]:
    """A source needs something that can never be.

    The team sees it offered and always gets the same refusal.
    """
    for name, source in case.scenario.evidence.items():
        if not case.reach.possible(source.needs):
            message = f"{name} can never be reached: this can never hold"
            yield Found(case.at("evidence", name, "needs"), message)


@rule(
    "line-never",
    "warning",
    way_out="Change the condition, or remove the line.",
    example="evidence:\n  logs:\n    lines: [{text: ..., when: impact > 90%}]   # it is 40 %",
)
def line_never(case: Case) -> Iterator[Found]:
    """A line of a source or of a report waits for something that can never be.

    If it is a clue, it is one that nobody finds.
    """
    for place, when in _conditions(case):
        if not case.reach.possible(when):
            yield Found(place["when"], "this line is never there: this can never hold")


def _conditions(case: Case) -> Iterator[tuple[Cursor, str | None]]:
    for name, source in case.scenario.evidence.items():
        for index, line in enumerate(source.lines):
            yield case.at("evidence", name, "lines", index), line.when
    for name, persona in case.scenario.personas.items():
        for index, line in enumerate(persona.reports):
            yield case.at("personas", name, "reports", index), line.when


@rule(
    "evidence-empty",
    "warning",
    way_out="Give it series, lines, spans or steps, or remove it.",
    example="evidence:\n  logs: {title: Logs, kind: logs}",
)
def empty(case: Case) -> Iterator[Found]:
    """A source shows nothing.

    A look costs time, and this one is never worth it.
    """
    for name, source in case.scenario.evidence.items():
        if not _shows(case, source):
            yield Found(case.at("evidence", name), f"{name} never shows anything")


def _shows(case: Case, source: EvidenceSpec) -> bool:
    if source.kind == "changes" and case.scenario.changes:
        return True
    return bool(source.series or source.lines or source.spans or source.steps or source.slo)


@rule(
    "changes-unseen",
    "warning",
    way_out="Add a source of kind changes.",
    example="changes: [{at: -42m, ...}]\nevidence: {}   # no source of kind changes",
)
def unseen(case: Case) -> Iterator[Found]:
    """There is a change history, and no source shows it.

    "What changed?" is the first question of a good responder.
    """
    kinds = {source.kind for source in case.scenario.evidence.values()}
    if case.scenario.changes and "changes" not in kinds:
        yield Found(case.at("changes"), "no source shows the change history")


@rule(
    "nothing-to-keep",
    "advice",
    way_out='Let an action destroy a source, or one need captured("SOURCE"), or add a diagnostic.',
    example="kind: security\nactions: {block: {kind: mitigation, ...}}   # and no other kind",
)
def nothing_to_keep(case: Case) -> Iterator[Found]:
    """In a security incident, nothing is gained by looking before acting.

    All actions are mitigations, none destroys what a source shows, and no condition asks whether a
    copy was kept. Evidence and scope come first where somebody has broken in; here, haste is right.
    """
    scenario = case.scenario
    actions = scenario.actions.values()
    looks = any(a.kind == "diagnostic" or a.destroys or a.destroys_evidence for a in actions)
    kept = "captured(" in case.document.text
    if scenario.kind == "security" and actions and not looks and not kept:
        yield Found(case.at("kind"), "no action looks, and none spoils what could be looked at")


@rule(
    "look-slow",
    "advice",
    way_out="Let it take less than ten minutes.",
    example="evidence:\n  traces: {takes: 20m, ...}",
)
def slow(case: Case) -> Iterator[Found]:
    """A look takes longer than ten minutes.

    Few teams spend that on one look, and those that do sit and wait.
    """
    for name, source in case.scenario.evidence.items():
        if source.takes > _SLOW:
            message = f"a look at {name} takes {duration_text(source.takes)}"
            yield Found(case.at("evidence", name, "takes"), message)
