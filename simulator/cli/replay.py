"""``misfortune replay``: whether carrying out the commands again gives the recorded events."""

from __future__ import annotations

import click

from simulator import ENGINE_VERSION
from simulator.cli.lazy import WrongCall
from simulator.cli.sources import find_scenario, note, policy_of, read_log
from simulator.model.errors import Refusal
from simulator.model.records import Header, Log, digest
from simulator.scenario import Entry
from simulator.session import compare, rebuild

__all__ = ["replay"]


@click.command()
@click.argument("log")
@click.option("--scenario", help="File or id of the scenario  [default: the log's own]")
@click.option("--policy", help="Name or path of a policy  [default: the log's own]")
def replay(*, log: str, scenario: str | None, policy: str | None) -> None:
    """Rebuild LOG from its commands; exit 1 at the first difference, and print it."""
    read = read_log(log)
    if not read.commands:
        raise WrongCall(
            f"{log}: the log has no commands, so there is nothing to replay; "
            "a log from elsewhere can be judged with misfortune score"
        )
    entry = _scenario(read.header, scenario)
    rulebook = policy_of(read.header, policy)
    _warn(read.header, entry)
    try:
        core = rebuild(entry.scenario, rulebook, read.header.seed, read.records, read.records[-1].t)
    except Refusal as refusal:
        click.echo(f"A recorded command is refused now: {refusal.message} {refusal.hint}".strip())
        raise SystemExit(1) from None
    if difference := compare(read.records, core.records):
        click.echo(str(difference))
        raise SystemExit(1)
    click.echo(f"{_counted(read)} replayed without a difference; digest {digest(core.records)}")


def _counted(log: Log) -> str:
    return f"{len(log.commands)} commands and {len(log.events)} events"


def _scenario(header: Header, given: str | None) -> Entry:
    """Return the scenario that was asked for, or the one that the log names.

    Raises:
        WrongCall: if the log names none, or one of the same name with another text.
    """
    if given:
        return find_scenario(given)
    name = str(header.scenario.get("id") or "")
    if not name:
        raise WrongCall("the log does not name its scenario; give it with --scenario FILE")
    entry = find_scenario(name)
    if header.scenario.get("digest") not in (None, "", entry.digest):
        raise WrongCall(
            f"the built-in scenario {name!r} is not the one that was played: its text differs; "
            "give the one that was with --scenario FILE"
        )
    return entry


def _warn(header: Header, entry: Entry) -> None:
    """Say beforehand what may make a difference."""
    if header.scenario.get("digest") not in (None, "", entry.digest):
        note(f"warning: {entry.path} is not the text that was played")
    if header.engine and header.engine != ENGINE_VERSION:
        note(f"warning: the log is of engine {header.engine}, this is engine {ENGINE_VERSION}")
