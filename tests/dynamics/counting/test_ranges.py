"""The extreme slopes of f^k: against iterates written out, and against all image intervals at once."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl.dynamics.counting.extreme_slopes import ExtremeSlopes
from exactpl.dynamics.counting.ranges import largest_slope, slope_range
from exactpl.dynamics.orbits.cylinders import ImageIntervals
from tests.bridge import pl
from tests.dynamics.families import (
    compact_maps,
    conjugate,
    huge_map,
    late_hit,
    long_cycle,
    long_tail,
    nasty_maps,
    powers,
    refined,
    related_map,
    where,
)
from tests.oracles.maps import Map, make, slopes

Q = Fraction


def by_image_intervals(f: xp.PL, k: int) -> tuple[Fraction, Fraction]:
    """The same by T1.6.1 alone: for all image intervals and all n <= k."""
    if k == 0:
        return Q(1), Q(1)
    cylinders = ImageIntervals(f, k)
    sizes = [abs(slope) for slope in cylinders.orbits.slopes]
    current = [(Q(1), Q(1))] * len(cylinders.ages)
    for n in range(1, k + 1):
        following = []
        for number, parts in enumerate(cylinders.parts):
            if cylinders.ages[number] > k - n:
                break
            first = cylinders.ends(number)[0].part(1)
            found = [
                (sizes[first + i] * current[image][0], sizes[first + i] * current[image][1]) if sign else (Q(0), Q(0))
                for i, (sign, image) in enumerate(parts)
            ]
            following.append((min(low for low, _ in found), max(high for _, high in found)))
        current = following
    return current[0]


def maps(seed: str, count: int) -> list[Map]:
    rng = random.Random(seed)
    return [*nasty_maps(seed, count), *(related_map(rng) for _ in range(count // 2))]


@pytest.mark.parametrize("part", range(3))
def test_slopes_are_those_of_the_iterate_written_out(part: int) -> None:
    for m in maps(f"slopes {part}", 60):
        for k, power in powers(m, 6, 120):
            sizes = [abs(s) for s in slopes(power)]
            assert slope_range(pl(m), k) == (min(sizes), max(sizes)), (where(m), k)
            assert largest_slope(pl(m), k) == max(sizes), (where(m), k)


def test_slopes_of_long_iterates_are_those_by_all_image_intervals() -> None:
    rng = random.Random("long slopes")
    several = [
        *maps("long slopes", 80),
        *compact_maps("many knots", 12, 14),
        *(huge_map(rng, 90, 3) for _ in range(8)),
        *(long_cycle(n) for n in (3, 5, 8)),
        *(long_tail(t, p) for t, p in ((3, 2), (3, 3), (5, 4))),
        late_hit(Q(5, 3), 9, "slopes")[0],
        *(refined(conjugate(m, Q(-3, 2), Q(1, 5)), rng) for m in nasty_maps("conjugate slopes", 12)),
    ]
    for m in several:
        f = pl(m)
        for k in (2, 3, 7, 24):
            assert slope_range(f, k) == by_image_intervals(f, k), (where(m), k)


def test_sinks_and_sources_of_equal_weight() -> None:
    # paths enter the sink 0 at all times, and all slopes are powers of 2: many weights agree
    f = xp.PL([(0, 0), ("1/3", "1/6"), ("2/3", "5/6"), (1, "1/2")])
    for k in (1, 2, 3, 10, 60):
        assert slope_range(f, k) == by_image_intervals(f, k), k
    assert slope_range(f, 3000) == (Q(1, 2**3000), 2**3000)


def test_slopes_with_flat_pieces() -> None:
    trapezoid = xp.zoo.trapezoid()
    assert [slope_range(trapezoid, k) for k in (0, 1, 500)] == [(1, 1), (0, 3), (0, 3**500)]
    to_a_point = xp.PL([(0, 0), ("1/2", 0), (1, "1/2")])
    assert [slope_range(to_a_point, k) for k in (1, 2, 900)] == [(0, 1), (0, 0), (0, 0)]


def test_slopes_on_the_line_and_half_lines() -> None:
    turned = xp.PL([(0, 0)], left_slope=-2, right_slope="-1/3")
    for k in (1, 2, 7, 2000, 2001):
        low, high = Q(2, 3) ** (k // 2), Q(2, 3) ** (k // 2)
        if k % 2:
            low, high = low * Q(1, 3), high * 2
        assert slope_range(turned, k) == (low, high)
    away = xp.PL([(0, 1), (1, 3)], right_slope=3)
    assert slope_range(away, 1000) == (2 * Q(3) ** 999, Q(3) ** 1000)


def test_slopes_of_one_size() -> None:
    assert slope_range(xp.zoo.tent("19/10"), 700) == (Q(19, 10) ** 700, Q(19, 10) ** 700)
    assert slope_range(xp.zoo.tent(), 10**6) == (2**10**6, 2**10**6)
    assert slope_range(xp.PL([(0, 1)], left_slope=1, right_slope=-1), 10**4) == (1, 1)


def test_few_paths_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    step = ExtremeSlopes._that_may_win

    def counted(self: ExtremeSlopes, paths: list) -> list:
        found = step(self, paths)
        counts.append(len(found))
        return found

    monkeypatch.setattr(ExtremeSlopes, "_that_may_win", counted)
    several = [pl(m) for m in compact_maps("few paths", 40)]
    for f in [*several, xp.zoo.tent("19/10"), xp.PL([(0, 0), ("1/3", 1), (1, 0)])]:
        slope_range(f, 200)
        assert max(counts, default=0) < 60
        counts.clear()


def test_the_slopes_of_a_random_walk_of_knots() -> None:
    rng = random.Random("walk")
    xs = sorted({Q(rng.getrandbits(24), 2**24) for _ in range(40)})
    m = make([(0, Q(1, 3)), *((x, Q(rng.getrandbits(24), 2**24)) for x in xs), (1, Q(2, 3))])
    f = pl(m)
    assert slope_range(f, 12) == by_image_intervals(f, 12)
    assert all(a < b for a, b in pairwise(largest_slope(f, k) for k in range(8)))
