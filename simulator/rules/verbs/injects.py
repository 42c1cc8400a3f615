"""What the facilitator does about injects: fire, skip, hold back, reword, move, make up."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, create_model

from simulator.model.errors import Refusal
from simulator.model.phrases import joined, phrase
from simulator.model.units import duration_text
from simulator.rules.catalogue import Args, Ident, Line, Minutes, Ms, Prose, declare
from simulator.rules.channels import CHANNELS
from simulator.rules.context import Asked

__all__ = ["comes_again"]


class Which(Args):
    """Which inject."""

    id: Ident


class Hold(Which):
    """Which inject, and for how many drill minutes; without them, until it is released."""

    minutes: Minutes | None = None


class Edit(Which):
    """Which inject, and its new words."""

    text: Prose


class Move(Which):
    """Which inject, and the drill time in ms at which it comes."""

    at: Ms


_FIELDS: dict[str, Any] = {
    "as": (Annotated[Line, Field(max_length=60)], ...),
    "channel": (Ident, ...),
    "text": (Prose, ...),
    "question": (Annotated[bool, Field(strict=True)], False),
    "within": (Minutes | None, None),
}
# A class statement cannot have a field named ``as``, and an alias would not be what is logged.
Improvise = create_model(
    "Improvise",
    __base__=Args,
    __doc__="""Who says what where; and if it is a question, how many drill minutes to answer it.

    ``as`` is a persona of the scenario, or any name.
    """,
    **_FIELDS,
)


def comes_again(asked: Asked, inject: str) -> bool:
    """Tell whether an inject of the scenario has deliveries left that nobody called off."""
    state = asked.state
    if inject in state.skipped or inject in state.cancelled:
        return False
    spec = next(spec for spec in asked.scenario.injects if spec.id == inject)
    got = state.injects.get(inject)
    return got is None or (spec.repeat is not None and got.count < spec.repeat.times)


def _check_started(asked: Asked) -> None:
    asked.refuse_unless(
        asked.state.phase != "lobby",
        phrase("The drill has not started."),
        phrase("Only the words of an inject can be changed before that."),
    )


def _check_left(asked: Asked) -> None:
    """Refuse an inject that does not exist, or that does not come any more."""
    wanted, state = asked.args.id, asked.state
    known = [inject.id for inject in asked.scenario.injects]
    if wanted not in known:
        there = phrase("This scenario has none.")
        if known:
            there = phrase("There are: {known}.", known=", ".join(known))
        raise Refusal("not_found", phrase("No inject {id}.", id=repr(wanted)), there)
    left = [name for name in known if comes_again(asked, name)]
    hint = phrase("No inject is left; improvise one.")
    if left:
        hint = phrase("Still to come: {known}.", known=", ".join(left))
    asked.refuse_unless(wanted not in state.skipped, phrase("{id} was skipped.", id=wanted), hint)
    cancelled = phrase("{id} was cancelled: it is no longer needed.", id=wanted)
    asked.refuse_unless(wanted not in state.cancelled, cancelled, hint)
    delivered = phrase("{id} was already delivered.", id=wanted)
    asked.refuse_unless(wanted in left, delivered, hint)


def _check_inject(asked: Asked) -> None:
    _check_started(asked)
    _check_left(asked)


def _check_release(asked: Asked) -> None:
    _check_inject(asked)
    wanted, held = asked.args.id, asked.state.held
    hint = phrase("No inject is held back.")
    if held:
        hint = phrase("Held back: {known}.", known=", ".join(held))
    asked.refuse_unless(wanted in held, phrase("{id} is not held.", id=wanted), hint)


def _check_move(asked: Asked) -> None:
    """Refuse to move what has no time of its own or has come, or to where no time is left."""
    _check_left(asked)
    args, state, specs = asked.args, asked.state, asked.scenario.injects
    spec = next(spec for spec in specs if spec.id == args.id)
    left = [one.id for one in specs if one.at is not None and _is_to_come(asked, one.id)]
    can = phrase("No inject is left that can be moved.")
    if left:
        can = phrase("Can be moved: {known}.", known=", ".join(left))
    asked.refuse_unless(
        spec.at is not None,
        phrase("{id} has no time of its own: it waits for something.", id=spec.id),
        joined([phrase("Hold it back, or fire it when you want it."), can], " "),
    )
    come = phrase("{id} has come already.", id=spec.id)
    asked.refuse_unless(spec.id not in state.injects, come, can)
    _check_time(asked)


def _check_time(asked: Asked) -> None:
    """Refuse a time that has passed, or that is after the end."""
    at, now, length = asked.args.at, asked.t, asked.scenario.length
    wanted = duration_text(at)
    hint = phrase("Give a drill time in ms from {now} to {length}.", now=now, length=length)
    passed = phrase(
        "{time} has passed: the drill is at {now}.", time=wanted, now=duration_text(now)
    )
    asked.refuse_unless(at >= now, passed, hint)
    later = phrase(
        "The drill ends after {length}; {time} is later.", length=duration_text(length), time=wanted
    )
    asked.refuse_unless(at <= length, later, hint)


def _is_to_come(asked: Asked, inject: str) -> bool:
    return inject not in asked.state.injects and comes_again(asked, inject)


def _check_improvise(asked: Asked) -> None:
    _check_started(asked)
    args = asked.args
    if args.channel not in CHANNELS:
        hint = phrase("There are: {known}.", known=", ".join(CHANNELS))
        raise Refusal("not_found", phrase("No channel {id}.", id=repr(args.channel)), hint)
    if args.within is not None and not args.question:
        hint = phrase("Send question: true as well.")
        raise Refusal("bad_args", phrase("Only a question can expect an answer."), hint)


declare(
    "inject.fire", Which, "facilitator",
    doc="Deliver an inject now, whatever it waits for, also while the drill is paused.",
    check=_check_inject, when="open",
)  # fmt: skip
declare(
    "inject.skip", Which, "facilitator",
    doc="Never deliver an inject, or never again.", check=_check_inject, when="open",
)  # fmt: skip
declare(
    "inject.hold", Hold, "facilitator",
    doc="Hold an inject back; one that is due meanwhile comes when it is released.",
    check=_check_inject, when="open",
)  # fmt: skip
declare(
    "inject.release", Which, "facilitator",
    doc="Let an inject come that was held back.", check=_check_release, when="open",
)  # fmt: skip
declare(
    "inject.edit", Edit, "facilitator",
    doc="Give an inject other words before it is delivered.", check=_check_left, when="open",
)  # fmt: skip
declare(
    "inject.move", Move, "facilitator",
    doc="Have an inject that has a time, and has not come, come at another.",
    check=_check_move, when="open",
)  # fmt: skip
declare(
    "inject.improvise", Improvise, "facilitator",
    doc="Say something to the team that is not in the scenario, as somebody outside.",
    check=_check_improvise, when="open",
)  # fmt: skip
