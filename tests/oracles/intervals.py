"""Images of intervals in plain Fractions, for the tests of invariant intervals, swaps and robustness."""

from fractions import Fraction

from tests.oracles.maps import Component, Map, evaluate


def image_on(m: Map, lo: Fraction | None, hi: Fraction | None) -> Component:
    """Return (least, greatest) value of m on [lo, hi] inside its domain; an end None is infinite."""
    ends = [end for end in (lo, hi) if end is not None]
    values = [evaluate(m, x) for x in ends]
    values += [y for x, y in m.knots if (lo is None or lo <= x) and (hi is None or x <= hi)]
    far = ([-m.left] if lo is None and m.left is not None else []) + (
        [m.right] if hi is None and m.right is not None else []
    )  # growth outwards along the rays
    if not values:  # the line, or a ray that no knot lies on
        raise ValueError("an interval that holds a knot or has an end is required")
    return (
        None if any(growth < 0 for growth in far) else min(values),
        None if any(growth > 0 for growth in far) else max(values),
    )


def inside(inner: Component, outer: Component) -> bool:
    """Say whether an interval lies in another."""
    (a, b), (lo, hi) = inner, outer
    return (lo is None or (a is not None and a >= lo)) and (hi is None or (b is not None and b <= hi))
