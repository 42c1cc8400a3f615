"""M2 and M5 where somebody broke in: looking comes before the cure."""

from __future__ import annotations

import pytest

SECURITY = {"kind": "security"}
DECLARED = (0, "incident.declared", "dev", "responder")
SCOPE = {"who": "admins", "how_many": "3 accounts", "what": "mail", "since": "13:00"}
ALL = "target after evidence was kept and the scope was known."


def keep(minute):
    return (minute, "evidence.captured", "eli", "responder", {"what": "disk of the mail server"})


def scope(minute, **parts):
    return (minute, "scope.defined", "ben", "ol", {**SCOPE, **parts})


def contain(minute, **data):
    told = {"id": "a1", "kind": "mitigation", "reversible": False, **data}
    return (minute, "action.started", "ben", "ol", told)


def propose(minute):
    told = {"id": "a1", "kind": "mitigation", "risk": "users lose their sessions", "undo": "none"}
    return (minute, "action.proposed", "ben", "ol", {**told, "undo": "cannot be undone"})


def test_m2_containment_after_the_investigation(verdict):
    found = verdict("M2", DECLARED, keep(10), scope(20), contain(90), **SECURITY)
    assert (found.value, found.evidence) == (1.0, (2, 3, 4))
    assert found.said == f"The first containment was started after the investigation; {ALL}"


@pytest.mark.parametrize(
    ("before", "value", "missing"),
    [
        ([keep(10)], 0.5, "the scope was known"),
        ([scope(10)], 0.5, "evidence was kept"),
        ([scope(10, who="?", what="TBD")], 0.0, "evidence was kept and the scope was known"),
        ([], 0.0, "evidence was kept and the scope was known"),
    ],
)
def test_m2_acting_before_looking_is_the_error(verdict, before, value, missing):
    after = [keep(40), scope(41)]
    found = verdict("M2", DECLARED, *before, contain(20), *after, contain(50), **SECURITY)
    assert found.value == value
    assert found.said == f"The first containment was started before {missing}; {ALL}"


def test_m2_even_what_does_nothing_warns_an_intruder(verdict):
    assert verdict("M2", DECLARED, contain(5, plausible=False), **SECURITY).value == 0.0
    assert verdict("M2", DECLARED, contain(5, kind="diagnostic"), **SECURITY).said == (
        "No containment was started, so none came too soon."
    )


def test_m2_only_what_could_be_seen_is_asked_for(verdict):
    seen = ["incident.declared", "action.started", "scope.defined"]
    line = [DECLARED, scope(10), contain(20)]
    assert verdict("M2", *line, observable=seen, **SECURITY).value == 1.0
    found = verdict("M2", DECLARED, contain(20), observable=seen[:2], **SECURITY)
    assert found.said == "The log could not show what was looked into before containment."


def test_m2_in_an_outage_nobody_has_to_look_first(verdict):
    assert verdict("M2", DECLARED, propose(5), contain(10)).value == 1.0
    assert verdict("M2", DECLARED, propose(5), contain(10), **SECURITY).value == 0.0


def test_m5_for_good_and_at_once_is_right_after_the_investigation(verdict):
    looked = [DECLARED, keep(10), scope(20), propose(25), contain(30)]
    found = verdict("M5", *looked, **SECURITY)
    assert found.value == 1.0
    assert found.said == (
        "1 of 1 change proposed with risk and undo, the first mitigation came after the "
        "investigation; target all, and nothing for good before the investigation."
    )
    assert verdict("M5", *looked).value == 0.5


def test_m5_before_the_investigation_nothing_is_done_for_good(verdict):
    assert (
        verdict("M5", DECLARED, propose(5), contain(8), keep(10), scope(20), **SECURITY).value
        == 0.5
    )
    undoable = contain(8, reversible=True)
    assert verdict("M5", DECLARED, propose(5), undoable, **SECURITY).value == 1.0
