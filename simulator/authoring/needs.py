"""What an action's condition asks for: other actions before it, and what only people do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.model.expr.syntax import Node, parse
from simulator.model.scenario import Scenario

__all__ = ["before_it", "mentions", "without_needs", "without_people"]

_BY_ACTIONS = ("finished", "running", "failed")
_BY_PEOPLE = frozenset({"looked", "captured", "joined", "answered", "happened"})
"""What nobody does in a drill in which one action is tried alone."""
_ARGUMENT = re.compile(r"""\w+\s*\(\s*(?:"[^"]*"|'[^']*')\s*\)""")


def mentions(text: str | None) -> Iterator[tuple[str, str, bool, int]]:
    """Walk the calls of a condition: function, argument, whether it is to hold, and its place."""
    if text is not None:
        yield from _calls(parse(text), wanted=True)


def _calls(node: Node, *, wanted: bool) -> Iterator[tuple[str, str, bool, int]]:
    if node.kind == "call" and node.args:
        yield str(node.value), str(node.args[0].value), wanted, node.pos
    elif node.kind == "unary":
        yield from _calls(node.args[0], wanted=wanted != (node.value == "!"))
    else:
        for part in node.args:
            yield from _calls(part, wanted=wanted)


def before_it(scenario: Scenario, action: str) -> Iterator[str]:
    """Name the actions that must be done, or have failed, before one can start, in their order.

    What those need comes before them; what waits for itself is left out.
    """
    told = {action}

    def walk(name: str) -> Iterator[str]:
        for function, other, wanted, _ in mentions(scenario.actions[name].needs):
            asked = function in _BY_ACTIONS and wanted and other in scenario.actions
            if asked and other not in told:
                told.add(other)
                yield from walk(other)
                yield other

    yield from walk(action)


def without_people(scenario: Scenario, action: str) -> Scenario | None:
    """Take what people do as given, for an action and all that it needs; None if that is nothing.

    Only what is true or false of itself is taken so; what is counted or timed is not.
    """
    changed = scenario
    for name in (*before_it(scenario, action), action):
        needs = scenario.actions[name].needs
        eased = _as_if(needs) if needs else None
        if eased != needs:
            changed = _with_needs(changed, name, eased)
    return None if changed is scenario else changed


def without_needs(scenario: Scenario, action: str) -> Scenario:
    """Take the condition of one action away."""
    return _with_needs(scenario, action, None)


def _as_if(text: str) -> str:
    """Write a condition in which people have done what it wants of them."""
    for function, _, wanted, pos in sorted(mentions(text), key=lambda call: -call[3]):
        call = _ARGUMENT.match(text, pos)
        if function in _BY_PEOPLE and call:
            text = f"{text[:pos]}{str(wanted).lower()}{text[call.end() :]}"
    return text


def _with_needs(scenario: Scenario, action: str, needs: str | None) -> Scenario:
    spec = scenario.actions[action].model_copy(update={"needs": needs})
    return scenario.model_copy(update={"actions": scenario.actions | {action: spec}})
