"""What may stand at a key, in words."""

from __future__ import annotations

from typing import Any

__all__ = ["anchor", "value_words"]

_FORMS = {
    "Duration": "[duration](#durations)",
    "Range": "[duration or range](#durations)",
    "Quantity": "[quantity](#quantities)",
    "Share": "[share](#quantities)",
    "TimeOfDay": "[time of day](#durations)",
}
_CONDITION = "[condition](conditions.md)"
_NUMBER = "[number](conditions.md), in quotes"
_SERIES = "[series](#signals-and-series)"
_KIND = "[event kind](#event-kinds)"
_BY_KEY = {
    "points_to": "a fault",
    "service": "a service",
    "team": "a team",
    "brings": "a persona or seat",
    "who": "a persona or seat",
    "from": "a persona or seat",
    "do": "an action",
    "look": "a source",
    "clears": "list of faults",
    "starts": "list of faults",
    "eases": "for each fault: [share](#quantities)",
    "destroys": "list of sources",
    "signal": "a signal",
    "channel": "a channel",
    "expr": "[alert expression](#alert-expressions)",
    "impact": _SERIES,
    "traffic": _SERIES,
    "verb": "[verb](verbs.md)",
    "event": _KIND,
    "version": "`1`",
}
"""Keys of which the schema says only that they are text."""
_BY_PART = {
    ("Slo", "series"): _SERIES,
    ("EvidenceSpec", "series"): f"list of {_SERIES}",
    ("FaultSpec", "blinds"): f"list of services and {_SERIES}",
    ("FaultSpec", "when"): _CONDITION,
    ("Escalation", "when"): _CONDITION,
    ("Relapse", "unless"): _CONDITION,
    ("ActionSpec", "needs"): _CONDITION,
    ("Failure", "when"): _CONDITION,
    ("EvidenceSpec", "needs"): _CONDITION,
    ("EvidenceLine", "when"): _CONDITION,
    ("EvidenceLine", "text"): "text with [values](#text-with-values)",
    ("Span", "takes"): _NUMBER,
    ("Span", "starts"): _NUMBER,
    ("Shift", "from"): _FORMS["TimeOfDay"],
    ("Silence", "from"): _FORMS["Duration"],
    ("InjectSpec", "after"): f"{_KIND}: [duration](#durations)",
    ("InjectSpec", "when"): _CONDITION,
    ("InjectSpec", "while"): _CONDITION,
    ("InjectSpec", "unless"): _CONDITION,
}
_PLURALS = {"name": "names", "text": "texts"}


def anchor(title: str) -> str:
    """Return the place of a heading inside the page."""
    kept = "".join(char for char in title.lower() if char.isalnum() or char in " -_")
    return "#" + kept.replace(" ", "-")


def value_words(model: str, key: str, schema: dict[str, Any], titles: dict[str, str]) -> str:
    """Say what may stand at a key; ``titles`` gives the heading of each part."""
    own = _BY_PART.get((model, key)) or _BY_KEY.get(key)
    return own or _words(schema, titles)


def _words(schema: dict[str, Any], titles: dict[str, str]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _FORMS.get(name) or f"[{titles[name].lower()}]({anchor(titles[name])})"
    if "anyOf" in schema:
        return ", or ".join(_words(kind, titles) for kind in schema["anyOf"])
    if "enum" in schema:
        *others, last = (f"`{value}`" for value in schema["enum"])
        return f"{', '.join(others)} or {last}"
    return _simple(schema, titles)


def _simple(schema: dict[str, Any], titles: dict[str, str]) -> str:
    kind = schema["type"]
    if kind == "array":
        items = _words(schema["items"], titles)
        return f"list of {_PLURALS.get(items, items)}"
    if kind == "object":
        below = schema.get("patternProperties")
        inner = next(iter(below.values())) if below else schema["additionalProperties"]
        return f"for each name: {_words(inner, titles)}"
    if kind == "integer":
        return f"whole number, {schema['minimum']} to {schema['maximum']}"
    if kind == "boolean":
        return "`true` or `false`"
    return "name" if schema.get("pattern", "").startswith("^[a-z0-9][") else "text"
