"""YAML text to a tree with places, within bounds, and without anything that surprises.

PyYAML's parser gives the events; its constructor, which would apply YAML 1.1's guesses, run tags
and keep the last of two equal keys, is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NoReturn

import yaml

from simulator.model.errors import InputError, Problem
from simulator.scenario.document import MAX_PROBLEMS, Document, Node, join
from simulator.scenario.scalars import plain_value
from simulator.scenario.slips import slip

__all__ = ["MAX_ALIASES", "MAX_CHARS", "MAX_DEPTH", "MAX_NODES", "read_document"]

MAX_CHARS = 1_000_000
MAX_DEPTH = 30
MAX_NODES = 20_000
"""Values in the document, with what stands under an alias counted each time."""
MAX_ALIASES = 200

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, or ten times slower without
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_document(text: str, file: str) -> Document:
    """Read one YAML document.

    Problems that leave a readable tree (an equal key, a tag, a merge key) are in ``problems`` of
    the result, so that everything else can be checked too.

    Raises:
        InputError: if there is no tree: a syntax error, several documents, or more text, depth,
            values or aliases than any scenario needs.
    """
    text = text.removeprefix("\ufeff")
    _refuse_oversize(text, file)
    composer = _Composer(file)
    try:
        root = composer.compose(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        line, col, what = slip(error, text)
        raise InputError(
            [*composer.problems, Problem(file, line, col, "", f"not YAML: {what}")]
        ) from None
    except yaml.YAMLError as error:
        raise InputError([Problem(file, 1, 1, "", f"not YAML: {error}")]) from None
    return Document(file, text, root, composer.problems)


def _refuse_oversize(text: str, file: str) -> None:
    if len(text) > MAX_CHARS:
        message = f"the file has {len(text):,} characters; at most {MAX_CHARS:,} are read"
        raise InputError([Problem(file, 1, 1, "", message)])
    if found := _UNPRINTABLE.search(text):
        before = text[: found.start()]
        line, col = before.count("\n") + 1, found.start() - before.rfind("\n")
        message = f"a character that YAML does not allow: U+{ord(found.group()):04X}"
        raise InputError([Problem(file, line, col, "", message)])


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet; ``key`` waits for its value."""

    node: Node
    anchor: str | None
    path: str
    key: Node | None = None
    skip: bool = False
    """The value that follows is refused already; read on, but leave it out."""


@dataclass(slots=True)
class _Composer:
    file: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    root: Node | None = None
    documents: int = 0
    aliases: int = 0
    size: int = 0

    def compose(self, events: Iterable[yaml.Event]) -> Node:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.start(event)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.close()
        if self.root is None:
            raise InputError([Problem(self.file, 1, 1, "", "the file is empty")])
        return self.root

    def note(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.file, *_place(event), self.path(), message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)

    def stop(self, event: yaml.Event, message: str) -> NoReturn:
        self.note(event, message)
        raise InputError(self.problems)

    def path(self) -> str:
        """Name the place of the value that comes next."""
        if not self.stack:
            return ""
        top = self.stack[-1]
        if top.node.kind == "list":
            return join(top.path, len(top.node.items))
        return join(top.path, top.key.value) if top.key else top.path

    def start(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(event, "a second document starts here; write one file for each")

    def count(self, event: yaml.Event, size: int) -> None:
        self.size += size
        if self.size > MAX_NODES:
            self.stop(event, f"more than {MAX_NODES:,} values, counting what aliases repeat")

    def expects_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].node.kind == "map" and not self.stack[-1].key

    def tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag:
            self.note(event, f"tags such as {event.tag!r} are not allowed; leave it out")

    def alias(self, event: yaml.AliasEvent) -> None:
        self.aliases += 1
        target = self.anchors.get(event.anchor or "")
        if target is None:
            message = (
                f"no anchor &{event.anchor} is complete before this alias; "
                "a text that begins with * needs quotes"
            )
            self.stop(event, message)
        if self.expects_key():
            self.stop(event, "a key must be written out, not taken from an alias")
        if self.aliases > MAX_ALIASES:
            self.stop(event, f"more than {MAX_ALIASES} aliases")
        self.count(event, target.size)
        self.add(target)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        self.count(event, 1)
        self.tag(event)
        node = _node("scalar", event.value, event)
        node.style = event.style or None  # libyaml says "", the Python parser None
        if self.expects_key():
            self.key(node, event)
            return
        if node.style is None:
            node.value = plain_value(event.value)
        if event.anchor:
            self.anchors[event.anchor] = node
        self.add(node)

    def key(self, node: Node, event: yaml.ScalarEvent) -> None:
        """Take a key. A key is text, whatever it looks like: ``on`` and ``12`` are names."""
        top = self.stack[-1]
        name = node.value
        first = top.node.keys.get(name)
        if name == "<<" and node.style is None:
            self.note(event, "merge keys (<<) are not supported; write the keys out")
        elif not name:
            self.note(event, "a key is missing before the ':'")
        elif first:
            top.key = node
            message = f"the key {name!r} is here twice; it is also in line {first.line}"
            self.note(event, message)
        top.skip = bool(first) or not name or (name == "<<" and node.style is None)
        top.key = node

    def open(self, event: yaml.CollectionStartEvent) -> None:
        self.count(event, 1)
        self.tag(event)
        if self.expects_key():
            self.stop(event, "a key must be a text, not a list or a mapping")
        if len(self.stack) >= MAX_DEPTH:
            self.stop(event, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.MappingStartEvent):
            node = _node("map", {}, event)
        else:
            node = _node("list", [], event)
        self.stack.append(_Open(node, event.anchor, self.path()))

    def close(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = done.node
        self.add(done.node)

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        parent = top.node
        parent.size += node.size
        if parent.kind == "list":
            parent.items.append(node)
            parent.value.append(node.value)
        elif top.key is not None:
            if not top.skip:
                parent.keys[top.key.value] = top.key
                parent.fields[top.key.value] = node
                parent.value[top.key.value] = node.value
            top.key = None


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _node(kind: Literal["map", "list", "scalar"], value: object, event: yaml.Event) -> Node:
    mark = event.end_mark
    return Node(kind, value, *_place(event), end=(mark.line + 1, mark.column) if mark else (1, 0))
