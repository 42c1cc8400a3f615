"""misfortune new: a scenario that explains itself, loads, lints clean and can be finished."""

from __future__ import annotations

import json

import pytest

from simulator.model.records import load
from simulator.scenario import load_scenario
from simulator.scenario.schema import schema_text


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made(misfortune, tmp_path_factory):
    """Write one scenario for all who only read it."""
    folder = tmp_path_factory.mktemp("made")
    misfortune("new", "plant-shop", "-o", folder, "--title", 'The "shop": it is slow #1')
    return folder / "plant-shop.yaml"


def test_it_has_the_authors_name_and_title(made):
    scenario = load_scenario(made.read_text(encoding="utf-8"))
    assert scenario.id == "plant-shop"
    assert scenario.title == 'The "shop": it is slow #1'


def test_it_is_written_into_the_folder_one_is_in(misfortune, here):
    said = misfortune("new", "plant-shop").stderr
    assert "Written: plant-shop.yaml" in said
    assert "misfortune lint plant-shop.yaml" in said
    assert load_scenario((here / "plant-shop.yaml").read_text()).title == "Plant shop"


@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("new-folder/", "new-folder/one.yaml"),
        (".", "one.yaml"),
        ("sub/other.yml", "sub/other.yml"),
    ],
)
def test_a_file_or_a_folder_can_be_named(misfortune, here, output, written):
    misfortune("new", "one", "-o", output)
    path = here / written
    assert load_scenario(path.read_text(encoding="utf-8")).id == "one"
    assert f"misfortune lint {written}" in path.read_text(encoding="utf-8")


def test_editors_find_the_schema_beside_it(made):
    first, second = made.read_text(encoding="utf-8").splitlines()[:2]
    assert first == "# yaml-language-server: $schema=scenario.schema.json"
    assert second == "# $schema: scenario.schema.json"
    assert made.with_name("scenario.schema.json").read_text(encoding="utf-8") == schema_text()


def test_no_file_of_the_authors_is_overwritten(misfortune, here):
    (here / "one.yaml").write_text("mine")
    said = misfortune("new", "one", code=2).stderr
    assert "one.yaml: this file exists already; choose another name, or -o FILE" in said
    assert (here / "one.yaml").read_text() == "mine"
    assert not (here / "scenario.schema.json").exists()


def test_an_older_schema_is_renewed_and_anything_else_is_left_alone(misfortune, here):
    schema = here / "scenario.schema.json"
    schema.write_text('{"title": "Misfortune scenario, version 1"}')
    misfortune("new", "one")
    assert schema.read_text(encoding="utf-8") == schema_text()
    schema.write_text("mine")
    said = misfortune("new", "two").stderr
    assert "scenario.schema.json is something else and stays as it is" in said
    assert schema.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Plant Shop", "; did you mean 'plant-shop'?"),
        ("plants.yaml", "; did you mean 'plants'?"),
        ("../plants", "; did you mean 'plants'?"),
        ("x" * 61, f"; did you mean '{'x' * 60}'?"),
        ("植物", "starting with a letter or a digit\n"),
    ],
)
def test_a_name_that_is_none_is_refused_with_a_better_one(misfortune, here, name, hint):
    said = misfortune("new", name, code=2).stderr
    assert "is no name for a scenario: write at most 60 lower-case letters" in said
    assert hint in said
    assert list(here.iterdir()) == []


def test_an_output_that_is_neither_file_nor_folder_is_refused(misfortune, here):
    said = misfortune("new", "one", "-o", "drills", code=2).stderr
    assert "write drills.yaml for a file, or drills/ for a new folder" in said
    (here / "taken").write_text("")
    assert "taken: cannot be made" in misfortune("new", "one", "-o", "taken/", code=2).stderr


@pytest.mark.parametrize("title", ["", "   ", "a\nb", "x" * 201])
def test_a_title_is_one_line(misfortune, here, title):
    said = misfortune("new", "one", "--title", title, code=2).stderr
    assert "--title: write one line of 1 to 200 characters" in said


def test_it_lints_clean(misfortune, made):
    assert misfortune("lint", "--strict", made).stdout == ""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_expert_crew_finishes_it(misfortune, made, tmp_path, seed):
    log = tmp_path / "drill.jsonl"
    card = json.loads(
        misfortune("run", made, "--crew", "expert", "--seed", seed, "--log", log, "--json").stdout
    )
    kinds = {event.kind for event in load(log.read_text(encoding="utf-8"), "drill").events}
    assert {"incident.declared", "fault.cleared", "incident.resolved"} <= kinds
    assert card["context"]["time_to_recover_s"] < 45 * 60


def test_it_shows_what_a_scenario_needs(made):
    """Small but complete: what helps and what hurts, each kind of moment, what is expected."""
    scenario = load_scenario(made.read_text(encoding="utf-8"))
    assert 2 <= len(scenario.services) <= 3
    assert [bool(a.clears or a.eases) for a in scenario.actions.values()].count(True) == 1
    assert [bool(a.worsens) for a in scenario.actions.values()].count(True) == 1
    assert len(scenario.actions) == 3
    kinds = {source.kind for source in scenario.evidence.values()}
    assert {"changes", "logs", "dashboard", "runbook"} <= kinds
    moments = [
        next(m for m in ("at", "after", "when", "absent") if getattr(inject, m) is not None)
        for inject in scenario.injects
    ]
    assert len(moments) == 5
    assert {"at", "after", "when", "absent"} == set(moments)
    assert all(inject.expect for inject in scenario.injects)
