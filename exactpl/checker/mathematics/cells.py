"""A function of t on an interval that points cut into cells, on each of which it is affine (theorems 6.1, 6.2)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from operator import mul
from typing import Generic, TypeVar

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..reading.mapfile import MapFile
from ..reading.networkfile import NetworkFile
from .networks import Network, Pattern, Trace, Vector
from .plmap import PLMap, point, restricted

T = TypeVar("T")
U = TypeVar("U")


LARGEST_DENOMINATOR = 65_536  # bits of a common denominator
MOST_BITS = 2**30  # of all values of a network, and so of each vector


def over_one(vector: tuple[Fraction, ...]) -> tuple[Vector, int]:
    """Return a vector over its least common denominator; raises `rationals.TooLongError` beyond the limits."""
    return rationals.over_one(vector, LARGEST_DENOMINATOR, MOST_BITS)


@dataclass(frozen=True)
class Sample(Generic[T]):
    """The value at t, over unit * scale, and what is to be known there to see that a cell is one."""

    t: Fraction
    value: Vector
    unit: int
    trace: T


@dataclass(frozen=True)
class Cell:
    """A cell: the values at its ends, which a ray has one of, the derivative in t, and the pattern.

    All numbers are over their units times the scale of the function.
    """

    ends: tuple[tuple[Vector, int], ...]
    slope: Vector
    unit: int
    pattern: Pattern
    side: int = 0  # of a ray: -1 to the left, 1 to the right


class Function(ABC, Generic[T]):
    """A continuous function with values in a space of vectors, piecewise affine in t."""

    scale: int

    @abstractmethod
    def at(self, t: Fraction) -> Sample[T]:
        """Evaluate."""

    @abstractmethod
    def between(self, left: T, right: T) -> Pattern:
        """Return the pattern of the cell between two points; raises `Reject` if it is none."""

    @abstractmethod
    def on_ray(self, t: Fraction, side: int) -> tuple[Vector, int, Pattern]:
        """Return derivative in t, its unit, and the pattern on the ray; raises `Reject` if it is not affine."""


class NetworkOnLine(Function[Trace]):
    """A network along start + t * direction."""

    def __init__(self, source: NetworkFile, start: tuple[Fraction, ...], direction: tuple[Fraction, ...]) -> None:
        self.network = Network(source)
        self.scale = self.network.scale
        (self.start, below), (self.direction, other) = over_one(start), over_one(direction)
        self.common, self.own_unit = lcm(below, other), other  # of points, and of derivatives
        self.factors = self.common // below, self.common // other
        # Of the weights that read the input, the products with it are those with start and direction, combined.
        self._readers = [
            (stage.number, stage.matrix.times(self.start), stage.matrix.times(self.direction))
            for stage in self.network.stages
            if stage.source == 0 and stage.matrix is not None and len(self.start) > 1 and any(self.direction)
        ]

    def _input(self, t: Fraction) -> tuple[Vector, int]:
        p, q = self._places(t)
        return [p * a + q * b for a, b in zip(self.start, self.direction, strict=True)], t.denominator * self.common

    def _places(self, t: Fraction) -> tuple[int, int]:
        return t.denominator * self.factors[0], t.numerator * self.factors[1]

    def at(self, t: Fraction) -> Sample[Trace]:
        """Evaluate."""
        x, unit = self._input(t)
        p, q = self._places(t)
        products = {i: [p * a + q * b for a, b in zip(u, v, strict=True)] for i, u, v in self._readers}
        value, trace = self.network.at(x, unit, products)
        return Sample(t, value, unit, trace)

    def between(self, left: Trace, right: Trace) -> Pattern:
        """See `Network.between`."""
        return self.network.between(left, right)

    def on_ray(self, t: Fraction, side: int) -> tuple[Vector, int, Pattern]:
        """See `Network.on_ray`, whose derivative is outwards."""
        x, unit = self._input(t)
        step = self.direction if side > 0 else [-b for b in self.direction]
        derivative, pattern = self.network.on_ray(x, step, unit)
        return (derivative if side > 0 else [-s for s in derivative]), self.own_unit, pattern


class MapOnLine(Function[tuple[int, int]]):
    """A map of its variable; what is to be known are the numbers of its kinks < t and <= t (theorem 0.2, 3)."""

    scale = 1

    def __init__(self, source: MapFile, on: Interval) -> None:
        self.f: PLMap = restricted(source, on)

    def at(self, t: Fraction) -> Sample[tuple[int, int]]:
        """Evaluate, in the domain."""
        x = point(t)
        value, unit = self.f.image(x)
        return Sample(t, [value], unit, (self.f.cuts_below(x), self.f.cuts_up_to(x)))

    def between(self, left: tuple[int, int], right: tuple[int, int]) -> Pattern:
        """Raise `Reject` when there is a kink strictly between."""
        if right[0] != left[1]:
            raise Reject(Rule.NOT_AFFINE, "no kink of g between neighbouring points", f"{right[0] - left[1]}")
        return []

    def on_ray(self, t: Fraction, side: int) -> tuple[Vector, int, Pattern]:
        """Return the slope; raises `Reject` when there is a kink on the ray."""
        kinks = self.f.cuts_below(point(t)) if side < 0 else len(self.f.cuts) - self.f.cuts_up_to(point(t))
        if kinks:
            raise Reject(Rule.NOT_AFFINE, "no kink of g on the ray", f"{kinks}")
        a, _, d = self.f.pieces[0 if side < 0 else -1]
        return [a], d, []


class Difference(Function[tuple[T, U]]):
    """f - g."""

    def __init__(self, f: Function[T], g: Function[U]) -> None:
        self.f, self.g = f, g
        common = gcd(f.scale, g.scale)
        self.factors = g.scale // common, f.scale // common
        self.scale = f.scale * self.factors[0]

    def _minus(self, x: Vector, unit: int, y: Vector, other: int) -> Vector:
        """Subtract, over unit * other."""
        a, b = self.factors[0] * other, self.factors[1] * unit
        return [a * u - b * v for u, v in zip(x, y, strict=True)]

    def at(self, t: Fraction) -> Sample[tuple[T, U]]:
        """Evaluate both."""
        f, g = self.f.at(t), self.g.at(t)
        return Sample(t, self._minus(f.value, f.unit, g.value, g.unit), f.unit * g.unit, (f.trace, g.trace))

    def between(self, left: tuple[T, U], right: tuple[T, U]) -> Pattern:
        """Both must be affine."""
        return self.f.between(left[0], right[0]) + self.g.between(left[1], right[1])

    def on_ray(self, t: Fraction, side: int) -> tuple[Vector, int, Pattern]:
        """Both must be affine."""
        f, unit, p = self.f.on_ray(t, side)
        g, other, q = self.g.on_ray(t, side)
        return self._minus(f, unit, g, other), unit * other, p + q


class Combined(Function[T]):
    """A linear combination of the entries of a function."""

    def __init__(self, f: Function[T], combination: tuple[Fraction, ...]) -> None:
        self.f = f
        self.weights, common = over_one(combination)
        self.scale = f.scale * common

    def _sum(self, value: Vector) -> Vector:
        return [sum(map(mul, self.weights, value))]

    def at(self, t: Fraction) -> Sample[T]:
        """Evaluate, and combine."""
        sample = self.f.at(t)
        return Sample(t, self._sum(sample.value), sample.unit, sample.trace)

    def between(self, left: T, right: T) -> Pattern:
        """All entries must be affine."""
        return self.f.between(left, right)

    def on_ray(self, t: Fraction, side: int) -> tuple[Vector, int, Pattern]:
        """All entries must be affine."""
        derivative, unit, pattern = self.f.on_ray(t, side)
        return self._sum(derivative), unit, pattern


def cells(function: Function[T], points: Sequence[Fraction], on: Interval) -> Iterator[Cell]:
    """Yield the cells from left to right; raises `Reject` unless the function is affine on each."""
    sample = function.at(points[0])
    if on.lo is None:
        yield _ray(function, sample, -1)
    for t in points[1:]:
        following = function.at(t)
        try:
            pattern = function.between(sample.trace, following.trace)
        except Reject as error:
            where = f"between t = {rationals.show(sample.t)} and t = {rationals.show(t)}"
            raise Reject(error.rule, f"{error.expected}, {where}", error.found) from None
        step = t - sample.t
        a, b = step.denominator * sample.unit, step.denominator * following.unit
        slope = [a * y - b * x for x, y in zip(sample.value, following.value, strict=True)]
        unit = step.numerator * sample.unit * following.unit
        yield Cell(((sample.value, sample.unit), (following.value, following.unit)), slope, unit, pattern)
        sample = following
    if on.hi is None:
        yield _ray(function, sample, 1)


def _ray(function: Function[T], sample: Sample[T], side: int) -> Cell:
    slope, unit, pattern = function.on_ray(sample.t, side)
    return Cell(((sample.value, sample.unit),), slope, unit, pattern, side)
