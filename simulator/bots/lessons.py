"""The review of an incident as each crew writes it: whole and without blame, thin, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.findings import suspect
from simulator.bots.mind import Mind
from simulator.bots.phrases import onset, subject, theory
from simulator.bots.scribing import line
from simulator.model.units import MINUTE, duration_text

__all__ = ["lesson", "review"]

Row = Mapping[str, Any]
Item = dict[str, str]

_TOLD = frozenset({
    "incident.declared", "severity.set", "action.started", "action.finished", "action.failed",
    "recovery.verified", "incident.resolved", "incident.reopened",
})  # fmt: skip
_LONG = 3_900
_DUE = ("next Friday", "in 10 days", "in 2 weeks", "in 3 weeks")


def review(mind: Mind) -> dict[str, Any]:
    """Return the sections and action items of a review."""
    if mind.crew.like == "chaotic":
        return _careless(mind)
    sections = {
        "summary": _summary(mind),
        "timeline": "\n".join(_timeline(mind))[:_LONG],
        "root_cause": _cause(mind),
        "impact": _impact(mind),
        "went_well": _well(mind),
        "went_wrong": _wrong(mind),
    }
    first = ("summary", "timeline", "root_cause")
    kept = {k: v for k, v in sections.items() if k in first or mind.odds("review-part", k)}
    return {"sections": kept, "actions": list(_actions(mind))}


# -- what happened ---------------------------------------------------------------------------------


def _story(mind: Mind) -> Iterator[tuple[int, str]]:
    """Yield what belongs into a timeline: times (ms) and words."""
    alert = next(
        (e for e in mind.notes.story if e["kind"] == "alert.fired" and e["data"].get("page")), None
    )
    if alert is not None:
        yield alert["t"], line(mind, alert)
    for event in mind.notes.story:
        if event["kind"] in _TOLD:
            yield event["t"], line(mind, event)
    if mind.calm_since is not None:
        yield mind.calm_since, f"{subject(mind)} back at the usual level for customers"


def _timeline(mind: Mind) -> list[str]:
    return [f"- {mind.clock(t)} {words[:200].rstrip('. ')}." for t, words in sorted(_story(mind))]


def _minutes(mind: Mind) -> int | None:
    """Return how long customers noticed it, in minutes, as far as the charts tell."""
    began = mind.charts.bad_since if mind.charts.bad_since is not None else mind.alarm_at
    ended = mind.calm_since
    return None if began is None or ended is None else max((ended - began) // MINUTE, 1)


def _worst(mind: Mind) -> str:
    main = mind.charts.main
    if main is not None and main.fails:
        return f"{main.worst * 100:.0f}% of {subject(mind)}"
    said = (mind.incident.get("scope") or {}).get("how_many")
    return str(said) if said else f"part of {subject(mind)}"


def _ended_by(mind: Mind) -> Row | None:
    """Return the change that helped last."""
    helped = [r for r in mind.finished() if r["verified"] and r["verified"]["worked"]]
    return next(iter(helped or mind.finished()), None)


def _summary(mind: Mind) -> str:
    run, minutes = _ended_by(mind), _minutes(mind)
    lasted = f" for {minutes} minutes" if minutes is not None else ""
    ended = f" What ended it: {run['title']}." if run else ""
    title = mind.incident.get("title") or mind.drill.get("title")
    return f"{title}. From {onset(mind)} on, {_worst(mind)} failed{lasted}.{ended}"


def _cause(mind: Mind) -> str:
    told = theory(mind).removeprefix("confirmed, ")
    found = any(h["result"] == "confirmed" for h in mind.rows("hypotheses"))
    if found:
        return f"{told}. No check in the way of that change looked at what customers get."
    return f"Not settled by the end of the incident; the leading theory is: {told}."


def _impact(mind: Mind) -> str:
    minutes = _minutes(mind)
    if mind.crew.like == "average" and not mind.odds("owned-item", "impact"):
        return f"Customers had trouble with {subject(mind)} for quite some time."
    if minutes is None:
        since = (mind.t - (mind.alarm_at or mind.t)) // MINUTE
        return f"{_worst(mind)} failed, and still did {since} minutes after the first alarm."
    return f"At the worst {_worst(mind)} failed; customers noticed it for {minutes} minutes."


def _well(mind: Mind) -> str:
    posts = mind.view.get("statuspage", {}).get("posts", ())
    declared, alarm = mind.declared_at or 0, mind.alarm_at or 0
    said = f"The declaration came {_spell(declared - alarm)} after the first alarm, and roles were "
    said += "filled soon after."
    if posts:
        said += f" Customers could read of it {_spell(posts[0]['t'] - declared)} after that."
    return said


def _spell(ms: int) -> str:
    return duration_text(max(ms // MINUTE, 1) * MINUTE)


def _wrong(mind: Mind) -> str:
    failed = [r["title"] for r in mind.mitigations if r["status"] == "failed"]
    begun = [r["started_at"] for r in mind.mitigations if r["started_at"] is not None]
    if mind.crew.like == "average" and not mind.odds("owned-item", "blame"):
        return "It took long until the first change. We should have started it earlier."
    if failed:
        return f"{failed[0]} failed when it was needed, and nothing had told us before."
    if begun:
        return (
            f"The first change began {_spell(min(begun) - (mind.declared_at or 0))} after the "
            "declaration, since no dashboard pointed to the component that failed."
        )
    return "Nothing that was at hand brought relief, and no runbook named another way."


# -- what is to be done ----------------------------------------------------------------------------


def _actions(mind: Mind) -> Iterator[Item]:
    owners = [mind.name(mind.holder(r) or mind.seated(r)) for r in ("ol", "ol", "cl", "ic")]
    items = list(_ideas(mind))
    if mind.crew.like == "average":
        items = [*items[1:3], ("Improve monitoring of the whole path", "process", "")]
    for i, (what, kind, priority) in enumerate(items):
        mine = mind.odds("owned-item", str(i))
        yield {
            "what": what[:280],
            "type": kind,
            "priority": priority if mine else "",
            "owner": f"@{owners[i % len(owners)]}"[:80] if mine else "",
            "due": _DUE[i % len(_DUE)] if mine else "",
        }


def _ideas(mind: Mind) -> Iterator[tuple[str, str, str]]:
    """Yield what would prevent it, show it sooner, and make it shorter."""
    component = suspect(mind) or (mind.front[0] if mind.front else "the service")
    main, run = mind.charts.main, _ended_by(mind)
    yield (
        f"Stop the rollout of any change to {component} once 2% of {subject(mind)} fail in it",
        "prevent",
        "P1",
    )
    signal = f"{main.service} {main.signal}" if main else f"failing tests of {subject(mind)}"
    yield f"Page on {signal} within 2 minutes, with a link to the runbook", "detect", "P1"
    way = run["title"] if run else f"a way around {component}"
    yield f"Turn this into one step of the runbook and rehearse it: {way}", "mitigate", "P2"
    yield f"Keep a filled-in status page template for {subject(mind)}", "process", "P3"


def lesson(mind: Mind) -> str:
    """Return what the runbook should say from now on."""
    run = _ended_by(mind)
    way = f"What helped: {run['title']}" if run else "Nothing that was tried helped so far"
    return (
        f"When {subject(mind)} fail as on this day ({_worst(mind)}, theory: {theory(mind)}): "
        f"{way}. Check afterwards with a test from outside and with the support queue."
    )[:3_000]


def _careless(mind: Mind) -> dict[str, Any]:
    sections = {
        "summary": f"{mind.incident.get('title')}. It was broken for a while and is fixed now.",
        "root_cause": "Human error: somebody pushed a bad change and forgot to test it.",
        "went_wrong": "The team should have been more careful.",
    }
    items: list[Item] = [{"what": "Be more careful with changes", "type": "process"}]
    return {"sections": sections, "actions": items}
