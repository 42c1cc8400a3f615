"""Whoever may not is told who may, in their language."""

from __future__ import annotations

from typing import ClassVar

import pytest


class German:
    """As much German as these tests need."""

    WORDS: ClassVar = {
        "The {role} may not {verb}.": "{verb}: nicht als {role}.",
        "For {roles}. Ask in the incident channel.": "Für {roles}. Frag im Kanal.",
        "Incident Commander": "Einsatzleitung",
        "Operations Lead": "Technik",
        "Observer": "Gast",
        "trainee": "alle Übenden",
    }

    def text(self, english):
        return self.WORDS.get(english, english)


@pytest.mark.parametrize(
    ("verb", "args", "hint"),
    [
        ("escalate", {"to": "x", "reason": "y"}, "Für Einsatzleitung, Technik. Frag im Kanal."),
        ("bridge.join", {}, "Für alle Übenden. Frag im Kanal."),
    ],
)
def test_roles_are_named_in_the_language_of_the_reader(room, verb, args, hint):
    _, message, said = room.refused("observer", verb, **args)
    assert message == f"The Observer may not {verb}."
    assert (message.said(German()), said.said(German())) == (f"{verb}: nicht als Gast.", hint)
