"""No mutant of a certificate about growth, periods, coverings or distances is accepted unless what it says is true.

The certificates come from exactpl, the mutants from fixed seeds. What the checker accepts is judged here, from the
meaning of the claim alone: growth that theory gives in closed form, or the kneading series of a unimodal map; lists of
least periods; images of intervals under the largest, the smallest and some other maps near f; orbits followed step by
step, over a field with arithmetic of its own. The judge says yes only to what it has shown. That it can say no, and
that the mutants are of the kind that finds a checker out that looks away, is tested too.
"""

import functools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, permutations
from math import isqrt
from typing import Any

import numpy as np
import pytest
import sympy

import exactpl as xp
from exactpl.claims import (
    AbsentPeriods,
    Coverings,
    EntropyBounds,
    EntropyExact,
    ForcedPeriods,
    HorseshoeEntropy,
    LiYorkeChaosByEntropy,
    NearAndFar,
    NoLiYorkeChaos,
    PeriodSet,
    RobustPeriod,
)
from tests.bridge import pl
from tests.checker.certmaker import canonical
from tests.checker.mutating import put, walk, with_text
from tests.harness import part, verdict
from tests.oracles import maps as oracle
from tests.oracles.maps import Map, evaluate

JSON = Any
Path = tuple[int | str, ...]
Ends = tuple[Fraction, Fraction]

LARGEST_PERIOD = 24  # of the lists of least periods


# ----------------------------------------------------------------------------------------------------------------------
# What is known of the maps, from theory


@dataclass(frozen=True)
class Known:
    """Growth as the root of an irreducible polynomial (ascending) in an interval, and the strongest least period."""

    f: Map
    polynomial: tuple[int, ...]
    lower: Fraction
    upper: Fraction
    strongest: int


def known(
    points: Iterable[tuple[Any, Any]], polynomial: Sequence[int], bounds: tuple[Any, Any], strongest: int
) -> Known:
    return Known(oracle.make(points), tuple(polynomial), Fraction(bounds[0]), Fraction(bounds[1]), strongest)


def tent(slope: str, strongest: int) -> Known:
    """All slopes have one size s >= 1: this is the growth. It has period n odd exactly if s >= lambda_n [BGMY80]."""
    s = Fraction(slope)
    return known([(0, 0), ("1/2", s / 2), (1, 0)], [-s.numerator, s.denominator], (s, s), strongest)


KNOWN = {
    "tent": tent("2", 3),
    "tent 3/2": tent("3/2", 7),  # lambda_7 = 1.4656 < 3/2 < lambda_5 = 1.5129
    "tent 7/5": tent("7/5", 6),  # below sqrt 2; the square 1.96 is above the golden ratio
    "tent 5/4": tent("5/4", 10),  # lambda_5 < (5/4)^2 < golden ratio
    "tent 23/20": tent("23/20", 12),  # below 2^(1/4); the fourth power is above the golden ratio
    "golden": known([(0, "1/2"), ("1/2", 1), (1, 0)], [-1, -1, 1], (1, 2), 3),
    "four": known([(0, "3/4"), ("1/2", 1), (1, 0)], [-1, 1], (1, 1), 4),
    "stefan": known(
        [(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)], [-1, 1, -1, -1, 1], ("3/2", "8/5"), 5
    ),
    "doubled": known([(0, "2/3"), ("1/6", 1), ("2/3", 0), (1, "1/3")], [-2, 0, 1], (1, 2), 6),
    "sawtooth": known([(0, 0), ("1/3", 1), ("2/3", 0), (1, 1)], [-3, 1], (3, 3), 3),
    "flip": known([(0, 1), (1, 0)], [-1, 1], (1, 1), 2),
    "contraction": known([(0, "1/4"), (1, "1/2")], [-1, 1], (1, 1), 1),
}
SKEW = oracle.make([(0, "1/10"), ("2/5", "19/20"), (1, "1/20")])  # its growth is not known in closed form
NETWORK = oracle.make([("41372077/93134926", 0)], "-368488940096019/250000000000000", 0)
NETWORK_J = (Fraction(0), Fraction("327377783138001/500000000000000"))
# What is asked about the line: all orbits come to [0, 1] in a step or two, where the map is one that is known
ON_THE_LINE = {
    "golden": oracle.make([(0, "1/2"), ("1/2", 1), (1, 0)], 0, 0),
    "four": oracle.make([(0, "3/4"), ("1/2", 1), (1, 0)], 0, 0),
    "doubled": oracle.make([(0, "2/3"), ("1/6", 1), ("2/3", 0), (1, "1/3")], 0, 0),
}


def root_compared(polynomial: Sequence[int], lower: Fraction, upper: Fraction, x: Fraction) -> int:
    """Return the sign of s - x for the one root s of the polynomial in [lower, upper], irreducible over Q."""

    def value(t: Fraction) -> Fraction:
        return sum((c * t**i for i, c in enumerate(polynomial)), Fraction(0))

    if len(polynomial) == 2:
        s = Fraction(-polynomial[0], polynomial[1])
        return (s > x) - (s < x)
    if x <= lower:
        return 1
    if x >= upper:
        return -1
    return 1 if (value(x) > 0) == (value(lower) > 0) else -1  # an irreducible one has no rational root


def sharkovsky(n: int) -> tuple[int, int, int]:
    """Return a key: n forces all numbers with larger keys."""
    power = (n & -n).bit_length() - 1
    q = n >> power
    return (0, power, q) if q > 1 else (1, -power, 0)


def set_of(strongest: int, upto: int) -> set[int]:
    """Return the least periods up to a bound when the strongest one is known."""
    return {n for n in range(1, upto + 1) if sharkovsky(n) >= sharkovsky(strongest)}


# ----------------------------------------------------------------------------------------------------------------------
# The growth of unimodal maps: 1/s is the least zero in (0, 1) of the sum of e_1 ... e_n t^n, n = 0, 1, ..., where e_i
# is the sign of the slope at f^i(c), c the turning point (0 at c, or on a plateau there: then the sum ends)

TERMS = 300
PLACES = 250  # binary places of fixed-point numbers


def turning_points(f: Map) -> tuple[Fraction, Fraction, int] | None:
    """Return the ends of the one turning point, or plateau, and the sign of the slopes before it; None if not one."""
    signs = [(b > a) - (b < a) for (_, a), (_, b) in pairwise(f.knots)]
    runs = [s for i, s in enumerate(signs) if i == 0 or s != signs[i - 1]]
    if runs not in ([1, -1], [-1, 1], [1, 0, -1], [-1, 0, 1]):
        return None
    xs = [x for x, _ in f.knots]
    return xs[signs.count(runs[0])], xs[len(signs) - signs.count(runs[-1])], runs[0]


@functools.cache
def kneading_growth(f: Map) -> tuple[Fraction, Fraction] | None:
    """Enclose the growth of a unimodal map of a compact interval, or return None."""
    f = oracle.canonical(f)
    found = turning_points(f)
    if found is None:
        return None
    left, right, sign = found
    x, coefficients = evaluate(f, left), [1]
    while len(coefficients) < TERMS and not left <= x <= right:
        coefficients.append(coefficients[-1] * (sign if x < left else -sign))
        x = evaluate(f, x)
    is_whole = len(coefficients) < TERMS

    def value(t: int) -> int:
        total = 0
        for c in reversed(coefficients):
            total = (total * t >> PLACES) + (c << PLACES)
        return total

    def error(t: int) -> int:
        tail = 0 if is_whole else t**TERMS * ((1 << 2 * PLACES) // ((1 << PLACES) - t)) >> PLACES * TERMS
        return tail + 4 * TERMS

    step = 2**-10
    points = np.arange(0.5, 1 - 40 * step, step)
    at = np.polynomial.polynomial.polyval(points, coefficients)
    after = next((float(t) for t, y in zip(points, at, strict=True) if y <= 0), None)
    if after is None:
        return Fraction(1), Fraction(1024, 1024 - 40)
    low, high = (int(t * 1024) << (PLACES - 10) for t in (after - step, after))
    while high - low > 1 << (PLACES - 110):
        middle = (low + high) // 2
        low, high = (middle, high) if value(middle) > 0 else (low, middle)
    room = 1 << (PLACES - 110)
    while value(low - room) <= error(low - room) or value(high + room) >= -error(high + room):
        room *= 2
        assert room < 1 << (PLACES - 10), f
    return Fraction(1 << PLACES, high + room), Fraction(1 << PLACES, low - room)


def has_two_branches(g: Map) -> bool:
    """Whether two laps of g are both mapped over both: then its growth is at least 2."""
    laps = [g.knots[0][0]]
    for (_, a), (y, b), (_, c) in zip(g.knots, g.knots[1:], g.knots[2:], strict=False):
        if (b - a) * (c - b) <= 0:
            laps.append(y)
    rows = [(lo, hi, *image_of(g, lo, hi)) for lo, hi in pairwise([*laps, g.knots[-1][0]])]
    over = [[c <= lo and hi <= d for lo, hi, _, _ in rows] for _, _, c, d in rows]
    return any(over[i][i] and over[i][j] and over[j][i] and over[j][j] for i in range(len(rows)) for j in range(i))


# ----------------------------------------------------------------------------------------------------------------------
# A map on an interval J, as a certificate names them


@dataclass(frozen=True)
class Place:
    """f on J, which it maps into itself; `whole` is the map file's map."""

    whole: Map
    f: Map

    @property
    def is_compact(self) -> bool:
        return None not in oracle.domain(self.f)

    @functools.cached_property
    def home(self) -> "Place | None":
        """f on the image of some f^k, if it is compact: all orbits come to it, and all cycles are in it."""
        image = self.f
        for _ in range(3):
            a, b = oracle.image(image)
            if a is not None and b is not None and a < b:
                g = oracle.restrict(self.f, a, b)
                assert oracle.is_self_map(g)
                return Place(g, g)
            image = oracle.compose(self.f, image)
        return None

    @functools.cached_property
    def known(self) -> Known | None:
        """What is known of f, where all cycles and all growth of its domain are in J: J contains some f^k(D)."""
        found = next((k for k in KNOWN.values() if oracle.same(k.f, self.whole)), None)
        if found is None:
            return None
        lo, hi = oracle.domain(self.f)
        image = oracle.identity(self.whole)
        for _ in range(5):
            a, b = oracle.image(image)
            if lo <= a and b <= hi:
                return found
            image = oracle.compose(self.whole, image)
        return None

    def grows_at_least(self, x: Fraction) -> bool:
        """Whether s >= x was shown."""
        if x <= 1:
            return True
        if self.known is not None:
            return root_compared(self.known.polynomial, self.known.lower, self.known.upper, x) >= 0
        enclosed = kneading_growth(self.f)
        if enclosed is not None:
            return enclosed[0] >= x
        return any(x**k <= 2 and has_two_branches(iterate(self.f, k)) for k in (1, 2, 3, 4))

    def grows_at_most(self, x: Fraction) -> bool:
        """Whether s <= x was shown."""
        if self.known is not None:
            return root_compared(self.known.polynomial, self.known.lower, self.known.upper, x) <= 0
        if x >= 1 and oracle.lap_count(self.f) == 1:
            return True
        enclosed = kneading_growth(self.f)
        if enclosed is not None and enclosed[1] <= x:
            return True
        if x < 1 or (enclosed is not None and enclosed[0] > x):
            return False
        # With a power of two that is no least period there are only smaller powers of two, and no entropy.
        return any(n not in listed_periods(self.f, 16) for n in (2, 4, 8, 16))

    def periods(self, upto: int) -> set[int]:
        """Return the least periods up to a bound, at most 24 where the strongest one is not known."""
        if self.known is not None:
            return set_of(self.known.strongest, upto)
        assert upto <= LARGEST_PERIOD
        return listed_periods(self.f, upto)


@functools.cache
def listed_periods(f: Map, upto: int) -> set[int]:
    """Return the least periods up to a bound: by lists of fixed points up to 4, by counting beyond."""
    small = {n for n in range(1, min(upto, 4) + 1) if oracle.has_least_period(f, n)}
    return small | {n for n in range(5, upto + 1) if xp.has_least_period(pl(f), n)}


@functools.cache
def map_of(text: str) -> Map:
    """Return the map of a map file."""
    value = json.loads(text)
    slopes = (None if value.get(key) is None else Fraction(value[key]) for key in ("left_slope", "right_slope"))
    return oracle.make([(x, y) for x, y in value["knots"]], *slopes)


@functools.cache
def place(text: str, lower: str | None, upper: str | None, whole: bool) -> Place | None:
    """Return f on J; None where J is no interval of the domain, or f leaves it."""
    f = map_of(text)
    if whole:
        return Place(f, f) if oracle.is_self_map(f) else None
    if lower is None or upper is None:  # rays: only where they are those of the domain
        lo, hi = oracle.domain(f)
        ends = tuple(None if e is None else Fraction(e) for e in (lower, upper))
        if ends == (lo, hi):
            return place(text, None, None, True)
        if any(e is None and d is not None for e, d in zip(ends, (lo, hi), strict=True)):
            return None
        end = next(e for e in ends if e is not None)
        if not oracle.contains((lo, hi), end):
            return None
        at = [(end, evaluate(f, end))]
        if lower is None:
            g = oracle.make([*(k for k in f.knots if k[0] < end), *at], f.left, None)
        else:
            g = oracle.make([*at, *(k for k in f.knots if k[0] > end)], None, f.right)
        return Place(f, g) if oracle.is_self_map(g) else None
    a, b = Fraction(lower), Fraction(upper)
    if a >= b or not all(oracle.contains(oracle.domain(f), x) for x in (a, b)):
        return None
    g = oracle.restrict(f, a, b)
    return Place(f, g) if oracle.is_self_map(g) else None


# ----------------------------------------------------------------------------------------------------------------------
# Maps near f


def near_maps(f: Map, epsilon: Fraction) -> list[Map]:
    """Return some continuous maps of the compact domain into itself within epsilon of f: f and extreme ones."""
    return _near_maps(f, epsilon)


@functools.cache
def _near_maps(f: Map, epsilon: Fraction) -> list[Map]:
    if epsilon == 0:
        return [f]
    (a, b), (low, high) = oracle.domain(f), oracle.image(f)
    down, up = (oracle.clip(oracle.add(f, oracle.constant(f, e)), a, b) for e in (-epsilon, epsilon))
    if high - low <= 2 * epsilon:
        return [f, up, down, oracle.constant(f, (low + high) / 2)]
    top, bottom = (oracle.constant(f, y) for y in (high - epsilon, low + epsilon))
    flat = oracle.clip(f, low + epsilon, high - epsilon)
    found = [f, down, up, flat, oracle.minimum(up, top), oracle.maximum(down, bottom)]
    for teeth in (3, 8):
        xs = [a + (b - a) * i / teeth for i in range(teeth + 1)]
        waves = Map(tuple((x, epsilon if i % 2 else -epsilon) for i, x in enumerate(xs)))
        found.append(oracle.clip(oracle.add(f, waves), a, b))
    return found


def image_of(f: Map, lo: Fraction, hi: Fraction) -> tuple[Fraction, Fraction]:
    """Return the image of an interval or point."""
    values = [evaluate(f, lo), evaluate(f, hi), *(y for x, y in f.knots if lo < x < hi)]
    return min(values), max(values)


def reached(f: Map, x: Fraction, q: int, epsilon: Fraction) -> tuple[Fraction, Fraction]:
    """Enclose g^q(x) for all g near f."""
    (a, b), lo, hi = oracle.domain(f), x, x
    for _ in range(q):
        lo, hi = image_of(f, lo, hi)
        lo, hi = max(lo - epsilon, a), min(hi + epsilon, b)
    return lo, hi


@functools.cache
def iterate(f: Map, q: int) -> Map:
    return oracle.power(f, q)


def always_covers(
    f: Map, source: tuple[Fraction, Fraction], target: tuple[Fraction, Fraction], q: int, epsilon: Fraction
) -> bool:
    """Whether g^q(source) contains target for every g near f. For q = 1 this is exact, for q > 1 what is shown."""
    for g in near_maps(f, epsilon):
        lo, hi = image_of(iterate(g, q), *source)
        if target[0] < lo or hi < target[1]:
            return False
    power = iterate(f, q)
    xs = [*source, *(x for x, _ in power.knots if source[0] < x < source[1])]
    low = min(xs, key=lambda x: evaluate(power, x))
    high = max(xs, key=lambda x: evaluate(power, x))
    return reached(f, low, q, epsilon)[1] <= target[0] and reached(f, high, q, epsilon)[0] >= target[1]


# ----------------------------------------------------------------------------------------------------------------------
# Numbers p + q sqrt(d): pairs of Fractions

Surd = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Surds:
    """Arithmetic of numbers p + q sqrt(d), d > 0 no square; the root a of the field is one of them."""

    d: int
    root: Surd

    def read(self, value: JSON) -> Surd:
        parts = value if isinstance(value, list) else [value]
        p, q, power = Fraction(0), Fraction(0), (Fraction(1), Fraction(0))
        for r in parts:
            p, q = p + Fraction(r) * power[0], q + Fraction(r) * power[1]
            power = self.times(power, self.root)
        return p, q

    def times(self, x: Surd, y: Surd) -> Surd:
        return x[0] * y[0] + self.d * x[1] * y[1], x[0] * y[1] + x[1] * y[0]

    def over(self, x: Surd, y: Surd) -> Surd:
        norm = y[0] ** 2 - self.d * y[1] ** 2
        return self.times(x, (y[0] / norm, -y[1] / norm))

    def sign(self, x: Surd) -> int:
        p, q = x
        if p * q >= 0:
            return (p + q > 0) - (p + q < 0)
        size = p * p - self.d * q * q
        return (1 if size > 0 else -1) * (1 if p > 0 else -1)


def minus(x: Surd, y: Surd) -> Surd:
    return x[0] - y[0], x[1] - y[1]


def plus(x: Surd, y: Surd) -> Surd:
    return x[0] + y[0], x[1] + y[1]


def surds_of(field: JSON) -> Surds | None:
    """Return the arithmetic of a real quadratic field, if this is one with just one root in its interval."""
    c, b, a = (int(n) for n in field["polynomial"])
    d = b * b - 4 * a * c
    if d <= 0 or isqrt(d) ** 2 == d:
        return None
    lo, hi = (Fraction(e) for e in field["interval"])
    roots = [(Fraction(-b, 2 * a), Fraction(s, 2 * a)) for s in (1, -1)]
    numbers = Surds(d, roots[0])
    inside = [
        r for r in roots if numbers.sign(minus(r, (lo, Fraction(0)))) > 0 > numbers.sign(minus(r, (hi, Fraction(0))))
    ]
    return Surds(d, inside[0]) if len(inside) == 1 and lo < hi else None


def field_value(numbers: Surds, value: JSON, x: Surd) -> Surd | None:
    """Return f(x) for a map file with a field, None outside the domain."""
    knots = [(numbers.read(a), numbers.read(b)) for a, b in value["knots"]]
    if any(numbers.sign(minus(b[0], a[0])) <= 0 for a, b in pairwise(knots)):
        raise ValueError("knots out of order")
    for (u, y), (v, z) in pairwise(knots):
        if numbers.sign(minus(x, u)) >= 0 >= numbers.sign(minus(x, v)):
            return plus(y, numbers.over(numbers.times(minus(x, u), minus(z, y)), minus(v, u)))
    for key, (u, y), side in (("left_slope", knots[0], -1), ("right_slope", knots[-1], 1)):
        if numbers.sign(minus(x, u)) in (0, side) and value.get(key) is not None:
            return plus(y, numbers.times(numbers.read(value[key]), minus(x, u)))
    return None


# ----------------------------------------------------------------------------------------------------------------------
# The judges: is this claim about this map shown true?


def is_true(text: str, claim: JSON) -> bool:
    """Judge a claim; what is malformed is not true."""
    try:
        return _judged(text, json.dumps(claim, sort_keys=True))
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError):
        return False


@functools.cache
def _judged(text: str, claim_text: str) -> bool:
    claim = json.loads(claim_text)
    kind = claim.pop("type")
    if kind in ("near_and_far", "least_period_over_field"):
        return bool(JUDGES[kind](text, claim))
    on = claim.pop("on")
    where = place(text, None, None, True) if on is None else place(text, *_ends(on), False)
    if where is not None and kind in BOUNDED_ORBITS and not where.is_compact:
        where = where.home
    if where is None or (kind in COMPACT and not where.is_compact):
        return False
    return bool(JUDGES[kind](where, **claim))


def _ends(on: JSON) -> tuple[str | None, str | None]:
    lower, upper = on
    return lower, upper


def judge_bounds(where: Place, at_least: str | None, at_most: str | None) -> bool:
    if at_least is None and at_most is None:
        return False
    below = at_least is None or (Fraction(at_least) >= 1 and where.grows_at_least(Fraction(at_least)))
    return below and (at_most is None or where.grows_at_most(Fraction(at_most)))


def judge_exact(where: Place, polynomial: list[str], interval: list[str]) -> bool:
    if where.known is None and oracle.lap_count(where.f) > 1:
        return False
    growth = [-1, 1] if where.known is None else list(where.known.polynomial)  # iterates of one lap have one lap
    coefficients, (lo, hi) = [int(c) for c in polynomial], (Fraction(e) for e in interval)
    if lo > hi or coefficients[-1] == 0 or not (where.grows_at_least(lo) and where.grows_at_most(hi)):
        return False
    t = sympy.Symbol("t")
    given, least = (sympy.Poly(c[::-1], t) for c in (coefficients, growth))
    ends = (sympy.Rational(e.numerator, e.denominator) for e in (lo, hi))
    return bool(given.rem(least).is_zero and given.sqf_part().count_roots(*ends) == 1)


def judge_absent(where: Place, doublings: int, upto: int | None) -> bool:
    if not 0 <= doublings <= 16 or (upto is not None and (upto < 3 or upto % 2 == 0 or upto > 9999)):
        return False
    if where.known is not None:
        strongest = where.known.strongest
        odd = strongest // (strongest & -strongest)
        largest = max(9, odd + 2) if upto is None else upto
        forbidden = {q << i for i in range(doublings + 1) for q in range(3, largest + 1, 2)}
        return not any(sharkovsky(n) >= sharkovsky(strongest) for n in forbidden)
    there = where.periods(LARGEST_PERIOD)
    return not any(
        n == q << i
        for n in there
        for i in range(doublings + 1)
        for q in range(3, min(upto or LARGEST_PERIOD, LARGEST_PERIOD) + 1, 2)
    )


def judge_chaos(where: Place) -> bool:
    return where.grows_at_least(Fraction(1001, 1000))


def judge_no_chaos(where: Place, period: int) -> bool:
    if period < 2 or period & (period - 1):
        return False
    there = {where.known.strongest} if where.known is not None else where.periods(LARGEST_PERIOD)
    if any(period // 2 % n for n in there):
        return False
    xs, ys = (np.array([float(knot[i]) for knot in where.f.knots]) for i in (0, 1))
    x = np.linspace(xs[0], xs[-1], 101)
    for _ in range(300):
        for _ in range(256):
            x = np.interp(x, xs, ys)
        later = x
        for _ in range(min(period // 2, 64)):
            later = np.interp(later, xs, ys)
        if np.abs(later - x).max() < 1e-9:
            return True
    return False


def judge_forced(where: Place, n: int) -> bool:
    if n < 1:
        return False
    if where.known is not None:
        return sharkovsky(n) >= sharkovsky(where.known.strongest)
    return n <= LARGEST_PERIOD and n in where.periods(n)


def judge_set(where: Place, n: int) -> bool:
    if n < 1:
        return False
    if where.known is not None:
        return n == where.known.strongest
    return n <= LARGEST_PERIOD and where.periods(LARGEST_PERIOD) == set_of(n, LARGEST_PERIOD)


def judge_coverings(where: Place, edges: JSON, epsilon: str, intervals: JSON, q: int) -> bool:
    room, rows = Fraction(epsilon), [tuple(Fraction(e) for e in i) for i in intervals]
    a, b = oracle.domain(where.f)
    if room < 0 or q < 1 or not edges or any(not a <= lo < hi <= b for lo, hi in rows):
        return False
    if len(set(rows)) < len(rows) or {i for edge in edges for i in edge} != set(range(len(rows))):
        return False
    return all(always_covers(where.f, rows[i], rows[j], q, room) for i, j in edges)


def judge_robust(where: Place, epsilon: str, n: int) -> bool:
    room = Fraction(epsilon)
    if room < 0 or not 1 <= n <= LARGEST_PERIOD:
        return False
    return n == 1 or all(_has_least_period(g, n) for g in near_maps(where.f, room))


@functools.cache
def _has_least_period(f: Map, n: int) -> bool:
    return oracle.has_least_period(f, n) if n <= 4 else xp.has_least_period(pl(f), n)


def judge_horseshoe(where: Place, at_least: str, epsilon: str, q: int) -> bool:
    bound, room = Fraction(at_least), Fraction(epsilon)
    if bound < 1 or room < 0 or q < 1:
        return False
    if bound == 1:
        return True
    if room == 0 and where.known is not None and q == 1:
        return where.grows_at_least(bound)
    return all(may_grow(g, bound, q) for g in near_maps(where.f, room))


def may_grow(g: Map, bound: Fraction, q: int) -> bool:
    """Whether s^q >= bound: to 30 places for unimodal maps; for others s <= laps(g^k)^(1/k) does not exclude it."""
    enclosed = kneading_growth(g)
    if enclosed is not None:
        return enclosed[1] ** q >= bound
    return oracle.lap_count(iterate(g, 4)) ** q >= bound**4


def judge_near_and_far(text: str, claim: JSON) -> bool:
    f = map_of(text)
    near, far, x, y = (Fraction(claim[key]) for key in ("near", "far", "x", "y"))
    times = [claim["near_times"], claim["far_times"]]
    if near < 0 or far < 0 or not any(times) or any(a >= b for given in times for a, b in pairwise(given)):
        return False
    apart = []
    for t in range(max(times[0] + times[1]) + 1):
        if t:
            x, y = evaluate(f, x), evaluate(f, y)
        apart.append(abs(x - y))
    if not all(oracle.contains(oracle.domain(f), z) for z in (Fraction(claim["x"]), Fraction(claim["y"]))):
        return False
    return (
        min(times[0] + times[1]) >= 0
        and all(apart[t] <= near for t in times[0])
        and all(apart[t] >= far for t in times[1])
    )


def judge_field(text: str, claim: JSON) -> bool:
    value, n = json.loads(text), claim["n"]
    numbers = surds_of(value["field"])
    if numbers is None or isinstance(n, bool) or not 1 <= n <= 100:
        return False
    start = x = numbers.read(claim["x"])
    for t in range(1, n + 1):
        found = field_value(numbers, value, x)
        if found is None:
            return False
        x = found
        if (x == start) != (t == n):
            return False
    return True


JUDGES: dict[str, Callable[..., bool]] = {
    "entropy_bounds": judge_bounds,
    "entropy_exact": judge_exact,
    "absent_periods": judge_absent,
    "li_yorke_chaos_by_entropy": judge_chaos,
    "no_li_yorke_chaos": judge_no_chaos,
    "forced_periods": judge_forced,
    "period_set": judge_set,
    "coverings": judge_coverings,
    "robust_period": judge_robust,
    "horseshoe": judge_horseshoe,
    "near_and_far": judge_near_and_far,
    "least_period_over_field": judge_field,
}
# What is said about the part of an unbounded J where orbits are bounded: growth on its compact sets, cycles, limits
BOUNDED_ORBITS = {
    *("entropy_bounds", "entropy_exact", "absent_periods", "li_yorke_chaos_by_entropy", "no_li_yorke_chaos"),
}
COMPACT = {"coverings", "robust_period", "horseshoe"}  # may be about any J; no such mutant is expected


# ----------------------------------------------------------------------------------------------------------------------
# Genuine certificates


def of(found: Any) -> JSON:
    """Return the object of a certificate, or of that of a verdict."""
    if not isinstance(found, xp.Certificate):
        assert isinstance(found, xp.Proved), found
        found = found.certificate
    assert found is not None
    return json.loads(found.text)


@functools.cache
def f_of(name: str) -> xp.PL:
    return pl(KNOWN[name].f)


def by_table(f: xp.PL, **options: Any) -> JSON:
    """Return a certificate of absent_periods with a table."""
    claim = AbsentPeriods(f, **options)
    found = claim.witness(tables=True)
    assert not isinstance(found, str), found
    return of(claim.certificate(claim.fields(), found[0]))


def with_slopes(cert: JSON, n: int) -> JSON:
    """Return the certificate with the slopes of f^n as evidence instead."""
    given = {key: {"slopes": n} for key in ("lower", "upper") if cert["witness"].get(key) is not None}
    return {**cert, "witness": {**cert["witness"], **given}}


def bounds(name: str, **options: Any) -> JSON:
    return of(xp.decide(EntropyBounds(f_of(name), **options)))


@functools.cache
def genuine(kind: str) -> list[JSON]:
    """Return the certificates of a type."""
    skew, network = pl(SKEW), pl(NETWORK)
    if kind == "entropy_bounds":
        return [
            bounds("tent 3/2"),
            with_slopes(bounds("golden", growth_at_least="1", growth_at_most="2"), 2),
            of(xp.entropy(f_of("golden"), tables=True, width="1/10").verdict),
            of(xp.entropy(skew, tables=True, width="1/3").verdict),
            of(xp.entropy(f_of("four"), tables=True).verdict),
            of(xp.decide(EntropyBounds(network, growth_at_most=1, on=NETWORK_J))),
            of(xp.entropy(f_of("doubled"), tables=True, width="1/20").verdict),
            of(xp.decide(EntropyBounds(network, growth_at_most=1))),
            of(xp.entropy(pl(ON_THE_LINE["four"]), tables=True).verdict),
        ]
    if kind == "entropy_exact":
        found = [of(xp.decide(EntropyExact(f_of(name)))) for name in ("golden", "doubled", "four", "contraction")]
        return [*found, of(xp.decide(EntropyExact(pl(ON_THE_LINE["golden"]))))]
    if kind == "absent_periods":
        return [
            of(xp.decide(AbsentPeriods(f_of("tent 7/5")))),
            of(xp.decide(AbsentPeriods(f_of("tent 3/2"), upto=5))),
            of(xp.decide(AbsentPeriods(f_of("tent 23/20"), doublings=1))),
            of(xp.decide(AbsentPeriods(f_of("tent 5/4"), doublings=1, upto=3))),
            by_table(f_of("four")),
            by_table(f_of("tent 3/2"), upto=5),
            by_table(f_of("stefan"), upto=3),
            by_table(pl(ON_THE_LINE["four"])),
            by_table(pl(ON_THE_LINE["four"]), doublings=2),
        ]
    if kind == "li_yorke_chaos_by_entropy":
        names = ("golden", "tent 7/5", "doubled", "stefan")
        found = [of(xp.decide(LiYorkeChaosByEntropy(f_of(name)))) for name in names]
        on_the_line = (of(xp.decide(LiYorkeChaosByEntropy(pl(ON_THE_LINE[name])))) for name in ("golden", "doubled"))
        return [*found, of(xp.decide(LiYorkeChaosByEntropy(skew))), *on_the_line]
    if kind == "no_li_yorke_chaos":
        return [
            of(xp.decide(NoLiYorkeChaos(f_of("four"), period=8))),
            of(xp.decide(NoLiYorkeChaos(f_of("flip"), period=4))),
            of(xp.decide(NoLiYorkeChaos(f_of("contraction"), period=2))),
            of(xp.decide(NoLiYorkeChaos(network, period=4, on=NETWORK_J))),
            of(xp.decide(NoLiYorkeChaos(network, period=4))),
            of(xp.decide(NoLiYorkeChaos(pl(ON_THE_LINE["four"]), period=8))),
        ]
    if kind == "forced_periods":
        asked = [("tent", 3), ("stefan", 5), ("doubled", 6), ("four", 4), ("tent 3/2", 7)]
        return [of(xp.decide(ForcedPeriods(f_of(name), n=n))) for name, n in asked]
    if kind == "period_set":
        asked = ("golden", "stefan", "four", "doubled", "tent 7/5", "tent 23/20", "flip", "contraction")
        return [of(xp.decide(PeriodSet(f_of(name), n=KNOWN[name].strongest))) for name in asked]
    if kind == "coverings":
        halves, apart = [(0, "1/2"), ("1/2", 1)], [("1/4", "2/5"), ("7/10", "9/10")]
        return [
            of(xp.decide(Coverings(f_of("tent"), intervals=halves))),
            of(xp.decide(Coverings(f_of("tent"), intervals=[("1/8", "3/8"), ("5/8", "7/8")], k=2))),
            of(xp.decide(Coverings(f_of("golden"), intervals=[("1/10", "2/5"), ("3/5", "9/10")]))),
            of(xp.decide(Coverings(skew, intervals=apart, edges=[(0, 1), (1, 0)]))),
        ]
    if kind == "robust_period":
        return [
            of(xp.decide(RobustPeriod(f_of("tent"), n=3))),
            of(xp.decide(RobustPeriod(f_of("tent"), n=4))),
            of(xp.decide(RobustPeriod(skew, n=2))),
            of(xp.decide(RobustPeriod(skew, n=1))),
        ]
    if kind == "horseshoe":
        return [
            of(xp.decide(HorseshoeEntropy(f_of("tent"), k=2))),
            of(xp.horseshoe(f_of("tent"), intervals=[(0, "1/2"), ("1/2", 1)], epsilon=0)),
            of(xp.decide(HorseshoeEntropy(skew, k=2))),
            of(xp.decide(HorseshoeEntropy(f_of("golden"), k=4))),
            of(xp.horseshoe(f_of("golden"), k=3, intervals=[("1/10", "2/5"), ("11/20", "9/10")])),
        ]
    if kind == "near_and_far":
        pair = xp.scrambled_pair(f_of("golden"), rounds=2, block=3)
        assert pair is not None
        options = {"near": pair.near, "near_times": pair.near_times, "far": pair.far, "far_times": pair.far_times}
        return [
            of(xp.decide(NearAndFar(f_of("golden"), x=pair.x, y=pair.y, **options))),
            of(xp.decide(NearAndFar(f_of("tent"), x="1/3", y="3/8", far="2/3", far_times=[4]))),
            of(xp.decide(NearAndFar(skew, x=0, y=1, near="1/20", near_times=[1], far="1/10", far_times=[0, 2]))),
            of(xp.decide(NearAndFar(network, x=0, y="1/4", near=1, near_times=[0, 3]))),
        ]
    golden, root_two = (xp.Algebraic([-1, -1, 1], 1, 2), xp.Algebraic([-2, 0, 1], 1, 2))
    return [
        of(xp.find_orbit(xp.zoo.tent(slope=golden), 3)),
        of(xp.find_orbit(xp.zoo.tent(slope=golden), 5)),
        of(xp.find_orbit(xp.zoo.tent(slope=root_two), 4)),
        of(xp.find_orbit(xp.zoo.tent(slope=root_two), 1)),
    ]


# ----------------------------------------------------------------------------------------------------------------------
# Mutants


def rational(x: Fraction) -> str:
    return str(x)


STEPS = (Fraction(1, 1000), Fraction(1, 2**60))


def others(value: JSON) -> Iterator[JSON]:
    """Yield other values for a leaf, a list or an object."""
    if value is None:
        yield from (["0", "1"], "1", "3/2", 3, 0, {"slopes": 1}, {"m": 0, "z": "1/2"})
        return
    yield None
    if isinstance(value, int):
        yield from (value - 1, value + 1, 0, -value, 2 * value, str(value))
    elif isinstance(value, str):
        try:
            x = Fraction(value)
        except ValueError:
            return
        moves = [s * d for d in STEPS for s in (1, -1)]
        yield from (rational(y) for y in (*(x + d for d in moves), x + 1, x - 1, -x, 2 * x, Fraction(0), Fraction(1)))
        if x:
            yield from (rational(1 / x), rational(x * (1 + STEPS[0])), rational(x / 2))
    elif isinstance(value, list):
        yield from (value[:i] + value[i + 1 :] for i in range(len(value)))
        yield from (value[: i + 1] + value[i:] for i in range(len(value)))
        yield from ([*value[:i], value[i + 1], value[i], *value[i + 2 :]] for i in range(len(value) - 1))
        yield from ([], value[::-1], [value, value])
        for new in ("0", "1", 0, 1, None):
            yield [*value, new]
    else:
        for key in value:
            yield {k: v for k, v in value.items() if k != key}
        yield {**value, "more": None}


def single(cert: JSON) -> Iterator[JSON]:
    """Yield the certificates with one place of claim or witness changed."""
    for top in ("claim", "witness"):
        for path, value in walk(cert[top], (top,)):
            for new in others(value):
                yield put(cert, path, new)
    for path, value in walk(cert["witness"], ("witness",)):
        if path[-1] == "parts":  # every row, not only the next one
            size = len(cert_table(cert, path))
            for i in range(len(value)):
                for r in range(size):
                    yield put(cert, (*path, i), r)
        if path[-1] == "layer":
            for layer in range(4):
                yield put(cert, path, layer)
    for cites in (
        *permutations(cert["cites"]),
        ["LY75"],
        [],
        ["BGMY80", "MS80"],
        ["SH64"],
        ["C55"],
        [*cert["cites"], "SH64"],
    ):
        if list(cites) != cert["cites"]:
            yield {**cert, "cites": list(cites)}


def cert_table(cert: JSON, path: Path) -> list[JSON]:
    """Return the table around a place inside one of its rows."""
    table = cert
    for step in path[: path.index("table") + 1]:
        table = table[step]
    assert isinstance(table, list)
    return table


def double(cert: JSON, rng: random.Random, count: int) -> Iterator[JSON]:
    """Yield certificates with two leaves changed."""
    leaves = [(top, p, v) for top in ("claim", "witness") for p, v in walk(cert[top], (top,)) if p[-1] != "type"]
    if len(leaves) < 2:
        return
    for _ in range(count):
        changed = cert
        for _, path, value in rng.sample(leaves, 2):
            try:
                changed = put(changed, path, rng.choice(list(others(value))))
            except (AttributeError, IndexError, KeyError, TypeError):
                continue  # the first change took the place away
        yield changed


def everywhere(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Yield certificates in which a number is changed wherever it occurs: intervals with their points, and so on."""
    both = {"claim": cert["claim"], "witness": cert["witness"]}
    found: dict[str, list[Path]] = {}
    for path, value in walk(both):
        if isinstance(value, str) and path[-1] != "type":
            found.setdefault(value, []).append(path)
    for value, paths in found.items():
        x = Fraction(value)
        for y in (x + STEPS[0], x - STEPS[0], x + STEPS[1], x - STEPS[1], x * 2, x / 2):
            changed = cert
            for path in paths:
                changed = put(changed, path, rational(y))
            yield changed
    for _ in range(20 if len(found) > 1 else 0):
        a, b = rng.sample(list(found), 2)
        changed = cert
        for new, paths in ((b, found[a]), (a, found[b])):
            for path in paths:
                changed = put(changed, path, new)
        yield changed


def about_other_maps(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Yield the certificate about other maps: those that are known, and its own with a knot moved."""
    for f in [*(k.f for k in KNOWN.values()), SKEW, NETWORK]:
        yield with_text(cert, file_of(f))
    value = json.loads(cert["subject"][0]["text"])
    for path, old in walk(value["knots"], ("knots",)):
        if isinstance(old, str):
            for step in rng.sample([s * d for d in STEPS for s in (1, -1)], 2):
                changed = put(value, path, rational(Fraction(old) + step))
                yield with_text(cert, canonical(changed).decode("ascii"))
    if "field" in value:
        for path, old in walk(value["field"], ("field",)):
            for new in others(old):
                changed = put(value, path, new)
                if path == ("field", "polynomial") and isinstance(new, list) and len(new) > 3:
                    continue  # of fields that are not quadratic the judge knows nothing
                yield with_text(cert, canonical(changed).decode("ascii"))


def file_of(f: Map) -> str:
    """Return the map file."""
    value = {
        "format": "exactpl-map/1",
        "knots": [[rational(x), rational(y)] for x, y in f.knots],
        "left_slope": None if f.left is None else rational(f.left),
        "right_slope": None if f.right is None else rational(f.right),
    }
    return canonical(value).decode("ascii")


# What a liar would try, by type


def changed_together(cert: JSON, claim: JSON = None, witness: JSON = None, cites: JSON = None) -> JSON:
    """Return the certificate with several entries of claim, witness and citations changed."""
    return {
        **cert,
        "cites": cert["cites"] if cites is None else cites,
        "claim": {**cert["claim"], **(claim or {})},
        "witness": {**cert["witness"], **(witness or {})},
    }


def lies_about_bounds(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Better bounds with the weights, rows or layers that would give them."""
    claim, witness = cert["claim"], cert["witness"]
    for side, bound in (("lower", "at_least"), ("upper", "at_most"), ("upper", "at_most?")):
        evidence = witness.get(side)
        if evidence is None:
            continue
        home = "claim" if bound in claim else "witness"
        bound = bound.rstrip("?")
        if bound not in cert[home]:
            continue
        old = Fraction(cert[home][bound])
        for new in (
            old * Fraction(11, 10),
            old * Fraction(9, 10),
            old + STEPS[1],
            old - STEPS[1],
            Fraction(1),
            Fraction(2),
        ):
            better = put(cert, (home, bound), rational(new))
            yield better
            for n in (1, 2, 3):
                yield put(better, ("witness", side), {"slopes": n})
            if "table" not in evidence:
                continue
            rows, where = evidence["table"], ("witness", side, "table")
            for i, row in enumerate(rows):
                for weight in (int(row["weight"]) * new / old, int(row["weight"]) * old / new):
                    yield put(better, (*where, i, "weight"), str(round(weight)))
                yield put(better, where, rows[:i] + rows[i + 1 :])
                yield put(better, where, rows[i:] + rows[:i])
            yield put(better, where, [{**row, "weight": "1"} for row in rows])
            yield put(better, where, [{**row, "parts": row["parts"][:1]} for row in rows])
            yield put(better, where, [{**row, "parts": [None] * len(row["parts"])} for row in rows])
            orders: Iterable[Sequence[int]] = permutations(range(len(rows))) if len(rows) <= 4 else ()
            for layers in [*orders, *(rng.choices(range(len(rows)), k=len(rows)) for _ in range(20))]:
                yield put(better, where, [{**row, "layer": n} for row, n in zip(rows, layers, strict=True)])
            other = {"lower": "upper", "upper": "lower"}[side]
            if other in witness:
                stripped = [{k: v for k, v in row.items() if k != "layer"} for row in rows]
                swapped = stripped if other == "lower" else [{**row, "layer": 0} for row in rows]
                yield put(better, ("witness", other), {"table": swapped})
    if cert["claim"]["type"] == "absent_periods":
        for doublings in range(5):
            for upto in (None, 3, 5, 7, 9, 99, 9999):
                yield changed_together(cert, {"doublings": doublings, "upto": upto})
                yield changed_together(cert, {"doublings": doublings, "upto": upto}, {"at_most": "1"})
                yield changed_together(cert, {"doublings": doublings, "upto": upto}, {"at_most": "5/4"})


def lies_about_exact(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Other roots, other intervals, common factors."""
    polynomial = [int(c) for c in cert["claim"]["polynomial"]]
    witness = {key: [int(c) for c in cert["witness"][key]] for key in ("numerator", "denominator")}
    for factor in ([-1, 1], [1, 1], [-3, 2], [2], [-1], [-2, 0, 1], [0, 1], [1, -1], [1, 0, 1]):
        product = [str(c) for c in np.polymul(polynomial[::-1], factor[::-1]).tolist()[::-1]]
        both = {k: [str(c) for c in np.polymul(v[::-1], factor[::-1]).tolist()[::-1]] for k, v in witness.items()}
        for interval in (
            cert["claim"]["interval"],
            ["1", "2"],
            ["0", "3"],
            ["-2", "2"],
            ["1", "1"],
            ["-1", "0"],
            ["3/2", "3/2"],
        ):
            new = {"interval": interval}
            yield changed_together(cert, {**new, "polynomial": product})
            yield changed_together(cert, {**new, "polynomial": product}, both)
            yield changed_together(cert, new, {**both, "terms": 30})
            yield changed_together(cert, {**new, "polynomial": [str(c) for c in factor]})
            yield changed_together(cert, {**new, "polynomial": [str(c) for c in witness["denominator"][::-1]]})
            yield changed_together(cert, {**new, "polynomial": [str(c) for c in witness["denominator"]]})


def lies_about_periods(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Every other n, with a point that has this period where there is one, and all kinds of absence."""
    text, kind = cert["subject"][0]["text"], cert["claim"]["type"]
    f, old = pl(map_of(text)), cert["witness"].get("absence")
    absences = [None, old, {"m": 0, "z": "4/9"}, {"m": 1, "z": "2/3"}]
    absences += [{"at_most": a, "upper": {"slopes": n}} for a in ("1", "7/5", "3/2", "2") for n in (1, 2)]
    for n in range(1, 13):
        found = xp.find_orbit(f, n)
        xs = [cert["witness"]["x"], "0", "1/2"] + (
            [rational(found.witness.points[-1])] if isinstance(found, xp.Proved) else []
        )
        for x in xs:
            if kind == "forced_periods":
                yield changed_together(cert, {"n": n}, {"x": x}, [])
                yield changed_together(cert, {"n": n}, {"x": x}, ["SH64"])
                continue
            for absence in absences:
                cites = ["BGMY80", "MS80"] if absence and "upper" in absence else []
                for edition in (cites, [*cites, "SH64"]):
                    yield changed_together(cert, {"n": n}, {"absence": absence, "x": x}, edition)


def lies_about_order(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Other periods, about other maps too."""
    for period in (1, 2, 3, 4, 6, 8, 16, 32):
        for k in KNOWN.values():
            yield with_text(put(cert, ("claim", "period"), period), file_of(k.f))


def lies_about_coverings(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """More room, more edges, more intervals, loops gone round twice."""
    claim, witness = cert["claim"], cert["witness"]
    home = "claim" if "intervals" in claim else "witness"
    intervals, points = cert[home]["intervals"], witness["points"]
    epsilon = Fraction(claim["epsilon"])
    for room in (
        epsilon * 2,
        epsilon * Fraction(11, 10),
        epsilon + STEPS[1],
        epsilon * Fraction(9, 10),
        Fraction(1, 5),
    ):
        wider = put(cert, ("claim", "epsilon"), rational(room))
        yield wider
        for move in (room, room / 2, epsilon - room):
            for signs in ((-1, 1), (1, -1)):
                new = [[rational(Fraction(e) + s * move) for e, s in zip(i, signs, strict=True)] for i in intervals]
                yield put(wider, (home, "intervals"), new)
                shifted = [[rational(Fraction(e) + s * move) for e, s in zip(i, signs, strict=True)] for i in points]
                yield put(put(wider, (home, "intervals"), new), ("witness", "points"), shifted)
                yield put(wider, ("witness", "points"), shifted)
    if "n" in claim:
        n = claim["n"]
        for times in (2, 3):
            again = changed_together(cert, {"n": times * n}, {"intervals": intervals * times, "points": points * times})
            yield again
            for i in range(times * n):
                lo, hi = (Fraction(e) for e in again["witness"]["intervals"][i])
                yield put(again, ("witness", "intervals", i), [rational(lo), rational((lo + hi) / 2)])
                yield put(again, ("witness", "intervals", i), [rational(hi), rational(hi + STEPS[1])])
        for m in range(1, n):
            yield changed_together(cert, {"n": m}, {"intervals": intervals[:m], "points": points[:m]})
        yield changed_together(cert, None, {"intervals": intervals[::-1], "points": points[::-1]})
        yield changed_together(
            cert, {"n": n + 1}, {"intervals": [*intervals, intervals[0]], "points": [*points, points[0]]}
        )
        whole = ["0", "1"]
        yield changed_together(cert, None, {"intervals": [whole] * n, "points": [["0", "1/2"]] * n})
        return
    edges = cert[home]["edges"]
    missing = [[i, j] for i in range(len(intervals)) for j in range(len(intervals)) if [i, j] not in edges]
    for edge in missing:
        for pair in (*points, *(p[::-1] for p in points), intervals[edge[0]]):
            both = sorted([*zip(edges, points, strict=True), (edge, pair)])
            more = put(cert, (home, "edges"), [e for e, _ in both])
            yield put(more, ("witness", "points"), [p for _, p in both])
    for q in (1, 2, 3, 4):
        yield put(cert, ("claim", "q"), q)
    if "weights" not in witness:
        return
    bound, weights = Fraction(claim["at_least"]), witness["weights"]
    size = len(intervals)
    for new in (bound + 1, bound * 2, bound + STEPS[1], bound**2, Fraction(11, 10) * bound):
        greedy = put(cert, ("claim", "at_least"), rational(new))
        yield greedy
        for i in range(size):
            for weight in ("0", "1", str(2 * int(weights[i]) + 1), "-1"):
                yield put(greedy, ("witness", "weights", i), weight)
        # every interval twice, and all edges between the copies
        twice = {
            "edges": [[i, j] for i in range(2 * size) for j in range(2 * size) if [i % size, j % size] in edges],
            "intervals": intervals * 2,
            "weights": weights * 2,
        }
        by_edge = {tuple(e): p for e, p in zip(edges, points, strict=True)}
        twice["points"] = [by_edge[i % size, j % size] for i, j in twice["edges"]]
        yield changed_together(greedy, None, twice)
        for d in (STEPS[0], STEPS[1], Fraction(0)):
            smaller = [[rational(Fraction(lo) + d), rational(Fraction(hi) - d)] for lo, hi in intervals]
            yield changed_together(greedy, None, {**twice, "intervals": intervals + smaller})
        yield changed_together(greedy, {"q": 1}, None)


def lies_about_distances(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Other times, and distances between those that are true and others."""
    claim = cert["claim"]
    f = map_of(cert["subject"][0]["text"])
    x, y = Fraction(claim["x"]), Fraction(claim["y"])
    apart = []
    for _ in range(14):
        apart.append(abs(x - y))
        x, y = evaluate(f, x), evaluate(f, y)
    for t, distance in enumerate(apart):
        for d in (Fraction(0), *STEPS):
            for near, far in ((distance + d, distance - d), (distance - d, distance + d)):
                for key, bound in (("near", near), ("far", far)):
                    if bound >= 0:
                        yield changed_together(cert, {key: rational(bound), f"{key}_times": [t]})
                        yield changed_together(cert, {key: rational(bound), f"{key}_times": [t, t + 1]})
    yield changed_together(cert, {"x": claim["y"], "y": claim["x"]})
    yield changed_together(cert, {"near_times": claim["far_times"], "far_times": claim["near_times"]})


def lies_about_fields(cert: JSON, rng: random.Random) -> Iterator[JSON]:
    """Orbits begun elsewhere, gone round twice, written in other ways, and those of the other root."""
    n, orbit = cert["claim"]["n"], cert["witness"]["orbit"]
    for i in range(n):
        yield changed_together(cert, {"x": orbit[i]}, {"orbit": orbit[i:] + orbit[:i]})
        yield changed_together(cert, {"x": orbit[i]}, {"orbit": (orbit[i:] + orbit[:i])[::-1]})
        yield changed_together(cert, {"n": i + 1}, {"orbit": orbit[: i + 1]})
    for times in (2, 3):
        yield changed_together(cert, {"n": times * n}, {"orbit": orbit * times})
    for i in range(n):
        pair = orbit[i] if isinstance(orbit[i], list) else [orbit[i], "0"]
        r, s = (Fraction(e) for e in pair)
        for new in (
            [r + s, -s],
            [r, s, 0],
            [-r, -s],
            [s, r],
            [r + s * Fraction(13, 8)],
            [r + s * Fraction(99, 70)],
            [r - 1, s, 1],
        ):
            given = [rational(Fraction(e)) for e in new]
            entry = given[0] if len(given) == 1 else given
            yield changed_together(
                cert, {"x": entry} if i == 0 else {}, {"orbit": [*orbit[:i], entry, *orbit[i + 1 :]]}
            )
    value = json.loads(cert["subject"][0]["text"])
    for interval in (["-2", "0"], ["-1", "2"], ["1", "8/5"], ["8/5", "2"], ["0", "100"], ["7/5", "17/12"], ["2", "1"]):
        yield with_text(cert, canonical({**value, "field": {**value["field"], "interval": interval}}).decode("ascii"))


LIES: dict[str, Callable[[JSON, random.Random], Iterator[JSON]]] = {
    "entropy_bounds": lies_about_bounds,
    "entropy_exact": lies_about_exact,
    "absent_periods": lies_about_bounds,
    "li_yorke_chaos_by_entropy": lies_about_bounds,
    "no_li_yorke_chaos": lies_about_order,
    "forced_periods": lies_about_periods,
    "period_set": lies_about_periods,
    "coverings": lies_about_coverings,
    "robust_period": lies_about_coverings,
    "horseshoe": lies_about_coverings,
    "near_and_far": lies_about_distances,
    "least_period_over_field": lies_about_fields,
}
KINDS = sorted(JUDGES)
MOST_SINGLE = 600  # of one certificate


@functools.cache
def mutants(kind: str) -> list[tuple[int, bytes]]:
    """Return the mutants of all certificates of a type, each with the number of its certificate."""
    found: list[tuple[int, bytes]] = []
    for number, cert in enumerate(genuine(kind)):
        rng = random.Random(f"{kind} {number}")
        ones = list(single(cert))
        rng.shuffle(ones)
        lies = list(LIES[kind](cert, rng))
        rng.shuffle(lies)
        groups = (
            ones[:MOST_SINGLE],
            double(cert, rng, 120),
            everywhere(cert, rng),
            about_other_maps(cert, rng),
            lies[:MOST_SINGLE],
        )
        seen = {canonical(cert)}
        for group in groups:
            for mutant in group:
                data = canonical(mutant)
                if data not in seen:
                    seen.add(data)
                    found.append((number, data))
    return found


def editions(cert: JSON) -> list[list[str]]:
    """Return what a certificate of the second edition may cite: its list, and that of the first edition."""
    once = {
        **dict.fromkeys(("li_yorke_chaos", "li_yorke_chaos_over_field"), "LY75"),
        **dict.fromkeys(("no_li_yorke_chaos", "no_li_yorke_chaos_over_field"), "C55"),
        **dict.fromkeys(("forced_periods", "period_set"), "SH64"),
    }
    name = once.get(cert["claim"]["type"])
    if name is None or cert["claim"].get("n") == 3:
        return [cert["cites"]]
    return [cert["cites"], sorted([*cert["cites"], name])]


def sweep(kind: str, check: Callable[[bytes], str]) -> tuple[Counter[str], list[JSON]]:
    """Run a checker on all mutants; return the outcomes and the lies that it accepts."""
    outcomes: Counter[str] = Counter()
    lies = []
    for number, data in mutants(kind):
        outcome = check(data)
        if outcome != "accept":
            outcomes[outcome.split()[0]] += 1
            continue
        mutant, good = json.loads(data), genuine(kind)[number]
        same = mutant["claim"] == good["claim"] and mutant["subject"] == good["subject"]
        true = mutant["subject"][0]["text"] is not None and is_true(mutant["subject"][0]["text"], mutant["claim"])
        if true and (mutant["cites"] in editions(good) or mutant["claim"] != good["claim"]):
            outcomes["same claim" if same else "another true claim"] += 1
        else:
            outcomes["lie"] += 1
            lies.append(mutant)
    return outcomes, lies


def lies_accepted(kind: str, check: Callable[[bytes], str]) -> Iterator[JSON]:
    """Yield the lies that a checker accepts, with claims of the same form as the genuine ones."""
    for number, data in mutants(kind):
        good = genuine(kind)[number]
        mutant = json.loads(data)
        if form(mutant["claim"]) == form(good["claim"]) and check(data) == "accept":
            if not is_true(mutant["subject"][0]["text"], mutant["claim"]):
                yield mutant


def form(value: JSON) -> JSON:
    """Return the types in a JSON value; of a list those that occur in it, of text whether it is a number."""
    if isinstance(value, dict):
        return {key: form(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted({str(form(inner)) for inner in value})
    if isinstance(value, str):
        return "number" if value.strip("-/0123456789") == "" else value
    return type(value).__name__


# ----------------------------------------------------------------------------------------------------------------------
# Tests


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_what_is_known_of_the_maps(name: str) -> None:
    k = KNOWN[name]
    assert oracle.is_self_map(k.f)
    listed = {n for n in range(1, 8) if oracle.has_least_period(k.f, n)}
    counted = {n for n in range(8, LARGEST_PERIOD + 1) if xp.has_least_period(pl(k.f), n)}
    assert listed | counted == set_of(k.strongest, LARGEST_PERIOD)
    middle = (k.lower + k.upper) / 2
    assert k.lower == k.upper or abs(root_compared(k.polynomial, k.lower, k.upper, middle)) == 1
    assert sympy.Poly(k.polynomial[::-1], sympy.Symbol("t")).is_irreducible
    laps = [oracle.lap_count(oracle.power(k.f, n)) for n in range(1, 9)]
    for n, count in enumerate(laps, start=1):  # s <= laps(f^n)^(1/n)
        assert root_compared(k.polynomial, k.lower, k.upper, Fraction(int(count ** (1 / n) * 1000) + 2, 1000)) <= 0
    enclosed = kneading_growth(k.f)
    if enclosed is not None and enclosed[0] > 1:
        assert root_compared(k.polynomial, k.lower, k.upper, enclosed[0]) >= 0
        assert root_compared(k.polynomial, k.lower, k.upper, enclosed[1]) <= 0
        assert enclosed[1] - enclosed[0] < Fraction(1, 2**60) or name == "tent 23/20"


@pytest.mark.parametrize("kind", KINDS)
def test_genuine_certificates_are_accepted_and_true(kind: str) -> None:
    for cert in genuine(kind):
        assert cert["claim"]["type"] == kind
        assert verdict(canonical(cert)) == "accept"
        assert is_true(cert["subject"][0]["text"], cert["claim"]), cert["claim"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_mutant_is_accepted_that_is_not_true(kind: str) -> None:
    outcomes, lies = sweep(kind, verdict)
    assert not lies, lies[:3]
    assert outcomes["reject"] > outcomes.total() / 2
    assert outcomes["another true claim"] > 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_checker_that_accepts_everything_is_found_out(kind: str) -> None:
    lies = lies_accepted(kind, always("accept")(verdict))
    different = {canonical([lie["claim"], lie["subject"]]) for _, lie in zip(range(60), lies, strict=False)}
    assert len(different) > 5


def always(answer: Any) -> Callable[[Any], Any]:
    """Return what makes of a check a stand-in that gives this answer whatever it is asked."""

    def stand_in(*_given: Any, **_named: Any) -> Any:
        return answer() if callable(answer) else answer

    return lambda _check: stand_in


def without_layers(check: Any) -> Any:
    """Make of the look at an assigned row one that lets layers rise."""

    def stand_in(image: Any, number: int, row: Any, r: int, target: Any, **options: Any) -> Any:
        check(image, number, row, r, replace(target, layer=row.layer), **options)
        return target.weight if target.layer == row.layer else 0

    return stand_in


def by_floats(_sign: Any) -> Any:
    """Make of the sign of an expression one that floats give."""

    def stand_in(root: Any, expression: Any) -> int:
        roots = np.roots([float(c) for c in root.polynomial[::-1]])
        a = next(float(r.real) for r in roots if root.lo < r.real < root.hi)
        value = sum(float(r) * a**i for i, r in enumerate(expression))
        return 0 if abs(value) < 1e-12 else 1 if value > 0 else -1

    return stand_in


accepts = always(lambda: part("claims.base").Verified("something", ()))
passes = always(None)

BLIND = [
    ("entropy_bounds", "claims.evidence:tables.check", passes),
    ("entropy_bounds", "mathematics.tables:less", always(False)),
    ("entropy_bounds", "mathematics.tables:_assigned", without_layers),
    ("entropy_bounds", "claims.evidence:powers.power_compared", always(0)),
    ("entropy_bounds", "claims.evidence:Evidence.check", passes),
    ("absent_periods", "claims.evidence:Evidence.check", passes),
    ("absent_periods", "mathematics.tables:less", always(False)),
    ("entropy_exact", "rules.piece_count_series:PieceCountSeries.verify", always(())),
    ("entropy_exact", "arithmetic.sturm:Roots.between", always(1)),
    ("li_yorke_chaos_by_entropy", "claims.evidence:Evidence.check", passes),
    ("li_yorke_chaos_by_entropy", "mathematics.tables:less", always(False)),
    ("no_li_yorke_chaos", "rules.no_least_period:NoLeastPeriod.check", accepts),
    ("forced_periods", "rules.least_period:LeastPeriod.check", accepts),
    ("period_set", "rules.least_period:LeastPeriod.check", accepts),
    ("period_set", "rules.no_least_period:NoLeastPeriod.check", accepts),
    ("period_set", "rules.no_odd_period:NoOddPeriod.check", accepts),
    ("period_set", "rules.absent_periods:AbsentPeriods.check", accepts),
    ("coverings", "claims.coverings:_sum_at_most", always(True)),
    ("coverings", "claims.coverings:error_after", always((0, 1))),
    ("robust_period", "claims.coverings:_sum_at_most", always(True)),
    ("robust_period", "claims.coverings:error_after", always((0, 1))),
    ("robust_period", "rules.robust_period:_parted", always(True)),
    ("horseshoe", "claims.coverings:_sum_at_most", always(True)),
    ("horseshoe", "claims.coverings:error_after", always((0, 1))),
    ("horseshoe", "rules.horseshoe:overlap", passes),
    ("near_and_far", "rules.near_and_far:compared", always(0)),
    ("least_period_over_field", "reading.fieldmap:FieldMap.maps", always(True)),
    ("least_period_over_field", "arithmetic.numberfield:Root.sign", by_floats),
]


@pytest.mark.parametrize(("kind", "where", "blind"), BLIND, ids=[f"{kind} {where}" for kind, where, _ in BLIND])
def test_a_checker_that_looks_away_is_found_out(
    kind: str, where: str, blind: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, path = where.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, part(module))
    monkeypatch.setattr(owner, name, blind(getattr(owner, name)))

    def check(data: bytes) -> str:
        try:
            return verdict(data)
        except (ArithmeticError, AttributeError, ValueError, IndexError, TypeError):
            return "crash"  # what is left of the checker need not fit together

    assert next(lies_accepted(kind, check), None) is not None
