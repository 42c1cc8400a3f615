"""Everything that a score says can be said in another language, whole."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from simulator.model.phrases import Phrase, catalogued, phrase
from simulator.model.records import Event, load
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import Judge, Trace
from simulator.scoring.antipatterns import anti_patterns
from simulator.scoring.findings import capital, chained, either, scored
from simulator.scoring.ledger import ledger
from simulator.scoring.rules.general import combine
from simulator.scoring.since import MOMENTS, moment_called
from tests.scoring.conftest import IDEAL

CHAOTIC = Path(__file__).parents[1] / "golden" / "payment-outage-chaotic.jsonl.gz"
LOGS = {"ideal": IDEAL.read_bytes(), "chaotic": gzip.decompress(CHAOTIC.read_bytes())}
INNERMOST = re.compile("⟦[^⟦⟧]*⟧")


class Brackets:
    """A language in which every text stands in brackets, also those within others."""

    def text(self, english):
        return f"⟦{english}⟧"

    def number(self, one, many, n):
        return self.text(one if n == 1 else many)


BRACKETS = Brackets()


def outside(text):
    """Return what no bracket holds."""
    shorter = INNERMOST.sub("", text)
    return text if shorter == text else outside(shorter)


def said_by(log):
    """Give everything that a score says to people."""
    judge = Judge(Trace(log.header, log.events, load_policy("imag")), load_rubric())
    card, found = judge.card(), judge.examine()
    yield from (verdict.said for verdict in card.criteria.values())
    yield from card.reasons.values()
    yield from (o.note for one in found.values() for o in one.obligations if o.note)
    yield from (fact.what for fact in ledger(judge.trace))
    for pattern in anti_patterns(card, judge.trace.policy.ratings):
        yield from (pattern.name, *pattern.said)
    for info in card.infos.values():
        yield from (catalogued(text) for text in (info.name, info.target, info.anti_pattern))


@pytest.mark.parametrize("name", LOGS)
def test_all_of_it_can_be_said_in_another_language(name):
    texts = list(said_by(load(LOGS[name].decode())))
    assert len(texts) > 200
    for text in texts:
        assert isinstance(text, Phrase), text
        told = text.said(BRACKETS)
        assert told[0] + told[-1] == "⟦⟧", told
        assert not re.search(r"\w", outside(told)), told
        assert re.sub("[⟦⟧]", "", told) == text


def test_what_is_told_together_can_still_be_said():
    parts = [(1.0, scored(1, phrase("Done"))), (2.0, scored(0, phrase("Not done")))]
    both = combine(parts)
    assert both.said == "Done; Not done."
    assert both.said.said(BRACKETS) == "⟦⟦⟦Done⟧; ⟦Not done⟧⟧.⟧"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (chained(["a", phrase("b"), "c"]), "⟦⟦⟦a⟧ and ⟦b⟧⟧ and c⟧"),
        (either([phrase("a")]), "⟦⟦a⟧⟧"),
        (MOMENTS["recovered"].when(-60_000), "⟦1 min before recovery⟧"),
        (moment_called("go").when(60_000), "⟦1 min after “⟦go⟧”⟧"),
        (catalogued(phrase("Asked by {who}", who="Ana")), "⟦Asked by Ana⟧"),
        (catalogued("One IC"), "⟦One IC⟧"),
        (capital("tasks"), "⟦Tasks⟧"),
        (capital(phrase("IC")), "⟦IC⟧"),
    ],
)
def test_texts_that_are_put_together(made, told):
    assert made.said(BRACKETS) == told


def test_what_injects_ask_for_is_said_in_the_language_too(policy, ideal):
    data = {"id": "q", "verb": "query.answer", "by": ["ic", "responder"], "within": 60_000}
    asked = Event(10_000, 0, "inject.expected", "world", "world", data)
    card = Judge(Trace(ideal.header, [*ideal.events, asked], policy), load_rubric()).card()
    target = catalogued(card.infos["E:q"].target)
    assert target == "query.answer within 1 min; by: IC or a responder."
    assert target.said(BRACKETS) == "⟦query.answer within 1 min; by: ⟦⟦⟦IC⟧⟧ or ⟦a responder⟧⟧.⟧"
