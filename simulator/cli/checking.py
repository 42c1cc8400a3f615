"""Commands that check files an author wrote: one line a problem, exit 1 if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from simulator.cli.lazy import WrongCall
from simulator.cli.show import print_json
from simulator.cli.sources import note
from simulator.debrief.words import counted
from simulator.model.errors import InputError, Problem
from simulator.scenario.library import read_text

__all__ = ["check_files"]

_ENDINGS = (".yaml", ".yml")
_KEYS = ("file", "line", "col", "path", "message")


def check_files(
    paths: Iterable[str], noun: str, read: Callable[[str, str], object], *, as_json: bool
) -> None:
    """Check files, or every YAML file that lies in a folder, and exit 1 if one has a problem.

    ``read`` takes a text and what messages call it, and raises InputError; ``noun`` is what a file
    is called.
    """
    files = [file for path in paths for file in _files(path)]
    problems = [problem for file in files for problem in _problems(file, read)]
    if as_json:
        told = [{key: getattr(problem, key) for key in _KEYS} for problem in problems]
        print_json({"files": len(files), "problems": told})
    else:
        for problem in problems:
            click.echo(str(problem))
        note(f"{counted(len(files), noun)} checked: {counted(len(problems), 'problem')}")
    if problems:
        raise SystemExit(1)


def _files(path: str) -> Iterator[str]:
    """Yield a file, or every YAML file that lies in a folder.

    Raises:
        WrongCall: if there is nothing to check.
    """
    root = Path(path)
    if not root.is_dir():
        yield path
        return
    found = sorted(str(file) for file in root.iterdir() if file.suffix in _ENDINGS)
    if not found:
        raise WrongCall(f"{path}: no .yaml file in this folder")
    yield from found


def _problems(file: str, read: Callable[[str, str], object]) -> list[Problem]:
    try:
        read(read_text(Path(file), file), file)
    except InputError as error:
        return error.problems
    return []
