"""A stolen token: whoever acts before looking warns the stranger, and loses the records."""

from __future__ import annotations

import pytest

from simulator.scenario import load_policy
from simulator.scenario.policies import true_level

SEEDS = range(4)
RASH = ["revoke-token", "block-address", "rebuild-broker", "rotate-all"]


@pytest.fixture
def token(room):
    return lambda seed=1: room("stolen-token", seed)


def traced(drill, *, copy=True):
    """Declare, keep a copy of the records, and follow the session to the end."""
    drill.at("10:08").do("ol", "incident.declare", title="Somebody reads secrets")
    if copy:
        drill.at("10:11").do("ol", "evidence.capture", what="broker-records")
    drill.at("10:12").start("trace-ways")
    return drill.at("10:20:15")


def contained(drill, *, copy=True):
    traced(drill, copy=copy).start("close-all")
    return drill.at("10:26")


def shares(drill):
    """Return the share of users that the facts give, each time that it changes."""
    return [event.data["facts"]["share_users"] for event in drill.of("facts.changed")]


def test_it_is_a_breach_from_the_start_and_the_log_says_that_it_is_one(token):
    drill = token()
    facts = drill.session.header.facts
    assert (facts["kind"], facts["viable_at"]) == ("security", 18 * 60_000)
    assert facts["severity"]["breach"] is True
    assert true_level(drill.scenario.facts, load_policy("imag")) == "SEV-1"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_projects_are_open_and_the_page_comes_before_five_past_ten(token, seed):
    drill = token(seed).at("10:05:30")
    assert drill.impact == pytest.approx(0.055, abs=0.001)
    assert drill.when("page.sent")[0][:5] in ("10:04", "10:05")
    assert {"VaultRetrievalsHigh", "TokenFromUnknownNetwork"} <= drill.firing()
    assert drill.chart("vault.retrievals") == pytest.approx(480, abs=30)


def test_left_alone_it_grows_and_so_do_the_facts(token):
    drill = token().end()
    assert shares(drill) == [0.21, 0.46]
    assert drill.impact == pytest.approx(0.54, abs=0.01)
    assert drill.when("fault.started", fault="hurried-reading") == []


def test_where_to_look_tells_who_it_is_and_by_which_ways(token):
    drill = token().at("10:08")
    assert "release token rel-72 made" in drill.look("changes")
    assert "rented machine" in drill.look("broker-records")
    assert "Each project is read once, and whole" in drill.look("vault-audit")
    assert drill.look("ways") == "Nobody has followed the session yet."
    assert len(traced(token()).look("ways").split("\n")) == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_a_copy_a_list_and_one_stroke_end_it_before_it_grows(token, seed):
    drill = contained(token(seed))
    assert drill.impact == 0.0
    assert "VaultRetrievalsHigh" not in drill.firing()
    assert drill.look("decoy").startswith("The decoy lies still since 10:")
    assert drill.end().when("fault.started", fault="hurried-reading") == []
    assert shares(drill) == []


def test_nothing_is_revoked_in_one_stroke_without_a_list(token):
    drill = token().at("10:10")
    assert "there is none" in drill.refused("ol", "action.start", action="close-all")


@pytest.mark.parametrize("action", RASH)
def test_acting_first_warns_the_stranger(token, action):
    drill = token().at("10:10")
    before = drill.impact
    drill.start(action)
    drill.at("10:45")
    (noticed,) = drill.when("fault.started", fault="hurried-reading")
    assert "they-know" in drill.heard()
    assert drill.impact > before + 0.4
    assert "VaultFlood" in drill.firing()
    assert noticed > "10:11"
    assert shares(drill)[-1] == 0.46


@pytest.mark.parametrize("action", ["revoke-token", "block-address", "rebuild-broker"])
def test_and_loses_the_records_without_which_nobody_finds_the_other_ways(token, action):
    drill = token().at("10:10")
    drill.start(action)
    drill.at("10:25")
    assert drill.look("broker-records") == "The records of the last day are not there any more."
    assert "nothing left to follow" in drill.refused("ol", "action.start", action="trace-ways")


def test_a_copy_that_was_kept_lets_a_rash_team_find_them_after_all(token):
    drill = token().at("10:09")
    drill.do("ol", "evidence.capture", what="Session records of the token broker")
    drill.start("revoke-token")
    drill.at("10:14")
    assert "A copy, kept at 10:09" in drill.look("broker-records")
    drill.start("trace-ways")
    drill.at("10:25").start("close-all")
    drill.at("10:31")
    assert drill.impact == 0.0


def test_without_a_copy_there_is_only_the_slow_way_around(token):
    drill = token().at("10:10")
    drill.start("revoke-token")
    drill.at("10:15").start("new-broker")
    drill.at("10:45")
    assert drill.impact > 0.1
    drill.at("10:55")
    assert drill.impact == 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_read_has_to_be_replaced_or_it_is_used(token, seed):
    drill = contained(token(seed))
    assert "whom-to-call" in drill.heard()
    drill.end()
    assert drill.impact == pytest.approx(0.08, abs=0.001)
    assert "used-elsewhere" in drill.heard()
    careful = contained(token(seed))
    careful.at("10:30").start("replace-read")
    careful.at("10:45")
    assert careful.when("action.finished", action="replace-read")
    assert careful.end().impact == 0.0
    assert "used-elsewhere" not in careful.heard()


def test_who_kept_no_copy_cannot_say_what_was_read(token):
    drill = contained(token(), copy=False)
    drill.at("10:30").start("replace-read")
    drill.at("10:45")
    assert drill.when("action.failed", action="replace-read")
    assert "Nobody can say which secrets were read" in drill.last("action.failed").data["reason"]


def test_new_secrets_make_no_sense_while_the_stranger_reads_them(token):
    drill = token().at("10:12")
    assert "read the new secrets as well" in drill.refused(
        "ol", "action.start", action="replace-read"
    )


def test_closing_the_vault_stops_the_reading_and_every_build(token):
    drill = token().at("10:12")
    drill.start("shut-vault")
    drill.at("10:18")
    assert drill.chart("vault.retrievals") == pytest.approx(340, abs=30)
    assert drill.chart("projects.build_failures") == pytest.approx(0.88, abs=0.02)
    assert drill.impact == pytest.approx(0.7, abs=0.01)
    assert "builds-stopped" in drill.heard()
    assert drill.when("fault.started", fault="hurried-reading") == []


def test_the_booked_test_is_at_the_console_and_nowhere_else(token):
    drill = token().at("10:11:30")
    assert "test-theory" in drill.heard()
    assert "on the testers' list: 0" in drill.look("console-logins")
    drill.do("ol", "page.request", team="security", reason="is it the test?")
    drill.at("10:18")
    drill.do("ol", "task.assign", to="amina", text="Is it the testers?")
    drill.at("10:26")
    assert "they have no token" in drill.sees("ic")["tasks"][0]["report"]


def test_who_has_no_copy_is_asked_for_one(token):
    late = token().at("10:17")
    assert "who-has-a-copy" in late.heard()
    late.do("ol", "evidence.capture", what="broker-records")
    late.at("10:30")
    assert "who-has-a-copy" not in {e.data["id"] for e in late.of("inject.expired")}
    assert "who-has-a-copy" not in traced(token()).heard()
