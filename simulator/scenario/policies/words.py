"""A policy in words: what follows from a severity, and what its keys are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model.policy import Policy
from simulator.model.seats import ROLE_TITLES
from simulator.model.units import duration_text

__all__ = ["CLOCKS", "Duty", "duties", "role_title", "time_text"]

CLOCKS = {
    "escalate_page": "Escalate a page that nobody acknowledged",
    "triage": "Say severity and impact, from the acknowledgement",
    "declare": "Declare, from when it could be",
    "severity": "Set the severity",
    "ic": "Name an IC, who says yes",
    "roles": "Staff the required roles",
    "hub": "Open the places to work together",
    "announce_cadence": "Say how often updates will come",
    "first_stakeholder": "First word to stakeholders",
    "first_public": "First post on the status page",
    "first_mitigation": "Start the first mitigation",
    "mitigate_viable": "Mitigate, from when a way out is known",
    "plan_b": "Name a plan B, from the first mitigation",
    "verify": "Verify a change, from its end",
    "scope": "Say who is hit, how many, with what, since when",
    "changes": "Look at what was changed lately",
    "hypothesis": "State a first hypothesis",
    "review_plan": "Look at the plan again",
    "stuck": "Without progress, that is being stuck",
    "call_for_help": "Call for help, from being stuck",
    "task_ack": "Say that a task is taken",
    "task_grace": "Report on a task, after its time-box",
    "record": "Write an event down",
    "record_age": "The newest entry of the record is no older",
    "answer": "Answer a question",
    "promise": "Keep a promised time",
    "news_internal": "Tell a change of impact inside",
    "news_public": "Tell a change of impact in public",
    "stable": "Stable before closing (longer is better)",
    "close_public": "Public all-clear, from the closing",
    "close_internal": "Last word inside, from the closing",
    "approval_expires": "A go-ahead holds",
}
"""What each clock is for, in the order of an incident; ``ack`` and ``fresh_change`` have forms of
their own."""
_SUPPORT = {"sme": "any responder"}
_TOLD = {
    "executives": "Tell executives",
    "customer_email": "E-mail customers, if they can see it",
    "regulator": "Tell the regulator, if data was lost or somebody broke in",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a severity asks for: until when, and from when on it earns nothing."""

    what: str
    target: str
    limit: str = ""


def role_title(policy: Policy, role: str) -> str:
    """Return what the organisation calls a role."""
    own = policy.roles.names.get(role)
    return own or _SUPPORT.get(role) or ROLE_TITLES[role]


def time_text(ms: int) -> str:
    """Write a time as people say it: hours from two hours on, minutes below.

    >>> time_text(5_400_000), time_text(172_800_000)
    ('90m', '48h')
    """
    minutes, rest = divmod(ms, 60_000)
    if rest or not ms:
        return duration_text(ms)
    return f"{minutes}m" if minutes < 120 or minutes % 60 else f"{minutes // 60}h"  # noqa: PLR2004 - two hours


def duties(policy: Policy, rank: int) -> list[Duty]:
    """Return what follows from a severity, in the order of an incident.

    Times run from the declaration, or from when it was overdue, unless the words say otherwise.
    """
    return [*_people(policy, rank), *_words(policy, rank), *_end(policy, rank)]


def _span(what: str, span: tuple[int, int], before: str = "") -> Duty:
    return Duty(what, f"{before}{time_text(span[0])}", time_text(span[1]))


def _people(policy: Policy, rank: int) -> Iterator[Duty]:
    key, clocks = str(rank), policy.clocks
    if who := policy.escalation.pages.get(key):
        yield Duty(f"Page {who}", "at once")
    if ack := clocks.ack.get(key):
        yield _span("Acknowledge the page, from the alert", ack)
    if rank in policy.roles.may_be_empty:
        yield Duty(f"{role_title(policy, 'ic')}", "optional")
    else:
        yield _span(f"Name the {role_title(policy, 'ic')}", clocks.ic)
    others = [role for role in policy.roles.required.get(key, []) if role != "ic"]
    if others:
        titles = ", ".join(role_title(policy, role) for role in others)
        yield _span(f"Staff: {titles}", clocks.roles)
    if kinds := policy.hub.kinds.get(key):
        yield _span(f"Open: {', '.join(kinds)}", clocks.hub)
    yield _span("Start the first mitigation", clocks.first_mitigation)


def _words(policy: Policy, rank: int) -> Iterator[Duty]:
    key, cadence = str(rank), policy.cadence
    yield _span("First word to stakeholders", policy.clocks.first_stakeholder)
    if inside := cadence.internal.get(key):
        yield _span("Update inside", inside, "every ")
    first = policy.clocks.first_public
    yield _span("First post on the status page, if customers can see it", first)
    stages = cadence.external_stages.get(key, {})
    for stage, span in stages.items():
        yield _span(f"Update the status page while {stage}", span, "every ")
    public = cadence.external.get(key)
    if public and not stages:
        yield _span("Update the status page", public, "every ")
    for who, until in policy.notify.duties(rank).items():
        yield Duty(_TOLD[who], time_text(until))


def _end(policy: Policy, rank: int) -> Iterator[Duty]:
    review = policy.postmortem
    full, none = policy.clocks.stable
    yield Duty("Stable before closing", time_text(full), f"{time_text(none)} or less")
    if rank <= review.required_for_rank_leq:
        yield _span("Hold the review, from the closing", review.held_within)
