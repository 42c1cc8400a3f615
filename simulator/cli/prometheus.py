"""``misfortune import prometheus``: alerting rules that a team has already."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from simulator.cli.lazy import LazyGroup, WrongCall
from simulator.cli.sources import note, write_text
from simulator.scenario.library import read_text
from simulator.scenario.prometheus import Imported
from simulator.scenario.prometheus.naming import service_name

__all__ = ["import_", "prometheus"]

_EXTRA = "promql_parser"


@click.group(
    name="import",
    cls=LazyGroup,
    lazy={
        "prometheus": (
            "simulator.cli.prometheus:prometheus",
            "Make services, signals and alerts of a Prometheus rule file.",
        ),
        "timeline": (
            "simulator.cli.timeline:timeline",
            "Turn what people wrote down of a real incident into a log.",
        ),
    },
)
def import_() -> None:
    """Take over what a team has already."""


@click.command()
@click.argument("rules", metavar="RULES.YML", type=click.Path(dir_okay=False))
@click.option("--service", metavar="NAME", help="The service of rules whose labels name none.")
@click.option(
    "--bind", "binds", multiple=True, metavar="EXPR=SERVICE.SIGNAL",
    help="Bind what a rule compares to a series of your choice; may be given often.",
)  # fmt: skip
@click.option("--output", "-o", metavar="FILE", help="Where to write; else standard output.")
def prometheus(
    *, rules: str, service: str | None, binds: tuple[str, ...], output: str | None
) -> None:
    """Make services, signals and alerts of a Prometheus rule file, RULES.YML.

    What came of each rule is told on standard error, one a line. Exit 1 if no alert could be
    imported.
    """
    importer = _importer()
    if service is not None and not service_name(service):
        raise WrongCall(f"--service: write a name with letters or digits, not {service!r}")
    try:
        bound = dict(importer.read_bind(text) for text in binds)
    except ValueError as error:
        raise WrongCall(f"--bind: {error}") from None
    found: Imported = importer.import_rules(
        read_text(Path(rules), rules), rules, service=service, binds=bound
    )
    for outcome in found.outcomes:
        note(str(outcome))
    for words in found.notes:
        note(f"note: {words}")
    note(
        f"{found.count('bound')} alerts imported, {found.count('refused')} not, "
        f"{found.count('recording')} recording rules skipped"
    )
    if not found.fragment:
        raise SystemExit(1)
    if output is None:
        click.echo(found.fragment, nl=False)
    else:
        write_text(output, found.fragment)


def _importer() -> Any:
    """Return the module that needs the extra.

    Raises:
        WrongCall: if it is not installed.
    """
    try:
        return import_module("simulator.scenario.prometheus.importer")
    except ModuleNotFoundError as error:
        if error.name != _EXTRA:
            raise
        raise WrongCall(
            "this needs the extra prometheus; install it with: pip install 'misfortune[prometheus]'"
        ) from None
