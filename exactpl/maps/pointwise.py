"""Functions made point by point: sums, multiples, maximum, minimum, absolute value, clip, restriction."""

from collections.abc import Callable
from fractions import Fraction
from heapq import merge
from itertools import groupby

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.errors import DomainError
from exactpl.maps.graph import Graph, Point, constant, from_points

_KNOT_BYTES = 400
_KNOT_STEPS = 15_000


def _common_knots(f: Graph, g: Graph) -> list[Real]:
    """Return the knots of both, increasing, each once."""
    if f.domain != g.domain:
        raise DomainError(
            f"two maps on the same domain are required, found {f.domain} and {g.domain}; "
            "restrict(a, b) one of them first."
        )
    return [x for x, _ in groupby(merge(f.x, g.x))]


def _values(f: Graph, xs: list[Real]) -> list[Real]:
    """Return f at increasing points of its domain in one sweep."""
    values: list[Real] = []
    slope: Real = Fraction(0)
    i, last = -1, len(f.x) - 1
    work.hold(_KNOT_BYTES * len(xs))
    for x in xs:
        work.charge_product(x, x, overhead=_KNOT_STEPS)
        while i < last and f.x[i + 1] <= x:
            i += 1
            slope = f.slope(min(i + f.offset, f.piece_count - 1))
        if i < 0:
            assert f.left is not None
            values.append(f.y[0] + f.left * (x - f.x[0]))
        else:
            values.append(f.y[i] + slope * (x - f.x[i]))
    return values


def add(f: Graph, g: Graph) -> Graph:
    """Return f + g, on equal domains."""
    xs = _common_knots(f, g)
    points = [(x, a + b) for x, a, b in zip(xs, _values(f, xs), _values(g, xs), strict=True)]
    left = None if f.left is None or g.left is None else f.left + g.left
    right = None if f.right is None or g.right is None else f.right + g.right
    return from_points(points, left, right)


def scale(f: Graph, factor: Real) -> Graph:
    """Return factor * f."""
    work.charge_product(factor, f.left or f.right, times=6)
    if factor == 0:
        return constant(f.domain, Fraction(0))
    points = []
    for x, y in zip(f.x, f.y, strict=True):
        work.charge_product(factor, y)
        points.append((x, factor * y))
    left = None if f.left is None else factor * f.left
    right = None if f.right is None else factor * f.right
    return from_points(points, left, right)


def maximum(f: Graph, g: Graph) -> Graph:
    """Return the pointwise maximum, on equal domains. Crossings become knots."""
    return _select(f, g, max)


def minimum(f: Graph, g: Graph) -> Graph:
    """Return the pointwise minimum, on equal domains. Crossings become knots."""
    return _select(f, g, min)


def _select(f: Graph, g: Graph, choose: Callable[[Real, Real], Real]) -> Graph:
    xs = _common_knots(f, g)
    fs, gs = _values(f, xs), _values(g, xs)
    points: list[Point] = []
    before = _ray_crossing(xs[0], fs[0], gs[0], f.left, g.left, -1)
    if before:
        points.append(before)
    for i, (x, a, b) in enumerate(zip(xs, fs, gs, strict=True)):
        if i and (fs[i - 1] - gs[i - 1]) * (a - b) < 0:
            share = (fs[i - 1] - gs[i - 1]) / (fs[i - 1] - gs[i - 1] - a + b)
            points.append((xs[i - 1] + share * (x - xs[i - 1]), fs[i - 1] + share * (a - fs[i - 1])))
        points.append((x, choose(a, b)))
    after = _ray_crossing(xs[-1], fs[-1], gs[-1], f.right, g.right, 1)
    if after:
        points.append(after)
    # beyond all crossings the larger function is the one of larger slope outwards, or the larger one where slopes agree
    left = None if f.left is None or g.left is None else -choose(-f.left, -g.left)
    right = None if f.right is None or g.right is None else choose(f.right, g.right)
    return from_points(points, left, right)


def _ray_crossing(x: Real, a: Real, b: Real, slope_f: Real | None, slope_g: Real | None, side: int) -> Point | None:
    """Return where two rays that begin at (x, a) and (x, b) cross beyond x, if they do."""
    if slope_f is None or slope_g is None or slope_f == slope_g:
        return None
    distance = (b - a) / (slope_f - slope_g)
    return (x + distance, a + slope_f * distance) if distance * side > 0 else None


def restrict(f: Graph, interval: Interval) -> Graph:
    """Return f on a smaller closed interval with more than one point."""
    if not f.domain.contains_interval(interval) or interval.is_point:
        raise DomainError(f"an interval of positive length inside the domain {f.domain} is required, found {interval}.")
    lower, upper = interval
    start = 0 if lower is None else f.x.bisect_right(lower)
    stop = len(f.x) if upper is None else f.x.bisect_left(upper)
    points = list(zip(f.x[start:stop], f.y[start:stop], strict=True))
    if lower is not None:
        points.insert(0, (lower, f.value(lower)))
    if upper is not None:
        points.append((upper, f.value(upper)))
    if not points:  # the line itself, for a map without a knot inside
        points = [(f.x[0], f.y[0])]
    return from_points(points, f.left if lower is None else None, f.right if upper is None else None)
