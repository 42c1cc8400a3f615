"""Sentences with figures in them: what is failing, how much, since when, what is being done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.bots.findings import suspects
from simulator.bots.mind import Mind
from simulator.bots.outside import outside_share
from simulator.bots.reading import Curve
from simulator.model.units import MINUTE, quantity_text

__all__ = [
    "customers_words",
    "figure",
    "how_many",
    "improved",
    "onset",
    "recovered",
    "share_now",
    "slug",
    "subject",
    "theory",
    "under_way",
]

Row = Mapping[str, Any]

_DAY = "2026-03-04"
"""A drill knows the time of day only; channels are named by a day all the same."""
_LONG = 4
"""A subject of more words is a sentence of its own."""
_SIZED = re.compile(r"\d|\b(all|every|half|most)\b", re.IGNORECASE)
_TINY = 0.01
_ODD = 2.0
"""From this weight of evidence on, a component is named."""
_STALE = 10 * MINUTE
"""What was approved or proposed so long ago, and not begun, is not what is under way."""

_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|cannot|can't|can|do|does|don't|fails?|failing|keeps?|gets?"
    r"|answers?|takes?|times?|goes|go|returns?|shows?|sees?|loses?|stops?|stopped|arrives?|loads?|comes?)\b",
    re.IGNORECASE,
)
_LOSING = re.compile(r"\b(?:los(?:e|es)|miss(?:es)?) (?:their |the |its )?(.+)", re.IGNORECASE)
_TECHNICAL = re.compile(
    r"\b(dns|tls|bgp|db|sql|database|api|pods?|nodes?|clusters?|cache|config\w*|latency|deploy\w*"
    r"|certificates?|queue|rollback|failover|cpu|timeouts?|backend|kafka|redis|outage)\b"
    r"|[a-z]+-[a-z]+",
    re.IGNORECASE,
)


def subject(mind: Mind) -> str:
    """Return what fails in a customer's words: what the drill's title says it happens to."""
    title = str(mind.drill.get("title", "")).strip().rstrip(".!?")
    verb = _VERB.search(title)
    words = title[: verb.start()].strip() if verb else ""
    if lost := _LOSING.search(title):
        words = lost[1].strip()
    words = words.removesuffix(" everywhere")
    if not words or len(words.split()) > _LONG:
        return "requests"
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def customers_words(mind: Mind) -> str:
    """Return what fails, without a word that only insiders know."""
    plain = subject(mind)
    return "our service" if plain == "requests" or _TECHNICAL.search(plain) else plain


def slug(mind: Mind) -> str:
    """Return a channel name for the incident, with the day of the story."""
    words = re.findall(
        r"[a-z0-9]+", str(mind.incident.get("title") or mind.drill.get("title", "")).lower()
    )
    return f"incident-{_DAY}-" + "-".join(words[:6] or ["drill"])


def share_now(mind: Mind) -> float | None:
    """Return the share of requests that fail now, if a chart on the screen tells."""
    main = mind.charts.main
    return max(main.value, 0.0) if main and main.fails and main.dark_since is None else None


def _percent(share: float) -> str:
    return "under 1%" if share < _TINY else f"{share * 100:.0f}%"


def figure(mind: Mind) -> str:
    """Return how bad it is now, against the worst so far."""
    main, dark = mind.charts.main, mind.charts.dark_since
    if dark is not None and (main is None or main.dark_since is not None):
        since = mind.clock(dark)
        return f"{subject(mind)} affected, size unknown: our graphs show nothing since {since}"
    test = outside_share(mind)
    if test is not None and (main is None or mind.blind):
        return f"{_percent(test[0])} of tries from outside fail (at {mind.clock(test[1])})"
    scope = mind.incident.get("scope")
    if (
        scope
        and _SIZED.search(scope["how_many"])
        and (main is None or not main.fails)
        and recovered(mind, 0) is None
    ):
        return f"{scope['how_many']} (as of {mind.clock(scope['at'])})"
    if main is None:
        return f"{subject(mind)} affected for some customers, exact share not known yet"
    return _failing(mind, main) if main.fails else _moved(mind, main)


def _moved(mind: Mind, main: Curve) -> str:
    """Say how a signal stands that is no share of failures."""
    if main.calm_since is not None:
        return f"{subject(mind)} back to normal"
    now, usual = quantity_text(main.value, main.unit), quantity_text(main.normal, main.unit)
    return f"{main.service} {main.signal} at {now} (usually {usual}), {subject(mind)} affected"


def _failing(mind: Mind, main: Curve) -> str:
    if main.calm_since is not None:
        return f"{subject(mind)} back to normal ({main.newest * 100:.1f}% failing, as usual)"
    now = f"{_percent(main.value)} of {subject(mind)} failing"
    if main.worst > max(main.value, main.newest) * 1.2:
        return f"{now}, down from {_percent(main.worst)}"
    return now


def how_many(mind: Mind) -> str:
    """Return the size of the damage for a scope statement."""
    share = share_now(mind)
    if share is None and mind.blind and (test := outside_share(mind)):
        return f"about {_percent(test[0])} of tries from outside fail"
    return f"about {_percent(share)} of {subject(mind)}" if share is not None else figure(mind)


def onset(mind: Mind) -> str:
    """Return the time of day when it began, as far as the charts or the alerts tell."""
    began = mind.charts.bad_since if mind.charts.bad_since is not None else mind.alarm_at
    return mind.clock(began if began is not None else mind.t)


def improved(mind: Mind, left: float = 0.7) -> bool:
    """Tell whether at most this much is left of the worst; by default, clearly better."""
    main = mind.charts.main
    return main is not None and main.dark_since is None and main.excess(mind.t) < left


def recovered(mind: Mind, minutes: float = 1.5) -> int | None:
    """Return since when all is normal, once that has lasted for so many minutes.

    Trouble that comes and goes must have stayed away for longer than it ever did.
    """
    since, main = mind.calm_since, mind.charts.main
    needed = minutes * MINUTE
    if main is not None and main.rhythm is not None:
        needed = max(needed, main.rhythm)
    return since if since is not None and mind.t - since >= needed else None


def theory(mind: Mind) -> str:
    """Return what the team thinks the cause is."""
    ideas = mind.rows("hypotheses")
    confirmed = [h for h in ideas if h["result"] == "confirmed"]
    if confirmed:
        return f"confirmed, {confirmed[-1]['text']}"
    alive = [h for h in ideas if h["result"] != "refuted"]
    if alive:
        return f"we suspect {alive[-1]['text']}"
    found = suspects(mind)
    return (
        f"unknown so far, {found[0][1]} looks odd"
        if found and found[0][0] >= _ODD
        else "cause unknown, checking changes and logs"
    )


def under_way(mind: Mind) -> str:
    """Return what is being done at this moment."""
    for status, words in (
        ("running", "is under way, started at {at}"),
        ("approved", "is approved and about to start"),
        ("proposed", "is proposed and waits for the go-ahead"),
    ):
        found = [r for r in mind.runs if r["status"] == status and not _forgotten(mind, r)]
        if found:
            run = found[-1]
            at = mind.clock(run["started_at"] or mind.t)
            return f"{run['title']} {words.format(at=at)}{_progress(run)}"
    over = [r for r in mind.mitigations if r["status"] in ("finished", "failed")]
    last = max(over, key=lambda r: (r["finished_at"], r["id"]), default=None)
    if last is not None and last["status"] == "failed" and recovered(mind) is None:
        return f"{last['title']} failed, the operations lead prepares another way"
    done = mind.finished()
    if done and recovered(mind) is None and mind.turn_at is not None:
        return "it came back after it had eased: find out why and choose the next step"
    if done and recovered(mind) is None:
        return f"check the effect of {done[0]['title']}, then decide on the next step"
    if done:
        return "keep watching until it has been stable for 30 minutes, then close"
    return "the operations lead checks recent changes and logs and proposes a mitigation"


def _forgotten(mind: Mind, run: Row) -> bool:
    since = run["approved_at"] if run["approved_at"] is not None else run["at"]
    return run["status"] != "running" and bool(mind.t > since + _STALE)


def _progress(run: Row) -> str:
    """Return how far a running change is."""
    if run.get("waits_for"):
        return f", waits for {' and '.join(run['waits_for'])}"
    done, of = run.get("stages_done", 0), run.get("stages", 1)
    if run["status"] != "running" or not done:
        return ""
    name = str(run.get("stage") or "")
    named = f", {name} done" if name and not name[0].isdigit() else ""
    return f"{named} ({done} of {of})"
