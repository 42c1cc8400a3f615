"""Whom a message mentions."""

from __future__ import annotations

import pytest

from simulator.model.state import DrillState, Person
from simulator.rules.mentions import mentions


@pytest.fixture
def state():
    people = [
        Person("ana", "Ana Berg", "ic"),
        Person("ana-2", "Ana  Lund", "scribe"),
        Person("ben", "Ben O'Hara", "ol"),
        Person("anabel", "Anabel", "evaluator"),
        Person("bot-cl", "CL bot", "cl", bot="expert"),
        Person("zoe", "Zoë", None),
        Person("jo", "Jo-Anne", "observer"),
    ]
    return DrillState(people={person.id: person for person in people})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nobody here", []),
        ("@IC and @ol, please", ["ic", "ol"]),
        ("@Ana Berg: yours", ["ana"]),
        ("@ANA LUND?", ["ana-2"]),
        ("@ana, one of you", ["ana", "ana-2"]),
        ("@Anabel's note", ["anabel"]),
        ("@Ben O'Hara and @Ben", ["ben"]),
        ("@CL bot posts, the @CL decides", ["bot-cl", "cl"]),
        ("(@scribe) @Planner!", ["scribe", "planner"]),
        ("ana@ic.example, @dev_at_hazelnut, @ Ana, @@ic, a.@ic", []),
        ("@icing @Anab @Ben_2", []),
        ("@Zoë has left, @Jo-Anne has not", ["jo"]),
        ("@", []),
        ("", []),
    ],
)
def test_names_and_roles_are_found(state, text, found):
    assert mentions(state, text) == found
