"""``misfortune rubric``: what the scorer asks for, one criterion in full, own files checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.checking import check_files
from simulator.cli.lazy import WrongCall
from simulator.cli.show import print_json, terminal
from simulator.cli.sources import find_rubric
from simulator.debrief.words import counted, seat_tag
from simulator.model.expr import nearest
from simulator.model.fields import FORM
from simulator.model.rubric import CriterionSpec, Rubric
from simulator.model.score import CAPABILITIES
from simulator.model.units import duration_text
from simulator.scenario import read_rubric
from simulator.scoring import RULES

__all__ = ["rubric"]

_LABEL = 14


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def rubric() -> None:
    """Show, explain or check rubrics: the criteria that the scorer judges by."""


@rubric.command()
@click.argument("which", metavar="[NAME|PATH]", default="imag")
@click.option("--json", "as_json", is_flag=True, help="The whole rubric as JSON.")
def show(*, which: str, as_json: bool) -> None:
    """Show the criteria of a rubric, with everything that it takes from the one it extends."""
    found = find_rubric(which)
    if as_json:
        print_json(found.model_dump(mode="json", by_alias=True))
        return
    console = terminal()
    console.print(Text.assemble((found.title, "bold"), f" ({found.rubric})"))
    for capability, title in CAPABILITIES.items():
        mine = {k: one for k, one in found.criteria.items() if one.capability == capability}
        if mine:
            console.print(_criteria(title, mine))
    console.print(
        Text(
            f"\n{counted(len(found.criteria), 'criterion', 'criteria')}; weight 3 and more is "
            "critical, + is shown only where there was an opportunity. misfortune rubric explain "
            "ID tells all about one."
        )
    )


def _criteria(title: str, criteria: dict[str, CriterionSpec]) -> Table:
    table = Table(
        title=f"\n{title}", title_justify="left", title_style="bold", box=None, pad_edge=False,
        header_style="dim",
    )  # fmt: skip
    for column in ("", "Card", "Weight", "Criterion and target"):
        table.add_column(column, overflow="fold", no_wrap=not column.startswith("Criterion"))
    for key, spec in criteria.items():
        words = Text.assemble((spec.name, "bold"), "\n", spec.target)
        weight = f"{spec.weight}{'+' if spec.extended else ''}"
        table.add_row(Text(key, style="bold"), Text(_card(spec.role)), weight, words)
    return table


def _card(role: str) -> str:
    return "team" if role == "team" else seat_tag(role)


@rubric.command()
@click.argument("criterion", metavar="ID")
@click.option("--rubric", "which", default="imag", help="Name or path of a rubric.")
def explain(*, criterion: str, which: str) -> None:
    """Tell all about one criterion: what it asks for, why, whence, and how it is judged."""
    found = find_rubric(which)
    key, spec = _find(found, criterion)
    console = terminal()
    console.print(Text.assemble((f"{key} {spec.name}", "bold")))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="dim", min_width=_LABEL)
    table.add_column(overflow="fold")
    for name, text in _facts(spec):
        table.add_row(name, Text(text))
    console.print(table)
    rule = RULES[spec.rule]
    console.print(Text.assemble("\nRule ", (spec.rule, "bold"), f": {rule.doc}"))
    if arguments := list(_arguments(spec)):
        console.print(_table_of(arguments))


def _find(found: Rubric, wanted: str) -> tuple[str, CriterionSpec]:
    """Return a criterion by its id, whatever its case.

    Raises:
        WrongCall: if there is none.
    """
    for key, spec in found.criteria.items():
        if key.lower() == wanted.lower():
            return key, spec
    known = list(found.criteria)
    guess = nearest(wanted, known) or f"; there are {', '.join(known)}"
    raise WrongCall(f"no criterion {wanted!r} in the rubric {found.rubric!r}{guess}")


def _facts(spec: CriterionSpec) -> Iterator[tuple[str, str]]:
    critical = ", critical" if spec.info("").critical else ""
    yield "Capability", f"{CAPABILITIES[spec.capability]} ({spec.c})"
    yield "Card", "the whole team" if spec.role == "team" else seat_tag(spec.role)
    yield "Weight", f"{spec.weight}{critical}"
    if spec.extended:
        yield "Shown", "only where there was an opportunity"
    yield "Target", spec.target
    yield "Why", spec.why
    yield "Ask", spec.question
    yield "Makes it easier", spec.eases
    yield "Anti-pattern", spec.anti_pattern
    if spec.guard:
        yield "Guard", spec.guard
    yield "Source", spec.source
    if spec.needs:
        yield "Needs", f"logs that show {', '.join(spec.needs)}"
    if spec.anchored:
        yield "Clock", "from the declaration, or when it was overdue"


def _arguments(spec: CriterionSpec) -> Iterator[tuple[str, str, str]]:
    """Yield each argument of the rule: its name, its value, and what it means."""
    schema = RULES[spec.rule].args.model_json_schema()
    for name, form in schema.get("properties", {}).items():
        if name in spec.with_:
            yield name, _value(spec.with_[name], form), form.get("description", "")
        elif "default" in form and form["default"] is not None:
            words = form.get("description", "")
            yield name, _value(form["default"], form), f"{words} (default)".strip()


def _value(value: Any, form: dict[str, Any]) -> str:
    """Write a value as an author would."""
    forms = {kind.get(FORM) for kind in (form, *form.get("anyOf", ()))}
    if isinstance(value, int) and not isinstance(value, bool) and "duration" in forms:
        return duration_text(value)
    if isinstance(value, float) and "share" in forms:
        return f"{value:.4g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table_of(arguments: list[tuple[str, str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("  Argument", "Value", "Meaning"):
        table.add_column(column, overflow="fold")
    for name, value, words in arguments:
        table.add_row(f"  {name}", Text(value), Text(words))
    return table


@rubric.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(*, paths: tuple[str, ...], as_json: bool) -> None:
    """Check rubric files; exit 1 if one of them cannot be used.

    Each problem is a line: file:line:col: path: what is wrong. A PATH may be a folder: every .yaml
    that lies in it is checked.
    """
    check_files(paths, "rubric file", read_rubric, as_json=as_json)
