"""The JSON Schema of timeline files, for completion in editors.

Which keys go with which word is beyond it: ``misfortune score`` checks that.
"""

from __future__ import annotations

import json
from typing import Any

from simulator.model import timeline as parts
from simulator.model.timeline import Timeline
from simulator.scenario.schema import DRAFT, plain_schemas
from simulator.scenario.timeline.vocabulary import WORDS
from simulator.scenario.timeline.words import EVERYTHING, PLACES

__all__ = ["timeline_schema", "timeline_schema_text"]

_TITLE = "Misfortune timeline, version 1"
_LISTS = (("Timeline", "recorded"), ("Line", "about"), ("Line", "signals"), ("Line", "components"))
"""Where one text may stand for a list of one."""
_SAID = ("description", "examples")


def timeline_schema() -> dict[str, Any]:
    """Return the schema, in draft 2020-12."""
    clean, forms = plain_schemas(Timeline, vars(parts))
    keys = {name: schema["properties"] for name, schema in clean.items()}
    _offer(keys["Line"], "what", list(WORDS))
    recorded = keys["Timeline"]["recorded"]
    recorded["items"] = {"anyOf": [{"enum": [*PLACES, EVERYTHING]}, recorded["items"]]}
    for name, key in _LISTS:
        schema = keys[name][key]
        full = {keyword: schema.pop(keyword) for keyword in list(schema) if keyword not in _SAID}
        schema["anyOf"] = [full, full["items"]]
    whole = clean.pop("Timeline")
    head = {"$schema": DRAFT, "title": _TITLE}
    return {**head, **whole, "$defs": dict(sorted((forms | clean).items()))}


def _offer(keys: dict[str, Any], key: str, names: list[str]) -> None:
    """Let an editor offer names, and allow others: words have several spellings."""
    form = {keyword: keys[key].pop(keyword) for keyword in list(keys[key]) if keyword not in _SAID}
    keys[key]["anyOf"] = [{"enum": names}, form]


def timeline_schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(timeline_schema(), ensure_ascii=False, indent=2) + "\n"
