"""How a text names people: roster names, roles and pronouns, never just any capitalised word."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["People", "people_of"]

_WHICH = (
    r"(?:(?:the|an?|our|one|some|another|this|that|each|every|any)\s+)?"
    r"(?:(?:on[- ]?call|senior|junior|duty|new|other|database|network|payments?|platform|software"
    r"|release|infrastructure|backend|frontend|lead|primary|secondary|ops|support|human)\s+)*"
)
_KNOWN = (
    rf"(?i:{_WHICH}(?:engineers?|developers?|programmers?|on[- ]?calls?|sysadmins?|sres?|dbas?"
    r"|employees?|colleagues?|teammates?|team\s+members?|co-?workers?|interns?|contractors?"
    r"|technicians?|reviewers?|authors?|testers?|persons?|individuals?|staff\s+members?"
    r"|incident\s+(?:commanders?|managers?)|(?:operations?|ops|communications?|comms)\s+leads?"
    r"|(?:tech|technical|team)\s+leads?|engineering\s+managers?|(?:first|incident)\s+responders?))"
    r"|(?:[Tt]he\s+)?(?:IC|OL|CL)|[Hh]e|[Ss]he|[Ss]omebody|[Ss]omeone"
)
"""Words that can only mean a person."""
_PERHAPS = (
    r"(?i:(?:(?:the|an?|our)\s+)?(?:human\s+|duty\s+)?(?:operators?|administrators?|admins?"
    r"|managers?|responders?|planners?|scribes?|deputy|coordinators?))"
)
"""Words for people that software goes by as well: an operator, a connection manager."""
_MENTION = r"@(?!here\b|channel\b|all\b)[a-z][\w-]+"

_BESIDE = r"(?:\s+(?:on|in|at|of|from)(?:\s+[\w-]+){1,3}?)?"
"""What may stand between a person and the verb: ``on the payments team``."""
_WHO_DID = r"(?:\s+who\s+[\w-]+(?:\s+(?:the|an?|this))?(?:\s+[\w-]+){1,2}?)?"
"""``who ran the job``; only before verbs that machines have no use for."""
_ADVERBS = (
    r"(?:\s+(?:had|has|have|also|simply|just|then|again|even|completely|clearly|repeatedly"
    r"|initially|apparently|probably|later|first))*"
)
_NO_SUBJECT = re.compile(
    r"\b(?:to|in|on|at|from|for|of|with|via|into|over|per|by)\s+(?:the\s+|an?\s+|our\s+)?\Z",
    re.IGNORECASE,
)
_WINDOW = 90
"""Characters before a verb in which its subject is looked for."""
_SHORTEST = 2


class People:
    """Patterns for the people of one text."""

    def __init__(self, names: frozenset[str]) -> None:
        spoken = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        roster = rf"|@?(?:{spoken})" if spoken else ""
        known = rf"(?<![\w@-])(?:{_KNOWN}|{_MENTION}{roster})(?![\w-])"
        either = rf"(?:{known}|(?<![\w-])(?:{_PERHAPS})(?![\w-]))"
        self._here = re.compile(known)
        self._ending = re.compile(rf"{either}\Z")
        self._known = re.compile(rf"{known}{_BESIDE}{_ADVERBS}\s+\Z")
        self._human = re.compile(rf"{either}(?:{_BESIDE}|{_WHO_DID}){_ADVERBS}\s+\Z")

    def before(self, text: str, at: int, *, human: bool = False) -> int | None:
        """Return where the person begins whose verb stands at ``at``; None if nobody does.

        ``human`` says that only people do such a thing, so that less certain words count too.
        """
        return self._last(self._human if human else self._known, text, at)

    def owning(self, text: str, at: int) -> int | None:
        """Return where the person begins whose name or title ends at ``at``."""
        return self._last(self._ending, text, at)

    def here(self, text: str, at: int) -> int | None:
        """Return where the person ends who is named from ``at`` on."""
        found = self._here.match(text, at)
        return None if found is None else found.end()

    @staticmethod
    def _last(pattern: re.Pattern[str], text: str, at: int) -> int | None:
        start = max(0, at - _WINDOW)
        found = pattern.search(text[start:at])
        if found is None or _NO_SUBJECT.search(text[start : start + found.start()]):
            return None
        return start + found.start()


@lru_cache(maxsize=32)
def people_of(names: frozenset[str]) -> People:
    """Return the patterns for a roster; a first name stands for the whole name too."""
    first = {name.split()[0] for name in names if name.strip()}
    spoken = {name.strip() for name in names} | {n for n in first if n[:1].isupper()}
    return People(frozenset(name for name in spoken if len(name) >= _SHORTEST))
