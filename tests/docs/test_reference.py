"""Generated pages are current; ``MISFORTUNE_WRITE_DOCS=1 pytest tests/docs`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.rules.reference import verbs_markdown

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"verbs.md": verbs_markdown}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_code_says(name):
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()
