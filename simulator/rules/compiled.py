"""The expressions of a scenario, each compiled once however many drills are played with it."""

from __future__ import annotations

from functools import cached_property

from simulator.model.alert_expr import AlertExpr, parse_alert_expr
from simulator.model.expr import Condition, Vocabulary, compile_expression
from simulator.model.once import Once
from simulator.model.scenario import Scenario
from simulator.model.template import Template, compile_template
from simulator.rules.conditions import condition_vocabulary, signal_names

__all__ = ["Compiled", "compiled"]


class Compiled:
    """Conditions, templates and alert expressions by their text, compiled at their first use.

    Every method raises ExpressionError for a text that loading would have refused.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._signals = signal_names(scenario)
        self._names = scenario.model_copy()
        self._expressions: dict[tuple[str, str], Condition] = {}
        self._templates: dict[str, Template] = {}
        self._alerts: dict[str, AlertExpr] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the scenario's conditions may ask."""
        return condition_vocabulary(self._names)

    def expression(self, text: str, want: str = "bool") -> Condition:
        """Return a condition, or an expression of another type."""
        found = self._expressions.get((text, want))
        if found is None:
            found = compile_expression(text, self.vocabulary, want)
            self._expressions[text, want] = found
        return found

    def template(self, text: str) -> Template:
        """Return a text with places for values."""
        found = self._templates.get(text)
        if found is None:
            found = self._templates[text] = compile_template(text, self.vocabulary)
        return found

    def alert(self, text: str) -> AlertExpr:
        """Return the expression of an alert."""
        found = self._alerts.get(text)
        if found is None:
            found = self._alerts[text] = parse_alert_expr(text, self._signals)
        return found


compiled = Once(Compiled)
"""Returns the expressions of a scenario."""
