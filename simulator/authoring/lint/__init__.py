"""The quality of an exercise: one rule a function, one module a subject.

:func:`lint_scenario` says what is wrong with a scenario that loads, :data:`RULES` lists what it
looks for; ``docs/lint.md`` is made from the same rules.
"""

from __future__ import annotations

from simulator.authoring.lint.check import lint_scenario, problem_finding
from simulator.authoring.lint.finding import RULES, SEVERITIES, Finding, Rule, Severity
from simulator.authoring.lint.reference import rules_markdown

__all__ = [
    "RULES",
    "SEVERITIES",
    "Finding",
    "Rule",
    "Severity",
    "lint_scenario",
    "problem_finding",
    "rules_markdown",
]
