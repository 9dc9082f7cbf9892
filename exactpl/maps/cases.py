"""Functions of one number given case by case: a polynomial on each open interval between points, a value at each point.

They may jump, and may have no value in places. Expressions are computed with them, and found to be continuous and
piecewise linear, or not, at the end. Main definitions: `Cases`, `pointwise`, `sign_of`, `graph_of_cases`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, groupby, pairwise
from math import lcm
from typing import Any, TypeAlias

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import shortened_rational
from exactpl.arithmetic.real_roots import count_roots, irreducible_factors
from exactpl.errors import BudgetError, InputError
from exactpl.maps.graph import Graph, affine, from_points

Polynomial: TypeAlias = tuple[Fraction, ...]
"""Coefficients by ascending powers of x, without zeros at the end."""
Item: TypeAlias = Any
"""A polynomial or a truth value; None where there is none."""

_MOST_POINTS = 10_000
_LARGEST_DEGREE = 64


@dataclass(frozen=True, slots=True)
class Cases:
    """`between[i]` holds on the open interval that ends at points[i], `at[i]` at that point; None means no value."""

    points: Sequence[Fraction]
    between: Sequence[Item]
    at: Sequence[Item]

    def near(self, x: Fraction) -> Item:
        """Return what holds on the open interval around x; x must not be one of the points."""
        return self.between[bisect_left(self.points, x)]

    def value(self, x: Fraction) -> Item:
        """Return what holds at the point x: a constant polynomial, or a truth value."""
        i = bisect_left(self.points, x)
        if i < len(self.points) and self.points[i] == x:
            return self.at[i]
        return _constant_at(self.between[i], x)


def constant(value: Fraction) -> Polynomial:
    """Return a constant polynomial."""
    return (value,) if value else ()


def everywhere(item: Item) -> Cases:
    """Return the cases of a function that is given by one item on the whole line."""
    return Cases((), (item,), ())


def _constant_at(item: Item, x: Fraction) -> Item:
    return constant(_evaluated(item, x)) if isinstance(item, tuple) else item


def _evaluated(polynomial: Polynomial, x: Fraction) -> Fraction:
    value = Fraction(0)
    for coefficient in reversed(polynomial):
        value = value * x + coefficient
    return value


def pointwise(operation: Callable[..., Item], *functions: Cases) -> Cases:
    """Return the function whose values are operation(values of the functions); no value where one of them has none."""

    def applied(*items: Item) -> Item:
        return None if any(item is None for item in items) else operation(*items)

    points = merged(functions)
    between, at = zip(*(_along(f, points) for f in functions), strict=True)
    return Cases(points, list(map(applied, *between)), list(map(applied, *at)))


def _along(f: Cases, points: Sequence[Fraction]) -> tuple[list[Item], list[Item]]:
    """Return what holds between and at points that include those of f, in one sweep."""
    between, at = [f.between[0]], []
    i, stop = 0, len(f.points)
    for x in points:
        if i < stop and f.points[i] == x:
            at.append(f.at[i])
            i += 1
        else:
            at.append(_constant_at(f.between[i], x))
        between.append(f.between[i])
    return between, at


def merged(functions: Iterable[Cases]) -> list[Fraction]:
    """Return the points of all functions, increasing; BudgetError when there are too many."""
    points = [x for x, _ in groupby(sorted(chain.from_iterable(f.points for f in functions)))]
    if len(points) > _MOST_POINTS:
        raise BudgetError(
            f"an expression with at most {_MOST_POINTS:,} break points is required, found {len(points):,}."
        )
    return points


def samples(points: Sequence[Fraction]) -> list[Fraction]:
    """Return a number in each of the open intervals that points make."""
    if not points:
        return [Fraction(0)]
    return [points[0] - 1, *((a + b) / 2 for a, b in pairwise(points)), points[-1] + 1]


def add(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a + b."""
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    return _trimmed([c + (shorter[i] if i < len(shorter) else 0) for i, c in enumerate(longer)])


def multiply(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a * b; InputError where the degree becomes large, since nothing linear comes of it."""
    if len(a) + len(b) > _LARGEST_DEGREE + 2:
        raise InputError(f"polynomials of degree at most {_LARGEST_DEGREE} are required, found a product beyond it.")
    found = [Fraction(0)] * max(0, len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return _trimmed(found)


def subtract(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a - b."""
    return add(a, tuple(-c for c in b))


def _trimmed(coefficients: list[Fraction]) -> Polynomial:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return tuple(coefficients)


def sign_of(f: Cases) -> Cases:
    """Return the sign of f, -1, 0 or 1, as constant polynomials; InputError where it changes at no rational point."""
    points = list(f.points)
    ends = [None, *f.points, None]
    for polynomial, lower, upper in zip(f.between, ends, ends[1:], strict=False):
        if polynomial is not None and len(polynomial) > 1:
            points += _roots_between(polynomial, lower, upper)
    points = merged([Cases(points, (), ())])
    between, at = _along(f, points)
    return Cases(points, list(map(_sign, between, samples(points))), list(map(_sign, at, points)))


def _sign(polynomial: Polynomial | None, x: Fraction) -> Polynomial | None:
    if polynomial is None:
        return None
    value = _evaluated(polynomial, x)
    return constant(Fraction((value > 0) - (value < 0)))


def _roots_between(polynomial: Polynomial, lower: Fraction | None, upper: Fraction | None) -> list[Fraction]:
    if len(polynomial) == 2:
        roots = [-polynomial[0] / polynomial[1]]
    else:
        common = lcm(*(c.denominator for c in polynomial))
        roots = []
        for factor in irreducible_factors([int(c * common) for c in polynomial]):
            if len(factor) == 2:
                roots.append(Fraction(-factor[0], factor[1]))
            elif count_roots(factor, lower, upper):
                raise InputError(
                    f"rational break points are required, found an irrational root of the polynomial with the "
                    f"coefficients {factor}, the constant first."
                )
    return [x for x in roots if (lower is None or lower < x) and (upper is None or x < upper)]


def graph_of_cases(f: Cases) -> Graph:
    """Return the graph of f where it has values; InputError unless that is one closed interval, f linear between knots.

    Jumps, single points off the line, gaps and open ends are named.
    """
    there = [i for i, item in enumerate(f.between) if item is not None]
    if not there:
        raise InputError("an expression with values on an interval is required, found none.")
    first, last = there[0], there[-1]
    for item in f.between[first : last + 1]:
        if item is not None and len(item) > 2:
            raise InputError(f"a piecewise-linear expression is required, found a piece of degree {len(item) - 1}.")
    if not f.points:
        at_zero, slope = _line(f.between[0])
        return affine(Interval(None, None), slope, at_zero)
    points = []
    for i, x in enumerate(f.points):
        if not first - 1 <= i <= last:
            if f.at[i] is not None:
                raise _gap(x)
            continue
        limits = [_evaluated(item, x) for item in f.between[max(i, first) : min(i + 1, last) + 1] if item is not None]
        expected = 1 if i in (first - 1, last) else 2
        if f.at[i] is None or len(limits) < expected:
            raise _gap(x)
        value = _evaluated(f.at[i], x)
        for found in limits:
            if found != value:
                raise InputError(
                    f"a continuous map is required, found a jump at x = {shortened_rational(x)}: "
                    f"{shortened_rational(value)} there, and {shortened_rational(found)} beside it."
                )
        points.append((x, value))
    left = _line(f.between[0])[1] if first == 0 else None
    right = _line(f.between[-1])[1] if last == len(f.points) else None
    return from_points(points, left, right)


def _line(polynomial: Polynomial) -> tuple[Fraction, Fraction]:
    at_zero, slope = (*polynomial, Fraction(0), Fraction(0))[:2]
    return at_zero, slope


def _gap(x: Fraction) -> InputError:
    return InputError(
        f"values on one closed interval without gaps are required, found a gap at x = {shortened_rational(x)}."
    )
