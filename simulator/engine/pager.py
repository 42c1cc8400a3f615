"""Paging: who is told of an alert, and who is told next if nobody answers.

Escalation as it is common with on-call tools: the secondary after five minutes without an
acknowledgement, the manager fifteen minutes after the first page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.model.errors import Refusal
from simulator.model.scenario import OnCall
from simulator.model.seats import ROLE_TITLES, WORLD
from simulator.model.units import MINUTE, duration_text
from simulator.rules.context import Asked

__all__ = ["ESCALATES_AFTER", "Pager"]

ESCALATES_AFTER = {"primary": 0, "secondary": 5 * MINUTE, "manager": 15 * MINUTE}
"""When each level is paged, counted from the first page of the alert (ms)."""


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
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._cases: dict[str, _Case] = {}
        self._by_page: dict[str, _Case] = {}
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "page.ack": self.ack,
            "page.escalate": self.escalate,
        }
        """What it carries out, by verb."""

    def fired(self, alert: str, team: str) -> None:
        """Page the first level of a team, if it has one and nobody of it is on the case."""
        spec = self._core.scenario.oncall.get(team)
        chain = spec.steps if spec else []
        looking = any(case.team == team and case.acked for case in self._cases.values())
        if not chain or looking:
            return
        case = self._cases[alert] = _Case(alert, team, list(chain), self._core.now)
        self._page(case)

    def resolved(self, alert: str) -> None:
        """End the case of an alert."""
        if case := self._cases.pop(alert, None):
            self._cancel(case)

    def ack(self, asked: Asked) -> None:
        """Carry out ``page.ack``."""
        self._acked(asked.args.id, asked.actor, asked.role)

    def escalate(self, asked: Asked) -> None:
        """Carry out ``page.escalate``.

        Raises:
            Refusal: if there is nobody left to page, or nothing to page them for.
        """
        case = self._by_page.get(asked.args.id)
        if case is None or self._cases.get(case.alert) is not case:
            message = f"The alert of page {asked.args.id} has resolved."
            raise Refusal("wrong_state", message, "There is nothing to escalate.")
        if case.acked:
            raise Refusal("wrong_state", f"{case.alert} was already acknowledged.")
        if case.level + 1 >= len(case.chain):
            last = self._name(case.chain[-1].who)
            raise Refusal("wrong_state", f"{last} is the last level of {case.team}.")
        self._escalate(case, asked.role, asked.args.reason, asked.actor)

    def _page(self, case: _Case) -> None:
        """Page the next level and plan what happens if nobody acknowledges."""
        self._cancel(case)
        case.level += 1
        step = case.chain[case.level]
        page = case.page = self._next_id()
        self._by_page[page] = case
        self._core.say("page.sent", self._facts(case, page, step) | {"team": case.team})
        if step.answers_after is not None and step.who in self._core.scenario.personas:
            at = self._core.now + step.answers_after
            self._plan(case, at, f"{page} answer", partial(self._acked, page, step.who, "persona"))
        if case.level + 1 < len(case.chain):
            after = ESCALATES_AFTER[case.chain[case.level + 1].level]
            at = max(self._core.now, case.opened + after)
            self._plan(case, at, f"{page} timeout", partial(self._timeout, case))

    def _timeout(self, case: _Case) -> None:
        waited = duration_text(self._core.now - case.opened)
        self._escalate(case, "auto", f"no acknowledgement for {waited}", WORLD)

    def _escalate(self, case: _Case, by: str, reason: str, actor: str) -> None:
        step = case.chain[case.level + 1]
        data = self._facts(case, self._next_id(), step) | {"by": by, "reason": reason}
        self._core.say("escalation.sent", data, actor, WORLD if actor == WORLD else by)
        self._page(case)

    def _acked(self, page: str, actor: str, role: str) -> None:
        case = self._by_page[page]
        case.acked = True
        self._cancel(case)
        self._core.say("page.acked", {"id": page, "alert": case.alert, "to": actor}, actor, role)

    def _facts(self, case: _Case, page: str, step: OnCall) -> dict[str, str]:
        return {
            "id": page,
            "alert": case.alert,
            "to": step.who,
            "level": step.level,
            "name": self._name(step.who),
        }

    def _name(self, who: str) -> str:
        persona = self._core.scenario.personas.get(who)
        return persona.name if persona else ROLE_TITLES.get(who, who)

    def _next_id(self) -> str:
        return f"p{len(self._by_page) + 1}"

    def _plan(self, case: _Case, at: int, name: str, call: partial[None]) -> None:
        case.entries.append(self._core.calendar.plan(at, Phase.PAGER, name, call))

    def _cancel(self, case: _Case) -> None:
        for entry in case.entries:
            self._core.calendar.cancel(entry)
        case.entries.clear()
