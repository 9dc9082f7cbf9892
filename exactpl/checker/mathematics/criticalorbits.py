"""Maps whose breakpoints and ends have finite orbits, or orbits that end in sinks, and the degrees of theorem 1.8.

Then there are finitely many states (theorem 1.11), and from some iterate on it repeats, for each breakpoint,
whether f^n has a kink there.  This bounds the degrees of the generating function of the numbers of pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import steps
from ..errors import Reject, Rule
from .plmap import PLMap
from .sinks import SinkGraph, Sinks


@dataclass(frozen=True)
class Degrees:
    """The bounds a1 and b1 of theorem 1.8."""

    numerator: int
    denominator: int


def degrees(f: PLMap, limit: int, sinks: Sinks = ()) -> Degrees:
    """Return the bounds for f; raises `Reject` when more than `limit` points, or states, are found."""
    graph = SinkGraph(f, sinks)
    _find_points(graph, limit)
    states = _find_states(graph, limit)
    kinks = [kink_pattern(graph, cut) for cut in range(len(graph.orbits.cuts))]
    periods = sum(period for _, period in kinks)
    irregular = max((length for length, _ in kinks), default=0)
    return Degrees(states + periods + irregular, 1 + states + periods)


def _find_points(graph: SinkGraph, limit: int) -> None:
    """Follow the breakpoints and the finite ends until all has been seen."""
    orbits, points = graph.orbits, set[int]()
    ends = [x for x in orbits.ends if orbits.exact(x)[1] != 0]
    for start in [*orbits.cuts, *ends]:
        x = start
        while x not in points and graph.catches(x) < 0:
            if len(points) == limit:
                raise Reject(Rule.NOT_FINITE, f"at most {limit} points on the orbits of breakpoints and ends", "more")
            points.add(x)
            x = orbits.image(x)


def _find_states(graph: SinkGraph, limit: int) -> int:
    """Return the number of states of all levels."""
    while True:
        states = len(graph.ends) - 1  # FLAT is none
        if states > limit:
            raise Reject(Rule.NOT_FINITE, f"at most {limit} states", "more")
        if graph.expanded == len(graph.ends):
            return states
        graph.expand_all()


def kink_pattern(graph: SinkGraph, cut: int) -> tuple[int, int]:
    """Return h and q such that for n > h it repeats with period q whether f^n has a kink at a breakpoint.

    By theorem 1.8', and 1.11.4 where there are sinks.

    The two germs of the breakpoint are followed until both are where they were at one earlier time, or until
    they are inside a sink: there both see the same slopes for ever, and become flat within as many steps as there
    are sinks, if at all.  The orbit of the breakpoint must be finite or come to the inside of a sink.
    """
    orbits = graph.orbits
    f = orbits.f
    x = orbits.cuts[cut]
    left_side, right_side = -1, 1  # the side on which each germ lies; 0 when it has become flat
    ratio = Fraction(1)  # of the slopes of f^n on the right and on the left
    ratios: list[Fraction] = []
    times: dict[tuple[int, int, int], int] = {}
    last_flat = None
    while (x, left_side, right_side) not in times:
        if graph.catches(x) >= 0:
            return len(ratios) + len(graph.sinks), 1
        steps.take(steps.following_germs(1))
        now = times[x, left_side, right_side] = len(ratios)
        ratios.append(ratio)
        left = orbits.below[x] if left_side < 0 else orbits.above[x]
        right = orbits.below[x] if right_side < 0 else orbits.above[x]
        (a, _, d), (b, _, e) = f.pieces[left], f.pieces[right]
        if (left_side != 0 and a == 0) or (right_side != 0 and b == 0):
            last_flat = now
        left_side = left_side if a > 0 else -left_side if a < 0 else 0
        right_side = right_side if b > 0 else -right_side if b < 0 else 0
        if left_side == 0 and right_side == 0:
            break
        if left != right and left_side != 0 and right_side != 0:
            size = ratio.numerator.bit_length() + ratio.denominator.bit_length()
            steps.take(steps.multiplied(size, 4 * orbits.piece_bits))
            ratio *= Fraction(b * d, e * a)
        x = orbits.image(x)
    if last_flat is not None:
        return last_flat, 1
    begin = times[x, left_side, right_side]
    period = len(ratios) - begin
    growth = ratio / ratios[begin]
    if abs(growth) == 1:
        return begin, period if growth == 1 else 2 * period
    # In each residue class the sizes grow, or shrink, for ever: at most one ratio is 1.
    longest = begin
    times_round = None
    for n in range(begin, begin + period):
        if n == begin or ratios[n] is not ratios[n - 1]:
            times_round = exponent(growth, 1 / ratios[n])
        if times_round is not None:
            longest = max(longest, n + times_round * period)
    return longest, 1


def exponent(base: Fraction, goal: Fraction) -> int | None:
    """Return the m >= 0 with base^m = goal, if there is one; the base is not 0 and not of absolute value 1.

    Fractions in lowest terms have powers in lowest terms, so the larger of numerator and denominator, which is
    at least 2, has goal's as its power.  Its bit length leaves few m, and the powers of an integer increase
    (theorem 1.8').
    """
    if abs(base.numerator) > base.denominator:
        root, power = abs(base.numerator), abs(goal.numerator)
    else:
        root, power = base.denominator, goal.denominator
    steps.take(steps.multiplied(power.bit_length(), power.bit_length()))
    low = (power.bit_length() - 1) // root.bit_length()
    high = (power.bit_length() - 1) // (root.bit_length() - 1)
    while low < high:
        middle = (low + high) // 2
        if root**middle < power:
            low = middle + 1
        else:
            high = middle
    return low if base**low == goal else None
