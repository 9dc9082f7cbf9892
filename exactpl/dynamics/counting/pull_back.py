"""Counts and integrals about f^k by pull-back: f^k = f^(k-1) after f, lap by lap along the critical orbits (T1.9).

A finitely additive quantity mu_k of f^k (kinks in an interval, solutions of f^k = level, variation, integral) satisfies
mu_k = F_i times the pull-back of mu_(k-1) on the part of f number i, plus point masses at the vertices. So its values
mu_k((a, x)) at the points x of the critical orbits up to a time follow from those of mu_(k-1), one time further on: no
first hits, no series, no image intervals.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from exactpl import progress, ways, work
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, inner_points
from exactpl.dynamics.orbits.parts import PointOrbit
from exactpl.maps.pl import PL

_POINT_STEPS = 1_000  # of `work`
Values: TypeAlias = list[Any]
"""Integers or Fractions."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is added up: mu_0((a, x)) and mu_0((a, x]) at a point, point masses at vertices, and the flat parts.

    `start(row, time)` gives the two values for f^0 at point number `time` of a row of `Rows`; `whole` is mu_0 of the
    open domain; `mass(c, k)` is mu_k of vertex c; `flat(i, row, time, k)` is mu_k of the open interval from the lower
    end of the flat part i to a point in it (row None: to its upper end), `flat_mass(i, k)` that of a point in it;
    `weights[i]` is F_i, 1 where left out.
    """

    start: Callable[[int, int], tuple[Any, Any]]
    whole: Any
    mass: Callable[[int, int], int]
    flat: Callable[[int, int | None, int, int], Any]
    flat_mass: Callable[[int, int], int]
    weights: Sequence[Fraction] | None = None


class Rows:
    """The points that are followed: the orbits of the vertices, then those of the finite ends of the domain."""

    def __init__(self, orbits: CriticalOrbits) -> None:
        self.orbits = orbits
        self.rows: list[PointOrbit] = list(orbits.orbits)
        m = len(self.rows)
        # the lower and the upper end of each part: a row, or None for an infinite end
        lower = upper = None
        if orbits.domain.lower is not None:
            lower = len(self.rows)
            self.rows.append(orbits.lower_orbit)
        if orbits.domain.upper is not None:
            upper = len(self.rows)
            self.rows.append(orbits.upper_orbit)
        self.lower, self.upper = lower, upper
        self.ends: list[tuple[int | None, int | None]] = [
            (lower if i == 0 else i - 1, upper if i == m else i) for i in range(m + 1)
        ]

    def length(self, row: int, time: int) -> int:
        """Return how many points of a row are kept when all times up to `time` are asked for."""
        orbit = self.rows[row]
        return min(time + 1, orbit.tail + orbit.period) if orbit.period else time + 1

    def image(self, row: int, time: int) -> int:
        """Return the time at which a row keeps the image of its point of a given time."""
        orbit = self.rows[row]
        return orbit.tail if orbit.period and time + 1 == orbit.tail + orbit.period else time + 1

    def shifted(self, row: int, values: Values) -> Values:
        """Return the values at the images of the points of a row."""
        orbit = self.rows[row]
        if orbit.period and len(values) == orbit.tail + orbit.period:
            return [*values[1:], values[orbit.tail]]
        return values[1:]


@dataclass(frozen=True, slots=True)
class Level:
    """mu_k: `below[row][n]` = mu_k((a, x)) and `upto[row][n]` = mu_k((a, x]) at x = f^n(start of the row).

    `whole` is mu_k of the open domain.
    """

    k: int
    below: list[Values]
    upto: list[Values]
    whole: Any


def levels(rows: Rows, measure: Measure, length: int) -> Iterator[Level]:
    """Yield mu_0, mu_1, ..., mu_length; mu_k is known at the points up to time length - k.

    The orbits must have been followed to that time.

    Cost: O(m length^2 / 2) additions; finite orbits take no more than their points at each level.
    """
    ways.taken("pull-back")
    count = len(rows.rows)
    below, upto = [], []
    for row in range(count):
        pairs = [measure.start(row, n) for n in range(rows.length(row, length))]
        below.append([a for a, _ in pairs])
        upto.append([b for _, b in pairs])
    level = Level(0, below, upto, measure.whole)
    yield level
    for k in range(1, length + 1):
        if k % 16 == 0:
            progress.report("pull-back", k * (2 * length - k), length * length)
        level = _next(rows, measure, level, length - k)
        yield level


def _next(rows: Rows, measure: Measure, old: Level, time: int) -> Level:
    k, signs, weights = old.k + 1, rows.orbits.signs, measure.weights
    offsets: list[Any] = []  # of part i: what is added to (or, decreasing, from which is taken) the value at f(x)
    bases: list[Any] = []  # mu_k((a, lower end of part i]); vertices are closed in, the end a is left out
    base: Any = 0
    for i, (lower, upper) in enumerate(rows.ends):
        if i:
            base = base + measure.mass(i - 1, k)
        bases.append(base)
        if not signs[i]:
            offsets.append(None)
            base = base + measure.flat(i, None, 0, k)
            continue
        # the images of the two ends; an infinite end goes to the infinite end that the slope leads to
        low_below, low_upto = _at(rows, old, lower, 1 if signs[i] < 0 else -1)
        high_below, high_upto = _at(rows, old, upper, -1 if signs[i] < 0 else 1)
        inside = high_below - low_upto if signs[i] > 0 else low_below - high_upto
        start = -low_upto if signs[i] > 0 else low_below
        if weights is not None:
            inside, start = weights[i] * inside, weights[i] * start
        offsets.append(base + start)
        base = base + inside
    below: list[Values] = []
    upto: list[Values] = []
    for row, orbit in enumerate(rows.rows):
        kept = rows.length(row, time)
        work.charge(kept * (_POINT_STEPS + (base.bit_length() // 4 if isinstance(base, int) else 0)))
        images_below = rows.shifted(row, old.below[row])
        images_upto = rows.shifted(row, old.upto[row])
        new_below, new_upto = [], []
        for n in range(kept):
            place = orbit.places[n]
            if place.end:
                at = 0 if place.end < 0 else base
                new_below.append(at)
                new_upto.append(at)
                continue
            if place.is_vertex:
                closed = bases[place.index + 1]
                new_below.append(closed - measure.mass(place.index, k))
                new_upto.append(closed)
                continue
            i = place.index
            sign = signs[i]
            if not sign:
                value = bases[i] + measure.flat(i, row, n, k)
                new_below.append(value)
                new_upto.append(value + measure.flat_mass(i, k))
            elif weights is not None:
                weight = weights[i]
                first, second = (images_below[n], images_upto[n]) if sign > 0 else (images_upto[n], images_below[n])
                work.charge_product(first, offsets[i], times=2, overhead=8_000)
                new_below.append(offsets[i] + sign * weight * first)
                new_upto.append(offsets[i] + sign * weight * second)
            elif sign > 0:
                new_below.append(offsets[i] + images_below[n])
                new_upto.append(offsets[i] + images_upto[n])
            else:
                new_below.append(offsets[i] - images_upto[n])
                new_upto.append(offsets[i] - images_below[n])
        below.append(new_below)
        upto.append(new_upto)
    return Level(k, below, upto, base)


def _at(rows: Rows, level: Level, row: int | None, side: int) -> tuple[Any, Any]:
    """Return the values at f of an end of a part; side says which infinite end an infinite one goes to."""
    if row is not None:
        time = rows.image(row, 0)
        return level.below[row][time], level.upto[row][time]
    return (0, 0) if side < 0 else (level.whole, level.whole)


def _nothing(_part: int, _row: int | None, _time: int, _k: int) -> int:
    return 0


def kink_measure(orbits: CriticalOrbits) -> Measure:
    """Return the measure that counts the kinks of f^k."""
    flags = [[False, *orbits.kinks(c)] for c in range(len(orbits.vertices))]
    return _points(lambda c, k: flags[c][k])


def turn_measure(orbits: CriticalOrbits) -> Measure:
    """Return the measure that counts the turning points of f^k; for laps, where no slope of f is 0."""
    flags = [[False, *orbits.turns(c)] for c in range(len(orbits.vertices))]
    return _points(lambda c, k: flags[c][k])


def _points(mass: Callable[[int, int], int]) -> Measure:
    return Measure(lambda _row, _time: (0, 0), 0, mass, _nothing, lambda _part, _k: 0)


def level_measure(rows: Rows, mark: int) -> Measure:
    """Return the combinatorial Euler number of {f^k = level}: points count 1, open intervals -1."""
    orbits = rows.orbits
    is_inner = 0 <= mark < len(orbits.vertices)

    def start(row: int, time: int) -> tuple[int, int]:
        sign = rows.rows[row].places[time].sign_against(mark)
        return int(is_inner and sign > 0), int(is_inner and sign >= 0)

    def mass(c: int, k: int) -> int:
        return int(orbits.orbits[c].places[k].sign_against(mark) == 0)

    def flat_mass(part: int, k: int) -> int:
        return mass(max(part - 1, 0), k)  # the value on a flat part is that at the vertex at its end

    return Measure(start, int(is_inner), mass, lambda part, _row, _time, k: -flat_mass(part, k), flat_mass)


def crossing_measure(rows: Rows, mark: int) -> Measure:
    """Return the measure that counts the points at which f^k crosses an inner level; where no slope of f is 0."""
    orbits = rows.orbits
    turns = [[False, *orbits.turns(c)] for c in range(len(orbits.vertices))]
    touching = level_measure(rows, mark)

    def mass(c: int, k: int) -> int:
        return int(touching.mass(c, k) and not turns[c][k])

    return Measure(touching.start, 1, mass, _nothing, lambda _part, _k: 0)


def piece_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of pieces of f^0, ..., f^upto. Cost: O(m upto^2) additions of integers of O(upto) bits."""
    rows = Rows(CriticalOrbits(f, upto + 1))
    return [1 + level.whole for level in levels(rows, kink_measure(rows.orbits), upto)]


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto, for f without slope 0. Cost: as for pieces."""
    rows = Rows(CriticalOrbits(f, upto + 1))
    return [1 + level.whole for level in levels(rows, turn_measure(rows.orbits), upto)]


def crossing_counts(f: PL, upto: int, level: Fraction) -> list[int]:
    """Return, for n = 0..upto, how often f^n crosses a level inside the domain, for f without slope 0."""
    rows = Rows(CriticalOrbits(f, upto + 1, (level,)))
    return [found.whole for found in levels(rows, crossing_measure(rows, rows.orbits.mark(level)), upto)]


def preimage_counts(f: PL, upto: int, level: Fraction) -> list[int]:
    """Return, for n = 0..upto, the number of components of {f^n = level}, for a level in the domain."""
    rows = Rows(CriticalOrbits(f, upto + 1, inner_points(f, level)))
    mark = rows.orbits.mark(level)
    counts = []
    for found in levels(rows, level_measure(rows, mark), upto):
        ends = sum(_ends_on_level(rows, mark, end, found.k) for end in (-1, 1))
        counts.append(found.whole + ends)
    return counts


def _ends_on_level(rows: Rows, mark: int, end: int, n: int) -> bool:
    """Whether f^n takes the level at an end of the domain, or all along the way to an infinite one."""
    orbits = rows.orbits
    row = rows.lower if end < 0 else rows.upper
    if row is not None:
        return rows.rows[row].places[n].sign_against(mark) == 0
    last = len(orbits.vertices)
    part = 0 if end < 0 else last
    for time in range(min(n, 2)):  # an infinite end is mapped to a finite point by its second step, or never
        sign = orbits.signs[part]
        if not sign:
            vertex = orbits.orbits[max(part - 1, 0)].places[n - time]
            return vertex.sign_against(mark) == 0
        part = part if sign > 0 else last - part
    return False
