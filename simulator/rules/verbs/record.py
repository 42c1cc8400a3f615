"""The incident document: what everybody can read up, written while it happens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.units import clock_text
from simulator.rules.catalogue import Args, Prose, Seq, verb
from simulator.rules.context import Asked, Draft

__all__ = ["SECTIONS"]

Section = Literal["summary", "impact", "timeline", "hypotheses", "actions", "owners"]
SECTIONS: tuple[Section, ...] = (
    "summary", "impact", "timeline", "hypotheses", "actions", "owners",
)  # fmt: skip
_REPLACED = ("summary", "impact", "owners")
"""Sections of which the newest entry is what holds; the others only grow."""
_SHOWN = 300
"""So much of what stands there is shown to somebody who would have written over it."""


class Write(Args):
    """A section and its text, the events it rests on, and the revision that you saw last."""

    section: Section
    text: Prose
    refs: Annotated[list[Seq], Field(max_length=20)] = Field(default_factory=list)
    base_rev: Annotated[int, Field(ge=0)] | None = None


@verb("doc.write", Write, "trainee")
def write(asked: Asked) -> list[Draft]:
    """Write in the incident document; say which events (seq) it is about."""
    args = asked.args
    refs = [asked.event(seq).seq for seq in dict.fromkeys(args.refs)]
    newest = len(asked.state.document.get(args.section, ()))
    if args.base_rev is not None:
        _refuse_stale(asked, newest)
    data = {"section": args.section, "text": args.text, "refs": refs, "rev": newest + 1}
    return [("doc.updated", data)]


def _refuse_stale(asked: Asked, newest: int) -> None:
    """Refuse to write over what the writer has not seen."""
    section, base = asked.args.section, asked.args.base_rev
    if base > newest:
        message = phrase(
            "doc.write: {section} has no revision {revision}.", section=section, revision=base
        )
        there = phrase("Nobody has written there yet.")
        if newest:
            there = phrase("The newest is {revision}.", revision=newest)
        raise Refusal("bad_args", message, there)
    if section not in _REPLACED or base == newest:
        return
    entry = asked.state.document[section][-1]
    text = entry.text if len(entry.text) <= _SHOWN else entry.text[: _SHOWN - 1] + "…"
    raise Refusal(
        "wrong_state",
        phrase(
            "{person} changed {section} at {time}: yours is stale. It is at revision {newest}, "
            "and you wrote on revision {revision}.",
            person=asked.state.name(entry.by),
            section=section,
            time=clock_text(asked.scenario.start, entry.at),
            newest=newest,
            revision=base,
        ),
        phrase("Now it says: {text}", text=text),
    )
