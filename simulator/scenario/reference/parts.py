"""The parts of a scenario in the order in which an author meets them, each introduced."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARTS", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its heading, its model, where it stands in a file, and what it is for."""

    title: str
    model: str
    where: str
    intro: str
    below: tuple[Part, ...] = ()
    """The parts of this part that have keys of their own."""


PARTS = (
    Part(
        "The file", "Scenario", "",
        "The keys at the top of the file. Write them in any order; the one below reads well. What "
        "trainees see before the end: `title`, `brief`, `start`, `length`, the services, the "
        "alerts, the actions and what the evidence shows. What they never see: `kind`, `tags`, "
        "`facts`, `escalations`, `faults`, and every `points_to` and `red_herring`.",
    ),
    Part(
        "Facts", "Facts", "facts",
        "What is true of the failure, whatever anybody believes. You do not write a severity: the "
        "organisation's policy turns these facts into one, and the scorer compares it with what "
        "the team said.",
    ),
    Part(
        "Escalations", "Escalation", "escalations[n]",
        "How the facts change while the incident escalates: more users are hit, money stops, data "
        "are lost. It changes what is true, not the signals; let a fault do the same to those. "
        "The team is judged by the facts of the moment, so a severity that was right can become "
        "too low. Each has exactly one of `at` and `when`. One with `at` comes even if the team "
        "has ended the trouble by then: "
        '`when: now >= 12m and active("bad-routes")` does not. No two share a moment.',
        below=(
            Part(
                "Changed facts", "ChangedFacts", "escalations[n].facts",
                "The [facts](#facts) that change. What is left out stays as it is.",
            ),
        ),
    ),
    Part(
        "Services", "Service", "services.NAME",
        "The system, as a graph of who calls whom. A service that calls a failing one fails too, "
        "by itself: push the cause, not the symptoms. Circles of calls are refused.",
        below=(
            Part(
                "Signal", "SignalSpec", "services.NAME.signals.NAME",
                "What can be measured of a service. The unit of `base` is the unit of the "
                "signal: amounts that are said of it elsewhere must have the same.",
            ),
            Part(
                "Call", "Spread", "services.NAME.calls.NAME",
                "What one call carries. The short form, `calls: [card-router, ledger-db]`, means "
                "that the caller feels everything and never tries again.",
            ),
        ),
    ),
    Part(
        "Changes", "Change", "changes[n]",
        "What the change history shows: the first place to look in a real incident. Put a few "
        "harmless ones beside the guilty one.",
    ),
    Part(
        "Faults", "FaultSpec", "faults.NAME",
        "What breaks. A fault begins at a time (`at`), on a condition (`when`), through an action "
        "(`starts`), or when the facilitator says so, whichever comes first; it pushes signals of "
        "one service for as long as it has any strength. Strength is lost to actions that ease or "
        "clear it.",
        below=(
            Part(
                "Push", "Push", "faults.NAME.pushes.SIGNAL",
                "Where one signal goes. With half the fault's strength left, it goes half the "
                "way from its base.",
            ),
            Part(
                "Turn", "Turn", "faults.NAME.course[n]",
                "A change of strength that comes by itself. Turns are in order of time.",
            ),
            Part(
                "Pulses", "Pulses", "faults.NAME.pulses",
                "A fault that comes and goes: two minutes there, three minutes away, and so on.",
            ),
            Part(
                "Relapse", "Relapse", "faults.NAME.relapse",
                "A fault that comes back once, for teams that close too early.",
            ),
        ),
    ),
    Part(
        "Alerts", "AlertSpec", "alerts[n]",
        "Alerting rules in the shape of Prometheus, so you can bring your own. An alert with "
        "`severity: page` pages whoever is on call; any other only shows. Without a page early "
        "on, nobody knows that the drill has begun. While somebody of a team has an acknowledged "
        "alert open, further alerts of that team show but page nobody: one person looking is "
        "enough. Once it has resolved, the next alert that fires pages again.",
        below=(
            Part(
                "Silence", "Silence", "alerts[n].silenced",
                "A forgotten silence: the alert is there and tells nobody.",
            ),
        ),
    ),
    Part(
        "On-call teams", "TeamSpec", "oncall.NAME",
        "Who is paged, and who is next when nobody answers. The short form is the list of steps "
        "alone: `payments: [{level: primary, who: ol}]`. The keys below are for teams that need "
        "more.",
        below=(
            Part(
                "Step", "OnCall", "oncall.NAME[n]",
                "One step of an escalation. Steps are paged in their order until one acknowledges.",
            ),
            Part(
                "Shift", "Shift", "oncall.NAME.schedule[n]",
                "One turn of a schedule. It lasts until the next one begins.",
            ),
        ),
    ),
    Part(
        "Personas", "Persona", "personas.NAME",
        "People around the team: those who ask, complain, and get paged, and colleagues who come "
        "when they are called. Bots do not play them; they say what you write here and in the "
        "injects.",
    ),
    Part(
        "Actions", "ActionSpec", "actions.NAME",
        "What the team can do to the system. Title, duration, risk and the time to undo are "
        "shown; what an action does, people find out. Offer some that help at once, one that "
        "cures, some that do nothing, and one that hurts.",
        below=(
            Part(
                "Failure", "Failure", "actions.NAME.fails",
                "That an action fails, always or sometimes.",
            ),
            Part(
                "Harm", "Worsens", "actions.NAME.worsens",
                "What an action makes worse from its start on. One alone needs no list: "
                "`worsens: {service: …}`.",
            ),
        ),
    ),
    Part(
        "Evidence", "EvidenceSpec", "evidence.NAME",
        "Where the team can look. A look takes its time and is answered from the world's state at "
        "its end, so a dashboard never lies unless you blind it. Some keys belong to some kinds: "
        "`series` to dashboards, synthetic tests, support queues and objectives, `spans` to "
        "traces, `steps` to runbooks, `slo` to objectives. A source of kind `changes` shows the "
        "[changes](#changes) by itself.",
        below=(
            Part(
                "Line", "EvidenceLine", "evidence.NAME.lines[n]",
                "One line of what is shown. Lines with `when` come and go with the state of the "
                "world; personas' reports are written the same way.",
            ),
            Part(
                "Span", "Span", "evidence.NAME.spans[n]",
                "One bar of a trace's waterfall. A span inside another stands after it in the "
                "list.",
            ),
            Part(
                "Runbook step", "Step", "evidence.NAME.steps[n]",
                "One step of a runbook, with the action or the source that it means.",
            ),
            Part(
                "Objective", "Slo", "evidence.NAME.slo",
                "A service level objective, whose error budget burns while the drill runs.",
            ),
        ),
    ),
    Part(
        "Injects", "InjectSpec", "injects[n]",
        "What reaches the team from outside: questions, complaints, rumours, offers of help. Each "
        "has exactly one of `at`, `after`, `when` and `absent`. One with `expect` is an exercise: "
        "the scorer notes who did it, and when.",
        below=(
            Part(
                "Absence", "Absent", "injects[n].absent",
                "Something that should happen and does not.",
            ),
            Part(
                "Repetition", "Repeat", "injects[n].repeat",
                "That an inject comes again, until `unless` holds or it came often enough.",
            ),
            Part(
                "Expectation", "Expect", "injects[n].expect",
                "What the team should do about an inject, and within which time. It is fulfilled "
                "by the verb from one of the seats, whatever the words; what does not come in time "
                "is noted as missed.",
            ),
        ),
    ),
)  # fmt: skip
"""Every part of a file."""
