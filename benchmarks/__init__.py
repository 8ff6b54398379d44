"""Measurements, each a ratio against a baseline run beside it. `python -m benchmarks --help`."""
