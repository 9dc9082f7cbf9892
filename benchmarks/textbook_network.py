"""The textbook way to find the linear regions of a ReLU network on an interval, in plain Fractions, layer by layer.

This is the other side of the benchmark `segments`. It imports nothing of exactpl.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Vector = list[Fraction]
Layer = tuple[Sequence[Sequence[Fraction]], Sequence[Fraction]]


def affine(layer: Layer, x: Vector) -> Vector:
    """Return weight * x + bias."""
    weight, bias = layer
    return [sum((w * v for w, v in zip(row, x, strict=True)), b) for row, b in zip(weight, bias, strict=True)]


def regions(layers: Sequence[Layer], lower: Fraction, upper: Fraction) -> list[tuple[Fraction, Vector]]:
    """Return the points between regions, ends included, with the outputs there; ReLU after each layer but the last.

    Between neighbouring points each layer is affine: a unit whose sign changes cuts the interval once more.
    """
    points = [(lower, [lower]), (upper, [upper])]
    for number, layer in enumerate(layers, 1):
        values = [(t, affine(layer, x)) for t, x in points]
        if number < len(layers):
            values = [(t, [max(z, Fraction(0)) for z in x]) for t, x in _cut(values)]
        points = values
    return points


def _cut(values: list[tuple[Fraction, Vector]]) -> list[tuple[Fraction, Vector]]:
    """Add the points at which a unit changes its sign, with all units interpolated there."""
    found = []
    for (a, x), (b, y) in pairwise(values):
        found.append((a, x))
        cuts = sorted({a + (b - a) * u / (u - v) for u, v in zip(x, y, strict=True) if (u < 0 < v) or (v < 0 < u)})
        for t in cuts:
            found.append((t, [u + (v - u) * (t - a) / (b - a) for u, v in zip(x, y, strict=True)]))
    found.append(values[-1])
    return found
