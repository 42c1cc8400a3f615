"""What conditions may ask, and what an author is told who asks for something else."""

from __future__ import annotations

import pytest

from simulator.model.expr import ExpressionError, compile_expression
from simulator.model.scenario import Scenario
from simulator.rules.conditions import NAMES, TERMS, condition_vocabulary, signal_names

SCENARIO = Scenario.model_validate(
    {
        "version": 1, "id": "shop", "title": "A shop", "brief": "It fails.", "start": "10:00",
        "length": "40m", "impact": "shop.errors",
        "services": {
            "shop": {"signals": {"errors": {"base": "1%"}, "load": {"base": "4"}}},
            "api": {"signals": {"errors": {"base": "1%"}}},
        },
        "oncall": {"core": [{"level": "primary", "who": "ol"}], "network": {"title": "Network"}},
        "faults": {"bug": {"service": "api", "at": "2m", "pushes": {}}},
        "alerts": [{"alert": "ErrorsHigh", "expr": 'errors{service="shop"} > 0.05'}],
        "actions": {"roll-back": {"title": "Roll back", "component": "api", "takes": "4m"}},
        "evidence": {"router-logs": {"title": "Router logs", "kind": "logs"}},
        "injects": [{"id": "cfo", "at": "5m", "from": "ol", "channel": "dm-ic", "text": "?"}],
    }
)  # fmt: skip
VOCABULARY = condition_vocabulary(SCENARIO)


@pytest.mark.parametrize(
    "source",
    [
        'since("page.acked") > 5m', 'count("alert.fired") >= 2', 'happened("incident.declared")',
        'running("roll-back")', 'finished("roll-back")', 'failed("roll-back")',
        'undone("roll-back")', 'active("bug")', 'strength("bug") < 50%', 'firing("ErrorsHigh")',
        'joined("network")', 'looked("router-logs")', 'captured("router-logs")',
        'delivered("cfo")', 'answered("cfo")', 'expired("cfo")', 'errors("api") > errors("shop")',
        'load("shop") > 3', "impact > 5% and now > 10m",
    ],
)  # fmt: skip
def test_every_function_can_be_asked(source):
    assert compile_expression(source, VOCABULARY).source == source


def test_none_was_left_out_above():
    marks = test_every_function_can_be_asked.pytestmark
    asked = " ".join(marks[0].args[1])
    assert all(f"{name}(" in asked for name in TERMS)
    assert all(name in asked for name in NAMES)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('failed("rollback")', "failed() does not know 'rollback'; did you mean 'roll-back'?"),
        ('firing("ErorsHigh")', "firing() does not know 'ErorsHigh'; did you mean 'ErrorsHigh'?"),
        ('joined("netwrk")', "joined() does not know 'netwrk'; did you mean 'network'?"),
        ('looked("routerlogs")',
         "looked() does not know 'routerlogs'; did you mean 'router-logs'?"),
        ('looked("x")', "looked() does not know 'x'; known: router-logs"),
        ('delivered("ceo")', "delivered() does not know 'ceo'; did you mean 'cfo'?"),
        ('strenth("bug") > 0', "unknown function 'strenth'; did you mean 'strength'?"),
        ('load("api") > 3', "load() does not know 'api'; known: shop"),
        ('strength("bug")', "the expression must be true/false, this is a number"),
        ("impact() > 0", "impact is a name, not a function; write it without brackets"),
        ("errors > 5%", 'errors asks for a text: write errors("api")'),
        ("failed(roll-back)",
         'failed() takes a text in quotation marks, such as failed("roll-back")'),
        ("page.acked", "unknown name 'page.acked'; write it in quotation marks: 'page.acked'"),
    ],
)  # fmt: skip
def test_a_slip_is_met_with_the_right_name(source, message):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, VOCABULARY)
    assert caught.value.message == message


def test_a_scenario_without_such_a_thing_says_so():
    bare = condition_vocabulary(SCENARIO.model_copy(update={"injects": [], "oncall": {}}))
    with pytest.raises(ExpressionError, match="does not know 'x'; the scenario has none"):
        compile_expression('joined("x")', bare)


def test_signals_are_known_by_service():
    assert signal_names(SCENARIO) == {"shop": {"errors", "load"}, "api": {"errors"}}
