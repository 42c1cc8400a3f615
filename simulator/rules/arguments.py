"""What is wrong with an argument, as a phrase: the validator says it in English only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.model.phrases import Phrase, phrase, phrase_n

__all__ = ["what_is_wrong"]


def what_is_wrong(problem: Mapping[str, Any]) -> Phrase | str:
    """Say one of the errors of a ``ValidationError`` as part of a sentence, without a full stop.

    An error that no verb's arguments give so far is said in the validator's own words.

    >>> what_is_wrong({"type": "int_type", "msg": "Input should be a valid integer"})
    'input should be a valid integer'
    """
    say = _SAID.get(problem["type"])
    if say is None:
        msg: str = problem["msg"]
        return msg[:1].lower() + msg[1:]
    return say if isinstance(say, Phrase) else say(problem["ctx"])


Facts = Mapping[str, Any]


def _literal(facts: Facts) -> Phrase:
    most, _, last = facts["expected"].rpartition(" or ")
    if not most:
        return phrase("input should be {allowed}", allowed=last)
    return phrase("input should be {most} or {last}", most=most, last=last)


def _too_short(facts: Facts) -> Phrase:
    return phrase_n(
        "list should have at least {n} item after validation, not {given}",
        "list should have at least {n} items after validation, not {given}",
        facts["min_length"],
        given=facts["actual_length"],
    )


def _too_long(facts: Facts) -> Phrase:
    return phrase_n(
        "list should have at most {n} item after validation, not {given}",
        "list should have at most {n} items after validation, not {given}",
        facts["max_length"],
        given=facts["actual_length"],
    )


_SAID: dict[str, Phrase | Callable[[Facts], Phrase]] = {
    "bool_type": phrase("input should be a valid boolean"),
    "float_parsing": phrase("input should be a valid number, unable to parse string as a number"),
    "float_type": phrase("input should be a valid number"),
    "int_type": phrase("input should be a valid integer"),
    "invalid_key": phrase("keys should be strings"),
    "list_type": phrase("input should be a valid list"),
    "string_type": phrase("input should be a valid string"),
    "string_unicode": phrase(
        "input should be a valid string, unable to parse raw data as a unicode string"
    ),
    "greater_than_equal": lambda facts: phrase(
        "input should be greater than or equal to {limit}", limit=f"{facts['ge']:.15g}"
    ),
    "less_than_equal": lambda facts: phrase(
        "input should be less than or equal to {limit}", limit=f"{facts['le']:.15g}"
    ),
    "literal_error": _literal,
    "model_type": lambda facts: phrase(
        "input should be a valid dictionary or instance of {kind}", kind=facts["class_name"]
    ),
    "string_pattern_mismatch": lambda facts: phrase(
        "string should match pattern '{pattern}'", pattern=facts["pattern"]
    ),
    "string_too_long": lambda facts: phrase_n(
        "string should have at most {n} character",
        "string should have at most {n} characters",
        facts["max_length"],
    ),
    "string_too_short": lambda facts: phrase_n(
        "string should have at least {n} character",
        "string should have at least {n} characters",
        facts["min_length"],
    ),
    "too_long": _too_long,
    "too_short": _too_short,
    "low_high": phrase("the lower number comes first"),
}
"""By the type of the error; all of pydantic's but the last, which the forms of a game day add."""
