"""Sources of evidence: each kind has its own parts, and what it leads to exists."""

from __future__ import annotations

from typing import get_args

from simulator.model.expr import nearest
from simulator.model.scenario import EvidenceSpec
from simulator.scenario.checks.known import Known, check_name
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["check"]

_KINDS = get_args(EvidenceSpec.model_fields["kind"].annotation)
_CHARTS = ("dashboard", "synthetic", "support", "slo")
_PARTS = {
    "series": _CHARTS,
    "spans": ("traces",),
    "steps": ("runbook",),
    "slo": ("slo",),
    "shared": ("dashboard",),
}
"""Parts that only some kinds have."""


def check(document: Document, known: Known) -> None:
    """Check the parts of every source."""
    top = document.top
    destroyed = {
        name for _, action in top["actions"].entries() for name, _ in action["destroys"].names()
    }
    for name, source in top["evidence"].entries():
        _check_parts(document, source)
        _check_spans(document, source["spans"])
        for step in source["steps"].each():
            check_name(document, step["do"], known.actions, "action")
            check_name(document, step["look"], known.evidence, "evidence")
        _check_words(document, source, out_of_reach=name in destroyed)
    for _, action in top["actions"].entries():
        _check_words(document, action, out_of_reach=False)


def _check_parts(document: Document, source: Cursor) -> None:
    kind = source["kind"].text
    for part, kinds in _PARTS.items():
        place = source[part]
        if _is_there(place) and kind in _KINDS and kind not in kinds:
            message = f"only a source of kind {_either(kinds)} has {part}; this is {kind}"
            document.problem_at_key(place, message)
    if kind == "slo" and not source["slo"]:
        message = "a source of kind slo needs the key slo: its series and its target"
        document.problem(source["kind"], message)


def _either(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _is_there(place: Cursor) -> bool:
    """Whether something is said: an empty list or ``false`` says nothing."""
    return bool(place) and bool(place.node and place.node.value)


def _check_spans(document: Document, spans: Cursor) -> None:
    """Check that a span is inside one that stands before it."""
    before: list[str] = []
    for span in spans.each():
        inside = span["inside"]
        if inside.text and inside.text not in before:
            hint = nearest(inside.text, before) or _spans_before(before)
            message = f"no span before this one is named {shown(inside.text)}{hint}"
            document.problem(inside, message)
        before.append(span["name"].text)


def _spans_before(before: list[str]) -> str:
    return f"; before it: {', '.join(filter(None, before))}" if any(before) else "; it is the first"


def _check_words(document: Document, place: Cursor, *, out_of_reach: bool) -> None:
    """Check that a condition comes with words for when it does not hold, and words with one."""
    if place["needs"] and not place["otherwise"]:
        message = "say in otherwise what people are told when this does not hold"
        document.problem_at_key(place["needs"], message)
    if place["otherwise"] and not place["needs"] and not out_of_reach:
        message = "this is said when needs does not hold; there is no needs"
        document.problem_at_key(place["otherwise"], message)
