"""Prometheus rule files as a start for a scenario: services, signals and alerts.

:mod:`simulator.scenario.prometheus.importer` does it; it needs the extra ``prometheus``.
"""

from __future__ import annotations

from simulator.scenario.prometheus.outcome import Imported, Outcome

__all__ = ["Imported", "Outcome"]
