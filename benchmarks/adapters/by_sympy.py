"""SymPy: Piecewise, substituted into itself, folded by piecewise_fold, read by as_expr_set_pairs.

f^k is built as f^(k-1) after f, ten times faster here than f after f^(k-1). After each step neighbours with equal
expressions are merged by hand: SymPy does not, and its Piecewise would grow faster than the pieces do.
"""

from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from typing import Any

from benchmarks.adapters.question import Counted, Network, answer

Parts = list[tuple[Any, Any, Any]]  # lower end, upper end, expression; from left to right


def count(sympy: Any, network: Network, k: int) -> Iterator[Counted]:
    x = sympy.Symbol("x", real=True)
    lower, upper = _exact(sympy, network.lower), _exact(sympy, network.upper)

    def parts_of(expression: Any) -> Parts:
        return _merged(sympy, sympy.piecewise_fold(expression), sympy.Interval(lower, upper))

    parts: Parts = [(lower, upper, _exact(sympy, network.slope) * x + _exact(sympy, network.shift))]
    for unit in network.units:
        outer, inner, bias = (_exact(sympy, number) for number in unit)
        bent, zero = inner * x + bias, sympy.Integer(0)
        side = x >= -bias / inner if inner > 0 else x <= -bias / inner
        parts = parts_of(_joined(sympy, x, parts) + outer * sympy.Piecewise((bent, side), (zero, True)))
    f = power = _joined(sympy, x, parts)
    for _ in range(k - 1):
        parts = parts_of(power.subs(x, f))
        power = _joined(sympy, x, parts)
    yield "pieces", len(parts)


def _exact(sympy: Any, number: Fraction) -> Any:
    return sympy.Rational(number.numerator, number.denominator)


def _joined(sympy: Any, x: Any, parts: Parts) -> Any:
    *others, (_, _, last) = parts
    return sympy.Piecewise(*((expression, x <= end) for _, end, expression in others), (last, True))


def _merged(sympy: Any, function: Any, domain: Any) -> Parts:
    if not isinstance(function, sympy.Piecewise):
        return [(domain.inf, domain.sup, sympy.expand(function))]
    found: Parts = []
    for expression, where in function.as_expr_set_pairs(domain):
        for part in where.args if isinstance(where, sympy.Union) else (where,):
            if isinstance(part, sympy.Interval):
                found.append((part.inf, part.sup, sympy.expand(expression)))
    found.sort(key=lambda part: part[0])
    merged: Parts = []
    for start, end, expression in found:
        if merged and merged[-1][2] == expression:
            start = merged.pop()[0]
        merged.append((start, end, expression))
    return merged


if __name__ == "__main__":
    answer("sympy", lambda: import_module("sympy"), count)
