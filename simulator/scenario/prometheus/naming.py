"""Names in a scenario for what rule files call by their own."""

from __future__ import annotations

import re

__all__ = ["SERVICE_LABELS", "service_name"]

SERVICE_LABELS = ("service", "job", "app", "application", "deployment", "container", "component")
"""Labels that may name a service, the best first."""
_IDENT_CHARS = 60


def service_name(text: str) -> str:
    """Make the name of a service or a team of what a label says; empty if nothing is left of it."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_IDENT_CHARS]
