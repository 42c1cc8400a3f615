"""The library: built-in scenarios, directories of one's own, and broken files among them."""

from __future__ import annotations

import pytest

from simulator.model.errors import InputError
from simulator.scenario import Library, scenario_digest


@pytest.fixture
def directory(tmp_path, shop_text):
    """Three usable scenarios, one of them below; a broken one; and what is none at all."""
    write(tmp_path, "shop.yaml", shop_text)
    write(tmp_path, "more/search.yml", renamed(shop_text, "search", "A search", 1))
    write(tmp_path, "mail.yaml", renamed(shop_text, "mail", "Mail", 4))
    write(tmp_path, "broken.yaml", shop_text.replace("impact: checkout", "impact: chekout"))
    write(tmp_path, "README.md", "not a scenario")
    write(tmp_path, ".hidden.yaml", "neither: is this")
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def renamed(text, name, title, difficulty):
    return (
        text.replace("id: shop", f"id: {name}")
        .replace("title: Card payments are failing", f"title: {title}")
        .replace("difficulty: 2", f"difficulty: {difficulty}")
    )


def test_every_built_in_scenario_is_usable():
    library = Library()
    assert library.broken() == {}
    assert "payment-outage" in {entry.id for entry in library.entries()}
    assert all(entry.path.startswith("built-in:") for entry in library.entries())


def test_entries_are_listed_easiest_first(directory):
    library = Library([directory], built_in=False)
    assert [entry.id for entry in library.entries()] == ["search", "shop", "mail"]


def test_an_entry_says_what_a_list_shows(directory, shop_text):
    entry = Library([directory], built_in=False).find("shop")
    assert entry.title == "Card payments are failing"
    assert entry.tags == ("payments", "deploy", "rollback")
    assert (entry.difficulty, entry.length) == (2, 6_600_000)
    assert entry.path == f"{directory}/shop.yaml"
    assert entry.source == shop_text
    assert entry.digest == scenario_digest(shop_text)
    assert entry.scenario.impact == "checkout.errors"


def test_a_broken_file_keeps_nobody_else_out(directory):
    library = Library([directory], built_in=False)
    (path,) = library.broken()
    assert path == f"{directory}/broken.yaml"
    assert f"{path}:11:9: impact: no service named 'chekout'" in str(library.broken()[path])
    with pytest.raises(InputError, match="did you mean 'checkout'"):
        library.find("broken")


def test_two_files_with_one_id_are_not_both_usable(directory, shop_text):
    write(directory, "zoo.yaml", shop_text)
    library = Library([directory], built_in=False)
    message = str(library.broken()[f"{directory}/zoo.yaml"])
    assert message.endswith(f"zoo.yaml:1:1: id: the id 'shop' is taken by {directory}/shop.yaml")


def test_a_directory_goes_before_the_next_and_before_the_package(directory, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    text = (directory / "mail.yaml").read_text()
    write(other, "mail.yaml", text.replace("title: Mail", "title: Mine"))
    write(other, "payment-outage.yaml", text.replace("id: mail", "id: payment-outage"))
    library = Library([other, directory])
    assert library.find("mail").title == "Mine"
    assert library.find("payment-outage").path == f"{other}/payment-outage.yaml"
    assert library.broken().keys() == {f"{directory}/broken.yaml"}


def test_a_path_is_read_whether_or_not_it_is_in_the_library(directory):
    library = Library(built_in=False)
    assert library.find(str(directory / "shop.yaml")).id == "shop"
    with pytest.raises(InputError, match="impact: no service named 'chekout'"):
        library.find(str(directory / "broken.yaml"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shopp", "no scenario named 'shopp'; did you mean 'shop'?"),
        ("xxxxxx", "no scenario named 'xxxxxx'; known: mail, search, shop"),
        ("nowhere.yaml", "nowhere.yaml:1:1: cannot be read: No such file or directory"),
        ("./shop", "./shop:1:1: cannot be read: No such file or directory"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(directory, name, message, monkeypatch):
    monkeypatch.chdir(directory / "more")
    with pytest.raises(InputError) as caught:
        Library([directory], built_in=False).find(name)
    assert message in str(caught.value)


def test_a_missing_directory_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such directory"):
        Library([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: \xff", "x.yaml:2:4: not UTF-8 text: byte 0xFF"),
        (b"#" * 4_000_001, "x.yaml:1:1: the file is larger than 4,000,000 bytes; no scenario is"),
        (b"", "x.yaml:1:1: the file is empty"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, message):
    (tmp_path / "x.yaml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        Library(built_in=False).find(f"{tmp_path}/x.yaml")
    assert str(caught.value) == f"{tmp_path}/{message}"


def test_a_directory_with_the_name_of_a_file_is_refused(tmp_path):
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        Library([tmp_path], built_in=False).find(f"{tmp_path}/x.yaml")
