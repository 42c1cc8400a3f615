"""A policy on a terminal: tables and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.cli.show import terminal
from simulator.model.policy import PACED_STAGES, Level, Policy
from simulator.rules.severity_words import rule_words
from simulator.scenario.policies.words import CLOCKS, duties, role_title, time_text

__all__ = ["print_duties", "print_policy"]

_NONE = "-"


def print_policy(policy: Policy) -> None:
    """Print a policy for people."""
    console = terminal()
    console.print(Text.assemble((policy.title, "bold"), f" ({policy.policy})"))
    _print_ladder(console, policy)
    _print_by_severity(console, policy)
    _print_clocks(console, policy)
    _print_rest(console, policy)


def print_duties(policy: Policy, level: Level) -> None:
    """Print what follows from a severity."""
    table = _table(f"What follows from {level.label}", ("", "Target", "No credit from"))
    for duty in duties(policy, level.rank):
        table.add_row(Text(duty.what), Text(duty.target), Text(duty.limit or _NONE))
    terminal().print(table)


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(
        title=f"\n{title}", title_justify="left", title_style="bold", box=None, pad_edge=False,
        show_header=True, header_style="dim",
    )  # fmt: skip
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print_ladder(console: Console, policy: Policy) -> None:
    severity = policy.severity
    table = _table("Severity ladder, worst first", ("Rank", "Level", "Meaning"))
    for level in severity.levels:
        table.add_row(str(level.rank), Text(level.label, style="bold"), Text(level.when))
    console.print(table)
    rules = _table("How facts decide: the first that holds wins", ("Level", "If"))
    for rule in severity.rules:
        rules.add_row(Text(rule.then, style="bold"), Text(rule_words(rule)))
    rules.add_row(Text(severity.otherwise, style="bold"), Text("otherwise"))
    console.print(rules)
    asked = _table("What people are asked", ("Fact", "Question"))
    for one in policy.questions:
        asked.add_row(Text(one.fact), Text(f"{one.ask} {one.help}".strip()))
    console.print(asked)


def _print_by_severity(console: Console, policy: Policy) -> None:
    levels = policy.severity.levels
    table = _table("By severity: target / no credit from", ("", *(one.label for one in levels)))
    cadence = policy.cadence
    rows: list[tuple[str, Callable[[str], str]]] = [
        ("Acknowledge", lambda key: _span(policy.clocks.ack.get(key))),
        ("Update inside every", lambda key: _span(cadence.internal.get(key))),
        ("Update the status page every", lambda key: _span(cadence.external.get(key))),
    ]
    paced = {stage for spans in cadence.external_stages.values() for stage in spans}
    stages = [stage for stage in PACED_STAGES if stage in paced]
    rows += [(f"  {stage}", _staged(policy, stage)) for stage in stages]
    rows += [
        ("Roles", lambda key: _listed(policy, policy.roles.required.get(key))),
        ("An IC of its own", lambda key: _required(int(key) not in policy.roles.may_be_empty)),
        ("Open", lambda key: ", ".join(policy.hub.kinds.get(key, [])) or _NONE),
        ("Page", lambda key: policy.escalation.pages.get(key, "whoever is on call")),
        ("Must be told", lambda key: _told(policy, int(key))),
        ("Review", lambda key: _required(int(key) <= policy.postmortem.required_for_rank_leq)),
    ]
    for name, say in rows:
        table.add_row(Text(name), *(Text(say(str(level.rank))) for level in levels))
    console.print(table)


def _staged(policy: Policy, stage: str) -> Callable[[str], str]:
    spans = policy.cadence.external_stages
    return lambda key: _span(spans.get(key, {}).get(stage))


def _print_clocks(console: Console, policy: Policy) -> None:
    title = "Clocks, from the declaration or when it was overdue, unless they say otherwise"
    table = _table(title, ("", "Target", "No credit from"))
    for name, words in CLOCKS.items():
        value = getattr(policy.clocks, name)
        full, zero = value if isinstance(value, tuple) else (value, None)
        table.add_row(Text(words), time_text(full), _NONE if zero is None else time_text(zero))
    if fresh := policy.clocks.fresh_change:
        words = f"Roll back a change younger than {time_text(fresh.younger_than)}"
        table.add_row(Text(words), *map(time_text, fresh.clock))
    console.print(table)


def _print_rest(console: Console, policy: Policy) -> None:
    console.print(Text("\nAnd besides", style="bold"))
    for line in _besides(policy):
        console.print(Text(f"  {line}"))


def _besides(policy: Policy) -> Iterable[str]:
    steps = (f"{step.to} after {time_text(step.after)}" for step in policy.escalation.ladder)
    yield f"Nobody acknowledges: {', then '.join(steps) or 'nobody else is called'}"
    for group in policy.roles.separate:
        yield f"Never one person: {' and '.join(role_title(policy, role) for role in group)}"
    fine, over = policy.roles.span
    yield f"Direct reports of the IC: up to {fine} is fine, {over} or more is too many"
    if policy.roles.longest_turn is not None:
        yield f"Hand over after {time_text(policy.roles.longest_turn)} at the latest"
    if policy.hub.name:
        yield f"The chat's name matches {policy.hub.name}"
    yield from _public(policy)
    review = policy.postmortem
    full, zero = map(time_text, review.held_within)
    yield f"Review: within {full} of closing, no credit from {zero}"
    yield f"It holds: {', '.join(review.sections)}"


def _public(policy: Policy) -> Iterable[str]:
    external, slower = policy.external, policy.cadence.slower_after
    if external.approval:
        yield f"Public posts need a yes of: {_listed(policy, external.approval)}"
    fix = "may" if external.allow_fix_eta else "do not"
    yield f"Public posts {fix} say when it will be fixed"
    yield f"All four stages are posted: {_required(external.require_all_stages)}"
    if slower is not None:
        yield f"Slower updates are fine after {time_text(slower)}, if that is announced"


def _span(span: tuple[int, int] | None) -> str:
    return f"{time_text(span[0])} / {time_text(span[1])}" if span else _NONE


def _listed(policy: Policy, roles: list[str] | None) -> str:
    return ", ".join(role_title(policy, role) for role in roles or []) or _NONE


def _told(policy: Policy, rank: int) -> str:
    duties_ = policy.notify.duties(rank).items()
    return (
        ", ".join(f"{who.replace('_', ' ')} {time_text(until)}" for who, until in duties_) or _NONE
    )


def _required(value: bool) -> str:  # noqa: FBT001 - what is to be said
    return "required" if value else "optional"
