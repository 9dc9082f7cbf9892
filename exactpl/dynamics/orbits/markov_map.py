"""Maps whose critical orbits are finite: their Markov partition and what it says about all iterates (T1.8).

The orbits of the breakpoints and of the finite ends form a finite set P that f maps into itself. It cuts the domain
into cells; f is affine on each and maps it onto a union of cells, or onto a point of P.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import gcd

from exactpl.arithmetic.algebraic import bit_size
from exactpl.arithmetic.integers import prime_divisors
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.multiplicative import coprime_base, exponents
from exactpl.arithmetic.rational_series import characteristic_polynomial, least_common_multiple, multiplied
from exactpl.arithmetic.rationals import Real, rational, rationals, shortened_rational
from exactpl.dynamics.orbits.finite_cycles import cycles
from exactpl.dynamics.orbits.sinks import Sinks, sinks_met_by
from exactpl.dynamics.orbits.tower import State, Tower
from exactpl.errors import NoClosedFormError
from exactpl.maps.pl import PL

MOST_POINTS = 2_000
MOST_BITS = 20_000
_MOST_STATES = 2_000
_MOST_STEPS = 20_000
_LARGEST_FACTORED = 10**12
_FIRST_LOOK = 16


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of flags for n = 1, 2, ...: for n > `tail` it has the period `period`."""

    tail: int
    period: int


class MarkovMap:
    """A self-map with finite critical orbits; NoClosedFormError, with the reason, unless they are found to be finite.

    `points` are those of P, increasing; cell number i is [points[i-1], points[i]] counted from 1 where there is a
    lower infinite end (cell 0 reaches to it), else [points[i], points[i+1]]. `extra` inner points are *vertices* beside
    the breakpoints: their orbits belong to P.
    """

    def __init__(self, f: PL, extra: Iterable[Real] = ()) -> None:
        self.f = f
        self.vertices = sorted({*f.breakpoints, *extra})
        points, self.sinks = _critical_set(f, self.vertices)
        self.points = sorted(points)
        lower, upper = f.domain
        self._marks: list[Real | None] = [*self.points]
        if lower is None:
            self._marks.insert(0, None)
        if upper is None:
            self._marks.append(None)
        self._first = int(lower is None)  # the index of points[0] among the marks
        self.transition = self._transition()

    def _transition(self) -> list[list[int]]:
        """Return the 0/1 matrix: cell i, not flat, is mapped over cell j."""
        count = len(self._marks) - 1
        sinks = set(self.sinks)
        self._is_sink = [Interval(a, b) in sinks for a, b in pairwise(self._marks)]
        rows = []
        for i in range(count):
            row = [0] * count
            low, high = self._covered(i)
            if self._slope(i) and not self._is_sink[i]:
                row[low:high] = [int(not self._is_sink[j]) for j in range(low, high)]
            rows.append(row)
        return rows

    def _covered(self, cell: int) -> tuple[int, int]:
        """Return the indices of the first and the last mark in the image of a cell."""
        sides = (-1, 1) if self._slope(cell) >= 0 else (1, -1)
        return self._image(cell, sides[0], bisect_left), self._image(cell, sides[1], _last)

    def _slope(self, cell: int) -> Real:
        low, high = self._marks[cell], self._marks[cell + 1]
        graph = self.f._graph
        if low is not None:
            return graph.one_sided_slope(low, 1)
        return graph.slope(0) if high is None else graph.one_sided_slope(high, -1)

    def _image(self, cell: int, side: int, place: Callable[[list[Real], Real], int]) -> int:
        """Return the index of the mark that an end of a cell is mapped to, or of one beside it."""
        mark = self._marks[cell + (side > 0)]
        if mark is not None:
            return self._first + place(self.points, self.f(mark))
        slope = self._slope(cell)
        if slope == 0:
            return 0  # a flat cell: its image is not used
        return len(self._marks) - 1 if slope * side > 0 else 0

    def characteristic_polynomial(self) -> list[int]:
        """Return det(x - transition matrix), ascending coefficients."""
        return characteristic_polynomial(self.transition)

    # -- the denominators of generating functions ----------------------------------------------------------------------

    @cached_property
    def first_hits(self) -> tuple[list[int], int]:
        """A common denominator of the series of first hits, sum_j N_j(c) t^j, and a bound for their numerators.

        Regular branches of f^j over the cells and regular points over the points of P, counted together, are multiplied
        by one matrix at each step (T1.8).
        """
        cells = len(self._marks) - 1
        inner = [x for x in self.points if x not in (self.f.domain.lower, self.f.domain.upper)]
        number = {x: cells + i for i, x in enumerate(inner)}
        vertices = set(self.vertices)
        size = cells + len(inner)
        matrix = [[0] * size for _ in range(size)]
        for i, row in enumerate(self.transition):
            matrix[i][:cells] = row
            low, high = self._covered(i)
            if self._slope(i) and not self._is_sink[i]:
                image = self.f.image(self._marks[i], self._marks[i + 1])
                for mark in self._marks[low : high + 1]:
                    if mark is not None and mark in number and mark not in tuple(image):
                        matrix[i][number[mark]] = 1
        for x in inner:
            if x not in vertices and self.f.slope_right(x) != 0 and self.f(x) in number:
                matrix[number[x]][number[self.f(x)]] = 1
        return characteristic_polynomial(matrix)[::-1], size

    def kink_patterns(self) -> list[Pattern]:
        """Return, for each breakpoint c, the pattern of: f^n has a kink at c."""
        return [self._pair(c).kinks() for c in self.f.breakpoints]

    def turn_patterns(self) -> list[Pattern]:
        """Return, for each breakpoint c, the pattern of: f^n has slopes of opposite sign at c."""
        return [self._pair(c).turns() for c in self.f.breakpoints]

    def level_patterns(self) -> list[Pattern]:
        """Return, for each vertex c, a pattern of: f^n(c) is a certain point, and f^n does not turn at c. No sinks."""
        return [self._pair(c).turns() for c in self.vertices]

    def end_patterns(self) -> list[Pattern]:
        """Return, for each finite end of the domain, a pattern of: f^n of it is a certain point. No sinks."""
        return [self._orbit_pattern(end) for end in self.f.domain if end is not None]

    def _orbit_pattern(self, x: Real) -> Pattern:
        seen: dict[Real, int] = {}
        while x not in seen:
            seen[x] = len(seen)
            x = self.f(x)
        return Pattern(seen[x], len(seen) - seen[x])

    def _pair(self, c: Real) -> "_GermPair":
        return _GermPair(self.f, c, self.sinks, self._base)

    @cached_property
    def _base(self) -> list[int]:
        """Numbers without common divisors whose products the slopes are."""
        slopes = [] if self.f.field is not None else [s for s in rationals(self.f.slopes) if s]
        return coprime_base(n for s in slopes for n in (s.numerator, s.denominator))

    def fixed_denominator(self) -> list[int]:
        """Return a denominator of the generating functions of the numbers of fixed points (T2.6)."""
        traces = self.characteristic_polynomial()[::-1]
        found = (cycles(self.points, self._after), cycles(self.sinks, self._sink_after))
        lengths = {2} | {2 * len(cycle) for each in found for cycle in each}
        return multiplied(traces, least_common_multiple([_one_minus_power(n) for n in sorted(lengths)]))

    def _after(self, x: Real) -> Real | None:
        """Return f(x), or None where that lies in a sink."""
        y = self.f(x)
        return y if self.sinks.around(y) is None else None

    def _sink_after(self, sink: Interval) -> Interval:
        """Return the sink that f maps a sink into."""
        image = self.f.image(*sink)
        return next(each for each in self.sinks if each.contains_interval(image))

    @cached_property
    def tower(self) -> Tower:
        """All image intervals of iterates; finitely many, since their ends lie in P or at infinity."""
        tower = _SinkTower(self.f, self.sinks)
        number = 0
        while number < len(tower.states):
            tower.parts(number)
            number += 1
            if number > _MOST_STATES:
                raise NoClosedFormError(f"the map has more than {_MOST_STATES} image intervals.")
        return tower

    def series_degrees(self) -> tuple[int, int]:
        """Return the bounds a1, b1 of T1.8 for the degrees of the numerator and denominator of the piece series."""
        patterns = self.kink_patterns()
        both = len(self.tower.states) + sum(p.period for p in patterns)
        return both + max((p.tail for p in patterns), default=0), both + 1

    def state_polynomial(self) -> list[int]:
        """Return det(1 - t M), M the matrix of the parts of image intervals."""
        tower = self.tower
        matrix = [[0] * len(tower.states) for _ in tower.states]
        for number, row in enumerate(matrix):
            for part in tower.parts(number):
                if part.sign:
                    row[part.successor] += 1
        return characteristic_polynomial(matrix)[::-1]

    def sign_pattern(self) -> Pattern:
        """Return the pattern of the first and last signs of the slopes of f^n on all image intervals."""
        tower = self.tower
        signs = tuple((1, 1) for _ in tower.states)
        seen: dict[tuple[tuple[int, int], ...], int] = {}
        while signs not in seen:
            seen[signs] = len(seen)
            if len(seen) > _MOST_STEPS:
                raise NoClosedFormError(f"signs of slopes on image intervals do not repeat within {_MOST_STEPS} steps.")
            signs = tuple(self._outer_signs(number, signs) for number in range(len(tower.states)))
        return Pattern(seen[signs], len(seen) - seen[signs])

    def _outer_signs(self, number: int, signs: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        first = last = 0
        for part in self.tower.parts(number):
            if part.sign:
                begins, ends = signs[part.successor]
                if part.sign < 0:
                    begins, ends = -ends, -begins
                first, last = first or begins, ends or last
        return first, last


def _one_minus_power(n: int) -> list[int]:
    return [1] + [0] * (n - 1) + [-1]


def patterns_denominator(patterns: Sequence[Pattern]) -> list[int]:
    """Return the least common multiple of the 1 - t^period."""
    return least_common_multiple([_one_minus_power(n) for n in sorted({p.period for p in patterns})])


class _SinkTower(Tower):
    """The states of T1.11: ends inside sinks are moved outwards to the ends of the sinks."""

    def __init__(self, f: PL, sinks: Sinks) -> None:
        self._sinks = sinks
        super().__init__(f)

    def number(self, state: State) -> int:
        return super().number(self._sinks.enlarged(*state))


def _last(points: list[Real], x: Real) -> int:
    return bisect_right(points, x) - 1


class _GermPair:
    """The two germs of a breakpoint, followed until the pair repeats, or is inside a sink."""

    def __init__(self, f: PL, c: Real, sinks: Sinks, base: Sequence[int]) -> None:
        graph = f._graph
        self._is_over_field, self._base = f.field is not None, base
        x, sides, flat = c, (-1, 1), (False, False)
        seen: dict[tuple[Real, tuple[int, int], tuple[bool, bool]], int] = {}
        self._ratios: list[Real] = [Fraction(1)]  # right slope / left slope of f^n, as long as neither germ is flat
        self._is_caught = False
        while (x, sides, flat) not in seen:
            if sinks.around(x) is not None:
                # both see the same slopes from here; flat within as many steps as there are sinks, if at all
                self._is_caught, self._tail, self._period, self._is_flat = True, len(seen) + len(sinks), 1, any(flat)
                return
            seen[x, sides, flat] = len(seen)
            found = [Fraction(0) if dead else graph.one_sided_slope(x, s) for s, dead in zip(sides, flat, strict=True)]
            flat = (not found[0], not found[1])
            sides = (sides[0] * _sign(found[0]) or 1, sides[1] * _sign(found[1]) or 1)
            self._ratios.append(Fraction(0) if any(flat) else self._ratios[-1] * found[1] / found[0])
            x = graph.value(x)
        self._tail = seen[x, sides, flat]
        self._period = len(seen) - self._tail
        self._is_flat = any(flat)

    def kinks(self) -> Pattern:
        if self._is_flat or self._is_caught:
            return Pattern(self._tail, 1)
        ratio = self._turn
        if ratio == 1:
            return Pattern(self._tail, self._period)
        if ratio == -1:
            return Pattern(self._tail, 2 * self._period)
        # the ratio of the slopes is 1 once at most in each residue class: solve ratio_n * turn^q = 1
        last = self._tail
        if self._is_over_field:
            return Pattern(self._last_one(ratio), 1)
        vector = exponents(abs(rational(ratio)), self._base)
        for n in range(self._tail, self._tail + self._period):
            start = exponents(abs(rational(self._ratios[n])), self._base)
            i = next(i for i, e in enumerate(vector) if e)
            q = -start[i] // vector[i]
            # a power may be far away, but its exponents are small: they decide, and the signs
            if q >= 0 and all(a + q * b == 0 for a, b in zip(start, vector, strict=True)):
                if self._ratios[n] * (ratio if q % 2 else abs(ratio)) > 0:
                    last = max(last, n + q * self._period)
        return Pattern(last, 1)

    def _last_one(self, ratio: Real) -> int:
        """Return the last time at which the ratio of the slopes is 1, or the tail: powers are tried one by one."""
        last = self._tail
        for n in range(self._tail, self._tail + self._period):
            power, times = self._ratios[n], 0
            rises = abs(ratio) > 1
            while abs(power) < 1 if rises else abs(power) > 1:
                power, times = power * ratio, times + 1
                if times > _MOST_STEPS:
                    raise NoClosedFormError("the slopes on both sides of a breakpoint stay apart for very long.")
            if power == 1:
                last = max(last, n + times * self._period)
        return last

    def turns(self) -> Pattern:
        if self._is_flat or self._is_caught:
            return Pattern(self._tail, 1)
        return Pattern(self._tail, self._period if self._turn > 0 else 2 * self._period)

    @property
    def _turn(self) -> Real:
        return self._ratios[self._tail + self._period] / self._ratios[self._tail]


def _sign(value: Real) -> int:
    return (value > 0) - (value < 0)


def _critical_set(f: PL, vertices: Sequence[Real]) -> tuple[set[Real], Sinks]:
    """Return P and the sinks; NoClosedFormError with the reason if P is infinite, or larger than the search allows."""
    ends = [end for end in f.domain if end is not None]
    found: set[Real] = set()
    sinks = Sinks()
    for start in [*vertices, *ends]:
        y, orbit, looked_at = start, [], _FIRST_LOOK
        while y not in found and sinks.around(y) is None:
            found.add(y)
            orbit.append(y)
            y = f(y)
            is_long = len(found) > MOST_POINTS or bit_size(y) > MOST_BITS
            if is_long or len(orbit) == looked_at:
                looked_at *= 2
                met = sinks_met_by(f, orbit)
                if met:
                    sinks = sinks.joined(met)
                    found = {x for x in found if sinks.around(x) is None}
                elif is_long:
                    raise NoClosedFormError(_reason(f, start, len(orbit), len(found)))
    found |= {end for sink in sinks for end in sink if end is not None}
    return {x for x in found if sinks.around(x) is None}, sinks


def _reason(f: PL, start: Real, steps: int, points: int) -> str:
    needed = "a closed form for all k needs finite critical orbits, and"
    begin = f"{needed} the orbit of {shortened_rational(start)}"
    p = 0 if f.field is not None else _escaping_prime(f, start, steps)
    if p:
        return f"{begin} is infinite: the power of {p} in its denominators grows for ever. Ask for single k."
    if points > MOST_POINTS:
        return (
            f"{needed} these have more than {MOST_POINTS:,} points, the limit of the search; whether they are finite "
            "is not known. Ask for single k."
        )
    return (
        f"{begin} has not repeated within {steps} steps, the limit of the search; whether it ever does is not known. "
        "Ask for single k."
    )


def _escaping_prime(f: PL, start: Real, steps: int) -> int:
    """Return a prime whose power in the denominators of an orbit grows for ever, or 0 if none is found.

    If p divides the denominator of each slope s, in lowest terms, and the power of p in the denominator of y exceeds
    that in each intercept t, then the power in s y + t is larger than in y, and so on for ever.
    """
    slopes = [s for s in rationals(f.slopes) if s]
    if len(slopes) < len(f.slopes) or not slopes:
        return 0
    intercepts = rationals(piece.intercept for piece in f.pieces)
    common = gcd(*(s.denominator for s in slopes))
    for p in prime_divisors(common) if common < _LARGEST_FACTORED else []:
        worst = max((_power(t.denominator, p) for t in intercepts), default=0)
        y = rational(start)
        for _ in range(min(steps, 64)):
            if _power(y.denominator, p) > worst:
                return p
            y = rational(f(y))
    return 0


def _power(n: int, p: int) -> int:
    power = 0
    while n % p == 0:
        n //= p
        power += 1
    return power
