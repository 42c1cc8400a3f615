"""What time a line means, and on which day."""

import pytest

MINUTE = 60_000


def at(log, *times, **keys):
    read = log(*(f"at: {time}, who: unknown, what: note" for time in times), **keys)
    return [e.t / MINUTE for e in read.events], read.header


def test_a_log_begins_with_the_minute_of_the_first_line(log):
    times, header = at(log, "'14:15:30'", "14:20")
    assert times == [0.5, 5]
    assert header.clock0 == "14:15"


def test_or_with_the_first_impact_if_that_was_earlier(log):
    times, header = at(log, "14:15", facts="{impact_from: 14:13}")
    assert times == [2]
    assert (header.clock0, header.facts["impact_started_at"]) == ("14:13", 0)


def test_lines_are_put_in_order_and_those_of_one_time_stay_as_they_stand(log):
    read = log(
        "at: 14:20, who: a, what: note, text: three",
        "at: 14:15, who: b, what: note, text: one",
        "at: '14:15:00', who: c, what: note, text: two",
    )
    assert [e.data["text"] for e in read.events] == ["one", "two", "three"]
    assert [e.seq for e in read.events] == [1, 2, 3]


@pytest.mark.parametrize("start", [None, "14:10"])
def test_so_long_after_the_start(log, start):
    keys = {"start": start} if start else {}
    times, header = at(log, "+1m30s", "14:15", "+12m", "'-3m'", **keys)
    first = -3 if start is None else -3 - 5
    zero = 14 * 60 + 15 + first
    assert header.clock0 == f"14:{zero % 60:02d}"
    assert times == sorted([1.5 + 3, 3 if start is None else 8, 15, 0])


def test_a_file_may_have_no_time_of_day_at_all(log):
    times, header = at(log, "+0m", "+12m")
    assert (times, header.clock0) == ([0, 12], "00:00")


def test_after_midnight_a_line_has_its_date(log):
    times, header = at(log, "23:50", "2017-02-01 00:10", "23:55", date="2017-01-31")
    assert times == [0, 5, 20]
    assert header.scenario["date"] == "2017-01-31"


def test_a_date_in_every_line_will_do(log):
    times, _ = at(log, "2017-01-31T23:50", "'2017-02-01 00:10:30'")
    assert times == [0, 20.5]


def test_a_date_may_be_a_leap_day(log):
    times, _ = at(log, "2024-02-28 23:00", "2024-02-29 23:00", "2024-03-01 23:00")
    assert times == [0, 1440, 2880]


@pytest.mark.parametrize(("zone", "minutes"), [("UTC", 60), ('"+02:00"', 180), ('"-05:30"', -270)])
def test_a_time_that_says_its_distance_from_utc_is_brought_to_the_zone_of_the_file(
    log, zone, minutes
):
    times, _ = at(log, "12:00", "2017-01-31T13:00Z", date="2017-01-31", zone=zone)
    assert times[-1] - times[0] == abs(minutes)


def test_a_time_inside_a_line_is_on_the_day_of_the_line(log):
    read = log(
        "at: '23:50', who: unknown, what: note",
        "at: '2017-02-01 00:10', who: cl, what: status page, next: '00:40'",
        date="2017-01-31",
    )
    assert read.events[1].data["next_at"] == 50 * MINUTE


def test_a_line_may_go_back_by_hours_as_when_two_sources_are_put_together(log):
    times, _ = at(log, "10:00", "15:59", "10:00", "12:00")
    assert times == [0, 0, 120, 359]
