"""What a debrief says, from logs of our own and from elsewhere."""

from simulator.debrief import build_debrief
from simulator.model.records import Event, Header, Log
from simulator.model.score import CAPABILITIES
from simulator.scenario import load_rubric

MINUTE = 60_000


def labels(debrief):
    return {moment.label: moment.clock for moment in debrief.moments}


def test_a_log_from_elsewhere_has_its_turns(ideal):
    found = labels(ideal)
    assert found["Impact begins"] == "14:13"
    assert found["First page"] == found["Declared"] == "14:15"
    assert found["Page acknowledged"] == "14:16"
    assert found["IC in command"] == found["SEV-1"] == "14:20"
    assert found["Status page: Investigating"] == "14:25"
    assert found["Impact halved"] == "14:41"
    assert found["Recovered"] == "15:30"
    assert found["Resolved"] == "16:00"


def test_a_log_from_elsewhere_has_its_people_by_the_roles_that_they_accepted(ideal):
    assert [(p.seat, p.name) for p in ideal.people[:4]] == [
        ("IC", "ana"), ("OL", "ben"), ("CL", "cho"), ("Responder 1", "dev"),
    ]  # fmt: skip


def test_the_summary_tells_the_drill(ideal):
    text = " ".join(ideal.summary)
    assert "affected from 14:13 until 15:30 (1 h 17 min), at worst 40% of them" in text
    assert "an IC was in command from 14:20" in text
    assert "closed at 16:00" in text


def test_changes_are_stretches_of_time(ideal):
    assert [(r.title, r.clock, r.end_clock, r.outcome) for r in ideal.chart.runs] == [
        ("Traffic shift", "14:36", "14:40", "finished"),
        ("Rollback", "14:45", "15:29", "finished"),
    ]


def test_paperwork_hours_later_stays_off_the_axis_but_in_the_timeline(ideal):
    assert ideal.chart.end == 120 * MINUTE
    assert ideal.timeline[-1].text == "Responder shares the postmortem"


def test_impact_that_outlasts_the_closing_stays_on_the_axis(look_back):
    d = look_back(
        (0, "impact.changed", "world", "world", {"level": 0.4}),
        (5 * MINUTE, "incident.resolved", "ana", "ic", {}),
        (60 * MINUTE, "message.posted", "ana", "ic", {"text": "hm"}),
    )
    assert d.chart.end == 60 * MINUTE
    assert "still were at the end" in d.summary[0]


def all_cards(debrief):
    cards = [c for cap in debrief.capabilities for c in cap.criteria]
    cards += [asked.card for asked in debrief.asked]
    return {c.id: c for c in (*cards, *debrief.unscored)}


def test_every_criterion_has_a_card_with_its_evidence(debrief, played):
    cards = all_cards(debrief)
    verdicts = played.scorecard.criteria
    assert len(cards) + debrief.left_out == len(verdicts)
    for key, card in cards.items():
        assert card.status == verdicts[key].status
        assert card.said == verdicts[key].said
        assert [e.seq for e in card.evidence] == list(verdicts[key].evidence)
    assert [cap.id for cap in debrief.capabilities] == list(CAPABILITIES)


def test_extended_criteria_are_left_out_where_they_had_no_occasion(debrief, played):
    infos, verdicts = played.scorecard.infos, played.scorecard.criteria
    silent = {key for key, info in infos.items() if info.extended and verdicts[key].value is None}
    assert debrief.left_out == len(silent) > 0
    assert not silent & set(all_cards(debrief))


def test_what_is_to_be_won_comes_first_and_letters_go_by_the_policy(debrief, policy):
    for cap in debrief.capabilities:
        gaps = [c.gap for c in cap.short]
        assert gaps == sorted(gaps, reverse=True)
        assert all(c.value < policy.ratings.p for c in cap.short)
        assert all(c.letter == "P" and c.band == "met" for c in cap.met)


def test_another_policys_cut_offs_give_other_letters(played, policy):
    strict = policy.model_copy(update={"ratings": policy.ratings.model_copy(update={"m": 0.6})})
    soft = build_debrief(played.log, policy, load_rubric())
    hard = build_debrief(played.log, strict, load_rubric())
    partly = [c for c in all_cards(soft).values() if c.value is not None and 0.25 <= c.value < 0.6]
    assert partly
    assert all(c.letter == "M" for c in partly)
    assert all(all_cards(hard)[c.id].letter == "U" for c in partly)


def test_evidence_and_turns_speak_of_seats_and_not_of_persons(ideal):
    told = [e.text for cap in ideal.capabilities for c in cap.criteria for e in c.evidence]
    told += [m.text for m in ideal.moments]
    assert "Responder 1 acknowledges the page" in told
    assert "IC accepts the role of Incident Commander" in told
    words = {word.strip(".,;:") for text in told for word in text.split()}
    assert not words & {"ana", "ben", "cho", "dev", "eli", "fay"}


def test_strengths_are_met_and_deltas_are_sorted_by_weight_and_gap(debrief):
    assert 1 <= len(debrief.strengths) <= 3
    assert all(c.value >= 0.9 for c in debrief.strengths)
    assert len(debrief.deltas) == 3
    gaps = [delta.card.gap for delta in debrief.deltas]
    assert gaps == sorted(gaps, reverse=True)
    lifted = {delta.card.id for delta in debrief.deltas}
    rest = [c for c in all_cards(debrief).values() if c.id not in lifted]
    assert max(c.gap for c in rest) <= gaps[-1]


def test_a_drill_without_gaps_has_no_deltas(ideal):
    assert ideal.deltas == ()
    assert len(ideal.strengths) == 3


def test_context_figures_name_their_start_and_end(ideal):
    figures = {f.name: f for f in ideal.figures}
    assert figures["Time to recover"].value == "1 h 17 min"
    assert "from first impact" in figures["Time to recover"].meaning
    assert figures["Worst impact"].value == "40%"
    # 28 min at 40% and 49 min at 18%
    assert figures["Impact in all"].value == "20 min"
    assert "Failed requests" not in figures


def test_who_answers_a_call_for_help_has_acknowledged_no_alert(look_back):
    ack = {"id": "p1", "alert": "", "to": "dba"}
    d = look_back(
        (2 * MINUTE, "page.acked", "dba", "persona", ack),
        (5 * MINUTE, "alert.fired", "world", "world", {"alert": "Slow", "page": True}),
        (7 * MINUTE, "page.acked", "ben", "ol", {"id": "p2", "alert": "Slow", "to": "ben"}),
        (9 * MINUTE, "drill.ended", "world", "world", {}),
    )
    assert labels(d)["Page acknowledged"] == "14:17"
    assert {f.name: f.value for f in d.figures}["Time to acknowledge"] == "2 min"


def test_when_it_could_be_declared_is_told_where_customers_came_before_any_page(look_back):
    page = (5 * MINUTE, "alert.fired", "world", "world", {"alert": "Slow", "page": True})
    end = (60 * MINUTE, "drill.ended", "world", "world", {})

    def facts(*lines, at):
        header = Header(clock0="14:10", engine="1", facts={"declarable_at": at * MINUTE})
        return look_back(*lines, header=header).curtain.facts

    assert facts(page, end, at=4) == ("It could be declared from 14:14.",)
    assert facts(end, at=4) == ("It could be declared from 14:14.",)
    assert facts(page, end, at=6) == ()
    assert facts(end, at=61) == ()


def test_failed_requests_are_impact_times_traffic(look_back):
    define = {"noise": 0, "low": 0, "high": None}
    d = look_back(
        (0, "signal.defined", "world", "world",
         {"series": "shop.errors", "base": 0.1, "unit": "share", **define}),
        (0, "signal.defined", "world", "world",
         {"series": "shop.traffic", "base": 900, "unit": "rate", **define}),
        (10 * MINUTE, "signal.moved", "world", "world",
         {"series": "shop.errors", "v0": 0.1, "to": 0.6, "over": 0, "shape": "step"}),
        (20 * MINUTE, "drill.ended", "world", "world", {}),
        impact_series="shop.errors",
        traffic_series="shop.traffic",
    )  # fmt: skip
    figures = {f.name: f.value for f in d.figures}
    assert figures["Failed requests"] == "about 4,500"
    assert [s.name for s in d.chart.strips] == ["shop error rate"]
    assert d.chart.strips[0].worst == "60.0%"


def test_the_curtain_goes_up_on_causes_and_open_questions(debrief):
    causes = {f.id: f for f in debrief.curtain.faults}
    assert "routing table" in causes["bad-routes"].cause
    assert causes["bad-routes"].course[-1].endswith("gone")
    assert any("SEV-1" in fact for fact in debrief.curtain.facts)


def test_the_life_of_a_fault_goes_up_and_down_and_may_begin_anew(look_back):
    def told(minute, kind, **data):
        return (minute * MINUTE, f"fault.{kind}", "world", "world", {"fault": "f"} | data)

    d = look_back(
        told(1, "started", service="db", strength=1.0, cause="x"),
        told(2, "changed", strength=0.4),
        (2 * MINUTE, "world.nudged", "boss", "facilitator", {"what": "f eases", "fault": "f"}),
        told(3, "changed", strength=1.5),
        told(4, "cleared"),
        told(6, "changed", strength=0.8),
        told(7, "changed"),
        told(9, "started", service="db", strength=1.0, cause="x"),
        told(10, "cleared"),
    )
    assert [(f.clock, f.course) for f in d.curtain.faults] == [
        ("14:11", (
            "14:12 down to 40%", "14:13 up to 150%", "14:14 gone", "14:16 back to 80%",
            "14:17 at another strength",
        )),
        ("14:19", ("14:20 gone",)),
    ]  # fmt: skip


def test_an_open_question_is_listed_and_an_answered_one_is_not(look_back):
    ask = {"from": "vp", "name": "Vera", "channel": "dm-ic", "expects": True}
    d = look_back(
        (0, "inject.exec_question", "vp", "persona", {**ask, "id": "q1", "text": "How bad?"}),
        (1, "inject.delivered", "vp", "persona", {**ask, "id": "q2", "text": "And now?"}),
        (2, "query.answered", "ana", "ic", {"id": "q2", "text": "Better."}),
    )
    assert d.curtain.unanswered == ("14:10 Vera: How bad?",)


def test_an_evaluators_rating_stands_beside_the_proposal(look_back):
    d = look_back(
        (0, "rating.given", "eva", "observer", {"of": "D4", "rating": "S", "note": "ok"}),
        (1, "rating.given", "eva", "observer", {"of": "command", "rating": "P"}),
    )
    (card,) = [c for c in d.unscored if c.id == "D4"]
    assert card.human[0].words == "Performed with some challenges"
    assert card.status == "not_applicable"
    caps = {cap.id: cap for cap in d.capabilities}
    assert [r.letter for r in caps["command"].human] == ["P"]


def test_an_empty_log_has_a_debrief(look_back):
    d = look_back()
    assert d.moments == d.timeline == d.chart.strips == ()
    assert all(cap.rating is None for cap in d.capabilities)


def test_the_curtains_own_signals_are_no_lines_of_the_timeline(debrief):
    assert not [line for line in debrief.timeline if "signal" in line.text.lower()]


def test_strips_begin_with_the_series_that_is_the_impact(debrief):
    strips = debrief.chart.strips
    assert strips[0].name == "checkout error rate"
    assert 1 < len(strips) <= 4
    assert all(len(s.times) == len(s.values) <= 480 for s in strips)


def test_the_timeline_speaks_of_seats_and_not_of_persons(ideal, debrief, played):
    words = {w.strip(".,;:") for line in ideal.timeline for w in line.text.split()}
    assert not words & {"ana", "ben", "cho", "dev", "eli", "fay"}
    assert {"IC", "OL", "CL", "Responder 1", "Responder 2"} <= {line.who for line in ideal.timeline}
    names = {person.name for person in debrief.people}
    assert len(names) == 3
    told = " ".join(line.text for line in debrief.timeline)
    assert not [name for name in names if name in told]


def test_people_outside_the_team_keep_their_names(debrief):
    outside = {line.who: line.text for line in debrief.timeline if line.tone == "outside"}
    assert outside["Helena Brandt"] == "Helena Brandt writes"


def test_ratings_are_no_lines_of_the_timeline(look_back):
    d = look_back((0, "rating.given", "eva", "observer", {"of": "D4", "rating": "S"}))
    assert d.timeline == ()


def test_facts_that_changed_are_told_with_their_time(ideal_log, policy):
    facts = {"share_users": 0.9, "data_loss": True}
    grown = Event(900, 44 * 60_000, "facts.changed", "world", "world", {"facts": facts})
    events = sorted([*ideal_log.records, grown], key=lambda e: (e.t, e.seq))
    debrief = build_debrief(Log(ideal_log.header, tuple(events)), policy, load_rubric())
    told = [line for line in debrief.curtain.facts if line.startswith("From 14:54")]
    assert told == ["From 14:54 its facts were others (90% of users, data was lost)."]
