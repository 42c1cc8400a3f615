"""The page about real incidents is current, and everything on it works."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from simulator.scenario.timeline import read_timeline
from simulator.scenario.timeline.page import (
    facts_markdown,
    file_markdown,
    keys_markdown,
    places_markdown,
    words_markdown,
)

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "real-incidents.md"
PARTS = {
    "places": places_markdown,
    "words": words_markdown,
    "file": file_markdown,
    "facts": facts_markdown,
    "keys": keys_markdown,
}
EXAMPLES = sorted((DOCS / "examples").glob("*.yaml"))


@pytest.mark.parametrize("name", PARTS)
def test_a_generated_part_says_what_the_code_says(name):
    part = re.compile(f"(<!-- {name} -->\\n).*?(<!-- end -->)", re.DOTALL)
    page = PAGE.read_text(encoding="utf-8")
    written, count = part.subn(lambda found: f"{found[1]}{PARTS[name]()}\n{found[2]}", page)
    assert count == 1
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(written, encoding="utf-8")
    else:
        assert page == written


def test_the_example_on_the_page_is_a_timeline():
    example = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert len(read_timeline(example).events) == 9


def test_the_page_shows_every_example():
    page = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLES) == 2
    assert all(f"(examples/{path.name})" in page for path in EXAMPLES)


@pytest.mark.parametrize("part", ["file", "facts", "keys", "words", "places"])
def test_rows_of_a_table_have_equally_many_cells(part):
    for table in PARTS[part]().split("\n\n"):
        rows = [line for line in table.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) <= 1
