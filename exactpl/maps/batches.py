"""One map at many points: exact values in the order of the points.

Points and knots become integers over common denominators: in 64 bits where all products fit, which is known beforehand,
else integers of Python, one point after the other. A Fraction is made when a value is read.
"""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from exactpl import progress, work
from exactpl.arithmetic.rationals import rational
from exactpl.maps.graph import Graph
from exactpl.maps.packed_column import PackedColumn, pack

_POINT_STEPS, _FAST_STEPS, _PIECE_STEPS, _BITS_SQUARED_A_STEP = 1_500, 200, 6_000, 300
_POINT_BYTES = 100
_PIECES_A_POINT = 8  # for fewer points, a table of all pieces does not pay
_HEAD = 64
_MOST = (1 << 62) - 1


def values(graph: Graph, points: Sequence[Fraction]) -> PackedColumn:
    """Return f at points of its domain, for rational f; DomainError names the first point outside.

    Cost: O(m + n log m) for m knots and n points, with short numbers 0.1 to 1 us a point.
    """
    work.hold(_POINT_BYTES * len(points))
    if len(points) * _PIECES_A_POINT < graph.piece_count:
        return PackedColumn([rational(graph.value(x)) for x in points])
    table = _Table(graph)
    found = table.in_64_bits(PackedColumn(points))
    return table.one_by_one(points) if found is None else found


class _Table:
    """The pieces of a map, (slope * x + intercept) / denominator over integers, and the knots between them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        knots = graph.x.packed()
        assert knots is not None
        self._knots = knots
        self._pieces = [_integers(graph, i) for i in range(graph.piece_count)]

    def in_64_bits(self, points: PackedColumn) -> PackedColumn | None:
        """Return the values where all products fit into 64 bits, else None."""
        import numpy as np

        xs, knots = points.as_int64(), self._knots.as_int64()
        common = 1
        for *_, q in self._pieces:
            common = lcm(common, q)
            if common > _MOST:
                return None
        if xs is None or knots is None or not len(xs):
            return None
        unit, knot_unit = points.common, self._knots.common
        tops = [slope * (common // q) for slope, _, q in self._pieces]
        constants = [intercept * (common // q) * unit for _, intercept, q in self._pieces]
        x, knot, top, constant = (_largest(numbers) for numbers in (xs, knots, tops, constants))
        if max(x * knot_unit, knot * unit, common * unit, top * x + constant, top, constant) > _MOST:
            return None
        work.charge(_FAST_STEPS * len(xs))
        scaled = xs * knot_unit
        before = np.searchsorted(knots * unit, scaled, side="right")
        outside = np.zeros(len(xs), dtype=bool)
        if self._graph.left is None:
            outside |= before == 0
        if self._graph.right is None:
            outside |= scaled > int(knots[-1]) * unit
        if outside.any():
            self._graph.value(points[int(outside.argmax())])  # raises
        which = np.clip(before - 1 + self._graph.offset, 0, len(self._pieces) - 1)
        found = np.array(tops, dtype=np.int64)[which] * xs + np.array(constants, dtype=np.int64)[which]
        return PackedColumn.over_int64(found, common * unit)

    def one_by_one(self, points: Sequence[Fraction]) -> PackedColumn:
        """Return the values in integers of any length."""
        numerators, denominators = [], []
        domain, last, offset = self._graph.domain, len(self._pieces) - 1, self._graph.offset
        knots, unit = self._knots.numerators, self._knots.common
        if not unit:
            knots, unit = [(p << _HEAD) // q for p, q in map(self._knots.ratio, range(len(self._knots)))], 1 << _HEAD
        for n, x in enumerate(points):
            if n & 1023 == 0:
                progress.report("points", n, len(points))
            if x not in domain:
                self._graph.value(x)  # raises
            p, q = x.numerator, x.denominator
            before = bisect_right(knots, p * unit // q)
            if not self._knots.common:
                while before and knots[before - 1] == p * unit // q and self._knots[before - 1] > x:
                    before -= 1
            slope, intercept, common = self._pieces[min(max(before - 1 + offset, 0), last)]
            work.charge(_POINT_STEPS + q.bit_length() * common.bit_length() // _BITS_SQUARED_A_STEP)
            top, bottom = slope * p + intercept * q, common * q
            divisor = gcd(top, bottom)
            numerators.append(top // divisor)
            denominators.append(bottom // divisor)
        return PackedColumn.of_parts(pack(numerators), 0, pack(denominators))


def _integers(graph: Graph, piece: int) -> tuple[int, int, int]:
    """Return slope, intercept and denominator of a piece."""
    work.charge(_PIECE_STEPS)
    slope, (x, y) = rational(graph.slope(piece)), graph.anchor(piece)
    intercept = rational(y - slope * x)
    common = lcm(slope.denominator, intercept.denominator)
    return (
        slope.numerator * (common // slope.denominator),
        intercept.numerator * (common // intercept.denominator),
        common,
    )


def _largest(numbers: Any) -> int:
    """Return the largest absolute value of a list, or of an array of NumPy."""
    if isinstance(numbers, list):
        return int(max(map(abs, numbers)))
    return max(abs(int(numbers.min())), abs(int(numbers.max())))
