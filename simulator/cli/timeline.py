"""``misfortune import timeline``: a real incident that people wrote down, as a log."""

from __future__ import annotations

import click

from simulator.cli.sources import note, read_source, write_text
from simulator.model.records import dump
from simulator.scenario.timeline import read_timeline

__all__ = ["timeline"]


@click.command()
@click.argument("file", metavar="TIMELINE.YAML")
@click.option(
    "--log", "log_file", metavar="OUT.jsonl", help="Write here  [default: standard output]"
)
def timeline(*, file: str, log_file: str | None) -> None:
    """Turn a timeline of who did what, and when, into a log; - is standard input.

    Every line becomes an event, and everything that reads logs can read it. docs/real-incidents.md
    explains the file; misfortune score and report read it as it stands, too.
    """
    label, text = read_source(file)
    log = read_timeline(text, label)
    if log_file is None:
        click.echo(dump(log), nl=False)
        return
    write_text(log_file, dump(log))
    note(f"{len(log.events)} events written to {log_file}")
