"""``misfortune run``: one drill, played by bots as fast as the machine can."""

from __future__ import annotations

import click

from simulator.cli.show import print_json, print_scorecard, scorecard_document
from simulator.cli.sources import find_policy, find_scenario, note, write_text
from simulator.model.records import dump
from simulator.rehearsal import CREWS, play

__all__ = ["run"]


@click.command()
@click.argument("scenario")
@click.option(
    "--crew",
    type=click.Choice(CREWS),
    default=CREWS[0],
    show_default=True,
    help="Who plays the three core seats; idle sits there and does nothing.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of every chance.")
@click.option("--policy", default="imag", show_default=True, help="Name or path of a policy.")
@click.option("--log", "log_file", metavar="OUT.jsonl", help="Write the log here.")
@click.option("--all", "everything", is_flag=True, help="Tell of what was not scored as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as JSON.")
def run(  # noqa: PLR0913 - the options of the command
    *,
    scenario: str,
    crew: str,
    seed: int,
    policy: str,
    log_file: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Play SCENARIO, a file or the id of a built-in one, and print the scorecard."""
    entry, rulebook = find_scenario(scenario), find_policy(policy)
    note(f"Playing {entry.title}: {crew} crew, seed {seed} ...")
    played = play(entry.scenario, rulebook, crew=crew, seed=seed, scenario_digest=entry.digest)
    if log_file:
        write_text(log_file, dump(played.log))
        note(f"Log written to {log_file}")
    if as_json:
        document = scorecard_document(played.scorecard, played.log, rulebook)
        print_json({**document, "digest": played.digest})
        return
    title = f"{entry.title} · {crew} crew · seed {seed} · policy {rulebook.policy}"
    print_scorecard(
        played.scorecard, title, played.digest, cuts=rulebook.ratings, everything=everything
    )
