"""What can ever come to be in a scenario, whatever the team does: signals, events, conditions.

The bounds are generous on purpose: what is said to be impossible is, what is not may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import product
from math import inf

from simulator.authoring.bounds import excesses
from simulator.authoring.intervals import BOTH, EVERY, Range, Truths, evaluate
from simulator.authoring.runs import Run
from simulator.model.alert_expr import AlertExpr, parse_alert_expr
from simulator.model.expr import compile_expression
from simulator.model.expr.syntax import Node
from simulator.model.scenario import Scenario
from simulator.model.signals import NOISE_BOUND
from simulator.rules.conditions import TERMS, condition_vocabulary, signal_names

__all__ = ["Reach"]

_ATOMS = 8
"""More truth values than these are not tried in all combinations."""


class Reach:
    """The bounds of one scenario; ``runs`` widen them to whatever simulations have shown."""

    def __init__(self, scenario: Scenario, runs: Iterable[Run]) -> None:
        self._scenario = scenario
        self._runs = tuple(runs)
        self._vocabulary = condition_vocabulary(scenario)
        self._trees: dict[str, Node] = {}
        self._faults: set[str] = set()
        self._actions: set[str] = set()
        self._seen = {name: _seen(name, self._runs) for name in self._runs[0].series}
        self.series: Mapping[str, Range]
        """The lowest and highest true value of each series."""
        self._settle()

    # -- what comes to be, step by step ----------------------------------------------------------

    def _settle(self) -> None:
        """Find everything that can begin: whatever holds by what was found before, until no more.

        What waits only for itself, or for what waits for it, is never found.
        """
        scenario, before = self._scenario, -1
        for run in self._runs:
            self._faults |= {event.data["fault"] for event in run.of("fault.started")}
            self._actions |= {event.data["action"] for event in run.of("action.started")}
        while before != len(self._faults) + len(self._actions):
            before = len(self._faults) + len(self._actions)
            self.series = self._bounds()
            self._actions |= {
                name for name, spec in scenario.actions.items() if self.possible(spec.needs)
            }
            self._faults |= {name for name in scenario.faults if self._may_begin(name)}

    def _bounds(self) -> dict[str, Range]:
        """Return the lowest and highest true value of each series, by what can begin so far."""
        away = excesses(self._scenario, self._faults, self._actions)
        found = {}
        for name, series in self._runs[0].series.items():
            low, high = (series.base + by for by in away[name])
            seen = self._seen[name]
            low, high = min(low, seen[0]), max(high, seen[1])
            found[name] = (max(low, series.low), min(high, series.high))
        return found

    def _may_begin(self, fault: str) -> bool:
        """Tell whether a fault can begin: by itself, by an action, or by the facilitator."""
        spec = self._scenario.faults[fault]
        if spec.at is not None or spec.when is None:
            return True
        return self._begun_by_action(fault) or self.possible(spec.when)

    def _begun_by_action(self, fault: str) -> bool:
        return any(
            (fault in spec.starts and self._can_finish(name))
            or (spec.fails is not None and fault in spec.fails.starts and self._can_fail(name))
            for name, spec in self._scenario.actions.items()
        )

    def _can_finish(self, action: str) -> bool:
        """Tell whether an action can come to its end: one that fails whenever it runs cannot."""
        fails = self._scenario.actions[action].fails
        always = fails is not None and fails.chance >= 1 and fails.when is None
        return action in self._actions and not always

    def _can_fail(self, action: str) -> bool:
        spec = self._scenario.actions[action]
        fails = spec.fails is not None and spec.fails.chance > 0
        return action in self._actions and (fails or spec.alongside == "fails")

    # -- signals -------------------------------------------------------------------------------

    def watched(self, expr: str) -> AlertExpr:
        """Read an alert expression."""
        return parse_alert_expr(expr, signal_names(self._scenario))

    def alert_possible(self, expr: str) -> bool:
        """Tell whether monitors can ever show what an alert watches for."""
        blind = any(spec.blinds for spec in self._scenario.faults.values())
        if blind and "absent" in expr:
            return True
        watched = self.watched(expr)
        return watched.sure({name: self._shown(name) for name in watched.names}) is not False

    def _shown(self, name: str) -> Range:
        """Return the bounds of what monitors show: the true value with its noise."""
        series = self._runs[0].series[name]
        margin = series.amplitude * NOISE_BOUND
        low, high = self.series[name]
        return max(low - margin, series.low), min(high + margin, series.high)

    # -- conditions ----------------------------------------------------------------------------

    def possible(
        self, text: str | None, *, fixed: Mapping[tuple[str, str], bool] | None = None
    ) -> bool:
        """Tell whether a condition can hold at some time; none always holds.

        ``fixed`` says what some calls are taken to be, such as ``("active", "bad-routes")``.
        """
        if text is None:
            return True
        taken = dict(fixed or {})
        tree = self._tree(text)
        open_calls = sorted({_key(node) for node in _walk(tree) if self._is_open(node)} - {*taken})
        if len(open_calls) > _ATOMS:
            open_calls = []
        for truths in product((True, False), repeat=len(open_calls)):
            said = taken | dict(zip(open_calls, truths, strict=True))
            if True in _as_truths(evaluate(tree, partial(self._leaf, taken=said))):
                return True
        return False

    def _tree(self, text: str) -> Node:
        if text not in self._trees:
            self._trees[text] = compile_expression(text, self._vocabulary).tree
        return self._trees[text]

    def needs_fault(self, text: str | None, fault: str) -> bool:
        """Tell whether a condition can hold only while a fault is active."""
        if text is None or "active" not in text:
            return False
        key = ("active", fault)
        with_it = self.possible(text, fixed={key: True})
        return with_it and not self.possible(text, fixed={key: False})

    def _is_open(self, node: Node) -> bool:
        return node.kind == "call" and node.type == "bool" and self._leaf(node, {}) == BOTH

    def _leaf(self, node: Node, taken: Mapping[tuple[str, str], bool]) -> Range | Truths | str:
        if node.kind == "lit":
            return (node.value, node.value) if node.type in ("num", "dur") else str(node.value)
        if node.kind == "name":
            return self._name(str(node.value))
        key = _key(node)
        if key in taken:
            return frozenset({taken[key]})
        return self._call(node, *key)

    def _name(self, name: str) -> Range:
        scenario = self._scenario
        if name == "impact":
            return 0.0, max(0.0, self.series[scenario.impact][1] - self._base(scenario.impact))
        return (0.0, float(scenario.length)) if name == "now" else EVERY

    def _base(self, series: str) -> float:
        return self._runs[0].series[series].base

    def _call(self, node: Node, function: str, about: str) -> Range | Truths:
        series = f"{about}.{function}"
        if function not in TERMS and series in self._runs[0].series:
            return self.series[series]
        if node.type != "bool":
            return self._number(function, about)
        maybe: Callable[[str], bool] | None = {
            "happened": self.event_possible,
            "active": self.fault_possible,
            "running": self.action_possible,
            "finished": self._can_finish,
            "failed": self._can_fail,
            "undone": lambda name: (
                self._scenario.actions[name].undo is not None and self._can_finish(name)
            ),
        }.get(function)
        return BOTH if maybe is None or maybe(about) else frozenset({False})

    def _number(self, function: str, about: str) -> Range:
        if function == "since":
            return 0.0, float(self._scenario.length)
        if function == "count":
            return 0.0, inf if self.event_possible(about) else 0.0
        if function == "strength":
            return 0.0, 1.0 if self.fault_possible(about) else 0.0
        return EVERY

    # -- what can happen -----------------------------------------------------------------------

    def fault_possible(self, fault: str) -> bool:
        """Tell whether a fault can begin: by itself, by an action, or by the facilitator."""
        return fault in self._faults

    @cached_property
    def started_by_actions(self) -> frozenset[str]:
        """The faults that an action begins, done or failed."""
        actions = self._scenario.actions.values()
        failed = [spec.fails.starts for spec in actions if spec.fails]
        return frozenset(
            name for names in (*(a.starts for a in actions), *failed) for name in names
        )

    def action_possible(self, action: str) -> bool:
        """Tell whether an action can ever be started."""
        return action in self._actions

    def event_possible(self, kind: str) -> bool:
        """Tell whether there can be an event of a kind."""
        return kind not in self._impossible

    @cached_property
    def _impossible(self) -> frozenset[str]:
        scenario = self._scenario
        actions = scenario.actions.values()
        pages = scenario.oncall and any(scenario.oncall.values())
        lacking = {
            ("alert.fired", "alert.resolved"): not scenario.alerts,
            ("page.sent", "page.acked", "escalation.sent", "responder.joined"): not pages,
            ("action.proposed", "action.approved", "action.started", "action.finished",
             "action.announced", "action.aborted", "mitigation.verified"): not actions,
            ("action.progressed",): all(spec.stages == 1 for spec in actions),
            ("action.failed",): not any(a.fails or a.alongside == "fails" for a in actions),
            ("evidence.asked", "evidence.viewed"): not scenario.evidence,
            ("changes.reviewed",): not _has_changes(scenario),
            ("fault.started", "fault.changed", "fault.cleared"): not scenario.faults,
            ("facts.changed",): not scenario.escalations,
            ("monitor.failed", "monitor.recovered"): not any(
                spec.blinds for spec in scenario.faults.values()
            ),
            ("inject.delivered", "inject.exec_question"): not scenario.injects,
            ("inject.expired", "query.answered"): not any(i.expect for i in scenario.injects),
        }  # fmt: skip
        return frozenset(kind for kinds, gone in lacking.items() if gone for kind in kinds)


def _seen(name: str, runs: Sequence[Run]) -> Range:
    """Return the lowest and the highest value that a series had in any run."""
    every = [run.series[name] for run in runs]
    values = [segment.to for series in every for segment in series.segments]
    base = every[0].base
    return min([base, *values]), max([base, *values])


def _has_changes(scenario: Scenario) -> bool:
    return any(source.kind == "changes" for source in scenario.evidence.values())


def _walk(node: Node) -> Iterable[Node]:
    yield node
    for part in node.args:
        yield from _walk(part)


def _key(node: Node) -> tuple[str, str]:
    about = node.args[0].value if node.args and node.args[0].kind == "lit" else ""
    return str(node.value), str(about)


def _as_truths(found: object) -> Truths:
    return found if isinstance(found, frozenset) else BOTH
