"""The sum of signs over vertices of theorem 2.5, 1: of w_l(c) sgn(f^l(c) - x) over all x of type (n - l, c).

By theorem 2.5, 2 the x of type (j, c) contribute H_j(y) - (their number), where y = f^l(c) and H_j(y) counts those left
of y twice, and y if it is one.  H_j is drawn back for all breakpoints c at once: their numbers are the digits of one
integer, in a base that is larger than all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..arithmetic import steps
from .orbits import Orbits
from .pullback import Counted, Plan, Row, images_of_marked, pulled_back
from .walks import Steps

MOST_BITS = 2**11  # of a number, unless it has one digit only: so the memory grows like the number of points


def vertex_sums(orbits: Orbits, numbers: Sequence[int]) -> dict[int, int]:
    """Return the sums for each n of a list."""
    found = dict.fromkeys(numbers, 0)
    if not orbits.cuts:
        return found
    plan = Plan(orbits, max(numbers))
    hits = [(len(path), mark) for path, mark in images_of_marked(plan)]
    base = max(
        row.doubled.bit_length() for row in pulled_back(plan, _types(plan, hits, _Digits(0, len(orbits.cuts), 0)))
    )
    digits = max(1, MOST_BITS // base)
    weights = [_sign_jumps(orbits, cut, plan.k) for cut in orbits.cuts]
    for first in range(0, len(orbits.cuts), digits):
        steps.take(steps.pulling_back(plan.k, len(plan.marked), 0))
        chosen = range(first, min(first + digits, len(orbits.cuts)))
        followed = [_nodes_of_orbit(plan, orbits.cuts[c]) for c in chosen]
        counted = _types(plan, hits, _Digits(chosen.start, chosen.stop, base))
        walk = Steps(plan.walked)
        for j, row in enumerate(pulled_back(plan, counted, walk)):
            for n in found:
                if n > j:
                    found[n] += sum(
                        _terms(row, walk.values, chosen, followed, [w[n - j] for w in weights], n - j, base)
                    )
    return found


def _terms(
    row: Row, nodes: Sequence[int], chosen: range, followed: list[list[int]], weights: list[int], time: int, base: int
) -> Iterator[int]:
    """Yield, for some breakpoints c, w_l(c) (H_j(f^l(c)) - the number of x), from H_j."""
    mask = (1 << base) - 1
    for i, c in enumerate(chosen):
        steps.take(10)
        if weights[c]:
            code = followed[i][time]
            steps.take(row.doubled.bit_length() // 2**9)
            if code < 0:
                value = row.marked[-1 - code]
            else:
                value = nodes[code // 2] if code % 2 == 0 else -nodes[code // 2]
            shift = base * i
            yield weights[c] * ((value >> shift & mask) - (row.doubled >> shift & mask) // 2)


class _Digits:
    """Breakpoints from number `start` to before `stop` as digits 1 of a number in base 2^`base`; `base` 0 adds up."""

    def __init__(self, start: int, stop: int, base: int) -> None:
        self.start, self.stop, self.base = start, stop, base

    def one(self, cut: int) -> int:
        """Return the digit of a breakpoint."""
        return 1 << self.base * (cut - self.start) if self.start <= cut < self.stop else 0


def _types(plan: Plan, hits: Sequence[tuple[int, int]], digits: _Digits) -> Counted:
    """Return what counts the points of type (n, c), c having its digit: at time 0 it is c, later none is marked."""
    orbits, k = plan.orbits, plan.k
    ones = [0, *(digits.one(cut) for cut in range(len(orbits.cuts))), 0]  # of the marked points
    twice_before = [0]
    for one in ones[1:-1]:
        twice_before.append(twice_before[-1] + 2 * one)

    def before(x: int) -> int:
        below, above = orbits.below[x], orbits.above[x]
        return twice_before[below] + (ones[above] if below != above else 0)

    images = [[0] * k for _ in ones]
    for column, (time, mark) in zip(images, hits, strict=True):
        if mark >= 0:
            column[time] = ones[mark]
    return Counted(before, [[one] + [0] * k for one in ones], images)


def _sign_jumps(orbits: Orbits, x: int, k: int) -> list[int]:
    """Return for each l <= k the sign of the slope of f^l right of a point, minus that left of it."""
    steps.take(steps.following_germs(k))
    found = [0]
    germs = [(-1, 1), (1, 1)]  # the side and the sign, 0 when it is flat
    for _ in range(k):
        for i, (side, sign) in enumerate(germs):
            a = orbits.f.pieces[orbits.above[x] if side > 0 else orbits.below[x]][0]
            turn = (a > 0) - (a < 0)
            germs[i] = (side * turn or side, sign * turn)
        found.append(germs[1][1] - germs[0][1])
        x = orbits.image(x)
    return found


def _nodes_of_orbit(plan: Plan, x: int) -> list[int]:
    """Return where H_j of the points of an orbit is: -1 - i for marked point i, else 2 node, and 1 more if negative."""
    steps.take(steps.following_germs(plan.k))
    found = []
    for time in range(plan.k + 1):
        mark = plan.mark_of.get(x, -1)
        if mark >= 0:
            found.append(-1 - mark)
        else:
            node, sign = plan.node(x)
            found.append(2 * node + (sign < 0))
        x = plan.orbits.image(x) if time < plan.k else x
    return found
