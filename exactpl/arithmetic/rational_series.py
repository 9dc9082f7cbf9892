"""Sequences whose generating function is a quotient of integer polynomials: every term at once.

A door to FLINT: characteristic polynomials, powers modulo a polynomial, balls for leading digits. No FLINT type leaves
this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import isqrt
from typing import TYPE_CHECKING, Any

from flint import arb, ctx, fmpq_mat, fmpz_mat, fmpz_poly

from exactpl import work
from exactpl.arithmetic.integers import decimal_digits, decimal_text, require_integer, shortened
from exactpl.errors import BudgetError, InputError, require_kind

if TYPE_CHECKING:
    import sympy

LARGEST_BITS = 1 << 32
_FIRST_PRECISION, _LAST_PRECISION = 192, 1 << 16
_MOST_TERMS = 10_000_000
_MOST_DIGITS = 10_000
_TERM_STEPS, _PACKED_STEPS, _ROOT_STEPS = 100, 8, 20_000  # of `work`


def characteristic_polynomial(matrix: Sequence[Sequence[int]]) -> list[int]:
    """Return the coefficients, from the constant one up, of det(x - matrix)."""
    if not matrix:
        return [1]
    n = len(matrix)
    steps = characteristic_steps(n)
    work.require(steps, f"the characteristic polynomial of a matrix of {n:,} rows")
    work.charge(steps)
    return [int(c) for c in fmpz_mat([list(row) for row in matrix]).charpoly().coeffs()]


def characteristic_steps(rows: int) -> int:
    """Return about how many steps of work the characteristic polynomial of a 0/1 matrix takes."""
    return rows**3 * (rows // 50 + 4)


def multiplied(*factors: Sequence[int]) -> list[int]:
    """Return the product of integer polynomials."""
    product = fmpz_poly([1])
    for factor in factors:
        product *= fmpz_poly(list(factor))
    return [int(c) for c in product.coeffs()]


def least_common_multiple(polynomials: Sequence[Sequence[int]]) -> list[int]:
    """Return the least common multiple, with constant coefficient 1, of polynomials that begin with 1."""
    common = fmpz_poly([1])
    for each in polynomials:
        polynomial = fmpz_poly(list(each))
        common *= polynomial // common.gcd(polynomial)
    return [int(c) * int(common[0]) for c in common.coeffs()]


@dataclass(frozen=True)
class RationalSequence:
    """Integers a(0), a(1), ... with sum a(k) t^k = numerator / denominator.

    The coefficients stand in ascending order; the quotient is in lowest terms and denominator[0] = 1.

    >>> fibonacci = RationalSequence.of([0, 1], [1, -1, -1])
    >>> [fibonacci.at(k) for k in range(8)], fibonacci.modulo(10**18, 1000)
    ([0, 1, 1, 2, 3, 5, 8, 13], 875)
    >>> fibonacci.leading_digits(10**6, 10)
    ('1953282128', 208988)
    >>> fibonacci.recurrence()
    'a(k) = a(k-1) + a(k-2) for k >= 2, a(0..1) = 0, 1'
    """

    numerator: tuple[int, ...]
    denominator: tuple[int, ...]

    @classmethod
    def of(cls, numerator: Sequence[int], denominator: Sequence[int]) -> "RationalSequence":
        """Return the sequence of a quotient in lowest terms; denominator[0] is 1 or -1."""
        top, bottom = fmpz_poly(list(numerator)), fmpz_poly(list(denominator))
        common = top.gcd(bottom) if numerator else bottom
        top, bottom = top // common, bottom // common
        sign = int(bottom[0])
        if abs(sign) != 1:
            raise InputError(f"the denominator of a generating function must begin with 1, found {shortened(sign)}.")
        return cls(tuple(int(c) * sign for c in top.coeffs()) or (0,), tuple(int(c) * sign for c in bottom.coeffs()))

    @classmethod
    def from_terms(cls, terms: Sequence[int], denominator: Sequence[int], degree: int) -> "RationalSequence":
        """Return the sequence that begins with `terms`, given its denominator and a bound for the numerator's degree.

        More terms than the `degree` + 1 that determine it are compared; ArithmeticError when they do not fit.
        """
        product = fmpz_poly(list(terms)).mul_low(fmpz_poly(list(denominator)), len(terms))
        coefficients = [int(c) for c in product.coeffs()]
        if any(coefficients[degree + 1 :]):
            raise ArithmeticError("the terms of a sequence do not satisfy the recurrence that they must.")
        return cls.of(coefficients[: degree + 1], denominator)

    @property
    def order(self) -> int:
        """The order of the linear recurrence, the degree of the denominator."""
        return len(self.denominator) - 1

    @property
    def recurrence_start(self) -> int:
        """The least e such that a(k), k >= e + order, follows from the `order` terms before it."""
        return max(0, len(self.numerator) - self.order)

    @work.bounded
    def terms(self, count: int) -> list[int]:
        """Return a(0), ..., a(count - 1). Cost: count * order multiplications."""
        found: list[int] = []
        for k in range(require_integer(count, "count", 0, _MOST_TERMS)):
            bits = found[-1].bit_length() if found else 0
            work.charge((self.order + 5) * (_TERM_STEPS + bits // 4))
            work.hold(bits // 8 + 40)
            value = self.numerator[k] if k < len(self.numerator) else 0
            for i in range(1, min(k, self.order) + 1):
                value -= self.denominator[i] * found[k - i]
            found.append(value)
        return found

    @cached_property
    def _first(self) -> list[int]:
        return self.terms(self.recurrence_start + self.order)

    @work.bounded
    def at(self, k: int) -> int:
        """Return a(k) exactly.

        Raises BudgetError before the work when a(k) may have more than 2^32 bits. Cost: about log2(k) multiplications
        of polynomials with numbers of the answer's size.
        """
        k = require_integer(k, "k", 0)
        if k < len(self._first) or not self.order:
            return self._first[k] if k < len(self._first) else 0
        if k * self._growth_bits > LARGEST_BITS:
            raise BudgetError(
                f"term number {shortened(k)} may have {shortened(k * self._growth_bits)} bits, more than "
                f"{LARGEST_BITS:,}. Ask for its leading digits, leading_digits(k), or its residue, modulo(k, m)."
            )
        modulus = fmpz_poly(list(self.denominator[::-1]))
        power = fmpz_poly([1])
        for bit in bin(k - self.recurrence_start)[2:]:
            work.charge(_PACKED_STEPS * self.order * (2 * power.height_bits() + 100))
            power = power * power
            if bit == "1":
                power = power.left_shift(1)
            power = power % modulus
        return sum(int(c) * a for c, a in zip(power.coeffs(), self._first[self.recurrence_start :], strict=False))

    @cached_property
    def _growth_bits(self) -> int:
        """A bound for the bits that a term gains at each step: Fujiwara's bound for the roots, 0 for |roots| <= 1."""
        reversed_ = fmpz_poly(list(self.denominator[::-1]))
        if _is_cyclotomic_product(reversed_):
            return 0
        return 1 + max(-(-abs(c).bit_length() // i) for i, c in enumerate(self.denominator) if i)

    @cached_property
    def _powers_of_ten(self) -> int:
        """The largest s with denominator(t) = D(10^s t) for an integer polynomial D."""
        s = 0
        while self.order and all(c % 10 ** ((s + 1) * i) == 0 for i, c in enumerate(self.denominator)):
            s += 1
        return s

    @work.bounded
    def modulo(self, k: int, m: int) -> int:
        """Return a(k) modulo m >= 1, for k of any size. Cost: log2(k) order^2 multiplications modulo m."""
        k, m = require_integer(k, "k", 0), require_integer(m, "m", 1)
        if k < len(self._first) or not self.order:
            return (self._first[k] if k < len(self._first) else 0) % m
        bits = m.bit_length()
        steps = 300 + bits * isqrt(bits) // 12  # for one product
        power = _power_of_x(k - self.recurrence_start, self.denominator, 1, lambda c: c % m, steps)
        return int(sum(c * a for c, a in zip(power, self._first[self.recurrence_start :], strict=True)) % m)

    @work.bounded
    def leading_digits(self, k: int, digits: int = 10) -> tuple[str, int]:
        """Return the first decimal digits of a(k) >= 0, k of any size, and how many digits it has.

        Computed with balls, that is with proven error bounds, precision rising until the digits are certain. At most
        10,000 digits. Raises ArithmeticError where they stay uncertain (a(k) = 0 for k beyond reach of exact
        evaluation).
        """
        k, digits = require_integer(k, "k", 0), require_integer(digits, "digits", 1)
        if digits > _MOST_DIGITS:
            raise BudgetError(f"digits must be at most {_MOST_DIGITS:,}, found {shortened(digits)}; ask for at(k).")
        tens = self._powers_of_ten
        if tens and k >= len(self.numerator):
            # a(k) = b(k) 10^(tens (k - n)): balls could never tell a power of ten from a number close to it
            shift = len(self.numerator) - 1
            top = [c * 10 ** (tens * (shift - i)) for i, c in enumerate(self.numerator)]
            rest = RationalSequence.of(top, [c // 10 ** (tens * i) for i, c in enumerate(self.denominator)])
            leading, size = rest.leading_digits(k, digits)
            size += tens * (k - shift)
            return leading.ljust(min(digits, size), "0"), size
        if k < len(self._first) or not self.order or not self._growth_bits or k * self._growth_bits < 100_000:
            value = self.at(k)
            size = decimal_digits(value)
            shift = size - digits
            return decimal_text(value // 10**shift if shift > 0 else value), size
        precision, before = _FIRST_PRECISION + 4 * digits + k.bit_length(), ctx.prec
        try:
            while precision <= _LAST_PRECISION:
                ctx.prec = precision
                found = self._leading(k, digits)
                if found is not None:
                    return found
                precision *= 2
        finally:
            ctx.prec = before
        raise ArithmeticError(f"the leading digits of term number {shortened(k)} stay uncertain at {precision} bits.")

    def _leading(self, k: int, digits: int) -> tuple[str, int] | None:
        power = _power_of_x(k - self.recurrence_start, self.denominator, arb(1), lambda c: c, 4_500 + ctx.prec)
        value = sum((c * a for c, a in zip(power, self._first[self.recurrence_start :], strict=True)), arb(0))
        if not value > 0:
            return None
        size = value.log() / arb(10).log()
        whole = size.floor().unique_fmpz()
        if whole is None:
            return None
        leading = (arb(10).log() * (size - whole + (digits - 1))).exp().floor().unique_fmpz()
        return None if leading is None else (decimal_text(int(leading)), int(whole) + 1)

    def recurrence(self) -> str:
        """Return the recurrence in words, with the terms that it starts from."""
        if not self.order:
            return f"a(0..{len(self._first) - 1}) = {', '.join(map(decimal_text, self._first))}, then 0"
        terms = [(-c, i) for i, c in enumerate(self.denominator) if i and c]
        text = ""
        for c, i in terms:
            sign = ("-" if c < 0 else "") if not text else (" - " if c < 0 else " + ")
            text += f"{sign}{'' if abs(c) == 1 else decimal_text(abs(c)) + '*'}a(k-{i})"
        start = self.recurrence_start + self.order
        return f"a(k) = {text} for k >= {start}, a(0..{start - 1}) = {', '.join(map(decimal_text, self._first))}"

    def generating_function(self) -> str:
        """Return numerator / denominator as text in t."""
        return f"({polynomial_text(self.numerator)})/({polynomial_text(self.denominator)})"

    @work.bounded
    def expression(self, symbol: "sympy.Symbol | None" = None) -> "sympy.Expr":
        """Return a(k) as a SymPy expression in k: sums of powers of the roots, in radicals up to degree 2.

        Roots of polynomials of higher degree stay implicit (RootSum). Terms before the recurrence begins make a
        Piecewise. Cost: factoring the denominator, and a linear system of its degree.
        """
        import sympy

        if symbol is not None:
            require_kind(symbol, sympy.Symbol, "a SymPy symbol")
        work.require(self.order**3 * _ROOT_STEPS, f"an expression with {self.order} roots")
        k = symbol if symbol is not None else sympy.Symbol("k", integer=True, nonnegative=True)
        formula = self._power_sums(sympy, k) if self.order else sympy.Integer(0)
        early = [(sympy.Integer(a), sympy.Eq(k, j)) for j, a in enumerate(self._first[: self.recurrence_start])]
        return sympy.Piecewise(*early, (formula, True)) if early else formula

    def _power_sums(self, sympy: Any, k: Any) -> Any:
        """Return sum of k^s q(r) r^k over the roots r, with rational q, from the first terms of the sequence."""
        x = sympy.Symbol("x")
        basis = []  # (factor, multiplicity index s, power i)
        _, factors = fmpz_poly(list(self.denominator[::-1])).factor()
        for factor, multiplicity in factors:
            coefficients = [int(c) for c in factor.coeffs()]
            basis += [(coefficients, s, i) for s in range(multiplicity) for i in range(len(coefficients) - 1)]
        start, order = self.recurrence_start, self.order
        sums = {tuple(c): _power_sums_of_roots(c, start + 2 * order) for c, _, _ in basis}
        rows = [[n**s * sums[tuple(c)][i + n] for c, s, i in basis] for n in range(start, start + order)]
        solution = fmpq_mat([[int(v) for v in row] for row in rows]).solve(
            fmpq_mat([[a] for a in self._first[start : start + order]])
        )
        weights: dict[tuple[tuple[int, ...], int], Any] = {}
        for j, (c, s, i) in enumerate(basis):
            value = sympy.Rational(int(solution[j, 0].p), int(solution[j, 0].q))
            weights[tuple(c), s] = weights.get((tuple(c), s), sympy.Integer(0)) + value * x**i
        total = sympy.Integer(0)
        for (factor_, s), weight in weights.items():
            polynomial = sum(a * x**n for n, a in enumerate(factor_))
            if not weight:
                continue
            if len(factor_) <= 3:
                roots = sympy.roots(polynomial, x, multiple=True)
                total += k**s * sum(sympy.radsimp(sympy.expand(weight.subs(x, r))) * r**k for r in roots)
            else:
                total += k**s * sympy.RootSum(polynomial, sympy.Lambda(x, weight * x**k))
        return total


def polynomial_text(coefficients: Sequence[int]) -> str:
    """Return a polynomial in t as text: 1 + 2*t - 3*t^2.

    >>> polynomial_text([1, 0, -3])
    '1 - 3*t^2'
    """
    text = ""
    for power, c in enumerate(coefficients):
        if not c:
            continue
        unit = "" if power == 0 else "t" if power == 1 else f"t^{power}"
        size = decimal_text(abs(c)) if not unit else unit if abs(c) == 1 else f"{decimal_text(abs(c))}*{unit}"
        text += (f" {'-' if c < 0 else '+'} " if text else "-" if c < 0 else "") + size
    return text or "0"


def _power_of_x(exponent: int, denominator: Sequence[int], one: Any, reduce: Any, steps: int) -> list[Any]:
    """Return the coefficients of x^exponent modulo x^d * denominator(1/x), in any ring that integers act on.

    A product in the ring takes about so many steps of `work`.
    """
    d = len(denominator) - 1
    power: list[Any] = [one] + [0 * one] * (d - 1)
    for bit in bin(exponent)[2:]:
        work.charge(d * d * steps)
        square: list[Any] = [0 * one] * (2 * d)
        for i, a in enumerate(power):
            for j, b in enumerate(power):
                square[i + j] += a * b
        if bit == "1":
            square.insert(0, 0 * one)
        for top in range(len(square) - 1, d - 1, -1):  # x^top = -(denominator[1] x^(top-1) + ...)
            for i in range(1, d + 1):
                square[top - i] -= denominator[i] * square[top]
        power = [reduce(c) for c in square[:d]]
    return power


def _power_sums_of_roots(coefficients: list[int], count: int) -> list[Fraction]:
    """Return the sums of the n-th powers of the roots of a monic polynomial, n = 0..count-1 (Newton's identities)."""
    d = len(coefficients) - 1
    lead = coefficients[-1]
    elementary = [Fraction((-1) ** i * coefficients[d - i], lead) for i in range(d + 1)]
    sums = [Fraction(d)]
    for n in range(1, count):
        value = Fraction((-1) ** (n - 1) * n) * elementary[n] if n <= d else Fraction(0)
        for i in range(1, min(n - 1, d) + 1):
            value += (-1) ** (i - 1) * elementary[i] * sums[n - i]
        sums.append(value)
    return sums


def _is_cyclotomic_product(polynomial: Any) -> bool:
    return all(factor.is_cyclotomic() for factor, _ in polynomial.factor()[1])
