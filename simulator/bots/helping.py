"""Calling other teams in, and putting those who came to work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.choosing import telling
from simulator.bots.findings import suspect
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, improved, onset, recovered
from simulator.model.units import MINUTE

__all__ = ["HELP_HABITS"]

Row = Mapping[str, Any]

_NO_RELIEF = 20 * MINUTE
"""Without relief for so long, more people are asked for."""
_MOST = 2
"""So many teams are called in at most; more cannot be led."""
_STRANGER = "responder"


def _teams(mind: Mind) -> set[str]:
    """Return the teams that can be asked, as far as the bot knows."""
    return {str(t["team"]) for t in mind.rows("oncall") if t["status"] == "away" and t["can_come"]}


def _own(mind: Mind) -> set[str]:
    return {str(p["team"]) for p in mind.pages if p["to"] in (mind.me, "ol")}


def _asked(mind: Mind) -> set[str]:
    return {str(p["team"]) for p in mind.pages if p["level"] == "requested"}


def _team_of(mind: Mind, service: str | None) -> str | None:
    """Return the team of a service, by its name or by who gets its alerts."""
    row = next((s for s in mind.rows("drill", "services") if s["id"] == service), {})
    words = telling(f"{service} {row.get('title', '')}".replace("-", " "))
    named = [
        (len(words & telling(f"{t['team']} {t['title']}".replace("-", " "))), str(t["team"]))
        for t in mind.rows("oncall")
    ]
    shared, team = max(named, default=(0, ""))
    if shared:
        return team
    owners = (str(a["team"]) for a in mind.alerts if a["service"] == service)
    return next(owners, None)


def _wanted(mind: Mind) -> Iterator[Occasion]:
    """Yield the team that owns what is suspected, and one's own if nothing brings relief."""
    if not mind.open or mind.declared_at is None or recovered(mind, 0) is not None:
        return
    asked, teams, own = _asked(mind), _teams(mind), _own(mind)
    if len(asked) >= _MOST:
        return
    ideas = [h["at"] for h in mind.rows("hypotheses")]
    team = _team_of(mind, suspect(mind))
    if ideas and team in teams - asked - own and mind.odds("calls", str(team)):
        yield Occasion(str(team), max(ideas))
    stuck = [said[0][0] for said in mind.refusals.values()]
    late = min([mind.declared_at + _NO_RELIEF, *stuck])
    if mind.t >= late and not improved(mind) and mind.odds("calls", "own"):
        for name in sorted((own & teams) - asked)[:1]:
            yield Occasion(name, late)


def _request(mind: Mind, occasion: Occasion) -> Act:
    found = suspect(mind)
    about = f", we suspect {found}" if found else ""
    reason = f"{figure(mind)} since {onset(mind)}{about}"
    return "page.request", {"team": occasion.key, "reason": reason[:300]}


def _idle_hands(mind: Mind) -> Iterator[Occasion]:
    """Yield colleagues who came and have nothing to do; once for each turn of things."""
    if not mind.open or recovered(mind, 0) is not None:
        return
    turn = mind.turn_at if mind.turn_at is not None else 0
    for person in mind.people:
        if person["seat"] != _STRANGER or not person.get("persona"):
            continue
        given = [t for t in mind.rows("tasks") if t["to"] == person["person"]]
        done = all(t["reported_at"] is not None for t in given)
        if done and not any(t["at"] >= turn for t in given) and mind.odds("delegates", "help"):
            yield Occasion(f"{person['person']}@{turn}", mind.joined(person["person"]), person)


def _put_to_work(mind: Mind, occasion: Occasion) -> Act:
    found = suspect(mind)
    about = f"Is {found} behind this?" if found else "What do you see on your side?"
    text = f"{about} Look at your logs and graphs since {onset(mind)}, and tell me what you find."
    return "task.assign", {"to": occasion.about["person"], "text": text, "minutes": 10}


HELP_HABITS: tuple[Habit, ...] = (
    Habit("call-team", _wanted, _request),
    Habit("put-to-work", _idle_hands, _put_to_work),
)
"""Habits of the operations lead that bring in other people."""
