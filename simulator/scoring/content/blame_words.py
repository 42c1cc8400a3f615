"""The words that blame is made of. Patterns only; who the person is, others decide.

Left out on purpose: what systems do all day, such as to fail over, to break down or to lazy-load,
and what a person lacked, such as access, which is a fact about the system.
"""

from __future__ import annotations

import re

from simulator.scoring.content.searching import Sought

__all__ = [
    "BY",
    "CULPRIT",
    "DENIED",
    "DONE",
    "HUMAN_ERROR",
    "IF",
    "JUDGED",
    "NO_CAUSE",
    "OWN_FAULT",
    "SHOULD",
    "SLIP",
    "TRAINED",
    "WRONG",
]


def _words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a space is any space, line breaks within a paragraph included."""
    return re.compile(pattern.replace(" ", r"\s+"))


def _sought(signs: str, pattern: str) -> Sought:
    return Sought(tuple(signs.split("|")), _words(pattern))


_HARM = r"(?:outage|incident|failure|mistake|error|problem|mess)"
_CARING = r"(?:more )?(?:careful|attentive|vigilant|faster|quicker|paying|watching|looking)"

WRONG = _sought(
    "fail|miss|ignored|caused|broke|accident|inadvert|errone|wrongly|incorrect|bother|follow|misconf|blame|fault|responsible",
    r"\b(?:failed (?:to|in (?:his|her|their))|missed|ignored|caused"
    r"|broke(?! (?:down|out|in\b|up|off|into|even|through|the (?:problem|news|work|task|loop|tie)))"
    r"|(?:accidentally|inadvertently|erroneously|wrongly|incorrectly) \w+"
    r"|did(?:n't| not) (?:bother|follow the)|misconfigured"
    r"|(?:is|was|were|are) (?:(?:solely|clearly) )?(?:to blame|at fault"
    rf"|responsible for (?:the|this|that) {_HARM}))\b",
)
"""What people and machines can do alike; with a person before it, it blames."""
SLIP = _sought(
    "forgot|neglect|mistaken|careless|overlook|fat-fing|mistyped|messed|screwed|botched|blunder|bothered",
    r"\b(?:forgot|neglected to|mistakenly|carelessly|overlooked|fat-fingered|mistyped"
    r"|messed up|screwed up|botched|blundered|never bothered)\b",
)
"""What only people do."""
OWN_FAULT = _sought(
    "'s",
    r"'s (?:own )?(?:mistake|fault|error|oversight|negligence|carelessness|blunder"
    r"|failure to)\b",
)
BY = _sought(
    "by|blam|culprit|on the part",
    r"\b(?:(?:mistake|error|oversight|blunder|slip) (?:made )?(?:by|on the part of)"
    r"|(?P<caused>caused by)|blam(?:e|ed|es|ing)|culprit (?:is|was)) ",
)
CULPRIT = _words(r" who\b| (?!being\b)\w+ing\b|\s*[.,;)\n\0]|\s*\Z")
"""After "caused by Ben": nothing more, or what Ben did."""
_DID = (
    rf"(?:been {_CARING}\b|(?!need|receiv|experienc|requir|expect)\w{{2,}}ed\b"
    r"|(?:known|read|seen|taken|done|run|thought|kept|made|written|caught|understood|held|told|gone"
    r"|begun|spoken|chosen)\b)"
)
SHOULD = _sought(
    "should|ought|could",
    r"\b(?:should(?:n't| not)?(?: \w+ly)? have|should've|ought to have) "
    rf"(?:(?:never|at least|already|also) )?{_DID}"
    r"|\bcould have (?:\w+ly )?(?:prevented|avoided|stopped|caught|noticed|checked|known)\b",
)
IF = _sought("had", r"\b(if|had) ")
DONE = {
    "if": _words(rf" had(?:n't)?(?: (?:not|only|just|simply|actually))? {_DID}"),
    "had": _words(rf"(?: (?:not|only|just|simply|actually))? {_DID}"),
}
"""What follows in "if Ben had ..." and in "had Ben ..."."""

HUMAN_ERROR = _sought(
    "error",
    r"\b(?:human|engineer|operator) error\b"
    r"(?!\s*(?:rate|message|log|count|code|budget|handling))",
)
NO_CAUSE = _words(
    r"(?: (?:is|was|are)n't\b"
    r"| (?:is|was|are) (?:not|never|only|just|a symptom|an effect|the (?:start|beginning))\b)"
)
JUDGED = _sought(
    "careless|stupid|incomp|neglig|slopp|idiot|moron|reckless|irresp|clueless|inattent|unprof|foolish|lazy|dumb",
    r"\b(?:careless(?:ly|ness)?|stupid(?:ly|ity)?|incompeten(?:t|ce|tly|cy)|negligen(?:t|tly|ce)"
    r"|sloppy(?![ -](?:quorum|mode))|sloppiness|idiot\w*|moron\w*|reckless(?:ly|ness)?"
    r"|irresponsib\w+|clueless|inattenti\w+|unprofessional\w*|foolish\w*"
    r"|lazy (?:engineer|developer|people|person|colleague|team)\w*"
    r"|dumb (?:mistake|error|move|decision|idea|thing))\b",
)

_THEM = (
    r"(?:(?:the|our|all|new|every|more|junior|senior|on-?call|ops|support) )*"
    r"(?:people|staff|humans?|everyone|everybody|engineers?|operators?|developers?|employees?"
    r"|teams?|team members?|responders?|on-?calls?|admins?|colleagues)\b"
)
TRAINED = _sought(
    "train|remind|instruct|educate|coach|teach|tell|more|care|attention|disciplin",
    rf"\b(?:re-?)?train(?:ing)? (?:up )?{_THEM}|\btraining for {_THEM}"
    r"|\b(?:more|better|additional|extra|further|mandatory|refresher) training\b"
    r"(?! (?:data|sets?|runs?|jobs?|time|steps?|samples?|examples?|epochs?|capacity|cluster))"
    rf"|\b(?:remind|instruct|educate|coach|teach|tell) {_THEM} (?:to|not|about|on|that|how)\b"
    r"|\b(?:be|being) more (?:careful|vigilant|attentive|diligent)\b|\btake more care\b"
    r"|\bpay(?:ing)? (?:more|closer|better) attention\b|\bdisciplinary\b",
)
DENIED = _words(
    r"\b(?:not|no|never|without|nobody|rather than|instead of|\w+n't|beyond|avoid"
    r"|stop(?:s|ped)?(?: at)?)\b[^.;:!?\n\0]{0,30}\Z"
)
