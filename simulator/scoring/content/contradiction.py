"""What a text says that was not so: a share of users that is off, or that all is well again.

Levels are shares of users hit, 0..1.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.scoring.content.claim_words import (
    CLAUSE,
    FAILING,
    FIXED,
    GONE,
    IN_PART,
    NOT_YET,
    STATE,
)
from simulator.scoring.content.claims import Claim, Level, clauses, fits, shares_claimed
from simulator.scoring.content.glossary import Glossary
from simulator.scoring.content.searching import lowered
from simulator.scoring.content.words import WORD

__all__ = ["contradicted", "fixed_claimed", "sentence_around"]

_NO_WORDS = Glossary()
_SENTENCE = re.compile(r"[.!?](?=\s|\Z)|\n")
_EARLIER = re.compile(r"\b(?:earlier|before)\b")
"""In a clause: what it says of those who are hit may be past."""
_LONGEST = 100
"""Characters of a sentence that are quoted."""
_ANYBODY = frozenset({
    "a", "again", "all", "also", "an", "and", "anybody", "anyone", "are", "been", "buyer",
    "can", "card", "currently", "customer", "every", "everybody", "everyone", "everything",
    "have", "has", "impact", "in", "incident", "is", "issue", "it", "its", "many", "member",
    "most", "no", "nobody", "none", "now", "of", "one", "or", "order", "our", "outage",
    "payment", "people", "platform", "please", "problem", "purchase", "request", "service",
    "shop", "shopper", "site", "some", "status", "store", "system", "that", "the", "there",
    "these", "they", "this", "transaction", "trouble", "user", "visitor", "website", "we",
    "with", "you", "your",
})  # fmt: skip
"""Words before a verb that stand for everybody and everything, or for nothing at all."""


def contradicted(text: str, level: Level, glossary: Glossary = _NO_WORDS) -> tuple[Claim, ...]:
    """Return the claims of a text that what was so does not bear out.

    That all is well again claims that nobody is hit, unless the text says as well what still fails.
    Beside that, what is said of other things that never failed is no claim.

    >>> [claim.phrase for claim in contradicted("Everything is back to normal.", 0.4)]
    ['back to normal']
    """
    claims = shares_claimed(text)
    wrong = [claim for claim in claims if not fits(claim, level)]
    lower = lowered(text)
    told = any(
        c.low > 0 and fits(c, level) and not _EARLIER.search(_clause_of(lower, c)) for c in claims
    )
    if told or _says_what_fails(lower, glossary):
        return tuple(c for c in wrong if not _of_other_things(lower, c, glossary))
    clear = None if wrong else _all_clear(text)
    return tuple(wrong) if clear is None or fits(clear, level) else (clear,)


def _says_what_fails(lower: str, glossary: Glossary) -> bool:
    return any(
        FAILING.search(clause)
        and not GONE.search(clause)
        and (not glossary.customers or glossary.symptoms_in(clause))
        for _, clause in clauses(lower)
    )


def _clause_of(lower: str, claim: Claim) -> str:
    found = (c for start, c in clauses(lower) if start <= claim.start <= start + len(c))
    return next(found, "")


def _of_other_things(lower: str, claim: Claim, glossary: Glossary) -> bool:
    """Whether what is said to be well is something of which the scenario does not speak."""
    clause = _clause_of(lower, claim)
    state = STATE.search(clause)
    if state is None or state.lastgroup == "ill" or not glossary.customers:
        return False
    subject = clause[: state.start()]
    if glossary.symptoms_in(subject):
        return False
    words = (word.rstrip("s") for word in WORD.findall(subject) if word.isalpha())
    return any(word not in _ANYBODY and word + "s" not in _ANYBODY for word in words)


@lru_cache(maxsize=256)
def _all_clear(text: str) -> Claim | None:
    """Return the words that say that the trouble is over for everybody, as a claim."""
    lower = lowered(text)
    for found in FIXED.matches(lower):
        marks = [mark.end() for mark in CLAUSE.finditer(lower, 0, found.start())]
        before = lower[marks[-1] if marks else 0 : found.start()]
        if not NOT_YET.search(before) and not IN_PART.match(lower, found.end()):
            start, end = found.span()
            return Claim(0.0, 0.0, text[start:end], start, end, exact=False)
    return None


def fixed_claimed(text: str) -> str | None:
    """Return the words that say that the trouble is over for everybody; None if there are none.

    >>> fixed_claimed("The problem is resolved."), fixed_claimed("It will be resolved soon.")
    ('is resolved', None)
    """
    clear = _all_clear(text)
    return None if clear is None else clear.phrase


def sentence_around(text: str, claim: Claim) -> str:
    """Return the sentence in which a claim stands, cut if it is long.

    >>> text = "We are on it. No customers are affected. Sorry."
    >>> sentence_around(text, shares_claimed(text)[0])
    'No customers are affected'
    """
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, claim.start)), default=0)
    end = next((m.start() for m in _SENTENCE.finditer(text, claim.end)), len(text))
    whole = " ".join(text[start:end].split())
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1].rstrip()}\u2026"
