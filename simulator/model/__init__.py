"""Immutable values that everything else is made of: time, units, records, scenario, score."""
