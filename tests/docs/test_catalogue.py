"""The catalogue of the interface's words: complete, current, and usable by a translator.

    MISFORTUNE_WRITE_DOCS=1 pytest -p no:randomly tests/docs/test_catalogue.py

writes web/locale/misfortune.pot anew.
"""

from __future__ import annotations

import io
import os
import re

import pytest

words = pytest.importorskip(
    "tests.web.words", reason="the extra `dev` is missing", exc_type=ImportError
)

from babel.messages.pofile import read_po, write_po  # noqa: E402 - what it needs comes first

from web.language import FOLDER, TEMPLATE  # noqa: E402

_HEADER = """\
# The words of Misfortune's interface. To translate them, copy this file to LANGUAGE.po beside it
# and read docs/translating.md."""
_SLOT = re.compile(r"\{\w+\}|%\(\w+\)[sd]")


def _text() -> str:
    made = words.catalogue()
    made.header_comment = _HEADER
    out = io.BytesIO()
    write_po(out, made, width=100, omit_header=True, include_lineno=False)
    head = f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    return head + plural + "\n" + out.getvalue().decode()


def test_the_catalogue_holds_every_word_of_the_interface():
    text = _text()
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        TEMPLATE.write_text(text)
    assert TEMPLATE.read_text() == text, "write it anew: see the top of this file"


@pytest.mark.parametrize("path", words.scripts(), ids=lambda path: path.name)
def test_templates_show_no_word_past_the_catalogue(path):
    assert words.strays(path) == []


def test_numbers_and_their_texts_go_together():
    for message in words.catalogue():
        if isinstance(message.id, tuple):
            one, many = message.id
            assert set(_SLOT.findall(many)) >= set(_SLOT.findall(one)) - {"{n}"}, message.id


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_translations_keep_the_slots(path):
    with path.open("rb") as file:
        for message in read_po(file, locale=path.stem.replace("-", "_")):
            pairs = zip(
                [message.id] if isinstance(message.id, str) else message.id,
                [message.string] if isinstance(message.string, str) else message.string,
                strict=False,
            )
            for english, said in pairs:
                if said and english:
                    assert set(_SLOT.findall(said)) <= set(_SLOT.findall(english)), english


def test_words_are_found_where_templates_are_nested(tmp_path):
    script = tmp_path / "one.js"
    script.write_text(
        'const a = html`<p title="x">${b ? html`<b>${t("Deep {n}", { n })}</b>` : '
        "tn('{n} page', '{n} pages', n)} isn't ${rich(`Press ` + \"it\", {})}</p>`; // t('no')\n"
    )
    assert [(name, texts) for _, name, texts in words.calls(script)] == [
        ("t", ["Deep {n}"]),
        ("tn", ["{n} page", "{n} pages"]),
        ("rich", ["Press it"]),
    ]
    assert [text for _, text in words.strays(script)] == ["\ufffc isn't \ufffc"]
