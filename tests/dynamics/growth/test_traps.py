"""Traps: intervals at a periodic point that come back inside themselves; ends are moved outwards only."""

import random
from fractions import Fraction

from exactpl.dynamics.growth.bounds import growth_by_tables
from exactpl.dynamics.growth.traps import Traps
from tests.bridge import pl
from tests.dynamics.families import compact_maps, where
from tests.dynamics.named_maps import NASTY
from tests.oracles.growth import compact_domain
from tests.oracles.maps import Map, evaluate, kinks, make


def image(m: Map, lower: Fraction, upper: Fraction) -> tuple[Fraction, Fraction]:
    values = [evaluate(m, x) for x in (lower, upper, *(c for c in kinks(m) if lower < c < upper))]
    return min(values), max(values)


def comes_back(m: Map, trap: tuple[Fraction, Fraction], longest: int = 130) -> bool:
    now = trap
    for _ in range(longest):
        now = image(m, *now)
        if trap[0] <= now[0] and now[1] <= trap[1]:
            return True
    return False


# attracting cycles: inside a piece, at a kink, at an end, from one side only, with a flip, of length 1 to 5
ATTRACTING = [
    make([(0, "1/4"), (1, "1/2")]),
    make([(0, "1/2"), (1, "1/4")]),
    make([(0, 0), ("1/2", "1/4"), (1, 1)]),
    make([(0, 0), ("1/2", "3/4"), (1, 1)]),
    make([(0, "1/4"), ("1/2", "1/2"), (1, 1)]),
    make([(0, 1), ("1/2", "1/2"), (1, "1/4")]),
    make([(0, 1), ("1/4", "3/4"), ("3/4", "1/4"), (1, "1/8")]),
    make([(0, "3/4"), ("1/4", 1), ("3/4", "1/8"), (1, 0)]),
    make([(0, "1/2"), ("1/4", "3/8"), ("1/2", 0), (1, "1/4")]),
    make([(0, "1/2"), ("1/10", "9/10"), ("1/2", "9/10"), ("9/10", "1/20"), (1, 0)]),
    make([(0, "1/2"), ("1/3", 1), ("2/3", "9/10"), (1, 0)]),
]


def test_traps_come_back() -> None:
    found = 0
    for m in [*ATTRACTING, *NASTY, *compact_maps("traps", 150, 5)]:
        traps = Traps(pl(m))
        assert bool(traps) == bool(traps._traps)
        first, last = compact_domain(m)
        for low, high in traps._traps:
            assert first <= low < high <= last, where(m)
            assert comes_back(m, (low, high)), (where(m), low, high)
            found += 1
    assert found > 100


def test_maps_that_attract_have_traps_and_complete_tables() -> None:
    for m in ATTRACTING[:9]:
        assert Traps(pl(m)), where(m)
        bounds = growth_by_tables(pl(m), Fraction(0))
        assert (bounds.lower, bounds.upper) == (1, 1), where(m)
    for m in (make([(0, 0), ("1/2", 1), (1, 0)]), make([(0, 0), (1, 1)]), make([(0, 1), (1, 0)])):
        assert not Traps(pl(m)), where(m)


def test_enlarged_intervals_contain_the_given_ones() -> None:
    rng = random.Random("enlarged")
    for m in [*ATTRACTING, *compact_maps("enlarged", 60, 5)]:
        traps = Traps(pl(m))
        first, last = compact_domain(m)
        ends = sorted({first, last, *(end for trap in traps._traps for end in trap)})
        for _ in range(20):
            marks = [first + (last - first) * Fraction(rng.randint(0, 60), 60) for _ in range(2)] + rng.sample(
                ends, min(2, len(ends))
            )
            lower, upper = sorted(rng.sample(marks, 2))
            low, high = traps.enlarged(lower, upper)
            assert first <= low <= lower <= upper <= high <= last, (where(m), lower, upper)
            assert traps.enlarged(low, high) == (low, high), (where(m), lower, upper)
