"""The order of the points of critical orbits, against their exact values."""

import random
from fractions import Fraction

import pytest

from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.order import followed, ranks
from tests.bridge import pl
from tests.dynamics.families import conjugate, long_cycle, long_tail, nasty_maps, related_map, where
from tests.oracles.maps import Map, domain, evaluate, kinks, make

Word = list[object]


def places(m: Map, x: Fraction | None, side: int, length: int) -> Word:
    """Where a point, or the infinite end on a side, lies among kinks and ends at the times before `length`."""
    lo, hi = domain(m)
    found: Word = []
    for _ in range(length):
        if x is None:
            found.append(side)
            slope = m.right if side > 0 else m.left
            assert slope is not None
            if not slope:
                break
            side = side if slope > 0 else -side
            continue
        found.append("end" if x in (lo, hi) else (sum(c < x for c in kinks(m)), x in kinks(m)))
        x = evaluate(m, x)
    return found


@pytest.mark.parametrize("part", range(2))
def test_points_are_in_order_unless_their_places_agree(part: int) -> None:
    rng = random.Random(f"order {part}")
    maps = [*nasty_maps(f"order {part}", 30), *(related_map(rng) for _ in range(15)), long_cycle(5), long_tail(3, 2)]
    for m in maps:
        length = rng.choice((2, 3, 7, 12))
        orbits = CriticalOrbits(pl(m), length)
        if not orbits.vertices:
            continue
        numbers = ranks(orbits)
        assert [len(row) for row in numbers] == [length] * len(followed(orbits))
        points: list[tuple[Fraction, int, int]] = []
        for row, start in enumerate([*kinks(m), *domain(m)]):
            x = start
            for time in range(length):
                if x is not None:
                    points.append((x, time, numbers[row][time]))
                    x = evaluate(m, x)
        for x, s, first in points:
            for y, t, second in points:
                if x < y and first >= second:
                    known = length - max(s, t)
                    assert places(m, x, 1, known) == places(m, y, 1, known), (where(m), length, x, s, y, t)


def test_infinite_ends_lie_outside() -> None:
    for m in nasty_maps("infinite ends", 40):
        orbits = CriticalOrbits(pl(m), 6)
        if orbits.vertices and None in domain(m):
            numbers = ranks(orbits)
            for row, end in ((-2, domain(m)[0]), (-1, domain(m)[1])):
                if end is None:
                    others = [n for i, own in enumerate(numbers) if i != row % len(numbers) for n in own[:1]]
                    outer = numbers[row][0]
                    assert all(outer < n for n in others) if row == -2 else all(outer > n for n in others), where(m)


def test_points_that_go_to_one_sink_are_one() -> None:
    # 0 attracts: from some time on all is in the first part, whose slope is 1/2
    m = pl(Map(((Fraction(0), Fraction(0)), (Fraction(1, 3), Fraction(1, 6)), (Fraction(1), Fraction(1, 4)))))
    numbers = ranks(CriticalOrbits(m, 60))
    assert len(set(numbers[0][1:])) == 1
    assert numbers[0][1] < numbers[0][0]


def test_a_cycle_that_is_known_but_ends_after_the_last_time() -> None:
    # the orbit of the upper end meets one whose cycle is known already, but not within so few steps
    m = make([(0, 0), ("1/2", "1/4"), ("5/4", "7/4"), (2, "5/2"), ("5/2", "3/2"), ("11/4", "5/4"), (3, "11/8")])
    for f in (pl(m), pl(conjugate(m, Fraction(-1), Fraction(3))), pl(long_tail(3, 3))):
        for length in range(2, 9):
            orbits = CriticalOrbits(f, length)
            first = [row[0] for row in ranks(orbits)]
            starts = [*orbits.vertices, *f.domain]
            assert sorted(range(len(first)), key=first.__getitem__) == sorted(
                range(len(starts)), key=starts.__getitem__
            )
