"""Values at many points and orbits: as one by one, in order, in 64 bits and beyond."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

import exactpl as xp
from exactpl.maps import batches
from exactpl.maps.packed_column import PackedColumn
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, where
from tests.oracles.maps import domain, evaluate

TENT = xp.zoo.tent()
GOLDEN = xp.Algebraic([-1, -1, 1], 1, 2)


def drawn_points(rng: random.Random, lower: Fraction | None, upper: Fraction | None, knots: list[Fraction]):
    """Points of all kinds: knots, ends, beside them, far out, with short, long and unrelated denominators."""
    near = [x + Fraction(sign, q) for x in knots for sign in (-1, 0, 1) for q in (7, 1 << 70, 3**60)]
    far = [Fraction(rng.randrange(-(10**30), 10**30), rng.randrange(1, 10**12)) for _ in range(20)]
    short = [Fraction(rng.randrange(-64, 65), 16) for _ in range(40)]
    found = [x for x in (*near, *far, *short) if (lower is None or x >= lower) and (upper is None or x <= upper)]
    rng.shuffle(found)
    return found


def test_values_are_those_of_the_oracle_in_order() -> None:
    rng = random.Random(5)
    for m in nasty_maps(77, 60):
        f = pl(m)
        points = drawn_points(rng, *domain(m), [x for x, _ in m.knots])
        assert list(f.values(points)) == [evaluate(m, x) for x in points], where(m)
        short = [x for x in points if x.denominator <= 16 and abs(x) < 100]
        assert list(f.values(short)) == [evaluate(m, x) for x in short], where(m)


@pytest.mark.parametrize("bits", [1, 8, 20, 30, 31, 40, 62, 63, 64, 200])
def test_numbers_around_64_bits(bits: int) -> None:
    rng = random.Random(bits)
    one = 1 << bits
    f = xp.PL([(0, 0), (Fraction(rng.randrange(1, one + 1), one + 2), Fraction(one - 1, one)), (1, 0)])
    points = [Fraction(rng.randrange(one + 1), one) for _ in range(50)]
    assert list(f.values(points)) == [f(x) for x in points]


def test_both_ways_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    f = xp.PL([(0, 0), ("1/3", 1), ("1/2", "1/5"), (1, 1)])
    points = [Fraction(i, 999) for i in range(1000)]
    table = batches._Table(f._graph)
    fast = table.in_64_bits(PackedColumn(points))
    assert fast is not None
    assert list(fast) == list(table.one_by_one(points)) == [f(x) for x in points]
    monkeypatch.setattr(batches._Table, "in_64_bits", lambda *_: None)
    assert list(f.values(points)) == [f(x) for x in points]


def test_what_points_may_be() -> None:
    assert list(TENT.values([])) == []
    assert list(TENT.values(iter([0, "1/3", Fraction(1, 2), 1]))) == [0, Fraction(2, 3), 1, 0]
    assert TENT.values(["1/3"])[0] == Fraction(2, 3)
    with pytest.raises(xp.InexactNumberError):
        TENT.values([0.5])
    for points in ([0, 2, 3], [-1] * 3, [Fraction(1, 3), Fraction(10**40, 7)], ["1/3", "-1/1000000007"]):
        with pytest.raises(xp.DomainError, match="x must lie in the domain"):
            TENT.values(points)
    with pytest.raises(xp.DomainError, match="found 2;"):  # the first one
        TENT.values([0, 2, -1])
    steep = xp.PL([(0, 0)], left_slope=-3, right_slope=10**30)
    assert list(steep.values([-1, 10**40])) == [3, 10**70]
    line = xp.PL([(0, 5)], left_slope=1, right_slope=1)
    assert list(line.values([-7, 0, "1/3"])) == [-2, 5, Fraction(16, 3)]


def test_values_are_shown_as_a_list() -> None:
    assert repr(TENT.values([0, "1/3"])) == "[Fraction(0, 1), Fraction(2, 3)]"
    assert repr(TENT.values([0] * 101)) == "<101 numbers>"
    assert TENT.values([0, "1/3", 1])[1:] == [Fraction(2, 3), 0]
    assert len(TENT.values([1, 1])) == 2


def test_values_over_a_field() -> None:
    f = xp.PL([(0, 0), (GOLDEN / 2, 1), (1, 0)])
    points = [Fraction(1, 3), GOLDEN - 1, 1]
    assert list(f.values(points)) == [f(x) for x in points]
    assert list(TENT.values([GOLDEN - 1])) == [TENT(GOLDEN - 1)]


@pytest.mark.parametrize("x", ["0", "1/7", "1/64", "3/100", "1/2"])
@pytest.mark.parametrize("n", [0, 1, 2, 5, 100, 1000])
def test_orbits_that_come_back(x: str, n: int) -> None:
    expected = [Fraction(x)]
    for _ in range(n):
        expected.append(TENT(expected[-1]))
    assert TENT.orbit(x, n) == expected


def test_orbits_that_do_not_come_back() -> None:
    f = xp.zoo.tent(slope="19/10")
    found = f.orbit("1/3", 60)
    assert len(found) == 61
    assert all(f(x) == y for x, y in pairwise(found))
    with pytest.raises(xp.DomainError):
        xp.PL([(0, 0), (1, 3)]).orbit("1/2", 5)
    with pytest.raises(xp.InputError):
        TENT.orbit(0, -1)
    with pytest.raises(xp.BudgetError):
        f.orbit("1/3", 10**8)
    assert TENT.orbit("1/7", 10**6)[-1] == TENT.orbit("1/7", 10**6 % 3 + 3)[-1]
