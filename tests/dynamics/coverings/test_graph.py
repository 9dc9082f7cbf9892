"""Covering graphs against explicit iterates; what is said to persist does, for maps at the very margin."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl import CoveringGraph, Interval, covering_graph
from exactpl.dynamics.coverings.graph import error_factor, extremes, have_disjoint_interiors
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, where
from tests.dynamics.named_maps import GOLDEN, NASTY
from tests.oracles.coverings import Ends, covering_pairs, image_under, neighbours
from tests.oracles.maps import Map, evaluate, lipschitz, make, power


def marks(m: Map) -> list[Fraction]:
    """Return knots, points between them, and points beyond them on rays."""
    xs = [x for x, _ in m.knots]
    points = {*xs, *((a + b) / 2 for a, b in pairwise(xs))}
    if m.left is not None:
        points |= {xs[0] - 1, xs[0] - 3}
    if m.right is not None:
        points |= {xs[-1] + 1, xs[-1] + 3}
    for _, y in m.knots:
        if xs[0] <= y <= xs[-1]:
            points.add(y)
    return sorted(points)


def some_intervals(m: Map, rng: random.Random, count: int) -> list[Ends]:
    points = marks(m)
    if len(points) < 2:
        points = [points[0], points[0] + 1]
    found = []
    for _ in range(count):
        low, high = sorted(rng.sample(points, 2))
        if rng.random() < 0.3:
            low, high = low + (high - low) / 7, high - (high - low) / 9
        found.append((low, high))
    return found


def factor(m: Map, q: int) -> Fraction:
    return sum((lipschitz(m) ** i for i in range(q)), Fraction(0))


def test_against_explicit_iterates() -> None:
    rng = random.Random("covering graphs")
    edges = 0
    for m in [*NASTY, GOLDEN, *nasty_maps("covering graphs", 120, 4)]:
        f = pl(m)
        intervals = some_intervals(m, rng, rng.randint(1, 5))
        for q in (1, 2, 3):
            graph = covering_graph(f, intervals, k=q)
            assert graph.k == q
            assert [tuple(interval) for interval in graph.intervals] == intervals
            assert [(e.source, e.target) for e in graph.edges] == covering_pairs(m, intervals, q), (where(m), q)
            written = power(m, q)
            for e in graph.edges:
                low, high = image_under(written, intervals[e.source])
                lower, upper = intervals[e.target]
                for x, value in ((e.below, low), (e.above, high)):
                    assert intervals[e.source][0] <= x <= intervals[e.source][1], (where(m), q)
                    assert evaluate(written, x) == value, (where(m), q)
                assert e.epsilon * factor(m, q) == min(lower - low, high - upper), (where(m), q)
                edges += 1
            n = range(len(intervals))
            assert graph.matrix == tuple(
                tuple(int((i, j) in [(e.source, e.target) for e in graph.edges]) for j in n) for i in n
            )
            assert graph.epsilon == min((e.epsilon for e in graph.edges), default=0)
    assert edges > 300


def test_coverings_persist_for_all_near_maps() -> None:
    rng = random.Random("coverings that persist")
    margins = 0
    for m in [*NASTY, GOLDEN, *nasty_maps("coverings that persist", 40, 3)]:
        intervals = some_intervals(m, rng, 4)
        for q in (1, 2, 3):
            graph = covering_graph(pl(m), intervals, k=q)
            rooms = sorted({e.epsilon for e in graph.edges if e.epsilon > 0})
            for epsilon in rooms[:1] + rooms[-1:]:
                kept = {(e.source, e.target) for e in graph.robust(epsilon).edges}
                assert kept == {(e.source, e.target) for e in graph.edges if e.epsilon >= epsilon}
                margins += 1
                for g in neighbours(m, epsilon, rng, 20 if margins % 8 == 0 else 4):
                    assert kept <= set(covering_pairs(g, intervals, q)), (where(m), where(g), q)
    assert margins > 60


def test_one_step_margins_are_the_largest() -> None:
    """For q = 1 the shift by a little more than epsilon breaks a covering, where it stays inside the domain."""
    m = make([(0, "1/8"), ("1/2", "7/8"), (1, "1/8")])
    intervals = [(Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 2), Fraction(3, 4))]
    graph = covering_graph(pl(m), [(0, 1), *intervals])
    edge = next(e for e in graph.edges if (e.source, e.target) == (0, 1))
    assert edge.epsilon == Fraction(1, 8)
    above = next(neighbours(m, Fraction(9, 64), random.Random(0), 2))
    assert (0, 1) not in covering_pairs(above, [(Fraction(0), Fraction(1)), intervals[0]], 1)


def test_extremes() -> None:
    rng = random.Random("extremes")
    for m in nasty_maps("extremes", 60, 4):
        f = pl(m)
        for interval in some_intervals(m, rng, 3):
            for q in (0, 1, 2, 3):
                below, least, above, greatest = extremes(f, Interval(*interval), q)
                written = power(m, q)
                assert (least, greatest) == image_under(written, interval), (where(m), q)
                assert evaluate(written, below) == least
                assert evaluate(written, above) == greatest
                assert interval[0] <= below <= interval[1]
                assert interval[0] <= above <= interval[1]


def test_error_factor() -> None:
    for m in NASTY:
        for q in (1, 2, 3, 7):
            assert error_factor(pl(m), q) == factor(m, q)


def test_disjoint_interiors() -> None:
    for intervals, disjoint in [
        ([(0, 1)], True),
        ([(0, 1), (1, 2)], True),
        ([(1, 2), (0, 1)], True),
        ([(0, 1), (0, 1)], False),
        ([(0, 2), (1, 3)], False),
        ([(0, 3), (1, 2)], False),
        ([(0, 3), ("1/2", "1/2")], None),
    ]:
        given = [Interval(*interval) for interval in intervals]
        if disjoint is None:
            with pytest.raises(xp.InputError, match="more than one point"):
                have_disjoint_interiors(given)
        else:
            assert have_disjoint_interiors(given) == disjoint
    graph = CoveringGraph(1, (Interval(0, 1), Interval(1, 2)), ())
    assert graph.interiors_are_disjoint
    assert graph.epsilon == 0
    assert graph.matrix == ((0, 0), (0, 0))


def test_thousands_of_bits_and_steps() -> None:
    f = xp.zoo.tent()
    graph = covering_graph(f, [(0, Fraction(1, 1 << 2000)), (0, 1)], k=2001)
    assert graph.matrix == ((1, 1), (1, 1))
    assert graph.epsilon == 0
    graph = covering_graph(f, [("1/10", "2/5")], k=400)
    assert graph.matrix == ((1,),)
    assert graph.epsilon * (2**400 - 1) == Fraction(1, 10)


def test_points_that_are_shown_for_flat_images() -> None:
    constant = xp.PL([(0, "1/3"), (1, "1/3")])
    assert covering_graph(constant, [(0, 1)], k=3).edges == ()
    with pytest.raises(xp.InputError, match="more than one point"):
        covering_graph(constant, [("1/3", "1/3")])


def test_errors() -> None:
    f = xp.zoo.tent()
    for interval in [(None, 1), (0, None), ("1/2", "1/2")]:
        with pytest.raises(xp.InputError, match="compact intervals"):
            covering_graph(f, [interval])  # type: ignore[list-item]
    with pytest.raises(xp.DomainError, match="inside the domain"):
        covering_graph(f, [(0, 2)])
    with pytest.raises(xp.InputError, match="at least one interval"):
        covering_graph(f, [])
    for q in (0, -1):
        with pytest.raises(xp.InputError):
            covering_graph(f, [(0, 1)], k=q)
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        covering_graph(xp.PL([(0, 0), ("1/2", 2), (1, 0)]), [(0, 1)])
    graph = covering_graph(f, [(0, 1)])
    with pytest.raises(xp.InputError, match="epsilon must be >= 0"):
        graph.robust(-1)
    with pytest.raises(xp.InexactNumberError):
        graph.robust(0.5)  # type: ignore[arg-type]
    assert "CoveringGraph(k=1" in repr(graph)


def test_the_unbounded_line() -> None:
    f = xp.PL([(0, 0)], left_slope=-2, right_slope=2)
    graph = covering_graph(f, [(-1, 1), (1, 4), (0, 8)], k=2)
    assert graph.matrix == ((0, 1, 0), (0, 0, 0), (0, 1, 1))
    assert graph.epsilon == 0
    assert graph.robust("1/3").matrix == ((0, 0, 0), (0, 0, 0), (0, 1, 0))
    assert covering_pairs(make([(0, 0)], -2, 2), [(Fraction(0), Fraction(8))], 2) == [(0, 0)]
