"""Does f map a set into itself? Every question about f^k begins here.

Main definitions: `SelfMap`, made once at the door and passed on; `escaping_point`; `require_compact`.
"""

from collections.abc import Iterable

from exactpl import progress
from exactpl.arithmetic.intervals import Interval, IntervalLike, as_interval
from exactpl.arithmetic.rationals import Real, shortened_rational
from exactpl.errors import DomainError
from exactpl.maps.pl import PL, require_map


def escaping_point(f: PL) -> Real | None:
    """Return a point of the domain whose value lies outside the domain, or None when f is a self-map.

    Cost: one pass over the knots.
    """
    domain = f.domain
    if domain.contains_interval(f.image()):
        return None
    for x, y in f.knots:
        if y not in domain:
            return x
    # No knot escapes, so a ray does: go along it until its value has passed the finite end of the domain.
    (first, at_first), (last, at_last) = f.knots[0], f.knots[-1]
    bound = domain.lower if domain.lower is not None else domain.upper
    assert bound is not None
    for slope, x, y, side in ((f.left_slope, first, at_first, -1), (f.right_slope, last, at_last, 1)):
        if slope:
            candidate = x + side * (abs((bound - y) / slope) + 1)
            if f(candidate) not in domain:
                return candidate
    raise AssertionError("a map whose image leaves its domain has a point that leaves")


class SelfMap(PL):
    """A PL map of its domain into itself: what can be iterated.

    `SelfMap.of` is the only way to make one, so whoever has one need not test it again.
    """

    __slots__ = ()

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("SelfMap.of(f) makes a SelfMap, of a PL map f.")

    @classmethod
    def of(cls, f: PL, *, on: IntervalLike = None) -> "SelfMap":
        """Return f, or its restriction to `on`, as a map of an interval into itself.

        Raises DomainError, naming a point that leaves; TypeError if f is no map. Cost: one pass over the knots; nothing
        for a SelfMap.
        """
        if isinstance(f, SelfMap) and on is None:
            return f
        interval = as_interval(on)
        part = require_map(f) if interval is None else require_map(f).restrict(*interval)
        x = escaping_point(part)
        if x is not None:
            raise DomainError(
                f"a map of {part.domain} into itself is required to iterate it, found x = {shortened_rational(x)} with "
                f"f(x) = {shortened_rational(part(x))}; on=(a, b), or --on A B, asks on an invariant interval."
            )
        return cls._of(part._graph)


def require_compact(f: PL) -> SelfMap:
    """Return f as a map of a compact interval into itself; DomainError unless it is one."""
    found = SelfMap.of(f)
    if not found.domain.is_bounded:
        home = compact_invariant_interval(found)
        known = "" if home is None else f" (for instance {home})"
        raise DomainError(
            f"growth and entropy are asked on a compact interval, found {found.domain}; on=(a, b), or --on A B, "
            f"asks on an interval that f maps into itself{known}."
        )
    return found


def iterated(f: PL, x: Real, k: int) -> Real:
    """Return f^k(x). Cost: k evaluations of numbers that grow by the bits of a slope at each step."""
    for n in range(k):
        progress.report("steps of an orbit", n, k)
        x = f(x)
    return x


def compact_invariant_interval(f: PL, points: Iterable[Real] = ()) -> Interval | None:
    """Return a compact interval J, no point, around the knots and some points with f(J) inside J, if one is found."""
    inside = [f.knots[0][0], f.knots[-1][0], *points]
    home = invariant_hull(f, Interval(min(inside), max(inside)))
    return None if home is None or home.is_point else home


def invariant_hull(f: PL, around: Interval, *, most_steps: int = 64) -> Interval | None:
    """Return the smallest compact interval J around a given one with f(J) inside J, if `most_steps` hulls find it.

    Grows J to the hull of J and f(J) until nothing changes. None means only that it was not found.
    """
    current = around
    for _ in range(most_steps):
        lower, upper = current
        if not f.domain.contains_interval(current):
            return None
        image = f.image(lower, upper)
        if current.contains_interval(image):
            return current
        current = current.hull(image)
    return None
