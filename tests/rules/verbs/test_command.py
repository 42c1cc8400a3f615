"""Who commands, how urgent it is, and who is called on."""

from __future__ import annotations

import pytest


def test_urgency_is_set_beside_severity(room):
    early = room.refused("ic", "priority.set", level="P1")
    assert early[:2] == ("wrong_state", "No incident has been declared yet.")
    room.do("ol", "incident.declare", title="Cards")
    room.do("ic", "priority.set", level="P1", reason="A sale begins at three")
    assert room.refused("ic", "priority.set", level="P1") == (
        "wrong_state", "The priority is already P1.",
        "Nothing to do, unless it should be another: P0, P2, P3, P4.",
    )  # fmt: skip
    incident = room.view("cl")["incident"]
    assert (incident["priority"], incident["priority_at"]) == ("P1", room.t)
    assert incident["severity"] is None
    assert room.refused("ol", "priority.set", level="P0")[0] == "not_allowed"
    assert "'P5'" in room.refused("ic", "priority.set", level="P5")[1]


def test_asking_who_commands_stays_open_until_it_is_settled(room):
    room.do("responder", "command.contest", reason="Two people give orders")
    room.do("cl", "command.contest", reason="Who decides?")
    assert room.view("observer")["incident"]["contests"] == [
        {"by": "responder", "name": "Responder", "at": room.t, "reason": "Two people give orders"},
        {"by": "cl", "name": "Cl", "at": room.t, "reason": "Who decides?"},
    ]
    assert room.refused("cl", "command.contest", reason="Again") == (
        "wrong_state",
        "You have asked that already.",
        "The Incident Commander settles it, logs a decision, or somebody accepts the role.",
    )
    assert room.refused("ol", "command.settle", text="Me")[0] == "not_allowed"
    settled = room.do("ic", "command.settle", text="I am the IC.")
    assert (settled.kind, settled.data) == ("command.settled", {"text": "I am the IC."})
    assert room.view("cl")["incident"]["contests"] == []
    assert room.refused("ic", "command.settle", text="Still me") == (
        "wrong_state", "Nobody asks who is in command.", "Log a decision instead.",
    )  # fmt: skip


def test_a_decision_or_an_acceptance_settles_it_as_well(room):
    room.do("cl", "command.contest", reason="Who decides?")
    room.do("ic", "role.assign", role="cl", to="cl")
    room.do("cl", "role.accept", role="cl")
    assert len(room.state.contests) == 1
    room.do("ic", "decision.log", text="We roll back.")
    assert not room.state.contests
    room.do("cl", "command.contest", reason="Who decides?")
    room.do("ic", "role.assign", role="ic", to="ic")
    room.do("ic", "role.accept", role="ic")
    assert not room.state.contests


def test_calling_on_somebody_above_or_outside(room):
    sent = room.do("ol", "escalate", to="card network", reason="Timeouts at their end")
    assert (sent.kind, sent.data) == (
        "escalation.sent",
        {"to": "card network", "by": "seat", "reason": "Timeouts at their end"},
    )
    assert room.told("cl")[-1]["data"] == dict(sent.data)
    assert room.refused("cl", "escalate", to="x", reason="y") == (
        "not_allowed",
        "The Communications Lead may not escalate.",
        "For Incident Commander, Operations Lead. Ask in the incident channel.",
    )


@pytest.mark.parametrize("role", ["scribe", "planner"])
def test_a_role_without_a_seat_is_held_beside_one(room, role):
    can = room.view("responder")["you"]["can"]
    room.do("cl", "role.assign", role=role, to="responder")
    assert room.view("responder")["you"]["asked"] == [role]
    room.do("responder", "role.accept", role=role)
    view = room.view("responder")
    assert (view["you"]["roles"], view["you"]["asked"]) == ([role], [])
    assert view["you"]["can"] == can
    assert view["incident"]["roles"][role]["name"] == "Responder"
    row = next(row for row in view["people"] if row["person"] == "responder")
    assert (row["seat"], row["roles"]) == ("responder", [role])
    held = room.refused("cl", "role.assign", role=role, to="cl")
    assert held[1] == "Responder holds that role."
    room.do("responder", "role.handover", role=role, to="ol", brief="All is written down")
    room.do("ol", "role.accept", role=role)
    room.do("ol", "role.release", role=role)
    assert room.view("ol")["you"]["roles"] == []
