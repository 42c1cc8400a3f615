"""A YAML document with its places: the tree that every check and every message walks on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from simulator.model.errors import InputError, Problem

__all__ = ["MAX_PROBLEMS", "Cursor", "Document", "Node", "in_order", "join"]

MAX_PROBLEMS = 500
"""So many problems are told at once; nobody reads more, and each costs a search for a hint."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BARE = re.compile(r"[\w-]{1,60}\Z")
_PATH_KEY_CHARS = 40


@dataclass(slots=True, eq=False)
class Node:
    """One value of the document. ``line`` and ``col`` count from 1.

    ``value`` is plain data (dict, list or scalar) with everything below it. ``style`` is the
    quotation mark or block mark of a scalar, or None if it stands bare; ``end`` is its last line
    and how far it reaches into it. Under an alias the same node hangs in several places; its
    place is where the anchor stands.
    """

    kind: Literal["map", "list", "scalar"]
    value: Any
    line: int
    col: int
    end: tuple[int, int]
    style: str | None = None
    keys: dict[str, Node] = field(default_factory=dict)
    fields: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    size: int = 1

    def child(self, step: str | int) -> Node | None:
        """Return the value under a key or at an index, if there is one."""
        if isinstance(step, str):
            return self.fields.get(step)
        return self.items[step] if 0 <= step < len(self.items) else None


def in_order(problems: list[Problem]) -> InputError:
    """Make the error that tells these problems in the order of the file."""
    return InputError(sorted(problems, key=lambda problem: (problem.line, problem.col)))


def join(path: str, step: str | int) -> str:
    """Add a step to a path: ``injects`` and 3 make ``injects[3]``."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if not _BARE.match(step):
        short = step if len(step) <= _PATH_KEY_CHARS else step[: _PATH_KEY_CHARS - 1] + "…"
        return f"{path}[{short!r}]"
    return f"{path}.{step}" if path else step


@dataclass(frozen=True, slots=True)
class Cursor:
    """A walk through the document that may step where nothing is: ``c["injects"][3]["at"]``.

    ``key`` is the node of the key that led here, if the last step was a key.
    """

    node: Node | None
    path: str = ""
    key: Node | None = None

    def __getitem__(self, step: str | int) -> Cursor:
        """Step down by key or index."""
        if self.node is None:
            return Cursor(None, join(self.path, step))
        key = self.node.keys.get(step) if isinstance(step, str) else None
        return Cursor(self.node.child(step), join(self.path, step), key)

    def __bool__(self) -> bool:
        """Tell whether there is anything here (an explicit null counts as nothing)."""
        return self.node is not None and not (
            self.node.kind == "scalar" and self.node.value is None
        )

    @property
    def text(self) -> str:
        """The text that stands here; empty if it is something else or nothing."""
        value = self.node.value if self.node else None
        return value if isinstance(value, str) else ""

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """Walk the keys of a mapping with their values; nothing if this is no mapping."""
        for name in self.node.fields if self.node else ():
            yield name, self[name]

    def each(self) -> Iterator[Cursor]:
        """Walk the items of a list; nothing if this is no list."""
        for index in range(len(self.node.items) if self.node else 0):
            yield self[index]

    def names(self) -> Iterator[tuple[str, Cursor]]:
        """Walk the names that a list of texts or the keys of a mapping give."""
        yield from self.entries()
        yield from ((item.text, item) for item in self.each() if item.text)


@dataclass
class Document:
    """A whole file: its text, its tree, and what is already known to be wrong with it."""

    file: str
    text: str
    root: Node
    problems: list[Problem]
    _told: set[tuple[int, int, str]] = field(default_factory=set)

    @property
    def top(self) -> Cursor:
        """The place to start walking from."""
        return Cursor(self.root)

    def add(self, line: int, col: int, path: str, message: str) -> None:
        """Note a problem at a place; of several with one value, the first is enough.

        Raises:
            InputError: with all problems so far, if there are more than anybody reads.
        """
        if (line, col, path) in self._told:
            return
        self._told.add((line, col, path))
        self.problems.append(Problem(self.file, line, col, path, message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise in_order(self.problems)

    @cached_property
    def _lines(self) -> list[str]:
        return _BREAK.split(self.text)

    def problem(self, at: Cursor, message: str, offset: int | None = None) -> None:
        """Note a problem at a value, or ``offset`` characters into the text that stands there.

        Where there is no value it is noted at the key.
        """
        node = (at.node if at else None) or at.key or at.node or self.root
        line, col = (node.line, node.col) if offset is None else self.inside(node, offset)
        self.add(line, col, at.path, message)

    def problem_at_key(self, at: Cursor, message: str) -> None:
        """Note a problem with the key that leads to a value, or with the value itself in a list."""
        node = at.key or at.node or self.root
        self.add(node.line, node.col, at.path, message)

    def around(self, node: Node) -> tuple[str, str]:
        """Return what stands before a scalar in its line, and after it in its last line."""
        last, stop = node.end
        return self._lines[node.line - 1][: node.col - 1], self._lines[last - 1][stop:]

    def inside(self, node: Node, offset: int) -> tuple[int, int]:
        """Return line and column of character ``offset`` of a scalar's value.

        Folding and indentation change white space only, so the place is found by counting what
        is not white space, in the value and in the file.
        """
        wanted = sum(1 for char in node.value[:offset] if not char.isspace())
        end = node.line, node.col
        for line, col, width in self._marks(node):
            if not wanted:
                return line, col
            wanted, end = wanted - 1, (line, col + width)
        return end

    def _marks(self, node: Node) -> Iterator[tuple[int, int, int]]:
        """Give line, column and written width of each character of a scalar but white space."""
        units = _UNITS.get(node.style or "", _BARE_UNIT)
        header = 1 if node.style in ("|", ">") else 0  # of a block: it is not part of its text
        last, stop = node.end
        for number in range(node.line + header, min(last, len(self._lines)) + 1):
            line = self._lines[number - 1]
            start = node.col - 1 + len(node.style or "") if number == node.line else 0
            for match in units.finditer(line, start, stop if number == last else len(line)):
                if not _stands_for_space(match.group()):
                    yield number, match.start() + 1, match.end() - match.start()


_BARE_UNIT = re.compile(r"\S")
_UNITS: dict[str, re.Pattern[str]] = {
    "'": re.compile(r"''|[^\s']"),
    '"': re.compile(r'\\x..|\\u.{4}|\\U.{8}|\\.|[^\s"\\]'),
}
"""How one character that is not white space is written, by the style of the scalar."""


def _stands_for_space(unit: str) -> bool:
    if unit[0] != "\\" or unit == "\\":
        return False
    code = unit[2:]
    return chr(int(code, 16)).isspace() if code else unit[1] in "nrtvfNLP_ \t"
