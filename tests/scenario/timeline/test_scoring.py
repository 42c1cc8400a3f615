"""Whatever is written down can be judged; what is not is never held against anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.rubric import CriterionSpec
from simulator.model.timeline import Line
from simulator.model.units import clock_text
from simulator.scenario import load_policy, load_rubric
from simulator.scenario.reference.yaml_text import yaml_entry
from simulator.scenario.timeline import read_timeline
from simulator.scenario.timeline.threads import STEPS
from simulator.scenario.timeline.vocabulary import WORDS
from simulator.scenario.timeline.words import PLACES
from simulator.scoring import score

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
LESSON = ["D4", "D5", "D6", "D7", "D9", "D10", "D11", "M1", "R3", "R4", "R5", "P1"]
"""What six lines are enough for."""


def judged(text, policy="imag"):
    log = read_timeline(text)
    return score(log.header, log.events, load_policy(policy), load_rubric())


@pytest.fixture(scope="module")
def lesson():
    return judged((EXAMPLES / "imag-lesson.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", [key for key in load_rubric().criteria if key in LESSON])
def test_what_the_six_lines_of_the_lesson_tell_is_scored_in_full(lesson, key):
    verdict = lesson.criteria[key]
    assert (verdict.status, verdict.value) == ("scored", 1.0), verdict.said


NEEDS_ALL = pytest.mark.skipif(
    "every" not in CriterionSpec.model_fields,
    reason="a rubric cannot say yet which criteria need every event of a kind",
)


@NEEDS_ALL
@pytest.mark.parametrize("key", [key for key in load_rubric().criteria if key not in LESSON])
def test_what_they_do_not_tell_is_not_judged(lesson, key):
    verdict = lesson.criteria[key]
    assert verdict.value is None, verdict.said


@NEEDS_ALL
def test_six_lines_are_rated_where_they_tell_something(lesson):
    assert set(lesson.capabilities.values()) <= {"P", None}


def test_a_public_account_is_judged_without_a_fault():
    card = judged((EXAMPLES / "gitlab-2017-01-31.yaml").read_text(encoding="utf-8"))
    assert card.criteria["D10"].said.startswith("First public post: 2.2 h after")
    assert card.criteria["D5"].status == "not_observable"
    assert card.context["time_to_recover_s"] == (21 * 60 + 14) * 60


# -- any timeline ------------------------------------------------------------------------------

PEOPLE = {"ana": "ic", "ben": "ol", "cho": "cl", "dev": "responder", "cfo": "outside"}
VALUES = {
    name: st.sampled_from(info.examples or [""])
    for name, info in Line.model_fields.items()
    if name not in ("at", "who", "what", "id", "about", "held", "next", "kind")
}
HOURS = 20
"""Timelines end early enough for an hour more on the same day."""


@st.composite
def lines(draw):
    """Draw a line, as keys and values; its time is in minutes of the day."""
    word = draw(st.sampled_from(sorted(WORDS.values(), key=lambda word: word.name)))
    line = {"at": draw(st.integers(0, HOURS * 60)), "what": word.name}
    line["who"] = draw(st.sampled_from([*PEOPLE, "unknown", "ol", "monitoring"]))
    if word.kind in STEPS:
        line["id"] = draw(st.sampled_from(["a", "b"]))
    for key in [*word.keys, "text"]:
        if key in VALUES and (key in word.needs or draw(st.booleans())):
            line[key] = draw(VALUES[key])
    for key in ("next", "held"):
        if key in word.keys and draw(st.booleans()):
            line[key] = line["at"] + draw(st.integers(1, 3 * 60))
    if "kind" in word.choices and draw(st.booleans()):
        line["kind"] = draw(st.sampled_from(word.choices["kind"]))
    return line


BEGINNINGS = [
    {"at": 0, "who": "ben", "what": what, "id": one, "text": "x", "to": "dev"}
    for what in ("mitigation started", "hypothesis", "task", "question")
    for one in ("a", "b")
]


@st.composite
def timelines(draw):
    """Draw a whole timeline, as keys and values, whose ids all begin somewhere."""
    drawn = draw(st.lists(lines(), min_size=1, max_size=25))
    begins = {"mitigation started", "rollback started", "change started", "proposed",
              "hypothesis", "task", "question"}  # fmt: skip
    drawn = [line for line in drawn if line["what"] not in begins]
    minutes = st.integers(0, HOURS * 60)
    facts = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "share_users": st.sampled_from(["5%", "100%"]),
                "customer_visible": st.booleans(),
                "data_loss": st.booleans(),
                "declarable_from": minutes,
                "viable_from": minutes,
                "recovered": minutes,
            },
        )
    )
    places = draw(st.lists(st.sampled_from([*PLACES, "all", "declared"]), unique=True))
    return sorted([*BEGINNINGS, *drawn], key=lambda line: line["at"]), facts, places


def clock(minutes):
    return clock_text("00:00", minutes * 60_000)


def written(drawn, later=0):
    """Write a timeline as YAML, every time ``later`` minutes later."""
    events, facts, places = drawn
    times = ("at", "next", "held")
    dated = {"declarable_from", "viable_from", "recovered"}
    body = {
        "timeline": 1,
        "title": "x",
        "date": "2026-03-04",
        "people": PEOPLE,
        "facts": {k: clock(v + later) if k in dated else v for k, v in facts.items()},
        "recorded": places,
        "events": [
            {
                k: clock(v + later) if k in times else v
                for k, v in line.items()
                if k in ("at", "who", "what", "text") or k in keys_of(line)
            }
            for line in events
        ],
    }
    return "".join(f"{yaml_entry(key, value)}\n" for key, value in body.items())


def keys_of(line):
    return WORDS[line["what"]].keys


@settings(max_examples=150)
@given(timelines(), st.sampled_from(["imag", "sev0-3"]))
def test_whatever_was_written_down_can_be_judged(drawn, policy):
    card = judged(written(drawn), policy)
    for verdict in card.criteria.values():
        assert verdict.said
        assert (verdict.value is None) == (verdict.status != "scored")


@settings(max_examples=60)
@given(timelines())
def test_an_hour_later_everything_scores_the_same(drawn):
    assert judged(written(drawn)).as_json() == judged(written(drawn, later=60)).as_json()


@settings(max_examples=60)
@given(timelines())
def test_criteria_whose_events_nobody_saw_are_not_observable(drawn):
    events, facts, _ = drawn
    text = written((events, facts, []))
    kinds = {event.kind for event in read_timeline(text).events}
    card = judged(text)
    for key, spec in load_rubric().criteria.items():
        if set(spec.needs) - kinds:
            assert card.criteria[key].status == "not_observable", key
