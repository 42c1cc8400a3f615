"""What is wrong with an argument: in English what the validator says, and in any language."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from simulator.gameday.verbs import VERBS as DAY_VERBS
from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase
from simulator.rules import verbs
from simulator.rules.arguments import what_is_wrong
from simulator.rules.catalogue import VERBS, parse_args

assert verbs

FORMS = {name: entry.args for name, entry in VERBS.items()} | {
    f"day {name}": entry.form.args for name, entry in DAY_VERBS.items()
}

WRONG = [
    None, True, 0, -1, 1.5, float("nan"), float("inf"), 10**400, "", " ", "x", "x" * 5_000,
    "\ud800", b"x", [], {}, {1: 2}, [5, 1], [0] * 600, ["x"] * 600, [None],
]  # fmt: skip
NESTED = ("summary", "severity", "what", "type", "tags", "difficulty", "minutes", "only")


def problems(form):
    """Yield everything that the validator finds wrong with a field of a form, most of it absurd."""
    for field in form.model_fields:
        inside = [{name: value} for name in NESTED for value in WRONG]
        for value in [*WRONG, *inside, *([one] for one in inside)]:
            try:
                form.model_validate({field: value})
            except ValidationError as error:
                yield from error.errors(include_url=False)


class Shouted:
    """A language in which everything is loud."""

    def text(self, english):
        return re.sub(r"(\{\w+\})|([^{]+)", lambda part: part[1] or part[2].upper(), english)

    def number(self, one, many, n):
        return self.text(one if n == 1 else many)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_it_is_what_the_validator_says_and_can_be_said_in_any_language(name):
    for problem in problems(FORMS[name]):
        if problem["type"] not in {"missing", "extra_forbidden"}:
            said, theirs = what_is_wrong(problem), problem["msg"]
            assert said == theirs[:1].lower() + theirs[1:]
            assert isinstance(said, Phrase), problem


@pytest.mark.parametrize(
    ("kind", "facts", "theirs"),
    [
        ("literal_error", {"expected": "'x'"}, "Input should be 'x'"),
        ("string_too_long", {"max_length": 1}, "String should have at most 1 character"),
        (
            "too_long",
            {"max_length": 1, "actual_length": 3},
            "List should have at most 1 item after validation, not 3",
        ),
        ("less_than_equal", {"le": 60.5}, "Input should be less than or equal to 60.5"),
        ("date_type", {}, "Input should be a valid date"),
        ("nameless", {}, ""),
    ],
)
def test_what_no_verb_asks_for_so_far(kind, facts, theirs):
    said = what_is_wrong({"type": kind, "ctx": facts, "msg": theirs})
    assert said == theirs[:1].lower() + theirs[1:]


@pytest.mark.parametrize(
    ("verb", "raw", "shouted"),
    [
        ("ask", {"question": ""}, "ask: question IS ''; STRING SHOULD HAVE AT LEAST 1 CHARACTER."),
        (
            "seat.bot",
            {"seat": "ic", "crew": "x"},
            "seat.bot: crew IS 'x'; INPUT SHOULD BE 'expert', 'average' OR 'chaotic'.",
        ),
        ("ask", {}, "ask: question IS MISSING."),
        ("ask", 1, "ask: ARGUMENTS MUST BE AN OBJECT, NOT 1."),
    ],
)
def test_the_whole_refusal_can_be_said_in_another_language(verb, raw, shouted):
    with pytest.raises(Refusal) as caught:
        parse_args(VERBS[verb], raw)
    assert caught.value.message.said(Shouted()) == shouted
    assert caught.value.hint.said(Shouted()).startswith(f"{verb} TAKES {{")
