"""Pieces and laps of f^k (theorems 1.1'', 1.2, 1.4)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .germs import smooth_iterates, turning_iterates
from .orbits import Orbits
from .plmap import PLMap
from .pullback import Counted, Plan, image_masses, pulled_back
from .signchanges import SlopeSigns
from .transfer import summary


def pieces(f: PLMap, k: int) -> int:
    """Return the number of maximal affine pieces of f^k, for f a self-map of its interval."""
    return deque(piece_counts(f, k), maxlen=1).pop()


def piece_counts(f: PLMap, k: int) -> Iterator[int]:
    """Yield the numbers of maximal affine pieces of f^0, ..., f^k, for f a self-map of its interval.

    They are one more than the numbers of kinks (theorem 1.1'', 3).
    """
    orbits = Orbits(f)
    plan = Plan(orbits, k)
    kinks = [bytearray(k + 1), *(_kinks(orbits, cut, k) for cut in range(len(orbits.cuts))), bytearray(k + 1)]
    for row in pulled_back(plan, Counted(lambda _: 0, kinks, image_masses(plan, kinks))):
        yield row.doubled // 2 + 1


def _kinks(orbits: Orbits, cut: int, k: int) -> bytearray:
    """Return for each n <= k whether f^n has a kink at a breakpoint."""
    found = bytearray(b"\0" + b"\1" * k)
    singles, first = smooth_iterates(orbits, cut, k)
    for n in singles:
        found[n] = 0
    found[first:] = bytes(len(found[first:]))
    return found


def laps(f: PLMap, k: int) -> int:
    """Return the number of laps of f^k, for f a self-map of its interval.

    If f has no flat piece, they are one more than the number of points where the slope of f^k changes its sign (theorem
    1.2, 4).
    """
    orbits = Orbits(f)
    if orbits.flats:
        return summary(orbits, k, SlopeSigns(orbits))[0] + 1
    plan = Plan(orbits, k)
    turns = [bytearray(k + 1), *(turning_iterates(orbits, cut, k) for cut in orbits.cuts), bytearray(k + 1)]
    counted = Counted(lambda _: 0, turns, image_masses(plan, turns))
    return deque(pulled_back(plan, counted), maxlen=1).pop().doubled // 2 + 1
