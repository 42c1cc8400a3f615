"""The wheel: who may win, and that nobody can bend it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from simulator.gameday import Filters, Shelved, commit_of, index_of, narrow
from simulator.model.errors import Refusal
from tests.gameday.house import NOW, SHELF, Play

DAY = 24 * 3_600_000
PAGE = (Path(__file__).parents[2] / "docs" / "game-days.md").read_text(encoding="utf-8")


def ids(**wanted):
    return [one.id for one in narrow(SHELF, Filters(**wanted), NOW)]


def refusal(function, *arguments, **named):
    with pytest.raises(Refusal) as caught:
        function(*arguments, **named)
    return caught.value.code, caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, ["edge", "pay", "quiet", "token"]),
        ({"tags": ["deploy", "security"]}, ["pay", "token"]),
        ({"difficulty": [2, 3]}, ["edge", "pay"]),
        ({"difficulty": [4, 4]}, ["token"]),
        ({"minutes": [45, 60]}, ["edge", "quiet"]),
        ({"fresh": True}, ["edge", "pay", "token"]),
        ({"only": ["token", "edge"]}, ["edge", "token"]),
        ({"only": ["edge", "pay"], "tags": ["cdn"], "fresh": True}, ["edge"]),
    ],
)
def test_every_filter_narrows_the_pool_in_the_order_of_the_library(wanted, left):
    assert ids(**wanted) == left


def test_a_scenario_is_fresh_again_after_sixty_days():
    def fresh(days):
        shelf = [Shelved("x", "X", 60, 1, (), 1, NOW - days * DAY)]
        return bool(narrow(shelf, Filters(fresh=True), NOW))

    assert fresh(61)
    assert refusal(fresh, 60)[2] == "Longest ago: 'X', 60 days ago."
    assert refusal(fresh, 1)[2] == "Longest ago: 'X', 1 day ago."


@pytest.mark.parametrize(
    ("wanted", "said", "hint"),
    [
        (
            {"tags": ["paymnts"]},
            "tags: none of the 4 scenarios has paymnts; did you mean 'payments'?",
            "There are: cdn, deploy, network, payments and security.",
        ),
        (
            {"only": ["quiet"], "tags": ["cdn", "dns"]},
            "tags: the only scenario has not cdn or dns.",
            "There are: no tags at all.",
        ),
        (
            {"difficulty": [5, 5]},
            "difficulty: none of the 4 scenarios lies in 5 to 5.",
            "There are: 1, 2 and 4.",
        ),
        (
            {"tags": ["security"], "minutes": [1, 30]},
            "minutes: the only scenario does not lie in 1 to 30.",
            "There are: 90.",
        ),
        (
            {"only": ["quiet"], "fresh": True},
            "fresh: the only scenario was played in the last 60 days.",
            "Longest ago: 'A quiet evening', 0 days ago.",
        ),
        (
            {"only": ["tokn"]},
            "No scenario 'tokn'; did you mean 'token'?",
            "There are: edge, pay, quiet and token.",
        ),
    ],
)
def test_an_empty_pool_says_which_filter_emptied_it_and_what_there_is(wanted, said, hint):
    assert refusal(ids, **wanted) == ("not_found", said, hint)


def test_an_empty_pool_can_be_said_in_another_language():
    class Polish:
        def text(self, english):
            words = {
                "{most} or {last}": "{most} lub {last}",
                "{most} and {last}": "{most} i {last}",
            }
            return words.get(english, english)

        def number(self, one, many, n):
            assert one == "tags: the only scenario has not {tags}."
            return "tags: w {n} scenariuszach brak {tags}."

    _, said, hint = refusal(ids, tags=["dns", "mail"])
    assert said.said(Polish()) == "tags: w 4 scenariuszach brak dns lub mail."
    assert hint.said(Polish()) == "There are: cdn, deploy, network, payments i security."


def test_an_empty_library_is_said_as_such():
    code, said, hint = refusal(narrow, [], Filters(), NOW)
    assert (code, said) == ("not_found", "The library is empty.")
    assert "--scenarios" in hint


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"difficulty": [4, 2]}, "wheel.spin: difficulty is [4, 2]; the lower number comes first."),
        ({"difficulty": [1]}, "wheel.spin: difficulty is [1]; list should have at least 2 items"),
        ({"difficulty": [0, 6]}, "wheel.spin: difficulty.0 is 0; input should be greater than"),
        ({"minutes": ["1", 2]}, "wheel.spin: minutes.0 is '1'; input should be a valid integer."),
        ({"tags": []}, "wheel.spin: tags is []; list should have at least 1 item"),
        ({"fresh": 1}, "wheel.spin: fresh is 1; input should be a valid boolean."),
        ({"salt": "x" * 61}, "wheel.spin: salt is 'xxx"),
        ({"salt": "a\nb"}, "wheel.spin: salt is 'a\\nb'; string should match pattern"),
        ({"salt": "\ud800"}, "wheel.spin: salt is '\\ud800'; "),
        ({"speed": 2}, "wheel.spin: there is no speed."),
    ],
)
def test_what_a_spin_is_given_is_checked(play, args, said):
    code, message, hint = refusal(play.host, "wheel.spin", **args)
    assert code == "bad_args"
    assert message.startswith(said)
    assert hint.startswith("wheel.spin takes {tags?, difficulty?, minutes?, fresh?, only?, salt?}")


# -- fairness --------------------------------------------------------------------------------------

POOLS = st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=10, unique=True)


@given(st.text(), st.text(), st.integers(1, 99), POOLS)
def test_the_winner_follows_from_the_rule_and_is_in_the_pool(secret, salt, n, pool):
    secret, salt = (text.encode(errors="replace").decode() for text in (secret, salt))
    index = index_of(secret, salt, n, pool)
    assert 0 <= index < len(pool)
    written = hashlib.sha256(f"{secret}:{salt}:{n}:{','.join(pool)}".encode()).hexdigest()
    assert index == int(written, 16) % len(pool)


@pytest.mark.parametrize("size", [2, 3, 5, 7, 12])
def test_every_scenario_of_the_pool_is_as_likely_as_the_others(size):
    pool = [f"scenario-{n}" for n in range(size)]
    spins = 600 * size
    found = [0] * size
    for n in range(spins):
        found[index_of(f"seed-{n}", "", 1, pool)] += 1
    expected = spins / size
    chi_square = sum((count - expected) ** 2 / expected for count in found)
    # 99.9 % of fair wheels stay below this, for 1 to 11 degrees of freedom.
    assert chi_square < {2: 10.83, 3: 13.82, 5: 18.47, 7: 22.46, 12: 31.26}[size]


@seed(20_240_501)
@settings(derandomize=True, max_examples=60)
@given(POOLS.filter(lambda pool: len(pool) > 1), st.integers(0, 10**9))
def test_no_place_in_the_pool_and_no_salt_is_favoured(pool, start):
    spins = 200 * len(pool)
    found = dict.fromkeys(range(len(pool)), 0)
    for n in range(spins):
        found[index_of(str(start), f"salt-{n}", n + 1, pool)] += 1
    chi_square = sum((count - 200) ** 2 / 200 for count in found.values())
    assert chi_square < 35  # 9 degrees of freedom: once in 16,000


@settings(max_examples=40)
@given(st.lists(st.text("abc\u00e9 :", max_size=5), min_size=1, max_size=4))
def test_each_commitment_was_made_before_its_spin_and_fits_the_seed_that_is_shown(salts):
    play = Play()
    for number, salt in enumerate(salts, 1):
        promised = play.state.sealed
        assert promised.n == number
        play.spin(salt=salt)
        spin = play.state.spin
        assert (spin.n, spin.commit) == (promised.n, promised.commit)
        assert commit_of(spin.seed) == promised.commit
        pool = [one["id"] for one in spin.pool]
        assert pool[spin.index] == spin.winner
        assert spin.index == index_of(spin.seed, salt.strip(), number, pool)
        assert play.state.chosen.scenario == spin.winner
        assert play.state.sealed.seed != spin.seed


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_a_spin_can_be_checked_by_hand_as_the_page_says(play):
    spin = play.spin(salt="banana", tags=["payments", "security", "cdn"])
    pool = ",".join(one["id"] for one in spin.pool)
    promise, winner = (block.split("\n\n")[0] for block in PAGE.split("\n\n    ")[2:4])
    given = {"SEED": spin.seed, "SALT": "banana", "N": "1", "ID,ID,ID": pool}
    assert by_hand(promise, given).split()[0] == spin.commit
    assert by_hand(winner, given) == f"{spin.index} {spin.winner}\n"


def by_hand(command, given):
    for name in sorted(given, key=len, reverse=True):
        command = re.sub(rf"(?<![\w,]){name}(?![\w,])", given[name], command)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout


# -- spinning --------------------------------------------------------------------------------------


def test_nothing_is_done_while_the_wheel_turns(play):
    play.host("roles.draw")
    play.host("wheel.spin")
    for verb, args in (
        ("wheel.spin", {}),
        ("scenario.choose", {"scenario": "pay"}),
        ("teams.set", {"n": 2}),
        ("roles.draw", {}),
        ("rooms.open", {}),
    ):
        expected = ("wrong_state", "The wheel is still turning.", "Wait until it stands.")
        assert refusal(play.host, verb, **args) == expected
    play.now += play.state.spin.ms
    play.host("rooms.open")


def test_a_refused_spin_uses_nothing_up(play):
    before, seq = play.state.sealed, play.day.seq
    refusal(play.host, "wheel.spin", tags=["nothing"])
    assert (play.state.sealed, play.day.seq) == (before, seq)


def test_a_scenario_can_be_chosen_without_the_wheel(play):
    play.host("scenario.choose", scenario="quiet")
    assert (play.state.chosen.scenario, play.state.chosen.spin) == ("quiet", None)
    said = refusal(play.host, "scenario.choose", scenario="quite")[1]
    assert said == "No scenario 'quite'; did you mean 'quiet'?"
