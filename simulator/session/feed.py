"""A viewer's stream: a whole view once, then what changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from simulator.model.records import Event
from simulator.rules.views import Viewer, build_view, redact
from simulator.rules.views.signals import readings_at, visible_series
from simulator.session.core import Core
from simulator.session.ports import Batch

__all__ = ["Feed"]

_GROWING = "signals"
"""This section grows with time; it is sent again only when other charts are on the screen."""


class Feed:
    """What one viewer has been told, so that only news is sent."""

    def __init__(
        self, core: Callable[[], Core], viewer: Viewer, lock: AbstractContextManager[Any]
    ) -> None:
        """Know nothing yet; :meth:`whole` comes first. ``core`` gives the drill of the moment."""
        self._get = core
        self._lock = lock
        self.viewer = viewer
        self._known: dict[str, Any] = {}
        self._charts: list[str] = []

    @property
    def _core(self) -> Core:
        return self._get()

    def whole(self, t: int, since: int = 0) -> dict[str, Any]:
        """Return everything the viewer may see at ``t`` (ms), and the events after ``since``."""
        with self._lock:
            core = self._core
            since = since if 0 <= since <= core.seq else 0
            sections = build_view(core.state, core.scenario, core.policy, self.viewer, t)
            self._known = {k: v for k, v in sections.items() if k != _GROWING}
            self._charts = visible_series(core.state, core.scenario, self.viewer)
            past = (r for r in core.records[since:] if isinstance(r, Event))
            return {
                "seq": core.seq,
                "since": since,
                "sections": sections,
                "timeline": self._redacted(past),
            }

    def news(self, batch: Batch) -> dict[str, Any]:
        """Return what a batch means for the viewer: redacted events and changed sections."""
        core = self._core
        if self._has_moved():
            return self._anew(batch)
        sections = build_view(
            core.state, core.scenario, core.policy, self.viewer, batch.t, skip=(_GROWING,)
        )
        changed = {k: v for k, v in sections.items() if self._known.get(k) != v}
        self._known |= changed
        charts = visible_series(core.state, core.scenario, self.viewer)
        if charts != self._charts or any(e.kind == "drill.started" for e in batch.events):
            self._charts = charts
            view = build_view(core.state, core.scenario, core.policy, self.viewer, batch.t)
            changed[_GROWING] = view[_GROWING]
        return {"seq": batch.seq, "events": self._redacted(batch.events), "sections": changed}

    def _has_moved(self) -> bool:
        """Look from the seat that the viewer has now; tell whether they see more or less by it."""
        person = self._core.state.people.get(self.viewer.person)
        if person is None:  # the facilitator sits in no seat
            return False
        before, self.viewer = self.viewer, Viewer(person.id, person.seat or "")
        return before.sees_all != self.viewer.sees_all

    def _anew(self, batch: Batch) -> dict[str, Any]:
        """Return everything again for somebody who now sees all, or no longer does.

        What they may not see any more comes as None, and ``timeline`` takes the place of all the
        events that they were told of so far.
        """
        gone = dict.fromkeys(self._known)
        whole = self.whole(batch.t)
        return {
            "seq": batch.seq,
            "events": self._redacted(batch.events),
            "sections": gone | whole["sections"],
            "timeline": whole["timeline"],
        }

    def points(self, t: int) -> dict[str, float | None]:
        """Return the newest point of each chart on the viewer's screen at grid time ``t`` (ms).

        A chart whose monitor is lost has None.
        """
        return readings_at(self._core.state, self._core.scenario, self.viewer, t)

    def _redacted(self, events: Any) -> list[dict[str, Any]]:
        seen = (redact(event, self._core.state, self.viewer) for event in events)
        return [event for event in seen if event is not None]
