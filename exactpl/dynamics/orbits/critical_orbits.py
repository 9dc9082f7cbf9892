"""The orbits of the vertices and ends of a self-map, and what their one-sided germs see.

A *germ* (x, side) is a point with a side. f takes it to (f(x), side * sign of the slope on that side), or makes it
flat when that slope is 0. Both germs of a vertex run through the same points, and see different parts only when
the orbit meets a vertex again; so one exact orbit of points serves both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import mul

from exactpl import progress, work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import rational
from exactpl.dynamics.orbits.parts import Parts, Place, PointOrbit
from exactpl.maps.pl import PL

_FOLLOWED = 200
_PLACE_BYTES = 16


@dataclass(frozen=True, slots=True)
class GermOrbit:
    """What one germ sees: at time n it lies in parts[n], and signs[n] is the sign of the one-sided slope of f^n.

    signs[0] = 1, and a 0 once the germ is flat; parts stops there.
    """

    parts: list[int]
    signs: list[int]

    def flat_from(self) -> int:
        """Return the least n for which f^n is known to be flat here, or a number that is larger than all times."""
        return len(self.signs) - 1 if not self.signs[-1] else len(self.signs)

    def sign_at(self, n: int) -> int:
        """Return the sign of the one-sided slope of f^n."""
        return self.signs[n] if n < len(self.signs) else 0


def inner_points(f: PL, level: Fraction) -> tuple[Fraction, ...]:
    """Return (level,) if it lies inside the domain of f, so that it can be a vertex; () if it is an end."""
    return () if level in (f.domain.lower, f.domain.upper) else (level,)


class CriticalOrbits:
    """The orbits, up to a time, of all vertices and ends of a self-map of an interval, half-line or the line.

    `extra` points of the interior become vertices beside the breakpoints. Cost: (m + 2) * length steps on numbers of as
    many bits as log2 of the slopes that an orbit still meets.
    """

    def __init__(self, f: PL, length: int, extra: Iterable[Fraction] = ()) -> None:
        self.length = length
        self.parts = parts = Parts(f, extra)
        self.domain, self.vertices = parts.domain, parts.vertices
        self.slopes, self.signs, self.affine = parts.slopes, parts.signs, parts.affine
        m = len(self.vertices)
        self.orbits: list[PointOrbit] = []
        for c, vertex in enumerate(self.vertices):
            progress.report("critical orbits", c, m)
            work.hold(_PLACE_BYTES * length)
            self.orbits.append(self.parts.orbit(vertex, length))
        self._germs: dict[tuple[int, int], GermOrbit] = {}
        self.lower_orbit, self.upper_orbit = self._end_orbits(f.domain)
        self.lower_end = self.follow(self.lower_orbit.places, 1)
        self.upper_end = self.follow(self.upper_orbit.places, -1)

    def mark(self, level: Fraction) -> int:
        """Return the number of a vertex, or -1 for the lower and m for the upper end of the domain."""
        if level == self.domain.lower:
            return -1
        return len(self.vertices) if level == self.domain.upper else self.vertices.index(level)

    def germ(self, c: int, side: int) -> GermOrbit:
        """Return the orbit of the germ on `side` of vertex number c."""
        found = self._germs.get((c, side))
        if found is None:
            found = self._germs[c, side] = self.follow(self.orbits[c].places, side)
        return found

    def follow(self, places: Sequence[Place], side: int) -> GermOrbit:
        """Return the orbit of the germ on `side` of a point with these places."""
        work.charge(_FOLLOWED * len(places))
        work.hold(_PLACE_BYTES * len(places))
        parts = [place.index for place in places]
        if not any(place.is_vertex for place in places[1:]):  # the common case: the side matters at time 0 only
            if places and side > 0 and places[0].is_vertex:
                parts[0] += 1
            signs = list(accumulate(map(self.signs.__getitem__, parts), mul, initial=1))
            if 0 in signs:
                stop = signs.index(0)
                del signs[stop + 1 :], parts[stop:]
            return GermOrbit(parts, signs)
        parts, signs, sign = [], [1], 1
        for place in places:
            part = place.part(side)
            parts.append(part)
            turn = self.signs[part]
            sign *= turn
            side *= turn
            signs.append(sign)
            if not sign:
                break
        return GermOrbit(parts, signs)

    def _end_orbits(self, domain: Interval) -> tuple[PointOrbit, PointOrbit]:
        """Return the orbits of the two ends of the domain, seen from inside.

        An infinite end goes to infinite ends. A ray of slope 0 takes it to a finite point instead; its orbit is not
        followed further, since its germ is flat.
        """
        last = len(self.vertices)
        outer = {1: Place(0, False, -1), -1: Place(last, False, 1)}
        found = []
        for end, side in zip(domain, (1, -1), strict=True):
            if end is not None:
                found.append(self.parts.orbit(rational(end), self.length))
                continue
            places: list[Place] = []
            while len(places) < self.length and side:
                places.append(outer[side])
                side *= self.signs[0 if side > 0 else last]
            found.append(PointOrbit(places))
        return found[0], found[1]

    def kinks(self, c: int) -> Iterator[bool]:
        """Yield, for n = 1, 2, ..., length, whether f^n has a kink at vertex c: its one-sided slopes differ there.

        Their ratio is a product of ratios of neighbouring slopes, kept as exponents over a coprime base.
        """
        left_germ, right_germ = self.germ(c, -1), self.germ(c, 1)
        places = self.orbits[c].places
        if not any(place.is_vertex for place in places[1:]):
            # the germs see different parts at time 0 only: the ratio of their slopes stays what it is then
            differ = self.slopes[c] != self.slopes[c + 1]
            first, last = sorted((left_germ.flat_from(), right_germ.flat_from()))
            for n in range(1, len(places) + 1):
                yield differ if n < first else n < last
            return
        ratios = self.parts.ratios
        left_side, right_side = -1, 1
        left_flat = right_flat = False
        total = [0] * len(ratios[c][0])
        negative = False
        for place in self.orbits[c].places:
            left, right = place.part(left_side), place.part(right_side)
            left_flat |= not self.signs[left]
            right_flat |= not self.signs[right]
            if left_flat and right_flat:
                yield False
                continue
            if left != right and not (left_flat or right_flat):
                # the right germ sees slope s', the left one s: the ratio of the products gains s'/s
                vector, is_negative = ratios[place.index]
                direction = 1 if right > left else -1
                total = [t + direction * v for t, v in zip(total, vector, strict=True)]
                negative ^= is_negative
            left_side *= self.signs[left] or 1
            right_side *= self.signs[right] or 1
            yield left_flat != right_flat or negative or any(total)

    def turns(self, c: int) -> Iterator[bool]:
        """Yield, for n = 1..length, whether f^n has slopes of opposite sign on the two sides of vertex c."""
        left, right = self.germ(c, -1).signs, self.germ(c, 1).signs
        for n in range(1, self.length + 1):
            yield n < len(left) and n < len(right) and left[n] * right[n] < 0
