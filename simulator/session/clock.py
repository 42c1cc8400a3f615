"""The drill clock: wall time to drill time, with pause and speed."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["DrillClock", "SteppedClock"]


class DrillClock:
    """Maps a monotonic wall clock to drill time. Starts stopped.

    ``wall`` returns seconds and never goes back (``time.monotonic``).
    """

    def __init__(self, wall: Callable[[], float], t: int = 0, speed: float = 1.0) -> None:
        """Stand at drill time ``t`` (ms)."""
        self._wall = wall
        self._t = t
        self._since: float | None = None
        self._speed = speed

    @property
    def running(self) -> bool:
        """Whether drill time passes."""
        return self._since is not None

    @property
    def speed(self) -> float:
        """Drill seconds per wall second."""
        return self._speed

    def t(self) -> int:
        """Return drill time in ms."""
        if self._since is None:
            return self._t
        return self._t + int((self._wall() - self._since) * 1_000 * self._speed)

    def run(self) -> None:
        """Let drill time pass."""
        if self._since is None:
            self._since = self._wall()

    def stop(self) -> None:
        """Stand still."""
        self._t = self.t()
        self._since = None

    def set_speed(self, factor: float) -> None:
        """Change speed from this moment on."""
        running = self.running
        self.stop()
        self._speed = factor
        if running:
            self.run()


class SteppedClock:
    """A clock that stands wherever it was put last: for headless runs, replays and tests."""

    def __init__(self, t: int = 0) -> None:
        """Stand at ``t`` (ms)."""
        self.now = t
        self.running = False
        self.speed = 1.0

    def t(self) -> int:
        """Return drill time in ms."""
        return self.now

    def run(self) -> None:
        """Note that drill time may pass; it passes when somebody sets :attr:`now`."""
        self.running = True

    def stop(self) -> None:
        """Note that drill time stands."""
        self.running = False

    def set_speed(self, factor: float) -> None:
        """Note the speed; a stepped clock does not use it."""
        self.speed = factor
