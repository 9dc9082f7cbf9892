"""g after f on int64, in blocks: for maps with many knots whose numbers are small.

For a knot Y of g inside the image of a piece of f, x = (A Y + B) / |dy| with integers A, B of the piece. All products
are bounded beforehand in Python's integers, since NumPy wraps silently; where the bound is 2^63 or more the caller
composes in Python's integers instead. Each piece of f keeps one denominator, and values stay numbers of g's knots.
"""

from array import array
from bisect import bisect_right
from math import lcm
from typing import TYPE_CHECKING, Any

from exactpl import work
from exactpl.arithmetic.rationals import Real, rational
from exactpl.maps.graph import Graph
from exactpl.maps.lazy_column import LazyColumn
from exactpl.maps.packed_column import PackedColumn

if TYPE_CHECKING:
    import numpy as np

FEWEST_KNOTS = 24
_LIMIT = 1 << 63
_KNOT_BYTES, _KNOT_STEPS, _JOINT_STEPS = 12, 20, 5_000  # of `work`
_BLOCK = 1 << 15  # outputs: three arrays of this size stay in the second-level cache


def compose_blocks(g: Graph, f: Graph) -> Graph | None:
    """Return g after f, or None where this way is not open: few knots, rays of f, large numbers, leaving the domain.

    Cost: one multiplication and addition for each knot of the result.
    """
    if len(f.x) + len(g.x) < FEWEST_KNOTS or f.left is not None or f.right is not None or g.piece_count == 1:
        return None
    plan = _Plan.of(g, f)
    return None if plan is None else plan.composition()


class _Plan:
    """The integers of a composition: f has the knots (x, y), g the knots with abscissas `knots`.

    y and `knots` are over one denominator; x is over `denominator`.
    """

    def __init__(self, g: Graph, f: Graph, x: Any, y: Any, knots: Any, denominator: int) -> None:
        import numpy as np

        self._g, self._f, self._x, self._y, self._knots = g, f, x, y, knots
        self._denominator = denominator
        rise = np.diff(y)
        self._rising = rise > 0
        self._scale = np.maximum(np.abs(rise), 1)  # x over scale * denominator, for each piece of f
        # numbers of knots of g below, and up to, each value of f
        below = np.searchsorted(knots, y, "left")
        self._below, self._hit = below, knots[np.minimum(below, len(knots) - 1)] == y
        upto = below + self._hit
        self._first = np.where(self._rising, upto[:-1], upto[1:])
        self._stop = np.where(self._rising, below[1:], below[:-1])
        self._inner = np.maximum(self._stop - self._first, 0)
        self._flat = rise == 0

    @classmethod
    def of(cls, g: Graph, f: Graph) -> "_Plan | None":
        """Return the plan if everything fits into int64 for certain."""
        packed_x, packed_y, packed_knots = f.x.packed(), f.y.packed(), g.x.packed()
        if packed_x is None or packed_y is None or packed_knots is None or not g.is_rational:
            return None
        x, y, knots = packed_x.as_int64(), packed_y.as_int64(), packed_knots.as_int64()
        if x is None or y is None or knots is None:
            return None
        common = lcm(packed_y.common, packed_knots.common)
        up, over = common // packed_y.common, common // packed_knots.common
        widest_x, widest_y, widest_g = (max(abs(int(v.min())), abs(int(v.max()))) for v in (x, y, knots))
        # the largest number of all below: knots and values on one denominator, |A Y| + |B|
        y_bound, g_bound = widest_y * up, widest_g * over
        if (
            max(y_bound, g_bound) * 2 * widest_x * 2 + widest_x * 2 * y_bound >= _LIMIT
            or len(g.x) + len(f.x) >= 1 << 31
        ):
            return None
        y, knots = y * up, knots * over
        domain = (knots[0] if g.left is None else None, knots[-1] if g.right is None else None)
        if (domain[0] is not None and y.min() < domain[0]) or (domain[1] is not None and y.max() > domain[1]):
            return None
        return cls(g, f, x, y, knots, packed_x.common)

    def composition(self) -> Graph:
        import numpy as np

        pieces = len(self._inner)
        offsets = np.zeros(pieces + 1, dtype=np.int64)
        np.cumsum(self._inner + 1, out=offsets[1:])  # each piece begins with its lower end
        count = int(offsets[-1]) + 1
        work.hold(_KNOT_BYTES * count)
        work.charge(_KNOT_STEPS * count + _JOINT_STEPS * pieces)
        numerators = np.empty(count, dtype=np.int64)
        labels = np.empty(count, dtype=np.int32)
        self._fill(offsets, numerators, labels)
        labels[offsets[:-1]] = np.arange(len(self._knots), len(self._knots) + pieces, dtype=np.int32)
        labels[-1] = len(self._knots) + pieces
        numerators[-1] = self._x[-1] * self._scale[-1]
        smooth = self._smooth_joints()
        if len(smooth):
            kept = np.ones(count, dtype=bool)
            kept[offsets[smooth]] = False
            numerators, labels = numerators[kept], labels[kept]
            gone = np.zeros(pieces + 1, dtype=np.int64)
            gone[smooth + 1] = 1
            offsets = offsets - np.cumsum(gone)
        return self._graph(numerators, labels, offsets)

    def _fill(self, offsets: Any, numerators: Any, labels: Any) -> None:
        """Write the pulled-back knots of g, block by block; the places of the lower ends get their x, too."""
        import numpy as np

        step = np.where(self._rising, 1, -1).astype(np.int32)
        begin = np.where(self._rising, self._first - 1, self._stop).astype(np.int32)
        last = begin + step * self._inner.astype(np.int32)
        factor = np.diff(self._x) * step
        shift = self._x[:-1] * self._scale - self._y[:-1] * factor
        ends = self._x[:-1] * self._scale
        totals = self._inner + 1
        cuts = np.searchsorted(offsets, np.arange(0, int(offsets[-1]), _BLOCK), "left")
        cuts = np.unique(np.concatenate([cuts, [len(totals)]]))
        for p, q in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            low, high = int(offsets[p]), int(offsets[q])
            total = totals[p:q]
            moves = np.repeat(step[p:q], total)
            local = offsets[p:q] - low
            moves[0] = begin[p]
            moves[local[1:]] = begin[p + 1 : q] - last[p : q - 1]
            numbers = labels[low:high]
            np.cumsum(moves, out=numbers)
            found = numerators[low:high]
            np.take(self._knots, numbers, out=found, mode="clip")
            found *= np.repeat(factor[p:q], total)
            found += np.repeat(shift[p:q], total)
            found[local] = ends[p:q]

    def _smooth_joints(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        """Return the inner knots of f at which the composition has no kink.

        Where g has one slope that is not 0 around the value, the kink of f stays one; the other knots are looked at one
        by one.
        """
        import numpy as np

        g, at, hit = self._g, self._below[1:-1], self._hit[1:-1]
        packed = g.y.packed()
        heights = None if packed is None else packed.as_int64()
        level = np.ones(g.piece_count, dtype=bool)  # the pieces of g that have slope 0, or may have
        if heights is not None:
            level[g.offset : g.offset + len(heights) - 1] = np.diff(heights) == 0
        for number, slope in ((0, g.left), (-1, g.right)):
            if slope is not None:
                level[number] = slope == 0
        around = level[np.clip(at - 1 + g.offset, 0, len(level) - 1)]
        doubtful = np.flatnonzero(hit | around | self._flat[:-1] | self._flat[1:])
        work.charge(_JOINT_STEPS * len(doubtful))
        smooth = [i for i in (doubtful + 1).tolist() if not self._is_kink(i, int(at[i - 1]), bool(hit[i - 1]), heights)]
        return np.array(smooth, dtype=np.int64)

    def _is_kink(self, i: int, at: int, hit: bool, heights: Any) -> bool:
        """Return whether g after f has a kink at knot i of f, whose value is knot `at` of g, or left of it."""
        before, after = (int(self._y[j + 1]) - int(self._y[j]) for j in (i - 1, i))
        # the pieces of g, between knots p and p + 1, that f comes from and goes to
        come = at if hit and before < 0 else at - 1
        leave = at if hit and after > 0 else at - 1
        last = len(self._knots) - 1
        if heights is None or not (0 <= come < last and 0 <= leave < last):
            return is_kink(self._g, self._f, i, self._f.x[i])
        knots = self._knots
        # Python's integers from here on: products of four may be large
        run, climb = int(knots[come + 1]) - int(knots[come]), int(heights[come + 1]) - int(heights[come])
        next_run = int(knots[leave + 1]) - int(knots[leave])
        next_climb = int(heights[leave + 1]) - int(heights[leave])
        width, next_width = (int(self._x[j + 1]) - int(self._x[j]) for j in (i - 1, i))
        return before * climb * next_width * next_run != after * next_climb * width * run

    def _graph(self, numerators: Any, labels: Any, offsets: Any) -> Graph:
        import numpy as np

        g, f, scale, denominator = self._g, self._f, self._scale, self._denominator
        count, own = len(numerators), len(self._knots)
        starts: list[int] = []

        def piece_of(i: int) -> int:
            if not starts:
                starts.extend(offsets.tolist())
            return min(bisect_right(starts, i) - 1, len(scale) - 1)

        def abscissa(i: int) -> tuple[int, int]:
            return int(numerators[i]), int(scale[piece_of(i)]) * denominator

        def abscissas() -> PackedColumn:
            counts = np.diff(offsets)
            counts[-1] += 1
            tops = array("q")
            tops.frombytes(numerators.data.cast("B"))
            if int(scale.max()) * denominator < _LIMIT:
                bottoms = array("q")
                bottoms.frombytes(np.repeat(scale * denominator, counts).data.cast("B"))
                return PackedColumn.of_parts(tops, 0, bottoms)
            return PackedColumn.of_parts(tops, 0, [s * denominator for s in np.repeat(scale, counts).tolist()])

        def value(i: int) -> tuple[int, int]:
            label = int(labels[i])
            return g.y.ratio(label) if label < own else rational(g.value(f.y[label - own])).as_integer_ratio()

        def values() -> PackedColumn:
            joints = [g.value(y) for y in f.y]
            return PackedColumn([rational(y) for y in (*g.y, *joints)]).taken(labels)

        return Graph(LazyColumn(count, abscissa, abscissas), LazyColumn(count, value, values), None, None)


def is_kink(g: Graph, f: Graph, piece: int, x: Real) -> bool:
    """Return whether g after f has a kink at x, where piece number `piece` > 0 of f begins."""
    y = f.value(x)
    before, after = f.slope(piece - 1), f.slope(piece)
    # approaching x from the left f comes from the side -sign(before) of y, from the right from +sign(after)
    left = before * g.one_sided_slope(y, -1 if before > 0 else 1) if before else before
    right = after * g.one_sided_slope(y, 1 if after > 0 else -1) if after else after
    return left != right
