"""Actions that change nothing or cannot be done, and faults that nothing helps against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import Found, rule
from simulator.authoring.runs import FELT
from simulator.model.scenario import ActionSpec
from simulator.model.units import duration_text

__all__ = ["uncured"]

_ASKED = re.compile(r"""(?:running|finished)\(\s*["']([a-z0-9-]+)["']""")


def _asked_for(case: Case) -> set[str]:
    """Return the actions that some condition of the scenario asks about."""
    return set(_ASKED.findall(case.document.text.replace('\\"', '"')))


def _has_effect(spec: ActionSpec) -> bool:
    eased = any(share > 0 for share in spec.eases.values())
    fails = bool(spec.fails and (spec.fails.starts or spec.fails.chance >= 1))
    return bool(eased or spec.clears or spec.worsens or spec.starts or fails or spec.destroys)


@rule(
    "action-without-effect",
    "warning",
    way_out="Give it eases, clears, worsens or starts; or write plausible: false if it is a decoy.",
    example="actions:\n  wait: {title: Wait, component: api, takes: 5m}",
)
def without_effect(case: Case) -> Iterator[Found]:
    """An action that looks like a mitigation changes nothing at all.

    A team that does it learns nothing from the world, neither good nor bad. Actions of another kind
    than mitigation may do so.
    """
    asked = _asked_for(case)
    for name, spec in case.scenario.actions.items():
        decoy = not spec.plausible or spec.kind != "mitigation"
        if not decoy and name not in asked and not _has_effect(spec):
            yield Found(case.at("actions", name), f"{name} changes nothing")


@rule(
    "diagnostic-without-clue",
    "advice",
    way_out='Add an evidence line with when: finished("NAME").',
    example="actions:\n  debug: {title: Log in full, kind: diagnostic, component: api, takes: 2m}",
)
def without_clue(case: Case) -> Iterator[Found]:
    """A diagnostic action brings nothing to light.

    No line, report or inject depends on it, so whoever spent the time sees what they saw before.
    """
    asked = _asked_for(case)
    for name, spec in case.scenario.actions.items():
        if spec.kind == "diagnostic" and name not in asked and not _has_effect(spec):
            yield Found(
                case.at("actions", name), f"nothing can be seen after {name} that was not before"
            )


@rule(
    "action-never",
    "warning",
    way_out="Change the condition in needs, or remove the action.",
    example="actions:\n  x: {needs: impact > 90%, ...}   # the faults reach 40 %",
)
def never(case: Case) -> Iterator[Found]:
    """An action needs something that can never be.

    It is offered to the team and always refused: what it waits for is out of reach, waits for the
    action itself, or is the end of an action that always fails.
    """
    for name in case.scenario.actions:
        if not case.reach.action_possible(name):
            message = f"{name} can never be started: this can never hold"
            yield Found(case.at("actions", name, "needs"), message)


@rule(
    "action-too-long",
    "warning",
    way_out="Shorten takes, or make the drill longer.",
    example="length: 60m\nactions:\n  restore: {takes: 90m, ...}",
)
def too_long(case: Case) -> Iterator[Found]:
    """An action cannot be finished in the time that a drill has.

    Counted from the first sign of trouble: whoever chooses it never sees what it does.
    """
    left = case.scenario.length - case.first_sign
    for name, spec in case.scenario.actions.items():
        if spec.takes[0] > left:
            message = (
                f"{name} takes {duration_text(spec.takes[0])}; after the first sign at "
                f"{case.said(case.first_sign)} the drill goes on for {duration_text(left)}"
            )
            yield Found(case.at("actions", name, "takes"), message)


@rule(
    "no-mitigation",
    "error",
    way_out="Add an action that eases or clears the fault, and make it end in time.",
    example="actions: {}",
)
def no_mitigation(case: Case) -> Iterator[Found]:
    """Nothing that the team can do helps customers.

    Each action is tried alone, from the first sign of trouble, after the actions that it needs and
    as if people had done what it asks of them; none of them takes a fifth of the impact away before
    the end.
    """
    if case.idle.felt_at is None or any(trial.helps for trial in case.trials.values()):
        return
    count = len(case.scenario.actions)
    tried = f"none of the {count} actions helps" if count else "there is no action"
    message = f"{case.idle.peak:.0%} of users are hit, and {tried}"
    over = case.idle.over_at is not None
    yield Found(case.at("actions"), message, severity="warning" if over else None)


@rule(
    "fault-without-cure",
    "warning",
    way_out="Name it in eases or clears of an action, or let its course end at 0%.",
    example="faults:\n  leak: {...}\nactions:\n  restart: {clears: [other], ...}",
)
def without_cure(case: Case) -> Iterator[Found]:
    """A fault that hurts customers is neither eased nor cleared by any action.

    The team can do everything right and the impact stays.
    """
    for name in case.causes():
        if name in uncured(case):
            yield Found(case.at("faults", name), f"no action eases or clears {name}")


def uncured(case: Case) -> set[str]:
    """Return the faults that hurt customers, that nothing helps against and that do not end."""
    actions = case.scenario.actions.values()
    helped = {name for spec in actions for name in spec.clears}
    helped |= {name for spec in actions for name, share in spec.eases.items() if share}
    left = {
        name
        for name, spec in case.scenario.faults.items()
        if not spec.course or spec.course[-1].strength >= FELT
    }
    return {name for name in left - helped if case.hurts(name)}


@rule(
    "fault-never",
    "warning",
    way_out="Change its condition, or remove the fault.",
    example="faults:\n  x: {when: impact > 90%, ...}   # the other faults reach 40 %",
)
def fault_never(case: Case) -> Iterator[Found]:
    """A fault waits for something that can never be.

    Its cause, its alerts and its clues are never seen. Two faults that wait for each other never
    begin either.
    """
    for name in case.scenario.faults:
        if not case.reach.fault_possible(name):
            message = f"{name} can never begin: this can never hold"
            yield Found(case.at("faults", name, "when"), message)


@rule(
    "fault-by-hand",
    "advice",
    way_out="Give it at or when, or name it in starts of an action.",
    example="faults:\n  x: {service: api, pushes: {errors: {to: 40%}}}",
)
def by_hand(case: Case) -> Iterator[Found]:
    """A fault has no start: only the facilitator can begin it.

    Without a facilitator, as in rehearsals, it never happens.
    """
    for name, spec in case.scenario.faults.items():
        waits = spec.at is None and spec.when is None
        if waits and name not in case.reach.started_by_actions:
            yield Found(case.at("faults", name), f"nothing but the facilitator begins {name}")
