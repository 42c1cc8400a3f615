"""Whether letters can be relied on: Krippendorff's alpha among raters, and of the tool with them.

Needs the extra ``agreement``. Letters are ordinal: P and S are nearer than P and U. Alpha is 1 for
perfect agreement and 0 for what chance gives; it says little where there are few letters, and
nothing where all are the same. A unit is one criterion or one capability of one drill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import krippendorff

from simulator.model.phrases import NOTHING, Phrase, phrase, phrase_n
from simulator.model.score import CAPABILITIES, Rating
from simulator.scoring.letters import LETTERS, Alike, Given, alike

__all__ = ["FEWEST_RATERS", "FEWEST_UNITS", "RETIRE", "Alpha", "Drill", "Row", "agreement"]

FEWEST_UNITS = 10
FEWEST_RATERS = 2
_DIGITS = 4
RETIRE = 0.4
"""A criterion below this does not measure what people see; it should be reworded or retired."""

Lack = Literal["", "raters", "letters", "units", "variety"]
Unit = tuple[int, str]
"""Which drill, and which criterion or capability of it."""


@dataclass(frozen=True, slots=True)
class Drill:
    """The letters of one drill: what the tool proposes, and what people gave."""

    name: str
    proposed: Mapping[str, Rating]
    given: Sequence[Given]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha over so many units and raters, or None with what is lacking for it."""

    value: float | None
    units: int
    raters: int
    lacks: Lack = ""

    @property
    def low(self) -> bool:
        """Whether it is too low to rely on."""
        return self.value is not None and self.value < RETIRE

    @property
    def why(self) -> Phrase:
        """Why there is none, in words."""
        return {
            "": NOTHING,
            "raters": phrase_n(
                "{known} of at least {n} person gave letters",
                "{known} of at least {n} people gave letters",
                FEWEST_RATERS, known=self.raters,
            ),
            "letters": phrase("nobody gave a letter"),
            "units": phrase_n(
                "{known} of at least {n} unit has two letters; {missing} more to go",
                "{known} of at least {n} units have two letters; {missing} more to go",
                FEWEST_UNITS, known=self.units, missing=FEWEST_UNITS - self.units,
            ),
            "variety": phrase(
                "every letter is the same, so agreement cannot be told from chance"
            ),
        }[self.lacks]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """The agreement on one criterion, one capability, or all of a kind together.

    ``waived`` counts the ratings that say that a deviation was justified.
    """

    of: str
    kind: str
    raters: Alpha
    tool: Alpha
    same: Alike
    waived: int

    @property
    def retire(self) -> bool:
        """Whether the criterion should be reworded or retired."""
        return self.kind == "criterion" and (self.raters.low or self.tool.low)


def agreement(drills: Iterable[Drill]) -> list[Row]:
    """Return the agreement on all criteria, on all capabilities, then on each, if rated at all."""
    given = [
        (number, drill, one)
        for number, drill in enumerate(drills)
        for one in drill.given
        if one.letter or one.waived
    ]
    criteria = [entry for entry in given if entry[2].of not in CAPABILITIES]
    capabilities = [entry for entry in given if entry[2].of in CAPABILITIES]
    rows = []
    if criteria:
        rows.append(_row(phrase("all criteria"), "criteria", criteria))
    if capabilities:
        rows.append(_row(phrase("all capabilities"), "capabilities", capabilities))
    for kind, entries in (("capability", capabilities), ("criterion", criteria)):
        rows += [
            _row(of, kind, [entry for entry in entries if entry[2].of == of])
            for of in sorted({one.of for _, _, one in entries})
        ]
    return rows


def _row(of: str, kind: str, entries: Sequence[tuple[int, Drill, Given]]) -> Row:
    units: dict[Unit, list[Rating]] = {}
    beside: dict[tuple[Unit, str], tuple[Rating, Rating]] = {}
    for number, drill, one in entries:
        if one.letter is None:
            continue
        units.setdefault((number, one.of), []).append(one.letter)
        if proposed := drill.proposed.get(one.of):
            # Each rater's letter is held against the tool's by itself: nobody outvotes anybody.
            beside[(number, one.of), one.rater] = (proposed, one.letter)
    twice = [letters for letters in units.values() if len(letters) >= FEWEST_RATERS]
    compared = len({unit for unit, _ in beside})
    raters = len({one.rater for _, _, one in entries if one.letter})
    return Row(
        of=of,
        kind=kind,
        raters=_alpha(twice, len(twice), raters, "raters" if raters < FEWEST_RATERS else ""),
        tool=_alpha(list(beside.values()), compared, raters, "" if raters else "letters"),
        same=alike(beside.values()),
        waived=sum(one.waived for _, _, one in entries),
    )


def _alpha(rows: Sequence[Sequence[Rating]], units: int, raters: int, lack: Lack = "") -> Alpha:
    """Return alpha over rows of letters that belong together, where there are enough to say."""
    if not lack and units < FEWEST_UNITS:
        lack = "units"
    if not lack and len({letter for row in rows for letter in row}) == 1:
        lack = "variety"
    if lack:
        return Alpha(None, units, raters, lack)
    counts = [[row.count(letter) for letter in LETTERS] for row in rows]
    value = krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal")
    return Alpha(round(float(value), _DIGITS), units, raters)
