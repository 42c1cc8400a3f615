"""The verb catalogue as a page for people who write clients: ``docs/verbs.md``."""

from __future__ import annotations

from typing import Any

from simulator.model.seats import ROLE_TITLES
from simulator.rules.catalogue import VERBS, Verb
from simulator.rules.permissions import find_verb

__all__ = ["verbs_markdown"]

_HEAD = """# Verbs

What a seat can ask for, as `{verb, args}` on the [wire](wire.md). This page is generated from the
verb catalogue in `simulator/rules/verbs`. An empty core seat's verbs fall to the Incident
Commander, and without one to every trainee. An evaluator may only what names them.
"""
_WHEN = {
    "running": "while the clock runs",
    "lobby": "before the start",
    "open": "until the end",
    "live": "from the start to the end, also while paused",
    "working": "while the clock runs, and after the end",
    "started": "from the start on, also while paused and after the end",
    "any": "always",
}


_NAMES = {"solo": "whoever plays alone"}


def verbs_markdown() -> str:
    """Return the page, one table an area, in the order of the catalogue."""
    find_verb("drill.start")  # importing permissions has filled the catalogue
    areas: dict[str, list[Verb]] = {}
    for entry in sorted(VERBS.values(), key=lambda entry: entry.name):
        areas.setdefault(entry.name.partition(".")[0], []).append(entry)
    return _HEAD + "".join(_area(name, entries) for name, entries in areas.items())


def _area(name: str, entries: list[Verb]) -> str:
    rows = [
        f"| `{entry.name}` | {_args(entry)} | {_by(entry)} | {_WHEN[entry.when]} | {entry.doc} |\n"
        for entry in entries
    ]
    head = "| verb | arguments | who | when | what it does |\n|---|---|---|---|---|\n"
    return f"\n## {name}\n\n{head}{''.join(rows)}"


def _by(entry: Verb) -> str:
    return ", ".join(_NAMES.get(by, ROLE_TITLES.get(by, by)) for by in entry.by)


def _args(entry: Verb) -> str:
    schema = entry.args.model_json_schema()
    return "<br>".join(_cells(schema, schema.get("$defs", {}))) or "none"


def _cells(schema: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    wanted = schema.get("required", [])
    return [
        f"`{name}{'' if name in wanted else '?'}`: {_form(form, parts)}"
        for name, form in schema.get("properties", {}).items()
    ]


def _form(form: dict[str, Any], parts: dict[str, Any]) -> str:
    """Write one argument in words; ``parts`` are the objects that it may be made of."""
    if "$ref" in form:
        return f"{{{', '.join(_cells(parts[form['$ref'].rpartition('/')[2]], parts))}}}"
    if "enum" in form:
        return " / ".join(form["enum"])
    if "anyOf" in form:
        forms = [part for part in form["anyOf"] if part.get("type") != "null"]
        return " or ".join(_form(part, parts) for part in forms)
    if form.get("type") == "array":
        return f"list of {_form(form['items'], parts)}"
    low, high = form.get("minimum"), form.get("maximum")
    limits = f" {low} to {high}" if low is not None and high is not None else ""
    most = f", at most {form['maxLength']} characters" if "maxLength" in form else ""
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes/no"}
    return f"{names.get(str(form.get('type')), 'value')}{limits}{most}"
