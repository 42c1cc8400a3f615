"""Pages in the language of whoever asks."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, render_template_string

from web import language
from web.catalogues import can_be_shown, marked, words_of


@pytest.fixture
def folder(catalogues):
    """Make a folder of catalogues with a Polish one."""
    (catalogues / "pl.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
        'msgid "Join"\nmsgstr "Dołącz"\n\n'
        '#, fuzzy\nmsgid "Leave"\nmsgstr "Może"\n\n'
        'msgid "Stay"\nmsgstr ""\n\n'
        'msgid "A role"\nmsgstr "W 100 % rola"\n\n'
        'msgid "Hi %(name)s"\nmsgstr "Cześć %(imię)s"\n\n'
        'msgid "Hello %(name)s"\nmsgstr "W 100 % %(name)s"\n\n'
        'msgid "From {place}"\nmsgstr "Z {skąd}"\n\n'
        'msgid "{n} room"\nmsgid_plural "{n} rooms"\nmsgstr[0] "{n} pokój"\nmsgstr[1] ""\n\n'
        'msgid "{n} page"\nmsgid_plural "{n} pages"\n'
        'msgstr[0] "{n} strona"\nmsgstr[1] "{n} strony"\nmsgstr[2] "{n} stron"\n\n'
        'msgid "%(num)d file"\nmsgid_plural "%(num)d files"\n'
        'msgstr[0] "%(num)d plik"\nmsgstr[1] "%(num)d pliki"\nmsgstr[2] "%(num)d plików"\n'
    )
    (catalogues / "misfortune.pot").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Remove {name}"\nmsgstr ""\n\nmsgid "Hello %(name)s"\nmsgstr ""\n'
    )
    return catalogues


@pytest.fixture
def page(folder):
    """Render a template for somebody who accepts some languages."""
    app = Flask("page")
    language.install(app)

    def render(template: str, accepts: str, **values: object) -> str:
        with app.test_request_context(headers={"Accept-Language": accepts}):
            return render_template_string(template, **values)

    return render


def test_the_best_accepted_language_that_is_there_is_taken(page):
    assert page('{{ _("Join") }}', "fr, pl;q=0.8, en;q=0.2") == "Dołącz"
    assert page('{{ _("Join") }}', "fr") == "Join"
    assert page('{{ _("Join") }} {{ language() }}', "en-GB, pl;q=0.5") == "Join en"


def test_a_language_may_be_asked_for_in_small_and_capital_letters(page):
    assert page('{{ _("Join") }}', "PL") == "Dołącz"
    assert page("{{ language() }}", "EN-xa") == "en-XA"


def test_a_doubtful_or_missing_translation_is_english(page):
    assert page('{{ _("Leave") }} {{ _("Never seen") }}', "pl") == "Leave Never seen"


def test_what_is_not_translated_yet_is_english(page):
    assert page('{{ _("Stay") }}', "pl") == "Stay"
    assert words_of("pl").number("{n} room", "{n} rooms", 2) == "{n} rooms"
    data = json.loads(words_of("pl").as_json())["words"]
    assert "Stay" not in data


def test_a_translation_that_cannot_be_filled_is_english(page):
    assert page('{{ _("Hi %(name)s", name="Ana") }}', "pl") == "Hi Ana"
    assert page('{{ _("Hello %(name)s", name="Ana") }}', "pl") == "Hello Ana"
    assert words_of("pl").text("From {place}") == "From {place}"


def test_a_percent_in_a_translation_is_only_that(page):
    assert page('{{ _("A role") }}', "pl") == "W 100 % rola"
    assert page("{% trans %}A role{% endtrans %}", "pl") == "W 100 % rola"


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 plik"), (3, "3 pliki"), (12, "12 plików"), (122, "122 pliki")]
)
def test_numbers_take_the_form_of_the_language(page, n, said):
    assert page('{{ ngettext("%(num)d file", "%(num)d files", n) }}', "pl", n=n) == said


def test_scripts_get_the_catalogue_as_data(page):
    block = page("{{ catalogue() }}", "pl")
    data = json.loads(
        re.fullmatch(r'<script type="application/json" id="catalogue">(.*)</script>', block)[1]
    )
    assert data["words"]["Join"] == "Dołącz"
    assert data["words"]["{n} page"] == ["{n} strona", "{n} strony", "{n} stron"]
    assert [data["plurals"][n] for n in (1, 2, 5, 22, 112)] == ["0", "1", "2", "1", "2"]
    assert not page("{{ catalogue() }}", "en")


def test_no_word_ends_the_data_block(folder, page):
    with (folder / "pl.po").open("a") as file:
        file.write('\nmsgid "x"\nmsgstr "</script><b>"\n')
    block = page("{{ catalogue() }}", "pl")
    assert block.count("</script>") == 1


def test_the_pseudo_language_marks_words_and_keeps_slots(page):
    said = page('{{ _("Hello %(name)s", name="Ana") }}', "en-XA")
    assert said == "⟦Hélló Ana⟧".replace("ó", "ö")
    assert marked("Remove {name}") == "⟦Rémövé {name}⟧"


def test_outside_of_a_request_it_is_english():
    assert language._("Join %(name)s", name="Ana") == "Join Ana"
    assert language.ngettext("%(num)d file", "%(num)d files", 2) == "2 files"
    assert language.later_text("Join") == "Join"


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("{who} left", "{who.__class__}"), ("{who} left", "{who[0]}"), ("{who} left", "{who!r}"),
        ("{who} left", "{who:>5000000}"), ("{who} left", "{"), ("{who} left", "{}"),
        ("%(who)s left", "%(whom)5s"), ("%(who)s left", "%s"), ("%(who)s left", "50 %"),
        ("%(n)d left", ""),
    ],
)  # fmt: skip
def test_what_could_not_be_filled_is_not_shown(english, said):
    assert not can_be_shown([english], said)


def test_what_can_be_filled_is_shown():
    assert can_be_shown(["{who} left"], "{who} 100 %")
    assert can_be_shown(["a {text"], "b {text")
    assert can_be_shown(["{n} page", "{n} pages of {book}"], "{book}: {n}")


@pytest.mark.parametrize(
    "content",
    [
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n;\\n"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(((;\\n"\n',
        b'msgid "Join"\nmsgstr "\xff\xfe"\n',
    ],
)
def test_a_file_that_cannot_be_used_is_told_of_and_english(folder, page, caplog, content):
    (folder / "pl.po").write_bytes(content)
    assert page('{{ _("Join") }}', "pl") == "Join"
    assert "web/locale/pl.po cannot be used: " in caplog.text


def test_what_somebody_does_not_want_is_not_taken(page):
    assert page("{{ language() }}", "pl;q=0, en") == "en"
    assert page("{{ language() }}", "*") == "en"
    assert page("{{ language() }}", "pl;q=abc," * 1_000) in ("en", "pl")


def test_everybody_gets_the_same_words(folder):
    with ThreadPoolExecutor(8) as readers:
        assert len({id(words) for words in readers.map(words_of, ["pl"] * 64)}) == 1
