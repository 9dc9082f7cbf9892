"""To SymPy's Piecewise and back."""

import random
from fractions import Fraction

import pytest
import sympy
from sympy import (
    Abs,
    Contains,
    Eq,
    Float,
    Heaviside,
    Max,
    Min,
    Ne,
    Piecewise,
    Rational,
    SingularityFunction,
    Symbol,
    exp,
    oo,
    pi,
    sign,
    sqrt,
)

import exactpl as xp
from exactpl import PL, Interval
from tests.bridge import pl
from tests.maps.cases import nasty, samples
from tests.oracles.maps import evaluate

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


# -- sums and the like on bounded domains ------------------------------------------------------------------------------


def value_of(expression: sympy.Expr, point: Fraction) -> Fraction | None:
    """Return the value that SymPy finds by substitution, None for nan."""
    (symbol,) = expression.free_symbols
    try:
        value = expression.subs(symbol, Rational(point.numerator, point.denominator))
    except ValueError:  # Max and Min do not take nan
        return None
    return None if value is sympy.nan else exact(value)


def is_the_function_of(f: PL, expression: sympy.Expr) -> None:
    """Compare a map with what SymPy says on a grid, inside and outside of the domain."""
    lower, upper = f.domain
    for n in range(-9, 10):
        point = Fraction(n, 4)
        inside = (lower is None or lower <= point) and (upper is None or point <= upper)
        assert value_of(expression, point) == (f(point) if inside else None), point


BOUNDED = TENT.to_sympy(t)
HALF = Rational(1, 2)
OUTWARDS = PL([(0, 0), ("1/2", 1), (1, 0)], left_slope=1, right_slope=-1)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (BOUNDED + 1, TENT + 1),
        (1 - BOUNDED, 1 - TENT),
        (2 * BOUNDED - HALF, 2 * TENT - "1/2"),
        (BOUNDED + t, PL([(0, 0), ("1/2", "3/2"), (1, 1)])),
        (BOUNDED - Abs(t - HALF), PL([(0, "-1/2"), ("1/2", 1), (1, "-1/2")])),
        (Max(BOUNDED, HALF), xp.maximum(TENT, "1/2")),
        (Min(BOUNDED, HALF, t), PL([(0, 0), ("1/2", "1/2"), ("3/4", "1/2"), (1, 0)])),
        (Abs(BOUNDED - HALF), abs(TENT - "1/2")),
        (BOUNDED * t / t, TENT),
        (BOUNDED + PL([(-1, 0), (2, 3)]).to_sympy(t), PL([(0, 1), ("1/2", "5/2"), (1, 2)])),
        (BOUNDED + PL([("1/2", 0), (2, 3)]).to_sympy(t), PL([("1/2", 1), (1, 1)])),
        (Piecewise((BOUNDED, t <= 2)), TENT),
        (Piecewise((BOUNDED, t <= HALF), (1, True)), PL([(0, 0), ("1/2", 1)], right_slope=0)),
        (Piecewise((t, t < 0), (BOUNDED, t <= 1), (1 - t, True)), OUTWARDS),
        (Piecewise((t, t <= 1), (sympy.nan, True)), PL([(1, 1)], left_slope=1)),
    ],
    ids=range(15),
)  # fmt: skip
def test_an_expression_is_a_map_where_it_has_values(expression: sympy.Expr, expected: PL) -> None:
    assert PL.from_sympy(expression) == expected
    is_the_function_of(expected, expression)


def test_parts_on_domains_that_do_not_meet_make_no_map() -> None:
    for other in (PL([(2, 0), (3, 1)]), PL([(1, 0), (2, 1)])):
        with pytest.raises(xp.InputError):
            PL.from_sympy(BOUNDED + other.to_sympy(t))


@pytest.mark.parametrize("seed", range(6))
def test_sums_and_maxima_of_expressions_are_those_of_the_maps(seed: int) -> None:
    rng = random.Random(f"sums {seed}")

    def on_one_domain() -> PL:
        inner = sorted({Fraction(rng.randint(1, 15), 8) for _ in range(rng.randint(0, 3))})
        return PL([(x0, Fraction(rng.randint(-6, 6), 4)) for x0 in (Fraction(0), *inner, Fraction(2))])

    f, g, k = on_one_domain(), on_one_domain(), Fraction(rng.randint(-6, 6), 4)
    a, b, c = f.to_sympy(t), g.to_sympy(t), Rational(k.numerator, k.denominator)
    assert PL.from_sympy(a + b + c) == f + g + k
    assert PL.from_sympy(Max(a, b)) == xp.maximum(f, g)
    assert PL.from_sympy(Min(a, c) - 3 * b) == xp.minimum(f, k) - 3 * g
    assert PL.from_sympy(Abs(a - c)) == abs(f - k)


# -- parts that jump, or are no lines ----------------------------------------------------------------------------------


ABS = PL.from_formula("abs(x)")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (SingularityFunction(x, 1, 1), PL.from_formula("relu(x - 1)")),
        (SingularityFunction(2 * x, 1, 1), PL.from_formula("relu(2*x - 1)")),
        (SingularityFunction(x, 0, 1) - 2 * SingularityFunction(x, 1, 1), PL.from_formula("relu(x) - 2*relu(x - 1)")),
        ((x - 1) * SingularityFunction(x, 1, 0), PL.from_formula("relu(x - 1)")),
        (SingularityFunction(Abs(x), 1, 1), PL.from_formula("relu(abs(x) - 1)")),
        (Heaviside(x) * x, RELU),
        (Heaviside(x, 0) * x, RELU),
        (x * Heaviside(x - 1) + Heaviside(1 - x), PL.from_formula("max(x, 1)")),
        (x * (Heaviside(x) - Heaviside(x - 1)) + Heaviside(x - 1), PL.from_formula("clip(x, 0, 1)")),
        (Heaviside(x) * Abs(x), RELU),
        (Heaviside(Abs(x) - 1) * (Abs(x) - 1), PL.from_formula("relu(abs(x) - 1)")),
        (Heaviside(x**2 - 1) * (Abs(x) - 1), PL.from_formula("relu(abs(x) - 1)")),
        (Heaviside(x) + Heaviside(-x), PL([(0, 1)], left_slope=0, right_slope=0)),
        (sign(x) * x, ABS),
        (sign(x) * Abs(x), PL.from_formula("x")),
        ((1 + sign(x)) * Abs(x), PL.from_formula("2*relu(x)")),
        (sign(x - 2) * (x - 2) + sign(x) ** 2 * x, PL.from_formula("abs(x - 2) + x")),
        (x * Piecewise((1, x > 0), (-1, True)), ABS),
        (Abs(Piecewise((1, x < 0), (-1, True))), PL([(0, 1)], left_slope=0, right_slope=0)),
        (sqrt(x**2), ABS),
        (Abs(x) ** 2 - x**2 + x, PL.from_formula("x")),
        ((Abs(x) + x) * (Abs(x) - x), PL([(0, 0)], left_slope=0, right_slope=0)),
        (Piecewise((x, Abs(x) < 1), (sign(x), True)), PL.from_formula("clip(x, -1, 1)")),
        (Piecewise((x, x**2 <= 1), (sign(x), True)), PL.from_formula("clip(x, -1, 1)")),
        (Piecewise((0, Max(x, 0) < 1), (Max(x, 0) - 1, True)), PL.from_formula("relu(x - 1)")),
        (Piecewise((x, sympy.Xor(x < 0, x >= 0))), PL.from_formula("x")),
        (Piecewise((x, sympy.Implies(x > 1, x > 2)), (1, True)), None),
        (Piecewise((x, ~(x < 0)), (0, True)), RELU),
        (Piecewise((x, Contains(x, sympy.Interval(0, 1)))), PL([(0, 0), (1, 1)])),
        (Piecewise((x, Contains(x**2, sympy.Interval(0, 4)))), PL([(-2, -2), (2, 2)])),
    ],
    ids=range(30),
)
def test_parts_may_jump_if_the_whole_does_not(expression: sympy.Expr, expected: PL | None) -> None:
    if expected is None:
        with pytest.raises(xp.InputError, match="jump"):
            PL.from_sympy(expression)
        return
    assert PL.from_sympy(expression) == expected
    if expression.free_symbols:
        is_the_function_of(expected, expression)


def knots_of(rng: random.Random) -> tuple[list[Fraction], list[Fraction]]:
    places = sorted({Fraction(rng.randint(-12, 12), 4) for _ in range(rng.randint(1, 4))})
    return places, [Fraction(rng.randint(-8, 8), 4) for _ in places]


@pytest.mark.parametrize("seed", range(10))
def test_one_map_written_in_many_ways(seed: int) -> None:
    """intercept + slope * x + the sum of bends c_i at a_i, each bend written as SymPy users write them."""
    rng = random.Random(f"bends {seed}")
    places, bends = knots_of(rng)
    expected = PL.from_formula(
        " + ".join(f"({c})*relu(x - ({a}))" for a, c in zip(places, bends, strict=True)) + " + x/2 - 1"
    )
    total = t / 2 - 1
    for a, c in zip(places, bends, strict=True):
        p, q = Rational(a.numerator, a.denominator), Rational(c.numerator, c.denominator)
        z = t - p
        total += q * rng.choice(
            [
                z * Heaviside(z),
                SingularityFunction(t, p, 1),
                z * (1 + sign(z)) / 2,
                (z + Abs(z)) / 2,
                Max(z, 0),
                z * Piecewise((1, t > p), (0, True)),
                Piecewise((z, z >= 0), (0, True)),
                (z + sqrt(z**2)) / 2,
            ]
        )
    assert PL.from_sympy(total) == expected


@pytest.mark.parametrize(
    "expression",
    [
        Heaviside(x),
        SingularityFunction(x, 1, 0),
        SingularityFunction(x, 1, 2),
        SingularityFunction(x, 1, -1),
        SingularityFunction(x, sqrt(2), 1),
        sign(x) ** 2,  # 0 at 0, and 1 beside it
        Heaviside(x) * (x + 1),
        sign(x) * (x + 1),
        Heaviside(x, sympy.nan) * x,
        Heaviside(x**2 - 2) * (x**2 - 2),
        Abs(x**2 - 2),
        x**2 * Heaviside(x),
        x**100,
        sympy.Mod(x, 1),
        sympy.DiracDelta(x),
        sympy.Integral(x, x),
        sympy.Function("f")(x),
        sympy.nan,
        sympy.zoo * x,
        Piecewise((x, x**2 < 2), (0, True)),
        Piecewise((x, Contains(x, sympy.S.Integers)), (0, True)),
        Piecewise((x, Contains(x, sympy.Interval.open(0, 1)))),
        Piecewise((x, sympy.Equivalent(x < 0, x < 1)), (0, True)),
    ],
    ids=str,
)
def test_what_is_no_such_map_is_refused(expression: sympy.Expr) -> None:
    with pytest.raises(xp.InputError):
        PL.from_sympy(expression)


@pytest.mark.parametrize("name", ["positive", "nonnegative", "negative", "nonzero", "integer", "rational", "imaginary"])
def test_a_symbol_that_is_not_any_real_number_is_refused(name: str) -> None:
    """SymPy drops conditions that follow from such an assumption, and with them the ends of the domain."""
    symbol = Symbol("x", **{name: True})
    with pytest.raises(xp.InputError, match="a symbol for any real number"):
        PL.from_sympy(2 * symbol)
    if symbol.is_real:
        with pytest.raises(xp.InputError):
            PL.from_sympy(TENT.to_sympy(symbol))


def test_noncommutative_symbols_and_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(xp.InputError):
        PL.from_sympy(Symbol("n", commutative=False))
    monkeypatch.setattr("exactpl.maps.cases._MOST_POINTS", 50)
    nested = t
    for _ in range(8):
        nested = Abs(2 * nested - 1)
    with pytest.raises(xp.BudgetError, match="at most 50 break points"):
        PL.from_sympy(nested)
