"""Posts on the status page: in order, plain, and true: C5, C6, C7."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from pydantic import Field

from simulator.model.fields import Share
from simulator.model.phrases import NOTHING, Phrase, joined, phrase, phrase_n
from simulator.model.records import Event
from simulator.scoring.checks import changes_of, kind_of
from simulator.scoring.combinators import Obligation, ratio
from simulator.scoring.content.completeness import FIELD_WORDS
from simulator.scoring.content.contradiction import contradicted, sentence_around
from simulator.scoring.content.public import stage_of
from simulator.scoring.findings import (
    Finding,
    against,
    against_all,
    not_applicable,
    scored,
    with_details,
)
from simulator.scoring.rules.registry import NoArgs, RuleArgs, rule
from simulator.scoring.rules.rhythm import hears_nothing
from simulator.scoring.rules.words import telling
from simulator.scoring.trace import Trace

__all__ = ["is_true", "too_early"]

_STAGES = ("investigating", "identified", "monitoring", "resolved")


def _posts(trace: Trace) -> Finding | list[Event]:
    """Return the public posts, or a finding where there is nothing to judge in them."""
    if (found := hears_nothing(trace)) is not None:
        return found
    posts = trace.of("statuspage.posted")
    if posts:
        return posts
    limit = (trace.anchor or 0) + trace.policy.clocks.first_public[1]
    if not trace.reached(limit) or trace.over <= limit:
        return not_applicable(phrase("The incident was over before a public post was due."))
    return scored(0.0, phrase("No public post was seen"), [_none_at(trace)])


def _none_at(trace: Trace, posts: Iterable[Event] = ()) -> Obligation:
    """Return the obligation to tell customers something, which no post met."""
    start, seqs = trace.anchor or 0, tuple(e.seq for e in posts)
    return Obligation(start, start + trace.policy.clocks.first_public[0], None, 0.0, seqs)


def _recorded(trace: Trace, posts: Iterable[Event]) -> list[Event]:
    """Keep the posts whose words were recorded."""
    return [e for e in posts if trace.composed or "text" in e.data]


class Stages(RuleArgs):
    """How the stages of the status page followed one another."""

    unclosed: Share = 0.75
    """So much is left if the incident was closed and the page never said so."""


@rule("stages_in_order", Stages)
def stages_in_order(trace: Trace, args: Stages) -> Finding:
    """Ask that the stage of the status page never goes back, unless the trouble came back."""
    posts = _posts(trace)
    if isinstance(posts, Finding):
        return posts
    known = [e for e in trace.good_posts if stage_of(e) in _STAGES]
    if not known:
        none = phrase("No public post had a stage and told customers something")
        return scored(0.0, against(none, phrase("all do")), [_none_at(trace, posts)])
    # Who says the same stage again takes no step, so many such posts do not hide one back.
    steps = [_step(trace, a, b) for a, b in pairwise(known) if stage_of(a) != stage_of(b)]
    value = 1.0 if not steps else (ratio(steps) or 0.0)
    said = [_steps_said(sum(o.credit == 0 for o in steps), len(steps))]
    seen = [s for s in _STAGES if any(stage_of(e) == s for e in known)]
    if trace.closed is not None and "resolved" not in seen:
        value *= args.unclosed
        said.append(phrase("it never said Resolved"))
    if trace.policy.external.require_all_stages and trace.closed is not None:
        value *= len(seen) / len(_STAGES)
        said.append(
            phrase_n(
                "{used} of {n} stage used",
                "{used} of {n} stages used",
                len(_STAGES),
                used=len(seen),
            )
        )
    obligations = steps or [Obligation(known[0].t, known[0].t, known[0].t, 1.0, (known[0].seq,))]
    return scored(value, against(joined(said), phrase("none back")), obligations)


def _steps_said(back: int, steps: int) -> Phrase:
    if not steps:
        return phrase("The status page stayed in one stage")
    if not back:
        return phrase("The status page never went back")
    return phrase_n(
        "{back} of {n} step of the status page went back",
        "{back} of {n} steps of the status page went back",
        steps,
        back=back,
    )


def _step(trace: Trace, before: Event, after: Event) -> Obligation:
    one, two = (_STAGES.index(stage_of(e)) for e in (before, after))
    seqs = (before.seq, after.seq)
    rose = any(
        before.t < t <= after.t and level > (trace.impact.at(t - 1) or 0.0)
        for t, level, _ in trace.impact.steps
    )
    fine = two >= one or rose
    return Obligation(before.t, after.t, after.t, 1.0 if fine else 0.0, seqs)


@rule("posts_plain", NoArgs)
def posts_plain(trace: Trace, _: NoArgs) -> Finding:
    """Ask that public posts are plain and complete: the mean of a checklist."""
    posts = _posts(trace)
    if isinstance(posts, Finding):
        return posts
    told = _recorded(trace, posts)
    if not told:
        return not_applicable(phrase("The words of the public posts were not recorded."))
    obligations = [Obligation(e.t, e.t, e.t, trace.post_quality(e), (e.seq,)) for e in told]
    value = ratio(obligations) or 0.0
    missing = sorted({field for e in told for field in telling(trace, e).missing})
    said = phrase_n(
        "{n} public post fulfils {share} of the checklist",
        "{n} public posts fulfil {share} of the checklist",
        len(told),
        share=f"{value:.0%}",
    )
    if missing:
        checks = joined(FIELD_WORDS[field] for field in missing)
        said = phrase("{said}; amiss at least once: {checks}", said=said, checks=checks)
    return scored(value, against_all(said), obligations)


class Truth(RuleArgs):
    """What the posts of a page are worth of which one was an all-clear that was none."""

    false_end: Share = Field(
        0.5, description="So much at most is left after a Resolved while users were hit."
    )


@rule("posts_true", Truth)
def posts_true(trace: Trace, args: Truth) -> Finding:
    """Ask that each public post was so: stage backed by what had happened, scope by fact."""
    posts = _posts(trace)
    if isinstance(posts, Finding):
        return posts
    # A post that tells customers nothing is not true either; a false one counts all the same.
    found = [(e, _truth(trace, e)) for e in posts]
    obligations = [o for e, o in found if o.credit == 0 or e.seq in trace.good_post_seqs]
    if not obligations:
        said = phrase("No public post told customers anything")
        return scored(0.0, against(said, phrase("all do, and truly")), [_none_at(trace, posts)])
    value = ratio(obligations) or 0.0
    if any(too_early(trace, e) for e in posts):
        value = min(value, args.false_end)
    false = [o for o in obligations if o.credit == 0]
    said = phrase_n(
        "{good} of {n} public post was so when it went out",
        "{good} of {n} public posts were so when they went out",
        len(obligations),
        good=len(obligations) - len(false),
    )
    said = with_details(said, joined(dict.fromkeys(o.note for o in false), "; "))
    return scored(value, against_all(said), obligations)


def too_early(trace: Trace, post: Event) -> bool:
    """Whether a post said Resolved while users were hit, as far as the log tells."""
    return stage_of(post) == "resolved" and (trace.impact.at(post.t) or 0.0) > 0


def is_true(trace: Trace, post: Event) -> bool:
    """Whether what a public post said was so when it went out."""
    return _truth(trace, post).credit == 1.0


def _truth(trace: Trace, post: Event) -> Obligation:
    wrong, seqs = _unbacked(trace, post)
    if not wrong:
        level = trace.told_level(post.t)
        text = str(post.data.get("text") or "")
        claims = () if level is None else contradicted(text, level, trace.glossary)
        now = trace.impact.at(post.t) or 0.0
        if claims:
            wrong = phrase(
                "\u201c{words}\u201d was said with {share} affected",
                words=sentence_around(text, claims[0]),
                share=f"{now:.0%}",
            )
    return Obligation(post.t, post.t, post.t, 0.0 if wrong else 1.0, (*seqs, post.seq), wrong)


def _unbacked(trace: Trace, post: Event) -> tuple[Phrase, tuple[int, ...]]:
    """Return what the stage of a post lacked, with the events that back it."""
    backing = _BACKING.get(stage_of(post))
    return backing(trace, post) if backing else (NOTHING, ())


def _earlier(post: Event, events: Iterable[Event]) -> list[Event]:
    return [e for e in events if (e.t, e.seq) < (post.t, post.seq)]


def _identified(trace: Trace, post: Event) -> tuple[Phrase, tuple[int, ...]]:
    if not trace.observes("hypothesis.tested", "action.started"):
        return NOTHING, ()
    tested = trace.of("hypothesis.tested")
    known = _earlier(post, (e for e in tested if e.data.get("result") == "confirmed"))
    known += [e for e in _earlier(post, changes_of(trace)) if kind_of(trace, e) == "mitigation"]
    return _backed(known, phrase("Identified before a cause was confirmed or anything was done"))


def _monitoring(trace: Trace, post: Event) -> tuple[Phrase, tuple[int, ...]]:
    over = trace.impact.recovered_at
    if over is not None and over <= post.t:
        return NOTHING, trace.impact.recovery()
    if not trace.observes("action.finished"):
        return NOTHING, ()
    ended = _earlier(post, trace.of("action.finished"))
    done = [e for e in ended if kind_of(trace, e) == "mitigation"]
    return _backed(done, phrase("Monitoring before any mitigation had finished"))


def _resolved(trace: Trace, post: Event) -> tuple[Phrase, tuple[int, ...]]:
    recovered = trace.impact.recovered_at
    if recovered is None and trace.impact.started_at is None:
        return NOTHING, ()
    if recovered is None or recovered > post.t:
        return phrase("Resolved while users were still hit"), ()
    if not trace.observes("incident.resolved"):
        return NOTHING, ()
    closings = _earlier(post, trace.of("incident.resolved"))
    return _backed(closings, phrase("Resolved before it was closed"))


_BACKING: dict[str, Callable[[Trace, Event], tuple[Phrase, tuple[int, ...]]]] = {
    "identified": _identified,
    "monitoring": _monitoring,
    "resolved": _resolved,
}
"""What must have happened before a post of each stage."""


def _backed(known: Sequence[Event], otherwise: Phrase) -> tuple[Phrase, tuple[int, ...]]:
    return (NOTHING, (known[-1].seq,)) if known else (otherwise, ())
