"""Ratios measured in one run: `python -m benchmarks` prints them; docs/benchmarks.md keeps them."""
