"""Pairs of orbits that come together and move apart: exact distances, and pairs made to do so again and again.

A scrambled pair does both for ever; no finite computation shows that. What is exact here: two rational points, the
times at which their orbits are near, and those at which they are far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, Real, exact, rationals, shortened_rational
from exactpl.arithmetic.records import Record
from exactpl.arithmetic.simplest import simplest_between
from exactpl.dynamics.coverings.graph import compact_ends, pulled_back
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.periodic_orbits import Orbit, find_periodic_point
from exactpl.dynamics.periods.robustness import three_cycle_start
from exactpl.dynamics.symbolic.itineraries import LONGEST
from exactpl.errors import DomainError, InputError
from exactpl.maps.pl import PL, require_rational

_PROBED = 1_024
_STEP_STEPS = 100_000  # of `work`, for a step of a pair with short numbers


@dataclass(frozen=True, slots=True, repr=False)
class NearAndFarPair(Record):
    """Two points, the times t at which |f^t(x) - f^t(y)| <= near, and those at which it is >= far."""

    x: Fraction
    y: Fraction
    near: Fraction
    near_times: tuple[int, ...]
    far: Fraction
    far_times: tuple[int, ...]


@work.bounded
def distances(f: PL, x: Exact, y: Exact, *, upto: int, on: IntervalLike = None) -> list[Real]:
    """Return |f^t(x) - f^t(y)| for t = 0..upto, exactly. Cost: numbers of up to upto * b bits.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> [str(d) for d in distances(tent, "1/3", "3/8", upto=4)]
    ['1/24', '1/12', '1/6', '1/3', '2/3']
    """
    count = require_integer(upto, "upto", 0, LONGEST)
    f = SelfMap.of(f, on=on)
    a: Real = exact(x)
    b: Real = exact(y)
    for point in (a, b):
        if point not in f.domain:
            raise DomainError(f"points of the domain {f.domain} are required, found {shortened_rational(point)}.")
    found: list[Real] = [abs(a - b)]
    for n in range(count):
        if n == _PROBED:
            _require_affordable(count, max(work.size(a), work.size(b)) // _PROBED)
        progress.report("distances", n, count)
        a, b = f(a), f(b)
        work.charge_product(a, b, times=2)
        work.hold((work.size(a) + work.size(b)) // 8)
        found.append(abs(a - b))
    return found


def _require_affordable(steps: int, bits: int) -> None:
    """Raise BudgetError before orbits whose numbers gain so many bits a step, seen at first, take too long."""
    work.require(steps * steps * steps * bits * bits // 2_000, f"the distance of two orbits at {steps:,} times")


@work.bounded
def near_and_far(
    f: PL, x: Exact, y: Exact, *, upto: int, near: Exact, far: Exact, on: IntervalLike = None
) -> NearAndFarPair:
    """Return at which of the times 0..upto two orbits are at most `near` and at least `far` apart."""
    low, high = exact(near), exact(far)
    if low < 0 or high < 0:
        raise InputError(f"near and far must be >= 0, found {shortened_rational(min(low, high))}.")
    apart = distances(f, x, y, upto=upto, on=on)
    near_times = tuple(t for t, d in enumerate(apart) if d <= low)
    return NearAndFarPair(exact(x), exact(y), low, near_times, high, tuple(t for t, d in enumerate(apart) if d >= high))


@work.bounded
def scrambled_pair(f: PL, *, rounds: int = 4, block: int = 12, on: IntervalLike = None) -> NearAndFarPair | None:
    """Return two rational points whose orbits come near and move apart `rounds` times; None without a period 3.

    Both follow the intervals K = [a, f(a)] and L = [f(a), f^2(a)] of a 3-cycle (T4.2): together through L for `block`,
    then 2 * `block`, ... steps, apart in between. `near` and `far` are what they reach in each round. Cost: one
    preimage a step, numbers of about rounds^2 * block * b / 2 bits.
    """
    count, length = require_integer(rounds, "rounds", 1, 1000), require_integer(block, "block", 1, 1000)
    f = SelfMap.of(f, on=on)
    require_rational(f)
    steps = length * count * (count + 1) // 2 + 2 * count
    bits = max(map(work.size, f.slopes))
    work.require(steps * (_STEP_STEPS + steps * bits), f"a pair with {count} rounds, {steps:,} steps in all,")
    start = find_periodic_point(f, 3)
    if start is None:
        return None
    a = three_cycle_start(Orbit.of(f, start, 3).points)
    p, q = f(a), f(f(a))
    k, middle = sorted_interval(a, p), sorted_interval(p, q)
    first: list[Interval] = []
    second: list[Interval] = []
    starts = []
    for i in range(1, count + 1):
        starts.append(len(first))
        together = [middle] * (length * i)
        first += [*together, k, middle]
        second += [*together, middle, k]
    end = len(first)
    first.append(middle)
    second.append(middle)
    x, y = _follower(f, first), _follower(f, second)
    apart = rationals(distances(f, x, y, upto=end))
    stops = [*starts[1:], end]
    nears = [min(range(s, e), key=apart.__getitem__) for s, e in zip(starts, stops, strict=True)]
    fars = [max(range(s, e), key=apart.__getitem__) for s, e in zip(starts, stops, strict=True)]
    near, far = max(apart[t] for t in nears), min(apart[t] for t in fars)
    return NearAndFarPair(x, y, near, tuple(nears), far, tuple(fars))


def sorted_interval(x: Real, y: Real) -> Interval:
    """Return the interval with two ends given in any order."""
    return Interval(min(x, y), max(x, y))


def _follower(f: PL, path: Sequence[Interval]) -> Fraction:
    """Return a point whose orbit follows a path of coverings."""
    return simplest_between(*rationals(compact_ends(pulled_back(f, path)[0])))
