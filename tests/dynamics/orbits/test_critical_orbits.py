"""The critical orbits in integers: every place, germ and kink against plain Fractions, for hundreds of steps."""

import random
from bisect import bisect_left
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from tests.bridge import pl
from tests.dynamics.families import huge_map, late_hit, long_cycle, long_tail, nasty_maps, related_map, where
from tests.oracles.maps import Map, domain, evaluate, kinks, make, slope_left, slope_right, slopes
from tests.oracles.states import one_sided_slopes


def places(m: Map, start: Fraction, length: int) -> list[tuple[int, bool]]:
    """Return (number of kinks left of the point, is it a kink) along an orbit, in plain Fractions."""
    cuts, found, x = kinks(m), [], start
    for _ in range(length):
        found.append((bisect_left(cuts, x), x in cuts))
        x = evaluate(m, x)
    return found


def assert_places(m: Map, length: int) -> None:
    orbits = CriticalOrbits(pl(m), length)
    assert orbits.vertices == kinks(m), where(m)
    for c, found in zip(kinks(m), [o.places for o in orbits.orbits], strict=True):
        assert [(p.index, p.is_vertex) for p in found] == places(m, c, length), (where(m), c)


@pytest.mark.parametrize("slope", [Fraction(3, 2), Fraction(7, 4), Fraction(31, 16), Fraction(2047, 1024)])
def test_places_with_dyadic_slopes(slope: Fraction) -> None:
    m, _ = late_hit(slope, 200, f"dyadic {slope}")
    assert_places(m, 260)


@pytest.mark.parametrize(
    "slope", [Fraction(5, 3), Fraction(19, 10), Fraction(17, 12), Fraction(199, 101), Fraction(10**9 + 7, 10**9)]
)
def test_places_with_other_slopes(slope: Fraction) -> None:
    m, _ = late_hit(slope, 200, f"other {slope}")
    assert_places(m, 260)


@pytest.mark.parametrize("steps", [1, 2, 62, 63, 64, 65, 130, 230])
def test_a_breakpoint_is_met_exactly_when_it_is_met(steps: int) -> None:
    for slope in (Fraction(3, 2), Fraction(19, 10)):
        m, b = late_hit(slope, steps, f"late {slope}")
        c = kinks(m).index(b)
        found = CriticalOrbits(pl(m), 240).orbits[c].places
        met = [n for n, place in enumerate(found) if place.is_vertex]
        assert met[:2] == [0, steps]
        assert kinks(m)[found[steps].index] == Fraction(1, 2)


def test_a_point_a_hair_away_from_a_breakpoint_is_not_on_it() -> None:
    # the same tents, with the turning point moved by less than the last bits of the orbit
    for slope in (Fraction(3, 2), Fraction(19, 10)):
        m, b = late_hit(slope, 70, f"hair {slope}")
        for sign in (-1, 1):
            tiny = sign * Fraction(1, 10**50)
            moved = make([(x + tiny * (x == Fraction(1, 2)), y) for x, y in m.knots])
            assert_places(moved, 75)
            found = CriticalOrbits(pl(moved), 75).orbits[kinks(moved).index(b)].places
            assert not found[70].is_vertex
            assert found[70].index == bisect_left(kinks(moved), Fraction(1, 2))


def test_places_on_random_maps() -> None:
    for m in nasty_maps("places", 150):
        assert_places(m, 90)


def test_places_on_maps_with_huge_numbers() -> None:
    rng = random.Random("huge places")
    for bits, length in ((53, 70), (400, 25), (2000, 10)):
        for _ in range(4):
            assert_places(huge_map(rng, bits, 3), length)


@pytest.mark.parametrize("period", [63, 64, 65, 200])
def test_places_on_long_cycles(period: int) -> None:
    assert_places(long_cycle(period), 450)


@pytest.mark.parametrize(("tail", "period"), [(60, 3), (63, 1), (64, 2), (200, 11), (5, 60)])
def test_places_on_long_tails(tail: int, period: int) -> None:
    assert_places(long_tail(tail, period), 500)


def test_lengths_0_and_1() -> None:
    for m in nasty_maps("short", 40):
        assert_places(m, 0)
        assert_places(m, 1)


def test_germs_see_the_signs_of_the_one_sided_slopes() -> None:
    rng = random.Random("germs")
    maps = [*nasty_maps("germs", 100), *(related_map(rng) for _ in range(40))]
    for m in maps:
        orbits = CriticalOrbits(pl(m), 40)
        for i, c in enumerate(kinks(m)):
            for side in (-1, 1):
                expected = [(s > 0) - (s < 0) for s in [Fraction(1), *one_sided_slopes(m, c, side, 40)]]
                if 0 in expected:
                    expected = expected[: expected.index(0) + 1]
                germ = orbits.germ(i, side)
                assert germ.signs == expected, (where(m), c, side)
                assert germ.parts == pieces_seen(m, c, side, len(expected) - 1), (where(m), c, side)


def pieces_seen(m: Map, x: Fraction, side: int, length: int) -> list[int]:
    """Return the numbers of the pieces of f that a germ lies in, in plain Fractions."""
    cuts, found = kinks(m), []
    for _ in range(length):
        found.append(bisect_left(cuts, x) + (side > 0 and x in cuts))
        slope = slope_right(m, x) if side > 0 else slope_left(m, x)
        x, side = evaluate(m, x), side if slope > 0 else -side
    return found


def test_kinks_and_turns_are_those_of_the_products_of_slopes() -> None:
    rng = random.Random("kinks")
    for m in [*nasty_maps("kinks", 100), *(related_map(rng) for _ in range(100))]:
        orbits = CriticalOrbits(pl(m), 60)
        for i, c in enumerate(kinks(m)):
            left, right = one_sided_slopes(m, c, -1, 60), one_sided_slopes(m, c, 1, 60)
            assert list(orbits.kinks(i)) == [a != b for a, b in zip(left, right, strict=True)], (where(m), c)
            assert list(orbits.turns(i)) == [a * b < 0 for a, b in zip(left, right, strict=True)], (where(m), c)


def test_first_hits_are_points_with_that_orbit() -> None:
    # N_j(c): points of the interior whose orbit first meets a kink at time j, at c, and f^j is not constant near them
    for m in nasty_maps("first hits", 60, max_breakpoints=3):
        f = pl(m)
        kneading = Kneading(f, 4)
        for c, hits in zip(f.breakpoints, kneading.first_hits, strict=True):
            assert hits == [first_hits(m, c, j) for j in range(4)], (where(m), c)


def first_hits(m: Map, c: Fraction, j: int) -> int:
    """Count them by pulling c back j times, branch by branch."""
    cuts = set(kinks(m))
    points = {c}
    for _ in range(j):
        earlier = set()
        for y in points:
            for x in affine_preimages(m, y):
                if x not in cuts:
                    earlier.add(x)
        points = earlier
    return len(points - set(domain(m)))


def affine_preimages(m: Map, y: Fraction) -> list[Fraction]:
    """Return the x with f(x) = y on pieces whose slope is not 0."""
    xs = [x for x, _ in m.knots]
    found = []
    for i, slope in enumerate(slopes(m)):
        lo = i - (m.left is not None)
        anchor, value = m.knots[max(lo, 0)]
        if slope:
            x = anchor + (y - value) / slope
            if (lo < 0 or xs[lo] <= x) and (lo + 1 >= len(xs) or x <= xs[lo + 1]):
                found.append(x)
    return found


def test_the_orbits_of_ends_at_infinity_stay_there() -> None:
    swap = CriticalOrbits(xp.PL([(0, 0)], left_slope=-1, right_slope=-2), 6)  # one kink; the ends change places
    assert swap.lower_end.parts == [0, 1, 0, 1, 0, 1]
    assert swap.lower_end.signs == [1, -1, 1, -1, 1, -1, 1]
    relu = CriticalOrbits(xp.PL([(0, 0)], left_slope=0, right_slope=1), 6)
    assert relu.lower_end.signs == [1, 0]
    assert relu.upper_end.signs == [1] * 7


def test_orbits_that_meet_earlier_ones_go_on_with_them() -> None:
    """Integer data: orbits run into each other's tails and cycles, at all times."""
    rng = random.Random(7)
    periodic = 0
    for _ in range(40):
        size = rng.randint(2, 25)
        m = make([(Fraction(i), Fraction(rng.randint(0, size))) for i in range(size + 1)])
        for length in (1, 2, 5, 9, 40, 200):
            assert_places(m, length)
        orbits = CriticalOrbits(pl(m), 200)
        for found in (*orbits.orbits, orbits.lower_orbit, orbits.upper_orbit):
            periodic += found.period > 0
            for n in range(found.tail, 200 - found.period):
                assert found.places[n] == found.places[n + found.period]
    assert periodic > 300


def test_marks_without_a_common_denominator() -> None:
    rng = random.Random(11)
    xs = sorted({Fraction(rng.randrange(1, q), q) for q in (10**9 + 7, 10**9 + 9, 998244353, 10**9 + 21, 10**9 + 33)})
    m = make([(x, Fraction(rng.randrange(100), 99)) for x in (Fraction(0), *xs, Fraction(1))])
    assert_places(m, 30)
