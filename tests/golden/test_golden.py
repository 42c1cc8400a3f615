"""Whole drills as they were when they were recorded, of each scenario with each crew.

``MISFORTUNE_WRITE_DOCS=1 pytest tests/golden`` records them anew; ``summary.md`` tells in a diff
what that has changed for the people in the drill.
"""

from __future__ import annotations

import difflib
import gzip
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from simulator.bots import CREWS as LADDER
from simulator.model.records import Event, Log, dump, load
from simulator.model.score import Scorecard
from simulator.rehearsal import IDLE, play
from simulator.rules.fold import fold_all
from simulator.scenario import Library, load_policy, load_rubric
from simulator.scoring import score
from simulator.session import compare, rebuild

pytestmark = pytest.mark.golden

HERE = Path(__file__).parent
SEED = 1
WRITE = bool(os.environ.get("MISFORTUNE_WRITE_DOCS"))
MINUTE = 60_000

HEAD = """\
# Golden drills

Seed 1 of each crew; times are minutes of drill time. Made by
`MISFORTUNE_WRITE_DOCS=1 pytest tests/golden`.

| scenario | crew | declared | first post | mitigated | resolved | events | score |
|---|---|--:|--:|--:|--:|--:|--:|
"""


@cache
def library() -> Library:
    return Library()


SCENARIOS = [entry.id for entry in library().entries()]
DRILLS = [(scenario, crew) for scenario in SCENARIOS for crew in (*LADDER, IDLE)]


@cache
def played(scenario: str, crew: str) -> Log:
    """Play a drill anew."""
    entry = library().find(scenario)
    policy = load_policy("imag")
    return play(entry.scenario, policy, crew=crew, seed=SEED, scenario_digest=entry.digest).log


@cache
def recorded(scenario: str, crew: str) -> str:
    """Return a recorded log; in writing mode the new one takes its place."""
    path = HERE / f"{scenario}-{crew}.jsonl.gz"
    if WRITE:
        text = dump(played(scenario, crew)).encode()
        path.write_bytes(gzip.compress(text, 9, mtime=0))
    return gzip.decompress(path.read_bytes()).decode()


@cache
def scored(scenario: str, crew: str) -> Scorecard:
    log = load(recorded(scenario, crew))
    return score(log.header, log.events, load_policy("imag"), load_rubric())


@pytest.mark.parametrize(("scenario", "crew"), DRILLS)
def test_playing_anew_gives_the_same_log(scenario, crew):
    expected, found = recorded(scenario, crew), dump(played(scenario, crew))
    if found != expected:
        lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=1)
        pytest.fail("\n".join(line[:300] for line, _ in zip(lines, range(30), strict=False)))


@pytest.mark.parametrize(("scenario", "crew"), DRILLS)
def test_the_commands_alone_give_the_same_events(scenario, crew):
    log = load(recorded(scenario, crew))
    entry = library().find(scenario)
    core = rebuild(
        entry.scenario, load_policy(log.header.policy), log.header.seed, log.records,
        log.records[-1].t,
    )  # fmt: skip
    assert compare(log.records, core.records) is None


@pytest.mark.parametrize(("scenario", "crew"), DRILLS)
def test_the_events_alone_can_be_read_and_scored(scenario, crew):
    log = load(recorded(scenario, crew))
    state = fold_all(log.events, log.header.seed)
    assert state.phase == "ended"
    assert state.t == log.records[-1].t
    assert scored(scenario, crew).criteria


def test_no_recorded_drill_is_left_over():
    kept = {path.name for path in HERE.glob("*.jsonl.gz")}
    assert kept == {f"{scenario}-{crew}.jsonl.gz" for scenario, crew in DRILLS}


def test_the_summary_is_of_these_drills():
    text = HEAD + "".join(row(scenario, crew) for scenario, crew in DRILLS)
    path = HERE / "summary.md"
    if WRITE:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


# -- the rows of the summary -----------------------------------------------------------------------


def row(scenario: str, crew: str) -> str:
    events = load(recorded(scenario, crew)).events
    cells = [
        scenario,
        crew,
        minutes(first(events, "incident.declared")),
        minutes(first(events, "statuspage.posted")),
        minutes(mitigated_at(events)),
        minutes(resolved_at(events)),
        str(len(events)),
        mean(scored(scenario, crew)),
    ]
    return f"| {' | '.join(cells)} |\n"


def minutes(t: int | None) -> str:
    return "–" if t is None else f"{t / MINUTE:.1f}"


def first(events: Sequence[Event], kind: str) -> int | None:
    return next((e.t for e in events if e.kind == kind), None)


def mitigated_at(events: Sequence[Event]) -> int | None:
    """Return when users were hit half as hard as at the worst moment, and stayed so."""
    steps = [(e.t, float(e.data["level"])) for e in events if e.kind == "impact.changed"]
    worst = max((level for _, level in steps), default=0.0)
    eased = None
    for t, level in steps:
        if level > worst / 2:
            eased = None
        elif eased is None and any(before > worst / 2 for at, before in steps if at < t):
            eased = t
    return eased


def resolved_at(events: Sequence[Event]) -> int | None:
    ends = [e for e in events if e.kind in ("incident.resolved", "incident.reopened")]
    return ends[-1].t if ends and ends[-1].kind == "incident.resolved" else None


def mean(card: Scorecard) -> str:
    weights = {
        key: card.infos[key].weight for key, one in card.criteria.items() if one.status == "scored"
    }
    if not weights:
        return "–"
    total = sum((card.criteria[key].value or 0.0) * weight for key, weight in weights.items())
    return f"{total / sum(weights.values()):.2f}"


# -- the tools themselves --------------------------------------------------------------------------


def steps(*levels: float) -> Iterator[Event]:
    for i, level in enumerate(levels):
        yield Event(i + 1, i * MINUTE, "impact.changed", "world", "world", {"level": level})


@pytest.mark.parametrize(
    ("levels", "at"),
    [((0.4, 0.1), 1), ((0.4, 0.1, 0.4, 0.0), 3), ((0.2, 0.4), None), ((), None)],
)
def test_relief_counts_from_when_it_stays(levels: tuple[float, ...], at: int | None):
    found = mitigated_at(list(steps(*levels)))
    assert found == (None if at is None else at * MINUTE)
