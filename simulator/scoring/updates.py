"""Content of internal updates: which of the seven fields a post really carries.

What the composer collected in fields is exact; patterns over free text are a hint, for logs that
were written down elsewhere. Labels without a value, placeholders and filler count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.fuzz import ratio

from simulator.model.policy import Limits
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.truth import as_ms

__all__ = ["FIELDS", "INTERNAL", "Post", "is_placeholder", "judge", "substantive"]

INTERNAL = frozenset({"responders", "stakeholders", "executives", "support"})
"""Audiences inside the organisation."""

FIELDS = ("status", "impact", "duration", "team", "theory", "next_action", "next_at")
"""What an update should say; S2's template."""

_COMPUTED = frozenset({"duration", "team"})
"""Fields that our composer fills in: they complete an update, but alone they say nothing."""

_SHORT = 12
"""An update of fewer words earns no more than a bare pass."""
_SHORT_FIELDS = 3
_BURST = 5 * MINUTE
"""A copy this soon after the last update is no update."""
_OWN_WORDS = 5
"""A text made of keywords has fewer words of its own than this."""

_PLACEHOLDERS = frozenset({
    "tbd", "tbc", "todo", "na", "none", "null", "nil", "unknown", "xxx",
    "status", "impact", "duration", "team", "theory", "cause", "nextaction", "nextupdate",
})  # fmt: skip
"""What stands in a field that holds nothing; among them its own label."""
_EMPTY_ACTION = re.compile(
    r"\W*(just |still )?(monitoring|watching|waiting|looking)\W*", re.IGNORECASE
)
_FILLER = re.compile(
    r"(still |we are |we're )*(no (change|changes|update|updates|news)( yet)?|nothing (new|changed)"
    r"|same( as before)?|unchanged|looking( into it)?|working( on it)?|investigating( it)?"
    r"|monitoring|ongoing|ok|update|as above|more soon)",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(
    r"\b(next|another|again)\b[^.]{0,40}?(\d{1,2}[:.h]\d{2}|\d+ ?(m|min|mins|minutes|hours?)\b)",
    re.IGNORECASE,
)
_COMPOSED_NEXT = re.compile(r"\bNext update at \d{2}:\d{2}\.\s*\Z")
_LABEL = re.compile(
    r"\b(status|(?:customer )?impact|duration|team|current theory|theory|hypothesis|(?:root )?cause"
    r"|next actions?|next steps?|next update|eta)\s*[:=]\s*",
    re.IGNORECASE,
)
_LABELS = {
    "status": "status", "impact": "impact", "customer impact": "impact", "duration": "duration",
    "team": "team", "current theory": "theory", "theory": "theory", "hypothesis": "theory",
    "cause": "theory", "root cause": "theory", "next action": "next_action",
    "next actions": "next_action", "next step": "next_action", "next steps": "next_action",
    "next update": "next_at", "eta": "next_at",
}  # fmt: skip
_PROSE: dict[str, re.Pattern[str]] = {
    "status": re.compile(
        r"\b(investigating|identified|mitigat(?:ing|ed)|monitoring|recovering"
        r"|(?:partially )?restored|resolved|degraded|rolling back)\b",
        re.IGNORECASE,
    ),
    "impact": re.compile(
        r"\d+(?:\.\d+)? ?%|\b\d[\d,]* (?:\w+ ){0,2}(?:customers|users|payments|orders|requests)"
        r"|\b(?:customers|users|shoppers|payments|checkout)\b[^.]{0,30}?"
        r"\b(?:cannot|can't|unable|fail\w*|affected|see errors)",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        r"\bsince (?:about )?\d{1,2}[:.h]\d{2}|\b\d+ ?(?:min\w*|h|hours?) (?:so far|in total|ago)"
        r"|\bfor (?:the last )?\d+ ?(?:min\w*|h|hours?)",
        re.IGNORECASE,
    ),
    "team": re.compile(r"(?<!\w)@\w+|\((?:IC|OL|CL)\)|\b(?:IC|OL|CL) is \w+"),
    "theory": re.compile(
        r"\b(?:theory|hypothesis|suspect\w*|cause[ds]?(?: by)?)\b\W+\w+\W+\w+", re.IGNORECASE
    ),
    "next_action": re.compile(
        r"\b(?:rolling back|will \w+|we'll \w+|going to \w+|about to \w+|once \w+ \w+)\b",
        re.IGNORECASE,
    ),
    "next_at": re.compile(
        r"\bnext update\b[^.]{0,40}?\d|\bupdate (?:you )?(?:again )?(?:at|in|by) \d", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,%-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Post:
    """What one update says: the share of fields it carries, and the words to compare it by.

    ``told`` is the status and the impact that it names. ``no_change`` marks a post that says only
    that nothing changed and when the next one comes.
    ``recorded`` is False if the log kept neither text nor fields.
    """

    score: float
    fields: frozenset[str]
    body: str
    told: tuple[str, str] = ("", "")
    no_change: bool = False
    recorded: bool = True


def is_placeholder(value: object) -> bool:
    """Whether a field holds nothing: empty, dashes, ``TBD``, ``n/a``, ``?``, one letter."""
    bare = re.sub(r"[\W_]+", "", value).lower() if isinstance(value, str) else ""
    return bare in _PLACEHOLDERS or (len(bare) < 2 and not bare.isdigit())  # noqa: PLR2004 - a letter


def judge(event: Event, *, composed: bool, latest_next: int) -> Post:
    """Judge one update on its own.

    ``composed`` says that our composer wrote the text from the fields; elsewhere the text is the
    whole post as people wrote it. A promise of a next update counts up to ``latest_next`` ms ahead.
    """
    data = event.data
    if not composed and "text" not in data and not any(field in data for field in FIELDS):
        return Post(1.0, frozenset(), "", recorded=False)
    structured = {field: _text(data.get(field)) for field in FIELDS[:-1]}
    text = _text(data.get("text"))
    if composed:
        text = _own_words(text, structured)
    typed = [value for field, value in structured.items() if field not in _COMPUTED or not composed]
    parts = [*(value for value in typed if not is_placeholder(value)), text]
    body = ". ".join(part for part in parts if part) if composed or not text else text
    next_at = as_ms(data.get("next_at"))
    promised = next_at is not None and event.t < next_at <= event.t + latest_next
    if _is_filler(body):
        timed = bool(_NEXT_TIME.search(body)) or (composed and promised)
        return Post(0.0, frozenset(), body, no_change=bool(body) and timed)
    values = _labelled(text) | _telling(structured)
    found = set(values) | _in_prose(text)
    if next_at is not None:
        found = found | {"next_at"} if promised else found - {"next_at"}
    if composed and len(found - _COMPUTED) < _SHORT_FIELDS:
        found -= _COMPUTED
    words = len(_WORD.findall(" ".join([body, *(structured[f] for f in _COMPUTED if composed)])))
    count = len(found) if words >= _SHORT else min(len(found), _SHORT_FIELDS)
    told = values.get("status", "").lower(), values.get("impact", "").lower()
    return Post(count / len(FIELDS), frozenset(found), body, told)


def _own_words(text: str, structured: Mapping[str, str]) -> str:
    """Take what our composer wrote out of a text: labels, fields and the next time."""
    for value in structured.values():
        text = text.replace(f": {value}.", ": ", 1) if value else text
    return _COMPOSED_NEXT.sub("", _LABEL.sub("", text)).strip()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_filler(body: str) -> bool:
    """Whether nothing is left once filler and the promise of a next update are taken out."""
    sentences = [s for s in re.split(r"[.!;\n]+(?:\s|$)", body) if _WORD.search(s)]
    return all(
        _FILLER.fullmatch(s.strip(" ,-"))
        or (_NEXT_TIME.search(s) and len(s.split()) <= _SHORT // 2)
        for s in sentences
    )


def _labelled(text: str) -> dict[str, str]:
    """Find ``label: value`` pairs whose value says something."""
    marks = list(_LABEL.finditer(text))
    values = {
        _LABELS[" ".join(m[1].lower().split())]: text[m.end() : after.start() if after else None]
        for m, after in zip_longest(marks, marks[1:])
    }
    if not re.search(r"\d", values.get("next_at", "")):
        values.pop("next_at", None)
    return _telling(values)


def _telling(values: Mapping[str, str]) -> dict[str, str]:
    """Drop placeholders, and "monitoring" as a next action."""
    return {
        field: value.strip()
        for field, value in values.items()
        if not is_placeholder(value)
        and not (field == "next_action" and _EMPTY_ACTION.fullmatch(value))
    }


def _in_prose(text: str) -> set[str]:
    """Find facts in running text; a soup of keywords has no words of its own."""
    bare = _LABEL.sub(" ", text)
    rest = bare
    for pattern in _PROSE.values():
        rest = pattern.sub(" ", rest)
    own = {w.lower() for w in _WORD.findall(rest)} - _PLACEHOLDERS
    if len(own) < _OWN_WORDS:
        return set()
    return {field for field, pattern in _PROSE.items() if pattern.search(bare)}


def substantive(
    updates: Iterable[Event], limits: Limits, *, composed: bool, latest_next: int
) -> list[Event]:
    """Keep the internal updates that tell their readers something.

    Enough fields; or, twice running at most, a copy of an earlier update or a plain "no change" if
    it brings a later time for the next one. A copy within five minutes of the last is noise.
    """
    kept: list[tuple[Event, Post]] = []
    running = 0
    for event in updates:
        if str(event.data.get("audience", "stakeholders")) not in INTERNAL:
            continue
        post = judge(event, composed=composed, latest_next=latest_next)
        repeats = post.no_change or any(_copies(post, old, limits) for _, old in kept)
        if repeats and running < limits.copies_allowed and _moves(event, post, kept):
            running += 1
        elif repeats or post.score < limits.substantive - 1e-9:
            continue
        else:
            running = 0
        kept.append((event, post))
    return [event for event, _ in kept]


def _copies(post: Post, before: Post, limits: Limits) -> bool:
    """Whether an update repeats an earlier one; a new status or impact is news in any wording."""
    if not (post.recorded and before.recorded) or before.no_change:
        return False
    if all(post.told) and all(before.told) and post.told != before.told:
        return False
    return ratio(post.body.lower(), before.body.lower()) > 100 * limits.near_copy


def _moves(event: Event, post: Post, kept: list[tuple[Event, Post]]) -> bool:
    """Whether a repetition comes late enough and promises a later next update than the last.

    Before anything was told there is nothing that could be unchanged.
    """
    if not kept:
        return False
    last = kept[-1][0]
    if event.t - last.t < _BURST:
        return False
    earlier, later = as_ms(last.data.get("next_at")), as_ms(event.data.get("next_at"))
    return post.no_change or later is None or earlier is None or later > earlier
