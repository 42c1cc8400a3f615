"""How each change to the system is made: said before, weighed, one at a time: M4, M5, M8."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from simulator.model.fields import Duration
from simulator.model.phrases import Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import SECOND
from simulator.scoring.checks import changes_of, kind_of
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.content.entries import is_copy, real_words
from simulator.scoring.content.words import is_placeholder
from simulator.scoring.findings import (
    Finding,
    against,
    against_none,
    not_applicable,
    not_observable,
    scored,
    time,
)
from simulator.scoring.rules.approval import spoken_ids
from simulator.scoring.rules.containment import first_try, looked_before
from simulator.scoring.rules.lookup import about, by_field, later, place
from simulator.scoring.rules.registry import RuleArgs, rule
from simulator.scoring.trace import Trace

__all__ = ["is_cold"]


class Announced(RuleArgs):
    """How long before a change people hear of it."""

    lead: Duration = 30 * SECOND
    """In wall time: people need it to speak up, whatever the speed of the drill."""
    hasty: float = Field(0.5, ge=0, le=1)
    """What a word is worth that came later than that."""


@rule("announced_first", Announced)
def announced_first(trace: Trace, args: Announced) -> Finding:
    """Ask that each change is proposed or announced before it starts, in time to speak up.

    Who heard of a change has heard of taking it back. What is proposed by the very start that
    carries it out is not said before.
    """
    if len(trace.crew) == 1:
        return not_applicable(phrase("One person played all roles, so there was nobody to tell."))
    kinds = ("action.proposed", "action.announced")
    all_seen, words = trace.observes(*kinds), by_field(trace, "id", *kinds)
    found = [_announced(trace, e, words, args) for e in changes_of(trace)]
    if not found:
        return not_applicable(phrase("No change was made to the system."))
    # Where one of the two could not be seen, silence does not mean that nothing was said.
    obligations = [o for o in found if all_seen or o.met_at is not None]
    value = ratio(obligations)
    if value is None:
        return not_observable(phrase("The log could not show what was said before changes."))
    early = sum(o.credit == 1.0 for o in obligations)
    hasty = sum(o.met_at is not None for o in obligations) - early
    said = phrase_n(
        "{good} of {n} change announced before it started",
        "{good} of {n} changes announced before they started",
        len(obligations),
        good=early,
    )
    if hasty:
        said = phrase("{said}, {n} only at the last moment", said=said, n=hasty)
    target = phrase("all, {time} before", time=time(args.lead))
    return scored(value, against(said, target), obligations)


def _announced(
    trace: Trace, start: Event, words: Mapping[object, Sequence[Event]], args: Announced
) -> Obligation:
    said = (
        next((e for e in words.get(about(one), ()) if not is_cold(trace, e, start)), None)
        for one in spoken_ids(start)
    )
    before = (e for e in said if e is not None and place(e) < place(start))
    first = min(before, key=place, default=None)
    if first is None:
        return Obligation(start.t, start.t, None, 0.0, (start.seq,))
    early = _wall(trace, first.t, start.t) >= args.lead
    credit = 1.0 if early else args.hasty
    return Obligation(start.t, start.t, first.t, credit, (first.seq, start.seq))


def is_cold(trace: Trace, proposal: Event, start: Event) -> bool:
    """Whether a proposal only came about because somebody started what nobody had proposed."""
    empty = not proposal.data.get("risk") and not proposal.data.get("undo")
    same = (proposal.t, proposal.actor) == (start.t, start.actor)
    return trace.composed and proposal.kind == "action.proposed" and same and empty


def _wall(trace: Trace, start: int, end: int) -> float:
    """Return how long a stretch of drill time took people, in ms of wall time."""
    length, since, factor = 0.0, start, 1.0
    for event in trace.of("drill.speed"):
        told = event.data.get("factor")
        if event.t >= end or not isinstance(told, int | float) or told <= 0:
            continue
        until = max(since, event.t)
        length, since, factor = length + (until - since) / factor, until, float(told)
    return length + (end - since) / factor


class Weighed(RuleArgs):
    """What has to be said of a change before it is chosen."""

    risk_words: int = Field(3, ge=1)
    """So many real words name a risk."""
    scope_parts: int = Field(3, ge=1, le=4)
    """Where somebody broke in: so much of who, how many, what and since makes a scope."""


@rule("safe_and_reversible", Weighed)
def safe_and_reversible(trace: Trace, args: Weighed) -> Finding:
    """Ask that changes come with their risk and their undoing, and the first can be undone.

    Where somebody broke in, throwing them out for good is right once the scope is known.
    """
    weighed = list(_weighed(trace, args))
    first = _first(trace, args)
    share = ratio(weighed)
    halves = [part for part in (share, first.credit if first else None) if part is not None]
    if not halves:
        return not_applicable(phrase("No change was proposed or made."))
    target = phrase("all, and a first one that can be undone")
    if trace.security:
        target = phrase("all, and nothing for good before the investigation")
    found = [*weighed, *([] if first is None else [first])]
    value = sum(halves) / len(halves)
    return scored(value, against(_weighed_said(weighed, first), target), found)


def _weighed_said(weighed: Sequence[Obligation], first: Obligation | None) -> Phrase:
    said: list[Phrase] = []
    if weighed:
        good = sum(o.credit == 1.0 for o in weighed)
        counts = phrase_n(
            "{good} of {n} change proposed with risk and undo",
            "{good} of {n} changes proposed with risk and undo",
            len(weighed),
            good=good,
        )
        said.append(counts)
    if first is not None and said:
        said.append(_FIRST[first.note][1])
    elif first is not None:
        said.append(_FIRST[first.note][0])
    return joined(said)


_LOOKED = phrase("came after the investigation")
_CAN = phrase("can be undone")
_CANNOT = phrase("cannot be undone")
_FIRST: dict[str, tuple[Phrase, Phrase]] = {
    _LOOKED: (
        phrase("The first mitigation came after the investigation"),
        phrase("the first mitigation came after the investigation"),
    ),
    _CAN: (
        phrase("The first mitigation can be undone"),
        phrase("the first mitigation can be undone"),
    ),
    _CANNOT: (
        phrase("The first mitigation cannot be undone"),
        phrase("the first mitigation cannot be undone"),
    ),
}
"""What a sentence says of the first mitigation, by its note; to begin with, and to go on with."""


def _weighed(trace: Trace, args: Weighed) -> Iterator[Obligation]:
    """Judge each proposal by its texts, unless a recorder from elsewhere kept none.

    A risk that repeats what was said of another change is no thought about this one.
    """
    earlier: list[tuple[object, str]] = []
    for event in trace.of("action.proposed"):
        data = event.data
        if kind_of(trace, event) == "diagnostic" or data.get("undoes") is not None:
            continue
        if not trace.composed and "risk" not in data and "undo" not in data:
            continue
        risk, action = str(data.get("risk") or ""), data.get("action") or data.get("id")
        copied = is_copy(risk, (text for other, text in earlier if other != action))
        earlier.append((action, risk))
        good = (
            real_words(risk) >= args.risk_words
            and not copied
            and not is_placeholder(data.get("undo"))
        )
        met = event.t if good else None
        yield Obligation(event.t, event.t, met, float(good), (event.seq,))


def _first(trace: Trace, args: Weighed) -> Obligation | None:
    """Judge whether the first mitigation can be undone, None where the log does not say."""
    start = first_try(trace)
    if start is None:
        return None
    if trace.security:
        looked = looked_before(trace, start, args.scope_parts)
        if looked and all(o.credit == 1.0 for o in looked.values()):
            seqs = tuple(dict.fromkeys(s for o in looked.values() for s in o.evidence))
            return Obligation(start.t, start.t, start.t, 1.0, seqs, _LOOKED)
    can = start.data.get("reversible")
    if not isinstance(can, bool):
        return None
    note = _CAN if can else _CANNOT
    return Obligation(start.t, start.t, start.t if can else None, float(can), (start.seq,), note)


class Apart(RuleArgs):
    """When two changes are in each other's way."""

    zero_at: int = Field(2, ge=1)
    """With so many of them there is no credit."""


@rule("changes_apart", Apart)
def changes_apart(trace: Trace, args: Apart) -> Finding:
    """Ask that no change begins while another one of the same component runs.

    One that waits for the other begins when its waiting is over; one that ran into another has not
    waited.
    """
    if not trace.observes("action.finished"):
        return not_observable(phrase("The log could not show when changes ended."))
    runs = [run for e in changes_of(trace) if (run := _run(trace, e)) is not None]
    if len(runs) <= 1:
        return not_applicable(
            phrase("There were no two changes that could be in each other's way.")
        )
    runs.sort(key=lambda run: (run[1], run[0].seq))
    obligations = list(_apart(runs))
    bad = sum(o.credit == 0.0 for o in obligations)
    said = phrase_n(
        "{bad} of {n} change began while another one of the same component ran",
        "{bad} of {n} changes began while another one of the same component ran",
        len(runs),
        bad=bad,
    )
    return scored(1 - bad / args.zero_at, against_none(said), obligations)


_Run = tuple[Event, int, int | None]
"""A start, when it began to change anything (ms), and when it was over; None: it still runs."""


def _run(trace: Trace, start: Event) -> _Run | None:
    """Return when a change began and ended, None while it waits for another one."""
    name = about(start.data.get("id"))
    ends = by_field(trace, "id", "action.finished", "action.failed", "action.aborted").get(name, ())
    over = next((e.t for e in later(ends, start)), None)
    if over is None and not trace.composed:
        over = start.t  # nobody wrote down when it ended
    if not start.data.get("waits_for"):
        return start, start.t, over
    steps = by_field(trace, "id", "action.progressed").get(name, ())
    begun = next((e.t for e in later(steps, start)), over)
    return None if begun is None else (start, begun, over)


def _apart(runs: list[_Run]) -> Iterator[Obligation]:
    """Judge each change, in the order in which they began, by what else ran there then."""
    running: dict[object, list[_Run]] = {}
    for run in runs:
        start, begun, over = run
        component = about(start.data.get("component"))
        others = [one for one in running.get(component, ()) if one[2] is None or begun < one[2]]
        running[component] = [*others, run]
        if others and component is not None and (over is None or over > begun):
            yield Obligation(begun, begun, None, 0.0, (others[0][0].seq, start.seq))
        else:
            yield Obligation(begun, begun, begun, 1.0, (start.seq,))
