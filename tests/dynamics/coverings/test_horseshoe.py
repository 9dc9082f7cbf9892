"""Horseshoes: every near map, also at the very margin, has the growth that is said; none at zero entropy."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl.dynamics.coverings.graph import covering_graph
from exactpl.dynamics.coverings.horseshoe import Horseshoe, find_horseshoe, horseshoe_of
from exactpl.dynamics.growth.bounds import growth_by_tables
from tests.bridge import pl
from tests.dynamics.families import compact_maps, conjugate, related_map, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.oracles.coverings import covering_pairs, neighbours
from tests.oracles.growth import spectral_radius
from tests.oracles.maps import Map, evaluate, lap_count, make, power


def assert_shown(m: Map, found: Horseshoe) -> None:
    """Check by hand: disjoint interiors, coverings, weights; and the growth against the spectral radius."""
    intervals = [tuple(interval) for interval in found.graph.intervals]
    ordered = sorted(intervals)  # type: ignore[type-var]
    assert all(a[1] <= b[0] for a, b in pairwise(ordered)), where(m)  # type: ignore[operator]
    pairs = [(e.source, e.target) for e in found.graph.edges]
    assert set(pairs) <= set(covering_pairs(m, intervals, found.k)), where(m)  # type: ignore[arg-type]
    assert found.epsilon == min(e.epsilon for e in found.graph.edges)
    assert len(found.weights) == len(intervals)
    assert min(found.weights) >= 0
    assert max(found.weights) > 0
    for i, weight in enumerate(found.weights):
        assert sum(found.weights[t] for s, t in pairs if s == i) >= found.growth * weight, where(m)
    n = range(len(intervals))
    radius = spectral_radius([[int((i, j) in pairs) for j in n] for i in n])
    assert float(found.growth) <= radius + 1e-9
    assert float(found.growth) >= radius - 1e-4 * radius


def assert_near_maps_grow(m: Map, found: Horseshoe, rng: random.Random, count: int) -> None:
    """log laps(g^q) >= q h(g) >= log growth; and the bound of a table is no smaller either."""
    for i, g in enumerate(neighbours(m, found.epsilon, rng, count)):
        if i < 4:
            assert lap_count(power(g, found.k)) >= found.growth, (where(m), where(g))
        upper = growth_by_tables(pl(g), Fraction(1, 50), most_rows=120).upper
        assert upper**found.k >= found.growth, (where(m), where(g))


def test_near_maps_grow_at_least_as_fast() -> None:
    rng = random.Random("horseshoes")
    shown = robust = 0
    related = (related_map(rng) for _ in range(18))
    for i, m in enumerate([tent("2"), tent("8/5"), GOLDEN, DOUBLED, *compact_maps("horseshoes", 30, 4), *related]):
        found = find_horseshoe(pl(m), most_steps=3)
        if found is None:
            continue
        assert found.epsilon >= 0, where(m)
        robust += found.epsilon > 0
        assert found.growth > 1
        assert_shown(m, found)
        assert_near_maps_grow(m, found, rng, 20 if i % 5 == 0 else 4)
        shown += 1
    assert shown >= 15, shown
    assert robust >= 10, robust


def test_none_at_zero_entropy() -> None:
    zero = 0
    for m in [G34, tent("1"), *NASTY, *compact_maps("no horseshoes", 40, 4)]:
        bounds = growth_by_tables(pl(m), Fraction(1, 100), most_rows=100)
        if bounds.upper == 1:
            assert find_horseshoe(pl(m), most_steps=4) is None, where(m)
            zero += 1
        else:
            found = find_horseshoe(pl(m), most_steps=3)
            assert found is None or found.growth <= bounds.upper**found.k, where(m)
    assert zero > 20


def test_wishes() -> None:
    f = xp.zoo.tent()
    for q in (1, 2, 3, 4):
        found = find_horseshoe(f, k=q)
        if found is not None:
            assert found.k == q
            assert found.growth <= 2**q
    for at_least in (Fraction(2), Fraction(3)):
        found = find_horseshoe(f, k=3, at_least=at_least)
        assert found is not None
        assert found.growth >= at_least
        assert_shown(tent("2"), found)
    assert find_horseshoe(f, k=2, at_least=Fraction(5)) is None
    loose = find_horseshoe(f, k=2, epsilon=Fraction(1, 40))
    assert loose is not None
    assert loose.epsilon >= Fraction(1, 40)
    assert_near_maps_grow(tent("2"), loose, random.Random("loose"), 12)
    assert find_horseshoe(f, k=2, epsilon=Fraction(1, 2)) is None


def test_given_intervals() -> None:
    f, half = xp.zoo.tent(), Fraction(1, 2)
    found = horseshoe_of(covering_graph(f, [(0, half), (half, 1)]))
    assert found is not None
    assert (found.growth, found.epsilon, found.k) == (2, 0, 1)
    assert_shown(tent("2"), found)
    golden = horseshoe_of(covering_graph(pl(GOLDEN), [(0, half), (half, 1)]))
    assert golden is not None
    assert_shown(GOLDEN, golden)
    assert Fraction(16180, 10000) < golden.growth < Fraction(16181, 10000)
    assert horseshoe_of(covering_graph(f, [("1/2", 1)])) is None
    # an interval that plays no part, and two classes: the better one is taken
    three = make([(0, 0), ("1/6", "1/2"), ("1/3", 0), ("1/2", "1/2"), ("2/3", 1), ("5/6", "1/2"), (1, 1)])
    cuts = ["0", "1/6", "1/3", "1/2", "2/3", "5/6", "1"]
    mixed = horseshoe_of(covering_graph(pl(three), list(pairwise(cuts))))
    assert mixed is not None
    assert_shown(three, mixed)
    assert mixed.growth == 3
    assert 0 in mixed.weights
    with pytest.raises(xp.InputError, match="disjoint"):
        horseshoe_of(covering_graph(f, [(0, 1), (half, 1)]))


def test_many_branches_are_cut_off() -> None:
    f = xp.zoo.zigzag(60)
    found = find_horseshoe(f, k=1)
    assert found is not None
    assert found.growth <= 24
    assert len(found.graph.intervals) <= 24


def test_on_the_line() -> None:
    """Under 2|x| all orbits but that of 0 tend to infinity; 3|x| - 3 maps [-2, -1/4] and [1/4, 2] onto [-9/4, 3]."""
    assert find_horseshoe(xp.PL([(0, 0)], left_slope=-2, right_slope=2)) is None
    far = make([(0, -3)], -3, 3)
    given = horseshoe_of(covering_graph(pl(far), [(-2, "-1/4"), ("1/4", 2)]))
    searched = find_horseshoe(pl(far), k=1)
    assert given is not None
    assert searched is not None
    assert (given.growth, given.epsilon, searched.growth) == (2, Fraction(1, 4), 2)
    for found in (given, searched):
        assert len(found.graph.edges) == 4
        for edge in found.graph.edges:
            (low, high), target = found.graph.intervals[edge.source], found.graph.intervals[edge.target]
            assert low * high >= 0  # 0 is the only kink
            least, most = sorted((evaluate(far, low), evaluate(far, high)))
            assert least <= target.lower - edge.epsilon
            assert target.upper + edge.epsilon <= most


def test_errors() -> None:
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        find_horseshoe(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
    for bad in ({"k": 0}, {"most_steps": 0}):
        with pytest.raises(xp.InputError):
            find_horseshoe(xp.zoo.tent(), **bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "m",
    [
        make([(0, 0), (Fraction(1, 10**400), 1), (Fraction(2, 10**400), 0), (1, 1)]),
        conjugate(tent("2"), Fraction(10) ** 400, Fraction(0)),
        conjugate(tent("2"), Fraction(10) ** -400, Fraction(0)),
    ],
    ids=["a steep tooth", "a large tent", "a small tent"],
)
def test_numbers_beyond_floats(m: Map) -> None:
    """Floats choose among candidates; where they cannot, none is found, or one that is right."""
    found = find_horseshoe(pl(m), k=2)
    if found is not None:
        assert_shown(m, found)
