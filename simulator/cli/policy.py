"""``misfortune policy``: which rulebooks there are, what one says, and whether a file is sound."""

from __future__ import annotations

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.checking import check_files
from simulator.cli.policy_text import print_policy
from simulator.cli.show import print_json, terminal
from simulator.cli.sources import find_policy, note
from simulator.scenario.policies import Policies, read_policy
from simulator.scenario.policies.text import policy_data, policy_text

__all__ = ["policy"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def policy() -> None:
    """Show, list or check policies: severity ladders, clocks, roles and rhythms."""


@policy.command()
@click.argument("which", metavar="NAME|PATH")
@click.option("--json", "form", flag_value="json", help="The whole policy as JSON.")
@click.option("--yaml", "form", flag_value="yaml", help="The whole policy as YAML.")
def show(*, which: str, form: str | None) -> None:
    """Show what a policy says, with everything that it takes from the one it extends."""
    rulebook = find_policy(which)
    if form == "json":
        print_json(policy_data(rulebook))
    elif form == "yaml":
        click.echo(policy_text(rulebook), nl=False)
    else:
        print_policy(rulebook)


@policy.command(name="list")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_(*, folders: tuple[str, ...], as_json: bool) -> None:
    """List the built-in policies, and those in FOLDERs."""
    found = Policies(folders)
    for error in found.broken().values():
        note(f"cannot be used: {error}")
    if as_json:
        print_json(
            [
                {"name": one.name, "title": one.title, "built_in": not one.source,
                 "levels": [level.label for level in one.policy.severity.levels]}
                for one in found.entries()
            ]
        )  # fmt: skip
        return
    table = Table(box=None, pad_edge=False)
    for column in ("Name", "Title", "Levels, worst first"):
        table.add_column(column, overflow="fold")
    table.columns[0].no_wrap = True
    for one in found.entries():
        levels = ", ".join(level.label for level in one.policy.severity.levels)
        table.add_row(Text(one.name), Text(one.title), Text(levels))
    terminal().print(table)


@policy.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(*, paths: tuple[str, ...], as_json: bool) -> None:
    """Check policy files; exit 1 if one of them cannot be used.

    Each problem is a line: file:line:col: path: what is wrong. A PATH may be a folder: every .yaml
    that lies in it is checked.
    """
    check_files(paths, "policy file", read_policy, as_json=as_json)
