"""Real roots against polynomials made from known roots, and against a walk over signs."""

import random
from fractions import Fraction

import pytest

from exactpl.arithmetic.real_roots import (
    count_roots,
    enclosed,
    irreducible_factors,
    largest_root,
    polynomial_text,
    sign_at,
)
from exactpl.errors import InputError
from tests.oracles.growth import remainder, value_at


def product(*factors: list[int]) -> list[int]:
    found = [1]
    for factor in factors:
        longer = [0] * (len(found) + len(factor) - 1)
        for i, a in enumerate(found):
            for j, b in enumerate(factor):
                longer[i + j] += a * b
        found = longer
    return found


def with_roots(rng: random.Random) -> tuple[list[int], set[Fraction]]:
    """Return a polynomial and its real roots: rational ones with multiplicities, times factors without real roots."""
    roots = [Fraction(rng.randint(-8, 8), rng.choice((1, 1, 2, 3, 5))) for _ in range(rng.randint(0, 5))]
    factors = [[-r.numerator, r.denominator] for r in roots for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    factors += [rng.choice(([1, 0, 1], [1, 1, 1], [5, -4, 1], [-2], [3])) for _ in range(rng.randint(0, 2))]
    if not factors or all(len(factor) == 1 for factor in factors):
        factors.append([1, 1])
        roots.append(Fraction(-1))
    return product(*factors), set(roots)


def test_counts_against_known_roots() -> None:
    rng = random.Random("known roots")
    for _ in range(400):
        polynomial, roots = with_roots(rng)
        assert count_roots(polynomial, None, None) == len(roots), polynomial
        for _ in range(6):
            marks = [rng.choice([*roots, Fraction(rng.randint(-9, 9), rng.randint(1, 7))]) for _ in range(2)]
            lower, upper = sorted(marks)
            inside = sum(lower <= r <= upper for r in roots)
            assert count_roots(polynomial, lower, upper) == inside, (polynomial, lower, upper)
            assert count_roots(polynomial, None, upper) == sum(r <= upper for r in roots), (polynomial, upper)
            assert count_roots(polynomial, lower, None) == sum(r >= lower for r in roots), (polynomial, lower)
            value = value_at(polynomial, lower)
            assert sign_at(polynomial, lower) == (value > 0) - (value < 0)


def test_counts_of_chebyshev_polynomials() -> None:
    before, now = [1], [0, 1]
    for n in range(1, 25):
        assert count_roots(now, Fraction(-1), Fraction(1)) == n
        assert count_roots(now, None, Fraction(0)) == (n + 1) // 2
        doubled = [0, *(2 * c for c in now)]
        before, now = now, [a - b for a, b in zip(doubled, [*before, 0, 0], strict=True)]


def test_counts_of_close_roots() -> None:
    gap = Fraction(1, 10**40)
    polynomial = product([-1, 1], [-(1 + gap).numerator, (1 + gap).denominator], [-2, 0, 1])
    assert count_roots(polynomial, Fraction(1), Fraction(1)) == 1
    assert count_roots(polynomial, Fraction(1), 1 + gap / 2) == 1
    assert count_roots(polynomial, Fraction(1), 1 + gap) == 2
    assert count_roots(polynomial, 1 + gap / 2, Fraction(2)) == 2


def test_factors() -> None:
    rng = random.Random("factors")
    irreducible = [(-1, 1), (1, 1), (0, 1), (-1, 2), (3, 5), (1, 0, 1), (-2, 0, 1), (-1, -1, 1), (-2, 0, 0, 1)]
    irreducible.append((1, 1, 0, 0, 1))
    for _ in range(200):
        chosen = [rng.choice(irreducible) for _ in range(rng.randint(1, 5))]
        polynomial = product([rng.choice((1, -1, 6, -4))], *(list(factor) for factor in chosen))
        assert irreducible_factors(polynomial) == sorted(set(chosen), key=lambda f: (len(f), f))
    assert irreducible_factors([7]) == []


def test_largest_root() -> None:
    rng = random.Random("largest roots")
    for _ in range(200):
        polynomial, roots = with_roots(rng)
        if not roots:
            with pytest.raises(InputError, match="real root"):
                largest_root(polynomial)
            continue
        factor, lower, upper = largest_root(polynomial)
        top = max(roots)
        assert factor == (-top.numerator, top.denominator)
        assert lower <= top <= upper
        assert all(r < lower for r in roots if r != top)
        assert enclosed(factor, lower, upper, Fraction(1, 100)) == (top, top)
    assert largest_root([-2, 0, 1])[0] == (-2, 0, 1)
    assert largest_root([0, 1])[0] == (0, 1)
    assert largest_root([0, 0, 3])[0] == (0, 1)
    assert largest_root(product([-2, 0, 1], [-2, 0, 1], [-1, 1], [1, 0, 1]))[0] == (-2, 0, 1)
    with pytest.raises(InputError, match="real root"):
        largest_root([1, 0, 1])


def test_enclosed() -> None:
    for polynomial in ([-2, 0, 1], [-1, -1, 1], [-5, 1, 0, 1], [2, 0, -1]):
        factor, lower, upper = largest_root(polynomial)
        for width in (Fraction(1), Fraction(1, 1000), Fraction(1, 10**90)):
            low, high = enclosed(factor, lower, upper, width)
            assert lower <= low < high <= upper
            assert high - low <= width
            assert value_at(factor, low) * value_at(factor, high) < 0


def halved(polynomial: list[int], lower: Fraction, upper: Fraction, width: Fraction) -> tuple[Fraction, Fraction]:
    """Bisection written out."""
    below = value_at(polynomial, lower)
    while upper - lower > width:
        middle = (lower + upper) / 2
        if value_at(polynomial, middle) * below > 0:
            lower = middle
        else:
            upper = middle
    return lower, upper


def test_an_enclosure_is_that_of_halving() -> None:
    rng, compared = random.Random(5), 0
    while compared < 150:
        coefficients = [rng.randint(-9, 9) for _ in range(rng.randint(3, 8))]
        for factor in irreducible_factors(coefficients) if any(coefficients) else []:
            lower = Fraction(rng.randint(-90, 90), rng.randint(1, 7))
            upper = lower + Fraction(rng.randint(1, 60), rng.randint(1, 9))
            if len(factor) < 3 or count_roots(factor, lower, upper) != 1:
                continue
            width = rng.choice(
                [Fraction(1, rng.randint(1, 10) ** rng.randint(0, 60)), (upper - lower) / 2 ** rng.randint(0, 9)]
            )
            assert enclosed(factor, lower, upper, width) == halved(list(factor), lower, upper, width)
            compared += 1


def test_an_enclosure_where_the_secant_is_far_off() -> None:
    """Roots close to an end, a steep and a flat side, two roots 10^-40 apart of which one lies outside."""
    near = [1, 0, -(2 * 10**40), 0, 0, 10**80]  # 10^80 t^5 - 2*10^40 t^2 + 1
    for polynomial in ([-2, *[0] * 40, 1], [-(10**60), 1, 0, 1], [1, -(10**30), 0, 7], near):
        factor, lower, upper = largest_root(polynomial)
        assert len(factor) > 2
        for bits in (1, 7, 100, 600):
            width = Fraction(1, 1 << bits)
            assert enclosed(factor, lower, upper, width) == halved(list(factor), lower, upper, width)


def test_an_enclosure_of_a_root_on_the_grid_holds_it() -> None:
    """The root of a reducible polynomial may be an end of the interval or a point of a grid: halving stops left of it.

    With a value 0 at an end the secant points at the end itself, beyond the last cell.
    """
    for bottom in (1, 2, 8, 3):
        for top in range(-9, 10):
            root = Fraction(top, bottom)
            for other in ([1, 0, 1], [-7, 1]):
                polynomial = product([-root.numerator, root.denominator], other)
                for below, above in [(0, 1), (1, 0), (1, 1), (Fraction(1, 2), Fraction(5, 8)), (Fraction(1, 3), 2)]:
                    lower, upper = root - below, root + above
                    if other == [-7, 1] and lower <= 7 <= upper:
                        continue
                    for bits in (1, 3, 8, 40):
                        width = Fraction(1, 1 << bits)
                        low, high = enclosed(polynomial, lower, upper, width)
                        assert low <= root <= high
                        assert high - low <= width
                        if below:
                            assert (low, high) == halved(polynomial, lower, upper, width)


def test_text() -> None:
    for polynomial, text in [
        ([-1, -1, 1], "t^2 - t - 1"),
        ([0], "0"),
        ([], "0"),
        ([3], "3"),
        ([-3], "-3"),
        ([0, 1], "t"),
        ([0, -1], "-t"),
        ([1, 0, 0, -2], "-2*t^3 + 1"),
        ([0, 5, 0, 1], "t^3 + 5*t"),
    ]:
        assert polynomial_text(polynomial) == text
    assert polynomial_text([1, -1], "x") == "-x + 1"
    assert remainder([-1, -1, 1], [-1, -1, 1]) == []
