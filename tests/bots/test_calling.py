"""When a bot in command calls on others."""

from __future__ import annotations

import pytest

from tests.bots.test_bot import MINUTE, bot, declared, play, run, view

ROLES = {
    "ic": {"to": "p-ic", "name": "IC", "assigned_at": 6 * MINUTE, "accepted_at": 7 * MINUTE},
}
YOU = {"person": "p-ic", "name": "IC", "seat": "ic", "roles": ["ic"], "asked": []}
DECLARED = {"seq": 3, "t": 6 * MINUTE, "kind": "incident.declared", "actor": "p-ol", "role": "ol",
            "data": {"title": "Orders fail"}}  # fmt: skip


def calls(seen, events=(DECLARED,), until=60, crew="expert"):
    player = bot("ic", crew, seed=3)
    player.observe(10 * MINUTE, list(events), seen)
    return [i for i in play(player, seen, 10 * MINUTE, until * MINUTE) if i.verb == "escalate"]


def seen(*runs, **incident):
    actions = {"catalogue": run()["catalogue"], "runs": list(runs)}
    return view(you=YOU, incident=declared(roles=ROLES, **incident), actions=actions)


def failed(number, at):
    made = run(id=f"a{number}", status="failed", finished_at=at * MINUTE, reason="no")["runs"][0]
    return made | {"undoes": None, "started_at": 8 * MINUTE}


def test_two_changes_in_vain_are_reason_to_call_on_others():
    found = calls(seen(failed(1, 12), failed(2, 18)), until=23)
    assert [i.args["reason"].startswith("changes did not help") for i in found] == [True]
    assert found[0].t <= 23 * MINUTE


def test_one_is_not():
    assert not calls(seen(failed(1, 12)), until=23)


def test_half_an_hour_without_progress_is_reason_enough():
    found = calls(seen(), until=40)
    assert [i.args["reason"].startswith("no progress") for i in found] == [True]
    assert 30 * MINUTE <= found[0].t <= 37 * MINUTE


def test_a_change_that_runs_is_progress():
    running = run(status="running", started_at=9 * MINUTE)["runs"][0] | {"undoes": None}
    assert not calls(seen(running), until=60)


def test_who_was_called_already_is_not_called_again():
    sent = {"seq": 9, "t": 19 * MINUTE, "kind": "escalation.sent", "actor": "p-ic", "role": "ic",
            "data": {"to": "vendor", "by": "seat", "reason": "x"}}  # fmt: skip
    assert not calls(seen(failed(1, 12), failed(2, 18)), [DECLARED, sent], until=30)


@pytest.mark.parametrize("crew", ["average", "chaotic"])
def test_others_wait_longer_if_they_call_at_all(crew):
    assert not calls(seen(failed(1, 12), failed(2, 18)), until=21, crew=crew)


def test_a_size_that_was_raised_is_told_above():
    sizes = [
        {"seq": n, "t": t * MINUTE, "kind": "severity.set", "actor": "p-ic", "role": "ic",
         "data": {"level": level, "reason": "x"}}
        for n, t, level in ((5, 8, "SEV-2"), (6, 9, "SEV-1"))
    ]  # fmt: skip
    shown = seen()
    shown["drill"] = shown["drill"] | {"severities": [{"label": "SEV-1"}, {"label": "SEV-2"}]}
    found = calls(shown, [DECLARED, *sizes], until=15)
    assert [i.args["reason"].startswith("it is larger") for i in found] == [True]
