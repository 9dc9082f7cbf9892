"""How often f^k crosses a level, and on how many points or intervals it takes it (theorems 1.3, 1.4)."""

from __future__ import annotations

from collections import deque

from ..arithmetic import steps
from .germs import turning_iterates
from .orbits import Orbits
from .plmap import PLMap, Point
from .pullback import Counted, Plan, image_masses, pulled_back
from .signchanges import LevelSigns
from .transfer import summary


class Level:
    """A level, and whether points of orbits are it."""

    def __init__(self, f: PLMap, level: Point) -> None:
        self.orbits = Orbits(f, (level,))
        self.number = self.orbits.number(level)
        self.place = self.orbits.places[self.number]

    def is_met(self, x: int) -> int:
        """Return 1 if a point is the level, else 0."""
        return int(self.orbits.places[x] == self.place)

    def half_count(self, x: int) -> int:
        """Return 2 if the level lies left of a point, 1 if it is there."""
        return 2 if self.place < self.orbits.places[x] else self.is_met(x)

    def met_by_orbit(self, x: int, k: int) -> bytearray:
        """Return for each n <= k whether f^n is the level at a point."""
        steps.take(steps.following_germs(k))
        found = bytearray(k + 1)
        for n in range(k + 1):
            found[n] = self.is_met(x)
            x = self.orbits.image(x) if n < k else x
        return found


def crossings(f: PLMap, k: int, level: Point) -> int:
    """Return the number of sign changes in f^k - level, for f a self-map of its interval.

    If f has no flat piece, this is the number of points inside J where f^k is the level and does not turn (theorem 1.3,
    5); there are none if the level is not inside J.
    """
    y = Level(f, level)
    orbits = y.orbits
    if orbits.flats:
        return summary(orbits, k, LevelSigns(orbits, y.number))[0]
    low, high = (orbits.places[x] for x in orbits.ends)
    if not low < y.place < high:
        return 0
    turns = (turning_iterates(orbits, cut, k) for cut in orbits.cuts)
    met = (y.met_by_orbit(cut, k) for cut in orbits.cuts)
    inside = (
        bytearray(here and not turn for here, turn in zip(a, b, strict=True)) for a, b in zip(met, turns, strict=True)
    )
    masses = [bytearray(k + 1), *inside, bytearray(k + 1)]
    plan = Plan(orbits, k)
    counted = Counted(y.half_count, masses, image_masses(plan, masses, y.is_met))
    return deque(pulled_back(plan, counted), maxlen=1).pop().doubled // 2


def components(f: PLMap, k: int, level: Point) -> int:
    """Return the number of components of {x: f^k(x) = level}, for f a self-map of its interval.

    An interval counts 1 for each of its ends and -1 for its inside (theorem 1.3, 5).
    """
    y = Level(f, level)
    orbits = y.orbits
    low, high = orbits.ends
    if not orbits.places[low] <= y.place <= orbits.places[high]:
        return 0
    plan = Plan(orbits, k)
    met = [y.met_by_orbit(x, k + 1) for x in plan.marked]
    nowhere = bytearray(k + 2)
    # An infinite end is no point; but where f^k is the level near it, the component has no end there.
    unbounded = sum(met[i][k] for i in (0, -1) if not orbits.is_finite(plan.marked[i]))
    masses = [column if orbits.is_finite(x) else nowhere for x, column in zip(plan.marked, met, strict=True)]
    images = [
        column[1:] if orbits.is_finite(orbits.image(x)) else nowhere for x, column in zip(plan.marked, met, strict=True)
    ]
    flats = {}
    for piece, value in orbits.flats.items():
        flats[piece] = [0, *(-here for here in y.met_by_orbit(value, k))]
    counted = Counted(y.half_count, masses, images, flats)
    return deque(pulled_back(plan, counted), maxlen=1).pop().doubled // 2 + unbounded
