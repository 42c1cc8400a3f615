"""The scenario that ``misfortune new`` writes: small, complete, and it explains itself."""

from __future__ import annotations

import json
from importlib.resources import files

__all__ = ["scaffold"]


def scaffold(name: str, title: str, file: str) -> str:
    """Return the text of a scenario called ``name`` that loads and can be played.

    ``file`` is the name of the file, for the calls that its first lines show.
    """
    text = (files(__name__) / "scenario.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("id: my-scenario\n", f"id: {name}\n"),
        ("title: My scenario #", f"title: {json.dumps(title, ensure_ascii=False)} #"),
        ("{{file}}", file),
    ):
        text = text.replace(old, new)
    return text
