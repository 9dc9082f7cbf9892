"""f^k in floats with a running rigorous error bound: `FloatSteps`. Floats observe; nothing here decides.

Let x be a point and X its float, |x - X| <= e. The piece that X lies on is chosen exactly (`formats.at_least`), and the
float image is Y = fl(fl(s X) + t), s and t the floats of slope and intercept. With the unit roundoff u, P = fl(s X),

    |f(x) - Y| <= L e + u (a |P| + b |Y|) + underflow,

L the largest |slope| of f on [X - e, X + e]: |P - s X| <= u |P|, |Y - (P + t)| <= u |Y|, and where slopes and
intercepts had to be rounded, by u |s| and u |t| at most, |t| <= |Y| + |P| up to u. So a = b = 1 for exact coefficients,
else a = 3, b = 2. The bound is computed in floats, too: a factor 1 + 16 u pays for its own dozen roundings. Rounding
may lead outside the domain; there the pieces at its ends are continued.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log2
from typing import Any

from exactpl.arithmetic.rationals import rationals
from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.formats import FloatFormat, as_format
from exactpl.crosscheck.grids import Grid
from exactpl.errors import InputError
from exactpl.maps.pl import PL, require_map, require_rational

_MOST_LISTED = 64  # breakpoints for which the largest slope between any two places is tabulated
_MOST_COMPARED = 16  # breakpoints that are compared one by one; more are bisected


@dataclass(frozen=True, slots=True)
class Ball:
    """Arrays: floats, bounds of their distances from the exact values, and whether all pieces so far are certain.

    A bound is infinite or not a number where nothing is known any more.
    """

    values: Any
    bounds: Any
    certain: Any


class FloatSteps:
    """One step x -> f(x) in floats of a format on a backend, plain or with its error bound.

    Raises InputError when the map has numbers that the format cannot hold.
    """

    def __init__(self, f: PL, backend: Backend, format: FloatFormat) -> None:
        require_rational(require_map(f))
        self._backend, self._format = as_backend(backend), as_format(format)
        slopes = rationals(f.slopes)
        intercepts = rationals(piece.intercept for piece in f.pieces)
        breaks = [format.at_least(b) for b in rationals(f.breakpoints)]
        dtype = format.dtype(backend.xp)
        self._breaks, self._breaks_array = breaks, backend.array(breaks, dtype)
        format.require_normal(slopes, "slopes")
        near_s, near_t = [format.nearest(s) for s in slopes], [format.nearest(t) for t in intercepts]
        self._slopes, self._intercepts = backend.array(near_s, dtype), backend.array(near_t, dtype)
        exact = all(Fraction(near) == x for near, x in zip(near_s + near_t, slopes + intercepts, strict=True))
        self._on_product, self._on_sum = (1.0, 1.0) if exact else (3.0, 2.0)
        sizes = [format.at_least(abs(s)) for s in slopes]
        # no factor is 0: an infinite bound stays infinite
        self._steepness = backend.array(_largest_between([max(s, format.tiny) for s in sizes]), dtype)
        steepest = max(sizes)
        size = ceil(log2(max(steepest, 1.0)))
        if size > format.most - 8:
            raise InputError(f"slopes below 2^{format.most - 8} are required to compute in {format.name}.")
        self._underflow = format.tiny * 2.0 ** (4 + size)

    def start(self, grid: Grid, start: int, stop: int) -> Ball:
        """Return the points of a grid in a range."""
        xp, u = self._backend.xp, self._format.roundoff
        values = grid.floats(self._backend, self._format, start, stop)
        bounds = xp.abs(values) * (0.0 if grid.is_exact_in(self._format) else 2 * u)
        return Ball(values, bounds, xp.ones(values.shape, dtype=xp.bool, device=self._backend.device))

    def around(self, points: Sequence[Fraction]) -> Ball:
        """Return the floats nearest to some points, with the errors of rounding."""
        xp, u = self._backend.xp, self._format.roundoff
        values = self._backend.array([self._format.nearest(x) for x in points], self._format.dtype(xp))
        bounds = xp.abs(values) * (2 * u) + self._format.tiny
        return Ball(values, bounds, xp.ones(values.shape, dtype=xp.bool, device=self._backend.device))

    def image(self, x: Any) -> Any:
        """Return f(x) as floats compute it."""
        place = self.place(x)
        return self._take(self._slopes, place) * x + self._take(self._intercepts, place)

    def step(self, ball: Ball) -> Ball:
        """Return the image with its bound."""
        xp, u = self._backend.xp, self._format.roundoff
        x = ball.values
        # widened, so that the computed ends of [x - e, x + e] lie outside it
        e = ball.bounds * (1 + 4 * u) + (xp.abs(x) * (4 * u) + 4 * self._format.tiny)
        place, lower, upper = self.place(x), self.place(x - e), self.place(x + e)
        product = self._take(self._slopes, place) * x
        image = product + self._take(self._intercepts, place)
        bound = (self._steepest(lower, upper) * ball.bounds + self._roundings(product, image)) * (1 + 16 * u)
        # an end that is infinite, or not a number, has no place
        told = xp.isfinite(x - e) & xp.isfinite(x + e)
        return Ball(image, bound, ball.certain & (lower == upper) & told)

    def _roundings(self, product: Any, image: Any) -> Any:
        """Return a bound of what rounding adds in one step; the tests see the bound fail without it."""
        xp, u = self._backend.xp, self._format.roundoff
        return xp.abs(product) * (self._on_product * u) + xp.abs(image) * (self._on_sum * u) + self._underflow

    def place(self, x: Any) -> Any:
        """Return the number of breakpoints <= x, exactly."""
        xp = self._backend.xp
        if len(self._breaks) > _MOST_COMPARED:
            return xp.searchsorted(self._breaks_array, x, side="right")
        place = xp.zeros(x.shape, dtype=xp.int64, device=self._backend.device)
        for b in self._breaks:
            place = place + xp.astype(x >= b, xp.int64)
        return place

    def _take(self, table: Any, places: Any) -> Any:
        return self._backend.xp.take(table, places)

    def _steepest(self, lower: Any, upper: Any) -> Any:
        """Return the largest |slope| of the pieces lower..upper, or, of very many pieces, of all where these differ."""
        count = len(self._breaks) + 1
        if len(self._breaks) <= _MOST_LISTED:
            return self._take(self._steepness, lower * count + upper)
        xp = self._backend.xp
        return xp.where(
            lower == upper, self._take(self._steepness, lower), self._take(self._steepness, 0 * lower + count)
        )


def _largest_between(sizes: list[float]) -> list[float]:
    """Return max(sizes[i..j]) at place i * n + j; for many sizes only the sizes themselves and then their maximum."""
    n = len(sizes)
    if n - 1 > _MOST_LISTED:
        return [*sizes, max(sizes)]
    table = [0.0] * (n * n)
    for i in range(n):
        largest = 0.0
        for j in range(i, n):
            largest = max(largest, sizes[j])
            table[i * n + j] = largest
    return table
