"""The picture: nothing overlaps, nothing leaves the frame, clocks are round."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.debrief.chart import LEFT, RIGHT, draw
from simulator.debrief.place import stack, text_width, ticks_of

MINUTE = 60_000


def test_everything_is_inside_the_frame(debrief):
    picture = draw(debrief.chart)
    for lane in picture.lanes:
        for mark in (*lane.marks, *lane.small):
            assert LEFT <= mark.x <= RIGHT
            assert lane.y <= mark.y <= lane.y + lane.height
        for bar in lane.bars:
            assert bar.x + bar.width <= RIGHT + 2
    assert picture.strips[-1].y + picture.strips[-1].height < picture.height


def test_every_turn_is_in_the_lane_of_the_seat_that_acted(debrief):
    marks = {lane.id: [m.label for m in lane.marks] for lane in draw(debrief.chart).lanes}
    assert "IC in command" in marks["ic"]
    assert "Status page: Investigating" in marks["cl"]
    assert "Impact begins" in marks["world"]
    assert any("Roll card-router back" in label for label in marks["ol"])


def test_levels_are_labelled_and_ramps_are_not(debrief):
    assert next(m.label for m in draw(debrief.chart).impact.labels) == "40%"
    assert "10%" not in [m.label for m in draw(debrief.chart).impact.labels]


def test_a_change_that_never_ended_is_drawn_open(look_back):
    d = look_back(
        (MINUTE, "action.started", "ben", "ol", {"id": "a1", "title": "Restart"}),
        (9 * MINUTE, "drill.ended", "world", "world", {}),
    )
    (bar,) = next(lane for lane in draw(d.chart).lanes if lane.id == "ol").bars
    assert bar.open
    assert bar.x + bar.width == pytest.approx(RIGHT)


def test_without_impact_and_signals_there_are_still_lanes(look_back):
    picture = draw(look_back((0, "incident.declared", "ana", "ic", {})).chart)
    assert picture.impact is None
    assert picture.strips == ()
    assert [lane.id for lane in picture.lanes] == ["world", "ic", "ol", "cl"]


@given(st.lists(st.tuples(st.floats(LEFT, RIGHT), st.text("abc", max_size=40)), max_size=30))
def test_labels_of_a_row_never_overlap(found):
    items = [(x, x, label) for x, label in sorted(found)]
    placed, rows = stack(items, LEFT, RIGHT, 10)
    boxes = {}
    for place in placed:
        width = text_width(items[place.index][2])
        start = place.x - 10 - width if place.flipped else place.x
        boxes.setdefault(place.row, []).append((start, start + width))
    assert len(boxes) == rows
    for row in boxes.values():
        row.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(row))


@pytest.mark.parametrize(
    ("clock0", "minutes", "expected"),
    [
        ("14:10", 110, ["14:10", "14:20"]),
        ("14:13", 30, ["14:15", "14:20"]),
        ("23:50", 40, ["23:50", "23:55"]),
        ("09:00", 1, ["09:00", "09:01"]),
    ],
)
def test_ticks_are_round_times_of_day(clock0, minutes, expected):
    ticks = ticks_of(clock0, 0, minutes * MINUTE)
    assert [text for _, text in ticks[:2]] == expected
    assert len(ticks) <= 13


def test_ticks_go_past_midnight():
    assert "00:00" in [text for _, text in ticks_of("23:50", 0, 40 * MINUTE)]
