"""The two grammars of numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from exactpl_checker.arithmetic import rationals
from exactpl_checker.arithmetic.rationals import NumberError

BIG = 10**4000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-1", Fraction(-1)),
        ("17", Fraction(17)),
        ("-3/4", Fraction(-3, 4)),
        ("9" * 4000, Fraction(BIG - 1)),
        ("-" + "9" * 4000, Fraction(1 - BIG)),
        (hex(BIG), Fraction(BIG)),
        ("-" + hex(BIG), Fraction(-BIG)),
        ("1/" + hex(BIG), Fraction(1, BIG)),
        (hex(BIG) + "/3", Fraction(BIG, 3)),
    ],
)
def test_canonical(text: str, value: Fraction) -> None:
    assert rationals.canonical_rational(text) == value
    assert rationals.write_rational(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "-0",
        "+1",
        "00",
        "01",
        "-01",
        "1/1",
        "2/4",
        "0/2",
        "1/-2",
        "1/0",
        "1/02",
        "-0/3",
        "1.0",
        "1e1",
        "0x1",
        "0x0",
        "0X" + "f" * 4000,
        " 1",
        "1 ",
        "1\n",
        "1\t",
        "1_0",
        "\u0661",
        "\uff11",
        "1/2/3",
        "/2",
        "1/",
        "9" * 4001,
        "0x" + "F" * 4000,
        "0x0" + "f" * 4000,
        "-0x",
        "nan",
        "inf",
        "1/9" + "9" * 4000,
        "0x" + "f" * 262_145,
        hex(BIG - 1),
        "\u2212" + "1",
        "1" + "\x00",
    ],
)
def test_not_canonical(text: str) -> None:
    with pytest.raises(NumberError):
        rationals.canonical_rational(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("-0", Fraction(0)),
        ("+007", Fraction(7)),
        ("6/4", Fraction(3, 2)),
        ("-1/02", Fraction(-1, 2)),
        ("1e3", Fraction(1000)),
        ("1E-3", Fraction(1, 1000)),
        ("-1.5e+2", Fraction(-150)),
        ("0x1f", Fraction(31)),
        ("-0xff/0x10", Fraction(-255, 16)),
        ("3/0x4", Fraction(3, 4)),
        ("0x0", Fraction(0)),
        ("1e4000", Fraction(10**4000)),
        ("1e-04000", Fraction(1, 10**4000)),
        ("00.10e1", Fraction(1)),
        ("0x1e2", Fraction(482)),
        ("7" * 9999, Fraction(7 * (10**9999 - 1) // 9)),
    ],
)
def test_people(text: str, value: Fraction) -> None:
    assert rationals.peoples_rational(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "-",
        "--1",
        "+-1",
        ".",
        "e1",
        ".e1",
        "1e",
        "1e+",
        "1e4001",
        "1e-4001",
        "1e10000000",
        "1/0",
        "1/0x0",
        "1/",
        "/1",
        "1/-2",
        "1.5/2",
        "1e1/2",
        "1/2e1",
        " 1",
        "1 ",
        "1\n",
        "1_0",
        "0xF",
        "0X1",
        "0x",
        "0x1.5",
        "0x1e+2",
        "inf",
        "nan",
        "\u0661",
        "1\u00b2",
        "1,5",
        "1/2/3",
        "1" * 262_209,
    ],
)
def test_not_for_people(text: str) -> None:
    with pytest.raises(NumberError):
        rationals.peoples_rational(text)


def test_long_numbers_are_read() -> None:
    assert rationals.peoples_rational("3" * 250_000) * 3 == 10**250_000 - 1


def test_messages_are_short() -> None:
    assert rationals.show(Fraction(-7, 3)) == "-7/3"
    assert len(rationals.show(Fraction(3**100_000, 2**100_000))) < 100
    assert rationals.show_integer(-(2**1000)).startswith("-0x1")


def test_bits() -> None:
    assert rationals.bits() == 0
    assert rationals.bits(Fraction(0), Fraction(-5, 16)) == 5
