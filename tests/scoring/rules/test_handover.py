"""K8: a role changes hands in words that everybody hears."""

from __future__ import annotations

import pytest

BRIEF = "Rollback runs in region two and the next public update is at half past three"
START = [(0, "role.accepted", "ana", "ic", {"role": "ic"})]
END = (90, "drill.ended", "world", "world")


def hand(to="eve", brief=BRIEF, minute=30, **data):
    given = {"role": "ic", "to": to, "brief": brief}
    told = {k: v for k, v in given.items() if v is not None} | data
    return (minute, "role.handover", "ana", "ic", told)


def accepted(minute=31, by="eve", role="ic"):
    return (minute, "role.accepted", by, "ic", {"role": role})


def said(minute, text, by="eve", kind="message.posted", **data):
    return (minute, kind, by, "ic", {"text": text, **data})


TELLS = said(32, "I am Eve, I am the incident commander")


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ([hand(), accepted(), TELLS], 1.0),
        ([hand(), accepted(35), said(40, "Taking over from Ana")], 1.0),
        ([hand(), accepted(36), TELLS], 0.75),
        ([hand(), accepted(), said(37, "I am in command")], 0.75),
        ([hand(), accepted(), said(32, "Who has the graphs?")], 0.75),
        ([hand(), accepted(), said(32, "Eve is IC now", by="dev")], 0.75),
        ([hand(brief="ok"), accepted(), TELLS], 0.75),
        ([hand(), accepted(by="vic"), TELLS], 0.75),
        ([hand(), accepted(role="ol"), TELLS], 0.75),
        ([hand(to=None, brief=None)], 0.0),
    ],
)
def test_each_handover_has_four_parts(verdict, lines, value):
    assert verdict("K8", *START, *lines, END).value == pytest.approx(value)


@pytest.mark.parametrize(
    "told",
    [
        said(32, "Handing over to Eve", by="ana"),
        said(32, "Team: Eve (IC), Ben (OL)", kind="update.posted", by="eve"),
        said(32, "Eve leads from now on", kind="doc.updated", by="cho", refs=[2]),
        said(32, "The IC is Eve", kind="decision.logged"),
    ],
)
def test_it_may_be_told_in_many_places(verdict, told):
    assert verdict("K8", *START, hand(), accepted(), told, END).value == 1.0


def test_too_soon_to_say(verdict):
    found = verdict("K8", *START, hand(), (32, "message.posted", "ben", "ol", {"text": "Hm"}))
    assert found.said == "The log ends before a handover was due to be accepted."


def test_what_a_recorder_did_not_keep_is_not_asked_for(verdict):
    seen = ["role.handover", "role.accepted"]
    found = verdict("K8", *START, hand(brief=None), accepted(), END, observable=seen)
    assert found.value == 1.0
    assert found.said == "Handovers: 1, of these named 1, accepted 1; target all, within 5 min."


def test_each_handover_counts(verdict):
    again = (60, "role.handover", "eve", "ic", {"role": "ic"})
    found = verdict("K8", *START, hand(), accepted(), TELLS, again, END)
    assert found.value == pytest.approx(0.5)
