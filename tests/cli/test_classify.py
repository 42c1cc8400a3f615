"""misfortune classify: a policy's questions until one severity is left."""

import json

import pytest


def lines(*answers):
    return "".join(f"{answer}\n" for answer in answers)


def test_questions_are_asked_until_it_is_clear(misfortune):
    result = misfortune("classify", stdin=lines("no", "no", "yes"))
    assert result.stdout.startswith("SEV-1: Complete outage")
    assert "Why: the organisation cannot earn money." in result.stdout
    assert "Acknowledge the page, from the alert" in result.stdout
    assert result.stderr.count("?") == 4  # three questions, and how to get help
    assert "What share of users" not in result.stderr


def test_answers_may_be_written_in_many_ways(misfortune):
    result = misfortune("classify", stdin=lines("N", "False", " No ", "15 %", "TRUE", "y"))
    assert result.stdout.startswith("SEV-3: ")
    assert "Why: no rule names it." in result.stdout


def test_what_nobody_knows_counts_as_the_worse_case_and_is_said(misfortune):
    result = misfortune("classify", stdin=lines("no", "no", "no", "5%", "yes", "I don't know."))
    assert result.stdout.startswith("SEV-2: ")
    assert (
        "Not known, so the worse case counts: Is there a way around it that customers can take?"
        in result.stdout
    )
    assert "It can be set lower once more is known." in result.stdout


def test_help_and_wrong_answers_ask_again(misfortune):
    answers = lines("maybe", "?", "no", "no", "no", "?", "40", "a lot", "140%", "40%")
    result = misfortune("classify", stdin=answers)
    assert "answer yes, no, or I don't know, not 'maybe'" in result.stderr
    assert "A percentage; a rough one will do." in result.stderr
    assert "answer a share such as 40%, or I don't know, not '40'; did you mean 40%?" in (
        result.stderr
    )
    assert "not 'a lot'" in result.stderr
    assert "not '140%'" in result.stderr
    assert result.stdout.startswith("SEV-1: ")


def test_an_answer_that_never_comes_is_no_traceback(misfortune):
    assert "Aborted!" in misfortune("classify", stdin="no\n", code=1).stderr


def test_facts_are_given_without_questions(misfortune):
    result = misfortune(
        "classify", "--policy", "sev0-3", "--facts", "share_users=40%", "--facts", "workaround=no",
        "--facts", "data_loss = no", "--facts", "breach=no", "--facts", "revenue_blocked=yes",
    )  # fmt: skip
    assert result.stdout.startswith("SEV0: ")
    assert "there is no way around it" in result.stdout
    assert result.stderr == ""


def test_facts_that_are_left_out_count_as_not_known(misfortune):
    text = misfortune("classify", "--facts", "data_loss=no", "--facts", "breach=?").stdout
    assert "Not known, so the worse case counts: Did somebody get in" in text


def test_the_answer_as_json(misfortune):
    result = misfortune("classify", "--json", "--policy", "p1-p4", "--facts", "share_users=0.3",
                        "--facts", "data_loss=no", "--facts", "breach=no")  # fmt: skip
    document = json.loads(result.stdout)
    assert (document["level"], document["rank"], document["assumed_worse"]) == ("P1", 0, [])
    assert document["rule"] == "data_loss or breach or share_users > 20%"
    assert document["why"] == "more than 20% of users are hit"
    assert document["answers"] == {"share_users": 0.3, "data_loss": False, "breach": False}
    assert document["follows"][0] == {
        "what": "Acknowledge the page, from the alert", "target": "15m", "limit": "30m",
    }  # fmt: skip


def test_json_of_a_conversation_is_one_document(misfortune):
    result = misfortune("classify", "--json", stdin=lines("yes"))
    assert json.loads(result.stdout)["answers"] == {"data_loss": True}
    assert "Is data lost or damaged?" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--facts", "share_user=40%"], "no fact named 'share_user'; did you mean 'share_users'?"),
        (["--facts", "zzzz=1"], "no fact named 'zzzz'; facts: data_loss, breach"),
        (["--facts", "breach"], "write FACT=ANSWER, such as data_loss=no, not 'breach'"),
        (["--facts", "breach=maybe"], "breach: answer yes, no, or I don't know, not 'maybe'"),
        (["--facts", "share_users=40"], "did you mean 40%?"),
        (["--facts", "breach=no", "--facts", "breach=yes"], "breach is given twice"),
        (["--policy", "imagg"], "no policy named 'imagg'"),
    ],
)
def test_a_wrong_call_says_what_was_offered_and_what_is_allowed(misfortune, args, words):
    result = misfortune("classify", *args, code=2)
    assert words in result.stderr
    assert result.stdout == ""
