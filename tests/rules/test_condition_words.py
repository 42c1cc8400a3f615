from __future__ import annotations

import pytest

from simulator.model.expr.syntax import parse
from simulator.rules.condition_words import (
    _DENIED,
    _NUMBERS,
    _SAID,
    condition_words,
    kind_words,
)
from simulator.rules.conditions import TERMS


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("impact > 5%", "impact is above 5%"),
        ("impact <= 0.05", "impact is at most 0.05"),
        ("now >= 720s", "the drill time is at least 12m"),
        ('finished("fix") and impact > 5%', "fix has finished and impact is above 5%"),
        ('not finished("fix")', "fix has not finished"),
        ("not (impact > 5% and now > 3m)",
         "not (impact is above 5% and the drill time is above 3m)"),
        ('since("statuspage.posted") > 20m', "the time since “statuspage posted” is above 20m"),
        ('count("page.sent") == 2', "the number of “page sent” is 2"),
        ('not happened("inject.exec_question")', "“inject exec question” has not happened"),
        ('strength("bug") < 50%', "the strength of bug is below 50%"),
        ('latency_p99("api") != 3', "latency p99 of api is not 3"),
        ('errors("api") * 2 > errors("shop") - 1',
         "(errors of api * 2) is above (errors of shop - 1)"),
        ("impact > 1% or impact > 2% and now > 1m",
         "impact is above 1% or (impact is above 2% and the drill time is above 1m)"),
        ("impact > 1% and impact > 2% and impact > 3%",
         "impact is above 1% and impact is above 2% and impact is above 3%"),
        ("impact > 1% ? true : false", "(if impact is above 1% then true else false)"),
        ("-impact < 1", "-impact is below 1"),
    ],
)  # fmt: skip
def test_a_condition_reads_like_a_sentence(source, words):
    assert condition_words(source) == words


def test_every_function_has_its_words():
    assert set(TERMS) == {*_SAID, *_NUMBERS}
    assert set(_SAID) == set(_DENIED)
    for name, term in TERMS.items():
        assert parse(f'{name}("x")').value == name
        assert (name in _SAID) == (term.gives == "bool")


def test_kinds_lose_their_dots():
    assert kind_words("inject.exec_question") == "inject exec question"
