"""What a policy calls a failure."""

from __future__ import annotations

import pytest

from simulator.model.policy import Rule
from simulator.rules.severity import level_of


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"revenue_blocked": True}, "SEV-1"),
        ({"data_loss": True, "share_users": 0.01}, "SEV-1"),
        ({"share_users": 0.2}, "SEV-1"),
        ({"share_users": 0.19}, "SEV-2"),
        ({"share_users": 0.19, "workaround": True}, "SEV-3"),
        ({"degraded": False}, "SEV-3"),
        ({}, "SEV-2"),
        ({"share_users": "many", "colour": True}, "SEV-2"),
    ],
)
def test_the_first_rule_that_holds_decides(imag, facts, level):
    assert level_of(facts, imag) == level


def test_a_rule_may_ask_whether_customers_see_it(imag):
    rule = Rule.model_validate({"if": "customer_visible", "then": "SEV-2"})
    severity = imag.severity.model_copy(update={"rules": [rule]})
    policy = imag.model_copy(update={"severity": severity})
    assert level_of({"customer_visible": True}, policy) == "SEV-2"
    assert level_of({}, policy) == "SEV-3"
