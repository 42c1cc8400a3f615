"""What is left of a Markdown text once only the author's own words are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.content.markdown import BLANK, line_starts, own_words, plain

WORDS = st.text(alphabet="ab `\"'>*_-#|[]()\n\r<!\u201c\u201d", max_size=80)


@given(WORDS)
def test_every_character_keeps_its_place(text):
    assert len(own_words(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "before `code` after",
        "before ``co`de`` after",
        'before "quoted" after',
        "before \u00abquoted\u00bb after",
        "before <!-- note --> after",
        "before\n\n> quoted\n\nafter",
        "before\n\n```\ncode\n```\n\nafter",
        "before\n\n    code\n\nafter",
        "before [x](http://y.example) after",
    ],
)
def test_what_others_said_is_blanked(text):
    own = own_words(text)
    assert "before" in own
    assert "after" in own
    assert BLANK in own
    for word in ("code", "quoted", "note", "http"):
        assert word not in own


def test_front_matter_is_none_of_it():
    own = own_words("---\ntitle: hidden\n---\nshown")
    assert "hidden" not in own
    assert own.endswith("shown")
    assert "shown" in own_words("---\nno end: of it\nshown")


def test_lines_begin_where_markdown_says():
    assert line_starts("a\nb\r\nc\rd") == [0, 2, 5, 7, 8]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Owner:** [Ben](https://example.org)", "Owner: Ben"),
        ("`ledger_db` is _slow_", "ledger_db is slow"),
        ("![graph](x.png) up", "graph up"),
        ("[ ] open", "[ ] open"),
    ],
)
def test_marks_are_dropped_from_a_line(text, said):
    assert plain(text) == said
