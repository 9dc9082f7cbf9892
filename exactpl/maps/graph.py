"""The graph of a continuous piecewise-linear function: knots in two columns, and the slopes of its rays.

`Graph` is the plain record beneath `PL`; the modules `composition`, `pointwise`, `measures` and `preimages` compute on
it, and `PL` dresses it for people. A graph is canonical: see `from_points`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import ExactReal, Real, shortened_rational
from exactpl.errors import DomainError
from exactpl.maps.assembling import column_of
from exactpl.maps.column import Column

if TYPE_CHECKING:
    from exactpl.arithmetic.algebraic import Algebraic

Point: TypeAlias = tuple[Real, Real]
_KNOT_STEPS, _SLOPE_STEPS, _VALUE_STEPS = 8_000, 2_500, 15_000  # of `work`, for one evaluation with short numbers


@dataclass(frozen=True, slots=True)
class Graph:
    """Knots (x[i], y[i]) with x increasing; `left` and `right` are the slopes of the rays, or None.

    Piece number 0 is the left ray when there is one; `offset` is 1 then, so that the finite piece between knots
    i and i + 1 has number i + offset.
    """

    x: Column
    y: Column
    left: Real | None
    right: Real | None

    def expand(self) -> None:
        """Compute all knots now, including those that would be computed only when they are asked for."""
        self.x.packed()
        self.y.packed()

    @property
    def offset(self) -> int:
        """1 if there is a left ray, else 0."""
        return 0 if self.left is None else 1

    @property
    def piece_count(self) -> int:
        """Number of maximal affine pieces."""
        if len(self.x) == 1 and self.left is not None and self.left == self.right:
            return 1
        return len(self.x) - 1 + self.offset + (self.right is not None)

    @property
    def domain(self) -> Interval:
        """The domain; an end that is None is infinite."""
        return Interval(
            self.x[0] if self.left is None else None,
            self.x[-1] if self.right is None else None,
        )

    @property
    def is_rational(self) -> bool:
        """Whether all numbers are rational. Cost: four looks, the columns know."""
        rays = isinstance(self.left, ExactReal) or isinstance(self.right, ExactReal)
        return self.x.is_rational and self.y.is_rational and not rays

    def algebraic_numbers(self) -> "Iterator[Algebraic]":
        """Yield the numbers of this graph that are not rational."""
        numbers: list[Real | None] = [self.left, self.right]
        for column in (self.x, self.y):
            if not column.is_rational:
                numbers += column
        for number in numbers:
            if isinstance(number, ExactReal):
                yield number

    def slope(self, piece: int) -> Real:
        """Return the slope of piece number `piece`, 0 <= piece < piece_count."""
        i = piece - self.offset
        if i < 0:
            assert self.left is not None
            return self.left
        if i >= len(self.x) - 1:
            assert self.right is not None
            return self.right
        if not self.x.is_rational or not self.y.is_rational:
            return (self.y[i + 1] - self.y[i]) / (self.x[i + 1] - self.x[i])
        (a, b), (c, d) = self.x.ratio(i), self.x.ratio(i + 1)
        (p, q), (r, s) = self.y.ratio(i), self.y.ratio(i + 1)
        rise, below = (r - p, q) if q == s else (r * q - p * s, q * s)
        run, over = (c - a, b) if b == d else (c * b - a * d, b * d)
        rise, run = rise * over, run * below
        work.charge(_SLOPE_STEPS + rise.bit_length() * run.bit_length() // 600)
        return Fraction(rise, run)

    def ends(self, piece: int) -> tuple[Real | None, Real | None]:
        """Return the ends of piece number `piece`; None is infinite."""
        if self.piece_count == 1 and self.left is not None and self.right is not None:
            return None, None
        i = piece - self.offset
        return (self.x[i] if i >= 0 else None), (self.x[i + 1] if i + 1 < len(self.x) else None)

    def anchor(self, piece: int) -> Point:
        """Return a knot at an end of piece number `piece`."""
        i = max(piece - self.offset, 0)
        return self.x[i], self.y[i]

    def piece_at(self, x: Real, side: int) -> int:
        """Return the number of the piece that holds the germ (x, side), side = +1 or -1; x in the domain."""
        if self.piece_count == 1:
            return 0
        before = self.x.bisect_right(x) if side > 0 else self.x.bisect_left(x)
        last = self.piece_count - 1
        return min(max(before - 1 + self.offset, 0), last)

    def value(self, x: Real) -> Real:
        """Return f(x) exactly; DomainError outside the domain. Cost: one bisection."""
        if x not in self.domain:
            raise DomainError(
                f"x must lie in the domain {self.domain}, found {shortened_rational(x)}; "
                "choose a point inside, or give the map rays (left_slope=, right_slope=)."
            )
        piece = self.piece_at(x, 1)
        x0, y0 = self.anchor(piece)
        slope = self.slope(piece)
        work.charge_product(x, slope, times=4, overhead=_VALUE_STEPS // 4)  # a search, a difference, a product, a sum
        return y0 + slope * (x - x0)

    def one_sided_slope(self, x: Real, side: int) -> Real:
        """Return the slope at x on the side +1 (right) or -1 (left); DomainError where the domain ends."""
        domain = self.domain
        end = domain.upper if side > 0 else domain.lower
        if x not in domain or x == end:
            where = "right" if side > 0 else "left"
            raise DomainError(
                f"a slope on the {where} of x needs points of the domain {domain} there, "
                f"found x = {shortened_rational(x)}."
            )
        return self.slope(self.piece_at(x, side))


def from_points(points: Sequence[Point], left: Real | None = None, right: Real | None = None) -> Graph:
    """Return the canonical graph through points with increasing x.

    Canonical: every interior knot is a breakpoint; a knot where a ray begins is kept only if the slope changes there;
    an affine map on the line keeps the one knot (0, f(0)); a half-line keeps its end.
    """
    bits = max((work.size(y) for _, y in points[:: len(points) // 8 + 1]), default=0)  # a look at some will do
    work.charge(len(points) * (_KNOT_STEPS + bits * bits // 250))
    kept: list[Point] = []
    for point in points:
        if len(kept) >= 2:
            straight = _collinear(kept[-2], kept[-1], point)
        else:
            straight = bool(kept) and left is not None and _has_slope(kept[0], point, left)
        if straight:
            kept.pop()
        kept.append(point)
    if len(kept) >= 2 and right is not None and _has_slope(kept[-2], kept[-1], right):
        kept.pop()
    if len(kept) == 1 and left is not None and left == right:
        x, y = kept[0]
        kept = [(Fraction(0), y - left * x)]
    return Graph(column_of([x for x, _ in kept]), column_of([y for _, y in kept]), left, right)


def _collinear(a: Point, b: Point, c: Point) -> bool:
    if not (_is_rational(a) and _is_rational(b) and _is_rational(c)):
        return (b[1] - a[1]) * (c[0] - b[0]) == (c[1] - b[1]) * (b[0] - a[0])
    (p, q), (r, s), (t, u) = (x.as_integer_ratio() for x, _ in (a, b, c))
    (e, f), (g, h), (i, j) = (y.as_integer_ratio() for _, y in (a, b, c))
    # rises times runs, multiplied by all denominators: no gcd is taken
    return (g * f - e * h) * (t * s - r * u) * (j * q) == (i * h - g * j) * (r * q - p * s) * (f * u)


def _is_rational(point: Point) -> TypeGuard[tuple[Fraction, Fraction]]:
    return isinstance(point[0], Fraction) and isinstance(point[1], Fraction)


def _has_slope(a: Point, b: Point, slope: Real) -> bool:
    return b[1] - a[1] == slope * (b[0] - a[0])


def from_columns(x: Column, y: Column, left: Real | None, right: Real | None) -> Graph:
    """Return a graph from columns whose interior knots are already known to be breakpoints (trusted).

    Only the knot that an affine map on the line keeps is normalised here. Used by `composition`, which tests joints.
    """
    if len(x) == 1 and left is not None and left == right:
        return from_points([(x[0], y[0])], left, right)
    return Graph(x, y, left, right)


def constant(domain: Interval, value: Real) -> Graph:
    """Return the constant function on a domain with more than one point."""
    return affine(domain, Fraction(0), value)


def affine(domain: Interval, slope: Real, at_zero: Real) -> Graph:
    """Return x -> slope * x + at_zero on a domain with more than one point."""
    ends = [end for end in (domain.lower, domain.upper) if end is not None] or [Fraction(0)]
    return from_points(
        [(x, slope * x + at_zero) for x in ends],
        slope if domain.lower is None else None,
        slope if domain.upper is None else None,
    )
