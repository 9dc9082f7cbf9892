"""Packed columns of rationals behave as the lists of Fractions that they stand for."""

import inspect
import pickle
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

from exactpl.arithmetic.algebraic import Algebraic
from exactpl.errors import InputError
from exactpl.maps.assembling import AffineSlice, assemble, column_of
from exactpl.maps.column import Column
from exactpl.maps.field_column import FieldColumn
from exactpl.maps.lazy_column import LazyColumn
from exactpl.maps.packed_column import PackedColumn

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
    column = PackedColumn([*values, *huge_apart(rng, 40)])
    return assemble([AffineSlice(column, 0, len(values))])


@kinds
def test_it_is_the_sequence_of_its_values(make: Maker) -> None:
    for size in (1, 2, 3, 50):
        values = make(random.Random(size), size)
        column = PackedColumn(values)
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
    column = PackedColumn(values)
    for s in (slice(None), slice(3, 9), slice(-4, None), slice(None, None, -1), slice(15, 2, -3), slice(50, 60)):
        assert column[s] == values[s]


@kinds
def test_ratios_are_the_values_with_positive_denominators(make: Maker) -> None:
    values = make(random.Random(2), 30)
    column = PackedColumn(values)
    for i, value in enumerate(values):
        top, bottom = column.ratio(i)
        assert bottom > 0
        assert Fraction(top, bottom) == value


@pytest.mark.parametrize("values", [[], [Fraction(0)], [Fraction(0)] * 3], ids=len)
def test_empty_and_constant_columns(values: list[Fraction]) -> None:
    column = PackedColumn(values)
    assert list(column) == values
    assert column == PackedColumn(list(values)) == pickle.loads(pickle.dumps(column)) == repacked(values)
    assert column.bisect_left(Fraction(0)) == 0
    assert column.bisect_right(Fraction(0)) == len(values)


@pytest.mark.parametrize("edge", [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**400])
def test_nothing_wraps_at_the_edge_of_64_bits(edge: int) -> None:
    values = [Fraction(edge), Fraction(edge, 3), Fraction(edge - 1), Fraction(1, 3), Fraction(edge + 1)]
    column = PackedColumn(values)
    assert list(column) == values
    assert PackedColumn(values[:1]) == PackedColumn([Fraction(edge)])
    assert PackedColumn(values[:1]) != PackedColumn([Fraction(edge - 2**64)])
    assert PackedColumn([Fraction(edge)]) != PackedColumn([Fraction(edge + 1)])
    grown = assemble([AffineSlice(column, 0, 5, scale=Fraction(3), shift=Fraction(1))])
    assert list(grown) == [3 * v + 1 for v in values]
    shrunk = assemble([AffineSlice(grown, 0, 5, is_reversed=True, scale=Fraction(-1, 3), shift=Fraction(1, 3))])
    assert list(shrunk) == [-v for v in reversed(values)]
    assert pickle.loads(pickle.dumps(column)) == column


@kinds
def test_equal_columns_are_equal_however_they_are_packed(make: Maker) -> None:
    values = make(random.Random(3), 25)
    column, other = PackedColumn(values), repacked(values)
    assert list(other) == values
    assert column == other
    assert other == column
    assert pickle.loads(pickle.dumps(other)) == column
    for changed in (values[:-1], [*values, Fraction(0)], [values[0] + 1, *values[1:]]):
        assert column != PackedColumn(changed)
        assert PackedColumn(changed) != other
    assert column != values


@kinds
def test_bisection_at_near_and_beyond_the_entries(make: Maker) -> None:
    values = sorted(set(make(random.Random(4), 40)))
    gap = min(b - a for a, b in pairwise(values))
    for column in (PackedColumn(values), repacked(values)):
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
        for column in (PackedColumn(values), repacked(values)):
            assert column.argmin() == values.index(min(values))
            assert column.argmax() == values.index(max(values))


def test_assembling_agrees_with_fractions() -> None:
    rng = random.Random(6)
    for _ in range(300):
        lists = [rng.choice(KINDS)(rng, rng.randint(1, 12)) for _ in range(3)]
        columns = [rng.choice((PackedColumn, repacked))(values) for values in lists]
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
        assert assembled == PackedColumn(expected)


def test_assembling_leaves_its_sources_alone() -> None:
    values = [Fraction(n, 7) for n in range(10)]
    column = PackedColumn(values)
    assemble([AffineSlice(column, 2, 8, is_reversed=True, scale=Fraction(-2)), AffineSlice(column, 0, 10)])
    assert list(column) == values


KINDS_OF_COLUMNS = [PackedColumn, LazyColumn, FieldColumn]
each_kind = pytest.mark.parametrize("kind", KINDS_OF_COLUMNS, ids=lambda kind: kind.__name__)


def column_of_kind(kind: type[Column], values: list[Fraction]) -> Column:
    if kind is LazyColumn:
        return LazyColumn(len(values), lambda i: values[i].as_integer_ratio(), lambda: PackedColumn(values))
    return FieldColumn(values) if kind is FieldColumn else PackedColumn(values)


def test_columns_are_abstract_or_final() -> None:
    assert inspect.isabstract(Column)
    for kind in KINDS_OF_COLUMNS:
        assert kind.__bases__ == (Column,)
        assert kind.__final__
        assert not inspect.isabstract(kind)
        assert not hasattr(column_of_kind(kind, []), "__dict__")
        with pytest.raises(TypeError):
            hash(column_of_kind(kind, []))


@each_kind
@kinds
def test_every_kind_of_column_answers_as_a_list_does(make: Maker, kind: type[Column]) -> None:
    values = sorted(set(make(random.Random(8), 20)))
    size = len(values)
    gap = min(b - a for a, b in pairwise(values))
    for is_computed in (False, True):
        column = column_of_kind(kind, values)
        if is_computed:
            column.packed()
        assert column.is_rational == (kind is not FieldColumn)
        assert len(column) == size
        assert [column[i] for i in range(-size, size)] == values + values
        for index in (size, -size - 1):
            with pytest.raises(IndexError):
                column[index]
        for s in (slice(None), slice(3, 9), slice(-4, None), slice(None, None, -1), slice(15, 2, -3), slice(50, 60)):
            assert column[s] == values[s]
        assert [Fraction(*column.ratio(i)) for i in range(size)] == values
        assert list(column) == values
        assert list(reversed(column)) == values[::-1]
        assert all(type(v) is Fraction for v in column)
        for x in (*values, *(v + gap / 3 for v in values), values[0] - 1):
            assert column.bisect_left(x) == bisect_left(values, x)
            assert column.bisect_right(x) == bisect_right(values, x)
            assert (x in column) == (x in values)
        assert (column.argmin(), column.argmax()) == (0, size - 1)
        assert column.nbytes() >= 8 * size
        assert pickle.loads(pickle.dumps(column)) == column
        packed = column.packed()
        assert (packed is None) == (kind is FieldColumn)
        assert packed is None or list(packed) == values


@each_kind
@kinds
def test_equality_across_kinds(make: Maker, kind: type[Column]) -> None:
    values = make(random.Random(9), 15)
    column = column_of_kind(kind, values)
    for other in KINDS_OF_COLUMNS:
        assert column == column_of_kind(other, values)
        for changed in (values[:-1], [*values, Fraction(0)], [values[0] + 1, *values[1:]]):
            assert column != column_of_kind(other, changed)
    assert column != values
    assert (column == values) is False


def test_a_lazy_column_computes_once_and_only_what_is_asked() -> None:
    values = huge(random.Random(10), 30)
    singles: list[int] = []
    computed: list[PackedColumn] = []

    def entry(i: int) -> tuple[int, int]:
        singles.append(i)
        return values[i].as_integer_ratio()

    def compute() -> PackedColumn:
        computed.append(PackedColumn(values))
        return computed[-1]

    column = LazyColumn(30, entry, compute)
    assert (column[3], column[-1], column.ratio(4)) == (values[3], values[29], values[4].as_integer_ratio())
    assert column[5:7] == values[5:7]
    assert len(column) == 30
    assert column.is_rational
    assert (singles, computed) == ([3, 29, 4, 5, 6], [])
    assert list(column) == values
    assert column == PackedColumn(values)
    assert column[3] == values[3]
    assert column.packed() is computed[0]
    assert (singles, len(computed)) == ([3, 29, 4, 5, 6], 1)


def test_columns_over_a_field() -> None:
    root = Algebraic([-2, 0, 1], 1, 2)
    values = [Fraction(-1), root - 1, Fraction(1, 2), root, 2 * root]
    column = column_of(values)
    assert isinstance(column, FieldColumn)
    assert list(column) == values
    assert column == pickle.loads(pickle.dumps(column))
    assert (column.bisect_left(root), column.bisect_right(root), column.bisect_left(Fraction(1))) == (3, 4, 3)
    assert (column.argmin(), column.argmax()) == (0, 4)
    assert column.ratio(2) == (1, 2)
    with pytest.raises(InputError, match=r"rational data is required.*-1 \+ a.*t\^2 - 2"):
        column.ratio(1)
    rationals = PackedColumn([Fraction(-1), Fraction(1, 2), Fraction(3)])
    assert (rationals.bisect_left(root), rationals.bisect_right(root)) == (2, 2)
    assert column != rationals
    assert rationals != column
    assert isinstance(column_of(rationals), PackedColumn)
    images = assemble([AffineSlice(column, 1, 4, is_reversed=True, scale=root, shift=Fraction(1)), root])
    assert list(images) == [3, root / 2 + 1, 3 - root, root]
    for scale, shift in ((root, Fraction(0)), (Fraction(1), root)):
        image = assemble([AffineSlice(rationals, 0, 3, scale=scale, shift=shift)])
        assert list(image) == [scale * x + shift for x in rationals]
    assert isinstance(assemble([AffineSlice(column, 3, 5, scale=1 / root)]), PackedColumn)


def test_unrelated_denominators_stay_small_in_memory() -> None:
    rng = random.Random(7)
    values = [Fraction(rng.getrandbits(53), rng.getrandbits(53) | (1 << 52) | 1) for _ in range(1000)]
    column = PackedColumn(values)
    assert list(column) == values
    assert column.nbytes() <= 100 * 1000  # over one common denominator they would take 5.5 million bytes
    assert assemble([AffineSlice(column, 0, 1000, scale=Fraction(2, 3))]).nbytes() <= 120 * 1000


def test_numbers_over_one_denominator_take_eight_bytes() -> None:
    column = PackedColumn([Fraction(n, 2**20) for n in range(2**14)])
    assert column.nbytes() <= 8 * 2**14 + 64
