"""The page that tells of every criterion: what it asks for, whence it comes, and by examples."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel

from simulator.model.rubric import CriterionSpec, Rubric
from simulator.model.score import CAPABILITIES, Verdict
from simulator.model.seats import ROLE_TITLES
from simulator.scoring import RULES
from simulator.scoring.checks import CHECKS
from simulator.scoring.select import Selector

__all__ = ["rubric_page", "rubric_schema_text"]

_CASES = {
    "full": "Full credit",
    "partial": "Partial credit",
    "none": "No credit",
    "not_applicable": "Not applicable",
    "gamed": "Gamed",
}
_HEAD = """# The rubric

What the scorer asks for: {count} criteria, each with where it comes from, how it is judged, and
small logs that earn full, partial and no credit. This page is generated from the rubric's own files
in `simulator/scenario/rubrics` and from the examples that test it. Targets such as `clocks.declare`
stand in the [policy](policies.md) of an organisation; those that sentences here name are of the
default one.

A criterion is **scored** from 0 to 1, **not applicable** where there was no opportunity for it, or
**not observable** where the log could not have shown it; neither of these is ever a silent 0. Later
clocks run from the anchor: the declaration, or the latest moment at which it was due, so that
declaring late buys no time. Weight 3 is critical: below .65 such a criterion caps the rating of its
capability at S, below .25 at M. What an inject asks for becomes a criterion of its own in that
drill (`E:` and the inject's id).

An evaluator's `rating.give` stands beside the proposal; `n/a` with a note says that a deviation was
justified. A criterion whose agreement (`misfortune agreement`) stays below .4 should be reworded or
retired.

Scores are an aid to a conversation. No study shows that rubric scores of exercises predict how a
team does in a real incident; an evaluator's rating stands beside each and is never overruled.

"""


def rubric_page(
    rubric: Rubric,
    examples: Mapping[str, Mapping[str, Any]],
    judged: Callable[[str, str], Verdict],
) -> str:
    """Write the page.

    ``examples`` are small logs by criterion and case; ``judged`` scores one of them.
    """
    parts = [_HEAD.format(count=len(rubric.criteria)), *_index(rubric)]
    for capability, title in CAPABILITIES.items():
        parts.append(f"## {title}\n\n")
        for key, spec in rubric.criteria.items():
            if spec.capability == capability:
                parts += _criterion(key, spec)
                parts += _examples(examples.get(key, {}), partial(judged, key))
    parts += _own()
    parts += _rules()
    return "".join(parts).rstrip() + "\n"


def rubric_schema_text() -> str:
    """Return the JSON Schema of a rubric file; where it extends another no key is required."""
    schema = Rubric.model_json_schema()
    schema["properties"]["extends"] = {"enum": ["imag"], "description": "What it differs from."}
    schema["required"] = ["rubric", "title"]
    schema["$defs"]["CriterionSpec"].pop("required", None)
    schema["properties"]["criteria"]["additionalProperties"] = {
        "anyOf": [{"$ref": "#/$defs/CriterionSpec"}, {"type": "null"}]
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Misfortune rubric"}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=2) + "\n"


def _index(rubric: Rubric) -> Iterator[str]:
    yield "| | criterion | card | C | weight | when it goes wrong |\n|---|---|---|---|---|---|\n"
    for key, spec in rubric.criteria.items():
        anchor = f"{key} {spec.name}".lower().replace(" ", "-").replace(",", "").replace("'", "")
        yield (
            f"| {key} | [{spec.name}](#{anchor}) | {_role(spec.role)} | {spec.c} "
            f"| {spec.weight}{'' if not spec.extended else ', extended'} | {spec.anti_pattern} |\n"
        )
    yield "\n"


def _role(role: str) -> str:
    return ROLE_TITLES.get(role, role)


def _criterion(key: str, spec: CriterionSpec) -> Iterator[str]:
    yield f"### {key} {spec.name}\n\n{spec.target} {spec.why}\n\n"
    yield f"- **Source**: {spec.source}\n"
    if spec.guard:
        yield f"- **Guard**: {spec.guard}\n"
    yield f"- **Ask**: {spec.question}\n- **Makes it easier**: {spec.eases}\n"
    args = f" with `{json.dumps(spec.with_, ensure_ascii=False)}`" if spec.with_ else ""
    rule = RULES[spec.rule]
    yield f"- **Rule**: `{spec.rule}`{args}: {rule.doc}\n\n"


def _examples(cases: Mapping[str, Any], judged: Callable[[str], Verdict]) -> Iterator[str]:
    for case, title in _CASES.items():
        if case not in cases:
            continue
        verdict = judged(case)
        value = "" if verdict.value is None else f" {verdict.value:.2f}"
        yield f"**{title}{value}**: {verdict.said}\n\n"
        yield "```text\n" + "".join(_line(*event) for event in cases[case]["log"]) + "```\n\n"


def _line(
    minute: float, kind: str, actor: str, role: str, data: Mapping[str, Any] | None = None
) -> str:
    said = ", ".join(f"{name}: {_shown(value)}" for name, value in (data or {}).items())
    seat = "" if role in ("world", actor) else f" ({role})"
    return f"{minute:>6g} min  {actor}{seat}: {kind}{'  ' + said if said else ''}\n"


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_OWN = """## A rubric of your own

A rubric file that begins with `extends: imag` holds only what differs: weights, criteria taken
away (a key without a value), criteria added. Use it with `misfortune score LOG --rubric acme.yaml`;
check it with `misfortune rubric check acme.yaml`; `misfortune schema rubric` completes it in an
editor.

```yaml
{example}```

What must be observable (`needs`) follows from the selections if it is not written; where a recorder
could not have seen it, the criterion is not observable instead of 0. Clocks are `[full credit, no
credit]`, or the name of one of the policy's, such as `clocks.first_stakeholder`.

"""

_EXAMPLE = """extends: imag
rubric: acme
title: Acme's practice
criteria:
  D10: {weight: 2}          # counts less here
  P3:                       # taken away: no value
  X1:
    name: Support told
    capability: communication   # detection, mitigation, investigation, command, communication, ...
    role: cl                    # ic, ol, cl or team
    c: communicate              # coordinate, communicate or control
    weight: 2
    anti_pattern: support left alone
    target: Support hears within ten minutes what customers see.
    why: Support is asked first.
    source: our own reviews
    question: How did support hear of it?
    eases: A template for support in the composer.
    rule: deadline
    with:
      from: anchor              # or declarable, impact, recovered, closed, or a selection of events
      to: {events: update.posted, where: {audience: support}, words: {text: 5}}
      span: [10m, 30m]
      met: Support told
      missed: Support was not told
  X2:
    name: Two ways to say it
    capability: communication
    role: cl
    c: communicate
    weight: 1
    anti_pattern: one-sided words
    target: People inside and customers hear in their rhythm.
    why: Each of them plans by it.
    source: our own reviews
    question: Whom did we leave waiting?
    eases: One clock for both.
    rule: mean
    with:
      parts:
        - {weight: 2, rule: cadence, with: {group: internal, what: update inside}}
        - {rule: cadence, with: {group: external, what: public post}}
"""
"""An own rubric that shows everything; a test reads it."""


def _own() -> Iterator[str]:
    """Tell how an organisation writes its own, with every key of a criterion and a selection."""
    yield _OWN.format(example=_EXAMPLE)
    yield "### Keys of a criterion\n\n| key | what it says | example |\n|---|---|---|\n"
    yield from _keys(CriterionSpec)
    yield "\n### Keys of a selection of events\n\n| key | what it says | example |\n|---|---|---|\n"
    yield from _keys(Selector)
    checks = "; ".join(
        f"`{name}`: {(c.__doc__ or '').splitlines()[0]}" for name, c in CHECKS.items()
    )
    yield f"\nNamed checks: {checks}\n\n"


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        example = json.dumps((info.examples or [""])[0], ensure_ascii=False)
        needed = "" if info.is_required() else " (may be left out)"
        yield f"| `{info.alias or name}` | {info.description}{needed} | `{example}` |\n"


def _rules() -> Iterator[str]:
    yield "### Rules\n\n"
    yield (
        "Any rule can be named; those with arguments in general terms are `deadline`, `each`, "
        "`precedence`, `count`, `overlap`, `holder` and `mean`.\n\n"
    )
    yield "| rule | what it asks | arguments |\n|---|---|---|\n"
    for name, rule in sorted(RULES.items()):
        fields = [info.alias or field for field, info in rule.args.model_fields.items()]
        yield f"| `{name}` | {rule.doc} | {', '.join(f'`{f}`' for f in fields) or 'none'} |\n"
