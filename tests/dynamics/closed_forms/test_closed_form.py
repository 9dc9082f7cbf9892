"""Generating functions for all k at once: against counts of single iterates, other formulas, and known sequences."""

import random
import re
from fractions import Fraction
from functools import cache
from itertools import pairwise

import mpmath
import pytest
import sympy

import exactpl as xp
from tests.bridge import oracle, pl
from tests.dynamics.families import conjugate, long_cycle, long_tail, nasty_maps, powers, refined, related_map, where
from tests.oracles.maps import (
    Map,
    canonical,
    domain,
    evaluate,
    kinks,
    lap_count,
    make,
    piece_count,
    slope_left,
    slope_right,
    slopes,
)
from tests.oracles.periods import fixed_point_count
from tests.oracles.sequences import coefficients, fibonacci, fibonacci_pair, leading_digits, lucas, product

Q = Fraction
INFINITY = float("inf")
T, K = sympy.symbols("t k")
ZOO = [
    "tent",
    "golden",
    "trapezoid",
    "involution",
    "zigzag:3",
    "stefan:3",
    "stefan:5",
    "stefan:7",
    "increasing_cycle:3",
    "increasing_cycle:5",
    "skew_tent:1/3",
    "truncated_tent:6/7",
    "truncated_tent:14/17",
    "sawtooth:3",
]
LINE = {
    "x": make([(0, 0)], 1, 1),
    "x + 1": make([(0, 1)], 1, 1),
    "-x": make([(0, 0)], -1, -1),
    "2 x": make([(0, 0)], 2, 2),
    "constant": make([(0, 3)], 0, 0),
    "ReLU": make([(0, 0)], 0, 1),
    "absolute value": make([(0, 0)], -1, 1),
    "-x/2 and -2x": make([(0, 0)], "-1/2", -2),
    "a tent that goes on": make([(0, 0), ("1/2", 1), (1, 0)], 2, -2),
    "a tent, then away": make([(0, 0), ("1/2", 1), (1, 0)], None, 1),
    "golden, then flat": make([(0, "1/2"), ("1/2", 1), (1, 0)], None, 0),
    "flips far out, a bump inside": make([(-2, 2), (-1, 1), (0, 2), (1, -1), (2, -2)], -1, -1),
    "identity": make([(0, 0), (1, 1)]),
    "flip": make([(0, 1), (1, 0)]),
    "constant on [0, 1]": make([(0, "1/3"), (1, "1/3")]),
    "two intervals of period 4": make([(0, "3/4"), ("1/2", 1), (1, 0)]),
    "flat steps": make([(0, 1), ("1/4", 1), ("1/2", "1/2"), ("3/4", 0), (1, 0)]),
    "long cycle": long_cycle(9),
    "long tail": long_tail(5, 4),
    "kinks fixed": make([(0, 0), ("1/4", "1/4"), ("1/2", "3/4"), ("3/4", "3/4"), (1, 0)]),
    "one kink, in the end constant": make([(0, "1/2"), ("1/2", "1/2"), (1, 0)]),
}


@cache
def zoo(name: str) -> xp.PL:
    return xp.zoo.build(name)


@cache
def form(name: str):
    return xp.closed_form(pl(LINE[name]) if name in LINE else zoo(name))


def values(sequence, upto: int) -> list[int]:
    return [sequence.at(k) for k in range(upto + 1)]


def has_finite_critical_orbits(m: Map, limit: int = 60) -> bool:
    """Say whether the orbits of all kinks and finite ends close within so many steps."""
    for x in [*kinks(m), *(end for end in domain(m) if end is not None)]:
        seen: set[Fraction] = set()
        while x not in seen:
            if len(seen) > limit:
                return False
            seen.add(x)
            x = evaluate(m, x)
    return True


def assert_closed_form(m: Map, upto: int, written_upto: int = 8, most_knots: int = 80) -> None:
    """Compare all sequences with the iterates written out, and with single counts as far as asked."""
    f = pl(m)
    found = xp.closed_form(f)
    for k, power in powers(m, written_upto, most_knots):
        assert found.pieces.at(k) == piece_count(power), (where(m), k)
        assert found.laps.at(k) == lap_count(power), (where(m), k)
        assert (found.fixed_points.at(k), found.fixed_intervals.at(k)) == fixed_point_count(power), (where(m), k)
    assert values(found.pieces, upto) == xp.piece_counts(f, upto=upto), where(m)
    assert values(found.laps, upto) == xp.lap_counts(f, upto=upto), where(m)
    for n, count in enumerate(xp.fixed_point_counts(f, upto=upto // 3)):
        pair = (found.fixed_points.at(n), found.fixed_intervals.at(n))
        assert pair == (count.isolated, count.intervals), (where(m), n)
    for sequence in (found.pieces, found.laps, found.fixed_points, found.fixed_intervals):
        assert_generating_function(sequence, upto)


def assert_generating_function(sequence, upto: int) -> None:
    """The coefficients are integers, and the series of the quotient is the sequence."""
    assert all(type(c) is int for c in [*sequence.numerator, *sequence.denominator])
    assert sequence.denominator[0] == 1
    above, below = (sympy.Poly([*side[::-1]] or [0], T) for side in (sequence.numerator, sequence.denominator))
    assert sympy.gcd(above, below).degree() <= 0  # lowest terms
    assert coefficients(sequence.numerator, sequence.denominator, upto) == values(sequence, upto)


# -- maps of knots onto knots -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ZOO)
def test_maps_of_the_zoo(name: str) -> None:
    assert_closed_form(oracle(zoo(name)), 60)


@pytest.mark.parametrize("name", LINE)
def test_maps_of_every_domain(name: str) -> None:
    assert_closed_form(LINE[name], 60)


@pytest.mark.parametrize("part", range(2))
def test_maps_of_knots_onto_knots(part: int) -> None:
    rng = random.Random(f"closed forms {part}")
    for _ in range(25):
        assert_closed_form(related_map(rng), 60)


def test_maps_of_knots_onto_knots_with_flats() -> None:
    rng = random.Random("flats")
    found = 0
    while found < 25:
        xs = sorted(rng.sample([Q(i, 12) for i in range(1, 12)], rng.randint(1, 4)))
        xs = [Q(0), *xs, Q(1)]
        m = make([(x, rng.choice(xs)) for x in xs])
        if 0 in slopes(m):
            assert_closed_form(m, 45)
            found += 1


def test_all_maps_of_a_small_grid() -> None:
    grid = [Q(i, 2) for i in range(3)]
    for code in range(27):
        ys = [grid[code // 3**i % 3] for i in range(3)]
        assert_closed_form(make(list(zip(grid, ys, strict=True))), 24)


def test_random_maps_of_every_domain_have_a_closed_form_or_a_reason() -> None:
    finite = 0
    for m in nasty_maps("closed or not", 70, max_breakpoints=4):
        try:
            found = xp.closed_form(pl(m))
        except xp.NoClosedFormError as error:
            assert not has_finite_critical_orbits(m), where(m)
            assert str(error)  # noqa: PT017
        else:
            finite += 1
            assert values(found.pieces, 30) == xp.piece_counts(pl(m), upto=30), where(m)
            assert values(found.laps, 30) == xp.lap_counts(pl(m), upto=30), where(m)
            counts = xp.fixed_point_counts(pl(m), upto=10)[1:]
            expected = [(c.isolated, c.intervals) for c in counts]
            pairs = [(found.fixed_points.at(n), found.fixed_intervals.at(n)) for n in range(1, 11)]
            assert pairs == expected, where(m)
    assert finite > 25


def test_conjugates_and_redundant_knots_have_the_same_closed_forms() -> None:
    rng = random.Random("closed conjugates")
    for _ in range(8):
        m = related_map(rng)
        forms = [xp.closed_form(pl(other)) for other in (m, refined(m, rng), conjugate(m, Q(-2, 3), Q(5)))]
        for name in ("pieces", "laps", "fixed_points", "fixed_intervals"):
            sequences = [getattr(found, name) for found in forms]
            assert values(sequences[0], 40)[1:] == values(sequences[1], 40)[1:] == values(sequences[2], 40)[1:], where(
                m
            )


# -- known sequences --------------------------------------------------------------------------------------------------


def assert_quotient(sequence, numerator: list[int], denominator: list[int]) -> None:
    """Say that the generating function is this quotient, reduced or not."""
    assert product(sequence.numerator, denominator) == product(numerator, sequence.denominator)


def test_the_tent() -> None:
    for sequence in (form("tent").pieces, form("tent").laps):
        assert_quotient(sequence, [1], [1, -2])
    assert values(form("tent").fixed_points, 60)[1:] == [2**k for k in range(1, 61)]
    assert form("tent").pieces.at(10**6) == 2**10**6
    assert not any(values(form("tent").fixed_intervals, 20)[1:])


def test_the_golden_map_counts_fibonacci_and_lucas_numbers() -> None:
    golden = form("golden")
    assert_quotient(golden.pieces, [1, 1], [1, -1, -1])
    assert values(golden.pieces, 200) == [fibonacci(k + 2) for k in range(201)]  # OEIS A000045
    assert values(golden.laps, 200) == [fibonacci(k + 2) for k in range(201)]
    assert values(golden.fixed_points, 200)[1:] == [lucas(k) for k in range(1, 201)]  # OEIS A000032


def test_the_millionth_iterate_of_the_golden_map() -> None:
    golden = form("golden")
    same = golden.pieces.at(10**6) == fibonacci(10**6 + 2)  # 208,988 digits: not to be printed
    assert same
    same = golden.fixed_points.at(10**6) == lucas(10**6)
    assert same
    assert golden.pieces.leading_digits(10**6, 12) == leading_digits(fibonacci(10**6 + 2), 12)


def test_sequences_by_other_formulas() -> None:
    assert values(form("trapezoid").pieces, 100) == [2 ** (k + 1) - 1 for k in range(101)]
    assert values(form("trapezoid").laps, 100) == [2**k for k in range(101)]
    assert values(form("zigzag:3").pieces, 100) == [3**k for k in range(101)]
    assert values(form("involution").pieces, 11) == [1, 2] * 6
    assert values(form("involution").fixed_points, 8)[1:] == [1, 0] * 4
    assert values(form("involution").fixed_intervals, 8)[1:] == [0, 1] * 4
    assert values(form("stefan:5").pieces, 7) == [1, 4, 6, 9, 14, 21, 32, 48]
    assert values(form("stefan:5").laps, 7) == [1, 2, 3, 5, 7, 11, 16, 25]
    assert values(form("increasing_cycle:5").pieces, 6) == [1, 2, 4, 8, 15, 29, 56]  # OEIS A000078
    assert values(form("long cycle").pieces, 7) == [2**k for k in range(8)]
    # k + 1 pieces, and two intervals fixed by f^4
    assert values(form("two intervals of period 4").pieces, 50) == [1, *(k + 1 for k in range(1, 51))]
    intervals = values(form("two intervals of period 4").fixed_intervals, 24)[1:]
    assert intervals == [2 if k % 4 == 0 else 0 for k in range(1, 25)]


def test_maps_without_kinks() -> None:
    for name in ("x", "x + 1", "-x", "2 x", "constant", "identity", "flip", "constant on [0, 1]"):
        assert values(form(name).pieces, 20) == values(form(name).laps, 20) == [1] * 21
    fixed = {
        name: [(form(name).fixed_points.at(n), form(name).fixed_intervals.at(n)) for n in (1, 2, 3, 4)]
        for name in ("x", "x + 1", "-x", "2 x", "constant", "flip")
    }
    assert fixed == {
        "x": [(0, 1)] * 4,
        "x + 1": [(0, 0)] * 4,
        "-x": [(1, 0), (0, 1)] * 2,
        "2 x": [(1, 0)] * 4,
        "constant": [(1, 0)] * 4,
        "flip": [(1, 0), (0, 1)] * 2,
    }


# -- the sequence object ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tent", "golden", "trapezoid", "stefan:5", "stefan:7", "increasing_cycle:5"])
@pytest.mark.parametrize("what", ["pieces", "laps", "fixed_points"])
def test_leading_digits_are_those_of_the_exact_number(name: str, what: str) -> None:
    sequence = getattr(form(name), what)
    for k in (1, 2, 3, 10, 57, 333, 1999, 2000, 2357):
        for digits in (1, 2, 9, 30):
            assert sequence.leading_digits(k, digits) == leading_digits(sequence.at(k), digits), (k, digits)


def test_leading_digits_next_to_powers_of_ten() -> None:
    # the first digits are 9 again and again, or 0: the number of digits must not be off by one
    tent = form("tent").pieces
    near = [k for k in range(3000) if leading_digits(2**k, 3)[0] in ("999", "998", "100", "1")]
    assert len(near) > 5
    for k in near:
        assert tent.leading_digits(k, 8) == leading_digits(2**k, 8), k
    zigzag = form("zigzag:3").pieces
    for k in range(0, 400, 3):
        assert zigzag.leading_digits(k, 4) == leading_digits(3**k, 4), k


def test_leading_digits_of_nothing() -> None:
    assert form("flip").fixed_points.leading_digits(2, 5) == ("0", 1)
    assert form("flip").fixed_points.leading_digits(3, 5) == ("1", 1)


def test_leading_digits_of_a_number_that_cannot_be_written() -> None:
    digits, length = form("tent").pieces.leading_digits(10**9, 15)
    with mpmath.workdps(60):
        logarithm = 10**9 * mpmath.log10(2)
        assert length == int(mpmath.floor(logarithm)) + 1 == 301_029_996
        assert digits == str(int(mpmath.floor(10 ** (logarithm - mpmath.floor(logarithm) + 14))))
    digits, length = form("golden").pieces.leading_digits(10**18, 12)
    with mpmath.workdps(80):  # F_n is phi^n / sqrt 5, nearly
        logarithm = (10**18 + 2) * mpmath.log10(mpmath.phi) - mpmath.log10(5) / 2
        assert length == int(mpmath.floor(logarithm)) + 1
        assert digits == str(int(mpmath.floor(10 ** (logarithm - mpmath.floor(logarithm) + 11))))


@pytest.mark.parametrize("modulus", [2, 3, 10, 97, 1000, 10**9 + 7, 2**61 - 1])
def test_residues(modulus: int) -> None:
    for name in ("tent", "golden", "trapezoid", "stefan:7", "involution"):
        for what in ("pieces", "laps", "fixed_points"):
            sequence = getattr(form(name), what)
            assert [sequence.modulo(k, modulus) for k in range(1, 40)] == [
                sequence.at(k) % modulus for k in range(1, 40)
            ]
    for k in (10**6, 10**18, 10**18 + 1):
        f_k, f_next = fibonacci_pair(k, modulus)
        assert form("golden").pieces.modulo(k, modulus) == (f_k + f_next) % modulus
        assert form("golden").fixed_points.modulo(k, modulus) == (2 * f_next - f_k) % modulus
        assert form("tent").pieces.modulo(k, modulus) == pow(2, k, modulus)
        assert form("trapezoid").pieces.modulo(k, modulus) == (pow(2, k + 1, modulus) - 1) % modulus


def follow(recurrence: str, upto: int) -> list[int]:
    """Return the terms that the text of a recurrence gives."""
    head = re.fullmatch(r"(?:a\(k\) = (.+) for k >= (\d+), )?a\(0\.\.(\d+)\) = ([-\d, ]+)(, then 0)?", recurrence)
    assert head, recurrence
    rule, begin, last, first, ends = head.groups()
    a = [int(term) for term in first.split(",") if term.strip()]
    assert len(a) == int(last) + 1
    assert (rule is None) == (ends is not None)
    assert begin is None or int(begin) == len(a)
    code = re.sub(r"a\(k-(\d+)\)", r"a[k-\1]", rule) if rule else "0"
    for k in range(len(a), upto + 1):
        a.append(eval(code, {"a": a, "k": k}))
    return a[: upto + 1]


SEQUENCES = ["pieces", "laps", "fixed_points", "fixed_intervals"]
EXPRESSED = ["tent", "golden", "trapezoid", "stefan:3", "involution", "identity", "x + 1", "flip", "flat steps"]


@pytest.mark.parametrize(
    ("name", "what"), [*((name, what) for name in EXPRESSED for what in SEQUENCES), ("stefan:5", "fixed_points")]
)
def test_recurrences_and_expressions_give_the_terms(name: str, what: str) -> None:
    sequence = getattr(form(name), what)
    assert follow(sequence.recurrence(), 40) == values(sequence, 40)
    expression = sequence.expression(K)
    for k in (0, 1, 2, 3, 7, 20):
        value = sympy.N(expression.subs(K, k), 40)
        assert abs(value - sequence.at(k)) < Q(1, 10**20), k


def test_recurrences_of_random_maps() -> None:
    rng = random.Random("recurrences")
    for _ in range(12):
        found = xp.closed_form(pl(related_map(rng)))
        for sequence in (found.pieces, found.laps, found.fixed_points, found.fixed_intervals):
            assert follow(sequence.recurrence(), 50) == values(sequence, 50)


@pytest.mark.parametrize("k", [-1, 1.0, True, "2", None], ids=repr)
def test_k_must_be_an_integer_that_is_not_negative(k) -> None:
    for ask in (form("golden").pieces.at, lambda k: form("golden").pieces.modulo(k, 7)):
        with pytest.raises((xp.InputError, TypeError)):
            ask(k)
    with pytest.raises((xp.InputError, TypeError)):
        form("golden").pieces.leading_digits(k, 5)


@pytest.mark.parametrize("number", [0, -1, 1.0, True, None], ids=repr)
def test_moduli_and_numbers_of_digits_must_be_positive_integers(number) -> None:
    for ask in (form("golden").pieces.modulo, form("golden").pieces.leading_digits):
        with pytest.raises((xp.InputError, TypeError)):
            ask(5, number)


def test_a_term_that_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(xp.BudgetError):
        form("tent").pieces.at(10**30)


# -- the transition matrix --------------------------------------------------------------------------------------------


def covers(m: Map, points: list[Fraction]) -> list[list[int]]:
    """Return for each two cells between points and ends whether the image of the first holds the second."""
    lower, upper = domain(m)
    cells = list(pairwise([*([None] if lower is None else []), *points, *([None] if upper is None else [])]))

    def image(a: Fraction | None, b: Fraction | None) -> tuple[Fraction | float, Fraction | float]:
        x = a if a is not None else b if b is not None else Q(0)
        slope = slope_right(m, x) if b is None or a is not None else slope_left(m, x)
        far = (-INFINITY if slope > 0 else INFINITY) if slope else evaluate(m, x)  # where -oo goes
        u = far if a is None else evaluate(m, a)
        v = (-far if slope else far) if b is None else evaluate(m, b)
        return min(u, v), max(u, v)

    images = [image(a, b) for a, b in cells]
    ends = [(-INFINITY if a is None else a, INFINITY if b is None else b) for a, b in cells]
    return [[int(u <= a and b <= v) for a, b in ends] for u, v in images]


def examples() -> list[Map]:
    rng = random.Random("matrices")
    related = [canonical(related_map(rng)) for _ in range(20)]
    return [*(oracle(zoo(name)) for name in ZOO), *related, *LINE.values()]


def test_the_partition_is_invariant_and_the_matrix_says_what_covers_what() -> None:
    for m in examples():
        found = xp.closed_form(pl(m))
        points = [Q(x) for x in found.partition]
        assert points == sorted(set(points)), where(m)
        assert {*kinks(m), *domain(m)} - {None} <= set(points), where(m)
        assert {evaluate(m, x) for x in points} <= set(points), where(m)
        assert [list(row) for row in found.transition_matrix] == covers(m, points), where(m)


def test_the_characteristic_polynomial_is_that_of_the_matrix() -> None:
    for m in examples():
        found = xp.closed_form(pl(m))
        matrix = sympy.Matrix([list(row) for row in found.transition_matrix])
        expected = [int(c) for c in matrix.charpoly(T).all_coeffs()][::-1]
        assert list(found.characteristic_polynomial) == expected, where(m)


def test_matrices_by_hand() -> None:
    assert [Q(x) for x in form("golden").partition] == [0, Q(1, 2), 1]
    assert [list(row) for row in form("golden").transition_matrix] == [[0, 1], [1, 1]]
    assert list(form("golden").characteristic_polynomial) == [-1, -1, 1]
    assert list(form("tent").characteristic_polynomial) == [0, -2, 1]
    assert [Q(x) for x in form("trapezoid").partition] == [0, Q(1, 3), Q(2, 3), 1]
    assert [list(row) for row in form("trapezoid").transition_matrix] == [[1, 1, 1], [0, 0, 0], [1, 1, 1]]


def zeta_quotient(found) -> tuple[list[int], list[int]]:
    """Return numerator and denominator of the zeta function, ascending."""
    zeta = found.zeta()
    if hasattr(zeta, "numerator") and hasattr(zeta, "denominator") and not isinstance(zeta, sympy.Basic):
        return list(zeta.numerator), list(zeta.denominator)
    (symbol,) = zeta.free_symbols or {T}
    above, below = sympy.fraction(sympy.together(zeta))
    sides = [[int(c) for c in sympy.Poly(side, symbol).all_coeffs()][::-1] for side in (above, below)]
    return sides[0], sides[1]


def test_the_zeta_function_counts_fixed_points() -> None:
    # zeta = exp(sum of N_n t^n / n), so t zeta' / zeta = sum of N_n t^n
    compared = 0
    for m in examples():
        found = xp.closed_form(pl(m))
        if not any(values(found.fixed_intervals, 30)[1:]):
            above, below = zeta_quotient(found)
            slope_above = [i * c for i, c in enumerate(above)]
            slope_below = [i * c for i, c in enumerate(below)]
            left, right = product(slope_above, below), product(above, slope_below)
            size = max(len(left), len(right))
            numerator = [(left[i] if i < len(left) else 0) - (right[i] if i < len(right) else 0) for i in range(size)]
            counts = coefficients(numerator, product(above, below), 30)
            assert counts[1:] == values(found.fixed_points, 30)[1:], where(m)
            compared += 1
    assert compared > 8


def test_the_zeta_function_of_intervals_of_fixed_points_is_refused() -> None:
    for name in ("x", "-x", "identity", "flip", "ReLU", "involution", "two intervals of period 4"):
        with pytest.raises(xp.NoClosedFormError):
            form(name).zeta()


def test_zeta_functions_by_hand() -> None:
    above, below = zeta_quotient(form("golden"))
    assert product(above, [1, -1, -1]) == below or product([-c for c in above], [1, -1, -1]) == below
    above, below = zeta_quotient(form("tent"))
    assert product(above, [1, -2]) == below or product([-c for c in above], [1, -2]) == below


# -- maps without a closed form ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "f",
    [
        xp.zoo.tent(slope="19/10"),
        xp.zoo.tent(slope="3/2"),
        xp.zoo.tent(slope="17/12"),
        xp.zoo.scrambling(),
        xp.PL([(0, "51/100"), ("1/2", 1), (1, 0)]),
        xp.PL([(0, 0), ("1/3", "8/9"), (1, 0)]),
    ],
    ids=repr,
)
def test_no_closed_form_where_a_critical_orbit_is_infinite(f: xp.PL) -> None:
    assert not has_finite_critical_orbits(oracle(f))
    with pytest.raises(xp.NoClosedFormError, match=r"\w+ \w+"):
        xp.closed_form(f)


def test_the_error_is_one_of_ours() -> None:
    assert issubclass(xp.NoClosedFormError, xp.ExactPLError)


def test_a_map_that_leaves_is_refused() -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        xp.closed_form(xp.zoo.scrambling().restrict(0, 1))
