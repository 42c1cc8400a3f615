"""``misfortune import prometheus``: a rule file in, a fragment of a scenario out.

Nothing of PromQL is evaluated. Each expression is taken apart into comparisons, and what each
compares is bound to a simulated series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.model.alert_expr import parse_alert_expr
from simulator.model.errors import InputError, Problem
from simulator.model.fields import parse_amount
from simulator.model.units import LONGEST, duration_text
from simulator.scenario.prometheus.binding import Binder
from simulator.scenario.prometheus.naming import service_name
from simulator.scenario.prometheus.outcome import Imported, NotImportable, Outcome
from simulator.scenario.prometheus.promql import duration, key, parse
from simulator.scenario.prometheus.resting import quantity, rest
from simulator.scenario.prometheus.rulefile import Rule, read_rules
from simulator.scenario.prometheus.writing import Alert, fragment

__all__ = ["import_rules", "read_bind"]

_SERIES = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\.[a-z][a-z0-9_]{0,59}\Z")


def read_bind(text: str) -> tuple[str, str]:
    """Read ``EXPR=service.signal`` into a comparable expression and a series.

    Raises:
        ValueError: saying what is wrong with it.
    """
    expr, sign, series = (part.strip() for part in text.rpartition("="))
    if not sign or not expr or not _SERIES.match(series):
        form = "write EXPRESSION=service.signal, e.g. 'rate(jobs_total[5m])=worker.jobs'"
        raise ValueError(f"{form}, not {text!r}")
    try:
        return key(parse(expr)), series
    except ValueError as error:
        raise ValueError(f"{expr!r} is no PromQL: {error}") from None


def import_rules(
    text: str, file: str, *, service: str | None = None, binds: Mapping[str, str] | None = None
) -> Imported:
    """Make a scenario fragment of a rule file.

    ``service`` is for expressions whose labels name none; ``binds`` are the author's own bindings
    as :func:`read_bind` gives them.

    Raises:
        InputError: if it is no rule file, or an expression or a duration in it is wrong, with the
            place of each.
    """
    binds = binds or {}
    rules = read_rules(text, file)
    parsed = _parsed(rules, file)
    records = {rule.name: expr for rule, expr in zip(rules, parsed, strict=True) if rule.record}
    binder = Binder(records, binds, service_name(service) or None if service else None)
    alerts: list[Alert] = []
    outcomes: list[Outcome] = []
    for rule, expr in zip(rules, parsed, strict=True):
        outcomes.append(_one(rule, expr, file, binder, alerts))
    binder.finish()
    rests = {series: rest(series.partition(".")[2], need) for series, need in binder.needs.items()}
    bases = {
        series: parse_amount(quantity(found.base, binder.needs[series].unit)).value
        for series, found in rests.items()
    }
    notes = [*_restless(alerts, bases), *_unused(binds, binder.used_binds), *_silent(alerts)]
    whole = fragment(file, alerts, binder.needs, rests) if alerts else ""
    return Imported(whole, tuple(outcomes), tuple(notes))


def _parsed(rules: Sequence[Rule], file: str) -> list[Any]:
    """Read every expression and duration, or raise all that is wrong with them."""
    problems: list[Problem] = []
    out: list[Any] = []
    for rule in rules:
        try:
            _times(rule)
            out.append(parse(rule.expr))
        except ValueError as error:
            problems.append(Problem(file, rule.line, rule.col, rule.name, str(error)))
    if problems:
        raise InputError(problems)
    return out


def _times(rule: Rule) -> tuple[int, int]:
    times = []
    for name, text in (("for", rule.for_), ("keep_firing_for", rule.keep_firing_for)):
        try:
            times.append(duration(text))
        except ValueError:
            raise ValueError(f"{name} is a duration such as 5m or 1d, not {text!r}") from None
        if times[-1] > LONGEST:
            raise ValueError(f"{name}: {text} is longer than {duration_text(LONGEST)}")
    return times[0], times[1]


def _one(rule: Rule, expr: Any, file: str, binder: Binder, alerts: list[Alert]) -> Outcome:
    if rule.record:
        said = "a recording rule, skipped"
        return Outcome(file, rule.line, rule.name, "recording", said)
    try:
        text, series = binder.convert(expr, rule.labels)
    except NotImportable as error:
        return Outcome(file, rule.line, rule.name, "refused", f"not importable: {error}")
    name = _name(rule.name, {alert.name for alert in alerts})
    alerts.append(Alert(name, rule, text, series, *_times(rule)))
    called = f", as {name}" if name != rule.name else ""
    said = f"bound to {', '.join(series)}{called}"
    return Outcome(file, rule.line, rule.name, "bound", said, series)


def _name(name: str, taken: set[str]) -> str:
    """Make a name that an alert can have here, and that no other has."""
    plain = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_") or "Alert"
    plain = plain if not plain[0].isdigit() else f"Alert_{plain}"
    number, free = 1, plain
    while free in taken:
        number += 1
        free = f"{plain}_{number}"
    return free


def _restless(alerts: Sequence[Alert], bases: Mapping[str, float]) -> list[str]:
    """Name the alerts that no proposal keeps quiet."""
    signals: dict[str, set[str]] = {}
    for series in bases:
        service, _, signal = series.partition(".")
        signals.setdefault(service, set()).add(signal)
    return [
        f"{alert.name} fires at rest: no value of {', '.join(alert.series)} keeps all alerts "
        "quiet; give them other bases"
        for alert in alerts
        if parse_alert_expr(alert.expr, signals).holds(bases)
    ]


def _unused(binds: Mapping[str, str], used: set[str]) -> list[str]:
    return [
        f"--bind {expr}={series} was of no use: no rule compares exactly that"
        for expr, series in binds.items()
        if expr not in used
    ]


def _silent(alerts: Sequence[Alert]) -> list[str]:
    """Say it if nothing pages: severity page does by itself, any other by ``by_severity``."""
    paging = ("page", "critical")
    loud = any(
        a.rule.labels.get("severity") in paging and a.rule.labels.get("team") for a in alerts
    )
    if loud or not alerts:
        return []
    said = "nobody is paged: give alerts the label severity: page, or their team steps by_severity"
    return [f"{said}, and each service a team"]
