"""Work that takes longer than a message may wait: out of the way of everybody else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

__all__ = ["off_the_hub"]


def off_the_hub(function: Callable[..., Any], *args: Any) -> Any:
    """Return ``function(*args)``, worked out where it does not hold up the rooms.

    A server has one thread for all rooms, the hub of gevent: there the work goes to a thread of its
    pool, and only whoever asked waits for it. Elsewhere a request has a thread of its own anyway.
    What ``function`` is given must be its own: nothing in the rooms may be touched from there.
    """
    monkey = sys.modules.get("gevent.monkey")
    if monkey is None or not monkey.is_module_patched("threading"):
        return function(*args)
    import gevent  # noqa: PLC0415 - a server only

    return gevent.get_hub().threadpool.apply(function, args)
