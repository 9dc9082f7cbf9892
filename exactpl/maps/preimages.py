"""Preimages of points and intervals, and the inverse of a strictly monotone function."""

from exactpl import work
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import shortened_rational
from exactpl.errors import DomainError
from exactpl.maps.graph import Graph, from_points

_PIECE_STEPS = 15_000  # of `work`


def preimages_of_interval(f: Graph, levels: Interval) -> list[Interval]:
    """Return the components of {x: f(x) in levels}, increasing: points and closed intervals.

    Cost: one pass over the pieces.
    """
    found: list[Interval] = []
    for piece in range(f.piece_count):
        work.charge(_PIECE_STEPS)
        part = _on_piece(f, piece, levels)
        if part is None:
            continue
        if found and part.lower is not None and found[-1].upper == part.lower:
            found[-1] = found[-1].hull(part)  # both hold the end that two pieces share
        else:
            found.append(part)
    return found


def _on_piece(f: Graph, piece: int, levels: Interval) -> Interval | None:
    ends = Interval(*f.ends(piece))
    (x0, y0), slope = f.anchor(piece), f.slope(piece)
    if slope == 0:
        return ends if y0 in levels else None
    lower, upper = (None if end is None else x0 + (end - y0) / slope for end in levels)
    return ends.intersection(Interval(lower, upper) if slope > 0 else Interval(upper, lower))


def inverse(f: Graph) -> Graph:
    """Return the inverse of a strictly monotone function, on its image.

    Raises DomainError, naming two points with one value, or the two slopes, when f is not strictly monotone.
    """
    first = f.slope(0)
    for piece in range(f.piece_count):
        if f.slope(piece) * first <= 0:
            at = f.anchor(piece)[0]
            raise DomainError(
                "a strictly monotone map is required: all slopes of one sign and none 0, "
                f"found the slopes {shortened_rational(first)} and {shortened_rational(f.slope(piece))} (the second "
                f"at x = {shortened_rational(at)}); restrict it first."
            )
    points = list(zip(f.y, f.x, strict=True))
    left = None if f.left is None else 1 / f.left
    right = None if f.right is None else 1 / f.right
    if first < 0:
        points.reverse()
        left, right = right, left
    return from_points(points, left, right)
