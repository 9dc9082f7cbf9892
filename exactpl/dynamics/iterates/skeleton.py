"""f^k expanded, with hardly any arithmetic: every value at a kink of f^k is a point of a critical orbit.

So each kink gets an int32 label, "which value", and the labels of f^k are slices of the labels of f^(k-1), copied in
order or reversed, with one more for each breakpoint that is a kink. The x-coordinates follow the same slices, when they
are asked for: on int64 over one denominator as long as a bound shows that they fit, else in Python's integers.
"""

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from exactpl import progress
from exactpl.arithmetic.rationals import rational
from exactpl.dynamics.iterates.layout import Layout, LevelLayout
from exactpl.dynamics.orbits.self_map import iterated
from exactpl.maps.column import Column
from exactpl.maps.lazy_column import LazyColumn
from exactpl.maps.packed_column import PackedColumn
from exactpl.maps.pl import PL

if TYPE_CHECKING:
    import numpy as np

_INT64 = 1 << 63


class Skeleton:
    """The kinks of f^k, k >= 1, as labels of values; label c * k + j - 1 stands for f^j(breakpoint c).

    Cost of the labels: the layout, and copying 4 bytes for each kink of f, ..., f^k.
    """

    def __init__(self, f: PL, k: int) -> None:
        self.f, self.k = f, k
        self.layout = Layout(f, k)
        self._signs = self.layout.orbits.signs

    def __len__(self) -> int:
        return self.layout.kink_count

    def labels(self) -> "np.ndarray[Any, np.dtype[np.int32]]":
        """Return the labels of the kinks of f^k from left to right."""
        import numpy as np

        largest = max(level.total for level in self.layout.levels)
        old, new = np.empty(largest, dtype=np.int32), np.empty(largest, dtype=np.int32)
        count = 0  # of labels of f^(j-1), which stand in `old`
        for j, level in enumerate(self.layout.levels, start=1):
            progress.report("laying out", j, self.k)
            # where the first part holds all of f^(j-1), in order, these labels stay, and the others go behind them
            stays = self._signs[0] > 0 and level.starts[0] == 0 and level.stops[0] == count
            target = old if stays else new
            position = 0
            for part, sign in enumerate(self._signs):
                start, stop = level.starts[part], level.stops[part]
                if stop > start:
                    if part or not stays:
                        source = old[start:stop]
                        target[position : position + stop - start] = source if sign > 0 else source[::-1]
                    position += stop - start
                if part < len(level.is_kink) and level.is_kink[part]:
                    target[position] = part * self.k + j - 1
                    position += 1
            if not stays:
                old, new = new, old
            count = position
        return old[:count]

    def values(self) -> list[Fraction]:
        """Return the values that the labels stand for. Cost: m k evaluations, with numbers of up to k b bits."""
        found = []
        for y in self.layout.orbits.vertices:
            for _ in range(self.k):
                y = rational(self.f(y))
                found.append(y)
        return found


class _Knots:
    """The knots of f^k: its kinks, and the finite ends of the domain around them."""

    def __init__(self, f: PL, k: int) -> None:
        self.skeleton = Skeleton(f, k)
        self._layout = self.skeleton.layout
        self._labels = self.skeleton.labels()
        self._values = self.skeleton.values()
        lower, upper = f.domain
        self.first = int(lower is not None)
        self.length = len(self._labels) + self.first + (upper is not None)
        self._ends = [rational(end) for end in (lower, upper) if end is not None]
        self._end_values = [rational(iterated(f, end, k)) for end in self._ends]

    def _end(self, i: int) -> int:
        """Return 0 or -1 where knot i is the lower or the upper end of the domain, and 1 elsewhere."""
        if self.first and i == 0:
            return 0
        return -1 if i == self.first + len(self._labels) else 1

    def abscissa(self, i: int) -> tuple[int, int]:
        end = self._end(i)
        return self._layout.kink(i - self.first) if end > 0 else self._ends[end].as_integer_ratio()

    def value(self, i: int) -> tuple[int, int]:
        end = self._end(i)
        found = self._values[self._labels[i - self.first]] if end > 0 else self._end_values[end]
        return found.as_integer_ratio()

    def values(self) -> PackedColumn:
        """Return all values: a table, and one look into it for each knot."""
        import numpy as np

        table = PackedColumn([*self._values, *self._end_values])
        count = len(self._values)
        outer = [np.array([count + i], dtype=np.int32) for i in range(len(self._ends))]
        before, after = (outer[:1] if self.first else []), (outer[self.first :])
        return table.taken(np.concatenate([*before, self._labels, *after]))

    def abscissas(self) -> PackedColumn:
        """Return all x, computed level by level: one multiplication and addition each."""
        layout = self._layout
        affine = [(s, t) for s, t in layout.orbits.affine]
        tops = [abs(s.numerator) for s, _ in affine if s]
        step = lcm(*tops)
        if step.bit_length() > 2 * max(tops, default=1).bit_length() + 64:
            return self._apart()
        points = [*layout.orbits.vertices, *self._ends]
        base = lcm(*(x.denominator for x in points), *((t / s).denominator for s, t in affine if s))
        numbers: Any = []  # numerators of the kinks of f^(j-1) over `common`: int64 array, or list
        common = base
        for j, level in enumerate(layout.levels, start=1):
            progress.report("computing knots", j, len(layout.levels))
            growth = step if j > 1 else 1
            common *= growth
            # x' = (x - t) / s on each part: numerator n becomes a n + b
            moves = [(int(growth / s), int(-t / s * common)) if s else (0, 0) for s, t in affine]
            joints = [int(x * common) for x in layout.orbits.vertices]
            if not isinstance(numbers, list) or j == 1:
                # exact on int64 only under this bound, found with Python's integers: NumPy wraps silently
                outer = max(abs(int(numbers[0])), abs(int(numbers[-1]))) if len(numbers) else 0
                largest = max([abs(a) * outer + abs(b) for a, b in moves] + [abs(n) for n in joints])
                if largest < _INT64 and max(abs(end) for end in [*self._ends, Fraction(0)]) * common < _INT64:
                    numbers = _following_int64(numbers, layout, level, moves, joints)
                    continue
                numbers = numbers if isinstance(numbers, list) else numbers.tolist()
            numbers = _following(numbers, layout, level, moves, joints)
        outer_numbers = [int(end * common) for end in self._ends]
        before, after = outer_numbers[: self.first], outer_numbers[self.first :]
        if isinstance(numbers, list):
            return PackedColumn.over([*before, *numbers, *after], common)
        import numpy as np

        parts = [np.array(before, dtype=np.int64), numbers, np.array(after, dtype=np.int64)]
        return PackedColumn.over_int64(np.concatenate(parts), common)

    def _apart(self) -> PackedColumn:
        """Return all x, each with an (unreduced) denominator of its own: slopes share too little for a common one."""
        layout = self._layout
        vertices = [x.as_integer_ratio() for x in layout.orbits.vertices]
        tops: list[int] = []
        bottoms: list[int] = []
        for j, level in enumerate(layout.levels, start=1):
            progress.report("computing knots", j, len(layout.levels))
            new_tops: list[int] = []
            new_bottoms: list[int] = []
            for part, sign in enumerate(layout.orbits.signs):
                piece = slice(level.starts[part], level.stops[part])
                if piece.stop > piece.start:
                    a, b, d = layout.integers[part]
                    # x' = (d x - b) / a; the denominators stay positive
                    a, b, d = (a, b, d) if a > 0 else (-a, -b, -d)
                    ps, qs = tops[piece], bottoms[piece]
                    if sign < 0:
                        ps.reverse()
                        qs.reverse()
                    new_tops += [d * p - b * q for p, q in zip(ps, qs, strict=True)]
                    new_bottoms += [a * q for q in qs]
                if part < len(vertices) and level.is_kink[part]:
                    new_tops.append(vertices[part][0])
                    new_bottoms.append(vertices[part][1])
            tops, bottoms = new_tops, new_bottoms
        ends = [end.as_integer_ratio() for end in self._ends]
        before, after = ends[: self.first], ends[self.first :]
        return PackedColumn.of_parts(
            [*(p for p, _ in before), *tops, *(p for p, _ in after)],
            0,
            [*(q for _, q in before), *bottoms, *(q for _, q in after)],
        )


def _following(
    numbers: list[int], layout: Layout, level: LevelLayout, moves: list[tuple[int, int]], joints: list[int]
) -> list[int]:
    found: list[int] = []
    for part, sign in enumerate(layout.orbits.signs):
        start, stop = level.starts[part], level.stops[part]
        if stop > start:
            a, b = moves[part]
            source = numbers[start:stop]
            if sign < 0:
                source.reverse()
            found += [a * n + b for n in source]
        if part < len(joints) and level.is_kink[part]:
            found.append(joints[part])
    return found


def _following_int64(
    numbers: Any, layout: Layout, level: LevelLayout, moves: list[tuple[int, int]], joints: list[int]
) -> Any:
    import numpy as np

    found = np.empty(level.total, dtype=np.int64)
    position = 0
    for part, sign in enumerate(layout.orbits.signs):
        start, stop = level.starts[part], level.stops[part]
        if stop > start:
            a, b = moves[part]
            source = numbers[start:stop]
            target = found[position : position + stop - start]
            np.multiply(source if sign > 0 else source[::-1], a, out=target)
            target += b
            position += stop - start
        if part < len(joints) and level.is_kink[part]:
            found[position] = joints[part]
            position += 1
    return found


def knot_columns(f: PL, k: int) -> tuple[Column, Column]:
    """Return the columns x and y of the knots of f^k, k >= 1, for f with a breakpoint.

    The labels are there at once; the numbers are computed when they are asked for.
    """
    knots = _Knots(f, k)
    return (
        LazyColumn(knots.length, knots.abscissa, knots.abscissas),
        LazyColumn(knots.length, knots.value, knots.values),
    )
