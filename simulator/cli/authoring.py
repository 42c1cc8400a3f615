"""``misfortune schema`` and ``scenarios``: for people who write scenarios."""

from __future__ import annotations

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.show import print_json, terminal
from simulator.cli.sources import note
from simulator.model.units import duration_text
from simulator.scenario import Library
from simulator.scenario.schema import schema_text

__all__ = ["scenarios", "schema"]


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for completion in editors."""
    click.echo(schema_text(), nl=False)


@click.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def scenarios(*, folders: tuple[str, ...], as_json: bool) -> None:
    """List the built-in scenarios, and those in FOLDERs."""
    library = Library(folders)
    for error in library.broken().values():
        note(f"cannot be used: {error}")
    if as_json:
        keys = ("id", "title", "brief", "tags", "difficulty", "length", "path")
        print_json([{key: getattr(e, key) for key in keys} for e in library.entries()])
        return
    table = Table(box=None, pad_edge=False)
    for column in ("Id", "Title", "Length", "Difficulty"):
        table.add_column(column, overflow="fold")
    table.columns[0].no_wrap = True
    for entry in library.entries():
        length = Text(duration_text(entry.length))
        table.add_row(Text(entry.id), Text(entry.title), length, f"{entry.difficulty} of 5")
    terminal().print(table)
