"""z3: all activation patterns of the unrolled network that an open interval realises, found one by one (AllSAT).

The solver finds the patterns; the interval and the affine map of each follow from it by Fractions. Patterns that leave
a gap (a unit that is 0 on an interval has no strict sign there) raise an error rather than give a wrong number.
"""

from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from itertools import pairwise
from typing import Any

from benchmarks.adapters.question import Counted, Network, Region, answer


def count(z3: Any, network: Network, k: int) -> Iterator[Counted]:
    solver = z3.SolverFor("QF_LRA")
    value = x = z3.Real("x")
    solver.add(_exact(z3, network.lower) < x, x < _exact(z3, network.upper))
    active = []
    for j in range(k):
        terms = [_exact(z3, network.slope) * value + _exact(z3, network.shift)]
        for i, (outer, inner, bias) in enumerate(network.units):
            bit, before, after = z3.Bool(f"b{j}_{i}"), z3.Real(f"p{j}_{i}"), z3.Real(f"r{j}_{i}")
            solver.add(before == _exact(z3, inner) * value + _exact(z3, bias))
            solver.add(z3.If(bit, z3.And(before > 0, after == before), z3.And(before < 0, after == 0)))
            active.append(bit)
            terms.append(_exact(z3, outer) * after)
        value = z3.Real(f"x{j + 1}")
        solver.add(value == z3.Sum(terms))
    regions = []
    while solver.check() == z3.sat:
        model = solver.model()
        pattern = [z3.is_true(model.eval(bit, model_completion=True)) for bit in active]
        regions.append(_region(network, k, pattern))
        solver.add(z3.Or([z3.Not(bit) if is_on else bit for bit, is_on in zip(active, pattern, strict=True)]))
    regions.sort()
    ends = [network.lower, *(upper for _, upper, _, _ in regions)]
    if [lower for lower, _, _, _ in regions] != ends[:-1] or ends[-1] != network.upper:
        raise ArithmeticError("the patterns with strict signs leave a gap")
    yield "regions", len(regions)
    yield "pieces", 1 + sum(one[2:] != other[2:] for one, other in pairwise(regions))


def _exact(z3: Any, number: Fraction) -> Any:
    return z3.Q(number.numerator, number.denominator)


def _region(network: Network, k: int, pattern: list[bool]) -> Region:
    """Return the interval on which the units have the signs of the pattern, and f^k there."""
    lower, upper, slope, intercept = network.lower, network.upper, Fraction(1), Fraction(0)
    bits = iter(pattern)
    for _ in range(k):
        next_slope, next_intercept = network.slope * slope, network.slope * intercept + network.shift
        for outer, inner, bias in network.units:
            a, b, is_on = inner * slope, inner * intercept + bias, next(bits)
            if a:
                if (a > 0) == is_on:
                    lower = max(lower, -b / a)
                else:
                    upper = min(upper, -b / a)
            if is_on:
                next_slope += outer * a
                next_intercept += outer * b
        slope, intercept = next_slope, next_intercept
    return lower, upper, slope, intercept


if __name__ == "__main__":
    answer("z3-solver", lambda: import_module("z3"), count)
