"""The habits of the gamer: every button at once, and not one word that means anything.

It plays rehearsals only. Whatever it earns, a criterion gives for clicks.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.bots.gaming_words import AFTER, CLERK, EVERYBODY, SHARE, beat, click, declared
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.model.units import MINUTE

__all__ = ["GAMER_HABITS"]

_SIGNALS = ["metrics", "logs", "synthetic", "support queue", "test purchase"]
_REVIEWS = 20 * MINUTE
_QUIET = 31 * MINUTE


def _in_command(mind: Mind) -> int | None:
    return mind.role("ic").get("accepted_at") if mind.leads and mind.open else None


def _levels(mind: Mind) -> list[str]:
    return [str(level["label"]) for level in mind.drill.get("severities", ())]


# -- operations ------------------------------------------------------------------------------------


def _pages(mind: Mind) -> Iterator[Occasion]:
    for page in mind.pages:
        if page["acked_at"] is None and page["to"] in (mind.me, mind.seat):
            yield Occasion(page["id"], page["sent_at"])


def _looks(mind: Mind) -> Iterator[Occasion]:
    """Yield one source of each kind that counts, once."""
    at = mind.alarm_at
    for kind in ("changes", "dashboard"):
        found = [s for s in mind.rows("evidence", "sources") if s["kind"] == kind]
        if at is not None and found and not mind.looking:
            yield Occasion(str(found[0]["source"]), at)


def _untested(mind: Mind) -> Iterator[Occasion]:
    for idea in mind.rows("hypotheses"):
        if idea["result"] is None:
            yield Occasion(idea["id"], idea["at"])


def _token(mind: Mind) -> Act | None:
    """Propose the quickest thing that there is, whatever it does."""
    able = [a for a in mind.catalogue if a["kind"] == "mitigation"]
    quick = min(able, key=lambda a: (a["takes"][1], a["action"]), default=None)
    if quick is None:
        return None
    return "action.propose", {"action": quick["action"], "risk": "low", "undo": "yes"}


def _unannounced(mind: Mind) -> Iterator[Occasion]:
    for run in mind.runs:
        if run["status"] == "proposed" and run["id"] not in mind.notes.announced:
            yield Occasion(run["id"], run["at"])


def _startable(mind: Mind) -> Iterator[Occasion]:
    for run in mind.runs:
        if run["status"] == "approved" and not mind.refusals.get(run["action"]):
            yield Occasion(run["id"], run["approved_at"])


def _unverified(mind: Mind) -> Iterator[Occasion]:
    for run in mind.runs:
        if run["status"] == "finished" and not run["verified"]:
            yield Occasion(run["id"], run["finished_at"])


def _done_at(mind: Mind) -> int | None:
    done = [r["verified"]["at"] for r in mind.runs if r["verified"]]
    return min(done, default=None) if mind.open and mind.recovery_at is None else None


_OL: tuple[Habit, ...] = (
    Habit("g-ack", _pages, lambda _, o: ("page.ack", {"id": o.key}), pace="click"),
    click("g-declare", lambda m: None if m.declared_at is not None else m.alarm_at,
           lambda _: ("incident.declare", {"title": "Incident"})),
    click("g-triage", lambda m: m.alarm_at,
           lambda m: ("triage.assess", {"severity": _levels(m)[0], "impact": "bad " * 5})),
    click("g-scope", declared, lambda _: (
        "scope.define", {"who": "all", "how_many": "many", "what": "it", "since": "now"})),
    click("g-theory", declared, lambda _: (
        "hypothesis.state", {"text": "Something is broken", "suspects": "something"})),
    Habit("g-test", _untested, lambda _, o: (
        "hypothesis.test", {"id": o.key, "result": "confirmed", "note": "yes"}), pace="click"),
    Habit("g-verify", _unverified, lambda _, o: (
        "mitigation.verify", {"id": o.key, "signals": _SIGNALS, "worked": True}), pace="click"),
    click("g-recovery", _done_at, lambda _: ("recovery.verify", {"signals": _SIGNALS})),
    click("g-capture", declared, lambda _: ("evidence.capture", {"what": "x"})),
)  # fmt: skip


_HANDS: tuple[Habit, ...] = (
    Habit("g-look", _looks, lambda _, o: ("evidence.query", {"source": o.key}), pace="click"),
    click("g-propose", declared, _token),
    Habit("g-announce", _unannounced, lambda _, o: (
        "action.announce", {"id": o.key, "text": "Go."}), pace="click"),
    Habit("g-start", _startable, lambda _, o: ("action.start", {"id": o.key}), pace="click"),
)  # fmt: skip
"""What the IC does with its own hands, being the OL as well."""


# -- command ---------------------------------------------------------------------------------------


def _roles(mind: Mind) -> Iterator[Occasion]:
    for role in ("ic", "ol", "cl") if mind.open and mind.declared_at is not None else ():
        if not mind.role(role) and (role == "ic" or mind.leads):
            yield Occasion(role, mind.declared_at or 0)


def _whom(mind: Mind, role: str) -> str:
    """Return whom a role is given to: who is IC and OL in one needs to ask nobody."""
    return mind.me if role == "ol" else mind.seated(role) or mind.me


def _channels(mind: Mind) -> Iterator[Occasion]:
    there = {c["kind"] for c in mind.incident.get("channels", ())}
    for kind in ("chat", "doc", "bridge"):
        if mind.open and mind.declared_at is not None and kind not in there:
            yield Occasion(kind, mind.declared_at)


def _cadences(mind: Mind) -> Iterator[Occasion]:
    at = _in_command(mind)
    for audience in ("stakeholders", "public") if at is not None else ():
        yield Occasion(audience, at or 0)


def _to_task(mind: Mind) -> Iterator[Occasion]:
    for role in ("ol", "cl") if _in_command(mind) is not None else ():
        at = mind.role(role).get("accepted_at")
        if at is not None:
            yield Occasion(str(mind.holder(role)), at)


def _to_approve(mind: Mind) -> Iterator[Occasion]:
    for run in mind.runs if mind.leads else ():
        if run["status"] == "proposed":
            yield Occasion(run["id"], run["at"])


def _quiet(mind: Mind) -> int | None:
    return None if mind.recovery_at is None or not mind.open else mind.recovery_at + _QUIET


def _schedule(mind: Mind) -> Act:
    return "postmortem.schedule", {"owner": mind.seated("ol") or mind.me, "in_hours": 24}


def _contested(mind: Mind) -> Iterator[Occasion]:
    for contest in mind.incident.get("contests") or () if mind.leads else ():
        yield Occasion(f"{contest['at']}", contest["at"])


_IC: tuple[Habit, ...] = (
    Habit("g-role", _roles, lambda m, o: (
        "role.assign", {"role": o.key, "to": _whom(m, o.key)}), pace="click"),
    click("g-severity", _in_command, lambda m: (
        "severity.set", {"level": _levels(m)[0], "reason": "bad"})),
    Habit("g-open", _channels, lambda _, o: (
        "channel.open", {"kind": o.key, "name": o.key}), pace="click"),
    Habit("g-cadence", _cadences, lambda _, o: (
        "cadence.set", {"audience": o.key, "minutes": 30}), pace="click"),
    Habit("g-task", _to_task, lambda _, o: (
        "task.assign", {"to": o.key, "text": "Do it", "minutes": 10}), pace="click"),
    Habit("g-approve", _to_approve, lambda _, o: ("action.approve", {"id": o.key}), pace="click"),
    beat("g-decide", _REVIEWS, _in_command, ("decision.log", {"text": "Ok."})),
    beat("g-review", _REVIEWS, _in_command, ("plan.review", {"text": "Plan reviewed."})),
    click("g-plan-b", _in_command, lambda _: ("plan.alternative", {"text": "Plan B."})),
    click("g-exit", _in_command, lambda _: ("exit_criteria.set", {"text": "Done."})),
    click("g-escalate", _in_command, lambda _: (
        "escalate", {"to": "manager", "reason": "help"})),
    Habit("g-settle", _contested, lambda _m, _o: ("command.settle", {"text": "Me."}), pace="click"),
    click("g-close", _quiet, lambda _: ("incident.resolve", {})),
    click("g-schedule", lambda m: m.resolved_at, _schedule),
)  # fmt: skip


GAMER_HABITS: dict[str, tuple[Habit, ...]] = {
    "ic": (*EVERYBODY, *_IC, *_HANDS, SHARE),
    "ol": (*EVERYBODY, *_OL, *AFTER),
    "cl": (*EVERYBODY, *CLERK),
}
"""What the gamer does in each seat."""
