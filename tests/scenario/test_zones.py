"""The time zone of a scenario; what is refused stands in ``problems.txt``."""

from __future__ import annotations

import pytest

from simulator.scenario import load_scenario
from simulator.scenario.checks import zones


def zoned(text, zone):
    return load_scenario(text.replace('start: "14:10"', f'start: "14:10"\nzone: {zone}')).zone


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])
def test_a_zone_is_an_iana_name(shop_text, zone):
    assert zoned(shop_text, zone) == zone


def test_without_one_the_time_is_utc(shop_text):
    assert load_scenario(shop_text).zone == "UTC"


def test_a_computer_without_zones_takes_every_name(shop_text, monkeypatch):
    monkeypatch.setattr(zones, "_zones", frozenset)
    assert zoned(shop_text, "Europe/Nowhere") == "Europe/Nowhere"
