"""What can ever come to be in a scenario, whatever the team does: signals, events, conditions.

The bounds are generous on purpose: what is said to be impossible is, what is not may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from itertools import product
from math import inf

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
_FELT_BY_CALLERS = ("errors", "latency_p99")
_CARRIED_BY_LOAD = ("traffic", "errors", "latency_p99", "saturation")


class Reach:
    """The bounds of one scenario; ``runs`` widen them to whatever simulations have shown."""

    def __init__(self, scenario: Scenario, runs: Iterable[Run]) -> None:
        self._scenario = scenario
        self._runs = tuple(runs)
        self._vocabulary = condition_vocabulary(scenario)
        self._asking: set[str] = set()

    # -- signals -------------------------------------------------------------------------------

    @cached_property
    def series(self) -> Mapping[str, Range]:
        """The lowest and highest true value of each series."""
        rest = self._runs[0].series
        excess = self._excesses()
        found = {}
        for name, series in rest.items():
            low, high = excess[name]
            low, high = series.base + low, series.base + high
            for run in self._runs:
                values = [seg.to for seg in run.series[name].segments]
                low, high = min(low, *values), max(high, *values)
            found[name] = (max(low, series.low), min(high, series.high))
        return found

    def _excesses(self) -> dict[str, Range]:
        """Return how far each series can be from its base, callees included."""
        own = self._own()
        found: dict[str, Range] = {}
        loose = self._load_matters()

        def feel(service: str, signal: str) -> Range:
            name = f"{service}.{signal}"
            if name not in found:
                low, high = own.get(name, (0.0, 0.0))
                for callee, spread in self._scenario.services[service].calls.items():
                    if signal in _FELT_BY_CALLERS and signal in _signals(self._scenario, callee):
                        share = spread.errors if signal == "errors" else spread.latency
                        below, above = feel(callee, signal)
                        low, high = low + share * below, high + share * above
                found[name] = (low, high)
            return found[name]

        for service, spec in self._scenario.services.items():
            for signal, one in spec.signals.items():
                feel(service, signal)
                if one.counts or (loose and signal in _CARRIED_BY_LOAD):
                    found[f"{service}.{signal}"] = EVERY
        return found

    def _own(self) -> dict[str, Range]:
        """Return what faults and actions can add to each series themselves."""
        scenario, found = self._scenario, dict[str, Range]()

        def add(name: str, by: float) -> None:
            low, high = found.get(name, (0.0, 0.0))
            found[name] = (low + min(0.0, by), high + max(0.0, by))

        for fault, spec in scenario.faults.items():
            if self.fault_possible(fault):
                for signal, push in spec.pushes.items():
                    base = scenario.services[spec.service].signals[signal].base.value
                    add(f"{spec.service}.{signal}", push.to.value - base)
        for action in scenario.actions.values():
            for harm in action.worsens:
                add(f"{harm.service}.{harm.signal}", harm.by.value)
        return found

    def _load_matters(self) -> bool:
        """Tell whether traffic changes what services do, in ways that are not bounded here."""
        services = self._scenario.services.values()
        retries = any(spread.retries for spec in services for spread in spec.calls.values())
        return retries or any(spec.capacity for spec in services)

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
        if text in self._asking:  # a circle of conditions: nothing is known
            return True
        self._asking.add(text)
        try:
            return self._possible(text, dict(fixed or {}))
        finally:
            self._asking.discard(text)

    def needs_fault(self, text: str | None, fault: str) -> bool:
        """Tell whether a condition can hold only while a fault is active."""
        if text is None or "active" not in text:
            return False
        key = ("active", fault)
        with_it = self.possible(text, fixed={key: True})
        return with_it and not self.possible(text, fixed={key: False})

    def _possible(self, text: str, fixed: dict[tuple[str, str], bool]) -> bool:
        tree = compile_expression(text, self._vocabulary).tree
        open_calls = sorted({_key(node) for node in _walk(tree) if self._is_open(node)} - {*fixed})
        if len(open_calls) > _ATOMS:
            open_calls = []
        for truths in product((True, False), repeat=len(open_calls)):
            taken = fixed | dict(zip(open_calls, truths, strict=True))
            if True in _as_truths(evaluate(tree, partial(self._leaf, taken=taken))):
                return True
        return False

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
            "finished": self.action_possible,
            "failed": self._failure_possible,
            "undone": lambda name: self._scenario.actions[name].undo is not None,
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

    def _failure_possible(self, action: str) -> bool:
        spec = self._scenario.actions[action]
        return spec.fails is not None or spec.alongside == "fails"

    # -- what can happen -----------------------------------------------------------------------

    def fault_possible(self, fault: str) -> bool:
        """Tell whether a fault can begin: by itself, by an action, or by the facilitator."""
        spec = self._scenario.faults[fault]
        if spec.at is not None or spec.when is None or fault in self.started_by_actions:
            return True
        return self.possible(spec.when)

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
        return self.possible(self._scenario.actions[action].needs)

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
            ("monitor.failed", "monitor.recovered"): not any(
                spec.blinds for spec in scenario.faults.values()
            ),
            ("inject.delivered", "inject.exec_question"): not scenario.injects,
            ("inject.expired", "query.answered"): not any(i.expect for i in scenario.injects),
        }  # fmt: skip
        return frozenset(kind for kinds, gone in lacking.items() if gone for kind in kinds)


def _has_changes(scenario: Scenario) -> bool:
    return any(source.kind == "changes" for source in scenario.evidence.values())


def _signals(scenario: Scenario, service: str) -> Iterable[str]:
    return scenario.services[service].signals


def _walk(node: Node) -> Iterable[Node]:
    yield node
    for part in node.args:
        yield from _walk(part)


def _key(node: Node) -> tuple[str, str]:
    about = node.args[0].value if node.args and node.args[0].kind == "lit" else ""
    return str(node.value), str(about)


def _as_truths(found: object) -> Truths:
    return found if isinstance(found, frozenset) else BOTH
