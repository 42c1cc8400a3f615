"""``misfortune classify``: which severity it is, by a policy's own questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import click

from simulator.cli.lazy import WrongCall
from simulator.cli.policy_text import print_duties
from simulator.cli.show import print_json
from simulator.cli.sources import find_policy, note
from simulator.model.expr import nearest
from simulator.model.policy import Policy, Question
from simulator.rules.severity import Answers, Verdict, next_question, verdict
from simulator.rules.severity_facts import SHARE
from simulator.rules.severity_words import why_words
from simulator.scenario.policies.words import duties

__all__ = ["classify"]

_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")
_UNKNOWN = ("i don't know", "i do not know", "don't know", "dk", "not known", "unknown", "?")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)\Z")
_MAX_CHARS = 20
_HOW = "yes, no, or I don't know"
_HOW_MUCH = "a share such as 40%, or I don't know"
Answer = bool | float | None


@click.command()
@click.option("--policy", default="imag", show_default=True, help="Name or path of a policy.")
@click.option(
    "--facts",
    multiple=True,
    metavar="FACT=ANSWER",
    help="Ask nothing: what is known, such as share_users=40%; may be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def classify(*, policy: str, facts: tuple[str, ...], as_json: bool) -> None:
    """Ask the questions of a policy until one severity is left; say which, and what follows.

    Only questions that can still change the answer are asked. Answer yes, no, a share such as 40%,
    "I don't know", or ? for help. What nobody knows counts as the worse case.
    """
    rulebook = find_policy(policy)
    answers = _given(rulebook, facts) if facts else _asked(rulebook)
    found = verdict(rulebook, answers)
    if as_json:
        print_json(_as_json(rulebook, found, answers))
    else:
        _print(rulebook, found, answers)


def _asked(policy: Policy) -> dict[str, Answer]:
    """Ask until nothing can change the level any more; questions go to standard error."""
    note(f"{policy.title}. Answer yes, no, a share, or dk (don't know); ? helps.")
    answers: dict[str, Answer] = {}
    while question := next_question(policy, answers):
        answers[question.fact] = _ask(question)
    return answers


def _ask(question: Question) -> Answer:
    read, how = _reader(question.fact)
    while True:
        text = click.prompt(
            question.ask, prompt_suffix=" ", err=True, default="", show_default=False
        )
        if text.strip() == "?":
            note(f"  {question.help or 'What is true as far as you know now.'} Answer {how}.")
            continue
        try:
            return read(text)
        except ValueError as error:
            note(f"  {error}")


def _given(policy: Policy, facts: Iterable[str]) -> dict[str, Answer]:
    """Read the facts of the command line.

    Raises:
        WrongCall: if one is no fact of the policy, is given twice, or cannot be read.
    """
    known = [question.fact for question in policy.questions]
    answers: dict[str, Answer] = {}
    for text in facts:
        fact, sign, value = (part.strip() for part in text.partition("="))
        if not sign:
            raise WrongCall(f"--facts: write FACT=ANSWER, such as {known[0]}=no, not {text!r}")
        if fact not in known:
            guess = nearest(fact, known) or f"; facts: {', '.join(known)}"
            raise WrongCall(f"--facts: no fact named {fact!r}{guess}")
        if fact in answers:
            raise WrongCall(f"--facts: {fact} is given twice")
        try:
            answers[fact] = _reader(fact)[0](value)
        except ValueError as error:
            raise WrongCall(f"--facts: {fact}: {error}") from None
    return answers


def _reader(fact: str) -> tuple[Callable[[str], Answer], str]:
    """Return what reads an answer to a fact, and how it is answered."""
    return (_read_share, _HOW_MUCH) if fact == SHARE else (_read_word, _HOW)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split()).rstrip(".")


def _read_word(text: str) -> Answer:
    word = _plain(text)
    if word in _YES or word in _NO:
        return word in _YES
    if word in _UNKNOWN:
        return None
    raise ValueError(f"answer {_HOW}, not {text[:_MAX_CHARS]!r}")


def _read_share(text: str) -> Answer:
    word = _plain(text)
    if word in _UNKNOWN:
        return None
    match = _SHARE.match(word) if len(word) <= _MAX_CHARS else None
    share = float(match[1]) / (100 if match[2] else 1) if match else -1.0
    if not 0 <= share <= 1:
        meant = f"; did you mean {word}%?" if match and not match[2] and share <= 100 else ""  # noqa: PLR2004 - percent
        raise ValueError(f"answer {_HOW_MUCH}, not {text[:_MAX_CHARS]!r}{meant}")
    return share


def _print(policy: Policy, found: Verdict, answers: Answers) -> None:
    click.echo(f"{found.level.label}: {found.level.when}")
    click.echo(f"Why: {why_words(found.rule, answers)}.")
    for ask in _not_known(policy, found):
        click.echo(f"Not known, so the worse case counts: {ask}")
    if found.assumed:
        click.echo("It can be set lower once more is known.")
    print_duties(policy, found.level)


def _not_known(policy: Policy, found: Verdict) -> list[str]:
    return [question.ask for question in policy.questions if question.fact in found.assumed]


def _as_json(policy: Policy, found: Verdict, answers: Answers) -> dict[str, object]:
    return {
        "policy": policy.policy,
        "level": found.level.label,
        "rank": found.level.rank,
        "when": found.level.when,
        "rule": found.rule.if_ if found.rule else None,
        "why": why_words(found.rule, answers),
        "answers": dict(answers),
        "assumed_worse": list(found.assumed),
        "follows": [
            {"what": duty.what, "target": duty.target, "limit": duty.limit}
            for duty in duties(policy, found.level.rank)
        ],
    }
