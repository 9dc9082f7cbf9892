"""To and from SymPy's Piecewise. SymPy is loaded only when one of these functions runs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import exact
from exactpl.errors import InputError
from exactpl.maps import pointwise
from exactpl.maps.graph import Graph, Point, affine, from_points

if TYPE_CHECKING:
    import sympy


def expression_of_graph(f: Graph, symbol: sympy.Symbol | None = None) -> Any:
    """Return the Piecewise of a graph in `symbol`: one case for each piece, no case outside the domain."""
    import sympy

    x = sympy.Symbol("x", real=True) if symbol is None else symbol

    def number(value: Fraction) -> Any:
        return sympy.Rational(value.numerator, value.denominator)

    cases = []
    for piece in range(f.piece_count):
        lower, upper = f.ends(piece)
        (x0, y0), slope = f.anchor(piece), f.slope(piece)
        above = True if lower is None else x >= number(lower)
        below = True if upper is None else x <= number(upper)
        cases.append((number(slope) * x + number(y0 - slope * x0), sympy.And(above, below)))
    return sympy.Piecewise(*cases)


def graph_of_expression(expression: Any) -> Graph:
    """Return the graph of a continuous piecewise-linear expression in one real symbol.

    Understands Piecewise with conditions on the symbol, Abs, Max, Min, sums and rational multiples. Raises InputError
    for anything else: floats, several symbols, jumps, gaps, pieces that are not affine.
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
    return _of_formula(expression, symbol)


def _of_formula(expression: Any, x: Any) -> Graph:
    import sympy

    line = Interval(None, None)
    polynomial = expression.as_poly(x) if expression.is_polynomial(x) else None
    if not expression.has(x) or (polynomial is not None and polynomial.degree() <= 1):
        slope, at_zero = expression.diff(x), expression.subs(x, 0)
        return affine(line, _rational(slope, expression), _rational(at_zero, expression))
    if isinstance(expression, sympy.Piecewise):
        return _of_piecewise(expression, x)
    parts = [_of_formula(part, x) for part in expression.args if part.has(x)]
    if isinstance(expression, sympy.Add):
        total = _of_formula(expression.func(*(part for part in expression.args if not part.has(x))), x)
        for part in parts:
            total = pointwise.add(total, part)
        return total
    if isinstance(expression, sympy.Mul) and len(parts) == 1:
        factor = expression.func(*(part for part in expression.args if not part.has(x)))
        return pointwise.scale(parts[0], _rational(factor, expression))
    if isinstance(expression, sympy.Abs):
        return pointwise.maximum(parts[0], pointwise.scale(parts[0], Fraction(-1)))
    if isinstance(expression, sympy.Max | sympy.Min):
        choose = pointwise.maximum if isinstance(expression, sympy.Max) else pointwise.minimum
        graphs = [_of_formula(part, x) for part in expression.args]
        result = graphs[0]
        for graph in graphs[1:]:
            result = choose(result, graph)
        return result
    raise InputError(f"a piecewise-linear expression is required, found {expression!s:.80}.")


def _rational(value: Any, expression: Any) -> Fraction:
    if not value.is_Rational:
        raise InputError(f"rational data are required, found {value} in {expression!s:.80}.")
    return exact(value)


def _of_piecewise(expression: Any, x: Any) -> Graph:
    """Return the graph of a Piecewise: its cases hold in order, on the sets that remain."""
    import sympy

    left_over = sympy.S.Reals
    covered = sympy.S.EmptySet
    ranges: list[tuple[Fraction | None, Fraction | None, Any]] = []
    single: list[tuple[Fraction, Any]] = []
    for value, condition in expression.args:
        holds = _solution_set(condition, x)
        here = sympy.Intersection(left_over, holds)
        left_over = sympy.Complement(left_over, holds)
        covered = sympy.Union(covered, here)
        for part in here.args if isinstance(here, sympy.Union) else (here,):
            if isinstance(part, sympy.Interval):
                ranges.append((_end(part.start), _end(part.end), value))
            elif isinstance(part, sympy.FiniteSet):
                single += [(_number(point), value) for point in part]
            elif part is not sympy.S.EmptySet:
                raise InputError(f"conditions on intervals are required, found {condition}.")
    graph = _joined(sorted(ranges, key=lambda item: (item[0] is not None, item[0] or 0)), x)
    lower, upper = (sympy.oo if end is None else sympy.Rational(*end.as_integer_ratio()) for end in graph.domain)
    domain = sympy.Interval(-lower if graph.domain.lower is None else lower, upper)
    if covered != domain:
        raise InputError(f"one closed interval without gaps is required, found cases for {covered}.")
    for point, value in single:
        found = _rational(value.subs(x, sympy.Rational(point.numerator, point.denominator)), expression)
        if found != graph.value(point):
            raise InputError(f"a continuous map is required, found {found} at x = {point} beside {graph.value(point)}.")
    return graph


def _solution_set(condition: Any, x: Any) -> Any:
    import sympy

    if condition == sympy.true:
        return sympy.S.Reals
    if condition == sympy.false:
        return sympy.S.EmptySet
    # a real symbol of our own, since SymPy solves inequalities in real symbols only
    return condition.subs(x, sympy.Symbol("x", real=True)).as_set()


def _end(end: Any) -> Fraction | None:
    return None if end.is_infinite else _number(end)


def _number(point: Any) -> Fraction:
    if not point.is_Rational:
        raise InputError(f"rational break points are required, found {point}.")
    return exact(point)


def _joined(ranges: list[tuple[Fraction | None, Fraction | None, Any]], x: Any) -> Graph:
    """Return one graph from expressions on intervals that follow each other."""
    if not ranges:
        raise InputError("a Piecewise with a case on an interval is required, found none.")
    points: list[Point] = []
    left = right = None
    for lower, upper, value in ranges:
        whole = _of_formula(value, x)
        part = pointwise.restrict(whole, Interval(lower, upper))
        piece = list(zip(part.x, part.y, strict=True))
        if points:
            if lower is None or points[-1][0] != lower:
                raise InputError(f"intervals without gaps are required, found a gap after x = {points[-1][0]}.")
            if points[-1][1] != piece[0][1]:
                raise InputError(
                    f"a continuous map is required, found a jump at x = {lower} from {points[-1][1]} to {piece[0][1]}."
                )
            piece = piece[1:]
        elif lower is None:
            left = part.left
        points += piece
        right = part.right
    return from_points(points, left, right)
