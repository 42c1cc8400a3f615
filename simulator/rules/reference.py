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
Commander, and without one to every trainee.
"""
_WHEN = {
    "running": "while the clock runs",
    "lobby": "before the start",
    "open": "until the end",
    "any": "always",
}


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
    return ", ".join(ROLE_TITLES.get(by, by) for by in entry.by)


def _args(entry: Verb) -> str:
    schema = entry.args.model_json_schema()
    wanted = schema.get("required", [])
    cells = [
        f"`{name}{'' if name in wanted else '?'}`: {_form(form)}"
        for name, form in schema.get("properties", {}).items()
    ]
    return "<br>".join(cells) or "none"


def _form(form: dict[str, Any]) -> str:
    if "enum" in form:
        return " / ".join(form["enum"])
    if "anyOf" in form:
        return " or ".join(_form(part) for part in form["anyOf"] if part.get("type") != "null")
    if form.get("type") == "array":
        return f"list of {_form(form['items'])}"
    low, high = form.get("minimum"), form.get("maximum")
    limits = f" {low} to {high}" if low is not None and high is not None else ""
    most = f", at most {form['maxLength']} characters" if "maxLength" in form else ""
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes/no"}
    return f"{names.get(str(form.get('type')), 'value')}{limits}{most}"
