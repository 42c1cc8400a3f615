"""``misfortune score``: judge a log, of a drill or of a real incident written down."""

from __future__ import annotations

import click

from simulator.cli.show import print_json, print_scorecard
from simulator.cli.sources import find_policy, read_log
from simulator.model.records import digest
from simulator.scoring import score as judge

__all__ = ["score"]


@click.command()
@click.argument("log")
@click.option("--policy", help="Name or path of a policy  [default: the log's own]")
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as JSON.")
def score(*, log: str, policy: str | None, as_json: bool) -> None:
    """Judge LOG (JSON Lines; - is standard input) and print the scorecard."""
    read = read_log(log)
    rulebook = find_policy(policy or read.header.policy)
    card = judge(read.header, read.events, rulebook)
    if as_json:
        print_json(card.as_json())
        return
    scenario = read.header.scenario
    name = scenario.get("title") or scenario.get("id") or read.header.drill or log
    print_scorecard(card, f"{name} · policy {rulebook.policy}", digest(read.records))
