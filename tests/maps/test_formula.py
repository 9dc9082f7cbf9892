"""Formulas: random ones against Python's own arithmetic on Fractions, and what is refused with its place."""

import random
import re
from collections.abc import Callable
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, Interval

POINTS = [Fraction(n, 7) for n in range(-35, 36)] + [Fraction(-1000), Fraction(10**6, 3)]


def by_python(text: str) -> Callable[[Fraction], Fraction]:
    """Return the function that a formula means to Python, its numbers read as exact decimals."""
    exact = re.sub(r"(?<![A-Za-z_])((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)", r"F('\1')", text)
    code = compile(exact.strip(), "formula", "eval")
    names = {
        "F": lambda digits: Fraction(digits.rstrip(".")),
        "relu": lambda v: max(v, Fraction(0)),
        "clip": lambda v, low, high: min(max(v, low), high),
        "abs": abs,
        "min": min,
        "max": max,
    }
    return lambda x: eval(code, {"__builtins__": {}, **names, "x": x})


class Writer:
    """Writes random formulas with as few parentheses as Python needs, and random spaces."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def number(self) -> str:
        return self.rng.choice(("0", "1", "2", "3", "10", "0.5", ".25", "1.", "0.1", "1e-1", "2E+1", "007", "0.333"))

    def nonzero(self) -> str:
        return self.rng.choice(("1", "2", "3", "0.5", ".25", "-2", "(1/3)", "(1 - 3)", "abs(-4)", "max(1, 2)", "+3"))

    def expression(self, depth: int) -> str:
        text = self.term(depth)
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            text += self.rng.choice(("+", "-", " + ", " - ", " -", "\t+ ")) + self.term(depth)
        return text

    def term(self, depth: int) -> str:
        text = self.factor(depth)
        for _ in range(self.rng.choice((0, 0, 0, 1, 2))):
            kind = self.rng.randrange(3)
            if kind == 0:
                text = f"{self.nonzero()}*{text}"
            else:
                text += (" * " if kind == 1 else "/") + self.nonzero()
        return text

    def factor(self, depth: int) -> str:
        sign = self.rng.choice(("", "", "", "-", "+", "--", "- "))
        return sign + self.atom(depth)

    def atom(self, depth: int) -> str:
        kind = self.rng.randrange(8) if depth else self.rng.randrange(3)
        if kind < 2:
            return "x"
        if kind == 2:
            return self.number()
        inner = self.expression(depth - 1)
        if kind == 3:
            return f"({inner})"
        if kind == 4:
            return self.rng.choice((f"relu({inner})", f"abs( {inner} )"))
        if kind == 5:
            low, high = sorted(self.rng.choices(("-2", "-1/2", "0", "1/3", "1", "3/2"), k=2), key=Fraction)
            return f"clip({inner},{low}, {high})"
        arguments = [inner] + [self.expression(depth - 1) for _ in range(self.rng.choice((1, 1, 2)))]
        return f"{self.rng.choice(('min', 'max'))}({', '.join(arguments)})"


@pytest.mark.parametrize("seed", range(20))
def test_a_formula_means_what_it_means_to_python(seed: int) -> None:
    writer = Writer(random.Random(f"formula {seed}"))
    for _ in range(14):
        text = writer.expression(3)
        f, value = PL.from_formula(text), by_python(text)
        assert f.domain == Interval(None, None)
        for x in [*POINTS, *f.breakpoints[:30]]:
            assert f(x) == value(x), (text, x)


def test_the_writer_reaches_every_construction() -> None:
    writer = Writer(random.Random("all"))
    everything = " ".join(writer.expression(3) for _ in range(200))
    for piece in ("relu(", "abs(", "clip(", "min(", "max(", "--", "/", "1e-1", ".25", "\t"):
        assert piece in everything


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("1 - 2 - 3", "0", "-4"),
        ("8/2/2", "0", "2"),
        ("x/2/2", "1", "1/4"),
        ("2/4*x", "1", "1/2"),
        ("1/2*x", "3", "3/2"),
        ("1 + 2*x", "1", "3"),
        ("-x*2", "3", "-6"),
        ("2*-x", "3", "-6"),
        ("2 - -x", "3", "5"),
        ("---x", "3", "-3"),
        ("-(x + 1)*2", "3", "-8"),
        ("x*0.1", "1", "1/10"),
        ("1e-5 + 0*x", "9", "1/100000"),
        ("ReLU(x - 0.5)", "1", "1/2"),
        ("((((x))))", "5", "5"),
        ("max(1, 2, x, 3)", "0", "3"),
        ("min(x, 1, 2*x)", "-1", "-2"),
        ("(1 + 1)*x*(3 - 1)", "1", "4"),
        ("x/(1/2)", "1", "2"),
        (" x ", "7", "7"),
        ("\tx\n", "7", "7"),
        ("x*(2 - 2)", "7", "0"),
        ("relu(-1)*x", "7", "0"),
    ],
)
def test_precedence_and_exact_decimals(text: str, x: str, value: str) -> None:
    assert PL.from_formula(text)(x) == Fraction(value)


def test_a_number_is_a_constant_on_the_line() -> None:
    assert PL.from_formula("1/3") == PL([(0, "1/3")], left_slope=0, right_slope=0)
    assert PL.from_formula("max(1, 2) - 2") == PL([(0, 0)], left_slope=0, right_slope=0)


def test_kinks_that_cancel_are_gone() -> None:
    assert PL.from_formula("relu(x) - relu(-x)") == PL([(0, 0)], left_slope=1, right_slope=1)
    assert len(PL.from_formula("relu(x) + relu(x - 1) - relu(x - 1)").pieces) == 2


def test_the_example_of_the_design() -> None:
    h = PL.from_formula("clip(3*relu(x) - 6*relu(x - 1/2), 0, 1)")
    assert h == PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)], left_slope=0, right_slope=0)


REFUSED = {
    "": None,
    "   ": None,
    "x +": None,
    "x *": None,
    "-": None,
    "(x": None,
    "relu(x": None,
    "abs": None,
    "min(x,": None,
    "2x": 2,
    "x2": 2,
    "xx": 1,
    "x x": 3,
    "x*x": 3,
    "relu(x)*abs(x)": 9,
    "(x + 1)*(x - 1)": 9,
    "1/x": 3,
    "x/(x - x)": 3,
    "x/0": 3,
    "x/(1 - 1)": 3,
    "x^2": 2,
    "x**2": 3,
    "x // 2": 4,
    "x % 2": 3,
    "x)": 2,
    "relu(x))": 8,
    "()": 2,
    "relu()": 6,
    "x, x": 2,
    ",": 1,
    "abs x": 5,
    "foo(x)": 1,
    "1 + y": 5,
    "sin(x)": 1,
    "X": 1,
    "X(x)": 1,
    "x(x)": 2,
    "relu": None,
    "relu(x, x)": 1,
    "abs(x, 1)": 1,
    "min(x)": 1,
    "max(x)": 1,
    "clip(x, 0)": 1,
    "clip(x, 0, 1, 2)": 1,
    "clip(x, 1, 0)": 1,
    "clip(x, x, 1)": 1,
    "clip(x, 0, x)": 1,
    "0x10*x": 2,
    "1_0*x": 2,
    "1e*x": 2,
    "1..2*x": 3,
    "1.2.3": 4,
    ".": 1,
    "$": 1,
    "x                              $": 32,
    "x = 1": 3,
    "x; x": 2,
    "x > 0": 3,
    "'x'": 1,
    "nan*x": 1,
    "inf": 1,
    "lambda x: x": 9,
    "__import__('os')": 1,
    "x.real": 2,
    "[x]": 1,
    "\u03c0*x": 1,
    "x\u22121": 2,
    "\uff11*x": 1,
    "\u0661*x": 1,
    "x\u00a0+ 1": 2,
    "x\u00a0": 2,
    "\u00d72*x": 1,
    "x\x00": 2,
}


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_other_formulas_are_refused_with_the_place(text: str) -> None:
    with pytest.raises(xp.InputError) as caught:
        PL.from_formula(text)
    message, place = str(caught.value), REFUSED[text]
    assert message.isascii()
    assert message.isprintable()
    assert ("the end" if place is None else f"character {place}") in message


@pytest.mark.parametrize("text", ["1e4001*x", "x + 1e-4001", "1e99999999*x"])
def test_exponents_have_the_limit_of_all_numbers(text: str) -> None:
    with pytest.raises(xp.InputError, match="4,000"):
        PL.from_formula(text)


@pytest.mark.parametrize("opening", ["(", "abs(", "relu(", "-(", "1+(", "2*(", "max(1,"])
def test_nesting_has_a_limit_that_is_an_input_error(opening: str) -> None:
    for depth in (50, 100):
        PL.from_formula(opening * depth + "x" + ")" * depth)
    for depth in (101, 5_000, 50_000):
        with pytest.raises(xp.InputError, match="100"):
            PL.from_formula(opening * depth + "x" + ")" * depth)


def test_length_is_no_nesting() -> None:
    assert PL.from_formula("-" * 10_001 + "x") == PL.from_formula("-x")
    assert PL.from_formula("+".join(["x"] * 1000)) == PL.from_formula("1000*x")
    assert PL.from_formula("(x)" + "+(x)" * 300) == PL.from_formula("301*x")


def test_formulas_beyond_the_longest_are_refused_unread() -> None:
    with pytest.raises(xp.InputError, match="1,000,001"):
        PL.from_formula(" " * 1_000_000 + "x")


def test_long_offending_texts_are_shown_shortened() -> None:
    with pytest.raises(xp.InputError) as caught:
        PL.from_formula("x + " * 10_000 + "?")
    assert "character 40001" in str(caught.value)
    assert len(str(caught.value)) < 300
