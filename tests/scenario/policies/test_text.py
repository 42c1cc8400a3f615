"""A policy written out, and what follows from a severity in words."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from simulator.model.policy import PACED_STAGES
from simulator.scenario import load_policy, policy_names, read_policy
from simulator.scenario.policies.load import policy_source
from simulator.scenario.policies.schema import policy_schema
from simulator.scenario.policies.text import policy_data, policy_text
from simulator.scenario.policies.words import CLOCKS, duties, role_title, time_text
from simulator.scenario.reader import read_document


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_that_was_written_out_is_read_again_as_the_same(name):
    text = policy_text(load_policy(name))
    assert "extends" not in text
    assert read_policy(text) == load_policy(name)


def test_times_and_shares_are_written_as_authors_write_them():
    text = policy_text(load_policy("pagerduty"))
    assert "\n  first_public: [5m, 15m]\n" in text
    assert '"0": [ic, ol, cl, scribe]' in text
    assert "near_copy: 95%" in text
    assert "substantive: 0.42857142857142855" in text
    assert "slower_after: 2h" in text
    assert "notify: {for_rank_leq: 0}" in text


def test_an_overlay_takes_away_what_it_does_not_want():
    text = 'extends: imag\npolicy: acme\ntitle: Acme\nclocks: {fresh_change: , ack: {"2": }}\n'
    policy = read_policy(text)
    assert policy.clocks.fresh_change is None
    assert set(policy.clocks.ack) == {"0", "1"}
    assert read_policy(policy_text(policy)) == policy
    assert Draft202012Validator(policy_schema()).is_valid(read_document(text, "acme").root.value)


def whats(name, rank):
    return [duty.what for duty in duties(load_policy(name), rank)]


def test_what_follows_from_a_severity():
    told = duties(load_policy("imag"), 0)
    assert (told[0].what, told[0].target, told[0].limit) == (
        "Acknowledge the page, from the alert", "5m", "15m",
    )  # fmt: skip
    every = next(duty for duty in told if duty.what == "Update the status page")
    assert (every.target, every.limit) == ("every 30m", "60m")
    assert whats("imag", 0)[-1] == "Hold the review, from the closing"
    assert "Hold the review, from the closing" not in whats("imag", 2)


def test_schemes_differ_in_what_follows():
    assert "Page everybody on call" in whats("p0-p3", 0)
    assert "Page everybody on call" not in whats("p0-p3", 1)
    assert ("Incident Commander", "optional") in [
        (duty.what, duty.target) for duty in duties(load_policy("p0-p3"), 1)
    ]
    assert "Staff: Technical Lead, Communications Lead" in whats("sev1-4", 0)
    assert "Staff: Communications Lead, Subject Matter Expert, Scribe" in whats("sev0-3", 0)
    assert "Tell executives" in whats("sev0-3", 0)
    assert "Tell executives" not in whats("sev0-3", 1)
    for stage in PACED_STAGES:
        assert f"Update the status page while {stage}" in whats("gitlab", 1)
    assert "Update the status page" not in whats("gitlab", 1)


@pytest.mark.parametrize("name", policy_names())
def test_every_severity_of_every_scheme_has_something_that_follows(name):
    for level in load_policy(name).severity.levels:
        assert duties(load_policy(name), level.rank)


def test_every_clock_has_words():
    of_their_own = {"ack", "fresh_change"}
    assert set(CLOCKS) == set(type(load_policy("imag").clocks).model_fields) - of_their_own


def test_roles_have_the_names_of_the_organisation():
    assert role_title(load_policy("gitlab"), "cl") == "Communications Manager on Call"
    assert role_title(load_policy("imag"), "sme") == "any responder"
    assert role_title(load_policy("imag"), "scribe") == "Scribe"


@pytest.mark.parametrize(
    ("ms", "words"),
    [(0, "0s"), (90_000, "1m30s"), (300_000, "5m"), (5_400_000, "90m"), (7_200_000, "2h"),
     (9_000_000, "150m"), (172_800_000, "48h")],
)  # fmt: skip
def test_times_in_words(ms, words):
    assert time_text(ms) == words


def test_the_data_of_a_policy_fits_the_schema():
    validator = Draft202012Validator(policy_schema())
    for name in policy_names():
        assert not list(validator.iter_errors(policy_data(load_policy(name))))
        written = read_document(policy_source(name), name).root.value
        assert not list(validator.iter_errors(written))
