"""``misfortune lint``, ``schema`` and ``scenarios``: for people who write scenarios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.lazy import WrongCall
from simulator.cli.show import print_json, terminal
from simulator.cli.sources import note
from simulator.model.errors import InputError, Problem
from simulator.model.scenario import Scenario
from simulator.model.units import duration_text
from simulator.scenario import Library, load_scenario, read_policy
from simulator.scenario.library import read_text

__all__ = ["lint", "scenarios", "schema"]

_POLICY = re.compile(r"^(?:policy|extends)\s*:", re.MULTILINE)
_ENDINGS = (".yaml", ".yml")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def lint(*, paths: tuple[str, ...], as_json: bool) -> None:
    """Check scenario and policy files; print each problem as file:line:col: path: message.

    A PATH may be a folder: every .yaml below it is checked. Exit 1 if anything is wrong.
    """
    files = [file for path in paths for file in _files(path)]
    problems = [problem for file in files for problem in _problems(file)]
    if as_json:
        print_json({"files": len(files), "problems": [asdict(p) for p in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        note(f"{_count(len(files), 'file')} checked, {_count(len(problems), 'problem')}")
    if problems:
        raise SystemExit(1)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _files(path: str) -> Iterator[str]:
    """Yield a file, or every scenario file below a folder.

    Raises:
        WrongCall: if there is nothing to check.
    """
    root = Path(path)
    if root.is_dir():
        found = sorted(p for p in root.rglob("*") if p.suffix in _ENDINGS and p.is_file())
        if not found:
            raise WrongCall(f"{path}: no .yaml file in this folder")
        yield from map(str, found)
    elif root.exists():
        yield path
    else:
        raise WrongCall(f"{path}: there is no such file or folder")


def _problems(file: str) -> list[Problem]:
    try:
        text = read_text(Path(file), file)
        # A policy says so in its first key; everything else is meant to be a scenario.
        (read_policy if _POLICY.search(text) else load_scenario)(text, file)
    except InputError as error:
        return error.problems
    return []


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for completion in editors."""
    print_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **Scenario.model_json_schema(by_alias=True),
        }
    )


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
