"""What is worked out from a value once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ReferenceType, ref

__all__ = ["Once"]

K = TypeVar("K")
T = TypeVar("T")


class Once(Generic[K, T]):
    """Works something out of an object, once for each; it is forgotten together with it.

    What is worked out must not hold on to the object.
    """

    def __init__(self, work_out: Callable[[K], T]) -> None:
        self._work_out = work_out
        self._known: dict[int, tuple[ReferenceType[K], T]] = {}

    def __call__(self, source: K) -> T:
        """Return what belongs to this very object."""
        key, known = id(source), self._known
        found = known.get(key)
        if found is not None and found[0]() is source:
            return found[1]
        fresh = self._work_out(source)
        known[key] = ref(source, lambda _: known.pop(key, None)), fresh
        return fresh
