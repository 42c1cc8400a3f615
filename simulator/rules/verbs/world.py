"""What the facilitator changes in the world behind the curtain."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.fields import parse_amount
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.scenario import SignalSpec
from simulator.model.units import duration_text, parse_duration
from simulator.rules.catalogue import Args, Ident, Line, declare
from simulator.rules.context import Asked

__all__ = ["Nudge", "offset_of", "over_of", "share_of"]

USUAL = "50%"
"""By how much a fault gets worse or better if nobody says."""
_KINDS = {
    "share": phrase("a share; write +20%"),
    "rate": phrase("a rate; write -100/min or +20% of its base"),
    "ms": phrase("a time; write +300ms or +20% of its base"),
    "number": phrase("a plain number; write +12 or +20% of its base"),
}
_AT_ONCE = phrase("Leave over out to have it follow at once.")


class Nudge(Args):
    """A fault and what to do with it, or a series (service.signal) and by how much to push it."""

    fault: Ident | None = None
    do: Literal["start", "clear", "worsen", "ease"] | None = None
    series: Annotated[str, Field(min_length=1, max_length=130)] | None = None
    by: Annotated[Line, Field(max_length=40)] | None = None
    over: Annotated[Line, Field(max_length=40)] | None = None


def share_of(asked: Asked) -> float:
    """Return by which share a fault is to get worse or better.

    Raises:
        Refusal: ``bad_args``, if it is no share above 0% and up to 100%.
    """
    text = asked.args.by or USUAL
    try:
        amount = parse_amount(text)
    except ValueError:
        amount = None
    if amount is None or amount.unit != "share" or not 0.0 < amount.value <= 1.0:
        hint = phrase("Leave by out for {usual}.", usual=USUAL)
        raise _bad(_no_share(asked.args.do, repr(text)), hint)
    return amount.value


def _no_share(do: str, offered: str) -> Phrase:
    if do == "worsen":
        return phrase(
            "by is {offered}; worsen a fault by more than 0% and up to 100%.", offered=offered
        )
    return phrase("by is {offered}; ease a fault by more than 0% and up to 100%.", offered=offered)


def offset_of(asked: Asked) -> float:
    """Return how far a series is to be pushed, in its own unit; a share of its base counts too.

    Raises:
        Refusal: ``bad_args``, if the text is no quantity, or not one of the unit of the series.
    """
    name, text, base = asked.args.series, asked.args.by, _spec(asked).base
    kind = _KINDS[base.unit]
    if text is None:
        message = phrase("by is missing: how far to push {series}.", series=name)
        raise _bad(message, phrase('by "0" lets it go again.'))
    try:
        amount = parse_amount(text)
    except ValueError as error:
        hint = phrase("{series} is {kind}.", series=name, kind=kind)
        raise _bad(phrase("by: {wrong}.", wrong=error.args[0]), hint) from None
    if amount.unit == base.unit or amount.value == 0.0:
        return amount.value
    if amount.unit == "share":
        return amount.value * base.value
    raise _bad(
        phrase(
            "by is {offered}, which {series} cannot be pushed by.", offered=repr(text), series=name
        ),
        phrase("It is {kind}.", kind=kind),
    )


def over_of(asked: Asked) -> int:
    """Return how long a pushed series takes to follow (ms), at once if nobody says.

    Raises:
        Refusal: ``bad_args``, if the text is no duration, or one that is negative or longer than
            the drill.
    """
    text = asked.args.over
    if text is None:
        return 0
    try:
        over = parse_duration(text)
    except ValueError as error:
        raise _bad(phrase("over: {wrong}.", wrong=error.args[0]), _AT_ONCE) from None
    if not 0 <= over <= asked.scenario.length:
        message = phrase(
            "over is {offered}; a series follows within 0s to {longest}.",
            offered=repr(text),
            longest=duration_text(asked.scenario.length),
        )
        raise _bad(message, _AT_ONCE)
    return over


def _bad(message: Phrase, hint: Phrase) -> Refusal:
    return Refusal("bad_args", joined(["world.nudge:", message], " "), hint)


def _spec(asked: Asked) -> SignalSpec:
    service, _, signal = str(asked.args.series).partition(".")
    return asked.scenario.services[service].signals[signal]


def _check(asked: Asked) -> None:
    args = asked.args
    asked.refuse_unless(
        asked.state.phase != "lobby",
        phrase("The drill has not started."),
        phrase("Start it first: before that nothing moves."),
    )
    if (args.fault is None) == (args.series is None):
        raise _bad(phrase("name a fault or a series, one of them."), _faults(asked))
    if args.series is None:
        _check_fault(asked)
    else:
        _check_series(asked)


def _check_fault(asked: Asked) -> None:
    args = asked.args
    if args.fault not in asked.scenario.faults:
        message = phrase("No fault {id}.", id=repr(args.fault))
        raise Refusal("not_found", message, _faults(asked))
    if args.do is None:
        message = phrase("do is missing: what {fault} is to do.", fault=args.fault)
        raise _bad(message, phrase("start, clear, worsen or ease."))
    if args.over is not None:
        raise _bad(
            phrase("over goes with a series; a fault moves signals in its own way."),
            phrase("Leave over out, or name a series instead."),
        )
    if args.do in ("worsen", "ease"):
        share_of(asked)
    elif args.by is not None:
        raise _bad(
            phrase("by goes with worsen and ease, not with {do}.", do=args.do),
            phrase("Leave by out, or send worsen or ease."),
        )


def _check_series(asked: Asked) -> None:
    args = asked.args
    service, _, signal = str(args.series).partition(".")
    services = asked.scenario.services
    unknown = phrase("No series {id}.", id=repr(args.series))
    if service not in services:
        hint = phrase("Services: {known}.", known=", ".join(services))
        raise Refusal("not_found", unknown, hint)
    if signal not in services[service].signals:
        known = ", ".join(f"{service}.{one}" for one in services[service].signals)
        raise Refusal("not_found", unknown, phrase("There are: {known}.", known=known))
    if args.do is not None:
        raise _bad(
            phrase("{do} goes with a fault; a series is pushed by an amount.", do=args.do),
            phrase("Leave do out, or name a fault instead."),
        )
    offset_of(asked)
    over_of(asked)


def _faults(asked: Asked) -> Phrase:
    if not asked.scenario.faults:
        return phrase("This scenario has no faults; name a series.")
    return phrase("Faults: {known}.", known=", ".join(asked.scenario.faults))


declare(
    "world.nudge", Nudge, "facilitator", check=_check, when="open",
    doc="Start, end, worsen or ease a fault, or push a signal (until it is pushed by 0), also "
    "while the drill is paused.",
)  # fmt: skip
