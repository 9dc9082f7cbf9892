"""Algebraic numbers against floats of 60 digits, and the laws of a field exactly."""

import math
import operator
import pickle
import random
from collections.abc import Iterator
from fractions import Fraction

import mpmath
import pytest

import exactpl as xp
from exactpl import Algebraic, InputError, NumberField
from tests.oracles.growth import remainder, value_at

# polynomial, ends of an interval around the root, coefficients of the minimal polynomial
FIELDS = [
    ([-1, -1, 1], "1", "2", (-1, -1, 1)),
    ([-2, 0, 0, 1], "1", "2", (-2, 0, 0, 1)),
    ([1, 0, -10, 0, 1], "-1/3", "-3/10", (1, 0, -10, 0, 1)),  # sqrt(2) - sqrt(3), negative, among four roots
    ([6, -6, -2, 2], "-2", "-1", (-3, 0, 1)),  # 2 (t^2 - 3)(t - 1)
    ([-1, 1, -1, 1, -1, 1, -1, -1, 1], "7/5", "3/2", (-1, 1, -1, 1, -1, 1, -1, -1, 1)),
]
DIGITS = 60


def generator(i: int) -> Algebraic:
    polynomial, lower, upper, _ = FIELDS[i]
    return Algebraic(polynomial, lower, upper)


def root(i: int) -> mpmath.mpf:
    """Return the root to 80 digits, by bisection."""
    _, lower, upper, polynomial = FIELDS[i]
    with mpmath.workdps(80):
        low, high = Fraction(lower), Fraction(upper)
        for _ in range(270):
            middle = (low + high) / 2
            if value_at(polynomial, middle) * value_at(polynomial, low) > 0:
                low = middle
            else:
                high = middle
        return mpmath.mpf(low.numerator) / low.denominator


def near(x: Algebraic | Fraction, i: int) -> mpmath.mpf:
    """Return the value of an element from its coefficients."""
    coefficients = x.coefficients if isinstance(x, Algebraic) else (Fraction(x),)
    with mpmath.workdps(80):
        a = root_of[i]
        return sum((mpmath.mpf(c.numerator) / c.denominator) * a**e for e, c in enumerate(coefficients))


root_of = [root(i) for i in range(len(FIELDS))]


def float_digits(digits: int) -> Fraction:
    """Return the golden number cut after so many digits."""
    return Fraction((10**digits + math.isqrt(5 * 10 ** (2 * digits))) // 2, 10**digits)


def elements(i: int, count: int, size: int = 9) -> Iterator[Algebraic | Fraction]:
    rng = random.Random(f"elements of field {i}")
    a = generator(i)
    degree = a.field.degree
    for _ in range(count):
        yield Algebraic.of(
            a.field,
            [Fraction(rng.randint(-size, size), rng.randint(1, size)) for _ in range(rng.randint(1, degree + 3))],
        )


@pytest.mark.parametrize("i", range(len(FIELDS)))
def test_the_root(i: int) -> None:
    a = generator(i)
    assert a.field.polynomial == FIELDS[i][3]
    assert a.field.degree == len(FIELDS[i][3]) - 1
    assert a.coefficients == (0, 1)
    assert sum((a**e * c for e, c in enumerate(FIELDS[i][3])), Fraction(0)) == 0
    assert float(a) == pytest.approx(float(root_of[i]), rel=1e-15)
    for width in ("1", "1/1000", Fraction(1, 10**50), Fraction(1, 10**400)):
        low, high = a.bounds(width)
        assert low < a < high
        assert high - low <= Fraction(width)


@pytest.mark.parametrize("i", range(len(FIELDS)))
def test_operations_against_floats(i: int) -> None:
    rng = random.Random(f"operations {i}")
    values = list(elements(i, 24))
    with mpmath.workdps(80):
        for _ in range(150):
            x, y = rng.choice(values), rng.choice(values)
            for op in (operator.add, operator.sub, operator.mul, operator.truediv):
                if op is operator.truediv and y == 0:
                    continue
                found = op(x, y)
                assert isinstance(found, Algebraic | Fraction)
                if isinstance(found, Algebraic):
                    assert len(found.coefficients) <= found.field.degree
                    assert any(found.coefficients[1:])
                assert abs(near(found, i) - op(near(x, i), near(y, i))) < mpmath.mpf(10) ** -DIGITS
            for op in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne):
                if x != y:
                    assert op(x, y) == op(near(x, i), near(y, i)), (x, y, op)
                else:
                    assert op(x, y) == op(0, 0)


@pytest.mark.parametrize("i", range(len(FIELDS)))
def test_the_laws_of_a_field(i: int) -> None:
    rng = random.Random(f"laws {i}")
    values = [*elements(i, 12), Fraction(0), Fraction(1), Fraction(-7, 3)]
    for _ in range(60):
        x, y, z = rng.choice(values), rng.choice(values), rng.choice(values)
        assert x + y == y + x
        assert x * y == y * x
        assert (x + y) + z == x + (y + z)
        assert (x * y) * z == x * (y * z)
        assert x * (y + z) == x * y + x * z
        assert x - x == 0
        assert -x + x == 0
        assert x + 0 == x
        assert 1 * x == x
        if x != 0:
            assert x / x == 1
            assert (1 / x) * x == 1
            assert y / x * x == y
            assert x**-3 * x**3 == 1
            assert x**0 == 1
        assert abs(x) == max(x, -x)
        assert abs(x * y) == abs(x) * abs(y)
        assert hash(x + y) == hash(y + x)
        assert hash((x + y) - y) == hash(x)
        assert [x, y, z].index(z) <= 2
        low, high = sorted([x, y])
        assert low <= high
        assert (x < y) + (x == y) + (x > y) == 1


def test_powers() -> None:
    for i in range(len(FIELDS)):
        a = generator(i)
        product: Algebraic | Fraction = Fraction(1)
        for n in range(9):
            assert a**n == product
            assert a**-n == 1 / product
            product = product * a
        with mpmath.workdps(80):
            assert abs(near(a**30, i) / root_of[i] ** 30 - 1) < mpmath.mpf(10) ** -40


def test_rational_results_are_fractions() -> None:
    golden = generator(0)
    assert type(golden * golden - golden) is Fraction
    assert type(golden - golden) is Fraction
    assert type(golden / golden) is Fraction
    assert type(golden**0) is Fraction
    assert golden**2 - golden == 1
    cube = generator(1)
    assert (type(cube**3), cube**3) == (Fraction, 2)
    assert Algebraic.of(golden.field, [Fraction(3)]) == Fraction(3)
    assert Algebraic.of(golden.field, []) == 0
    assert Algebraic.of(golden.field, [Fraction(0), Fraction(0), Fraction(1)]) == golden + 1


def test_close_numbers_are_told_apart() -> None:
    golden = generator(0)
    fibonacci = [1, 1]
    while len(fibonacci) < 900:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    for n in range(1, 880, 37):
        quotient = Fraction(fibonacci[n + 1], fibonacci[n])  # within fibonacci[n]^-2 of golden, from either side
        assert (golden < quotient) == (n % 2 == 1)
        assert (golden > quotient) == (n % 2 == 0)
        assert golden != quotient
        difference = golden - quotient
        assert isinstance(difference, Algebraic)
        assert difference.sign() == (-1) ** n
        assert abs(difference) < Fraction(1, fibonacci[n] ** 2)
        low, high = difference.bounds(Fraction(1, 10**30))
        assert low < difference < high
    small = (golden - 1) ** 300
    assert 0 < small < Fraction(1, 10**62)


def test_floats_are_near_also_after_cancellation() -> None:
    golden = generator(0)
    small = (golden - 1) ** 300
    low, high = small.bounds(Fraction(1, 10**90))
    assert float(low) <= float((generator(0) - 1) ** 300) <= float(high)
    assert float(low) <= float(small) <= float(high)
    whole = int(10**60 * float_digits(60))
    rest = 10**60 * generator(0) - whole
    assert 0 < rest < 1
    assert 0 < float(10**60 * generator(0) - whole) < 1


def test_equality_and_fields() -> None:
    one, other = Algebraic([-1, -1, 1], 1, 2), Algebraic([-1, -1, 1], "8/5", "5/3")
    assert one == other
    assert hash(one) == hash(other)
    assert one.field == other.field
    assert hash(one.field) == hash(other.field)
    assert one - other == 0
    assert one == Algebraic([-3, -3, 3], "8/5", "5/3")
    conjugate = Algebraic([-1, -1, 1], -1, 0)
    assert conjugate != one
    assert conjugate.field != one.field
    with pytest.raises(InputError, match="one field"):
        conjugate + one
    with pytest.raises(InputError, match="one field"):
        assert conjugate < one
    assert one != Fraction(1618, 1000)
    assert one != 2
    assert one != "golden"
    assert one.field != "a field"
    assert {one, other, conjugate} == {one, conjugate}
    assert len({one, one + 1, one + 1 - 1}) == 2
    assert bool(one)


def test_pickling() -> None:
    for i in range(len(FIELDS)):
        for x in [generator(i), *elements(i, 6)]:
            again = pickle.loads(pickle.dumps(x))
            assert again == x
            assert hash(again) == hash(x)
            assert type(again) is type(x)
        field = generator(i).field
        assert pickle.loads(pickle.dumps(field)) == field


def test_for_people() -> None:
    golden = Algebraic([-1, -1, 1], 1, 2)
    assert repr(golden) == "Algebraic([-1, -1, 1], 1, 2)"
    assert eval(repr(golden), {"Algebraic": Algebraic}) == golden
    assert repr(2 * golden - 1).startswith("<-1 + 2*a = 2.2360679..., a = 1.6180339...")
    assert isinstance(-golden, Algebraic)
    assert (-golden).text() == "-a"
    assert repr(golden.field).startswith("NumberField((-1, -1, 1)")
    cube = generator(1)
    assert isinstance(cube**2, Algebraic)
    x = Fraction(1, 2) - 3 * cube**2
    assert isinstance(x, Algebraic)
    assert x.text() == "1/2 - 3*a^2"
    assert (-x).text() == "-1/2 + 3*a^2"
    assert math.isclose(float(x), 0.5 - 3 * 2 ** (2 / 3))


def test_the_number_printed_is_a_truncation_of_the_number() -> None:
    tiny = 1 / Algebraic([-2, 0, 1], 1, 2) ** 41
    assert 0 < tiny < Fraction(1, 10**6)
    assert "0.0000006" in repr(tiny)


def test_wrong_input() -> None:
    for coefficients, lower, upper, message in [
        ([], 0, 1, "degree >= 1"),
        ([5], 0, 1, "degree >= 1"),
        ([5, 0, 0], 0, 1, "degree >= 1"),
        ([-1, -1, 1], 2, 1, "lower <= upper"),
        ([-1, -1, 1], 3, 4, "found 0; widen"),
        ([-1, -1, 1], -2, 2, "found 2; narrow"),
        ([-4, 0, 1], 1, 3, "irrational root is required, found 2"),
        ([-1, 2], 0, 1, "irrational root is required, found 1/2"),
        ([1, 0, 1], -9, 9, "found 0"),
        ([0, 0, 1], -1, 1, "irrational root is required, found 0"),
    ]:
        with pytest.raises(InputError, match=message):
            Algebraic(coefficients, lower, upper)
    with pytest.raises((InputError, TypeError)):
        Algebraic([-1, -1.0, 1], 1, 2)  # type: ignore[list-item]
    with pytest.raises(xp.InexactNumberError):
        Algebraic([-1, -1, 1], 1.5, 2)  # type: ignore[arg-type]
    golden = Algebraic([-1, -1, 1], 1, 2)
    with pytest.raises(ZeroDivisionError):
        golden / 0
    with pytest.raises(ZeroDivisionError):
        golden / (golden - golden)
    with pytest.raises(InputError, match="width > 0"):
        golden.bounds(0)
    with pytest.raises(AttributeError, match="immutable"):
        golden.field = None  # type: ignore[assignment]
    for op in (operator.add, operator.mul, operator.truediv, operator.sub, operator.lt, operator.ge):
        for one, two in ((golden, 1.5), ("1", golden)):
            with pytest.raises(TypeError):
                op(one, two)
    with pytest.raises((InputError, TypeError)):
        golden ** Fraction(1, 2)  # type: ignore[operator]


def test_leading_zeros_and_multiple_roots() -> None:
    assert Algebraic([-1, -1, 1, 0, 0], 1, 2) == Algebraic([-1, -1, 1], 1, 2)
    squared = [1, 2, -1, -2, 1]  # (t^2 - t - 1)^2
    assert Algebraic(squared, 1, 2) == Algebraic([-1, -1, 1], 1, 2)
    assert Algebraic([1, 1, -1], 1, 2) == Algebraic([-1, -1, 1], 1, 2)  # a negative leading coefficient
    assert Algebraic([-2, 0, 4], 0, 1).field.polynomial == (-1, 0, 2)  # the content goes
    assert remainder(squared, [-1, -1, 1]) == []


def test_fields_with_an_interval_of_one_point_nearly() -> None:
    tight = Algebraic([-2, 0, 1], "1.41421356237309", "1.41421356237310")
    assert tight**2 == 2
    field = NumberField((-2, 0, 1), Fraction(1), Fraction(2))
    assert tight.field == field
    assert Algebraic.of(field, (Fraction(0), Fraction(1))) == tight
    low, high = field.bounds(200)
    assert low**2 < 2 < high**2
    assert high - low <= Fraction(1, 1 << 200)
