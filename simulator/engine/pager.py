"""Paging: who is told of an alert, and who is told next if nobody answers.

Escalation as it is common with on-call tools: unless a team says otherwise, the secondary after
five minutes without an acknowledgement, the manager fifteen minutes after the first page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, phrase
from simulator.model.scenario import OnCall
from simulator.model.seats import WORLD
from simulator.model.units import duration_text
from simulator.rules.context import Asked
from simulator.rules.oncall import (
    ESCALATES_AFTER,
    REQUESTED,
    Called,
    called,
    name_of,
    steps_for,
    team_title,
)

__all__ = ["Answer", "Answered", "Pager"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who acknowledged the page of a request."""

    page: str
    actor: str
    role: str
    name: str


Answered = Callable[[Answer], None]


@dataclass(slots=True)
class _Case:
    """One firing alert that somebody is paged for."""

    alert: str
    team: str
    chain: list[OnCall]
    opened: int
    level: int = -1
    page: str = ""
    acked: bool = False
    entries: list[Entry] = field(default_factory=list)


class Pager:
    """Pages and escalations.

    An alert opens a case when it fires, and the case ends when the alert resolves; whoever
    acknowledges any of its pages stops its escalation. While somebody of a team has an
    acknowledged case open, further alerts of that team appear on the board but page nobody: as
    with Alertmanager's grouping by team, one person looking is enough.

    A page by which somebody asks for a team belongs to no alert and is not escalated.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._cases: dict[str, _Case] = {}
        self._by_page: dict[str, _Case] = {}
        self._requests: dict[str, tuple[str, Answered]] = {}
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "page.ack": self.ack,
            "page.escalate": self.escalate,
        }
        """What it carries out, by verb."""

    def fired(self, alert: str, team: str, severity: str) -> None:
        """Page the first step of a team, if it has one and nobody of it is on the case."""
        chain = steps_for(self._core.scenario.oncall.get(team), severity)
        looking = any(case.team == team and case.acked for case in self._cases.values())
        if not chain or looking:
            return
        case = self._cases[alert] = _Case(alert, team, chain, self._core.now)
        self._page(case)

    def resolved(self, alert: str) -> None:
        """End the case of an alert."""
        if case := self._cases.pop(alert, None):
            self._cancel(case)

    def request(self, asked: Asked, one: Called, answered: Answered) -> None:
        """Page somebody of the team that ``asked`` wants."""
        page, team = self._next_id(), asked.args.team
        self._requests[page] = (team, answered)
        data = {
            "id": page,
            "alert": "",
            "team": team,
            "to": one.who,
            "level": REQUESTED,
            "name": str(name_of(self._core.scenario, one.who)),  # a log is in English
            "reason": asked.args.reason,
        }
        self._core.say("page.sent", data, asked.actor, asked.role)
        if one.answers_after is not None and one.who in self._core.scenario.personas:
            at = self._core.now + one.answers_after
            answer = partial(self._came, Answer(page, one.who, "persona", data["name"]))
            self._core.calendar.plan(at, Phase.PAGER, f"{page} answer", answer)

    def ack(self, asked: Asked) -> None:
        """Carry out ``page.ack``."""
        page, person = asked.args.id, asked.state.people.get(asked.actor)
        if page in self._requests:
            name = person.name if person else asked.actor
            self._came(Answer(page, asked.actor, asked.role, name))
        else:
            self._acked(page, asked.actor, asked.role)

    def escalate(self, asked: Asked) -> None:
        """Carry out ``page.escalate``.

        Raises:
            Refusal: if there is nobody left to page, or nothing to page them for.
        """
        page = asked.args.id
        if page in self._requests:
            title = team_title(self._core.scenario, self._requests[page][0])
            message = phrase(
                "Page {page} asks for {team}; no alert stands behind it.", page=page, team=title
            )
            hint = phrase("Ask for another team, or wait for the answer.")
            raise Refusal("wrong_state", message, hint)
        case = self._by_page.get(page)
        if case is None or self._cases.get(case.alert) is not case:
            message = phrase("The alert of page {page} has resolved.", page=page)
            raise Refusal("wrong_state", message, phrase("There is nothing to escalate."))
        if case.acked:
            message = phrase("{alert} was already acknowledged.", alert=case.alert)
            raise Refusal("wrong_state", message, self._who_has(asked, case.alert))
        if case.level + 1 >= len(case.chain):
            last = name_of(self._core.scenario, self._called(case, case.level).who)
            message = phrase("{person} is the last level of {team}.", person=last, team=case.team)
            hint = phrase("Ask for another team, or call on somebody above or outside.")
            raise Refusal("wrong_state", message, hint)
        self._escalate(case, asked.role, asked.args.reason, asked.actor)

    @staticmethod
    def _who_has(asked: Asked, alert: str) -> Phrase:
        """Say who acknowledged a page of an alert: somebody here, or a colleague of the story."""
        pages, people = list(asked.state.pages.values()), asked.state.people
        # The newest: an alert may have fired before, and somebody else may have had it then.
        acks = (page.acked_by for page in reversed(pages) if page.alert == alert)
        who = next(who for who in acks if who)
        person = people[who].name if who in people else name_of(asked.scenario, who)
        return phrase("{person} has it: talk to them, or ask for another team.", person=person)

    def _page(self, case: _Case) -> None:
        """Page the next level and plan what happens if nobody acknowledges."""
        self._cancel(case)
        case.level += 1
        one = self._called(case, case.level)
        page = case.page = self._next_id()
        self._by_page[page] = case
        self._core.say("page.sent", self._facts(case, page, case.level) | {"team": case.team})
        if one.answers_after is not None and one.who in self._core.scenario.personas:
            at = self._core.now + one.answers_after
            self._plan(case, at, f"{page} answer", partial(self._acked, page, one.who, "persona"))
        if case.level + 1 < len(case.chain):
            step = case.chain[case.level + 1]
            after = ESCALATES_AFTER[step.level] if step.after is None else step.after
            at = max(self._core.now, case.opened + after)
            self._plan(case, at, f"{page} timeout", partial(self._timeout, case))

    def _timeout(self, case: _Case) -> None:
        waited = duration_text(self._core.now - case.opened)
        self._escalate(case, "auto", f"no acknowledgement for {waited}", WORLD)

    def _escalate(self, case: _Case, by: str, reason: str, actor: str) -> None:
        facts = self._facts(case, self._next_id(), case.level + 1)
        data = facts | {"by": by, "reason": reason}
        self._core.say("escalation.sent", data, actor, WORLD if actor == WORLD else by)
        self._page(case)

    def _acked(self, page: str, actor: str, role: str) -> None:
        case = self._by_page[page]
        case.acked = True
        self._cancel(case)
        self._core.say("page.acked", {"id": page, "alert": case.alert, "to": actor}, actor, role)

    def _came(self, answer: Answer) -> None:
        """Acknowledge a request."""
        data = {"id": answer.page, "alert": "", "to": answer.actor}
        self._core.say("page.acked", data, answer.actor, answer.role)
        self._requests[answer.page][1](answer)

    def _called(self, case: _Case, level: int) -> Called:
        """Return who a step of a case means at this moment."""
        scenario = self._core.scenario
        return called(scenario.oncall[case.team], case.chain[level], scenario.start, self._core.now)

    def _facts(self, case: _Case, page: str, level: int) -> dict[str, str]:
        who = self._called(case, level).who
        return {
            "id": page,
            "alert": case.alert,
            "to": who,
            "level": case.chain[level].level,
            "name": str(name_of(self._core.scenario, who)),
        }

    def _next_id(self) -> str:
        return f"p{len(self._by_page) + len(self._requests) + 1}"

    def _plan(self, case: _Case, at: int, name: str, call: partial[None]) -> None:
        case.entries.append(self._core.calendar.plan(at, Phase.PAGER, name, call))

    def _cancel(self, case: _Case) -> None:
        for entry in case.entries:
            self._core.calendar.cancel(entry)
        case.entries.clear()
