"""The command in this process, and logs for it to read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli import cli

IDEAL = Path(__file__).parents[1] / "data" / "payment-outage-ideal.jsonl"


@pytest.fixture(scope="session")
def misfortune():
    """Run the command; stdout and stderr come back apart. A traceback fails the test."""

    def run(*args, code=0, stdin=None):
        result = CliRunner().invoke(cli, [str(a) for a in args], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture(scope="session")
def ideal():
    return IDEAL


@pytest.fixture(scope="session")
def log(misfortune, tmp_path_factory):
    """Let bots play a drill, and keep its log."""
    path = tmp_path_factory.mktemp("logs") / "average.jsonl"
    misfortune("run", "payment-outage", "--crew", "average", "--seed", "1", "--log", path)
    return path
