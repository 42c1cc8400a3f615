"""What each action would do, tried alone."""

from __future__ import annotations

import pytest

from simulator.authoring.runs import Stage, expert_run, idle_run
from simulator.authoring.trials import first_sign, try_action
from simulator.model.errors import Refusal
from simulator.model.units import MINUTE
from simulator.scenario import load_scenario


@pytest.fixture(scope="module")
def play(clean_text, imag):
    def trial(action, *changes):
        text = clean_text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        scenario = load_scenario(text, "x.yaml")
        return try_action(scenario, imag, action, idle_run(scenario, imag))

    return trial


def test_a_mitigation_helps_from_the_first_sign_on(play):
    trial = play("use-replica")
    assert trial.started == trial.run.first("page.sent")
    assert trial.finished == trial.started + 4 * MINUTE
    assert trial.before == pytest.approx(0.298, abs=0.001)
    assert trial.after == pytest.approx(0.0596, abs=0.001)
    assert trial.helps
    assert not trial.harms


def test_what_an_action_needs_is_done_before(play):
    needs = 'takes: 12m\n    needs: finished("use-replica")\n    otherwise: Not yet.'
    trial = play("roll-back", ("takes: 12m", needs))
    assert trial.needed == ("use-replica",)
    assert trial.finished - trial.started == 12 * MINUTE
    assert trial.started >= trial.run.first("action.finished")


def test_an_action_that_never_may_says_why(play):
    trial = play(
        "roll-back", ("takes: 12m", "takes: 12m\n    needs: impact > 90%\n    otherwise: No.")
    )
    assert (trial.started, trial.finished, trial.helps) == (None, None, False)
    assert "No." in trial.refused


@pytest.mark.parametrize(
    "needs",
    [
        'looked("index-logs")',
        'captured("history") and not happened("incident.resolved")',
        'answered("calls") and happened("incident.declared") and joined("web")',
        'finished("debug-log") and looked("board")',
        'count("task.reported") >= 2',
    ],
)
def test_what_only_people_do_is_taken_as_done(play, needs):
    change = f"takes: 12m\n    needs: {needs}\n    otherwise: Not yet."
    trial = play("roll-back", ("takes: 12m", change))
    assert trial.assumed
    assert trial.helps
    assert trial.refused == ""


def test_chains_of_needs_are_followed_through_failures(play):
    trial = play(
        "roll-back",
        ("takes: 12m", 'takes: 12m\n    needs: failed("use-replica")\n    otherwise: Not yet.'),
        ("takes: 4m", ("takes: 4m\n    needs: finished('debug-log')\n    otherwise: Log first.\n"
         "    fails: {says: It is gone.}")),
    )  # fmt: skip
    assert trial.needed == ("debug-log", "use-replica")
    assert trial.helps
    assert not trial.assumed


def test_an_action_that_waits_for_one_that_never_may_gives_its_own_refusal(play):
    trial = play(
        "roll-back",
        ("takes: 12m", 'takes: 12m\n    needs: finished("use-replica")\n    otherwise: Mine.'),
        ("takes: 4m", "takes: 4m\n    needs: impact > 90%\n    otherwise: Theirs."),
    )
    assert (trial.started, trial.refused, trial.needed) == (None, "Mine.", ())


def test_an_action_that_does_harm(play):
    harm = "worsens: {service: tracking, signal: errors, by: 20%, for: 60m}"
    trial = play("debug-log", ("    kind: diagnostic\n", f"    {harm}\n"))
    assert trial.harms
    assert not trial.helps


def test_an_action_that_fails_is_tried_again_with_other_dice(play):
    trial = play("use-replica", ("takes: 4m", "takes: 4m\n    fails: {says: The replica is gone.}"))
    assert trial.finished is None
    assert trial.refused == "The replica is gone."
    assert not trial.helps


def test_the_first_sign_is_the_page_not_the_noise_before(clean_text, imag):
    noise = "  - {alert: Early, expr: 'errors{service=\"labels\"} > 0.0001'}\n"
    scenario = load_scenario(clean_text.replace("alerts:\n", f"alerts:\n{noise}"), "x.yaml")
    idle = idle_run(scenario, imag)
    assert idle.first("alert.fired") < idle.felt_at
    assert first_sign(idle) == idle.first("page.sent") > idle.felt_at


def test_runs_know_when_customers_are_hit(clean_text, imag):
    scenario = load_scenario(clean_text, "x.yaml")
    idle, expert = idle_run(scenario, imag), expert_run(scenario, imag)
    assert (idle.felt_at, idle.over_at) == (5 * MINUTE + 15_000, None)
    assert idle.peak == pytest.approx(0.298)
    assert expert.over_at < scenario.length
    assert expert.first("incident.resolved") > expert.over_at
    declared = idle_run(scenario, imag, declared=7 * MINUTE)
    assert declared.first("incident.declared") == 7 * MINUTE


def test_a_stage_refuses_as_a_drill_does(clean_text, imag):
    stage = Stage(load_scenario(clean_text, "x.yaml"), imag)
    with pytest.raises(Refusal, match="may not"):
        stage.act("cl", "action.approve", {"id": "a1"})
