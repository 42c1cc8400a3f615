"""Updates and public posts as each crew writes them: complete, thin, or filler."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.bots.findings import suspect
from simulator.bots.mind import Mind
from simulator.bots.phrases import (
    customers_words,
    figure,
    improved,
    onset,
    recovered,
    share_now,
    theory,
    under_way,
)

__all__ = [
    "STAGES",
    "came_back",
    "notice",
    "outside_answer",
    "public_post",
    "stage_now",
    "update_post",
]

STAGES = ("investigating", "identified", "monitoring", "resolved")
"""Stages of the status page, in order."""

_FILLER = ("Still looking into it", "No change", "Working on it", "We are looking into it")
_NEXT_IN = {"expert": (15, 30), "average": (30, 45), "chaotic": (30, 60)}
_FEW = 0.05
_MOST = 0.5
_AGAIN = "Our team is working to restore normal service for all customers."


def stage_now(mind: Mind) -> str:
    """Return the public stage that the facts in sight allow.

    It goes back from what was posted only if the trouble itself came back.
    """
    posts = mind.view.get("statuspage", {}).get("posts", ())
    said = STAGES.index(posts[-1]["stage"]) if posts else 0
    known = STAGES.index(_earned(mind))
    if posts and came_back(mind, posts[-1]):
        return STAGES[min(known, STAGES.index("identified"))]
    return STAGES[max(known, min(said, STAGES.index("monitoring")))]


def came_back(mind: Mind, post: Mapping[str, Any]) -> bool:
    """Tell whether the trouble came back after a post that said it was (nearly) over."""
    turn = mind.turn_at
    over = post["stage"] in ("monitoring", "resolved")
    return over and turn is not None and turn > post["t"] and recovered(mind, 0) is None


def _earned(mind: Mind) -> str:
    if mind.resolved_at is not None:
        return "resolved"
    if recovered(mind) is not None and mind.finished():
        return "monitoring"
    started = any(r["started_at"] is not None for r in mind.runs if r["kind"] == "mitigation")
    sure = any(h["result"] == "confirmed" for h in mind.rows("hypotheses"))
    return "identified" if started or sure else "investigating"


# -- inside ----------------------------------------------------------------------------------------


def update_post(mind: Mind, key: str) -> dict[str, Any]:
    """Return the fields of an update, as good as this crew makes it on this occasion."""
    u = mind.dice.uniform("quality", key)
    good, filler = mind.crew.odds["good-update"], mind.crew.odds["filler-update"]
    args = _full(mind) if u < good else _empty(mind, key) if u > 1 - filler else _thin(mind)
    if mind.resolved_at is None and mind.odds("says-next", key):
        args["next_in"] = _NEXT_IN[mind.crew.like][0]
    return {"audience": "stakeholders", **args}


def _status(mind: Mind) -> str:
    label = mind.incident.get("severity")
    stage = {
        "investigating": "investigating",
        "identified": _progress(mind),
        "monitoring": "restored, monitoring",
        "resolved": f"resolved at {mind.clock(mind.resolved_at or mind.t)}",
    }[_earned(mind)]
    return f"{label}, {stage}" if label else stage


def _progress(mind: Mind) -> str:
    if improved(mind):
        return "mitigating, partly restored"
    started = any(r["started_at"] is not None for r in mind.runs)
    return "mitigating" if started else "cause identified, preparing a mitigation"


def _full(mind: Mind) -> dict[str, Any]:
    return {
        "status": _status(mind),
        "impact": f"as of {mind.clock(mind.t)}: {figure(mind)}, began about {onset(mind)}"[:1900],
        "theory": theory(mind)[:1900],
        "next_action": _next_action(mind)[:1900],
    }


def _next_action(mind: Mind) -> str:
    if mind.resolved_at is None:
        return under_way(mind)
    review = mind.incident.get("postmortem")
    owner = f", owned by {mind.name(review['owner'])}" if review else ""
    return f"review of what happened{owner}; thank you for your patience"


def _thin(mind: Mind) -> dict[str, Any]:
    return {"status": _status(mind), "impact": figure(mind)[:1900]}


def _empty(mind: Mind, key: str) -> dict[str, Any]:
    return {"status": mind.dice.pick(_FILLER, "filler", key)}


# -- outside ---------------------------------------------------------------------------------------


def public_post(mind: Mind, key: str, stage: str | None = None) -> dict[str, Any]:
    """Return a public post for the stage that was reached (or the one that is claimed)."""
    stage = stage or stage_now(mind)
    plain = mind.odds("plain-public", key)
    text = _plain(mind, stage) if plain else _insider(mind, stage)
    posts = mind.view.get("statuspage", {}).get("posts", ())
    if plain and posts and came_back(mind, posts[-1]):
        text = f"The problem with {customers_words(mind)} has come back. {_still(mind)} {_AGAIN}"
    args: dict[str, Any] = {"stage": stage, "text": text, "components": _front(mind)}
    if stage != "resolved" and mind.odds("says-next", key):
        minutes = _NEXT_IN[mind.crew.like][1]
        args["next_in"] = minutes
        if plain:
            args["text"] = f"{text} Next update at {mind.clock(mind.t + minutes * 60_000)}."
    return args


def outside_answer(mind: Mind) -> str:
    """Return what a customer, a reporter or the support desk is told: plain and verified."""
    posts = mind.view.get("statuspage", {}).get("posts", ())
    next_at = posts[-1]["next_at"] if posts else None
    when = f" at {mind.clock(next_at)}" if next_at is not None and next_at > mind.t else ""
    known = "This is what we have verified, and we do not guess beyond it."
    where = f"The next word is on our status page{when}."
    if not posts:
        where = "You will hear from us again as soon as there is more to say."
    return f"{_plain(mind, stage_now(mind))} {known} {where}"


def notice(mind: Mind) -> str:
    """Return what an authority is told: receipt, beginning, size, state, and the next word."""
    share = share_now(mind)
    worst = mind.charts.main
    size = f"at the worst {worst.worst * 100:.0f} %" if worst and worst.fails else "being measured"
    now = f", now {max(share * 100, 0.1):.1f} %" if share is not None else ""
    state = {
        "investigating": "under investigation, the team works on it",
        "identified": "cause identified, relief under way",
        "monitoring": "service restored, under observation",
        "resolved": "resolved",
    }[_earned(mind)]
    return (
        f"We confirm receipt. First notice: beginning about {onset(mind)}; share of "
        f"{customers_words(mind)} concerned: {size}{now}; state: {state}. We report what is "
        "verified only; the next notice follows when the state changes, a full report later."
    )


def _front(mind: Mind) -> list[str]:
    """Return the services that customers touch, as far as a status page has room for them."""
    return mind.front[:3]


def _who(mind: Mind) -> str:
    """Return who is hit; how many only as far as a chart tells."""
    share = share_now(mind)
    if share is None:
        return "Customers"
    few = "Some customers" if share >= _FEW else "A small number of customers"
    return "Most customers" if share >= _MOST else few


def _still(mind: Mind) -> str:
    share = share_now(mind)
    if share is None:
        return "It works again in part." if improved(mind) else "Attempts may still fail."
    return f"At the moment about {max(round(share * 100), 1)} in 100 attempts fail."


def _plain(mind: Mind, stage: str) -> str:
    what, since, still = customers_words(mind), onset(mind), _still(mind)
    sentences = {
        "investigating": (
            f"We are investigating a problem with {what} since about {since}.",
            f"{_who(mind)} may be unable to complete what they want to do.",
            "Our team is working on it.",
        ),
        "identified": (
            f"{_found(mind)} the problem with {what}",
            f"and are working to restore normal service for all customers. {still}",
            "Please try again if something fails for you.",
        ),
        "monitoring": (
            f"The problem with {what} has eased: customers can use everything as usual again.",
            "We are monitoring closely to be sure that it stays that way.",
        ),
        "resolved": (
            f"The problem with {what} that began about {since} is over",
            "and everything is working for customers again.",
            "We are sorry for the trouble, and will review and publish what we learned.",
        ),
    }
    return " ".join(sentences[stage])


def _found(mind: Mind) -> str:
    """Say as much of the cause as is known."""
    sure = any(h["result"] == "confirmed" for h in mind.rows("hypotheses"))
    return "We have found what is behind" if sure else "We have a way to relieve"


def _insider(mind: Mind, stage: str) -> str:
    found = suspect(mind) or (_front(mind) or ["backend"])[0]
    return {
        "investigating": f"Elevated 5xx on {found}.",
        "identified": f"{found}: rollback of the deploy in progress, pods restarting.",
        "monitoring": f"{found} error rate down, p99 latency back.",
        "resolved": f"{found} fixed.",
    }[stage]
