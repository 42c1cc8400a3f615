"""A complete scenario, and a way to break it at one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.model.errors import InputError
from simulator.scenario import load_scenario


@pytest.fixture(scope="session")
def shop_text():
    """Give a scenario with one of everything."""
    return (Path(__file__).parent / "shop.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def problems():
    """Load a text that must be refused and give the problems, without the name of the file."""

    def load(text):
        with pytest.raises(InputError) as caught:
            load_scenario(text, "x.yaml")
        return [str(problem).removeprefix("x.yaml:") for problem in caught.value.problems]

    return load


@pytest.fixture(scope="session")
def broken(shop_text, problems):
    """Replace one text by another in the complete scenario, and give the problems."""

    def load(*changes):
        text = shop_text
        for old, new in changes:
            assert text.count(old) >= 1, f"{old!r} is not in the scenario"
            text = text.replace(old, new, 1)
        return problems(text)

    return load
