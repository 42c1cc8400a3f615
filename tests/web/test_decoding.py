"""What is no command: the answer says what is wrong with it, and what would be right."""

from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from web.decoding import MAX_COMMAND, decode

KEY = "client_key is a text of 1 to 100 characters."
OWN = "Make one up for each command, or leave it out."


def nested(depth):
    inside = []
    for _ in range(depth):
        inside = [inside]
    return inside


@pytest.mark.parametrize(
    ("message", "code", "said", "hint"),
    [
        ("hi", "bad_args", "A command is an object, not 'hi'.", "Send {verb, args, client_key}."),
        ({"args": nested(100_000)}, "bad_args", "A command is not nested that deeply.",
         "No verb takes more than a list of objects."),
        ({"args": "x" * MAX_COMMAND}, "too_large", "More than 40,000 characters.",
         "Say it shorter."),
        ({"client_key": ""}, "bad_args", KEY, OWN),
        ({"client_key": 7}, "bad_args", KEY, OWN),
        ({"client_key": "k" * 101}, "bad_args", KEY, OWN),
        ({"client_key": "\ud800"}, "bad_args",
         "client_key has half a character (a lone surrogate).",
         "Letters and digits are enough, as in a UUID."),
    ],
    ids=["text", "nested", "large", "empty", "number", "long", "torn"],
)  # fmt: skip
def test_what_is_no_command_is_answered_with_help(message, code, said, hint):
    with pytest.raises(Refusal) as caught:
        decode(message)
    refusal = caught.value
    assert (refusal.code, refusal.message, refusal.hint) == (code, said, hint)
