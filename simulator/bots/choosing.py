"""Which change is worth trying first, as far as titles, risks, runbooks and evidence tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.bots.findings import found, suspect
from simulator.bots.mind import Mind

__all__ = [
    "after",
    "asked_for",
    "best_actions",
    "by_the_book",
    "harmful_first",
    "next_actions",
    "openers",
    "telling",
    "worth",
]

Row = Mapping[str, Any]

_WARNED = re.compile(
    r"\b(do not|don't|never|avoid|(not|cannot|won't) help|careful|last resort)\b", re.IGNORECASE
)
_TELLING = 5
"""Shorter words of a title do not tell actions apart."""
_HOW = {"traffic shift": 4.0, "failover": 4.0, "flag off": 4.0, "rollback": 3.0, "fix": 1.5,
        "scale": 1.0, "restart": 0.0, "other": 0.0}  # fmt: skip
_RISK = {"low": 2.0, "medium": 0.5, "high": -3.0}
_ENOUGH = 2.5
"""An action below this is not tried while there is a better idea."""
_QUICK = 10 * 60_000
_SLOW = 20 * 60_000
_STEP = 3.0
"""What it counts for that a runbook names an action."""
_IN_PLACE = 2.0
"""What a failed attempt counts against others at the same place: better to go around it."""
_TRIES = 2
_LATER = re.compile(r"\bagain\b", re.IGNORECASE)
_TOO_EARLY = 8.0
"""What is to be done "again" makes no sense the first time."""
"""So often an action is tried that fails."""
_FULL = re.compile(
    r"\b(capacity|saturat\w*|full|overload\w*|busy|turn\w* away|shed\w*|near \d+ %|out of "
    r"(memory|connections))\b",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"\b(access|bypass|break[- ]glass|out[- ]of[- ]band|console|vpn|emergency|unlock\w*|open\w*"
    r"|load|prepare\w*|log ?in|credential\w*|keys?|tunnel|direct\w*|backdoor|badge|restore)\b",
    re.IGNORECASE,
)


def telling(text: str) -> set[str]:
    """Return the words of a text that tell things apart."""
    plain = text.lower().replace("roll back", "rollback")
    return {word for word in re.findall(r"[a-z0-9]+", plain) if len(word) >= _TELLING}


def _near(mind: Mind, component: str, suspected: str) -> bool:
    """Tell whether one component calls the other."""
    calls = {str(s["id"]): set(s["calls"]) for s in mind.rows("drill", "services")}
    return suspected in calls.get(component, ()) or component in calls.get(suspected, ())


# -- advice ----------------------------------------------------------------------------------------


def _steps(mind: Mind) -> list[Row]:
    """Return the steps of the runbooks that were read, in order."""
    looks = {str(k["source"]): k for k in mind.looks if k.get("steps")}
    return [step for look in looks.values() for step in look["steps"]]


def _advice(mind: Mind, action: Row) -> float:
    """Return what runbooks and colleagues say of an action: praise, warning or nothing."""
    words = telling(str(action["title"]))
    total = 0.0
    for step in _steps(mind):
        if step.get("do") == action["action"]:
            total += -4.0 if _WARNED.search(step["text"]) else _STEP
    for kind, line, _ in found(mind):
        if kind not in ("runbook", "report", "message"):
            continue
        shared = sum(1 for word in words if word in line.lower())
        if shared >= min(2, len(words)) > 0:
            told = 1.5 if kind == "runbook" else 0.7
            total += -4.0 if _WARNED.search(line) and kind == "runbook" else told
    return max(-4.0, min(total, _STEP + 1.0))


def _crowded(mind: Mind, component: str) -> bool:
    """Tell whether something that was read says that a component has too much to do."""
    return any(
        component in line.lower() and _FULL.search(line)
        for kind, line, at in found(mind)
        if kind != "runbook" and (mind.turn_at is None or at >= mind.turn_at - _QUICK)
    )


def worth(mind: Mind, action: Row) -> float:
    """Return how much speaks for trying an action now."""
    suspected = suspect(mind)
    score = _HOW.get(str(action["how"]), 0.0) + _RISK.get(str(action["risk"]), 0.0)
    score -= _TOO_EARLY if _LATER.search(str(action["title"])) and mind.turn_at is None else 0.0
    score += 1.0 if action["undo"] is not None else 0.0
    score += 1.0 if action["takes"][1] <= _QUICK else 0.0
    score -= 1.0 if action["destroys_evidence"] else 0.0
    score += _advice(mind, action) + _history(mind, action)
    if action["how"] == "scale" and _crowded(mind, str(action["component"])):
        score += 3.0
    if suspected is None:
        return score
    if action["component"] == suspected:
        return score + 4.0
    return score + (1.0 if _near(mind, str(action["component"]), suspected) else -2.0)


def _history(mind: Mind, action: Row) -> float:
    """Return what earlier attempts say: not again what failed or did no good, and go around it."""
    score, around = 0.0, 0.0
    for run in mind.runs:
        bad = run["status"] == "failed" or (run.get("verified") and not run["verified"]["worked"])
        if not bad or run.get("undoes"):
            continue
        if run["action"] == action["action"]:
            score -= 5.0
        elif run["component"] == action["component"] and run["status"] == "failed":
            around = _IN_PLACE  # once: however often it failed there, it is one place
    return score - around


# -- choosing --------------------------------------------------------------------------------------


def _free(mind: Mind, action: Row) -> bool:
    """Tell whether an action can be put on the table (again)."""
    name, failed = action["action"], 0
    for run in mind.runs:
        if run["action"] != name or run.get("undoes"):
            continue
        if run["status"] in ("proposed", "approved", "running"):
            return False
        if run["status"] in ("finished", "undone") and not _wears_off(mind, action, run):
            return False
        failed += run["status"] == "failed"
    return failed < _TRIES and not mind.blocked(str(name))


def _wears_off(mind: Mind, action: Row, run: Row) -> bool:
    """Tell whether it may help to do again what was done before things turned."""
    lasting = action["how"] in ("rollback", "flag off", "fix", "failover", "traffic shift")
    again = sum(1 for other in mind.runs if other["action"] == action["action"]) < _TRIES
    turned = mind.turn_at is not None and run["finished_at"] < mind.turn_at
    return turned and again and not lasting


def _untried(mind: Mind) -> list[Row]:
    return [a for a in mind.catalogue if a["kind"] == "mitigation" and _free(mind, a)]


def best_actions(mind: Mind, *, all_of_them: bool = False) -> list[Row]:
    """Return mitigations that are worth trying and were not tried, the best first.

    Quick, reversible and low-risk ones on the suspected component come before the cure.
    """
    ranked = sorted(
        ((worth(mind, action), action) for action in _untried(mind)),
        key=lambda x: (-x[0], x[1]["action"]),
    )
    enough = [action for score, action in ranked if score >= _ENOUGH or all_of_them]
    last = 0.0 if _out_of_luck(mind) else None  # better a doubtful idea than none
    return enough or [
        action
        for score, action in ranked[:1]
        if not mind.mitigations or (last is not None and score >= last)
    ]


def _out_of_luck(mind: Mind) -> bool:
    """Tell whether all that was tried has failed."""
    over = [r["status"] for r in mind.mitigations if r["finished_at"] is not None]
    return bool(over) and all(status == "failed" for status in over)


def next_actions(mind: Mind) -> list[Row]:
    """Return what to do after a first change: the cure of what is suspected, then more relief.

    While nothing has brought relief, quick relief still comes before a slow cure.
    """
    suspected, relieved = suspect(mind), _relieved(mind)

    def cures(action: Row) -> bool:
        failed = _history(mind, action) < 0
        right = action["component"] == suspected and action["how"] in ("rollback", "flag off")
        return right and not failed and (relieved or action["takes"][1] <= _SLOW)

    return sorted(best_actions(mind), key=lambda action: not cures(action))


def _relieved(mind: Mind) -> bool:
    """Tell whether the last change did not turn out to be in vain."""
    over = [r for r in mind.mitigations if r["status"] in ("finished", "failed", "aborted")]
    last = max(over, key=lambda r: (r["finished_at"], r["id"]), default=None)
    if last is None or last["status"] != "finished":
        return last is None
    said = last.get("verified")
    return not said or bool(said["worked"])


def harmful_first(mind: Mind) -> list[Row]:
    """Return the same mitigations as somebody in a hurry picks them: the tempting ones first."""
    return list(reversed(best_actions(mind, all_of_them=True)))


def openers(mind: Mind, words: str, wanted: Row | None = None) -> list[Row]:
    """Return actions that may open a way that is closed, the most likely first.

    ``words`` are those of a refusal; ``wanted`` is the action or source that was refused. They are
    no mitigations by themselves: they prepare, unlock, give access, or show more.
    """
    near = telling(words) | (telling(str(wanted["title"])) if wanted else set())
    named = [step.get("do") for step in _steps(mind)]

    def likely(action: Row) -> float:
        shared = len(telling(str(action["title"])) & near)
        score = 1.0 * shared + (1.5 if _ACCESS.search(str(action["title"])) else 0.0)
        score += 1.5 if action["action"] in named else 0.0
        score += 1.0 if wanted and action["component"] == wanted.get("component") else 0.0
        return score - (2.0 if action["risk"] == "high" else 0.0)

    ranked = sorted(
        ((likely(a), a) for a in mind.catalogue if a["kind"] != "mitigation" and _free(mind, a)),
        key=lambda x: (-x[0], x[1]["action"]),
    )
    return [action for score, action in ranked if score >= 2.0]  # noqa: PLR2004 - two hints


def by_the_book(mind: Mind) -> list[Row]:
    """Return the actions that the runbooks name, in their order, as far as they were not begun."""
    named = [mind.action(step["do"]) for step in _steps(mind) if step.get("do")]
    return [a for a in named if a and _free(mind, a) and not _WARNED.search(str(a["title"]))]


def after(mind: Mind, done: set[str]) -> list[Row]:
    """Return what a runbook names after the last of the things that were done and helped."""
    names = [step.get("do") for step in _steps(mind)]
    last = max((i for i, name in enumerate(names) if name in done), default=len(names))
    return [
        a for a in by_the_book(mind) if a["action"] in names[last + 1 :] and a["kind"] != "other"
    ]


def asked_for(mind: Mind, text: str, *, tried: bool = False) -> Row | None:
    """Return the untried mitigation that somebody's words clearly mean, if there is just one.

    With ``tried`` it may be any action.
    """
    words = set(re.findall(r"[a-z0-9]+", text.lower().replace("roll back", "rollback")))
    among = mind.catalogue if tried else _untried(mind)
    meant = [(likely, action) for action in among if (likely := _named(action, words))]
    most = max((likely for likely, _ in meant), default=0)
    best = [action for likely, action in meant if likely == most]
    return best[0] if len(best) == 1 else None


def _named(action: Row, words: set[str]) -> int:
    """Return how many words of an action's title were said, 0 if too few to mean it."""
    title = telling(str(action["title"]))
    how = set(str(action["how"]).split())
    shared = len(title & words)
    kind = how <= words and how != {"other"}
    return max(shared, 1) if kind or shared >= min(2, len(title)) else 0
