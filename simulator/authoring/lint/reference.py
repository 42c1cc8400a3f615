"""The rules as a page for authors: ``docs/lint.md``."""

from __future__ import annotations

from simulator.authoring.lint.check import INVALID, SUBJECTS
from simulator.authoring.lint.finding import RULES, Rule

__all__ = ["rules_markdown"]

_HEAD = f"""# What `misfortune lint` looks for

First whether a file loads: every problem there is an `error` with the code `{INVALID}`. Then, for a
scenario, whether it makes a good exercise. The lint plays it: once with nobody acting, once with a
crew that only declares, once with the best crew of bots, and once for each action alone. This page
is generated from the rules.

- **error**: the exercise cannot work. Exit code 1.
- **warning**: it will work badly. Exit code 1 with `--strict`.
- **advice**: worth a thought.

A finding that is meant to be so is accepted in the scenario, with the reason:

```yaml
accepts:
  dead-air: The quiet before the second fault is the lesson.
```
"""


def rules_markdown() -> str:
    """Return the page: an overview, then each rule with its reason and an example."""
    rows = "".join(
        f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.what} |\n"
        for rule in _in_order()
    )
    table = f"\n| code | severity | what |\n|---|---|---|\n{rows}"
    return _HEAD + table + "".join(_section(module.__name__) for module in SUBJECTS)


def _in_order() -> list[Rule]:
    return [r for m in SUBJECTS for r in RULES.values() if r.check.__module__ == m.__name__]


def _section(module: str) -> str:
    title = module.rpartition(".")[2].capitalize()
    rules = "".join(_rule(rule) for rule in _in_order() if rule.check.__module__ == module)
    return f"\n## {title}\n{rules}"


def _rule(rule: Rule) -> str:
    why = f" {rule.why}" if rule.why else ""
    return (
        f"\n### {rule.code}\n\n**{rule.severity.capitalize()}.** {rule.what}{why}\n\n"
        f"```yaml\n{rule.example}\n```\n\nWay out: {rule.way_out}\n"
    )
