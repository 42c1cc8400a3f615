from __future__ import annotations

import pytest

from simulator.model.errors import Refusal
from simulator.model.units import MINUTE, SECOND

AT = 2 * MINUTE
CHAIN = [
    {"level": "primary", "who": "ol"},
    {"level": "secondary", "who": "nadia", "answers_after": "4m"},
    {"level": "manager", "who": "tomas"},
]
PERSONAS = {"nadia": {"name": "Nadia"}, "tomas": {"name": "Tomas"}}


def _alert(name, team="core", threshold=0.05):
    expr = f'errors{{service="api"}} > {threshold}'
    return {"alert": name, "expr": expr, "labels": {"severity": "page", "team": team}}


@pytest.fixture
def paged(play, small):
    """Start a drill in which alerts page at 2m00."""

    def begin(chain=None, alerts=(("A", "core"),), **parts):
        chain = CHAIN if chain is None else chain
        made = [_alert(*alert) for alert in alerts]
        return play(
            small(alerts=made, personas=PERSONAS, oncall={"core": chain, "web": CHAIN[:1]}, **parts)
        )

    return begin


def _pages(drill):
    return [
        (e.t, e.data["id"], e.data["alert"], e.data["to"], e.data["level"])
        for e in drill.of("page.sent")
    ]


def test_the_first_of_the_team_is_paged(paged):
    drill = paged()
    drill.to(AT)
    (page,) = drill.of("page.sent")
    assert page.data == {
        "id": "p1",
        "alert": "A",
        "team": "core",
        "to": "ol",
        "level": "primary",
        "name": "Operations Lead",
    }


def test_an_acknowledgement_stops_escalation(paged):
    drill = paged()
    (acked,) = drill.do(AT + 299 * SECOND, "ol", "page.ack", id="p1")
    drill.end()
    assert (acked.kind, acked.actor, acked.role) == ("page.acked", "ol-person", "ol")
    assert acked.data == {"id": "p1", "alert": "A", "to": "ol-person"}
    assert len(_pages(drill)) == 1
    assert drill.of("escalation.sent") == []


def test_without_one_the_secondary_is_paged_after_five_minutes_and_answers(paged):
    drill = paged()
    drill.end()
    assert _pages(drill) == [
        (AT, "p1", "A", "ol", "primary"),
        (AT + 5 * MINUTE, "p2", "A", "nadia", "secondary"),
    ]
    (sent,) = drill.of("escalation.sent")
    assert sent.data == {
        "id": "p2",
        "alert": "A",
        "to": "nadia",
        "level": "secondary",
        "name": "Nadia",
        "by": "auto",
        "reason": "no acknowledgement for 5m",
    }
    (acked,) = drill.of("page.acked")
    assert (acked.t, acked.actor, acked.role) == (AT + 9 * MINUTE, "nadia", "persona")


def test_the_manager_is_paged_fifteen_minutes_after_the_first_page(paged):
    silent = [CHAIN[0], {"level": "secondary", "who": "nadia"}, CHAIN[2]]
    drill = paged(silent)
    drill.end()
    assert [page[0] for page in _pages(drill)] == [AT, AT + 5 * MINUTE, AT + 15 * MINUTE]
    assert drill.of("page.acked") == []


def test_an_acknowledgement_at_the_very_deadline_comes_after_the_escalation(paged):
    drill = paged()
    drill.do(AT + 5 * MINUTE, "ol", "page.ack", id="p1")
    drill.end()
    assert len(_pages(drill)) == 2
    # Any page of the alert counts, so nobody else answers.
    assert [e.actor for e in drill.of("page.acked")] == ["ol-person"]


def test_escalating_by_hand_pages_the_next_level_at_once(paged):
    drill = paged()
    drill.do(AT + MINUTE, "ol", "page.escalate", id="p1", reason="need the expert")
    (sent,) = drill.of("escalation.sent")
    assert (sent.t, sent.actor, sent.role) == (AT + MINUTE, "ol-person", "ol")
    assert (sent.data["to"], sent.data["by"]) == ("nadia", "ol")
    assert sent.data["reason"] == "need the expert"
    drill.end()
    assert drill.times("page.acked") == [AT + 5 * MINUTE]
    assert len(_pages(drill)) == 2


def test_the_clock_of_the_manager_still_counts_from_the_first_page(paged):
    silent = [CHAIN[0], {"level": "secondary", "who": "nadia"}, CHAIN[2]]
    drill = paged(silent)
    drill.do(AT + MINUTE, "ol", "page.escalate", id="p1")
    drill.end()
    assert [page[0] for page in _pages(drill)] == [AT, AT + MINUTE, AT + 15 * MINUTE]


def test_behind_the_last_level_there_is_nobody(paged):
    drill = paged(CHAIN[:1])
    drill.to(AT)
    with pytest.raises(Refusal, match="Operations Lead is the last level of core") as caught:
        drill.do(AT + MINUTE, "ol", "page.escalate", id="p1")
    assert caught.value.hint == "Ask for another team, or call on somebody above or outside."
    assert drill.end()[-1].kind == "drill.ended"


def test_when_the_alert_resolves_nobody_else_is_paged(paged):
    drill = paged()
    drill.do(AT + SECOND, "ol", "action.start", action="fix")
    drill.to(AT + 4 * MINUTE + 15 * SECOND)
    assert drill.times("alert.resolved") == [AT + 4 * MINUTE + 15 * SECOND]
    with pytest.raises(Refusal, match="has resolved"):
        drill.do(AT + 4 * MINUTE + 20 * SECOND, "ol", "page.escalate", id="p1")
    drill.do(AT + 4 * MINUTE + 30 * SECOND, "ol", "page.ack", id="p1")
    drill.end()
    assert len(_pages(drill)) == 1


def test_an_acknowledged_case_is_not_escalated_by_hand(paged):
    silent = [CHAIN[0], {"level": "secondary", "who": "nadia"}, CHAIN[2]]
    drill = paged(silent)
    drill.do(AT + 6 * MINUTE, "ol", "page.ack", id="p1")
    with pytest.raises(Refusal, match="already acknowledged") as caught:
        drill.do(AT + 7 * MINUTE, "ol", "page.escalate", id="p2")
    assert caught.value.hint == "OL has it: talk to them, or ask for another team."


def test_who_has_a_case_may_be_a_colleague_of_the_story(paged):
    nadia = {"level": "secondary", "who": "nadia", "answers_after": "1m"}
    drill = paged([CHAIN[0], nadia, CHAIN[2]])
    drill.to(AT + 7 * MINUTE)
    with pytest.raises(Refusal, match="already acknowledged") as caught:
        drill.do(AT + 7 * MINUTE, "ol", "page.escalate", id="p1")
    assert caught.value.hint == "Nadia has it: talk to them, or ask for another team."


FAULTS = {
    "bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "20%"}}},
    "more": {"service": "api", "at": "5m", "pushes": {"errors": {"to": "30%"}}},
}
TWO = (("A", "core"), ("B", "core", 0.4))


def test_while_somebody_of_the_team_is_on_it_a_further_alert_pages_nobody(paged):
    drill = paged(alerts=TWO, faults=FAULTS)
    drill.do(3 * MINUTE, "ol", "page.ack", id="p1")
    drill.end()
    assert drill.times("alert.fired") == [2 * MINUTE, 5 * MINUTE]
    assert len(_pages(drill)) == 1


def test_while_nobody_has_answered_a_further_alert_pages_too(paged):
    drill = paged(alerts=TWO, faults=FAULTS)
    drill.to(5 * MINUTE)
    assert [page[2] for page in _pages(drill)] == ["A", "B"]


def test_another_team_is_paged_for_its_own_alert(paged):
    drill = paged(alerts=(("A", "core"), ("B", "web", 0.4)), faults=FAULTS)
    drill.do(3 * MINUTE, "ol", "page.ack", id="p1")
    drill.to(6 * MINUTE)
    assert [page[2] for page in _pages(drill)] == ["A", "B"]


def test_a_team_without_on_call_is_not_paged(paged):
    drill = paged(alerts=(("A", "nobody"),))
    drill.end()
    assert len(drill.of("alert.fired")) == 1
    assert _pages(drill) == []


def test_an_alert_that_fires_again_pages_again(paged):
    harm = {"service": "api", "signal": "errors", "by": "30%", "for": "1m"}
    shake = {"title": "Shake", "component": "api", "takes": "0s", "worsens": harm}
    drill = paged(actions={"shake": shake}, faults={})
    drill.do(2 * MINUTE, "ol", "action.start", action="shake")
    drill.do(3 * MINUTE, "ol", "page.ack", id="p1")
    drill.do(10 * MINUTE, "ol", "action.start", action="shake")
    drill.to(11 * MINUTE)
    assert [page[1] for page in _pages(drill)] == ["p1", "p2"]


def test_a_step_may_say_itself_when_it_is_paged(paged):
    chain = [
        {"level": "primary", "who": "ol"},
        {"level": "secondary", "who": "nadia", "after": "2m"},
        {"level": "manager", "who": "tomas", "after": "150s"},
    ]
    drill = paged(chain)
    drill.end()
    assert [(t, to) for t, _, _, to, _ in _pages(drill)] == [
        (AT, "ol"),
        (AT + 2 * MINUTE, "nadia"),
        (AT + 150 * SECOND, "tomas"),
    ]


def test_where_nobody_ever_answers_everybody_is_paged_once(paged):
    silent = [CHAIN[0], {"level": "secondary", "who": "nadia"}, CHAIN[2]]
    drill = paged(silent)
    drill.end()
    assert [to for _, _, _, to, _ in _pages(drill)] == ["ol", "nadia", "tomas"]
    assert drill.of("page.acked") == []


def _team(**parts):
    return {"core": {"steps": CHAIN, **parts}}


def _severe(severity):
    return [
        {"alert": "A", "expr": 'errors{service="api"} > 0.05', "labels": {"severity": severity}}
    ]


def test_another_severity_pages_by_steps_of_its_own(play, small):
    oncall = _team(by_severity={"critical": [{"level": "manager", "who": "tomas"}]})
    drill = play(small(alerts=_severe("critical"), personas=PERSONAS, oncall=oncall))
    drill.end()
    assert _pages(drill) == [(AT, "p1", "A", "tomas", "manager")]
    (fired,) = drill.of("alert.fired")
    assert (fired.data["severity"], fired.data["page"]) == ("critical", True)


def test_a_severity_without_steps_only_shows(play, small):
    oncall = _team(by_severity={"critical": CHAIN})
    drill = play(small(alerts=_severe("ticket"), personas=PERSONAS, oncall=oncall))
    drill.end()
    assert _pages(drill) == []
    assert drill.of("alert.fired")[0].data["page"] is False


SHIFTS = [{"from": "09:00", "who": "ol"}, {"from": "10:06", "who": "nadia", "answers_after": "3m"}]


def test_a_schedule_pages_whoever_is_on_shift_at_that_moment(play, small):
    steps = [{"level": "primary", "who": "schedule"}, {"level": "secondary", "who": "schedule"}]
    oncall = {"core": {"steps": steps, "schedule": SHIFTS}}
    drill = play(small(alerts=_severe("page"), personas=PERSONAS, oncall=oncall))
    drill.end()
    # It is 10:02 at the first page and 10:07 at the second, when the shifts have changed.
    assert [(t, to) for t, _, _, to, _ in _pages(drill)] == [(AT, "ol"), (AT + 5 * MINUTE, "nadia")]
    (acked,) = drill.of("page.acked")
    assert (acked.actor, acked.t) == ("nadia", AT + 8 * MINUTE)
    (sent,) = drill.of("escalation.sent")
    assert (sent.data["to"], sent.data["name"]) == ("nadia", "Nadia")


def test_escalating_by_hand_past_a_schedule_names_who_was_last(play, small):
    oncall = {"core": {"steps": [{"level": "primary", "who": "schedule"}], "schedule": SHIFTS}}
    drill = play(small(alerts=_severe("page"), personas=PERSONAS, oncall=oncall))
    drill.to(AT)
    with pytest.raises(Refusal, match="Operations Lead is the last level of core"):
        drill.do(AT + MINUTE, "ol", "page.escalate", id="p1")
