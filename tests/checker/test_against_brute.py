"""The checker's mathematics against the oracle, on small maps that are nasty on purpose."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from exactpl_checker.arithmetic.intervals import Interval
from exactpl_checker.errors import Reject
from exactpl_checker.mathematics import counting, leastperiods, plmap
from exactpl_checker.reading import mapfile

from tests.checker import brute
from tests.checker.nasty import nasty_interval, nasty_map


def compare(f: brute.Map, lo: Fraction | None, hi: Fraction | None, iterates: int, periods: int) -> bool:
    """Compare everything; is f a self-map of the interval?"""
    where = (f.text(), lo, hi)
    source = mapfile.read(f.text().encode())
    expected = brute.is_self_map(f, lo, hi)
    try:
        g = plmap.restricted_self_map(source, Interval(lo, hi))
    except Reject:
        assert not expected, where
        return False
    assert expected, where
    for k in range(iterates):
        iterate = brute.iterate(f, k, lo, hi)
        assert counting.pieces(g, k) == brute.pieces(iterate), (where, k)
        assert counting.laps(g, k) == brute.laps(iterate), (where, k)
        if len(iterate) > 300:
            break
    for n in range(1, periods):
        found = leastperiods.least_period_points(g, n)
        assert brute.least_period_points(f, n, lo, hi) == finite_count(found), (where, n)
    return True


def finite_count(found: leastperiods.Measure) -> int | None:
    """The number of points; `None` for infinitely many."""
    return None if found.ends or found.length else found.euler


@pytest.mark.parametrize("seed", range(15))
def test_random_maps(seed: int) -> None:
    rng = random.Random(f"nasty {seed}")
    self_maps = 0
    for _ in range(100):
        f = nasty_map(rng)
        self_maps += compare(f, *nasty_interval(rng, f), iterates=6, periods=5)
    assert self_maps > 40


@pytest.mark.parametrize("seed", range(4))
def test_random_maps_longer(seed: int) -> None:
    rng = random.Random(f"longer {seed}")
    for _ in range(15):
        f = nasty_map(rng)
        compare(f, *nasty_interval(rng, f), iterates=10, periods=8)


@pytest.mark.parametrize("seed", range(5))
def test_counts_only(seed: int) -> None:
    rng = random.Random(f"counts {seed}")
    for _ in range(300):
        f = nasty_map(rng)
        compare(f, *nasty_interval(rng, f), iterates=5, periods=1)


def test_all_maps_on_a_small_grid() -> None:
    # Knots 0, 1, 2, 3 over 3 and all values: 256 maps.
    for code in range(4**4):
        ys = [code // 4**i % 4 for i in range(4)]
        f = brute.Map([(Fraction(x, 3), Fraction(y, 3)) for x, y in enumerate(ys)])
        compare(f, Fraction(0), Fraction(1), iterates=6, periods=5)


def test_images_of_intervals() -> None:
    rng = random.Random("images")
    for _ in range(300):
        f = nasty_map(rng)
        lo, hi = f.domain()
        g = plmap.restricted(mapfile.read(f.text().encode()), Interval(lo, hi))
        xs = [Fraction(rng.randint(-24, 36), 24) for _ in range(2)]
        a, b = (max(lo, x) if lo is not None else x for x in sorted(xs))
        a, b = (min(hi, x) if hi is not None else x for x in (a, b))
        values = [f(x) for x in [a, b, *(x for x, _ in f.knots if a < x < b)]]
        assert g.image_of(plmap.point(a), plmap.point(b)) == (
            plmap.point(min(values)),
            plmap.point(max(values)),
        )
