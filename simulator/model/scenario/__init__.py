"""What a scenario file says: the system, what breaks, who is told, and what can be done.

Everything here is plain data; :mod:`simulator.scenario` reads it from YAML and checks that the
names inside refer to something, :mod:`simulator.engine` makes it happen. Every key carries its
description and an example: the JSON Schema and the reference of the format are made from them.
"""

from __future__ import annotations

from simulator.model.scenario.acting import ActionSpec, Failure, Worsens
from simulator.model.scenario.alerting import AlertSpec, OnCall, Shift, Silence, Team, TeamSpec
from simulator.model.scenario.escalating import ChangedFacts, Escalation
from simulator.model.scenario.failing import FaultSpec, Pulses, Push, Relapse, Turn
from simulator.model.scenario.looking import EvidenceLine, EvidenceSpec, Slo, Span, Step
from simulator.model.scenario.people import Absent, Expect, InjectSpec, Persona, Repeat
from simulator.model.scenario.system import Change, Facts, Service, SignalSpec, Spread
from simulator.model.scenario.whole import Scenario

__all__ = [
    "Absent",
    "ActionSpec",
    "AlertSpec",
    "Change",
    "ChangedFacts",
    "Escalation",
    "EvidenceLine",
    "EvidenceSpec",
    "Expect",
    "Facts",
    "Failure",
    "FaultSpec",
    "InjectSpec",
    "OnCall",
    "Persona",
    "Pulses",
    "Push",
    "Relapse",
    "Repeat",
    "Scenario",
    "Service",
    "Shift",
    "SignalSpec",
    "Silence",
    "Slo",
    "Span",
    "Spread",
    "Step",
    "Team",
    "TeamSpec",
    "Turn",
    "Worsens",
]
