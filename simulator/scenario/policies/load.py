"""A policy from its text, or a built-in one by its name."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from simulator.model.errors import InputError, Problem
from simulator.model.expr import nearest
from simulator.model.policy import Policy
from simulator.model.scenario import Facts
from simulator.rules.severity import FACT_NAMES, level_of
from simulator.scenario.document import Document, in_order
from simulator.scenario.explain import explain, shown
from simulator.scenario.overlay import overlay
from simulator.scenario.policies.check import check_policy
from simulator.scenario.reader import read_document

__all__ = [
    "EXTENDS",
    "load_policy",
    "plain_facts",
    "policy_names",
    "policy_source",
    "read_policy",
    "true_level",
]

EXTENDS = "extends"
"""The key of a policy that holds only what differs from a built-in one."""


@lru_cache(maxsize=1)
def _built_in() -> tuple[str, ...]:
    found = (entry.name for entry in files(__package__ or "").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def policy_names() -> list[str]:
    """List the names of the built-in policies."""
    return list(_built_in())


@lru_cache(maxsize=32)
def load_policy(name: str) -> Policy:
    """Return a built-in policy by its name, such as ``imag``.

    Raises:
        InputError: if there is none of that name; the message lists the names that there are.
    """
    known = policy_names()
    if name not in known:
        guess = nearest(name, known) or f"; built in: {', '.join(known)}"
        own = "; a policy of your own is given by its file: --policy FILE"
        raise InputError([Problem(name, 1, 1, "", f"no policy named {name!r}{guess}{own}")])
    return _read(policy_source(name), f"{name}.yaml")[0]


def read_policy(text: str, file: str = "policy", *, kept: bool = False) -> Policy:
    """Read a policy from YAML text.

    ``file`` is the name that messages give. A policy that begins with ``extends: imag`` holds only
    what differs from that built-in policy: keys are added or replaced, lists as a whole; a key
    without a value takes the entry away. Every severity rule is compiled, and everything that the
    policy names must be there. A log keeps the name of its policy, so the name of a built-in one
    is taken, unless the text was ``kept`` with a drill before it was.

    Raises:
        InputError: with every problem found, each with line, column and path.
    """
    policy, document = _read(text, file)
    taken = policy.policy in policy_names() and not kept
    if taken and policy != load_policy(policy.policy):
        name = document.top["policy"]
        document.problem(name, f"{policy.policy!r} is a built-in policy; choose another name")
        raise in_order(document.problems)
    return policy


def true_level(facts: Facts, policy: Policy) -> str:
    """Return the severity label that ``policy`` gives to a failure with these facts.

    Raises:
        ExpressionError: if a rule does not compile (a policy that :func:`read_policy` returned has
            none of these).
    """
    return level_of(plain_facts(facts), policy)


def plain_facts(facts: Facts) -> dict[str, bool | float]:
    """Return the facts of a scenario as rules ask for them."""
    said = {name: getattr(facts, name) for name in FACT_NAMES.names if name in Facts.model_fields}
    return {**said, "customer_visible": facts.customer_visible_from is not None}


def policy_source(name: str) -> str:
    """Return the text of a built-in policy."""
    return (files(__package__ or "") / f"{name}.yaml").read_text(encoding="utf-8")


def _read(text: str, file: str) -> tuple[Policy, Document]:
    document = read_document(text, file)
    _apply_to_base(document)
    policy = None
    try:
        policy = Policy.model_validate(document.root.value)
    except ValidationError as error:
        explain(error, Policy, document)
    check_policy(document)
    if policy is None or document.problems:
        raise in_order(document.problems)
    return policy, document


def _apply_to_base(document: Document) -> None:
    """Put an overlay onto the policy that it extends; positions stay those of the overlay."""
    extends = document.top[EXTENDS]
    if not extends:
        return
    known = policy_names()
    if extends.text not in known:
        hint = nearest(extends.text, known) or f"; built in: {', '.join(known)}"
        document.problem(extends, f"no built-in policy named {shown(extends.text)}{hint}")
        raise in_order(document.problems)
    base = read_document(policy_source(extends.text), extends.text)
    if base.top[EXTENDS]:
        document.problem(extends, f"{extends.text} extends another policy itself; extend that one")
        raise in_order(document.problems)
    document.root = overlay(base.root, document.root, without=EXTENDS)
