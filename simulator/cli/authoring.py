"""``misfortune schema`` and ``scenarios``: for people who write scenarios."""

from __future__ import annotations

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.show import print_json, terminal
from simulator.cli.sources import find_policy, note
from simulator.model.units import duration_text
from simulator.scenario import Library, true_level
from simulator.scenario.policies.schema import policy_schema_text
from simulator.scenario.rubric_page import rubric_schema_text
from simulator.scenario.schema import schema_text
from simulator.scenario.timeline.schema import timeline_schema_text

__all__ = ["scenarios", "schema"]

_SCHEMAS = {
    "scenario": schema_text,
    "policy": policy_schema_text,
    "timeline": timeline_schema_text,
    "rubric": rubric_schema_text,
}


@click.command()
@click.argument("kind", type=click.Choice(tuple(_SCHEMAS)), default="scenario")
def schema(*, kind: str) -> None:
    """Print the JSON Schema of a kind of file, for completion in editors."""
    click.echo(_SCHEMAS[kind](), nl=False)


@click.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER]...")
@click.option("--policy", default="imag", show_default=True, help="Whose severities are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def scenarios(*, folders: tuple[str, ...], policy: str, as_json: bool) -> None:
    """List the built-in scenarios, and those in FOLDERs."""
    library, rulebook = Library(folders), find_policy(policy)
    for error in library.broken().values():
        note(f"cannot be used: {error}")
    levels = {e.id: true_level(e.scenario.facts, rulebook) for e in library.entries()}
    if as_json:
        keys = ("id", "title", "brief", "tags", "difficulty", "length", "path")
        print_json(
            [
                {key: getattr(e, key) for key in keys} | {"severity": levels[e.id]}
                for e in library.entries()
            ]
        )
        return
    table = Table(box=None, pad_edge=False)
    for column in ("Id", "Title", "Length", "Difficulty", "Severity"):
        table.add_column(column, overflow="fold")
    table.columns[0].no_wrap = True
    for entry in library.entries():
        length, level = Text(duration_text(entry.length)), Text(levels[entry.id])
        table.add_row(Text(entry.id), Text(entry.title), length, f"{entry.difficulty} of 5", level)
    terminal().print(table)
