"""What the facilitator does about injects: fire, skip, hold back, reword, make up."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, create_model

from simulator.model.errors import Refusal
from simulator.rules.catalogue import Args, Ident, Line, Minutes, Prose, declare
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
        "The drill has not started.",
        "Only the words of an inject can be changed before that.",
    )


def _check_left(asked: Asked) -> None:
    """Refuse an inject that does not exist, or that does not come any more."""
    wanted, state = asked.args.id, asked.state
    known = [inject.id for inject in asked.scenario.injects]
    if wanted not in known:
        there = f"There are: {', '.join(known)}." if known else "This scenario has none."
        raise Refusal("not_found", f"No inject {wanted!r}.", there)
    asked.refuse_unless(wanted not in state.skipped, f"{wanted} was skipped.")
    asked.refuse_unless(
        wanted not in state.cancelled, f"{wanted} was cancelled: it is no longer needed."
    )
    left = [name for name in known if comes_again(asked, name)]
    hint = f"Still to come: {', '.join(left)}." if left else "No inject is left; improvise one."
    asked.refuse_unless(wanted in left, f"{wanted} was already delivered.", hint)


def _check_inject(asked: Asked) -> None:
    _check_started(asked)
    _check_left(asked)


def _check_release(asked: Asked) -> None:
    _check_inject(asked)
    held = ", ".join(asked.state.held)
    hint = f"Held back: {held}." if held else "No inject is held back."
    asked.refuse_unless(asked.args.id in asked.state.held, f"{asked.args.id} is not held.", hint)


def _check_improvise(asked: Asked) -> None:
    _check_started(asked)
    args = asked.args
    if args.channel not in CHANNELS:
        raise Refusal(
            "not_found", f"No channel {args.channel!r}.", f"There are: {', '.join(CHANNELS)}."
        )
    if args.within is not None and not args.question:
        raise Refusal(
            "bad_args", "Only a question can expect an answer.", "Send question: true as well."
        )


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
    "inject.improvise", Improvise, "facilitator",
    doc="Say something to the team that is not in the scenario, as somebody outside.",
    check=_check_improvise, when="open",
)  # fmt: skip
