"""Scorecards on a terminal: letters with words, bars with numbers, what was seen in a sentence."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.debrief.words import RATING_WORDS, because, span
from simulator.model.score import CAPABILITIES, Rating, Scorecard, Verdict
from simulator.model.units import SECOND

__all__ = ["print_json", "print_scorecard", "terminal"]

_BAR = 10
_STYLE: dict[Rating | None, str] = {
    "P": "bold green",
    "S": "bold blue",
    "M": "bold yellow",
    "U": "bold red",
    None: "dim",
}
_STATES = {"not_applicable": "not applicable", "not_observable": "not observable"}
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


def terminal() -> Console:
    """Return a console on standard output; colours only where there is a terminal."""
    return Console(highlight=False, soft_wrap=False)


def print_json(document: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_scorecard(card: Scorecard, title: str, digest: str) -> None:
    """Print a scorecard for people."""
    console = terminal()
    ascii_only = console.options.ascii_only
    console.print(Text(title, style="bold"))
    console.print()
    console.print(_capabilities(card))
    console.print(_criteria(card, ascii_only=ascii_only))
    console.print(Text("Context, never scored", style="bold"))
    for key, name in _TIMES.items():
        value = card.context.get(key)
        told = "not seen" if value is None else f"{span(value * SECOND)} {_FROM[key]}"
        console.print(Text(f"  {name}: {told}"))
    console.print(Text(f"\nLog digest {digest}", style="dim"), soft_wrap=True)


def _table(title: str) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, pad_edge=False,
        show_header=False,
    )  # fmt: skip


def _capabilities(card: Scorecard) -> Table:
    table = _table("Capabilities: proposed ratings, there is no overall one")
    for key, letter in card.capabilities.items():
        words = Text(RATING_WORDS[letter], style=_STYLE[letter])
        reason = because(letter, card.reasons.get(key, ""))
        name, sign = Text(CAPABILITIES.get(key, key)), Text(letter or "-", style=_STYLE[letter])
        table.add_row(name, sign, Text("\n").join([words, Text(reason)]))
    return table


def _criteria(card: Scorecard, *, ascii_only: bool) -> Table:
    table = _table("\nCriteria")
    for key, verdict in card.criteria.items():
        name = Text(card.infos[key].name, style="bold")
        value = _value(verdict, ascii_only=ascii_only)
        table.add_row(Text(key, style="dim"), value, Text("\n").join([name, Text(verdict.said)]))
    return table


def _value(verdict: Verdict, *, ascii_only: bool) -> Text:
    if verdict.value is None:
        return Text(_STATES.get(verdict.status, verdict.status), style="dim")
    full = round(verdict.value * _BAR)
    on, off = ("#", ".") if ascii_only else ("█", "░")
    style = "green" if full == _BAR else "yellow" if full else "red"
    return Text.assemble((on * full + off * (_BAR - full), style), f" {verdict.value:.2f}")
