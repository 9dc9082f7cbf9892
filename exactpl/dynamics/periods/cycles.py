"""The cycles that f itself singles out: those through vertices, flat pieces and ends, and the attracting ones.

There are finitely many, all found from the critical orbits (T2.5). They are the fixed points of f^n that no sum of
jumps can see, or sees with the wrong sign.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from exactpl.arithmetic.rationals import rational
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, GermOrbit
from exactpl.maps.pl import PL


@dataclass(frozen=True, slots=True)
class Multiplier:
    """The one-sided slopes of f^d at a point x of period d: `here` on the side asked about, `other` on the other one.

    A negative slope takes a germ to the other side. At an end of the domain there is no other side.
    """

    here: Fraction
    other: Fraction

    def sign(self, q: int) -> int:
        """Return the sign of the slope of f^(q d), q >= 1, on this side."""
        if self.here >= 0:
            return int(self.here > 0)
        if self.other >= 0:
            return -1 if q == 1 or self.other > 0 else 0
        return -1 if q % 2 else 1

    def against_one(self, q: int) -> int:
        """Return the sign of (slope of f^(q d) - 1), q >= 1, on this side."""
        if self.sign(q) <= 0:
            return -1
        power = self.here if self.here > 0 else self.here * self.other  # this to some power is the slope
        return (power > 1) - (power < 1)

    def identity_steps(self) -> int:
        """Return the least q >= 1 for which f^(q d) is the identity on this side, or 0."""
        return next((q for q in (1, 2) if self.against_one(q) == 0), 0)


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A point of a critical cycle of length `period`.

    `event` is "end" for an end of the domain; else what its orbit meets first: "flat" (the inside of a flat part) or
    "vertex", then vertex number `vertex` at time `time`. `left` and `right` are the multipliers, None at an end.
    """

    x: Fraction
    period: int
    event: str
    vertex: int
    time: int
    left: Multiplier | None
    right: Multiplier | None


def critical_points(f: PL, orbits: CriticalOrbits, longest: int) -> list[CriticalPoint]:
    """Return the points of all cycles of length <= longest that meet a vertex, the inside of a flat part, or an end.

    The orbits are followed to time `longest` at least.
    """
    found: dict[Fraction, CriticalPoint] = {}
    for start, length in _cycle_starts(orbits, longest):
        if start in found:
            continue
        points = [start]
        while len(points) < length:
            points.append(rational(f(points[-1])))
        for point in _cycle(f, orbits, points):
            found[point.x] = point
    return list(found.values())


def _cycle_starts(orbits: CriticalOrbits, longest: int) -> Iterator[tuple[Fraction, int]]:
    """Yield a point of each critical cycle, with its length; cycles may come several times."""
    for c, orbit in enumerate(orbits.orbits):
        for n in range(1, longest + 1):
            if orbit.places[n].sign_against(c) == 0:
                yield orbits.vertices[c], n
                break
    for end, orbit in zip(orbits.domain, (orbits.lower_orbit, orbits.upper_orbit), strict=True):
        if end is not None:
            for n in range(1, longest + 1):
                if orbit.places[n].end == orbit.places[0].end:
                    yield rational(end), n
                    break
    for part, sign in enumerate(orbits.signs):
        if sign:
            continue
        value = orbits.affine[part][1]
        if not orbits.vertices:
            yield value, 1  # f is constant
            continue
        c = max(part - 1, 0)
        for n in range(1, longest + 1):
            place = orbits.orbits[c].places[n]
            if place.index == part and not place.is_vertex and not place.end:
                yield value, n  # f^n(c) lies in the flat part, whose value f(c) is
                break


def _cycle(f: PL, orbits: CriticalOrbits, points: list[Fraction]) -> Iterator[CriticalPoint]:
    graph, d = f._graph, len(points)
    numbers = {x: c for c, x in enumerate(orbits.vertices)}
    ends = (f.domain.lower, f.domain.upper)
    # one-sided slopes at each point, None beyond an end
    slopes = [
        tuple(
            None if x == end else rational(graph.one_sided_slope(x, side))
            for end, side in zip(ends, (-1, 1), strict=True)
        )
        for x in points
    ]
    events = []
    for x, both in zip(points, slopes, strict=True):
        events.append("end" if x in ends else "vertex" if x in numbers else "flat" if both[0] == 0 else "")
    for i, x in enumerate(points):
        left, right = _around(slopes, i, 0), _around(slopes, i, 1)
        event, vertex, time = events[i], -1, 0
        if event != "end":
            # an inner point reaches an end of the domain only after it met a vertex or a flat part
            time = next(j for j in range(d) if events[(i + j) % d])
            event = events[(i + time) % d]
            vertex = numbers.get(points[(i + time) % d], -1)
        yield CriticalPoint(
            x,
            d,
            event,
            vertex,
            time,
            None if left is None else Multiplier(left, right or Fraction(0)),
            None if right is None else Multiplier(right, left or Fraction(0)),
        )


def _around(slopes: Sequence[tuple[Fraction | None, ...]], start: int, side: int) -> Fraction | None:
    """Return the slope of f^d on a side (0 left, 1 right) of a point of a cycle of length d."""
    if slopes[start][side] is None:
        return None
    d, tops, bottoms = len(slopes), [], []
    for j in range(d):
        slope = slopes[(start + j) % d][side]
        assert slope is not None  # f(I) inside I: the image of a germ is a germ
        if slope == 0:
            return slope
        tops.append(slope.numerator)
        bottoms.append(slope.denominator)
        side = side if slope > 0 else 1 - side
    return Fraction(prod(tops), prod(bottoms))


@dataclass(frozen=True, slots=True)
class AttractingCycle:
    """A cycle that avoids vertices, flat parts and ends, with 0 < |slope of f^period| < 1 at its points."""

    least: Fraction
    period: int
    sign: int


def attracting_cycles(f: PL, orbits: CriticalOrbits, longest: int) -> list[AttractingCycle]:
    """Return the attracting cycles whose points are fixed by some f^n, n <= longest, with a slope between 0 and 1.

    The orbits are followed to time 2 * longest at least. Such a point draws in the end of its branch, which is a
    critical germ (T2.5): from time n on that germ sees the parts that the cycle sees.
    """
    if all(not s or abs(s) >= 1 for s in orbits.slopes):
        return []
    germs: list[GermOrbit] = [orbits.lower_end, orbits.upper_end]
    for c in range(len(orbits.vertices)):
        germs += [orbits.germ(c, -1), orbits.germ(c, 1)]
    words: set[tuple[int, ...]] = set()
    for germ in germs:
        if 0 not in germ.signs:
            words |= set(_final_words(germ.parts, longest))
    found: dict[Fraction, AttractingCycle] = {}
    for word in words:
        cycle = _attracting(f, orbits, word)
        if cycle is not None:
            found[cycle.least] = cycle
    return list(found.values())


def _final_words(parts: list[int], longest: int) -> Iterator[tuple[int, ...]]:
    """Yield the words of length d <= longest that a germ repeats, as far as it was followed, from time d on.

    A word that repeats a shorter one belongs to the same cycle: the shorter one comes instead. Once a word of length p
    is repeated from time d on, those whose lengths are multiples of p are of its cycle, too, and do not come.
    """
    total = len(parts)
    matches = _z_function(parts[::-1])
    known: list[int] = []
    for d in range(1, min(longest, (total - 1) // 2) + 1):
        if matches[d] >= total - 2 * d and all(d % p for p in known):
            word = parts[d : 2 * d]
            z = _z_function(word)
            known.append(next((p for p in range(1, d) if d % p == 0 and z[p] == d - p), d))
            yield tuple(word[: known[-1]])


def _z_function(sequence: list[int]) -> list[int]:
    """Return, for each i, how far sequence[i:] agrees with sequence."""
    n = len(sequence)
    z, left, right = [n] + [0] * (n - 1), 0, 0
    for i in range(1, n):
        k = min(right - i, z[i - left]) if i < right else 0
        while i + k < n and sequence[k] == sequence[i + k]:
            k += 1
        z[i] = k
        if i + k > right:
            left, right = i, i + k
    return z


def _attracting(f: PL, orbits: CriticalOrbits, word: tuple[int, ...]) -> AttractingCycle | None:
    """Return the attracting cycle whose orbit lies inside the parts of a word, if there is one."""
    used = Counter(word)
    top = prod(abs(orbits.slopes[i].numerator) ** n for i, n in used.items())
    bottom = prod(orbits.slopes[i].denominator ** n for i, n in used.items())
    if not 0 < top < bottom:
        return None
    affine = orbits.affine
    slope, intercept = Fraction(1), Fraction(0)
    for i in word:
        s, t = affine[i]
        slope, intercept = s * slope, s * intercept + t
    points = [intercept / (1 - slope)]
    marks = [f.domain.lower, *orbits.vertices, f.domain.upper]
    for i in word:
        x, low, high = points[-1], marks[i], marks[i + 1]
        if (low is not None and x <= low) or (high is not None and x >= high):
            return None
        points.append(affine[i][0] * x + affine[i][1])
    period = points.index(points[0], 1)
    sign = 1
    for i in word[:period]:
        sign *= orbits.signs[i]
    return AttractingCycle(min(points), period, sign)
