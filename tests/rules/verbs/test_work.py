"""What people work on, for how long, and who is on the call."""

from __future__ import annotations

MINUTE = 60_000


def working(room, person):
    return next((row for row in room.view("cl")["working"] if row["person"] == person), None)


def test_people_say_what_they_work_on(room):
    assert working(room, "ol") is None
    said = room.do("ol", "task.start", topic="declines by processor")
    assert (said.kind, said.data) == (
        "task.started", {"topic": "declines by processor", "joined": False},
    )  # fmt: skip
    joined = room.do("responder", "task.start", topic="declines by processor", joined=True)
    assert joined.data["joined"]
    assert working(room, "responder") == {
        "person": "responder", "name": "Responder", "topic": "declines by processor",
        "since": room.t, "joined": True, "task": None,
    }  # fmt: skip
    room.do("ol", "task.start", topic="routing table")
    assert working(room, "ol")["topic"] == "routing table"


def test_work_on_a_task_ends_with_its_report(room):
    room.do("ic", "task.assign", to="ol", text="Look at the logs")
    room.t += MINUTE
    assert room.do("ol", "task.start", topic="logs", id="t1").data["id"] == "t1"
    assert working(room, "ol")["task"] == "t1"
    (task,) = room.view("cl")["tasks"]
    assert (task["started_at"], task["topic"]) == (room.t, "logs")
    room.do("ol", "task.report", id="t1", text="Timeouts")
    assert working(room, "ol") is None


def test_only_ones_own_open_task_is_begun(room):
    assert room.refused("ol", "task.start", topic="x", id="t9") == (
        "not_found", "No task 't9'.", "Known: none yet.",
    )  # fmt: skip
    room.do("ic", "task.assign", to="ol", text="Look")
    assert room.refused("cl", "task.start", topic="x", id="t1") == (
        "wrong_state", "That task is Ol's.",
        "Ask them how it goes, or ask for a task of your own.",
    )  # fmt: skip
    room.do("ol", "task.ack", id="t1")
    assert room.refused("ol", "task.ack", id="t1") == (
        "wrong_state", "You already acknowledged it.", "Start on it, or report what came of it.",
    )  # fmt: skip
    room.do("ol", "task.report", id="t1", text="Done")
    assert room.refused("ol", "task.start", topic="x", id="t1") == (
        "wrong_state", "That task was already reported.",
        "If there is more to say or do, say so in the incident channel.",
    )  # fmt: skip


def test_a_time_box_is_made_longer_while_it_runs(room):
    room.do("ic", "task.assign", to="ol", text="Look", minutes=10)
    room.t += 9 * MINUTE
    assert room.refused("cl", "task.extend", id="t1", minutes=5)[1] == "That task is Ol's."
    said = room.do("ol", "task.extend", id="t1", minutes=5)
    assert (said.kind, said.data) == ("task.extended", {"id": "t1", "timebox": 15 * MINUTE})
    (task,) = room.view("ic")["tasks"]
    assert (task["timebox"], task["extended_at"]) == (15 * MINUTE, room.t)
    room.t += 6 * MINUTE
    assert room.refused("ol", "task.extend", id="t1", minutes=5) == (
        "wrong_state",
        "The time-box of t1 ran out at 14:30.",
        "Report what you have; whoever asked for it can ask again.",
    )
    assert "minutes is 0" in room.refused("ol", "task.extend", id="t1", minutes=0)[1]


def test_a_call_needs_a_bridge(room):
    assert room.view("ol")["bridge"] is None
    assert room.refused("ol", "bridge.join") == (
        "wrong_state", "No bridge is open.", "Open one: anybody may.",
    )  # fmt: skip
    room.do("ol", "channel.open", kind="chat", name="#incident")
    assert room.refused("ol", "bridge.join")[0] == "wrong_state"
    room.do("ic", "channel.open", kind="bridge", name="call 1")
    assert room.view("ol")["bridge"] == {"name": "call 1", "members": []}
    for kind, name in (("chat", "#incident"), ("bridge", "call 1")):
        assert room.refused("cl", "channel.open", kind=kind, name="more") == (
            "wrong_state", f"A {kind} is already open.", f"Use that one: {name}.",
        )  # fmt: skip


def test_people_come_to_the_call_and_go(room):
    room.do("ic", "channel.open", kind="bridge", name="call 1")
    for seat in ("ic", "ol", "cl"):
        room.do(seat, "bridge.join")
    assert room.refused("ol", "bridge.join") == (
        "wrong_state", "You are on the bridge already.", "Speak up there, or leave it first.",
    )  # fmt: skip
    room.do("ol", "bridge.leave")
    assert room.refused("ol", "bridge.leave") == (
        "wrong_state", "You are not on the bridge.", "Nothing to do, unless you want to join it.",
    )  # fmt: skip
    room.happens("seat.left", {"person": "cl", "seat": "cl"})
    assert room.view("ol")["bridge"]["members"] == [{"person": "ic", "name": "Ic", "at": room.t}]


def test_who_leaves_works_on_nothing(room):
    room.do("ol", "task.start", topic="logs")
    room.happens("seat.left", {"person": "ol", "seat": "ol"})
    assert not room.state.working


# -- messages ------------------------------------------------------------------------------------


def test_a_message_says_whom_it_mentions_and_what_it_answers(room):
    first = room.do("ol", "message.post", text="@Ic, the errors are up")
    assert first.data == {
        "channel": "incident", "text": "@Ic, the errors are up", "mentions": ["ic"],
    }  # fmt: skip
    reply = room.do("ic", "message.post", text="Thanks", re=first.seq)
    assert reply.data == {"channel": "incident", "text": "Thanks", "re": first.seq}
    told = [told["data"] for told in room.told("observer") if told["kind"] == "message.posted"]
    assert told == [first.data, reply.data]


def test_a_message_answers_only_one_that_its_sender_can_read_there(room):
    private = room.do("ic", "message.post", channel="dm-ic", text="For me").seq
    declared = room.do("ol", "incident.declare", title="Card payments fail").seq
    public = room.do("ol", "message.post", text="For all").seq
    unknown = ("not_found", f"There is no event {private} on your timeline.")
    assert room.refused("ol", "message.post", text="x", re=private)[:2] == unknown
    assert room.refused("ic", "message.post", text="x", re=private) == (
        "bad_args", f"Message {private} was said in dm-ic.", "Answer it there.",
    )  # fmt: skip
    assert room.refused("ic", "message.post", text="x", re=declared) == (
        "not_found", f"Event {declared} is no message.",
        "Give the seq of a message; a question from outside has query.answer.",
    )  # fmt: skip
    assert room.refused("ic", "message.post", text="x", channel="dm-ic", re=public)[0] == "bad_args"
    assert room.refused("ic", "message.post", text="x", re=9_999)[0] == "not_found"
    room.do("ic", "message.post", channel="dm-ic", text="x", re=private)
