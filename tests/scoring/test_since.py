"""How long after a moment something was, in phrases of that moment's own."""

from __future__ import annotations

import pytest

from simulator.model.units import MINUTE
from simulator.scoring.select import Selector, point
from simulator.scoring.since import MOMENTS, from_anchor


def test_moments_around_the_anchor(trace):
    late = trace((0, "alert.fired", "world", "world", {"page": True}), (40, "x", "a", "ic"))
    assert from_anchor(late, MINUTE) == "1 min after the latest time to declare"
    soon = trace((0, "incident.declared", "a", "ol"))
    assert from_anchor(soon, -2 * MINUTE) == "2 min before the declaration"


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_before_and_after_name_the_same_moment(moment):
    after, before = moment.when(MINUTE), moment.when(-MINUTE)
    assert after.replace(" after ", " before ") == before
    assert after.slots == before.slots == {"time": "1 min"}


@pytest.mark.parametrize(
    ("kind", "name", "when"),
    [
        ("page.acked", "", "1 min after the acknowledgement"),
        ("task.acked", "", "1 min after \u201ctask.acked\u201d"),
        ("task.acked", "the echo", "1 min after \u201cthe echo\u201d"),
    ],
)
def test_a_moment_that_is_an_event_is_called_as_we_or_the_rubric_do(trace, kind, name, when):
    found = point(trace((3, kind, "ben", "ol")), Selector(events=[kind]), name)
    assert found is not None
    assert found.moment.when(MINUTE) == when
