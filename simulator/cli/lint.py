"""``misfortune lint``: whether files load, and whether a scenario makes a good exercise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from simulator.authoring.lint import SEVERITIES, Finding, Severity, lint_scenario, problem_finding
from simulator.cli.lazy import WrongCall
from simulator.cli.show import print_json
from simulator.cli.sources import find_policy, note
from simulator.model.errors import InputError
from simulator.model.policy import Policy
from simulator.scenario import read_policy
from simulator.scenario.library import read_text

__all__ = ["lint"]

_POLICY = re.compile(r"^(?:policy|extends)\s*:", re.MULTILINE)
_ENDINGS = (".yaml", ".yml")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found as JSON.")
@click.option("--strict", is_flag=True, help="Exit 1 if there are warnings, too.")
@click.option(
    "--policy",
    default="imag",
    show_default=True,
    help="Name or path of the policy by which the crews of the checks play.",
)
def lint(*, paths: tuple[str, ...], as_json: bool, strict: bool, policy: str) -> None:
    """Check scenario and policy files, and whether a scenario makes a good exercise.

    Each finding is a line: file:line:col: path: severity: what is wrong. A way out. [code]

    A PATH may be a folder: every .yaml below it is checked. Exit 1 if there are errors. What is
    meant to be so is accepted in the scenario, by its code; docs/lint.md explains every code.
    """
    files = [file for path in paths for file in _files(path)]
    rulebook = find_policy(policy)
    findings = [finding for file in files for finding in _findings(file, rulebook)]
    told = [finding for finding in findings if not finding.accepted]
    accepted = [finding for finding in findings if finding.accepted]
    counts = Counter(finding.severity for finding in told)
    if as_json:
        print_json(
            {
                "files": len(files),
                "counts": {severity: counts[severity] for severity in SEVERITIES},
                "problems": [finding.as_json() for finding in told],
                "accepted": [finding.as_json() for finding in accepted],
            }
        )
    else:
        for finding in told:
            click.echo(str(finding))
        note(_summary(len(files), counts, accepted))
    if counts["error"] or (strict and counts["warning"]):
        raise SystemExit(1)


def _summary(files: int, counts: Mapping[Severity, int], accepted: Sequence[Finding]) -> str:
    parts = [_count(counts["error"], "error"), _count(counts["warning"], "warning")]
    parts.append(f"{_count(counts['advice'], 'piece')} of advice")
    if accepted:
        parts.append(f"{len(accepted)} accepted")
    return f"{_count(files, 'file')} checked: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _files(path: str) -> Iterator[str]:
    """Yield a file, or every scenario file below a folder.

    Raises:
        WrongCall: if there is nothing to check.
    """
    root = Path(path)
    if root.is_dir():
        found = sorted(p for p in root.rglob("*") if p.suffix in _ENDINGS and p.is_file())
        if not found:
            raise WrongCall(f"{path}: no .yaml file in this folder")
        yield from map(str, found)
    elif root.exists():
        yield path
    else:
        raise WrongCall(f"{path}: there is no such file or folder")


def _findings(file: str, policy: Policy) -> list[Finding]:
    try:
        text = read_text(Path(file), file)
        # A policy says so in its first key; everything else is meant to be a scenario.
        if not _POLICY.search(text):
            return lint_scenario(text, file, policy)
        read_policy(text, file)
    except InputError as error:
        return [problem_finding(problem) for problem in error.problems]
    return []
