"""Float orbits against exact ones, step by step: where they agree within the bound, and where bounds tell nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from exactpl import progress
from exactpl.arithmetic.rationals import rational
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FloatFormat
from exactpl.crosscheck.quiet import quiet
from exactpl.crosscheck.scaled_maps import ScaledMap
from exactpl.maps.pl import PL


@dataclass(frozen=True, slots=True)
class OrbitComparison:
    """How float orbits of some points compare with the exact ones.

    Attributes:
        steps: the last step that was compared.
        wide_from: the first step where most bounds reach half of the length of the domain, or None.
        unsure_from: the first step by which most orbits have lost the certainty of their pieces, or None.
        told: how many orbits have a bound below that at the last step before `wide_from`.
        largest_bound, largest_error: of these, at that step.
        violation: (step, number of the point, float, exact value) where an error exceeds its bound, or None.
    """

    steps: int
    wide_from: int | None
    unsure_from: int | None
    told: int
    largest_bound: float
    largest_error: float
    violation: tuple[int, int, float, Fraction] | None


def compare_orbits(
    f: PL, numerators: Sequence[int], denominator: int, k: int, backend: Backend, format: FloatFormat
) -> OrbitComparison:
    """Follow the points numerators[i] / denominator for k steps, in floats and exactly, while floats tell something.

    f maps a compact interval into itself. Cost: k steps a point with numbers that grow by the bits of a slope at each
    step.
    """
    scaled, steps = ScaledMap(f, denominator), FloatSteps(f, backend, format)
    lower, upper = f.domain
    assert lower is not None
    assert upper is not None
    wide = rational(upper - lower) / 2
    ball = steps.around([Fraction(n, denominator) for n in numerators])
    unsure_from, told, bound, error = None, 0, 0.0, 0.0
    with quiet():
        for j, exact in enumerate(scaled.orbits(numerators, k)):
            if j:
                ball = steps.step(ball)
            values, bounds, certain = _on_host(ball)
            level = scaled.level(j)
            for i, (y, e, n) in enumerate(zip(values, bounds, exact, strict=True)):
                if isfinite(y) and isfinite(e) and abs(Fraction(y) * level - n) > Fraction(e) * level:
                    return OrbitComparison(j, None, unsure_from, told, bound, error, (j, i, y, Fraction(n, level)))
            if unsure_from is None and 2 * sum(certain) < len(certain):
                unsure_from = j
            if 2 * sum(not e < wide for e in bounds) > len(bounds):
                return OrbitComparison(j, j, unsure_from, told, bound, error, None)
            kept = [(y, e, n) for y, e, n in zip(values, bounds, exact, strict=True) if e < wide and isfinite(y)]
            told, bound = len(kept), max((e for _, e, _ in kept), default=0.0)
            error = max((float(abs(Fraction(y) - Fraction(n, level))) for y, _, n in kept), default=0.0)
            progress.report("following orbits", j, k)
    return OrbitComparison(k, None, unsure_from, told, bound, error, None)


def _on_host(ball: Ball) -> tuple[list[float], list[float], list[bool]]:
    size = range(ball.values.shape[0])
    return (
        [float(ball.values[i]) for i in size],
        [float(ball.bounds[i]) for i in size],
        [bool(ball.certain[i]) for i in size],
    )
