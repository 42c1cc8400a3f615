"""Numbers as a person would say them."""

from __future__ import annotations

import pytest

from simulator.model.units import HOUR, MINUTE, SECOND
from simulator.scoring.findings import scored, time


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0 min"),
        (12 * SECOND, "12 s"),
        (MINUTE, "1 min"),
        (9.5 * MINUTE, "9.5 min"),
        (115 * MINUTE, "115 min"),
        (42 * HOUR, "42 h"),
    ],
)
def test_durations(ms, text):
    assert time(ms) == text


def test_values_stay_within_bounds():
    assert scored(1.2, "").value == 1.0
    assert scored(-0.1, "").value == 0.0
