"""The one door to FLINT: power series with integer coefficients.

No FLINT type leaves this module (``flint.fmpq(1, 2) == Fraction(1, 2)`` is silently False), and its global precision is
never relied on: everything here is polynomials cut at an explicit length.
"""

from collections.abc import Sequence
from typing import Any

from flint import fmpz_poly

from exactpl import progress

Jump = tuple[int, int, int]
"""(power of t, column, coefficient)."""

_MODULUS = (1 << 61) - 1  # prime; for a checksum only
_BLOCK = 64  # below this length plain additions beat polynomial products (measured: 64 better than 32 and 256)


def product(a: Sequence[int], b: Sequence[int], length: int) -> list[int]:
    """Return the first `length` coefficients of the product of two series."""
    return _coefficients(fmpz_poly(list(a)).mul_low(fmpz_poly(list(b)), length), length)


def _coefficients(polynomial: Any, length: int) -> list[int]:
    """Return exactly `length` coefficients as Python integers."""
    found = [int(c) for c in polynomial.coeffs()[:length]]
    return found + [0] * (length - len(found))


def _inverse(series: Any, length: int) -> Any:
    """Return the inverse, cut at `length`, of a series that begins with 1 or -1, by Newton's iteration."""
    inverse, known = fmpz_poly([int(series[0])]), 1
    while known < length:
        known = min(2 * known, length)
        inverse = inverse.mul_low(2 - series.truncate(known).mul_low(inverse, known), known)
    return inverse


def _quotient(numerator: Sequence[int], denominator: Sequence[int], length: int) -> list[int]:
    """Return the first `length` coefficients of a quotient of series; the denominator begins with 1 or -1.

    The second half comes from the remainder of the first half (Karp and Markstein), so that the inverse is needed to
    half the length only.
    """
    top, bottom = fmpz_poly(list(numerator)), fmpz_poly(list(denominator))
    half = (length + 1) // 2
    inverse = _inverse(bottom, half)
    first = top.mul_low(inverse, half)
    rest = (top - bottom.mul_low(first, length)).truncate(length).right_shift(half)
    second = rest.mul_low(inverse, length - half)
    return _coefficients(first + second.left_shift(half), length)


def solve_jumps(jumps: Sequence[Sequence[Jump]], right: Sequence[Sequence[int]], length: int) -> list[list[int]]:
    """Return the integer power series g_0..g_(m-1), cut at `length`, with sum_q g_q * v_q = right.

    v_q is a vector of m + 1 series: v_q = e_(q+1) - e_q + (the terms of `jumps[q]`, all of power >= 1). `right` lists m
    + 1 series. The first m columns determine the g_q, the last one is a checksum that is tested at each power.

    Raises ArithmeticError when the checksum fails, which for a kneading system means a bug.
    Cost: for m = 1 one division of series; else divide and conquer, O(m^2 M(length) log length).
    """
    active = [q for q, terms in enumerate(jumps) if terms]
    if len(active) == len(jumps):
        return _solve_active(jumps, right, length)
    # A breakpoint without later jumps feeds nothing back: merge the columns on its two sides, solve for the others.
    group, groups = [], 0
    for column in range(len(jumps) + 1):
        groups += column > 0 and bool(jumps[column - 1])
        group.append(groups)
    merged_jumps = [_merged([(n, group[p], v) for n, p, v in jumps[q]]) for q in active]
    merged_right = [[0] * length for _ in range(groups + 1)]
    for column, series in enumerate(right):
        row = merged_right[group[column]]
        for n in range(length):
            row[n] += series[n]
    found = _solve_active(merged_jumps, merged_right, length)
    return _with_passive(jumps, right, dict(zip(active, found, strict=True)), length)


def _merged(terms: list[Jump]) -> list[Jump]:
    total: dict[tuple[int, int], int] = {}
    for n, column, value in terms:
        total[n, column] = total.get((n, column), 0) + value
    return [(n, column, value) for (n, column), value in sorted(total.items()) if value]


def _with_passive(
    jumps: Sequence[Sequence[Jump]], right: Sequence[Sequence[int]], active: dict[int, list[int]], length: int
) -> list[list[int]]:
    """Return all g_q, given those with jumps: by column p, g_p = g_(p-1) + (what jumps bring to it) - right_p."""
    passive = {p for p in range(len(jumps)) if p not in active}
    feedback = dict.fromkeys(passive, fmpz_poly([]))
    for q, solved in active.items():
        polynomial = fmpz_poly(solved)
        for column, dense in _dense([term for term in jumps[q] if term[1] in passive], length).items():
            feedback[column] += polynomial.mul_low(fmpz_poly(dense), length)
    solution: list[list[int]] = []
    before = [0] * length
    for column in range(len(jumps)):
        if column in passive:
            brought = _coefficients(feedback[column], length)
            before = [b + f - r for b, f, r in zip(before, brought, right[column], strict=True)]
        else:
            before = active[column]
        solution.append(before)
    return solution


def _dense(terms: Sequence[Jump], length: int) -> dict[int, list[int]]:
    columns: dict[int, list[int]] = {}
    for n, column, value in terms:
        if n < length:
            columns.setdefault(column, [0] * length)[n] += value
    return columns


def _solve_active(jumps: Sequence[Sequence[Jump]], right: Sequence[Sequence[int]], length: int) -> list[list[int]]:
    if not jumps:
        if any(any(series) for series in right):
            raise ArithmeticError("the kneading system is inconsistent.")
        return []
    if len(jumps) == 1 and len(jumps[0]) > _BLOCK:
        return [_solve_one(jumps[0], right, length)]
    return _Recurrence(jumps, right, length).solve()


def _solve_one(terms: Sequence[Jump], right: Sequence[Sequence[int]], length: int) -> list[int]:
    if not length:
        return []
    dense = _dense(terms, length)
    first, second = (dense.get(column, [0] * length) for column in (0, 1))
    first[0], second[0] = -1, 1
    quotient = _quotient(right[0], first, length)
    # the second column is redundant: it must agree. Tested modulo a prime, since this only guards against a bug.
    residues = product([n % _MODULUS for n in quotient], second, length)
    if any((r - n) % _MODULUS for r, n in zip(residues, right[1], strict=True)):
        raise ArithmeticError("the kneading system is inconsistent in column 1.")
    return quotient


class _Recurrence:
    """Power after power, with the feedback of each solved half brought forward by polynomial products."""

    def __init__(self, jumps: Sequence[Sequence[Jump]], right: Sequence[Sequence[int]], length: int) -> None:
        self._length = length
        self._jumps = [sorted(terms) for terms in jumps]
        self._pending = [list(series) for series in right]  # right minus the feedback of what is solved
        self._solution = [[0] * length for _ in jumps]
        sparse = sum(map(len, jumps)) <= _BLOCK
        self._block = length if sparse else _BLOCK
        self._dense = [{} if sparse else _dense(terms, length) for terms in jumps]
        self._polynomials: dict[tuple[int, int, int], Any] = {}

    def solve(self) -> list[list[int]]:
        self._solve_range(0, self._length)
        return self._solution

    def _solve_range(self, low: int, high: int) -> None:
        if high - low <= self._block:
            self._solve_block(low, high)
            progress.report("solving the kneading system", high, self._length)
            return
        middle = (low + high) // 2
        self._solve_range(low, middle)
        self._bring_forward(low, middle, high)
        self._solve_range(middle, high)

    def _solve_block(self, low: int, high: int) -> None:
        pending, solution, last = self._pending, self._solution, len(self._jumps)
        for n in range(low, high):
            current = 0
            for q in range(last):
                current -= pending[q][n]
                solution[q][n] = current
            if current != pending[last][n]:
                raise ArithmeticError(f"the kneading system is inconsistent at power {n}.")
            for q in range(last):
                value = solution[q][n]
                if value:
                    for power, column, coefficient in self._jumps[q]:
                        if n + power >= high:
                            break
                        pending[column][n + power] -= coefficient * value

    def _bring_forward(self, low: int, middle: int, high: int) -> None:
        span = high - low
        solved = [fmpz_poly(series[low:middle]) for series in self._solution]
        for column, pending in enumerate(self._pending):
            total = fmpz_poly([])
            for q, polynomial in enumerate(solved):
                if column in self._dense[q]:
                    total += polynomial.mul_low(self._jump_polynomial(q, column, span), span)
            coefficients = total.coeffs()
            for n in range(middle - low, min(span, len(coefficients))):
                pending[low + n] -= int(coefficients[n])

    def _jump_polynomial(self, q: int, column: int, span: int) -> Any:
        key = (q, column, span)
        if key not in self._polynomials:
            self._polynomials[key] = fmpz_poly(self._dense[q][column][:span])
        return self._polynomials[key]
