"""Fixed points of f^n counted for all n <= K at once, by sums of jumps (T2.5).

Where no f^i(x), i < n, is a vertex let Psi(x) = sgn(slope of f^n) * sgn(f^n(x) - x). From left to right Psi
jumps by +2 at a fixed point whose slope s is negative or > 1, by -2 at one with 0 < s < 1, and at the points whose
orbits meet a vertex. The latter are counted by first hits left of a point of a critical orbit, that is by kneading
systems with other right sides; fixed points with 0 < s < 1 belong to the finitely many attracting cycles, and fixed
points that are vertices or ends, or flat, to critical cycles. So all are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exactpl import progress, ways, work
from exactpl.arithmetic import series
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.rationals import Real, rational
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.left_hits import left_sums
from exactpl.dynamics.counting.memory import MOST_BYTES, memory_of_counts
from exactpl.dynamics.orbits.markov_cells import MarkovCells
from exactpl.dynamics.orbits.parts import Parts, PointOrbit
from exactpl.dynamics.periods.cycles import CriticalPoint, Multiplier, attracting_cycles, critical_points
from exactpl.dynamics.periods.fixed_point_cells import FixedPointNumbers
from exactpl.dynamics.periods.loop_counts import bits_of_loops
from exactpl.dynamics.periods.markov_fixed_points import MarkovFixedPoints
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

_MANY_VERTICES = 8
_LARGE = 1_500  # n whose numbers are worked out without those before it (measured)
_PART_STEPS, _TERM_STEPS = 8_000, 300  # of `work`


class FixedCounts:
    """For n = 1..upto, or the n in `only`: `isolated[n]`, `intervals[n]`, as in FixedPointCount, and `euler[n]`.

    `upto` is the largest n. The combinatorial Euler number counts points 1 and open intervals -1; `fills` are the n for
    which points of least period n fill intervals. Cost: where the critical orbits are finite, that of `LoopCounts`;
    otherwise that of `JumpSums`; if some are chosen, for the largest n alone where it is large, and up to the next one.
    """

    def __init__(self, f: PL, upto: int, only: Sequence[int] = ()) -> None:
        cells = MarkovCells.of(Parts(f)) if f.domain.is_bounded else None
        if cells is None:
            alone = bool(only) and upto >= _LARGE
            _require_affordable((2 if alone else 4) * memory_of_counts(f, upto), upto)
            sums = [JumpSums(f, upto, alone=alone)]
            earlier = max((n for n in only if n < upto), default=0)
            if alone and earlier:
                sums.append(JumpSums(f, earlier))
            self.isolated = {n: value for found in sums for n, value in found.isolated.items()}
            self.intervals = {n: value for found in sums for n, value in found.intervals.items()}
            self.euler = {n: value for found in sums for n, value in found.euler.items()}
            self.fills = sums[0].fills
            return
        ways.taken(f"loops of the {len(cells.points) - 1:,} cells between the points of the critical orbits")
        fixed = MarkovFixedPoints(cells)
        if only and len(only) * upto.bit_length() < upto:
            _require_affordable(bits_of_loops(fixed.runs, upto) * len(cells.points), upto)
            loops = {n: fixed.loops.at(n) for n in only}
        else:
            _require_affordable(bits_of_loops(fixed.runs, upto) * upto // 8, upto)
            loops = dict(enumerate(fixed.loops.upto(upto)))
        numbers = only or range(1, upto + 1)
        self.isolated = {n: fixed.isolated(n, loops[n]) for n in numbers}
        self.intervals = {n: fixed.intervals(n) for n in numbers}
        self.euler = {n: fixed.euler(n, loops[n]) for n in numbers}
        self.fills = fixed.fills

    def count(self, n: int) -> FixedPointNumbers:
        """Return the count for f^n, n one of the numbers asked for."""
        return FixedPointNumbers(n, self.isolated[n], self.intervals[n])


def _require_affordable(needed: int, n: int) -> None:
    """Raise BudgetError when counting the fixed points of f, ..., f^n would take more than so many bytes."""
    if needed > MOST_BYTES:
        raise BudgetError(
            f"counting the fixed points of f^{shortened(n)} takes about {shortened(needed)} bytes, more than "
            f"{MOST_BYTES:,}. Ask for a smaller period, or for all: closed_form(f), if the critical orbits are finite."
        )


class JumpSums:
    """What `FixedCounts` says, for n = 1..length, or for n = length `alone`, by sums of jumps.

    Cost: critical orbits up to time 2 * length, a kneading system of that length, and for each fold another right side
    of it, or m^2 length^2 / 2 additions of words for every 51 bits of the counts, whichever is less. Of a system for
    one n only the last coefficient is worked out, with less than half the time and the memory.
    """

    def __init__(self, f: PL, length: int, *, alone: bool = False) -> None:
        self.f, self.length = f, length
        self._numbers = [length] if alone else range(1, length + 1)
        self._kneading = Kneading(f, length + 1, orbits_to=2 * length + 1)
        self._orbits = self._kneading.orbits
        self._critical = critical_points(f, self._orbits, length)
        self._attracting = attracting_cycles(f, self._orbits, length)
        self._ends = [_InfiniteEnd.of(f, side) for side, end in zip((-1, 1), f.domain, strict=True) if end is None]
        points = self._on_branches(self._jumps_at_vertices())
        critical, identities, touching, double = self._at_critical_points()
        self.isolated = {n: points[n] + critical[n] - touching[n] for n in self._numbers}
        self.intervals = {n: identities[n] - double[n] for n in self._numbers}
        self.euler = {n: points[n] + critical[n] - identities[n] for n in self._numbers}
        self.fills = self._filling_periods()

    # -- sums of jumps -------------------------------------------------------------------------------------------------

    def _on_branches(self, jumps: Mapping[int, int]) -> dict[int, int]:
        """Return, for each n, the number of fixed points inside branches on which f^n is not the identity."""
        outer = self._outer_difference()
        fixed = self._jumps_at_fixed_vertices()
        found = {}
        for n in self._numbers:
            twice = outer[n] - jumps[n] - fixed[n]
            if twice % 2:
                raise ArithmeticError(f"the jumps for f^{n} do not add up to an even number.")
            found[n] = twice // 2
            for cycle in self._attracting:
                rounds, rest = divmod(n, cycle.period)
                if not rest and (cycle.sign > 0 or rounds % 2 == 0):
                    found[n] += 2 * cycle.period
        return found

    def _jumps_at_vertices(self) -> dict[int, int]:
        """Return, for each n, the sum of the jumps of Psi at points x of all types (j, c), j < n, with f^n(x) != x.

        With l = n - j and y = f^l(c) = f^n(x) it is w_l(c) * sgn(y - x), w_l(c) = sign of the right slope of f^l at c -
        sign of the left one. A fixed x adds nothing to 2 * (hits left of y) - (all hits) + [y itself is one].
        """
        weights = [self._weights(c) for c in range(len(self._orbits.vertices))]
        by_words = self._is_quicker_by_words()
        if by_words:
            ways.taken("hits left of critical orbits, in words, for all folds at once")
            total = self._total_by_words(weights)
        elif len(self._numbers) == 1:
            ways.taken("hits left of critical orbits, by the last coefficients of power series")
            total = {self.length: self._last_of_series(weights)}
        else:
            ways.taken("hits left of critical orbits, by power series")
            total = self._less_everywhere(self._left_by_series(weights), weights)
        for point in self._critical:
            if point.event == "vertex":
                for n in self._numbers:
                    if n % point.period == 0:
                        c, time = point.vertex, n - point.time
                        # the point itself is no hit left of it, but one left of the germ on its right
                        total[n] += weights[c][time] * (-self._side_seen(c, time) if by_words else 1)
        return total

    def _total_by_words(self, weights: list[list[int]]) -> dict[int, int]:
        bits = sum(map(sum, self._kneading.first_hits)).bit_length() + 2  # no weight is larger than 2
        return self._less_everywhere(left_sums(self._orbits, weights, self.length, bits), weights)

    def _less_everywhere(self, left: list[int], weights: list[list[int]]) -> dict[int, int]:
        """Return, for each n, twice the weighted hits left of the critical orbits less all weighted hits."""
        total = [2 * value for value in left]
        for own, found in zip(weights, self._kneading.first_hits, strict=True):
            if any(own):
                everywhere = series.product(own, found, self.length + 1)
                total = [a - b for a, b in zip(total, everywhere, strict=True)]
        return dict(enumerate(total))

    def _last_of_series(self, weights: list[list[int]]) -> int:
        """Return what `_less_everywhere` does for n = length, without the coefficients before it."""
        total = -self._kneading.last_of_hits(weights)
        for c, own in enumerate(weights):
            if any(own):
                progress.report("fixed points", c, len(weights))
                total += 2 * self._kneading.last_of_solution(self._right_of_orbit(c, own), c)
        return total

    def _is_quicker_by_words(self) -> bool:
        m = len(self._orbits.vertices)
        return m >= _MANY_VERTICES and 3 * self.length <= 2 * m * m  # measured

    def _side_seen(self, c: int, time: int) -> int:
        """Return the side of f^time(c) of the germ that `left_sums` looks from."""
        return self._orbits.germ(c, 1).sign_at(time) or -self._orbits.germ(c, -1).sign_at(time)

    def _left_by_series(self, weights: list[list[int]]) -> list[int]:
        """Return, for each n, the sum over c and l of w_l(c) * #{x < f^l(c) of type (n - l, c)}."""
        total = [0] * (self.length + 1)
        for c, own in enumerate(weights):
            if any(own):
                progress.report("fixed points", c, len(weights))
                left = self._kneading.solve(self._right_of_orbit(c, own))[c]
                total = [a + b for a, b in zip(total, left, strict=True)]
        return total

    def _weights(self, c: int) -> list[int]:
        """Return w_l(c) for l = 0..length; w_0 = 0."""
        right, left = (self._orbits.germ(c, side) for side in (1, -1))
        return [0] + [right.sign_at(n) - left.sign_at(n) for n in range(1, self.length + 1)]

    def _right_of_orbit(self, c: int, weights: list[int]) -> list[list[int]]:
        """Return the right side for which g_c is the sum over l of w_l(c) * #{x < f^l(c) of type (n - l, c)}, each n.

        The first hits left of y solve the kneading system with theta(y-) - theta(a+) on the right side (T1.5 on [a,
        y]). The system is linear: one solution serves the weighted sum of these right sides.
        """
        length = self.length + 1
        work.charge(len(self._orbits.signs) * (_PART_STEPS + _TERM_STEPS * length))
        right = self._weighted_thetas(self._orbits.orbits[c], weights)
        lower = self._orbits.lower_end
        for part in range(len(self._orbits.signs)):
            theta = [0] * length
            for n, (at, sign) in enumerate(zip(lower.parts[:length], lower.signs, strict=False)):
                if at == part:
                    theta[n] = sign
            if any(theta):
                shift = series.product(weights, theta, length)
                right[part] = [a - b for a, b in zip(right[part], shift, strict=True)]
        return right

    def _weighted_thetas(self, orbit: PointOrbit, weights: list[int]) -> list[list[int]]:
        """Return the sum over l of w_l t^l theta(y_l-), y_l = f^l(c): weights flow along the germs of the orbit.

        At the lower end a of the domain a+ takes the place of a-: no point lies left of a.
        """
        signs = self._orbits.signs
        right = [[0] * len(weights) for _ in signs]
        flowing = {-1: 0, 1: 0}
        for n, weight in enumerate(weights):
            place = orbit.places[n]
            flowing[1 if place.end < 0 else -1] += weight
            following = {-1: 0, 1: 0}
            for side, value in flowing.items():
                if value:
                    part = place.part(side)
                    right[part][n] += value
                    sign = signs[part]
                    if sign:
                        following[side * sign] += sign * value
            flowing = following
        return right

    def _outer_difference(self) -> list[int]:
        """Return, for each n, Psi at the upper end minus Psi at the lower end of the domain."""
        total = [0] * (self.length + 1)
        at_ends = {point.x: point for point in self._critical if point.event == "end"}
        for end, side, germ in zip(
            self.f.domain, (-1, 1), (self._orbits.lower_end, self._orbits.upper_end), strict=True
        ):
            if end is None:
                continue
            point = at_ends.get(rational(end))
            for n in range(1, self.length + 1):
                chi = -side  # f^n(end) lies inside
                if point is not None and n % point.period == 0:
                    multiplier = point.right if side < 0 else point.left
                    assert multiplier is not None
                    chi = -side * multiplier.against_one(n // point.period)
                total[n] += side * germ.sign_at(n) * chi
        for infinite in self._ends:
            for n in range(1, self.length + 1):
                total[n] += infinite.side * infinite.slope_sign(n) * infinite.displacement_sign(n)
        return total

    def _jumps_at_fixed_vertices(self) -> list[int]:
        total = [0] * (self.length + 1)
        for point in self._critical:
            if point.event == "vertex":
                assert point.left is not None
                assert point.right is not None
                for n in range(point.period, self.length + 1, point.period):
                    q = n // point.period
                    total[n] += point.right.sign(q) * point.right.against_one(q)
                    total[n] += point.left.sign(q) * point.left.against_one(q)
        return total

    # -- the points of critical cycles ---------------------------------------------------------------------------------

    def _at_critical_points(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return, for each n: fixed critical points; identity branches; points at an end of one, of two of these."""
        critical, identities, touching, double = ([0] * (self.length + 1) for _ in range(4))
        for point in self._critical:
            for n in range(point.period, self.length + 1, point.period):
                q = n // point.period
                left, right = _is_identity(point.left, q), _is_identity(point.right, q)
                critical[n] += 1
                identities[n] += right  # each such branch but one that begins at -oo has a lower end
                touching[n] += left or right
                double[n] += left and right
        for infinite in self._ends:
            if infinite.side < 0:
                for n in range(1, self.length + 1):
                    identities[n] += infinite.is_identity(n)
        return critical, identities, touching, double

    def _filling_periods(self) -> set[int]:
        """Return the n for which some branch is the identity under f^n and under no f^d, d < n dividing n."""
        found = {_identity_time(point, each) for point in self._critical for each in (point.left, point.right)}
        found |= {next((n for n in (1, 2) if end.is_identity(n)), 0) for end in self._ends}
        return {n for n in found if 0 < n <= self.length}


def _is_identity(multiplier: Multiplier | None, q: int) -> bool:
    return multiplier is not None and multiplier.against_one(q) == 0


def _identity_time(point: CriticalPoint, multiplier: Multiplier | None) -> int:
    return 0 if multiplier is None else point.period * multiplier.identity_steps()


@dataclass(frozen=True, slots=True)
class _InfiniteEnd:
    """f near an infinite end: f(x) = slope x + intercept there, and likewise near the other end if it is infinite."""

    side: int
    here: tuple[int, int]  # signs of the slope, and of f(x) - x in the direction of +oo, near this end
    other_sign: int
    twice: int  # the sign of f^2(x) - x near this end, when both slopes are negative

    @classmethod
    def of(cls, f: PL, side: int) -> "_InfiniteEnd":
        near = f.pieces[0 if side < 0 else len(f.slopes) - 1]
        far = f.pieces[len(f.slopes) - 1 if side < 0 else 0]
        displacement = _sign((near.slope - 1) * side) or _sign(near.intercept)
        slope, intercept = far.slope * near.slope, far.slope * near.intercept + far.intercept
        twice = _sign((slope - 1) * side) or _sign(intercept)
        return cls(side, (_sign(near.slope), displacement), _sign(far.slope), twice)

    def slope_sign(self, n: int) -> int:
        """Return the sign of the slope of f^n near this end."""
        sign = self.here[0]
        if sign >= 0 or n == 1:
            return sign
        if self.other_sign >= 0:
            return -self.other_sign
        return -1 if n % 2 else 1

    def displacement_sign(self, n: int) -> int:
        """Return the sign of f^n(x) - x near this end, where f^n is not constant there."""
        if self.here[0] > 0:
            return self.here[1]
        if self.other_sign < 0 and n % 2 == 0:
            return self.twice
        return -self.side  # f^n goes to the other end

    def is_identity(self, n: int) -> bool:
        """Whether f^n is the identity near this end."""
        return self.slope_sign(n) > 0 and self.displacement_sign(n) == 0


def _sign(value: Real) -> int:
    return (value > 0) - (value < 0)
