"""Text with live values in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.expr import ExpressionError, Signature, Vocabulary
from simulator.model.template import compile_template, series_in

SERVICE = frozenset({"router"})
VOCABULARY = Vocabulary(
    names={"impact": "num", "now": "dur"},
    functions={
        name: Signature(("str",), "num", {0: SERVICE})
        for name in ("errors", "traffic", "latency", "queue")
    }
    | {"happened": Signature(("str",), "bool")},
)
UNITS = {
    "router.errors": "share",
    "router.traffic": "rate",
    "router.latency": "ms",
    "router.queue": "number",
}


class Scope:
    def name(self, name):
        return {"impact": 0.25, "now": 750_000}[name]

    def call(self, name, args):
        del args
        values = {"errors": 0.182, "traffic": 912.4, "latency": 1_840.0, "queue": 17.0}
        return values.get(name, True)


def render(text):
    return compile_template(text, VOCABULARY).render(Scope(), UNITS)


def outcome(function, *arguments):
    """Return what a function returns, or its refusal."""
    try:
        return function(*arguments)
    except ExpressionError as error:
        return error


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("plain", "plain"),
        ("", ""),
        ('502 for {errors("router")} of requests', "502 for 18.2% of requests"),
        ("{traffic('router')}", "912/min"),
        ('{latency("router")} / {queue("router")}', "1.84 s / 17.0"),
        ("{impact} after {now}", "25.0% after 12m30s"),
        ("{{not an expression}}", "{not an expression}"),
        ('{{"rate": "{errors("router")}"}}', '{"rate": "18.2%"}'),
        ("{{{impact}}}", "{25.0%}"),
        ('{errors("router") + 1%}', "19.2%"),
        ('{errors("router") * 100}', "18.2"),
        ('{impact > 50% ? errors("router") : impact}', "25.0%"),
        ("{-impact}", "-25.0%"),
        ('{happened("x")}', "true"),
        ("{'text'}", "text"),
        ("{1h * 999999999999999999 * 999999999999999999}", "277777777h46m40s"),
    ],
)
def test_placeholders_show_values_with_their_unit(text, rendered):
    assert render(text) == rendered


@pytest.mark.parametrize(
    ("text", "pos", "message"),
    [
        ('at {erors("router")}', 4, "unknown function 'erors'; did you mean 'errors'?"),
        ('at {errors("rooter")}', 11, "errors() does not know 'rooter'; did you mean 'router'?"),
        ('{"status": 502}', 9, "expected an operator, found ':'"),
        ("{}", 1, "expected a value, found 'the end'"),
        ("a { b", 2, "a lone '{'; write '{{' for the brace itself"),
        ("a } b", 2, "a lone '}'; write '}}' for the brace itself"),
    ],
)
def test_a_fault_is_told_with_its_place_in_the_text(text, pos, message):
    with pytest.raises(ExpressionError) as caught:
        compile_template(text, VOCABULARY)
    assert caught.value.pos == pos
    assert caught.value.message.startswith(message)


@given(st.text(st.sampled_from("{}ab impact()'\"1+%"), max_size=40))
def test_any_text_renders_or_is_refused(text):
    result = outcome(render, text)
    assert isinstance(result, str) or 0 <= result.pos <= len(text)


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("{at now}", "14:22:30"),
        ("{ at  now - 90s } GET /pay", "14:21:00 GET /pay"),
        ("{at now - 24h}", "14:22:30"),
        ("{at errors('router') > 50% ? now : now - 1s}", "14:22:29"),
    ],
)
def test_a_time_of_day(text, rendered):
    template = compile_template(text, VOCABULARY)
    assert template.render(Scope(), UNITS, clock0="14:10") == rendered


@pytest.mark.parametrize(
    ("text", "message", "pos"),
    [
        ("{at impact}", "the expression must be a duration, this is a number", 4),
        ("{at nwo - 2m}", "unknown name 'nwo'", 4),
    ],
)
def test_a_wrong_time_of_day_is_refused_at_its_place(text, message, pos):
    error = outcome(compile_template, text, VOCABULARY)
    assert isinstance(error, ExpressionError)
    assert error.message.startswith(message)
    assert error.pos == pos


def test_what_cannot_be_seen_reads_no_data_and_is_not_asked_for():
    text = '{errors("router") * 2} of {traffic("router")}, {impact}'
    template = compile_template(text, VOCABULARY)
    seen = template.render(Scope(), UNITS, unseen=lambda series: series == "router.errors")
    assert seen == "no data of 912/min, 25.0%"
    assert series_in(template.parts[0].tree, UNITS) == ["router.errors"]


def test_the_impact_is_a_series_if_it_is_listed_as_one():
    tree = compile_template('{impact + errors("router")}', VOCABULARY).parts[0].tree
    assert sorted(series_in(tree, UNITS)) == ["router.errors"]
    units = UNITS | {"impact": "share"}
    assert sorted(series_in(tree, units)) == ["impact", "router.errors"]
    text = compile_template('{impact} of {errors("router")}', VOCABULARY)
    assert text.render(Scope(), units, unseen=lambda name: name == "impact") == "no data of 18.2%"
