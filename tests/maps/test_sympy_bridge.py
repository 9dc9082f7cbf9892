"""To SymPy's Piecewise and back."""

import random
from fractions import Fraction

import pytest
import sympy
from sympy import Abs, Eq, Float, Max, Min, Ne, Piecewise, Rational, Symbol, exp, oo, pi, sqrt

import exactpl as xp
from exactpl import PL, Interval
from tests.bridge import pl
from tests.maps.cases import nasty, samples
from tests.oracle import evaluate

x, y = Symbol("x"), Symbol("y")
t = Symbol("t", real=True)
TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)
LINE = Interval(None, None)


def exact(value: sympy.Expr) -> Fraction:
    assert value.is_Rational
    return Fraction(int(value.p), int(value.q))


@pytest.mark.parametrize("seed", range(8))
def test_round_trips_are_the_same_function(seed: int) -> None:
    rng = random.Random(f"sympy {seed}")
    for _ in range(3):
        m = nasty(rng)
        f = pl(m)
        expression = f.to_sympy()
        assert PL.from_sympy(expression) == f
        symbols = expression.free_symbols
        for point in samples(m)[:8]:
            value = expression.subs({s: Rational(point.numerator, point.denominator) for s in symbols})
            assert exact(value) == evaluate(m, point)


def test_outside_the_domain_there_is_no_value() -> None:
    expression = TENT.to_sympy(t)
    assert expression.free_symbols == {t}
    assert expression.subs(t, 2) is sympy.nan
    assert expression.subs(t, Rational(1, 4)) == Rational(1, 2)
    assert not expression.has(Float)


def test_the_symbol_is_the_callers() -> None:
    assert TENT.to_sympy(y).free_symbols == {y}
    assert PL.from_sympy(TENT.to_sympy(y)) == TENT


@pytest.mark.parametrize(
    ("expression", "formula"),
    [
        (x, "x"),
        (2 * x + Rational(1, 3), "2*x + 1/3"),
        (sympy.Integer(5), "5"),
        (Abs(x), "abs(x)"),
        (Max(x, 0), "relu(x)"),
        (Min(2 * x, 2 - 2 * x, Rational(3, 4)), "min(2*x, 2 - 2*x, 3/4)"),
        (3 * Abs(x - 1) - Abs(2 * x) / 2 + x - 7, "3*abs(x - 1) - abs(2*x)/2 + x - 7"),
        (Max(0, 1 - Abs(x)), "max(0, 1 - abs(x))"),
        (Min(Max(3 * Max(x, 0) - 6 * Max(x - Rational(1, 2), 0), 0), 1), "clip(3*relu(x) - 6*relu(x - 1/2), 0, 1)"),
        (Abs(Abs(x) - 1), "abs(abs(x) - 1)"),
        (Abs(t) - Max(t, 2), "abs(x) - max(x, 2)"),
        (-Max(-x, x + 1), "-max(-x, x + 1)"),
        (Piecewise((0, x < 0), (x, True)), "relu(x)"),
        (Piecewise((-x, x <= 0), (x, x > 0)), "abs(x)"),
        (Piecewise((x, x > 0), (0, True)) + 1, "relu(x) + 1"),
        (2 * Piecewise((0, t < 0), (Abs(t - 1) - 1, t < 2), (t - 2, True)), "0"),
    ],
    ids=range(16),
)
def test_expressions_on_the_line(expression: sympy.Expr, formula: str) -> None:
    if formula == "0":
        expected = PL([(0, 0), (1, -2), (2, 0)], left_slope=0, right_slope=2)
    else:
        expected = PL.from_formula(formula)
    assert PL.from_sympy(expression) == expected


def test_cases_hold_in_order() -> None:
    assert PL.from_sympy(Piecewise((0, x < 1), (x - 1, x < 3), (2, True))) == PL.from_formula("clip(x - 1, 0, 2)")
    assert PL.from_sympy(Piecewise((2 - x, x > 1), (x, x >= 0), (0, True))) == PL(
        [(0, 0), (1, 1)], left_slope=0, right_slope=-1
    )


def test_pieces_inside_pieces() -> None:
    inner = Piecewise((2 * x, x <= Rational(1, 2)), (2 - 2 * x, True))
    assert PL.from_sympy(Piecewise((inner, (x >= 0) & (x <= 1)))) == TENT
    assert PL.from_sympy(Piecewise((Min(2 * x, 2 - 2 * x), (x >= 0) & (x <= 1)))) == TENT
    assert PL.from_sympy(Piecewise((Max(x, 0), x >= -1))) == RELU.restrict(-1, None)


def test_a_constant_on_an_interval() -> None:
    f = PL([(0, 3), (1, 3)])
    assert PL.from_sympy(f.to_sympy()) == f


@pytest.mark.parametrize(
    "expression",
    [
        Float("0.5") * x,
        Abs(x - Float("0.5")),
        Piecewise((x, x < Float("0.5")), (Rational(1, 2), True)),
        x + y,
        Max(x, y),
        x**2,
        Abs(x**2 - 1),
        1 / x,
        x * Abs(x),
        Abs(x) * Abs(x - 1),
        Max(x, 1) / Max(x, 2),
        exp(x),
        sympy.sin(x),
        sqrt(2) * x,
        x + pi,
        Max(x, sqrt(2)),
        x * sympy.I,
        oo * x,
        sympy.Heaviside(x),
        sympy.sign(x),
        sympy.floor(x),
        Piecewise((x, x < sqrt(2)), (sqrt(2), True)),
        Piecewise((x**2, x < 0), (x, True)),
        Piecewise((x, x < y), (y, True)),
    ],
    ids=str,
)
def test_what_is_not_piecewise_linear_with_rational_data_is_refused(expression: sympy.Expr) -> None:
    with pytest.raises((xp.InputError, xp.InexactNumberError)):
        PL.from_sympy(expression)


@pytest.mark.parametrize(
    "expression",
    [
        Piecewise((0, x < 0), (1, True)),
        Piecewise((x, x < 0), (x + 1, x >= 0)),
        Piecewise((-1, x < 0), (0, Eq(x, 0)), (1, True)),
        Piecewise((5, Eq(x, 0)), (x, True)),  # one point off the line
        Piecewise((x, Ne(x, 0)), (5, True)),
        Piecewise((x, (x >= 0) & (x < 1)), (0, (x >= 1) & (x <= 2))),
    ],
    ids=str,
)
def test_jumps_are_refused(expression: sympy.Expr) -> None:
    with pytest.raises(xp.InputError):
        PL.from_sympy(expression)


@pytest.mark.parametrize(
    "expression",
    [
        Piecewise((0, x < 0), (x - 1, x > 1)),
        Piecewise((x, (x >= 0) & (x <= 1)), (x, (x >= 2) & (x <= 3))),
        Piecewise((x, (x <= 0) | (x >= 1))),
        Piecewise((x, Eq(x, 0))),
        Piecewise((x, x < 0), (2 * x, x > 0)),  # no value at 0
    ],
    ids=str,
)
def test_gaps_are_refused(expression: sympy.Expr) -> None:
    with pytest.raises(xp.InputError):
        PL.from_sympy(expression)


def test_one_point_with_the_value_of_its_neighbours_is_no_jump() -> None:
    assert PL.from_sympy(Piecewise((0, Eq(x, 0)), (x, True))) == PL.from_formula("x")
    assert PL.from_sympy(Piecewise((Abs(x), Ne(x, 0)), (0, True))) == PL.from_formula("abs(x)")


@pytest.mark.parametrize("other", [0.5, "x", None, [x]], ids=repr)
def test_only_sympy_expressions_come_in(other: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        PL.from_sympy(other)  # type: ignore[arg-type]
