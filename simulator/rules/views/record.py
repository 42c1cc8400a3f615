"""What is written down together: the incident document, the review, and who is on the call."""

from __future__ import annotations

from typing import Any

from simulator.model.state import DrillState
from simulator.rules.verbs.record import SECTIONS

__all__ = ["bridge", "document", "review"]


def bridge(state: DrillState) -> dict[str, Any] | None:
    """Return the call and who is on it; None until one is open."""
    found = next((one for one in state.channels if one["kind"] == "bridge"), None)
    if found is None:
        return None
    members = [
        {"person": person, "name": state.name(person), "at": at}
        for person, at in state.bridge.items()
    ]
    return {"name": found["name"], "members": members}


def document(state: DrillState) -> dict[str, list[dict[str, Any]]]:
    """Return the sections of the incident document, each with its entries, oldest first."""
    return {
        section: [
            {
                "text": entry.text,
                "by": entry.by,
                "name": state.name(entry.by),
                "at": entry.at,
                "refs": list(entry.refs),
                "rev": entry.rev,
            }
            for entry in state.document.get(section, ())
        ]
        for section in SECTIONS
    }


def review(state: DrillState) -> dict[str, Any]:
    """Return the newest draft of the review, with whom it was shared, and what runbooks got."""
    draft, shared = state.draft, state.shared
    return {
        "draft": draft
        and {
            "text": draft["text"],
            "sections": dict(draft["sections"]),
            "actions": [dict(action) for action in draft["actions"]],
            **_by(state, draft),
        },
        "shared": shared and {"with": shared["with"], **_by(state, shared)},
        "runbooks": [
            {"source": one["source"], "text": one["text"], **_by(state, one)}
            for one in state.runbooks
        ],
    }


def _by(state: DrillState, what: dict[str, Any]) -> dict[str, Any]:
    return {"by": what["by"], "name": state.name(what["by"]), "at": what["at"]}
