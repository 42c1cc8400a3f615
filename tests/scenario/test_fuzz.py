"""Whatever becomes of a scenario, it is loaded, or refused with places inside the file."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.errors import InputError
from simulator.model.scenario import Scenario
from simulator.scenario import load_scenario
from simulator.scenario.reader import read_document

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "scenarios" / "payment-outage.yaml", ROOT / "tests" / "scenario" / "shop.yaml"]

ODD = st.sampled_from(
    [None, True, False, 0, 1, -1, 2.5, 10**12, "", " ", ".", "a.b", "errors", "checkout", "5m",
     "-5m", "0s", "99h", "4m..2m", "40%", "900/min", "420ms", "12:30", "impact > 5%", "impact >",
     'errors("checkout")', "{errors(", "}", "declared", "schedule", "é\n\tx", "x" * 5_000, [], {},
     [[]], [{}], {"": {}}, {"a": {"b": {"c": 1}}}, ["a", 1, None], [{"after": "5m", "strength": 1}]]
)  # fmt: skip
KEYS = st.sampled_from(
    ["", "x", "at", "on", "for", "from", "steps", "stages", "worsens", "after", "12", "a.b", "é"]
)


def places(value, above=()):
    """List the ways to every value of a document."""
    below = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in below:
        yield (*above, step)
        if isinstance(inner, dict | list):
            yield from places(inner, (*above, step))


def change(document, draw):
    """Drop, rename, retype, repeat or swap one value."""
    ways = list(places(document))
    way = draw(st.sampled_from(ways)) if ways else ()
    if not way:
        return
    holder = document
    for step in way[:-1]:
        holder = holder[step]
    step = way[-1]
    what = draw(st.sampled_from(["drop", "rename", "retype", "repeat", "wrap"]))
    if what == "drop":
        del holder[step]
    elif what == "rename" and isinstance(holder, dict):
        holder[draw(KEYS)] = holder.pop(step)
    elif what == "repeat" and isinstance(holder, list):
        holder.append(holder[step])
    elif what == "wrap":
        holder[step] = draw(
            st.sampled_from([[holder[step]], {"x": holder[step]}, [holder[step]] * 2])
        )
    else:
        holder[step] = deepcopy(draw(ODD))  # a later change must not change what is drawn next


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_changed_scenario_is_loaded_or_refused_with_places(path, data):
    document = read_document(path.read_text(encoding="utf-8"), path.name).root.value
    for _ in range(data.draw(st.integers(1, 4))):
        change(document, data.draw)
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=200)
    lines = text.splitlines() or [""]
    for problem in told(text, path.name):
        assert problem.file == path.name
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.col <= len(lines[problem.line - 1]) + 1, problem
        assert 0 < len(problem.message) < 600, problem
        assert "Input should" not in problem.message, problem


def told(text, name):
    """Return the problems of a scenario that is refused, and none of one that is loaded."""
    try:
        scenario = load_scenario(text, name)
    except InputError as error:
        return error.problems or pytest.fail("refused without a word")
    assert isinstance(scenario, Scenario)
    return []
