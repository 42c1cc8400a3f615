"""The verb catalogue: one declaration a verb, and refusals that help."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.rules import verbs
from simulator.rules.catalogue import VERBS, Nothing, declare, parse_args
from simulator.rules.kinds import EVENT_KINDS
from simulator.rules.permissions import find_verb

assert verbs


def refusal(verb: str, raw: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse_args(VERBS[verb], raw)
    return caught.value


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_verb_is_documented_and_named_like_an_event_area(name):
    entry = VERBS[name]
    assert entry.doc.endswith((".", "...", "…")), entry.doc
    assert entry.args.__doc__
    area = name.partition(".")[0]
    areas = {kind.partition(".")[0] for kind in EVENT_KINDS} | {"query", "escalate", "ask"}
    assert area in areas


def test_a_verb_cannot_be_declared_twice():
    with pytest.raises(ValueError, match="declared twice"):
        declare("drill.start", Nothing, "facilitator", doc="Again.")


def test_unknown_verb_names_the_verbs_of_its_area():
    with pytest.raises(Refusal) as caught:
        find_verb("role.asign")
    assert caught.value.code == "unknown_verb"
    assert caught.value.message == "There is no verb 'role.asign'."
    assert "role.assign" in caught.value.hint


def test_missing_argument():
    error = refusal("incident.declare", {})
    assert (error.code, error.message) == ("bad_args", "incident.declare: title is missing.")
    assert error.hint == "incident.declare takes {title}."


@pytest.mark.parametrize("raw", [None, [], "x", 1.5, float("nan"), True])
def test_arguments_that_are_no_object_are_told_what_it_takes(raw):
    error = refusal("ask.answer", raw)
    assert error.code == "bad_args"
    assert error.message.startswith("ask.answer: arguments must be an object, not ")
    assert error.hint == "ask.answer takes {id, text, everybody?}."


def test_unknown_argument():
    error = refusal("incident.declare", {"title": "x", "level": 1})
    assert error.message == "incident.declare: there is no level."


def test_wrong_choice_shows_what_was_offered_and_what_is_allowed():
    error = refusal("cadence.set", {"audience": "everyone", "minutes": 15})
    assert "audience is 'everyone'" in error.message
    assert "'stakeholders'" in error.message
    assert error.hint == "cadence.set takes {audience, minutes}."


def test_numbers_are_not_guessed_from_text():
    error = refusal("cadence.set", {"audience": "public", "minutes": "15"})
    assert "minutes is '15'" in error.message


def test_arguments_must_be_an_object():
    assert "must be an object" in refusal("incident.declare", ["x"]).message


def test_a_long_wrong_value_is_cut_in_the_answer():
    assert len(refusal("incident.declare", {"title": "x" * 5_000}).message) < 250


def test_optional_arguments_are_marked_in_the_hint():
    hint = refusal("update.post", {}).hint
    assert hint.startswith("update.post takes {audience, status, impact?")
