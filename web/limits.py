"""Rate limits: how often one sender may knock."""

from __future__ import annotations

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from simulator.model.errors import Refusal

__all__ = ["Knocks"]

_COMMANDS = RateLimitItemPerSecond(20)
_JOINS = RateLimitItemPerMinute(60)


class Knocks:
    """Counts commands by connection and join attempts by address, in this process."""

    def __init__(self) -> None:
        """Start counting."""
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def command(self, connection: str) -> None:
        """Count a command.

        Raises:
            Refusal: ``rate_limited``.
        """
        if not self._limiter.hit(_COMMANDS, "command", connection):
            raise Refusal("rate_limited", "Too many commands at once.", "Wait a second.")

    def join(self, address: str) -> None:
        """Count an attempt to use a join code: guessing codes must not pay.

        Raises:
            Refusal: ``rate_limited``.
        """
        if not self._limiter.hit(_JOINS, "join", address):
            raise Refusal("rate_limited", "Too many attempts to join.", "Wait a minute.")
