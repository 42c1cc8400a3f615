"""The operations lead's habits up to a hypothesis: the pager, looking around, saying what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import say
from simulator.bots.changing import CHANGE_HABITS
from simulator.bots.checking import CHECK_HABITS
from simulator.bots.coping import COPING_HABITS
from simulator.bots.findings import suspects, why
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.helping import HELP_HABITS
from simulator.bots.mind import Mind
from simulator.bots.outside import closed
from simulator.bots.phrases import customers_words, figure, how_many, onset, recovered
from simulator.model.units import MINUTE

__all__ = ["OL_HABITS"]

Row = Mapping[str, Any]

_ORDER = {
    "expert": ("changes", "logs", "dashboard", "runbook", "traces", "support", "synthetic", "slo"),
    "average": ("dashboard", "logs", "traces", "changes", "runbook", "synthetic", "support", "slo"),
    "chaotic": ("logs", "traces", "dashboard", "runbook", "changes", "synthetic", "support", "slo"),
}
"""Where a crew looks first: experts ask what changed, others dig where they know their way."""
_HEARSAY = ("support", "runbook", "changes", "synthetic", "dashboard", "logs", "traces", "slo")
_TELLING = 4
"""Shorter parts of a component's name (``db``, ``api``) do not tell sources apart."""
_CLEAR = 4.0
"""From this weight of evidence on, an idea counts as confirmed or refuted."""
_RETRY = 6 * MINUTE
"""What could not be reached is tried again after this long."""
_TRIES = 3
_TOO_CLOSE = 0.5
"""Two suspects this close in weight cannot be told apart."""


# -- the first minutes -----------------------------------------------------------------------------


def _paged(mind: Mind) -> Iterator[Occasion]:
    for page in mind.pages:
        if page["acked_at"] is None and page["to"] in (mind.me, mind.seat):
            yield Occasion(page["id"], page["sent_at"])


def _ack(_mind: Mind, occasion: Occasion) -> Act:
    return "page.ack", {"id": occasion.key}


def _untriaged(mind: Mind) -> Iterator[Occasion]:
    acked = [p["acked_at"] for p in mind.pages if p["acked_by"] == mind.me]
    if not mind.pages and mind.declared_at is not None:
        acked = [mind.declared_at]  # nobody was paged, somebody noticed
    if acked and mind.incident.get("triage") is None and mind.resolved_at is None:
        yield Occasion("first", min(acked))


def _triage(mind: Mind, _occasion: Occasion) -> Act | None:
    levels = [str(level["label"]) for level in mind.drill.get("severities", ())]
    if not levels:
        return None
    level = levels[0] if mind.odds("severity-right", "triage") else levels[min(1, len(levels) - 1)]
    said = f"{figure(mind)} since {onset(mind)}; customers notice"
    return "triage.assess", {"severity": level, "impact": said}


# -- looking around --------------------------------------------------------------------------------


def _unseen(mind: Mind) -> list[Row]:
    """Return sources that were not opened yet, in the order in which this crew turns to them.

    One of each kind before a second one, and what has to do with the suspect before the rest.
    """
    order, named = _order(mind), _named(mind)
    looks = _still_true(mind)
    seen = {look["source"] for look in looks}
    kinds = [look["kind"] for look in looks]
    close = _close_words(mind)

    def rank(source: Row) -> tuple[bool, int, int, int, int, int, str]:
        kind, name = str(source["kind"]), str(source["source"])
        words = f"{name} {source['title']}".lower()
        about = min((i for i, word in enumerate(close) if word in words), default=len(close))
        first = not (source["shared"] and mind.crew.like != "chaotic")
        step = named.index(name) if name in named else len(named)
        return first, step, kinds.count(kind), order.index(kind), about, source["takes"], name

    return sorted(
        (s for s in mind.rows("evidence", "sources") if s["source"] not in seen), key=rank
    )


def _order(mind: Mind) -> tuple[str, ...]:
    """Return where a crew looks first; an expert who only heard of it begins with what they say."""
    if mind.crew.like == "expert" and not mind.pages and not mind.charts.troubled:
        return _HEARSAY
    return _ORDER[mind.crew.like]


def _named(mind: Mind) -> list[str]:
    """Return the sources that runbooks send an expert to, in their order."""
    if mind.crew.like != "expert":
        return []
    steps = [step for look in mind.looks for step in look.get("steps") or ()]
    return [str(step["look"]) for step in steps if step.get("look")]


def _still_true(mind: Mind) -> list[Row]:
    """Return looks that need no second one: things have not turned since, and they showed it.

    What could not be reached is tried again after a while, or once something opened a way.
    """
    turn, opened = mind.turn_at, mind.opened_at
    shut = closed(mind)
    ids = {look["id"] for look in shut}
    sources = [look["source"] for look in shut]

    def stands(look: Row) -> bool:
        if turn is not None and look["viewed_at"] < turn and look["kind"] != "runbook":
            return False
        if look["id"] not in ids or sources.count(look["source"]) >= _TRIES:
            return True
        if opened is not None and opened > look["viewed_at"]:
            return False
        return bool(mind.t < look["viewed_at"] + _RETRY)

    return [look for look in mind.looks if stands(look)]


def _close_words(mind: Mind) -> list[str]:
    """Return words of the components that matter: what is suspected, then what the alerts name."""
    names = [name for _, name in suspects(mind)[:2]]
    names += [str(a["service"]) for a in reversed(mind.alerts) if a["page"]]
    return [word for name in names for word in name.split("-") if len(word) >= _TELLING]


def _curious(mind: Mind) -> Iterator[Occasion]:
    if mind.alarm_at is None or mind.looking or mind.resolved_at is not None:
        return
    unseen = _unseen(mind)
    vain = {look["id"] for look in closed(mind)}
    looked = len({k["source"] for k in _still_true(mind) if k["id"] not in vain})
    if unseen and looked < mind.count("looks") and recovered(mind) is None:
        source = str(unseen[0]["source"])
        before = sum(1 for look in mind.looks if look["source"] == source)
        last = max([mind.alarm_at, *(look["viewed_at"] for look in mind.looks)])
        yield Occasion(f"{source}#{before}", last)


def _look(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.key.partition("#")[0]}


def _unscoped(mind: Mind) -> Iterator[Occasion]:
    if mind.open and mind.declared_at is not None and mind.incident.get("scope") is None:
        yield Occasion("scope", mind.declared_at)


def _scope(mind: Mind, _occasion: Occasion) -> Act:
    what = str(mind.drill.get("title") or "requests fail")
    args = {
        "who": f"customers who rely on {customers_words(mind)}",
        "how_many": how_many(mind),
        "what": mind.incident.get("title") or what,
        "since": onset(mind),
    }
    return "scope.define", {key: text[:300] for key, text in args.items()}


# -- what it might be ------------------------------------------------------------------------------


def _clueless(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment for a first idea: there is evidence, and nobody has said one yet."""
    if not mind.open or mind.declared_at is None or mind.rows("hypotheses"):
        return
    if suspects(mind):
        yield Occasion("first", mind.declared_at)


def _wrong_so_far(mind: Mind) -> Iterator[Occasion]:
    """Yield a new idea once the old ones did not hold and the evidence points elsewhere."""
    ideas = mind.rows("hypotheses")
    found = suspects(mind)
    if not mind.open or not ideas or not found or not mind.looks or recovered(mind, 0) is not None:
        return
    undecided = any(idea["result"] in (None, "confirmed") for idea in ideas)
    turn = mind.turn_at
    if turn is not None:  # an idea from before things turned is no answer to the new question
        ideas = [idea for idea in ideas if idea["at"] >= turn]
        undecided = any(idea["result"] in (None, "confirmed") for idea in ideas)
        if not any(look["viewed_at"] >= turn for look in mind.looks):
            return
    if not undecided and found[0][1] not in {idea["suspects"] for idea in ideas}:
        yield Occasion(f"{found[0][1]}@{turn}", max(look["viewed_at"] for look in mind.looks))


def _state(mind: Mind, _occasion: Occasion) -> Act:
    name = suspects(mind)[0][1]
    text = f"{name}: {why(mind, name)}"[:900]
    return "hypothesis.state", {"text": text, "suspects": name}


def _mine_untested(mind: Mind) -> Iterator[tuple[Row, Row | None]]:
    """Yield own ideas without a result, with the first look since they were stated."""
    for idea in mind.rows("hypotheses"):
        if idea["by"] == mind.me and idea["result"] is None and mind.odds("tests", idea["id"]):
            after = [k for k in mind.looks if k["asked_at"] >= idea["at"]]
            yield idea, min(after, key=lambda k: k["viewed_at"], default=None)


def _unprobed(mind: Mind) -> Iterator[Occasion]:
    for idea, look in _mine_untested(mind):
        if look is None and not mind.looking:
            yield Occasion(idea["id"], idea["at"])


def _probe(mind: Mind, _occasion: Occasion) -> Act | None:
    sources = mind.rows("evidence", "sources")
    order = ("logs", "traces", "dashboard", "synthetic", "support", "changes", "runbook", "slo")
    best = min(sources, key=lambda s: (order.index(s["kind"]), s["source"]), default=None)
    fresh = [s for s in _unseen(mind) if s["kind"] in order[:3]]
    chosen = fresh[0] if fresh else best
    return ("evidence.query", {"source": chosen["source"]}) if chosen else None


def _probed(mind: Mind) -> Iterator[Occasion]:
    for idea, look in _mine_untested(mind):
        if look is not None:
            yield Occasion(idea["id"], look["viewed_at"], idea)


def _test(mind: Mind, occasion: Occasion) -> Act:
    idea = occasion.about
    weights = {name: weight for weight, name in suspects(mind)}
    mine = weights.get(idea["suspects"], 0.0)
    others = max((w for name, w in weights.items() if name != idea["suspects"]), default=0.0)
    result = "confirmed" if mine >= others else "refuted"
    if max(mine, others) < _CLEAR or abs(mine - others) < _TOO_CLOSE:
        result = "inconclusive"
    note = f"{why(mind, str(idea['suspects']))}; {figure(mind)}"
    return "hypothesis.test", {"id": idea["id"], "result": result, "note": note[:1000]}


# -- sharing what one sees -------------------------------------------------------------------------


def _worth_showing(mind: Mind) -> Iterator[Occasion]:
    """Yield a board with the figure that matters, if the others have no such chart before them."""
    main = mind.charts.main
    if main is None or main.name in mind.charts.shared or not mind.open:
        return
    for board in mind.view.get("signals", {}).get("dashboards", ()):
        if main.name in board["series"] and mind.odds("reports", "board"):
            seen = [k["viewed_at"] for k in mind.looks if k["source"] == board["source"]]
            yield Occasion(str(board["source"]), min(seen, default=mind.t), board)
            return


def _show(mind: Mind, occasion: Occasion) -> Act:
    text = f'Look at the board "{occasion.about["title"]}", it shows it: {figure(mind)}.'
    return say(text)


OL_HABITS: tuple[Habit, ...] = (
    Habit("ack", _paged, _ack),
    Habit("triage", _untriaged, _triage),
    Habit("look", _curious, _look),
    Habit("scope", _unscoped, _scope),
    Habit("hypothesis", _clueless, _state),
    Habit("rethink", _wrong_so_far, _state),
    Habit("probe", _unprobed, _probe),
    Habit("test", _probed, _test),
    Habit("point-out", _worth_showing, _show),
    *CHANGE_HABITS,
    *CHECK_HABITS,
    *COPING_HABITS,
    *HELP_HABITS,
)
"""Habits of the operations lead."""
