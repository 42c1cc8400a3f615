"""Changes that are not where somebody thinks: the refusal says how it goes on with them."""

from __future__ import annotations

import pytest

APPROVER = "The Incident Commander, Ic, approves it."
APPROVED = "Ic gave the go-ahead: it can be started."
WAIT = "Wait until it ends, or stop it first."
AGAIN = "To do it once more, propose it again."
IDLE = "Nothing to do: it was not started."
TELL = "Tell the room in the incident channel instead."


@pytest.fixture
def change(room):
    """Return a room that brings a change of its own into a state: ``change("running")``."""

    def bring(status, action="shift-to-backup"):
        room.do("ol", "action.propose", action=action)
        if status != "proposed":
            room.do("ic", "action.approve", id="a1")
        facts = {"id": "a1", "action": action}
        if status not in {"proposed", "approved"}:
            room.happens("action.started", facts | {"expected": room.t})
        if status not in {"proposed", "approved", "running"}:
            room.happens(f"action.{status}", facts)
        assert room.state.actions["a1"].status == status
        return room

    return bring


def check(room, verb):
    """Ask, as the OL, for something that the engine would carry out."""
    return room.refused("ol", verb, id="a1")


@pytest.mark.parametrize(
    ("status", "hint"), [("proposed", APPROVER), ("approved", APPROVED), ("running", WAIT)]
)
def test_what_is_on_the_table_is_not_proposed_again(change, status, hint):
    assert change(status).refused("ol", "action.propose", action="shift-to-backup") == (
        "wrong_state", "That is already on the table as a1.", hint,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "hint"),
    [("approved", APPROVED), ("running", WAIT), ("finished", AGAIN), ("failed", AGAIN)],
)
def test_what_is_past_its_approval(change, status, hint):
    room, said = change(status), f"a1 is already {status}."
    assert room.refused("ic", "action.approve", id="a1") == ("wrong_state", said, hint)
    if status != "approved":
        assert room.refused("ol", "action.announce", id="a1") == ("wrong_state", said, TELL)


@pytest.mark.parametrize(
    ("action", "status", "hint"),
    [
        ("shift-to-backup", "proposed", IDLE),
        ("shift-to-backup", "approved", IDLE),
        ("shift-to-backup", "finished", "It is over; to take back what it did, undo it."),
        ("restart-ledger", "finished", AGAIN),
        ("shift-to-backup", "aborted", AGAIN),
    ],
)
def test_what_does_not_run_cannot_be_stopped(change, action, status, hint):
    assert check(change(status, action), "action.abort") == (
        "wrong_state", f"a1 is not running, it is {status}.", hint,
    )  # fmt: skip


@pytest.mark.parametrize(("status", "hint"), [("proposed", IDLE), ("running", "Stop it first.")])
def test_what_was_not_done_cannot_be_undone(change, status, hint):
    assert check(change(status), "action.undo") == (
        "wrong_state", f"a1 is {status}; there is nothing to undo.", hint,
    )  # fmt: skip


def test_what_is_started_cannot_be_started(change):
    assert check(change("running"), "action.start") == (
        "wrong_state", "a1 is already running.", WAIT,
    )  # fmt: skip


def test_an_undoing_that_is_over_is_tried_once_more_by_undoing_again(change):
    room = change("aborted")
    room.state.actions["a1"].undoes = "a0"
    assert check(room, "action.start")[2] == "To try once more, undo a0 again."
