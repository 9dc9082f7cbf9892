"""Total variation and integral of f^k: two algorithms, the iterate written out, and joined summaries."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl.dynamics.counting.integrals import (
    integral,
    integral_by_pull_back,
    total_variation,
    total_variation_by_pull_back,
)
from exactpl.dynamics.counting.weighted_hits import WeightedJumps, by_series, inverse_slopes, weighted_hits
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.self_map import SelfMap
from tests.bridge import pl
from tests.dynamics.families import (
    compact_maps,
    conjugate,
    huge_map,
    late_hit,
    long_cycle,
    long_tail,
    powers,
    refined,
    related_map,
    where,
)
from tests.oracles import summaries
from tests.oracles.maps import Map, domain, evaluate, make, slope_right
from tests.oracles.maps import integral as written_integral
from tests.oracles.maps import kinks as kinks_of
from tests.oracles.maps import total_variation as written_variation

Q = Fraction


def several(seed: str, count: int) -> Iterator[Map]:
    """Yield maps of compact intervals, of all kinds."""
    rng = random.Random(seed)
    for i, m in enumerate(compact_maps(seed, count)):
        yield m
        if i % 3 == 0:
            yield related_map(rng)
        if i % 8 == 0:
            yield refined(conjugate(m, Q(-3, 2), Q(1, 5)), rng)
        if i % 20 == 0:
            yield huge_map(rng, 90, 3)
    yield from (long_cycle(n) for n in (3, 5, 8))
    yield from (long_tail(t, p) for t, p in ((3, 2), (5, 4)))
    yield late_hit(Q(5, 3), 7, seed)[0]


@pytest.mark.parametrize("part", range(2))
def test_integrals_and_variations_are_those_of_the_iterate_written_out(part: int) -> None:
    for m in several(f"written out {part}", 40):
        for k, power in powers(m, 6, 100):
            assert integral(pl(m), k) == written_integral(power), (where(m), k)
            assert total_variation(pl(m), k) == written_variation(power), (where(m), k)


def test_two_algorithms_agree_on_long_iterates() -> None:
    for m in several("pull-back", 30):
        f = pl(m)
        for k in (1, 2, 13, 24):
            assert integral(f, k) == integral_by_pull_back(f, k), (where(m), k)
            assert total_variation(f, k) == total_variation_by_pull_back(f, k), (where(m), k)


def test_integrals_and_variations_agree_with_joined_summaries() -> None:
    for m in several("joined", 25):
        f = pl(m)
        integrals = summaries.summaries(m, 22, summaries.INTEGRAL)
        variations = summaries.summaries(m, 22, summaries.VARIATION)
        for k in (0, 7, 22):
            assert integral(f, k) == integrals[k], (where(m), k)
            assert total_variation(f, k) == variations[k], (where(m), k)


def weights_by_preimages(m: Map, k: int) -> list[list[Fraction]]:
    """H_j(c) by its definition: all points that f^j takes to a kink c first, each with 1 / |slope of f^j|."""
    found: list[list[Fraction]] = []
    lo, hi = domain(m)
    marks = [lo, *kinks_of(m), hi]
    for c in kinks_of(m):
        level = {c: Q(1)}
        column = []
        for _ in range(k):
            column.append(sum(level.values(), Q(0)))
            before: dict[Fraction, Fraction] = {}
            for y, weight in level.items():
                for a, b in pairwise(marks):
                    slope = slope_right(m, a)
                    x = a + (y - evaluate(m, a)) / slope if slope else a
                    if a < x < b:
                        before[x] = before.get(x, Q(0)) + weight / abs(slope)
            level = before
        found.append(column)
    return found


def test_weighted_hits_are_those_of_the_definition() -> None:
    for m in several("definition", 30):
        f = SelfMap.of(pl(m))
        if not f.breakpoints:
            continue
        k = 5
        unit, _ = inverse_slopes(f.slopes)
        hits = weighted_hits(CriticalOrbits(f, k), k)
        assert [[n * unit**j for j, n in enumerate(column)] for column in hits] == weights_by_preimages(m, k), where(m)


def test_weighted_hits_by_series_and_by_levels() -> None:
    for m in several("hits", 60):
        f = SelfMap.of(pl(m))
        if not f.breakpoints:
            continue
        for length in (1, 2, 3, 20, 33):
            orbits = CriticalOrbits(f, length)
            assert WeightedJumps(orbits, length).hits() == by_series(orbits, length), (where(m), length)


def test_the_units_of_slopes() -> None:
    assert inverse_slopes([Q(2), Q(-2)]) == (Q(1, 2), [1, 1])
    assert inverse_slopes([Q(0), Q(-3, 4)]) == (Q(4, 3), [1, 1])
    assert inverse_slopes([Q(0)]) == (1, [1])
    unit, factors = inverse_slopes([Q(4, 9), Q(6, 5), Q(10)])
    assert [unit * n for n in factors] == [Q(9, 4), Q(5, 6), Q(1, 10)]


def test_integrals_with_flat_pieces() -> None:
    # flat on all of an image: f^2 = 1/2 near 1/2, and constant maps
    for points in (
        [(0, 0), ("1/2", "1/2"), (1, "1/2")],
        [(0, "1/2"), ("1/4", "1/2"), ("1/2", 1), (1, 0)],
        [(0, 0), ("1/3", "1/3"), ("2/3", "1/3"), (1, 1)],
        [(0, 1), ("1/5", "2/5"), ("2/5", "2/5"), ("3/5", "1/5"), ("4/5", "1/5"), (1, 0)],
    ):
        m = make(points)
        for k, power in powers(m, 7, 200):
            assert integral(pl(m), k) == written_integral(power), (points, k)
            assert total_variation(pl(m), k) == written_variation(power), (points, k)


def test_integrals_of_long_iterates_in_closed_form() -> None:
    # the density of f(X) is 1 for full branches, whatever their slopes
    for knots in ([(0, 0), ("1/3", 1), (1, 0)], [(0, 0), ("1/7", 1), ("3/4", 0), (1, 1)]):
        assert [integral(xp.PL(knots), k) for k in (0, 1, 2, 700)] == [Q(1, 2)] * 4
    # [0, 1/2] is mapped onto [1/2, 1], and [1/2, 1] onto [0, 1]: the density stays constant on each of the two
    golden = xp.PL([(0, "1/2"), ("1/2", 1), (1, 0)])
    below, above = Q(1, 2), Q(1, 2)  # the mass of the two halves
    for k in range(1, 40):
        below, above = above / 2, below + above / 2
        assert integral(golden, k) == below / 4 + above * 3 / 4, k


def test_integrals_and_variations_of_unbounded_domains() -> None:
    for f in (xp.PL([(0, 0)], left_slope=0, right_slope=0), xp.PL([(0, 0), (1, 1)], left_slope=0, right_slope=0)):
        with pytest.raises(xp.DomainError):
            integral(f, 3)
    step = xp.PL([(0, 0), (1, 2), (2, 1)], left_slope=0, right_slope=0)
    for k in range(6):
        if k:
            assert total_variation(step, k) == xp.iterate(step, k).total_variation(), k
        else:
            with pytest.raises(xp.DomainError):
                total_variation(step, k)
