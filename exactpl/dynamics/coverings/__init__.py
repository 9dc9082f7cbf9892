"""Intervals that f maps over each other: orbits, growth and chaos that survive a perturbation."""
