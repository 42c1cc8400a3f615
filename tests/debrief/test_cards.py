"""Cards: what each verdict rests on, in time and in words, and what is lifted out of them."""

import pytest

from simulator.debrief.data import Chart
from simulator.debrief.judged import Step
from simulator.debrief.picks import pick_deltas
from simulator.debrief.track import axis_of, track_of, track_words
from simulator.model.units import MINUTE

ALERT = (0, "alert.fired", "world", "world", {"page": True, "alert": "Slow"})
LATE = (34 * MINUTE, "incident.declared", "ana", "ic", {"title": "Down"})
END = (60 * MINUTE, "drill.ended", "world", "world", {})


def card(debrief, key):
    return next(c for cap in debrief.capabilities for c in cap.criteria if c.id == key)


def test_a_card_has_the_letter_the_words_and_what_would_help(look_back):
    late = card(look_back(ALERT, LATE, END), "D4")
    assert (late.letter, late.band, late.percent, late.critical) == ("U", "not met", 0, True)
    assert late.eases
    assert late.guard
    assert late.question.endswith("?")
    assert late.seat == "Whole team"


def test_what_was_late_is_looked_at_when_it_was_due(look_back):
    late = card(look_back(ALERT, LATE, END), "D4")
    assert (late.then.clock, late.then.moment, late.then.whose) == (
        "14:15", "14:15, when it was due", "On everybody's screen",
    )  # fmt: skip
    assert dict(late.then.lines)["Incident"] == "not declared"
    assert dict(late.then.lines)["Alerts firing"] == "Slow"


def test_what_was_in_time_is_looked_at_before_its_first_event(ideal):
    found = card(ideal, "M7")
    assert found.then.clock == "14:40"
    assert found.then.moment == "14:40, before the first of these events"
    assert found.then.whose == "On the screen of: OL"
    lines = dict(found.then.lines)
    assert lines["Incident"] == "declared at 14:15, SEV-1 since 14:20"
    assert lines["Changes under way"] == "Traffic shift"
    assert lines["Impact as last told"].startswith("“We are investigating a problem with card")
    assert lines["Impact as last told"].endswith("…” (14:25, status page)")


def test_what_was_due_after_the_end_is_looked_at_at_the_end(debrief):
    for cap in debrief.capabilities:
        for c in cap.criteria:
            assert c.then is None or c.then.clock <= "16:10"


def test_few_opportunities_are_all_read_and_of_many_the_missed_ones(debrief, ideal):
    many = card(ideal, "K7")
    assert len(many.first_steps) == 3
    assert len(many.first_steps) + len(many.more_steps) == len(many.steps)
    few = card(ideal, "M7")
    assert few.first_steps == few.steps
    assert few.more_steps == ()
    missed = [s for c in (card(debrief, "K7"),) for s in c.first_steps]
    assert {step.sign for step in missed} != {"met"}


def test_evidence_begins_with_what_was_written(ideal):
    (post,) = [e for e in card(ideal, "D10").evidence if "status page" in e.text]
    assert post.quote.startswith("We are investigating a problem with card payments.")
    assert post.quote.endswith("…")


def test_a_delta_has_a_counter_example_from_the_same_criterion(look_back):
    def change(n, minute, announced):
        said = (minute * MINUTE, "action.announced", "ben", "ol", {"id": f"a{n}", "text": "Now"})
        ran = {"id": f"a{n}", "title": f"Change {n}", "kind": "mitigation", "component": "shop"}
        start = ((minute + 1) * MINUTE, "action.started", "ben", "ol", ran)
        return [said, start] if announced else [start]

    d = look_back(ALERT, (MINUTE, *LATE[1:]), *change(1, 3, True), *change(2, 9, False), END)
    silent = card(d, "M4")
    (delta,) = pick_deltas([silent])
    assert silent.percent == 50
    assert delta.well.startswith("14:1")
    assert "Change 1" in delta.well
    assert delta.well_at.startswith("e")


def test_counter_examples_are_not_told_twice(debrief):
    told = [delta.well_at for delta in debrief.deltas if delta.well]
    assert len(told) == len(set(told))


def test_patterns_have_their_criteria_and_evidence(look_back):
    d = look_back(ALERT, LATE, END)
    found = {p.name: p for p in d.patterns}
    assert found["delayed declaration"].cases[0].id == "D4"
    assert [e.clock for e in found["delayed declaration"].evidence] == ["14:10", "14:44"]


# -- tracks ----------------------------------------------------------------------------------------

CHART = Chart("14:10", 0, 100 * MINUTE, (), (), (), ())


def track(look_back, *steps):
    base = card(look_back(ALERT, LATE, END), "D4")
    made = tuple(
        Step(sign, *(None if t is None else t * MINUTE for t in times), "told", 0, "", ())
        for sign, *times in steps
    )
    object.__setattr__(base, "steps", made)
    return track_of(base, CHART), track_words(base)


def test_a_span_is_where_its_times_are(look_back):
    found, words = track(look_back, ("partly", 10, 20, 35))
    (span,) = found.spans
    assert span.due == (10.0, 10.0)
    assert span.late == (20.0, 15.0)
    assert span.early[1] == 0
    assert span.mark == 35.0
    assert words == "1 opportunity: 1 in part"


def test_what_was_done_before_leads_to_its_moment(look_back):
    found, _ = track(look_back, ("met", 30, 30, 20))
    (span,) = found.spans
    assert (span.early, span.due[1], span.late[1], span.mark) == ((20.0, 10.0), 0, 0, 20.0)


def test_what_was_not_done_has_its_sign_where_it_was_due(look_back):
    found, words = track(look_back, ("unmet", 10, 20, None), ("open", 90, 130, None))
    assert [span.mark for span in found.spans] == [20.0, 100.0]
    assert words == "2 opportunities: 1 not as asked and 1 still open"


def test_spans_that_overlap_are_in_rows_of_their_own(look_back):
    found, _ = track(look_back, *(("met", n, n + 20, n + 20) for n in range(0, 60, 2)))
    assert len({span.y for span in found.spans}) == 6
    assert found.height == 6 * 15
    apart, _ = track(look_back, ("met", 0, 5, 4), ("met", 50, 55, 54))
    assert {span.y for span in apart.spans} == {7}


def test_a_criterion_without_opportunities_has_an_empty_track(look_back):
    found, words = track(look_back)
    assert found.spans == ()
    assert words == "0 opportunities: "


@pytest.mark.parametrize("minutes", [1, 7, 60, 110, 600, 4000])
def test_an_axis_has_a_few_clocks_inside(minutes):
    found = axis_of(Chart("14:13", 0, minutes * MINUTE, (), (), (), ()))
    assert len(found) <= 8
    assert all(0 <= x <= 100 for x, _ in found)
