"""The image intervals of a self-map up to a level, without their coordinates.

An n-cylinder is a maximal interval on which f^n is affine along one itinerary. By T1.1' its image is the image of the
cylinder beside one critical germ: of a breakpoint on one side, or of an end of the domain. So an image interval has a
name, (germ, age), and its two ends are points of critical orbits, whose places among the breakpoints are known. That is
all that is needed to cut it and to name the images of its parts: no interval is compared with another, and at level
10,000 no number of 100,000 digits is kept.
"""

from collections.abc import Iterable
from fractions import Fraction

from exactpl import progress, work
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.parts import Place
from exactpl.maps.pl import PL

_INTERVAL_STEPS = 2_000  # of `work`
_INTERVAL_BYTES = 150
_Name = tuple[int, int]
"""(number of a germ, age): the point f^age(germ) with the side on which the germ lies then."""


class ImageIntervals:
    """The image intervals of ages 0..length, numbered by increasing age; number 0 is the domain.

    `parts[i]` lists, from left to right, (sign of the slope, number of the image) for the parts of interval i; where
    the sign is 0 the second number is the part of f instead. `ages[i]` is the age. Parts of intervals of age `length`
    are not listed. `extra` points become vertices of `orbits` beside the breakpoints.
    """

    def __init__(self, f: PL, length: int, extra: Iterable[Fraction] = ()) -> None:
        self.orbits = CriticalOrbits(f, length + 1, extra)
        self._signs = self.orbits.signs
        m = len(self.orbits.vertices)
        # germ 2c is (vertex c, left), 2c + 1 is (vertex c, right); then the two ends of the domain, inwards
        self._left_end, self._right_end = 2 * m, 2 * m + 1
        self.ages: list[int] = []
        self.parts: list[tuple[tuple[int, int], ...]] = []
        self._numbers: dict[_Name, int] = {}
        self._fars: list[_Name] = []
        self._nears: list[_Name] = []
        self._sides: dict[_Name, int] = {}
        self._grow(length)

    def _grow(self, length: int) -> None:
        domain = (self._left_end, 0)
        self._add(domain, (self._right_end, 0), 1, -1)
        number = 0
        while number < len(self.ages):
            if number % 256 == 0:
                progress.report("image intervals", self.ages[number], length)
            self.parts.append(self._cut(number) if self.ages[number] < length else ())
            work.charge(_INTERVAL_STEPS * (len(self.parts[-1]) + 1))
            work.hold(_INTERVAL_BYTES * (len(self.parts[-1]) + 3))
            number += 1

    def _add(self, near: _Name, far: _Name, near_side: int, far_side: int) -> int:
        """Return the number of the interval between the points `near` and `far`, the older of which names it.

        The sides say on which side of each point the interval lies.
        """
        if far[1] > near[1] or (far[1] == near[1] and far[0] < near[0]):
            near, far, near_side, far_side = far, near, far_side, near_side
        found = self._numbers.get(near)
        if found is None:
            found = self._numbers[near] = len(self.ages)
            self.ages.append(near[1])
            self._nears.append(near)
            self._fars.append(far)
            self._sides[near] = near_side
        return found

    def ends(self, number: int) -> tuple[Place, Place]:
        """Return the places of the lower and the upper end of an interval."""
        left, right = self._names(number)
        return self._place(left), self._place(right)

    def _names(self, number: int) -> tuple[_Name, _Name]:
        near, far = self._nears[number], self._fars[number]
        return (near, far) if self._sides[near] > 0 else (far, near)

    def _place(self, name: _Name) -> Place:
        germ, age = name
        if germ < self._left_end:
            return self.orbits.orbits[germ // 2].places[age]
        return (self.orbits.lower_orbit if germ == self._left_end else self.orbits.upper_orbit).places[age]

    def _cut(self, number: int) -> tuple[tuple[int, int], ...]:
        left, right = self._names(number)
        place = self._place(left)
        first = place.index + place.is_vertex  # the vertices strictly inside have the numbers first..stop-1
        stop = self._place(right).index
        ends = [left, *((-1, c) for c in range(first, stop)), right]
        parts = []
        for i in range(len(ends) - 1):
            sign = self._signs[first + i]
            if not sign:
                parts.append((0, first + i))
            else:
                low = self._step(ends[i], 1)
                high = self._step(ends[i + 1], -1)
                parts.append((sign, self._add(low, high, sign, -sign)))
        return tuple(parts)

    def _step(self, end: _Name, side: int) -> _Name:
        """Return the image of an end of a part that lies on `side` of it; (-1, c) stands for vertex c."""
        germ, age = end
        if germ < 0:
            return 2 * age + (side > 0), 1
        return germ, age + 1
