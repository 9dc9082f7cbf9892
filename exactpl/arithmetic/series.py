"""A door to FLINT: power series with integer coefficients.

No FLINT type leaves this module (``flint.fmpq(1, 2) == Fraction(1, 2)`` is silently False), and its global precision is
never relied on: everything here is polynomials cut at an explicit length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Any

from flint import fmpz_poly, nmod_poly

from exactpl import progress, work

Jump = tuple[int, int, int]
"""(power of t, column, coefficient)."""

_MODULUS = (1 << 61) - 1  # prime; for a checksum only
_SOLVING = "solving the kneading system"
FEW_UNKNOWNS = 4  # unknowns for which cofactors beat divide and conquer
_CALL_STEPS, _PACKED_STEPS = 2_000, 6  # of `work`: for a product, and for each bit of what FLINT makes of it
_TERM_STEPS = 150
_BLOCK = 64  # below this length plain additions beat polynomial products (measured: 64 better than 32 and 256)


def product(a: Sequence[int], b: Sequence[int], length: int) -> list[int]:
    """Return the first `length` coefficients of the product of two series."""
    return _coefficients(_times(fmpz_poly(list(a)), fmpz_poly(list(b)), length), length)


def _times(a: Any, b: Any, length: int) -> Any:
    """Return the product of two polynomials, cut at `length`; charged first, since FLINT cannot be stopped."""
    shorter, longer = sorted((min(a.length(), length), min(b.length(), length)))
    bits = _MODULUS.bit_length() if isinstance(a, nmod_poly) else a.height_bits() + b.height_bits()
    work.charge(_CALL_STEPS + _PACKED_STEPS * (shorter + longer) // 2 * (bits + shorter.bit_length()))
    return a.mul_low(b, length)


def _coefficients(polynomial: Any, length: int) -> list[int]:
    """Return exactly `length` coefficients as Python integers."""
    work.charge(length * (500 + polynomial.height_bits()))
    found = [int(c) for c in polynomial.coeffs()[:length]]
    return found + [0] * (length - len(found))


def _inverse(series: Any, length: int) -> Any:
    """Return the inverse, cut at `length`, of a series that begins with 1 or -1, by Newton's iteration."""
    inverse, known = fmpz_poly([int(series[0])]), 1
    while known < length:
        known = min(2 * known, length)
        progress.report(_SOLVING, known, 4 * length)
        inverse = _times(inverse, 2 - _times(series.truncate(known), inverse, known), known)
    return inverse


def _quotient(top: Any, bottom: Any, inverse: Any, length: int) -> list[int]:
    """Return the first `length` coefficients of a quotient of series, given 1 / bottom to half that length, rounded up.

    The second half comes from the remainder of the first half (Karp and Markstein), so that the inverse is needed to
    half the length only.
    """
    half = (length + 1) // 2
    first = _times(top, inverse, half)
    rest = (top - _times(bottom, first, length)).truncate(length).right_shift(half)
    second = _times(rest, inverse, length - half)
    return _coefficients(first + second.left_shift(half), length)


class JumpSystem:
    """Linear systems of integer power series cut at `length`, for several right sides.

    The unknowns g_0..g_(m-1) satisfy sum_q g_q * v_q = right; v_q is a vector of m + 1 series: v_q = e_(q+1) - e_q +
    (the terms of `jumps[q]`, all of power >= 1, sorted by power).
    """

    def __init__(self, jumps: Sequence[Sequence[Jump]], length: int) -> None:
        self._jumps, self._length = jumps, length
        self._active = [q for q, terms in enumerate(jumps) if terms]
        # An unknown without later jumps feeds nothing back: merge the columns on its two sides, solve for the others.
        self._group: list[int] = []
        groups = 0
        for column in range(len(jumps) + 1):
            groups += column > 0 and bool(jumps[column - 1])
            self._group.append(groups)
        merged = jumps
        if len(self._active) < len(jumps):
            merged = [_merged([(n, self._group[p], v) for n, p, v in jumps[q]]) for q in self._active]
        self._solver = _solver(merged, length)

    def solve(self, right: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return g_0..g_(m-1). `right` lists m + 1 series; the first m determine the g_q, the last is a checksum.

        Raises ArithmeticError when the checksum fails, which for a kneading system means a bug. Cost: for up to four
        active unknowns one division of series each; else divide and conquer, O(m^2 M(length) log length).
        """
        if len(self._active) == len(self._jumps):
            return self._solver.solve(right)
        found = self._solver.solve(self._grouped(right))
        return _with_passive(self._jumps, right, dict(zip(self._active, found, strict=True)), self._length)

    def _grouped(self, right: Sequence[Sequence[int]]) -> list[list[int]]:
        merged = [[0] * self._length for _ in range(self._group[-1] + 1)]
        for column, series in enumerate(right):
            if any(series):
                row = merged[self._group[column]]
                merged[self._group[column]] = [a + b for a, b in zip(row, series, strict=True)]
        return merged

    def last_coefficient(self, right: Sequence[Sequence[int]], weights: Sequence[Sequence[int]]) -> int:
        """Return the coefficient of t^(length - 1) in sum_q g_q * weights[q], without all of the g_q.

        It is tested modulo a prime; ArithmeticError when that fails. Cost: less than half of `solve` for few unknowns.
        """
        length = self._length
        series = [fmpz_poly(list(weight)) for weight in weights]
        if len(self._active) == len(self._jumps):
            return self._solver.last_coefficient(right, series)
        # g_p = g_(p-1) + (what jumps bring to column p) - right_p for each p without jumps: weights move to the others
        constant = 0
        moved = {q: series[q] for q in self._active}
        running = fmpz_poly([])
        for p in reversed(range(len(self._jumps))):
            if p in moved:
                moved[p] = moved[p] + running
                running = fmpz_poly([])
                continue
            running = running + series[p]
            constant -= int(_times(fmpz_poly(list(right[p])), running, length)[length - 1])
            for q in self._active:
                column = _dense([term for term in self._jumps[q] if term[1] == p], length).get(p)
                if column:
                    moved[q] = moved[q] + _times(fmpz_poly(column), running, length)
        return constant + self._solver.last_coefficient(self._grouped(right), [moved[q] for q in self._active])


def _solver(jumps: Sequence[Sequence[Jump]], length: int) -> "_Cramer | _StepByStep":
    """Return what solves a system all of whose unknowns have jumps."""
    if 0 < len(jumps) <= FEW_UNKNOWNS and length and sum(map(len, jumps)) > _BLOCK:
        return _Cramer(jumps, length)
    return _StepByStep(jumps, length)


@dataclass(frozen=True)
class _StepByStep:
    """Many unknowns, or few terms: power after power."""

    jumps: Sequence[Sequence[Jump]]
    length: int

    def solve(self, right: Sequence[Sequence[int]]) -> list[list[int]]:
        if not self.jumps:
            if any(any(series) for series in right):
                raise ArithmeticError("the kneading system is inconsistent.")
            return []
        return _Recurrence(self.jumps, right, self.length).solve()

    def last_coefficient(self, right: Sequence[Sequence[int]], weights: Sequence[Any]) -> int:
        total = 0
        for series, weight in zip(self.solve(right), weights, strict=True):
            marks = _coefficients(weight, self.length)
            total += sum(a * b for a, b in zip(series, reversed(marks), strict=True) if b)
        return total


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
            feedback[column] += _times(polynomial, fmpz_poly(dense), length)
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
            if column not in columns:
                columns[column] = [0] * length
            columns[column][n] += value
    return columns


class _Cramer:
    """A few unknowns: determinant and cofactors have small coefficients, and one inverse serves all quotients."""

    def __init__(self, jumps: Sequence[Sequence[Jump]], length: int) -> None:
        self._length, m = length, len(jumps)
        self._matrix: list[list[list[int]]] = []
        for q, terms in enumerate(jumps):
            dense = _dense(terms, length)
            row = [dense.get(column, [0] * length) for column in range(m + 1)]
            row[q][0], row[q + 1][0] = -1, 1
            self._matrix.append(row)
        square = [[fmpz_poly(entry) for entry in row[:m]] for row in self._matrix]
        self._adjugate, self._determinant = _adjugate(square, fmpz_poly([1]), length)
        self._inverse = _inverse(self._determinant, (length + 1) // 2)

    @cached_property
    def _residues(self) -> list[list[Any]]:
        return [[nmod_poly(entry, _MODULUS) for entry in row] for row in self._matrix]

    def solve(self, right: Sequence[Sequence[int]]) -> list[list[int]]:
        m, length = len(self._matrix), self._length
        sides = [fmpz_poly(list(series)) for series in right]
        found = []
        for q in range(m):
            progress.report(_SOLVING, q + 1, m + 1)
            top = fmpz_poly([])
            for p in range(m):
                top += _times(sides[p], self._adjugate[p][q], length)
            found.append(_quotient(top, self._determinant, self._inverse, length))
        # the last column is redundant: it must agree. Tested modulo a prime, since this only guards against a bug.
        total = nmod_poly([-n for n in right[m]], _MODULUS)
        for series, row in zip(found, self._residues, strict=True):
            total += nmod_poly(series, _MODULUS) * row[m]
        if any(total.coeffs()[:length]):
            raise ArithmeticError(f"the kneading system is inconsistent in column {m}.")
        return found

    def last_coefficient(self, right: Sequence[Sequence[int]], weights: Sequence[Any]) -> int:
        """Return the coefficient of t^(length - 1) in sum_q g_q * weights[q].

        With 1/d = inverse to half the length h and d * inverse = 1 + t^h e, top/d = top * inverse * (1 - t^h e).
        """
        m, length = len(self._matrix), self._length
        half = (length + 1) // 2
        top = _weighted([fmpz_poly(list(series)) for series in right[:m]], self._adjugate, weights, length)
        last = length - 1 - half
        progress.report(_SOLVING, 1, 4)
        product = _times(self._determinant, self._inverse, length)
        if product.truncate(half) != 1:
            raise ArithmeticError("the inverse of a determinant is wrong.")
        error = product.right_shift(half)
        progress.report(_SOLVING, 2, 4)
        first = _times(top, self._inverse, last + 1)
        progress.report(_SOLVING, 3, 4)
        found = _coefficient_of_product(top, self._inverse, length - 1) - _coefficient_of_product(first, error, last)
        self._check(top, right, weights)
        return found

    def _check(self, top: Any, right: Sequence[Sequence[int]], weights: Sequence[Any]) -> None:
        """Test modulo a prime that all columns but the first give the same quotient as all but the last, top / d."""
        m, length = len(self._matrix), self._length
        adjugate, determinant = _adjugate([row[1:] for row in self._residues], nmod_poly([1], _MODULUS), length)
        sides = [nmod_poly(list(series), _MODULUS) for series in right[1 : m + 1]]
        other = _weighted(sides, adjugate, [nmod_poly(weight.coeffs(), _MODULUS) for weight in weights], length)
        first, second = (nmod_poly(series.coeffs(), _MODULUS) for series in (top, self._determinant))
        if _times(first, determinant, length) != _times(other, second, length):
            raise ArithmeticError("the kneading system is inconsistent.")


def _coefficient_of_product(first: Any, second: Any, n: int) -> int:
    """Return the coefficient of t^n in a product, from one sum of products."""
    bits = first.height_bits() + second.height_bits()
    work.charge((n + 1) * (500 + bits * isqrt(bits) // 20))
    a, b = first.coeffs(), second.coeffs()
    return int(sum(a[i] * b[n - i] for i in range(max(0, n - len(b) + 1), min(n + 1, len(a)))))


def _weighted(sides: Sequence[Any], adjugate: Sequence[Sequence[Any]], weights: Sequence[Any], length: int) -> Any:
    """Return sum over p, q of sides[p] * adjugate[p][q] * weights[q]."""
    total = 0
    for side, row in zip(sides, adjugate, strict=True):
        inner = sum(_times(entry, weight, length) for entry, weight in zip(row, weights, strict=True))
        total = _times(side, inner, length) + total
    return total


def _adjugate(matrix: Sequence[Sequence[Any]], one: Any, length: int) -> tuple[list[list[Any]], Any]:
    """Return adjugate and determinant of a square matrix of polynomials, cut at `length`."""
    every = tuple(range(len(matrix)))
    found = []
    for p in every:
        row = [_minor(matrix, every[:q] + every[q + 1 :], every[:p] + every[p + 1 :], one, length) for q in every]
        found.append([-entry if (p + q) % 2 else entry for q, entry in enumerate(row)])
    return found, _minor(matrix, every, every, one, length)


def _minor(
    matrix: Sequence[Sequence[Any]], rows: tuple[int, ...], columns: tuple[int, ...], one: Any, length: int
) -> Any:
    """Return the determinant of the entries in some rows and columns, cut at `length`."""
    if not rows:
        return one
    total = one - one
    for i, column in enumerate(columns):
        entry = matrix[rows[0]][column]
        if entry:
            rest = _minor(matrix, rows[1:], columns[:i] + columns[i + 1 :], one, length)
            product = _times(entry, rest, length)
            total = total - product if i % 2 else total + product
    return total


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
            progress.report(_SOLVING, high, self._length)
            return
        middle = (low + high) // 2
        self._solve_range(low, middle)
        self._bring_forward(low, middle, high)
        self._solve_range(middle, high)

    def _solve_block(self, low: int, high: int) -> None:
        pending, solution, last = self._pending, self._solution, len(self._jumps)
        for n in range(low, high):
            current = terms = 0
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
                        terms += 1
                        pending[column][n + power] -= coefficient * value
            work.charge((2 * last + terms) * (_TERM_STEPS + solution[-1][n].bit_length() // 4))

    def _bring_forward(self, low: int, middle: int, high: int) -> None:
        span = high - low
        solved = [fmpz_poly(series[low:middle]) for series in self._solution]
        for column, pending in enumerate(self._pending):
            total = fmpz_poly([])
            for q, polynomial in enumerate(solved):
                if column in self._dense[q]:
                    total += _times(polynomial, self._jump_polynomial(q, column, span), span)
            coefficients = total.coeffs()
            for n in range(middle - low, min(span, len(coefficients))):
                pending[low + n] -= int(coefficients[n])

    def _jump_polynomial(self, q: int, column: int, span: int) -> Any:
        key = (q, column, span)
        if key not in self._polynomials:
            self._polynomials[key] = fmpz_poly(self._dense[q][column][:span])
        return self._polynomials[key]


def quotient(top: Sequence[int], bottom: Sequence[int], length: int) -> list[int]:
    """Return the first `length` coefficients of a quotient of series; the lower one begins with 1 or -1."""
    if not length:
        return []
    inverse = _inverse(fmpz_poly(list(bottom)), length)
    return _coefficients(_times(fmpz_poly(list(top)), inverse, length), length)


def determinant(matrix: Sequence[Sequence[Sequence[int]]], length: int) -> list[int]:
    """Return the first `length` coefficients of the determinant of a square matrix of series.

    Its constant terms make an upper triangular matrix with 1 or -1 on the diagonal. Cost: O(m^3) products of series.
    """
    rows = [[fmpz_poly(list(entry)) for entry in row] for row in matrix]
    product = fmpz_poly([1])
    for i, row in enumerate(rows):
        product = _times(product, row[i], length)
        inverse = _inverse(row[i], length) if length else row[i]
        for other in rows[i + 1 :]:
            factor = _times(other[i], inverse, length)
            for j in range(i, len(row)):
                other[j] = (other[j] - _times(factor, row[j], length)).truncate(length)
    return _coefficients(product, length)
