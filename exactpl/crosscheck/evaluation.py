"""f^k, or a network, on a whole grid: arrays that stay on the device, computed chunk by chunk, with error bounds."""

from collections.abc import Callable

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FloatFormat, as_format
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.network_floats import NetworkFloats
from exactpl.crosscheck.quiet import quiet
from exactpl.errors import require_kind
from exactpl.maps.pl import PL
from exactpl.networks.line import Line
from exactpl.networks.network import Network


@work.bounded
def evaluate(
    f: PL, k: int, *, grid: Grid, backend: str | Backend = "numpy", format: str | FloatFormat = "float64"
) -> Ball:
    """Return f^k at the points of a grid: values, bounds of their errors, and whether all pieces are certain.

    Raises BudgetError, before the work, where such arrays do not fit on the device. Cost: k steps a point.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> ball = evaluate(tent, 2, grid=Grid.inside(tent.domain, 5))
    >>> ball.values.tolist(), bool((ball.bounds < 1e-14).all())
    ([0.0, 1.0, 0.0, 1.0, 0.0], True)
    """
    times = require_integer(k, "k", 0)
    place, kind = as_backend(backend), as_format(format)
    steps = FloatSteps(f, place, kind)

    def chunk(start: int, stop: int) -> Ball:
        ball = steps.start(grid, start, stop)
        for _ in range(times):
            ball = steps.step(ball)
        return ball

    return _whole(chunk, grid, 1, place.chunk, place, kind)


@work.bounded
def evaluate_network(
    network: Network,
    *,
    line: Line,
    grid: Grid,
    backend: str | Backend = "numpy",
    format: str | FloatFormat = "float64",
) -> Ball:
    """Return a network's outputs at the points t of a grid on a line: arrays of one row a point, one column an output.

    Raises BudgetError, before the work, where they do not fit on the device. Cost: one pass of the network a point.
    """
    place, kind = as_backend(backend), as_format(format)
    floats = NetworkFloats(network, line, place, kind)

    def chunk(start: int, stop: int) -> Ball:
        return floats.images(grid, start, stop)

    return _whole(chunk, grid, network.outputs, max(place.chunk // floats.width, 256), place, kind)


def _whole(
    chunk: Callable[[int, int], Ball], grid: Grid, columns: int, size: int, backend: Backend, format: FloatFormat
) -> Ball:
    numbers = require_kind(grid, Grid, "a Grid").points * columns
    # the chunks and what they are joined to are there at once
    backend.require_memory(2 * numbers * (2 * (4 if format.digits == 24 else 8) + 1), f"{grid.points:,} points")
    balls = []
    with quiet():
        for start in range(0, grid.points, size):
            stop = min(start + size, grid.points)
            balls.append(chunk(start, stop))
            progress.report("evaluating on a grid", stop, grid.points)
    xp = backend.xp
    return Ball(
        xp.concat([ball.values for ball in balls]),
        xp.concat([ball.bounds for ball in balls]),
        xp.concat([ball.certain for ball in balls]),
    )
