"""Change: propose, approve, start and verify what is done to the system."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from simulator.model.errors import Refusal
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.scenario import ActionSpec
from simulator.model.state import ActionRun, DrillState
from simulator.rules.catalogue import Args, Ident, Optional, declare, verb
from simulator.rules.context import Asked, Draft
from simulator.rules.verbs.incident import Signals

__all__ = ["Start", "proposal", "undo_proposal"]

_ON_THE_TABLE = ("proposed", "approved", "running")
_STATUS = {
    "proposed": phrase("proposed"),
    "approved": phrase("approved"),
    "running": phrase("running"),
    "finished": phrase("finished"),
    "failed": phrase("failed"),
    "aborted": phrase("aborted"),
    "undone": phrase("undone"),
}


class Propose(Args):
    """Which action, how risky you think it is, and how it is undone."""

    action: Ident
    risk: Optional = ""
    undo: Optional = ""


class Run(Args):
    """Which proposed action (``a1``)."""

    id: Ident


class Start(Args):
    """A proposed action by ``id``; or, without a word beforehand, an ``action``."""

    id: Ident | None = None
    action: Ident | None = None


class Announce(Run):
    """What people should know."""

    text: Optional = ""


class VerifyMitigation(Run):
    """The signals you looked at, and whether it worked."""

    signals: Signals
    worked: Annotated[bool, Field(strict=True)]


def _spec(asked: Asked, action: str) -> ActionSpec:
    spec = asked.scenario.actions.get(action)
    if spec is None:
        hint = phrase("There are: {known}.", known=", ".join(asked.scenario.actions))
        raise Refusal("not_found", phrase("There is no action {id}.", id=repr(action)), hint)
    return spec


def proposal(asked: Asked, action: str, risk: str = "", undo: str = "") -> dict[str, Any]:
    """Return the data of ``action.proposed`` for one action of the scenario.

    Raises:
        Refusal: ``not_found``, naming the actions there are.
    """
    spec = _spec(asked, action)
    return {
        "id": f"a{len(asked.state.actions) + 1}",
        "action": action,
        "title": spec.title,
        "kind": spec.kind,
        "component": spec.component,
        "risk": risk,
        "undo": undo,
    }


def undo_proposal(asked: Asked, first: ActionRun) -> dict[str, Any]:
    """Return the data of ``action.proposed`` for the undoing of a run."""
    kind = "diagnostic" if first.kind == "diagnostic" else "other"
    data = proposal(asked, first.action)
    return data | {"title": f"Undo: {first.title}", "kind": kind, "undoes": first.id}


def _on_the_table(state: DrillState, action: str) -> list[ActionRun]:
    """Return the runs of an action that are proposed or in progress; undoing it is none."""
    return [
        run
        for run in state.actions.values()
        if run.action == action and run.undoes is None and run.status in _ON_THE_TABLE
    ]


@verb("action.propose", Propose, "ol", "responder", "ic")
def propose(asked: Asked) -> list[Draft]:
    """Propose a change, with its risk and how to undo it."""
    args = asked.args
    if waiting := _on_the_table(asked.state, args.action):
        runs = ", ".join(run.id for run in waiting)
        already = phrase("That is already on the table as {runs}.", runs=runs)
        raise Refusal("wrong_state", already, _next(asked, waiting[-1]))
    return [("action.proposed", proposal(asked, args.action, args.risk, args.undo))]


@verb("action.approve", Run, "ic")
def approve(asked: Asked) -> list[Draft]:
    """Give the go-ahead for a proposed change."""
    run = asked.run(asked.args.id)
    asked.refuse_unless(run.status == "proposed", _already(run), _next(asked, run))
    return [("action.approved", {"id": run.id})]


@verb("action.announce", Announce, "ol", "responder", "ic")
def announce(asked: Asked) -> list[Draft]:
    """Tell the room what is about to change."""
    run = asked.run(asked.args.id)
    asked.refuse_unless(
        run.status in ("proposed", "approved"),
        _already(run),
        phrase("Tell the room in the incident channel instead."),
    )
    return [("action.announced", {"id": run.id, "text": asked.args.text or run.title})]


def _check_start(asked: Asked) -> None:
    args = asked.args
    if (args.id is None) == (args.action is None):
        hint = phrase(
            "Give the id of a proposed action (a1), or the name of an action to start it cold."
        )
        raise Refusal("bad_args", phrase("action.start needs either id or action."), hint)
    if args.id is None:
        enforced = _spec(asked, args.action).approval == "enforced"
        hint = joined([phrase("Propose it first."), _approver(asked)], " ")
        asked.refuse_unless(not enforced, _NO_GO, hint)
        return
    run = asked.run(args.id)
    startable = run.status in ("proposed", "approved")
    asked.refuse_unless(startable, _already(run), _next(asked, run))
    if run.undoes is not None:  # much may have happened since it was proposed
        _refuse_if_nothing_to_undo(asked, asked.run(run.undoes))
    if asked.scenario.actions[run.action].approval == "enforced":
        asked.refuse_unless(run.status == "approved", _NO_GO, _approver(asked))


_NO_GO = phrase("That cannot be started without a go-ahead.")


def _already(run: ActionRun) -> Phrase:
    return phrase("{run} is already {status}.", run=run.id, status=_STATUS[run.status])


def _next(asked: Asked, run: ActionRun) -> Phrase:
    """Say how it goes on with a run as it stands."""
    match run.status:
        case "proposed":
            return _approver(asked)
        case "approved":
            person = asked.state.name(run.approved_by or "")
            return phrase("{person} gave the go-ahead: it can be started.", person=person)
        case "running":
            return phrase("Wait until it ends, or stop it first.")
    if run.undoes is not None:
        if run.status == "finished":
            return phrase("{run} is taken back already.", run=run.undoes)
        return phrase("To try once more, undo {run} again.", run=run.undoes)
    return phrase("To do it once more, propose it again.")


def _idle(asked: Asked, run: ActionRun) -> Phrase:
    """Say how it goes on with a run of which nothing can be stopped or taken back."""
    if run.status in ("proposed", "approved"):
        return phrase("Nothing to do: it was not started.")
    return _next(asked, run)


def _approver(asked: Asked) -> Phrase:
    """Say who gives the go-ahead."""
    state = asked.state
    holder = state.people.get(state.holder("ic") or "") or state.seated("ic")
    if holder is None:
        return phrase("The Incident Commander approves it; without one, anybody here may.")
    return phrase("The Incident Commander, {person}, approves it.", person=holder.name)


def _check_abort(asked: Asked) -> None:
    run = asked.run(asked.args.id)
    status = _STATUS[run.status]
    hint = _idle(asked, run)
    can_undo = run.undoes is None and asked.scenario.actions[run.action].undo is not None
    if run.status == "finished" and can_undo:
        hint = phrase("It is over; to take back what it did, undo it.")
    message = phrase("{run} is not running, it is {status}.", run=run.id, status=status)
    asked.refuse_unless(run.status == "running", message, hint)


def _refuse_if_nothing_to_undo(asked: Asked, run: ActionRun) -> None:
    spec = asked.scenario.actions[run.action]
    stopped = run.status in ("failed", "aborted")
    asked.refuse_unless(
        run.status == "finished" or stopped,
        phrase(
            "{run} is {status}; there is nothing to undo.", run=run.id, status=_STATUS[run.status]
        ),
        phrase("Stop it first.") if run.status == "running" else _idle(asked, run),
    )
    for_good = phrase("{action}: that cannot be undone.", action=run.title)
    instead = phrase("Propose another action that makes up for it.")
    asked.refuse_unless(spec.undo is not None, for_good, instead)
    early = phrase(
        "{run} was stopped before any of it took effect; there is nothing to undo.", run=run.id
    )
    if run.status == "failed":
        early = phrase(
            "{run} failed before any of it took effect; there is nothing to undo.", run=run.id
        )
    asked.refuse_unless(not stopped or run.stages_done, early, _next(asked, run))


def _check_undo(asked: Asked) -> None:
    run = asked.run(asked.args.id)
    asked.refuse_unless(
        run.undoes is None,
        phrase("{run} only undid {other}.", run=run.id, other=run.undoes),
        phrase("Start the action itself again."),
    )
    _refuse_if_nothing_to_undo(asked, run)
    others = asked.state.actions.values()
    if pending := [o for o in others if o.undoes == run.id and o.status in _ON_THE_TABLE]:
        runs = ", ".join(other.id for other in pending)
        message = phrase("Undoing {run} is already on the table as {runs}.", run=run.id, runs=runs)
        raise Refusal("wrong_state", message, _next(asked, pending[-1]))


declare(
    "action.start", Start, "ol", "responder", "ic",
    doc="Start a change. It takes drill time, and the world answers truthfully.",
    check=_check_start,
)  # fmt: skip
declare(
    "action.abort", Run, "ol", "responder", "ic",
    doc="Stop a running change; what it has done so far stays done.", check=_check_abort,
)  # fmt: skip
declare(
    "action.undo", Run, "ol", "responder", "ic",
    doc="Take back what a change did. It takes drill time, as a run of its own.",
    check=_check_undo,
)  # fmt: skip


@verb("mitigation.verify", VerifyMitigation, "ol", "responder")
def verify(asked: Asked) -> list[Draft]:
    """Say whether a finished change did what it should, and how you know."""
    run = asked.run(asked.args.id)
    asked.refuse_unless(
        run.status == "finished",
        phrase(
            "{run} is {status}; there is nothing to verify yet.",
            run=run.id,
            status=_STATUS[run.status],
        ),
        phrase("Verify once it has finished."),
    )
    return [("mitigation.verified", asked.args.model_dump())]
