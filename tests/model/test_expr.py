"""The expression language: what it means, and how it says no."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.expr import (
    ExpressionError,
    Signature,
    Vocabulary,
    compile_expression,
    nearest,
)
from simulator.model.expr.syntax import MAX_CHARS, MAX_DEPTH, MAX_TOKENS, parse

VOCABULARY = Vocabulary(
    names={"share": "num", "now": "dur", "open": "bool", "who": "str"},
    functions={
        "errors": Signature(("str",), "num", {0: frozenset({"checkout", "ledger"})}),
        "since": Signature(("str",), "dur"),
        "both": Signature(("num", "num"), "num"),
    },
)


class Scope:
    def name(self, name):
        return {"share": 0.4, "now": 90_000, "open": True, "who": "ana"}[name]

    def call(self, name, args):
        if name == "both":
            return sum(args)
        return {"errors": 0.25, "since": 1_200_000}[name]


def value(text, want="bool"):
    return compile_expression(text, VOCABULARY, want)(Scope())


def refusal(text, want="bool"):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, VOCABULARY, want)
    return caught.value


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("share >= 40%", True),
        ("share > 40%", False),
        ("not open", False),
        ("!open || open", True),
        ("open and share < 0.5", True),
        ("open == true", True),
        ('who == "ana"', True),
        ("who != 'bob'", True),
        ('since("x") > 20m - 1s', True),
        ("now == 1m30s", True),
        ('errors("checkout") * 2 == 50%', True),
        ("1 + 2 * 3 == 7", True),
        ("(1 + 2) * 3 == 9", True),
        ("8 - 4 - 2 == 2", True),
        ("8 / 4 / 2 == 1", True),
        ("-2 < 1", True),
        ("open ? share < 1 : open", True),
        ("1h / 30m == 2", True),
        ("2 * 30m == 1h", True),
        ("1h / 2 == 30m", True),
        ("both(1, 2) == 3", True),
        ("true or false and false", True),
    ],
)
def test_meaning(text, result):
    assert value(text) is result


@pytest.mark.parametrize(
    ("text", "result"), [("share", 0.4), ("now + 30s", 120_000), ("who", "ana"), ("open", True)]
)
def test_any_takes_all_four_types(text, result):
    assert value(text, "any") == result


def test_division_by_zero_is_zero_so_that_a_rate_without_traffic_is_none():
    assert value("1 / 0", "num") == 0.0


@pytest.mark.parametrize(
    ("text", "col", "message"),
    [
        ("", 1, "expected a value, found 'the end'"),
        ("share >", 8, "expected a value, found 'the end'"),
        ("share >= 40% open", 14, "expected an operator, found 'open'"),
        ("shar > 1", 1, "unknown name 'shar'; did you mean 'share'?"),
        ("error('ledger') > 1", 1, "unknown function 'error'; did you mean 'errors'?"),
        ("errors('leger') > 1", 8, "errors() does not know 'leger'; did you mean 'ledger'?"),
        ("errors('xyz') > 1", 8, "errors() does not know 'xyz'; known: checkout, ledger"),
        (
            "errors(who) > 1",
            8,
            'errors() takes a text in quotation marks, such as errors("checkout")',
        ),
        ("errors > 1", 1, 'errors asks for a text: write errors("checkout")'),
        ("both > 1", 1, "both asks for a number, a number: write both(..., ...)"),
        ("share() > 1", 1, "share is a name, not a function; write it without brackets"),
        ("ledger > 1", 1, "unknown name 'ledger'; write it in quotation marks: 'ledger'"),
        ("share = 1", 7, "unexpected character '='; write =="),
        ("open & open", 6, "unexpected character '&'; write && (or and)"),
        ("share ≥ 1", 7, "unexpected character '≥'; write >="),
        ("share > ٣", 9, "unexpected character '٣'"),
        ("share\u00a0> 1", 6, "unexpected character '\\xa0'; write a plain space"),
        (r'who == "a\d"', 10, r"\d is not known in a text; write one of \n \t \\ \" \'"),
        ("share > " + "9" * 400, 9, "numbers go up to 1e+18, this is larger"),
        ("share > " + "9" * 40 + "%", 9, "numbers go up to 1e+18, this is larger"),
        (
            "now > " + "9" * 80 + "h",
            7,
            f"write a duration such as 90s, 5m, 12m30s or 1h30m, not {'9' * 80 + 'h'!r}",
        ),
        ("x" * 500, 1, f"unknown name {'x' * 40!r}"),
        ("y" * 500 + "()", 1, f"unknown function {'y' * 40!r}"),
        (
            "errors('" + "z" * 500 + "') > 1",
            8,
            f"errors() does not know {'z' * 40!r}; known: checkout, ledger",
        ),
        ("share > " + "q" * 500 + " 5", 510, "expected an operator, found '5'"),
        ("share > 1 " + "q" * 500, 11, f"expected an operator, found {'q' * 40 + '...'!r}"),
        ("errors(1) > 1", 8, "errors() needs a text, this is a number"),
        ("errors() > 1", 1, "errors() takes 1 argument(s), got 0"),
        ("share > 5m", 7, "cannot compare a number with a duration"),
        ("now >= 30", 8, "cannot compare a duration with a number; write 30m"),
        ("30 < now", 1, "cannot compare a number with a duration; write 30m"),
        ("now - 19 > 5m", 7, "cannot apply - to a duration and a number; write 19m"),
        ("open AND open", 6, "write and, in small letters, not 'AND'"),
        ("NOT open", 1, "write not, in small letters, not 'NOT'"),
        ("who == “ana”", 8, "unexpected character '“'; write \""),
        ("who > 'a'", 5, "cannot compare a text with a text"),
        ("share", 1, "the expression must be true/false, this is a number"),
        ("share and open", 1, "&& needs true/false, this is a number"),
        ("1 < 2 < 3", 7, "comparisons do not chain; write a < b && b < c"),
        ("now * now > now", 5, "cannot apply * to a duration and a duration"),
        ("open + 1 > 1", 6, "cannot apply + to true/false and a number"),
        ("-open", 2, "- needs a number or a duration, this is true/false"),
        ("open ? 1 : 2m", 6, "both sides of : must be alike, not a number and a duration"),
        ("share > 1 # why", 11, "unexpected character '#'"),
        ("(open", 6, "expected ')', found 'the end'"),
        ("both(1 2)", 8, "expected ',', found '2'"),
        ("now > 30s5m", 7, "write a duration such as 90s, 5m, 12m30s or 1h30m, not '30s5m'"),
        ("who == 'ana", 8, "this ' has no other one that ends the text"),
    ],
)
def test_a_fault_is_told_with_its_column(text, col, message):
    error = refusal(text)
    assert (error.line, error.col, error.message) == (1, col, message)
    assert error.pos == col - 1


def test_a_fault_in_a_later_line_is_shown_with_a_caret():
    error = refusal("open and\n  shar > 1")
    assert (error.line, error.col, error.pos) == (2, 3, 11)
    assert str(error) == ("2:3: unknown name 'shar'; did you mean 'share'?\n    shar > 1\n    ^")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 + " * MAX_CHARS + "1", f"longer than {MAX_CHARS} characters"),
        ("1+" * MAX_TOKENS + "1", f"more than {MAX_TOKENS} tokens; split the expression"),
        ("(" * 150 + "1" + ")" * 150, f"nested deeper than {MAX_DEPTH}"),
        ("!" * 300 + "open", f"nested deeper than {MAX_DEPTH}"),
        ("open ? " * 150 + "open", f"nested deeper than {MAX_DEPTH}"),
    ],
)
def test_no_expression_gets_around_the_limits(text, message):
    assert refusal(text).message == message


@pytest.mark.parametrize(
    ("chain", "result"),
    [
        (" and ".join(["open"] * (MAX_TOKENS // 2)), True),
        ("-".join(["1"] * (MAX_TOKENS // 2)), 2 - MAX_TOKENS // 2),
        ("+".join(["now*2/2"] * (MAX_TOKENS // 6)), 90_000 * (MAX_TOKENS // 6)),
        ("*".join(["999999999999999999"] * 40), math.inf),
        ("(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1), 1),
    ],
)
def test_the_longest_that_is_allowed_can_be_evaluated_deep_in_a_program(chain, result):
    """A server has frames on its stack already: long chains must not need hundreds more."""

    def deep(frames):
        return value(chain, "any") if frames == 0 else deep(frames - 1)

    assert deep(500) == result


def test_a_fault_in_a_very_long_line_is_shown_with_what_is_around_it():
    text = "open or " * 200 + "shut" + " or open" * 40
    message = str(refusal(text))
    assert len(message) < 400
    above, caret = message.splitlines()[1:]
    assert above[len(caret) - 1 :].startswith("shut")


@given(st.text(max_size=200))
def test_any_text_compiles_or_is_refused_with_a_place_inside_it(text):
    try:
        found = compile_expression(text, VOCABULARY, "any").tree.pos
    except ExpressionError as error:
        found = error.pos
    assert 0 <= found <= len(text)


words = st.sampled_from(
    ["share", "now", "open", "who", "errors('ledger')", "1", "40%", "5m", "'x'", "true", "(", ")"]
)
signs = st.sampled_from(["+", "-", "*", "/", "<", ">=", "==", "!=", "and", "or", "?", ":", "not"])


@given(st.lists(words | signs, max_size=30))
def test_whatever_compiles_gives_a_value_of_its_type(parts):
    try:
        compiled = compile_expression(" ".join(parts), VOCABULARY, "any")
    except ExpressionError:
        return
    result = compiled(Scope())
    kinds = {"num": (int, float), "dur": (int, float), "bool": bool, "str": str}
    assert isinstance(result, kinds[compiled.tree.type])
    assert not isinstance(result, float) or not math.isnan(result)


@given(st.integers(0, 10_000), st.sampled_from(["+", "-", "*"]), st.integers(0, 10_000))
def test_arithmetic_is_that_of_python(a, sign, b):
    expected = {"+": a + b, "-": a - b, "*": a * b}[sign]
    assert value(f"{a} {sign} {b}", "num") == expected


def test_texts_may_contain_escaped_quotation_marks():
    assert parse(r'"say \"hi\""').value == 'say "hi"'
    assert parse(r"'it\'s\n\ta \\ path'").value == "it's\n\ta \\ path"


def test_the_nearest_name_does_not_depend_on_the_order_of_the_names():
    names = ["aab", "aac", "aad"]
    assert nearest("aax", names) == nearest("aax", reversed(names)) == "; did you mean 'aab'?"
    assert nearest("zzz", names) == ""
    assert nearest("x", []) == ""
