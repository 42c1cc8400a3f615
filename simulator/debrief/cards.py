"""The scorecard as cards: each verdict with what it rests on and what was known then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.debrief.cast import SeatNames
from simulator.debrief.human import Humans
from simulator.debrief.judged import Capability, Criterion, Evidence, Step, Then
from simulator.debrief.moments import tell
from simulator.debrief.sentences import sentence
from simulator.debrief.steps import step_of
from simulator.debrief.then import Screens
from simulator.debrief.words import RATING_WORDS, band, because, seat_tag, shortened
from simulator.model.phrases import NOTHING, Phrase, catalogued, phrase
from simulator.model.policy import Ratings
from simulator.model.records import Event
from simulator.model.score import CAPABILITIES, Scorecard
from simulator.model.units import clock_text
from simulator.scoring import Finding, Obligation
from simulator.scoring.letters import letter_of

__all__ = ["CS", "Cards", "capabilities_of"]

_QUOTE = 100
"""Characters of what somebody wrote that evidence shows; the timeline has all of it."""
CS: dict[str, Phrase] = {
    "coordinate": phrase("coordinate"),
    "communicate": phrase("communicate"),
    "control": phrase("control"),
}
"""The three Cs of incident management."""


@dataclass(frozen=True, slots=True)
class Cards:
    """What turns verdicts into cards: events, names, screens, and what people said of it."""

    card: Scorecard
    found: Mapping[str, Finding]
    cuts: Ratings
    events: Mapping[int, Event]
    names: SeatNames
    screens: Screens
    humans: Humans
    end: int

    def all(self) -> tuple[Criterion, ...]:
        """Return a card for every criterion, in the order of the rubric."""
        return tuple(self._card(key) for key in self.card.infos if key in self.card.criteria)

    def evidence(self, seqs: Iterable[int]) -> tuple[Evidence, ...]:
        """Return events as evidence, in order; those that the log does not have are left out."""
        return tuple(self._told(seq) for seq in sorted(set(seqs)) if seq in self.events)

    def clock(self, t: int) -> str:
        """Return the time of day at ``t`` (ms)."""
        return clock_text(self.names.clock0, t)

    def _told(self, seq: int) -> Evidence:
        event = self.events[seq]
        quote = shortened(sentence(self.names.nameless(event), self.names).quote, _QUOTE)
        notes = self.humans.notes.get(seq, ())
        return Evidence(seq, self.clock(event.t), tell(event, self.names), quote, notes)

    def _card(self, key: str) -> Criterion:
        info, verdict = self.card.infos[key], self.card.criteria[key]
        value = verdict.value
        obligations = self.found[key].obligations if key in self.found else ()
        return Criterion(
            id=key,
            name=catalogued(info.name),
            capability=info.capability,
            seat=_seat(verdict.role or info.role),
            c=CS[info.c],
            weight=info.weight,
            critical=info.critical,
            asked=info.asked,
            status=verdict.status,
            value=value,
            percent=0 if value is None else round(value * 100),
            letter=None if value is None else letter_of(value, self.cuts),
            band=NOTHING if value is None else band(value, self.cuts),
            said=verdict.said,
            target=catalogued(info.target),
            why=catalogued(info.why),
            source=info.source,
            anti_pattern=catalogued(info.anti_pattern),
            question=catalogued(info.question),
            eases=NOTHING if info.eases == "-" else catalogued(info.eases),
            guard=catalogued(info.guard),
            steps=tuple(self._step(o) for o in obligations),
            then=None if value is None else self._then(verdict.role or info.role, obligations),
            human=self.humans.of(key),
        )

    def _step(self, obligation: Obligation) -> Step:
        return step_of(obligation, self.cuts, self.clock, self.evidence(obligation.evidence))

    def _then(self, role: str, obligations: Sequence[Obligation]) -> Then | None:
        """Say what was on the screen where most was missed; else where it rests on first.

        Where something was late or missing that is when it was due: what could be known by then.
        """
        judged = [o for o in obligations if o.credit is not None]
        if not judged:
            return None
        worst = min(judged, key=lambda o: (o.credit or 0.0, o.when))
        late = worst.due > worst.when and (worst.met_at is None or worst.met_at > worst.due)
        first = min((seq for seq in worst.evidence if seq in self.events), default=None)
        seat = "" if role == "team" else role
        if late or first is None:
            t = min(worst.due, self.end)
            lines = self.screens.at(seat, t)
            moment = phrase("{clock}, when it was due", clock=self.clock(t))
        else:
            t = self.events[first].t
            lines = self.screens.at(seat, t, first)
            moment = phrase("{clock}, before the first of these events", clock=self.clock(t))
        whose = phrase("On everybody's screen")
        if seat:
            whose = phrase("On the screen of: {seat}", seat=seat_tag(seat))
        return Then(self.clock(t), moment, whose, lines)


def _seat(role: str) -> Phrase:
    return phrase("Whole team") if role == "team" else seat_tag(role)


def capabilities_of(cards: Cards, criteria: Sequence[Criterion]) -> tuple[Capability, ...]:
    """Return every capability with the criteria that were scored under it.

    What injects asked for counts in a capability's letter, and is shown by itself.
    """
    card = cards.card
    names = list(dict.fromkeys([*CAPABILITIES, *(c.capability for c in criteria)]))
    found = []
    for key in names:
        mine = [c for c in criteria if c.capability == key and c.value is not None]
        own = [c for c in mine if not c.asked]
        rating = card.capabilities.get(key)
        short = [c for c in own if c.letter != "P"]
        found.append(
            Capability(
                id=key,
                name=CAPABILITIES.get(key) or catalogued(key),
                rating=rating,
                words=RATING_WORDS[rating],
                reason=because(rating, card.reasons.get(key, NOTHING)),
                short=tuple(sorted(short, key=lambda c: -c.gap)),
                met=tuple(c for c in own if c.letter == "P"),
                asked=len(mine) - len(own),
                human=cards.humans.of(key),
            )
        )
    return tuple(found)
