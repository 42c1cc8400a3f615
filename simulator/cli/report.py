"""``misfortune report``: the debrief of a log or of a stored drill, as one file."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.lazy import WrongCall
from simulator.cli.sources import find_rubric, note, policy_of, read_log, write_text
from simulator.debrief import build_debrief, render_markdown, render_report
from simulator.model.records import Header, Log
from simulator.store import SqlStore

__all__ = ["report"]

_FORMS = {"html": render_report, "md": render_markdown}
_SQLITE = "sqlite:///"


@click.command()
@click.argument("what", metavar="LOG|TIMELINE|DRILL")
@click.option("--html", "form", flag_value="html", default="html", help="One HTML file (default).")
@click.option("--md", "form", flag_value="md", help="Markdown, without the chart.")
@click.option("-o", "--output", metavar="FILE", help="Write here  [default: standard output]")
@click.option("--policy", help="Name or path of a policy  [default: the log's own]")
@click.option("--rubric", help="Name or path of a rubric  [default: imag]")
@click.option("--db", metavar="URL", help="Take the drill with this id from a database.")
def report(  # noqa: PLR0913 - the options of the command
    *,
    what: str,
    form: str,
    output: str | None,
    policy: str | None,
    rubric: str | None,
    db: str | None,
) -> None:
    """Write the debrief of a drill or of a real incident.

    LOG is in JSON Lines, TIMELINE is YAML (docs/real-incidents.md), - is standard input; DRILL is
    one in a database.
    """
    log = _stored(what, db) if db else read_log(what)
    rulebook = policy_of(log.header, policy)
    text = _FORMS[form](build_debrief(log, rulebook, find_rubric(rubric)))
    if output:
        write_text(output, text)
        note(f"Debrief written to {output}")
    else:
        click.echo(text, nl=False)


def _stored(drill: str, url: str) -> Log:
    """Read the log of a finished drill from a database.

    Raises:
        WrongCall: if there is no such file, or the drill goes on: its debrief would tell what its
            players must not know yet.
        StoreError: if the database does not have the drill.
    """
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).is_file():
        raise WrongCall(f"{url}: there is no such database file")
    store = SqlStore(url)
    try:
        found = store.load(drill)
    finally:
        store.close()
    if found.checkpoint.state != "ended":
        raise WrongCall(f"drill {drill} is not over yet ({found.checkpoint.state})")
    return Log(_header(found.row.header), found.records)


def _header(line: object) -> Header:
    """Read the header that the store kept."""
    known = dict(line) if isinstance(line, dict) else {}
    return Header(**{k: v for k, v in known.items() if k in Header.__dataclass_fields__})
