"""A timeline from its text: read, validate, check, and write as a log."""

from __future__ import annotations

import re

from pydantic import ValidationError

from simulator.model.records import Log
from simulator.model.timeline import Timeline
from simulator.scenario.document import Document, in_order
from simulator.scenario.explain import explain
from simulator.scenario.reader import read_document
from simulator.scenario.timeline.convert import timeline_log
from simulator.scenario.timeline.lines import check_lines
from simulator.scenario.timeline.story import calendar_of, check_story

__all__ = ["is_timeline", "read_timeline"]

_BEGINS = re.compile(r"^timeline\s*:", re.MULTILINE)

_OTHERS = {
    "version": "a scenario",
    "policy": "a policy",
    "rubric": "a rubric",
    "extends": "a policy or a rubric",
}
"""What a file is whose first key is this."""


def is_timeline(text: str) -> bool:
    r"""Tell whether a text is meant to be a timeline, by its first key.

    >>> is_timeline("# ours\ntimeline: 1"), is_timeline('{"format": "misfortune-log/1"}')
    (True, False)
    """
    return _BEGINS.search(text) is not None


def read_timeline(text: str, file: str = "timeline") -> Log:
    """Read a timeline from YAML text and return its log.

    ``file`` is the name that messages give.

    Raises:
        InputError: with every problem found, in the order of the file, each with line, column,
            path, what was offered and what is allowed.
    """
    document = read_document(text, file)
    _refuse_others(document)
    timeline = None
    try:
        timeline = Timeline.model_validate(document.root.value)
    except ValidationError as error:
        explain(error, Timeline, document)
    check_lines(document)
    if timeline is None or document.problems:
        raise in_order(document.problems)
    calendar = calendar_of(document, timeline)
    if calendar is None:
        raise in_order(document.problems)
    check_story(document, timeline, calendar)
    if document.problems:
        raise in_order(document.problems)
    return timeline_log(timeline, calendar)


def _refuse_others(document: Document) -> None:
    """Refuse a file that is something else, before every key of it is called unknown."""
    first = next(iter(document.root.fields), "")
    if first in _OTHERS and "timeline" not in document.root.fields:
        what = _OTHERS[first]
        document.problem(document.top, f"this is {what}; a timeline begins with timeline: 1")
        raise in_order(document.problems)
