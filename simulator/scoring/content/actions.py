"""Action items of a postmortem: what, who, by when; from fields, from a table, from a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from simulator.model.phrases import Phrase, phrase
from simulator.scoring.content.due import due_in, due_in_field
from simulator.scoring.content.entries import is_copy
from simulator.scoring.content.markdown import blocks, plain
from simulator.scoring.content.vague import is_vague, kind_of, kind_of_words
from simulator.scoring.content.words import is_placeholder, real_words

__all__ = ["Action", "actions_in", "balanced", "read_actions"]


@dataclass(frozen=True, slots=True)
class Action:
    """One item; a field that was not given, or only with a placeholder, is empty.

    ``kind`` is prevent, detect, mitigate, process or fix; ``faults`` are sentences for a debrief.
    """

    what: str
    kind: str = ""
    priority: str = ""
    owner: str = ""
    due: str = ""
    concrete: bool = False
    faults: tuple[Phrase, ...] = ()
    void: bool = False

    @property
    def credit(self) -> float:
        """How much of an item this is: owner, day, half for priority, half for being concrete."""
        if self.void:
            return 0.0
        halves = bool(self.priority) + self.concrete
        return (bool(self.owner) + bool(self.due) + halves / 2) / 3


_NOBODY = frozenset({
    "team", "the team", "everyone", "everybody", "all", "someone", "somebody", "anyone", "anybody",
    "nobody", "no one", "we", "us", "unassigned", "open", "whoever", "tba", "@here", "@all",
    "@channel", "@team",
})  # fmt: skip
_PRIORITY = re.compile(
    r"\b(?:p[0-4]|high|medium|low|urgent|critical|highest|lowest)\b", re.IGNORECASE
)
_LISTED_PRIORITY = re.compile(
    r"\bp[0-4]\b|\b(?:high|medium|low|urgent|critical)(?= priority)(?: priority)"
    r"|\b(?:priority|prio)\b:? *(?:p[0-4]|high|medium|low|urgent|critical)\b"
    r"|(?<=\()(?:high|medium|low|urgent|critical)(?=[,;)])",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?<![\w@])@(?P<at>[\w.-]*\w)"
    r"|\b(?:(?:owner|assignee|responsible|dri):|owned by|assigned to) *"
    r"(?P<name>[^\W\d_][\w.-]*(?-i: [A-Z][\w.-]+)?)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|until|due)\b.*", re.IGNORECASE)
_BOX = re.compile(r"^\s*\[[ xX]?\]\s*")
_LABEL = re.compile(
    r"^\s*\(?(?P<kind>[A-Za-z]+)\)?\s*(?::|\s[-\u2013\u2014]\s)\s*|^\s*[\[(](?P<tag>[A-Za-z]+)[\])]\s*"
)
_EMPTY_ASIDE = re.compile(r"\([\s,;.:|-]{0,40}\)")
_ENDS = " \t\n,;|\u2013\u2014-"
_LEAST = 3
"""An item of fewer real words is not concrete."""

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("owner", r"owners?|assignees?|assigned(?: to)?|who|responsible|dri|lead"),
        ("due", r"due(?: (?:date|by|on))?|by(?: when)?|when|deadline|target(?: date)?|date|eta"),
        ("priority", r"prio(?:rity)?|p|urgency|importance"),
        ("type", r"type|kind|category|class"),
        (
            "what",
            r".*\b(?:actions?|items?|tasks?|what|description|to-?do|follow-?ups?|measure|remediation)\b.*",
        ),
    )
)


# -- from fields -----------------------------------------------------------------------------------


def read_actions(items: Iterable[object]) -> tuple[Action, ...]:
    """Read items that were given in fields: what, type, priority, owner, due."""
    return _judged(_from_fields(item) for item in items if isinstance(item, Mapping))


def _from_fields(item: Mapping[str, Any]) -> Action:
    return Action(
        what=_content(_text(item.get("what"))),
        kind=kind_of(_text(item.get("type"))),
        priority=_priority(item.get("priority")),
        owner=_owner(_text(item.get("owner"))),
        due=due_in_field(item.get("due")),
    )


def _content(what: str) -> str:
    """Return what is to be done; nothing if all there is besides who and when is a placeholder."""
    bare = _BY.sub("", _OWNER.sub("", what)).strip(_ENDS)
    return "" if is_placeholder(bare) else what


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""


def _priority(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = _text(value)
    return text if _PRIORITY.search(text) or re.fullmatch(r"[0-5]", text) else ""


def _owner(text: str) -> str:
    named = text.strip(" .,;")
    return "" if is_placeholder(named.lstrip("@")) or named.lower() in _NOBODY else named


# -- from Markdown ---------------------------------------------------------------------------------


def actions_in(markdown: str) -> tuple[Action, ...]:
    """Read the items of a section: from its tables by their headings, else its lists or lines."""
    tokens = blocks(markdown)
    tables = list(_table_rows(tokens))
    if tables:
        return _judged(iter(tables))
    listed = list(_listed(tokens))
    if not listed:
        lines = (token.content.splitlines() for token in tokens if token.type == "inline")
        listed = [("", line) for block in lines for line in block if due_in(line)[0] or "@" in line]
    return _judged(_from_line(text, kind) for kind, text in listed)


def _table_rows(tokens: tuple[Token, ...]) -> Iterator[Action]:
    columns: list[str] = []
    row: list[str] = []
    for token, inner in zip(tokens, (*tokens[1:], None), strict=False):
        if token.type in {"th_open", "td_open"} and inner is not None:
            row.append(plain(inner.content))
        elif token.type == "tr_close":
            if token.level and columns:
                yield _from_row(dict(zip(columns, row, strict=False)))
            elif not columns:
                columns = _columns(row)
            row = []
        elif token.type == "table_close":
            columns = []


def _columns(headings: list[str]) -> list[str]:
    """Name the columns by their headings; the first of them tells what, if none says so."""
    named = [
        next((name for name, pattern in _COLUMNS if pattern.fullmatch(heading)), "")
        for heading in headings
    ]
    if "what" not in named and "" in named:
        named[named.index("")] = "what"
    return named


def _from_row(row: Mapping[str, str]) -> Action:
    """Read a row; what it lacks as a column may stand in its text."""
    line = _from_line(row.get("what", ""), "")
    fields = _from_fields(row)
    return Action(
        what=line.what,
        kind=fields.kind or line.kind,
        priority=fields.priority or line.priority,
        owner=fields.owner or line.owner,
        due=fields.due or line.due,
    )


def _listed(tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Return each item of the lists with the kind that its heading, or its own list, names.

    What is indented under an item belongs to it, unless the item is but the name of a kind.
    """
    kind, depth = "", 0
    parts: list[str] = []
    for token, before in zip(tokens, (None, *tokens[:-1]), strict=False):
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "inline":
            text = plain(token.content)
            named = _kind_alone(text, before)
            if named is not None and not parts:
                kind, depth = named, 0
            elif depth:
                parts.append(text)
        elif token.type == "list_item_close":
            depth = max(0, depth - 1)
            if not depth and parts:
                yield kind, "; ".join(parts)
                parts = []


def _kind_alone(text: str, before: Token | None) -> str | None:
    """Return the kind that a heading, or an item of one word, names for what follows."""
    if before is not None and before.type == "heading_open":
        return kind_of(text)
    return (kind_of(text) or None) if " " not in text else None


def _from_line(text: str, kind: str) -> Action:
    """Take an item's text apart: ``- [ ] Prevent: add the check (P0, @ben, by 2026-03-09)``."""
    text = _BOX.sub("", text)
    label = _LABEL.match(text)
    named = kind_of(label["kind"] or label["tag"]) if label else ""
    if label and named:
        text, kind = text[label.end() :], named
    due, text = due_in(text)
    priority = _LISTED_PRIORITY.search(text)
    text = _LISTED_PRIORITY.sub("", text)
    owner = next((o for m in _OWNER.finditer(text) if (o := _owner(m["at"] or m["name"]))), "")
    what = _EMPTY_ASIDE.sub("", _OWNER.sub("", text)).strip(_ENDS)
    rank = _PRIORITY.search(priority[0]) if priority else None
    return Action(what, kind, rank[0] if rank else "", owner, due)


# -- judging ---------------------------------------------------------------------------------------


def _judged(items: Iterable[Action]) -> tuple[Action, ...]:
    """Say of each item what it lacks; drop what is no item at all."""
    out: list[Action] = []
    for item in items:
        if item.what or item.owner or item.due:
            out.append(_with_faults(item, [known.what for known in out if not known.void]))
    return tuple(out)


def _with_faults(item: Action, earlier: list[str]) -> Action:
    words = real_words(item.what)
    if is_placeholder(item.what) or not words:
        return replace(item, void=True, faults=(phrase("It does not say what is to be done."),))
    if is_copy(item.what, earlier):
        return replace(item, void=True, faults=(phrase("It repeats an item above."),))
    vague = is_vague(item.what)
    concrete = words >= _LEAST and not vague
    faults = (
        (not item.owner, phrase("Nobody owns it.")),
        (not item.due, phrase("It has no day by which it is done.")),
        (not item.priority, phrase("It has no priority.")),
        (bool(vague), phrase("\u201c{words}\u201d does not say when it is done.", words=vague)),
        (words < _LEAST, phrase("It is too short to act on.")),
    )
    return replace(
        item,
        kind=item.kind or kind_of_words(item.what),
        concrete=concrete,
        faults=tuple(said for wrong, said in faults if wrong),
    )


def balanced(actions: Iterable[Action]) -> bool:
    """Whether one item keeps it from happening, and one makes it shorter or sooner seen."""
    kinds = {action.kind for action in actions if not action.void}
    return "prevent" in kinds and bool(kinds & {"detect", "mitigate"})
