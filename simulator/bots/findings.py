"""What a bot has read so far, and which component it speaks against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.mind import Mind
from simulator.bots.outside import FINE, TROUBLE, out_of_reach

__all__ = ["Found", "found", "suspect", "suspects", "why"]

Row = Mapping[str, Any]
Found = tuple[str, str, int]
"""One thing that was read: the kind of its source, its words, and when (ms)."""

_TRUST = {
    "changes": 2.0,
    "logs": 2.0,
    "traces": 2.0,
    "report": 2.0,
    "alert": 1.0,
    "runbook": 0.5,
    "message": 0.4,
    "support": 0.2,
    "dashboard": 0.5,
    "synthetic": 0.5,
    "slo": 0.2,
}
"""How much a mention of a component says, by the kind of source."""
_FEELING = "what customers say and what the graphs show point there"
"""What a bot says whose suspicion rests on no line."""
_CHANGE = re.compile(r"(\d{2}:\d{2}) [\w-]+: (.+?)(?: \(by .*\))?$")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_READ = ("evidence", "tasks", "alerts", "inbox", "actions")
"""Sections that the findings are made of."""
_STALE = 0.4
"""What was read before things turned anew counts for less."""
_HALF = 0.5
_HELPER = "responder"
_LONG = 1000.0
"""A span that takes more than this share of a trace, and so many ms, is where the time goes."""


# -- reading ---------------------------------------------------------------------------------------


def found(mind: Mind) -> list[Found]:
    """Return all that the bot has read, heard and been told, in no particular order."""
    return mind.once("found", _found, *_READ)


def _found(mind: Mind) -> list[Found]:
    return [*_looks(mind), *_told(mind)]


def _looks(mind: Mind) -> Iterator[Found]:
    newest: dict[str, Row] = {}
    ours = [str(run["title"]) for run in mind.runs]  # what the team itself did is no suspect
    for look in mind.looks:
        if not out_of_reach(look):
            newest[str(look["source"])] = look
    for look in newest.values():
        kind, at = str(look["kind"]), int(look["viewed_at"])
        for line in look["lines"]:
            if not any(title in str(line) for title in ours):
                yield kind, str(line), at
        for step in look.get("steps") or ():
            if not step.get("do"):
                yield kind, str(step["text"]), at
        yield from _slowest(look, at)


def _slowest(look: Row, at: int) -> Iterator[Found]:
    """Yield where most of the time of a trace goes, less what is inside."""
    spans = list(look.get("spans") or ())
    if not spans:
        return
    own = [float(span["ms"]) for span in spans]
    for i, span in enumerate(spans):
        for inner in range(i + 1, len(spans)):
            if spans[inner]["depth"] <= span["depth"]:
                break
            if spans[inner]["depth"] == span["depth"] + 1:
                own[i] -= float(spans[inner]["ms"])
    most = max(range(len(spans)), key=lambda i: own[i])
    if own[most] > max(_HALF * float(spans[0]["ms"]), _LONG):
        span = spans[most]
        yield "traces", f"{span['service']}: {span['name']} is where the traces wait", at


def _told(mind: Mind) -> Iterator[Found]:
    """Yield reports of colleagues, alerts that fire, and what people wrote."""
    for task in mind.rows("tasks"):
        if task["reported_at"] is not None and _adds(mind, task["to"]):
            for sentence in re.split(r"(?<=[.!?])\s+", str(task["report"])):
                yield "report", sentence, int(task["reported_at"])
    for alert in mind.alerts:
        if alert["resolved_at"] is None and alert["severity"] != "ticket":
            yield "alert", f"{alert['service']}: {alert['summary']}", int(alert["fired_at"])
    for inject in mind.rows("inbox"):
        yield "message", str(inject["text"]), int(inject["at"])


def _adds(mind: Mind, who: str) -> bool:
    """Tell whether somebody's report is news: a bot in a core seat only repeats the theory."""
    return not mind.is_bot(who) or mind.person(who).get("seat") == _HELPER


# -- weighing --------------------------------------------------------------------------------------


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


def _weigh(mind: Mind, item: Found) -> float:
    kind, line, at = item
    trust = _TRUST.get(kind, 0.5)
    if mind.turn_at is not None and at < mind.turn_at:
        trust *= _STALE
    if FINE.search(line):
        return -0.5 * trust
    if kind == "changes":
        return trust + _freshness(line, mind)
    return trust * (1.5 if TROUBLE.search(line) else 0.5)


def suspects(mind: Mind) -> list[tuple[float, str]]:
    """Return components with the weight of what speaks against them, the strongest first."""
    return mind.once("suspects", _suspects, *_READ)


def _suspects(mind: Mind) -> list[tuple[float, str]]:
    weights: dict[str, float] = {}
    weighed = [(item[1], _weigh(mind, item)) for item in found(mind)]
    for service in mind.rows("drill", "services"):
        pattern = _names(service)
        for line, weight in weighed:
            if pattern.search(line):
                name = str(service["id"])
                weights[name] = weights.get(name, 0.0) + weight
    return sorted(((w, name) for name, w in weights.items() if w > 0), key=lambda x: (-x[0], x[1]))


def suspect(mind: Mind) -> str | None:
    """Return the component that is suspected most: by a stated idea, else by the evidence.

    Once things have turned anew, only ideas that came after that count.
    """
    known = {str(s["id"]) for s in mind.rows("drill", "services")}
    turn = mind.turn_at if mind.turn_at is not None else -1
    for idea in reversed(mind.rows("hypotheses")):
        if idea["result"] != "refuted" and idea["suspects"] in known and idea["at"] >= turn:
            return str(idea["suspects"])
    ranked = suspects(mind)
    return ranked[0][1] if ranked else None


def why(mind: Mind, service: str) -> str:
    """Return the line of evidence that speaks loudest against a component."""
    row = next((s for s in mind.rows("drill", "services") if s["id"] == service), None)
    if row is None:
        return _FEELING
    pattern = _names(row)
    told = [
        (_weigh(mind, item), item[1])
        for item in found(mind)
        if item[0] not in ("message", "runbook") and pattern.search(item[1])
    ]
    for _, line in sorted(told, key=lambda x: -x[0]):
        if reason := _reason(service, line.strip()):
            return reason
    return _FEELING


def _reason(service: str, line: str) -> str:
    """Return what a line says of a component, without its name in front."""
    change = _CHANGE.match(line)
    if change:
        return f"{change[2].strip()} at {change[1]}"
    return re.sub(rf"^{re.escape(service)}:\s*", "", line).rstrip(".: ")
