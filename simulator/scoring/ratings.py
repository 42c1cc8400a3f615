"""From verdicts to the letters P, S, M and U, and to weighted means.

Letters follow HSEEP. They are a proposal for an evaluator, and there is no overall letter.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model.phrases import Phrase, catalogued, phrase, phrase_n
from simulator.model.policy import Ratings
from simulator.model.score import CriterionInfo, Rating, Verdict
from simulator.scoring.objectives import Objective

__all__ = ["Scored", "capability", "mean"]

Scored = tuple[CriterionInfo, Verdict]

_MEANING: dict[Rating, Phrase] = {
    "P": phrase("Performed without challenges"),
    "S": phrase("Performed with some challenges"),
    "M": phrase("Performed with major challenges"),
    "U": phrase("The objective was not achieved"),
}
_ORDER: tuple[Rating, ...] = ("P", "S", "M", "U")


def mean(judged: Iterable[Scored]) -> float | None:
    """Return the weighted mean of what is scored, None if nothing is."""
    parts = [(i.weight, v.value) for i, v in judged if v.value is not None]
    weight = sum(w for w, _ in parts)
    return sum(w * value for w, value in parts) / weight if weight else None


def capability(
    judged: Iterable[Scored], objective: Objective, cuts: Ratings
) -> tuple[Rating | None, Phrase]:
    """Rate one capability and say why in one sentence.

    U if the objective was not achieved, even where no criterion of it could be scored: a team
    without an IC has nothing to show for hands-off command. Otherwise nothing scored is no letter,
    nor is what was judged of something that was not over yet.
    """
    if objective.achieved is False:
        return "U", _because("U", objective.missing)
    if objective.achieved is None and objective.missing:
        return None, phrase("Too early to say: {why}.", why=objective.missing)
    scored = [(info, v) for info, v in judged if v.value is not None]
    value = mean(scored)
    if value is None:
        return None, phrase("Nothing of it was scored.")
    letter = _letter(value, cuts)
    why = phrase_n(
        "weighted mean {mean} over {n} criterion", "weighted mean {mean} over {n} criteria",
        len(scored), mean=f"{value:.2f}",
    )  # fmt: skip
    for info, verdict in scored:
        cap = _cap(info, verdict.value or 0.0, cuts)
        if _ORDER.index(cap) > _ORDER.index(letter):
            letter = cap
            why = phrase(
                "{criterion} at {value} caps a weighted mean of {mean}",
                criterion=catalogued(info.name), value=f"{verdict.value:.2f}", mean=f"{value:.2f}",
            )  # fmt: skip
    return letter, _because(letter, why)


def _because(letter: Rating, why: Phrase) -> Phrase:
    return phrase("{meaning}: {why}.", meaning=_MEANING[letter], why=why)


def _letter(value: float, cuts: Ratings) -> Rating:
    # A mean of many floats may miss a cut-off by the last bit.
    value += 1e-9
    return "P" if value >= cuts.p else "S" if value >= cuts.s else "M"


def _cap(info: CriterionInfo, value: float, cuts: Ratings) -> Rating:
    if not info.critical or value + 1e-9 >= cuts.cap_s_below:
        return "P"
    return "M" if value + 1e-9 < cuts.cap_m_below else "S"
