"""The scenario format as a page for authors: ``docs/scenario-format.md``.

Made from the models and their schema: whoever adds a key adds it to the page.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from simulator.model import scenario as models
from simulator.scenario.reference.forms import anchor, value_words
from simulator.scenario.reference.parts import PARTS, Part
from simulator.scenario.reference.yaml_text import yaml_entry
from simulator.scenario.schema import scenario_schema
from simulator.scenario.shorthand import SHORT_KINDS

__all__ = ["example_text", "format_markdown"]


def format_markdown() -> str:
    """Return the page."""
    schema = scenario_schema()
    titles = {part.model: part.title for whole in PARTS for part in (whole, *whole.below)}
    head = _text("head.md").replace("{{example}}", example_text())
    parts = "".join(
        _part(whole, "##", schema, titles)
        + "".join(_part(part, "###", schema, titles) for part in whole.below)
        for whole in PARTS
    )
    return (
        head.replace("{{contents}}", _contents())
        + parts
        + _event_kinds()
        + _text("advice.md")
        + _text("tail.md")
    )


def example_text() -> str:
    """Return the small complete scenario at the top of the page."""
    return _text("example.yaml")


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _schema_of(part: Part, schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema if part.model == "Scenario" else schema["$defs"][part.model]
    return found


def _contents() -> str:
    """List the parts, those of a part behind it."""
    lines = []
    for whole in PARTS:
        below = ", ".join(f"[{part.title.lower()}]({anchor(part.title)})" for part in whole.below)
        lines.append(f"- [{whole.title}]({anchor(whole.title)}){': ' if below else ''}{below}")
    return "\n".join(lines)


def _part(part: Part, level: str, schemas: dict[str, Any], titles: dict[str, str]) -> str:
    schema = _schema_of(part, schemas)
    required = schema.get("required", ())
    keys = schema["properties"].items()
    said = _descriptions(part.model)
    rows = "".join(
        f"| `{key}` | {value_words(part.model, key, form, titles)} "
        f"| {_without(key, form, required)} | {_cell(said[key])} |\n"
        for key, form in keys
    )
    where = f"At `{part.where}`. " if part.where else ""
    examples = "\n".join(_example(key, form["examples"]) for key, form in keys)
    return (
        f"\n{level} {part.title}\n\n{where}{part.intro}\n\n"
        f"| key | value | if left out | what it says |\n|---|---|---|---|\n{rows}\n"
        f"Each key with an example:\n\n```yaml\n{examples}\n```\n"
    )


def _without(key: str, form: dict[str, Any], required: Any) -> str:
    """Say what holds if a key is left out."""
    if key in required:
        return "**required**"
    if "default" not in form:
        return "–"
    default = form["default"]
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _descriptions(model: str) -> dict[str, str]:
    """Return what the model says of its keys: unlike the schema, with marks around code."""
    fields = getattr(models, model).model_fields.items()
    return {info.alias or name: info.description for name, info in fields}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _example(key: str, examples: list[Any]) -> str:
    first, *others = (yaml_entry(key, example) for example in examples)
    more = "".join(f"\n# or {line}" for other in others for line in other.split("\n"))
    return first + more


def _event_kinds() -> str:
    rows = "".join(f"| `{short}` | `{kind}` |\n" for short, kind in SHORT_KINDS.items())
    return _text("events.md").replace("{{rows}}", rows)
