"""Help from outside the room: teams that somebody asks for, and what their people find out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.engine.calendar import Entry, Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.engine.pager import Answer, Pager
from simulator.engine.showing import Showing
from simulator.engine.streams import Stream
from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.model.units import SECOND
from simulator.rules.channels import PUBLIC
from simulator.rules.context import Asked
from simulator.rules.oncall import next_comer, requests, team_title

__all__ = ["NOTHING_FOUND", "Responders"]

NOTHING_FOUND = "I had a look and found nothing that stands out."
"""What somebody reports who has nothing to report."""

PERSONA = "persona"
"""The role of people who are not in the room."""
_TAKES_ON = (20, 60)
"""A persona takes a task on after so many seconds."""


class Responders:
    """People who come because somebody asked for their team, and the tasks they are given.

    A persona acknowledges the page, is there some time after the request, and from then on takes
    on tasks, one after the other, and reports what holds at the moment when each is done. A page
    to the seat ``responder`` is for a person: whoever acknowledges it has come.
    """

    def __init__(self, core: Core, showing: Showing, pager: Pager) -> None:
        self._core = core
        self._showing = showing
        self._pager = pager
        self._busy_until: dict[str, int] = {}
        self._work: dict[str, list[Entry]] = {}
        core.listen(self._heard, "task.assigned")
        core.listen(self._left, "seat.left")
        self.verbs: dict[str, Callable[[Asked], None]] = {"page.request": self.request}
        """What it carries out, by verb."""

    def request(self, asked: Asked) -> None:
        """Carry out ``page.request``.

        Raises:
            Refusal: if nobody of the team is left who could come.
        """
        scenario, team, now = self._core.scenario, asked.args.team, self._core.now
        one = next_comer(asked.state, scenario, team, now)
        if one is None:
            message = phrase("Nobody of {team} can come.", team=team_title(scenario, team))
            raise Refusal("wrong_state", message, phrase("Ask for another team."))
        low, high = scenario.oncall[team].joins
        number = len(requests(asked.state, team)) + 1
        # Whole seconds: a time that a person can read off the timeline.
        stream = Stream(self._core.seed, f"joins {team} {number}")
        there = now + low + SECOND * stream.integer(0, (high - low) // SECOND)
        self._pager.request(asked, one, partial(self._answered, team, there))

    def _answered(self, team: str, there: int, answer: Answer) -> None:
        """Have somebody come who acknowledged a request: a person is here already."""
        join = partial(self._join, team, answer)
        if answer.role != PERSONA or there <= self._core.now:
            join()
        else:
            self._core.calendar.plan(there, Phase.PAGER, f"{answer.page} joins", join)

    def _join(self, team: str, answer: Answer) -> None:
        who, role = answer.actor, answer.role
        data = {"person": who, "team": team, "name": answer.name, "page": answer.page}
        self._core.say("responder.joined", data, who, role)
        if role != PERSONA or who in self._busy_until:
            return
        self._busy_until[who] = self._core.now
        if greeting := self._core.scenario.personas[who].joins_with:
            self._core.say("message.posted", {"channel": PUBLIC, "text": greeting}, who, role)

    # -- tasks ---------------------------------------------------------------------------------

    def _heard(self, happening: Happening) -> None:
        if happening.data["to"] in self._busy_until:
            task, person = happening.data["id"], happening.data["to"]
            wait = Stream(self._core.seed, f"task {task} taken on").integer(*_TAKES_ON)
            self._plan(wait * SECOND, task, person, self._take_on)

    def _left(self, happening: Happening) -> None:
        """Drop the work of a persona that was taken out of the drill."""
        person = happening.data["person"]
        self._busy_until.pop(person, None)
        for entry in self._work.pop(person, []):
            self._core.calendar.cancel(entry)

    def _take_on(self, task: str, person: str) -> None:
        self._core.say("task.acked", {"id": task}, person, PERSONA)
        low, high = self._core.scenario.personas[person].works
        stream = Stream(self._core.seed, f"task {task} done")
        length = low + SECOND * stream.integer(0, (high - low) // SECOND)
        begins = max(self._core.now, self._busy_until[person])
        done = self._busy_until[person] = begins + length
        self._plan(done - self._core.now, task, person, self._report)

    def _report(self, task: str, person: str) -> None:
        reports = self._core.scenario.personas[person].reports
        text = " ".join(self._showing.lines(reports)) or NOTHING_FOUND
        self._core.say("task.reported", {"id": task, "text": text}, person, PERSONA)

    def _plan(self, wait: int, task: str, person: str, do: Callable[[str, str], None]) -> None:
        at, call = self._core.now + wait, partial(do, task, person)
        entry = self._core.calendar.plan(at, Phase.EVIDENCE, f"task {task}", call)
        self._work.setdefault(person, []).append(entry)
