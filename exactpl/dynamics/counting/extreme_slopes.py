"""The largest and the smallest absolute slope of f^k: the extreme product of slopes along the image intervals.

By T1.6 it is the extreme weight of a path of k steps through the image intervals, from the domain on; a step from an
interval to the image of one of its parts multiplies by the slope there. All paths are followed at once, level by level,
but only those that may win: one that has come to D' with the weight w' makes every other superfluous that has come to
D inside D' with a weight that is no better, since the slopes of f^n on D are among those on D'. Which intervals lie in
which is known from the order of critical orbits (`orbits.order`).

Weights are products that are not multiplied out (`arithmetic.products`); the winner alone is.
"""

from bisect import bisect_left, bisect_right
from fractions import Fraction

from exactpl import progress, work
from exactpl.arithmetic.products import Product, Products
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.order import followed, ranks
from exactpl.maps.pl import PL

_PATH_STEPS = 4_000  # of `work`, for one path at one level
_Point = tuple[int, int]
"""(number of an orbit, time)."""
_Path = tuple[Product, _Point, _Point]
"""The weight so far, and the two ends of the interval that the path has come to."""


class ExtremeSlopes:
    """The extreme absolute slopes of f^k, k >= 1, for a self-map with two pieces or more.

    Cost: the critical orbits to time k and their order; then k steps for each path that may win. These are few where f
    mixes, and never more than image intervals, (2 m + 2) k. No number is longer than 100 + m log2(k) bits.
    """

    def __init__(self, f: PL, k: int) -> None:
        self._k = k
        self._orbits = orbits = CriticalOrbits(f, k + 1)
        self._last = len(orbits.vertices)
        self._ranks = ranks(orbits)
        self._parts = [([p.part(1) for p in o.places], [p.part(-1) for p in o.places]) for o in followed(orbits)]
        self._products = Products([abs(slope) or Fraction(1) for slope in orbits.slopes], k)  # 1: not used

    def largest(self) -> Fraction:
        """Return the largest absolute slope, the least Lipschitz constant; 0 where f^k is constant."""
        return self._extreme(1)

    def smallest(self) -> Fraction:
        """Return the smallest absolute slope."""
        return self._extreme(-1) if 0 not in self._orbits.slopes else Fraction(0)

    def _extreme(self, sign: int) -> Fraction:
        """Return the largest slope, or with -1 the inverse of the largest inverse."""
        weights = [(sign * log, sign * code) for log, code in self._products.factors]
        paths: list[_Path] = [((0, 0), (self._last, 0), (self._last + 1, 0))]
        for n in range(self._k):
            if n % 64 == 0:
                progress.report("slopes", n, self._k)
            following = self._following(paths, weights)
            paths = self._that_may_win(following)
            work.charge(_PATH_STEPS * (len(following) + 1))
        if not paths:
            return Fraction(0)
        log, code = paths[0][0]
        return self._products.value((sign * log, sign * code))

    def _following(self, paths: list[_Path], weights: list[Product]) -> list[_Path]:
        """Return the paths, the best first, one step further on, without those that end where f is flat.

        Of those that go through a whole part the first is the best.
        """
        found: list[_Path] = []

        def go_on(weight: Product, part: int, left: _Point, right: _Point) -> None:
            sign = self._orbits.signs[part]
            if sign:
                log, code = weights[part]
                begin, end = (left[0], left[1] + 1), (right[0], right[1] + 1)
                if sign < 0:
                    begin, end = end, begin
                found.append(((weight[0] + log, weight[1] + code), begin, end))

        unused = list(range(self._last + 2))  # following it leads to the next part that no path has gone through
        for weight, left, right in paths:
            first, last = self._parts[left[0]][0][left[1]], self._parts[right[0]][1][right[1]]
            if first == last:
                go_on(weight, first, left, right)
                continue
            go_on(weight, first, left, (first, 0))
            part = _next(unused, first + 1)
            while part < last:
                go_on(weight, part, (part - 1, 0), (part, 0))
                unused[part] = part + 1
                part = _next(unused, part)
            go_on(weight, last, (last - 1, 0), right)
        return found

    def _that_may_win(self, paths: list[_Path]) -> list[_Path]:
        """Return the paths in order, the best first, without those that lie in an interval of a better one."""
        ranks = self._ranks
        # an interval comes before those inside it: so it does where weights are equal, too
        spans = [(ranks[a][s], -ranks[b][t], path) for path in paths for (a, s), (b, t) in (path[1:],)]
        spans.sort()
        kept: list[_Path] = []
        # of the intervals so far, those that lie in no other: their ends increase
        lefts: list[int] = []
        rights: list[int] = []
        for number in self._products.order([path[0] for _, _, path in spans]):
            low, minus_high, path = spans[number]
            high = -minus_high
            before = bisect_right(lefts, low)
            if before and rights[before - 1] >= high:
                continue
            kept.append(path)
            begin, end = bisect_left(lefts, low), bisect_right(rights, high)
            lefts[begin:end], rights[begin:end] = [low], [high]
        return kept


def _next(unused: list[int], part: int) -> int:
    """Return the first part from one on that is unused; what leads there is shortened."""
    while unused[part] != part:
        unused[part] = unused[unused[part]]
        part = unused[part]
    return part
