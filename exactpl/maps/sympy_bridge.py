"""To and from SymPy's Piecewise. SymPy is loaded only when one of these functions runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from exactpl.arithmetic.rationals import Real, exact, rational
from exactpl.errors import InputError, described, require_kind
from exactpl.maps.cases import (
    Cases,
    Item,
    Polynomial,
    add,
    constant,
    everywhere,
    graph_of_cases,
    merged,
    multiply,
    pointwise,
    samples,
    sign_of,
    subtract,
)
from exactpl.maps.graph import Graph

if TYPE_CHECKING:
    import sympy

_X: Polynomial = (Fraction(0), Fraction(1))
_NARROWER = (
    "zero",
    "nonzero",
    "positive",
    "negative",
    "nonnegative",
    "nonpositive",
    "integer",
    "rational",
    "irrational",
)
_LARGEST_POWER = 64


def expression_of_graph(f: Graph, symbol: sympy.Symbol | None = None) -> Any:
    """Return the Piecewise of a graph in `symbol`: one case for each piece, no case outside the domain."""
    import sympy

    x = sympy.Symbol("x", real=True) if symbol is None else require_kind(symbol, sympy.Symbol, "a SymPy symbol")

    def number(value: Real) -> Any:
        return sympy.Rational(*rational(value).as_integer_ratio())

    cases = []
    for piece in range(f.piece_count):
        lower, upper = f.ends(piece)
        (x0, y0), slope = f.anchor(piece), f.slope(piece)
        above = True if lower is None else x >= number(lower)
        below = True if upper is None else x <= number(upper)
        cases.append((number(slope) * x + number(y0 - slope * x0), sympy.And(above, below)))
    return sympy.Piecewise(*cases)


def graph_of_expression(expression: Any) -> Graph:
    """Return the graph of a continuous piecewise-linear expression in one real symbol, where it has values.

    Understands Piecewise, Abs, Max, Min, sign, Heaviside, SingularityFunction, sums, products and powers, and
    conditions made of comparisons, as long as the result is continuous and piecewise linear; parts of it may jump.
    Raises InputError for anything else: floats, several symbols, jumps, gaps, pieces that are not affine; and for a
    symbol that is assumed to be positive or the like, since SymPy drops conditions that hold for such numbers only.
    """
    import sympy

    if not isinstance(expression, sympy.Expr):
        raise TypeError(f"a SymPy expression is required, found {type(expression).__name__}.")
    symbols = sorted(expression.free_symbols, key=str)
    if len(symbols) > 1:
        raise InputError(f"an expression in one symbol is required, found {symbols}.")
    if expression.has(sympy.Float):
        raise InputError(f"exact numbers are required, found a float in {expression!s:.80}; write Rational('0.1').")
    symbol = symbols[0] if symbols else sympy.Symbol("x")
    if symbol.is_real is False or any(getattr(symbol, f"is_{name}") is not None for name in _NARROWER):
        raise InputError(
            f"an expression in a symbol for any real number is required, found {symbol}, which is assumed to be "
            "positive, an integer or the like: SymPy drops conditions that follow from it. Take Symbol('x', real=True)."
        )
    if symbol.is_real is None:
        expression = expression.xreplace({symbol: sympy.Symbol("x", real=True)})
    return graph_of_cases(_cases(expression))


def _cases(expression: Any) -> Cases:
    import sympy

    if expression.is_Rational:
        return everywhere(constant(exact(expression)))
    if expression is sympy.nan:
        return everywhere(None)
    if expression.is_Symbol:
        return everywhere(_X)
    if isinstance(expression, sympy.Piecewise):
        return _of_piecewise(expression)
    arguments = expression.args
    if isinstance(expression, sympy.Pow):
        power = arguments[1]
        if power.is_Integer and 1 <= power <= _LARGEST_POWER:
            return _folded(multiply, [_cases(arguments[0])] * int(power))
    elif isinstance(expression, sympy.SingularityFunction):
        return _of_singularity(expression)
    elif type(expression) in _functions():
        return _functions()[type(expression)]([_cases(argument) for argument in arguments])
    raise InputError(f"a piecewise-linear expression with rational data is required, found {expression!s:.80}.")


def _functions() -> dict[Any, Callable[[list[Cases]], Cases]]:
    import sympy

    return {
        sympy.Add: lambda parts: _folded(add, parts),
        sympy.Mul: lambda parts: _folded(multiply, parts),
        sympy.Max: lambda parts: _halved(parts, lambda f, g: _chosen(f, g, 1)),
        sympy.Min: lambda parts: _halved(parts, lambda f, g: _chosen(f, g, -1)),
        sympy.Abs: lambda parts: pointwise(multiply, sign_of(parts[0]), parts[0]),
        sympy.sign: lambda parts: sign_of(parts[0]),
        sympy.Heaviside: lambda parts: pointwise(_step, sign_of(parts[0]), parts[1]),
    }


def _halved(parts: Sequence[Cases], operation: Callable[[Cases, Cases], Cases]) -> Cases:
    """Return the operation on all parts, by halves: parts with few points meet parts with few points."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return operation(_halved(parts[:middle], operation), _halved(parts[middle:], operation))


def _folded(operation: Callable[[Polynomial, Polynomial], Polynomial], parts: Sequence[Cases]) -> Cases:
    return _halved(parts, lambda f, g: pointwise(operation, f, g))


def _chosen(f: Cases, g: Cases, larger: int) -> Cases:
    """Return the maximum of two functions, or with larger = -1 the minimum."""
    return pointwise(
        lambda sign, a, b: a if not sign or sign[0] == larger else b, sign_of(pointwise(subtract, f, g)), f, g
    )


def _step(sign: Polynomial, at_zero: Polynomial) -> Polynomial:
    return at_zero if not sign else constant(Fraction(sign[0] > 0))


def _of_singularity(expression: Any) -> Cases:
    """Return <argument - offset>^power: 0 to the left of offset, a power to the right; power 0 is 1 at the offset."""
    argument, offset, power = expression.args
    if not (power.is_Integer and 0 <= power <= _LARGEST_POWER):
        raise InputError(f"a singularity function of a power >= 0 is required, found {expression!s:.80}.")
    base = pointwise(subtract, _cases(argument), _cases(offset))
    one = everywhere(constant(Fraction(1)))
    step = pointwise(_step, sign_of(base), one)
    return _folded(multiply, [step, *[base] * int(power)])


def _of_piecewise(expression: Any) -> Cases:
    """Return the cases of a Piecewise: the first whose condition holds gives the value."""
    conditions = [_truth(condition) for _, condition in expression.args]
    values = [_cases(value) for value, _ in expression.args]

    def chosen(look: Callable[[Cases], Item]) -> Item:
        for condition, value in zip(conditions, values, strict=True):
            holds = look(condition)
            if holds is None:
                return None
            if holds:
                return look(value)
        return None

    points = merged([*conditions, *values])
    between = [chosen(methodcaller("near", x)) for x in samples(points)]
    return Cases(points, between, [chosen(methodcaller("value", x)) for x in points])


def _truth(condition: Any) -> Cases:
    """Return where a condition holds."""
    import sympy

    if condition in (sympy.true, sympy.false):
        return everywhere(bool(condition))
    if isinstance(condition, sympy.core.relational.Relational):
        signs = _SIGNS[type(condition).__name__]
        difference = sign_of(pointwise(subtract, _cases(condition.lhs), _cases(condition.rhs)))
        return pointwise(lambda sign: (int(sign[0]) if sign else 0) in signs, difference)
    if isinstance(condition, sympy.Not):
        return pointwise(lambda holds: not holds, _truth(condition.args[0]))
    if isinstance(condition, sympy.And | sympy.Or):
        several = all if isinstance(condition, sympy.And) else any
        return pointwise(lambda *hold: several(hold), *map(_truth, condition.args))
    if isinstance(condition, sympy.Contains):
        argument, among = condition.args
        if isinstance(among, sympy.Interval | sympy.FiniteSet | sympy.Union):
            return _truth(among.as_relational(argument))
    elif isinstance(condition, sympy.logic.boolalg.BooleanFunction):
        return _truth(condition.to_nnf())
    raise InputError(f"conditions made of comparisons are required, found {described(str(condition))}.")


_SIGNS = {
    "Equality": (0,),
    "Unequality": (-1, 1),
    "StrictLessThan": (-1,),
    "LessThan": (-1, 0),
    "StrictGreaterThan": (1,),
    "GreaterThan": (0, 1),
}
"""The signs of left - right for which a comparison holds."""
