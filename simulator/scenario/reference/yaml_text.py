"""Values written as an author would write them in YAML: short ones in a line, long ones below."""

from __future__ import annotations

import json
import re
from typing import Any

from simulator.scenario.scalars import plain_value

__all__ = ["yaml_entry"]

_WIDTH = 96
_PLAIN = re.compile(r"[A-Za-z0-9_(\-+./é][^\n]*\Z")
_BREAKS_PLAIN = re.compile(r": |:\Z| #|\A- |\A-\Z|\s\Z")
_FLOW = re.compile(r"[,\[\]{}]")


def yaml_entry(key: str, value: Any) -> str:
    """Write one key with its value, over several lines if it is long.

    >>> print(yaml_entry("eases", {"bad-routes": "55%"}))
    eases: {bad-routes: 55%}
    """
    line = f"{key}: {_flow(value, inside=False)}"
    if len(line) <= _WIDTH or not isinstance(value, dict | list):
        return line
    return f"{key}:\n{_block(value)}"


def _block(value: dict[str, Any] | list[Any]) -> str:
    if isinstance(value, dict):
        entries = [yaml_entry(key, inner) for key, inner in value.items()]
    else:
        entries = [f"- {_flow(inner, inside=False)}" for inner in value]
    return "\n".join(f"  {line}" for entry in entries for line in entry.split("\n"))


def _flow(value: Any, *, inside: bool = True) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, str):
        return _text(value, inside=inside)
    return json.dumps(value)


def _text(text: str, *, inside: bool) -> str:
    """Write a text without quotes where it can stand so."""
    plain = _PLAIN.match(text) and not _BREAKS_PLAIN.search(text) and plain_value(text) == text
    if plain and not (inside and _FLOW.search(text)) and not re.fullmatch(r"\d\d:\d\d", text):
        return text
    if '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)
