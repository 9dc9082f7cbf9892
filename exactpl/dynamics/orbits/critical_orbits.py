"""The orbits of the vertices and ends of a self-map, and what their one-sided germs see.

The *vertices* are the breakpoints, and any further inner points that a question is about (a level); cut there, the map
has *parts*: its pieces, or parts of them.

A *germ* (x, side) is a point with a side. f takes it to (f(x), side * sign of the slope on that side), or makes it
flat when that slope is 0. Both germs of a vertex run through the same points, and see different parts only when
the orbit meets a vertex again; so one exact orbit of points serves both.

The first steps of an orbit are exact, and all of them while slopes have few bits (`integer_orbits`); longer orbits are
enclosed, and exact only where an enclosure meets a vertex (`enclosed_orbits`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from operator import mul

from exactpl import progress, work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.multiplicative import coprime_base, exponents
from exactpl.arithmetic.rationals import rational, rationals
from exactpl.dynamics.orbits.enclosed_orbits import EnclosedOrbits
from exactpl.dynamics.orbits.integer_orbits import IntegerOrbits, longest
from exactpl.maps.packed_column import is_worth_sharing, least_common
from exactpl.maps.pl import PL, require_rational

_CYCLE_STEPS = 128
_CYCLE_BITS = 512
_GROWING = 32  # steps after which denominators that grew at each of them are taken to grow on
_STEP = 1_500  # steps of `work` for one step of an orbit, without the products of long numbers
_COMPARISON, _PIECE = 1_500, 30_000
_FOLLOWED = 200
_PLACE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point lies among the vertices v_0 < ... < v_(m-1): left of v_index, or on it if `is_vertex`.

    `end` is -1 at the lower end of the domain, 1 at the upper one (also at an infinite one), else 0.
    """

    index: int
    is_vertex: bool
    end: int = 0

    def part(self, side: int) -> int:
        """Return the part that the germ on `side` of the point lies in."""
        return self.index + 1 if self.is_vertex and side > 0 else self.index

    def sign_against(self, mark: int) -> int:
        """Return the sign of the point minus a mark, see `CriticalOrbits.mark`."""
        if self.index == mark and (self.is_vertex or self.end > 0):
            return 0
        if mark < 0 and self.end < 0:
            return 0
        return 1 if self.index > mark else -1


@dataclass(frozen=True, slots=True)
class PointOrbit:
    """The places of a point, f of it, ... up to a time. If `period`, places[n + period] = places[n] for n >= tail.

    Only short periods are noted; 0 means that none is known.
    """

    places: list[Place]
    tail: int = 0
    period: int = 0


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
        require_rational(f)
        self.length = length
        self.domain = f.domain
        breakpoints = set(rationals(f.breakpoints))
        self.vertices = sorted(breakpoints | set(extra))
        self.slopes: list[Fraction] = []
        intercepts: list[Fraction] = []
        piece = 0
        pieces = f.pieces
        for i in range(len(self.vertices) + 1):
            work.charge(_PIECE)
            current = pieces[piece]
            self.slopes.append(rational(current.slope))
            intercepts.append(rational(current.intercept))
            piece += i < len(self.vertices) and self.vertices[i] in breakpoints
        self.affine = list(zip(self.slopes, intercepts, strict=True))
        self.signs = [(s > 0) - (s < 0) for s in self.slopes]
        self._line = _Line(self.vertices, f.domain, self.slopes, intercepts)
        m = len(self.vertices)
        self.orbits: list[PointOrbit] = []
        for c, vertex in enumerate(self.vertices):
            progress.report("critical orbits", c, m)
            work.hold(_PLACE_BYTES * length)
            self.orbits.append(self._line.orbit(vertex, length))
        self._germs: dict[tuple[int, int], GermOrbit] = {}
        self.lower_orbit, self.upper_orbit = self._end_orbits(f.domain)
        self.lower_end = self.follow(self.lower_orbit.places, 1)
        self.upper_end = self.follow(self.upper_orbit.places, -1)

    def finite_points(self) -> list[Fraction] | None:
        """Return all points of the orbits in order, if the cycles of all of them are known; else None."""
        ends = zip(self.domain, (self.lower_orbit, self.upper_orbit), strict=True)
        orbits = [*self.orbits, *(orbit for end, orbit in ends if end is not None)]
        return sorted(self._line.known) if all(orbit.period for orbit in orbits) else None

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
                found.append(self._line.orbit(rational(end), self.length))
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
        ratios = self._line.ratios
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


class _Line:
    """The parts of a map, and the marks that its orbits are compared with: vertices and finite ends of the domain."""

    def __init__(
        self, vertices: list[Fraction], domain: Interval, slopes: list[Fraction], intercepts: list[Fraction]
    ) -> None:
        self._slopes, self._intercepts = slopes, intercepts
        # what points are compared with, and the places on these marks and left of them
        self._marks = list(vertices)
        on = [Place(i, True) for i in range(len(vertices))]
        between = [Place(i, False) for i in range(len(vertices) + 1)]
        if domain.lower is not None:
            self._marks.insert(0, rational(domain.lower))
            on.insert(0, Place(0, False, -1))
            between.insert(0, between[0])
        if domain.upper is not None:
            self._marks.append(rational(domain.upper))
            on.append(Place(len(vertices), False, 1))
            between.append(between[-1])
        self._all = [between[0], *(place for pair in zip(on, between[1:], strict=True) for place in pair)]
        common, largest = least_common(mark.denominator for mark in self._marks)
        self._unit = common if is_worth_sharing(common, largest) else 0  # over which the marks are integers
        self._heights = [mark.numerator * (self._unit // mark.denominator) for mark in self._marks]
        self.known: dict[Fraction, tuple[PointOrbit, int]] = {}  # points of orbits whose cycle is known, with a time
        self._comparisons = len(self._marks).bit_length()

    @cached_property
    def ratios(self) -> list[tuple[tuple[int, ...], bool]]:
        """The ratios of neighbouring slopes (1 where one is 0): exponents over a coprime base, and whether negative."""
        numbers = coprime_base(n for s in self._slopes if s for n in (s.numerator, s.denominator))
        found = []
        for before, after in pairwise(self._slopes):
            ratio = after / before if before and after else Fraction(1)
            found.append((exponents(ratio, numbers), ratio < 0))
        return found

    def orbit(self, start: Fraction, length: int) -> PointOrbit:
        """Return the places of start, f(start), ..., f^(length-1)(start)."""
        found = self._short_orbit(start, min(length, _CYCLE_STEPS))
        if found.period:
            cycle = found.places[found.tail :]
            copies, rest = divmod(max(length - found.tail, 0), found.period)
            places = (found.places[: found.tail] + cycle * copies + cycle[:rest])[:length]
            return PointOrbit(places, found.tail, found.period)
        return found if len(found.places) == length else PointOrbit(self._long_orbit(start, length))

    def _short_orbit(self, start: Fraction, length: int) -> PointOrbit:
        """Return the places of the first steps, while numbers are small: up to the end of a cycle, if one is seen.

        An orbit that meets an earlier one, whose cycle is known, goes on with that.
        """
        seen: dict[Fraction, int] = {}
        found: list[Place] = []
        y, bits, growing = start, 0, 0
        for n in range(length):
            work.charge(_STEP + _COMPARISON * self._comparisons)
            if y in seen:
                return self._remembered(seen, PointOrbit(found, seen[y], n - seen[y]))
            if y in self.known:
                earlier, time = self.known[y]
                rest = earlier.places[time : earlier.tail + earlier.period]
                if time > earlier.tail:
                    rest += earlier.places[earlier.tail : time]
                tail = n + max(earlier.tail - time, 0)
                return self._remembered(seen, PointOrbit(found + rest, tail, earlier.period))
            before, bits = bits, y.denominator.bit_length()
            growing = growing + 1 if bits > before else 0
            if bits > _CYCLE_BITS or growing > _GROWING:
                break
            seen[y] = n
            place = self._place(y)
            found.append(place)
            y = self._slopes[place.index] * y + self._intercepts[place.index]
        return PointOrbit(found)

    def _remembered(self, seen: dict[Fraction, int], orbit: PointOrbit) -> PointOrbit:
        self.known.update((y, (orbit, n)) for y, n in seen.items())
        return orbit

    def _place(self, y: Fraction) -> Place:
        if not self._unit:
            i = bisect_left(self._marks, y)
            return self._all[2 * i + (i < len(self._marks) and self._marks[i] == y)]
        scaled, q = y.numerator * self._unit, y.denominator
        floor = scaled // q
        i = bisect_left(self._heights, floor)
        if i < len(self._heights) and self._heights[i] == floor:
            return self._all[2 * i + 1 if floor * q == scaled else 2 * i + 2]
        return self._all[2 * i]

    def _long_orbit(self, start: Fraction, length: int) -> list[Place]:
        way = self._integer if length <= self._longest else self._enclosed
        return [self._all[place] for place in way.places(start, length)]

    @cached_property
    def _longest(self) -> int:
        return longest(self._marks, self._slopes, self._intercepts)

    @cached_property
    def _integer(self) -> IntegerOrbits:
        return IntegerOrbits(self._marks, self._parts, self._slopes, self._intercepts)

    @cached_property
    def _enclosed(self) -> EnclosedOrbits:
        return EnclosedOrbits(self._marks, self._parts, self._slopes, self._intercepts)

    @property
    def _parts(self) -> list[int]:
        return [place.index for place in self._all]
