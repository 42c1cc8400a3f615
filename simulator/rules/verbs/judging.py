"""What staff thinks of the drill: ratings and notes, for the debrief."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulator.model.seats import EVALUATOR
from simulator.rules.catalogue import Args, Line, Optional, Prose, Seq, verb
from simulator.rules.context import Asked, Draft

__all__: list[str] = []

Rated = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$", max_length=80)]
"""The rubric is nobody's business here: whether such a criterion exists, the scorecard knows."""


class Rate(Args):
    """A criterion (D4, or E:cfo-asks of an inject) or a capability (command), and what you saw."""

    of: Rated
    rating: Literal["P", "S", "M", "U", "n/a"]
    note: Optional = ""


class Note(Args):
    """A tag to find it by, what you saw, and the event (seq) that it is about."""

    tag: Annotated[Line, Field(max_length=60)]
    text: Prose
    ref: Seq | None = None


@verb("rating.give", Rate, "facilitator", EVALUATOR, when="started")
def rate(asked: Asked) -> list[Draft]:
    """Rate a criterion or a capability by what you saw; a later rating replaces the earlier."""
    return [("rating.given", asked.args.model_dump())]


@verb("note.add", Note, "facilitator", EVALUATOR, when="started")
def note(asked: Asked) -> list[Draft]:
    """Note something for the debrief; no trainee sees it before."""
    args = asked.args
    ref = None if args.ref is None else asked.event(args.ref).seq
    return [("note.added", {"tag": args.tag, "text": args.text, "ref": ref})]
