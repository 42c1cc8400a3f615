"""Every word of the interface, read from its sources: scripts, templates, Python, our YAML.

The scripts are parsed, not searched, so that nested templates and comments do not matter. What
``t``, ``tn`` and ``rich`` are given goes into the catalogue; what a template shows without them is
told by :func:`strays`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import tree_sitter_javascript
from babel.messages.catalog import Catalog
from tree_sitter import Language, Node, Parser

from tests.web.words_of_python import ROOT, WEB, Found, of_files, of_python, of_templates

_AREAS = ("web/templates", "web/pages", "web/src", "web", "simulator/rules", "simulator/gameday",
          "simulator/model", "simulator/engine", "simulator/session", "simulator/debrief",
          "simulator/scoring", "simulator")  # fmt: skip
_PARSER = Parser(Language(tree_sitter_javascript.language()))
_ARGUMENTS = {"t": 1, "rich": 1, "tn": 2}
_SPOKEN = {"aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"}
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_KEYS = re.compile(r"<kbd>.*?</kbd>", re.DOTALL)


def scripts() -> list[Path]:
    """Return the scripts of the pages, without their tests."""
    return [path for path in sorted(WEB.glob("src/**/*.js")) if not path.stem.endswith("_test")]


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _literal(node: Node) -> str | None:
    """Return what a string literal says, joined with ``+`` or not; None for anything else."""
    if node.type == "binary_expression" and any(child.type == "+" for child in node.children):
        sides = [_literal(node.children[0]), _literal(node.children[2])]
        return None if None in sides else "".join(side or "" for side in sides)
    if node.type == "parenthesized_expression":
        return _literal(node.children[1])
    if node.type == "template_string":
        if any(child.type == "template_substitution" for child in node.children):
            return None
        return _unescape((node.text or b"").decode()[1:-1])
    if node.type != "string":
        return None
    return _unescape((node.text or b"").decode()[1:-1])


def _unescape(text: str) -> str:
    plain = re.sub(r"\\u\{?([0-9a-fA-F]{4,6})\}?", lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\\n", "\n").replace('\\"', '"').replace("\\'", "'").replace("\\`", "`")


def calls(path: Path) -> Iterator[tuple[int, str, list[str | None]]]:
    """Return every call of the catalogue's functions: line, name, its texts (None: not literal)."""
    for node in _walk(_PARSER.parse(path.read_bytes()).root_node):
        if node.type != "call_expression":
            continue
        name, arguments = (
            node.child_by_field_name("function"),
            node.child_by_field_name("arguments"),
        )
        if name is None or name.type != "identifier" or arguments is None or not name.text:
            continue
        wanted = _ARGUMENTS.get(name.text.decode())
        if wanted:
            given = [one for one in arguments.named_children if one.type != "comment"]
            yield (
                node.start_point[0] + 1,
                name.text.decode(),
                [_literal(given[i]) if i < len(given) else None for i in range(wanted)],
            )


def _of_scripts() -> Iterator[Found]:
    for path in scripts():
        if path.name == "i18n.js":
            continue
        for line, name, texts in calls(path):
            if None in texts:
                raise ValueError(
                    f"{path.relative_to(ROOT)}:{line}: {name}() is not given a literal"
                )
            one, *many = [text or "" for text in texts]
            yield path.relative_to(ROOT).as_posix(), line, (one, many[0]) if many else one


def catalogue() -> Catalog:
    """Return the whole catalogue, first what people see first; places are files without lines.

    Raises:
        ValueError: where the same text for one goes with two texts for many.
    """
    places: dict[str, set[str]] = {}
    plurals: dict[str, str] = {}
    for source in (_of_scripts, of_python, of_templates, of_files):
        for path, _, text in source():
            one, many = text if isinstance(text, tuple) else (text, "")
            if many and plurals.setdefault(one, many) != many:
                raise ValueError(f"{path}: {one!r} goes with {plurals[one]!r} and with {many!r}")
            if one:
                places.setdefault(one, set()).add(path)
    made = Catalog(project="Misfortune", charset="utf-8", fuzzy=False)
    for one in sorted(places, key=lambda one: (_area(places[one]), one)):
        key = (one, plurals[one]) if one in plurals else one
        message = made.add(key, locations=[(path, 0) for path in sorted(places[one])])
        if "%(" not in one + plurals.get(one, ""):
            message.flags.clear()  # tools take any percent or brace for a slot of Python
    return made


def _area(paths: set[str]) -> int:
    """Return how soon a text of some files is worth its translation: pages before rubrics."""
    return min(next(i for i, area in enumerate(_AREAS) if path.startswith(area)) for path in paths)


class _Shown(HTMLParser):
    """Collects what a template shows or says by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def strays(path: Path) -> list[tuple[int, str]]:
    """Return the words that templates of a script show past the catalogue, with their lines."""
    found = []
    for node in _walk(_PARSER.parse(path.read_bytes()).root_node):
        if node.type != "call_expression":
            continue
        name, body = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if name is None or body is None or name.text not in (b"html", b"svg"):
            continue
        if body.type != "template_string":
            continue
        static, last = "", body.start_byte + 1
        source = path.read_bytes()
        for child in body.children:
            if child.type == "template_substitution":
                static += source[last : child.start_byte].decode() + _HOLE
                last = child.end_byte
        static += source[last : body.end_byte - 1].decode()
        shown = _Shown()
        shown.feed(_KEYS.sub("", static))
        shown.close()
        found += [
            (node.start_point[0] + 1, " ".join(text.split()))
            for text in shown.texts
            if _LETTERS.search(text)
        ]
    return found
