"""Text to tree: tokens, a Pratt parser, and limits that no input can get around."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from simulator.model.units import parse_duration

__all__ = ["BINARY", "ExpressionError", "Node", "parse"]

MAX_CHARS = 2_000
MAX_TOKENS = 400
MAX_DEPTH = 40
MAX_NUMBER = 1e18

_SHOWN = 40
"""So many characters of a wrong word are shown back."""
_AROUND = 60
"""So many characters on each side of a fault are shown of its line."""
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<dur>\d+(?:\.\d+)?(?:ms|s|m|h)(?:\d+(?:\.\d+)?(?:ms|s|m|h))*(?!\w))
      | (?P<pct>\d+(?:\.\d+)?%)
      | (?P<num>\d+(?:\.\d+)?)
      | (?P<str>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<id>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
      | (?P<op>&&|\|\||==|!=|<=|>=|[-+*/<>!?:(),])""",
    # Digits and letters are those of ASCII: what looks like another one is no other one.
    re.VERBOSE | re.ASCII,
)
_MEANT = {
    "=": "==", "&": "&& (or and)", "|": "|| (or or)", "≤": "<=", "≥": ">=", "≠": "!=",
    "“": '"', "”": '"', "„": '"', "\u2018": "'", "\u2019": "'", "\xa0": "a plain space",
}  # fmt: skip
"""What people write for an operator, and how it is written here."""
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "'": "'"}
_ESCAPED = re.compile(r"\\(.)")
_WORDS = {"and": "&&", "or": "||", "not": "!"}
_COMPARE = 4
_PREFIX = 7

BINARY: dict[str, int] = {
    "||": 1,
    "&&": 2,
    "==": _COMPARE,
    "!=": _COMPARE,
    "<": _COMPARE,
    "<=": _COMPARE,
    ">": _COMPARE,
    ">=": _COMPARE,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
"""Binary operators with their binding power."""


class ExpressionError(ValueError):
    """A fault in an expression.

    ``line`` and ``col`` count from 1 inside the expression; ``pos`` is the same place in
    characters from 0.
    """

    def __init__(self, message: str, source: str, pos: int) -> None:
        """Point at character ``pos`` of ``source``."""
        start = source.rfind("\n", 0, pos) + 1
        end = source.find("\n", pos)
        self.message = message
        self.pos = pos
        self.line = source.count("\n", 0, pos) + 1
        self.col = pos - start + 1
        first = max(start, pos - _AROUND)
        last = min(len(source) if end < 0 else end, pos + _AROUND)
        caret = " " * (pos - first) + "^"
        super().__init__(f"{self.line}:{self.col}: {message}\n  {source[first:last]}\n  {caret}")


@dataclass(slots=True)
class Node:
    """One node of the tree: ``kind`` is lit, name, call, unary, binary or choice."""

    kind: str
    value: Any
    pos: int
    args: list[Node] = field(default_factory=list)
    type: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    pos: int


def _tokens(source: str) -> list[_Token]:
    if len(source) > MAX_CHARS:
        raise ExpressionError(f"longer than {MAX_CHARS} characters", source, MAX_CHARS)
    out: list[_Token] = []
    pos = 0
    while pos < len(source):
        match = _TOKEN.match(source, pos)
        if not match:
            raise ExpressionError(_unexpected(source[pos]), source, pos)
        kind, text = str(match.lastgroup), match.group()
        if kind == "id" and text.lower() in _WORDS:
            if text not in _WORDS:
                message = f"write {text.lower()}, in small letters, not {text!r}"
                raise ExpressionError(message, source, pos)
            kind, text = "op", _WORDS[text]
        if kind != "space":
            out.append(_Token(kind, text, pos))
        pos = match.end()
    if len(out) > MAX_TOKENS:
        message = f"more than {MAX_TOKENS} tokens; split the expression"
        raise ExpressionError(message, source, out[MAX_TOKENS].pos)
    return [*out, _Token("end", "the end", len(source))]


def _unexpected(found: str) -> str:
    if found in "\"'":
        return f"this {found} has no other one that ends the text"
    hint = f"; write {_MEANT[found]}" if found in _MEANT else ""
    return f"unexpected character {found!r}{hint}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def parse(source: str) -> Node:
    """Parse an expression into an untyped tree.

    Raises:
        ExpressionError: with line and column of the first fault.
    """
    return _Parser(source).whole()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = _tokens(source)
        self.at = 0
        self.depth = 0

    def fail(self, message: str, pos: int) -> NoReturn:
        raise ExpressionError(message, self.source, pos)

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def is_op(self, text: str) -> bool:
        return self.token.kind == "op" and self.token.text == text

    def take(self) -> _Token:
        token = self.token
        self.at += 1
        return token

    def expect(self, text: str) -> None:
        if not self.is_op(text):
            self.fail(f"expected {text!r}, found {_cut(self.token.text)!r}", self.token.pos)
        self.at += 1

    def whole(self) -> Node:
        node = self.choice()
        if self.token.kind != "end":
            self.fail(f"expected an operator, found {_cut(self.token.text)!r}", self.token.pos)
        return node

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"nested deeper than {MAX_DEPTH}", self.token.pos)
        node = self.binary(0)
        if self.is_op("?"):
            pos = self.take().pos
            yes = self.choice()
            self.expect(":")
            node = Node("choice", None, pos, [node, yes, self.choice()])
        self.depth -= 1
        return node

    def binary(self, power: int) -> Node:
        left = self.unary()
        compared = False
        while self.token.kind == "op" and BINARY.get(self.token.text, 0) > power:
            token = self.take()
            mine = BINARY[token.text]
            if mine == _COMPARE and compared:
                self.fail("comparisons do not chain; write a < b && b < c", token.pos)
            compared = mine == _COMPARE
            left = Node("binary", token.text, token.pos, [left, self.binary(mine)])
        return left

    def unary(self) -> Node:
        if self.is_op("!") or self.is_op("-"):
            self.depth += 1
            if self.depth > MAX_DEPTH:
                self.fail(f"nested deeper than {MAX_DEPTH}", self.token.pos)
            token = self.take()
            node = Node("unary", token.text, token.pos, [self.binary(_PREFIX)])
            self.depth -= 1
            return node
        return self.primary()

    def primary(self) -> Node:
        token = self.take()
        if token.kind == "op" and token.text == "(":
            node = self.choice()
            self.expect(")")
            return node
        if token.kind == "id":
            return self.name(token)
        return self.literal(token)

    def literal(self, token: _Token) -> Node:
        value: object
        if token.kind == "num":
            value, kind = self.number(token, token.text), "num"
        elif token.kind == "pct":
            value, kind = self.number(token, token.text[:-1]) / 100, "num"
        elif token.kind == "dur":
            try:
                value, kind = parse_duration(token.text), "dur"
            except ValueError as error:
                self.fail(str(error), token.pos)
        elif token.kind == "str":
            value, kind = self.text(token), "str"
        else:
            self.fail(f"expected a value, found {_cut(token.text)!r}", token.pos)
        return Node("lit", value, token.pos, type=kind)

    def number(self, token: _Token, text: str) -> float:
        value = float(text)
        if value > MAX_NUMBER:
            self.fail(f"numbers go up to {MAX_NUMBER:.0e}, this is larger", token.pos)
        return value

    def text(self, token: _Token) -> str:
        inside = token.text[1:-1]
        for match in _ESCAPED.finditer(inside):
            if match[1] not in _ESCAPES:
                known = " ".join(f"\\{name}" for name in ("n", "t", "\\", '"', "'"))
                place = token.pos + 1 + match.start()
                self.fail(f"{match.group()} is not known in a text; write one of {known}", place)
        return _ESCAPED.sub(lambda match: _ESCAPES[match[1]], inside)

    def name(self, token: _Token) -> Node:
        if token.text in ("true", "false"):
            return Node("lit", token.text == "true", token.pos, type="bool")
        if not self.is_op("("):
            return Node("name", token.text, token.pos)
        self.take()
        args: list[Node] = []
        while not self.is_op(")"):
            if args:
                self.expect(",")
            args.append(self.choice())
        self.take()
        return Node("call", token.text, token.pos, args)
