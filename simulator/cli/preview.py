"""``misfortune preview``: a whole drill on one page, for whoever leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from simulator.authoring.preview import Preview, State, build_preview, moment_at, render_page
from simulator.cli.lazy import WrongCall
from simulator.cli.preview_text import print_preview, print_state
from simulator.cli.show import print_json
from simulator.cli.sources import find_policy, find_scenario, note, write_text
from simulator.model.scenario import Scenario
from simulator.model.units import clock_text, duration_text, parse_duration

__all__ = ["preview"]

FORMAT = "misfortune-preview/1"


@click.command()
@click.argument("scenario")
@click.option("--html", is_flag=True, help="One HTML file that needs nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON; times are in ms.")
@click.option("-o", "--output", metavar="FILE", help="Write the HTML here  [default: stdout]")
@click.option("--at", "moment", metavar="TIME", help="Only what is so at a time, such as 12m.")
@click.option(
    "--crew",
    type=click.Choice(("idle", "expert")),
    default="idle",
    show_default=True,
    help="Who plays: nobody, or the best bots.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of every chance.")
@click.option("--policy", default="imag", show_default=True, help="Name or path of a policy.")
def preview(  # noqa: PLR0913 - the options of the command
    *,
    scenario: str,
    html: bool,
    as_json: bool,
    output: str | None,
    moment: str | None,
    crew: str,
    seed: int,
    policy: str,
) -> None:
    """Show all of SCENARIO, a file or the id of a built-in one, before anybody plays it.

    It tells everything, so it is for facilitators and authors only.
    """
    if html and (as_json or moment):
        raise WrongCall("--html goes with neither --json nor --at")
    if output and not html:
        raise WrongCall("-o goes with --html")
    found, rulebook = find_scenario(scenario).scenario, find_policy(policy)
    try:
        if moment is not None:
            t = _moment(moment, found)
            state = moment_at(found, rulebook, t, crew=crew, seed=seed)
            _show_state(state, found, as_json=as_json)
            return
        whole = build_preview(found, rulebook, crew=crew, seed=seed)
    except ValueError as error:
        raise WrongCall(f"{scenario}: the drill cannot be played: {error}") from None
    _show(whole, html=html, as_json=as_json, output=output)


def _moment(text: str, scenario: Scenario) -> int:
    """Read a drill time.

    Raises:
        WrongCall: if it is none, or not within the drill.
    """
    try:
        t = parse_duration(text)
    except ValueError as error:
        raise WrongCall(f"--at: {error}") from None
    if not 0 <= t <= scenario.length:
        raise WrongCall(f"--at: the drill goes from 0s to {duration_text(scenario.length)}")
    return t


def _show(whole: Preview, *, html: bool, as_json: bool, output: str | None) -> None:
    if html and output:
        write_text(output, render_page(whole))
        note(f"Preview written to {output}")
    elif html:
        click.echo(render_page(whole), nl=False)
    elif as_json:
        document = asdict(whole)
        document["impact"] = _changes(document["impact"])
        print_json({"format": FORMAT, **document})
    else:
        print_preview(whole)


def _show_state(state: State, scenario: Scenario, *, as_json: bool) -> None:
    if as_json:
        print_json({"format": FORMAT, "id": scenario.id, **_plain(asdict(state))})
    else:
        print_state(state, scenario.title, clock_text(scenario.start, state.t))


def _plain(state: Mapping[str, Any]) -> dict[str, Any]:
    """Give the lanes their names as keys."""
    return {**state, "received": dict(state["received"])}


def _changes(levels: tuple[tuple[int, float], ...]) -> list[dict[str, float]]:
    """Keep the points at which the impact changes."""
    told: list[dict[str, float]] = []
    for t, level in levels:
        if not told or told[-1]["level"] != round(level, 4):
            told.append({"t": t, "level": round(level, 4)})
    return told
