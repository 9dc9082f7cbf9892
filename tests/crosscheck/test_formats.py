"""Numbers in the two float formats: nearest and next, against their definitions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exactpl import InputError
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat, as_format

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=150)
formats = pytest.mark.parametrize("format", [FLOAT32, FLOAT64], ids=lambda format: format.name)
TYPES = {"float32": np.float32, "float64": np.float64}


def neighbours(value: float, format: FloatFormat) -> tuple[float, float]:
    kind = TYPES[format.name]
    with np.errstate(over="ignore"):
        return float(np.nextafter(kind(value), kind(-math.inf))), float(np.nextafter(kind(value), kind(math.inf)))


def largest(format: FloatFormat) -> Fraction:
    return Fraction(float(np.finfo(TYPES[format.name]).max))


def check(x: Fraction, format: FloatFormat) -> None:
    """See that `nearest` and `at_least` are what their names say."""
    near, above = format.nearest(x), format.at_least(x)
    for value in (near, above):
        assert math.isfinite(value)
        assert float(TYPES[format.name](value)) == value
    for other in neighbours(near, format):
        if math.isfinite(other):
            assert abs(Fraction(near) - x) <= abs(Fraction(other) - x)
    assert Fraction(above) >= x
    below = neighbours(above, format)[0]
    assert not math.isfinite(below) or Fraction(below) < x


def numbers(format: FloatFormat) -> st.SearchStrategy[Fraction]:
    """Rationals of all sizes, and such as lie on, or close beside, floats and the middles between two of them."""
    floats = st.floats(
        allow_nan=False,
        allow_infinity=False,
        width=32 if format is FLOAT32 else 64,
        max_value=float(largest(format)) / 2,
        min_value=-float(largest(format)) / 2,
    )
    sides = st.sampled_from([Fraction(0), *(Fraction(s, 2**b) for s in (1, -1) for b in (20, 40, 200, 1200))])

    def between(value: float, part: Fraction, side: Fraction) -> Fraction:
        width = Fraction(neighbours(value, format)[1]) - Fraction(value)
        return Fraction(value) + (part + side) * width

    parts = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 3), Fraction(1)])
    return st.one_of(st.builds(between, floats, parts, sides), st.fractions(), floats.map(Fraction))


@LAWS
@given(numbers(FLOAT32))
@example(Fraction(0))
@example(Fraction(-1, 10**400))
@example(Fraction(1, 2**150))
@example(Fraction(2**24 + 1) + Fraction(1, 2**60))
@example(Fraction(2**24 + 3) - Fraction(1, 2**60))
def test_float32(x: Fraction) -> None:
    check(x, FLOAT32)


@LAWS
@given(numbers(FLOAT64))
@example(Fraction(0))
@example(Fraction(-1, 10**400))
@example(Fraction(1, 2**1075))
@example(Fraction(1, 10**400))
def test_float64(x: Fraction) -> None:
    check(x, FLOAT64)


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("odd", [1, 3])
def test_rounding_twice_would_miss_the_nearest(odd: int, side: int) -> None:
    x = Fraction(2**24 + odd) + Fraction(side, 2**60)  # its float64 is the middle of two float32
    assert float(x) == 2**24 + odd
    towards_the_even = {1: -1, 3: 1}[odd]
    twice = float(np.float32(float(x)))
    assert twice == 2**24 + odd + towards_the_even
    assert FLOAT32.nearest(x) == 2**24 + odd + side
    check(x, FLOAT32)
    check(-x, FLOAT32)


@formats
def test_the_largest_numbers(format: FloatFormat) -> None:
    top = largest(format)
    assert format.nearest(top) == format.at_least(top) == float(top)
    assert format.nearest(-top) == format.at_least(-top) == -float(top)
    check(top - Fraction(1, 7), format)
    check(-top + Fraction(1, 7), format)
    check(-top - Fraction(1, 7), format)  # it rounds to -top


@formats
@pytest.mark.parametrize("sign", [1, -1])
def test_too_large_numbers_are_refused(format: FloatFormat, sign: int) -> None:
    for x in (Fraction(2) ** format.most, Fraction(2) ** (format.most + 1) + Fraction(1, 3), Fraction(10**5000)):
        for asked in (format.nearest, format.at_least):
            with pytest.raises(InputError, match=rf"numbers below 2\^{format.most} are required .* {format.name}"):
                asked(sign * x)


@formats
def test_between_the_largest_number_and_what_rounds_to_infinity(format: FloatFormat) -> None:
    top = largest(format)
    middle = top + (Fraction(2) ** format.most - top) / 2
    for x in (top + Fraction(1, 3), middle - Fraction(1, 2**70)):
        assert format.nearest(x) == float(top)
        assert format.nearest(-x) == -float(top)


@formats
def test_no_number_is_at_least_one_above_the_largest(format: FloatFormat) -> None:
    with pytest.raises(InputError, match="are required"):
        format.at_least(largest(format) + Fraction(1, 3))


@formats
def test_constants(format: FloatFormat) -> None:
    info = np.finfo(TYPES[format.name])
    assert format.tiny == float(info.smallest_normal)
    assert format.roundoff == float(info.eps) / 2
    assert format.nearest(Fraction(1) + Fraction(format.roundoff)) == 1  # half of the gap above 1, to the even one
    assert format.at_least(Fraction(1) + Fraction(format.roundoff)) == 1 + 2 * format.roundoff
    assert format.dtype(np) is TYPES[format.name]


def test_formats_by_name() -> None:
    assert as_format("float64") is FLOAT64
    assert as_format("float32") is FLOAT32
    for name in ("float16", "", None, 64, ["float64"], "Float64"):
        with pytest.raises(InputError, match="float64 or float32, is required"):
            as_format(name)
