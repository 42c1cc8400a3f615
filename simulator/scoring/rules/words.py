"""What updates say, and whether news and duties are told: C2, C8, C10."""

from __future__ import annotations

from pydantic import Field

from simulator.model.fields import Duration, Share
from simulator.model.phrases import Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.units import MINUTE
from simulator.scoring.combinators import Obligation, Span, ratio
from simulator.scoring.content.completeness import FIELD_WORDS, Completeness, completeness
from simulator.scoring.content.updates import INTERNAL
from simulator.scoring.findings import (
    Finding,
    against,
    against_all,
    chained,
    not_applicable,
    scored,
    time,
)
from simulator.scoring.pace import paced
from simulator.scoring.rules.general import due
from simulator.scoring.rules.registry import NoArgs, RuleArgs, rule
from simulator.scoring.trace import Trace

__all__ = ["material_changes", "telling"]


def telling(trace: Trace, event: Event) -> Completeness:
    """Return what an update or a post tells its readers, and what it leaves out."""
    span = trace.policy.cadence.internal.get(str(trace.rank))
    return trace.remember(
        ("telling", event.seq),
        lambda: completeness(
            event,
            composed=trace.composed,
            latest_next=span[1] if span else trace.over,
            glossary=trace.glossary,
            level=trace.told_level(event.t),
        ),
    )


@rule("updates_complete", NoArgs)
def updates_complete(trace: Trace, _: NoArgs) -> Finding:
    """Ask that each internal update tells its readers everything that they need.

    What an audience needs differs: people inside seven fields, executives four. A plain word that
    nothing has changed, with the next time, is no worse for being short.
    """
    found = [(e, telling(trace, e)) for e in _internal(trace)]
    judged = [(e, c) for e, c in found if c.score is not None]
    if not judged:
        return not_applicable(phrase("No update inside was recorded with its words."))
    obligations = [Obligation(e.t, e.t, e.t, c.score, (e.seq,)) for e, c in judged]
    value = ratio(obligations) or 0.0
    missing: dict[str, int] = {}
    for _event, one in judged:
        for field in one.missing:
            missing[field] = missing.get(field, 0) + 1
    most = sorted(missing, key=lambda f: (-missing[f], f))[:2]
    said = phrase_n(
        "{n} update carries {share} of what it should say",
        "{n} updates carry {share} of what they should say",
        len(judged),
        share=f"{value:.0%}",
    )
    if most:
        fields = chained([FIELD_WORDS[field] for field in most])
        said = phrase("{said}; most often missing: {fields}", said=said, fields=fields)
    return scored(value, against_all(said), obligations)


def _internal(trace: Trace) -> list[Event]:
    """Return the updates inside that have to be complete."""
    return [
        e
        for e in trace.of("update.posted")
        if str(e.data.get("audience", "stakeholders")) in INTERNAL
        and not (e.seq in trace.real_update_seqs and telling(trace, e).score == 0)
    ]


class News(RuleArgs):
    """How soon a change of the impact is told."""

    least: Share = Field(0.1, description="Smaller changes of the share of users are no news.")
    together: Duration = Field(
        5 * MINUTE, description="Changes in the same direction this close together are one."
    )


@rule("news_told", News)
def news_told(trace: Trace, args: News) -> Finding:
    """Ask that each material change of the impact is told soon, half inside, half outside."""
    clocks = trace.policy.clocks
    visible = trace.facts.get("customer_visible") is not False
    changes = material_changes(trace, args.least, args.together)
    obligations: list[Obligation] = []
    for t, seq, _level in changes:
        if trace.observes("update.posted"):
            span = paced(trace, clocks.news_internal, "update", t)
            obligations.append(_news(trace, t, trace.real_updates, span, seq))
        if visible and trace.observes("statuspage.posted"):
            span = paced(trace, clocks.news_public, "statuspage", t)
            obligations.append(_news(trace, t, trace.good_posts, span, seq))
    value = ratio(obligations)
    if value is None:
        steady = phrase("The impact did not change while it could be told.")
        return not_applicable(steady, obligations)
    late = sum((o.credit or 0.0) < 1.0 for o in obligations if o.credit is not None)
    known = sum(o.credit is not None for o in obligations)
    said = phrase_n(
        "{good} of {all} words about {n} change of the impact came in time",
        "{good} of {all} words about {n} changes of the impact came in time",
        len(changes),
        good=known - late,
        all=known,
    )
    inside, outside = time(clocks.news_internal[0]), time(clocks.news_public[0])
    target = phrase("{inside} inside, {outside} outside", inside=inside, outside=outside)
    return scored(value, against(said, target), obligations)


def _news(trace: Trace, t: int, told: list[Event], span: Span, seq: int) -> Obligation:
    return due(trace, t, [e for e in told if e.t >= t], span, (seq,))


def material_changes(
    trace: Trace, least: float = 0.1, together: int = 5 * MINUTE
) -> list[tuple[int, int, float]]:
    """Return when the impact changed so much that people had to hear of it: t, seq, level.

    Smaller changes than ``least`` are no news; those in the same direction within ``together`` of
    each other are one.
    """
    since = trace.anchor or 0
    out: list[tuple[int, int, float]] = []
    told = trace.impact.at(since) or 0.0
    last: tuple[int, float] | None = None
    for t, level, seq in trace.impact.steps:
        moved = level - told
        small = abs(moved) < least - 1e-9 and not level <= 0 < told
        if not since < t <= trace.over or small:
            continue
        if last is None or t - last[0] > together or moved * last[1] <= 0:
            out.append((t, seq, level))
        last, told = (t, moved), level
    return out


_AUDIENCE = {"customer_email": "customers_email"}
"""What an update calls those whom the policy names."""


@rule("duties_done", NoArgs)
def duties_done(trace: Trace, _: NoArgs) -> Finding:
    """Ask that those whom the policy names are told in time: executives, customers, a regulator."""
    facts = trace.facts.get("severity")
    known = facts if isinstance(facts, dict) else {}
    wanted = {
        "executives": True,
        "customer_email": trace.facts.get("customer_visible") is not False,
        "regulator": bool(known.get("data_loss") or known.get("breach")),
    }
    duties = trace.policy.notify.duties(trace.rank)
    asked = {_AUDIENCE.get(who, who): limit for who, limit in duties.items() if wanted[who]}
    if not asked:
        return not_applicable(phrase("The policy names nobody who must be told of this."))
    start = trace.anchor or 0
    obligations = {
        name: due(
            trace, start, _told(trace, name), paced(trace, (limit, 2 * limit), "update", start)
        )
        for name, limit in asked.items()
    }
    value = ratio(obligations.values())
    if value is None:
        early = phrase("The log ends before anybody had to be told.")
        return not_applicable(early, obligations.values())
    told = joined(
        _duty(name, o, asked[name]) for name, o in obligations.items() if o.credit is not None
    )
    said = phrase("From the latest time to declare: {duties}", duties=told)
    if trace.declared_in_time:
        said = phrase("From the declaration: {duties}", duties=told)
    return scored(value, said, obligations.values())


_READERS = {
    "executives": phrase("executives"),
    "customers_email": phrase("customers email"),
    "regulator": phrase("regulator"),
}
"""Those whom the policy names."""


def _duty(name: str, found: Obligation, limit: int) -> Phrase:
    who, target = _READERS[name], time(limit)
    if found.delay is None:
        return phrase("{who} not told (target {target})", who=who, target=target)
    when = time(found.delay)
    return phrase("{who} after {time} (target {target})", who=who, time=when, target=target)


def _told(trace: Trace, audience: str) -> list[Event]:
    found = [e for e in trace.of("update.posted") if e.data.get("audience") == audience]
    return [e for e in found if (telling(trace, e).score or 0.0) > 0 or "text" not in e.data]
