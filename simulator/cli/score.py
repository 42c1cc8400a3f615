"""``misfortune score``: judge a log, of a drill or of a real incident written down."""

from __future__ import annotations

import click

from simulator.cli.show import print_json, print_scorecard, scorecard_document
from simulator.cli.sources import find_rubric, policy_of, read_log
from simulator.model.records import digest
from simulator.scoring import score as judge

__all__ = ["score"]


@click.command()
@click.argument("log", metavar="LOG|TIMELINE")
@click.option("--policy", help="Name or path of a policy  [default: the log's own]")
@click.option("--rubric", help="Name or path of a rubric  [default: imag]")
@click.option("--all", "everything", is_flag=True, help="Tell of what was not scored as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as JSON.")
def score(
    *, log: str, policy: str | None, rubric: str | None, everything: bool, as_json: bool
) -> None:
    """Judge a drill or a real incident, and print the scorecard.

    LOG is in JSON Lines, TIMELINE is YAML that people write down after an incident
    (docs/real-incidents.md); - is standard input. What was not recorded is not observable, and
    never counts against anybody.
    """
    read = read_log(log)
    rulebook = policy_of(read.header, policy)
    card = judge(read.header, read.events, rulebook, find_rubric(rubric))
    if as_json:
        print_json(scorecard_document(card, read, rulebook))
        return
    scenario = read.header.scenario
    name = scenario.get("title") or scenario.get("id") or read.header.drill or log
    title = f"{name} · policy {rulebook.policy}"
    cuts = rulebook.ratings
    print_scorecard(card, title, digest(read.records), cuts=cuts, everything=everything)
