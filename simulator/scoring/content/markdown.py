"""Markdown as blocks: where headings stand, and which parts are not the author's own words."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["blocks", "line_starts", "own_words", "plain"]

_PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
"""Blocks and tables; what is inside a line is left as it was written."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_NOT_OWN = re.compile(
    r"``[^`]+``|`[^`\n]+`|\"[^\"\n]{1,400}\"|\u201c[^\u201d\n]{1,400}\u201d|\u2018[^\u2019\n]{1,400}\u2019(?!\w)"
    r"|\u00ab[^\u00bb\n]{1,400}\u00bb|(?<=\]\()[^)\n]{1,400}(?=\))|<!--.{0,2000}?-->|https?://\S+",
    re.DOTALL,
)
_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+#|>]|\d+[.)]\s))")
_LINE = re.compile(r"\r\n?|\n")
_FOREIGN = frozenset({"fence", "code_block", "blockquote_open", "html_block"})
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+|!?\[([^\[\]\n]{0,200})\]\([^)\n]{0,400}\)")

BLANK = "\0"
"""Stands for a character that is not to be read; no pattern for words crosses it."""


@lru_cache(maxsize=16)
def blocks(text: str) -> tuple[Token, ...]:
    """Return the blocks of a text; its front matter is none of them."""
    return tuple(_PARSER.parse(_FRONT_MATTER.sub(lambda m: "\n" * len(_LINE.findall(m[0])), text)))


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins, and where the text ends."""
    return [0, *(match.end() for match in _LINE.finditer(text)), len(text)]


def own_words(text: str) -> str:
    """Blank out code, quotations, links and front matter; every other character keeps its place.

    >>> own_words('He said "it broke".').replace(chr(0), "_")
    'He said __________.'
    """
    starts = line_starts(text)
    spans = [match.span() for match in _FRONT_MATTER.finditer(text)]
    for token in blocks(text):
        if token.type in _FOREIGN and token.map:
            first, last = token.map
            spans.append((starts[first], starts[min(last, len(starts) - 1)]))
    out = _NOT_OWN.sub(_blank, text)
    for start, end in spans:
        out = out[:start] + BLANK * (end - start) + out[end:]
    return _BREAK.sub(BLANK, out.replace("*", " "))


def _blank(match: re.Match[str]) -> str:
    return BLANK * (match.end() - match.start())


def plain(text: str) -> str:
    """Drop emphasis, code marks and links from the text of one block.

    >>> plain("**Owner:** [Ben](https://example.org)")
    'Owner: Ben'
    """
    return _EMPHASIS.sub(r"\1", text).strip()
