"""What the facilitator changes in the world behind the curtain."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.fields import parse_amount
from simulator.model.scenario import SignalSpec
from simulator.model.units import duration_text, parse_duration
from simulator.rules.catalogue import Args, Ident, Line, declare
from simulator.rules.context import Asked

__all__ = ["Nudge", "offset_of", "over_of", "share_of"]

USUAL = "50%"
"""By how much a fault gets worse or better if nobody says."""
_KINDS = {
    "share": "a share; write +20%",
    "rate": "a rate; write -100/min or +20% of its base",
    "ms": "a time; write +300ms or +20% of its base",
    "number": "a plain number; write +12 or +20% of its base",
}


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
        raise _bad(f"by is {text!r}; {asked.args.do} a fault by more than 0% and up to 100%.")
    return amount.value


def offset_of(asked: Asked) -> float:
    """Return how far a series is to be pushed, in its own unit; a share of its base counts too.

    Raises:
        Refusal: ``bad_args``, if the text is no quantity, or not one of the unit of the series.
    """
    name, text, base = asked.args.series, asked.args.by, _spec(asked).base
    if text is None:
        raise _bad(f"by is missing: how far to push {name}.", 'by "0" lets it go again.')
    try:
        amount = parse_amount(text)
    except ValueError as error:
        raise _bad(f"by: {error}.", f"{name} is {_KINDS[base.unit]}.") from None
    if amount.unit == base.unit or amount.value == 0.0:
        return amount.value
    if amount.unit == "share":
        return amount.value * base.value
    raise _bad(f"by is {text!r}, which {name} cannot be pushed by.", f"It is {_KINDS[base.unit]}.")


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
        raise _bad(f"over: {error}.") from None
    if not 0 <= over <= asked.scenario.length:
        longest = duration_text(asked.scenario.length)
        raise _bad(f"over is {text!r}; a series follows within 0s to {longest}.")
    return over


def _bad(message: str, hint: str = "") -> Refusal:
    return Refusal("bad_args", f"world.nudge: {message}", hint)


def _spec(asked: Asked) -> SignalSpec:
    service, _, signal = str(asked.args.series).partition(".")
    return asked.scenario.services[service].signals[signal]


def _check(asked: Asked) -> None:
    args = asked.args
    asked.refuse_unless(asked.state.phase != "lobby", "The drill has not started.")
    if (args.fault is None) == (args.series is None):
        raise _bad("name a fault or a series, one of them.", _faults(asked))
    if args.series is None:
        _check_fault(asked)
    else:
        _check_series(asked)


def _check_fault(asked: Asked) -> None:
    args = asked.args
    if args.fault not in asked.scenario.faults:
        raise Refusal("not_found", f"No fault {args.fault!r}.", _faults(asked))
    if args.do is None:
        raise _bad(f"do is missing: what {args.fault} is to do.", "start, clear, worsen or ease.")
    if args.over is not None:
        raise _bad("over goes with a series; a fault moves signals in its own way.")
    if args.do in ("worsen", "ease"):
        share_of(asked)
    elif args.by is not None:
        raise _bad(f"by goes with worsen and ease, not with {args.do}.")


def _check_series(asked: Asked) -> None:
    args = asked.args
    service, _, signal = str(args.series).partition(".")
    services = asked.scenario.services
    if service not in services:
        known = ", ".join(services)
        raise Refusal("not_found", f"No series {args.series!r}.", f"Services: {known}.")
    if signal not in services[service].signals:
        known = ", ".join(f"{service}.{one}" for one in services[service].signals)
        raise Refusal("not_found", f"No series {args.series!r}.", f"There are: {known}.")
    if args.do is not None:
        raise _bad(f"{args.do} goes with a fault; a series is pushed by an amount.")
    offset_of(asked)
    over_of(asked)


def _faults(asked: Asked) -> str:
    known = ", ".join(asked.scenario.faults)
    return f"Faults: {known}." if known else "This scenario has no faults; name a series."


declare(
    "world.nudge", Nudge, "facilitator", check=_check, when="open",
    doc="Start, end, worsen or ease a fault, or push a signal (until it is pushed by 0), also "
    "while the drill is paused.",
)  # fmt: skip
