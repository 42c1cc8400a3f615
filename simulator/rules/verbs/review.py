"""The review of an incident: write it, share it, and put what was learned into a runbook."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from simulator.model.errors import Refusal
from simulator.model.phrases import joined, phrase
from simulator.rules.catalogue import Args, Ident, Line, Optional, Prose, verb
from simulator.rules.context import Asked, Draft

__all__ = ["HEADINGS", "review_markdown"]

HEADINGS: dict[str, str] = {
    "summary": "Summary",
    "timeline": "Timeline",
    "impact": "Impact",
    "root_cause": "Root cause",
    "went_well": "What went well",
    "went_wrong": "What went wrong",
}
"""The sections of a review and their headings, in order; the action items come after them."""
_COLUMNS = {"what": "Action", "type": "Type", "priority": "Priority", "owner": "Owner",
            "due": "Due"}  # fmt: skip
_TOP_HEADING = re.compile(r"^ {0,3}#{1,2}(?=[ \t]|$)", re.MULTILINE)
Part = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]


class Sections(Args):
    """The parts of a review; leave empty what you do not know yet."""

    summary: Part = ""
    timeline: Part = ""
    impact: Part = ""
    root_cause: Part = ""
    went_well: Part = ""
    went_wrong: Part = ""


class ActionItem(Args):
    """What is to be done, which sort of thing that is, how urgent, by whom and until when."""

    what: Line
    type: Literal["prevent", "detect", "mitigate", "process", "fix"]
    priority: Annotated[Optional, Field(max_length=40)] = ""
    owner: Annotated[Optional, Field(max_length=80)] = ""
    due: Annotated[Optional, Field(max_length=80)] = ""


class Write(Args):
    """The sections of the review and its action items."""

    sections: Sections = Field(default_factory=Sections)
    actions: Annotated[list[ActionItem], Field(max_length=30)] = Field(default_factory=list)


_SHARE: dict[str, Any] = {"with": (Annotated[Optional, Field(max_length=300)], "")}
# A class statement cannot have a field named ``with``.
Share = create_model("Share", __base__=Args, __doc__="With whom.", **_SHARE)


class Update(Args):
    """Which runbook, if it is one of the evidence sources, and what it says now."""

    source: Ident | None = None
    text: Prose


def _refuse_early(asked: Asked) -> None:
    """Refuse a review of what still goes on; the end of the drill ends the incident, too."""
    state = asked.state
    asked.refuse_unless(
        state.declared_at is not None,
        phrase("No incident has been declared, so there is none to review."),
        phrase("Declare first: anyone may."),
    )
    asked.refuse_unless(
        state.resolved_at is not None or state.phase == "ended",
        phrase("The incident is not resolved yet."),
        phrase("Review it once it is over: now the service comes first."),
    )


@verb("postmortem.write", Write, "trainee", when="working")
def write(asked: Asked) -> list[Draft]:
    """Write the review; the newest draft counts."""
    _refuse_early(asked)
    written = asked.args.sections.model_dump()
    sections = {key: text for key, text in written.items() if text}
    actions = [item.model_dump() for item in asked.args.actions]
    if not sections and not actions:
        hint = phrase("Sections: {known}; and actions.", known=", ".join(HEADINGS))
        raise Refusal("bad_args", phrase("postmortem.write: there is nothing in it."), hint)
    text = review_markdown(asked.state.title, sections, actions)
    return [("postmortem.drafted", {"text": text, "sections": sections, "actions": actions})]


@verb("postmortem.share", Share, "ic", when="working")
def share(asked: Asked) -> list[Draft]:
    """Share the newest draft of the review with the people it is for."""
    _refuse_early(asked)
    asked.refuse_unless(
        asked.state.draft is not None,
        phrase("There is no draft to share."),
        phrase("Write one first: anybody on the team may."),
    )
    return [("postmortem.shared", asked.args.model_dump())]


@verb("runbook.update", Update, "trainee", when="working")
def update(asked: Asked) -> list[Draft]:
    """Put what was learned into a runbook."""
    _refuse_early(asked)
    source = asked.args.source
    books = [name for name, spec in asked.scenario.evidence.items() if spec.kind == "runbook"]
    if source is not None and source not in books:
        there = phrase("This scenario has none.")
        if books:
            there = phrase("There are: {known}.", known=", ".join(books))
        hint = joined([there, phrase("Leave source out for a new one.")], " ")
        raise Refusal("not_found", phrase("No runbook {id}.", id=repr(source)), hint)
    return [("runbook.updated", {"source": source, "text": asked.args.text})]


def review_markdown(title: str, sections: dict[str, str], actions: list[dict[str, str]]) -> str:
    """Write a review as Markdown: a heading for each section that is there, and a table of actions.

    Headings inside a section are lowered, so that its own parts stay below it.
    """
    parts = [f"# Postmortem: {' '.join(title.split())}"]
    for key, heading in HEADINGS.items():
        if text := sections.get(key):
            parts.append(f"## {heading}\n\n{_TOP_HEADING.sub('###', text)}")
    if actions:
        parts.append(f"## Action items\n\n{_table(actions)}")
    return "\n\n".join(parts) + "\n"


def _table(actions: list[dict[str, str]]) -> str:
    rows = [list(_COLUMNS.values()), ["---"] * len(_COLUMNS)]
    rows += [[_cell(item[key]) for key in _COLUMNS] for item in actions]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    """Keep a text from ending its cell or its row."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())
