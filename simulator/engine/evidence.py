"""Looking: what dashboards, logs, changes and runbooks say at the moment the look ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from simulator.engine.calendar import Phase
from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.engine.history import NOTHING_CHANGED, History
from simulator.engine.rendering import Rendering
from simulator.engine.showing import Showing
from simulator.engine.system import System
from simulator.engine.watcher import Watcher
from simulator.model.errors import Refusal
from simulator.model.phrases import NOTHING, Phrase, catalogued, phrase
from simulator.model.scenario import EvidenceSpec
from simulator.model.units import clock_text
from simulator.rules.context import Asked
from simulator.rules.verbs.evidence import source_named

__all__ = ["Evidence"]

_LOST = phrase("Nothing is left of it.")
_OUT_OF_REACH = phrase("It cannot be reached.")


class Evidence:
    """All sources of evidence: what they show, which are out of reach, what was kept of them."""

    def __init__(self, core: Core, system: System, showing: Showing, watcher: Watcher) -> None:
        self._core = core
        self._watcher = watcher
        self._rendering = Rendering(core, system, showing)
        self._history = History(core)
        self._destroyed: set[str] = set()
        self._copies: dict[str, tuple[int, dict[str, Any]]] = {}
        self._on_record: Mapping[str, Mapping[str, Any]] = {}
        self._asked = 0
        self.verbs: dict[str, Callable[[Asked], None]] = {
            "evidence.query": self.query,
            "evidence.capture": self.capture,
        }
        """What it carries out, by verb."""
        core.listen(self._heard, "evidence.destroyed")

    def plan(self) -> None:
        """Begin to watch which dashboards can be reached: their charts are on screens for long."""
        for source, spec in sorted(self._core.scenario.evidence.items()):
            if spec.kind == "dashboard" and spec.needs is not None:
                if self._watcher.holds(spec.needs):
                    self._watch(source, spec.needs, reached=True)
                else:
                    self._turn(source, spec.needs, reached=False)

    def remember(self, looks: Mapping[str, Mapping[str, Any]]) -> None:
        """Show in these looks what is on record of them; it is not worked out again."""
        self._on_record = looks

    def query(self, asked: Asked) -> None:
        """Carry out ``evidence.query``; the answer comes when the look has taken its time."""
        source = asked.args.source
        spec = self._core.scenario.evidence[source]
        self._asked += 1
        look = f"e{self._asked}"
        ready = self._core.now + spec.takes
        data = {"id": look, "source": source, "kind": spec.kind, "ready_at": ready}
        self._core.say("evidence.asked", data, asked.actor, asked.role)
        show = partial(self._show, look, source, asked.actor, asked.role)
        if spec.takes == 0:
            show()
        else:
            self._core.calendar.plan(ready, Phase.EVIDENCE, look, show)

    def capture(self, asked: Asked) -> None:
        """Carry out ``evidence.capture``; what names a source keeps a copy of what it shows now.

        Raises:
            Refusal: if that source shows nothing at the moment.
        """
        what, source = asked.args.what, source_named(asked.scenario, asked.args.what)
        if source is None:
            self._core.say("evidence.captured", {"what": what}, asked.actor, asked.role)
            return
        spec = self._core.scenario.evidence[source]
        if words := self._out_of_reach(source, spec):
            message = phrase("{source} shows nothing that could be kept.", source=spec.title)
            raise Refusal("wrong_state", message, words)
        self._copies[source] = self._core.now, self._shown(source, spec)
        data = {"what": spec.title, "source": source}
        self._core.say("evidence.captured", data, asked.actor, asked.role)

    def glance(self, source: str) -> dict[str, Any]:
        """Return the data of a look that ended at this moment; nobody has looked."""
        spec = self._core.scenario.evidence[source]
        words = self._out_of_reach(source, spec)
        # What goes into the log is plain: it is the same in every language.
        content = self._instead(source, str(words)) if words else self._shown(source, spec)
        return {
            "source": source,
            "kind": spec.kind,
            "deep": spec.deep,
            "title": spec.title,
        } | content

    def _show(self, look: str, source: str, actor: str, role: str) -> None:
        spec = self._core.scenario.evidence[source]
        words = self._out_of_reach(source, spec)
        if (data := self._on_record.get(look)) is None:
            data = {"id": look} | self.glance(source)
        self._core.say("evidence.viewed", dict(data), actor, role)
        if spec.kind == "changes" and not words:
            found = "; ".join(self._history.lines()) or NOTHING_CHANGED
            self._core.say("changes.reviewed", {"found": found}, actor, role)

    def _shown(self, source: str, spec: EvidenceSpec) -> dict[str, Any]:
        content = self._rendering.content(source)
        changes = self._history.lines() if spec.kind == "changes" else []
        return content | {"lines": [*changes, *content["lines"]]}

    def _out_of_reach(self, source: str, spec: EvidenceSpec) -> Phrase:
        """Return what is shown instead of a source, or nothing if it can be looked at."""
        if source in self._destroyed:
            return catalogued(spec.otherwise) if spec.otherwise else _LOST
        if spec.needs is not None and not self._watcher.holds(spec.needs):
            return catalogued(spec.otherwise) if spec.otherwise else _OUT_OF_REACH
        return NOTHING

    def _instead(self, source: str, words: str) -> dict[str, Any]:
        """Return the copy that somebody kept of a source, else only the words."""
        copy = self._copies.get(source)
        if copy is None:
            return {"lines": [words], "readings": []}
        at, content = copy
        kept = f"A copy, kept at {clock_text(self._core.scenario.start, at)}:"
        return content | {"lines": [words, kept, *content["lines"]], "copy": True}

    def _heard(self, happening: Happening) -> None:
        self._destroyed.update(happening.data["sources"])

    def _watch(self, source: str, needs: str, *, reached: bool) -> None:
        """Wait for a source to be lost or, if it is, to be there again."""
        turn = partial(self._turn, source, needs, reached=not reached)
        self._watcher.when(f"evidence {source}", needs, turn, negated=reached)

    def _turn(self, source: str, needs: str, *, reached: bool) -> None:
        kind = "evidence.regained" if reached else "evidence.lost"
        self._core.say(kind, {"source": source})
        self._watch(source, needs, reached=reached)
