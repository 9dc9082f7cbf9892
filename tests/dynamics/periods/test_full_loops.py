"""Points found on loops of whole pieces: checked as orbits, and None where there are none."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods import full_loops
from exactpl.dynamics.periods.full_loops import point_on_full_loop
from exactpl.dynamics.periods.periodic_orbits import find_periodic_point
from exactpl.dynamics.periods.periodic_point_counts import has_least_period
from tests.bridge import oracle
from tests.oracles.maps import least_period


def drawn(seed: int, knots: int) -> SelfMap:
    rng = random.Random(seed)
    ys = [Fraction(rng.randrange(4097), 4096) for _ in range(knots + 1)]
    return SelfMap.of(xp.PL([(Fraction(i, knots), y) for i, y in enumerate(ys)]))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6, 12, 64])
def test_what_is_found_has_this_least_period(n: int) -> None:
    found = 0
    for seed in range(12):
        f = drawn(seed, 40 + seed)
        x = point_on_full_loop(f, n)
        if x is not None:
            found += 1
            assert least_period(oracle(f), x, n) == n
    assert found > 8


@pytest.mark.parametrize("seed", range(20))
def test_small_maps_agree_with_the_count(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(full_loops, "_FEWEST_PIECES", 1)
    f = drawn(seed, 2 + seed % 5)
    for n in range(1, 9):
        x = point_on_full_loop(f, n)
        assert x is None or has_least_period(f, n)
        y = find_periodic_point(f, n)
        assert (y is None) == (not has_least_period(f, n))
        if y is not None:
            assert least_period(oracle(f), y, n) == n


def test_where_there_is_none() -> None:
    rising = SelfMap.of(xp.PL([(Fraction(i, 50), Fraction(i * i, 2500)) for i in range(51)]))
    assert point_on_full_loop(rising, 2) is None
    assert isinstance(xp.find_orbit(rising, 3), xp.Refuted)
    assert point_on_full_loop(drawn(1, 40), 65) is None  # longer loops are not looked for
    assert point_on_full_loop(SelfMap.of(xp.zoo.tent()), 3) is None  # nor in maps of few pieces
    flat = SelfMap.of(xp.PL([(Fraction(i, 60), Fraction(1 + i % 2, 600)) for i in range(61)]))
    assert point_on_full_loop(flat, 3) is None


def test_maps_with_rays() -> None:
    f = SelfMap.of(xp.PL(list(drawn(3, 50).knots), left_slope=1, right_slope=-1))
    x = point_on_full_loop(f, 5)
    assert x is not None
    assert least_period(oracle(f), x, 5) == 5
    verdict = xp.find_orbit(f, 5)
    assert isinstance(verdict, xp.Proved)
    assert xp.check(verdict.certificate).is_accepted
