"""Looking: what dashboards, logs, changes and runbooks say at the moment the look ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from simulator.engine.calendar import Phase
from simulator.engine.core import Core
from simulator.engine.scope import Reading
from simulator.engine.system import System
from simulator.model.expr import Condition, Vocabulary, compile_expression
from simulator.model.scenario import Change, EvidenceSpec
from simulator.model.template import Template, compile_template
from simulator.model.units import clock_text, quantity_text
from simulator.rules.conditions import condition_vocabulary
from simulator.rules.context import Asked

__all__ = ["Evidence"]

NOTHING_CHANGED = "no changes on record"


@dataclass(frozen=True, slots=True)
class _Line:
    text: Template
    when: Condition | None


class Evidence:
    """All sources of evidence, rendered from the world's state."""

    def __init__(self, core: Core, system: System, scope: Reading) -> None:
        self._core = core
        self._system = system
        self._scope = scope
        self._units = {name: series.unit for name, series in system.series.items()}
        self._vocabulary: Vocabulary | None = None
        self._lines: dict[str, list[_Line]] = {}
        self._asked = 0
        self.verbs: dict[str, Callable[[Asked], None]] = {"evidence.query": self.query}
        """What it carries out, by verb."""

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

    def _show(self, look: str, source: str, actor: str, role: str) -> None:
        spec = self._core.scenario.evidence[source]
        changes = self._changes() if spec.kind == "changes" else []
        data = {
            "id": look,
            "source": source,
            "kind": spec.kind,
            "deep": spec.deep,
            "title": spec.title,
            "lines": [*changes, *self._written(source, spec)],
            "readings": [self._reading(name) for name in spec.series],
        }
        self._core.say("evidence.viewed", data, actor, role)
        if spec.kind == "changes":
            found = "; ".join(changes) or NOTHING_CHANGED
            self._core.say("changes.reviewed", {"found": found}, actor, role)

    def _written(self, source: str, spec: EvidenceSpec) -> list[str]:
        # A drill opens few of its sources, so each is compiled when it is first looked at.
        lines = self._lines.get(source)
        if lines is None:
            lines = self._lines[source] = self._compiled(spec)
        return [
            line.text.render(self._scope, self._units)
            for line in lines
            if line.when is None or line.when(self._scope)
        ]

    def _compiled(self, spec: EvidenceSpec) -> list[_Line]:
        vocabulary = self._vocabulary
        if vocabulary is None:
            vocabulary = self._vocabulary = condition_vocabulary(self._core.scenario)
        return [
            _Line(
                compile_template(line.text, vocabulary),
                compile_expression(line.when, vocabulary) if line.when is not None else None,
            )
            for line in spec.lines
        ]

    def _changes(self) -> list[str]:
        """Return the change history as people read it, the newest first."""
        known = [change for change in self._core.scenario.changes if change.at <= self._core.now]
        known.sort(key=lambda change: (-change.at, change.service, change.what))
        return [self._change(change) for change in known]

    def _change(self, change: Change) -> str:
        at = clock_text(self._core.scenario.start, change.at)
        by = f" (by {change.by})" if change.by else ""
        return f"{at} {change.service}: {change.what}{by}"

    def _reading(self, name: str) -> dict[str, Any]:
        series = self._system.series[name]
        value = self._scope.signal(name)
        text = quantity_text(value, series.unit)
        return {"series": name, "value": round(value, 5), "unit": series.unit, "text": text}
