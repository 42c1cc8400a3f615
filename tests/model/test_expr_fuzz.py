"""The language means what CEL means: random expressions, with a real CEL library as the judge.

Text is generated token by token and written twice, for us and for CEL, so that both parse for
themselves: what ours spells in its own way (``5m``, ``5%``, ``and``) is all that is translated.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from simulator.model.expr import Signature, Vocabulary, compile_expression

cel = pytest.importorskip("cel", reason="needs common-expression-language, of the dev extra")

RUNS = 6_000
VALUES = {
    "share": 0.4, "none": 0.0, "load": 17.25, "now": 90_000, "late": 3_600_000, "open": True,
    "shut": False, "who": "ana",
}  # fmt: skip
KINDS = {"share": "num", "none": "num", "load": "num", "now": "dur", "late": "dur"}
KINDS |= {"open": "bool", "shut": "bool", "who": "str"}
SERVICES = {"checkout": 0.25, "ledger": 3.0}
AGES = {"action.started": 240_000, "update.posted": 1_200_000}
VOCABULARY = Vocabulary(
    names=KINDS,
    functions={
        "errors": Signature(("str",), "num", {0: frozenset(SERVICES)}),
        "since": Signature(("str",), "dur", {0: frozenset(AGES)}),
        "happened": Signature(("str",), "bool", {0: frozenset(AGES)}),
        "between": Signature(("num", "num", "num"), "bool"),
    },
)
FUNCTIONS = {
    "errors": SERVICES.__getitem__,
    "since": AGES.__getitem__,
    "happened": lambda kind: kind == "action.started",
    "between": lambda low, x, high: low <= x <= high,
}
LENGTHS = {"90s": 90_000, "5m": 300_000, "1h30m": 5_400_000, "1.5s": 1_500, "250ms": 250, "0s": 0}
POWER = {
    "||": 1, "&&": 2, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6,
    "/": 6,
}  # fmt: skip
SPELLED = {"&&": ("&&", "and"), "||": ("||", "or"), "!": ("!", "not ")}
ATOM = 8


class Scope:
    def name(self, name):
        return VALUES[name]

    def call(self, name, args):
        return FUNCTIONS[name](*args)


@dataclass
class Said:
    """One expression in both languages, and how tightly its outermost operator binds."""

    ours: str
    cel: str
    power: int = ATOM


class Maker:
    """Makes well-typed expressions; parentheses are left out wherever the grammar allows it."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def make(self, kind: str, depth: int) -> Said:
        ways = [self.leaf]
        if depth > 0:
            ways += [self.choice, getattr(self, kind), getattr(self, kind), getattr(self, kind)]
        said = self.draw.choice(ways)(kind, depth - 1)
        return self.inside(said) if self.draw.random() < 0.08 else said

    def inside(self, said: Said) -> Said:
        return Said(f"({said.ours})", f"({said.cel})")

    def at_least(self, power: int, said: Said) -> Said:
        return said if said.power >= power else self.inside(said)

    def join(self, op: str, left: Said, right: Said) -> Said:
        """Write a binary operator; both languages lean to the left, and do not chain <."""
        power = POWER[op]
        left = self.at_least(power + (power == 4), left)
        right = self.at_least(power + 1, right)
        gap = self.draw.choice((" ", "  ", "\n")) if self.draw.random() < 0.1 else " "
        spelled = self.draw.choice(SPELLED.get(op, (op,)))
        return Said(
            f"{left.ours}{gap}{spelled} {right.ours}", f"{left.cel} {op} {right.cel}", power
        )

    def choice(self, kind: str, depth: int) -> Said:
        # CEL allows no choice without parentheses before the colon; ours would.
        test, yes = (self.at_least(1, self.make(k, depth)) for k in ("bool", kind))
        no = self.make(kind, depth)
        ours = f"{test.ours} ? {yes.ours} : {no.ours}"
        return Said(ours, f"{test.cel} ? {yes.cel} : {no.cel}", 0)

    def negated(self, op: str, said: Said) -> Said:
        said = self.at_least(7, said)
        return Said(f"{self.draw.choice(SPELLED.get(op, (op,)))}{said.ours}", f"{op}{said.cel}", 7)

    def num(self, _kind: str, depth: int) -> Said:
        way = self.draw.randrange(6)
        if way == 0:
            return self.negated("-", self.make("num", depth))
        if way == 1:
            # Dividing by zero is 0 here and infinite there: divisors are what is never zero.
            return self.join("/", self.make("num", depth), self.divisor("num"))
        if way == 2:
            return self.join("/", self.make("dur", depth), self.divisor("dur"))
        op = self.draw.choice("+-*")
        return self.join(op, self.make("num", depth), self.make("num", depth))

    def dur(self, _kind: str, depth: int) -> Said:
        way = self.draw.randrange(6)
        if way == 0:
            return self.negated("-", self.make("dur", depth))
        if way == 1:
            return self.join("/", self.make("dur", depth), self.divisor("num"))
        if way == 2:
            sides = [self.make("dur", depth), self.make("num", depth)]
            self.draw.shuffle(sides)
            return self.join("*", *sides)
        op = self.draw.choice("+-")
        return self.join(op, self.make("dur", depth), self.make("dur", depth))

    def bool(self, _kind: str, depth: int) -> Said:
        way = self.draw.randrange(8)
        if way < 3:
            op = self.draw.choice(("&&", "||"))
            return self.join(op, self.make("bool", depth), self.make("bool", depth))
        if way == 3:
            return self.negated("!", self.make("bool", depth))
        if way == 4:
            args = [self.make("num", depth - 1) for _ in range(3)]
            ours = ", ".join(arg.ours for arg in args)
            return Said(f"between({ours})", f"between({', '.join(arg.cel for arg in args)})")
        kind = self.draw.choice(("num", "num", "dur", "bool", "str"))
        signs = ("==", "!=", "<", "<=", ">", ">=") if kind in ("num", "dur") else ("==", "!=")
        return self.join(self.draw.choice(signs), self.make(kind, depth), self.make(kind, depth))

    def str(self, kind: str, depth: int) -> Said:
        return self.leaf(kind, depth)

    def divisor(self, kind: str) -> Said:
        if kind == "dur":
            return self.length(self.draw.choice([text for text, ms in LENGTHS.items() if ms]))
        number = self.draw.choice(("2", "0.125", "7", "40"))
        return Said(number, repr(float(number)))

    def length(self, text: str) -> Said:
        return Said(text, repr(float(LENGTHS[text])))

    def leaf(self, kind: str, _depth: int) -> Said:
        names = [Said(name, name) for name, type_ in KINDS.items() if type_ == kind]
        return self.draw.choice(names + getattr(self, f"{kind}_leaves")())

    def num_leaves(self) -> list[Said]:
        number = self.draw.choice(("0", "1", "2.5", "100", "0.1", "123456789"))
        share = self.draw.choice(("5", "40", "0.1", "100", "33.3"))
        calls = [Said(f'errors("{name}")', f"errors('{name}')") for name in SERVICES]
        return [
            Said(number, repr(float(number))),
            Said(f"{share}%", repr(float(share) / 100)),
            *calls,
        ]

    def dur_leaves(self) -> list[Said]:
        calls = [Said(f"since('{kind}')", f'since("{kind}")') for kind in AGES]
        return [self.length(self.draw.choice(sorted(LENGTHS))), *calls]

    def bool_leaves(self) -> list[Said]:
        calls = [Said(f'happened("{kind}")', f"happened('{kind}')") for kind in AGES]
        return [Said("true", "true"), Said("false", "false"), *calls]

    def str_leaves(self) -> list[Said]:
        texts = ("ana", "ben", "", "it's", 'say "hi"', "back\\slash", "two\nlines", "grün")
        text = self.draw.choice(texts)
        for raw, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
            text = text.replace(raw, escaped)
        return [Said(f'"{text}"', f'"{text}"')]


def judge(context, said: Said) -> tuple[object, object]:
    ours = compile_expression(said.ours, VOCABULARY, "any")(Scope())
    return ours, cel.evaluate(said.cel, context)


def test_random_expressions_mean_what_cel_says_they_mean():
    maker = Maker(20_240_611)
    variables = {name: float(v) if KINDS[name] == "dur" else v for name, v in VALUES.items()}
    context = cel.Context(variables=variables)
    for name, function in FUNCTIONS.items():
        # CEL has no durations of ours: they are numbers of milliseconds there.
        context.add_function(
            name, lambda *args, _call=function: float(v) if type(v := _call(*args)) is int else v
        )
    kinds, sizes, results = set(), [], set()
    for n in range(RUNS):
        kind = maker.draw.choice(("bool", "bool", "num", "dur"))
        said = maker.make(kind, 1 + n % 4)
        ours, theirs = judge(context, said)
        assert ours == theirs, f"{said.ours}\n{said.cel}"
        kinds.add(kind)
        sizes.append(len(said.ours))
        results.add(ours)
    # That nothing differs means something only if there was much that could have.
    assert kinds == {"bool", "num", "dur"}
    assert max(sizes) > 200
    assert len(results) > RUNS / 20
