"""`PL` as a value: construction, reading, evaluation, lazy sequences, text, pickling, memory."""

import copy
import pickle
import random
import tracemalloc
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
import sympy

import exactpl as xp
from exactpl import PL, Interval, Piece
from exactpl.maps.literal import map_of_literal
from tests.bridge import pl
from tests.maps.cases import nasty, samples
from tests.oracles.maps import domain, evaluate, slope_left, slope_right

TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)
HALF_LINE = PL([(0, 1), (2, 0)], right_slope=3)
LINE = PL([(5, 11)], left_slope=2, right_slope=2)


# -- construction --------------------------------------------------------------


def test_all_exact_numbers_are_knots() -> None:
    f = PL([(np.int64(0), sympy.Integer(0)), (Fraction(1, 2), "0.1"), (sympy.Rational(2, 3), "-1e-3"), [1, "2/4"]])
    assert list(f.knots) == [
        (0, 0),
        (Fraction(1, 2), Fraction(1, 10)),
        (Fraction(2, 3), Fraction(-1, 1000)),
        (1, Fraction(1, 2)),
    ]
    assert PL([("0", "0")], left_slope="1/2", right_slope=sympy.Rational(1, 3)).left_slope == Fraction(1, 2)


def test_knots_may_come_from_a_generator() -> None:
    assert PL((n, n % 2) for n in range(5)) == PL([(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)])


def test_numbers_of_knots_have_any_size() -> None:
    f = PL([(0, 10**6000), (10**5000, Fraction(1, 10**5000))])
    assert f(0) == 10**6000
    assert f.domain.upper == 10**5000


@pytest.mark.parametrize(
    ("knots", "words"),
    [
        ([(0, 0), ("1/2", 1), ("1/2", 0)], ["knots[2]", "1/2", "knots[1]"]),
        ([(0, 0), (1, 1), ("1/2", 0)], ["knots[2] = 1/2", "knots[1] = 1"]),
        ([(0, 0), (0, 0)], ["knots[1]"]),
        ([], ["2 knots", "0"]),
        ([(0, 0)], ["2 knots", "1"]),
        ([(0, 0, 0), (1, 1)], ["knots[0]"]),
        ([(0, 0), (1,)], ["knots[1]"]),
        ([(0, 0), 5], ["knots[1]", "5"]),
        ([(0, 0), "12"], ["knots[1]", "12"]),
        ([(0, 0), None], ["knots[1]"]),
        ([(0, 0), b"12"], ["knots[1]"]),
        ([(0, 0), {1, 2}], ["knots[1]"]),  # a set has no order
        ([(0, 0), (1, 2, 10**5000)], ["knots[1]"]),
        ([(0, "1/0"), (1, 1)], ["1/0"]),
        ([(0, "a"), (1, 1)], ["'a'"]),
    ],
    ids=range(15),
)
def test_malformed_knots_are_input_errors_that_show_them(knots: list[object], words: list[str]) -> None:
    with pytest.raises(xp.InputError) as caught:
        PL(knots)  # type: ignore[arg-type]
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("0:0 1:1 1:2 2:0", "a map with two values there, 1 and 2, would jump"),
        ("<1 0:0 0:1", "a map with two values there, 0 and 1, would jump"),
        ("0:0 1:1 1:1 2:0", "the same knot twice: leave one out"),
        ("0:0 2/2:1 1:1.0 2:0", "the same knot twice: leave one out"),
        ("0:0 1:1 1/2:1 2:0", "sort them by x"),
        ("0:0 1:1 1/2:1 1:2", "sort them by x"),
    ],
)
def test_knots_out_of_order_are_told_what_to_do_without_changing_the_map(text: str, advice: str) -> None:
    with pytest.raises(xp.InputError, match="knots must increase strictly") as caught:
        map_of_literal(text)
    assert advice in str(caught.value)
    assert "repetition" not in str(caught.value)


def test_no_knots_are_too_few_even_with_rays() -> None:
    with pytest.raises(xp.InputError, match="at least 1"):
        PL([], left_slope=1, right_slope=1)


@pytest.mark.parametrize("bad", [0.5, float("nan"), float("inf"), np.float64(0.5), True, None, 1j], ids=repr)
def test_inexact_numbers_are_type_errors_in_every_place(bad: object) -> None:
    for make in (
        lambda: PL([(0, 0), (bad, 1)]),
        lambda: PL([(0, bad), (1, 1)]),
        lambda: TENT(bad),
        lambda: TENT.slope_left(bad),
        lambda: TENT + bad,
        lambda: bad * TENT,
        lambda: TENT / bad,
        lambda: TENT.preimages(bad),
        lambda: TENT.clip(0, bad),
        lambda: xp.maximum(TENT, bad),
        lambda: TENT.sup_distance(bad),
    ):
        with pytest.raises(TypeError):
            make()
    if bad is not None:
        with pytest.raises(TypeError):
            PL([(0, 0), (1, 1)], left_slope=bad)
        with pytest.raises(TypeError):
            TENT.restrict(0, bad)


def test_a_numpy_float_on_the_left_of_an_operator_is_refused_too() -> None:
    for operation in (
        lambda: np.float64(0.5) * TENT,
        lambda: np.float64(0.5) + TENT,
        lambda: np.float64(0.5) - TENT,
    ):
        with pytest.raises(TypeError):
            operation()


# -- reading -------------------------------------------------------------------


def test_the_tent() -> None:
    assert TENT.domain == Interval(0, 1)
    assert list(TENT.breakpoints) == [Fraction(1, 2)]
    assert list(TENT.slopes) == [2, -2]
    assert list(TENT.pieces) == [Piece(Interval(0, "1/2"), Fraction(2), Fraction(0)),
                                 Piece(Interval("1/2", 1), Fraction(-2), Fraction(2))]  # fmt: skip
    assert (TENT.left_slope, TENT.right_slope) == (None, None)


def test_relu() -> None:
    assert RELU.domain == Interval(None, None)
    assert list(RELU.breakpoints) == [0]
    assert [p.domain for p in RELU.pieces] == [Interval(None, 0), Interval(0, None)]
    assert [(p.slope, p.intercept) for p in RELU.pieces] == [(0, 0), (1, 0)]


def test_a_half_line() -> None:
    assert HALF_LINE.domain == Interval(0, None)
    assert list(HALF_LINE.breakpoints) == [2]
    assert list(HALF_LINE.slopes) == [Fraction(-1, 2), 3]
    assert [p.domain for p in HALF_LINE.pieces] == [Interval(0, 2), Interval(2, None)]
    assert [p.intercept for p in HALF_LINE.pieces] == [1, -6]


def test_an_affine_map_of_the_line() -> None:
    assert list(LINE.knots) == [(0, 1)]
    assert list(LINE.breakpoints) == []
    assert list(LINE.pieces) == [Piece(Interval(None, None), Fraction(2), Fraction(1))]
    assert LINE(10**50) == 2 * 10**50 + 1
    assert LINE.slope_left(0) == LINE.slope_right(0) == LINE.slope_left(7) == 2


@pytest.mark.parametrize("seed", range(12))
def test_values_and_one_sided_slopes_agree_with_the_oracle(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        m = nasty(rng)
        f = pl(m)
        for x in samples(m):
            assert f(x) == evaluate(m, x)
            for mine, theirs, end in ((f.slope_left, slope_left, 0), (f.slope_right, slope_right, 1)):
                if domain(m)[end] == x:
                    with pytest.raises(xp.DomainError):
                        mine(x)
                else:
                    assert mine(x) == theirs(m, x)


@pytest.mark.parametrize("seed", range(8))
def test_pieces_tile_the_domain_and_have_the_values_of_the_map(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        m = nasty(rng)
        f = pl(m)
        pieces = list(f.pieces)
        assert (pieces[0].domain.lower, pieces[-1].domain.upper) == domain(m)
        assert [p.domain.upper for p in pieces[:-1]] == [p.domain.lower for p in pieces[1:]] == list(f.breakpoints)
        assert [p.slope for p in pieces] == list(f.slopes)
        for x in samples(m):
            for piece in pieces:
                if x in piece.domain:
                    assert piece(x) == evaluate(m, x)


@pytest.mark.parametrize("x", [-1, 2, Fraction(-1, 10**40), "1000001/1000000"])
def test_outside_the_domain_there_is_no_value(x: int | str | Fraction) -> None:
    for ask in (TENT, TENT.slope_left, TENT.slope_right):
        with pytest.raises(xp.DomainError, match=r"\[0, 1\]"):
            ask(x)


def test_the_error_outside_the_domain_names_the_point() -> None:
    with pytest.raises(xp.DomainError, match="-1/3"):
        HALF_LINE("-1/3")
    assert HALF_LINE(10**9) == 3 * 10**9 - 6


# -- lazy sequences ------------------------------------------------------------

MAPS = [TENT, RELU, HALF_LINE, LINE, xp.zoo.sawtooth(4), PL([(0, 1), (1, 1)]), PL([(0, 0)], left_slope=2)]


@pytest.mark.parametrize("f", MAPS, ids=range(len(MAPS)))
@pytest.mark.parametrize("name", ["knots", "breakpoints", "slopes", "pieces"])
def test_sequences_are_sequences(f: PL, name: str) -> None:
    sequence = getattr(f, name)
    items = list(sequence)
    n = len(sequence)
    assert isinstance(sequence, Sequence)
    assert len(items) == n
    assert [sequence[i] for i in range(-n, n)] == items + items
    assert list(reversed(sequence)) == items[::-1]
    for index in (n, -n - 1, 10**20):
        with pytest.raises(IndexError):
            sequence[index]
    for s in (slice(None), slice(1, None), slice(None, -1), slice(None, None, -2), slice(5, 2), slice(-3, 100)):
        assert list(sequence[s]) == items[s]
    assert all(item in sequence for item in items)
    assert all(sequence.index(item) == items.index(item) for item in items)
    assert (Fraction(1, 997), Fraction(1, 991)) not in sequence
    with pytest.raises(TypeError):
        sequence["a"]
    with pytest.raises(TypeError):
        sequence[0] = 1
    assert repr(sequence) == repr(items)


def test_entries_are_fractions() -> None:
    numbers = [*TENT.breakpoints, *TENT.slopes, *(n for knot in TENT.knots for n in knot)]
    assert all(type(n) is Fraction for n in numbers)


def test_sequences_of_large_maps_are_made_on_access() -> None:
    f = xp.iterate(xp.zoo.tent(), 17)
    assert len(f.pieces) == len(f.slopes) == 2**17
    assert (len(f.knots), len(f.breakpoints)) == (2**17 + 1, 2**17 - 1)
    assert f.knots[-1] == (1, 0)
    assert f.slopes[-1] == -(2**17)
    assert f.pieces[2**16].domain == Interval("1/2", Fraction(2**16 + 1, 2**17))
    assert len(repr(f.knots)) < 200
    assert len(repr(f)) < 200


# -- text ----------------------------------------------------------------------


def evaluated(text: str) -> object:
    return eval(text, {"PL": PL})


def test_repr_is_what_a_person_would_write() -> None:
    assert repr(TENT) == "PL([(0, 0), ('1/2', 1), (1, 0)])"
    assert repr(RELU) == "PL([(0, 0)], left_slope=0, right_slope=1)"
    assert repr(PL([(0, 0)], right_slope="-1/2")) == "PL([(0, 0)], right_slope='-1/2')"


@pytest.mark.parametrize("seed", range(6))
def test_repr_evaluates_back(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        f = pl(nasty(rng))
        assert evaluated(repr(f)) == f


def test_repr_is_whole_up_to_100_knots_and_a_summary_above() -> None:
    whole = PL([(n, n % 2) for n in range(100)])
    assert evaluated(repr(whole)) == whole
    assert repr(PL([(n, n % 2) for n in range(101)])) == "<PL on [0, 100]: 100 pieces>"
    assert repr(PL([(n, n % 2) for n in range(101)], left_slope=5)) == "<PL on (-oo, 100]: 101 pieces>"


def test_repr_of_many_digits_is_a_summary() -> None:
    short = PL([(0, 0), (1, 10**3900)])
    assert evaluated(repr(short)) == short
    for digits in (4100, 20_000):
        text = repr(PL([(0, 0), (1, 10**digits)]))
        assert text == "<PL on [0, 1]: 1 piece>"
    assert len(repr(PL([(0, 0), (10**9000, 1)]))) < 200


# -- values --------------------------------------------------------------------


@pytest.mark.parametrize("f", [*MAPS, PL([(0, 0), (1, 2**70)])], ids=range(len(MAPS) + 1))
def test_copies_are_equal(f: PL) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(f, protocol))
        assert again == f
        assert hash(again) == hash(f)
        assert repr(again) == repr(f)
    assert copy.copy(f) == copy.deepcopy(f) == f


def test_a_large_map_is_pickled_packed() -> None:
    f = xp.iterate(xp.zoo.tent(), 12)
    data = pickle.dumps(f)
    assert pickle.loads(data) == f
    assert len(data) < 40 * 2**12


def test_maps_are_immutable() -> None:
    f = PL([(0, 0), (1, 1)])
    for name in ("left_slope", "knots", "domain", "anything", "_graph"):
        with pytest.raises(AttributeError):
            setattr(f, name, 1)
    with pytest.raises(AttributeError):
        f.pieces[0].slope = Fraction(2)  # type: ignore[misc]
    assert f == PL([(0, 0), (1, 1)])


def test_changing_the_list_of_knots_afterwards_changes_nothing() -> None:
    knots: list[tuple[int, int]] = [(0, 0), (1, 1)]
    f = PL(knots)
    knots.append((2, 5))
    assert f == PL([(0, 0), (1, 1)])


# -- memory --------------------------------------------------------------------


def test_a_large_iterate_takes_less_than_100_bytes_a_piece() -> None:
    tracemalloc.start()
    try:
        f = xp.iterate(xp.zoo.tent(), 17)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(f.pieces) == 2**17
    assert used < 100 * 2**17


def test_reading_a_large_map_leaves_nothing_behind() -> None:
    f = xp.iterate(xp.zoo.tent(), 12)
    f._graph.expand()  # the numbers themselves are computed once, and stay
    tracemalloc.start()
    try:
        assert sum(1 for p in f.pieces if p.slope > 0) == 2**11
        used, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * 2**12
    assert used <= peak


def test_unrelated_denominators_do_not_blow_up() -> None:
    rng = random.Random(11)
    xs = sorted({Fraction(rng.getrandbits(52), rng.getrandbits(53) | (1 << 52)) for _ in range(1000)})
    tracemalloc.start()
    try:
        f = PL([(x, i % 2) for i, x in enumerate(xs)])
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert list(f.knots) == [(x, i % 2) for i, x in enumerate(xs)]
    assert used < 200 * 1000


def test_lazy_sequences_equal_their_lists() -> None:
    f = PL([(0, 0), ("1/2", 1), (1, 0)])
    assert f.knots == f.knots == [(0, 0), (Fraction(1, 2), 1), (1, 0)]
    assert f.slopes == [2, -2]
    assert f.slopes != [2, 2]
    assert f.breakpoints == (Fraction(1, 2),)
    assert f.pieces != "ab"


def test_division_by_zero_says_so() -> None:
    with pytest.raises(ZeroDivisionError, match="other than 0"):
        PL([(0, 0), (1, 1)]) / 0


def test_records_with_huge_numbers_can_be_printed() -> None:
    f = PL([(0, 0), (1, 10**5000)])
    for value in (f.pieces, f.pieces[0], f.knots, xp.fixed_points(PL([(0, 0), (10**5000, 1)]), 1)):
        assert "Fraction" in repr(value) or "more than 4,300 digits" in repr(value)
