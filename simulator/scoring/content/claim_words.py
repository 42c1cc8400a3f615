"""The words that tell what a claim about users means. Patterns only, for texts in lower case."""

from __future__ import annotations

import re

from simulator.scoring.content.searching import sought

__all__ = [
    "AIM",
    "CLAUSE",
    "EARLIER",
    "FAILING",
    "FIXED",
    "GONE",
    "IN_PART",
    "NOT_YET",
    "OTHER",
    "OVER",
    "PAST",
    "STATE",
]

CLAUSE = re.compile(r"[;!?\n]+|\.(?!\d)|, (?:and|but|while|so|which)\b| (?:but|while|whereas)\b")
"""Where one statement ends and the next begins."""
_TROUBLE = (
    r"(?:affected|impacted|fail\w*|errors?|impact|trouble|problems?|issues?|seeing|declin\w+"
    r"|disrupt\w*)"
)
_DOING = (
    r"(?:work|complet|go|success|succe|availab|load|normal|pay|buy|check|log|sign|use|order)\w*"
)
STATE = re.compile(
    rf"""(?P<well>
      \b(?:not|no\ longer|never|\w+n't|without|stopped)\ (?:(?:being|any|further|more)\ )?{_TROUBLE}
    | \bnot\ (?:see|experience|expect)\w* | \bunaffected\b | \bunimpacted\b)
    | (?P<ill>
      \b(?:cannot|can\ not|unable|not|never|\w+n't)\b
        (?:\ (?:be|been|being|get|able|to|currently|yet|fully|always))*(?:\ {_DOING})?
    | \b(?:unavailable|unreachable|unsuccessful\w*|fail\w*|error\w*|declin\w*|affect\w*|impact\w*
        |hit|down|slow\w*|problems?|issues?|trouble|lose|loses|losing|lost|broken|missing|delay\w*
        |reject\w*|disrupt\w*|interrupt\w*|tim\w+\ ?out|timeouts?|degraded|stuck|wrong
        |drop(?:s|ped|ping)?|refus\w+|blocked|locked\ out)\b)
    | (?P<fine>
      \bcan(?:\ (?:now|again|still|also))*\ (?!not\b|see\b|experience\b|encounter\b|get\b|be\b
        |face\b|have\b|expect\b|lose\b|still\b|now\b|again\b|also\b)\w+
    | \b(?:able\ to|success\w*|succeed\w*|works?
        |work(?:ing|ed)(?!\ (?:on|to|hard|with|closely|through|around))
        |normal\w*|restored|recovered|complet(?:e|es|ed|ing)|go(?:es|ing)?\ through|available
        |healthy|fine|operational|nominal|resolved|fixed|back)\b)""",
    re.VERBOSE,
)
"""How those are who are counted; the group that matched says which."""
EARLIER = re.compile(
    r"\b(?:from|was|were|had been|peak(?:ed|ing)?(?: at| of)?|(?:at|its|the) (?:peak|worst)"
    r"|earlier|before|previously|instead of|compared (?:to|with)|than)"
    r"(?: about| around| up to)?\W*\Z",
)
"""Right before a quantity: it is past."""
OVER = sought(
    "between |from |until|earlier|during|in total",
    r"\b(?:between \d|from \d{1,2}[:.]\d\d|until \d|earlier (?:today|this)"
    r"|during the (?:incident|outage)|in total)",
)
"""Somewhere in a clause: all of it is past."""
PAST = re.compile(r"\b(?:was|were|had)\b")
"""Between a quantity and what is said of it."""
AIM = sought(
    "to |will|until|once|aim|hop|goal|as soon|should|target|slo|criteri|if|when|whether|unless|plan"
    "|>=|\u2265",
    r"\bto (?:\w+ )?(?:restore|resolve|fix|bring|get|return|make|ensure|recover|reduce|test|see)\b"
    r"|\b(?:will|until|once|aim\w*|hop(?:e|ing)|goal|as soon as|should|target\w*|slo"
    r"|criteri(?:a|on)|if|when|whether|unless|plan(?:ned|ning)?)\b|>=|\u2265",
)
"""It is hoped for, not so."""
OTHER = re.compile(
    r"\b(?:cpu|memory|disk|heap|capacity|saturat\w+|utili[sz]\w+|canary|roll(?:ed|ing)? ?out"
    r"|quota|headroom|confiden\w+|sure|budget|replica\w*|traffic|cache|sampl\w+|discount|cheaper"
    r"|progress|through the)\b",
)
"""A share of something other than users."""
FIXED = sought(
    "fixed|solved|restored|recovered|repaired|over|all |normal|operational|again",
    r"\b(?:(?:is|are|was|were|been|now|fully|completely|status:?)"
    r" (?:(?!part|most|larg|near)\w+ly )?"
    r"(?:now |fully |all )?"
    r"(?:fixed|resolved|solved|restored|recovered|repaired|over(?! (?:\w+ )?\d| half| a\b| one\b))"
    r"|resolved|all (?:is|systems (?:are )?)?(?: ?clear| ?well| ?normal| ?operational| ?nominal)"
    r"|back to normal|(?:working|completing|operating|functioning|running) (?:as )?normal(?:ly)?"
    r"|as normal|fully operational|service (?:is )?restored"
    r"|(?:works?|working|completing|available|succeed\w*|go(?:ing|es)? through|up|running) again"
    r"(?! (?:on|to)\b))\b",
)
"""The trouble is over ..."""
NOT_YET = re.compile(
    r"\b(?:will|to|once|until|when|if|unless|not|n't|isn't|aren't|hasn't|partially|partly|mostly"
    r"|almost|nearly|largely|being|should|may|might|before|expect\w*|some|other|others|most|many|few"
    r"|soon|yet|unresolved|next|hop(?:e|ing)|whether|work(?:ing)? on|getting|coming"
    r"|returning|slowly|gradually|beginning|starting)\b|\d ?%|\bpercent\b",
)
"""... unless this stands before it in its clause ..."""
IN_PART = re.compile(
    r"\s(?:(?:again|now) )?(?:in|for|at) (?:one|some|most|two|three|several|many|part|parts|region"
    r"|certain|\d|a (?:few|part|share|number|majority)"
    r"|(?:customers|users|people) (?:in|who|with|on|using))\b",
)
"""... or this right after it."""
FAILING = re.compile(
    r"\b(?:cannot|can not|can't|unable|fail(?:s|ing)?|unavailable|declin(?:es?|ing)|slow|errors"
    r"|down|affected|not (?:yet )?(?:work|complet|load|go)\w*)\b",
)
"""Something does not work now ..."""
GONE = re.compile(
    r"\b(?:was|were|had|been|no|not affected|nobody|no longer|could|fixed|resolved|restored"
    r"|normal\w*)\b",
)
"""... unless its clause says that it is past, or that there is none."""
