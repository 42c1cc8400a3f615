"""Rooms with a wall clock that the test moves, and everything that they sent."""

from __future__ import annotations

from simulator.scenario import Library
from web.rooms import Rooms


class Wall:
    now = 1_000.0

    def __call__(self):
        return self.now


class Office:
    """Rooms on a store, with everything that was sent."""

    def __init__(self, store):
        self.wall = Wall()
        self.sent = []
        self.store = store
        self.rooms = Rooms(
            store=store,
            library=Library(()),
            send=lambda connection, name, content: self.sent.append((connection, name, content)),
            hang_up=lambda connection: self.sent.append((connection, "hung up", {})),
            spawn=lambda run: None,
            wall=self.wall,
            today_ms=lambda: 1,
            new_id=iter(["d1", "d2", "d3"]).__next__,
            new_seed=lambda: 7,
        )

    def messages(self, connection, name):
        return [c for who, what, c in self.sent if (who, what) == (connection, name)]
