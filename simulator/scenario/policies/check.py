"""What no model can see of a policy: that everything it names is there."""

from __future__ import annotations

import re
from collections.abc import Collection

from simulator.model.expr import ExpressionError, compile_expression, nearest
from simulator.model.policy import PACED_STAGES, POLICY_ROLES
from simulator.model.units import parse_duration
from simulator.rules.severity_facts import (
    FACT_NAMES,
    MAX_SHARES,
    SHARE,
    compared_shares,
    names_in,
    odd_share,
)
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["RANKED", "check_policy"]

RANKED = (
    ("clocks", "ack"),
    ("escalation", "pages"),
    ("roles", "required"),
    ("hub", "kinds"),
    ("cadence", "internal"),
    ("cadence", "external"),
    ("cadence", "external_stages"),
)
"""The tables of a policy that have one entry for each rank."""
_RANKS = (
    ("notify", "for_rank_leq"),
    ("notify", "executives_for_rank_leq"),
    ("postmortem", "required_for_rank_leq"),
)
"""The keys whose value is a rank."""


def check_policy(document: Document) -> None:
    """Note every problem with what a policy names: labels, ranks, facts, roles, stages, times."""
    top = document.top
    labels = [level["label"].text for level in top["severity"]["levels"].each()]
    _check_ladder(document, labels)
    _check_rules(document, labels)
    _check_questions(document)
    _check_ranks(document, [str(number) for number in range(len(labels))])
    _check_stages(document)
    _check_roles(document)
    _check_steps(document)
    _check_pattern(document, top["hub"]["name"])


def _unknown(document: Document, place: Cursor, what: str, known: Collection[str]) -> None:
    """Say of a text that it is not one of those that may stand there."""
    if place.text and place.text not in known:
        kinds = what.rpartition(" ")[2]
        guess = nearest(place.text, known) or f"; {kinds}s: {', '.join(known)}"
        document.problem(place, f"no {what} {shown(place.text)}{guess}")


def _check_ladder(document: Document, labels: list[str]) -> None:
    levels = list(document.top["severity"]["levels"].each())
    for number, level in enumerate(levels):
        label, rank = labels[number], level["rank"].node
        if label and label in labels[:number]:
            document.problem(level["label"], f"the label {label!r} is here twice")
        if rank and isinstance(rank.value, int) and rank.value != number:
            message = f"ranks count from 0, worst first: write {number}, not {rank.value}"
            document.problem(level["rank"], message)


def _check_rules(document: Document, labels: list[str]) -> None:
    severity = document.top["severity"]
    asked = {question["fact"].text for question in document.top["questions"].each()}
    shares: set[float] = set()
    for rule in severity["rules"].each():
        shares |= _check_rule(document, rule["if"], asked)
        _check_label(document, rule["then"], labels)
    _check_label(document, severity["otherwise"], labels)
    if len(shares) > MAX_SHARES:
        message = f"the rules compare with {len(shares)} different shares; at most {MAX_SHARES}"
        document.problem_at_key(severity["rules"], message)


def _check_rule(document: Document, place: Cursor, asked: Collection[str]) -> set[float]:
    """Check one condition; return the shares that it compares with."""
    if not place.text:
        return set()
    try:
        tree = compile_expression(place.text, FACT_NAMES).tree
    except ExpressionError as error:
        document.problem(place, error.message, error.pos)
        return set()
    if odd := odd_share(tree):
        message = f"{SHARE} can only be compared with a share, such as {SHARE} >= 20%"
        document.problem(place, message, odd.pos)
    for name in names_in(tree):
        if name.value not in asked:
            message = f"no question asks for {name.value}: add {{fact: {name.value}, ask: ...}}"
            document.problem(place, f"{message} to the questions", name.pos)
    return compared_shares(tree)


def _check_label(document: Document, place: Cursor, labels: list[str]) -> None:
    if place.text and place.text not in labels:
        guess = nearest(place.text, labels) or f"; levels: {', '.join(labels)}"
        document.problem(place, f"no level labelled {shown(place.text)}{guess}")


def _check_questions(document: Document) -> None:
    seen: set[str] = set()
    for question in document.top["questions"].each():
        fact = question["fact"]
        _unknown(document, fact, "such fact", FACT_NAMES.names)
        if fact.text in seen:
            document.problem(fact, f"another question asks for {fact.text} already")
        seen.add(fact.text)


def _check_ranks(document: Document, ranks: list[str]) -> None:
    top, known = document.top, ", ".join(ranks)
    for section, group in RANKED:
        for name, place in top[section][group].entries():
            if name not in ranks:
                message = f"no level has rank {shown(name)}; ranks: {known}"
                document.problem_at_key(place, message)
    values = [top[section][key] for section, key in _RANKS]
    for place in (*values, *top["roles"]["may_be_empty"].each()):
        value = place.node.value if place.node else None
        if isinstance(value, int) and not isinstance(value, bool) and str(value) not in ranks:
            document.problem(place, f"no level has rank {value}; ranks: {known}")


def _check_stages(document: Document) -> None:
    for _, stages in document.top["cadence"]["external_stages"].entries():
        for name, place in stages.entries():
            if name not in PACED_STAGES:
                guess = nearest(name, PACED_STAGES) or f"; stages: {', '.join(PACED_STAGES)}"
                document.problem_at_key(place, f"no stage {shown(name)} that waits for news{guess}")


def _check_roles(document: Document) -> None:
    roles = document.top["roles"]
    groups = [place for _, place in roles["required"].entries()]
    for group in (*groups, *roles["separate"].each(), document.top["external"]["approval"]):
        for place in group.each():
            _unknown(document, place, "such role", POLICY_ROLES)
    for name, place in roles["names"].entries():
        if name not in POLICY_ROLES:
            guess = nearest(name, POLICY_ROLES) or f"; roles: {', '.join(POLICY_ROLES)}"
            document.problem_at_key(place, f"no such role {shown(name)}{guess}")
    for place in roles["may_be_empty"].each():
        rank = place.node.value if place.node else None
        if any(role.text == "ic" for role in roles["required"][str(rank)].each()):
            document.problem(place, f"at rank {rank} an ic is required; take one of the two away")


def _check_steps(document: Document) -> None:
    """See to it that the ladder goes up: each step comes later than the one before."""
    last = -1
    for step in document.top["escalation"]["ladder"].each():
        try:
            after = parse_duration(step["after"].text)
        except ValueError:
            continue  # the model has said so
        if after <= last:
            message = f"each step comes later than the one before, not {step['after'].text!r}"
            document.problem(step["after"], message)
        last = max(last, after)


def _check_pattern(document: Document, place: Cursor) -> None:
    try:
        re.compile(place.text)
    except re.error as error:
        document.problem(place, f"no regular expression: {error.msg}", error.pos)
    except (OverflowError, RecursionError):
        document.problem(place, "no regular expression: it is too large")
