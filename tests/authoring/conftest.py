"""A scenario in which the lint finds nothing, and a way to spoil it at one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authoring.lint import lint_scenario


@pytest.fixture(scope="session")
def clean_text():
    """Give the text of a scenario without a flaw."""
    return (Path(__file__).parent / "clean.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def findings(clean_text):
    """Replace texts by others in the clean scenario, and give what the lint finds."""

    def find(*changes):
        text = clean_text
        for old, new in changes:
            assert old in text, f"{old!r} is not in the scenario"
            text = text.replace(old, new, 1)
        return lint_scenario(text, "x.yaml")

    return find
