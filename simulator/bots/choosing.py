"""Diagnosis: which component the evidence points to, and which change is worth trying first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.mind import Mind

__all__ = [
    "asked_for",
    "best_actions",
    "harmful_first",
    "next_actions",
    "suspect",
    "suspects",
    "why",
]

Row = Mapping[str, Any]

_TRUST = {
    "changes": 2.0,
    "logs": 2.0,
    "traces": 2.0,
    "runbook": 0.5,
    "support": 0.2,
    "dashboard": 0.5,
    "synthetic": 0.5,
}
"""How much a mention of a component says, by the kind of source."""
_FINE = re.compile(
    r"\b(normal|healthy|fine|no (errors|changes?|anomal\w+|problems?)|unchanged|as usual|steady)\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(errors?|timeout\w*|timed out|refused|fail\w*|exhaust\w*|full|slow|reject\w*|saturat\w*"
    r"|panic|unknown|missing|declin\w*|retr(y|ies|ying)|warn|fatal|abandon\w*|no answer|wait)\b",
    re.IGNORECASE,
)
_WARNED = re.compile(
    r"\b(do not|don't|never|avoid|(not|cannot|won't) help|careful|last resort)\b", re.IGNORECASE
)
_TELLING = 5
"""Shorter words of a title do not tell actions apart."""
_CHANGE = re.compile(r"(\d{2}:\d{2}) [\w-]+: (.+?)(?: \(by .*\))?$")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_HOW = {"traffic shift": 4.0, "failover": 4.0, "flag off": 4.0, "rollback": 3.0, "scale": 1.0,
        "restart": 0.0, "other": 0.0}  # fmt: skip
_RISK = {"low": 2.0, "medium": 0.5, "high": -3.0}
_WORTH = 2.5
"""An action below this is not tried while there is a better idea."""
_QUICK = 10 * 60_000


def _lines(mind: Mind) -> Iterator[tuple[str, str]]:
    for look in mind.looks:
        for line in look["lines"]:
            yield str(look["kind"]), str(line)


def _names(service: Row) -> re.Pattern[str]:
    words = {str(service["id"]), str(service["title"])}
    either = "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _freshness(line: str, mind: Mind) -> float:
    """Return more for a change made shortly before the trouble began than for an old one."""
    began = mind.charts.bad_since if mind.charts.bad_since is not None else mind.alarm_at
    stamp = _CLOCK.search(line)
    if began is None or stamp is None:
        return 0.0
    hours, minutes = (int(part) for part in mind.clock(began).split(":"))
    age = (hours * 60 + minutes - int(stamp[1]) * 60 - int(stamp[2])) % (24 * 60)
    return 3.0 * max(0.0, 1.0 - age / 240)


def _weigh(kind: str, line: str, mind: Mind) -> float:
    trust = _TRUST.get(kind, 0.5)
    if _FINE.search(line):
        return -0.5 * trust
    if kind == "changes":
        return trust + _freshness(line, mind)
    return trust * (1.5 if _TROUBLE.search(line) else 0.5)


def suspects(mind: Mind) -> list[tuple[float, str]]:
    """Return components with the weight of what speaks against them, the strongest first."""
    found: dict[str, float] = {}
    for service in mind.rows("drill", "services"):
        pattern = _names(service)
        for kind, line in _lines(mind):
            if pattern.search(line):
                name = str(service["id"])
                found[name] = found.get(name, 0.0) + _weigh(kind, line, mind)
    return sorted(((w, name) for name, w in found.items() if w > 0), key=lambda x: (-x[0], x[1]))


def suspect(mind: Mind) -> str | None:
    """Return the component that is suspected most: by a stated idea, else by the evidence."""
    stated = [h for h in mind.rows("hypotheses") if h["result"] != "refuted"]
    known = {str(s["id"]) for s in mind.rows("drill", "services")}
    for idea in reversed(stated):
        if idea["suspects"] in known:
            return str(idea["suspects"])
    ranked = suspects(mind)
    return ranked[0][1] if ranked else None


def why(mind: Mind, service: str) -> str:
    """Return the line of evidence that speaks loudest against a component."""
    row = next((s for s in mind.rows("drill", "services") if s["id"] == service), None)
    if row is None:
        return ""
    pattern = _names(row)
    told = [(_weigh(kind, line, mind), line) for kind, line in _lines(mind) if pattern.search(line)]
    if not told:
        return ""
    line = max(told, key=lambda x: x[0])[1].strip()
    change = _CHANGE.match(line)
    if change:
        return f"{change[2].strip()} at {change[1]}"
    return re.sub(rf"^{re.escape(service)}:\s*", "", line)


def _near(mind: Mind, component: str, suspected: str) -> bool:
    """Tell whether one component calls the other."""
    calls = {str(s["id"]): set(s["calls"]) for s in mind.rows("drill", "services")}
    return suspected in calls.get(component, ()) or component in calls.get(suspected, ())


def _advice(mind: Mind, action: Row) -> float:
    """Return what runbooks say of an action: praise, warning or nothing."""
    words = re.findall(r"[a-z0-9]+", str(action["title"]).lower())
    words = [word for word in words if len(word) >= _TELLING]
    total = 0.0
    for kind, line in _lines(mind):
        if kind != "runbook":
            continue
        shared = sum(1 for word in words if word in line.lower())
        if shared >= min(2, len(words)):
            total += -4.0 if _WARNED.search(line) else 1.5
    return max(-4.0, min(total, 3.0))


def _worth(mind: Mind, action: Row, suspected: str | None) -> float:
    score = _HOW.get(str(action["how"]), 0.0) + _RISK.get(str(action["risk"]), 0.0)
    score += 1.0 if action["undo"] is not None else 0.0
    score += 1.0 if action["takes"][1] <= _QUICK else 0.0
    score -= 1.0 if action["destroys_evidence"] else 0.0
    score += _advice(mind, action)
    if suspected is None:
        return score
    if action["component"] == suspected:
        return score + 4.0
    return score + (1.0 if _near(mind, str(action["component"]), suspected) else -2.0)


def _untried(mind: Mind) -> list[Row]:
    tried = {r["action"] for r in mind.runs if r["status"] != "aborted"}
    return [a for a in mind.catalogue if a["kind"] == "mitigation" and a["action"] not in tried]


def best_actions(mind: Mind, *, all_of_them: bool = False) -> list[Row]:
    """Return mitigations that are worth trying and were not tried, the best first.

    Quick, reversible and low-risk ones on the suspected component come before the cure.
    """
    suspected = suspect(mind)
    ranked = sorted(
        ((_worth(mind, action, suspected), action) for action in _untried(mind)),
        key=lambda x: (-x[0], x[1]["action"]),
    )
    worth = [action for score, action in ranked if score >= _WORTH or all_of_them]
    return worth or [action for _, action in ranked[:1] if not mind.runs]


def next_actions(mind: Mind) -> list[Row]:
    """Return what to do after a first change: the cure of what is suspected, then more relief."""
    suspected = suspect(mind)

    def cures(action: Row) -> bool:
        return action["component"] == suspected and action["how"] in ("rollback", "flag off")

    return sorted(best_actions(mind), key=lambda action: not cures(action))


def harmful_first(mind: Mind) -> list[Row]:
    """Return the same mitigations as somebody in a hurry picks them: the tempting ones first."""
    return list(reversed(best_actions(mind, all_of_them=True)))


def asked_for(mind: Mind, text: str) -> Row | None:
    """Return the untried mitigation that somebody's words clearly mean, if there is just one."""
    words = set(re.findall(r"[a-z0-9]+", text.lower().replace("roll back", "rollback")))
    meant = [action for action in _untried(mind) if _named(action, words)]
    return meant[0] if len(meant) == 1 else None


def _named(action: Row, words: set[str]) -> bool:
    title = str(action["title"]).lower().replace("roll back", "rollback")
    telling = {w for w in re.findall(r"[a-z0-9]+", title) if len(w) >= _TELLING}
    how = set(str(action["how"]).split())
    return len(telling & words) >= min(2, len(telling)) or (how <= words and how != {"other"})
