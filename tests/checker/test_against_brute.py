"""The checker's mathematics against the oracle, on small maps that are nasty on purpose."""

from __future__ import annotations

import random
from fractions import Fraction

import brute
import pytest
from exactpl_checker import counting, fixedcells, mapfile, plmap
from exactpl_checker.errors import Reject
from exactpl_checker.intervals import Interval

SLOPES = [
    Fraction(0),
    Fraction(0),
    Fraction(1),
    Fraction(1),
    Fraction(-1),
    Fraction(-1),
    Fraction(2),
    Fraction(-2),
    Fraction(1, 2),
    Fraction(-1, 2),
    Fraction(3, 2),
]


def nasty_map(rng: random.Random) -> brute.Map:
    """Small denominators, slopes 0 and +-1, breakpoints onto breakpoints and ends, redundant knots, rays."""
    size = rng.randint(2, 12)
    count = min(rng.randint(1, 5), size)
    xs = [0, *sorted(rng.sample(range(1, size), count - 1)), size]
    ys = [rng.randint(0, size) for _ in xs]
    style = rng.randint(0, 5)
    if style == 0:
        for i in range(1, len(xs)):
            step = rng.choice((-1, 1)) * (xs[i] - xs[i - 1])
            ys[i] = next((y for y in (ys[i - 1] + step, ys[i - 1] - step) if 0 <= y <= size), ys[i])
    elif style == 1:
        i = rng.randrange(count)
        ys[i + 1] = ys[i]
    elif style == 2:
        ys = [rng.choice(xs) for _ in xs]
    knots = [(Fraction(x, size), Fraction(y, size)) for x, y in zip(xs, ys, strict=True)]
    if style == 3:
        i = rng.randrange(count)
        (a, b), (c, d) = knots[i : i + 2]
        knots.insert(i + 1, ((a + c) / 2, (b + d) / 2))
    shape = rng.choice(["compact", "compact", "compact", "left", "right", "line"])
    if shape == "line" and rng.random() < 0.3:
        knots = [(3 * x - 1, 5 * y - 2) for x, y in knots]
    if shape == "line" and rng.random() < 0.2:
        knots = knots[:1]
    left = rng.choice(SLOPES) if shape in ("left", "line") else None
    right = rng.choice(SLOPES) if shape in ("right", "line") else None
    return brute.Map(knots, left, right)


def nasty_interval(rng: random.Random, f: brute.Map) -> tuple[Fraction | None, Fraction | None]:
    """Mostly the domain, sometimes a part of it (or not even that)."""
    lo, hi = f.domain()
    if rng.random() < 0.7:
        return lo, hi
    a, b = sorted(rng.sample(range(13), 2))
    return (
        None if lo is None and rng.random() < 0.4 else Fraction(a, 12),
        None if hi is None and rng.random() < 0.4 else Fraction(b, 12),
    )


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
        found = fixedcells.least_period_points(g, n)
        assert brute.least_period_points(f, n, lo, hi) == finite_count(found), (where, n)
    return True


def finite_count(found: fixedcells.Measure) -> int | None:
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
