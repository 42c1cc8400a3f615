"""Words for pages, roles, decisions and the end: who leads, and how."""

from __future__ import annotations

from simulator.scenario.timeline.vocabulary.word import Word, same

__all__ = ["END", "INCIDENT", "PAGER", "STEERING"]


PAGER = (
    Word(
        "alert", "alert.fired", "An alert fired. It paged somebody unless you say `page: false`.",
        same("service", "team", "page", name="alert"), text="summary", preset={"page": True},
        also=("alarm", "page", "paged", "alert fired", "page sent"), world=True,
    ),
    Word(
        "alert over", "alert.resolved", "An alert stopped firing.",
        same("service", name="alert"), also=("alert cleared", "alert stopped"), world=True,
    ),
    Word(
        "customer report", "inject.delivered", "Somebody outside told the team about it.",
        also=("report", "complaint", "ticket", "customer reports"), preset={"channel": "support"},
        outside=True,
    ),
    Word(
        "acknowledged", "page.acked", "Somebody acknowledged the page.", same(name="alert"),
        also=("ack", "acked", "page acknowledged", "picked up"),
    ),
    Word(
        "called in", "page.sent", "Somebody asked for another team or person.",
        same("team", "to"), text="reason", preset={"level": "requested"},
        also=("asked for help", "team paged"),
    ),
    Word(
        "escalated", "escalation.sent",
        "It was escalated: to a secondary, a manager, a vendor.",
        same("to", name="alert"), text="reason", also=("escalation",),
    ),
    Word(
        "joined", "responder.joined", "Somebody came to help.", same("team"),
        also=("joined in", "responder joined"),
    ),
)  # fmt: skip

INCIDENT = (
    Word(
        "triage", "triage.assessed", "A first statement of severity and impact.",
        same(level="severity"), text="impact", needs=("level",),
        also=("triaged", "assessed", "first assessment"),
    ),
    Word(
        "declared", "incident.declared", "Somebody declared an incident.", text="title",
        also=("declared incident", "incident opened", "opened incident"),
    ),
    Word(
        "severity", "severity.set", "A severity was set or changed.", same("level"),
        text="reason", needs=("level",), also=("set severity", "sev", "severity changed"),
    ),
    Word(
        "priority", "priority.set", "A priority was set or changed.", same("level"),
        text="reason", needs=("level",), also=("set priority",),
    ),
    Word(
        "named", "role.assigned", "Somebody was named for a role.", same("role", "to"),
        needs=("role", "to"), also=("assigned", "assigned role", "asked to be"),
    ),
    Word(
        "took command", "role.accepted", "Somebody became Incident Commander and said so.",
        preset={"role": "ic"}, also=("took over command", "is ic", "became ic"),
    ),
    Word(
        "took role", "role.accepted", "Somebody accepted a role.", same("role"),
        needs=("role",), also=("accepted role", "accepted"),
    ),
    Word(
        "handed over", "role.handover", "Somebody passed a role on; `ic` unless you say which.",
        same("role", "to"), text="brief", needs=("to",), preset={"role": "ic"},
        also=("handover", "handed over command"),
    ),
    Word(
        "stood down", "role.released", "Somebody laid down a role.", same("role"),
        needs=("role",), also=("released", "released role"),
    ),
    Word(
        "command contested", "command.contested", "It was questioned who is in command.",
        text="reason", also=("contested command",),
    ),
    Word(
        "command settled", "command.settled", "It was settled who is in command.",
        also=("settled command",),
    ),
    Word(
        "cadence", "cadence.set",
        "Somebody promised how often news comes; to stakeholders unless you say to whom.",
        same("audience", every="minutes"), preset={"audience": "stakeholders"},
        also=("set cadence", "update cadence"),
    ),
    Word(
        "exit criteria", "exit_criteria.set", "Somebody said when it would be over.",
        also=("set exit criteria",),
    ),
)  # fmt: skip

STEERING = (
    Word(
        "decision", "decision.logged", "A decision was taken.", needs=("text",),
        also=("decided",),
    ),
    Word(
        "plan reviewed", "plan.reviewed", "The plan was looked at again.",
        also=("reviewed plan",),
    ),
    Word("plan b", "plan.alternative", "A plan B was named.", also=("alternative", "fallback")),
    Word(
        "question", "inject.exec_question", "An executive or customer asked something.",
        same("id"), also=("executive question", "was asked"), outside=True,
    ),
    Word("answered", "query.answered", "A question was answered.", same("id"), also=("answer",)),
    Word(
        "wrote down", "doc.updated", "Something was written into the incident document.",
        same("section", about="refs"), preset={"section": "timeline"},
        also=("document updated", "doc updated", "noted in document"),
    ),
    Word(
        "note", "message.posted", "Anything else that was said or happened.",
        preset={"channel": "incident"}, also=("said", "message", "remark", "other"),
    ),
)  # fmt: skip

END = (
    Word(
        "impact", "impact.changed", "How hard users were hit from then on.", same(share="level"),
        needs=("share",), also=("impact changed",), world=True,
    ),
    Word(
        "recovered", "impact.changed", "Users were no longer hit.", preset={"level": 0.0},
        also=("service restored", "impact over"), world=True,
    ),
    Word(
        "recovery verified", "recovery.verified", "Somebody made sure that it was over.",
        same("signals"), needs=("signals",), also=("recovered verified", "verified recovery"),
    ),
    Word(
        "resolved", "incident.resolved", "The incident was closed.",
        also=("closed", "incident closed", "incident over"),
    ),
    Word(
        "reopened", "incident.reopened", "The incident was opened again.", text="reason",
        also=("incident reopened",),
    ),
    Word(
        "review scheduled", "postmortem.scheduled", "A review was put into the calendar.",
        same("owner", held="at"), also=("postmortem scheduled", "scheduled review"),
    ),
    Word(
        "postmortem", "postmortem.drafted",
        "The postmortem was written; `text` is its Markdown, if you want it judged.",
        also=("postmortem written", "postmortem drafted"),
    ),
    Word(
        "postmortem shared", "postmortem.shared", "The postmortem was shared.", same(to="with"),
        also=("shared postmortem", "postmortem published"),
    ),
    Word(
        "runbook updated", "runbook.updated", "A runbook was updated.", same("source"),
        also=("updated runbook",),
    ),
)  # fmt: skip
