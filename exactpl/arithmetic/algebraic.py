"""Real algebraic numbers: elements of one field Q(a), with exact comparisons.

A number field is Q(a) for one real root a of an irreducible integer polynomial, told from the other roots by an
interval. Its elements are polynomials in a of smaller degree; an element that is rational comes back as a Fraction.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NoReturn, final

from flint import fmpq, fmpq_poly, fmpz_poly

from exactpl import work
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import Exact, ExactReal, approximate, exact, rational_text, shortened_rational
from exactpl.arithmetic.real_roots import count_roots, enclosed, irreducible_factors, polynomial_text, sign_at
from exactpl.errors import InputError, described, require_kind, require_list

_BIT_STEPS = 50  # of `work`
_FIRST_BITS = 64
_MOST_BITS = 1 << 24
_MOST_DIGITS = 1_000_000


class NumberField:
    """The field Q(a): the minimal polynomial of a (ascending coefficients) and an interval with no other root of it.

    Two fields are equal when they have the same polynomial and the same root.
    """

    __slots__ = ("_bounds", "_modulus", "_order", "lower", "polynomial", "upper")

    def __init__(self, polynomial: tuple[int, ...], lower: Fraction, upper: Fraction) -> None:
        self.polynomial = tuple(require_integer(c, "each coefficient") for c in require_list(polynomial, "polynomial"))
        self.lower, self.upper = exact(lower), exact(upper)
        self._modulus = fmpq_poly(fmpz_poly(list(polynomial)))
        self._order = count_roots(polynomial, None, upper)  # which real root a is, counted from the left
        self._bounds = lower, upper

    @property
    def degree(self) -> int:
        """The degree of the field."""
        return len(self.polynomial) - 1

    def described(self) -> str:
        """Return in words which number a is: the root of a polynomial in an interval."""
        ends = ", ".join(shortened_rational(end) for end in (self.lower, self.upper))
        return f"the root of {polynomial_text(self.polynomial)} in [{ends}]"

    @work.bounded
    def bounds(self, bits: int) -> tuple[Fraction, Fraction]:
        """Return rationals around a, at most 2^-bits apart."""
        width = Fraction(1, 1 << require_integer(bits, "bits", 0, _MOST_BITS))
        self._bounds = enclosed(self.polynomial, *self._bounds, width)
        return self._bounds

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberField):
            return NotImplemented
        return self.polynomial == other.polynomial and self._order == other._order

    def __hash__(self) -> int:
        return hash((self.polynomial, self._order))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return NumberField, (self.polynomial, self.lower, self.upper)

    def __repr__(self) -> str:
        shown = ", ".join(shortened_rational(end) for end in (self.lower, self.upper))
        return f"NumberField({self.polynomial}, {shown})"


@final
class Algebraic(ExactReal):
    """A real algebraic number that is not rational, in a field Q(a).

    ``Algebraic(coefficients, lower, upper)`` is a itself: the one root in [lower, upper] of the polynomial with these
    integer coefficients, ascending. Sums, products and quotients with rationals and with numbers of the same field
    are exact, comparisons too; a result that is rational is a Fraction. Numbers of two different fields do not mix.

    Raises InputError when the polynomial has no root or several there, or when the root is rational. Cost: a
    factorisation; products of polynomials; a comparison narrows the interval as far as it must.

    >>> golden = Algebraic([-1, -1, 1], 1, 2)
    >>> golden**2 - golden, golden > Fraction(1618, 1000), 1 / golden == golden - 1
    (Fraction(1, 1), True, True)
    >>> golden
    Algebraic([-1, -1, 1], 1, 2)
    >>> 2 * golden - 1
    <-1 + 2*a = 2.2360679..., a = 1.6180339... the root of t^2 - t - 1 in [1, 2]>
    """

    __slots__ = ("_value", "field")
    field: NumberField
    _value: Any

    def __init__(self, coefficients: Sequence[int], lower: Exact, upper: Exact) -> None:
        factor, low, high = _minimal(coefficients, lower, upper)
        if len(factor) == 2:
            root = shortened_rational(Fraction(-factor[0], factor[1]))
            raise InputError(f"an irrational root is required, found {root}; write that rational instead.")
        object.__setattr__(self, "field", NumberField(factor, low, high))
        object.__setattr__(self, "_value", fmpq_poly([0, 1]))

    @classmethod
    def of(cls, field: NumberField, coefficients: Sequence[Fraction]) -> "Algebraic | Fraction":
        """Return c_0 + c_1 a + c_2 a^2 + ..."""
        require_kind(field, NumberField, "a NumberField")
        return _element(field, fmpq_poly([_to_flint(exact(c)) for c in require_list(coefficients, "coefficients")]))

    @property
    def coefficients(self) -> tuple[Fraction, ...]:
        """The rationals c_0, c_1, ... of c_0 + c_1 a + ..., without zeros at the end."""
        return tuple(_from_flint(c) for c in self._value.coeffs())

    @work.bounded
    def bounds(self, width: Exact) -> tuple[Fraction, Fraction]:
        """Return rationals lower < x < upper, at most `width` > 0 apart."""
        wanted = exact(width)
        if wanted <= 0:
            raise InputError(f"width > 0 is required, found {shortened_rational(wanted)}.")
        bits = _FIRST_BITS
        while True:
            middle, error = self._around(bits)
            if 2 * error <= wanted:
                return middle - error, middle + error
            bits *= 2

    def _around(self, bits: int) -> tuple[Fraction, Fraction]:
        """Return a rational y and e with |x - y| < e: the value at one end of an interval around a, and how far off."""
        low, high = self.field.bounds(bits)
        size = max(abs(low), abs(high))
        slope, power = Fraction(0), Fraction(1)
        for i, c in enumerate(self.coefficients[1:], 1):
            slope += i * abs(c) * power
            power *= size
        return _from_flint(self._value(_to_flint(low))), (high - low) * slope + Fraction(1, 1 << bits)

    def sign(self) -> int:
        """Return -1 or 1; an irrational number is never 0."""
        bits = _FIRST_BITS
        while True:
            middle, error = self._around(bits)
            if abs(middle) >= error:
                return 1 if middle > 0 else -1
            bits *= 2

    # -- arithmetic ----------------------------------------------------------------------------------------------------

    def _other(self, other: object) -> Any:
        if isinstance(other, Algebraic):
            if other.field is not self.field and other.field != self.field:
                raise InputError(
                    f"numbers of one field are required, found {self.field.described()} and "
                    f"{other.field.described()}; express both by one root."
                )
            return other._value
        return fmpq_poly([_to_flint(Fraction(other))]) if isinstance(other, int | Fraction) else None

    def __add__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        return NotImplemented if value is None else _element(self.field, self._value + value)

    __radd__ = __add__

    def __sub__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        return NotImplemented if value is None else _element(self.field, self._value - value)

    def __rsub__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        return NotImplemented if value is None else _element(self.field, value - self._value)

    def __mul__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        return NotImplemented if value is None else _element(self.field, self._value * value)

    __rmul__ = __mul__

    def __truediv__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        if value is None:
            return NotImplemented
        if not value:
            raise ZeroDivisionError("division of an algebraic number by 0.")
        return _element(self.field, self._value * self._inverse(value))

    def __rtruediv__(self, other: "int | Fraction | Algebraic") -> "Algebraic | Fraction":
        value = self._other(other)
        return NotImplemented if value is None else _element(self.field, value * self._inverse(self._value))

    def _inverse(self, value: Any) -> Any:
        common, _, factor = self.field._modulus.xgcd(value)  # the modulus is irreducible, so they are coprime
        return factor / common

    @work.bounded
    def __pow__(self, exponent: int) -> "Algebraic | Fraction":
        n = require_integer(exponent, "the exponent")
        work.require(abs(n) * bit_size(self) * self.field.degree * _BIT_STEPS, f"the power {shortened(n)}")
        base: Algebraic | Fraction = self if n >= 0 else 1 / self
        result: Algebraic | Fraction = Fraction(1)
        for bit in bin(abs(n))[2:]:
            result = result * result
            if bit == "1":
                result = result * base
        return result

    def __neg__(self) -> "Algebraic":
        return _irrational(self.field, -self._value)

    def __pos__(self) -> "Algebraic":
        return self

    def __abs__(self) -> "Algebraic | Fraction":  # said so wide that abs of a Real has a type
        return self if self.sign() > 0 else -self

    # -- comparison ----------------------------------------------------------------------------------------------------

    def _compared(self, other: object) -> int | None:
        if not isinstance(other, int | Fraction | Algebraic):
            return None
        difference = self - other
        if isinstance(difference, Algebraic):
            return difference.sign()
        return (difference > 0) - (difference < 0)

    def __lt__(self, other: "int | Fraction | Algebraic") -> bool:
        sign = self._compared(other)
        return NotImplemented if sign is None else sign < 0

    def __le__(self, other: "int | Fraction | Algebraic") -> bool:
        sign = self._compared(other)
        return NotImplemented if sign is None else sign <= 0

    def __gt__(self, other: "int | Fraction | Algebraic") -> bool:
        sign = self._compared(other)
        return NotImplemented if sign is None else sign > 0

    def __ge__(self, other: "int | Fraction | Algebraic") -> bool:
        sign = self._compared(other)
        return NotImplemented if sign is None else sign >= 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Algebraic):
            return self.field == other.field and self._value == other._value
        return False if isinstance(other, int | Fraction) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.field, self.coefficients))

    def __bool__(self) -> bool:
        return True

    # -- for people ----------------------------------------------------------------------------------------------------

    def __float__(self) -> float:
        """Return a float near this number, for pictures."""
        bits = _FIRST_BITS
        while True:
            middle, error = self._around(bits)
            if error * (1 << 60) <= abs(middle):
                return float(middle)
            bits *= 2

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"an Algebraic is immutable; cannot set {name!r}.")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Algebraic.of, (self.field, self.coefficients)

    @work.bounded
    def near(self, digits: int) -> Fraction:
        """Return a rational whose decimal, cut after so many digits, is that of this number."""
        scale, bits = 10 ** require_integer(digits, "digits", 0, _MOST_DIGITS), _FIRST_BITS
        while True:
            middle, error = self._around(bits)
            low, high = (middle - error) * scale, (middle + error) * scale
            if low.__trunc__() == high.__trunc__() and (low > 0) == (high > 0):
                return middle
            bits *= 2

    def text(self) -> str:
        """Return the number as a polynomial in a, such as "1/2 - 3*a^2"."""
        terms = []
        for i, c in enumerate(self.coefficients):
            if c:
                name = "" if i == 0 else "a" if i == 1 else f"a^{i}"
                size = rational_text(abs(c))
                term = size if not name else name if abs(c) == 1 else f"{size}*{name}"
                terms.append((" - " if c < 0 else " + ") + term)
        first = terms[0]
        return ("-" if first.startswith(" -") else "") + first[3:] + "".join(terms[1:])

    def __repr__(self) -> str:
        if self.coefficients == (Fraction(0), Fraction(1)):
            ends = ", ".join(_argument(end) for end in (self.field.lower, self.field.upper))
            return f"Algebraic({list(self.field.polynomial)}, {ends})"
        root = Algebraic.of(self.field, (Fraction(0), Fraction(1)))
        about, a = approximate(self, digits=7), approximate(root, digits=7)
        return f"<{self.text()} = {about}, a = {a} {self.field.described()}>"


def bit_size(x: "Fraction | Algebraic") -> int:
    """Return the bits of the largest numerator or denominator in a rational, or in a number of a field."""
    parts = x.coefficients if isinstance(x, Algebraic) else (x,)
    return max((max(c.numerator.bit_length(), c.denominator.bit_length()) for c in parts), default=0)


def root_of(
    coefficients: Sequence[int], lower: Exact, upper: Exact, *, strictly: bool = False
) -> "Algebraic | Fraction":
    """Return the one root of a polynomial in [lower, upper], as an Algebraic or, where it is rational, a Fraction.

    `strictly` also refuses polynomials with multiple roots, and intervals with a root at an end.
    """
    factor, low, high = _minimal(coefficients, lower, upper)
    if strictly:
        if sum(len(f) - 1 for f in irreducible_factors(coefficients)) < len(coefficients) - 1:
            raise InputError("a polynomial without multiple roots is required for a field.")
        if low == high or not sign_at(coefficients, low) or not sign_at(coefficients, high):
            raise InputError("an interval around a root is required, with no root at its ends.")
    if len(factor) == 2:
        return Fraction(-factor[0], factor[1])
    return Algebraic(factor, low, high)


def _minimal(coefficients: Sequence[int], lower: Exact, upper: Exact) -> tuple[tuple[int, ...], Fraction, Fraction]:
    """Return the minimal polynomial of the one root in [lower, upper], and the two ends."""
    integers = [require_integer(c, "each coefficient") for c in require_list(coefficients, "coefficients")]
    low, high = exact(lower), exact(upper)
    if not any(integers[1:]):
        raise InputError(f"a polynomial of degree >= 1 is required, found the coefficients {described(integers)}.")
    if low > high:
        raise InputError(f"lower <= upper is required, found {shortened_rational(low)} > {shortened_rational(high)}.")
    while not integers[-1]:
        integers.pop()
    there = count_roots(integers, low, high)
    if there != 1:
        raise InputError(
            f"exactly one root in [{shortened_rational(low)}, {shortened_rational(high)}] is required, found "
            f"{there}; {'widen' if there == 0 else 'narrow'} the interval."
        )
    return next(f for f in irreducible_factors(integers) if count_roots(f, low, high)), low, high


def _argument(x: Fraction) -> str:
    return str(x.numerator) if x.denominator == 1 else f"'{rational_text(x)}'"


def _element(field: NumberField, value: Any) -> "Algebraic | Fraction":
    if value.degree() >= field.degree:
        value %= field._modulus
    if value.degree() <= 0:
        return _from_flint(value[0])
    return _irrational(field, value)


def _irrational(field: NumberField, value: Any) -> Algebraic:
    number = object.__new__(Algebraic)
    object.__setattr__(number, "field", field)
    object.__setattr__(number, "_value", value)
    return number


def _to_flint(x: Fraction) -> Any:
    return fmpq(x.numerator, x.denominator)


def _from_flint(x: Any) -> Fraction:
    return Fraction(int(x.numer()), int(x.denom()))
