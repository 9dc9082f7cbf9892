"""Canonical form: one function on one domain is one value, however it is written."""

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

import pytest

from exactpl import PL
from exactpl.maps.pl import Number
from tests.bridge import oracle, pl
from tests.maps.cases import nasty
from tests.oracles.maps import canonical, domain, evaluate, kinks, slopes


def knots(f: PL) -> list[tuple[Fraction, Fraction]]:
    return list(f.knots)


@pytest.mark.parametrize(
    ("points", "left", "right", "kept"),
    [
        ([(0, 0), (1, 1), (2, 2)], None, None, [(0, 0), (2, 2)]),
        ([(0, 0), (1, 1), (2, 2), (3, 0)], None, None, [(0, 0), (2, 2), (3, 0)]),
        ([(0, 5), (1, 5), (2, 5), (3, 5)], None, None, [(0, 5), (3, 5)]),
        ([(0, 0), (1, 1), (2, 3)], 1, 2, [(1, 1)]),  # a knot where a ray begins and the slope does not change
        ([(0, 0), (1, 1), (2, 3)], 0, 0, [(0, 0), (1, 1), (2, 3)]),
        ([(0, 0), (1, 1), (2, 2)], 1, 0, [(2, 2)]),
        ([(0, 0), (1, 1), (2, 2)], 0, 1, [(0, 0)]),
        ([(0, 0), (1, 1), (2, 2)], 0, 2, [(0, 0), (2, 2)]),
        ([(3, 7)], 2, 2, [(0, 1)]),  # affine on the line: (0, f(0))
        ([(3, 7), (4, 9), (9, 19)], 2, 2, [(0, 1)]),
        ([(-1, 5), (1, 5)], 0, 0, [(0, 5)]),
        ([(3, 7)], 2, 0, [(3, 7)]),
        ([(3, 7)], None, 2, [(3, 7)]),  # a half-line keeps its end
        ([(3, 7), (4, 9), (5, 11)], None, 2, [(3, 7)]),
        ([(3, 7), (4, 9), (5, 11)], None, 1, [(3, 7), (5, 11)]),
        ([(3, 7), (4, 9), (5, 11)], 2, None, [(5, 11)]),
        ([(3, 7), (4, 9), (5, 11)], 0, None, [(3, 7), (5, 11)]),
        ([(-1, 0), (1, 0)], None, 0, [(-1, 0)]),
    ],
)
def test_knots_that_are_kept(
    points: list[tuple[Number, Number]],
    left: Number | None,
    right: Number | None,
    kept: Sequence[tuple[int, int]],
) -> None:
    f = PL(points, left_slope=left, right_slope=right)
    assert knots(f) == list(kept)
    assert (f.left_slope, f.right_slope) == (left, right)


def test_redundant_vertices_of_the_tent() -> None:
    """(0,0),(1/4,1/2),(1/2,1),(3/4,1/2),(1,0) has two pieces."""
    f = PL([(0, 0), ("1/4", "1/2"), ("1/2", 1), ("3/4", "1/2"), (1, 0)])
    assert len(f.pieces) == 2
    assert f == PL([(0, 0), ("1/2", 1), (1, 0)])


@pytest.mark.parametrize("seed", range(20))
def test_canonical_knots_are_the_breakpoints_and_the_ends(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        m = nasty(rng)
        f, expected = pl(m), canonical(m)
        assert knots(f) == list(expected.knots)
        assert list(f.breakpoints) == kinks(m)
        assert list(f.slopes) == [slope for slope, _ in groupby(slopes(m))]
        assert tuple(f.domain) == domain(m)


@pytest.mark.parametrize("seed", range(10))
def test_other_descriptions_of_a_function_are_equal_and_hash_alike(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        m = nasty(rng)
        lower, upper = domain(m)
        far = [m.knots[0][0] - 3, m.knots[-1][0] + Fraction(5, 7)]
        extra = {Fraction(rng.randint(-40, 40), 7) for _ in range(rng.randint(1, 6))} | set(far)
        inside = {x for x in extra if (lower is None or x >= lower) and (upper is None or x <= upper)}
        xs = sorted(inside | {x for x, _ in m.knots})
        f, g = pl(m), PL([(x, evaluate(m, x)) for x in xs], left_slope=m.left, right_slope=m.right)
        assert f == g
        assert hash(f) == hash(g)
        assert repr(f) == repr(g)
        assert {f: 1}[g] == 1


def test_maps_that_differ_are_unequal() -> None:
    f = PL([(0, 0), (1, 1)])
    others = [
        PL([(0, 0), (1, 2)]),
        PL([(0, 0), (2, 2)]),
        PL([(0, 0)], left_slope=1, right_slope=1),
        PL([(0, 0)], right_slope=1),
        PL([(1, 1)], left_slope=1),
        PL([(0, 0), ("1/2", "3/4"), (1, 1)]),
    ]
    assert len({f, *others}) == 7
    assert f != 0
    assert f != "f"


@pytest.mark.parametrize("seed", range(5))
def test_the_oracle_reads_back_what_was_written(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        m = nasty(rng)
        assert oracle(pl(m)) == canonical(m)
