"""How soon is soon enough, and how long things take people whatever the speed of a drill."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Model
from simulator.model.policy.times import Reversed, Span, Time
from simulator.model.units import MINUTE, SECOND

__all__ = ["Clocks", "Fresh", "Pace"]

_SPAN = [["5m", "15m"]]


class Fresh(Model):
    """A change so young that it is taken back first: how young, and how soon."""

    younger_than: Time = Field(
        description="A change counts as fresh if it was this young when it began to hurt.",
        examples=["30m"],
    )
    clock: Span = Field(
        description="From the anchor to the start of the rollback.", examples=[["15m", "30m"]]
    )


class Clocks(Model):
    """How soon each thing should happen after its trigger.

    The trigger is named where it is not the anchor: the declaration, or when it was overdue.
    """

    ack: dict[str, Span] = Field(
        description="By rank, from the alert to its acknowledgement. A rank without an entry has "
        "no such duty.",
        examples=[{"0": ["5m", "15m"], "1": ["15m", "30m"]}],
    )
    escalate_page: Span = Field(
        description="From an alert that nobody acknowledged to its escalation.",
        examples=[["7m", "20m"]],
    )
    triage: Span = Field(
        description="From the acknowledgement to a first statement of severity and impact.",
        examples=_SPAN,
    )
    declare: Span = Field(
        description="From the moment at which an incident could be declared to its declaration.",
        examples=_SPAN,
    )
    severity: Span = Field(description="To the severity.", examples=_SPAN)
    ic: Span = Field(description="To an IC who said yes.", examples=_SPAN)
    roles: Span = Field(description="To people in the required roles.", examples=[["10m", "20m"]])
    hub: Span = Field(
        description="To the places where people work together.", examples=[["10m", "20m"]]
    )
    announce_cadence: Span = Field(
        description="To a word about how often updates will come.", examples=[["10m", "30m"]]
    )
    first_stakeholder: Span = Field(
        description="To the first word to stakeholders.", examples=[["10m", "30m"]]
    )
    first_public: Span = Field(
        description="To the first post on the status page, where customers can see the failure.",
        examples=[["10m", "30m"]],
    )
    first_mitigation: Span = Field(
        description="To the start of the first mitigation.", examples=[["30m", "60m"]]
    )
    mitigate_viable: Span = Field(
        description="From the moment at which a way out was known to the first mitigation.",
        examples=[["15m", "45m"]],
    )
    fresh_change: Fresh | None = Field(
        None,
        description="When a fresh change is rolled back without looking further; without a value, "
        "never.",
        examples=[{"younger_than": "30m", "clock": ["15m", "30m"]}],
    )
    plan_b: Span = Field(
        description="From the start of the first mitigation to a plan B.",
        examples=[["15m", "40m"]],
    )
    verify: Time = Field(
        description="From the end of a change to the check of its effect.", examples=["15m"]
    )
    scope: Span = Field(
        description="To a statement of who is hit, how many, with what and since when.",
        examples=[["15m", "30m"]],
    )
    changes: Span = Field(
        description="To a look at what was changed lately.", examples=[["10m", "25m"]]
    )
    hypothesis: Span = Field(description="To a first hypothesis.", examples=[["15m", "30m"]])
    review_plan: Span = Field(
        description="The longest time between two looks at the plan.", examples=[["30m", "60m"]]
    )
    stuck: Time = Field(description="So long without progress is being stuck.", examples=["30m"])
    call_for_help: Span = Field(
        description="From being stuck to asking somebody.", examples=[["5m", "20m"]]
    )
    task_ack: Time = Field(
        description="From a task to the word that somebody has it.", examples=["5m"]
    )
    task_grace: Time = Field(
        description="So long after its time-box a report is still in time.", examples=["5m"]
    )
    record: Time = Field(
        description="From an event to its entry in the incident document.", examples=["5m"]
    )
    record_age: Time = Field(
        description="The newest entry of the document is never older than this.", examples=["15m"]
    )
    answer: Span = Field(description="From a question to its answer.", examples=_SPAN)
    promise: Span = Field(
        description="From the time that was promised to the word that keeps the promise.",
        examples=[["2m", "15m"]],
    )
    news_internal: Span = Field(
        description="From a change of the impact to a word about it inside.", examples=_SPAN
    )
    news_public: Span = Field(
        description="From a change of the impact to a public word about it.",
        examples=[["10m", "30m"]],
    )
    stable: Reversed = Field(
        description="How long the service holds before the incident is closed; the longer time "
        "comes first: full credit from it on, none below the second.",
        examples=[["30m", "10m"]],
    )
    close_public: Span = Field(
        description="From the closing to the public all-clear.", examples=[["10m", "30m"]]
    )
    close_internal: Span = Field(
        description="From the closing to the last word inside.", examples=[["15m", "45m"]]
    )
    approval_expires: Time = Field(
        description="So long a go-ahead for a change holds.", examples=["10m"]
    )


class Pace(Model):
    """How long things take people whatever the speed of the drill, in wall time.

    Typing does not compress: at 6 times speed an update that takes two minutes to write costs
    twelve drill minutes, so the target of its clock is never below that.
    """

    ack: Time = Field(20 * SECOND, description="To acknowledge a page.", examples=["20s"])
    triage: Time = Field(MINUTE, description="To size it up.", examples=["1m"])
    update: Time = Field(2 * MINUTE, description="To write an update.", examples=["2m"])
    statuspage: Time = Field(
        150 * SECOND, description="To write for the status page.", examples=["2m30s"]
    )
