"""g @ f on the grid of multiples of 2^-20, against the same knots in plain C."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from ctypes import CDLL
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate
from random import Random

import numpy as np

import exactpl as xp
from benchmarks import maps
from benchmarks.measure import Pairs, Row, Settings, Target, duration, pairs_of
from benchmarks.native.library import native_library
from exactpl.arithmetic.rationals import rational

_GRID = 2**20
_WALK, _WILD = 10_000, 5_000  # pieces of each map; the wild pair has a third of their product as outputs
_SAMPLES = 2_000


def compose_int64(settings: Settings) -> Iterator[Row]:
    with native_library() as library:
        for name, f, g in (
            ("random walk", maps.grid_walk(_WALK, _GRID, seed=1), maps.grid_walk(_WALK, _GRID, seed=2)),
            ("wild", maps.grid_wild(_WILD, _GRID, seed=3), maps.grid_wild(_WILD, _GRID, seed=4)),
        ):
            native = _Native.of(library, f, g)
            _require_same(g @ f, native, f, g)
            outputs = len(native.numerators)
            for where, other in (("its memory ready", native.fill), ("its memory taken anew", native.fill_fresh)):
                pairs = pairs_of(partial(xp.PL.__matmul__, g, f), other, settings.short_repeats)
                title = f"g @ f / C, {where}: {name}, {outputs / len(f.pieces):,.0f} outputs a piece"
                yield Row("compose-int64", title, pairs.ratio(), "x", Target(2), _detail(pairs, outputs))


def _detail(pairs: Pairs, outputs: int) -> str:
    each = ", ".join(duration(min(side) / outputs) for side in (pairs.first, pairs.second))
    return f"{pairs.detail('exactpl', 'C')}; {outputs:,} outputs, at best {each} each"


@dataclass(frozen=True, slots=True)
class _Native:
    """The C function with its arguments, and memory for what it writes."""

    library: CDLL
    fx: np.ndarray
    fy: np.ndarray
    gx: np.ndarray
    numerators: np.ndarray
    indices: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, library: CDLL, f: xp.PL, g: xp.PL) -> "_Native":
        """Take the knots of two maps on the grid, and run once."""
        fx, fy, gx = (
            np.array([int(rational(number) * _GRID) for number in column], dtype=np.int64)
            for column in ([x for x, _ in f.knots], [y for _, y in f.knots], [x for x, _ in g.knots])
        )
        outputs = library.pull_back_count(fy.ctypes.data, len(fx) - 1, gx.ctypes.data, len(gx))
        numerators, indices = np.zeros(outputs, dtype=np.int64), np.zeros(outputs, dtype=np.int32)
        native = cls(library, fx, fy, gx, numerators, indices, np.zeros(len(fx), dtype=np.int64))
        assert native.fill() == native.fill_fresh() == outputs
        return native

    def fill(self) -> int:
        """Write all knots into the same memory as last time."""
        written: int = self.library.pull_back(
            *self._arguments(), self.numerators.ctypes.data, self.indices.ctypes.data, self.starts.ctypes.data
        )
        return written

    def fill_fresh(self) -> int:
        """Write all knots into memory that is taken for it and given back."""
        written: int = self.library.pull_back_fresh(*self._arguments())
        return written

    def _arguments(self) -> tuple[int, int, int, int, int]:
        return self.fx.ctypes.data, self.fy.ctypes.data, len(self.fx) - 1, self.gx.ctypes.data, len(self.gx)


def _require_same(composed: xp.PL, native: _Native, f: xp.PL, g: xp.PL) -> None:
    """Compare g @ f with what C wrote: the number of knots, and a sample of them as exact fractions.

    The knots that come from f are counted apart: the two ends, and the breakpoints of f at which the slope of
    g after f changes. They are found here by fractions, from the slopes on both sides.
    """
    kept = list(accumulate((int(kink) for kink in _kinks(f, g)), initial=1))  # kept[i]: knots from f up to piece i
    outputs = len(native.numerators)
    knots = composed.knots
    assert len(knots) == outputs + kept[-1] + 1
    rng = Random(0)
    for o in (0, *sorted(rng.sample(range(outputs), min(_SAMPLES, outputs))), outputs - 1):
        i = bisect_right(native.starts, o) - 1
        height = abs(int(native.fy[i + 1] - native.fy[i]))
        x = Fraction(int(native.numerators[o]), height * _GRID)
        assert knots[o + kept[i]] == (x, g.knots[native.indices[o]][1])


def _kinks(f: xp.PL, g: xp.PL) -> Iterator[bool]:
    """Yield for each breakpoint of f whether the slope of g after f changes there."""
    slopes, inner = list(f.slopes), list(g.slopes)
    xs = [x for x, _ in g.knots]
    for (_, y), before, after in zip(list(f.knots)[1:-1], slopes, slopes[1:], strict=False):
        left, right = max(bisect_left(xs, y) - 1, 0), min(bisect_right(xs, y) - 1, len(inner) - 1)
        yield before * inner[left if before > 0 else right] != after * inner[right if after > 0 else left]
