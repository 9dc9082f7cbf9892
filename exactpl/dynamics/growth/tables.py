"""Upper and lower tables made from the image intervals up to a level (T3.2).

The tower of image intervals is cut off at a level. Beyond it an upper table takes, for an image that has no row, the
smallest row that contains it; a lower table the largest row inside it, or none. The deeper the level, the nearer both
bounds come to the growth. Weights are proposed by floats, bounds are computed from them exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exactpl import progress, work
from exactpl.arithmetic.algebraic import bit_size
from exactpl.arithmetic.rationals import Real, are_rational
from exactpl.dynamics.growth.components import strong_components
from exactpl.dynamics.growth.eigenvectors import perron_weights
from exactpl.dynamics.growth.evidence import Row, Table
from exactpl.dynamics.growth.traps import Traps
from exactpl.dynamics.orbits.tower import State, Tower
from exactpl.maps.pl import PL

_FLOOR_BITS = 256


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound for the growth and the table that shows it."""

    value: Fraction
    table: Table


class _EnlargedTower(Tower):
    """A tower whose states are enlarged where their ends lie in traps."""

    def __init__(self, f: PL, traps: Traps) -> None:
        self._traps = traps
        super().__init__(f)

    def number(self, state: State) -> int:
        lower, upper = state
        assert lower is not None
        assert upper is not None
        return super().number(self._traps.enlarged(lower, upper))


class TableMaker:
    """Tables of rising depth for one self-map of a compact interval."""

    def __init__(self, f: PL) -> None:
        traps = Traps(f)
        self._below = _Levels(Tower(f))
        self._above = _Levels(_EnlargedTower(f, traps)) if traps else self._below

    def rows(self, depth: int) -> int:
        """Return the number of rows of the larger table of this depth."""
        return max(self._below.expanded(depth), self._above.expanded(depth))

    def work(self, depth: int) -> int:
        """Return the sum of the squares of the bit lengths of all ends of rows of the larger table of this depth."""
        return max(self._below.work(depth), self._above.work(depth))

    def is_complete(self, depth: int) -> bool:
        """Whether no row is missing at this depth: a greater depth makes the same upper table."""
        count = self._above.expanded(depth)
        return count == self._above.expanded(depth + 1)

    def upper(self, depth: int, bits: int) -> Bound:
        """Return an upper table with weights of about `bits` bits."""
        return self._above.upper(depth, bits)

    def lower(self, depth: int, bits: int) -> Bound | None:
        """Return a lower table, or None when it would show nothing."""
        return self._below.lower(depth, bits)


class _Levels:
    """A tower expanded level by level: the states of level < depth come first."""

    def __init__(self, tower: Tower) -> None:
        self._tower = tower
        self._ends = [0, 1]  # states of level < i

    def expanded(self, depth: int) -> int:
        """Expand all states of level < depth, and return their number."""
        while len(self._ends) <= depth:
            first, stop = self._ends[-2:]
            progress.report("image intervals", len(self._ends), depth)
            for state in range(first, stop):
                self._tower.parts(state)
            self._ends.append(len(self._tower.states))
        return self._ends[depth]

    def work(self, depth: int) -> int:
        """Return the sum of the squares of the bit lengths of the ends of all states of level < depth."""
        count = self.expanded(depth)
        ends = (end for state in range(count) for end in self._bounds(state))
        return sum(bit_size(end) ** 2 for end in ends)

    def _targets(self, count: int) -> list[list[int]]:
        return [[p.successor for p in self._tower.parts(state) if p.sign] for state in range(count)]

    def _frontier(self, targets: list[list[int]], count: int) -> list[int]:
        return sorted({t for row in targets for t in row if t >= count})

    def upper(self, depth: int, bits: int) -> Bound:
        count = self.expanded(depth)
        targets = self._targets(count)
        inside = _Containment([self._bounds(i) for i in range(len(self._tower.states))], count)
        stand_in = {t: inside.smallest_around(t) for t in self._frontier(targets, count)}
        assigned = [[stand_in.get(t, t) for t in row] for row in targets]
        components = strong_components(assigned)
        component = {state: number for number, states in enumerate(components) for state in states}
        layer_of: list[int] = []
        weights = [1] * count
        value = Fraction(1)
        for number, states in enumerate(components):
            beyond = {component[t] for state in states for t in assigned[state]} - {number}
            layer_of.append(max((layer_of[other] + 1 for other in beyond), default=0))
            found = _weighted(states, assigned, component, bits)
            if found is None:
                continue
            for state, weight in zip(states, found, strict=True):
                weights[state] = weight
            value = max(
                value,
                *(Fraction(sum(weights[t] for t in assigned[s] if component[t] == number), weights[s]) for s in states),
            )
        rows = [Row(*self._bounds(s), weights[s], tuple(assigned[s]), layer_of[component[s]]) for s in range(count)]
        return Bound(value, Table(tuple(rows)))

    def lower(self, depth: int, bits: int) -> Bound | None:
        count = self.expanded(depth)
        targets = self._targets(count)
        inside = _Containment([self._bounds(i) for i in range(len(self._tower.states))], count)
        stand_in = {t: inside.largest_within(t) for t in self._frontier(targets, count)}
        assigned: list[list[int | None]] = [[stand_in.get(t, t) for t in row] for row in targets]
        known = [[t for t in row if t is not None] for row in assigned]
        best: tuple[Fraction, list[int], list[int]] | None = None
        components = strong_components(known)
        component = {state: number for number, states in enumerate(components) for state in states}
        for number, states in enumerate(components):
            weights = _weighted(states, known, component, bits)
            if weights is None:
                continue
            at = dict(zip(states, weights, strict=True))
            value = min(Fraction(sum(at[t] for t in known[s] if component[t] == number), at[s]) for s in states)
            if best is None or value > best[0]:
                best = value, states, weights
        if best is None or best[0] < 1:
            return None
        value, states, weights = best
        number_of = {state: i for i, state in enumerate(states)}
        rows = [
            Row(*self._bounds(s), w, tuple(None if t is None else number_of.get(t) for t in assigned[s]))
            for s, w in zip(states, weights, strict=True)
        ]
        return Bound(value, Table(tuple(rows)))

    def _bounds(self, state: int) -> tuple[Real, Real]:
        lower, upper = self._tower.states[state]
        assert lower is not None
        assert upper is not None
        return lower, upper


def _weighted(
    states: list[int], edges: Sequence[Sequence[int]], component: dict[int, int], bits: int
) -> list[int] | None:
    """Return weights for the rows of a component, or None when it is a single row that does not lead to itself."""
    number_of = {state: i for i, state in enumerate(states)}
    number = component[states[0]]
    within = [[number_of[t] for t in edges[s] if component[t] == number] for s in states]
    return perron_weights(within, bits) if any(within) else None


class _Containment:
    """Which of the first `count` intervals lies inside, or around, a given one; by ranks of the ends."""

    def __init__(self, intervals: list[tuple[Real, Real]], count: int) -> None:
        import numpy

        self._numpy: Any = numpy
        ends = list({end for interval in intervals for end in interval})
        for end in ends:  # each is compared with some twenty others, mostly by its floor
            work.charge_product(end, end, times=2)
        marks, shares = _in_order(ends) if are_rational(ends) else _in_order_over_field(ends)
        rank = {end: i for i, end in enumerate(marks)}
        places = numpy.array(shares)  # for comparing lengths only
        self._lower = numpy.array([rank[low] for low, _ in intervals])
        self._upper = numpy.array([rank[high] for _, high in intervals])
        self._lengths = (places[self._upper] - places[self._lower])[:count]
        self._count = count

    def smallest_around(self, i: int) -> int:
        """Return the shortest of the intervals that contain interval i; the first contains all."""
        numpy, n = self._numpy, self._count
        fits = (self._lower[:n] <= self._lower[i]) & (self._upper[i] <= self._upper[:n])
        return int(numpy.where(fits, self._lengths, numpy.inf).argmin())

    def largest_within(self, i: int) -> int | None:
        """Return the longest of the intervals inside interval i, if there is one."""
        numpy, n = self._numpy, self._count
        fits = (self._lower[i] <= self._lower[:n]) & (self._upper[:n] <= self._upper[i])
        best = int(numpy.where(fits, self._lengths, -1.0).argmax())
        return best if fits[best] else None


def _in_order(ends: Sequence[Fraction]) -> tuple[Sequence[Real], list[float]]:
    """Return the ends in order, found mostly by their floors, and about where each lies between first and last."""
    floors = {end: (end.numerator << _FLOOR_BITS) // end.denominator for end in ends}
    marks = sorted(ends, key=lambda end: (floors[end], end))
    first = floors[marks[0]]
    length = max(floors[marks[-1]] - first, 1)
    return marks, [(floors[end] - first) / length for end in marks]


def _in_order_over_field(ends: Sequence[Real]) -> tuple[Sequence[Real], list[float]]:
    """Return the same for numbers of a field."""
    marks = sorted(ends)
    whole = marks[-1] - marks[0]
    return marks, [float((end - marks[0]) / whole) for end in marks]
