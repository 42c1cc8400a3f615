"""Drills by any policy: chosen on the page that creates one, and found again after a restart."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from simulator.model.errors import InputError, Refusal
from simulator.model.records import load
from simulator.scenario import Library
from simulator.scenario.policies import Policies
from simulator.session import Sender
from simulator.store import MemoryStore, SqlStore
from web import assets, serve
from web.app import create_site
from web.rooms import Rooms

BOSS = Sender("facilitator", staff=True)
ACME = """\
extends: imag
policy: acme
title: Acme <Payments>
severity:
  rules: [{if: breach, then: SEV-1}, {if: degraded, then: SEV-2}]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acme.yaml").write_text(ACME, encoding="utf-8")
    return tmp_path


@pytest.fixture
def site(monkeypatch, folder):
    monkeypatch.setattr("flask_socketio.SocketIO.start_background_task", lambda *_args: None)
    (folder / "broken.yaml").write_text("policy: 5\n", encoding="utf-8")
    site = create_site(
        store=MemoryStore(),
        library=Library(()),
        wall=lambda: 0.0,
        today_ms=lambda: 1_700_000_000_000,
        policies=Policies([folder]),
        default_policy="sev0-3",
    )
    site.app.jinja_env.globals["asset"] = lambda name: f"/assets/{name}"
    return site


@pytest.fixture
def host(site):
    host = site.app.test_client()
    host.get(f"/host/{site.host_key}")
    return host


def drill_of(site, answer):
    return site.rooms.get(answer.headers["Location"].rsplit("/", 1)[1])


def test_the_page_offers_every_policy_with_the_default_chosen(host):
    page = host.get("/").text
    assert '<option value="sev0-3" selected>SEV0 to SEV3</option>' in page
    assert '<option value="acme" >Acme &lt;Payments&gt;</option>' in page
    assert page.count("selected>") == 2
    assert "1 file cannot be used" in page
    assert "broken.yaml" in page


def test_a_drill_is_created_with_the_policy_that_was_chosen(site, host):
    form = {"scenario": "payment-outage", "policy": "acme"}
    room = drill_of(site, host.post("/drills", data=form))
    assert room.session.policy.policy == "acme"
    assert room.session.header.facts["true_level"] == "SEV-2"
    assert "policy acme" in host.get("/").text


def test_without_a_choice_it_is_the_default(site, host):
    room = drill_of(site, host.post("/drills", data={"scenario": "payment-outage"}))
    assert room.session.policy.policy == "sev0-3"


def test_an_unknown_policy_is_refused_with_the_known_ones(host):
    answer = host.post("/drills", data={"scenario": "payment-outage", "policy": "none"})
    assert answer.status_code == 404
    assert "No policy &#39;none&#39;." in answer.text
    assert "There are: acme, gitlab" in answer.text


def test_the_exported_log_names_the_policy_and_is_a_log(site, host):
    form = {"scenario": "payment-outage", "policy": "acme"}
    room = drill_of(site, host.post("/drills", data=form))
    room.session.submit(BOSS, "drill.start", {})
    room.session.submit(BOSS, "drill.end", {})
    path = f"/console/{room.row.id}"
    assert load(host.get(f"{path}/log.jsonl").text).header.policy == "acme"
    assert host.get(f"{path}/debrief").status_code == 200


def rooms_on(store, **more):
    return Rooms(
        store=store,
        library=Library(()),
        send=lambda *_args: None,
        hang_up=lambda _connection: None,
        spawn=lambda _run: None,
        wall=lambda: 0.0,
        today_ms=lambda: 1,
        new_id=iter(["d1", "d2"]).__next__,
        new_seed=lambda: 7,
        **more,
    )


def test_a_drill_keeps_its_policy_when_the_file_is_gone(tmp_path, folder):
    store = SqlStore(f"sqlite:///{tmp_path}/drills.db")
    room = rooms_on(store, policies=Policies([folder])).create("payment-outage", policy_name="acme")
    room.session.submit(BOSS, "drill.start", {})
    (folder / "acme.yaml").unlink()
    store.close()
    store = SqlStore(f"sqlite:///{tmp_path}/drills.db")
    again = rooms_on(store).get("d1")
    assert again.session.policy == room.session.policy
    assert again.session.policy.title == "Acme <Payments>"
    assert again.session.header == room.session.header
    store.close()


def test_a_built_in_policy_is_kept_by_its_name_only():
    rooms = rooms_on(MemoryStore())
    row = rooms.create("payment-outage", policy_name="gitlab").row
    assert (row.policy, "policy_text" in row.header) == ("gitlab", False)


def test_a_default_that_is_not_there_is_refused_at_the_start():
    with pytest.raises(InputError, match="no policy named 'none'"):
        rooms_on(MemoryStore(), default_policy="none")


def test_rooms_refuse_an_unknown_policy():
    with pytest.raises(Refusal, match="No policy 'none'"):
        rooms_on(MemoryStore()).create("payment-outage", policy_name="none")


# -- misfortune serve ------------------------------------------------------------------------------


def served(tmp_path, *args):
    db = f"--db=sqlite:///{tmp_path}/serve.db"
    return CliRunner().invoke(serve.serve, [db, "--no-browser", *map(str, args)])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--policy=imagg"], "no policy named 'imagg'; did you mean 'imag'?"),
        (["--policy=no/such.yaml"], "no/such.yaml:1:1: cannot be read"),
    ],
)
def test_a_policy_that_cannot_be_had_is_said_before_anything_is_served(
    monkeypatch, tmp_path, args, said
):
    monkeypatch.setattr(assets, "check", lambda: None)
    done = served(tmp_path, *args)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_folder_of_policies_must_be_there(tmp_path):
    done = served(tmp_path, "--policies=nowhere")
    assert done.exit_code == 2
    assert "'nowhere' does not exist" in done.output


def test_a_server_has_the_policies_of_its_folders_and_its_default(monkeypatch, tmp_path, folder):
    monkeypatch.setattr(assets, "check", lambda: None)
    made = []
    monkeypatch.setattr("web.app.create_site", lambda **parts: made.append(parts))
    monkeypatch.setattr("web.app.tune_collector", lambda: None)
    url = f"sqlite:///{tmp_path}/serve.db"
    for policy, folders in (("acme", (folder,)), (str(folder / "acme.yaml"), ())):
        _, store = serve._site(url, (), policy, folders, behind_proxy=False)
        store.close()
        assert made[-1]["default_policy"] == "acme"
        assert made[-1]["policies"].find("acme").source == ACME
