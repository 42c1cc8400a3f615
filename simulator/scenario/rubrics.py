"""Rubrics: the built-in one, and an organisation's own from a text."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from simulator.model.errors import InputError, Problem
from simulator.model.expr import nearest
from simulator.model.rubric import Rubric
from simulator.rules.kinds import EVENT_KINDS
from simulator.scenario.document import Cursor, Document, Node, in_order
from simulator.scenario.explain import explain, shown
from simulator.scenario.overlay import overlay
from simulator.scenario.reader import read_document
from simulator.scoring import RULES
from simulator.scoring.rules.general import Mean
from simulator.scoring.select import OWN_KIND

__all__ = ["load_rubric", "read_rubric", "rubric_names"]

_EXTENDS = "extends"
_TITLES = {"imag": "IMAG best practice"}
_PARTS = (
    "detection",
    "mitigation",
    "investigation",
    "command",
    "communication",
    "resolution",
    "post_incident",
)
"""The files of a built-in rubric, in the order of a scorecard."""


def rubric_names() -> list[str]:
    """List the names of the built-in rubrics."""
    return sorted(_TITLES)


@lru_cache(maxsize=8)
def load_rubric(name: str = "imag") -> Rubric:
    """Return a built-in rubric by its name.

    Raises:
        InputError: if there is none of that name; the message lists the names that there are.
    """
    if name not in _TITLES:
        known = rubric_names()
        guess = nearest(name, known) or f"; built in: {', '.join(known)}"
        raise InputError([Problem(name, 1, 1, "", f"no rubric named {name!r}{guess}")])
    return read_rubric(_source(name), f"{name}.yaml")


def read_rubric(text: str, file: str = "rubric") -> Rubric:
    """Read a rubric from YAML text.

    ``file`` is the name that messages give. A rubric that begins with ``extends: imag`` holds only
    what differs from that built-in rubric: criteria and keys of criteria are added or replaced, a
    criterion without a value is taken away, and one that names another rule takes none of the old
    rule's arguments. The arguments of each rule are checked as well.

    Raises:
        InputError: with every problem found, each with line, column and path.
    """
    document = read_document(text, file)
    _apply_to_base(document)
    rubric = None
    try:
        rubric = Rubric.model_validate(document.root.value)
    except ValidationError as error:
        explain(error, Rubric, document)
    for key, place in document.top["criteria"].entries():
        _check_kinds(document, place["needs"])
        _check_rule(document, place, ["criteria", key])
    if rubric is None or document.problems:
        raise in_order(document.problems)
    return rubric


def _check_kinds(document: Document, needs: Cursor) -> None:
    for place in needs.each():
        name = place.text
        if name and name not in EVENT_KINDS and not name.startswith(OWN_KIND):
            guess = nearest(name, EVENT_KINDS) or f"; one of your own begins with {OWN_KIND!r}"
            document.problem(place, f"no event kind named {name!r}{guess}")


def _check_rule(document: Document, place: Cursor, steps: list[str | int]) -> None:
    """Check that there is such a rule, and that the arguments are its own."""
    name = place["rule"].text
    rule = RULES.get(name)
    if rule is None:
        if name:
            guess = nearest(name, RULES) or f"; rules: {', '.join(sorted(RULES))}"
            document.problem(place["rule"], f"no rule named {shown(name)}{guess}")
        return
    given = place["with"].node
    if given is not None and given.kind != "map":
        return  # what belongs there is said already
    try:
        rule.args.model_validate(given.value if given else {})
    except ValidationError as error:
        if given is None:
            asked = ", ".join(str(fault["loc"][0]) for fault in error.errors())
            document.problem(place["rule"], f"the rule {name} needs arguments: with: {asked}")
        else:
            explain(error, rule.args, document, [*steps, "with"])
    if rule.args is Mean:
        for index, part in enumerate(place["with"]["parts"].each()):
            _check_rule(document, part, [*steps, "with", "parts", index])


def _source(name: str) -> str:
    """Put a built-in rubric together from its files, one for each capability."""
    folder = files("simulator.scenario") / "rubrics" / name
    head = f"rubric: {name}\ntitle: {_TITLES[name]}\ncriteria:\n"
    parts = [(folder / f"{part}.yaml").read_text(encoding="utf-8") for part in _PARTS]
    lines = "".join(parts).splitlines(keepends=True)
    return head + "".join(f"  {line}" if line.strip() else line for line in lines)


def _apply_to_base(document: Document) -> None:
    """Put an own rubric onto the built-in one that it extends."""
    extends = document.top[_EXTENDS]
    if not extends:
        return
    known = rubric_names()
    if extends.text not in known:
        hint = nearest(extends.text, known) or f"; built in: {', '.join(known)}"
        document.problem(extends, f"no built-in rubric named {shown(extends.text)}{hint}")
        raise in_order(document.problems)
    base = read_document(_source(extends.text), extends.text)
    _drop_replaced(document, base.top["criteria"], document.top["criteria"])
    document.root = overlay(base.root, document.root, without=_EXTENDS)


def _drop_replaced(document: Document, base: Cursor, own: Cursor) -> None:
    """Take the arguments of rules away that are replaced; refuse to take away what is not there."""
    known = [key for key, _ in base.entries()]
    for key, place in own.entries():
        was = base[key].node
        if was is None:
            if not place:
                guess = nearest(key, known) or f"; there are {', '.join(known)}"
                document.problem_at_key(place, f"no criterion {key!r} to take away{guess}")
        elif place["rule"].text and place["rule"].text != base[key]["rule"].text:
            _forget(was, "with")


def _forget(node: Node, name: str) -> None:
    for kept in (node.keys, node.fields, node.value):
        kept.pop(name, None)
