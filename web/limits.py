"""Rate limits: how often one sender may knock."""

from __future__ import annotations

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase

__all__ = ["Knocks"]

_COMMANDS = RateLimitItemPerSecond(20)
_WRONG_CODES = RateLimitItemPerMinute(30)


class Knocks:
    """Counts commands by connection and wrong join codes by address, in this process."""

    def __init__(self) -> None:
        """Start counting."""
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def command(self, connection: str) -> None:
        """Count a command.

        Raises:
            Refusal: ``rate_limited``.
        """
        if not self._limiter.hit(_COMMANDS, "command", connection):
            message = phrase("Too many commands at once.")
            raise Refusal("rate_limited", message, phrase("Wait a second."))

    def join(self, address: str) -> None:
        """Let somebody try a join code, unless too many wrong ones came from there.

        Raises:
            Refusal: ``rate_limited``.
        """
        if not self._limiter.test(_WRONG_CODES, "join", address):
            message = phrase("Too many wrong codes from there.")
            raise Refusal("rate_limited", message, phrase("Wait a minute."))

    def wrong_code(self, address: str) -> None:
        """Count a wrong join code: guessing must not pay. Right ones cost nothing."""
        self._limiter.hit(_WRONG_CODES, "join", address)
