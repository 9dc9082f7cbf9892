"""Where orbits are caught: small intervals on one side of a periodic point, which draws their points in.

States of the tower whose ends converge to an attracting cycle are all different. A table needs finitely many rows, and
an upper table may take larger intervals: an end inside a trap moves outwards, to the periodic point or to the far end
of the trap, whichever it meets first. So its later images are ends of the same few intervals.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt, lcm

from exactpl.arithmetic.rationals import Real, rational, rationals
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.periods.cycles import attracting_cycles, critical_points
from exactpl.maps.pl import PL

Trap = tuple[Fraction, Fraction]

_LONGEST = 64
_MOST_STEPS = 10**8


class Traps:
    """The traps of a self-map beside the attracting sides of its cycles, of length 64 at most.

    Where the critical orbits have very many bits, only shorter cycles are used: traps improve tables, but no table
    needs one.
    """

    def __init__(self, f: PL) -> None:
        self._traps: list[Trap] = []
        if f.field is not None or all(not s or abs(s) >= 1 for s in f.slopes):
            return
        longest = _affordable_length(f)
        orbits = CriticalOrbits(f, 2 * longest + 1)
        found: set[Trap] = set()
        starts = [(point.x, point.period) for point in critical_points(f, orbits, longest)]
        starts += [(cycle.least, cycle.period) for cycle in attracting_cycles(f, orbits, longest)]
        for x, period in starts:
            for trap in _around_cycle(f, x, period):
                found.add(trap)
        # each trap has the periodic point at one end
        self._traps = sorted(found)

    def __bool__(self) -> bool:
        return bool(self._traps)

    def enlarged(self, lower: Real, upper: Real) -> tuple[Real, Real]:
        """Return an interval around [lower, upper] whose ends are not inside traps."""
        for low, high in self._traps:
            if low < lower < high:
                lower = low
            if low < upper < high:
                upper = high
        return lower, upper


def _affordable_length(f: PL) -> int:
    """Return how long cycles may be for critical orbits twice as long to cost about a second at most."""
    words = 1 + lcm(*(s.denominator for s in rationals(f.slopes))).bit_length() // 64
    longest = isqrt(_MOST_STEPS // (2 * (len(f.breakpoints) + 2) * words**2))
    return max(1, min(_LONGEST, longest))


def _around_cycle(f: PL, start: Fraction, period: int) -> Iterator[Trap]:
    """Yield the traps on both sides of all points of a cycle, where f^(its return time) contracts."""
    for side in (-1, 1):
        if start == (f.domain.lower if side < 0 else f.domain.upper):
            continue
        x, direction, slope = start, side, Fraction(1)
        radius: Fraction | None = None
        points: list[tuple[Fraction, int, Fraction]] = []
        for _ in range(2):
            for _ in range(period):
                points.append((x, direction, slope))
                piece = f._graph.piece_at(x, direction)
                end = f._graph.ends(piece)[direction > 0]
                assert end is not None
                room = abs(rational(end) - x) / slope
                radius = room if radius is None else min(radius, room)
                turn = rational(f._graph.slope(piece))
                slope *= abs(turn)
                x, direction = rational(f._graph.value(x)), direction if turn > 0 else -direction
                if turn == 0:
                    break
            if slope == 0 or direction == side:
                break
        if not 0 < slope < 1 or direction != side:
            continue
        assert radius is not None
        for point, towards, scale in points:
            reach = point + towards * radius * scale
            yield (point, reach) if towards > 0 else (reach, point)
