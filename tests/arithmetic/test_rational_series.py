"""Rational generating functions: terms, exact and huge indices, residues, digits, formulas."""

import random

import pytest
import sympy

from exactpl.arithmetic.rational_series import (
    RationalSequence,
    characteristic_polynomial,
    least_common_multiple,
    multiplied,
    polynomial_text,
)
from exactpl.errors import BudgetError, InputError


def slow_terms(numerator: list[int], denominator: list[int], count: int) -> list[int]:
    found: list[int] = []
    for k in range(count):
        value = numerator[k] if k < len(numerator) else 0
        value -= sum(denominator[i] * found[k - i] for i in range(1, min(k, len(denominator) - 1) + 1))
        found.append(value)
    return found


def random_quotients(seed: str, count: int) -> list[tuple[list[int], list[int]]]:
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        top = [rng.randint(-3, 3) for _ in range(rng.randint(1, 7))]
        bottom = [1, *(rng.randint(-2, 2) for _ in range(rng.randint(0, 5)))]
        found.append((top, bottom))
    return found


def test_terms_single_terms_and_residues_agree() -> None:
    for top, bottom in random_quotients("series", 200):
        sequence, expected = RationalSequence.of(top, bottom), slow_terms(top, bottom, 40)
        assert sequence.terms(40) == expected
        assert [sequence.at(k) for k in range(40)] == expected
        for k in (0, 1, 7, 39):
            assert sequence.modulo(k, 97) == expected[k] % 97
        rebuilt = RationalSequence.from_terms(expected, sequence.denominator, len(sequence.numerator) - 1)
        assert rebuilt == sequence


def test_formulas_give_the_terms() -> None:
    k = sympy.Symbol("k")
    for top, bottom in random_quotients("formulas", 25):
        sequence = RationalSequence.of(top, bottom)
        formula = sequence.expression(k)
        for n in range(sequence.recurrence_start + sequence.order + 2):
            value = sympy.N(formula.subs(k, n), 30) if formula.has(k) else formula
            assert abs(complex(value) - sequence.at(n)) < 1e-9 * (1 + abs(sequence.at(n))), (top, bottom, n)


def test_a_quotient_is_in_lowest_terms_with_denominator_1_at_0() -> None:
    assert RationalSequence.of([1, -1], [1, -3, 2]) == RationalSequence.of([-1], [-1, 2])
    assert RationalSequence.of([0], [1, -1]) == RationalSequence((0,), (1,))
    with pytest.raises(InputError, match="begin with 1"):
        RationalSequence.of([1], [2, 1])


def test_terms_that_do_not_fit_are_noticed() -> None:
    with pytest.raises(ArithmeticError, match="do not satisfy"):
        RationalSequence.from_terms([1, 2, 4, 8, 16, 33], [1, -2], 0)


def test_leading_digits_are_cut_and_certain() -> None:
    powers = RationalSequence.of([1], [1, -3])
    for k in (0, 1, 2, 10, 5000, 200_000):
        text = str(sympy.Integer(3) ** k) if k < 10**5 else None
        digits, size = powers.leading_digits(k, 12)
        if text is not None and len(text) < 4000:
            assert (digits, size) == (text[:12], len(text))
        exact = 3**k
        assert exact // 10 ** (size - len(digits)) == int(digits)
    assert powers.leading_digits(10**18)[1] == 477_121_254_719_662_438  # floor(10^18 log10 3) + 1
    with pytest.raises(ArithmeticError, match="uncertain"):
        RationalSequence.of([1], [1, 0, -3]).leading_digits(10**18 + 1)


def test_leading_digits_of_powers_of_ten_and_bounded_terms() -> None:
    assert RationalSequence.of([1], [1, -1]).leading_digits(10**18) == ("1", 1)
    assert RationalSequence.of([7, 2], [1, 0, -1]).leading_digits(10**18 + 1) == ("2", 1)
    assert RationalSequence.of([1], [1, -10]).leading_digits(10**6, 5) == ("10000", 10**6 + 1)
    assert RationalSequence.of([1, 3], [1, 0, -100]).leading_digits(10**18 + 1, 4) == ("3000", 10**18 + 1)
    assert (
        RationalSequence.of([5, 0, 1], [1, -30]).leading_digits(2000, 6)[0]
        == str(RationalSequence.of([5, 0, 1], [1, -30]).at(2000))[:6]
    )
    mixed = RationalSequence.of([1], [1, -13, 30])  # 10^(k+1) - 3^(k+1), over 7
    assert mixed.leading_digits(2000, 20) == (str(mixed.at(2000))[:20], len(str(mixed.at(2000))))


def test_a_term_too_large_is_refused_before_the_work() -> None:
    with pytest.raises(BudgetError, match="leading_digits"):
        RationalSequence.of([1], [1, -2]).at(10**18)
    assert RationalSequence.of([1], [1, -2, 1]).at(10**18) == 10**18 + 1
    assert RationalSequence.of([1, 1], [1, 0, 0, -1]).at(10**30) == 1


def test_polynomials() -> None:
    assert characteristic_polynomial([[1, 1], [1, 0]]) == [-1, -1, 1]
    assert characteristic_polynomial([]) == [1]
    assert multiplied([1, -1], [1, 1]) == [1, 0, -1]
    assert least_common_multiple([[1, 0, -1], [1, -1], [1, 0, 0, -1]]) == [1, 1, 0, -1, -1]
    assert [polynomial_text(p) for p in ([0], [0, -1, 1], [-2, 0, 3])] == ["0", "-t + t^2", "-2 + 3*t^2"]
