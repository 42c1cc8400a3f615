"""A fragment of a scenario as YAML, with the pasted expressions beside what was made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.model.units import duration_text
from simulator.scenario.prometheus.naming import SERVICE_LABELS, service_name
from simulator.scenario.prometheus.resting import Needs, Rest, quantity
from simulator.scenario.prometheus.rulefile import Rule

__all__ = ["Alert", "clean", "fragment"]

_PLACEHOLDER = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_LABEL = re.compile(r"\.?\$?labels\.(\w+)", re.IGNORECASE)
_PLAIN = re.compile(r"[a-zA-Z][\w.-]*\Z")
_NOT_PLAIN = ("true", "false", "null", "yes", "no", "on", "off")


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of the fragment: its name here, its rule, its expression and durations in ms."""

    name: str
    rule: Rule
    expr: str
    series: tuple[str, ...]
    for_: int
    keep_firing_for: int


def clean(text: str, labels: Mapping[str, str], service: str) -> str:
    """Fill in what a template of Prometheus would fill in, as far as that is known."""

    def fill(match: re.Match[str]) -> str:
        label = _LABEL.search(match[1])
        if label is None:
            return "…"
        known = labels.get(label[1])
        return known or (service if label[1] in (*SERVICE_LABELS, "instance") else label[1])

    return _PLACEHOLDER.sub(fill, text)


def fragment(
    file: str, alerts: Sequence[Alert], needs: Mapping[str, Needs], rests: Mapping[str, Rest]
) -> str:
    """Write the sections services, oncall and alerts."""
    lines = [
        f"# From {' '.join(file.split())}, by misfortune import prometheus.",
        "# What signals are at rest is a proposal, on the quiet side of every threshold.",
        "# Who calls whom, and what breaks, is yours to write.",
        "services:",
        *_services(needs, rests),
        *_oncall(alerts),
        "alerts:",
    ]
    for alert in alerts:
        lines += _alert(file, alert)
    return "\n".join(lines) + "\n"


def _services(needs: Mapping[str, Needs], rests: Mapping[str, Rest]) -> Iterator[str]:
    by_service: dict[str, list[tuple[str, str]]] = {}
    for series in needs:
        service, _, signal = series.partition(".")
        by_service.setdefault(service, []).append((signal, series))
    for service, signals in by_service.items():
        yield f"  {_scalar(service)}:"
        yield "    signals:"
        for signal, series in signals:
            unit, found = needs[series].unit, rests[series]
            parts = [f"base: {quantity(found.base, unit)}"]
            if found.noise is not None:
                parts.append(f"noise: {quantity(found.noise, unit, 2)}")
            if found.low is not None:
                parts.append(f"min: {quantity(found.low, unit)}")
            yield f"      {signal}: {{{', '.join(parts)}}}"


def _oncall(alerts: Sequence[Alert]) -> Iterator[str]:
    """Write a team for every label that names one: to be paged, there must be somebody."""
    severities: dict[str, dict[str, None]] = {}
    for alert in alerts:
        if team := service_name(alert.rule.labels.get("team", "")):
            severity = alert.rule.labels.get("severity", "")
            severities.setdefault(team, {})[severity] = None
    if severities:
        yield "oncall: # the seat that is paged first; add who comes next"
    for team, found in severities.items():
        yield f"  {_scalar(team)}:"
        yield "    steps: [{level: primary, who: ol}]"
        if "critical" in found:
            yield "    by_severity: {critical: [{level: primary, who: ol}]}"


def _alert(file: str, alert: Alert) -> Iterator[str]:
    rule = alert.rule
    yield f"  - alert: {alert.name}"
    group = f", group {' '.join(rule.group.split())}" if rule.group else ""
    yield f"    # {' '.join(file.split())}:{rule.line}{group}:"
    yield from (f"    #   {line.rstrip()}" for line in rule.expr.splitlines())
    yield f"    expr: '{alert.expr}'"
    if alert.for_:
        yield f"    for: {duration_text(alert.for_)}"
    if alert.keep_firing_for:
        yield f"    keep_firing_for: {duration_text(alert.keep_firing_for)}"
    service = alert.series[0].partition(".")[0]
    labels = {name: clean(text, rule.labels, service) for name, text in rule.labels.items()}
    if team := service_name(labels.get("team", "")):
        labels["team"] = team
    if labels:
        yield f"    labels: {_map(labels)}"
    if rule.annotations:
        yield "    annotations:"
    for name, text in rule.annotations.items():
        yield f"      {_scalar(name)}: {_scalar(clean(text, labels, service))}"


def _map(entries: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{_scalar(k)}: {_scalar(v)}' for k, v in entries.items())}}}"


def _scalar(text: str) -> str:
    """Write a text so that it is read as a text."""
    plain = _PLAIN.match(text) and text.lower() not in _NOT_PLAIN
    return text if plain else json.dumps(text, ensure_ascii=False)
