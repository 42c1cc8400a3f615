"""Field types of the input files: quantities that are written with their unit.

Each type validates from text and shows its form in the JSON Schema that editors use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from simulator.model.units import parse_clock, parse_duration, parse_quantity, unit_of

__all__ = [
    "FORM",
    "Amount",
    "Clock",
    "Duration",
    "Ident",
    "Model",
    "Quantity",
    "Share",
    "Takes",
    "Text",
    "parse_amount",
]


class Model(BaseModel):
    """Base of everything that is read from a file: immutable, strict, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _text_only(what: str, parse: Callable[[str], Any]) -> Callable[[object], Any]:
    def read(value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"write {what} as text with its unit, not {value!r}")  # noqa: TRY004 - pydantic turns ValueError into a located problem
        return parse(value)

    return read


def _duration(value: object) -> int:
    if value == 0 and not isinstance(value, bool):
        return 0
    read: int = _text_only("a duration", parse_duration)(value)
    return read


def _takes(value: object) -> tuple[int, int]:
    """Read ``25m`` or the range ``40m..50m`` into (shortest, longest) in ms."""
    if not isinstance(value, str):
        raise ValueError(f"write a duration such as 25m or a range such as 40m..50m, not {value!r}")  # noqa: TRY004 - see above
    low, _, high = value.partition("..")
    span = parse_duration(low), parse_duration(high or low)
    if span[0] < 0 or span[1] < span[0]:
        raise ValueError(f"a range goes from the shorter to the longer time, not {value!r}")
    return span


class Amount(Model):
    """A number with the kind of its unit (see :func:`simulator.model.units.unit_of`)."""

    value: float
    unit: str


def parse_amount(value: object) -> Amount:
    """Read a quantity as a file gives it: a text with a unit, or a bare number.

    Raises:
        ValueError: with the offered value and the allowed forms.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"write a quantity such as 40%, 900/min, 420ms or 12, not {value!r}")  # noqa: TRY004 - see above
    text = value if isinstance(value, str) else repr(value)
    return Amount(value=parse_quantity(text), unit=unit_of(text))


def _share(value: object) -> float:
    amount = parse_amount(value)
    if not 0.0 <= amount.value <= 1.0 or amount.unit not in ("share", "number"):
        raise ValueError(f"write a share between 0% and 100%, not {value!r}")
    return amount.value


def _clock(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'write a time of day in quotes, such as "14:10", not {value!r}')  # noqa: TRY004 - see above
    parse_clock(value)
    return value


FORM = "x-form"
"""The keyword that names one of these types in a JSON Schema, for whoever makes it readable."""

_SPAN = r"(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?(\d+(\.\d+)?ms)?"
"""A duration as a pattern; the loader also refuses an empty one and split milliseconds."""
_DURATION_FORM = {
    FORM: "duration",
    "anyOf": [{"type": "string", "pattern": rf"^-?(?=\d){_SPAN}$"}, {"const": 0}],
    "examples": ["90s", "5m", "12m30s", "1h30m"],
}
_TAKES_FORM = {
    FORM: "range",
    "type": "string",
    "pattern": rf"^(?=\d){_SPAN}(\.\.(?=\d){_SPAN})?$",
    "examples": ["25m", "40m..50m"],
}
_QUANTITY_FORM = {
    FORM: "quantity",
    "anyOf": [
        {"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?\s*(%|ms|s|m|h|/min|/s|/h)?$"},
        {"type": "number"},
    ],
    "examples": ["40%", "900/min", "420ms"],
}
_SHARE_FORM = {
    FORM: "share",
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^\+?0*((100|\d\d?)(\.0+)?\s*%|\d\d?\.\d+\s*%|1(\.0+)?|0?(\.\d+)?)$",
        },
        {"type": "number", "minimum": 0, "maximum": 1},
    ],
    "examples": ["40%"],
}
_CLOCK_FORM = {FORM: "clock", "type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}

Duration = Annotated[int, BeforeValidator(_duration), WithJsonSchema(_DURATION_FORM)]
"""Milliseconds of drill time, written ``12m30s``."""
Takes = Annotated[tuple[int, int], BeforeValidator(_takes), WithJsonSchema(_TAKES_FORM)]
"""Shortest and longest duration in ms, written ``25m`` or ``40m..50m``."""
Quantity = Annotated[Amount, BeforeValidator(parse_amount), WithJsonSchema(_QUANTITY_FORM)]
Share = Annotated[float, BeforeValidator(_share), WithJsonSchema(_SHARE_FORM)]
"""A fraction 0..1, written ``40%``."""
Clock = Annotated[str, BeforeValidator(_clock), WithJsonSchema(_CLOCK_FORM)]
"""Fictional time of day, written ``"14:10"``."""
Ident = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
"""A name of the author's: lower-case letters, digits and hyphens."""
Text = Annotated[str, Field(min_length=1, max_length=4_000)]
