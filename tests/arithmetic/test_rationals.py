"""The door for numbers: what comes in exactly, what is refused and how, and the texts that go out."""

import math
import numbers
import random
import sys
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl.arithmetic.rationals import (
    approximate,
    canonical_rational,
    parse_rational,
    rational_text,
    shortened_rational,
)

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=200)


class Third:
    """A rational number of somebody else's."""

    numerator, denominator = 1, 3


numbers.Rational.register(Third)


class Colour(IntEnum):
    RED = 3


# -- values --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, Fraction(7)),
        (-(10**30), Fraction(-(10**30))),
        (Colour.RED, Fraction(3)),
        (Fraction(-2, 6), Fraction(-1, 3)),
        (Third(), Fraction(1, 3)),
        (np.int8(-128), Fraction(-128)),
        (np.uint8(255), Fraction(255)),
        (np.int64(-(2**63)), Fraction(-(2**63))),
        (np.uint64(2**64 - 1), Fraction(2**64 - 1)),
        (sympy.Integer(10**20), Fraction(10**20)),
        (sympy.Rational(-2, 6), Fraction(-1, 3)),
        (sympy.S.Half, Fraction(1, 2)),
        (np.str_("1/3"), Fraction(1, 3)),
    ],
    ids=range(13),
)
def test_exact_values_come_in_as_plain_fractions(value: object, expected: Fraction) -> None:
    found = xp.exact(value)
    assert found == expected
    assert type(found) is Fraction
    assert type(found.numerator) is int
    assert type(found.denominator) is int


@pytest.mark.parametrize(
    "value", [0.1, -2.5, 3.0, 1e22, 5e-324, np.float64(0.1), np.float32(0.1), np.float16(0.1)], ids=repr
)
def test_a_float_is_refused_with_its_exact_value_and_the_two_legal_ways(value: float) -> None:
    with pytest.raises(TypeError) as caught:
        xp.exact(value)
    assert isinstance(caught.value, xp.InexactNumberError)
    message, number = str(caught.value), float(value)
    assert f"'{number!r}'" in message
    assert f"exact_float({number!r})" in message
    exactly = str(Fraction(number))
    assert exactly in message or (len(exactly) > 100 and exactly[:20] in message)


@pytest.mark.parametrize("value", [1e300, -1e300, 1e-300, sys.float_info.max, sys.float_info.min])
def test_an_exact_value_that_is_cut_in_the_message_says_so(value: float) -> None:
    with pytest.raises(TypeError) as caught:
        xp.exact(value)
    message = str(caught.value)
    assert str(Fraction(value)) in message or "..." in message


@pytest.mark.parametrize(
    "value",
    [Decimal("0.1"), Decimal("-2.50"), Decimal("1e-5"), Decimal(3), Decimal("NaN"), Decimal("1e999999")],
    ids=str,
)
def test_a_decimal_is_not_called_a_float(value: Decimal) -> None:
    with pytest.raises(xp.InexactNumberError, match="decimal arithmetic") as caught:
        xp.exact(value)
    message = str(caught.value)
    assert repr(value) in message
    assert "float" not in message
    assert "'0.1' (exactly one tenth)" in message


@pytest.mark.parametrize(
    "value",
    [np.longdouble(1) / 3, sympy.Float("0.1", 40), sympy.Float("0.1"), mpmath.mpf("0.1")],
    ids=["longdouble", "Float of 40 digits", "Float", "mpf"],
)
def test_the_exact_value_is_said_only_where_it_is_known(value: object) -> None:
    with pytest.raises(xp.InexactNumberError) as caught:
        xp.exact(value)
    message = str(caught.value)
    assert "exact value" not in message
    assert type(value).__name__ in message
    assert f"exact_float({float(value)!r})" in message  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1j, np.complex128(1), np.complex64(2 + 1j)], ids=repr)
def test_a_complex_number_is_not_called_a_float(value: complex) -> None:
    with pytest.raises(xp.InexactNumberError, match="complex") as caught:
        xp.exact(value)
    assert "float" not in str(caught.value)


def test_the_legal_ways_in_the_message_are_legal() -> None:
    for value in (0.1, 1e22, 5e-324, -1e300):
        assert xp.exact(repr(value)) == Fraction(repr(value))
        assert xp.exact_float(value) == Fraction(value)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, np.float32("nan"), np.float64("inf"), sympy.oo, sympy.nan], ids=range(7)
)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(xp.InexactNumberError, match=r"nan|inf"):
        xp.exact(value)


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        np.True_,
        None,
        b"1",
        1j,
        [],
        (1, 2),
        object(),
        Decimal("0.1"),
        sympy.Float("0.1"),
        sympy.pi,
        sympy.Symbol("x"),
        sympy.sqrt(2),
        np.array([1.0, 2.0]),
    ],
    ids=range(15),
)
def test_other_things_are_type_errors(value: object) -> None:
    with pytest.raises(TypeError):
        xp.exact(value)


# -- exact_float ---------------------------------------------------------------


@pytest.mark.parametrize("value", [0.1, -0.0, 5e-324, 2.0**1023, 1 / 3])
def test_exact_float_is_the_binary_value(value: float) -> None:
    assert xp.exact_float(value) == Fraction(value)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_exact_float_reads_numpy_floats_of_any_width(kind: type) -> None:
    found = xp.exact_float(kind(0.1))
    assert found == Fraction(float(kind(0.1)))  # widening is exact
    assert type(found) is Fraction
    assert type(found.numerator) is int


def test_exact_float_reads_the_widest_numpy_float() -> None:
    assert xp.exact_float(np.longdouble(1) / 4) == Fraction(1, 4)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, np.float32("nan"), np.float16("inf")], ids=repr)
def test_exact_float_refuses_what_is_not_finite(value: float) -> None:
    with pytest.raises(xp.InputError, match="finite"):
        xp.exact_float(value)


@pytest.mark.parametrize("value", [1, True, "0.1", None, 1j, Decimal("0.1"), Decimal("1e999999999")], ids=repr)
def test_exact_float_is_for_floats_only(value: object) -> None:
    with pytest.raises(TypeError):
        xp.exact_float(value)  # type: ignore[arg-type]


# -- the grammar of people -----------------------------------------------------

VALID = {
    "3": Fraction(3),
    "+3": Fraction(3),
    "-3": Fraction(-3),
    "-0": Fraction(0),
    "007": Fraction(7),
    "2/4": Fraction(1, 2),
    "-10/4": Fraction(-5, 2),
    "+1/3": Fraction(1, 3),
    "0/5": Fraction(0),
    "03/09": Fraction(1, 3),
    "0.1": Fraction(1, 10),
    ".5": Fraction(1, 2),
    "5.": Fraction(5),
    "-.5": Fraction(-1, 2),
    "1e3": Fraction(1000),
    "1E3": Fraction(1000),
    "1e+3": Fraction(1000),
    "1.5e-3": Fraction(3, 2000),
    "5.e1": Fraction(50),
    ".5e1": Fraction(5),
    "1e0003": Fraction(1000),
    "1e4000": Fraction(10**4000),
    "1e-4000": Fraction(1, 10**4000),
    "-2e-4000": Fraction(-2, 10**4000),
    "0.5e4000": Fraction(10**4000, 2),
    "0e4000": Fraction(0),
    "0x1f": Fraction(31),
    "-0xff/0x10": Fraction(-255, 16),
    "1/0x10": Fraction(1, 16),
    "0x10/3": Fraction(16, 3),
    "1e-6": Fraction(1, 10**6),
}


@pytest.mark.parametrize("text", VALID, ids=ascii)
def test_people_write_rationals_like_this(text: str) -> None:
    assert xp.exact(text) == VALID[text]
    assert type(xp.exact(text)) is Fraction


INVALID = (
    "",
    " ",
    ".",
    "-",
    "+",
    "e5",
    ".e5",
    "1e",
    "1e+",
    "1/0",
    "0/0",
    "1/0x0",
    "1/000",
    "1/-2",
    "1/+2",
    "1//2",
    "1/2/3",
    "1/2.0",
    "1.0/2",
    "1/2e3",
    "1/",
    "/2",
    "--1",
    "+-1",
    "1_000",
    "1__0",
    "0x_1",
    " 1",
    "1 ",
    "1\n",
    "1 /2",
    "1/ 2",
    "1\x00",
    "1,5",
    "0X1f",
    "0xAB",
    "0x",
    "0x1.8",
    "0x1p3",
    "0x1e+5",
    "0b1",
    "0o7",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "Infinity",
    "abc",
    "1j",
    "1e5.0",
    "1.2.3",
    "\u0661",  # ARABIC-INDIC DIGIT ONE
    "\uff11\uff12",  # FULLWIDTH DIGITS
    "1/\u0662",
    "1e\u0661",
    "0x\u0661",
    "\u00bd",  # VULGAR FRACTION ONE HALF
    "\u00b2",  # SUPERSCRIPT TWO
    "\u22121",  # MINUS SIGN
    "1\u00a0",
    "1e4001",
    "1e-4001",
    "1e10000000",
    "1e-10000000",
    "1e" + "9" * 5000,
    "0e4001",
)


@pytest.mark.parametrize("text", INVALID, ids=lambda text: ascii(text)[1:25])
def test_other_texts_are_refused_with_one_clear_error(text: str) -> None:
    with pytest.raises(xp.InputError) as caught:
        xp.exact(text)
    message = str(caught.value)
    assert message.isascii()
    assert ascii(text)[1:9] in message
    assert len(message) < 300


def test_leading_zeros_of_an_exponent_do_not_count() -> None:
    assert xp.exact("1e" + "0" * 5000 + "2") == 100
    assert xp.exact("1e-" + "0" * 5000 + "2") == Fraction(1, 100)


def test_ten_thousand_digits_come_in_and_go_out() -> None:
    digits = "".join(random.Random(1).choices("123456789", k=10_000))
    number = xp.exact(digits)
    assert number.denominator == 1
    assert number.numerator % 10**50 == int(digits[-50:])
    assert number.numerator // 10**9950 == int(digits[:50])
    assert rational_text(number) == digits
    assert rational_text(xp.exact(f"-1/{digits}")) == f"-1/{digits}"
    assert xp.exact(f"0.{digits}") == number / 10**10_000


def test_texts_beyond_the_longest_token_are_refused_unread() -> None:
    longest = "0x" + "f" * (262_208 - 2)
    assert xp.exact(longest) == 16 ** (262_208 - 2) - 1
    with pytest.raises(xp.InputError, match="262,209"):
        xp.exact("0" + longest[2:] + "00")


@LAWS
@given(st.fractions())
def test_text_and_number_are_inverse(value: Fraction) -> None:
    assert xp.exact(rational_text(value)) == value
    assert xp.exact(canonical_rational(value)) == value
    assert rational_text(value) == str(value)


@LAWS
@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_decimals_mean_exactly_what_they_say(value: Decimal) -> None:
    assert parse_rational(f"{value:f}") == Fraction(value)
    assert parse_rational(f"{value:e}") == Fraction(value)


# -- canonical text ------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-3), "-3"),
        (Fraction(-2, 4), "-1/2"),
        (Fraction(10**4000 - 1), "9" * 4000),
        (Fraction(10**4000), hex(10**4000)),
        (Fraction(-(10**4000), 3), f"-{hex(10**4000)}/3"),
        (Fraction(7, 10**4000), f"7/{hex(10**4000)}"),
        (Fraction(10**4000 + 1, 10**4000), f"{hex(10**4000 + 1)}/{hex(10**4000)}"),
    ],
    ids=range(8),
)
def test_each_part_of_a_canonical_rational_chooses_its_base_by_itself(value: Fraction, text: str) -> None:
    assert canonical_rational(value) == text
    assert xp.exact(text) == value


def test_shortened_rationals_count_digits_of_each_part() -> None:
    assert shortened_rational(Fraction(-1, 3)) == "-1/3"
    assert shortened_rational(Fraction(1, 10**100)) == "1/10000000000000000000...00000000 (101 digits)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(2, 3), "0.666666..."),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(5), "5"),
        (Fraction(-5), "-5"),
        (Fraction(0), "0"),
        (Fraction(1, 10**7), "1e-7"),
        (Fraction(-1, 3 * 10**7), "-3.333333...e-8"),
        (Fraction(999_999_999, 10**9), "0.999999..."),  # cut, not rounded
        (Fraction(101, 100), "1.01"),
    ],
)
def test_approximations_are_cut_and_say_when_they_go_on(value: Fraction, text: str) -> None:
    assert approximate(value) == text
