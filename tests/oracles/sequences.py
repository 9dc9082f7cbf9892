"""Sequences of integers: Fibonacci and Lucas numbers for huge k, coefficients of a quotient of polynomials, digits."""

from collections.abc import Sequence
from fractions import Fraction


def fibonacci_pair(k: int, modulus: int = 0) -> tuple[int, int]:
    """Return (F_k, F_(k+1)), F_0 = 0 and F_1 = 1, by doubling; modulo a number if it is not 0."""
    a, b = 0, 1
    for bit in bin(k)[2:]:
        a, b = a * (2 * b - a), a * a + b * b  # F_2n, F_(2n+1)
        if bit == "1":
            a, b = b, a + b
        if modulus:
            a, b = a % modulus, b % modulus
    return a, b


def fibonacci(k: int) -> int:
    """Return F_k."""
    return fibonacci_pair(k)[0]


def lucas(k: int) -> int:
    """Return L_k = F_(k-1) + F_(k+1), L_0 = 2."""
    a, b = fibonacci_pair(k)
    return 2 * b - a


def coefficients(numerator: Sequence[int], denominator: Sequence[int], upto: int) -> list[Fraction]:
    """Return the coefficients of t^0, ..., t^upto of a quotient of polynomials (ascending coefficients)."""
    found: list[Fraction] = []
    for k in range(upto + 1):
        total = Fraction(numerator[k] if k < len(numerator) else 0)
        total -= sum(denominator[i] * found[k - i] for i in range(1, min(k, len(denominator) - 1) + 1))
        found.append(total / denominator[0])
    return found


def product(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """Return the product of two polynomials, without zeros at the end."""
    found = [0] * (len(a) + len(b))
    for i, u in enumerate(a):
        for j, v in enumerate(b):
            found[i + j] += u * v
    while found and found[-1] == 0:
        found.pop()
    return found


def leading_digits(value: int, digits: int) -> tuple[str, int]:
    """Return the first digits of a positive integer, cut and not rounded, and how many digits it has."""
    length = max(1, int((value.bit_length() - 1) * 0.30102999566398119))  # a guess, put right by comparing
    while 10**length <= value:
        length += 1
    while length > 1 and 10 ** (length - 1) > value:
        length -= 1
    return str(value // 10 ** max(0, length - digits)), length
