"""Cross-checks: float steps, bounded steps, exact steps on grids; and the same on a GPU, where there is one."""

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

import exactpl as xp
from benchmarks.measure import Row, Settings, Target, UnavailableError, duration, pairs_of
from exactpl.crosscheck import FLOAT64, Backend, FloatSteps, Grid, backend, count_on_grid
from exactpl.errors import InputError

_POINTS = 2_000_000
_GPU_POINTS = 10**9
_GPU_STEPS = range(24, 29)


def observe(settings: Settings) -> Iterator[Row]:
    place = backend()
    for name, f in (("tent of slope 19/10", xp.zoo.tent(slope="19/10")), ("four breakpoints", _zigzag())):
        grid, steps = Grid.inside(f.domain, _POINTS), FloatSteps(f, place, FLOAT64)
        points = np.random.default_rng(0).permutation(grid.floats(place, FLOAT64, 0, _POINTS))
        usual = _searchsorted(f)
        assert np.array_equal(usual(points), _chunked(steps.image, points, place.chunk))
        pairs = pairs_of(partial(usual, points), partial(_chunked, steps.image, points, place.chunk), settings.repeats)
        yield Row(
            "observe",
            f"searchsorted on the whole array / a plain step by chunks: {name}, {_POINTS:,} points",
            pairs.ratio(),
            "x",
            Target(3, is_least=True),
            pairs.detail("searchsorted", "plain step"),
        )
        bounded = pairs_of(
            partial(_bounded, steps, grid, place.chunk),
            partial(_chunked, steps.image, points, place.chunk),
            settings.repeats,
        )
        yield Row(
            "observe",
            f"a step with its rigorous bound / a plain step: {name}",
            bounded.ratio(),
            "x",
            None,
            bounded.detail("bounded", "plain"),
        )
        for method in ("int64", "residues", "floats"):
            k = 5
            seconds = _seconds(partial(count_on_grid, f, k, grid=grid, backend=place, method=method))
            each = seconds / _POINTS / k
            yield Row(
                "observe",
                f"f^{k} counted on a grid, {method}, a point and step: {name}",
                each * 1e9,
                "ns",
                None,
                f"{duration(seconds)} in all",
            )


def gpu(_: Settings) -> Iterator[Row]:
    """Count on 10^9 points on the first GPU that PyTorch or CuPy finds; NumPy on a hundredth of them beside it."""
    place = _gpu()
    f, host = xp.zoo.tent(slope="19/10"), backend()
    grid = Grid.inside(f.domain, _GPU_POINTS)
    bandwidth = _bandwidth(place)
    for k in _GPU_STEPS:
        exact = xp.piece_count(f, k)
        for method in ("floats", "residues"):
            count_on_grid(
                f, k, grid=Grid.inside(f.domain, 10**6), backend=place, method=method
            )  # compiles and allocates
            start = perf_counter()
            found = count_on_grid(f, k, grid=grid, backend=place, method=method)
            seconds = perf_counter() - start
            assert found.pieces <= exact
            small = Grid.inside(f.domain, _GPU_POINTS // 100)
            alone = _seconds(partial(count_on_grid, f, k, grid=small, backend=host, method=method)) * 100
            rate = _GPU_POINTS * k / seconds
            yield Row(
                "gpu",
                f"{place}: f^{k} of the tent of slope 19/10 on 10^9 points, {method}, NumPy's time / this",
                alone / seconds,
                "x",
                None,
                f"{duration(seconds)}, {rate / 1e9:.1f} * 10^9 points and steps a second; shown {found.pieces:,} of "
                f"{exact:,} pieces; 16 bytes a point and step are {rate * 16 / bandwidth:.0%} of "
                f"{bandwidth / 1e9:.0f} GB/s",
            )


def _gpu() -> Backend:
    reasons = []
    for name in ("torch", "cupy"):
        try:
            return backend(name, "cuda")
        except InputError as error:
            reasons.append(str(error))
    raise UnavailableError(f"a GPU is needed: {' '.join(reasons)}")


def _bandwidth(place: Backend) -> float:
    """Return the bytes a second that copying an array on the device reads and writes, at best of ten."""
    xp_ = place.xp
    values = xp_.zeros(1 << 28, dtype=xp_.float64, device=place.device)
    best = 0.0
    for _ in range(10):
        start = perf_counter()
        copied = values + 1.0
        float(copied[0])  # waits for the device
        best = max(best, 2 * 8 * (1 << 28) / (perf_counter() - start))
    return best


def _zigzag() -> xp.PL:
    return xp.PL([(0, 0), ("1/5", 1), ("2/5", "1/10"), ("3/5", "9/10"), ("4/5", "1/3"), (1, "2/3")])


def _searchsorted(f: xp.PL) -> Callable[[Any], Any]:
    """Return the step that one writes first: bisect, take slope and intercept."""
    breaks = np.array([float(b) for b in f.breakpoints])
    slopes = np.array([float(s) for s in f.slopes])
    intercepts = np.array([float(piece.intercept) for piece in f.pieces])

    def step(x: Any) -> Any:
        place = np.searchsorted(breaks, x, side="right")
        return slopes[place] * x + intercepts[place]

    return step


def _chunked(step: Callable[[Any], Any], points: Any, chunk: int) -> Any:
    images = np.empty_like(points)
    for start in range(0, len(points), chunk):
        images[start : start + chunk] = step(points[start : start + chunk])
    return images


def _bounded(steps: FloatSteps, grid: Grid, chunk: int) -> None:
    for start in range(0, grid.points, chunk):
        steps.step(steps.start(grid, start, min(start + chunk, grid.points)))


def _seconds(call: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)
