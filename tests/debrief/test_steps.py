"""Obligations in words: when it was due, when it was done, and how that came out."""

import pytest

from simulator.debrief.steps import sign_of, step_of
from simulator.model.phrases import phrase
from simulator.model.policy import Ratings
from simulator.model.units import MINUTE, clock_text
from simulator.scoring import Obligation


def say(when, due, met, credit):
    times = [None if t is None else t * MINUTE for t in (when, due, met)]
    obligation = Obligation(*times, credit)
    step = step_of(obligation, Ratings(), lambda t: clock_text("14:10", t), ())
    return step.sign, step.text


@pytest.mark.parametrize(
    ("obligation", "sign", "text"),
    [
        ((5, 10, 9, 1.0), "met", "14:15, due until 14:20: done at 14:19, as asked"),
        ((5, 10, 12, 0.8), "partly", "14:15, due until 14:20: done at 14:22, 2 min late"),
        ((5, 10, 44, 0.0), "unmet", "14:15, due until 14:20: done at 14:54, 34 min late"),
        ((5, 10, None, 0.0), "unmet", "14:15, due until 14:20: not done"),
        ((5, 10, None, None), "open", "14:15, due until 14:20: still open at the end"),
        ((5, 10, None, 1.0), "met", "14:15, due until 14:20: nothing amiss"),
        ((5, 10, 3, 1.0), "met", "14:15, due until 14:20: done before, at 14:13"),
        ((5, 10, 8, 0.5), "partly", "14:15, due until 14:20: done at 14:18, in part as asked"),
        ((5, 35, 14, 0.0), "unmet", "14:15, due until 14:45: done at 14:24, not as asked"),
        ((5, 5 + 2880, 7, 1.0), "met", "14:15, due within 48 h: done at 14:17, as asked"),
        ((5, 5, 5, 1.0), "met", "14:15: as asked"),
        ((5, 5, 2, 1.0), "met", "14:15: as asked, done before at 14:12"),
        ((5, 5, 7, 0.5), "partly", "14:15: in part as asked, done at 14:17"),
        ((5, 5, None, 0.0), "unmet", "14:15: not as asked"),
        ((5, 5, None, None), "open", "14:15: cannot be said yet"),
    ],
)
def test_every_kind_of_obligation_is_told(obligation, sign, text):
    assert say(*obligation) == (sign, text)


@pytest.mark.parametrize(
    ("credit", "sign"),
    [(None, "open"), (1.0, "met"), (0.9, "met"), (0.8, "partly"), (0.3, "partly"), (0.2, "unmet")],
)
def test_signs_go_by_the_cut_offs_of_letters(credit, sign):
    assert sign_of(credit, Ratings()) == sign


def test_the_note_of_an_obligation_stands_by_itself():
    obligation = Obligation(0, 0, 0, 1.0, note=phrase("its share near the truth"))
    step = step_of(obligation, Ratings(), str, ())
    assert step.note == "its share near the truth"
    assert step.percent == 100
    assert step.mark == 0
