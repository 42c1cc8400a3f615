"""The words of an alert expression, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.model.expr import ExpressionError
from simulator.model.units import parse_duration

__all__ = ["Token", "tokens_of"]

MAX_CHARS = 2_000
MAX_TOKENS = 400

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
      | (?P<duration>\d+(?:\.\d+)?(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*(?!\w))
      | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?!\w))
      | (?P<string>"[^"\\\n]*"|'[^'\\\n]*')
      | (?P<word>[A-Za-z_:][\w:]*)
      | (?P<op>=~|!~|==|!=|<=|>=|[-+*/%^<>=(){}\[\],@])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind, its text, and its place in characters from 0."""

    kind: str
    text: str
    pos: int


def tokens_of(text: str) -> list[Token]:
    """Split an expression into words; the last one is of the kind ``end``.

    Raises:
        ExpressionError: at what is no word, at a duration, or where it gets too long.
    """
    if len(text) > MAX_CHARS:
        raise ExpressionError(f"longer than {MAX_CHARS} characters", text, MAX_CHARS)
    out: list[Token] = []
    pos = 0
    while pos < len(text):
        match = _TOKEN.match(text, pos)
        if not match:
            raise ExpressionError(f"unexpected character {text[pos]!r}", text, pos)
        kind = str(match.lastgroup)
        if kind == "duration" and (not out or out[-1].text not in ("[", "offset")):
            raise ExpressionError(_no_duration(match.group()), text, pos)
        if kind != "space":
            out.append(Token(kind, match.group(), pos))
        pos = match.end()
    if len(out) > MAX_TOKENS:
        message = f"more than {MAX_TOKENS} words; make it two alerts"
        raise ExpressionError(message, text, out[MAX_TOKENS].pos)
    return [*out, Token("end", "the end", len(text))]


def _no_duration(text: str) -> str:
    message = f"{text} is a duration, and times are numbers in ms here"
    try:
        return f"{message}: write {parse_duration(text)}"
    except ValueError:
        return message
