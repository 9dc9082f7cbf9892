"""Robust periods: every near map, also at the very margin, has the period that is said."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.arithmetic.integers import prime_divisors
from exactpl.dynamics.coverings.loops import RobustOrbit, find_robust_orbit, robust_orbit
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, where
from tests.dynamics.named_maps import DOUBLED, GOLDEN, NASTY, tent
from tests.oracles.coverings import image_under, neighbours
from tests.oracles.maps import Map, make


def assert_shown(m: Map, found: RobustOrbit, n: int) -> None:
    """Check by hand that the intervals are a loop with room, and never in step with a shorter one (T4.2, T4.5)."""
    intervals = [tuple(interval) for interval in found.intervals]
    assert len(intervals) == len(found.orbit.points) == n
    for i, ((low, high), x) in enumerate(zip(intervals, found.orbit.points, strict=True)):
        assert low is not None
        assert high is not None
        assert low < x < high, where(m)
        lower, upper = image_under(m, (low, high))
        target = intervals[(i + 1) % n]
        assert lower <= target[0] - found.epsilon, where(m)  # type: ignore[operator]
        assert target[1] + found.epsilon <= upper, where(m)  # type: ignore[operator]
        below, above = found.pairs[i]
        assert {below, above} == {low, high}
        assert (pl(m)(below), pl(m)(above)) == (lower, upper)
    for p in prime_divisors(n):
        pairs = [(intervals[i], intervals[(i + n // p) % n]) for i in range(n)]
        assert any(a[1] < b[0] or b[1] < a[0] for a, b in pairs), (where(m), n)  # type: ignore[operator]


def test_all_near_maps_have_the_period() -> None:
    rng = random.Random("robust periods")
    found_for = dict.fromkeys(range(1, 6), 0)
    for i, m in enumerate([*NASTY, GOLDEN, DOUBLED, *nasty_maps("robust periods", 36, 4)]):
        f = pl(m)
        for n in range(1, 6):
            found = find_robust_orbit(f, n)
            if found is None:
                continue
            assert found.epsilon > 0, where(m)
            assert_shown(m, found, n)
            found_for[n] += 1
            for g in neighbours(m, found.epsilon, rng, 20 if (i + n) % 5 == 0 else 4):
                assert xp.has_least_period(pl(g), n), (where(m), where(g), n)
    assert all(count >= 5 for count in found_for.values()), found_for


def test_smaller_epsilons_are_shown_too() -> None:
    for m in [tent("2"), tent("8/5"), DOUBLED, GOLDEN, *nasty_maps("smaller epsilons", 24, 4)]:
        f = pl(m)
        for n in (1, 2, 3, 4):
            found = find_robust_orbit(f, n)
            if found is None:
                continue
            for epsilon in (found.epsilon, found.epsilon / 2, found.epsilon / 10**9, Fraction(0)):
                again = find_robust_orbit(f, n, epsilon)
                assert again is not None, (where(m), n, epsilon)
                assert again.epsilon == epsilon
                assert_shown(m, again, n)
            assert find_robust_orbit(f, n, found.epsilon * 10**9) is None or m.left is not None or m.right is not None


def test_the_golden_cycle_is_not_robust() -> None:
    """0, 1/2, 1 is the only 3-cycle, through the kink and both ends; a little less height, and it is gone."""
    f = pl(GOLDEN)
    assert xp.has_least_period(f, 3)
    assert find_robust_orbit(f, 3) is None
    for epsilon in (Fraction(0), Fraction(1, 10**12), Fraction(1, 100)):
        assert find_robust_orbit(f, 3, epsilon) is None
    lower = xp.minimum(f, 1 - Fraction(1, 10**6))
    assert not xp.has_least_period(lower, 3)


def test_cycles_that_attract_or_are_neutral_or_turn() -> None:
    for m, n in [
        (make([(0, "1/4"), (1, "1/2")]), 1),
        (make([(0, 1), (1, 0)]), 1),
        (make([(0, 1), (1, 0)]), 2),
        (make([(0, 0), (1, 1)]), 1),
        (make([(0, 0), ("1/2", 1), (1, 1)]), 1),  # both fixed points are ends
        (make([(0, 0), ("1/2", "1/2"), (1, 0)]), 1),
        (make([(0, "1/3"), (1, "1/3")]), 1),
    ]:
        assert find_robust_orbit(pl(m), n) is None, where(m)


def test_a_fixed_kink_that_does_not_turn_is_robust() -> None:
    neutral = make([(0, 1), ("1/2", "1/2"), ("3/4", 0), (1, 0)])  # slope -1 on the left
    assert find_robust_orbit(pl(neutral), 1) is None
    m = make([(0, "1/5"), ("1/4", 1), ("1/2", "1/2"), ("5/8", 0), (1, 0)])
    found = find_robust_orbit(pl(m), 1)
    assert found is not None
    assert found.orbit.points == (Fraction(1, 2),)
    assert_shown(m, found, 1)


def test_one_piece_on_the_line() -> None:
    f = xp.PL([(0, 0)], left_slope=2, right_slope=2)
    assert find_robust_orbit(f, 1) is None  # any epsilon will do, none is the largest
    found = find_robust_orbit(f, 1, Fraction(10**6))
    assert found is not None
    assert found.epsilon == 10**6
    again = find_robust_orbit(f, 1, Fraction(0))
    assert again is not None
    assert again.epsilon == 0


def test_one_given_orbit() -> None:
    f = xp.zoo.tent()
    cycle = xp.Orbit.of(f, Fraction(2, 9), 3)
    found = robust_orbit(f, cycle)
    assert found is not None
    assert_shown(tent("2"), found, 3)
    assert robust_orbit(f, cycle, Fraction(1, 2)) is None
    assert robust_orbit(f, xp.Orbit.of(f, Fraction(0), 1)) is None


def test_errors() -> None:
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        find_robust_orbit(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), 1)
