"""Benchmarks: `python -m benchmarks`. What each one measures is in README.md beside this file."""
