"""Layouts: both ways to rank critical points among kinks, single kinks, and the knots in each of the three packings."""

import random
from bisect import bisect_left, bisect_right
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.iterates import layout as layouts
from exactpl.dynamics.iterates.layout import Layout
from exactpl.dynamics.iterates.skeleton import Skeleton
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, powers, related_map
from tests.oracles.maps import kinks

WAYS = {"kneaded": (0, 10**6), "pulled back": (10**9, 0)}


@pytest.mark.parametrize("way", WAYS)
def test_kinks_and_ranks_against_iterates_written_out(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "_LONG", WAYS[way][0])
    monkeypatch.setattr(layouts, "_MOST_SYSTEMS", WAYS[way][1])
    rng = random.Random("layout")
    for m in [*nasty_maps("layout", 40, 4), *(related_map(rng) for _ in range(20))]:
        if not kinks(m):
            continue
        for k, power in powers(m, 4, 200):
            if k == 0:
                continue
            layout, expected = Layout(pl(m), k), kinks(power)
            assert layout.kink_count == len(expected)
            assert [Fraction(*layout.kink(i)) for i in range(len(expected))] == expected
            for x in [*expected[:5], *(Fraction(rng.randint(-30, 60), 12) for _ in range(4))]:
                if x in pl(m).domain and x not in tuple(pl(m).domain):
                    assert layout.rank(x, -1) == bisect_left(expected, x)
                    assert layout.rank(x, 1) == bisect_right(expected, x)


def test_both_ways_agree_for_long_iterates(monkeypatch: pytest.MonkeyPatch) -> None:
    for f in (xp.zoo.tent("19/10"), xp.zoo.scrambling(), xp.zoo.stefan(5), pl(related_map(random.Random(5)))):
        found = []
        for limits in WAYS.values():
            monkeypatch.setattr(layouts, "_LONG", limits[0])
            monkeypatch.setattr(layouts, "_MOST_SYSTEMS", limits[1])
            found.append(Layout(f, 120).levels)
        assert found[0] == found[1]


@pytest.mark.parametrize(
    "f",
    [
        xp.zoo.tent(),  # int64 throughout
        xp.zoo.tent("19/10"),  # outgrows int64 on the way
        xp.PL([(0, 0), ("1/3", 1), (1, 0)]),
        xp.PL([(0, "1/7"), ("2/7", Fraction(10**30 + 1, 10**31)), ("1/2", 1), (1, "1/11")]),  # a denominator each
    ],
    ids=["int64", "integers", "skew", "apart"],
)
def test_knots_computed_together_are_those_computed_one_by_one(f: xp.PL) -> None:
    k = 9
    g = xp.iterate(f, k)
    one_by_one = [g.knots[i] for i in range(len(g.knots))]
    together = xp.iterate(f, k)
    assert together == g
    assert list(together.knots) == one_by_one
    h = f
    for _ in range(k - 1):
        h = h @ f
    assert g == h
    assert g == xp.PL(one_by_one)


def test_labels_stand_for_values_of_critical_orbits() -> None:
    for f in (xp.zoo.tent("19/10"), xp.zoo.scrambling(), xp.zoo.trapezoid()):
        skeleton = Skeleton(f, 6)
        values = skeleton.values()
        g = xp.iterate(f, 6)
        assert [values[label] for label in skeleton.labels()] == [g(x) for x in g.breakpoints]
        assert len(skeleton) == len(g.breakpoints)


def test_absurd_iterates_are_refused_before_the_work() -> None:
    for k in (10**30, 10**9):
        iterate = xp.Iterate(xp.zoo.tent("19/10"), k)
        for ask in (lambda: iterate.piece(0), lambda: iterate.locate("1/3"), lambda: iterate("1/3")):  # noqa: B023
            with pytest.raises(xp.BudgetError, match="smaller k"):
                ask()
        with pytest.raises(xp.BudgetError, match="smaller k"):
            iterate.piece_at("1/3")
    with pytest.raises(xp.BudgetError, match="smaller k"):
        xp.Iterate(xp.zoo.tent(), 10**6).piece(0)
