"""Words of the interface that are written in Python, in templates and in our own YAML files."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from simulator.model.policy import Policy
from simulator.rules.condition_words import kind_words
from simulator.rules.kinds import EVENT_KINDS
from simulator.scenario import load_rubric
from simulator.scenario.policies import Policies

__all__ = ["ROOT", "WEB", "Found", "calls_of", "of_files", "of_python", "of_templates"]

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
_TEXTS = {"_": 1, "later_text": 1, "phrase": 1, "template": 1, "ngettext": 2, "phrase_n": 2}
"""The functions that are given texts, and how many of them."""
_MARKED = {"_"}
"""Says constants too, which are marked where they stand."""
_DEFINE = {"language.py", "phrases.py"}
_TEMPLATES = {"web": ["_", "gettext", "ngettext"], "simulator/debrief": ["_", "_n", "rich"]}
"""Folders of templates, and what they call the functions."""
_OF_CRITERIA = ("name", "target", "why", "question", "eases", "guard", "anti_pattern")
_OF_RULES = ("met", "missed", "unfit", "from_name", "what", "things", "verb")
_LISTS_OF_RULES = ("signals",)
_ODD = re.compile(r"\{(?!\w+\})|(?<!\w)\}")

Found = tuple[str, int, str | tuple[str, str]]
"""Where, in which line, and the text, or both texts of a number."""


def of_python() -> Iterator[Found]:
    """Return the texts that pages and the simulator say."""
    for folder in ("simulator", "web"):
        for path in sorted((ROOT / folder).glob("**/*.py")):
            if path.name in _DEFINE:
                continue
            where = path.relative_to(ROOT).as_posix()
            for line, texts in calls_of(path.read_text(), where):
                yield where, line, (texts[0], texts[1]) if len(texts) > 1 else texts[0]
    yield "simulator/model/phrases.py", 1, "{most} and {last}"


def calls_of(source: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Return the texts in a module, with their lines.

    Raises:
        ValueError: where a text is not written out, or has slots that a translator cannot use.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if name not in _TEXTS:
            continue
        given = node.args[: _TEXTS[name]]
        texts = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(texts) < _TEXTS[name]:
            if name in _MARKED:
                continue
            raise ValueError(f"{where}:{node.lineno}: {name}() is not given a literal")
        if name.startswith("phrase") and any(_ODD.search(text) for text in texts):
            raise ValueError(f"{where}:{node.lineno}: only {{name}} is a slot in {texts}")
        yield node.lineno, texts


def of_templates() -> Iterator[Found]:
    """Return the texts of the pages' templates and of the debrief's."""
    options = {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}
    for folder, names in _TEMPLATES.items():
        for path in sorted((ROOT / folder / "templates").glob("*.*")):
            if path.suffix == ".css":
                continue
            file = io.BytesIO(path.read_bytes())
            for line, _, texts, _ in babel_extract(file, names, [], options):
                yield path.relative_to(ROOT).as_posix(), line, _plain(texts)


def _plain(texts: object) -> str | tuple[str, str]:
    if isinstance(texts, tuple):
        known = [text for text in texts if isinstance(text, str)]
        if not known:
            return ""  # a constant that is said here and marked elsewhere
        return (known[0], known[1]) if len(known) > 1 else known[0]
    return str(texts)


def of_files() -> Iterator[Found]:
    """Return what our own rubric and policies say, and what kinds of events are called."""
    for kind in EVENT_KINDS:
        yield "simulator/rules/kinds.py", 1, str(kind_words(kind))
    for criterion in load_rubric().criteria.values():
        texts = [getattr(criterion, name) for name in _OF_CRITERIA]
        texts += [criterion.with_[name] for name in _OF_RULES if name in criterion.with_]
        texts += [text for name in _LISTS_OF_RULES for text in criterion.with_.get(name, ())]
        yield from (("simulator/scenario/rubrics/imag", 1, text) for text in texts)
    for entry in Policies().entries():
        where = f"simulator/scenario/policies/{entry.name}.yaml"
        yield from ((where, 1, text) for text in _of_policy(entry.policy))


def _of_policy(policy: Policy) -> Iterator[str]:
    yield policy.title
    yield from (level.when for level in policy.severity.levels)
    for question in policy.questions:
        yield from (question.ask, question.help)
    yield from policy.roles.names.values()
    yield from policy.postmortem.sections
