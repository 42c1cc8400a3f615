"""Findings that an author means to be so: ``accepts: {code: why}``."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint.case import Case
from simulator.authoring.lint.finding import RULES, Found, rule
from simulator.model.expr import nearest

UNUSED = "accepts-unused"
"""Decided by the runner, which alone knows what was found."""


@rule(
    "accepts-unknown",
    "warning",
    way_out="Write the code that stands in brackets at the end of a finding; docs/lint.md has all.",
    example="accepts: {ded-air: The quiet is the lesson.}",
)
def unknown(case: Case) -> Iterator[Found]:
    """The scenario accepts a finding that does not exist.

    A slip of the pen leaves the finding where it was.
    """
    for code in case.scenario.accepts:
        if code not in RULES:
            message = f"there is no finding {code!r}{nearest(code, RULES)}"
            yield Found(case.at("accepts", code), message)


@rule(
    UNUSED,
    "advice",
    way_out="Remove it, so that it does not hide a finding one day.",
    example="accepts: {dead-air: The quiet is the lesson.}   # and there is no dead air",
)
def unused(_case: Case) -> Iterator[Found]:
    """The scenario accepts a finding that there is not.

    What was accepted once hides the next one of its kind.
    """
    yield from ()
