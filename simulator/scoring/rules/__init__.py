"""The rules that judge a log, by the names that a rubric gives them; one module a subject.

Importing this package imports every module in it, and so fills the registry.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from simulator.scoring.rules.registry import RULES, RuleSpec, bind

__all__ = ["RULES", "RuleSpec", "bind"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
