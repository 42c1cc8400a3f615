"""Small worlds in a few lines, a way to play them, and random ones for the laws."""

from __future__ import annotations

import copy

import pytest
from hypothesis import strategies as st

import simulator.rules.verbs  # noqa: F401 - fills the catalogue
from simulator.engine import World
from simulator.model.errors import Refusal
from simulator.model.records import Event, digest
from simulator.model.scenario import Scenario
from simulator.model.state import DrillState
from simulator.model.units import MINUTE, SECOND
from simulator.rules.catalogue import VERBS, parse_args
from simulator.rules.context import Asked
from simulator.rules.fold import fold
from simulator.scenario import load_policy

POLICY = load_policy("imag")

SMALL = {
    "version": 1,
    "id": "small",
    "title": "A small world",
    "brief": "Something breaks.",
    "start": "10:00",
    "length": "40m",
    "impact": "shop.errors",
    "noise": "off",
    "services": {
        "shop": {"calls": ["api"], "signals": {"errors": {"base": "1%"}}},
        "api": {
            "team": "core",
            "signals": {
                "errors": {"base": "0%"},
                "latency_p99": {"base": "200ms"},
                "traffic": {"base": "600/min"},
            },
        },
    },
    "faults": {"bug": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%"}}}},
    "alerts": [],
    "actions": {
        "fix": {"title": "Fix it", "component": "api", "takes": "4m", "clears": ["bug"]},
    },
}


class Play:
    """A world and the state that its happenings fold to, as a session would hold them."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.world = World(scenario, seed)
        self.state = DrillState()
        self.events: list[Event] = []

    def to(self, t: int) -> list[Event]:
        return self._keep(self.world.advance_to(t))

    def end(self) -> list[Event]:
        return self.to(self.scenario.length)

    def do(self, t: int, role: str, verb: str, /, **args) -> list[Event]:
        """Ask for something at ``t`` (ms) from the seat ``role``, whose person has its name."""
        self.to(t)
        entry = VERBS[verb]
        actor = "facilitator" if role == "facilitator" else f"{role}-person"
        asked = Asked(self.state, self.scenario, POLICY, actor, role, t, parse_args(entry, args))
        if entry.check:
            entry.check(asked)
        return self._keep(self.world.apply(entry, asked))

    def start(self) -> None:
        for role in ("ic", "ol", "cl"):
            self.do(0, role, "seat.take", name=role.upper(), seat=role)
        self.do(0, "facilitator", "drill.start")

    def of(self, *kinds: str) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def times(self, *kinds: str) -> list[int]:
        return [event.t for event in self.of(*kinds)]

    def digest(self) -> str:
        return digest(self.events)

    def _keep(self, happenings) -> list[Event]:
        new = []
        for h in happenings:
            event = Event(len(self.events) + 1, h.t, h.kind, h.actor, h.role, h.data)
            self.events.append(event)
            fold(self.state, event, self.seed)
            new.append(event)
        return new


@pytest.fixture(scope="session")
def small():
    """Build the small scenario with other values at its top level."""

    def build(**parts) -> Scenario:
        return Scenario.model_validate(copy.deepcopy(SMALL) | parts)

    return build


@pytest.fixture(scope="session")
def play():
    """Start a drill of a scenario."""

    def begin(scenario: Scenario, seed: int = 1) -> Play:
        played = Play(scenario, seed)
        played.start()
        return played

    return begin


@pytest.fixture(scope="session")
def lobby():
    """Open a drill of a scenario without starting it."""
    return lambda scenario, seed=1: Play(scenario, seed)


# -- random worlds -------------------------------------------------------------------------------

_SHAPES = st.sampled_from(["step", "linear", "ease"])
_SECONDS = st.one_of(st.integers(0, 400), st.integers(0, 26).map(lambda n: 15 * n))
_SHARE = st.integers(0, 100)
_WHEN = (
    "impact > 10%",
    'since("action.started") > 3m and impact > 5%',
    'errors("s0") > 20% or now >= 7m',
    'happened("alert.fired") and not running("a0")',
    'count("page.sent") >= 2',
    'since("page.acked") >= 90s and active("f0")',
    'since("drill.started") - 1m > 4m',
    'finished("a1") ? impact < 2% : errors("s1") > 30%',
)


def _length(seconds: int) -> str:
    return f"{seconds}s"


@st.composite
def _faults(draw, services: int):
    push = st.fixed_dictionaries(
        {"to": _SHARE.map(lambda n: f"{n}%"), "over": _SECONDS.map(_length), "shape": _SHAPES}
    )
    slow = st.fixed_dictionaries(
        {"to": st.integers(50, 3000).map(lambda n: f"{n}ms"), "over": _SECONDS.map(_length)}
    )
    out = {}
    for n in range(draw(st.integers(1, 3))):
        pushes = {"errors": draw(push)} | (
            {"latency_p99": draw(slow)} if draw(st.booleans()) else {}
        )
        service = f"s{draw(st.integers(0, services - 1))}"
        fault = {"service": service, "at": _length(draw(_SECONDS)), "pushes": pushes}
        out[f"f{n}"] = fault | (draw(_lives(services)) if draw(st.booleans()) else {})
    return out


@st.composite
def _lives(draw, services: int):
    """Draw how a fault goes on by itself, and what it hides."""
    share, some = _SHARE.map(lambda n: f"{n}%"), st.integers(5, 200).map(_length)
    turn = st.fixed_dictionaries({"after": some, "strength": share, "over": some})
    fault = {"course": draw(st.lists(turn, max_size=2))}
    if draw(st.booleans()):
        fault["pulses"] = {"on": draw(some), "off": draw(some)}
    if draw(st.booleans()):
        fault["relapse"] = {"after": draw(some), "strength": draw(share), "unless": "now > 8m"}
    if draw(st.booleans()):
        fault["when"] = draw(st.sampled_from(["impact > 5%", 'happened("page.sent")']))
    if draw(st.booleans()):
        name = f"s{draw(st.integers(0, services - 1))}"
        fault["blinds"] = [draw(st.sampled_from([name, f"{name}.errors"]))]
        fault["blind_as"] = draw(st.sampled_from(["gap", "frozen"]))
    return fault


@st.composite
def _alerts(draw, services: int):
    out = []
    for n in range(draw(st.integers(1, 5))):
        service = f"s{draw(st.integers(0, services - 1))}"
        op = draw(st.sampled_from([">", ">=", "<", "<="]))
        form = draw(st.integers(0, 3))
        errors = f'errors{{service="{service}"}}'
        latency = f'latency_p99{{service="{service}"}}'
        if form == 0:
            expr = f"{errors} {op} {draw(_SHARE) / 100}"
        elif form == 1:
            expr = f"{latency} {op} {draw(st.integers(100, 3000))}"
        elif form == 2:
            expr = f"{errors} * {latency} {op} {draw(st.integers(1, 1000))}"
        else:
            joint = draw(st.sampled_from(["and", "or", "unless"]))
            expr = f"{errors} {op} {draw(_SHARE) / 100} {joint} {latency} / 500 > {errors}"
        labels = {"severity": draw(st.sampled_from(["page", "ticket"])), "team": "core"}
        wait = _length(draw(st.sampled_from([0, 10, 15, 60, 100])))
        rule = {"alert": f"A{n}", "expr": expr, "for": wait, "labels": labels}
        if draw(st.booleans()):
            rule["keep_firing_for"] = _length(draw(st.sampled_from([15, 40, 120])))
        if draw(st.integers(0, 3)) == 0:
            begin = draw(_SECONDS)
            rule["silenced"] = {"from": _length(begin), "until": _length(begin + draw(_SECONDS))}
        out.append(rule)
    return out


@st.composite
def _actions(draw, faults, services: int):
    out = {}
    for n in range(3):
        low = draw(st.integers(0, 200))
        high = low + draw(st.integers(0, 100))
        eased = draw(st.dictionaries(st.sampled_from(sorted(faults)), _SHARE, max_size=2))
        action = {
            "title": f"Action {n}",
            "component": "s0",
            "takes": f"{low}s..{high}s",
            "stages": draw(st.integers(1, 4)),
            "over": _length(draw(_SECONDS)),
            "eases": {fault: f"{share}%" for fault, share in eased.items()},
        }
        if draw(st.booleans()):
            action["clears"] = [draw(st.sampled_from(sorted(faults)))]
        if draw(st.booleans()):
            service = f"s{draw(st.integers(0, services - 1))}"
            harm = {"service": service, "signal": "errors", "by": f"{draw(_SHARE)}%"}
            action["worsens"] = harm | {"for": _length(draw(_SECONDS))}
        out[f"a{n}"] = action
    return out


def _escalations():
    """Draw facts that change at times and on conditions, no two at the same moment."""
    facts = st.fixed_dictionaries(
        {},
        optional={"share_users": _SHARE.map(lambda n: f"{n}%"), "breach": st.booleans()},
    )
    moment = st.one_of(
        _SECONDS.map(lambda n: {"at": _length(n)}),
        st.sampled_from([when for when in _WHEN if "f0" not in when]).map(lambda w: {"when": w}),
    )
    one = st.tuples(moment, facts).map(lambda parts: parts[0] | {"facts": parts[1]})
    return st.lists(one, max_size=4, unique_by=lambda e: (e.get("at"), e.get("when")))


@st.composite
def scenarios(draw):
    """Draw a scenario of ten minutes with everything that a world can have in it."""
    count = draw(st.integers(1, 4))
    services = {}
    for n in range(count):
        calls = {
            f"s{m}": {"errors": f"{draw(_SHARE)}%"}
            for m in range(n + 1, count)
            if draw(st.booleans())
        }
        errors = {"base": f"{draw(st.integers(0, 30))}%"}
        if draw(st.booleans()):
            errors["noise"] = f"{draw(st.integers(0, 5))}%"
        signals = {"errors": errors, "latency_p99": {"base": f"{draw(st.integers(50, 900))}ms"}}
        services[f"s{n}"] = {"calls": calls, "signals": signals}
    faults = draw(_faults(count))
    if count == 1:
        services["s1"] = {"signals": {"errors": {"base": "1%"}}}
    injects = [
        {"id": f"i{n}", "from": "boss", "channel": "incident", "text": "?", "when": when}
        for n, when in enumerate(draw(st.lists(st.sampled_from(_WHEN), unique=True)))
        if 'active("f0")' not in when or "f0" in faults
    ]
    return Scenario.model_validate(
        copy.deepcopy(SMALL)
        | {
            "length": "10m",
            "noise": draw(st.sampled_from(["on", "off"])),
            "impact": "s0.errors",
            "services": services,
            "faults": faults,
            "alerts": draw(_alerts(count)),
            "actions": draw(_actions(faults, count)),
            "injects": injects,
            "escalations": draw(_escalations()),
            "personas": {"second": {"name": "Second"}, "boss": {"name": "Boss"}},
            "oncall": {
                "core": [
                    {"level": "primary", "who": "ol"},
                    {"level": "secondary", "who": "second", "answers_after": "1m"},
                ]
            },
        }
    )


_ASKED = st.tuples(
    _SECONDS,
    st.sampled_from(
        [
            *(("action.start", {"action": f"a{n}"}) for n in range(3)),
            ("action.abort", {"id": "a1"}),
            ("page.ack", {"id": "p1"}),
            ("page.escalate", {"id": "p1"}),
            ("incident.declare", {"title": "It is broken"}),
        ]
    ),
)


def run_script(scenario: Scenario, seed: int, script, stops=()) -> Play:
    """Play a script, stopping at more times on the way; commands that are refused are left out."""
    played = Play(scenario, seed)
    played.start()
    # Stops come before a command of the same time, which is what advancing to it does anyway.
    steps = sorted([(t, 1, verb) for t, verb in script] + [(t, 0, None) for t in stops], key=_when)
    for t, _, verb in steps:
        if verb is None:
            played.to(t)
            continue
        try:
            played.do(t, "ol", verb[0], **verb[1])
        except Refusal:
            continue
    played.end()
    return played


def _when(step):
    return step[:2]


@pytest.fixture(scope="session")
def run():
    """Play a script of ``(ms, (verb, args))`` to the end."""
    return run_script


SCRIPTS = st.lists(_ASKED.map(lambda item: (item[0] * SECOND, item[1])), max_size=8)
STOPS = st.lists(st.integers(0, 10 * MINUTE), max_size=12)


@pytest.fixture(scope="session")
def drills():
    """Strategies: a random scenario, a script for it, and times to stop at."""
    return scenarios(), SCRIPTS, STOPS
