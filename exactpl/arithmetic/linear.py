"""Linear systems over the rationals, by FLINT; no FLINT type leaves this module."""

from collections.abc import Sequence
from fractions import Fraction

from flint import fmpq, fmpq_mat


def solve(rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """Return the solution of a square system, or None when there is none or more than one.

    >>> solve([[Fraction(2), Fraction(1)], [Fraction(0), Fraction(3)]], [Fraction(1), Fraction(1)])
    (Fraction(1, 3), Fraction(1, 3))
    """
    matrix = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows])
    if matrix.det() == 0:
        return None
    solution = matrix.solve(fmpq_mat([[fmpq(x.numerator, x.denominator)] for x in right]))
    return tuple(Fraction(int(x.p), int(x.q)) for x in solution.entries())
