"""Wishes rather than work: words of an action item that nobody could ever tick off."""

from __future__ import annotations

import re

from simulator.scoring.content.searching import lowered

__all__ = ["is_vague", "kind_of", "kind_of_words"]

_OPENING = re.compile(
    r"\W*(?:(?:we|they|everyone|the team|let's|please|also|then)\b\W*"
    r"|(?:should|must|need(?:s)? to|have to|will|want to|try(?:ing)? to|aim to|plan to|to)\b\W*)*",
)
_WISH = re.compile(
    r"(?:improv\w+|enhanc\w+|consider\w*|look(?:ing)? (?:into|at)|think(?:ing)? about|better|more"
    r"|less|be (?:more )?\w+ful|be more|do better|strengthen\w*|explor\w+|discuss\w*|avoid|stop"
    r"|(?:rais(?:e|ing)|increase) awareness|communicat\w+ (?:better|more)|make sure|work on"
    r"|pay(?:ing)? (?:more )?attention|ensure (?:that )?(?:better|more|we|people|everyone)"
    r"|optimi[sz]\w+)\b",
)
"""How a wish begins. With a figure to reach, most of these are work."""
_MEASURED = re.compile(r"(?<![\w@])\d+(?:\.\d+)?")
_NEVER = re.compile(
    r"\b(?:be(?:ing)? (?:more )?(?:careful|vigilant|attentive|diligent)|take (?:more )?care"
    r"|pay (?:more |closer )?attention|(?:re-?)?train(?:ing)? (?:up )?"
    r"(?:the |our |all |new |on-?call )*(?:people|staff|humans|everyone|everybody|engineers?"
    r"|operators?|developers?|employees?|teams?|responders?|users)"
    r"|(?:remind|educate) (?:the |all |our )*\w+|as needed|when possible|if possible"
    r"|where appropriate)\b",
)
"""What no figure makes concrete."""

_NAMES = {
    "prevent": r"prevent\w*|preventative|avoid\w*|hardening|safeguards?",
    "detect": r"detect\w*|monitor\w*|alert\w*|observability",
    "mitigate": r"mitigat\w*|respon[ds]\w*|recover\w*|contain\w*|limit\w*",
    "process": r"process\w*|procedur\w*|doc\w*|communication|training|organi[sz]\w*|runbooks?",
    "fix": r"fix\w*|repair\w*|correct\w*|remed\w*|bug\w*|technical|cleanup",
}
_HINTS = {
    "detect": r"alert\w*|monitor\w*|detect\w*|dashboards?|metrics?|probes?|synthetic|page on",
    "mitigate": (
        r"roll ?back|failover|fail over|kill switch|reroute|mitigat\w*|shed\w*|restore|undo|drain"
        r"|circuit breakers?|one-step|feature flag"
    ),
    "process": (
        r"runbooks?|documentation|document|checklists?|drills?|process|template|on-?call|review"
    ),
    "prevent": (
        r"prevent\w*|validat\w*|tests?|canary|guard\w*|checks?|lint\w*|limit\w*|quota|block"
        r"|refuse|reject|staged|case"
    ),
    "fix": r"fix\w*|upgrade|patch\w*|repair\w*|replace|correct",
}
_NAMED = {kind: re.compile(words) for kind, words in _NAMES.items()}
_HINTED = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _HINTS.items()}


def is_vague(what: str) -> str:
    """Return the words that make an item a wish, "" if it is work.

    >>> is_vague("Improve monitoring"), is_vague("Improve rollback time to 10 minutes")
    ('Improve', '')
    """
    lower = lowered(what)
    opening = _OPENING.match(lower)
    wish = _WISH.match(lower, opening.end() if opening else 0)
    if _MEASURED.search(lower):
        wish = None
    found = _NEVER.search(lower) or wish
    return what[found.start() : found.end()] if found else ""


def kind_of(name: str) -> str:
    """Return the kind that a label names: prevent, detect, mitigate, process, fix or ""."""
    bare = name.strip().rstrip(":").lower()
    return next((kind for kind, pattern in _NAMED.items() if pattern.fullmatch(bare)), "")


def kind_of_words(what: str) -> str:
    """Return the kind that an item seems to be by its words, where nobody said."""
    lower = lowered(what)
    return next((kind for kind, pattern in _HINTED.items() if pattern.search(lower)), "")
