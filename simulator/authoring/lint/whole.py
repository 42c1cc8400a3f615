"""The scenario as a whole: people, objectives, length, difficulty, texts, and what is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.authoring.lint.actions import uncured
from simulator.authoring.lint.case import Case, Stuck, on_call
from simulator.authoring.lint.finding import Found, rule
from simulator.scenario.document import Cursor

_EASY, _HARD = 2, 4
_TWISTS = 2
_CUT = re.compile(r"\s+(?P<rest>#[^\s#-].*)")
_SHOWN = 40
_GUIDE = (
    "See misfortune run --crew expert; name the next action in a runbook (do), in its title or in "
    "otherwise, or accept it if people can find it."
)


@rule(
    "does-not-run",
    "error",
    way_out="If the file looks right to you, please report it with the file.",
    example="id: stuck   # any scenario on which the simulation stops",
)
def does_not_run(case: Case) -> Iterator[Found]:
    """The drill cannot be simulated to its end.

    It would stop in front of the team as well.
    """
    try:
        _ = case.runs
    except Stuck as stuck:
        yield Found(case.at("id"), f"the drill cannot be played: {stuck}")


@rule(
    "too-short",
    "warning",
    way_out="Make length longer, or the actions shorter.",
    example="length: 30m\nactions: {rollback: {takes: 40m, clears: [x], ...}}",
)
def too_short(case: Case) -> Iterator[Found]:
    """Even an expert crew does not get to the end of the incident.

    With the best bots, customers are still hit or the incident is still open when the drill ends:
    the team never practises closing. Where the bots stopped trying long before, more time would not
    help: they read titles, runbooks and what they are told, and found no way on. Not told where
    nothing helps anyway.
    """
    helps = any(trial.helps for trial in case.trials.values())
    if case.idle.felt_at is None or not helps or uncured(case):
        return
    if case.gave_up is not None:
        message = (
            "the bots could not solve it: with an expert crew customers are still hit at the end, "
            f"and nothing more is done after {case.said(case.gave_up)}"
        )
        yield Found(case.at("length"), message, _GUIDE)
    elif case.expert.over_at is None:
        yield Found(case.at("length"), "with an expert crew customers are still hit at the end")
    elif case.expert.first("incident.resolved") is None:
        yield Found(case.at("length"), "an expert crew does not get to close the incident")


@rule(
    "no-objectives",
    "advice",
    way_out="Write objectives: one to three things that a team should be able to do afterwards.",
    example="objectives: []",
)
def objectives(case: Case) -> Iterator[Found]:
    """The scenario does not say what a team should learn.

    Facilitators choose by it, and the debrief begins with it.
    """
    if not case.scenario.objectives:
        yield Found(case.at("objectives"), "there are no objectives")


@rule(
    "no-symptoms",
    "advice",
    way_out="Write symptoms: the words that a customer would use.",
    example="symptoms: []",
)
def symptoms(case: Case) -> Iterator[Found]:
    """The scenario does not say how customers would put it.

    Whether an update can be understood outside is judged by these words.
    """
    if not case.scenario.symptoms:
        yield Found(case.at("symptoms"), "there are no symptoms")


@rule(
    "persona-unused",
    "advice",
    way_out="Let them say something, be on call or come when asked; or remove them.",
    example="personas: {lawyer: {name: Kim}}   # and no inject from lawyer",
)
def unused(case: Case) -> Iterator[Found]:
    """A persona never appears.

    It says nothing, is on call for nobody and comes when nobody asks: somebody the author forgot.
    """
    scenario = case.scenario
    used = {inject.from_ for inject in scenario.injects}
    for team in scenario.oncall.values():
        used |= on_call(team) | {team.brings or ""}
    for name in scenario.personas:
        if name not in used:
            yield Found(case.at("personas", name), f"{name} never appears")


@rule(
    "difficulty-off",
    "advice",
    way_out="Change the number, or the scenario.",
    example="difficulty: 1\nfaults: {x: {relapse: ..., blinds: [...], ...}}",
)
def difficulty(case: Case) -> Iterator[Found]:
    """The difficulty does not go with what is in the scenario.

    Counted are twists: red herrings, faults that come back, come and go or blind the monitors,
    silenced alerts, actions that fail or need something first, and second causes.
    """
    twists, level = _twists(case), case.scenario.difficulty
    if level < _EASY and twists > _TWISTS:
        yield Found(case.at("difficulty"), f"difficulty {level} with {twists} twists")
    if level >= _HARD and twists < _TWISTS:
        how = "without a twist" if twists == 0 else "with one twist"
        yield Found(case.at("difficulty"), f"difficulty {level} {how}")


def _twists(case: Case) -> int:
    faults = case.scenario.faults.values()
    actions = case.scenario.actions.values()
    return sum(
        (
            sum(bool(f.relapse) + bool(f.pulses) + bool(f.blinds) for f in faults),
            sum(fault.red_herring for fault in faults),
            max(0, sum(1 for _ in case.causes()) - 1),
            sum(alert.silenced is not None for alert in case.scenario.alerts),
            sum(action.fails is not None or action.needs is not None for action in actions),
            sum(inject.red_herring for inject in case.scenario.injects),
        )
    )


@rule(
    "text-cut",
    "warning",
    way_out="Put the text in quotes, or write a space after the # of a comment.",
    example="title: Logs of importer #2   # and people read only: Logs of importer",
)
def text_cut(case: Case) -> Iterator[Found]:
    """A text without quotes ends where a # follows a space.

    YAML takes the rest for a comment. What looks like one, with a space behind its #, is taken for
    one here, too.
    """
    for place in _scalars(case.document.top):
        node = place.node
        if node and node.style is None and isinstance(node.value, str):
            rest = _CUT.match(case.document.around(node)[1])
            if rest:
                message = f"the text ends before {rest['rest'][:_SHOWN]!r}, which is a comment"
                yield Found(Cursor(node, place.path), message)


def _scalars(place: Cursor) -> Iterator[Cursor]:
    """Walk every value of a document that has nothing below it."""
    if place.node is None or place.node.kind == "scalar":
        yield place
    for _, inside in place.entries():
        yield from _scalars(inside)
    for inside in place.each():
        yield from _scalars(inside)


@rule(
    "text-long",
    "advice",
    way_out="Say it shorter.",
    example="injects:\n  - {text: (150 words), ...}",
)
def text_long(case: Case) -> Iterator[Found]:
    """A text is longer than people read in the middle of an incident.

    70 characters for titles, 120 for the summary of an alert, 150 words for the brief, 80 for an
    inject.
    """
    for place, text, most in _titles(case):
        if len(text) > most:
            yield Found(place, f"{len(text)} characters; {most} are plenty here")
    for place, text, most in _proses(case):
        words = len(text.split())
        if words > most:
            yield Found(place, f"{words} words; {most} are plenty here")


def _titles(case: Case) -> Iterator[tuple[Cursor, str, int]]:
    scenario = case.scenario
    yield case.at("title"), scenario.title, 70
    for name, action in scenario.actions.items():
        yield case.at("actions", name, "title"), action.title, 70
    for name, source in scenario.evidence.items():
        yield case.at("evidence", name, "title"), source.title, 70
    for index, alert in enumerate(scenario.alerts):
        summary = alert.annotations.get("summary", "")
        yield case.at("alerts", index, "annotations", "summary"), summary, 120


def _proses(case: Case) -> Iterator[tuple[Cursor, str, int]]:
    yield case.at("brief"), case.scenario.brief, 150
    for index, inject in enumerate(case.scenario.injects):
        yield case.at("injects", index, "text"), inject.text, 80
