"""The door through which numbers enter: exact rationals from what people write, and back to text.

Main definitions: `exact` (anything exact to Fraction), `exact_float` (the binary value of a float, asked for by
name), `parse_rational` (the grammar of people), `canonical_rational` (the text in files).
"""

import math
import numbers
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, SupportsFloat, TypeAlias, TypeGuard

from exactpl.arithmetic.integers import canonical_integer, decimal_text, from_decimal, shortened
from exactpl.errors import BudgetError, InexactNumberError, InputError, described

if TYPE_CHECKING:
    from exactpl.arithmetic.algebraic import Algebraic

Exact: TypeAlias = int | Fraction | str | numbers.Rational
"""What `exact` takes: integers, rationals, and strings such as "1/3" and "0.1" (exactly one tenth)."""

_ROOTS = "; an algebraic number is made by a polynomial and an interval: sqrt(2) is Algebraic([-2, 0, 1], 1, 2)"
LONGEST_TOKEN = 262_208  # characters; also in docs/certificates.md
LARGEST_EXPONENT = 4000
_LONG = 10**9  # a denominator that nobody reads as a size
LARGEST_BITS = 4 * 262_144  # of an integer in a file: 262,144 hexadecimal digits

_HEX = r"0x[0-9a-f]+"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?:"
    rf"(?P<top>{_HEX}|[0-9]+)/(?P<bottom>{_HEX}|[0-9]+)"
    rf"|(?P<hex>{_HEX})"
    rf"|(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<exponent>[+-]?[0-9]+))?"
    rf")"
)


class ExactReal:
    """Base of irrational exact numbers; they compute and compare with Fractions: see `algebraic`."""

    __slots__ = ()

    @property
    def coefficients(self) -> tuple[Fraction, ...]:
        """The rationals c_0, c_1, ... of c_0 + c_1 a + ..., without zeros at the end."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the number as an expression for people."""
        raise NotImplementedError

    def near(self, digits: int) -> Fraction:
        """Return a rational whose decimal, cut after so many digits, is that of this number."""
        raise NotImplementedError


if TYPE_CHECKING:
    Irrational: TypeAlias = Algebraic
else:  # the only subclass is not imported here: it needs FLINT, which maps with rational numbers do not
    Irrational = ExactReal

Real: TypeAlias = Fraction | Irrational
"""A number of a map: a rational, or an irrational number of the field Q(a) of the map."""


def exact_real(value: object) -> Real:
    """Return a number of a field Q(a) as it is, and anything else as `exact` does. The numbers of maps come in here."""
    return value if isinstance(value, Irrational) else exact(value)


def rational(x: Real) -> Fraction:
    """Return a number that must be rational as it is; InputError for another number of a field."""
    if isinstance(x, ExactReal):
        raise InputError(
            f"rational data is required for this question, found {x.text():.200} of Q(a), a {x.field.described()}."
        )
    return x


def rationals(values: Iterable[Real]) -> list[Fraction]:
    """Return numbers that must be rational as a list; InputError where one is not."""
    return [rational(x) for x in values]


def are_rational(values: Sequence[Real]) -> TypeGuard[Sequence[Fraction]]:
    """Whether all these numbers are rational."""
    return not any(isinstance(value, ExactReal) for value in values)


class _LowestTerms:
    """A quotient that takes no greatest common divisor: `Fraction` takes over the two parts of any other rational."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator, self.denominator = numerator, denominator


numbers.Rational.register(_LowestTerms)


def in_lowest_terms(numerator: int, denominator: int) -> Fraction:
    """Return numerator / denominator of two coprime integers, the second > 0, whatever their length, at no cost.

    >>> in_lowest_terms(-3, 2)
    Fraction(-3, 2)
    """
    return Fraction(_LowestTerms(numerator, denominator))  # type: ignore[call-overload, no-any-return]


def exact(value: object) -> Fraction:
    """Return the exact rational number that `value` is.

    Accepts int, any numbers.Rational (Fraction, gmpy2.mpq), NumPy integers, SymPy integers and rationals,
    and ASCII strings: "3", "-1/3", "0.1" (exactly one tenth), "1e-6".

    Raises:
        InexactNumberError (a TypeError): for a float; the message shows its exact value and the two ways on. For a
            Decimal too: what arithmetic with decimals gives is rounded.
        InputError (a ValueError): for a string that is no rational number, with the offending text.

    >>> exact("0.1"), exact("2/4"), exact(7)
    (Fraction(1, 10), Fraction(1, 2), Fraction(7, 1))
    """
    if type(value) is Fraction:
        return value
    if type(value) is int:
        return Fraction(value)
    if isinstance(value, str):
        return parse_rational(value)
    if isinstance(value, bool):
        raise InexactNumberError(f"an exact number is required, found the truth value {value}; write 0 or 1.")
    if isinstance(value, numbers.Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        raise InexactNumberError(
            f"an exact number is required, found {described(value)}, which decimal arithmetic may have rounded. Write "
            f"its text in quotes, such as '0.1' (exactly one tenth)."
        )
    is_real = isinstance(value, numbers.Real) or not isinstance(value, numbers.Complex)
    if isinstance(value, numbers.Number) and is_real and isinstance(value, SupportsFloat):
        raise _inexact(value)
    wanted = "a rational number" if isinstance(value, ExactReal) else "an exact number"
    advice = _ROOTS if type(value).__module__.partition(".")[0] == "sympy" else ""
    raise InexactNumberError(
        f"{wanted} is required (int, Fraction, or a string such as '1/3'), found {type(value).__name__}: "
        f"{described(value)}{advice}."
    )


def _inexact(value: SupportsFloat) -> InexactNumberError:
    number = float(value)
    kind = "float" if isinstance(value, float) else type(value).__name__
    if not math.isfinite(number):
        return InexactNumberError(f"an exact number is required, found the {kind} {number}, which is no number.")
    ratio = getattr(value, "as_integer_ratio", None)
    if ratio is not None and Fraction(*map(int, ratio())) == Fraction(number):
        found = f"the {kind} {number!r}, whose exact value is {shortened_rational(Fraction(number))}"
        binary = "its binary value"
    else:  # it has more digits than a float, or another base
        found = f"the {kind} {described(value)}, near the float {number!r}"
        binary = "the binary value of that float"
    return InexactNumberError(
        f"an exact number is required, found {found}. "
        f"Write '{number!r}' (in quotes: that decimal exactly) or exact_float({number!r}) ({binary})."
    )


def exact_float(value: SupportsFloat) -> Fraction:
    """Return the exact binary value of a float (or of a NumPy float of any width).

    Raises InputError for infinities and NaN.

    >>> exact_float(0.1)
    Fraction(3602879701896397, 36028797018963968)
    """
    ratio = getattr(value, "as_integer_ratio", None)
    if isinstance(value, int | bool | str | Decimal) or ratio is None:
        raise TypeError(f"exact_float takes a float, found {type(value).__name__} {described(value)}; use exact().")
    try:
        numerator, denominator = ratio()
    except (OverflowError, ValueError):
        raise InputError(f"exact_float takes a finite float, found {value!r}.") from None
    return Fraction(int(numerator), int(denominator))


def parse_rational(text: str) -> Fraction:
    """Return the rational number that people write as `text`.

    Digits, p/q (need not be reduced), decimals with an exponent up to 4,000 in size, 0x... for hexadecimal. A sign may
    lead. ASCII only; no spaces, no underscores.

    >>> parse_rational("-1.5e-3")
    Fraction(-3, 2000)
    """
    if len(text) > LONGEST_TOKEN:
        raise InputError(f"a number of at most {LONGEST_TOKEN:,} characters is required, found {len(text):,}.")
    match = _NUMBER.fullmatch(text)
    if match is None or not (match["top"] or match["hex"] or match["whole"] or match["part"]):
        advice = _ROOTS if "sqrt" in text or "**" in text else ""
        raise InputError(f"a rational number such as 3, -1/3, 0.25 or 1e-6 is required, found {_quoted(text)}{advice}.")
    sign = -1 if match["sign"] == "-" else 1
    if match["top"]:
        bottom = _natural(match["bottom"])
        if bottom == 0:
            raise InputError(f"a denominator other than 0 is required, found {_quoted(text)}.")
        return Fraction(sign * _natural(match["top"]), bottom)
    if match["hex"]:
        return Fraction(sign * _natural(match["hex"]))
    part = match["part"] or ""
    size = (match["exponent"] or "").lstrip("+-").lstrip("0") or "0"
    if len(size) > 4 or int(size) > LARGEST_EXPONENT:
        raise InputError(
            f"an exponent of at most {LARGEST_EXPONENT:,} in size is required, found {_quoted(text)}; "
            "write the number as a fraction."
        )
    exponent = (-int(size) if (match["exponent"] or "").startswith("-") else int(size)) - len(part)
    mantissa = sign * _natural((match["whole"] or "") + part)
    return Fraction(mantissa * 10**exponent) if exponent >= 0 else Fraction(mantissa, 10**-exponent)


def _natural(digits: str) -> int:
    return int(digits, 16) if digits.startswith("0x") else from_decimal(digits)


def _quoted(text: str) -> str:
    return ascii(text) if len(text) <= 60 else f"{text[:50]!a}... ({len(text):,} characters)"


def canonical_rational(value: Fraction | ExactReal) -> str:
    """Return the one text of a rational in certificates and canonical files: lowest terms, no exponent.

    Raises InexactNumberError for a number of a field that is not rational.

    >>> canonical_rational(Fraction(-2, 4))
    '-1/2'
    """
    if isinstance(value, ExactReal):
        raise InexactNumberError(f"a rational number is required here, found {value!r}.")
    if value.denominator == 1:
        return canonical_integer(value.numerator)
    return f"{canonical_integer(value.numerator)}/{canonical_integer(value.denominator)}"


def require_room(value: Fraction | int, what: str) -> None:
    """Raise BudgetError when a number is longer than files and certificates can hold; `what` names it.

    Cost: none worth counting.
    """
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    if bits > LARGEST_BITS:
        raise BudgetError(
            f"{what} has {-(-bits // 4):,} hexadecimal digits; a file or a certificate can hold at most "
            f"{LARGEST_BITS // 4:,}. Quantities need neither: piece_count(f, k), f(x)."
        )


def file_rational(value: Fraction | ExactReal) -> str:
    """Return `canonical_rational` of a number in a map or network file; BudgetError when it is too long for one."""
    if not isinstance(value, ExactReal):
        require_room(value, "a number")
    text = canonical_rational(value)
    if len(text) > LONGEST_TOKEN:
        raise BudgetError(
            f"a number takes {len(text):,} characters; a map or network file allows at most {LONGEST_TOKEN:,}. "
            "Round it."
        )
    return text


def rational_text(value: Fraction | ExactReal) -> str:
    """Return the decimal text "p" or "p/q" of a rational, of any size, for people; other exact reals as they print."""
    if isinstance(value, ExactReal):
        return value.text()
    if value.denominator == 1:
        return decimal_text(value.numerator)
    return f"{decimal_text(value.numerator)}/{decimal_text(value.denominator)}"


def shortened_rational(value: Fraction | ExactReal, *, longest: int = 60) -> str:
    """Return `rational_text`, with long numerators and denominators shortened and their digits counted."""
    if isinstance(value, ExactReal):
        return value.text()
    if value.denominator == 1:
        return shortened(value.numerator, longest=longest)
    return f"{shortened(value.numerator, longest=longest)}/{shortened(value.denominator, longest=longest)}"


def approximate(value: Fraction | ExactReal, *, digits: int = 6) -> str:
    """Return a decimal for the eye, cut (not rounded) after `digits` places; "..." stands for digits left out.

    A number so small that only zeros would be seen has an exponent.

    >>> approximate(Fraction(2, 3)), approximate(Fraction(-1, 4)), approximate(Fraction(1, 2**60))
    ('0.666666...', '-0.25', '8.673617...e-19')
    """
    if isinstance(value, ExactReal):
        return approximate(value.near(digits), digits=digits)
    if 0 < abs(value) * 10**digits < 1:
        places = _places_to_first_digit(abs(value))
        return f"{approximate(value * 10**places, digits=digits)}e-{places}"
    sign = "-" if value < 0 else ""
    scaled, rest = divmod(abs(value.numerator) * 10**digits, value.denominator)
    whole, part = divmod(scaled, 10**digits)
    fraction = f"{part:0{digits}d}" + "..." if rest else f"{part:0{digits}d}".rstrip("0")
    return f"{sign}{shortened(whole)}" + (f".{fraction}" if fraction else "")


def _places_to_first_digit(value: Fraction) -> int:
    """Return the least n with 10^n value >= 1, for 0 < value < 1."""
    bits = value.denominator.bit_length() - value.numerator.bit_length()
    n = max(0, (bits - 1) * 30_102 // 100_000)  # not too many: value < 2^-(bits - 1), and log10(2) > 0.30102
    while value * 10**n < 1:
        n += 1
    return n


def readable(value: Fraction) -> str:
    """Return a rational for people, with a decimal for the eye beside a long fraction.

    >>> readable(Fraction(1, 3)), readable(Fraction(1234567890, 9876543211))
    ('1/3', '1234567890/9876543211 (0.124999...)')
    """
    shown = shortened_rational(value)
    return f"{shown} ({approximate(value)})" if value.denominator >= _LONG else shown
