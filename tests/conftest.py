"""What most tests share: the built-in scenario, the default policy, hypothesis without clocks."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from simulator.scenario import Library, load_policy, load_scenario

settings.register_profile(
    "misfortune", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("misfortune")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Let ``-n auto`` mean some more than there are processors: drills in browsers mostly wait."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def payment_text():
    """Return the text of the payment outage."""
    return next(e.source for e in Library(()).entries() if e.id == "payment-outage")


@pytest.fixture(scope="session")
def payment(payment_text):
    """Return the payment outage."""
    return load_scenario(payment_text, "payment-outage.yaml")


@pytest.fixture(scope="session")
def imag():
    """Return the default policy."""
    return load_policy("imag")
