"""What commands are given: scenarios, policies, rubrics, logs, timelines; by name or by path."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from simulator.cli.lazy import WrongCall
from simulator.model.policy import Policy
from simulator.model.records import Header, Log, load
from simulator.model.rubric import Rubric
from simulator.model.units import parse_clock
from simulator.scenario import (
    Entry,
    Library,
    load_policy,
    load_rubric,
    read_policy,
    read_rubric,
)
from simulator.scenario.library import read_text
from simulator.scenario.timeline import is_timeline, read_timeline

__all__ = [
    "find_policy",
    "find_rubric",
    "find_scenario",
    "is_path",
    "note",
    "policy_of",
    "read_log",
    "read_source",
    "write_text",
]

_PATH = re.compile(r"[/\\]|\.ya?ml\Z")
_STDIN = "-"
_YAML = (".yaml", ".yml")
_LINES = (".jsonl", ".json")


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


def policy_of(header: Header, given: str | None) -> Policy:
    """Return the policy to judge a log by: what the call gives, else the log's own.

    A log's own is a name and never a path: logs come from elsewhere.

    Raises:
        InputError: if there is none, or it is broken.
    """
    return find_policy(given) if given else load_policy(header.policy)


def find_rubric(name: str | None) -> Rubric:
    """Return a rubric by the path of its file, or a built-in one by its name; without one, ours.

    Raises:
        InputError: if there is none, or it is broken.
    """
    if name is None:
        return load_rubric()
    return read_rubric(read_text(Path(name), name), name) if is_path(name) else load_rubric(name)


def read_log(path: str) -> Log:
    """Read a log or a timeline from a file, or from standard input if it is ``-``.

    A file that ends in ``.yaml`` is a timeline, one that ends in ``.jsonl`` a log; elsewhere what
    is in it decides.

    Raises:
        WrongCall: if it cannot be read.
        InputError: if it is neither, naming the line.
    """
    label, given = read_source(path)
    ending = "" if path == _STDIN else Path(path).suffix.lower()
    if ending in _YAML or (ending not in _LINES and is_timeline(given)):
        return read_timeline(given, label)
    log = load(given, label)
    try:
        parse_clock(log.header.clock0)
    except ValueError as error:
        raise WrongCall(f"{path}:1: clock0: {error}") from None
    return log


def read_source(path: str) -> tuple[str, str]:
    """Return what messages call a file, and its text; ``-`` is standard input.

    Raises:
        WrongCall: if it cannot be read.
    """
    try:
        if path == _STDIN:
            return "standard input", sys.stdin.read()
        return path, Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise WrongCall(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path}: not UTF-8 text: byte {error.start} is no part of it") from None


def write_text(path: str, text: str) -> None:
    """Write a file.

    Raises:
        WrongCall: if it cannot be written.
    """
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WrongCall(f"{path}: cannot be written: {error.strerror or error}") from None
