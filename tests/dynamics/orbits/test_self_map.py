"""Does f map a set into itself, and which point leaves?"""

import pickle
import random
import re
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.orbits.self_map import SelfMap, escaping_point, invariant_hull
from tests.bridge import pl
from tests.dynamics.families import conjugate, nasty_maps, where
from tests.oracles.intervals import image_on, inside
from tests.oracles.maps import Map, contains, domain, evaluate, is_self_map

RAYS = [Fraction(n, 2) for n in (0, 1, 2, 3, -1, -2, -4)]


def any_map(rng: random.Random) -> Map:
    """Return a map that need not stay in its domain: compact, half-line or line."""
    xs = sorted(rng.sample(range(-3, 4), rng.randint(2, 4)))
    knots = tuple((Fraction(x), Fraction(rng.randint(-7, 7), 2)) for x in xs)
    left = rng.choice([None, None, *RAYS])
    right = rng.choice([None, None, *RAYS])
    if rng.random() < 0.2 and (left is not None or right is not None):
        knots = knots[:1]
    return Map(knots, left, right)


def test_an_escaping_point_leaves_and_none_means_a_self_map() -> None:
    rng = random.Random("escape")
    self_maps = 0
    for _ in range(3000):
        m = any_map(rng)
        x = escaping_point(pl(m))
        assert (x is None) == is_self_map(m), where(m)
        self_maps += x is None
        if x is not None:
            assert contains(domain(m), x), where(m)
            assert not contains(domain(m), evaluate(m, x)), where(m)
    assert 200 < self_maps < 2800


def test_points_that_leave_along_rays() -> None:
    for scale in (Fraction(1), Fraction(-1), Fraction(-2, 3)):
        m = conjugate(
            Map(((Fraction(0), Fraction(5)), (Fraction(4), Fraction(1))), None, Fraction(-1, 10)), scale, Fraction(1, 7)
        )  # leaves beyond 14
        x = escaping_point(pl(m))
        assert x is not None
        assert not contains(domain(m), evaluate(m, x))
    assert escaping_point(pl(Map(((Fraction(0), Fraction(5)),), None, Fraction(-1, 10**9)))) is not None


def test_self_maps_have_no_escaping_point() -> None:
    for m in nasty_maps("stay", 400):
        assert escaping_point(pl(m)) is None, where(m)
        SelfMap.of(pl(m))


def test_the_error_names_a_point_that_leaves_and_its_value() -> None:
    rng = random.Random("escape, message")
    named = 0
    for _ in range(300):
        m = any_map(rng)
        if is_self_map(m):
            continue
        for question in (
            lambda f: SelfMap.of(f),
            lambda f: xp.piece_count(f, 3),
            lambda f: xp.iterate(f, 2),
            lambda f: xp.fixed_points(f, 2),
            lambda f: xp.find_orbit(f, 2),
        ):
            with pytest.raises(xp.DomainError) as caught:
                question(pl(m))
            match = re.search(r"found x = (\S+) with f\(x\) = (\S+);", str(caught.value))
            assert match is not None, str(caught.value)
            x, y = Fraction(match[1]), Fraction(match[2])
            assert contains(domain(m), x), where(m)
            assert evaluate(m, x) == y, where(m)
            assert not contains(domain(m), y), where(m)
            named += 1
    assert named > 300


# -- invariant hulls --------------------------------------------------------------------------------------------------


def hull(m: Map, lo: Fraction, hi: Fraction, steps: int) -> tuple[Fraction, Fraction] | None:
    """Return the smallest invariant interval around [lo, hi], if that many hulls find it."""
    for _ in range(steps):
        if not inside((lo, hi), domain(m)):
            return None
        a, b = image_on(m, lo, hi)
        if inside((a, b), (lo, hi)):
            return lo, hi
        assert a is not None
        assert b is not None
        lo, hi = min(lo, a), max(hi, b)
    return None


def test_the_hull_is_the_smallest_invariant_interval() -> None:
    rng = random.Random("hull")
    found_ones = 0
    for i in range(600):
        m = any_map(rng) if i % 2 else next(nasty_maps(f"hull {i}", 1))
        xs = [x for x, _ in m.knots]
        lo, hi = sorted((rng.choice(xs), rng.choice(xs) + (m.right is not None)))
        if lo == hi and len(xs) > 1:
            lo, hi = xs[0], xs[1]
        if lo == hi:
            continue
        found = invariant_hull(pl(m), xp.Interval(lo, hi))
        expected = hull(m, lo, hi, 64)
        assert (None if found is None else tuple(found)) == expected, (where(m), lo, hi)
        if found is not None:
            assert found.is_bounded
            assert inside((lo, hi), tuple(found))
            assert inside(image_on(m, *found), tuple(found))
            restricted = pl(m).restrict(*found)
            assert escaping_point(restricted) is None
            found_ones += 1
    assert found_ones > 100


def test_hulls_that_grow_for_ever_are_not_found() -> None:
    assert invariant_hull(xp.PL([(0, 1)], left_slope=1, right_slope=1), xp.Interval(0, 1)) is None
    creeping = xp.PL([(0, 1)], left_slope="1/2", right_slope="1/2")  # towards 2, never there
    assert invariant_hull(creeping, xp.Interval(0, 1)) is None
    assert invariant_hull(creeping, xp.Interval(0, 2)) == xp.Interval(0, 2)


def test_most_steps_is_the_number_of_hulls() -> None:
    stairs = xp.PL([(0, 1), (9, 10), (10, 10)], right_slope=0)
    assert invariant_hull(stairs, xp.Interval(0, 1), most_steps=5) is None
    assert invariant_hull(stairs, xp.Interval(0, 1), most_steps=20) == xp.Interval(0, 10)


def test_the_hull_of_the_scrambling_map() -> None:
    # figure 1 of arXiv 2210.05212; the ends are f(0.502) and its image
    f = xp.zoo.scrambling()
    expected = xp.Interval("-199959799/10000000000000", "1003969799/1000000000")
    assert invariant_hull(f, xp.Interval(0, 1)) == expected
    assert invariant_hull(f, expected) == expected


def test_a_self_map_is_a_map_that_was_looked_at() -> None:
    f = xp.PL([(0, 0), ("1/2", 1), (1, 0)])
    found = SelfMap.of(f)
    assert SelfMap.of(found) is found
    assert (found, repr(found), hash(found)) == (f, repr(f), hash(f))
    assert pickle.loads(pickle.dumps(found)) == f
    assert isinstance(SelfMap.of(found, on=(0, 1)), SelfMap)
    # what is made of it has not been looked at
    for made in (found + 1, found.restrict(0, "1/2"), found @ found, found * 2, -found):
        assert type(made) is xp.PL
    assert type(SelfMap.from_formula("x + 1")) is xp.PL
    with pytest.raises(TypeError, match=r"SelfMap\.of"):
        SelfMap([(0, 0), (1, 1)])
    for leaves in (f * 3, xp.PL([(0, 0), (1, 2)])):
        with pytest.raises(xp.DomainError, match="into itself"):
            SelfMap.of(leaves)
