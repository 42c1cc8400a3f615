"""YAML without surprises: core scalars, places, and bounds that no text gets around."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.scenario import load_scenario
from simulator.scenario.document import MAX_PROBLEMS
from simulator.scenario.reader import MAX_ALIASES, MAX_CHARS, MAX_DEPTH, MAX_NODES, read_document


def value(text):
    document = read_document(text, "x.yaml")
    assert document.problems == []
    return document.root.value


def refusal(text):
    with pytest.raises(InputError) as caught:
        read_document(text, "x.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("1_000", "1_000"),
        ("2024-01-31", "2024-01-31"),
        ("0777", 777),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("+3", 3),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("1234567890123456789", "1234567890123456789"),
        ("true", True),
        ("False", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ('"true"', "true"),
        ("|\n  5\n", "5\n"),
        ("=", "="),
        ("!x", None),
    ],
)
def test_plain_scalars_are_those_of_yaml_1_2_and_nothing_else(written, meant):
    document = read_document(f"a: {written}", "x.yaml")
    found = document.root.value["a"]
    if written == "!x":
        assert [p.message for p in document.problems] == [
            "tags such as '!x' are not allowed; leave it out"
        ]
        return
    assert found == meant
    assert type(found) is type(meant)


def test_a_key_is_text_whatever_it_looks_like():
    assert value("on: 1\n12: 2\n~: 3\ntrue: 4") == {"on": 1, "12": 2, "~": 3, "true": 4}


def test_flow_and_block_style_and_aliases_give_plain_data():
    text = "a: &x [1, {b: c}]\nd: *x\ne:\n  - f\n  - g: |\n      two\n      lines\n"
    shared = [1, {"b": "c"}]
    assert value(text) == {"a": shared, "d": shared, "e": ["f", {"g": "two\nlines\n"}]}


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm():
    assert value("\ufeffa: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3", "x.yaml:3:1: a: the key 'a' is here twice; it is also in line 1"),
        (
            "p:\n  - {a: 1, b: 2, a: 3}",
            "x.yaml:2:18: p[0].a: the key 'a' is here twice; it is also in line 2",
        ),
        (
            "a: !!float 5",
            "x.yaml:1:4: a: tags such as 'tag:yaml.org,2002:float' are not allowed; leave it out",
        ),
        ("a: ! x", "x.yaml:1:4: a: tags such as '!' are not allowed; leave it out"),
        (
            "a: &x {b: 1}\nc: {<<: *x}",
            "x.yaml:2:5: c: merge keys (<<) are not supported; write the keys out",
        ),
        ("? \n: 1", "x.yaml:1:2: a key is missing before the ':'"),
    ],
)
def test_what_leaves_a_readable_tree_is_noted_and_the_rest_is_read(text, problem):
    assert [str(p) for p in read_document(text, "x.yaml").problems] == [problem]


def test_the_first_of_two_equal_keys_stays():
    assert read_document("a: 1\na: [2]", "x.yaml").root.value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "x.yaml:1:1: the file is empty"),
        ("# nothing\n", "x.yaml:1:1: the file is empty"),
        ("a: 1\n---\nb: 2", "x.yaml:2:1: a second document starts here; write one file for each"),
        ("[a]: 1", "x.yaml:1:1: a key must be a text, not a list or a mapping"),
        ("{{a: 1}: 2}", "x.yaml:1:2: a key must be a text, not a list or a mapping"),
        ("a: *b", "x.yaml:1:4: a: no anchor &b is complete before this alias"),
        ("a: &b [*b]", "x.yaml:1:8: a[0]: no anchor &b is complete before this alias"),
        (
            "a: &b c\n*b : d",
            "x.yaml:2:1: a key must be written out, not taken from an alias",
        ),
        ("a: \x07", "x.yaml:1:4: a character that YAML does not allow: U+0007"),
        ("a: b\nc: \ud800", "x.yaml:2:4: a character that YAML does not allow: U+D800"),
    ],
)
def test_what_has_no_tree_is_refused_at_its_place(text, problem):
    (found,) = refusal(text)
    assert found.startswith(problem)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the Python parser has words of its own")
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: [1, 2",
            "x.yaml:1:4: not YAML: this [ is not closed by a ]",
        ),
        ("a: b: c", 'x.yaml:1:5: not YAML: a ": " inside a text needs quotes around the text'),
        ("a:\n\t- b", "x.yaml:2:1: not YAML: a tab cannot indent; write spaces instead"),
        (
            "a: '",
            "x.yaml:1:4: not YAML: this quotation mark has no other one that ends the text",
        ),
    ],
)
def test_a_syntax_error_is_told_at_its_place(text, problem):
    (found,) = refusal(text)
    assert found.startswith(problem)


def test_what_was_noted_before_the_end_is_told_too():
    noted, fatal = refusal("a: 1\na: 2\nb: [")
    assert noted.startswith("x.yaml:2:1: a: the key 'a' is here twice")
    assert "not YAML" in fatal


LAUGHS = "\n".join(
    f"k{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" if i else "k0: &a0 [lol, lol, lol]"
    for i in range(12)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LAUGHS, f"more than {MAX_NODES:,} values, counting what aliases repeat"),
        ("[" * 100_000, f"nested deeper than {MAX_DEPTH} levels"),
        ("- " * 100_000, f"nested deeper than {MAX_DEPTH} levels"),
        ("{a: " * 100_000, f"nested deeper than {MAX_DEPTH} levels"),
        ("a: &a 1\nb: [" + "*a," * 300 + "]", f"more than {MAX_ALIASES} aliases"),
        ("[" + "1," * 100_000 + "]", f"more than {MAX_NODES:,} values"),
        ("a" * (MAX_CHARS + 1), f"the file has {MAX_CHARS + 1:,} characters; at most"),
        ("!t " * 1_000 + "a", "not YAML: "),
        ("? " * 100_000, "a key must be a text"),
    ],
)
def test_bombs_are_refused_fast(text, message):
    start = time.process_time()
    found = refusal(text)
    assert time.process_time() - start < 1
    assert message in found[-1]


@pytest.mark.parametrize(
    "text",
    [
        "services: {" + ",".join(f"s{i}: {{signals: {{e: 5}}}}" for i in range(4_000)) + "}",
        "injects: [" + ",".join(f"{{when: 'shar{i} > 1'}}" for i in range(5_000)) + "]",
        "".join(f"key{i}: 1\n" for i in range(9_000)),
        "".join(f"a: {i}\n" for i in range(9_000)),
        "services: {" + ",".join(f"s{i}: {{calls: [s{i + 1}]}}" for i in range(5_000)) + "}",
        "actions: {a: {clears: [" + "'x" + "y" * 900_000 + "']}}",
    ],
    ids=["services", "conditions", "keys", "equal keys", "calls", "one long name"],
)
def test_a_flood_of_problems_is_told_up_to_a_point_and_fast(text):
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        load_scenario(text)
    assert time.process_time() - start < 5
    assert 1 <= len(caught.value.problems) <= MAX_PROBLEMS
    assert all(len(problem.message) < 1_000 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: hello", 0, (1, 4)),
        ("a: hello", 4, (1, 8)),
        ("a: hello", 5, (1, 9)),
        ("a: 'it''s on'", 3, (1, 9)),
        ("a: 'it''s on'", 5, (1, 11)),
        ('a: "x \\" y"', 4, (1, 10)),
        ('a: "\\u0041b"', 1, (1, 11)),
        ('a: "x\\n y\\x20z"', 4, (1, 14)),
        ("a: one\n  two", 4, (2, 3)),
        ("a: 'one\n\n  two'", 5, (3, 4)),
        ('a: "one \\\n  two"', 4, (2, 3)),
        ("a: |\n  one\n\n  two", 5, (4, 3)),
        ("a: >-\n    one\n    two\n", 4, (3, 5)),
        ("a: > # why\n  one\n", 0, (2, 3)),
        ("- - a: {b: 'x y'}", 2, (1, 15)),
    ],
)
def test_a_character_of_a_value_is_found_in_the_file(text, offset, place):
    document = read_document(text, "x.yaml")
    node = document.root
    while node.kind != "scalar":
        node = next(iter(node.fields.values())) if node.fields else node.items[0]
    assert document.inside(node, offset) == place


yaml_text = st.text(st.sampled_from("ab:-[]{},&*!|>'\"#?% \n\t\\~<0.x"), max_size=60)


@given(st.text(max_size=200) | yaml_text)
def test_any_text_gives_a_tree_or_a_refusal_with_places(text):
    try:
        problems = read_document(text, "x.yaml").problems
    except InputError as error:
        problems = error.problems or [None]
    assert all(problem.line >= 1 and problem.col >= 1 for problem in problems)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40), st.data())
def test_every_character_of_a_quoted_text_is_found_where_it_stands(text, data):
    line = f"key: '{text.replace(chr(39), chr(39) * 2)}'"
    try:
        document = read_document(line, "x.yaml")
    except InputError:
        return
    node = document.root.fields["key"]
    offset = data.draw(st.integers(0, max(len(node.value) - 1, 0)))
    if not node.value or node.value[offset].isspace() or "\u2028" in text or "\u2029" in text:
        return
    row, col = document.inside(node, offset)
    assert row == 1
    assert line[col - 1] == node.value[offset]
