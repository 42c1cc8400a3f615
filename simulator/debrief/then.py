"""What was on a seat's screen at a moment of the drill.

Whoever looks back knows how it ended; this says what could be known then. Every event goes through
the whitelist of event kinds, as for a live view: what a seat was never shown is not told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulator.debrief.cast import SeatNames, text_of
from simulator.debrief.sentences.register import fitting, template, title_of
from simulator.debrief.words import audience_text, result_text, shortened
from simulator.model.phrases import NOTHING, Phrase, listing, phrase, phrase_n
from simulator.model.records import Event
from simulator.model.seats import CORE_ROLES
from simulator.model.units import clock_text
from simulator.rules.channels import PUBLIC, channel_seat
from simulator.rules.kinds import EVENT_KINDS
from simulator.scoring.trace import Trace

__all__ = ["Screens"]

_QUOTE = 110
"""Characters of what people wrote that are shown."""
_MOST = 3
"""So many alerts, changes or questions are named, the others counted."""
_ENDED = ("action.finished", "action.failed", "action.aborted")
_QUESTIONS = ("inject.delivered", "inject.exec_question")
_TOLD = ("triage.assessed", "scope.defined", "update.posted", "statuspage.posted")
_STATES = {
    "incident.declared": template("declared at {clock}, {severity}"),
    "incident.reopened": template("reopened at {clock}, {severity}"),
    "incident.resolved": template("resolved at {clock}, {severity}"),
}

Seen = list[Event]


class Screens:
    """What each seat could see, by moment."""

    def __init__(self, trace: Trace, names: SeatNames) -> None:
        """Take a log and what people are called."""
        self._trace = trace
        self._names = names
        self._seen: dict[str, Seen] = {}

    def at(self, seat: str, t: int, seq: int | None = None) -> tuple[tuple[Phrase, Phrase], ...]:
        """Say what could be seen at ``t`` (ms); with ``seq``, only what came before that event.

        ``seat`` is a core role; for any other only what everybody could see counts.
        """
        if seat not in self._seen:
            self._seen[seat] = list(self._visible(seat))
        seen = self._seen[seat]
        before = [e for e in seen if (e.t <= t if seq is None else e.seq < seq)]
        lines = (
            (phrase("Incident"), self._incident(before)),
            (phrase("Command"), self._command(t)),
            (phrase("Impact as last told"), self._impact(before)),
            (phrase("Alerts firing"), _alerts(before)),
            (phrase("Changes under way"), self._changes(before)),
            (phrase("Leading idea"), _idea(before)),
            (phrase("Waiting for an answer"), self._questions(before)),
            (phrase("Last looked at"), self._look(before)),
        )
        return tuple((name, text) for name, text in lines if text)

    # -- who sees what -----------------------------------------------------------------------------

    def _visible(self, seat: str) -> Iterator[Event]:
        for event in self._trace.events:
            kind = EVENT_KINDS.get(event.kind)
            if kind is not None and self._sees(seat, event, kind.audience):
                kept = {key: event.data[key] for key in kind.fields if key in event.data}
                yield replace(event, data=kept)

    def _sees(self, seat: str, event: Event, audience: str) -> bool:
        if audience == "channel":
            owner = channel_seat(text_of(event.data, "channel") or PUBLIC)
            return owner is None or owner in self._covered(seat) or event.role == seat
        return audience == "all" or (audience == "actor" and event.role == seat)

    def _covered(self, seat: str) -> set[str]:
        """Return the seats that one reads for: the IC keeps every role that nobody took."""
        empty = {role for role in CORE_ROLES if not self._trace.filled(role)}
        return {seat} | (empty if seat == "ic" else set())

    # -- what it shows -----------------------------------------------------------------------------

    def _clock(self, t: int) -> str:
        return clock_text(self._names.clock0, t)

    def _incident(self, seen: Seen) -> Phrase:
        declared = _last(seen, *_STATES)
        if declared is None:
            return phrase("not declared")
        level, size = _last(seen, "severity.set"), phrase("no severity set")
        if level:
            size = self._since(text_of(level.data, "level"), level.t)
        told = {"clock": self._clock(declared.t), "severity": size}
        return fitting(told, _STATES[declared.kind])

    def _since(self, what: str, t: int) -> Phrase:
        return phrase("{what} since {clock}", what=what, clock=self._clock(t))

    def _command(self, t: int) -> Phrase:
        turns = self._trace.tenures.get("ic", [])
        held = next((turn for turn in turns if turn.start <= t < turn.end), None)
        if held is None:
            return phrase("nobody had accepted it")
        return phrase("an IC since {clock}", clock=self._clock(held.start))

    def _impact(self, seen: Seen) -> Phrase:
        told = _last(seen, *_TOLD)
        if told is None:
            return phrase("not told yet")
        fields = ("how_many", "impact", "text")
        words = next((text for key in fields if (text := text_of(told.data, key))), "")
        if not words:
            return NOTHING
        return phrase(
            "“{quote}” ({clock}, {where})",
            quote=shortened(words, _QUOTE),
            clock=self._clock(told.t),
            where=_where(told),
        )

    def _changes(self, seen: Seen) -> Phrase:
        ended = {text_of(e.data, "id") for e in seen if e.kind in _ENDED}
        runs = [e for e in seen if e.kind == "action.started"]
        return _several(
            [title_of(e.data, self._names) for e in runs if text_of(e.data, "id") not in ended]
        )

    def _questions(self, seen: Seen) -> Phrase:
        answered = {text_of(e.data, "id") for e in seen if e.kind == "query.answered"}
        asked = [e for e in seen if e.kind in _QUESTIONS and e.data.get("expects")]
        waiting = [e for e in asked if text_of(e.data, "id") not in answered]
        outside = phrase("somebody outside")
        return _several([self._since(text_of(e.data, "name") or outside, e.t) for e in waiting])

    def _look(self, seen: Seen) -> Phrase:
        look = _last(seen, "evidence.viewed")
        if look is None:
            return NOTHING
        what = text_of(look.data, "title") or text_of(look.data, "kind") or phrase("evidence")
        return phrase("{what} ({clock})", what=what, clock=self._clock(look.t))


def _where(told: Event) -> Phrase:
    """Say where the impact was told."""
    if told.kind == "update.posted":
        audience = audience_text(text_of(told.data, "audience"))
        return phrase("update: {audience}", audience=audience) if audience else phrase("update")
    if told.kind == "statuspage.posted":
        return phrase("status page")
    return phrase("inside the team")


def _last(seen: Seen, *kinds: str) -> Event | None:
    return next((e for e in reversed(seen) if e.kind in kinds), None)


def _alerts(seen: Seen) -> Phrase:
    firing: dict[str, None] = {}
    for event in seen:
        name = text_of(event.data, "alert")
        if event.kind == "alert.fired" and name:
            firing[name] = None
        elif event.kind == "alert.resolved":
            firing.pop(name, None)
    return _several(list(firing))


def _idea(seen: Seen) -> Phrase:
    results = {
        text_of(e.data, "id"): text_of(e.data, "result")
        for e in seen
        if e.kind == "hypothesis.tested"
    }
    ideas = [e for e in seen if e.kind == "hypothesis.stated"]
    open_ = [e for e in ideas if results.get(text_of(e.data, "id")) != "refuted"]
    if not open_:
        return NOTHING
    text = shortened(text_of(open_[-1].data, "text"), _QUOTE)
    tested = results.get(text_of(open_[-1].data, "id"))
    result = result_text(tested) if tested else phrase("untested")
    return phrase("“{idea}”, {result}", idea=text, result=result)


def _several(names: Sequence[str]) -> Phrase:
    more = len(names) - _MOST
    return listing([*names[:_MOST], phrase_n("{n} more", "{n} more", more)] if more > 0 else names)
