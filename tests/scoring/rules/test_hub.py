"""D8: one place to talk, one record, one call."""

from __future__ import annotations

import pytest

from simulator.scenario import load_policy

START = [
    (0, "alert.fired", "world", "world", {"page": True}),
    (0, "incident.declared", "dev", "responder"),
]
END = (60, "drill.ended", "world", "world")


def opened(minute, kind, **data):
    return (minute, "channel.opened", "ana", "ic", {"kind": kind, **data})


def said(minute, channel="incident"):
    return (minute, "message.posted", "dev", "ol", {"channel": channel, "text": "Looking"})


def wrote(minute):
    return (
        minute,
        "doc.updated",
        "dan",
        "ic",
        {"section": "timeline", "text": "Declared by the one on call, command to follow"},
    )


def joined(minute):
    return (minute, "bridge.joined", "ben", "ol", {})


USED = [said(16), wrote(16), joined(16)]


def three(*minutes):
    return [opened(m, kind) for m, kind in zip(minutes, ("chat", "doc", "bridge"), strict=True)]


@pytest.mark.parametrize(
    ("minutes", "value"), [((1, 2, 10), 1.0), ((5, 15, 10), 0.8333), ((1, 2, 20), 0.6667)]
)
def test_each_kind_falls_from_10_to_20_minutes(verdict, minutes, value):
    uses = [said(21), wrote(21), joined(21), *USED]
    found = verdict("D8", *START, *three(*minutes), *uses, END)
    assert found.value == pytest.approx(value, abs=1e-4)
    assert found.said == (
        f"Opened {max(minutes)} min after the declaration: chat, document and bridge;"
        " target 10 min."
    )


def test_what_was_not_opened_is_named(verdict):
    found = verdict("D8", *START, opened(2, "chat"), *USED, END)
    assert found.value == pytest.approx(1 / 3)
    assert found.said == (
        "Opened 2 min after the declaration: chat; not seen: document and bridge; target 10 min."
    )
    none = verdict("D8", *START, END)
    assert (none.value, none.said) == (0.0, "Not seen: chat, document and bridge; target 10 min.")


def test_what_nobody_uses_counts_half(verdict):
    found = verdict("D8", *START, *three(1, 2, 3), said(16), END)
    assert found.value == pytest.approx(2 / 3)
    assert "not used soon: document and bridge" in found.said


@pytest.mark.parametrize(
    ("opening", "use", "value"),
    [(1, 16, 1.0), (1, 25, 1.0), (1, 28, 0.7), (1, 32, 0.5), (12, 27, 0.8), (12, 29, 0.6)],
)
def test_a_channel_counts_from_a_quarter_of_an_hour_before_its_first_use(
    verdict, opening, use, value
):
    others = [opened(1, "doc"), opened(1, "bridge"), wrote(2), joined(2)]
    found = verdict("D8", *START, *others, opened(opening, "chat"), said(use), END)
    assert found.value == pytest.approx((2 + value) / 3)


def test_a_private_word_is_no_use_of_the_chat(verdict):
    lines = [*START, *three(1, 2, 3), wrote(5), joined(5), END]
    assert verdict("D8", *lines, said(5, "dm-ic")).value == pytest.approx(5 / 6)
    assert verdict("D8", *lines, said(5, "#incident-2026-03-04-payments")).value == 1.0


def test_the_one_that_earns_most_counts(verdict):
    lines = [*three(1, 12, 1), opened(4, "doc"), said(5), wrote(6), joined(5)]
    assert verdict("D8", *START, *lines, END).value == 1.0


def test_a_log_that_ends_soon_leaves_the_use_open(verdict):
    assert verdict("D8", *START, *three(1, 2, 3), (12, "x", "a", "ic")).value == 1.0
    short = verdict("D8", *START, (5, "x", "a", "ic"))
    assert short.said == "The log ends before this was due."


def test_a_recorder_that_saw_no_words_cannot_say_that_there_were_none(verdict):
    seen = ["incident.declared", "alert.fired", "channel.opened", "drill.ended"]
    assert verdict("D8", *START, *three(1, 2, 3), END, observable=seen).value == 1.0
    hidden = verdict("D8", *START, END, observable=["incident.declared"])
    assert hidden.said == "The log could not show channel.opened events."


def test_a_smaller_incident_needs_less(verdict):
    two = [opened(1, "chat"), opened(2, "doc"), *USED]
    found = verdict("D8", *START, *two, END, severity={"degraded": True})
    assert found.value == 1.0
    assert "bridge" not in found.said


def test_what_an_escalation_asks_for_is_due_from_then_on(verdict):
    worse = (20, "facts.changed", "world", "world", {"facts": {"revenue_blocked": True}})
    lines = [*START, opened(1, "chat"), opened(2, "doc"), *USED, worse]
    found = verdict(
        "D8", *lines, opened(28, "bridge"), joined(29), END, severity={"degraded": True}
    )
    assert found.value == 1.0
    assert found.said == (
        "Opened 8 min after the escalation of the facts: chat, document and bridge; target 10 min."
    )


def test_who_plays_alone_needs_no_call(verdict):
    seat = (0, "seat.taken", "ana", "ic", {"person": "ana", "seat": "ic"})
    found = verdict("D8", *START, seat, opened(1, "chat"), opened(2, "doc"), *USED, END)
    assert found.value == 1.0


@pytest.mark.parametrize(
    ("name", "value"),
    [("#incident-2026-03-04-payments", 1.0), ("#help", 0.9), (None, 1.0)],
)
def test_a_policy_may_want_a_name(verdict, name, value):
    lines = [opened(1, "chat", name=name), opened(1, "doc"), opened(1, "bridge"), *USED]
    found = verdict("D8", *START, *lines, END, rules=load_policy("sev0-3"))
    assert found.value == pytest.approx(value)
    assert ("pattern" in found.said) == (value < 1)
    # Where every name is recorded, a chat without one has none.
    assert verdict(
        "D8", *START, *lines, END, rules=load_policy("sev0-3"), engine="1"
    ).value == pytest.approx(1.0 if name and value == 1 else 0.9)


def test_a_policy_may_want_nothing(verdict, policy):
    hub = policy.hub.model_copy(update={"kinds": {}})
    found = verdict("D8", *START, END, rules=policy.model_copy(update={"hub": hub}))
    assert found.said == "At this severity the policy asks for no place to work together."
