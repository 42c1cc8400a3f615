"""What is wrong with a timeline as a whole: days, order, promises, facts, people, ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from simulator.model.timeline import Timeline
from simulator.model.units import HOUR, LONGEST, MINUTE, duration_text
from simulator.model.when import parse_when
from simulator.scenario.document import Cursor, Document
from simulator.scenario.timeline.people import People
from simulator.scenario.timeline.threads import STEPS, Threads
from simulator.scenario.timeline.times import Calendar, clock_of, next_day
from simulator.scenario.timeline.words import word_of

__all__ = ["calendar_of", "check_story"]

_BACK = 6 * HOUR
"""A line that goes back further than this was most likely meant for the next day."""
_PEOPLE_KEYS = {"role.assigned": "to", "role.handover": "to", "task.assigned": "to"}
"""By kind of event, the key that names somebody of the team."""


def calendar_of(document: Document, timeline: Timeline) -> Calendar | None:
    """Return the file's calendar; None if a time of it means nothing, which is then told."""
    try:
        calendar = Calendar(timeline)
    except ValueError as error:
        document.problem(document.top["date"], str(error))
        return None
    if timeline.start and parse_when(timeline.start).offset is not None:
        message = 'this is what +12m counts from; write a time of day such as "14:13"'
        document.problem(document.top["start"], message)
        return None
    _check_days(document, timeline)
    wrong: set[str] = set()
    for place, text, beside in _times(document, timeline):
        if beside in wrong or (wrong and parse_when(text).offset is not None):
            continue  # it counts on a time that is wrong itself
        try:
            calendar.ms(text, None if beside is None else calendar.ms(beside))
        except ValueError as error:
            wrong.add(text)
            document.problem(place, str(error))
    return None if document.problems else calendar


def _times(document: Document, timeline: Timeline) -> Iterator[tuple[Cursor, str, str | None]]:
    """Walk all times of a file, each with the time of its line unless it is that itself."""
    if timeline.start:
        yield document.top["start"], timeline.start, None
    facts = document.top["facts"]
    for key in ("impact_from", "recovered", "change_at", "declarable_from", "viable_from"):
        if text := getattr(timeline.facts, key):
            yield facts[key], text, None
    for index, line in enumerate(timeline.events):
        place = document.top["events"][index]
        yield place["at"], line.at, None
        for key in ("next", "held"):
            if text := getattr(line, key):
                yield place[key], text, line.at
        for text in line.about or ():
            yield place["about"], text, line.at


def _check_days(document: Document, timeline: Timeline) -> None:
    """Ask for a date where some times have one and others count on the file's."""
    if timeline.date is not None:
        return
    found = [(place, text) for place, text, _ in _times(document, timeline)]
    if not any(parse_when(text).day for _, text in found):
        return
    for place, text in found:
        if _of_day(text):
            document.problem(
                place,
                f"on which day? Other times have a date: give the file one, date: 2017-01-31, or "
                f'write this one out, "2017-01-31 {text}"',
            )
            return


def check_story(document: Document, timeline: Timeline, calendar: Calendar) -> None:
    """Check what only the whole file can tell."""
    times = [calendar.ms(line.at) for line in timeline.events]
    _check_order(document, timeline, times)
    _check_promises(document, timeline, calendar, times)
    _check_facts(document, timeline, calendar, times)
    _check_people(document, timeline)
    _check_threads(document, timeline, times)


def _check_order(document: Document, timeline: Timeline, times: list[int]) -> None:
    lines = document.top["events"]
    if max(times) - min(times) > LONGEST:
        last = max(range(len(times)), key=times.__getitem__)
        document.problem(
            lines[last]["at"],
            f"this is more than {LONGEST // HOUR:,} hours after the first line; is the date right?",
        )
        return
    for index, (above, here) in enumerate(pairwise(times), 1):
        text = timeline.events[index].at
        if _of_day(text) and above - here > _BACK:
            document.problem(
                lines[index]["at"],
                f"this is {duration_text(above - here)} before the line above; if it is the next "
                f'day, write its date, "{next_day(above, text)}", else put the lines in order',
            )


def _of_day(text: str) -> bool:
    """Tell whether a time is a mere time of day, whose date the file gives."""
    moment = parse_when(text)
    return not moment.day and moment.offset is None


def _check_promises(
    document: Document, timeline: Timeline, calendar: Calendar, times: list[int]
) -> None:
    """Check that what was promised lies ahead, and that entries are about lines that there are."""
    known = {t // MINUTE for t in times}
    for index, (line, t) in enumerate(zip(timeline.events, times, strict=True)):
        place = document.top["events"][index]
        for key in ("next", "held"):
            text = getattr(line, key)
            if text and calendar.ms(text, t) <= t:
                hint = f'if it is the next day, write its date, "{next_day(t, text)}"'
                more = f"; {hint}" if _of_day(text) else ""
                document.problem(place[key], f"{text} is not after this line{more}")
        for text in line.about or ():
            if calendar.ms(text, t) // MINUTE not in known:
                document.problem(place["about"], f"no line of this file is at {text}")


def _check_facts(
    document: Document, timeline: Timeline, calendar: Calendar, times: list[int]
) -> None:
    facts, place = timeline.facts, document.top["facts"]
    hit = None if facts.impact_from is None else calendar.ms(facts.impact_from)
    for key in ("impact_from", "recovered", "declarable_from", "viable_from"):
        text = getattr(facts, key)
        if text and abs(calendar.ms(text) - times[0]) > LONGEST:
            document.problem(place[key], "this is years away from the lines; is the date right?")
    told = any(word_of(line.what).name == "impact" and line.share for line in timeline.events)
    if facts.change_at and hit is None and not told:
        document.problem(
            place["change_at"],
            "how old the change was cannot be told without the time at which users were first hit; "
            "add impact_from",
        )
    if hit is None:
        return
    at = clock_of(hit)
    if facts.recovered and calendar.ms(facts.recovered) < hit:
        document.problem(
            place["recovered"],
            f"this is before impact_from ({at}); if it is the next day, write its date, "
            f'"{next_day(hit, facts.recovered)}"',
        )
    if facts.change_at and calendar.ms(facts.change_at) > hit:
        message = f"this is after impact_from ({at}): a later change did not break it"
        document.problem(place["change_at"], message)


def _check_people(document: Document, timeline: Timeline) -> None:
    people = People(timeline)
    for index, line in enumerate(timeline.events):
        word, place = word_of(line.what), document.top["events"][index]
        key = _PEOPLE_KEYS.get(word.kind)
        if line.who and not word.world:
            _find(document, place["who"], people, line.who, outside=word.outside)
        if key and (named := getattr(line, key)):
            _find(document, place[key], people, named, outside=False)


def _find(document: Document, place: Cursor, people: People, name: str, *, outside: bool) -> None:
    try:
        people.find(name, outside=outside)
    except ValueError as error:
        document.problem(place, str(error))


def _check_threads(document: Document, timeline: Timeline, times: list[int]) -> None:
    kinds = [word_of(line.what).kind for line in timeline.events]
    threads = Threads.of(zip(kinds, (line.id for line in timeline.events), strict=True))
    for index in sorted(range(len(times)), key=times.__getitem__):
        line, place = timeline.events[index], document.top["events"][index]
        if kinds[index] not in STEPS:
            continue
        try:
            threads.follow(kinds[index], line.id)
        except ValueError as error:
            document.problem(place["id"] if line.id else place["what"], str(error))
