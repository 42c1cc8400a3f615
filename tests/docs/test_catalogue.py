"""The catalogue of the interface's words: complete, current, and usable by a translator.

    MISFORTUNE_WRITE_DOCS=1 pytest -p no:randomly tests/docs/test_catalogue.py

writes web/locale/misfortune.pot anew.
"""

from __future__ import annotations

import io
import os

import pytest

words = pytest.importorskip(
    "tests.web.words", reason="the extra `dev` is missing", exc_type=ImportError
)

from babel.messages.frontend import CommandLineInterface  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402 - what it needs comes first

from web.catalogues import FOLDER, TEMPLATE, can_be_shown, slots  # noqa: E402

_HEADER = """\
# The words of Misfortune's interface. To translate them, copy this file to LANGUAGE.po beside it
# and read docs/translating.md."""


def _text() -> str:
    made = words.catalogue()
    made.header_comment = _HEADER
    out = io.BytesIO()
    write_po(out, made, width=100, omit_header=True, include_lineno=False)
    # No rule for plurals: `pybabel init` would keep it, whatever the language.
    head = f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + out.getvalue().decode()


def test_the_catalogue_holds_every_word_of_the_interface():
    text = _text()
    if os.environ.get("MISFORTUNE_WRITE_DOCS"):
        TEMPLATE.write_text(text)
    assert TEMPLATE.read_text() == text, "write it anew: see the top of this file"


@pytest.mark.parametrize("path", words.scripts(), ids=lambda path: path.name)
def test_templates_show_no_word_past_the_catalogue(path):
    assert words.strays(path) == []


def test_numbers_and_their_texts_go_together():
    """What stands in one form may be needed in another language's other form."""
    numbers = {"{n}", "%(num)d"}
    for message in words.catalogue():
        if isinstance(message.id, tuple):
            one, many = message.id
            assert slots(one) - numbers == slots(many) - numbers, message.id


def _texts(of):
    return [of] if isinstance(of, str) else list(of or ())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_translations_keep_the_slots(path):
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem.replace("-", "_"))
    wrong = []
    for message in catalogue:
        english, said = _texts(message.id), [one for one in _texts(message.string) if one]
        if not message.id or message.fuzzy or not said:
            continue
        needed = set.intersection(*map(slots, english))
        if not all(can_be_shown(english, one) and slots(one) >= needed for one in said):
            wrong.append((message.id, message.string))
    assert wrong == []


def test_the_template_is_what_tools_expect(tmp_path):
    """A new language gets its own rule for plurals from Babel, which knows them all."""
    for name, forms in (("pl", 3), ("ja", 1), ("pt_BR", 2)):
        target = tmp_path / f"{name}.po"
        command = ["pybabel", "-q", "init", "-i", str(TEMPLATE), "-l", name, "-o", str(target)]
        assert CommandLineInterface().run(command) is None
        with target.open("rb") as file:
            assert read_po(file).num_plurals == forms
    flags = {flag for message in words.catalogue() for flag in message.flags}
    texts = [message for message in words.catalogue() if "python-format" in message.flags]
    assert flags <= {"python-format"}
    assert all("%(" in "".join(_texts(message.id)) for message in texts)


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
