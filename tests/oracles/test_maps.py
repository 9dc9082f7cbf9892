"""The oracle against values that other code found, published values, hand-made cases and its own definitions."""

# mypy: disable-error-code="comparison-overlap"
# (an int equals a Fraction)

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from itertools import pairwise, product

import pytest

from tests.oracles.maps import (
    DYADIC_SLOPES,
    INTERVALS,
    Component,
    Map,
    absolute,
    add,
    canonical,
    clip,
    compose,
    constant,
    contains,
    crossing_count,
    domain,
    evaluate,
    fixed_components,
    has_least_period,
    identity,
    image,
    integral,
    is_self_map,
    isolated_periodic_points,
    kinks,
    l1_distance,
    lap_count,
    least_period,
    lipschitz,
    make,
    maximum,
    minimum,
    nasty_half_line_map,
    nasty_line_map,
    nasty_self_map,
    periodic_intervals,
    piece_count,
    power,
    preimages,
    restrict,
    same,
    scale,
    slope_left,
    slope_right,
    slopes,
    strict_lap_count,
    subtract,
    sup_distance,
    textbook_iterate,
    total_variation,
    zero_set,
)

Q = Fraction
T = make([(0, 0), ("1/2", 1), (1, 0)])
X = make([(0, 0)], 1, 1)
RELU = make([(0, 0)], 0, 1)
ABS = make([(0, 0)], -1, 1)
TRAPEZOID = make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])
STEFAN_5 = make([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)])
ROTATION = make([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])  # x + 2/5 mod 1 on [0, 3/5] and [4/5, 1]


def tent(slope: str) -> Map:
    return make([(0, 0), ("1/2", Q(slope) / 2), (1, 0)])


def g(v: str) -> Map:
    return make([(0, v), ("1/2", 1), (1, 0)])


def skew(c: str) -> Map:
    return make([(0, 0), (c, 1), (1, 0)])


def increasing_cycle(p: int) -> Map:
    return make([(Q(i, p - 1), Q(i + 1, p - 1) if i < p - 1 else 0) for i in range(p)])


def counts(measure: Callable[[Map], int], f: Map, upto: int, start: int = 1) -> list[int]:
    """[measure(f^k) for k = start, ..., upto]."""
    found, iterate = [], power(f, start)
    for _ in range(start, upto + 1):
        found.append(measure(iterate))
        iterate = compose(f, iterate)
    return found


def fixed_count(m: Map) -> int:
    return len(fixed_components(m))


def periods(f: Map, upto: int) -> set[int]:
    return {n for n in range(1, upto + 1) if has_least_period(f, n)}


def points(*values: str) -> list[Fraction]:
    return [Q(v) for v in values]


# ------------------------------------------------------------------------------
# Values that are known


def test_tent() -> None:
    assert counts(piece_count, T, 10) == [2**k for k in range(1, 11)]
    assert counts(fixed_count, T, 8) == [2**k for k in range(1, 9)]
    least = [len(isolated_periodic_points(T, n)) for n in range(1, 9)]
    assert least == [2, 2, 6, 12, 30, 54, 126, 240]
    assert isolated_periodic_points(T, 3) == points("2/9", "2/7", "4/9", "4/7", "6/7", "8/9")
    assert crossing_count(power(T, 6), "1/2") == 64
    assert [total_variation(power(T, k)) for k in range(1, 8)] == [2**k for k in range(1, 8)]
    assert [evaluate(power(T, 6), Q(i, 64)) for i in range(65)] == [i % 2 for i in range(65)]
    assert least_period(T, "3/10", 50) is None
    assert least_period(T, evaluate(power(T, 2), "3/10"), 50) == 2


def test_skew_tents() -> None:
    third = skew("1/3")
    assert counts(piece_count, third, 7) == counts(fixed_count, third, 7) == [2**k for k in range(1, 8)]
    expected = sorted(points("3/29", "9/29", "27/29", "3/23", "9/23", "21/23"))
    assert isolated_periodic_points(third, 3) == expected
    peaks = ["1/4", "1/3", "2/5", "3/7", "5/8", "7/9"]
    assert piece_count(reduce(compose, map(skew, peaks))) == 64


def test_tents_of_other_slopes() -> None:
    yes, no = ["89/55", "233/144", "610/377", "1597/987"], ["144/89", "377/233", "987/610", "2584/1597"]
    assert all(has_least_period(tent(s), 3) for s in yes)
    assert not any(has_least_period(tent(s), 3) for s in no)
    assert periods(tent("8/5"), 8) == {1, 2, 4, 5, 6, 7, 8}
    assert all(periods(tent(s), 8) == {1, 2, 4, 6, 8} for s in ("7/5", "17/12", "41/29"))
    assert periods(tent("6/5"), 8) == {1, 2, 4, 8}
    assert fixed_components(tent("1")) == [(0, Q(1, 2))]
    assert counts(piece_count, tent("1"), 5) == [2] * 5
    assert [has_least_period(tent(s), 5) for s in ("151/100", "38/25")] == [False, True]
    assert [has_least_period(tent(s), 7) for s in ("73/50", "147/100")] == [False, True]


def test_the_family_g() -> None:
    half = g("1/2")
    assert counts(piece_count, half, 7) == [2, 3, 5, 8, 13, 21, 34]
    assert counts(fixed_count, half, 7) == [1, 3, 4, 7, 11, 18, 29]
    assert isolated_periodic_points(half, 3) == points("0", "1/2", "1")
    above = g("51/100")
    assert fixed_count(power(above, 3)) == 1
    assert periods(above, 7) == {1, 2, 4, 5, 6, 7}
    assert counts(piece_count, above, 7) == [2, 3, 5, 8, 13, 21, 34]
    three_quarters = g("3/4")
    assert counts(piece_count, three_quarters, 8) == [k + 1 for k in range(1, 9)]
    fixed = fixed_components(power(three_quarters, 4))
    assert sum(a != b for a, b in fixed) == 2
    assert periods(three_quarters, 8) == {1, 2, 4}
    # f^2 turns each of the two intervals round: its middle has the lower period 2.
    assert periodic_intervals(three_quarters, 4) == [(0, Q(1, 2), [Q(1, 4)]), (Q(3, 4), 1, [Q(7, 8)])]


def test_cancellation() -> None:
    inner = make([(0, 0), ("1/2", "1/3"), (1, 1)])
    outer = make([(0, 0), ("1/3", "1/2"), (1, 1)])
    assert compose(outer, inner) == identity(T)
    involution = make([(0, 1), ("1/3", "1/3"), (1, 0)])
    assert counts(piece_count, involution, 6) == [2, 1, 2, 1, 2, 1]
    assert isolated_periodic_points(involution, 1) == [Q(1, 3)]
    assert periodic_intervals(involution, 2) == [(0, 1, [Q(1, 3)])]
    redundant = make([(0, 0), ("1/4", "1/2"), ("1/2", 1), ("3/4", "1/2"), (1, 0)])
    assert piece_count(redundant) == 2
    assert canonical(redundant) == T
    assert len(redundant.knots) == 5


def test_flat_pieces() -> None:
    assert counts(piece_count, TRAPEZOID, 7) == [2 ** (k + 1) - 1 for k in range(1, 8)]
    assert counts(fixed_count, TRAPEZOID, 7) == [2**k for k in range(1, 8)]
    assert counts(lap_count, TRAPEZOID, 5, start=0) == [1, 2, 4, 8, 16, 32]
    assert counts(strict_lap_count, TRAPEZOID, 4) == [3, 7, 15, 31]
    decreasing_laps = make([(0, 0), ("1/4", 0), ("1/2", "1/4"), ("3/4", 0), (1, "1/4")])
    assert counts(lap_count, decreasing_laps, 3) == [3, 1, 1]
    clipped = restrict(clip(make([(0, "-1/2")], 2, 2), 0, 1), 0, 1)
    assert counts(piece_count, clipped, 6) == [3] * 6
    assert fixed_components(clipped) == [(0, 0), (Q(1, 2), Q(1, 2)), (1, 1)]


def test_covering_cycles() -> None:
    assert counts(piece_count, STEFAN_5, 7) == [4, 6, 9, 14, 21, 32, 48]
    assert counts(lap_count, STEFAN_5, 7) == [2, 3, 5, 7, 11, 16, 25]
    assert periods(STEFAN_5, 7) == {1, 2, 4, 5, 6, 7}
    assert counts(piece_count, increasing_cycle(4), 6) == [2, 4, 7, 13, 24, 44]
    assert counts(piece_count, increasing_cycle(5), 6) == [2, 4, 8, 15, 29, 56]
    assert counts(piece_count, increasing_cycle(6), 6) == [2, 4, 8, 16, 31, 61]
    zigzag = make([(0, 0), ("1/3", 1), ("2/3", 0), (1, 1)])
    assert counts(piece_count, zigzag, 5) == counts(fixed_count, zigzag, 5) == [3**k for k in range(1, 6)]


def test_flat_topped_tents() -> None:
    def topped(h: Fraction) -> Map:
        return minimum(T, constant(T, h))

    low, six = topped(Q(3, 4)), topped(Q(6, 7))
    assert counts(piece_count, low, 6) == [4 * k - 1 for k in range(1, 7)]
    assert counts(fixed_count, low, 4) == [2, 4, 2, 4]
    assert periods(low, 6) == {1, 2}
    assert counts(piece_count, six, 6) == [3, 7, 15, 27, 47, 79]
    assert fixed_count(power(six, 3)) == 5
    assert isolated_periodic_points(six, 3) == points("2/7", "4/7", "6/7")
    assert fixed_count(power(topped(Q(13, 15)), 3)) == 8
    for n, h in {3: Q(6, 7), 5: Q(26, 31), 6: Q(52, 63), 7: Q(106, 127)}.items():
        assert has_least_period(topped(h), n)
        assert not has_least_period(topped(h - Q(1, 10**9)), n)
    assert has_least_period(topped(Q(4, 5) - Q(1, 10**6)), 2)
    assert not has_least_period(topped(Q(4, 5)), 4)
    assert has_least_period(topped(Q(4, 5) + Q(1, 10**6)), 4)


def test_sums_of_tent_iterates() -> None:
    iterates = [power(T, k) for k in range(8)]
    square = sums(iterates[1:], [Q(1, 4**j) for j in range(1, 8)])
    assert [piece_count(s) for s in square] == [2**m for m in range(1, 8)]
    assert [distance_to_parabola(s) for s in square] == [Q(1, 4 ** (m + 1)) for m in range(1, 8)]
    variant = sums(iterates[1:], [Q(1, 4), *(Q(2, 4 ** (j + 1)) for j in range(2, 6))])
    assert [distance_to_parabola(s) for s in variant] == points("1/16", "9/256", "33/1024", "129/4096", "513/16384")
    takagi = sums([power(T, k) for k in range(1, 10)], [Q(1, 2**j) for j in range(1, 10)])
    assert [piece_count(s) for s in takagi] == [2] + [3 * 2**j for j in range(8)]
    maxima = points("1/2", "1/2", "5/8", "5/8", "21/32", "21/32", "85/128", "85/128", "341/512")
    assert [image(s)[1] for s in takagi] == maxima


def sums(maps: list[Map], weights: list[Fraction]) -> list[Map]:
    """The partial sums of weights[j] * maps[j]."""
    found: list[Map] = []
    for m, w in zip(maps, weights, strict=False):
        found.append(add(found[-1], scale(m, w)) if found else scale(m, w))
    return found


def distance_to_parabola(m: Map) -> Fraction:
    """max |x(1 - x) - m(x)|: look at the knots and where the difference is stationary."""
    xs = [x for x, _ in m.knots]
    for a, b in pairwise(list(xs)):
        stationary = (1 - slope_right(m, a)) / 2
        if a < stationary < b:
            xs.append(stationary)
    return max(abs(x * (1 - x) - evaluate(m, x)) for x in xs)


def test_cantor_functions() -> None:
    left, right = make([(0, 0), ("1/3", 1), (1, 1)]), make([(0, 0), ("2/3", 0), (1, 1)])
    cantor = [identity(T)]
    for _ in range(9):
        halves = [scale(compose(cantor[-1], side), "1/2") for side in (left, right)]
        cantor.append(add(*halves))
    for k, c in enumerate(cantor):
        flats = [(a, b) for (a, u), (b, v) in pairwise(c.knots) if u == v]
        assert piece_count(c) == 2 ** (k + 1) - 1
        assert len(flats) == 2**k - 1
        assert sum(b - a for a, b in flats) == 1 - Q(2, 3) ** k
        assert lipschitz(c) == Q(3, 2) ** k
        assert lap_count(c) == 1
        assert total_variation(c) == 1
    gaps = [sup_distance(a, b) for a, b in pairwise(cantor)]
    assert gaps == [Q(1, 6 * 2**k) for k in range(9)]
    assert evaluate(cantor[8], "1/4") == Q(341, 1024)
    assert evaluate(cantor[9], "1/4") == Q(683, 2048)


def test_published_networks() -> None:
    # figure 1 of arXiv 2210.05212, and the network printed in its notebooks
    up, down = make([(Q(-1, 10**5), 0)], 0, "1.9999"), make([("0.502", 0)], 0, 4)
    scrambling = subtract(up, down)
    lo, hi = Q(-199959799, 10**13), Q(1003969799, 10**9)
    on_the_interval = restrict(scrambling, lo, hi)
    for f in (scrambling, on_the_interval):
        assert counts(piece_count, f, 8) == [3, 6, 11, 21, 41, 81, 161, 321]
        assert counts(strict_lap_count, f, 4) == [3, 6, 11, 21]
        assert counts(lap_count, f, 4) == [2, 4, 8, 16]
        assert [fixed_count(f), fixed_count(power(f, 3))] == [1, 7]
    assert image(on_the_interval) == (lo, hi)
    printed = subtract(
        scale(compose(RELU, make([(0, ".82744154")], "-1.86269852", "-1.86269852")), ".7913013"),
        scale(compose(RELU, make([(0, "-.81030444")], ".3760235", ".3760235")), "1.00714872"),
    )
    printed = restrict(compose(RELU, printed), 0, evaluate(printed, 0))
    assert is_self_map(printed)
    assert counts(fixed_count, printed, 4)[0::2] == [1, 1]
    assert counts(fixed_count, printed, 4)[3] == 3
    assert periods(printed, 6) == {1, 2}


def recurrent(weights: list[list[Fraction]], start: list[Map], steps: int) -> list[list[Map]]:
    """The states after 1, ..., steps steps of z -> ReLU(W z), as functions on the domain of start."""
    states, z = [], start
    for _ in range(steps):
        sums_of_rows = []
        for row in weights:
            terms = [scale(m, w) for m, w in zip(z, row, strict=True) if w != 0]
            sums_of_rows.append(reduce(add, terms) if terms else constant(start[0], 0))
        z = [compose(RELU, m) for m in sums_of_rows]
        states.append(z)
    return states


def vector_pieces(state: list[Map]) -> int:
    return 1 + len({x for m in state for x in kinks(m)})


def test_recurrent_networks() -> None:
    line = make([(-1, -1), (2, 2)])
    triangle = [points("2", "-4", "0"), points("2", "-4", "-1/2"), points("0", "0", "1")]
    states = recurrent(triangle, [line, constant(line, 0), constant(line, 1)], 8)
    assert [piece_count(z[0]) for z in states] == [2, 4, 6, 10, 18, 34, 66, 130]
    assert [vector_pieces(z) for z in states] == [3, 6, 10, 18, 34, 66, 130, 258]
    rng = random.Random(47)
    for _ in range(25):
        weights = [[Q(rng.randint(-3, 3)) for _ in range(2)] for _ in range(2)]
        start = [make([(0, rng.randint(-3, 3))], slope, slope) for slope in rng.choices(range(-3, 4), k=2)]
        for k, z in enumerate(recurrent(weights, start, 5), start=1):
            assert vector_pieces(z) <= 2 * k + 1


# ------------------------------------------------------------------------------
# The line and half-lines


def affine(slope: int, constant_term: int) -> Map:
    return make([(0, constant_term)], slope, slope)


@pytest.mark.parametrize(
    ("f", "expected", "fixed"),
    [
        (RELU, {1}, [(0, None)]),
        (X, {1}, [(None, None)]),
        (affine(-1, 0), {1, 2}, [(0, 0)]),
        (ABS, {1}, [(0, None)]),
        (affine(-1, 1), {1, 2}, [(Q(1, 2), Q(1, 2))]),
        (affine(1, 1), set(), []),
        (affine(2, 0), {1}, [(0, 0)]),
        (make([(0, 1)], 0, 0), {1}, [(1, 1)]),
    ],
)
def test_periods_on_the_line(f: Map, expected: set[int], fixed: list[Component]) -> None:
    assert periods(f, 6) == expected
    assert fixed_components(f) == fixed


def test_periodic_sets_on_the_line() -> None:
    assert periodic_intervals(RELU, 1) == [(0, None, [])]
    assert periodic_intervals(X, 1) == [(None, None, [])]
    assert periodic_intervals(affine(-1, 0), 2) == [(None, None, [0])]
    assert periodic_intervals(affine(-1, 1), 2) == [(None, None, [Q(1, 2)])]
    assert isolated_periodic_points(affine(-1, 1), 1) == [Q(1, 2)]
    assert periodic_intervals(affine(1, 1), 1) == []
    swap = make([(-1, 1), (1, -1)], -1, -2)  # -x up to 1: period 2 on [-1, 1]; further left it is expanding
    assert periodic_intervals(swap, 2) == [(-1, 1, [0])]
    assert periods(make([(0, 1)], None, "1/2"), 4) == {1}


def test_intervals_of_period_three() -> None:
    expected: list[tuple[Fraction, Fraction, list[Fraction]]]
    expected = [(Q(0), Q(1, 5), []), (Q(2, 5), Q(3, 5), []), (Q(4, 5), Q(1), [])]
    assert periodic_intervals(ROTATION, 3) == expected
    assert isolated_periodic_points(ROTATION, 3) == points("1/4", "13/20", "3/4")
    assert isolated_periodic_points(ROTATION, 1) == [Q(2, 3)]
    assert least_period(ROTATION, "1/10", 5) == 3
    # Two intervals of period-2 points that touch at the fixed point are one interval without that point.
    assert periodic_intervals(make([(0, 1), (1, 0)]), 2) == [(0, 1, [Q(1, 2)])]


def test_rays() -> None:
    assert compose(RELU, affine(-1, 0)) == make([(0, 0)], -1, 0)
    assert compose(affine(1, 1), affine(1, -1)) == X
    assert compose(make([(0, 0)], None, 1), ABS) == ABS
    assert compose(ABS, make([(-1, 2), (1, -2)], -2, -2)) == make([(0, 0)], -2, 2)
    assert piece_count(compose(make([(0, 0)], "1/2", 2), make([(0, 0)], 2, "1/2"))) == 1  # 2 * 1/2 = 1 * 1
    half_line = make([(0, 1)], None, "-1/2")
    assert not is_self_map(half_line)
    with pytest.raises(ValueError, match=r"f\(4\) = -1 is outside"):
        power(half_line, 2)
    with pytest.raises(ValueError, match=r"f\(1/2\) = 2 is outside"):
        compose(T, scale(T, 2))
    assert image(RELU) == (0, None)
    assert image(scale(ABS, -1)) == (None, 0)
    assert image(X) == (None, None)
    assert image(make([(0, 3), (1, 2)], 0, 0)) == (2, 3)
    assert preimages(RELU, 0) == [(None, 0)]
    assert preimages(RELU, 1) == [(1, 1)]
    assert preimages(RELU, -1) == []
    assert preimages(ABS, 2) == [(-2, -2), (2, 2)]
    assert domain(make([(0, 0)], 1)) == (None, 0)
    assert kinks(restrict(ABS, -1, 0)) == []
    assert kinks(ABS) == [0]


# ------------------------------------------------------------------------------
# Reading, canonical form, counts, sizes


def test_reading() -> None:
    assert evaluate(T, "0.25") == Q(1, 2)
    assert evaluate(ABS, -7) == 7
    assert (slope_left(T, "1/2"), slope_right(T, "1/2")) == (2, -2)
    assert (slope_left(T, 1), slope_right(T, 0)) == (-2, 2)
    assert (slope_left(ABS, 0), slope_right(ABS, 0), slope_left(ABS, 5), slope_right(ABS, -5)) == (
        -1,
        1,
        1,
        -1,
    )
    assert slopes(make([(0, 0), (1, 2)], 0, 5)) == [0, 2, 5]
    outsides: list[Callable[[], Fraction]]
    outsides = [lambda: evaluate(T, 2), lambda: slope_left(T, 0), lambda: slope_right(T, 1)]
    for outside in outsides:
        with pytest.raises(ValueError, match=r"domain"):
            outside()
    for bad in ([(0, 0)], [], [(0, 0), (0, 1)], [(1, 0), (0, 1)]):
        with pytest.raises(ValueError, match=r"knot"):
            make(bad)
    with pytest.raises(TypeError, match=r"0\.1"):
        make([(0, 0.1), (1, 0)])  # type: ignore[list-item]


def test_canonical_form() -> None:
    assert canonical(make([(3, 4)], 1, 1)) == make([(0, 1)], 1, 1)
    assert canonical(make([(2, 0), (3, 1), (4, 2)], 1, 1)) == make([(0, -2)], 1, 1)
    assert canonical(make([(0, 0), (1, 1)], None, 1)) == make([(0, 0)], None, 1)  # a half-line keeps its end
    assert canonical(make([(0, 0), (1, 1)], 1)) == make([(1, 1)], 1)
    assert canonical(make([(0, 0), (1, 1)], 1, 2)) == make([(1, 1)], 1, 2)
    assert canonical(make([(0, 0), (1, 1), (2, 2)])) == make([(0, 0), (2, 2)])
    assert canonical(make([(5, 2)], None, 0)) == make([(5, 2)], None, 0)


def test_counts() -> None:
    bump = make([(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 0)])
    assert (piece_count(bump), lap_count(bump), strict_lap_count(bump)) == (5, 2, 5)
    level = make([(0, 1), (1, 1)])
    assert (piece_count(level), lap_count(level), strict_lap_count(level)) == (1, 1, 1)
    assert [crossing_count(bump, y) for y in (0, 1, "3/2", 2)] == [0, 2, 2, 0]
    assert [len(preimages(bump, y)) for y in (0, 1, "3/2", 2)] == [2, 2, 2, 1]
    assert [crossing_count(ABS, y) for y in (-1, 0, 1)] == [0, 0, 2]
    assert [crossing_count(m, 5) for m in (X, RELU, scale(RELU, -1))] == [1, 1, 0]
    assert crossing_count(make([(0, 0), (1, 0)], 1, 1), 0) == 1  # across a plateau
    assert zero_set(make([(0, 0), (1, 0), (2, 0)], 0, 1)) == [(None, 2)]


def test_sizes() -> None:
    assert integral(T) == Q(1, 2)
    assert integral(restrict(ABS, -1, 2)) == Q(5, 2)
    assert total_variation(restrict(ABS, -1, 2)) == 3
    assert total_variation(make([(0, 0), (1, 3)], 0, 0)) == 3
    assert lipschitz(make([(0, 0), (1, -3)], 1, 2)) == 3
    assert sup_distance(T, TRAPEZOID) == Q(1, 3)
    assert l1_distance(T, TRAPEZOID) == Q(1, 6)
    assert l1_distance(identity(T), make([(0, 1), (1, 0)])) == Q(1, 2)
    assert (sup_distance(X, affine(1, -3)), sup_distance(RELU, RELU), l1_distance(RELU, RELU)) == (3, 0, 0)
    for infinite in (
        lambda: integral(RELU),
        lambda: total_variation(X),
        lambda: sup_distance(RELU, ABS),
        lambda: l1_distance(X, affine(1, 1)),
        lambda: add(T, X),
    ):
        with pytest.raises(ValueError, match=r"finite|differ"):
            infinite()


# ------------------------------------------------------------------------------
# Random maps against the definitions


def drawn(seed: int, count: int) -> Iterable[Map]:
    """Random maps of the three kinds."""
    rng = random.Random(seed)
    for i in range(count):
        yield (nasty_self_map, nasty_self_map, nasty_line_map, nasty_half_line_map)[i % 4](rng)


def probes(*maps: Map) -> list[Fraction]:
    """Knots, points between them and points on the rays."""
    xs = sorted({x for m in maps for x, _ in m.knots})
    probe = xs + [(2 * a + b) / 3 for a, b in pairwise(xs)]
    probe += [xs[0] - 1, xs[0] - Q(100, 7), xs[-1] + 1, xs[-1] + Q(100, 7)]
    return [x for x in probe if all(contains(domain(m), x) for m in maps)]


def test_generators() -> None:
    kinds: dict[str, int] = {}
    for m in drawn(1, 500):
        assert is_self_map(m)
        assert len(m.knots) <= 14
        assert all(x.denominator <= 3000 for x, _ in m.knots)
        c = canonical(m)
        lo, hi = domain(m)
        seen = {
            "redundant": c != m,
            "flat": 0 in slopes(m),
            "identity piece": 1 in slopes(m),
            "slope -1": -1 in slopes(m),
            "only dyadic slopes": len(slopes(m)) > 2 and set(slopes(m)) <= set(DYADIC_SLOPES),
            "affine": piece_count(m) == 1,
            "intervals of period 2": bool(periodic_intervals(m, 2)),
            "intervals of period 3": bool(periodic_intervals(m, 3)),
            "five breakpoints": piece_count(m) == 6,
            "breakpoint onto breakpoint": any(evaluate(m, x) in kinks(m) for x in kinks(m)),
            "breakpoint onto end": any(evaluate(m, x) in domain(m) for x in kinks(m)),
            "all knots onto knots": {y for _, y in c.knots} <= {x for x, _ in c.knots},
            "line": lo is None and hi is None,
            "right half-line": lo is not None and hi is None,
            "left half-line": lo is None and hi is not None,
            "unit interval": (lo, hi) == (0, 1),
            "other interval": (lo, hi) != (0, 1) and (lo, hi) in INTERVALS,
        }
        for name, yes in seen.items():
            kinds[name] = kinds.get(name, 0) + yes
    assert min(kinds.values()) >= 4, kinds
    assert [*drawn(5, 30)] == [*drawn(5, 30)]


def test_algebra_is_pointwise() -> None:
    rng = random.Random(2)
    for i in range(240):
        kind = (nasty_line_map, nasty_self_map)[i % 2]
        a, b = kind(rng), kind(rng)
        if domain(a) != domain(b):
            continue
        results = [
            add(a, b),
            subtract(a, b),
            maximum(a, b),
            minimum(a, b),
            absolute(a),
            clip(a, "-1/2", "1/3"),
        ]
        for x in probes(a, b, *results):
            u, v = evaluate(a, x), evaluate(b, x)
            expected = [u + v, u - v, max(u, v), min(u, v), abs(u), min(max(u, Q(-1, 2)), Q(1, 3))]
            assert [evaluate(m, x) for m in results] == expected
        assert all(canonical(m) == m for m in results)
        if None not in domain(a):
            assert l1_distance(a, b) == integral(subtract(maximum(a, b), minimum(a, b)))
            assert sup_distance(a, b) == image(absolute(subtract(a, b)))[1]


def test_composition_is_pointwise() -> None:
    for f in drawn(3, 160):
        for k in (2, 3):
            iterate = power(f, k)
            assert iterate == textbook_iterate(f, k)
            assert iterate == canonical(iterate)
            for x in probes(f, iterate):
                y = x
                for _ in range(k):
                    y = evaluate(f, y)
                assert evaluate(iterate, x) == y
        assert same(power(f, 1), f)
        assert power(f, 0) == identity(f)


def test_zero_sets_are_exact() -> None:
    for f in drawn(4, 160):
        for level in points("0", "1/2", "1"):
            solutions = preimages(f, level)
            for a, b in pairwise(solutions):
                assert a[1] is not None
                assert b[0] is not None
                assert a[1] < b[0]
            ends = [e for c in solutions for e in c if e is not None]
            cuts = sorted({*ends, *(x for x, _ in f.knots)})
            probe = cuts + [(a + b) / 2 for a, b in pairwise(cuts)] + [cuts[0] - 1, cuts[-1] + 1]
            inside = [x for x in probe if contains(domain(f), x)]
            for x in inside:
                assert (evaluate(f, x) == level) == any(contains(c, x) for c in solutions)
            signs = [s > level for x in sorted(inside) if (s := evaluate(f, x)) != level]
            assert crossing_count(f, level) == sum(p != q for p, q in pairwise(signs))


def itinerary_fixed_points(f: Map, n: int) -> list[Component]:
    """Fix(f^n) on a compact domain by other means: one linear equation for each word of n segments."""
    segments = list(pairwise(f.knots))
    found: set[tuple[Fraction, Fraction]] = set()
    for word in product(segments, repeat=n):
        slope, shift = Q(1), Q(0)  # f^i(x) = slope * x + shift along the word
        lo, hi = domain(f)
        assert lo is not None
        assert hi is not None
        for (a, u), (b, v) in word:  # keep the x with a <= slope * x + shift <= b
            if slope > 0:
                lo, hi = max(lo, (a - shift) / slope), min(hi, (b - shift) / slope)
            elif slope < 0:
                lo, hi = max(lo, (b - shift) / slope), min(hi, (a - shift) / slope)
            elif not a <= shift <= b:
                lo, hi = Q(1), Q(0)
            s = (v - u) / (b - a)
            slope, shift = s * slope, u + s * (shift - a)
        if slope != 1:
            lo, hi = max(lo, shift / (1 - slope)), min(hi, shift / (1 - slope))
        elif shift != 0:
            continue
        if lo <= hi:
            found.add((lo, hi))
    merged: list[tuple[Fraction, Fraction]] = []
    for lo, hi in sorted(found):
        if merged and lo <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        else:
            merged.append((lo, hi))
    return list(merged)


def test_fixed_points_by_itineraries() -> None:
    rng = random.Random(5)
    for _ in range(90):
        f = nasty_self_map(rng, max_breakpoints=4)
        for n in (1, 2, 3):
            assert fixed_components(power(f, n)) == itinerary_fixed_points(f, n)


def test_least_periods_by_trying_points() -> None:
    """No point that is tried has a period that the answers miss, and Sharkovsky's order holds."""
    for f in drawn(6, 60):
        has = {n: has_least_period(f, n) for n in (1, 2, 3, 4)}
        intervals = {n: periodic_intervals(f, n) for n in has}
        isolated = {n: isolated_periodic_points(f, n) for n in has}
        for x in {evaluate(f, Q(i, 24)) for i in range(-24, 49) if contains(domain(f), Q(i, 24))}:
            n = least_period(f, x, 4)
            if n is not None:
                assert has[n]
                in_intervals = any(contains((lo, hi), x) for lo, hi, _ in intervals[n])
                assert in_intervals != (x in isolated[n])
        if has[4]:
            assert has[2]
        if has[2]:
            assert has[1]
        if has[3]:
            assert all(has.values())


def test_orbits_and_euler_numbers() -> None:
    """Isolated points of period n come in cycles of n; the sets P_d, d | n, partition Fix(f^n)."""
    for f in drawn(7, 80):
        for n in (1, 2, 3, 4):
            isolated = set(isolated_periodic_points(f, n))
            assert all(least_period(f, x, n) == n and evaluate(f, x) in isolated for x in isolated)
            assert len(isolated) % n == 0
            if None in domain(f):
                continue
            euler = Q(0)
            length = Q(0)
            for d in (d for d in range(1, n + 1) if n % d == 0):
                euler += len(isolated_periodic_points(f, d))
                for lo, hi, out in periodic_intervals(f, d):
                    assert lo is not None
                    assert hi is not None
                    assert all(d % (least_period(f, x, d) or 0) == 0 for x in out)
                    euler += 1 - len(out)
                    length += hi - lo
            fixed = fixed_components(power(f, n))
            assert euler == len(fixed)
            assert length == sum(hi - lo for lo, hi in fixed if lo is not None and hi is not None)
