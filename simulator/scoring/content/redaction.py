"""What should be blacked out before a text is shared: addresses, cards, phones, secrets.

Patterns only, so a flag for a person to look at; what is found is never shown in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.model.phrases import Phrase, phrase
from simulator.scoring.content.searching import Sought

__all__ = ["Sensitive", "sensitive"]


@dataclass(frozen=True, slots=True)
class Sensitive:
    """One find: its kind, where it stands, and what may be shown of it."""

    kind: Phrase
    start: int
    end: int
    shown: str


def _any_case(signs: str, pattern: str) -> Sought:
    return Sought(tuple(signs.split("|")), re.compile(pattern, re.IGNORECASE))


_EMAIL = _any_case(
    "@",
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?!example\.(?:com|org|net)\b)"
    r"(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}\b",
)
_CARD = Sought(("",), re.compile(r"(?<![\w.-])[2-6]\d{3}(?:[ -]?\d){8,14}\d(?![\w-])"))
_PHONE = Sought(
    ("+", "(", "-"),
    re.compile(
        r"(?<![\w.+/-])(?:\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}"
        r"|\(\d{3}\) ?\d{3}[-. ]\d{4}|[2-9]\d{2}-[2-9]\d{2}-\d{4})(?![\w-])"
    ),
)
_SECRET_SIGNS = (
    "akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox",
    "_live_", "_test_", "aiza", "sk-", "npm_", "eyj", "-----begin", "bearer ", "://",
)  # fmt: skip
_SECRETS = Sought(
    _SECRET_SIGNS,
    re.compile(
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
        r"|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{16,}"
        r"|\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\b[rsp]k_(?:live|test)_[A-Za-z0-9]{12,}"
        r"|\bAIza[\w-]{30,}|\bsk-[A-Za-z0-9_-]{20,}|\bnpm_[A-Za-z0-9]{30,}"
        r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"
        r"|-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----"
        r"|\b[Bb]earer [\w.~+/-]{20,}={0,2}"
        r"|(?<=://)[^\s/:@]{1,64}:[^\s/:@]{3,}(?=@)"
    ),
)
_NAMED = _any_case(
    "pass|pwd|secret|token|key",
    r"\b(?:password|passwd|pwd|passphrase|secret|token|api[ _-]?key|access[ _-]?key)\b[\"']?\s*"
    r"(?:[:=]|is\b)\s*[\"'`]?(?P<value>[^\s\"'`<>{}\[\]$*,;]{8,})",
)
_CARD_DIGITS = range(13, 20)
_PHONE_DIGITS = range(8, 16)
_KEPT = 2


def sensitive(text: str) -> tuple[Sensitive, ...]:
    """Return what a text holds that should not leave the team, in its order."""
    taken: list[Sensitive] = []
    for found in _all(text):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def _all(text: str) -> Iterator[Sensitive]:
    """Look for the surest kinds first: they win where two overlap."""
    lower = text.lower()
    for kind, pattern, meant in _KINDS:
        for match in pattern.pattern.finditer(text) if pattern.may_match(lower) else ():
            start, end = match.span("value" if "value" in match.re.groupindex else 0)
            if meant(text[start:end]):
                yield _found(kind, text, start, end)


def _found(kind: Phrase, text: str, start: int, end: int) -> Sensitive:
    word = text[start:end]
    return Sensitive(kind, start, end, f"{word[:_KEPT]}\u2026{word[-_KEPT:]}")


def _is_random(value: str) -> bool:
    """Whether a value looks like a secret rather than like the word after "token:"."""
    return any(c.isdigit() for c in value) and any(c.isalpha() for c in value)


def _luhn(digits: str) -> bool:
    """Check the sum that every payment card number keeps."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of two digits
    return total % 10 == 0 and len(set(digits)) > 1


def _is_card(word: str) -> bool:
    digits = re.sub(r"\D", "", word)
    return len(digits) in _CARD_DIGITS and _luhn(digits)


def _is_phone(word: str) -> bool:
    return sum(c.isdigit() for c in word) in _PHONE_DIGITS


_KINDS: tuple[tuple[Phrase, Sought, Callable[[str], bool]], ...] = (
    (phrase("secret"), _SECRETS, bool),
    (phrase("secret"), _NAMED, _is_random),
    (phrase("e-mail address"), _EMAIL, bool),
    (phrase("card number"), _CARD, _is_card),
    (phrase("phone number"), _PHONE, _is_phone),
)
