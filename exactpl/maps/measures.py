"""Numbers about one piecewise-linear function, or the distance of two: exact, all of them."""

from collections.abc import Iterator
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.errors import DomainError
from exactpl.maps.graph import Graph


def image_with_witness(f: Graph) -> tuple[Interval, Real | None, Real | None]:
    """Return (image, a point that attains its lower end, one that attains its upper end)."""
    lowest, highest = f.y.argmin(), f.y.argmax()
    falls = (f.left is not None and f.left > 0) or (f.right is not None and f.right < 0)
    rises = (f.left is not None and f.left < 0) or (f.right is not None and f.right > 0)
    image = Interval(None if falls else f.y[lowest], None if rises else f.y[highest])
    return image, None if falls else f.x[lowest], None if rises else f.x[highest]


def image(f: Graph) -> Interval:
    """Return f(domain), a closed interval."""
    return image_with_witness(f)[0]


def _steps(f: Graph) -> Iterator[tuple[Real, Real, Real]]:
    """Yield (width, value on the left, value on the right) of each finite piece."""
    for i in range(len(f.x) - 1):
        yield f.x[i + 1] - f.x[i], f.y[i], f.y[i + 1]


def _require_compact(f: Graph, what: str) -> None:
    if not f.domain.is_bounded:
        raise DomainError(
            f"{what} needs a map on a compact interval, found the domain {f.domain}; restrict(a, b) first."
        )


def _total(terms: Iterator[Real]) -> Real:
    total: Real = Fraction(0)
    for term in terms:
        work.charge_product(total, term, overhead=10_000)
        total += term
    return total


def integral(f: Graph) -> Real:
    """Return the integral over a compact domain; on an unbounded one the map must be 0 along its rays."""
    if any(slope is not None for slope in (f.left, f.right)):
        tails_vanish = (f.left in (None, 0) and (f.left is None or f.y[0] == 0)) and (
            f.right in (None, 0) and (f.right is None or f.y[-1] == 0)
        )
        if not tails_vanish:
            _require_compact(f, "a finite integral")
    return _total(width * (left + right) / 2 for width, left, right in _steps(f))


def total_variation(f: Graph) -> Real:
    """Return the total variation; DomainError when it is infinite."""
    if any(slope not in (None, 0) for slope in (f.left, f.right)):
        _require_compact(f, "a finite total variation")
    return _total(abs(right - left) for _, left, right in _steps(f))


def lipschitz(f: Graph) -> Real:
    """Return the smallest Lipschitz constant: the largest absolute slope."""
    return max(abs(f.slope(piece)) for piece in range(f.piece_count))


def supremum(f: Graph) -> Real:
    """Return the supremum of |f|; DomainError when it is infinite."""
    lower, upper = image(f)
    if lower is None or upper is None:
        _require_compact(f, "a finite supremum")
        raise AssertionError("a compact domain has a compact image")
    return max(abs(lower), abs(upper))
