"""The generated parts of ``docs/conditions.md``: what conditions can ask."""

from __future__ import annotations

from simulator.rules.conditions import NAMES, TERMS
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["kinds_markdown", "vocabulary_markdown"]

_TYPES = {"num": "number", "dur": "duration", "bool": "true/false"}
_ABOUT = {
    "event": "an event kind",
    "action": "an action",
    "fault": "a fault",
    "alert": "an alert",
    "team": "a team of `oncall`",
    "source": "an evidence source",
    "inject": "an inject",
}
_SIGNAL = 'its value now, in its own unit: `errors("checkout")`'


def vocabulary_markdown() -> str:
    """Return the tables of names and functions."""
    names = [f"| `{name}` | {_TYPES[kind]} | {means} |" for name, (kind, means) in NAMES.items()]
    functions = [
        f'| `{name}("...")` | {_ABOUT[term.about]} | {_TYPES[term.gives]} | {term.means} |'
        for name, term in TERMS.items()
    ]
    signal = f'| `SIGNAL("...")` | a service with that signal | number | {_SIGNAL} |'
    return "\n".join(
        [
            "| name | type | meaning |\n|---|---|---|",
            *names,
            "\n| function | takes | gives | meaning |\n|---|---|---|---|",
            *functions,
            signal,
        ]
    )


def kinds_markdown() -> str:
    """Return the list of event kinds."""
    return ", ".join(f"`{kind}`" for kind in EVENT_KINDS) + "."
