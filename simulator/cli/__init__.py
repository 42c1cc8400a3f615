"""The ``misfortune`` command: play, judge, check and report drills without a server.

Exit codes: 0 is good, 1 means that the thing checked is bad, 2 that the call is wrong.
"""

from __future__ import annotations

import click

from simulator import __version__
from simulator.cli.lazy import LazyGroup

__all__ = ["cli"]


@click.group(
    cls=LazyGroup,
    lazy={
        "run": ("simulator.cli.run:run", "Play a scenario with bots and print the scorecard."),
        "score": ("simulator.cli.score:score", "Judge a log, or a real incident, by a policy."),
        "replay": ("simulator.cli.replay:replay", "Rebuild a log from its commands and compare."),
        "report": ("simulator.cli.report:report", "Write the debrief of a log or a drill."),
        "new": ("simulator.cli.new:new", "Write a scenario to begin with."),
        "lint": ("simulator.cli.lint:lint", "Check scenario and policy files."),
        "preview": ("simulator.cli.preview:preview", "Show a whole drill on one page."),
        "import": ("simulator.cli.prometheus:import_", "Take over what a team has already."),
        "schema": ("simulator.cli.authoring:schema", "Print the JSON Schema of a kind of file."),
        "scenarios": ("simulator.cli.authoring:scenarios", "List the scenarios there are."),
        "policy": ("simulator.cli.policy:policy", "Show, list or check policies."),
        "rubric": ("simulator.cli.rubric:rubric", "Show, explain or check rubrics."),
        "agreement": (
            "simulator.cli.agreement:agreement",
            "Say how far evaluators and the tool agree.",
        ),
        "classify": (
            "simulator.cli.classify:classify",
            "Find the severity by a policy's questions.",
        ),
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="misfortune")
def cli() -> None:
    """Misfortune: a tabletop drill simulator for incident response."""
