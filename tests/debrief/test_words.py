"""The examples in docstrings are true, and texts keep their shape in any language."""

import copy
import doctest
import pickle

import pytest

from simulator.debrief import markdown, words
from simulator.debrief.sentences import register
from simulator.debrief.words import because, bot_text, opening, seat_tag, shortened, span
from simulator.model.phrases import phrase


@pytest.mark.parametrize("module", [words, markdown, register], ids=lambda module: module.__name__)
def test_docstring_examples(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


class Polish:
    """What the tests below say, and nothing else."""

    def text(self, english):
        return {
            "the {seat}": "nasz {seat}",
            "Looked at {signals}": "Obejrzano wykresy {signals}",
            "Done late: {why}.": "Zrobiono późno: {why}.",
            "no page": "brak strony",
            "{n} min": "{n} min.",
            "{hours} h {minutes} min": "{hours} godz. {minutes} min.",
            "(expert bot)": "(bot: ekspert)",
            "IC": "KI",
        }.get(english, english)

    def number(self, one, many, n):
        raise AssertionError(one, many, n)


POLISH = Polish()


def test_a_line_opens_with_a_capital_in_any_language():
    made = opening(phrase("the {seat}", seat="OL"))
    assert (made, made.said(POLISH)) == ("The OL", "Nasz OL")
    assert opening("ben").said(POLISH) == "Ben"
    assert opening("") == ""


def test_a_text_is_cut_as_it_was_said():
    made = shortened(phrase("Looked at {signals}", signals="errors"), 17)
    assert (made, made.said(POLISH)) == ("Looked at errors", "Obejrzano…")


@pytest.mark.parametrize(
    ("made", "english", "polish"),
    [
        (span(825_000), "13.8 min", "13.8 min."),
        (span(4_620_000), "1 h 17 min", "1 godz. 17 min."),
        (seat_tag("ic"), "IC", "KI"),
        (bot_text("expert"), "(expert bot)", "(bot: ekspert)"),
        (bot_text("mine"), "(bot: mine)", "(bot: mine)"),
        (bot_text(""), "", ""),
    ],
)
def test_units_seats_and_bots_are_said_too(made, english, polish):
    assert (made, made.said(POLISH)) == (english, polish)


def test_why_a_rating_was_given_is_said_without_the_rating():
    made = because("U", phrase("Done late: {why}.", why=phrase("no page")))
    assert (made, made.said(POLISH)) == ("No page.", "Brak strony.")
    whole = because(None, phrase("no page"))
    assert (whole, whole.said(POLISH)) == ("no page", "brak strony")


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))])
def test_a_copy_keeps_its_shape(copied):
    made = copied(shortened(phrase("Looked at {signals}", signals="errors"), 17))
    assert made.said(POLISH) == "Obejrzano…"
