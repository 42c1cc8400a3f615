"""Content of internal updates: which of the seven fields a post really carries.

What the composer collected in fields is exact; patterns over free text are a hint, for logs that
were written down elsewhere. Labels without a value, placeholders and filler count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest

from rapidfuzz.fuzz import ratio

from simulator.model.policy import Limits
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.content.briefing import BRIEFED, EXECUTIVE, briefed
from simulator.scoring.content.searching import lowered
from simulator.scoring.content.words import PLACEHOLDERS, WORD, is_placeholder
from simulator.scoring.truth import as_ms

__all__ = [
    "FIELDS",
    "INTERNAL",
    "SHORT",
    "Post",
    "is_placeholder",
    "judge",
    "substantive",
]

INTERNAL = frozenset({"responders", "stakeholders", "executives", "support"})
"""Audiences inside the organisation."""

FIELDS = ("status", "impact", "duration", "team", "theory", "next_action", "next_at")
"""What an update should say; S2's template."""

_COMPUTED = frozenset({"duration", "team"})
"""Fields that our composer fills in: they complete an update, but alone they say nothing."""

SHORT = 12
"""An update of fewer words earns no more than a bare pass."""
_SHORT_FIELDS = 3
_LEAST_BRIEFED = 2
"""Executives have to hear so many of state, actions and impact; a time alone tells nothing."""
_BURST = 5 * MINUTE
"""A copy this soon after the last update is no update."""
_REMEMBERED = 512
"""Texts whose reading is kept, since several questions are asked about each."""
_OWN_WORDS = 5
"""A text made of keywords has fewer words of its own than this."""

_EMPTY_ACTION = re.compile(
    r"\W*(just |still )?(monitoring|watching|waiting|looking)\W*",
)
_FILLER = re.compile(
    r"(still |we are |we're )*(no (change|changes|update|updates|news)( yet)?|nothing (new|changed)"
    r"|same( as before)?|unchanged|looking( into it)?|working( on it)?|investigating( it)?"
    r"|monitoring|ongoing|ok|update|as above|more soon)",
)
_NEXT_TIME = re.compile(
    r"\b(next|another|again)\b[^.]{0,40}?(\d{1,2}[:.h]\d{2}|\d+ ?(m|min|mins|minutes|hours?)\b)",
)
_SENTENCE_END = re.compile(r"[.!;\n]+(?:\s|$)")
_DIGIT = re.compile(r"\d")
_COMPOSED_NEXT = re.compile(r"\bNext update at \d{2}:\d{2}\.\s*\Z")
_LABEL = re.compile(
    r"\b(status|(?:customer )?impact|duration|team|current theory|theory|hypothesis|(?:root )?cause"
    r"|next actions?|next steps?|next update|eta)\s*[:=]\s*",
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
    ),
    "impact": re.compile(
        r"\d ?%|\b\d[\d,]{0,12} (?:\w+ ){0,2}(?:customers|users|payments|orders|requests)"
        r"|\b(?:customers|users|shoppers|payments|checkout)\b[^.]{0,30}?"
        r"\b(?:cannot|can't|unable|fail\w*|affected|see errors)",
    ),
    "duration": re.compile(
        r"\bsince (?:about )?\d{1,2}[:.h]\d{2}|\b\d+ ?(?:min\w*|h|hours?) (?:so far|in total|ago)"
        r"|\bfor (?:the last )?\d+ ?(?:min\w*|h|hours?)",
    ),
    "team": re.compile(
        r"(?<!\w)@(?!here|channel|all|everyone)\w+|\((?:ic|ol|cl)\)|\b(?:ic|ol|cl) is \w+"
    ),
    "theory": re.compile(
        r"\b(?:theory|hypothesis|suspect\w*|cause[ds]?(?: by)?)\b\W+\w+\W+\w+",
    ),
    "next_action": re.compile(
        r"\b(?:rolling back|will \w+|we'll \w+|going to \w+|about to \w+|once \w+ \w+)\b",
    ),
    "next_at": re.compile(
        r"\bnext update\b[^.]{0,40}?\d|\bupdate (?:you )?(?:again )?(?:at|in|by) \d",
    ),
}


@dataclass(frozen=True, slots=True)
class Post:
    """What one update says: the share of fields it carries, and the words to compare it by.

    ``told`` is the status and the impact that it names. ``no_change`` marks a post that says only
    that nothing changed and when the next one comes, ``filler`` one that says no more than that.
    ``recorded`` is False if the log kept neither text nor fields.
    """

    score: float
    fields: frozenset[str]
    body: str
    told: tuple[str, str] = ("", "")
    no_change: bool = False
    recorded: bool = True
    filler: bool = False


def judge(event: Event, *, composed: bool, latest_next: int) -> Post:
    """Judge one update on its own.

    ``composed`` says that our composer wrote the text from the fields; elsewhere the text is the
    whole post as people wrote it. A promise of a next update counts up to ``latest_next`` ms ahead.
    """
    data = event.data
    if not composed and "text" not in data and not any(field in data for field in FIELDS):
        return Post(1.0, frozenset(), "", recorded=False)
    fields = tuple(_text(data.get(field)) for field in FIELDS[:-1])
    read = _read(_text(data.get("text")), fields, composed=composed)
    next_at = as_ms(data.get("next_at"))
    promised = next_at is not None and event.t < next_at <= event.t + latest_next
    if read.filler:
        no_change = bool(read.body) and (read.timed or (composed and promised))
        return Post(0.0, frozenset(), read.body, no_change=no_change, filler=True)
    found = read.found
    if next_at is not None:
        found = found | {"next_at"} if promised else found - {"next_at"}
    if composed and len(found - _COMPUTED) < _SHORT_FIELDS:
        found -= _COMPUTED
    count = len(found) if read.long else min(len(found), _SHORT_FIELDS)
    return Post(count / len(FIELDS), found, read.body, read.told)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words of an update say, whenever it was posted."""

    body: str
    filler: bool = False
    timed: bool = False
    found: frozenset[str] = frozenset()
    long: bool = False
    told: tuple[str, str] = ("", "")


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, fields: tuple[str, ...], *, composed: bool) -> _Reading:
    """Read an update's text and its typed and computed fields, in the order of ``FIELDS``."""
    structured = dict(zip(FIELDS, fields, strict=False))
    if composed:
        text = _own_words(text, structured)
    typed = [value for field, value in structured.items() if field not in _COMPUTED or not composed]
    parts = [*(value for value in typed if not is_placeholder(value)), text]
    body = ". ".join(part for part in parts if part) if composed or not text else text
    lower = lowered(body)
    if _is_filler(lower):
        return _Reading(body, filler=True, timed=bool(_NEXT_TIME.search(lower)))
    labelled, bare = _labels(lowered(text))
    values = labelled | _telling(structured)
    missing = frozenset(FIELDS).difference(values)
    found = values.keys() | _in_prose(bare, missing, formed=len(labelled) >= _SHORT_FIELDS)
    computed = [structured[field] for field in _COMPUTED] if composed else []
    return _Reading(
        body,
        found=frozenset(found),
        long=sum(1 for _ in islice(WORD.finditer(" ".join([body, *computed])), SHORT)) == SHORT,
        told=(values.get("status", "").lower(), values.get("impact", "").lower()),
    )


def _own_words(text: str, structured: Mapping[str, str]) -> str:
    """Take what our composer wrote out of a text: labels, fields and the next time."""
    for value in structured.values():
        text = text.replace(f": {value}.", ": ", 1) if value else text
    kept, start = "", 0
    for mark in _LABEL.finditer(lowered(text)):
        kept, start = kept + text[start : mark.start()], mark.end()
    return _COMPOSED_NEXT.sub("", kept + text[start:]).strip()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_filler(body: str) -> bool:
    """Whether nothing is left once filler and the promise of a next update are taken out."""
    sentences = (s for s in _SENTENCE_END.split(body) if WORD.search(s))
    return all(
        _FILLER.fullmatch(s.strip(" ,-")) or (len(s.split()) <= SHORT // 2 and _NEXT_TIME.search(s))
        for s in sentences
    )


def _labels(text: str) -> tuple[dict[str, str], str]:
    """Find ``label: value`` pairs whose value says something; and the text without its labels."""
    marks = list(_LABEL.finditer(text))
    if not marks:
        return {}, text
    values: dict[str, str] = {}
    rest = text[: marks[0].start()]
    for mark, after in zip_longest(marks, marks[1:]):
        value = text[mark.end() : after.start() if after else None]
        values[_LABELS[" ".join(mark[1].split())]] = value
        rest = f"{rest} {value}"
    if not _DIGIT.search(values.get("next_at", "")):
        values.pop("next_at", None)
    return _telling(values), rest


def _telling(values: Mapping[str, str]) -> dict[str, str]:
    """Drop placeholders, and "monitoring" as a next action."""
    return {
        field: value.strip()
        for field, value in values.items()
        if not is_placeholder(value)
        and not (field == "next_action" and _EMPTY_ACTION.fullmatch(value.lower()))
    }


def _in_prose(text: str, wanted: frozenset[str], *, formed: bool) -> frozenset[str]:
    """Find the wanted facts in running text; a soup of keywords has no words of its own.

    What is filled in like a form (``formed``) is no soup.
    """
    found = frozenset(field for field in wanted if _PROSE[field].search(text))
    if formed or not found:
        return found
    rest = text
    for pattern in _PROSE.values():
        rest = pattern.sub(" ", rest)
    own = {word for word in WORD.findall(rest) if not word[0].isdigit()} - PLACEHOLDERS
    return found if len(own) >= _OWN_WORDS else frozenset()


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
        audience = str(event.data.get("audience", "stakeholders"))
        if audience not in INTERNAL:
            continue
        post = judge(event, composed=composed, latest_next=latest_next)
        repeats = post.no_change or any(_copies(post, old, limits) for _, old in kept)
        if repeats and running < limits.copies_allowed and _moves(event, post, kept):
            running += 1
        elif repeats or _worth(post, audience) < limits.substantive - 1e-9:
            continue
        else:
            running = 0
        kept.append((event, post))
    return [event for event, _ in kept]


def _worth(post: Post, audience: str) -> float:
    """Return the share of what its readers need that an update tells; executives need less."""
    if audience not in BRIEFED or post.filler or not post.recorded:
        return post.score
    told = briefed(post.fields, post.body)
    return len(told) / len(EXECUTIVE) if len(told - {"expected"}) >= _LEAST_BRIEFED else 0.0


def _copies(post: Post, before: Post, limits: Limits) -> bool:
    """Whether an update repeats an earlier one; a new status or impact is news in any wording."""
    if not (post.recorded and before.recorded) or before.no_change:
        return False
    if all(post.told) and all(before.told) and post.told != before.told:
        return False
    least = 100 * limits.near_copy
    return ratio(post.body.lower(), before.body.lower(), score_cutoff=least) > least


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
