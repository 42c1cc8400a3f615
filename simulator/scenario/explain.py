"""What pydantic found, said in the author's words and with the place in the file."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.model.expr import nearest
from simulator.scenario.document import Cursor, Document

__all__ = ["explain", "legal_name", "shown"]

_SHOWN_CHARS = 60
_SAID_CHARS = 300
_NAME_CHARS = 60
_IDENT = "lower-case letters, digits and hyphens, starting with a letter or a digit"
_PATTERNS = {
    r"^[a-z0-9][a-z0-9-]*$": _IDENT,
    r"^[a-z][a-z0-9_]*$": "lower-case letters, digits and underscores, starting with a letter",
    r"^[A-Za-z_][A-Za-z0-9_]*$": "letters, digits and underscores, not starting with a digit",
}
_FILLING = {r"^[a-z0-9][a-z0-9-]*$": "-", r"^[a-z][a-z0-9_]*$": "_"}
"""What stands between the words of a name, by what a name must be."""
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "list_type": "a list",
    "tuple_type": "a list",
    "is_instance_of": "something else",
}


def explain(
    error: ValidationError,
    model: type[BaseModel],
    document: Document,
    under: Sequence[str | int] = (),
) -> None:
    """Add every fault of a validation to the document's problems.

    ``under`` leads to the part of the document that was validated.
    """
    for fault in _without_branches(error.errors(include_url=False), model):
        _add(fault, model, document, under)


def shown(value: object) -> str:
    """Say what was offered, shortened, in the form in which an author knows it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "keys with values" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…"


def legal_name(name: object, between: str = "-") -> str:
    """Return the name that an author may have meant by one that is not allowed; or nothing.

    >>> legal_name("Row_Flood"), legal_name("replication-lag", "_"), legal_name("42", "_")
    ('row-flood', 'replication_lag', '')
    """
    if not isinstance(name, str):
        return ""
    found = re.sub(r"[^a-z0-9]+", between, name.lower()).strip(between)
    return "" if between == "_" and found[:1].isdigit() else found[:_NAME_CHARS]


def _without_branches(
    faults: Sequence[ErrorDetails], model: type[BaseModel]
) -> Iterator[ErrorDetails]:
    """Take the names of a union's branches out of the places.

    Where a value could be one of two things, pydantic tells what is wrong with it as either. Of
    these, only what is wrong with the one that the author meant is passed on.
    """
    unions: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for fault in faults:
        at = _branch(model, fault["loc"])
        if at is None:
            yield fault
        else:
            unions.setdefault(fault["loc"][:at], []).append(fault)
    for place, found in unions.items():
        at = len(place)
        meant = [f for f in found if len(f["loc"]) > at + 1 or f["type"] not in _WANTED]
        for fault in meant:
            yield {**fault, "loc": (*place, *fault["loc"][at + 1 :])}
        if not meant:
            wanted = " or ".join(dict.fromkeys(_WANTED[fault["type"]] for fault in found))
            yield {**found[0], "type": "union", "loc": place, "ctx": {"wanted": wanted}}


def _branch(model: type[BaseModel], steps: Sequence[str | int]) -> int | None:
    """Return which of the steps names a branch of a union rather than a place, if one does."""
    found: Any = model
    for index, step in enumerate(steps):
        if len(_kinds(found)) > 1:
            return index
        found = _below(_bare(found), step)
    return None


def _kinds(kind: Any) -> list[Any]:
    """List what a value may be, besides nothing."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return [kind]
    return [part for part in typing.get_args(kind) if part is not type(None)]


def _add(
    fault: ErrorDetails, model: type[BaseModel], document: Document, under: Sequence[str | int]
) -> None:
    kind, steps = fault["type"], list(fault["loc"])
    at_key = bool(steps) and steps[-1] == "[key]"
    if at_key:
        steps.pop()
    here = steps[:-1] if kind == "missing" else steps
    place = _walk(document.top, [*under, *here])
    message = _message(fault, model, steps)
    if kind == "extra_forbidden" and _cut_by_comma(place, document):
        cut = "a comma inside { } ends the text before it: put that text in quotes"
        message = f"unknown key {shown(steps[-1])}; {cut}"
    if kind == "missing":
        missing = place[steps[-1]]
        line, col = _where(place, document)
        document.add(line, col, missing.path, message)
    elif kind == "extra_forbidden" or at_key:
        document.problem_at_key(place, message)
    else:
        document.problem(place, message)


def _cut_by_comma(place: Cursor, document: Document) -> bool:
    """Tell whether an unknown key is the rest of a text in which there is a comma.

    In braces, a key may stand without a colon: that is what becomes of such a rest.
    """
    key = place.key
    if key is None or key.style is not None:
        return False
    before, after = document.around(key)
    inside = before.rstrip().endswith(",")
    return inside and (" " in str(key.value) or after.lstrip()[:1] in (",", "}", ""))


def _where(place: Cursor, document: Document) -> tuple[int, int]:
    """Give the place of a mapping in which something is missing: its name, if it has one."""
    node = place.key or place.node or document.root
    return node.line, node.col


def _walk(cursor: Cursor, steps: list[str | int]) -> Cursor:
    for step in steps:
        if cursor.node and cursor.node.kind == "list" and isinstance(step, str):
            # a list of names was read as a mapping of names; go to the item instead
            cursor = next((item for item in cursor.each() if item.text == step), cursor)
        elif cursor.node and cursor.node.kind == "map" and isinstance(step, int):
            continue  # a single mapping was read as a list of one
        elif cursor[step].node or not (cursor.node and cursor.node.kind == "scalar"):
            cursor = cursor[step]
    return cursor


def _message(fault: ErrorDetails, model: type[BaseModel], steps: list[str | int]) -> str:
    kind, offered, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(steps[-1]), _allowed_keys(model, steps[:-1]))
    if kind in _WANTED:
        return _wrong_type(kind, offered, str(steps[-1]) if steps else "")
    if kind in _MESSAGES:
        return _MESSAGES[kind](steps[-1] if steps else "", offered, context)
    return _bounds(kind, offered, context) or f"{fault['msg']}, not {shown(offered)}"


def _missing(step: str | int, _offered: object, _context: dict[str, Any]) -> str:
    return (
        f"the key {step!r} is missing" if isinstance(step, str) else f"item {step + 1} is missing"
    )


def _own_words(_step: str | int, _offered: object, context: dict[str, Any]) -> str:
    said = str(context["error"])
    return said if len(said) <= _SAID_CHARS else said[: _SAID_CHARS - 1] + "…"


def _literal(_step: str | int, offered: object, context: dict[str, Any]) -> str:
    expected = str(context["expected"])
    names = [name.strip("'") for name in expected.replace(" or ", ", ").split(", ")]
    guess = nearest(offered, names) if isinstance(offered, str) else ""
    return f"write {expected}, not {shown(offered)}{guess}"


def _pattern(_step: str | int, offered: object, context: dict[str, Any]) -> str:
    pattern = context["pattern"]
    legal = legal_name(offered, _FILLING[pattern]) if pattern in _FILLING else ""
    hint = f"; write {legal}" if legal else ""
    return f"write {_PATTERNS.get(pattern, pattern)}, not {shown(offered)}{hint}"


def _union(_step: str | int, offered: object, context: dict[str, Any]) -> str:
    return f"write {context['wanted']}, not {shown(offered)}"


_MESSAGES: dict[str, Callable[[str | int, object, dict[str, Any]], str]] = {
    "missing": _missing,
    "value_error": _own_words,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "union": _union,
}


def _unknown_key(name: str, allowed: list[str]) -> str:
    guess = nearest(name, allowed)
    known = f"; known: {', '.join(allowed)}" if allowed and not guess else ""
    return f"unknown key {shown(name)}{guess}{known}"


def _wrong_type(kind: str, offered: object, key: str) -> str:
    wanted = _WANTED[kind]
    if key == "eases" and kind == "dict_type":
        named = offered if isinstance(offered, list) else [offered]
        first = next((name for name in named if isinstance(name, str)), "bad-routes")
        wanted += f" such as {{{first[:_NAME_CHARS]}: 40%}}"
    message = f"write {wanted}, not {shown(offered)}"
    if kind == "string_type" and isinstance(offered, int | float):
        return f"{message}; quotes make it text"
    if kind == "bool_type" and str(offered).lower() in ("yes", "no", "on", "off"):
        return f"{message}; {offered} is text here"
    return message


_BOUNDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda c: f"write {c['ge']} or more",
    "greater_than": lambda c: f"write more than {c['gt']}",
    "less_than_equal": lambda c: f"write {c['le']} or less",
    "less_than": lambda c: f"write less than {c['lt']}",
    "string_too_short": lambda c: "write something" if c["min_length"] == 1 else "write more",
    "string_too_long": lambda c: f"write at most {c['max_length']} characters",
    "too_short": lambda c: f"write at least {c['min_length']} of these",
    "too_long": lambda c: f"write at most {c['max_length']} of these",
}


def _bounds(kind: str, offered: object, context: dict[str, Any]) -> str:
    if kind not in _BOUNDS:
        return ""
    size = len(offered) if isinstance(offered, str | list | dict) else 0
    given = f"{size} characters" if kind == "string_too_long" else shown(offered)
    return f"{_BOUNDS[kind](context)}, not {given}"


def _allowed_keys(model: type[BaseModel], steps: list[str | int]) -> list[str]:
    """List the keys that the file may have where ``steps`` lead, as authors write them."""
    found: Any = model
    for step in steps:
        found = _below(_bare(found), step)
    found = _bare(found)
    if not _is_model(found):
        return []
    return [info.alias or name for name, info in found.model_fields.items()]


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _below(kind: Any, step: str | int) -> Any:
    if _is_model(kind):
        for name, info in kind.model_fields.items():
            if step == (info.alias or name):
                return info.annotation
        return None
    arguments = typing.get_args(kind)
    return arguments[-1] if arguments else None


def _bare(kind: Any) -> Any:
    """Take off ``Annotated`` and ``| None``; of several kinds, take the first."""
    while typing.get_origin(kind) in (typing.Annotated, typing.Union, types.UnionType):
        kind = next(iter(_kinds(kind)), None)
    return kind
