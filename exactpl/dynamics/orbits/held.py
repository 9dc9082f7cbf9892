"""A map held inside a compact window: an orbit that leaves the window never returns (T5.8, T5.9).

On an unbounded interval orbits may go away. Cut off at the ends of a window, the map has the same entropy where orbits
are bounded, and the same cycles but for fixed points and cycles of length 2.
"""

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.orbits.self_map import SelfMap, compact_invariant_interval
from exactpl.maps.pl import PL


def window(f: PL) -> Interval:
    """Return a window: the domain if it is compact, else an invariant interval around the knots, or one as T5.9 asks.

    Raises DomainError when f leaves its domain. Cost: some passes over the pieces.

    >>> window(PL([("1/2", 2)], left_slope=4, right_slope=-4))
    Interval(0, 2)
    """
    f = SelfMap.of(f)
    if f.domain.is_bounded:
        return f.domain
    found = compact_invariant_interval(f)
    if found is not None:
        return found
    left, right = _Ray.of(f, -1), _Ray.of(f, 1)
    values = [y for _, y in f.knots]
    least, most = min(values), max(values)
    low, high = f.knots[0][0], f.knots[-1][0]
    if right is not None:
        high = right.outside if right.flees else max(high, most, right.outside)
    if left is not None:
        low = left.outside if left.flees else min(low, least, left.outside)
    if left is not None and right is not None:
        if right.slope < 0 and left.slope < 0:
            # far enough to the right for its image to lie left of all knots and their values
            end, value = f.knots[-1]
            high = max(f.knots[-1][0], most, end + (min(f.knots[0][0], least) - value) / right.slope)
            low = f(high)
            if low == high:
                high += 1
                low = f(high)
            return Interval(low, high)
        # what one ray takes to the other side comes to lie inside, or beyond a ray that goes outwards
        if left.slope >= 0:
            high = max(high, f.knots[0][1])
        elif not right.flees:
            high = max(high, f(low))
        if right.slope >= 0:
            low = min(low, f.knots[-1][1])
        elif not left.flees:
            low = min(low, f(high))
    if low == high:  # one knot, which is fixed; a ray that is thrown to the other side may begin there
        low -= left is not None and left.slope >= 0
        high += right is not None and right.slope >= 0
    return Interval(low, high)


def held(f: PL, inside: Interval) -> PL:
    """Return f on a compact interval, with its values cut off at the ends."""
    lower, upper = inside
    assert lower is not None
    assert upper is not None
    return f.restrict(lower, upper).clip(lower, upper)


class _Ray:
    """A ray of f: its slope, whether its points go outwards or rest, and a point from which on this is so."""

    def __init__(self, slope: Real, flees: bool, outside: Real) -> None:
        self.slope, self.flees, self.outside = slope, flees, outside

    @classmethod
    def of(cls, f: PL, side: int) -> "_Ray | None":
        slope = f.right_slope if side > 0 else f.left_slope
        if slope is None:
            return None
        x, y = f.knots[-1 if side > 0 else 0]
        fixed = x if slope == 1 else (y - slope * x) / (1 - slope)
        flees = slope > 1 or (slope == 1 and (y - x) * side >= 0)
        return cls(slope, flees, max(x, fixed) if side > 0 else min(x, fixed))
