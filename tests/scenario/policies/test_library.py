"""Which policies there are to choose from."""

from __future__ import annotations

import pytest

from simulator.model.errors import InputError
from simulator.scenario import load_policy, policy_names
from simulator.scenario.policies import Policies

ACME = "extends: imag\npolicy: acme\ntitle: Acme\nclocks: {verify: 20m}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acme.yaml").write_text(ACME, encoding="utf-8")
    (tmp_path / "broken.yml").write_text("extends: imag\npolicy: x\ntitle: 5\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no policy", encoding="utf-8")
    (tmp_path / "_draft.yaml").write_text("not yet", encoding="utf-8")
    return tmp_path


def test_without_folders_there_are_the_built_in_ones():
    policies = Policies()
    assert [one.name for one in policies.entries()] == policy_names()
    assert policies.find("imag").policy is load_policy("imag")
    assert {one.source for one in policies.entries()} == {""}
    assert policies.broken() == {}


def test_policies_of_a_folder_come_first_and_bring_their_text(folder):
    policies = Policies([folder])
    first = policies.entries()[0]
    assert (first.name, first.title, first.source) == ("acme", "Acme", ACME)
    assert policies.find("acme").policy.clocks.verify == 20 * 60_000


def test_a_broken_file_keeps_nobody_else_out_and_is_named(folder):
    broken = Policies([folder]).broken()
    assert list(broken) == [str(folder / "broken.yml")]
    assert "broken.yml:3:8: title: write text, not 5" in str(broken[str(folder / "broken.yml")])


def test_a_file_that_was_named_must_be_sound(folder):
    assert Policies(files=[folder / "acme.yaml"]).find("acme").source == ACME
    with pytest.raises(InputError, match=r"broken\.yml:3:8"):
        Policies(files=[folder / "broken.yml"])


def test_the_same_policy_may_come_twice_but_not_two_of_one_name(folder):
    policies = Policies([folder], files=[folder / "acme.yaml"])
    assert policies.broken().keys() == {str(folder / "broken.yml")}
    other = folder / "other.yaml"
    other.write_text(ACME.replace("20m", "25m"), encoding="utf-8")
    with pytest.raises(InputError, match="another policy is named 'acme' already"):
        policies.add(other)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such directory"):
        Policies([tmp_path / "none"])


def test_an_unknown_name_is_refused_with_the_known_ones(folder):
    policies = Policies([folder])
    with pytest.raises(InputError, match=r"no policy named 'acmee'; did you mean 'acme'\?"):
        policies.find("acmee")
    with pytest.raises(InputError, match="no policy named 'zzzzzz'; there are: acme, gitlab"):
        policies.find("zzzzzz")
