"""The communications lead's habits: words inside, words outside, at once and in rhythm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.alarm import complaints
from simulator.bots.answering import say
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import improved, recovered
from simulator.bots.wording import (
    STAGES,
    came_back,
    outside_answer,
    public_post,
    stage_now,
    update_post,
)
from simulator.model.units import MINUTE, SECOND

__all__ = ["CL_HABITS"]

Row = Mapping[str, Any]

_EARLY = 20 * SECOND
"""A promised time is met this much ahead (ms)."""
_QUOTE = 200
_LETTER = 30 * MINUTE
"""Customers get a letter once it has lasted this long (ms)."""
_MATERIAL = 0.1
"""A share that changed by so much is news."""
_BENDS = 0.4
"""A crew in a hurry calls it resolved once less than this is left of the worst."""


# -- inside ----------------------------------------------------------------------------------------


def _inside(mind: Mind) -> list[Row]:
    """Return what those who work here were told; other audiences hear in their own rhythm."""
    return [u for u in mind.rows("updates") if u["audience"] in ("stakeholders", "responders")]


def _unheard(mind: Mind) -> Iterator[Occasion]:
    if mind.open and mind.declared_at is not None and not _inside(mind):
        yield Occasion("first", mind.declared_at)


def _rhythm(mind: Mind) -> Iterator[Occasion]:
    updates = _inside(mind)
    if mind.open and updates:
        last = updates[-1]
        yield Occasion(f"after{last['seq']}", last["t"], by=_promise(mind, last))


def _promise(mind: Mind, last: Row) -> int | None:
    """Return when a promised word is due, if this crew keeps its promises."""
    if mind.crew.like != "expert" or last["next_at"] is None:
        return None
    return int(last["next_at"]) - _EARLY


def _turning_points(mind: Mind) -> Iterator[tuple[str, int]]:
    """Yield what has materially changed: a mitigation took effect, all is back to normal."""
    for run in mind.finished():
        if run["verified"]:
            yield run["id"], run["verified"]["at"]
    for run in mind.mitigations:
        if run["status"] == "failed":
            yield f"{run['id']} failed", run["finished_at"]
    if mind.turn_at is not None:
        yield f"back@{mind.turn_at}", mind.turn_at
    calm = recovered(mind)
    if calm is not None:
        yield f"calm@{calm}", calm
    updates = _inside(mind)
    moved = _moved(mind, updates[-1]["t"]) if updates else None
    if moved is not None:
        yield f"moved@{updates[-1]['seq']}", moved


def _moved(mind: Mind, since: int) -> int | None:
    """Return when the share that fails became clearly another than it was at ``since``."""
    main = mind.charts.main
    if main is None or not main.fails or main.dark_since is not None or mind.crew.like == "chaotic":
        return None
    before = main.near(since)
    if abs(main.value - before) < _MATERIAL:
        return None
    points = zip(main.times, main.values, strict=False)
    gone = (t for t, v in points if t > since and v is not None and abs(v - before) >= _MATERIAL)
    return next(gone, None)


def _untold(mind: Mind) -> Iterator[Occasion]:
    updates = _inside(mind)
    for name, at in _turning_points(mind):
        if mind.open and updates and updates[-1]["t"] < at:
            yield Occasion(name, at)


def _unclosed(mind: Mind) -> Iterator[Occasion]:
    at = mind.resolved_at
    if at is not None and not any(u["t"] >= at for u in _inside(mind)):
        yield Occasion(f"closed@{at}", at)


def _update(mind: Mind, occasion: Occasion) -> Act:
    return "update.post", update_post(mind, occasion.key)


def _to_notify(mind: Mind) -> Iterator[Occasion]:
    """Yield who else has to hear of an incident of the worst kind, once each."""
    levels = [str(level["label"]) for level in mind.drill.get("severities", ())]
    at = mind.declared_at
    if not mind.open or at is None or not levels or mind.incident.get("severity") != levels[0]:
        return
    told = {u["audience"] for u in mind.rows("updates")}
    for audience, after in (("executives", 0), ("customers_email", _LETTER)):
        if audience not in told and _posts(mind) and mind.odds("notifies", audience):
            yield Occasion(audience, at + after)


def _notify(mind: Mind, occasion: Occasion) -> Act:
    if occasion.key == "executives":
        return "update.post", {**update_post(mind, occasion.key), "audience": "executives"}
    letter = {"audience": "customers_email", "status": outside_answer(mind)}
    return "update.post", letter | {"next_in": 60}


# -- what customers say ----------------------------------------------------------------------------


def _unheard_of(mind: Mind) -> Iterator[Occasion]:
    """Yield the first complaints from outside while nobody else seems to know of any trouble."""
    found = complaints(mind)
    shown = bool(mind.charts.troubled) or any(p["alert"] for p in mind.pages)
    known = mind.declared_at is not None and (shown or mind.crew.like != "expert")
    known = known or any(p["alert"] for p in mind.pages)
    if found and not known and mind.odds("relays"):
        yield Occasion("first", found[0])
        if len(found) > 1:
            yield Occasion("more", found[1])


def _relay(mind: Mind, occasion: Occasion) -> Act:
    said = [i for i in mind.rows("inbox") if int(i["at"]) in complaints(mind)]
    newest = max(said, key=lambda i: (i["at"], i["id"]))
    words = str(newest["text"]).strip()
    more = "More of the same" if occasion.key == "more" else "Customers complain"
    quoted = words if len(words) <= _QUOTE else words[:_QUOTE].rpartition(" ")[0] + " ..."
    return say(f"{more}, {newest['name']} at {mind.clock(newest['at'])}: \"{quoted}\" "
               "Does anybody see something wrong?")  # fmt: skip


# -- outside ---------------------------------------------------------------------------------------


def _posts(mind: Mind) -> list[Row]:
    return list(mind.view.get("statuspage", {}).get("posts", ()))


def _unposted(mind: Mind) -> Iterator[Occasion]:
    if mind.open and mind.declared_at is not None and not _posts(mind):
        yield Occasion("first", mind.declared_at)


def _public_rhythm(mind: Mind) -> Iterator[Occasion]:
    posts = _posts(mind)
    if mind.open and posts and posts[-1]["stage"] != "resolved":
        last = posts[-1]
        yield Occasion(f"after{last['seq']}", last["t"], by=_promise(mind, last))


def _new_stage(mind: Mind) -> Iterator[Occasion]:
    posts = _posts(mind)
    if not mind.open or not posts:
        return
    stage = stage_now(mind)
    if came_back(mind, posts[-1]) and mind.turn_at is not None:
        yield Occasion(f"back@{posts[-1]['seq']}", mind.turn_at)
    elif STAGES.index(stage) > STAGES.index(posts[-1]["stage"]):
        since = _reached(mind, stage)
        key = f"{stage}@{posts[-1]['seq']}" if posts[-1]["stage"] != "investigating" else stage
        yield Occasion(key, since if since is not None else posts[-1]["t"])
    elif mind.crew.like == "expert" and (moved := _moved(mind, posts[-1]["t"])) is not None:
        yield Occasion(f"moved@{posts[-1]['seq']}", moved)


def _reached(mind: Mind, stage: str) -> int | None:
    if stage == "monitoring":
        return recovered(mind)
    started = [r["started_at"] for r in mind.runs if r["started_at"] is not None]
    return min(started, default=None)


def _public_pressure(mind: Mind) -> Iterator[Occasion]:
    """Yield complaints in public that no post has met yet."""
    posts = _posts(mind)
    last = posts[-1]["t"] if posts else -1
    for inject in mind.rows("inbox"):
        if mind.open and inject["channel"] in ("social", "press") and inject["at"] > last:
            yield Occasion(f"{inject['id']}@{inject['at']}", inject["at"])


def _open_outside(mind: Mind) -> Iterator[Occasion]:
    posts = _posts(mind)
    at = mind.resolved_at
    if at is not None and posts and (posts[-1]["stage"] != "resolved" or posts[-1]["t"] < at):
        yield Occasion(f"closed@{at}", at)


def _hopeful(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment when a crew in a hurry calls it over because the graph bends."""
    done = mind.finished()
    early = mind.crew.like == "chaotic" and mind.open and bool(done) and improved(mind, _BENDS)
    if early and not any(p["stage"] == "resolved" for p in _posts(mind)):
        yield Occasion("early", done[0]["finished_at"])


def _post(mind: Mind, occasion: Occasion) -> Act:
    stage = "resolved" if occasion.key == "early" or mind.resolved_at is not None else None
    return "statuspage.post", public_post(mind, occasion.key, stage)


CL_HABITS: tuple[Habit, ...] = (
    Habit("relay", _unheard_of, _relay),
    Habit("first-update", _unheard, _update),
    Habit("update", _rhythm, _update),
    Habit("material", _untold, _update),
    Habit("update-close", _unclosed, _update),
    Habit("notify", _to_notify, _notify),
    Habit("first-public", _unposted, _post),
    Habit("public", _public_rhythm, _post),
    Habit("public-material", _new_stage, _post),
    Habit("public-pressure", _public_pressure, _post),
    Habit("public-close", _open_outside, _post),
    Habit("premature", _hopeful, _post),
)
"""Habits of the communications lead."""
