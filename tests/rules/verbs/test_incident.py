"""The incident's own verbs, as far as they are refused: each says how it goes on."""

from __future__ import annotations

import pytest

OVER = "If it is not over, reopen it; if it is, write the review."


def test_a_severity_that_is_set_already(room):
    room.do("ol", "incident.declare", title="Cards")
    room.do("ic", "severity.set", level="SEV-2")
    assert room.refused("ic", "severity.set", level="SEV-2") == (
        "wrong_state", "The severity is already SEV-2.",
        "Nothing to do, unless it should be another: SEV-1, SEV-3.",
    )  # fmt: skip


def test_where_there_is_one_severity_there_is_no_other(room):
    severity = room.policy.severity
    only = severity.model_copy(update={"levels": severity.levels[:1]})
    room.policy = room.policy.model_copy(update={"severity": only})
    room.do("ol", "incident.declare", title="Cards")
    room.do("ic", "severity.set", level="SEV-1")
    assert room.refused("ic", "severity.set", level="SEV-1")[2] == "There is no other."


@pytest.mark.parametrize(
    ("before", "hint"),
    [
        ((), "Nobody holds it: it can be assigned."),
        ((("ic", "ol"),), "Ol was named for it and has not accepted."),
        ((("ic", "cl"),), "You were named for it: accept it first."),
        ((("ic", "ol"), ("ol",)), "Ol holds it: they hand it over, or the IC reassigns it."),
    ],
)
def test_a_role_that_somebody_else_has(room, before, hint):
    for person, *to in before:
        verb, args = ("role.assign", {"to": to[0]}) if to else ("role.accept", {})
        room.do(person, verb, role="scribe", **args)
    refused = ("wrong_state", "You do not hold the role scribe.", hint)
    assert room.refused("cl", "role.release", role="scribe") == refused
    assert room.refused("cl", "role.handover", role="scribe", to="ol", brief="Yours.") == refused


def test_a_role_that_was_accepted(room):
    room.do("ic", "role.assign", role="scribe", to="ol")
    room.do("ol", "role.accept", role="scribe")
    assert room.refused("ol", "role.accept", role="scribe") == (
        "wrong_state", "You already accepted it.",
        "It is yours until you hand it over or release it.",
    )  # fmt: skip


def test_the_end_of_an_incident_and_that_it_goes_on(room):
    def reopened():
        return room.refused("ol", "incident.reopen", reason="Errors again")

    never = "The incident is not resolved."
    assert reopened() == ("wrong_state", never, "Declare first: anyone may.")
    room.do("ol", "incident.declare", title="Cards")
    assert reopened() == ("wrong_state", never, "It is still open: go on with it.")
    room.do("ic", "incident.resolve")
    assert room.refused("ic", "incident.resolve") == (
        "wrong_state", "The incident is already resolved.", OVER,
    )  # fmt: skip
