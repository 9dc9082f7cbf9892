"""Facts joined part by part are those of the iterates written out; and by hand for long k."""

import random
from fractions import Fraction

from tests.dynamics.families import nasty_maps, powers, related_map, where
from tests.oracles.levels import components, crossings, levels_of
from tests.oracles.maps import Map, domain, integral, lipschitz, make, total_variation
from tests.oracles.summaries import (
    INTEGRAL,
    LIPSCHITZ,
    VARIATION,
    crossing_counts,
    preimage_counts,
    summaries,
)

TENT = make([(0, 0), ("1/2", 1), (1, 0)])


def maps() -> list[Map]:
    rng = random.Random("summaries")
    return [*nasty_maps("summaries", 100), *(related_map(rng) for _ in range(40))]


def test_summaries_are_those_of_the_iterates() -> None:
    rng = random.Random("summary levels")
    for m in maps():
        iterates = [iterate for _, iterate in powers(m, 5, 80)]
        k = len(iterates) - 1
        for y in levels_of(m, rng, 4):
            assert crossing_counts(m, k, y) == [crossings(iterate, y) for iterate in iterates], (where(m), y)
            assert preimage_counts(m, k, y) == [components(iterate, y) for iterate in iterates], (where(m), y)
        assert summaries(m, k, LIPSCHITZ) == [lipschitz(iterate) for iterate in iterates], where(m)
        if None not in domain(m):
            assert summaries(m, k, VARIATION) == [total_variation(iterate) for iterate in iterates], where(m)
            assert summaries(m, k, INTEGRAL) == [integral(iterate) for iterate in iterates], where(m)


def test_long_iterates_of_the_tent() -> None:
    assert crossing_counts(TENT, 100, Fraction(1, 2)) == [2**k for k in range(101)]
    assert preimage_counts(TENT, 100, Fraction(1)) == [1, *(2 ** (k - 1) for k in range(1, 101))]
    assert summaries(TENT, 100, VARIATION) == [2**k for k in range(101)]
    assert summaries(TENT, 100, INTEGRAL) == [Fraction(1, 2)] * 101
    assert summaries(TENT, 100, LIPSCHITZ) == [2**k for k in range(101)]
