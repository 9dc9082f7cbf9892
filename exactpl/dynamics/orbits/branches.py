"""The affine branches of f^n, one at a time: follow a germ n steps and keep the interval on which nothing changes."""

from dataclasses import dataclass
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.records import Record
from exactpl.maps.graph import Graph


@dataclass(frozen=True, slots=True, repr=False)
class Branch(Record):
    """f^n(x) = slope * x + intercept on the open interval (lower, upper); an end None is infinite.

    The interval is maximal with the given itinerary: the pieces of f that x, f(x), ... lie in, up to time n or to the
    first flat piece, after which slope = 0. It may be smaller than a piece of f^n, since kinks can cancel.
    """

    lower: Real | None
    upper: Real | None
    slope: Real
    intercept: Real
    itinerary: tuple[int, ...]

    @property
    def is_identity(self) -> bool:
        """Whether f^n(x) = x on the whole branch."""
        return self.slope == 1 and self.intercept == 0

    @property
    def image(self) -> tuple[Real | None, Real | None]:
        """The image interval (lower, upper) of a branch that is not flat."""
        ends = [None if x is None else self.slope * x + self.intercept for x in (self.lower, self.upper)]
        return (ends[0], ends[1]) if self.slope > 0 else (ends[1], ends[0])

    def holds(self, x: Real) -> bool:
        """Whether x lies in the open interval."""
        return (self.lower is None or self.lower < x) and (self.upper is None or x < self.upper)

    def fixed_point(self) -> Real | None:
        """Return the point x with f^n(x) = x in the open interval, when there is exactly one."""
        if self.slope == 1:
            return None
        x = self.intercept / (1 - self.slope)
        return x if self.holds(x) else None

    def inner_point(self) -> Real:
        """Return a point of the open interval: the middle, or one unit inside an infinite one."""
        if self.lower is None:
            return Fraction(0) if self.upper is None else self.upper - 1
        return self.lower + 1 if self.upper is None else (self.lower + self.upper) / 2


def branch_at(f: Graph, x: Real | None, side: int, n: int) -> Branch:
    """Return the branch of f^n that holds the germ (x, side).

    x None is the infinite end that `side` looks away from: side +1 at -oo, -1 at +oo. Cost: n steps.
    """
    lower, upper = f.domain
    slope: Real = Fraction(1)
    intercept: Real = Fraction(0)
    itinerary = []
    for time in range(n):
        work.charge_product(slope, intercept, times=4, overhead=5_000)
        if x is None:
            piece = 0 if side > 0 else f.piece_count - 1
        else:
            piece = f.piece_at(slope * x + intercept, side)
        turn = f.slope(piece)
        first, second = (None if end is None else (end - intercept) / slope for end in f.ends(piece))
        if slope < 0:
            first, second = second, first
        if first is not None and (lower is None or first > lower):
            lower = first
        if second is not None and (upper is None or second < upper):
            upper = second
        x0, y0 = f.anchor(piece)
        itinerary.append(piece)
        if turn == 0:
            for _ in range(time + 1, n):
                y0 = f.value(y0)
            return Branch(lower, upper, turn, y0, tuple(itinerary))
        intercept = turn * intercept + y0 - turn * x0
        slope *= turn
        side = side if turn > 0 else -side
    return Branch(lower, upper, slope, intercept, tuple(itinerary))
