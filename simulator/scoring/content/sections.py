"""The sections of a postmortem, found by their headings under any of their usual names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.scoring.content.entries import is_copy
from simulator.scoring.content.markdown import blocks, line_starts, plain
from simulator.scoring.content.searching import lowered
from simulator.scoring.content.words import has_words

__all__ = [
    "FEWEST",
    "SECTIONS",
    "complete_sections",
    "section_key",
    "sections_in",
    "structured_sections",
]

SECTIONS = (
    "summary",
    "timeline",
    "root_cause",
    "impact",
    "went_well",
    "went_wrong",
    "actions",
)
"""What a postmortem tells, in the usual order."""

FEWEST = 4
"""A section of fewer real words is not there."""
_DECORATION = re.compile(r"^[\W\d_]+|[\W_]+$")
_LONGEST = 120
"""Characters of a heading that are read."""
_BOLD_LEAD = re.compile(
    r"\s*(?:\*\*|__)(?P<name>[^*_\n]{3,40}?):?(?:\*\*|__):?[ \t]*(?P<rest>[^\n]*)"
)

_WELL = r"(?:went|worked|did go|helped)(?: \w+)? (?:well|right|good)|what (?:worked|helped)"
_BADLY = (
    r"(?:went|did go)(?: \w+)? (?:wrong|poorly|badly|less well)"
    r"|(?:did not|didn'?t) (?:go|work)\b"
    r"|could (?:have (?:gone|been)|be|go|we do)(?: done)? (?:better|improved)"
)
_NAMES = {
    "went_well": rf".*\b(?:{_WELL}).*|success(?:es)?|strengths|positives",
    "went_wrong": rf".*\b(?:{_BADLY}).*|challenges|weaknesses|difficulties|shortcomings",
    "summary": (
        r"(?:(?:executive|incident|issue|short|brief) )?(?:summary|overview|synopsis|abstract)"
        r"|tl;?dr|what happened|in short|at a glance|introduction|background"
    ),
    "timeline": (
        r"(?:(?:incident|detailed|full|event) )?time ?line(?: of .*| \(.*)?|chronology"
        r"|(?:sequence|course) of events|events"
    ),
    "root_cause": (
        r"(?:(?:technical|underlying|direct|probable) )?(?:root )?causes?(?:\(s\)?)?(?: analysis)?"
        r"(?: (?:and|&) .*)?|(?:contributing|causal) factors?(?: .*)?|rca|trigger"
        r"|why (?:did )?(?:it|this)(?: did)? happen(?:ed)?|what caused .*|cause analysis"
    ),
    "impact": (
        r"(?:(?:customer|user|business|service|client) )?impact"
        r"(?: (?:and|&|on|assessment|analysis).*)?|(?:who|what|how many).* (?:affected|hit)"
        r"|blast radius|damage|consequences|effects?"
    ),
    "actions": (
        r"(?:(?:corrective|preventi(?:ve|on)|follow[- ]?up|remedial|remediation) )?"
        r"(?:action(?:s| items?| plan)?|measures)(?: (?:and|&) .*)?|action points?"
        r"|follow[- ]?ups?(?: .*)?|next steps?|remediations?|to[- ]?dos?|tasks|recommendations"
        r"|what (?:will we|we will|(?:are we|we are) going to) (?:do|change).*|improvements"
    ),
}
_NAMED = {key: re.compile(names) for key, names in _NAMES.items()}
_BOTH = re.compile(
    r"what went well\s*(?:/|and|&|or)\s*(?:what went )?(?:wrong|badly|poorly)",
)


def section_key(heading: str) -> str | None:
    """Return which section a heading opens; None if it is another one.

    >>> section_key("3. What Went Poorly?"), section_key("Follow-up actions"), section_key("Thanks")
    ('went_wrong', 'actions', None)
    """
    return next(iter(_keys(heading)), None)


def _keys(heading: str) -> list[str]:
    """Return every section that a heading opens: "What went well / wrong" opens two."""
    name = lowered(_DECORATION.sub("", plain(heading[:_LONGEST])).strip())
    if _BOTH.fullmatch(name):
        return ["went_well", "went_wrong"]
    return [key for key, names in _NAMED.items() if names.fullmatch(name)][:1]


def sections_in(markdown: str) -> dict[str, str]:
    """Return the text of each section that a Markdown document has.

    It goes on until the next heading that is a section or stands as high; one that comes twice is
    one.
    """
    found: dict[str, list[str]] = {}
    for keys, text in _cut(markdown):
        for key in keys:
            found.setdefault(key, []).append(text.strip("\r\n"))
    return {key: "\n\n".join(found[key]) for key in SECTIONS if key in found}


def _cut(markdown: str) -> Iterator[tuple[list[str], str]]:
    starts = line_starts(markdown)
    open_keys: list[str] = []
    open_level, begin = 9, 0
    for keys, level, first, after in _headings(markdown, starts):
        if not keys and level > open_level:
            continue
        yield open_keys, markdown[begin:first]
        open_keys, open_level, begin = keys, level, after
    yield open_keys, markdown[begin:]


def _headings(markdown: str, starts: list[int]) -> Iterator[tuple[list[str], int, int, int]]:
    """Return each heading: its sections, its level, where its line begins and its text goes on.

    A bold line, or a line that begins with a bold name of a section, is a heading too.
    """
    tokens = blocks(markdown)
    for token, inner in zip(tokens, (*tokens[1:], None), strict=False):
        if inner is None or not token.map or token.level:
            continue
        first, last = starts[token.map[0]], starts[token.map[1]]
        if token.type == "heading_open":
            yield _keys(inner.content), int(token.tag[1]), first, last
        elif token.type == "paragraph_open" and (lead := _BOLD_LEAD.match(markdown, first)):
            keys = _keys(lead["name"])
            if keys:
                yield keys, 8, first, lead.start("rest")


def structured_sections(value: object) -> dict[str, str]:
    """Return the sections that an event carries as fields, without the empty ones."""
    if not isinstance(value, Mapping):
        return {}
    fields: Mapping[Any, Any] = value
    return {
        key: text for key in SECTIONS if isinstance(text := fields.get(key), str) and text.strip()
    }


def complete_sections(sections: Mapping[str, str]) -> frozenset[str]:
    """Return the sections that say something, and not what another one says already."""
    told: dict[str, str] = {}
    for key in SECTIONS:
        text = sections.get(key, "")
        if has_words(text, FEWEST) and not is_copy(text, told.values()):
            told[key] = text
    return frozenset(told)
