"""The command that starts the server: ports, databases and clear words."""

from __future__ import annotations

import socket
import sys

import pytest
from click.testing import CliRunner

from web import assets, serve
from web.__main__ import main


@pytest.fixture
def busy():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_port_in_use_is_said_with_what_to_do(busy):
    done = CliRunner().invoke(serve.serve, [f"--port={busy}"])
    assert done.exit_code == 2
    assert f"Cannot listen on 127.0.0.1 port {busy}: Address already in use" in done.output
    assert "Give another --port." in done.output


def test_without_a_port_the_next_free_one_is_taken(busy, monkeypatch):
    monkeypatch.setattr(serve, "_DEFAULT_PORT", busy)
    assert busy < serve._port("127.0.0.1", None) < busy + serve._TRIED


@pytest.mark.parametrize(
    ("option", "said"),
    [("--port=0", "0 is not in the range"), ("--scenarios=nowhere", "'nowhere' does not exist")],
)
def test_wrong_options_are_wrong_calls(option, said):
    done = CliRunner().invoke(serve.serve, [option])
    assert done.exit_code == 2
    assert said in done.output


def test_a_missing_bundle_is_not_a_blank_page(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "DIST", tmp_path)
    with pytest.raises(FileNotFoundError, match="The browser bundle is missing"):
        assets.check()


def test_a_database_that_cannot_be_opened_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "check", lambda: None)
    done = CliRunner().invoke(serve.serve, [f"--db=sqlite:///{tmp_path}/no/such/x.db"])
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "Traceback" not in done.output


def test_the_command_knows_all_its_jobs(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["misfortune", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for job in ("serve", "run", "score", "replay", "report", "lint", "schema", "scenarios"):
        assert job in said
