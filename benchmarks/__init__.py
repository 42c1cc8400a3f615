"""Measurements: ``python -m benchmarks.NAME --json`` in a checkout."""
