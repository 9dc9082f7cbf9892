"""The orbits of the breakpoints and ends of a self-map, and what their one-sided germs see.

A *germ* (x, side) is a point with a side. f takes it to (f(x), side * sign of the slope on that side), or makes it
flat when that slope is 0. Both germs of a breakpoint run through the same points, and see different pieces only when
the orbit meets a breakpoint again; so one exact orbit of points serves both.

Orbits are kept as integers over D * q^n (q the common denominator of the slopes): no gcd, and a point is
located among the breakpoints by one integer division, exactly.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from exactpl import progress
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.multiplicative import coprime_base, exponents
from exactpl.maps.graph import Graph
from exactpl.maps.pl import PL

_CYCLE_STEPS = 64
_CYCLE_BITS = 512


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point lies among the breakpoints b_0 < ... < b_(m-1): left of b_index, or on it if `is_breakpoint`."""

    index: int
    is_breakpoint: bool

    def piece(self, side: int) -> int:
        """Return the piece that the germ on `side` of the point lies in."""
        return self.index + 1 if self.is_breakpoint and side > 0 else self.index


@dataclass(frozen=True, slots=True)
class GermOrbit:
    """What one germ sees: at time n it lies in pieces[n], and signs[n] is the sign of the one-sided slope of f^n.

    signs[0] = 1, and a 0 once the germ is flat; pieces stops there.
    """

    pieces: list[int]
    signs: list[int]


class CriticalOrbits:
    """The orbits, up to a time, of all breakpoints and ends of a self-map of an interval, half-line or the line.

    Cost: (m + 2) * length steps on integers of O(length * b) bits, b the bits of the slopes.
    """

    def __init__(self, f: PL, length: int) -> None:
        graph = f._graph
        self.length = length
        self.breakpoints = list(f.breakpoints)
        self.slopes = list(f.slopes)
        self.signs = [(s > 0) - (s < 0) for s in self.slopes]
        self._line = _IntegerLine(graph, self.breakpoints, self.slopes)
        m = len(self.breakpoints)
        self.places = []
        for c in range(m):
            progress.report("critical orbits", c, m)
            self.places.append(self._line.places(self.breakpoints[c], length))
        self.end_places = self._end_places(f.domain)
        self.left_end = self._follow(self.end_places[0], 1)
        self.right_end = self._follow(self.end_places[1], -1)

    def germ(self, c: int, side: int) -> GermOrbit:
        """Return the orbit of the germ on `side` of breakpoint number c."""
        return self._follow(self.places[c], side)

    def _follow(self, places: "Sequence[Place]", side: int) -> GermOrbit:
        pieces: list[int] = []
        signs = [1]
        sign = 1
        for place in places:
            piece = place.piece(side)
            pieces.append(piece)
            turn = self.signs[piece]
            sign *= turn
            side *= turn
            signs.append(sign)
            if not sign:
                break
        return GermOrbit(pieces, signs)

    def _end_places(self, domain: Interval) -> "tuple[list[Place], list[Place]]":
        """Return the places of the orbits of the two ends of the domain, seen from inside.

        An infinite end lies left or right of all breakpoints; a ray of slope 0 takes it to a finite point, whose orbit
        is not followed, since its germ is flat.
        """
        last = len(self.breakpoints)
        outer = Place(0, False), Place(last, False)
        found = []
        for end, side in zip(domain, (1, -1), strict=True):
            if end is not None:
                found.append(self._line.places(end, self.length))
                continue
            places = []
            for _ in range(self.length):
                places.append(outer[0] if side > 0 else outer[1])
                side *= self.signs[0 if side > 0 else last] or 1
            found.append(places)
        return found[0], found[1]

    def kinks(self, c: int) -> Iterator[bool]:
        """Yield, for n = 1, 2, ..., length, whether f^n has a kink at breakpoint c: its one-sided slopes differ there.

        Their ratio is a product of ratios of neighbouring slopes, kept as exponents over a coprime base.
        """
        ratios = self._line.ratios
        left_side, right_side = -1, 1
        left_flat = right_flat = False
        total = [0] * self._line.ratio_length
        negative = False
        for place in self.places[c]:
            left, right = place.piece(left_side), place.piece(right_side)
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
        """Yield, for n = 1..length, whether f^n has slopes of opposite sign on the two sides of breakpoint c."""
        left, right = self.germ(c, -1).signs, self.germ(c, 1).signs
        for n in range(1, self.length + 1):
            yield n < len(left) and n < len(right) and left[n] * right[n] < 0


class _IntegerLine:
    """The pieces of a map in integers: slope S/q, and y * D an integer for each breakpoint y and each intercept."""

    def __init__(self, graph: Graph, breakpoints: list[Fraction], slopes: list[Fraction]) -> None:
        self._breakpoints, self._slopes = breakpoints, slopes
        anchors = [graph.anchor(piece) for piece in range(graph.piece_count)]
        self._intercepts = [y - s * x for (x, y), s in zip(anchors, slopes, strict=True)]
        self._q = lcm(*(s.denominator for s in slopes))
        self._tops = [s.numerator * (self._q // s.denominator) for s in slopes]
        numbers = coprime_base(n for s in slopes if s for n in (s.numerator, s.denominator))
        self.ratio_length = len(numbers)
        self.ratios: list[tuple[tuple[int, ...], bool]] = []
        for before, after in pairwise(slopes):
            ratio = after / before if before and after else Fraction(1)
            self.ratios.append((exponents(ratio, numbers), ratio < 0))

    def places(self, start: Fraction, length: int) -> "list[Place]":
        """Return the places of start, f(start), ..., f^(length-1)(start)."""
        found, cycle = self._short_orbit(start, min(length, _CYCLE_STEPS))
        if cycle:
            repeat = found[-cycle:]
            while len(found) < length:
                found += repeat[: length - len(found)]
        elif len(found) < length:
            found = self._long_orbit(start, length)
        return found

    def _short_orbit(self, start: Fraction, length: int) -> "tuple[list[Place], int]":
        """Return the places of the first steps, while numbers are small, and the length of a cycle found, or 0."""
        seen: dict[Fraction, int] = {}
        found: list[Place] = []
        y = start
        for n in range(length):
            if y in seen:
                return found, n - seen[y]
            if y.denominator.bit_length() > _CYCLE_BITS:
                break
            seen[y] = n
            place = self._place(y)
            found.append(place)
            piece = place.index
            y = self._slopes[piece] * y + self._intercepts[piece]
        return found, 0

    def _place(self, y: Fraction) -> Place:
        index = bisect_left(self._breakpoints, y)
        return Place(index, index < len(self._breakpoints) and self._breakpoints[index] == y)

    def _long_orbit(self, start: Fraction, length: int) -> "list[Place]":
        d = lcm(start.denominator, *(y.denominator for y in (*self._breakpoints, *self._intercepts)))
        knots = [int(b * d) for b in self._breakpoints]
        intercepts = [int(t * d) for t in self._intercepts]
        tops, q = self._tops, self._q
        shift = q.bit_length() - 1 if q & (q - 1) == 0 else 0
        between = [Place(i, False) for i in range(len(knots) + 1)]
        on = [Place(i, True) for i in range(len(knots))]
        y, power = int(start * d), 1  # the point is y / (d * power), power = q^n
        found = []
        for n in range(length):
            # exact: floor(y / power) against integers, then one product where it meets one
            floor = y >> shift * n if shift else y // power
            i = bisect_left(knots, floor)
            place = between[i]
            if i < len(knots) and knots[i] == floor:
                place = on[i] if (floor << shift * n if shift else floor * power) == y else between[i + 1]
            found.append(place)
            y *= tops[place.index]
            if shift:
                y += intercepts[place.index] << shift * (n + 1)
            else:
                power *= q
                y += intercepts[place.index] * power
        return found
