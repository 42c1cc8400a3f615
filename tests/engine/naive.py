"""The physics once more, as simply as possible: everything worked out anew at every moment.

Nothing here comes from the engine. Laws are restated from what the format and the engine's
documentation say; there is no order of evaluation to save work, and nothing is remembered that can
be worked out again.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field

FAULT, EFFECT, COMMAND = 1, 2, 99
ROUNDS, SLOWEST, FULL, MOST = 3, 10.0, 0.2, 2.0


@dataclass
class Strong:
    """One fault, as far as things have happened."""

    begun: bool = False
    level: float = 1.0
    rises: bool = False
    there: bool = True
    nudge: float = 1.0
    factors: dict[str, float] = field(default_factory=dict)
    relapse: str = "open"

    def kept(self) -> float:
        product = 1.0
        for factor in self.factors.values():
            product *= factor
        return product

    def left(self) -> float:
        return self.level * self.nudge * self.kept() if self.there else 0.0

    def lasts(self) -> bool:
        ended = (self.level == 0 and not self.rises) or self.nudge * self.kept() == 0
        return self.begun and not ended


class Naive:
    """Plays a scenario with commands ``(t, verb, args)`` and remembers every move of a series."""

    def __init__(self, scenario, commands):
        self.scenario = scenario
        self.specs = {
            f"{name}.{signal}": spec
            for name, service in scenario.services.items()
            for signal, spec in service.signals.items()
        }
        self.faults = {name: Strong() for name in scenario.faults}
        self.pushed = {}
        self.busy, self.runs = set(), 0
        self.moves = {name: [(0, spec.base.value, spec.base.value, 0, "step")]
                      for name, spec in self.specs.items()}  # fmt: skip
        self.due = []
        for name, spec in scenario.faults.items():
            if spec.at is not None:
                self.plan(spec.at, FAULT, name, self.begin, name)
        for number, (t, verb, args) in enumerate(commands):
            self.plan(t, COMMAND, f"{number:03}", self.command, verb, args)
        while self.due and self.due[0][0] <= scenario.length:
            t, _, _, call, args = self.due.pop(0)
            motion = call(t, *args)
            if motion is not None:
                self.aim(t, *motion)

    def plan(self, t, phase, name, call, *args):
        insort(self.due, (t, phase, name, call, args), key=lambda item: item[:3])

    def drop(self, phase, words):
        """Forget what is planned under names that begin with these words."""
        self.due = [d for d in self.due if d[1] != phase or not f"{d[2]} ".startswith(words)]

    # -- deeds: each returns how signals follow, or None if nothing follows ----------------------

    def own(self, fault):
        push = next(iter(self.scenario.faults[fault].pushes.values()))
        return push.over, push.shape

    def begin(self, t, fault, *, anew=False):
        spec, strong = self.scenario.faults[fault], self.faults[fault]
        if strong.begun and not anew:
            return None
        if anew:
            self.drop(FAULT, f"{fault} ")
            strong = self.faults[fault] = Strong()
        strong.begun = True
        turns = sorted(spec.course, key=lambda turn: turn.after)
        strong.rises = any(turn.strength > 0 for turn in turns)
        for number, turn in enumerate(turns):
            rest = turns[number + 1 :]
            self.plan(t + turn.after, FAULT, f"{fault} turn {number}", self.turn, fault, turn, rest)
        if spec.pulses:
            self.plan(t + spec.pulses.on, FAULT, f"{fault} pulse", self.pulse, fault)
        self.eased(t, fault)
        return self.own(fault)

    def turn(self, _t, fault, turn, rest):
        strong = self.faults[fault]
        strong.level, strong.rises = turn.strength, any(one.strength > 0 for one in rest)
        return turn.over, "linear"

    def pulse(self, t, fault):
        strong, pulses = self.faults[fault], self.scenario.faults[fault].pulses
        strong.there = not strong.there
        length = pulses.on if strong.there else pulses.off
        self.plan(t + length, FAULT, f"{fault} pulse", self.pulse, fault)
        return self.own(fault)

    def eased(self, t, fault):
        relapse, strong = self.scenario.faults[fault].relapse, self.faults[fault]
        if relapse and strong.begun and strong.relapse == "open" and strong.kept() < 1:
            strong.relapse = "planned"
            self.plan(t + relapse.after, FAULT, f"{fault} relapse", self.relapse, fault)

    def relapse(self, _t, fault):
        strong = self.faults[fault]
        strong.factors, strong.relapse = {}, "over"
        strong.level = self.scenario.faults[fault].relapse.strength
        return self.own(fault)

    def finish(self, t, action):
        spec = self.scenario.actions[action]
        self.busy.discard(action)
        for fault, share in (spec.eases | dict.fromkeys(spec.clears, 1.0)).items():
            factors = self.faults[fault].factors
            factors[action] = min(1.0 - share, factors.get(action, 1.0))
            self.eased(t, fault)
        self.drop(EFFECT, f"wear {action}")
        if spec.lasts is not None:
            self.plan(t + spec.lasts, EFFECT, f"wear {action}", self.wear, action)
        return spec.over, "ease"

    def wear(self, _t, action):
        for fault, strong in self.faults.items():
            strong.factors.pop(action, None)
            if strong.relapse == "planned" and strong.kept() == 1:
                strong.relapse = "open"
                self.drop(FAULT, f"{fault} relapse")
        return self.scenario.actions[action].over, "ease"

    def command(self, t, verb, args):
        if verb == "action.start":
            action = args["action"]
            if action not in self.busy:
                self.busy.add(action)
                self.runs += 1
                takes = self.scenario.actions[action].takes[0]
                self.plan(t + takes, EFFECT, f"a{self.runs}", self.finish, action)
            return None
        if "series" in args:
            offset = float(args["by"].rstrip("%/min")) / (100 if "%" in args["by"] else 1)
            if offset == 0 and not self.pushed.get(args["series"]):
                return None
            self.pushed[args["series"]] = offset
            return 0, "linear"
        return self.nudge(t, args["fault"], args["do"], args.get("by"))

    def nudge(self, t, fault, do, by):
        strong = self.faults[fault]
        if do == "start":
            return None if strong.lasts() else self.begin(t, fault, anew=True)
        if not strong.lasts():
            return None
        share = float(by.rstrip("%")) / 100 if by else 0.0
        strong.nudge = {
            "clear": 0.0,
            "worsen": min(MOST, strong.nudge * (1 + share)),
            "ease": strong.nudge * (1 - share),
        }[do]
        return self.own(fault)

    # -- the laws --------------------------------------------------------------------------------

    def aim(self, t, over, shape):
        for name, to in self.targets().items():
            if abs(to - self.moves[name][-1][2]) > 1e-12 * max(1.0, abs(to)):
                start = self.value(name, t)
                self.moves[name].append((t, start, to, over, shape if over else "step"))

    def value(self, name, t):
        t0, v0, to, over, shape = next(m for m in reversed(self.moves[name]) if m[0] <= t)
        if shape == "step" or t >= t0 + over:
            return to
        rest = 1 - (t - t0) / over
        return to + (v0 - to) * (rest if shape == "linear" else rest * rest)

    def targets(self):
        services = self.scenario.services
        own = dict(self.pushed)
        for fault, strong in self.faults.items():
            spec = self.scenario.faults[fault]
            for signal, push in spec.pushes.items() if strong.begun else ():
                name = f"{spec.service}.{signal}"
                by = strong.left() * (push.to.value - self.specs[name].base.value)
                own[name] = own.get(name, 0.0) + by
        loads = dict.fromkeys(services, (1.0, 1.0))
        found = self.spread(own, loads)
        for _ in range(ROUNDS):
            loads = self.carry(own, found)
            found = self.spread(own, loads)
        for name in self.specs:
            service, signal = name.split(".")
            if signal == "traffic":
                found[name] = loads[service][0] * self.base(name)
            elif name not in found:
                found[name] = self.bound(name, own.get(name, 0.0) + self.law(name, loads, found))
        return found

    def bound(self, name, excess):
        spec = self.specs[name]
        low = spec.min.value if spec.min else 0.0
        high = spec.max.value if spec.max else 1.0 if spec.base.unit == "share" else float("inf")
        return min(max(spec.base.value + excess, low), high)

    def base(self, name):
        return self.specs[name].base.value

    def spread(self, own, loads):
        """Errors and latency, again and again until every caller has heard of every callee."""
        found = {name: self.base(name) for name in self.specs
                 if name.endswith((".errors", ".latency_p99"))}  # fmt: skip
        for _ in self.scenario.services:
            found = {name: self.bound(name, own.get(name, 0.0) + self.felt(name, loads, found))
                     for name in found}  # fmt: skip
        return found

    def felt(self, name, loads, found):
        service, signal = name.split(".")
        node, total = self.scenario.services[service], 0.0
        for callee, spread in node.calls.items():
            theirs = f"{callee}.{signal}"
            if theirs in found:
                share = spread.errors if signal == "errors" else spread.latency
                total += share * (found[theirs] - self.base(theirs))
        if node.capacity and f"{service}.traffic" in self.specs:
            traffic = loads[service][0] * self.base(f"{service}.traffic")
            limit = max(node.capacity.value, self.base(f"{service}.traffic"))
            away = max(0.0, 1 - limit / traffic) if traffic else 0.0
            slow = self.base(name) * (SLOWEST - 1) * min(1.0, away / FULL)
            total += away if signal == "errors" else slow
        return total

    def carry(self, own, found):
        """Return loads relative to rest: what comes in, and what goes on."""
        services = self.scenario.services
        loads = dict.fromkeys(services, (1.0, 1.0))
        for _ in services:
            loads = {name: self.load(name, own, found, loads) for name in services}
        return loads

    def load(self, name, own, found, loads):
        services, key = self.scenario.services, f"{name}.traffic"
        callers = [one for one in services if name in services[one].calls]
        rates = [self.specs.get(f"{one}.traffic") for one in callers]
        weights = [1.0] * len(callers) if None in rates else [one.base.value for one in rates]
        now, rest = found.get(f"{name}.errors", 0.0), self.specs.get(f"{name}.errors")
        more = 0.0
        for caller, weight in zip(callers, weights, strict=True):
            retries = services[caller].calls[name].retries
            sent = sum(now**n for n in range(retries + 1))
            usual = sum((rest.base.value if rest else 0.0) ** n for n in range(retries + 1))
            more += weight / sum(weights) * (loads[caller][1] * sent / usual - 1)
        if key not in self.specs:
            return max(0.0, 1 + more), max(0.0, 1 + more)
        traffic, base = self.bound(key, own.get(key, 0.0) + self.base(key) * more), self.base(key)
        limit = services[name].capacity
        taken = min(traffic, max(limit.value, base)) if limit else traffic
        return traffic / base, taken / base

    def law(self, name, loads, found):
        service, signal = name.split(".")
        node, base, factor = self.scenario.services[service], self.base(name), loads[service][0]
        key = f"{service}.traffic"
        if signal == "saturation" and node.capacity and key in self.specs:
            return (factor - 1) * self.base(key) / max(node.capacity.value, self.base(key))
        counts = self.specs[name].counts
        rest = self.base(f"{service}.errors") if f"{service}.errors" in self.specs else 0.0
        now = found.get(f"{service}.errors", 0.0)
        if counts == "requests":
            return base * factor - base
        if counts == "successes":
            return base * factor * (1 - now) / (1 - rest) - base
        if counts == "failures" and base and rest:
            return base * factor * now / rest - base
        if counts == "failures":
            whole = self.base(key) if key in self.specs else 0.0
            return base * (factor - 1) + whole * (factor * now - rest)
        return 0.0
