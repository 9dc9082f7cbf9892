"""The part of an unbounded interval where orbits stay: a map of a compact interval with the same cycles (T5.6)."""

from exactpl.arithmetic.intervals import Interval
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.maps.pl import PL, minimum

_ROUNDS = 4


def bounded_part(f: PL) -> PL | None:
    """Return a map of a compact interval into itself with the same cycles of length >= 2 as f, or None if not found.

    It also has positive entropy if and only if f has it on a compact invariant set. A map of a compact interval is
    returned as it is. What escapes along a ray of slope >= 1 is cut off: there f is replaced by a constant. Raises
    DomainError when f leaves its domain. Cost: some passes over the pieces. Source: docs/theorems.md, T5.6.

    >>> bounded_part(PL([(0, 1), ("1/2", 0), (1, 3)], left_slope=0, right_slope=6)).domain
    Interval(0, '8/5')
    """
    f = SelfMap.of(f)
    for _ in range(_ROUNDS):
        if f.domain.is_bounded:
            return f
        f = _within_image(_reflected(_bounded_above(_reflected(_bounded_above(f)))))
    return _contracted(f)


def _bounded_above(f: PL) -> PL:
    """Cut off a ray to the right: where it escapes, or where all orbits come back from it."""
    s = f.right_slope
    if s is None:
        return f
    start, value = f.knots[-1]
    c = value - s * start
    fixed = start if s == 1 else c / (1 - s)  # where the line s x + c meets x
    if s > 1 or (s == 1 and c >= 0):
        p = max(start, fixed) + 1
        return minimum(f.restrict(f.domain.lower, p), p)
    left = (
        f.image() if s <= 0 else f.image(f.domain.lower, start) if f.domain.lower != start else Interval(value, value)
    )
    if left.upper is None:
        return f
    top = max(start, fixed, left.upper)
    return f.restrict(f.domain.lower, top) if top != f.domain.lower else f


def _within_image(f: PL) -> PL:
    """Restrict f to its image, in which all cycles lie, where that cuts an infinite end."""
    image = f.image()
    lower, upper = f.domain
    low = image.lower if lower is None else lower
    high = image.upper if upper is None else upper
    if (low, high) == (lower, upper) or (low is not None and low == high):
        return f
    return f.restrict(low, high)


def _contracted(f: PL) -> PL | None:
    """Restrict f to [-r, r] where its rays have slopes in (-1, 1): |f(x)| <= C + s |x| leads all orbits there."""
    if f.domain.is_bounded:
        return f
    rays = [abs(slope) for slope in (f.left_slope, f.right_slope) if slope is not None]
    s = max(rays)
    if s >= 1:
        return None
    c = max(abs(y) + s * abs(x) for x, y in f.knots)
    r = c / (1 - s) + 1
    lower, upper = f.domain
    return f.restrict(-r if lower is None else lower, r if upper is None else upper)


def _reflected(f: PL) -> PL:
    """Return x -> -f(-x)."""
    knots = [(-x, -y) for x, y in reversed(list(f.knots))]
    return PL(knots, left_slope=f.right_slope, right_slope=f.left_slope)
