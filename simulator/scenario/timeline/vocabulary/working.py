"""Words for work, diagnosis, changes and news."""

from __future__ import annotations

from simulator.scenario.timeline.vocabulary.word import Word, same

__all__ = ["CHANGES", "NEWS", "WORK"]

_EVIDENCE = ("dashboard", "logs", "traces", "changes", "runbook", "synthetic", "support", "slo")
_KINDS = ("mitigation", "diagnostic", "other")
_CHANGE = same("id", "how", "component", "reversible", "destroys_evidence")
_UPDATE = same("status", "impact", "theory", "next_action", next="next_at")

WORK = (
    Word(
        "chat opened", "channel.opened", "A chat channel was opened.", same("name"),
        preset={"kind": "chat"}, also=("opened chat", "channel opened", "opened channel"),
    ),
    Word(
        "document opened", "channel.opened", "The incident document was opened.", same("name"),
        preset={"kind": "doc"}, also=("doc opened", "opened document", "opened doc"),
    ),
    Word(
        "bridge opened", "channel.opened", "A call was opened.", same("name"),
        preset={"kind": "bridge"}, also=("opened bridge", "call opened", "opened call"),
    ),
    Word("joined bridge", "bridge.joined", "Somebody joined the call.", also=("joined call",)),
    Word("left bridge", "bridge.left", "Somebody left the call.", also=("left call",)),
    Word(
        "task", "task.assigned", "Somebody was asked to do something.",
        same("id", "to", "timebox"), needs=("to",), also=("gave task", "task given"),
    ),
    Word(
        "task accepted", "task.acked", "Somebody took a task on.", same("id"),
        also=("accepted task",),
    ),
    Word(
        "working on", "task.started", "Somebody said what they were working on.",
        same("id", "joined"), text="topic", needs=("text",),
        also=("started work on", "works on"),
    ),
    Word(
        "task extended", "task.extended", "More time for a task was asked for; `timebox` is all "
        "of it.", same("id", "timebox"), needs=("timebox",), also=("extended task",),
    ),
    Word(
        "task reported", "task.reported", "Somebody reported on a task.", same("id"),
        also=("reported", "task done", "reported back"),
    ),
    Word(
        "looked at", "evidence.viewed", "Somebody looked at evidence.",
        same("kind", "deep", "source"), text="title", also=("checked", "opened graph"),
        choices={"kind": _EVIDENCE},
    ),
    Word(
        "changes reviewed", "changes.reviewed", "Somebody reviewed the recent changes.",
        text="found", also=("reviewed changes", "looked at changes"),
    ),
    Word(
        "evidence kept", "evidence.captured", "Evidence was kept before a change wiped it out.",
        same("source"), text="what", also=("kept evidence", "evidence captured"),
    ),
    Word(
        "scope", "scope.defined", "Somebody said who is hit, how many, what, since when.",
        same("since", "how_many", users="who", broken="what"),
        also=("scope defined", "impact scope"),
    ),
    Word(
        "hypothesis", "hypothesis.stated", "Somebody said what the cause might be.",
        same("id", "suspects"), needs=("text",), also=("theory", "suspected"),
    ),
    Word(
        "hypothesis tested", "hypothesis.tested", "A hypothesis was tested.",
        same("id", "result"), text="note", needs=("result",), also=("tested hypothesis",),
    ),
    Word(
        "confirmed", "hypothesis.tested", "A test confirmed a hypothesis.", same("id"),
        text="note", preset={"result": "confirmed"}, also=("hypothesis confirmed", "cause found"),
    ),
    Word(
        "ruled out", "hypothesis.tested", "A test refuted a hypothesis.", same("id"),
        text="note", preset={"result": "refuted"}, also=("refuted", "hypothesis refuted"),
    ),
)  # fmt: skip

CHANGES = (
    Word(
        "proposed", "action.proposed",
        "Somebody proposed a change: a mitigation, unless `kind` says otherwise.",
        same("id", "kind", "risk", "undo", "component"), text="title",
        preset={"kind": "mitigation"}, choices={"kind": _KINDS},
        also=("mitigation proposed", "proposed mitigation"),
    ),
    Word(
        "approved", "action.approved", "The go-ahead was given.", same("id"),
        also=("go ahead", "approved change"),
    ),
    Word(
        "announced", "action.announced", "A change was announced before it was made.",
        same("id"), also=("announced change",),
    ),
    Word(
        "mitigation started", "action.started", "Somebody began to relieve users.", _CHANGE,
        text="title", preset={"kind": "mitigation"}, also=("mitigation", "started mitigation"),
    ),
    Word(
        "rollback started", "action.started", "Somebody began to roll back.",
        same("id", "component", "reversible", "destroys_evidence"), text="title",
        preset={"kind": "mitigation", "how": "rollback"},
        also=("rollback", "started rollback", "rollback initiated"),
    ),
    Word(
        "change started", "action.started",
        "Somebody changed the system for another reason; `kind: diagnostic` if only to look.",
        {**_CHANGE, "kind": "kind"}, text="title", preset={"kind": "other"},
        choices={"kind": _KINDS},
        also=("change", "started change", "action started"),
    ),
    Word(
        "mitigation finished", "action.finished", "A change took its full effect.", same("id"),
        also=("finished", "rollback finished", "rollback completed", "change finished"),
    ),
    Word(
        "change failed", "action.failed", "A change did not work.", same("id"), text="reason",
        also=("failed", "mitigation failed", "rollback failed"),
    ),
    Word(
        "change stopped", "action.aborted", "A change was stopped halfway.", same("id"),
        also=("stopped", "aborted", "change aborted"),
    ),
    Word(
        "verified", "mitigation.verified", "Somebody checked what a change did.",
        same("id", "signals", "worked"), preset={"worked": True},
        also=("mitigation verified", "change verified"),
    ),
)  # fmt: skip

NEWS = (
    Word(
        "update", "update.posted",
        "News inside; to stakeholders unless `audience` says to whom.",
        {**_UPDATE, "audience": "audience"},
        preset={"audience": "stakeholders"},
        also=("internal update", "stakeholders told", "update posted"),
    ),
    Word(
        "executives told", "update.posted", "News to executives.", _UPDATE,
        preset={"audience": "executives"}, also=("executive update",),
    ),
    Word(
        "support told", "update.posted", "News to the support desk.", _UPDATE,
        preset={"audience": "support"},
    ),
    Word(
        "customers mailed", "update.posted", "An e-mail to customers.", _UPDATE,
        preset={"audience": "customers_email"}, also=("customer email", "customers emailed"),
    ),
    Word(
        "regulator told", "update.posted", "A regulator was told.", _UPDATE,
        preset={"audience": "regulator"},
    ),
    Word(
        "status page", "statuspage.posted", "A public post.",
        same("stage", "components", next="next_at"),
        also=("status post", "public post", "public update", "status page post", "statuspage"),
    ),
)  # fmt: skip
