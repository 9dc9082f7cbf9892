"""Numbers that theory puts beside the true count of regions and pieces, and what units do on an interval.

Main definitions: `region_bound` (never exceeded), `Network.neurons` (what Hanin and Rolnick compare with),
`constant_units`, `frozen_intervals`, `breakpoint_histogram`.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import InputError, require_kind, require_list
from exactpl.networks.along_lines import Segments
from exactpl.networks.network import Network, require_network

MOST_BINS = 1_000_000


@work.bounded
def region_bound(network: Network) -> int:
    """Return a number of regions that the network does not exceed on any line: prod(n_l + 1) for ReLU layers.

    n_l is the number of units of layer l, or of kinks of its units, or, for groups, of units that can take over.
    The bound is attained for one input. Source: Serra, Tjandraatmadja and Ramalingam, Bounding and counting linear
    regions, 2018, arXiv 1711.02114.

    >>> from exactpl.networks.network import dense
    >>> region_bound(dense([[[1]] * 10, [[1] * 10] * 10, [[1] * 10] * 10, [[1] * 10]], [[0] * 10] * 3 + [[0]]))
    1331
    """
    require_network(network)
    bound = 1
    for layer, width in zip(network.layers, network.widths[1:], strict=True):
        bound *= 1 + layer.activation.changes(width)
    bits = bound.bit_length() * network.repeat
    work.hold(bits // 8)
    work.require(bits * isqrt(bits) // 30, f"a number of {bits:,} bits")
    return int(bound**network.repeat)


@dataclass(frozen=True, slots=True)
class ConstantUnit:
    """A unit whose state is the same in all regions of the interval asked about; at single points it may differ.

    `is_dead`: its activation is constant there, so no gradient passes through it for any point of the interval; else it
    is linear.
    """

    layer: int
    unit: int
    state: int
    is_dead: bool


def _segments(found: object) -> Segments:
    return require_kind(found, Segments, "what networks.segments gives")


@work.bounded
def constant_units(found: Segments) -> tuple[ConstantUnit, ...]:
    """Return the units whose state is the same in all regions; layers are numbered from 1, units from 0.

    For a ReLU that is dead the pre-activation is <= 0 on the whole interval, ends included. Cost: one look at each
    pattern.
    """
    layers = _segments(found).network.layers * found.network.repeat
    constant = []
    first = found.regions[0].pattern
    for number, layer in enumerate(layers, 1):
        if not layer.activation.has_kinks:
            continue
        states = {region.pattern[number - 1] for region in found.regions}
        for unit, state in enumerate(first[number - 1]):
            if all(other[unit] == state for other in states):
                constant.append(ConstantUnit(number, unit, state, layer.activation.is_flat(state)))
    return tuple(constant)


@work.bounded
def frozen_intervals(found: Segments) -> tuple[tuple[Interval, int], ...]:
    """Return the maximal intervals on which all units of a layer are flat: (interval, number of the first such layer).

    There the outputs of the layer are constant, and the gradient of every weight before it vanishes, for all points of
    the interval. Networks with residual sums may still change there, by what passes the layer.
    """
    layers = _segments(found).network.layers * found.network.repeat
    frozen: list[tuple[Interval, int]] = []
    before: int | None = None
    for region in found.regions:
        number = next(
            (
                i
                for i, (layer, states) in enumerate(zip(layers, region.pattern, strict=True), 1)
                if layer.activation.has_kinks and all(map(layer.activation.is_flat, states))
            ),
            None,
        )
        if number is not None:
            if number == before:
                frozen[-1] = frozen[-1][0].hull(region.domain), number
            else:
                frozen.append((region.domain, number))
        before = number
    return tuple(frozen)


@work.bounded
def breakpoint_histogram(found: Segments, *, edges: "int | Iterable[Exact]" = 10) -> list[tuple[Interval, int]]:
    """Return how many breakpoints of the function lie in each bin [e_i, e_(i+1)), the last one closed.

    edges is a number of equal bins of a bounded interval, at most 1,000,000, or an increasing list.

    >>> from exactpl.networks.along_lines import segments
    >>> from exactpl.networks.network import dense
    >>> found = segments(dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), on=(-1, 1))
    >>> [count for _, count in breakpoint_histogram(found, edges=4)]
    [0, 0, 1, 1]
    """
    _segments(found)
    if isinstance(edges, int):
        count = require_integer(edges, "edges", 1, MOST_BINS)
        lower, upper = found.line.on
        if lower is None or upper is None:
            raise InputError(f"equal bins need a bounded interval, found {found.line.on}; give the edges.")
        ends = [lower + (upper - lower) * Fraction(i, count) for i in range(count + 1)]
    else:
        ends = [exact(edge) for edge in require_list(edges, "edges")]
    if len(ends) < 2 or any(a >= b for a, b in pairwise(ends)):
        raise InputError("at least two edges, increasing strictly, are required.")
    counts = [0] * (len(ends) - 1)
    for t in found.breakpoints:
        if ends[0] <= t <= ends[-1]:
            counts[min(bisect_right(ends, t) - 1, len(counts) - 1)] += 1
    return [(Interval(a, b), n) for a, b, n in zip(ends, ends[1:], counts, strict=False)]
