"""Slips of the pen in YAML are told in an author's words, whichever parser reads."""

from __future__ import annotations

import pytest
import yaml

from simulator.model.errors import InputError
from simulator.scenario import reader
from simulator.scenario.reader import read_document

ENDED = "the text ended at the quotation mark before this; "
CASES = [
    ("a:\n\tb: 1\n", (2, 1), "a tab cannot indent; write spaces instead"),
    ("a:\n  b: 1\n\tc: 2\n", (3, 1), "a tab cannot indent; write spaces instead"),
    ("a:\n  b: @ana\n", (2, 6), 'a text cannot begin with @; put it in quotes: "@ana"'),
    ("a: {b: @ana, c: 1}\n", (1, 8), 'a text cannot begin with @; put it in quotes: "@ana"'),
    ("a: `ls`\n", (1, 4), 'a text cannot begin with `; put it in quotes: "`ls`"'),
    ("a: %5 of it\n", (1, 4), 'a text cannot begin with %; put it in quotes: "%5 of it"'),
    ('a: @"x"\n', (1, 4), "a text cannot begin with @; put it in quotes: '@\"x\"'"),
    ("%x: 1\n", (1, 3), "a text cannot begin with %; put it in quotes"),
    ("a: **now**\n", (1, 5), "a text that begins with * must be in quotes"),
    ("a: > 5 minutes\n", (1, 6), "a text that begins with | or > must be in quotes"),
    ("a: - one\n", (1, 4), 'a text that begins with - must be in quotes: "- one"'),
    ("a: ,x\n", (1, 4), "a text cannot begin with this sign; put it in quotes"),
    (
        "a:\n  b: {at now - 19h}  nightly\n",
        (2, 22),
        'a text that begins with { must be in quotes: "{at now - 19h}  nightly"',
    ),
    ("- a: [x] " + "y" * 50, (1, 10), f'quotes: "[x] {"y" * 25}…"'),
    ("a:\n  b: A question: is it?\n", (2, 16), 'a ": " inside a text needs quotes around'),
    ("a: {b: Wait: 8, c: x}\n", (1, 12), 'a ": " inside a text needs quotes around'),
    ("a:\n  b: 1\n    c: 2\n", (3, 6), "this key is indented deeper than its neighbour above"),
    ("a:\n  b: 1\n c: 2\n", (3, 2), "this does not stand under the same column as"),
    ("a:\n  risk:low\n  c: 1\n", (2, 7), "write a space after the colon"),
    ("a:\n  c: 1\n  risk:low\n", (3, 7), "write a space after the colon"),
    ("a:\n  c: 1\n  risk low\nd: 2\n", (3, 3), "this is no key with a value"),
    ('a:\n  b: "failed("x")"\n', (2, 15), ENDED + 'write \\" for one inside "…", or put the'),
    ('a: {b: "failed("x")", c: 1}\n', (1, 17), ENDED + 'write \\" for one inside "…", or put'),
    ("a: 'it's'\n", (1, 8), ENDED + "write '' for one inside '…', or put the text in"),
    ('a: "\\d"\n', None, "in double quotes a backslash begins an escape; write two, or use"),
    ('a:\n  b: "x\n  c: 1\n', (2, 6), "this quotation mark has no other one that ends the text"),
    ("a: {b: 1\nc: 2\n", (1, 4), "this { is not closed by a }"),
    ("a: [b, c\nd: 2\n", (1, 4), "this [ is not closed by a ]"),
]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    if not hasattr(yaml, request.param):
        pytest.skip("there is no libyaml")
    monkeypatch.setattr(reader, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "place", "words"), CASES)
def test_a_slip_is_told_with_a_way_out(text, place, words):
    with pytest.raises(InputError) as caught:
        read_document(text, "x.yaml")
    (problem,) = caught.value.problems
    assert words in problem.message
    if place:
        assert (problem.line, problem.col) == place


def test_what_is_not_known_keeps_the_words_of_the_reader():
    with pytest.raises(InputError, match="not YAML: "):
        read_document("a: !<x", "x.yaml")
