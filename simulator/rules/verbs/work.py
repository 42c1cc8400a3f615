"""Channels and tasks: who talks where, and who does what by when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.state import Task
from simulator.model.units import MINUTE, clock_text
from simulator.rules.catalogue import Args, Ident, Line, Nothing, Optional, Prose, Seq, verb
from simulator.rules.channels import channels_of
from simulator.rules.context import Asked, Draft, known_ids
from simulator.rules.mentions import mentions

__all__: list[str] = []

_OPEN = {
    "chat": phrase("A chat is already open."),
    "doc": phrase("A doc is already open."),
    "bridge": phrase("A bridge is already open."),
}


class Open(Args):
    """What is opened, and under which name."""

    kind: Literal["chat", "doc", "bridge"]
    name: Line


class Post(Args):
    """A message to a channel; ``to`` names somebody, ``re`` is the seq of what it answers."""

    channel: Ident = "incident"
    text: Prose
    to: Optional = ""
    re: Seq | None = None


class AssignTask(Args):
    """What one person should do, with a time-box in minutes."""

    to: Ident
    text: Prose
    minutes: Annotated[int, Field(ge=1, le=120)] = 10


class TaskId(Args):
    """Which task."""

    id: Ident


class Start(Args):
    """What you work on now; of which task of yours; whether you join somebody who is on it."""

    topic: Line
    id: Ident | None = None
    joined: Annotated[bool, Field(strict=True)] = False


class Extend(TaskId):
    """By how many minutes."""

    minutes: Annotated[int, Field(ge=1, le=120)]


class Report(TaskId):
    """What came of it."""

    text: Prose


@verb("channel.open", Open, "trainee")
def open_channel(asked: Asked) -> list[Draft]:
    """Open the incident's chat, document or bridge."""
    kind = asked.args.kind
    name = next((one["name"] for one in asked.state.channels if one["kind"] == kind), None)
    asked.refuse_unless(name is None, _OPEN[kind], phrase("Use that one: {name}.", name=name))
    return [("channel.opened", asked.args.model_dump())]


@verb("bridge.join", Nothing, "trainee")
def join_bridge(asked: Asked) -> list[Draft]:
    """Join the call."""
    state = asked.state
    there = any(channel["kind"] == "bridge" for channel in state.channels)
    asked.refuse_unless(there, phrase("No bridge is open."), phrase("Open one: anybody may."))
    asked.refuse_unless(
        asked.actor not in state.bridge,
        phrase("You are on the bridge already."),
        phrase("Speak up there, or leave it first."),
    )
    return [("bridge.joined", {})]


@verb("bridge.leave", Nothing, "trainee")
def leave_bridge(asked: Asked) -> list[Draft]:
    """Leave the call."""
    asked.refuse_unless(
        asked.actor in asked.state.bridge,
        phrase("You are not on the bridge."),
        phrase("Nothing to do, unless you want to join it."),
    )
    return [("bridge.left", {})]


@verb("message.post", Post, "trainee", "facilitator")
def post(asked: Asked) -> list[Draft]:
    """Say something in a channel; @name and @IC in the text mention people."""
    channel = asked.args.channel
    mine = channels_of(asked.state, asked.actor, asked.role)
    if channel not in mine:
        message = phrase("You have no channel {id}.", id=repr(channel))
        raise Refusal("not_found", message, phrase("Yours: {known}.", known=", ".join(mine)))
    data: dict[str, Any] = {"channel": channel, "text": asked.args.text}
    extra = {
        "to": asked.args.to,
        "re": None if asked.args.re is None else _answered(asked, asked.args.re),
        "mentions": mentions(asked.state, asked.args.text),
    }
    return [("message.posted", data | {key: value for key, value in extra.items() if value})]


def _answered(asked: Asked, seq: int) -> int:
    """Return the number of the message that is answered.

    Raises:
        Refusal: ``not_found``, if it is none that the sender can read; ``bad_args``, if it was
            said in another channel.
    """
    event = asked.event(seq)
    if event.kind != "message.posted":
        hint = phrase("Give the seq of a message; a question from outside has query.answer.")
        raise Refusal("not_found", phrase("Event {seq} is no message.", seq=seq), hint)
    there = event.data["channel"]
    if there != asked.args.channel:
        message = phrase("Message {seq} was said in {channel}.", seq=seq, channel=there)
        raise Refusal("bad_args", message, phrase("Answer it there."))
    return seq


def _task(asked: Asked) -> Task:
    task = asked.state.tasks.get(asked.args.id)
    if task is None:
        message = phrase("No task {id}.", id=repr(asked.args.id))
        raise Refusal("not_found", message, known_ids(asked.state.tasks))
    asked.refuse_unless(
        task.to == asked.actor,
        phrase("That task is {person}'s.", person=asked.state.name(task.to)),
        phrase("Ask them how it goes, or ask for a task of your own."),
    )
    asked.refuse_unless(
        task.reported_at is None,
        phrase("That task was already reported."),
        phrase("If there is more to say or do, say so in the incident channel."),
    )
    return task


@verb("task.assign", AssignTask, "ic", "ol")
def assign_task(asked: Asked) -> list[Draft]:
    """Ask one person for one thing, with a time-box."""
    to = asked.player(asked.seated(asked.args.to))
    data = {"id": f"t{len(asked.state.tasks) + 1}", "to": to, "text": asked.args.text}
    return [("task.assigned", data | {"timebox": asked.args.minutes * MINUTE})]


@verb("task.ack", TaskId, "trainee")
def ack_task(asked: Asked) -> list[Draft]:
    """Say that you heard it and will do it."""
    asked.refuse_unless(
        _task(asked).acked_at is None,
        phrase("You already acknowledged it."),
        phrase("Start on it, or report what came of it."),
    )
    return [("task.acked", {"id": asked.args.id})]


@verb("task.report", Report, "trainee")
def report_task(asked: Asked) -> list[Draft]:
    """Report what came of a task."""
    _task(asked)
    return [("task.reported", {"id": asked.args.id, "text": asked.args.text})]


@verb("task.start", Start, "trainee")
def start_work(asked: Asked) -> list[Draft]:
    """Say what you work on now, so that nobody does it twice."""
    args = asked.args
    data = {"topic": args.topic, "joined": args.joined}
    return [("task.started", data if args.id is None else data | {"id": _task(asked).id})]


@verb("task.extend", Extend, "trainee")
def extend_task(asked: Asked) -> list[Draft]:
    """Take more minutes for a task, before its time-box runs out."""
    task = _task(asked)
    ends = task.at + task.timebox
    asked.refuse_unless(
        asked.t < ends,
        phrase(
            "The time-box of {task} ran out at {time}.",
            task=task.id,
            time=clock_text(asked.scenario.start, ends),
        ),
        phrase("Report what you have; whoever asked for it can ask again."),
    )
    timebox = task.timebox + asked.args.minutes * MINUTE
    return [("task.extended", {"id": task.id, "timebox": timebox})]
