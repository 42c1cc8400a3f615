"""What arguments of rules may point at: events, moments, and the clocks of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from simulator.model.expr import nearest
from simulator.model.fields import Duration, Model
from simulator.model.policy import Policy, Time
from simulator.model.policy import Span as Times
from simulator.model.records import Event
from simulator.model.seats import INCIDENT_ROLES, TRAINEE_SEATS
from simulator.model.units import parse_duration
from simulator.rules.kinds import EVENT_KINDS
from simulator.scoring.checks import CHECKS
from simulator.scoring.combinators import Span
from simulator.scoring.content.entries import real_words
from simulator.scoring.content.updates import is_placeholder
from simulator.scoring.since import MOMENTS, Moment, anchor_moment, moment_called
from simulator.scoring.trace import Trace

__all__ = [
    "OWN_KIND",
    "DurationRef",
    "Kind",
    "Point",
    "PointRef",
    "RoleName",
    "Selector",
    "SpanRef",
    "duration_of",
    "point",
    "select",
    "span_of",
    "unfit",
]

OWN_KIND = "x."
"""What the name of a kind begins with that is an organisation's own."""

_ROLES = (*INCIDENT_ROLES, *(seat for seat in TRAINEE_SEATS if seat not in INCIDENT_ROLES), "sme")


def _kind(name: str) -> str:
    if name not in EVENT_KINDS and not name.startswith(OWN_KIND):
        own = f"; one of your own begins with {OWN_KIND!r}"
        raise ValueError(f"no event kind named {name!r}{nearest(name, EVENT_KINDS) or own}")
    return name


def _among(what: str, names: Iterable[str]) -> AfterValidator:
    def known(name: str) -> str:
        if name not in names:
            guess = nearest(name, names) or f"; there are {', '.join(names)}"
            raise ValueError(f"no {what} named {name!r}{guess}")
        return name

    return AfterValidator(known)


def _listed(value: object) -> object:
    return [value] if value is None or isinstance(value, str | int | float | bool) else value


Kind = Annotated[str, AfterValidator(_kind)]
"""A kind of event that there is, or one of an organisation's own."""
RoleName = Annotated[str, _among("role", _ROLES)]
CheckName = Annotated[str, _among("check", CHECKS)]
One = BeforeValidator(_listed)
"""A single value is a list of one."""


class Selector(Model):
    """Which events: kinds, what their data says, who did them, and named checks; all must hold."""

    events: Annotated[list[Kind], One] = Field(
        min_length=1, description="Kinds of events.", examples=["update.posted"]
    )
    where: dict[str, Annotated[list[str | int | float | bool | None], One]] = Field(
        default_factory=dict,
        description="Data that must have one of these values; null allows that it was not "
        "recorded.",
        examples=[{"audience": ["stakeholders", "executives"]}],
    )
    with_: Annotated[list[str], One] = Field(
        default_factory=list,
        alias="with",
        description="Data that must be there and say something; TBD and n/a say nothing. In a log "
        "from elsewhere, what was not recorded is not asked for.",
        examples=[["risk", "undo"]],
    )
    words: dict[str, int] = Field(
        default_factory=dict,
        description="Texts with their fewest real words; asked for as `with` is.",
        examples=[{"text": 5}],
    )
    by: Annotated[list[RoleName], One] = Field(
        default_factory=list,
        description="Roles of which whoever did it held one at that time.",
        examples=[["ic"]],
    )
    that: Annotated[list[CheckName], One] = Field(
        default_factory=list, description="Named checks.", examples=[["substantive"]]
    )


def select(trace: Trace, selector: Selector) -> list[Event]:
    """Return the events that a selector means, in order."""
    return [e for e in trace.of(*selector.events) if _means(trace, selector, e)]


def unfit(trace: Trace, selector: Selector) -> bool:
    """Whether there were events of the right kind and data that did not count for what they say."""
    return any(_matches(selector.where, e.data) for e in trace.of(*selector.events))


def _means(trace: Trace, selector: Selector, event: Event) -> bool:
    return (
        _matches(selector.where, event.data)
        and _tells(trace, selector, event.data)
        and (not selector.by or any(trace.acts_as(event, role) for role in selector.by))
        and all(CHECKS[name](trace, event) for name in selector.that)
    )


def _matches(
    wanted: Mapping[str, list[str | int | float | bool | None]], data: Mapping[str, object]
) -> bool:
    return all(data.get(key) in values for key, values in wanted.items())


def _tells(trace: Trace, selector: Selector, data: Mapping[str, object]) -> bool:
    """Whether the data say enough; a log from elsewhere may not hold all that was said."""

    def asked(key: str) -> bool:
        return trace.composed or data.get(key) is not None

    return not any(asked(key) and _says_nothing(data.get(key)) for key in selector.with_) and all(
        real_words(str(data.get(key) or "")) >= n for key, n in selector.words.items() if asked(key)
    )


def _says_nothing(value: object) -> bool:
    if isinstance(value, str):
        return is_placeholder(value)
    return value is None or value in ([], {})


MomentName = Literal["anchor", "declarable", "impact", "recovered", "closed"]
PointRef = MomentName | Selector
"""A moment by its name, or the first event of a selection."""


class Point:
    """A moment with the event that shows it, and how a sentence tells times from it."""

    __slots__ = ("moment", "seqs", "t")

    def __init__(self, t: int, moment: Moment, seqs: tuple[int, ...] = ()) -> None:
        """Say when it was, which moment it is and which events show it."""
        self.t, self.moment, self.seqs = t, moment, seqs


def point(trace: Trace, ref: PointRef, name: str = "") -> Point | None:
    """Return the moment that is meant, or None if it never came.

    ``name`` is what a sentence calls it, if not by its usual name.
    """
    found = next(_point(trace, ref), None)
    return Point(found.t, moment_called(name), found.seqs) if found and name else found


def _point(trace: Trace, ref: PointRef) -> Iterator[Point]:
    if isinstance(ref, Selector):
        for event in select(trace, ref)[:1]:
            yield Point(event.t, MOMENTS.get(event.kind) or moment_called(event.kind), (event.seq,))
    elif ref == "anchor" and trace.anchor is not None:
        yield Point(trace.anchor, anchor_moment(trace))
    elif ref == "declarable" and trace.declarable_at is not None:
        yield Point(trace.declarable_at, MOMENTS[ref])
    elif ref == "impact" and trace.impact.started_at is not None:
        yield Point(trace.impact.started_at, MOMENTS[ref])
    elif ref == "recovered" and trace.impact.recovered_at is not None:
        yield Point(trace.impact.recovered_at, MOMENTS[ref], trace.impact.recovery())
    elif ref == "closed" and trace.closed is not None:
        yield Point(trace.closed.t, MOMENTS[ref], (trace.closed.seq,))


# -- clocks ------------------------------------------------------------------------------------

_NUMBER = {"span": "two times, [full credit, no credit]", "duration": "one time"}
_EXAMPLE = {
    "span": "clocks.declare, or times such as [5m, 15m]",
    "duration": "clocks.verify, or a time such as 15m",
}


@cache
def _clocks() -> dict[str, str]:
    """List what a policy says about time, by its path: a ``span`` or a ``duration``."""
    return dict(_within(Policy, ""))


def _within(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str]]:
    for name, info in model.model_fields.items():
        kind, *marks = get_args(_value(Annotated[info.annotation, *info.metadata, None]))
        path = prefix + name
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _within(kind, f"{path}.")
        elif kind == tuple[Time, Time]:
            yield path, "span"
        elif kind is int and _IS_DURATION in marks:
            yield path, "duration"


_IS_DURATION = get_args(Duration)[1]


def _value(kind: Any, *, ranked: bool = False) -> Any:
    """Return what a key of a policy holds: of a table by rank, at one of them."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if get_origin(bare) in (Union, UnionType):
        return _value(next(part for part in get_args(bare) if part is not NoneType))
    if get_origin(bare) is dict and not ranked:
        return _value(get_args(bare)[1], ranked=True)
    return kind if get_origin(kind) is Annotated else Annotated[kind, None]


def _path(wanted: str, path: str) -> str:
    """Check that a path leads to such a clock of a policy."""
    found = _clocks().get(path)
    if found == wanted:
        return path
    if found is not None:
        raise ValueError(f"{path} of the policy is {_NUMBER[found]}; write {_NUMBER[wanted]}")
    same = [name for name, kind in _clocks().items() if kind == wanted]
    guess = nearest(path, same) or f"; write {_EXAMPLE[wanted]}"
    raise ValueError(f"a policy has no clock {path!r}{guess}")


def _span(value: object) -> object:
    return _path("span", value) if isinstance(value, str) else value


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    return parse_duration(value) if value[:1].isdigit() else _path("duration", value)


SpanRef = Annotated[str | Times, BeforeValidator(_span)]
"""``clocks.declare`` of the policy, or ``[5m, 15m]``: full credit, no credit."""

DurationRef = Annotated[str | int, BeforeValidator(_duration)]
"""``clocks.verify`` of the policy, or ``15m``."""


def _of_policy(trace: Trace, path: str) -> Any:
    value: Any = trace.policy
    for step in path.split("."):
        value = getattr(value, step, None)
    return value.get(str(trace.rank)) if isinstance(value, dict) else value


def span_of(trace: Trace, ref: str | tuple[int, int]) -> Span | None:
    """Return a span of the policy, by the rank where it has one for each; None if it has none."""
    return _of_policy(trace, ref) if isinstance(ref, str) else ref


def duration_of(trace: Trace, ref: str | int) -> int | None:
    """Return a duration of the policy, by the rank where it has one for each."""
    return _of_policy(trace, ref) if isinstance(ref, str) else ref
