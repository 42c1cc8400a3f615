"""Named questions about one event, for selectors: ``that: [substantive]``."""

from __future__ import annotations

from collections.abc import Callable

from simulator.model.records import Event
from simulator.scoring.content.entries import names_component, names_impact
from simulator.scoring.trace import Trace

__all__ = [
    "CHECKS",
    "Check",
    "changes_of",
    "check",
    "is_own_escalation",
    "kind_of",
    "mitigations_of",
]

Check = Callable[[Trace, Event], bool]

CHECKS: dict[str, Check] = {}
"""Every check by name."""


def check(name: str) -> Callable[[Check], Check]:
    """Declare a check; the first line of its docstring is shown in the documentation."""

    def register(asked: Check) -> Check:
        CHECKS[name] = asked
        return asked

    return register


@check("substantive")
def _substantive(trace: Trace, event: Event) -> bool:
    """An internal update that tells its readers something."""
    return event.seq in trace.real_update_seqs


@check("plain")
def _plain(trace: Trace, event: Event) -> bool:
    """A public post that tells customers something."""
    return event.seq in trace.good_post_seqs


@check("mitigation")
def _mitigation(trace: Trace, event: Event) -> bool:
    """A mitigation; an action of a log from elsewhere that names no kind is one."""
    return kind_of(trace, event) == "mitigation"


@check("change")
def _change(trace: Trace, event: Event) -> bool:
    """An action that changes the system; a diagnostic one only looks."""
    return kind_of(trace, event) != "diagnostic"


@check("relief")
def _relief(trace: Trace, event: Event) -> bool:
    """A mitigation that a good responder might have chosen, and that was not in vain."""
    return event.seq in {e.seq for e in mitigations_of(trace)}


@check("names a component")
def _about(trace: Trace, event: Event) -> bool:
    """A theory about a part of the system that there is; what was not recorded is one."""
    told = [event.data[key] for key in ("text", "suspects") if event.data.get(key) is not None]
    if not told and not trace.composed:
        return True
    return names_component(" ".join(map(str, told)), trace.glossary) is not False


@check("of an alert")
def _of_an_alert(_: Trace, event: Event) -> bool:
    """An acknowledgement of an alert's page, not of a request to come."""
    return event.data.get("alert") != ""


@check("names the impact")
def _names_impact(trace: Trace, event: Event) -> bool:
    """A first look that says in words of this system what is broken for whom."""
    impact = event.data.get("impact")
    unrecorded = impact is None and not trace.composed
    return unrecorded or names_impact(impact, trace.glossary)


@check("own escalation")
def _own(_: Trace, event: Event) -> bool:
    """An escalation that somebody asked for, not one that the pager sent by itself."""
    return is_own_escalation(event)


def is_own_escalation(event: Event) -> bool:
    """Whether somebody asked for an escalation; the pager sends them by itself as well."""
    return event.role not in ("world", "") and event.data.get("by") != "auto"


def kind_of(trace: Trace, event: Event) -> str:
    """Return the kind of an action; a log from elsewhere that names none means a mitigation."""
    kind = event.data.get("kind")
    if kind is None:
        kind = trace.run_kinds.get(str(event.data.get("id")))
    return str(kind or "mitigation")


def changes_of(trace: Trace) -> list[Event]:
    """Return the starts of actions that change the system; a diagnostic one only looks."""
    return [e for e in trace.of("action.started") if kind_of(trace, e) != "diagnostic"]


def mitigations_of(trace: Trace) -> list[Event]:
    """Return the starts of mitigations that a good responder might have chosen.

    One that failed or was stopped before any of it took effect gave users no relief, so it is none.
    """
    return trace.remember("mitigations", lambda: _mitigations(trace))


def _mitigations(trace: Trace) -> list[Event]:
    partly = [e.data.get("id") for e in trace.of("action.progressed") if e.data.get("done")]
    ended = [e.data.get("id") for e in trace.of("action.failed", "action.aborted")]
    vain = [one for one in ended if one is not None and one not in partly]
    return [
        e
        for e in trace.of("action.started")
        if kind_of(trace, e) == "mitigation"
        and e.data.get("plausible") is not False
        and e.data.get("undoes") is None
        and e.data.get("id") not in vain
    ]
