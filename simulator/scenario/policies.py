"""Policies: the built-in ones, one from a text, and what a policy calls a failure."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from simulator.model.errors import InputError, Problem
from simulator.model.expr import ExpressionError, compile_expression, nearest
from simulator.model.policy import Policy
from simulator.model.scenario import Facts
from simulator.model.seats import CORE_ROLES
from simulator.rules.severity import FACT_NAMES, level_of
from simulator.scenario.document import Cursor, Document, in_order
from simulator.scenario.explain import explain, shown
from simulator.scenario.overlay import overlay
from simulator.scenario.reader import read_document

__all__ = ["load_policy", "policy_names", "read_policy", "true_level"]

_EXTENDS = "extends"


def policy_names() -> list[str]:
    """List the names of the built-in policies."""
    return sorted(
        entry.name.removesuffix(".yaml")
        for entry in (files("simulator.scenario") / "policies").iterdir()
        if entry.name.endswith(".yaml")
    )


@lru_cache(maxsize=32)
def load_policy(name: str) -> Policy:
    """Return a built-in policy by its name, such as ``imag``.

    Raises:
        InputError: if there is none of that name; the message lists the names that there are.
    """
    known = policy_names()
    if name not in known:
        guess = nearest(name, known) or f"; built in: {', '.join(known)}"
        raise InputError([Problem(name, 1, 1, "", f"no policy named {name!r}{guess}")])
    return read_policy(_source(name), f"{name}.yaml")


def read_policy(text: str, file: str = "policy") -> Policy:
    """Read a policy from YAML text.

    ``file`` is the name that messages give. A policy that begins with ``extends: imag`` holds only
    what differs from that built-in policy: keys are added or replaced, lists as a whole; a key
    without a value takes the entry away. Every severity rule is compiled, and every label and rank
    that the policy mentions must be one of its levels.

    Raises:
        InputError: with every problem found, each with line, column and path.
    """
    document = read_document(text, file)
    _apply_to_base(document)
    policy = None
    try:
        policy = Policy.model_validate(document.root.value)
    except ValidationError as error:
        explain(error, Policy, document)
    _check(document)
    if policy is None or document.problems:
        raise in_order(document.problems)
    return policy


def true_level(facts: Facts, policy: Policy) -> str:
    """Return the severity label that ``policy`` gives to a failure with these facts.

    Raises:
        ExpressionError: if a rule does not compile (a policy that :func:`read_policy` returned has
            none of these).
    """
    said = facts.model_dump(exclude={"customer_visible_from"})
    said["customer_visible"] = facts.customer_visible_from is not None
    return level_of(said, policy)


def _source(name: str) -> str:
    return (files("simulator.scenario") / "policies" / f"{name}.yaml").read_text(encoding="utf-8")


def _apply_to_base(document: Document) -> None:
    """Put an overlay onto the policy that it extends; positions stay those of the overlay."""
    extends = document.top[_EXTENDS]
    if not extends:
        return
    known = policy_names()
    if extends.text not in known:
        hint = nearest(extends.text, known) or f"; built in: {', '.join(known)}"
        document.problem(extends, f"no built-in policy named {shown(extends.text)}{hint}")
        raise in_order(document.problems)
    base = read_document(_source(extends.text), extends.text)
    if base.top[_EXTENDS]:
        document.problem(extends, f"{extends.text} extends another policy itself; extend that one")
        raise in_order(document.problems)
    document.root = overlay(base.root, document.root, without=_EXTENDS)


def _check(document: Document) -> None:
    top = document.top
    labels = [level["label"].text for level in top["severity"]["levels"].each()]
    ranks = {str(number) for number in range(len(labels))}
    _check_ladder(document, labels)
    for rule in top["severity"]["rules"].each():
        _check_rule(document, rule["if"])
        _check_label(document, rule["then"], labels)
    _check_label(document, top["severity"]["otherwise"], labels)
    for section, group in _RANKED:
        for name, place in top[section][group].entries():
            if name not in ranks:
                known = ", ".join(sorted(ranks))
                document.problem_at_key(place, f"no level has rank {shown(name)}; ranks: {known}")
    _check_roles(document)


_RANKED = (
    ("clocks", "ack"),
    ("roles", "required"),
    ("cadence", "internal"),
    ("cadence", "external"),
)
"""The tables of a policy that have one entry for each rank."""


def _check_ladder(document: Document, labels: list[str]) -> None:
    levels = list(document.top["severity"]["levels"].each())
    for number, level in enumerate(levels):
        label, rank = labels[number], level["rank"].node
        if label and label in labels[:number]:
            document.problem(level["label"], f"the label {label!r} is here twice")
        if rank and isinstance(rank.value, int) and rank.value != number:
            message = f"ranks count from 0, worst first: write {number}, not {rank.value}"
            document.problem(level["rank"], message)


def _check_rule(document: Document, place: Cursor) -> None:
    if not place.text:
        return
    try:
        compile_expression(place.text, FACT_NAMES)
    except ExpressionError as error:
        document.problem(place, error.message, error.pos)


def _check_label(document: Document, place: Cursor, labels: list[str]) -> None:
    if place.text and place.text not in labels:
        guess = nearest(place.text, labels) or f"; levels: {', '.join(labels)}"
        document.problem(place, f"no level labelled {shown(place.text)}{guess}")


def _check_roles(document: Document) -> None:
    roles = document.top["roles"]
    groups = [place for _, place in roles["required"].entries()]
    for group in (*groups, *roles["separate"].each()):
        for place in group.each():
            if place.text and place.text not in CORE_ROLES:
                guess = nearest(place.text, CORE_ROLES) or f"; roles: {', '.join(CORE_ROLES)}"
                document.problem(place, f"no role named {shown(place.text)}{guess}")
