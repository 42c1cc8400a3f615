"""Channels and tasks: who talks where, and who does what by when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.state import Task
from simulator.model.units import MINUTE
from simulator.rules.catalogue import Args, Ident, Line, Optional, Prose, verb
from simulator.rules.channels import channels_of
from simulator.rules.context import Asked, Draft

__all__: list[str] = []


class Open(Args):
    """What is opened, and under which name."""

    kind: Literal["chat", "doc", "bridge"]
    name: Line


class Post(Args):
    """A message to a channel; ``to`` names somebody in particular."""

    channel: Ident = "incident"
    text: Prose
    to: Optional = ""


class AssignTask(Args):
    """What one person should do, with a time-box in minutes."""

    to: Ident
    text: Prose
    minutes: Annotated[int, Field(ge=1, le=120)] = 10


class TaskId(Args):
    """Which task."""

    id: Ident


class Report(TaskId):
    """What came of it."""

    text: Prose


@verb("channel.open", Open, "trainee")
def open_channel(asked: Asked) -> list[Draft]:
    """Open the incident's chat, document or bridge."""
    there = any(channel["kind"] == asked.args.kind for channel in asked.state.channels)
    asked.refuse_unless(not there, f"A {asked.args.kind} is already open.")
    return [("channel.opened", asked.args.model_dump())]


@verb("message.post", Post, "trainee", "facilitator")
def post(asked: Asked) -> list[Draft]:
    """Say something in a channel."""
    channel = asked.args.channel
    mine = channels_of(asked.state, asked.actor, asked.role)
    if channel not in mine:
        raise Refusal(
            "not_found", f"You have no channel {channel!r}.", f"Yours: {', '.join(mine)}."
        )
    data = {"channel": channel, "text": asked.args.text}
    return [("message.posted", data | ({"to": asked.args.to} if asked.args.to else {}))]


def _task(asked: Asked) -> Task:
    task = asked.state.tasks.get(asked.args.id)
    if task is None:
        known = ", ".join(asked.state.tasks) or "none yet"
        raise Refusal("not_found", f"No task {asked.args.id!r}.", f"Known: {known}.")
    asked.refuse_unless(task.to == asked.actor, f"That task is {task.to}'s.")
    asked.refuse_unless(task.reported_at is None, "That task was already reported.")
    return task


@verb("task.assign", AssignTask, "ic", "ol")
def assign_task(asked: Asked) -> list[Draft]:
    """Ask one person for one thing, with a time-box."""
    to = asked.seated(asked.args.to)
    data = {"id": f"t{len(asked.state.tasks) + 1}", "to": to, "text": asked.args.text}
    return [("task.assigned", data | {"timebox": asked.args.minutes * MINUTE})]


@verb("task.ack", TaskId, "trainee")
def ack_task(asked: Asked) -> list[Draft]:
    """Say that you heard it and will do it."""
    asked.refuse_unless(_task(asked).acked_at is None, "You already acknowledged it.")
    return [("task.acked", {"id": asked.args.id})]


@verb("task.report", Report, "trainee")
def report_task(asked: Asked) -> list[Draft]:
    """Report what came of a task."""
    _task(asked)
    return [("task.reported", {"id": asked.args.id, "text": asked.args.text})]
