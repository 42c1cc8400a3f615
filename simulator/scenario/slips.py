"""Slips of the pen in YAML, said in an author's words with a way out.

A YAML reader names the grammar rule that broke; an author wants to know which sign to write.
"""

from __future__ import annotations

import re

import yaml

__all__ = ["slip"]

_RESERVED = "@`%"
_BRACKETS = {"{": "}", "[": "]"}
_NO_SPACE = re.compile(r"(\s*(?:- )*)([\w-]+):(?=[^\s:/])(?!.*: )")
"""A key with its value right behind the colon."""
_BRACKETED = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?(?P<first>[{\[])")
_OTHER_WAY = {
    '"': r"""write \" for one inside "…", or put the text in '…' """.strip(),
    "'": """write '' for one inside '…', or put the text in "…" """.strip(),
}
_MARKS = (
    ("a directive", "a text cannot begin with %; put it in quotes"),
    ("an alias", "a text that begins with * must be in quotes"),
    ("an anchor", "a text that begins with & must be in quotes"),
    ("a block scalar", "a text that begins with | or > must be in quotes"),
    ("a block node", "a text cannot begin with this sign; put it in quotes"),
)
"""What a reader was about when it met something else than it wanted, and what was meant."""
_SHOWN = 30


def slip(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Return line, column (from 1) and words for what a YAML reader stopped at."""
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    line, col = (mark.line, mark.column) if mark else (0, 0)
    here = lines[line] if line < len(lines) else ""
    said = (
        _wrong_start(here, col, error)
        or _colon(lines, line, col, error)
        or _after_text(here, col)
        or _unclosed(error)
        or _no_colon(lines, error)
    )
    if isinstance(said, tuple):
        line, col, said = said
    words = said or ", ".join(part for part in (error.problem, error.context) if part)
    return line + 1, col + 1, words


def _quoted(line: str, start: int) -> str:
    """Show the beginning of a value in quotes, as it should be written."""
    inside = re.search(r"[{\[]", line[:start]) is not None
    plain = (re.split(r"[,}\]]", line[start:])[0] if inside else line[start:]).rstrip()
    short = plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
    return f"'{short}'" if '"' in short else f'"{short}"'


def _wrong_start(here: str, col: int, error: yaml.MarkedYAMLError) -> str:
    """Explain a sign that cannot begin anything."""
    problem, context = str(error.problem), str(error.context)
    sign = here[col : col + 1]
    if sign == "\t" or " tab " in problem:
        return "a tab cannot indent; write spaces instead"
    if "cannot start any token" in problem and sign in _RESERVED:
        return f"a text cannot begin with {sign}; put it in quotes: {_quoted(here, col)}"
    if "not allowed" in problem and sign in ("-", "?"):
        return f"a text that begins with {sign} must be in quotes: {_quoted(here, col)}"
    if "escape" in problem:
        return "in double quotes a backslash begins an escape; write two, or use single quotes"
    return next((words for part, words in _MARKS if part in context), "")


def _colon(
    lines: list[str], line: int, col: int, error: yaml.MarkedYAMLError
) -> str | tuple[int, int, str]:
    """Explain a colon where no key can be: inside a text, or of a key that is indented wrongly."""
    problem = str(error.problem)
    here = lines[line] if line < len(lines) else ""
    if here[col : col + 1] != ":":
        return ""
    before = here[:col]
    flow = "flow" in str(error.context)
    if re.search(r": |^\s*- ", before) or (flow and "," in before):
        return 'a ": " inside a text needs quotes around the text'
    if flow:
        return _unclosed(error)
    if not problem.startswith("mapping values"):
        return ""
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    if found := _NO_SPACE.match(lines[above]):
        return above, found.end(2), "write a space after the colon"
    return "this key is indented deeper than its neighbour above; put it under the same column"


def _after_text(here: str, col: int) -> str:
    """Explain what follows a closed text or bracket on the same line."""
    before = here[:col].rstrip()
    if not before or not here[col:].strip():
        return ""
    last = before[-1]
    if last in _OTHER_WAY and before.count(last) > 1:
        return f"the text ended at the quotation mark before this; {_OTHER_WAY[last]}"
    found = _BRACKETED.match(before)
    if found and _BRACKETS[found["first"]] == last:
        start = found.start("first")
        return f"a text that begins with {here[start]} must be in quotes: {_quoted(here, start)}"
    return ""


def _unclosed(error: yaml.MarkedYAMLError) -> str | tuple[int, int, str]:
    """Explain a quotation mark or a bracket without its other one, at where it stands."""
    context, mark = str(error.context), error.context_mark
    if mark is None:
        return ""
    if "quoted scalar" in context and "end of stream" in str(error.problem):
        return mark.line, mark.column, "this quotation mark has no other one that ends the text"
    for kind, sign in (("flow mapping", "{"), ("flow sequence", "[")):
        if kind in context and mark.line != (error.problem_mark or mark).line:
            return mark.line, mark.column, f"this {sign} is not closed by a {_BRACKETS[sign]}"
    return ""


def _no_colon(lines: list[str], error: yaml.MarkedYAMLError) -> str | tuple[int, int, str]:
    """Explain a line that is neither a key nor part of a text, and wrong indentation."""
    problem, mark = str(error.problem), error.context_mark
    if "could not find expected ':'" in problem and mark is not None:
        found = _NO_SPACE.match(lines[mark.line])
        if found:
            return mark.line, found.end(2), "write a space after the colon"
        words = "this is no key with a value; does it belong to the text above? Then indent it more"
        return mark.line, mark.column, words
    if "block" in str(error.context) and "expected" in problem:
        return "this does not stand under the same column as its neighbours above"
    return ""
