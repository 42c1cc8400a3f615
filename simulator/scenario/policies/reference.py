"""The page of policies: ``docs/policies.md``, made from the models and the built-in policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from simulator.model import policy as models
from simulator.model.policy import Policy
from simulator.model.scenario import Facts
from simulator.rules.severity import verdict
from simulator.rules.severity_words import fact_words, why_words
from simulator.scenario.policies.load import load_policy, plain_facts, policy_names
from simulator.scenario.policies.schema import policy_schema
from simulator.scenario.policies.words import role_title, time_text
from simulator.scenario.reference.forms import anchor
from simulator.scenario.reference.yaml_text import yaml_entry

__all__ = ["EXAMPLE", "FAILURES", "PARTS", "policies_markdown"]

EXAMPLE = """\
extends: imag
policy: acme
title: Acme Payments
clocks:
  ack: {"0": [2m, 10m]}
  first_public: [15m, 30m]
roles:
  names: {ol: Technical Lead}
notify:
  executives: 20m
"""
"""A small policy of one's own, as the page shows it."""

FAILURES: dict[str, Facts] = {
    "40% of card payments fail, and there is no workaround": Facts(
        share_users=0.4, revenue_blocked=True, customer_visible_from=0
    ),
    "Search is slow for 5% of customers; a reload helps": Facts(
        share_users=0.05, workaround=True, customer_visible_from=0
    ),
    "A night job lost an hour of orders; nobody has noticed": Facts(data_loss=True),
}
"""Failures that the page looks up under each policy."""

PARTS: dict[str, tuple[str, str]] = {
    "Policy": ("The file", ""),
    "Severity": ("Severity", "severity"),
    "Level": ("Level", "severity.levels[n]"),
    "Rule": ("Rule", "severity.rules[n]"),
    "Question": ("Question", "questions[n]"),
    "Clocks": ("Clocks", "clocks"),
    "Fresh": ("Fresh change", "clocks.fresh_change"),
    "Escalation": ("Escalation", "escalation"),
    "Step": ("Step", "escalation.ladder[n]"),
    "Roles": ("Roles", "roles"),
    "Hub": ("Hub", "hub"),
    "Cadence": ("Cadence", "cadence"),
    "External": ("Words to customers", "external"),
    "Notify": ("Notifications", "notify"),
    "Postmortem": ("Review", "postmortem"),
    "Pace": ("Pace", "pace"),
    "Ratings": ("Ratings", "ratings"),
    "Limits": ("Limits", "limits"),
}
"""The models in the order of the page: heading, and where they stand in a file."""
_WHOLE = ("Level", "Rule", "Question", "Step")
"""What stands in lists: those are replaced as a whole, so each entry says everything."""


def policies_markdown() -> str:
    """Return the page."""
    head = (files(__package__ or "") / "head.md").read_text(encoding="utf-8")
    schema = policy_schema()
    return "".join(
        [
            head.replace("{{example}}", EXAMPLE),
            _side_by_side(),
            *(_failure(name, facts) for name, facts in FAILURES.items()),
            "\n## Keys\n",
            *(_part(name, schema) for name in PARTS),
        ]
    )


def _policies() -> list[Policy]:
    names = policy_names()
    names.sort(key=lambda name: (name != "imag", name))
    return [load_policy(name) for name in names]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _head(*cells: str) -> str:
    return _row(*cells) + "|" + "---|" * len(cells) + "\n"


# -- the built-in policies -------------------------------------------------------------------------


def _side_by_side() -> str:
    policies = _policies()
    rows = "".join(_row(name, *map(say, policies)) for name, say in _COMPARED.items())
    return (
        "\n## The built-in policies side by side\n\n"
        "At the worst severity and, behind the semicolon, at the next one.\n\n"
        + _head("", *(f"`{policy.policy}`" for policy in policies))
        + rows
    )


def _span(span: tuple[int, int] | None) -> str:
    return f"{time_text(span[0])}–{time_text(span[1])}" if span else "–"


def _both(say: Callable[[str], str]) -> str:
    worst, next_one = say("0"), say("1")
    return worst if worst == next_one else f"{worst}; {next_one}"


def _public(policy: Policy, key: str) -> str:
    stages = policy.cadence.external_stages.get(key)
    if stages:
        return ", ".join(f"{stage} {_span(span)}" for stage, span in stages.items())
    return _span(policy.cadence.external.get(key))


def _roles(policy: Policy, key: str) -> str:
    return ", ".join(role_title(policy, role) for role in policy.roles.required.get(key, []))


def _separate(policy: Policy) -> str:
    return ", ".join(" ≠ ".join(group) for group in policy.roles.separate)


def _told(policy: Policy, rank: int) -> str:
    due = policy.notify.duties(rank).items()
    return ", ".join(f"{who.replace('_', ' ')} {time_text(until)}" for who, until in due) or "–"


_COMPARED: dict[str, Callable[[Policy], str]] = {
    "called": lambda policy: policy.title,
    "levels": lambda policy: ", ".join(level.label for level in policy.severity.levels),
    "acknowledge": lambda policy: _both(lambda key: _span(policy.clocks.ack.get(key))),
    "declare": lambda policy: _span(policy.clocks.declare),
    "name an IC": lambda policy: _span(policy.clocks.ic),
    "roles": lambda policy: _both(lambda key: _roles(policy, key)),
    "never one person": _separate,
    "first public post": lambda policy: _span(policy.clocks.first_public),
    "update inside": lambda policy: _both(lambda key: _span(policy.cadence.internal.get(key))),
    "update the status page": lambda policy: _both(lambda key: _public(policy, key)),
    "must be told": lambda policy: _both(lambda key: _told(policy, int(key))),
    "public word about the fix": lambda p: "allowed" if p.external.allow_fix_eta else "no",
    "stable before closing": lambda policy: time_text(policy.clocks.stable[0]),
    "review": lambda policy: _span(policy.postmortem.held_within),
}


def _failure(name: str, facts: Facts) -> str:
    said = plain_facts(facts)
    told = ", ".join(fact_words(fact, value) for fact, value in said.items())
    rows = ""
    for policy in _policies():
        found = verdict(policy, said)
        rows += _row(f"`{policy.policy}`", found.level.label, why_words(found.rule, said))
    return (
        f"\n### {name}\n\nThe facts: {told}.\n\n" + _head("policy", "is called", "because") + rows
    )


# -- the keys --------------------------------------------------------------------------------------


def _part(name: str, schemas: dict[str, Any]) -> str:
    title, where = PARTS[name]
    schema = schemas if name == "Policy" else schemas["$defs"][name]
    model = getattr(models, name)
    required = {
        info.alias or field for field, info in model.model_fields.items() if info.is_required()
    }
    described = {info.alias or field: info for field, info in model.model_fields.items()}
    rows, examples = "", []
    for key, form in schema["properties"].items():
        said = described[key].description if key in described else form["description"]
        rows += _row(f"`{key}`", _value(form), _without(name, key, form, required), said)
        examples.append(yaml_entry(key, _quoted(form["examples"][0])))
    place = f"At `{where}`. " if where else ""
    intro = " ".join((model.__doc__ or "").split())
    return (
        f"\n### {title}\n\n{place}{intro}\n\n"
        + _head("key", "value", "if left out", "what it says")
        + rows
        + "\n```yaml\n"
        + "\n".join(examples)
        + "\n```\n"
    )


def _without(part: str, key: str, form: dict[str, Any], required: set[str]) -> str:
    if key in required:
        whole = part in _WHOLE or key in ("policy", "title")
        return "**required**" if whole else "as in the policy it extends"
    if "default" not in form:
        return "–"
    default = form["default"]
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _value(form: dict[str, Any]) -> str:
    return ", or ".join(dict.fromkeys(_kinds(form)))


def _kinds(form: dict[str, Any]) -> Iterator[str]:
    if "$ref" in form:
        name = form["$ref"].rpartition("/")[2]
        title = PARTS[name][0] if name in PARTS else ""
        yield f"[{title.lower()}]({anchor(title)})" if title else name.lower()
    elif "anyOf" in form:
        for kind in form["anyOf"]:
            yield from _kinds(kind)
    elif "enum" in form:
        yield ", ".join(f"`{value}`" for value in form["enum"])
    else:
        yield _SIMPLE[form["type"]](form)


def _list(form: dict[str, Any]) -> str:
    items = _value(form["items"])
    return f"two {items}s" if "maxItems" in form else f"list of: {items}"


def _table(form: dict[str, Any]) -> str:
    names = form.get("propertyNames", {})
    of = "rank" if "pattern" in names else f"of {', '.join(f'`{one}`' for one in names['enum'])}"
    return f"for each {of}: {_value(form['additionalProperties'])}"


def _number(form: dict[str, Any]) -> str:
    return f"{form['minimum']} to {form['maximum']}" if "maximum" in form else "whole number"


_SIMPLE: dict[str, Callable[[dict[str, Any]], str]] = {
    "array": _list,
    "object": _table,
    "integer": _number,
    "boolean": lambda _form: "`true` or `false`",
    "null": lambda _form: "nothing",
    "string": lambda form: "name" if "pattern" in form else "text",
}


def _quoted(value: Any) -> Any:
    """Put ranks that are keys into quotes, as authors do."""
    if isinstance(value, dict):
        return {f'"{k}"' if k.isdigit() else k: _quoted(one) for k, one in value.items()}
    return [_quoted(one) for one in value] if isinstance(value, list) else value
