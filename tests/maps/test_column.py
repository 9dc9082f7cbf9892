"""Packed columns of rationals behave as the lists of Fractions that they stand for."""

import pickle
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

from exactpl.maps.column import AffineSlice, Column, assemble

PRIMES = [n for n in range(2**20, 2**20 + 3000) if all(n % d for d in range(2, 1030))]


def common(rng: random.Random, size: int) -> list[Fraction]:
    return [Fraction(rng.randint(-500, 500), rng.choice((1, 2, 3, 4, 6, 12))) for _ in range(size)]


def huge(rng: random.Random, size: int) -> list[Fraction]:
    return [Fraction(rng.randint(-(2**90), 2**90), rng.choice((1, 7, 10**30))) for _ in range(size)]


def apart(rng: random.Random, size: int) -> list[Fraction]:
    return [Fraction(rng.randint(-(2**40), 2**40), rng.choice(PRIMES)) for _ in range(size)]


def huge_apart(rng: random.Random, size: int) -> list[Fraction]:
    return [Fraction(rng.randint(-(2**200), 2**200), rng.getrandbits(200) | 1) for _ in range(size)]


KINDS = [common, huge, apart, huge_apart]
Maker = Callable[[random.Random, int], list[Fraction]]
kinds = pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)


def repacked(values: list[Fraction]) -> Column:
    """Return the same numbers packed by another way: entry by entry, next to numbers that share no denominator."""
    rng = random.Random(5)
    column = Column([*values, *huge_apart(rng, 40)])
    return assemble([AffineSlice(column, 0, len(values))])


@kinds
def test_it_is_the_sequence_of_its_values(make: Maker) -> None:
    for size in (1, 2, 3, 50):
        values = make(random.Random(size), size)
        column = Column(values)
        assert len(column) == size
        assert list(column) == values
        assert [column[i] for i in range(-size, size)] == values + values
        assert all(type(v) is Fraction for v in column)
        assert values[-1] in column
        for index in (size, -size - 1):
            with pytest.raises(IndexError):
                column[index]


@kinds
def test_slices(make: Maker) -> None:
    values = make(random.Random(1), 20)
    column = Column(values)
    for s in (slice(None), slice(3, 9), slice(-4, None), slice(None, None, -1), slice(15, 2, -3), slice(50, 60)):
        assert column[s] == values[s]


@kinds
def test_ratios_are_the_values_with_positive_denominators(make: Maker) -> None:
    values = make(random.Random(2), 30)
    column = Column(values)
    for i, value in enumerate(values):
        top, bottom = column.ratio(i)
        assert bottom > 0
        assert Fraction(top, bottom) == value


@pytest.mark.parametrize("values", [[], [Fraction(0)], [Fraction(0)] * 3], ids=len)
def test_empty_and_constant_columns(values: list[Fraction]) -> None:
    column = Column(values)
    assert list(column) == values
    assert column == Column(list(values)) == pickle.loads(pickle.dumps(column)) == repacked(values)
    assert column.bisect_left(Fraction(0)) == 0
    assert column.bisect_right(Fraction(0)) == len(values)


@pytest.mark.parametrize("edge", [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**400])
def test_nothing_wraps_at_the_edge_of_64_bits(edge: int) -> None:
    values = [Fraction(edge), Fraction(edge, 3), Fraction(edge - 1), Fraction(1, 3), Fraction(edge + 1)]
    column = Column(values)
    assert list(column) == values
    assert Column(values[:1]) == Column([Fraction(edge)])
    assert Column(values[:1]) != Column([Fraction(edge - 2**64)])
    assert Column([Fraction(edge)]) != Column([Fraction(edge + 1)])
    grown = assemble([AffineSlice(column, 0, 5, scale=Fraction(3), shift=Fraction(1))])
    assert list(grown) == [3 * v + 1 for v in values]
    shrunk = assemble([AffineSlice(grown, 0, 5, is_reversed=True, scale=Fraction(-1, 3), shift=Fraction(1, 3))])
    assert list(shrunk) == [-v for v in reversed(values)]
    assert pickle.loads(pickle.dumps(column)) == column


@kinds
def test_equal_columns_are_equal_however_they_are_packed(make: Maker) -> None:
    values = make(random.Random(3), 25)
    column, other = Column(values), repacked(values)
    assert list(other) == values
    assert column == other
    assert other == column
    assert pickle.loads(pickle.dumps(other)) == column
    for changed in (values[:-1], [*values, Fraction(0)], [values[0] + 1, *values[1:]]):
        assert column != Column(changed)
        assert Column(changed) != other
    assert column != values


@kinds
def test_bisection_at_near_and_beyond_the_entries(make: Maker) -> None:
    values = sorted(set(make(random.Random(4), 40)))
    gap = min(b - a for a, b in pairwise(values))
    for column in (Column(values), repacked(values)):
        for v in values:
            for x in (v, v - gap / 3, v + gap / 3, v - Fraction(1, 10**60), v + Fraction(1, 10**60)):
                assert column.bisect_left(x) == bisect_left(values, x)
                assert column.bisect_right(x) == bisect_right(values, x)
        for x in (values[0] - 1, values[-1] + 1):
            assert column.bisect_left(x) == column.bisect_right(x) == (0 if x < values[0] else len(values))


@kinds
def test_the_first_smallest_and_the_first_largest_entry(make: Maker) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        values = [rng.choice(make(rng, 5)) for _ in range(12)]
        values += values  # each value twice: the first one counts
        for column in (Column(values), repacked(values)):
            assert column.argmin() == values.index(min(values))
            assert column.argmax() == values.index(max(values))


def test_assembling_agrees_with_fractions() -> None:
    rng = random.Random(6)
    for _ in range(300):
        lists = [rng.choice(KINDS)(rng, rng.randint(1, 12)) for _ in range(3)]
        columns = [rng.choice((Column, repacked))(values) for values in lists]
        parts: list[AffineSlice | Fraction] = []
        expected: list[Fraction] = []
        for _ in range(rng.randint(0, 5)):
            if rng.random() < 0.3:
                single = rng.choice(rng.choice(lists))
                parts.append(single)
                expected.append(single)
                continue
            i = rng.randrange(3)
            start = rng.randint(0, len(lists[i]))
            stop = rng.randint(start, len(lists[i]))
            backwards = rng.random() < 0.5
            scale = Fraction(rng.choice((1, -1, 2, 6, -10, 2**70)), rng.choice((1, 3, 12, 2**70 + 1)))
            shift = Fraction(rng.randint(-3, 3), rng.choice((1, 5, 2**64)))
            parts.append(AffineSlice(columns[i], start, stop, backwards, scale, shift))
            image = [scale * v + shift for v in lists[i][start:stop]]
            expected += reversed(image) if backwards else image
        assembled = assemble(parts)
        assert list(assembled) == expected
        assert assembled == Column(expected)


def test_assembling_leaves_its_sources_alone() -> None:
    values = [Fraction(n, 7) for n in range(10)]
    column = Column(values)
    assemble([AffineSlice(column, 2, 8, is_reversed=True, scale=Fraction(-2)), AffineSlice(column, 0, 10)])
    assert list(column) == values


def test_unrelated_denominators_stay_small_in_memory() -> None:
    rng = random.Random(7)
    values = [Fraction(rng.getrandbits(53), rng.getrandbits(53) | (1 << 52) | 1) for _ in range(1000)]
    column = Column(values)
    assert list(column) == values
    assert column.nbytes() <= 100 * 1000  # over one common denominator they would take 5.5 million bytes
    assert assemble([AffineSlice(column, 0, 1000, scale=Fraction(2, 3))]).nbytes() <= 120 * 1000


def test_numbers_over_one_denominator_take_eight_bytes() -> None:
    column = Column([Fraction(n, 2**20) for n in range(2**14)])
    assert column.nbytes() <= 8 * 2**14 + 64
