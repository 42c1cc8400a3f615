"""For people who write scenarios: the lint of an exercise, and its preview on one page."""

from __future__ import annotations

__all__: list[str] = []
