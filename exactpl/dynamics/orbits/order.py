"""The order of the points of critical orbits, read off what they meet: no point is compared with another.

Let two points have the same places among the vertices for a while, and then different ones. In between f^j is affine
around both, so they lie in the order in which f^j puts them, or in the other one if its slope is negative.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl import work
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.parts import PointOrbit

if TYPE_CHECKING:
    import numpy as np

    _Array: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

_SORTED_STEPS = 250  # of `work`, for one number
_BYTES = 60
_PERIODS = 64  # the longest cycle of places that is looked for


def followed(orbits: CriticalOrbits) -> list[PointOrbit]:
    """Return the orbits of the vertices, then those of the lower and of the upper end."""
    return [*orbits.orbits, orbits.lower_orbit, orbits.upper_orbit]


def ranks(orbits: CriticalOrbits) -> list[list[int]]:
    """Return a number for each time of each of the orbits `followed`, increasing with the point; length >= 2.

    Two points of times s and t <= length - n that have the same places for n steps may have the same number, or any:
    f^0, ..., f^n see the two as one. Cost: log2 of (m + 2) * length times a sort of so many numbers.
    """
    import numpy as np

    rows, columns, m = followed(orbits), orbits.length, len(orbits.vertices)
    work.hold(_BYTES * len(rows) * columns)
    # 0 after the last time; else increasing from left to right: the lower end, left of vertex 0, on it, ...
    symbols = np.zeros(len(rows) * columns + 1, dtype=np.int64)
    after = np.arange(1, len(symbols) + 1)  # the number of the image
    nothing = after[-1] = len(symbols) - 1
    for row, orbit in enumerate(rows):
        begin = row * columns
        seen = [1 if p.end < 0 else 2 * m + 3 if p.end > 0 else 2 * p.index + p.is_vertex + 2 for p in orbit.places]
        symbols[begin : begin + len(seen)] = seen
        after[begin + columns - 1] = begin + _resumed(orbit, symbols[begin : begin + columns], nothing - begin)
    # a point on a vertex or on a finite end goes where that does
    on_vertex = (symbols % 2 == 1) & (symbols > 1) & (symbols < 2 * m + 3)
    after[on_vertex] = (symbols[on_vertex] - 3) // 2 * columns + 1
    for row, (end, symbol) in enumerate(zip(orbits.domain, (1, 2 * m + 3), strict=True), start=m):
        if end is not None:
            after[symbols == symbol] = row * columns + 1
    between = [turn for sign in orbits.signs for turn in (sign, 1)]  # of the symbols from 2 on
    signs = np.array([1, 1, *between], dtype=np.int64)[symbols]
    rank, count = _dense(symbols)
    while True:  # what agrees for 1, 2, 4, ... steps
        classes = count
        rank, count = _dense(rank * (2 * classes + 1) + signs * rank[after] + classes)
        if count == classes:  # agrees for ever
            break
        signs, after = signs * signs[after], after[after]
    found: list[list[int]] = rank[:-1].reshape(len(rows), columns).tolist()
    return found


def _resumed(orbit: PointOrbit, symbols: "_Array", nothing: int) -> int:
    """Return the time at which the orbit is as after its last time; `nothing` where it goes on in some other way.

    Where no cycle of points is known, one of places is as good: what comes after the last time may be anything. So
    points that come to the same sink, or cycle of intervals, have the same places for ever.
    """
    columns = len(symbols)
    if orbit.period and orbit.tail + orbit.period <= columns:
        return orbit.tail + (columns - orbit.tail) % orbit.period
    half = columns // 2
    for period in range(1, min(_PERIODS, half // 2) + 1):
        if symbols[-1] == symbols[-1 - period] and (symbols[half:] == symbols[half - period : -period]).all():
            return columns - period
    return nothing


def _dense(keys: "_Array") -> tuple["_Array", int]:
    """Return the numbers 0, 1, ... in place of the keys, in the same order, and how many there are."""
    import numpy as np

    work.charge(_SORTED_STEPS * keys.size)
    distinct, numbers = np.unique(keys, return_inverse=True)
    return numbers, len(distinct)
