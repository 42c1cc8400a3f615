"""The page about the lint is current; with ``MISFORTUNE_WRITE_DOCS=1`` this writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from simulator.authoring.lint import RULES, rules_markdown
from simulator.scenario.reader import read_document

PAGE = Path(__file__).parents[2] / "docs" / "lint.md"


def test_the_page_says_what_the_rules_say():
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        PAGE.write_text(rules_markdown(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == rules_markdown()


def test_every_rule_has_its_section():
    titles = re.findall(r"^### (\S+)$", rules_markdown(), re.MULTILINE)
    assert sorted(titles) == sorted(RULES)


def test_every_rule_says_what_why_and_a_way_out():
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
        assert rule.what.endswith((".", "?")), rule.code
        assert rule.way_out.endswith("."), rule.code
        assert rule.why.endswith("."), rule.code


def test_examples_are_yaml():
    for rule in RULES.values():
        text = rule.example.replace("...", "etc: 1").replace(": etc: 1", ": etc")
        read_document(text.replace("[etc: 1]", "[etc]") or "{}", rule.code)
