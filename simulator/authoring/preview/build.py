"""From a scenario and a simulated drill to what a preview shows."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.preview import words
from simulator.authoring.preview.data import (
    LANES,
    Fault,
    Lane,
    Moment,
    Node,
    OnlyIf,
    Preview,
    State,
    Window,
)
from simulator.authoring.preview.finds import shelves
from simulator.authoring.preview.story import lane_of_channel, moments_of
from simulator.authoring.runs import Run, expert_run, idle_run
from simulator.authoring.trials import Trial, try_action
from simulator.debrief.data import Strip
from simulator.debrief.series import signal_text, strips_of
from simulator.debrief.words import percent
from simulator.model.policy import Policy
from simulator.model.records import Header
from simulator.model.scenario import Scenario
from simulator.model.signals import Series
from simulator.model.units import clock_text, duration_text, quantity_text
from simulator.scenario import true_level

__all__ = ["build_preview", "moment_at"]

_ENOUGH = 1e-3
"""A share that moved less than this did not move."""


def build_preview(
    scenario: Scenario, policy: Policy, *, crew: str = "idle", seed: int = 0
) -> Preview:
    """Simulate a drill and tell it beforehand.

    ``crew`` is ``idle`` (nobody acts) or ``expert`` (the best bots).

    Raises:
        ValueError: if the drill cannot be played to its end.
    """
    idle = idle_run(scenario, policy, seed)
    run = expert_run(scenario, policy, seed) if crew == "expert" else idle
    return Preview(
        id=scenario.id,
        title=scenario.title,
        brief=scenario.brief,
        clock0=scenario.start,
        length=scenario.length,
        ends_clock=clock_text(scenario.start, scenario.length),
        difficulty=scenario.difficulty,
        tags=tuple(scenario.tags),
        objectives=tuple(scenario.objectives),
        based_on=tuple(scenario.based_on),
        crew=crew,
        seed=seed,
        truth=tuple(words.truth(scenario, true_level(scenario.facts, policy))),
        system=tuple(_tree(scenario)),
        faults=tuple(_faults(scenario)),
        impact=tuple((t, run.impact(t)) for t in run.ticks),
        signals=_strips(run, seed),
        moments=tuple(moments_of(run)),
        only_if=tuple(_only_if(run)),
        windows=tuple(
            _window(scenario, try_action(scenario, policy, name, idle, seed))
            for name in scenario.actions
        ),
        finds=tuple(shelves(scenario)),
        ends=tuple(_ends(run)),
    )


def _strips(run: Run, seed: int) -> tuple[Strip, ...]:
    scenario = run.scenario
    header = Header(
        drill="preview",
        scenario={"id": scenario.id},
        seed=seed,
        clock0=scenario.start,
        facts={"impact_series": scenario.impact},
    )
    return strips_of(run.series, header, 0, scenario.length)


# -- the system --------------------------------------------------------------------------------


def _tree(scenario: Scenario) -> Iterator[Node]:
    """Yield the services that nobody calls, with what they call below them."""
    called = {name for spec in scenario.services.values() for name in spec.calls}
    told: set[str] = set()
    for name in scenario.services:
        if name not in called:
            yield _node(scenario, name, told)


def _node(scenario: Scenario, name: str, told: set[str]) -> Node:
    spec = scenario.services[name]
    again = name in told
    told.add(name)
    return Node(
        id=name,
        title=spec.title,
        team=spec.team or "",
        signals=()
        if again
        else tuple(
            f"{signal} {quantity_text(one.base.value, one.base.unit)}"
            for signal, one in spec.signals.items()
        ),
        faults=tuple(fault for fault, one in scenario.faults.items() if one.service == name),
        calls=() if again else tuple(_node(scenario, callee, told) for callee in spec.calls),
        again=again,
    )


def _faults(scenario: Scenario) -> Iterator[Fault]:
    for name, spec in scenario.faults.items():
        helps = (
            a for a, one in scenario.actions.items() if name in one.clears or name in one.eases
        )
        yield Fault(
            id=name,
            service=spec.service,
            begins=words.begins(scenario, spec),
            cause=spec.cause or "",
            pushes=tuple(words.pushes(scenario, spec)),
            course=tuple(words.course(spec)),
            helped_by=tuple(helps),
            red_herring=spec.red_herring,
        )


# -- what may come -----------------------------------------------------------------------------


def _only_if(run: Run) -> Iterator[OnlyIf]:
    """Yield the injects that did not come."""
    came = {event.data["id"] for event in run.delivered()}
    for inject in run.scenario.injects:
        if inject.id not in came:
            persona = run.scenario.personas.get(inject.from_)
            yield OnlyIf(
                id=inject.id,
                lane=lane_of_channel(inject.channel),
                channel=inject.channel,
                name=persona.name if persona else inject.from_,
                text=" ".join(inject.text.split()),
                why=words.trigger(inject),
                expects=words.expects(inject),
            )


def _window(scenario: Scenario, trial: Trial) -> Window:
    spec = scenario.actions[trial.action]
    last = scenario.length - spec.takes[1]
    notes = list(words.notes(spec))
    if trial.needed:
        notes.append(f"tried here after {', '.join(trial.needed)}")
    if trial.assumed:
        notes.append("tried here as if what it needs of people were done")
    return Window(
        id=trial.action,
        title=spec.title,
        kind=spec.kind,
        takes=words.takes(spec),
        risk=spec.risk,
        undo="" if spec.undo is None else duration_text(spec.undo),
        opens=trial.started,
        closes=None if trial.started is None or last < trial.started else last,
        done=trial.finished,
        before=trial.before,
        after=trial.after,
        effect=f"{words.effect(spec)}. {_seen(trial)}",
        notes=tuple(notes),
    )


def _seen(trial: Trial) -> str:
    """Say what came of trying an action."""
    if trial.started is None:
        return f"It cannot be started: {trial.refused}"
    if trial.finished is None:
        return f"It was not finished: {trial.refused or 'the drill ended'}"
    if abs(trial.after - trial.before) < _ENOUGH:
        return "Users feel no difference"
    return f"Users hit: {percent(trial.before)} without it, {percent(trial.after)} with it"


def _ends(run: Run) -> Iterator[str]:
    """Say how the simulated drill comes out."""
    scenario = run.scenario
    felt = run.felt_at
    if felt is None:
        yield "No user is hit."
    else:
        yield f"Users are hit from {words.moment(scenario, felt)} on, {percent(run.peak)} at most."
        if run.over_at is None:
            yield f"At the end {percent(run.impact(scenario.length))} are still hit."
        else:
            yield f"Nobody is hit any more from {words.moment(scenario, run.over_at)} on."
    closed = run.first("incident.resolved")
    if closed is not None:
        yield f"The incident is resolved at {words.moment(scenario, closed)}."
    yield f"The drill is over at {words.moment(scenario, scenario.length)} at the latest."


# -- one moment --------------------------------------------------------------------------------


def moment_at(
    scenario: Scenario, policy: Policy, t: int, *, crew: str = "idle", seed: int = 0
) -> State:
    """Tell what a drill is at one moment (ms).

    Raises:
        ValueError: if the drill cannot be played to its end.
    """
    run = (expert_run if crew == "expert" else idle_run)(scenario, policy, seed)
    so_far = [moment for moment in moments_of(run) if moment.t <= t]
    return State(
        t=t,
        clock=clock_text(scenario.start, t),
        at=duration_text(t),
        impact=percent(run.impact(t)),
        signals=tuple(
            (signal_text(name), _shown(series, t), quantity_text(series.base, series.unit))
            for name, series in run.series.items()
        ),
        firing=tuple(_standing(run, t, "alert", "alert.fired", "alert.resolved")),
        faults=tuple(_standing(run, t, "fault", "fault.started", "fault.cleared")),
        received=tuple((name, _of(so_far, lane)) for lane, name, _ in LANES[1:]),
    )


def _shown(series: Series, t: int) -> str:
    """Say what people see of a signal."""
    seen = series.observed(t)
    return "no data" if seen is None else quantity_text(seen, series.unit)


def _of(moments: list[Moment], lane: Lane) -> tuple[Moment, ...]:
    return tuple(moment for moment in moments if moment.lane == lane)


def _standing(run: Run, t: int, key: str, begin: str, end: str) -> list[str]:
    """Return what has begun and not ended at a time."""
    standing: dict[str, None] = {}
    for event in run.of(begin, end):
        if event.t <= t:
            name = str(event.data[key])
            standing.pop(name, None)
            if event.kind == begin:
                standing[name] = None
    return list(standing)
