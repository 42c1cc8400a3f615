"""A rule file of Prometheus, read with the place of every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model.errors import InputError
from simulator.scenario.document import Cursor, Document, in_order
from simulator.scenario.explain import shown
from simulator.scenario.reader import read_document

__all__ = ["Rule", "read_rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, an alert unless it is a ``record``; its ``expr`` stands at ``line`` and ``col``."""

    name: str
    record: bool
    group: str
    expr: str
    line: int
    col: int
    for_: str
    keep_firing_for: str
    labels: dict[str, str]
    annotations: dict[str, str]


def read_rules(text: str, file: str) -> list[Rule]:
    """Read a rule file, or the ``PrometheusRule`` of the operator.

    Raises:
        InputError: if it is no YAML or no rule file, with the place of every fault.
    """
    document = read_document(text, file)
    top = document.top
    groups = top["groups"] if top["groups"].node or not top["spec"].node else top["spec"]["groups"]
    if groups.node is None or groups.node.kind != "list":
        found = ", ".join(name for name, _ in top.entries()) or "nothing"
        message = f"a rule file has a list of groups at its top; here is {found}"
        document.problem(groups if groups.node else top, message)
    rules = [rule for group in groups.each() for rule in _rules(document, group)]
    if document.problems:
        raise in_order(document.problems)
    if not rules:
        document.problem(groups, "there are no rules in these groups")
        raise InputError(document.problems)
    return rules


def _rules(document: Document, group: Cursor) -> Iterator[Rule]:
    rules = group["rules"]
    if rules.node is None or rules.node.kind != "list":
        document.problem(group, "a group has a list of rules")
    for rule in rules.each():
        read = _rule(document, rule, group["name"].text)
        if read is not None:
            yield read


def _rule(document: Document, rule: Cursor, group: str) -> Rule | None:
    alert, record, expr = rule["alert"], rule["record"], rule["expr"]
    name = alert.text or record.text
    if not name:
        document.problem(rule, "a rule has alert or record, with its name")
        return None
    if not expr.text or expr.node is None:
        place = expr if expr.node else rule
        document.problem(place, f"{name} has no expr; write a PromQL expression")
        return None
    header = 1 if expr.node.style in ("|", ">") else 0
    return Rule(
        name,
        not alert.text,
        group,
        expr.text.strip(),
        expr.node.line + header,
        1 if header else expr.node.col,
        _time(document, rule["for"]),
        _time(document, rule["keep_firing_for"]),
        _texts(document, rule["labels"]),
        _texts(document, rule["annotations"]),
    )


def _time(document: Document, place: Cursor) -> str:
    """Read a duration as text; a bare 0 is one too."""
    if not place:
        return "0s"
    value = place.node.value if place.node else None
    if not isinstance(value, bool) and value == 0:
        return "0s"
    if not place.text:
        document.problem(place, f"write a duration such as 5m, not {shown(value)}")
    return place.text


def _texts(document: Document, place: Cursor) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, entry in place.entries():
        value = entry.node.value if entry.node else None
        if isinstance(value, dict | list):
            document.problem(entry, f"{name} is a text, not {shown(value)}")
        elif value is not None:
            out[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return out
