"""A brute-force oracle for continuous piecewise-linear maps: simple, slow and obviously right.

It shares no code with what it tests. Everything is an explicit list of Fractions, every iterate is
written out, every question about periods is answered by trying points. Standard library only.

Words (docs/certificates.md, section 5): a *kink* is an interior point of the domain where the one-sided
slopes differ; *pieces* are 1 + the number of kinks; *laps* are 1 + the number of sign changes in the list
of slopes after the zeros are deleted. None as an end of an interval: unbounded. None as a slope of a ray:
there is no ray, the domain ends at that knot. `make` and the random maps may have redundant knots; every
other function that returns a map returns it in canonical form.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Number = int | str | Fraction
End = Fraction | None
Component = tuple[End, End]
Knot = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Map:
    """A continuous PL map: knots (x, y) with x increasing, and the slopes of the rays (None: no ray)."""

    knots: tuple[Knot, ...]
    left: Fraction | None = None
    right: Fraction | None = None

    def __post_init__(self) -> None:
        """Refuse knots that are out of order and domains that are empty or one point."""
        xs = [x for x, _ in self.knots]
        if any(a >= b for a, b in pairwise(xs)):
            raise ValueError(f"knots must increase strictly: {xs}")
        if not xs or (len(xs) == 1 and self.left is None and self.right is None):
            raise ValueError("a map needs two knots, or one knot and a ray")


# ------------------------------------------------------------------------------
# Making and reading maps


def fraction(value: Number) -> Fraction:
    """Return the exact value of an int, a string such as "1/3" or "0.1", or a Fraction; refuse floats."""
    if not isinstance(value, int | str | Fraction):
        raise TypeError(f"not an exact number: {value!r}")
    return Fraction(value)


def make(points: Iterable[tuple[Number, Number]], left: Number | None = None, right: Number | None = None) -> Map:
    """Return the map through the points, with rays of the slopes left and right; keeps redundant knots."""
    return Map(
        tuple((fraction(x), fraction(y)) for x, y in points),
        None if left is None else fraction(left),
        None if right is None else fraction(right),
    )


def domain(m: Map) -> Component:
    """Return the ends of the domain."""
    return (
        m.knots[0][0] if m.left is None else None,
        m.knots[-1][0] if m.right is None else None,
    )


def contains(interval: Component, x: Fraction) -> bool:
    """Say whether x lies in the closed interval."""
    lo, hi = interval
    return (lo is None or lo <= x) and (hi is None or x <= hi)


def evaluate(m: Map, x: Number) -> Fraction:
    """Return m(x); ValueError outside the domain."""
    x = fraction(x)
    if not contains(domain(m), x):
        raise ValueError(f"{x} is outside the domain {domain(m)}")
    (first_x, first_y), (last_x, last_y) = m.knots[0], m.knots[-1]
    if x <= first_x:
        return first_y if x == first_x else first_y + slope_left(m, first_x) * (x - first_x)
    if x >= last_x:
        return last_y if x == last_x else last_y + slope_right(m, last_x) * (x - last_x)
    i = bisect_right(m.knots, x, key=lambda knot: knot[0])  # knots[i-1].x <= x < knots[i].x
    (a, u), (b, v) = m.knots[i - 1], m.knots[i]
    return u + (v - u) / (b - a) * (x - a)


def slope_left(m: Map, x: Number) -> Fraction:
    """Return the slope just to the left of x; ValueError where the domain has no points there."""
    x = fraction(x)
    i = bisect_left(m.knots, x, key=lambda knot: knot[0])  # knots[i-1].x < x <= knots[i].x
    slope = m.left if i == 0 else m.right if i == len(m.knots) else _segment_slope(m.knots[i - 1], m.knots[i])
    if slope is None:
        raise ValueError(f"nothing of the domain {domain(m)} lies just to the left of {x}")
    return slope


def slope_right(m: Map, x: Number) -> Fraction:
    """Return the slope just to the right of x; ValueError where the domain has no points there."""
    x = fraction(x)
    i = bisect_right(m.knots, x, key=lambda knot: knot[0])  # knots[i-1].x <= x < knots[i].x
    slope = m.left if i == 0 else m.right if i == len(m.knots) else _segment_slope(m.knots[i - 1], m.knots[i])
    if slope is None:
        raise ValueError(f"nothing of the domain {domain(m)} lies just to the right of {x}")
    return slope


def _segment_slope(start: Knot, end: Knot) -> Fraction:
    """Return the slope of the segment between two knots."""
    return (end[1] - start[1]) / (end[0] - start[0])


def slopes(m: Map) -> list[Fraction]:
    """Return the slopes of the rays and segments from left to right (one for each, kink or not)."""
    inner = [_segment_slope(a, b) for a, b in pairwise(m.knots)]
    return ([] if m.left is None else [m.left]) + inner + ([] if m.right is None else [m.right])


def kinks(m: Map) -> list[Fraction]:
    """Return the interior points of the domain where the one-sided slopes differ."""
    inner = m.knots[0 if m.left is not None else 1 : None if m.right is not None else -1]
    around = slopes(m)  # one more than there are inner knots
    return [x for (x, _), a, b in zip(inner, around[:-1], around[1:], strict=True) if a != b]


def canonical(m: Map) -> Map:
    """Drop the knots that are neither kinks nor ends; an affine map of the line keeps (0, m(0))."""
    bends = set(kinks(m))
    kept = tuple((x, y) for x, y in m.knots if x in domain(m) or x in bends)
    if not kept:  # affine on the line
        kept = ((Fraction(0), evaluate(m, 0)),)
    return Map(kept, m.left, m.right)


def same(a: Map, b: Map) -> bool:
    """Say whether two maps are the same function on the same domain."""
    return canonical(a) == canonical(b)


def identity(m: Map) -> Map:
    """Return the identity on the domain of m."""
    left, right = (None if slope is None else Fraction(1) for slope in (m.left, m.right))
    return canonical(Map(tuple((x, x) for x, _ in m.knots), left, right))


def constant(m: Map, value: Number) -> Map:
    """Return the constant map on the domain of m."""
    left, right = (None if slope is None else Fraction(0) for slope in (m.left, m.right))
    return canonical(Map(tuple((x, fraction(value)) for x, _ in m.knots), left, right))


# ------------------------------------------------------------------------------
# Algebra


def _through(xs: Iterable[Fraction], value: Callable[[Fraction], Fraction], left: bool, right: bool) -> Map:
    """Return the map with values value(x) at the xs, for a function affine between and beyond them."""
    ordered = sorted(set(xs))
    first, last = ordered[0], ordered[-1]
    return canonical(
        Map(
            tuple((x, value(x)) for x in ordered),
            value(first) - value(first - 1) if left else None,
            value(last + 1) - value(last) if right else None,
        )
    )


def _same_domain(a: Map, b: Map) -> None:
    """Refuse maps on different domains."""
    if domain(a) != domain(b):
        raise ValueError(f"the domains differ: {domain(a)} and {domain(b)}")


def _xs(*maps: Map) -> list[Fraction]:
    """Return the x of all knots of the maps."""
    return [x for m in maps for x, _ in m.knots]


def add(a: Map, b: Map) -> Map:
    """Return a + b."""
    _same_domain(a, b)
    return _through(_xs(a, b), lambda x: evaluate(a, x) + evaluate(b, x), a.left is not None, a.right is not None)


def scale(m: Map, factor: Number) -> Map:
    """Return factor * m."""
    c = fraction(factor)
    return canonical(
        Map(
            tuple((x, c * y) for x, y in m.knots),
            None if m.left is None else c * m.left,
            None if m.right is None else c * m.right,
        )
    )


def subtract(a: Map, b: Map) -> Map:
    """Return a - b."""
    return add(a, scale(b, -1))


def maximum(a: Map, b: Map) -> Map:
    """Return the larger of a and b, point by point."""
    cuts = _xs(a, b) + [e for component in zero_set(subtract(a, b)) for e in component if e is not None]
    return _through(cuts, lambda x: max(evaluate(a, x), evaluate(b, x)), a.left is not None, a.right is not None)


def minimum(a: Map, b: Map) -> Map:
    """Return the smaller of a and b, point by point."""
    cuts = _xs(a, b) + [e for component in zero_set(subtract(a, b)) for e in component if e is not None]
    return _through(cuts, lambda x: min(evaluate(a, x), evaluate(b, x)), a.left is not None, a.right is not None)


def absolute(m: Map) -> Map:
    """Return |m|."""
    return maximum(m, scale(m, -1))


def clip(m: Map, lo: Number, hi: Number) -> Map:
    """Return m held between lo and hi."""
    return minimum(maximum(m, constant(m, lo)), constant(m, hi))


def restrict(m: Map, lo: Number, hi: Number) -> Map:
    """Return m on the compact interval [lo, hi] inside its domain."""
    a, b = fraction(lo), fraction(hi)
    if a >= b:
        raise ValueError(f"the end {b} is not above the end {a}")
    inner = [x for x in _xs(m) if a < x < b]
    return _through([a, *inner, b], lambda x: evaluate(m, x), left=False, right=False)


def compose(g: Map, f: Map) -> Map:
    """Return g after f: cut each segment and ray of f where its value meets a knot of g, then simplify."""
    for x, y in f.knots:
        _inside(g, x, y)
    (first_x, first_y), (last_x, last_y) = f.knots[0], f.knots[-1]
    points: list[Knot] = []
    left = right = None
    if f.left is not None:
        left = _ray_slope(g, first_x, first_y, f.left, side=-1)
        if f.left != 0:
            hits = [(first_x + (t - first_y) / f.left, value) for t, value in g.knots]
            points += sorted(hit for hit in hits if hit[0] < first_x)
    for (a, u), (b, v) in pairwise(f.knots):
        points.append((a, evaluate(g, u)))
        met = [(t, value) for t, value in g.knots if min(u, v) < t < max(u, v)]
        inner = [(a + (t - u) * (b - a) / (v - u), value) for t, value in met]
        points += inner if u < v else reversed(inner)
    points.append((last_x, evaluate(g, last_y)))
    if f.right is not None:
        right = _ray_slope(g, last_x, last_y, f.right, side=1)
        if f.right != 0:
            hits = [(last_x + (t - last_y) / f.right, value) for t, value in g.knots]
            points += sorted(hit for hit in hits if hit[0] > last_x)
    return canonical(Map(tuple(points), left, right))


def _inside(g: Map, x: Fraction, y: Fraction) -> None:
    """Refuse a value y = f(x) of the inner map outside the domain of the outer one."""
    if not contains(domain(g), y):
        raise ValueError(f"f({x}) = {y} is outside the domain {domain(g)} of g")


def _ray_slope(g: Map, x: Fraction, y: Fraction, slope: Fraction, side: int) -> Fraction:
    """Return the slope of g after f far out on the ray of f that starts at (x, y) and goes to that side."""
    if slope == 0:
        return Fraction(0)
    upwards = slope * side > 0
    outer = g.right if upwards else g.left
    if outer is None:  # f leaves the domain of g: name a point where it is outside by 1
        target = g.knots[-1][0] + 1 if upwards else g.knots[0][0] - 1
        far = x + (target - y) / slope
        raise ValueError(f"f({far}) = {target} is outside the domain {domain(g)} of g")
    return slope * outer


def power(f: Map, k: int) -> Map:
    """Return f^k, built as f^(k-1) after f; f^0 is the identity."""
    result = identity(f)
    for _ in range(k):
        result = compose(result, f)
    return result


def textbook_iterate(f: Map, k: int) -> Map:
    """Return f^k, built as f after f^(k-1), simplified at each step."""
    result = identity(f)
    for _ in range(k):
        result = compose(f, result)
    return result


# ------------------------------------------------------------------------------
# Counts and sets


def _sign(x: Fraction) -> int:
    """Return the sign of x."""
    return (x > 0) - (x < 0)


def _sign_changes(signs: Iterable[int]) -> int:
    """Return the number of sign changes in a list after its zeros are deleted."""
    nonzero = [s for s in signs if s != 0]
    return sum(a != b for a, b in pairwise(nonzero))


def piece_count(m: Map) -> int:
    """Return the number of maximal affine pieces."""
    return 1 + len(kinks(m))


def lap_count(m: Map) -> int:
    """Return the least number of intervals on each of which m is weakly monotone."""
    return 1 + _sign_changes(_sign(s) for s in slopes(m))


def strict_lap_count(m: Map) -> int:
    """Return the number of maximal intervals on which m is increasing, decreasing or constant."""
    signs = [_sign(s) for s in slopes(m)]
    return 1 + sum(a != b for a, b in pairwise(signs))


def crossing_count(m: Map, level: Number) -> int:
    """Return how often m - level changes sign, across a point or a plateau; touching does not count."""
    values = [y - fraction(level) for _, y in m.knots]
    far_left = [] if m.left is None else [_sign(-m.left)]
    far_right = [] if m.right is None else [_sign(m.right)]
    return _sign_changes(far_left + [_sign(v) for v in values] + far_right)


def image(m: Map) -> Component:
    """Return the least and the greatest value (None: unbounded)."""
    values = [y for _, y in m.knots]
    down = (m.left is not None and m.left > 0) or (m.right is not None and m.right < 0)
    up = (m.left is not None and m.left < 0) or (m.right is not None and m.right > 0)
    return (None if down else min(values), None if up else max(values))


def is_self_map(m: Map) -> bool:
    """Say whether m maps its domain into itself."""
    (a, b), (lo, hi) = domain(m), image(m)
    return (a is None or (lo is not None and lo >= a)) and (b is None or (hi is not None and hi <= b))


def zero_set(m: Map) -> list[Component]:
    """Return the components of {m = 0} from left to right; points have equal ends."""
    found: list[Component] = []  # at most one for each ray and segment; neighbours may touch
    (first_x, first_y), (last_x, last_y) = m.knots[0], m.knots[-1]
    if m.left is not None:
        if m.left != 0:
            zero = first_x - first_y / m.left
            if zero <= first_x:
                found.append((zero, zero))
        elif first_y == 0:
            found.append((None, first_x))
    for (a, u), (b, v) in pairwise(m.knots):
        if u == v:
            if u == 0:
                found.append((a, b))
        elif u * v <= 0:
            zero = a - u * (b - a) / (v - u)
            found.append((zero, zero))
    if m.right is not None:
        if m.right != 0:
            zero = last_x - last_y / m.right
            if zero >= last_x:
                found.append((zero, zero))
        elif last_y == 0:
            found.append((last_x, None))
    merged: list[Component] = []
    for lo, hi in found:
        if merged and lo is not None and merged[-1][1] == lo:
            merged[-1] = (merged[-1][0], hi)
        else:
            merged.append((lo, hi))
    return merged


def preimages(m: Map, y: Number) -> list[Component]:
    """Return the components of {m = y}."""
    return zero_set(subtract(m, constant(m, y)))


def fixed_components(m: Map) -> list[Component]:
    """Return the components of {m(x) = x}."""
    return zero_set(subtract(m, identity(m)))


# ------------------------------------------------------------------------------
# Periods


def least_period(f: Map, x: Number, limit: int) -> int | None:
    """Return the least n in 1..limit with f^n(x) = x, or None; None also if the orbit leaves the domain."""
    start = fraction(x)
    point = start
    for n in range(1, limit + 1):
        if not contains(domain(f), point):
            return None
        point = evaluate(f, point)
        if point == start:
            return n
    return None


@dataclass(frozen=True)
class _Cells:
    """A partition of the domain into points and the gaps around them: len(gaps) == len(points) + 1."""

    points: list[Fraction]
    point_is_periodic: list[bool]
    gap_is_periodic: list[bool]


def _cells(f: Map, n: int) -> _Cells:
    """Cut the domain at all ends of components of Fix(f^d), d | n; test the cuts and a point of each gap."""
    if n < 1:
        raise ValueError(f"periods are at least 1, not {n}")
    cuts = {end for end in domain(f) if end is not None}
    for d in range(1, n + 1):
        if n % d == 0:
            cuts |= {end for c in fixed_components(power(f, d)) for end in c if end is not None}
    points = sorted(cuts) or [Fraction(0)]
    samples = [points[0] - 1]
    samples += [(a + b) / 2 for a, b in pairwise(points)]
    samples += [points[-1] + 1]

    def is_periodic(x: Fraction) -> bool:
        return contains(domain(f), x) and least_period(f, x, n) == n

    return _Cells(points, [is_periodic(x) for x in points], [is_periodic(x) for x in samples])


def has_least_period(f: Map, n: int) -> bool:
    """Say whether f, a self-map, has a point of least period n."""
    cells = _cells(f, n)
    return any(cells.point_is_periodic) or any(cells.gap_is_periodic)


def isolated_periodic_points(f: Map, n: int) -> list[Fraction]:
    """Return the isolated points of the set of points of least period n."""
    cells = _cells(f, n)
    return [
        x
        for i, x in enumerate(cells.points)
        if cells.point_is_periodic[i] and not cells.gap_is_periodic[i] and not cells.gap_is_periodic[i + 1]
    ]


def periodic_intervals(f: Map, n: int) -> list[tuple[End, End, list[Fraction]]]:
    """Return the intervals (lo, hi, excluded) in the closure of the set of points of least period n.

    Excluded are the points of [lo, hi], ends included, whose least period is lower.
    """
    cells = _cells(f, n)
    ends: list[End] = [None, *cells.points, None]
    found: list[tuple[End, End, list[Fraction]]] = []
    open_run = False  # does the gap before this one belong to found[-1]?
    for i, inside in enumerate(cells.gap_is_periodic):
        lo, hi = ends[i], ends[i + 1]
        if inside:
            lower = [
                x
                for x, periodic in zip(cells.points, cells.point_is_periodic, strict=True)
                if not periodic and x in (lo, hi)
            ]
            if open_run:
                start, _, excluded = found.pop()
                found.append((start, hi, sorted({*excluded, *lower})))
            else:
                found.append((lo, hi, lower))
        open_run = inside
    return found


# ------------------------------------------------------------------------------
# Sizes


def integral(m: Map) -> Fraction:
    """Return the integral over the domain; ValueError if it is not finite."""
    if m.left is not None and (m.left != 0 or m.knots[0][1] != 0):
        raise ValueError("the integral over the left ray is not finite")
    if m.right is not None and (m.right != 0 or m.knots[-1][1] != 0):
        raise ValueError("the integral over the right ray is not finite")
    trapezoids = [(b - a) * (u + v) / 2 for (a, u), (b, v) in pairwise(m.knots)]
    return sum(trapezoids, Fraction(0))


def total_variation(m: Map) -> Fraction:
    """Return the total variation; ValueError if it is infinite."""
    if m.left or m.right:  # a ray of nonzero slope
        raise ValueError("the total variation is infinite")
    return sum((abs(v - u) for (_, u), (_, v) in pairwise(m.knots)), Fraction(0))


def lipschitz(m: Map) -> Fraction:
    """Return the greatest absolute slope."""
    return max(abs(s) for s in slopes(m))


def sup_distance(a: Map, b: Map) -> Fraction:
    """Return max |a - b|; ValueError if it is infinite."""
    difference = subtract(a, b)
    if difference.left or difference.right:
        raise ValueError("the distance is infinite")
    return max(abs(y) for _, y in difference.knots)


def l1_distance(a: Map, b: Map) -> Fraction:
    """Return the integral of |a - b|; ValueError if it is infinite."""
    return integral(absolute(subtract(a, b)))


# ------------------------------------------------------------------------------
# Random maps: small, exact and full of coincidences. Equal generators in equal states give equal maps.

DENOMINATORS = (2, 3, 4, 5, 6, 8, 12)
INTERVALS: tuple[tuple[Fraction, Fraction], ...] = tuple(
    (Fraction(a), Fraction(b))
    for a, b in [("0", "1")] * 4 + [("-1", "1"), ("1/3", "2"), ("0", "3"), ("-2", "-1/2"), ("-3/4", "5/6")]
)
UNIT_SLOPES = tuple(Fraction(n, 2) for n in (2, -2, 2, -2, 2, -2, 0, 4, -1))
DYADIC_SLOPES = tuple(Fraction(n, 2) for n in (0, 1, -1, 2, -2, 4, -4, 8, -8))
RAY_SLOPES = tuple(Fraction(n, 6) for n in (0, 0, 3, -3, 6, 6, -6, -6, 12, -12, 9, -9, 4, -4))
MODES = ("grid", "free", "unit", "dyadic", "flat", "onto", "cycle")


def _grid(lo: Fraction, hi: Fraction, steps: int) -> list[Fraction]:
    """Return lo, ..., hi in equal steps."""
    return [lo + (hi - lo) * i / steps for i in range(steps + 1)]


def _abscissae(
    rng: random.Random, lo: Fraction, hi: Fraction, count: int, mode: str, denominators: Sequence[int]
) -> list[Fraction]:
    """Return lo, hi and count points between (fewer if the grids are too coarse)."""
    fine_enough = [steps for steps in denominators if steps > count] or [max(denominators)]
    common = rng.choice(fine_enough)
    pool: set[Fraction] = set()
    for steps in denominators if mode == "free" else [common]:
        pool |= set(_grid(lo, hi, steps)[1:-1])
    return sorted([lo, hi, *rng.sample(sorted(pool), min(count, len(pool)))])


def _ordinates(
    rng: random.Random,
    xs: list[Fraction],
    lo: Fraction,
    hi: Fraction,
    mode: str,
    denominators: Sequence[int],
) -> list[Fraction]:
    """Return values in [lo, hi] at the xs, in the manner of the mode."""
    if mode == "cycle":  # permute every second segment: intervals of periodic points
        segments = list(zip(xs[::2], xs[1::2], strict=True))
        rng.shuffle(segments)
        return [y for segment in segments for y in rng.choice((segment, segment[::-1]))]
    common = rng.choice(denominators)
    ys = [rng.choice(xs if mode == "onto" else _grid(lo, hi, common))]
    slope: Fraction | None = None
    for a, b in pairwise(xs):
        if mode in ("unit", "dyadic"):  # walk with given slopes: one that stays inside, a new one if possible
            choices = list(UNIT_SLOPES if mode == "unit" else DYADIC_SLOPES)
            rng.shuffle(choices)
            fitting = [s for s in [*choices, Fraction(0)] if lo <= ys[-1] + s * (b - a) <= hi]
            slope = next((s for s in fitting if s != slope), fitting[0])
            ys.append(ys[-1] + slope * (b - a))
        elif mode == "flat" and rng.random() < 0.5:
            ys.append(ys[-1])
        elif mode == "onto":
            ys.append(rng.choice(xs))
        else:
            ys.append(rng.choice(_grid(lo, hi, rng.choice(denominators) if mode == "free" else common)))
    return ys


def _with_redundant_knots(rng: random.Random, knots: list[Knot]) -> tuple[Knot, ...]:
    """Return the knots, in one case of five with extra ones in the middle of segments."""
    if rng.random() >= 0.2:
        return tuple(knots)
    extra = [((a + b) / 2, (u + v) / 2) for (a, u), (b, v) in pairwise(knots) if rng.random() < 0.5]
    return tuple(sorted(knots + extra))


def nasty_self_map(rng: random.Random, max_breakpoints: int = 5, denominators: Sequence[int] = DENOMINATORS) -> Map:
    """Return a random self-map of a compact interval, not always in canonical form."""
    lo, hi = rng.choice(INTERVALS)
    mode = rng.choice(MODES)
    count = max(rng.randint(0, max_breakpoints), rng.randint(0, max_breakpoints))
    # In the mode "grid" knots and values lie on one grid: such maps are Markov.
    chosen = (rng.choice(denominators),) if mode == "grid" else denominators
    xs = _abscissae(rng, lo, hi, count, mode, chosen)
    if mode == "cycle" and len(xs) % 2 == 1:
        del xs[1]
    ys = _ordinates(rng, xs, lo, hi, mode, chosen)
    return Map(_with_redundant_knots(rng, list(zip(xs, ys, strict=True))))


def nasty_line_map(rng: random.Random, max_breakpoints: int = 5, denominators: Sequence[int] = DENOMINATORS) -> Map:
    """Return a random map of the line, not always in canonical form."""
    left, right = rng.choice(RAY_SLOPES), rng.choice(RAY_SLOPES)
    if rng.random() < 0.25:  # one knot: ReLU, |x|, and the affine maps when the slopes agree
        near = _grid(Fraction(-1), Fraction(1), 4)
        knot = (rng.choice(near), rng.choice(near))
        return Map((knot,), left, left if rng.random() < 0.5 else right)
    knots = nasty_self_map(rng, max(0, max_breakpoints - 2), denominators).knots
    # With a factor or a shift [lo, hi] is not invariant: orbits may leave it and come back.
    factor = rng.choice((1, 1, 1, 2, -1, -2))
    shift = rng.choice((Fraction(0), Fraction(0), Fraction(0), Fraction(1), Fraction(-1, 2)))
    return Map(tuple((x, factor * y + shift) for x, y in knots), left, right)


def nasty_half_line_map(
    rng: random.Random, max_breakpoints: int = 5, denominators: Sequence[int] = DENOMINATORS
) -> Map:
    """Return a random self-map of [a, oo) or (-oo, a], not always in canonical form."""
    away = abs(rng.choice(RAY_SLOPES))
    if rng.random() < 0.2:  # one knot: affine
        end = rng.choice((Fraction(0), Fraction(1, 3), Fraction(-1)))
        knots: tuple[Knot, ...] = ((end, end + rng.choice((Fraction(0), Fraction(1, 2), Fraction(1)))),)
    else:
        core = nasty_self_map(rng, max(0, max_breakpoints - 1), denominators).knots
        end, factor = core[0][0], rng.choice((1, 1, 2))  # the values stay on the right of the end
        knots = tuple((x, end + factor * (y - end)) for x, y in core)
    if rng.random() < 0.5:
        return Map(knots, None, away)
    return Map(tuple((-x, -y) for x, y in reversed(knots)), away, None)
