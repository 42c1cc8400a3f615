"""The verb catalogue: for each verb its arguments, who may use it, when, and what it makes true.

A verb is declared once, with the decorator :func:`verb`; everything that lists verbs (permissions,
views, documentation, the wire) reads :data:`VERBS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.rules.arguments import what_is_wrong
from simulator.rules.context import Asked, Draft

__all__ = [
    "VERBS",
    "Args",
    "By",
    "Ident",
    "Line",
    "Nothing",
    "Prose",
    "Seq",
    "Verb",
    "declare",
    "parse_args",
    "verb",
]

By = Literal["trainee", "ic", "ol", "cl", "responder", "facilitator", "evaluator", "solo", "anyone"]
"""Who may use a verb: seats; ``trainee``, everybody who plays; ``solo``, whoever plays alone and
holds the clock; ``anyone`` but the evaluator, who may only what names them."""
When = Literal["running", "lobby", "open", "live", "working", "started", "any"]
"""``running``: the clock runs; ``lobby``: before the start; ``open``: until the drill has ended.
``live``: from the start to the end, also while paused; ``working``: while the clock runs, and after
the end; ``started``: from the start on, also while paused and after the end."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Optional = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Ident = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Seq = Annotated[int, Field(ge=1)]
"""The number of an event."""


class Args(BaseModel):
    """Base of the arguments of a verb: strict, nothing unknown."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Args):
    """A verb without arguments."""


_SHOWN = 80
"""So much of a wrong value is shown back."""

Emit = Callable[[Asked], list[Draft]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb. ``emit`` is None for the verbs that only the engine can carry out."""

    name: str
    args: type[Args]
    by: tuple[By, ...]
    when: When
    doc: str
    emit: Emit | None
    check: Callable[[Asked], None] | None = None


VERBS: dict[str, Verb] = {}
"""Every verb by name."""


def verb(name: str, args: type[Args], *by: By, when: When = "running") -> Callable[[Emit], Emit]:
    """Declare a verb whose function turns a command into events (or refuses)."""

    def register(emit: Emit) -> Emit:
        _add(Verb(name, args, by, when, (emit.__doc__ or "").split("\n")[0], emit))
        return emit

    return register


def declare(
    name: str,
    args: type[Args],
    *by: By,
    doc: str,
    check: Callable[[Asked], None] | None = None,
    when: When = "running",
) -> None:
    """Declare a verb that the engine carries out; ``check`` may refuse it beforehand."""
    _add(Verb(name, args, by, when, doc, None, check))


def _add(entry: Verb) -> None:
    if entry.name in VERBS:
        raise ValueError(f"verb {entry.name!r} is declared twice")
    VERBS[entry.name] = entry


def parse_args(entry: Verb, raw: object) -> Args:
    """Validate what was sent against the verb's arguments.

    Raises:
        Refusal: ``bad_args``, naming the field, what was offered and what is allowed.
    """
    if not isinstance(raw, dict):
        message = phrase(
            "{verb}: arguments must be an object, not {offered}.",
            verb=entry.name,
            offered=repr(raw)[:60],
        )
        raise Refusal("bad_args", message, _form(entry))
    try:
        return entry.args.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refusal("bad_args", _say(entry, first), _form(entry)) from None


def _say(entry: Verb, problem: Any) -> Phrase:
    path = ".".join(str(part) for part in problem["loc"]) or phrase("arguments")
    if problem["type"] == "missing":
        return phrase("{verb}: {field} is missing.", verb=entry.name, field=path)
    if problem["type"] == "extra_forbidden":
        return phrase("{verb}: there is no {field}.", verb=entry.name, field=path)
    offered = repr(problem["input"])
    if len(offered) > _SHOWN:
        offered = offered[: _SHOWN - 3] + "..."
    return phrase(
        "{verb}: {field} is {offered}; {wrong}.",
        verb=entry.name,
        field=path,
        offered=offered,
        wrong=what_is_wrong(problem),
    )


def _form(entry: Verb) -> Phrase:
    fields = entry.args.model_fields
    if not fields:
        return phrase("{verb} takes no arguments.", verb=entry.name)
    names = [name if field.is_required() else f"{name}?" for name, field in fields.items()]
    return phrase("{verb} takes {fields}.", verb=entry.name, fields=f"{{{', '.join(names)}}}")


Minutes = Annotated[int, Field(ge=1, le=240)]
"""A cadence in minutes."""
Ms = Annotated[int, Field(ge=0, le=30 * 24 * 3_600_000)]
"""A drill time or duration in ms."""
