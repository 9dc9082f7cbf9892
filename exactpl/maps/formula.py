"""Formulas in x: "clip(3*relu(x) - 6*relu(x - 1/2), 0, 1)" means a map on the line. Decimals are exact.

    expression = term (("+" | "-") term)*        term   = factor (("*" | "/") factor)*
    factor     = ("+" | "-") factor | number | "x" | "(" expression ")" | name "(" expression ("," expression)* ")"

Of two factors at least one is a number, a divisor is a number: so every formula is piecewise linear.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn, TypeAlias

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import parse_rational
from exactpl.errors import BudgetError, InputError
from exactpl.maps import pointwise
from exactpl.maps.graph import Graph, affine, constant

LINE = Interval(None, None)
DEEPEST_NESTING = 100
LONGEST_FORMULA = 1_000_000
MOST_KINKS = 20_000
_CHARACTER_STEPS = 1_000  # of `work`

Value: TypeAlias = Fraction | Graph

_BLANK = " \t\r\n"
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>[A-Za-z_]+)|(?P<sign>[-+*/(),])",
    re.ASCII,
)


def graph_of_formula(text: str, *, most_kinks: int = MOST_KINKS) -> Graph:
    """Return the graph, on the line, of the map that `text` defines.

    Raises InputError that shows the place and what was expected there; BudgetError when a part of the formula has more
    than `most_kinks`. Cost: n log n for a sum, a maximum or a minimum with n kinks in all, for each nesting.
    """
    value = _Parser(text, most_kinks).parse()
    return value if isinstance(value, Graph) else constant(LINE, value)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, sign, end
    text: str
    place: int


class _Parser:
    def __init__(self, text: str, most_kinks: int) -> None:
        if len(text) > LONGEST_FORMULA:
            raise InputError(f"a formula of at most {LONGEST_FORMULA:,} characters is required, found {len(text):,}.")
        self._text = text
        self._most_kinks = most_kinks
        self._tokens = self._scan()
        self._next = 0
        self._depth = 0

    def _scan(self) -> list[_Token]:
        work.charge(_CHARACTER_STEPS * len(self._text))
        tokens, place, stop = [], 0, len(self._text.rstrip(_BLANK))
        while place < stop:
            while self._text[place] in _BLANK:
                place += 1
            match = _TOKEN.match(self._text, place)
            if match is None:
                self._fail(place, "a number, x, a function or an operator")
            assert match.lastgroup is not None
            tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
            place = match.end()
        tokens.append(_Token("end", "", stop))
        return tokens

    def _missing_star(self) -> str:
        """Return what to write where a factor stands beside the one before it, such as 2x."""
        before, token = self._tokens[self._next - 1], self._token
        is_factor = before.kind in ("number", "name") or before.text == ")"
        begins = token.kind in ("number", "name") or token.text == "("
        if not self._next or not is_factor or not begins:
            return ""
        return f"; write {before.text}*{token.text}" if before.text != ")" and token.text != "(" else "; write * there"

    def _fail(self, place: int, required: str, advice: str = "") -> NoReturn:
        shown = self._text[place : place + 20]
        found = f"{shown!a} at character {place + 1}" if shown.strip(_BLANK) else "the end of the formula"
        raise InputError(f"{required} is required in the formula {ascii(self._text)[:80]}, found {found}{advice}.")

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _accept(self, *signs: str) -> str | None:
        token = self._token
        if token.kind == "sign" and token.text in signs:
            self._next += 1
            return token.text
        return None

    def _require(self, sign: str) -> None:
        if self._accept(sign) is None:
            self._fail(self._token.place, f"'{sign}'", self._missing_star())

    def parse(self) -> Value:
        value = self._expression()
        if self._token.kind != "end":
            self._fail(self._token.place, "an operator or the end", self._missing_star())
        return value

    def _affordable(self, value: Value) -> Value:
        if isinstance(value, Graph) and len(value.x) > self._most_kinks:
            raise BudgetError(
                f"a part of the formula has more than {self._most_kinks:,} kinks: nested abs, min and max may double "
                "their number. Take a shorter formula; in Python, most_kinks= allows more."
            )
        return value

    def _expression(self) -> Value:
        terms = [self._term()]
        while sign := self._accept("+", "-"):
            term = self._term()
            terms.append(term if sign == "+" else _product(Fraction(-1), term))
        return self._affordable(_balanced(_sum, terms))

    def _term(self) -> Value:
        value = self._factor()
        while sign := self._accept("*", "/"):
            place = self._token.place
            factor = self._factor()
            if sign == "/":
                if isinstance(factor, Graph) or factor == 0:
                    self._fail(place, "a divisor that is a number other than 0")
                value = _product(1 / factor, value)
            elif isinstance(factor, Fraction):
                value = _product(factor, value)
            elif isinstance(value, Fraction):
                value = _product(value, factor)
            else:
                self._fail(place, "a factor that is a number (a product of two maps is not piecewise linear)")
        return value

    def _factor(self) -> Value:
        negative = False
        while sign := self._accept("+", "-"):
            negative ^= sign == "-"
        value = self._atom()
        return _product(Fraction(-1), value) if negative else value

    def _atom(self) -> Value:
        token = self._token
        self._next += token.kind != "end"
        if token.kind == "number":
            return parse_rational(token.text)
        if token.kind == "name" and token.text == "x":
            return affine(LINE, Fraction(1), Fraction(0))
        if token.kind == "name":
            return self._call(token)
        if token.text != "(":
            self._fail(token.place, "a number, x, a function or '('")
        return self._parenthesis()[0]

    def _call(self, name: _Token) -> Value:
        if name.text.lower() not in _FUNCTIONS:
            self._fail(name.place, "x or one of the functions " + ", ".join(_FUNCTIONS))
        self._require("(")
        arguments = self._parenthesis(several=True)
        fewest, most, function = _FUNCTIONS[name.text.lower()]
        if not fewest <= len(arguments) <= most:
            number = f"{fewest}" if fewest == most else f"at least {fewest}"
            self._fail(name.place, f"{name.text} with {number} argument{'s' * (fewest > 1)}")
        try:
            return self._affordable(function(arguments))
        except InputError as error:
            self._fail(name.place, str(error))

    def _parenthesis(self, several: bool = False) -> list[Value]:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            self._fail(self._token.place, f"nesting of at most {DEEPEST_NESTING} parentheses")
        values = [self._expression()]
        while several and self._accept(","):
            values.append(self._expression())
        self._require(")")
        self._depth -= 1
        return values


def _graph(value: Value) -> Graph:
    return value if isinstance(value, Graph) else constant(LINE, value)


def _balanced(operation: Callable[[Value, Value], Value], values: list[Value]) -> Value:
    """Combine values two by two, then the results, and so on: each kink passes through log n operations."""
    while len(values) > 1:
        odd = values[-1:] if len(values) % 2 else []
        values = [operation(a, b) for a, b in zip(values[::2], values[1::2], strict=False)] + odd
    return values[0]


def _sum(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        work.charge_product(a, b)
        return a + b
    return pointwise.add(_graph(a), _graph(b))


def _product(factor: Fraction, value: Value) -> Value:
    if isinstance(value, Fraction):
        work.charge_product(factor, value)
        return factor * value
    return pointwise.scale(value, factor)


def _largest(values: list[Value]) -> Value:
    return _balanced(_larger, values)


def _larger(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return max(a, b)
    return pointwise.maximum(_graph(a), _graph(b))


def _smallest(values: list[Value]) -> Value:
    opposite = _largest([_product(Fraction(-1), value) for value in values])
    return _product(Fraction(-1), opposite)


def _clipped(values: list[Value]) -> Value:
    expression, low, high = values
    if isinstance(low, Graph) or isinstance(high, Graph) or low > high:
        raise InputError("clip(expression, low, high) with numbers low <= high")
    return _smallest([_largest([expression, low]), high])


_FUNCTIONS: dict[str, tuple[int, int, Callable[[list[Value]], Value]]] = {
    "relu": (1, 1, lambda values: _largest([values[0], Fraction(0)])),
    "abs": (1, 1, lambda values: _largest([values[0], _product(Fraction(-1), values[0])])),
    "min": (2, 1000, _smallest),
    "max": (2, 1000, _largest),
    "clip": (3, 3, _clipped),
}
