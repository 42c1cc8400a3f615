"""What commands are given: scenarios, policies and logs, by name or by path."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from simulator.cli.lazy import WrongCall
from simulator.model.policy import Policy
from simulator.model.records import Log, load
from simulator.model.units import parse_clock
from simulator.scenario import Entry, Library, load_policy, read_policy
from simulator.scenario.library import read_text

__all__ = ["find_policy", "find_scenario", "is_path", "note", "read_log", "write_text"]

_PATH = re.compile(r"[/\\]|\.ya?ml\Z")
_STDIN = "-"


def is_path(name: str) -> bool:
    """Whether a name means a file: it has a slash in it or ends in ``.yaml``."""
    return bool(_PATH.search(name))


def note(text: str) -> None:
    """Tell a person how it goes, on standard error."""
    click.echo(text, err=True)


def find_scenario(name: str) -> Entry:
    """Return a scenario by the path of its file, or by the id of a built-in one.

    Raises:
        InputError: if there is none, or it is broken.
    """
    return Library(built_in=not is_path(name)).find(name)


def find_policy(name: str) -> Policy:
    """Return a policy by the path of its file, or a built-in one by its name.

    Raises:
        InputError: if there is none, or it is broken.
    """
    return read_policy(read_text(Path(name), name), name) if is_path(name) else load_policy(name)


def read_log(path: str) -> Log:
    """Read a log from a file, or from standard input if it is ``-``.

    Raises:
        WrongCall: if it cannot be read.
        InputError: if it is not a log, naming the line.
    """
    try:
        given = sys.stdin.read() if path == _STDIN else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise WrongCall(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path}: not UTF-8 text: byte {error.start} is no part of it") from None
    log = load(given, "standard input" if path == _STDIN else path)
    try:
        parse_clock(log.header.clock0)
    except ValueError as error:
        raise WrongCall(f"{path}:1: clock0: {error}") from None
    return log


def write_text(path: str, text: str) -> None:
    """Write a file.

    Raises:
        WrongCall: if it cannot be written.
    """
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WrongCall(f"{path}: cannot be written: {error.strerror or error}") from None
