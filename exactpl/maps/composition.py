"""g after f, built by copying slices of g.

On a piece of f with slope s != 0 the knots of g after f are the knots of g in the image, moved by one affine map; their
values are not touched. A kink of g seen through a nonzero slope stays a kink, so only the knots of f need a test: there
a kink may vanish (2 * 1/2 = 1 * 1), which is why counting itineraries is wrong.
"""

from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.rationals import Real, shortened_rational
from exactpl.errors import DomainError
from exactpl.maps.assembling import AffineSlice, assemble
from exactpl.maps.blocks import compose_blocks, is_kink
from exactpl.maps.graph import Graph, from_columns
from exactpl.maps.measures import image_with_witness

_PIECE_STEPS = 15_000  # of `work`


def compose(g: Graph, f: Graph) -> Graph:
    """Return the graph of x -> g(f(x)).

    Raises DomainError, naming a point x and f(x), when the image of f does not lie inside the domain of g.
    Cost: one multiplication per knot of the result, a bisection and a slope test per knot of f.
    """
    in_blocks = compose_blocks(g, f)
    if in_blocks is not None:
        return in_blocks
    _require_image_inside(g, f)
    xs: list[AffineSlice | Real] = []
    ys: list[AffineSlice | Real] = []
    for piece in range(f.piece_count):
        work.charge(_PIECE_STEPS)
        lower = f.ends(piece)[0]
        slope = f.slope(piece)
        if lower is not None and (piece == 0 or is_kink(g, f, piece, lower)):
            xs.append(lower)
            ys.append(g.value(f.value(lower)))
        if slope != 0:
            _copy_slice(g, f, piece, slope, xs, ys)
    last = f.domain.upper
    if last is not None:
        xs.append(last)
        ys.append(g.value(f.value(last)))
    left, right = _ray_slope(g, f, -1), _ray_slope(g, f, 1)
    if not xs:  # affine on the whole line
        zero = Fraction(0)
        xs, ys = [zero], [g.value(f.value(zero))]
    return from_columns(assemble(xs), assemble(ys), left, right)


def _copy_slice(
    g: Graph, f: Graph, piece: int, slope: Real, xs: list[AffineSlice | Real], ys: list[AffineSlice | Real]
) -> None:
    """Append the knots of g strictly inside f(piece), pulled back through f."""
    ends = f.ends(piece)
    lower, upper = (None if end is None else f.value(end) for end in (ends if slope > 0 else ends[::-1]))
    start = 0 if lower is None else g.x.bisect_right(lower)
    stop = len(g.x) if upper is None else g.x.bisect_left(upper)
    if g.piece_count == 1:
        return  # the knots of an affine g are no kinks
    # knots at which the domain of g ends are end points of the image at most, never strictly inside
    if start < stop:
        x0, y0 = f.anchor(piece)
        scale = 1 / slope
        xs.append(AffineSlice(g.x, start, stop, slope < 0, scale, x0 - y0 * scale))
        ys.append(AffineSlice(g.y, start, stop, slope < 0))


def _ray_slope(g: Graph, f: Graph, side: int) -> Real | None:
    slope = f.right if side > 0 else f.left
    if slope is None or slope == 0:
        return slope
    outer = g.right if slope * side > 0 else g.left
    assert outer is not None  # the image of f reaches infinity and lies inside the domain of g
    return slope * outer


def _require_image_inside(g: Graph, f: Graph) -> None:
    domain = g.domain
    image, at_lower, at_upper = image_with_witness(f)
    for end, bound, witness, downwards in (
        (image.lower, domain.lower, at_lower, True),
        (image.upper, domain.upper, at_upper, False),
    ):
        if bound is None or (end is not None and end in domain):
            continue
        x = witness if witness is not None else _escaping_point(f, bound, downwards)
        raise DomainError(
            f"the image of the inner map must lie inside the domain {domain} of the outer map, "
            f"found x = {shortened_rational(x)} with value {shortened_rational(f.value(x))}. "
            "Restrict the inner map, or give the outer one rays."
        )


def _escaping_point(f: Graph, bound: Real, downwards: bool) -> Real:
    """Return a point of an unbounded f whose value is beyond `bound` (below it if `downwards`)."""
    for slope, index, side in ((f.left, 0, -1), (f.right, len(f.x) - 1, 1)):
        if slope is None or slope == 0 or (slope * side < 0) != downwards:
            continue
        x, y = f.x[index], f.y[index]
        return x + side * (abs((bound - y) / slope) + 1)
    raise AssertionError("an unbounded image has a ray that leads there")
