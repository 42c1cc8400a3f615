"""What the page of conditions says is true; its tables are written like the generated pages."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import scenarios
from simulator.model.expr import compile_expression
from simulator.model.expr.syntax import MAX_CHARS, MAX_DEPTH, MAX_NUMBER, MAX_TOKENS
from simulator.rules.condition_words import condition_words
from simulator.rules.conditions import condition_vocabulary
from simulator.rules.conditions_page import kinds_markdown, vocabulary_markdown
from simulator.scenario import load_scenario

PAGE = Path(__file__).parents[2] / "docs" / "conditions.md"
PARTS = {"vocabulary": vocabulary_markdown, "kinds": kinds_markdown}


@pytest.mark.parametrize("name", PARTS)
def test_a_generated_part_says_what_the_code_says(name):
    part = re.compile(f"(<!-- {name} -->\\n).*?(\\n<!-- end -->)", re.DOTALL)
    page = PAGE.read_text(encoding="utf-8")
    written, count = part.subn(lambda found: f"{found[1]}{PARTS[name]()}{found[2]}", page)
    assert count == 1
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(written, encoding="utf-8")
    else:
        assert page == written


def _examples():
    return PAGE.read_text(encoding="utf-8").split("```")[1].strip().splitlines()


@pytest.fixture(scope="module")
def vocabulary():
    path = Path(scenarios.__file__).parent / "payment-outage.yaml"
    return condition_vocabulary(load_scenario(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("source", _examples())
def test_an_example_is_a_condition_of_the_payment_outage(vocabulary, source):
    assert compile_expression(source, vocabulary).tree.type == "bool"


def test_the_words_of_the_example_are_those_that_a_facilitator_reads():
    assert condition_words(_examples()[1]) in PAGE.read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_code():
    limits = (
        f"Limits: {MAX_CHARS:,} characters, {MAX_TOKENS} tokens (names, signs, values), "
        f"nesting {MAX_DEPTH} deep."
    )
    page = PAGE.read_text(encoding="utf-8")
    assert limits in page
    assert f"go up to {MAX_NUMBER:.0e}" in page
