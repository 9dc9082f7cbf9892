"""`PL`: a continuous piecewise-linear function of one variable with exact rational data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn, Self, TypeAlias, TypeVar

from exactpl import progress, work
from exactpl.arithmetic.integers import counted, decimal_digits, require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import (
    Exact,
    ExactReal,
    Real,
    are_rational,
    exact_real,
    rational_text,
    shortened_rational,
)
from exactpl.arithmetic.records import Record
from exactpl.errors import InputError, described, require_kind, require_list
from exactpl.maps import batches, composition, measures, pointwise, preimages
from exactpl.maps.column import LONGEST_REPR
from exactpl.maps.graph import Graph, Point, constant, from_points
from exactpl.maps.knots import advice, point_of, require_one_field
from exactpl.maps.lazy_sequence import LazySequence

if TYPE_CHECKING:
    import sympy

    from exactpl.arithmetic.algebraic import NumberField

Number: TypeAlias = Exact | Real
T = TypeVar("T")
_KNOT_STEPS, _POINT_BYTES = 5_000, 100  # of `work`
LONGEST_REPR_DIGITS = 4000


@dataclass(frozen=True, slots=True, repr=False)
class Piece(Record):
    """One maximal affine piece: f(x) = slope * x + intercept for x in `domain`."""

    domain: Interval
    slope: Real
    intercept: Real

    def __call__(self, x: Number) -> Real:
        """Return slope * x + intercept, for any x."""
        return self.slope * exact_real(x) + self.intercept


class PL:
    """A continuous piecewise-linear function on a closed interval, a half-line or the line.

    Numbers of one field Q(a), see `Algebraic`, are accepted too. Values, slopes and breakpoints are then such numbers;
    those that are rational are Fractions. Such maps can be iterated, composed, counted and asked for periods.

    The value is immutable and canonical: knots that are no breakpoints are dropped, so that two maps are equal, and
    have one hash, exactly when they are the same function on the same domain. `repr` evaluates back, but for maps over
    a number field and large ones, of which it shows a description.

    *Pieces* are the maximal intervals on which the map is affine; *laps* (see `lap_count`) are the fewest
    intervals on which it is weakly monotone. The tent has two of each; (0,0), (1/2,1/4), (1,1) has 2 pieces, 1 lap.

    Arguments:
        knots: points (x, y) with strictly increasing x, at least two (one is enough when there is a ray). Numbers are
            exact: int, Fraction, or strings such as "1/3" and "0.1"; a float raises TypeError.
        left_slope: slope of the ray that continues the graph to the left of the first knot; None: the domain begins
            there.
        right_slope: the same on the right.

    Raises:
        InexactNumberError, InputError: for floats, and for knots that are too few, repeated or out of order.

    >>> f = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> f("1/3"), f.domain, list(f.slopes)
    (Fraction(2, 3), Interval(0, 1), [Fraction(2, 1), Fraction(-2, 1)])
    >>> relu = PL([(0, 0)], left_slope=0, right_slope=1)
    >>> relu(-5), relu.domain
    (Fraction(0, 1), Interval(None, None))
    >>> f @ f
    PL([(0, 0), ('1/4', 1), ('1/2', 0), ('3/4', 1), (1, 0)])
    """

    __slots__ = ("_graph",)
    _graph: Graph

    def __init__(
        self,
        knots: Iterable[tuple[Number, Number]],
        *,
        left_slope: Number | None = None,
        right_slope: Number | None = None,
    ) -> None:
        listed = require_list(knots, "knots, pairs (x, y),")
        work.charge(_KNOT_STEPS * len(listed))
        points = [point_of(i, knot) for i, knot in enumerate(listed)]
        left = None if left_slope is None else exact_real(left_slope)
        right = None if right_slope is None else exact_real(right_slope)
        fewest = 2 if left is None and right is None else 1
        if len(points) < fewest:
            hint = " (one, if left_slope or right_slope is given)" if fewest == 2 else ""
            raise InputError(f"at least {fewest} knots are required{hint}, found {len(points)}.")
        for i in range(1, len(points)):
            if points[i][0] <= points[i - 1][0]:
                raise InputError(
                    f"knots must increase strictly: knots[{i}] = {shortened_rational(points[i][0])} is not > "
                    f"knots[{i - 1}] = {shortened_rational(points[i - 1][0])}; {advice(points[i - 1], points[i])}."
                )
        object.__setattr__(self, "_graph", from_points(points, left, right))
        require_one_field(self._graph)

    @classmethod
    def _of(cls, graph: Graph) -> Self:
        """Dress a canonical graph (trusted)."""
        f = object.__new__(cls)
        object.__setattr__(f, "_graph", graph)
        return f

    @classmethod
    @work.bounded
    def from_formula(cls, text: str, *, most_kinks: int = 20_000) -> "PL":
        """Return the map on the line that a formula in x defines; decimals are exact.

        relu, abs, min, max, clip(expression, low, high), +, -, multiples and quotients by numbers. Raises
        InputError that points at the place, and BudgetError when a part of the formula has more than `most_kinks`.

        >>> PL.from_formula("max(0, 1 - abs(x))")
        PL([(-1, 0), (0, 1), (1, 0)], left_slope=0, right_slope=0)
        """
        from exactpl.maps.formula import graph_of_formula

        require_kind(text, str, "a formula, which is a text,")
        return PL._of(graph_of_formula(text, most_kinks=most_kinks))

    @classmethod
    @work.bounded
    def from_sympy(cls, expression: "sympy.Expr") -> "PL":
        """Return the map that a SymPy expression in one symbol defines, on the interval where it has values.

        Piecewise, Abs, Max, Min, sign, Heaviside, SingularityFunction, sums and products of such, if what comes out is
        continuous and piecewise linear.

        >>> import sympy
        >>> x = sympy.Symbol("x")
        >>> PL.from_sympy(sympy.Piecewise((2 * x, (x >= 0) & (x <= 1)), (4 - 2 * x, (x > 1) & (x <= 2))))
        PL([(0, 0), (1, 2), (2, 0)])
        """
        from exactpl.maps.sympy_bridge import graph_of_expression

        return PL._of(graph_of_expression(expression))

    @work.bounded
    def to_sympy(self, symbol: "sympy.Symbol | None" = None) -> "sympy.Expr":
        """Return a SymPy Piecewise in `symbol` (x by default); undefined (nan) outside the domain."""
        from exactpl.maps.sympy_bridge import expression_of_graph

        return expression_of_graph(self._graph, symbol)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a PL is immutable; cannot set {name!r}.")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return PL._of, (self._graph,)

    # -- what it is ----------------------------------------------------------------------------------------------------

    @property
    def domain(self) -> Interval:
        """The domain; an end that is None is infinite."""
        return self._graph.domain

    @property
    def knots(self) -> "Sequence[Point]":
        """The canonical knots (x, y), a lazy sequence."""
        x, y = self._graph.x, self._graph.y
        return LazySequence("knots", self._graph, len(x), lambda i: (x[i], y[i]))

    @property
    def breakpoints(self) -> "Sequence[Real]":
        """The interior points where the slope changes, increasing, a lazy sequence."""
        graph = self._graph
        # a knot at an end of the domain, and the one knot of an affine map on the line, are no breakpoints
        first = 1 if graph.left is None or graph.piece_count == 1 else 0
        return LazySequence("breakpoints", graph, graph.piece_count - 1, lambda i: graph.x[first + i])

    @property
    def slopes(self) -> "Sequence[Real]":
        """The slopes of the pieces from left to right, rays included, a lazy sequence."""
        return LazySequence("slopes", self._graph, self._graph.piece_count, self._graph.slope)

    @property
    def pieces(self) -> "Sequence[Piece]":
        """The maximal affine pieces from left to right, a lazy sequence. Laps may be fewer, see `lap_count`."""
        return LazySequence("pieces", self._graph, self._graph.piece_count, self._piece)

    def _piece(self, index: int) -> Piece:
        slope, (x, y) = self._graph.slope(index), self._graph.anchor(index)
        return Piece(Interval(*self._graph.ends(index)), slope, y - slope * x)

    @property
    def left_slope(self) -> Real | None:
        """The slope of the ray to the left, or None."""
        return self._graph.left

    @property
    def right_slope(self) -> Real | None:
        """The slope of the ray to the right, or None."""
        return self._graph.right

    @property
    def field(self) -> "NumberField | None":
        """The field Q(a) that the numbers of this map lie in, or None when all are rational."""
        return next((n.field for n in self._graph.algebraic_numbers()), None)

    def __call__(self, x: Number) -> Real:
        """Return f(x); DomainError outside the domain. Cost: one bisection."""
        return self._graph.value(exact_real(x))

    @work.bounded
    def values(self, xs: "Iterable[Number]") -> "Sequence[Real]":
        """Return f(x) for many points, in their order; DomainError names the first one outside the domain.

        The values are Fractions, made when they are read. Cost: 0.1 to 1 us a point with short numbers, at least ten
        times less than one by one; over a number field as one by one.

        >>> list(PL([(0, 0), ("1/2", 1), (1, 0)]).values([0, "1/3", "3/4"]))
        [Fraction(0, 1), Fraction(2, 3), Fraction(1, 2)]
        """
        points = [x if type(x) is Fraction else exact_real(x) for x in xs]
        if are_rational(points) and self._graph.is_rational:
            return batches.values(self._graph, points)
        return [self._graph.value(x) for x in points]

    @work.bounded
    def orbit(self, x: Number, n: int) -> "list[Real]":
        """Return x, f(x), ..., f^n(x); DomainError where the orbit leaves the domain.

        Cost: n evaluations of numbers that grow by the bits of a slope at each step; once the orbit has come back to a
        point, nothing.

        >>> PL([(0, 0), ("1/2", 1), (1, 0)]).orbit("1/5", 3)
        [Fraction(1, 5), Fraction(2, 5), Fraction(4, 5), Fraction(2, 5)]
        """
        steps, point = require_integer(n, "n", 0), exact_real(x)
        found = [point]
        mark = 0  # the time of a point that later ones are compared with
        while len(found) <= steps:
            progress.report("steps of an orbit", len(found), steps)
            work.hold(_POINT_BYTES + work.size(found[-1]) // 4)  # numerator and denominator
            found.append(self._graph.value(found[-1]))
            last = len(found) - 1
            if found[last] == found[mark]:
                copies, rest = divmod(steps - last, last - mark)
                work.hold(8 * (steps - last))
                return found + found[mark + 1 :] * copies + found[mark + 1 : mark + 1 + rest]
            if last & (last - 1) == 0:
                mark = last
        return found

    def slope_left(self, x: Number) -> Real:
        """Return the slope just left of x; DomainError at the left end of the domain."""
        return self._graph.one_sided_slope(exact_real(x), -1)

    def slope_right(self, x: Number) -> Real:
        """Return the slope just right of x; DomainError at the right end of the domain."""
        return self._graph.one_sided_slope(exact_real(x), 1)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same function on the same domain."""
        return self._graph == other._graph if isinstance(other, PL) else NotImplemented

    def __hash__(self) -> int:
        graph, last = self._graph, len(self._graph.x) - 1
        sample = {0, last // 3, 2 * last // 3, last}
        return hash((last, graph.left, graph.right, *((graph.x[i], graph.y[i]) for i in sorted(sample))))

    def __repr__(self) -> str:
        graph = self._graph
        if len(graph.x) > LONGEST_REPR or self._digits() > LONGEST_REPR_DIGITS:
            return f"<PL on {self.domain}: {counted(graph.piece_count, 'piece')}>"
        if self.field is not None:
            knots = ", ".join(f"({rational_text(x)}, {rational_text(y)})" for x, y in self.knots)
            return f"<PL on {self.domain} over Q(a), a {self.field.described()}: {knots}>"
        knots = ", ".join(f"({_argument(x)}, {_argument(y)})" for x, y in self.knots)
        left = "" if graph.left is None else f", left_slope={_argument(graph.left)}"
        right = "" if graph.right is None else f", right_slope={_argument(graph.right)}"
        return f"PL([{knots}]{left}{right})"

    def _digits(self) -> int:
        numbers = [n for knot in self.knots for n in knot]
        numbers += [n for n in (self.left_slope, self.right_slope) if n is not None]
        return sum(
            len(n.text()) if isinstance(n, ExactReal) else decimal_digits(n.numerator) + decimal_digits(n.denominator)
            for n in numbers
        )

    # -- algebra -------------------------------------------------------------------------------------------------------

    @work.bounded
    def __matmul__(self, inner: "PL") -> "PL":
        """Return the composition x -> self(inner(x)).

        Raises DomainError, naming a point, when inner leaves this map's domain. Cost: linear in the result.
        """
        if not isinstance(inner, PL):
            return NotImplemented
        return PL._of(composition.compose(self._graph, inner._graph))

    @work.bounded
    def __add__(self, other: "PL | Number") -> "PL":
        return PL._of(pointwise.add(self._graph, self._operand(other)))

    __radd__ = __add__

    @work.bounded
    def __sub__(self, other: "PL | Number") -> "PL":
        return PL._of(pointwise.add(self._graph, pointwise.scale(self._operand(other), Fraction(-1))))

    @work.bounded
    def __rsub__(self, other: Number) -> "PL":
        return -self + other

    @work.bounded
    def __mul__(self, factor: Number) -> "PL":
        """Return the multiple by a number; the product of two maps is not piecewise linear."""
        if isinstance(factor, PL):
            raise TypeError("the product of two PL maps is not piecewise linear; f @ g composes them.")
        return PL._of(pointwise.scale(self._graph, exact_real(factor)))

    __rmul__ = __mul__

    @work.bounded
    def __truediv__(self, divisor: Number) -> "PL":
        if isinstance(divisor, PL):
            raise TypeError("the quotient of two PL maps is not piecewise linear.")
        number = exact_real(divisor)
        if number == 0:
            raise ZeroDivisionError("a PL map can be divided by a number other than 0 only.")
        return self * (1 / number)

    @work.bounded
    def __neg__(self) -> "PL":
        return self * -1

    def __pos__(self) -> "PL":
        return self

    @work.bounded
    def __abs__(self) -> "PL":
        return maximum(self, -self)

    def _operand(self, other: "PL | Number") -> Graph:
        return other._graph if isinstance(other, PL) else constant(self.domain, exact_real(other))

    @work.bounded
    def clip(self, low: Number, high: Number) -> "PL":
        """Return min(max(f, low), high); low <= high."""
        bottom, top = exact_real(low), exact_real(high)
        if bottom > top:
            raise InputError(f"clip needs low <= high, found {shortened_rational(bottom)} > {shortened_rational(top)}.")
        return minimum(maximum(self, bottom), top)

    @work.bounded
    def restrict(self, lower: Number | None, upper: Number | None) -> "PL":
        """Return the map on [lower, upper], inside its domain; None means no end on that side."""
        return PL._of(pointwise.restrict(self._graph, Interval(lower, upper)))

    @work.bounded
    def image(self, lower: Number | None = None, upper: Number | None = None) -> Interval:
        """Return the image f(domain), or f([lower, upper]) when ends are given. A point gives a point."""
        if lower is None and upper is None:
            return measures.image(self._graph)
        wanted = Interval(lower, upper)
        if wanted.lower is not None and wanted.is_point:
            value = self(wanted.lower)
            return Interval(value, value)
        return measures.image(pointwise.restrict(self._graph, wanted))

    @work.bounded
    def preimages(self, level: "Number | Interval") -> list[Interval]:
        """Return the components of {x: f(x) = level}, or of {x: f(x) in level} for an Interval, increasing.

        Points come as intervals of length 0. Cost: one pass over the pieces.

        >>> PL([(0, 0), ("1/2", 1), (1, 0)]).preimages("1/2")
        [Interval('1/4', '1/4'), Interval('3/4', '3/4')]
        """
        if isinstance(level, Interval):
            return preimages.preimages_of_interval(self._graph, level)
        value = exact_real(level)
        return preimages.preimages_of_interval(self._graph, Interval(value, value))

    @work.bounded
    def inverse(self) -> "PL":
        """Return the inverse of a strictly monotone map, on its image; DomainError otherwise."""
        return PL._of(preimages.inverse(self._graph))

    # -- numbers -------------------------------------------------------------------------------------------------------

    @work.bounded
    def integral(self) -> Real:
        """Return the integral over the domain; DomainError when it is infinite."""
        return measures.integral(self._graph)

    @work.bounded
    def total_variation(self) -> Real:
        """Return the total variation; DomainError when it is infinite."""
        return measures.total_variation(self._graph)

    @work.bounded
    def lipschitz(self) -> Real:
        """Return the smallest Lipschitz constant, the largest absolute slope."""
        return measures.lipschitz(self._graph)

    @work.bounded
    def sup_distance(self, other: "PL | Number") -> Real:
        """Return sup |f - g| over the common domain; DomainError when it is infinite."""
        return measures.supremum((self - other)._graph)

    @work.bounded
    def l1_distance(self, other: "PL | Number") -> Real:
        """Return the integral of |f - g| over the common domain; DomainError when it is infinite."""
        return abs(self - other).integral()


def require_map(f: object) -> PL:
    """Return a map as it is; TypeError for anything else."""
    if not isinstance(f, PL):
        raise TypeError(
            f"a PL map is required, found {described(f)}; see PL, zoo and load_map, and networks.as_map(network) for "
            "the map of a network."
        )
    return f


def require_rational(f: PL) -> None:
    """Raise InputError for a map over a field Q(a)."""
    if f.field is not None:
        raise InputError(
            "a map with rational data is required for this question, found one with numbers of Q(a), a "
            f"{f.field.described()}; such maps can be iterated, counted and asked for periods, growth, "
            "chaos and closed forms."
        )


@work.bounded
def maximum(f: PL | Number, g: PL | Number) -> PL:
    """Return the pointwise maximum of two maps on one domain, or of a map and a number.

    >>> maximum(PL([(-1, -1), (1, 1)]), 0)
    PL([(-1, 0), (0, 0), (1, 1)])
    """
    first, second = _operands(f, g)
    return PL._of(pointwise.maximum(first, second))


@work.bounded
def minimum(f: PL | Number, g: PL | Number) -> PL:
    """Return the pointwise minimum of two maps on one domain, or of a map and a number."""
    first, second = _operands(f, g)
    return PL._of(pointwise.minimum(first, second))


def _operands(f: PL | Number, g: PL | Number) -> tuple[Graph, Graph]:
    if isinstance(f, PL):
        return f._graph, f._operand(g)
    if isinstance(g, PL):
        return g._operand(f), g._graph
    raise TypeError(f"at least one PL map is required, found {type(f).__name__} and {type(g).__name__}.")


def _argument(value: Real) -> str:
    text = rational_text(value)
    return f"'{text}'" if isinstance(value, ExactReal) or value.denominator != 1 else text
