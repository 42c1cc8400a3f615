"""What a rule is, what it finds, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from simulator.scenario.document import Cursor

if TYPE_CHECKING:
    from simulator.authoring.lint.case import Case

__all__ = ["RULES", "SEVERITIES", "Check", "Finding", "Found", "Rule", "Severity", "rule"]

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
"""``error``: the exercise cannot work; ``warning``: it will work badly; ``advice``: a thought."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, with its place, and a way out of it.

    ``path`` is the place inside the document (``injects[3].at``); ``line`` and ``col`` start at 1.
    ``accepted`` is the author's reason, if the finding is meant to be so.
    """

    file: str
    line: int
    col: int
    path: str
    severity: Severity
    code: str
    message: str
    way_out: str = ""
    accepted: str = ""

    def __str__(self) -> str:
        """Render as ``file:line:col: path: severity: message. Way out. [code]``, on one line."""
        where = f"{self.path}: " if self.path else ""
        says = " ".join(
            f"{self.message}. {self.way_out}".split() if self.way_out else [self.message]
        )
        return f"{self.file}:{self.line}:{self.col}: {where}{self.severity}: {says} [{self.code}]"

    def as_json(self) -> dict[str, Any]:
        """Return it for ``--json``; ``accepted`` only if it is."""
        return {key: value for key, value in asdict(self).items() if key != "accepted" or value}


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says about one place; what it leaves open the rule's own words fill."""

    at: Cursor
    message: str
    way_out: str = ""
    severity: Severity | None = None


Check = Callable[["Case"], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, how bad a finding is, why it matters, and an example that breaks it."""

    code: str
    severity: Severity
    what: str
    why: str
    way_out: str
    example: str
    check: Check

    @property
    def subject(self) -> str:
        """The module that it stands in."""
        return self.check.__module__.rpartition(".")[2]


RULES: dict[str, Rule] = {}
"""Every rule by its code."""


def rule(code: str, severity: Severity, *, way_out: str, example: str) -> Callable[[Check], Check]:
    """Register a rule: its docstring says in the first line what it finds, then why it matters."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code!r} is registered twice")
        what, _, why = (check.__doc__ or "").partition("\n")
        reason = " ".join(why.split())
        RULES[code] = Rule(code, severity, what.strip(), reason, way_out, example.strip(), check)
        return check

    return register
