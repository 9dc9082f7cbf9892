"""What is drawn is exact and rounded at the end: graphs of iterates, cobwebs, windows, logarithms."""

import math
from fractions import Fraction
from itertools import pairwise

import pytest

from exactpl import PL, BudgetError, DomainError, InputError, zoo
from exactpl.dynamics.iterates.iterate import iterate
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.plot.curves import MOST_PIECES, cobweb_points, graph_points, logarithm, window_of

MAPS = {
    "tent": zoo.tent(),
    "skew": zoo.skew_tent("1/3"),
    "golden": zoo.golden(),
    "flat": PL([(0, "1/3"), ("1/4", "1/3"), ("1/2", 1), (1, 0)]),
    "one piece": PL([(0, 1), (1, 0)]),
    "scrambling": zoo.scrambling(),
}
maps = pytest.mark.parametrize("key", MAPS)


def exact_image(f: PL, x: Fraction, k: int) -> Fraction:
    for _ in range(k):
        x = f(x)
    return x


@maps
@pytest.mark.parametrize("k", [0, 1, 2, 5])
def test_graphs_are_exact_points_rounded(key: str, k: int) -> None:
    f = MAPS[key]
    for window in (window_of(f, None), (Fraction(1, 7), Fraction(2, 3))):
        points = graph_points(f, k, window)
        g = iterate(f, k)
        inner = [x for x, _ in g.knots if window[0] < x < window[1]]
        xs = [window[0], *inner, window[1]]
        assert points == [(float(x), float(exact_image(f, x, k))) for x in xs]
        assert all(b >= a for (a, _), (b, _) in pairwise(points))
        ends = f.domain.lower, f.domain.upper
        for b in g.breakpoints:
            assert b in xs or b in ends or not window[0] < b < window[1]


def test_too_many_pieces_are_refused() -> None:
    assert len(graph_points(zoo.tent(), 14, (Fraction(0), Fraction(1)))) == 2**14 + 1
    for k in (15, 30, 1000):
        assert 2**k > MOST_PIECES
        with pytest.raises(BudgetError, match=rf"at most 20,000 pieces can be drawn, f\^{k} has"):
            graph_points(zoo.tent(), k, (Fraction(0), Fraction(1)))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_corners_of_cobwebs(k: int) -> None:
    f, start = zoo.skew_tent("1/3"), Fraction(1, 7)
    corners = cobweb_points(f, start, 5, k)
    orbit = [exact_image(f, start, k * j) for j in range(6)]
    assert len(corners) == 11
    assert corners[0] == (float(start), float(start))
    assert corners[1::2] == [(float(x), float(y)) for x, y in pairwise(orbit)]
    assert corners[2::2] == [(float(y), float(y)) for y in orbit[1:]]


def test_the_cobweb_of_a_cycle_closes() -> None:
    corners = cobweb_points(zoo.tent(), Fraction(2, 7), 3)
    assert corners[0] == corners[-1] == (2 / 7, 2 / 7)


def test_small_logarithms() -> None:
    for n in [*range(1, 2000), 2**53 - 1, 2**63, 2**64 - 1, 2**64, 2**64 + 1, 10**17, 10**18, 10**40 + 1, 3**600]:
        assert logarithm(n) == pytest.approx(math.log10(n), rel=1e-14, abs=0)


@pytest.mark.parametrize("digits", [100, 308, 309, 5000, 50_000])
def test_large_logarithms(digits: int) -> None:
    power = 10**digits
    assert logarithm(power) == pytest.approx(digits, rel=1e-13)
    for n in (power - 1, 3 * power, 7 * power + 1):
        assert int(logarithm(n) + 1e-9) in (digits, digits - 1 if n < power else digits)
    assert logarithm(3 * power) - digits == pytest.approx(math.log10(3), abs=1e-9)
    assert math.isfinite(logarithm(2 ** (10 * digits)))


def test_windows() -> None:
    assert window_of(zoo.tent(), None) == (0, 1)
    assert window_of(zoo.tent(), ("1/3", "1/2")) == (Fraction(1, 3), Fraction(1, 2))
    f = zoo.scrambling()
    inside = bounded_part(f)
    assert inside is not None
    assert window_of(f, None) == tuple(inside.domain)
    assert window_of(f, (-1, 2)) == (-1, 2)
    for slopes in [(a, b) for a in (-2, 0, 1, 3) for b in (-2, 0, 1, 3)]:
        lower, upper = window_of(PL([(5, 5)], left_slope=slopes[0], right_slope=slopes[1]), None)
        assert lower < upper
        assert lower <= 5 <= upper or slopes[0] == slopes[1]  # a line has no knot


def test_windows_outside_the_domain_are_refused() -> None:
    for window in ((0, 2), (-1, 1), (3, 4)):
        with pytest.raises(DomainError, match=r"domain \[0, 1\]"):
            graph_points(zoo.tent(), 2, window_of(zoo.tent(), window))
    with pytest.raises(InputError, match="an interval is required"):
        window_of(zoo.tent(), (0,))  # type: ignore[arg-type]
