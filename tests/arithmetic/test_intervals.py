"""Closed intervals with rational or infinite ends, against sets of sample points."""

import pickle
from fractions import Fraction
from itertools import product

import pytest

import exactpl as xp
from exactpl import Interval

POINTS = [Fraction(n, 2) for n in range(-7, 8)]
ENDS: list[Fraction | None] = [None, *(Fraction(n) for n in range(-2, 3))]
INTERVALS = [Interval(a, b) for a, b in product(ENDS, ENDS) if a is None or b is None or a <= b]


def members(interval: Interval) -> set[Fraction]:
    return {x for x in POINTS if x in interval}


def test_ends_are_exact_and_may_be_infinite() -> None:
    lower, upper = Interval("0.1", None)
    assert (lower, upper) == (Fraction(1, 10), None)
    with pytest.raises(xp.InexactNumberError):
        Interval(0.1, 1)
    with pytest.raises(xp.InputError, match=r"\[1/2, 1/3\]"):
        Interval("1/2", "1/3")


def test_membership_is_exact_and_ends_belong() -> None:
    unit = Interval(0, 1)
    assert 0 in unit
    assert "1" in unit
    assert Fraction(10**30 + 1, 10**30) not in unit
    assert 10**100 in Interval(0, None)
    with pytest.raises(xp.InexactNumberError):
        _ = 0.5 in unit


def test_equality_hash_pickle_and_immutability() -> None:
    interval = Interval("1/2", None)
    assert interval == Interval("2/4", None) == pickle.loads(pickle.dumps(interval))
    assert hash(interval) == hash(Interval("0.5", None))
    assert interval != Interval("1/2", 1)
    with pytest.raises(AttributeError):
        interval.lower = Fraction(0)  # type: ignore[misc]


@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_repr_evaluates_back(interval: Interval) -> None:
    assert eval(repr(interval), {"Interval": Interval}) == interval


def test_texts() -> None:
    assert str(Interval("1/2", 1)) == "[1/2, 1]"
    assert str(Interval(None, None)) == "(-oo, oo)"
    assert str(Interval(0, None)) == "[0, oo)"
    assert str(Interval(None, -1)) == "(-oo, -1]"


def test_points_lengths_and_bounds() -> None:
    assert Interval(1, 1).is_point
    assert not Interval(1, 2).is_point
    assert not Interval(None, None).is_point
    assert Interval("1/3", 1).length == Fraction(2, 3)
    assert Interval(None, 1).length is None
    assert [i.is_bounded for i in (Interval(0, 1), Interval(0, None), Interval(None, 0))] == [True, False, False]


def test_hull_intersection_and_inclusion_agree_with_sets() -> None:
    for a, b in product(INTERVALS, INTERVALS):
        assert a.contains_interval(b) == (members(b) <= members(a))
        common = a.intersection(b)
        assert (members(common) if common else set()) == members(a) & members(b)
        hull = a.hull(b)
        assert hull == b.hull(a)
        assert hull.contains_interval(a)
        assert hull.contains_interval(b)
        joined = members(a) | members(b)
        assert members(hull) == {x for x in POINTS if min(joined) <= x <= max(joined)}


def test_an_index_gives_an_end() -> None:
    interval = Interval(0, None)
    assert (interval[0], interval[1], interval[-1], interval[-2]) == (0, None, None, 0)
    assert tuple(interval) == (interval[0], interval[1])
    with pytest.raises(IndexError):
        interval[2]
