"""The words of a timeline: each is a kind of event that there is, however it is written."""

import pytest

from simulator.model.timeline import Line
from simulator.rules.kinds import EVENT_KINDS
from simulator.scenario.timeline.vocabulary import AREAS, WORDS
from simulator.scenario.timeline.words import PLACES, find_word, kinds_of

EVERY = [word for words in AREAS.values() for word in words]


def test_no_two_words_are_written_alike():
    spellings = [name for word in EVERY for name in (word.name, *word.also)]
    assert len(spellings) == len(set(spellings))
    assert len(WORDS) == len(EVERY)


@pytest.mark.parametrize("word", EVERY, ids=lambda word: word.name)
def test_a_word_is_a_kind_of_event_with_keys_that_lines_have(word):
    assert word.kind in EVENT_KINDS
    keys = set(Line.model_fields)
    assert set(word.keys) | set(word.needs) | set(word.choices) <= keys
    assert not set(word.keys) & {"at", "who", "what", "text"}
    assert set(word.needs) <= {*word.keys, "text"}
    assert word.says.endswith(".")
    assert len(set(word.keys.values())) == len(word.keys)


def test_every_key_of_a_line_goes_with_some_word():
    used = {key for word in EVERY for key in word.keys}
    assert used | {"at", "who", "what", "text"} == set(Line.model_fields)


def test_what_a_field_of_an_event_is_called_is_what_the_vocabulary_of_logs_has():
    for word in EVERY:
        known = {*EVENT_KINDS[word.kind].fields, "level", "text"}
        data = {*word.keys.values(), word.text, *word.preset} - known
        # the scorer reads these; in a drill they are not for trainees, or have another form
        assert data <= {"from", "destroys_evidence", "component", "risk", "kind"}, word.name


@pytest.mark.parametrize("word", EVERY, ids=lambda word: word.name)
def test_a_word_may_be_written_in_many_ways(word):
    for name in (word.name, *word.also):
        for written in (name, name.upper(), name.replace(" ", "-"), f" {name.replace(' ', '_')} "):
            assert find_word(written) is word


def test_a_kind_that_one_word_has_is_a_word():
    assert find_word("incident.declared").name == "declared"
    assert find_word("channel.opened") is None
    assert find_word("") is None


def test_places_show_kinds_that_words_have():
    shown = {kind for kinds in PLACES.values() for kind in kinds}
    # what comes from outside is recorded by being written down
    assert {word.kind for word in EVERY} - shown == {"inject.delivered"}
    assert shown <= {word.kind for word in EVERY}


def test_a_place_or_a_word_may_be_meant():
    assert kinds_of("Status-Page") == kinds_of("statuspage") == ("statuspage.posted",)
    assert kinds_of("verified") == ("mitigation.verified",)
    assert kinds_of("nowhere") is None
