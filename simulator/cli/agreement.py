"""``misfortune agreement``: whether the letters of evaluators and of the tool can be relied on."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from simulator.cli.lazy import WrongCall
from simulator.cli.show import print_json, terminal
from simulator.cli.sources import find_rubric, note, policy_of, read_log
from simulator.debrief.words import counted, listing
from simulator.model.score import CAPABILITIES, Scorecard
from simulator.scoring import score
from simulator.scoring.letters import given_ratings, proposals

__all__ = ["agreement"]

_EXTRA = ("krippendorff", "numpy")
_LEGEND = (
    "Krippendorff's alpha for ordinal letters: of evaluators with one another, and of the tool "
    "with them. It needs two raters, and ten units (a criterion or capability of a drill) with two "
    "letters that are not all alike. Alike and within one: the tool's letters beside people's."
)


@click.command()
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@click.option("--policy", help="Name or path of a policy  [default: each log's own]")
@click.option("--rubric", help="Name or path of a rubric  [default: imag]")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def agreement(
    *, logs: tuple[str, ...], policy: str | None, rubric: str | None, as_json: bool
) -> None:
    """Say how far ratings agree: evaluators with one another, and the tool with them.

    LOGs are drills that evaluators rated (rating.given). Krippendorff's alpha for ordinal letters
    needs at least 10 criteria or capabilities with two letters; 1 is perfect, 0 is chance. A
    criterion below 0.4 does not measure what people see: reword it, or take it out of the rubric.
    """
    library = _library()
    criteria = find_rubric(rubric)
    drills = []
    infos: dict[str, str] = dict(CAPABILITIES)
    for path in logs:
        log = read_log(path)
        rulebook = policy_of(log.header, policy)
        card = score(log.header, log.events, rulebook, criteria)
        infos |= _names(card)
        given = given_ratings(log.events, card.infos)
        drills.append(library.Drill(path, proposals(card, rulebook.ratings), given))
        if not given:
            note(f"{path}: nobody rated anything")
    rows = library.agreement(drills)
    if as_json:
        print_json(_document(library, rows, len(drills)))
    else:
        _print(rows, infos)


def _names(card: Scorecard) -> dict[str, str]:
    return {key: info.name for key, info in card.infos.items()}


def _library() -> Any:
    """Return the module that needs the extra.

    Raises:
        WrongCall: if it is not installed.
    """
    try:
        return import_module("simulator.scoring.agreement")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise WrongCall(
            "this needs the extra agreement; install it with: pip install 'misfortune[agreement]'"
        ) from None


def _document(library: Any, rows: list[Any], drills: int) -> dict[str, Any]:
    return {
        "format": "misfortune-agreement/1",
        "drills": drills,
        "fewest": {"raters": library.FEWEST_RATERS, "units": library.FEWEST_UNITS},
        "retire_below": library.RETIRE,
        "rows": [
            {
                "of": row.of,
                "kind": row.kind,
                "evaluators": _alpha(row.raters),
                "tool": _alpha(row.tool),
                "letters": {
                    "pairs": row.same.pairs,
                    "equal": row.same.equal,
                    "at_most_one_apart": row.same.near,
                },
                "justified_deviations": row.waived,
                "retire": row.retire,
            }
            for row in rows
        ],
    }


def _alpha(alpha: Any) -> dict[str, Any]:
    return {
        "alpha": alpha.value,
        "units": alpha.units,
        "raters": alpha.raters,
        "why_not": alpha.why,
    }


def _print(rows: list[Any], names: dict[str, str]) -> None:
    console = terminal()
    if not rows:
        console.print("Nobody rated anything.")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "Evaluators", "Tool", "Alike", "Within one"):
        table.add_column(column, overflow="fold", no_wrap=bool(column))
    for row in rows:
        same = row.same
        table.add_row(
            Text(_called(row, names), style="bold"),
            _shown(row.raters),
            _shown(row.tool),
            f"{same.equal} of {same.pairs}",
            f"{same.near} of {same.pairs}",
        )
    console.print(table)
    if retire := [_called(row, names) for row in rows if row.retire]:
        console.print(Text(f"\nReword or retire: {listing(retire)}", style="bold red"))
    console.print(Text(f"\n{_LEGEND}", style="dim"))
    for row in rows[:2]:
        if row.waived and row.kind in ("criteria", "capabilities"):
            console.print(f"{row.of}: {counted(row.waived, 'time')} a deviation was justified")


def _called(row: Any, names: dict[str, str]) -> str:
    name = names.get(row.of, row.of)
    return f"{row.of} {name}" if row.kind == "criterion" and name != row.of else name


def _shown(alpha: Any) -> Text:
    if alpha.value is not None:
        style = "bold red" if alpha.low else "bold"
        return Text.assemble((f"{alpha.value:.2f}", style), f" ({alpha.units} units)")
    said = {"units": f"{alpha.units} units", "variety": "all alike"}
    return Text(said.get(alpha.lacks, counted(alpha.raters, "rater")), style="dim")
