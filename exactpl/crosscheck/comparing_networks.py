"""Cross-checks of networks along a line: float outputs with their bounds, beside exact values and pieces."""

from fractions import Fraction
from math import isfinite

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import approximate
from exactpl.claims.subjects import NetworkSubject
from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.comparing import POINTS, SAMPLES
from exactpl.crosscheck.formats import FloatFormat, as_format
from exactpl.crosscheck.grid_counts import count_along_line
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.network_floats import NetworkFloats
from exactpl.crosscheck.quiet import quiet
from exactpl.crosscheck.reports import AGREES, CANNOT_TELL, DISAGREES, Comparison, CrossCheck, seen_beside
from exactpl.networks.along_lines import segments
from exactpl.networks.line import Line, Point, line_of
from exactpl.networks.network import Network


@work.bounded
def compare_network(
    network: Network | NetworkSubject,
    *,
    on: IntervalLike,
    start: Point | None = None,
    direction: Point | None = None,
    points: int = POINTS,
    backend: str | Backend = "numpy",
    format: str | FloatFormat = "float64",
    samples: int = SAMPLES,
) -> CrossCheck:
    """Compare float outputs on a grid along a line with exact ones, and the pieces of the network with the bends seen.

    The line has two ends. Cost: one pass of the network for each point; exact values for the samples; `segments`.

    >>> from exactpl.networks.network import dense
    >>> compare_network(dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), on=(0, 1), points=1000).outcome
    'agrees'
    """
    net = network.network if isinstance(network, NetworkSubject) else network
    line = line_of(net, on, start, direction)
    kind, place = as_format(format), as_backend(backend)
    grid = Grid.inside(line.on, points)
    count = min(require_integer(samples, "samples", 1), points)
    floats = NetworkFloats(net, line, place, kind)
    values = _values(net, line, grid, floats, sorted({i * (points - 1) // max(count - 1, 1) for i in range(count)}))
    pieces = len(segments(net, on=on, start=start, direction=direction).pieces)
    seen = count_along_line(floats, grid, place, kind)
    return CrossCheck(1, points, str(place), kind.name, (values, seen_beside("pieces", pieces, seen, seen.pieces)))


def _values(network: Network, line: Line, grid: Grid, floats: NetworkFloats, chosen: list[int]) -> Comparison:
    told, largest_error, largest_bound = 0, 0.0, 0.0
    for j in chosen:
        with quiet():
            ball = floats.images(grid, j, j + 1)
        exact = network.image(line.at(grid[j]))
        for i, x in enumerate(exact):
            y, e = float(ball.values[0, i]), float(ball.bounds[0, i])
            if not (isfinite(y) and isfinite(e)):
                continue
            error = abs(Fraction(y) - x)
            if error > Fraction(e):
                detail = f"at t = {approximate(grid[j])} output {i} is {y!r}, exact {approximate(x)}, beyond its bound"
                return Comparison("values", DISAGREES, detail)
            told += 1
            largest_error, largest_bound = max(largest_error, float(error)), max(largest_bound, e)
    if not told:
        return Comparison("values", CANNOT_TELL, f"no bound at {len(chosen):,} points is finite", 1)
    detail = f"{len(chosen):,} points: errors at most {largest_error:.1e}, bounds at most {largest_bound:.1e}"
    return Comparison("values", AGREES, detail)
