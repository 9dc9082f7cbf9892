"""f^n of a map over a number field, by points between which it is affine: their orbits are listed in the witness.

Between two neighbouring points no kink of f comes between their images at times < n; so f^n is affine there, and
its fixed points are seen at the two ends (theorem 2.8).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..arithmetic.numberfield import Expression, show
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile
from . import fieldgrowth
from .fieldgrowth import Ends, SelfMap

Orbit = tuple[Expression, ...]


@dataclass(frozen=True)
class FixedSet:
    """Which of the points are fixed by f^n, and on which cells, from left to right, f^n is the identity."""

    points: tuple[bool, ...]
    cells: tuple[bool, ...]

    def counted(self) -> tuple[int, int]:
        """Return the numbers of isolated fixed points and of intervals of them."""
        beside = zip((False, *self.cells), (*self.cells, False), strict=True)
        isolated = sum(fixed and not (a or b) for fixed, (a, b) in zip(self.points, beside, strict=True))
        runs = sum(cell and not before for cell, before in zip(self.cells, (False, *self.cells), strict=False))
        return isolated, runs


def read_orbits(value: object, n: int) -> tuple[Orbit, ...]:
    """Read a list of at least two orbits, each a list of n + 1 numbers."""
    if not isinstance(value, list) or len(value) < 2:
        raise Reject(Rule.WITNESS, "a list of at least two orbits", fields.text_of(value))
    found = []
    for entry in value:
        if not isinstance(entry, list) or len(entry) != n + 1:
            raise Reject(Rule.WITNESS, f"a list of {n + 1} numbers as orbit", fields.text_of(entry))
        found.append(tuple(fieldgrowth.number(x, "orbits") for x in entry))
    return tuple(found)


def cells_fuel(subject: MapFile, orbits: tuple[Orbit, ...]) -> int:
    """Return what is known before the signs are looked for: 64 (B + the numbers in the orbits)."""
    return 64 * (fieldgrowth.field_map(subject).interior_knots() + len(orbits) * len(orbits[0]))


def fixed_set(f: SelfMap, orbits: tuple[Orbit, ...]) -> FixedSet:
    """Return where f^n is the identity; raises `Reject` unless the orbits show it."""
    _verify_orbits(f, orbits)
    n = len(orbits[0]) - 1
    displacement = [f.sign(orbit[n], orbit[0]) for orbit in orbits]
    cells = []
    for i in range(len(orbits) - 1):
        left, right = displacement[i], displacement[i + 1]
        if left * right < 0:
            where = f"between {show(orbits[i][0])} and {show(orbits[i + 1][0])}"
            raise Reject(Rule.FIXED_POINT_MISSING, "all fixed points among the points", f"one {where}")
        cells.append(left == 0 == right)
    return FixedSet(tuple(d == 0 for d in displacement), tuple(cells))


def _verify_orbits(f: SelfMap, orbits: tuple[Orbit, ...]) -> None:
    if f.sign(orbits[0][0], f.lo) != 0 or f.sign(orbits[-1][0], f.hi) != 0:
        raise Reject(Rule.WITNESS, f"points that begin and end with the ends of {f.shown()}", show(orbits[0][0]))
    n = len(orbits[0]) - 1
    counts: list[tuple[int, int]] = []
    kinks = f.kinks_before()
    for number, orbit in enumerate(orbits):
        if number and f.sign(orbit[0], orbits[number - 1][0]) <= 0:
            raise Reject(
                Rule.WITNESS, f"points in increasing order, after {show(orbits[number - 1][0])}", show(orbit[0])
            )
        now = []
        for t in range(n):
            # orbit[0] lies in J, and so do the others, once they are its images
            if f.compared(f.piece(orbit[t]), orbit[t], orbit[t + 1]) != 0:
                raise Reject(Rule.NOT_AN_ORBIT, f"f({show(orbit[t])})", show(orbit[t + 1]))
            now.append((kinks[f.below(orbit[t])], kinks[f.up_to(orbit[t])]))
        for t, (here, before) in enumerate(zip(now, counts, strict=False)):
            # kinks below the larger point, and those up to the smaller one (theorem 0.2, 3)
            if max(here[0], before[0]) > min(here[1], before[1]):
                raise Reject(Rule.NOT_AFFINE, f"no kink between neighbouring orbits at time {t}", "one")
        counts = now


def no_least_period(f: SelfMap, orbits: tuple[Orbit, ...]) -> None:
    """Raise `Reject` unless every fixed point of f^n has a smaller period."""
    n = len(orbits[0]) - 1
    found = fixed_set(f, orbits)
    smaller = [
        frozenset(p for p in _primes(n) if f.sign(orbit[n // p], orbit[0]) == 0) if fixed else frozenset()
        for orbit, fixed in zip(orbits, found.points, strict=True)
    ]
    for orbit, fixed, some in zip(orbits, found.points, smaller, strict=True):
        if fixed and not some:
            raise Reject(Rule.PERIOD_EXISTS, f"no point of least period {n}", show(orbit[0]))
    for i, cell in enumerate(found.cells):
        # f^(n/p) is affine on a cell; fixing both ends it is the identity there, and else it fixes a point at most
        if cell and not smaller[i] & smaller[i + 1]:
            raise Reject(Rule.PERIOD_EXISTS, f"no point of least period {n}", f"points right of {show(orbits[i][0])}")


def _primes(n: int) -> list[int]:
    return [p for p in range(2, n + 1) if n % p == 0 and all(p % q for q in range(2, p))]


@dataclass(frozen=True)
class Listed:
    """The interval and the orbits of a claim by cells."""

    on: Ends | None
    orbits: tuple[Orbit, ...]

    @classmethod
    def read(cls, claim: Fields, witness: Fields, n: int) -> Listed:
        """Read both."""
        return cls(fieldgrowth.optional_ends(claim["on"], "on"), read_orbits(witness["orbits"], n))

    def fuel(self, subject: MapFile) -> int:
        """Return what is known before the signs are looked for."""
        return cells_fuel(subject, self.orbits)

    def self_map(self, subject: MapFile) -> SelfMap:
        """Return f on J."""
        numbers = [x for orbit in self.orbits for x in orbit]
        return SelfMap(fieldgrowth.field_map(subject), self.on, numbers)
