"""The library: which scenarios there are, in the package and in directories of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from simulator.model.errors import InputError, Problem
from simulator.model.expr import nearest
from simulator.model.scenario import Scenario
from simulator.scenario.load import load_scenario, scenario_digest
from simulator.scenario.reader import MAX_CHARS

__all__ = ["Entry", "Library", "read_text"]

_BUILT_IN = "scenarios"
_ENDINGS = (".yaml", ".yml")
_DEPTH = 4
"""Levels of directories that are searched."""
_PATH = re.compile(r"[/\\]|\.ya?ml\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One usable scenario: what a list shows of it, its source and its validated form.

    ``path`` says where it came from: a path, or ``built-in:NAME.yaml``. ``length`` is in ms.
    """

    id: str
    title: str
    brief: str
    tags: tuple[str, ...]
    difficulty: int
    length: int
    path: str
    source: str
    scenario: Scenario = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the source, as a log's header names it."""
        return scenario_digest(self.source)


class Library:
    """The scenarios of some directories and those of the package, by id.

    Read once, when it is made; make a new one to look again. A scenario in a directory takes the
    place of a built-in one with the same id, and an earlier directory goes before a later one.
    Files that cannot be used are in :meth:`broken` and keep nobody else out.
    """

    def __init__(self, directories: Iterable[Path | str] = (), *, built_in: bool = True) -> None:
        """Read every ``*.yaml`` below the directories, then the built-in scenarios.

        Raises:
            InputError: if one of the directories does not exist.
        """
        self._entries: dict[str, Entry] = {}
        self._broken: dict[str, InputError] = {}
        for directory in directories:
            root = Path(directory)
            if not root.is_dir():
                raise InputError([Problem(str(root), 1, 1, "", "there is no such directory")])
            self._read_all(root, f"{root}/")
        if built_in:
            self._read_all(files(_BUILT_IN), "built-in:")

    def entries(self) -> tuple[Entry, ...]:
        """List every usable scenario, easiest first, then by title."""
        key = lambda entry: (entry.difficulty, entry.title, entry.id)  # noqa: E731 - one use
        return tuple(sorted(self._entries.values(), key=key))

    def broken(self) -> dict[str, InputError]:
        """Say what is wrong with each file that cannot be used, by its path."""
        return dict(self._broken)

    def find(self, path_or_id: str) -> Entry:
        """Return a scenario by its id, or read one from the path of a file.

        What contains a slash or ends in ``.yaml`` is a path; a path need not be in the library.

        Raises:
            InputError: if there is none, naming the nearest id; or if the file is broken, with
                every problem in it.
        """
        if found := self._entries.get(path_or_id):
            return found
        if _PATH.search(path_or_id):
            return _entry(read_text(Path(path_or_id), path_or_id), path_or_id)
        if error := self._broken_named(path_or_id):
            raise error
        known = ", ".join(sorted(self._entries)) or "none"
        hint = nearest(path_or_id, self._entries) or f"; known: {known}"
        message = f"no scenario named {path_or_id!r}{hint}"
        raise InputError([Problem(path_or_id, 1, 1, "", message)])

    def _broken_named(self, name: str) -> InputError | None:
        """Find the broken file of which the author would say that it is ``name``."""
        for label, error in self._broken.items():
            if Path(label.removeprefix("built-in:")).stem == name:
                return error
        return None

    def _read_all(self, root: Traversable, prefix: str) -> None:
        here: dict[str, str] = {}
        for source, name in _scenario_files(root, _DEPTH):
            label = prefix + name
            try:
                entry = _entry(read_text(source, label), label)
            except InputError as error:
                self._broken[label] = error
                continue
            if first := here.get(entry.id):
                message = f"the id {entry.id!r} is taken by {first}"
                self._broken[label] = InputError([Problem(label, 1, 1, "id", message)])
                continue
            here[entry.id] = label
            self._entries.setdefault(entry.id, entry)


def read_text(source: Traversable, label: str) -> str:
    """Read a text file that somebody named.

    Raises:
        InputError: if it cannot be read, is not UTF-8, or is far too large to be a scenario.
    """
    try:
        with source.open("rb") as stream:
            data = stream.read(4 * MAX_CHARS + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(label, 1, 1, "", message)]) from None
    if len(data) > 4 * MAX_CHARS:
        message = f"the file is larger than {4 * MAX_CHARS:,} bytes; no scenario is"
        raise InputError([Problem(label, 1, 1, "", message)])
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, col = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"not UTF-8 text: byte 0x{data[error.start]:02X}"
        raise InputError([Problem(label, line, col, "", message)]) from None


def _entry(source: str, label: str) -> Entry:
    scenario = load_scenario(source, label)
    return Entry(
        id=scenario.id,
        title=scenario.title,
        brief=scenario.brief,
        tags=tuple(scenario.tags),
        difficulty=scenario.difficulty,
        length=scenario.length,
        path=label,
        source=source,
        scenario=scenario,
    )


def _scenario_files(root: Traversable, depth: int) -> Iterator[tuple[Traversable, str]]:
    """Walk the scenario files below ``root`` in the order of their names."""
    for item in sorted(root.iterdir(), key=lambda item: item.name):
        if item.name.startswith((".", "_")):
            continue
        if item.is_dir() and depth > 1:
            below = _scenario_files(item, depth - 1)
            yield from ((found, f"{item.name}/{name}") for found, name in below)
        elif item.name.endswith(_ENDINGS) and item.is_file():
            yield item, item.name
