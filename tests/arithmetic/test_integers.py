"""Integers of any size into and out of text; Python's own text is the reference, with its limit lifted for it."""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from exactpl.arithmetic.integers import canonical_integer, decimal_digits, decimal_text, from_decimal, shortened

LENGTHS = (1, 2, 9, 3913, 3914, 3915, 3950, 3999, 4000, 4001, 4299, 4300, 4301, 7999, 8000, 8001, 10000, 16001)


@contextmanager
def no_limit() -> Iterator[None]:
    """Lift the 4,300-digit limit for the reference only, never around what is tested."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def numbers_of_length(digits: int) -> list[int]:
    """Return the ends of the range of integers with so many digits, and one in between."""
    inside = random.Random(digits).randrange(10 ** (digits - 1), 10**digits)
    return [10 ** (digits - 1), 10 ** (digits - 1) + 1, inside, 10**digits - 1]


@pytest.mark.parametrize("digits", LENGTHS)
def test_decimal_text_is_pythons_text(digits: int) -> None:
    for n in numbers_of_length(digits):
        with no_limit():
            expected = str(n)
        assert decimal_text(n) == expected
        assert decimal_text(-n) == "-" + expected


@pytest.mark.parametrize("bits", [12998, 12999, 13000, 13001, 13286, 13287, 13288, 13289, 26574, 26576, 33000])
def test_decimal_text_of_powers_of_two(bits: int) -> None:
    for n in (2**bits - 1, 2**bits, 2**bits + 1):
        with no_limit():
            expected = str(n)
        assert decimal_text(n) == expected


def test_decimal_text_of_zero() -> None:
    assert decimal_text(0) == "0"


@pytest.mark.parametrize("digits", LENGTHS)
def test_from_decimal_inverts_decimal_text(digits: int) -> None:
    for n in numbers_of_length(digits):
        with no_limit():
            text = str(n)
        assert from_decimal(text) == n


def test_from_decimal_allows_leading_zeros() -> None:
    assert from_decimal("0" * 9000 + "12") == 12
    assert from_decimal("0") == 0


@pytest.mark.parametrize("exponent", [0, 1, 2, 15, 16, 300, 3999, 4000, 4300, 10000, 50000])
def test_decimal_digits_around_powers_of_ten(exponent: int) -> None:
    power = 10**exponent
    assert decimal_digits(power) == exponent + 1
    assert decimal_digits(-power) == exponent + 1
    assert decimal_digits(power - 1) == max(exponent, 1)
    assert decimal_digits(power + 1) == exponent + 1


def test_decimal_digits_of_all_small_numbers_and_powers_of_two() -> None:
    assert all(decimal_digits(n) == len(str(n)) for n in range(1200))
    assert all(decimal_digits(2**b) == len(str(2**b)) for b in range(2000))


def test_canonical_integer_is_decimal_up_to_4000_digits_and_hexadecimal_beyond() -> None:
    assert [canonical_integer(n) for n in (0, 7, -12)] == ["0", "7", "-12"]
    last = 10**4000 - 1
    assert canonical_integer(last) == "9" * 4000
    assert canonical_integer(-last) == "-" + "9" * 4000
    assert canonical_integer(last + 1) == hex(10**4000)
    assert canonical_integer(-last - 1) == "-" + hex(10**4000)


@pytest.mark.parametrize("bits", [13286, 13287, 13288, 13289])
def test_canonical_integer_near_the_border_in_bits(bits: int) -> None:
    for n in (2**bits - 1, 2**bits):
        text = canonical_integer(n)
        assert (len(text) <= 4000 and not text.startswith("0x")) == (n < 10**4000)
        assert int(text, 0) == n


def test_shortened_keeps_what_is_short() -> None:
    assert shortened(-12) == "-12"
    assert shortened(10**59) == "1" + "0" * 59
    assert shortened(123456, longest=6) == "123456"


def test_shortened_shows_both_ends_and_counts_the_digits() -> None:
    assert shortened(2**1000) == "10715086071862673209...68069376 (302 digits)"
    assert shortened(-(2**1000)) == "-10715086071862673209...68069376 (302 digits)"
    assert shortened(10**60) == "10000000000000000000...00000000 (61 digits)"
    assert shortened(10**12345 + 7) == "10000000000000000000...00000007 (12,346 digits)"


def test_shortened_has_no_limit_of_its_own() -> None:
    assert shortened(10**5000, longest=6000) == "1" + "0" * 5000
