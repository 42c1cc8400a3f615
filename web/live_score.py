"""The score of a drill that still runs, for its facilitators and evaluators and nobody else.

It is judged only while one of them looks, and never under the drill's lock: what is new in the log
is copied under it, then judged outside.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from simulator.model.phrases import catalogued
from simulator.model.records import Event
from simulator.model.score import CAPABILITIES, CriterionInfo, Scorecard
from simulator.model.seats import SEEING_SEATS
from simulator.rules.views import Viewer
from simulator.scenario import load_rubric
from simulator.scoring import Finding, Judge, Obligation, Trace
from simulator.scoring.antipatterns import anti_patterns
from simulator.scoring.expectations import expectations
from simulator.session import Session

__all__ = ["LiveScore"]

_LOG = logging.getLogger(__name__)

_AFTER_NEWS_MS = 1_000
_WITHOUT_NEWS_MS = 5_000
"""Wall time between two judgements of a running drill: with and without news in its log."""
_DUE = 10
"""Most obligations that are announced."""
_DIGITS = 2

Row = dict[str, Any]


class _Copy(NamedTuple):
    """What is new in the log, as of one moment."""

    seq: int
    t: int
    events: list[Event]


class LiveScore:
    """Judges a growing log again and again, and tells its watchers what has changed.

    Whoever connects is made known to it. Whether they are told is decided each time anew, by the
    seat that they have then: an evaluator who is given a role to play hears no more of it.
    """

    def __init__(self, session: Session, send: Callable[[str, dict[str, Any]], None]) -> None:
        """Judge nothing before somebody watches. ``send`` must only enqueue."""
        self._session = session
        self._send = send
        # Never held while the drill's lock is asked for, so the two cannot wait for one another.
        self._lock = threading.Lock()
        self._judge: Judge | None = None
        self._viewers: dict[str, Viewer] = {}
        self._up_to_date: set[str] = set()
        """Connections that were told everything that there was to tell."""
        self._told: dict[str, Any] = {}
        self._seen = 0
        self._at = -1

    def watch(self, connection: str, viewer: Viewer) -> None:
        """Tell a connection everything, if it may know, and what changes from now on."""
        self._viewers[connection] = viewer
        if self._may_know(viewer):
            copy = self._copy()
            with self._lock:
                self._tell(copy)

    def forget(self, connection: str) -> None:
        """Tell a connection nothing more; while nobody watches, nothing is judged."""
        with self._lock:
            self._viewers.pop(connection, None)
            self._up_to_date.discard(connection)

    def step(self) -> None:
        """Judge again if somebody watches and it is time, and tell what has changed."""
        watchers = self._watchers()
        if watchers and (watchers - self._up_to_date or self._is_due()):
            copy = self._copy()
            with self._lock:
                self._tell(copy)

    def _watchers(self) -> set[str]:
        return {name for name, viewer in list(self._viewers.items()) if self._may_know(viewer)}

    def _may_know(self, viewer: Viewer) -> bool:
        """Tell whether nothing is hidden from somebody now: people may have changed seats."""
        person = self._session.state.people.get(viewer.person)
        return viewer.sees_all if person is None else person.seat in SEEING_SEATS

    def _is_due(self) -> bool:
        position, news = self._session.position(), self._session.seq > self._seen
        if not position.running:
            return news or position.t > self._at
        wait = _AFTER_NEWS_MS if news else _WITHOUT_NEWS_MS
        return position.t - self._at >= wait * position.speed

    def _copy(self) -> _Copy:
        session = self._session
        with session.lock:
            return _Copy(session.seq, session.position().t, session.events_after(self._seen))

    # -- with the score's own lock -------------------------------------------------------------

    def _tell(self, copy: _Copy) -> None:
        """Judge, tell the watchers what is new, and those who are new everything."""
        try:
            now = self._examine(copy)
        except Exception:  # noqa: BLE001 - whatever it is, the drill goes on without its score
            _LOG.exception("drill %s: could not be scored", self._session.header.drill)
            self._viewers.clear()
            return
        news, self._told = _changed(self._told, now), now
        watchers = self._watchers()
        for watcher in watchers:
            if told := news if watcher in self._up_to_date else now:
                self._send(watcher, {"t": self._at} | told)
        self._up_to_date = watchers

    def _examine(self, copy: _Copy) -> dict[str, Any]:
        session = self._session
        if self._judge is None:
            self._judge = Judge(Trace(session.header, (), session.policy), load_rubric())
        judge, trace = self._judge, self._judge.trace
        # Two may have copied the same news; whoever comes second has less to bring.
        events = [event for event in copy.events if event.seq > self._seen]
        self._seen, self._at = max(self._seen, copy.seq), max(self._at, copy.t)
        trace.extend(events, now=self._at)
        card = judge.card()
        found = judge.examine() | {key: one for key, (_, one) in expectations(trace).items()}
        return {
            "capabilities": {name: _capability(card, name) for name in CAPABILITIES},
            "criteria": _rows(card),
            "due": _due(card.infos, found, self._at),
            "patterns": [
                {"name": one.name, "criteria": list(one.criteria)}
                for one in anti_patterns(card, trace.policy.ratings)
            ],
        }


def _capability(card: Scorecard, name: str) -> Row:
    letter, reason = card.capabilities[name], card.reasons[name]
    return {"title": CAPABILITIES[name], "letter": letter, "reason": reason}


def _rows(card: Scorecard) -> dict[str, Row]:
    """Return the criteria; the extended ones only where there was an opportunity for them."""
    rows: dict[str, Row] = {}
    for key, verdict in card.criteria.items():
        info, value = card.infos[key], verdict.value
        if info.extended and value is None:
            continue
        rows[key] = {
            "name": catalogued(info.name),
            "capability": info.capability,
            "seat": verdict.role,
            "weight": info.weight,
            "target": catalogued(info.target),
            "status": verdict.status,
            "value": None if value is None else round(value, _DIGITS),
            "said": verdict.said,
        }
    return rows


def _due(infos: Mapping[str, CriterionInfo], found: dict[str, Finding], now: int) -> list[Row]:
    """Return what is asked of the team by now and not done yet, the soonest first.

    Where one criterion waits for several things, the next of them is announced.
    """
    waiting = {
        key: min((o.due for o in finding.obligations if _is_open(o, now)), default=None)
        for key, finding in found.items()
    }
    soonest = sorted((due, key) for key, due in waiting.items() if due is not None)
    return [_announced(key, infos[key], due) for due, key in soonest[:_DUE]]


def _is_open(obligation: Obligation, now: int) -> bool:
    open_ = obligation.credit is None or obligation.met_at is None
    return open_ and obligation.when <= now < obligation.due


def _announced(key: str, info: CriterionInfo, due: int) -> Row:
    return {"criterion": key, "name": catalogued(info.name), "seat": info.role, "due": due}


def _changed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return the parts that differ; of the criteria only those rows, None for one that is gone."""
    changed = {key: value for key, value in new.items() if old.get(key) != value}
    if "criteria" in changed:
        before, rows = old.get("criteria", {}), changed["criteria"]
        changed["criteria"] = {key: row for key, row in rows.items() if before.get(key) != row}
        changed["criteria"] |= dict.fromkeys(before.keys() - rows.keys())
    return changed
