"""Logs of any kind for hypothesis: events that may lack anything and hold anything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from simulator.model.records import Event
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["EVENTS", "FACTS", "FACT_TIMES", "events_of", "mangled"]

FACT_TIMES = ("declarable_at", "viable_at", "impact_started_at", "recovered_at")
PEOPLE = ["ana", "ben", "cho", "dev", "world"]
JSON = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**7),
    st.floats(0, 1),
    st.sampled_from([*PEOPLE, "ic", "ol", "cl", "a1", "SEV-1", "No change.", "Status: x", ""]),
    st.text(max_size=30),
    st.lists(st.integers(), max_size=2),
)
KEYS = [
    "page", "alert", "role", "to", "level", "id", "kind", "component", "plausible", "deep",
    "worked", "audience", "status", "impact", "theory", "next_action", "next_at", "text", "stage",
    "minutes", "owner", "at", "person", "seat", "components", "service", "by", "reason", "name",
    "severity", "facts", "refs", "section", "factor", "n", "risk", "undo", "signals", "result",
    "suspects", "topic", "joined", "timebox", "who", "how_many", "what", "since", "answers",
    "questions", "sections", "actions", "reversible", "destroys_evidence", "undoes", "done",
]  # fmt: skip
COMMON = [
    "alert.fired", "page.acked", "incident.declared", "severity.set", "role.assigned",
    "role.accepted", "role.released", "statuspage.posted", "update.posted", "cadence.set",
    "action.proposed", "action.started", "action.approved", "action.finished",
    "mitigation.verified", "evidence.viewed", "hypothesis.stated", "hypothesis.tested",
    "impact.changed", "seat.taken", "task.assigned", "doc.updated", "incident.resolved",
    "incident.reopened", "postmortem.scheduled", "postmortem.drafted", "facts.changed",
]  # fmt: skip
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 10**7),
        st.sampled_from(COMMON) | st.sampled_from(list(EVENT_KINDS)),
        st.sampled_from(PEOPLE),
        st.sampled_from(["ic", "ol", "cl", "responder", "world", "persona", ""]),
        st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6),
    ),
    max_size=40,
)
FACTS = st.dictionaries(
    st.sampled_from(
        [
            "severity",
            "customer_visible",
            "true_level",
            "symptoms",
            "services",
            "observable",
            "kind",
            "change_age",
            *FACT_TIMES,
        ]
    ),
    JSON | st.just(["impact.changed"]) | st.just({"share_users": 0.3}),
)


def events_of(lines):
    """Make numbered events of lines, in the order of time."""
    ordered = sorted(lines, key=lambda line: line[0])
    return [Event(seq, *line) for seq, line in enumerate(ordered, 1)]


_ODD = [None, True, 0, -1, 3.5, "", "TBD", "SEV-2", "ic", [], [1, 2], {}, {"a": 1}, 10**12]
_OTHER = [
    "facts.changed", "incident.reopened", "drill.speed", "incident.resolved", "severity.set",
    "incident.declared", "escalation.sent",
]  # fmt: skip


def mangled(events, random):
    """Lose some events, move some, add some, and put anything where data belong."""
    out = []
    for event in events:
        luck = random.random()
        data = dict(event.data)
        if luck < 0.15:
            continue
        if luck < 0.4:
            data[random.choice([*data, "role", "level", "alert", "factor"])] = random.choice(_ODD)
        shift = random.randint(-600_000, 1_200_000) if luck < 0.25 else 0
        out.append(replace(event, t=max(0, event.t + shift), data=data))
        if luck > 0.97:
            out.append(replace(event, kind=random.choice(_OTHER)))
    out.sort(key=lambda event: (event.t, event.seq))
    return [replace(event, seq=seq) for seq, event in enumerate(out, 1)]
