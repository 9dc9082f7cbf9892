"""The vertices and parts of a self-map, and where the points of an orbit lie among them.

The *vertices* are the breakpoints, and any further inner points that a question is about (a level); cut there, the map
has *parts*: its pieces, or parts of them.

The first steps of an orbit are exact, and all of them while slopes have few bits (`integer_orbits`); longer orbits are
enclosed, and exact only where an enclosure meets a vertex (`enclosed_orbits`).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from exactpl import work
from exactpl.arithmetic.multiplicative import coprime_base, exponents
from exactpl.arithmetic.rationals import rational, rationals
from exactpl.dynamics.orbits.enclosed_orbits import EnclosedOrbits
from exactpl.dynamics.orbits.integer_orbits import IntegerOrbits, longest
from exactpl.maps.packed_column import is_worth_sharing, least_common
from exactpl.maps.pl import PL, require_rational

_CYCLE_STEPS = 128
_LONGEST_FINITE = 4_096
_CYCLE_BITS = 512
_GROWING = 32  # steps after which denominators that grew at each of them are taken to grow on
_STEP = 1_500  # steps of `work` for one step of an orbit, without the products of long numbers
_COMPARISON, _PIECE = 1_500, 30_000


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


class Parts:
    """The vertices of a self-map and its parts between them, part i left of vertex i; where orbits lie among them.

    Vertices are the breakpoints and `extra` points of the interior. On part i the map is slopes[i] * x + intercepts[i].
    """

    def __init__(self, f: PL, extra: Iterable[Fraction] = ()) -> None:
        require_rational(f)
        self.domain = domain = f.domain
        breakpoints = set(rationals(f.breakpoints))
        self.vertices = vertices = sorted(breakpoints | set(extra))
        self.slopes: list[Fraction] = []
        self.intercepts: list[Fraction] = []
        piece = 0
        pieces = f.pieces
        for i in range(len(vertices) + 1):
            work.charge(_PIECE)
            current = pieces[piece]
            self.slopes.append(rational(current.slope))
            self.intercepts.append(rational(current.intercept))
            piece += i < len(vertices) and vertices[i] in breakpoints
        self.signs = [(s > 0) - (s < 0) for s in self.slopes]
        self.affine = list(zip(self.slopes, self.intercepts, strict=True))
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
        self._known: dict[Fraction, tuple[PointOrbit, int]] = {}  # points of orbits whose cycle is known, with a time
        self._comparisons = len(self._marks).bit_length()

    @cached_property
    def ratios(self) -> list[tuple[tuple[int, ...], bool]]:
        """The ratios of neighbouring slopes (1 where one is 0): exponents over a coprime base, and whether negative."""
        numbers = coprime_base(n for s in self.slopes if s for n in (s.numerator, s.denominator))
        found = []
        for before, after in pairwise(self.slopes):
            ratio = after / before if before and after else Fraction(1)
            found.append((exponents(ratio, numbers), ratio < 0))
        return found

    def finite_points(self) -> list[Fraction] | None:
        """Return all points of the orbits of vertices and finite ends, if all cycles are soon found; else None."""
        for start in (*self.vertices, *(rational(end) for end in self.domain if end is not None)):
            if not self._short_orbit(start, _LONGEST_FINITE).period:
                return None
        return sorted(self._known)

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
            if y in self._known:
                earlier, time = self._known[y]
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
            y = self.slopes[place.index] * y + self.intercepts[place.index]
        return PointOrbit(found)

    def _remembered(self, seen: dict[Fraction, int], orbit: PointOrbit) -> PointOrbit:
        self._known.update((y, (orbit, n)) for y, n in seen.items())
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
        return longest(self._marks, self.slopes, self.intercepts)

    @cached_property
    def _integer(self) -> IntegerOrbits:
        return IntegerOrbits(self._marks, self._parts, self.slopes, self.intercepts)

    @cached_property
    def _enclosed(self) -> EnclosedOrbits:
        return EnclosedOrbits(self._marks, self._parts, self.slopes, self.intercepts)

    @property
    def _parts(self) -> list[int]:
        return [place.index for place in self._all]
