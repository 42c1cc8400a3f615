"""Scorecards on a terminal: letters with words, bars with numbers, what was seen in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.debrief.words import RATING_WORDS, because, counted, listing, span
from simulator.model.phrases import NOTHING
from simulator.model.policy import Policy, Ratings
from simulator.model.records import Log
from simulator.model.score import CAPABILITIES, Rating, Scorecard, Verdict
from simulator.model.units import SECOND
from simulator.scoring import Trace
from simulator.scoring.antipatterns import AntiPattern, anti_patterns
from simulator.scoring.expectations import PREFIX, expectations
from simulator.scoring.ledger import ledger
from simulator.scoring.letters import letter_of

__all__ = ["STYLE", "print_json", "print_scorecard", "scorecard_document", "terminal"]

_BAR = 10
STYLE: dict[Rating | None, str] = {
    "P": "bold green",
    "S": "bold blue",
    "M": "bold yellow",
    "U": "bold red",
    None: "dim",
}
"""How a letter looks."""
_STATES = {"not_applicable": "had no opportunity", "not_observable": "not observable"}
_TIMES = {
    "time_to_ack_s": "Acknowledged",
    "time_to_declare_s": "Declared",
    "time_to_mitigate_s": "Impact halved",
    "time_to_recover_s": "Recovered",
}
_FROM = {
    "time_to_ack_s": "after the first page",
    "time_to_declare_s": "after it could be",
    "time_to_mitigate_s": "after it began",
    "time_to_recover_s": "after it began",
}
_PATTERNS = 8
"""So many anti-patterns are told with where they showed; the others by name."""
_WHERE = 4
"""So many criteria that show an anti-pattern are named."""


def terminal() -> Console:
    """Return a console on standard output; colours only where there is a terminal."""
    return Console(highlight=False, soft_wrap=False)


def print_json(document: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def scorecard_document(card: Scorecard, log: Log, policy: Policy) -> dict[str, Any]:
    """Return the document of a scorecard, with the anti-patterns, who knew what, and replies.

    Times are ms of drill time.
    """
    trace = Trace(log.header, log.events, policy)
    replies = {
        key.removeprefix(PREFIX): [
            {"asked_at": o.when, "due": o.due, "met_at": o.met_at, "credit": o.credit}
            for o in found.obligations
        ]
        for key, (_, found) in expectations(trace).items()
    }
    facts = [
        {
            "what": fact.what,
            "known": {stage: {"t": at.t, "seq": at.seq} for stage, at in fact.known.items()},
        }
        for fact in ledger(trace)
    ]
    patterns = [pattern.as_json() for pattern in anti_patterns(card, policy.ratings)]
    return card.as_json() | {"anti_patterns": patterns, "ledger": facts, "expectations": replies}


def print_scorecard(
    card: Scorecard,
    title: str,
    digest: str,
    *,
    cuts: Ratings | None = None,
    everything: bool | None = None,
) -> None:
    """Print a scorecard for people.

    ``cuts`` are the policy's cut-offs for letters; ``everything`` tells of what was not scored too.
    False says how to ask for that (--all), None does not.
    """
    cuts = cuts or Ratings()
    console = terminal()
    console.print(Text(title, style="bold"))
    console.print(Text("Proposed ratings, to talk about; there is no overall one.", style="dim"))
    for key in dict.fromkeys([*card.capabilities, *(i.capability for i in card.infos.values())]):
        _print_capability(console, card, key, cuts)
    _print_asked(console, card, cuts)
    _print_unscored(console, card, everything=everything)
    _print_patterns(console, anti_patterns(card, cuts))
    console.print(Text("\nContext, never scored", style="bold"))
    for key, name in _TIMES.items():
        value = card.context.get(key)
        told = "not seen" if value is None else f"{span(value * SECOND)} {_FROM[key]}"
        console.print(Text(f"  {name}: {told}"))
    console.print(Text(f"\nLog digest {digest}", style="dim"), soft_wrap=True)


def _print_capability(console: Console, card: Scorecard, name: str, cuts: Ratings) -> None:
    """Print one capability with its letter and reason, and a line for each criterion."""
    letter = card.capabilities.get(name)
    reason = because(letter, card.reasons.get(name, NOTHING))
    head = Text.assemble(
        "\n", (CAPABILITIES.get(name, name), "bold"), "  ",
        (f"{letter or '-'} {RATING_WORDS[letter]}", STYLE[letter]),
    )  # fmt: skip
    console.print(head)
    console.print(Padding(Text(reason, style="dim"), (0, 0, 0, 2)))
    mine = [
        key
        for key, verdict in card.criteria.items()
        if verdict.value is not None
        and card.infos[key].capability == name
        and not card.infos[key].asked
    ]
    if mine:
        console.print(_criteria(card, mine, cuts, ascii_only=console.options.ascii_only))


def _criteria(card: Scorecard, keys: Iterable[str], cuts: Ratings, *, ascii_only: bool) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for key in keys:
        verdict = card.criteria[key]
        words = Text.assemble((card.infos[key].name, "bold"), "\n", verdict.said)
        value = _value(verdict, cuts, ascii_only=ascii_only)
        table.add_row(Text(f"  {key.removeprefix(PREFIX)}", style="dim"), value, words)
    return table


def _value(verdict: Verdict, cuts: Ratings, *, ascii_only: bool) -> Text:
    if verdict.value is None:
        return Text("-", style="dim")
    letter = letter_of(verdict.value, cuts)
    full = round(verdict.value * _BAR)
    on, off = ("#", ".") if ascii_only else ("█", "░")
    bar = on * full + off * (_BAR - full)
    return Text.assemble((f"{letter} ", STYLE[letter]), (bar, STYLE[letter].split()[-1]),
                         f" {verdict.value:.2f}")  # fmt: skip


def _print_asked(console: Console, card: Scorecard, cuts: Ratings) -> None:
    asked = [key for key, info in card.infos.items() if info.asked and key in card.criteria]
    if asked:
        console.print(Text("\nWhat people asked for", style="bold"))
        console.print(_criteria(card, asked, cuts, ascii_only=console.options.ascii_only))


def _print_unscored(console: Console, card: Scorecard, *, everything: bool | None) -> None:
    """Count what was not scored, or tell why."""
    left = {
        status: [
            key
            for key, verdict in card.criteria.items()
            if verdict.status == status and not card.infos[key].asked
        ]
        for status in _STATES
    }
    counts = [f"{counted(len(keys), 'criterion', 'criteria')} {_STATES[status]}"
              for status, keys in left.items() if keys]  # fmt: skip
    if not counts:
        return
    hint = " (--all tells why)" if everything is False else ""
    console.print(Text(f"\nNot scored: {', '.join(counts)}{hint}", style="bold"))
    if not everything:
        return
    for keys in left.values():
        for key in keys:
            said = card.criteria[key].said
            console.print(Padding(Text(f"{key} {card.infos[key].name}: {said}"), (0, 0, 0, 2)))


def _print_patterns(console: Console, found: Sequence[AntiPattern]) -> None:
    console.print(Text("\nPatterns by name", style="bold"))
    if not found:
        console.print("  None of the anti-patterns that the rubric knows showed.")
        return
    for pattern in found[:_PATTERNS]:
        where = list(pattern.criteria[:_WHERE])
        more = len(pattern.criteria) - _WHERE
        where += [f"{more} more"] if more > 0 else []
        told = Text.assemble((pattern.name, "bold"), f": {listing(where)}")
        console.print(Padding(told, (0, 0, 0, 2)))
    if rest := found[_PATTERNS:]:
        names = ", ".join(pattern.name for pattern in rest)
        console.print(Padding(Text(f"and {names}", style="dim"), (0, 0, 0, 2)))
