"""What a scenario says, in words: triggers, courses, pushes and effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.debrief.series import signal_text
from simulator.debrief.words import listing, percent
from simulator.model.scenario import ActionSpec, Escalation, FaultSpec, InjectSpec, Scenario
from simulator.model.scenario.escalating import severity_facts
from simulator.model.units import clock_text, duration_text, quantity_text

__all__ = [
    "begins",
    "course",
    "effect",
    "expects",
    "facts",
    "moment",
    "notes",
    "pushes",
    "takes",
    "trigger",
    "truth",
]


def moment(scenario: Scenario, t: int) -> str:
    """Write a time as drill time with its clock: ``12m (14:22)``."""
    return f"{duration_text(t // 1000 * 1000)} ({clock_text(scenario.start, t)})"


def trigger(inject: InjectSpec) -> str:
    """Say what an inject waits for."""
    said = []
    if inject.at is not None:
        said.append(f"at {duration_text(inject.at)}")
    for kind, delay in (inject.after or {}).items():
        said.append(f"{duration_text(delay)} after {kind}")
    if inject.when is not None:
        said.append(f"when {_line(inject.when)}")
    if inject.absent:
        said.append(f"after {duration_text(inject.absent.for_)} without {inject.absent.event}")
    if inject.while_:
        said.append(f"while {_line(inject.while_)}")
    if inject.unless:
        said.append(f"unless {_line(inject.unless)}")
    if inject.repeat:
        again = inject.repeat
        said.append(f"every {duration_text(again.every)}, {again.times} times in all")
    return ", ".join(said)


def _line(condition: str) -> str:
    return " ".join(condition.split())


def expects(inject: InjectSpec) -> str:
    """Say what an inject asks for; empty if nothing."""
    if inject.expect is None:
        return ""
    who = " or ".join(seat.upper() for seat in inject.expect.by)
    return f"{inject.expect.verb} by {who} within {duration_text(inject.expect.within)}"


def begins(scenario: Scenario, fault: FaultSpec) -> str:
    """Say when a fault begins."""
    if fault.at is not None:
        return f"at {moment(scenario, fault.at)}"
    if fault.when is not None:
        return f"when {_line(fault.when)}"
    return "by an action, or by the facilitator"


def pushes(scenario: Scenario, fault: FaultSpec) -> Iterator[str]:
    """Say what a fault does to each signal."""
    for signal, push in fault.pushes.items():
        base = scenario.services[fault.service].signals[signal].base
        rest, to = quantity_text(base.value, base.unit), quantity_text(push.to.value, base.unit)
        over = f" over {duration_text(push.over)}" if push.over else ""
        yield f"{signal_text(f'{fault.service}.{signal}')} {rest} → {to}{over}"


def course(fault: FaultSpec) -> Iterator[str]:
    """Say how a fault goes on by itself."""
    for turn in fault.course:
        at = duration_text(turn.after)
        yield f"{percent(turn.strength)} of its strength {at} after its start"
    if fault.pulses:
        yield f"on for {duration_text(fault.pulses.on)}, off for {duration_text(fault.pulses.off)}"
    if fault.relapse:
        unless = f", unless {_line(fault.relapse.unless)}" if fault.relapse.unless else ""
        back = f"back at {percent(fault.relapse.strength)}"
        yield f"{back} {duration_text(fault.relapse.after)} after it was first eased{unless}"
    if fault.blinds:
        how = "freezes" if fault.blind_as == "frozen" else "hides"
        yield f"{how} the monitors of {listing(fault.blinds)}"


def takes(spec: ActionSpec) -> str:
    """Say how long an action takes."""
    short, long = (duration_text(t) for t in spec.takes)
    return short if short == long else f"{short} to {long}"


def effect(spec: ActionSpec) -> str:
    """Say what an action does."""
    said = [f"takes {percent(share)} of {name}" for name, share in spec.eases.items()]
    said += [f"ends {name}" for name in spec.clears]
    said += [
        f"worsens {signal_text(f'{harm.service}.{harm.signal}')} by "
        f"{quantity_text(harm.by.value, harm.by.unit)} for {duration_text(harm.for_)}"
        for harm in spec.worsens
    ]
    said += [f"begins {name}" for name in spec.starts]
    return "; ".join(said) or ("shows more" if spec.kind == "diagnostic" else "changes nothing")


def notes(spec: ActionSpec) -> Iterator[str]:
    """Say what else there is to know of an action."""
    if spec.approval == "enforced":
        yield "needs the commander's approval"
    if spec.needs:
        yield f"only if {_line(spec.needs)}"
    if spec.destroys_evidence:
        yield "destroys evidence"
    if not spec.plausible:
        yield "a decoy"
    yield from _course_of(spec)


def _course_of(spec: ActionSpec) -> Iterator[str]:
    """Say how an action goes once it was started."""
    if spec.fails:
        when = f" if {_line(spec.fails.when)}" if spec.fails.when else ""
        yield f"fails with a chance of {percent(spec.fails.chance)}{when}"
    if spec.lasts is not None:
        yield f"lasts {duration_text(spec.lasts)}"
    if isinstance(spec.stages, list):
        yield f"in stages: {listing(spec.stages)}"
    elif spec.stages > 1:
        yield f"in {spec.stages} stages"


_FACTS = {
    "revenue_blocked": ("revenue is blocked", "revenue comes in"),
    "degraded": ("something works worse than it should", "nothing works worse than it should"),
    "workaround": ("customers have a workaround", "customers have no workaround"),
    "data_loss": ("data are lost", "no data are lost"),
    "breach": ("somebody got at data", "nobody got at data"),
}
"""What a fact says if it is so, and if it is not."""


def facts(said: Mapping[str, float | bool]) -> str:
    """Say what some facts of a failure say."""
    words = [f"{percent(said['share_users'])} of users are hit"] if "share_users" in said else []
    words += [_FACTS[name][0 if said[name] else 1] for name in _FACTS if name in said]
    return listing(words)


def truth(scenario: Scenario, level: str) -> Iterator[str]:
    """Say what is true of the failure."""
    now = severity_facts(scenario.facts)
    if scenario.kind == "security":
        yield "A security incident: evidence and scope come before the cure"
    yield f"True severity by the policy: {level}"
    yield facts({"share_users": now["share_users"]})
    for name in ("revenue_blocked", "workaround", "data_loss", "breach"):
        if now[name]:
            yield _sentence(facts({name: True}))
    if scenario.facts.customer_visible_from is not None:
        at = moment(scenario, scenario.facts.customer_visible_from)
        yield f"Customers can notice it from {at} on"
    if scenario.facts.viable_from is not None:
        at = moment(scenario, scenario.facts.viable_from)
        yield f"A good mitigation can be known from {at} on"
    yield from (_escalation(scenario, spec) for spec in scenario.escalations)


def _escalation(scenario: Scenario, spec: Escalation) -> str:
    """Say when facts change, and to what."""
    if spec.at is None:
        when = f"As soon as {_line(spec.when or '')}"
    else:
        when = f"From {moment(scenario, spec.at)} on"
    return f"{when}: {facts(severity_facts(spec.facts)) or 'nothing changes'}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
