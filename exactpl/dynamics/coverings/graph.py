"""Covering graphs: which of some intervals f^k maps over which, and by how much (T4.1, T4.5).

A covering with room to spare holds for every map near f. That is where robust statements come from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, Real, exact, shortened_rational
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import DomainError, InputError, described, require_list
from exactpl.maps.pl import PL, Number

_PAIR_STEPS = 2_000  # of `work`


@dataclass(frozen=True, slots=True, repr=False)
class Covering(Record):
    """f^k maps interval number `source` over interval number `target`.

    At `below` f^k is at most the lower end of the target, at `above` at least the upper end; both points lie in the
    source. The same holds for every continuous g of the domain into itself with |g - f| <= epsilon.
    """

    source: int
    target: int
    below: Real
    above: Real
    epsilon: Real


@dataclass(frozen=True, slots=True, repr=False)
class CoveringGraph(Record):
    """The coverings among some intervals under f^k, sorted by source and target; see `covering_graph`."""

    k: int
    intervals: tuple[Interval, ...]
    edges: tuple[Covering, ...]

    @property
    def matrix(self) -> tuple[tuple[int, ...], ...]:
        """The 0/1 matrix of the graph: 1 at (i, j) where interval i covers interval j."""
        there = {(edge.source, edge.target) for edge in self.edges}
        n = range(len(self.intervals))
        return tuple(tuple(int((i, j) in there) for j in n) for i in n)

    @property
    def epsilon(self) -> Real:
        """The largest epsilon for which all edges persist; 0 when there are no edges."""
        return min((edge.epsilon for edge in self.edges), default=Fraction(0))

    def robust(self, epsilon: Exact) -> "CoveringGraph":
        """Return the graph with only the edges that persist for every g within `epsilon` of f."""
        wanted = require_epsilon(epsilon)
        return CoveringGraph(self.k, self.intervals, tuple(e for e in self.edges if e.epsilon >= wanted))

    @property
    def interiors_are_disjoint(self) -> bool:
        """Whether no two intervals have more than one point in common."""
        return have_disjoint_interiors(self.intervals)


def have_disjoint_interiors(intervals: Sequence[Interval]) -> bool:
    """Whether no two of some compact intervals have more than one point in common."""
    ordered = sorted(compact_ends(interval) for interval in intervals)
    return all(a[1] <= b[0] for a, b in pairwise(ordered))


def compact_ends(interval: Interval) -> tuple[Real, Real]:
    """Return the two ends; InputError unless the interval is compact with more than one point."""
    lower, upper = interval
    if lower is None or upper is None or lower == upper:
        raise InputError(f"compact intervals with more than one point are required, found {interval}.")
    return lower, upper


@work.bounded
def covering_graph(
    f: PL, intervals: Iterable[Interval | tuple[Number, Number]], *, k: int = 1, on: IntervalLike = None
) -> CoveringGraph:
    """Return which of the intervals f^k maps over which, with the largest epsilon for which each covering persists.

    f maps its domain, or `on`, into itself; k >= 1; the intervals are compact, inside the domain, with more than one
    point; they may overlap. Raises DomainError, InputError. Cost: k steps for each interval, no iterate is listed;
    numbers of up to k b bits. Source: docs/theorems.md, T4.1, T4.5.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> graph = covering_graph(tent, [("1/10", "2/5"), ("3/5", "9/10")])
    >>> graph.matrix, graph.edges
    (((0, 0), (0, 0)), ())
    >>> graph = covering_graph(tent, [("1/10", "2/5"), ("3/5", "9/10")], k=2)
    >>> graph.matrix, graph.epsilon
    (((0, 1), (0, 1)), Fraction(1, 30))
    """
    steps = require_integer(k, "k", 1, 1_000_000)
    f = SelfMap.of(f, on=on)
    given = as_intervals(intervals)
    if not given:
        raise InputError("at least one interval is required, found none.")
    ends = []
    for interval in given:
        ends.append(compact_ends(interval))
        if not f.domain.contains_interval(interval):
            raise DomainError(f"intervals inside the domain {f.domain} are required, found {interval}.")
    share = 1 / error_factor(f, steps)
    edges = []
    for i, interval in enumerate(given):
        work.charge(_PAIR_STEPS * len(ends))
        below, least, above, greatest = extremes(f, interval, steps)
        for j, (lower, upper) in enumerate(ends):
            if least <= lower and greatest >= upper:
                room = min(lower - least, greatest - upper)
                edges.append(Covering(i, j, below, above, room * share))
    return CoveringGraph(steps, given, tuple(edges))


def as_intervals(given: Iterable[Interval | tuple[Number, Number]]) -> tuple[Interval, ...]:
    """Return intervals, some perhaps given by their two ends."""
    return tuple(_as_interval(i, interval) for i, interval in enumerate(require_list(given, "intervals")))


def _as_interval(i: int, given: object) -> Interval:
    if isinstance(given, Interval):
        return given
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise InputError(f"intervals[{i}] must be an Interval or a pair (lower, upper), found {described(given)}.")
    return Interval(*given)


def pulled_back(f: PL, path: Sequence[Interval]) -> list[Interval]:
    """Return parts of the intervals of a path of coverings, each mapped onto the next, the last one whole (T4.1.2)."""
    parts = [path[-1]]
    for interval in reversed(path[:-1]):
        candidates = f.restrict(*interval).preimages(parts[-1])
        parts.append(next(part for part in candidates if f.image(*part) == parts[-1]))
    return parts[::-1]


def error_factor(f: PL, k: int) -> Real:
    """Return 1 + L + ... + L^(k-1): what an error of 1 at each step can amount to after k steps (T4.5)."""
    slope = f.lipschitz()
    work.require(k * work.size(slope), f"the error of f^{k}")
    return Fraction(k) if slope == 1 else (slope**k - 1) / (slope - 1)


def extremes(f: PL, interval: Interval, k: int) -> tuple[Real, Real, Real, Real]:
    """Return x, f^k(x), y, f^k(y) where f^k is smallest and largest on a compact interval.

    The image is followed forwards, each extreme point then backwards through the images.
    """
    images = [interval]
    for n in range(k):
        progress.report("images of intervals", n, k)
        images.append(f.image(*images[-1]))
        work.hold(sum(map(work.size, compact_or_point(images[-1]))) // 4)
    found = []
    lower, upper = compact_or_point(images[-1])
    for value in (lower, upper):
        point = value
        for image in reversed(images[:-1]):
            low, high = compact_or_point(image)
            work.charge_product(point, point, times=2 + len(f.knots))
            candidates = f.restrict(low, high).preimages(point) if low < high else [Interval(low, low)]
            first = candidates[0].lower
            assert first is not None
            point = first
        found += [point, value]
    return found[0], found[1], found[2], found[3]


def compact_or_point(interval: Interval) -> tuple[Real, Real]:
    """Return the two ends of a compact interval, or of a point."""
    lower, upper = interval
    assert lower is not None
    assert upper is not None
    return lower, upper


def require_epsilon(given: Exact) -> Fraction:
    """Return epsilon as a Fraction; InputError unless it is >= 0."""
    epsilon = exact(given)
    if epsilon < 0:
        raise InputError(f"epsilon must be >= 0, found {shortened_rational(epsilon)}.")
    return epsilon
