"""All rules over one scenario: findings in the order of the file, accepted ones marked."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.lint import (
    accepted,
    actions,
    alerts,
    clues,
    escalations,
    facts,
    injects,
    looking,
    pace,
    spoilers,
    whole,
)
from simulator.authoring.lint.case import Case, Stuck
from simulator.authoring.lint.finding import RULES, Finding, Found, Rule
from simulator.model.errors import Problem
from simulator.model.policy import Policy
from simulator.scenario import load_policy, load_scenario
from simulator.scenario.document import Cursor, Document
from simulator.scenario.reader import read_document

__all__ = ["INVALID", "SUBJECTS", "lint_scenario", "problem_finding"]

SUBJECTS = (
    whole,
    injects,
    alerts,
    actions,
    clues,
    pace,
    spoilers,
    facts,
    escalations,
    looking,
    accepted,
)
"""The modules whose rules are applied, in the order of the reference."""
INVALID = "invalid"
"""The code of everything that keeps a file from loading."""


def lint_scenario(text: str, file: str, policy: Policy | None = None) -> list[Finding]:
    """Examine a scenario by every rule; findings come in the order of the file.

    What the author accepts has its reason in :attr:`Finding.accepted`. The expert crew that is
    simulated plays by ``policy`` (default: imag).

    Raises:
        InputError: if it does not load, with every problem.
    """
    scenario = load_scenario(text, file)
    case = Case(scenario, read_document(text, file), policy or load_policy("imag"))
    findings = [finding for rule in RULES.values() for finding in _apply(rule, case)]
    findings += _unused(case, {finding.code for finding in findings})
    return sorted(findings, key=lambda f: (f.line, f.col, f.code, f.message))


def problem_finding(problem: Problem) -> Finding:
    """Return a problem that keeps a file from loading as a finding."""
    p = problem
    return Finding(p.file, p.line, p.col, p.path, "error", INVALID, p.message)


def _apply(rule: Rule, case: Case) -> Iterator[Finding]:
    try:
        for found in rule.check(case):
            yield _finding(rule, case, found)
    except Stuck:
        return  # does-not-run says so


def _finding(rule: Rule, case: Case, found: Found) -> Finding:
    line, col = _place(case.document, found.at)
    return Finding(
        case.document.file,
        line,
        col,
        found.at.path,
        found.severity or rule.severity,
        rule.code,
        found.message,
        found.way_out or rule.way_out,
        case.scenario.accepts.get(rule.code, ""),
    )


def _place(document: Document, at: Cursor) -> tuple[int, int]:
    """Return line and column of a value, of its key where it has none, or of the file."""
    node = (at.node if at else None) or at.key or at.node or document.root
    return node.line, node.col


def _unused(case: Case, found: set[str]) -> Iterator[Finding]:
    rule = RULES[accepted.UNUSED]
    for code in case.scenario.accepts:
        if code in RULES and code not in found and code != rule.code:
            place = case.at("accepts", code)
            yield _finding(rule, case, Found(place, f"there is no {code} here to accept"))
