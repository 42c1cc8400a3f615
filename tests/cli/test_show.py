"""The scorecard on a terminal: by capability, what was not scored folded, patterns by name."""

import json

import pytest

from simulator.cli.show import print_scorecard, scorecard_document
from simulator.model.records import load
from simulator.scenario import load_policy, load_rubric
from simulator.scoring import score
from simulator.scoring.antipatterns import anti_patterns
from simulator.scoring.ledger import STAGES


@pytest.fixture(scope="module")
def policy():
    return load_policy("imag")


@pytest.fixture(scope="module")
def played(log):
    return load(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def card(played, policy):
    return score(played.header, played.events, policy, load_rubric())


@pytest.fixture
def shown(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    def show(card, **options):
        print_scorecard(card, "A drill", "abc", **options)
        return capsys.readouterr().out

    return show


def section(text, head):
    return text.partition(f"\n{head}")[2].partition("\n\n")[0]


def test_criteria_stand_under_their_capability_with_its_letter_and_reason(shown, card, policy):
    text = shown(card, cuts=policy.ratings)
    detection = section(text, "Detection & Declaration")
    letter = card.capabilities["detection"]
    assert detection.splitlines()[0].strip().startswith(letter)
    assert "Declared early" in detection
    assert card.criteria["D4"].said.split(";")[0][:30] in detection
    assert "Verify each mitigation" not in detection


def test_what_was_not_scored_is_counted_and_told_only_if_asked_for(shown, card):
    silent = next(key for key, v in card.criteria.items() if v.status == "not_applicable")
    name = card.infos[silent].name
    plain = shown(card)
    assert "Not scored: " in plain
    assert "had no opportunity\n" in plain
    assert name not in plain
    assert "had no opportunity (--all tells why)" in shown(card, everything=False)
    assert f"{silent} {name}: " in shown(card, everything=True)


def test_what_people_asked_for_is_a_group(shown, card):
    asked = section(shown(card), "What people asked for")
    keys = [key for key, info in card.infos.items() if info.asked]
    assert keys
    assert all(key.removeprefix("E:") in asked for key in keys)


def test_patterns_are_named_with_where_they_showed(shown, card, ideal, policy):
    patterns = " ".join(section(shown(card), "Patterns by name").split())
    found = anti_patterns(card, policy.ratings)
    assert f"{found[0].name}: {found[0].criteria[0]}" in patterns
    assert all(pattern.name in patterns for pattern in found)
    log = load(ideal.read_text(encoding="utf-8"))
    best = score(log.header, log.events, policy, load_rubric())
    assert "None of the anti-patterns that the rubric knows showed." in shown(best)


def test_a_policys_cut_offs_decide_the_letters(shown, card, policy):
    harsh = policy.ratings.model_copy(update={"m": 0.64})
    key = next(k for k, v in card.criteria.items() if v.value is not None and 0.3 < v.value < 0.6)
    line = f"{key.removeprefix('E:')} "

    def letter(text):
        (found,) = [row for row in text.splitlines() if row.strip().startswith(line)]
        return found.strip().removeprefix(line).split()[0]

    assert letter(shown(card, cuts=policy.ratings)) == "M"
    assert letter(shown(card, cuts=harsh)) == "U"


def test_the_document_only_adds_to_the_scorecard(card, played, policy):
    document = json.loads(json.dumps(scorecard_document(card, played, policy)))
    own = json.loads(json.dumps(card.as_json()))
    assert {key: document[key] for key in own} == own
    assert set(document) - set(own) == {"anti_patterns", "ledger", "expectations"}


def test_the_document_names_patterns_facts_and_replies(card, played, policy):
    document = scorecard_document(card, played, policy)
    pattern = document["anti_patterns"][0]
    assert set(pattern) == {"name", "criteria", "said", "evidence"}
    fact = document["ledger"][0]
    assert fact["what"] == "Users are hit"
    assert set(fact["known"]["knowable"]) == {"t", "seq"}
    assert set(fact["known"]) <= set(STAGES)
    (reply,) = document["expectations"]["cfo-asks"]
    assert set(reply) == {"asked_at", "due", "met_at", "credit"}
    assert reply["due"] - reply["asked_at"] == 300_000
