"""The group: help without imports, errors without tracebacks."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from simulator.cli import cli

COMMANDS = ("run", "score", "replay", "report", "lint", "schema", "scenarios")


def test_help_lists_every_command(misfortune):
    text = misfortune("--help").stdout
    assert all(f"\n  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_its_line_in_the_list_is_true(misfortune, name):
    text = misfortune(name, "-h").stdout
    assert text.startswith(f"Usage: cli {name}")
    assert len(text.splitlines()[2].strip()) > 20


def test_help_imports_neither_engine_nor_templates():
    code = (
        "import sys; from simulator.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'simpy', 'jinja2', 'pydantic', 'rich', 'sqlalchemy'} & set(sys.modules)))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )
    assert out.stdout.splitlines()[-1] == "[]"


def test_a_command_added_from_above_is_listed_after_ours():
    @click.command()
    def serve():
        """Serve live rooms."""

    cli.add_command(serve)
    try:
        text = click.Context(cli, info_name="misfortune").get_help()
        assert text.splitlines()[-1].split() == ["serve", "Serve", "live", "rooms."]
    finally:
        del cli.commands["serve"]


def test_an_unknown_command_is_a_wrong_call(misfortune):
    assert "No such command 'runn'" in misfortune("runn", code=2).stderr


def test_the_version_is_the_packages(misfortune):
    from simulator import __version__

    assert __version__ in misfortune("--version").stdout
