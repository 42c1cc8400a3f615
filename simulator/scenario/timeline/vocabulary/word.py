"""What one word of a timeline is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Word", "same"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: the event kind that it stands for, and the keys that its line may have.

    ``keys`` gives for each key of the line its name in the event's data; ``text`` is where the
    words of a line go. ``preset`` is what the word says by itself; ``choices`` limits what a key
    may say. The world does what is of ``world``, and nobody needs to be named for it; what is of
    ``outside`` comes from beyond the team.
    """

    name: str
    kind: str
    says: str
    keys: Mapping[str, str] = field(default_factory=dict)
    text: str = "text"
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    preset: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    world: bool = False
    outside: bool = False


def same(*names: str, **renamed: str) -> dict[str, str]:
    """Name keys that are called the same in the data, and those that are called otherwise."""
    return {name: name for name in names} | renamed
