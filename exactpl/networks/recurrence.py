"""Recurrent networks: f_k(x) = ((activation o (W . + b))^k x)_1, its pieces for growing k, and periodic points.

Main definitions: `recurrent`, `unrolled`, `piece_growth`, `as_map`, `find_cycle`. In one dimension everything that
`dynamics` proves applies to the state map. In higher dimensions a cycle is shown by its points; the absence of cycles,
and what period 3 forces, are known in one dimension only.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl import progress, work
from exactpl.arithmetic.integers import prime_divisors, require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.linear import solve
from exactpl.arithmetic.rationals import Exact
from exactpl.errors import InputError
from exactpl.maps.pl import PL
from exactpl.networks.activations import Activation
from exactpl.networks.along_lines import regions, segments
from exactpl.networks.cells import Pattern
from exactpl.networks.draws import RandomStream
from exactpl.networks.layer import Layer, Matrix, Vector
from exactpl.networks.line import Point
from exactpl.networks.network import Network, require_network

if TYPE_CHECKING:
    import numpy as np

Words: TypeAlias = tuple[Pattern, ...]
"""The activation patterns of the points of a cycle."""

_UNIT_STEPS, _WEIGHT_STEPS, _FLOAT_STEPS = 10_000, 3_000, 40_000  # of `work`
_NEWTON_STEPS = 12
_SCALES = (1.0, 0.1, 10.0)


def recurrent(
    weight: Iterable[Iterable[Exact]], bias: Iterable[Exact] | None = None, activation: "str | Activation" = "relu"
) -> Network:
    """Return one step x -> activation(weight * x + bias); `unrolled(net, k)` applies it k times.

    >>> recurrent([[0, 1], [1, 1]])
    <Network 2-2: relu>
    """
    return _iterable(Network([Layer(weight, bias, activation)]))


def _iterable(network: Network) -> Network:
    if require_network(network).inputs != network.outputs:
        raise InputError(
            f"a network that is iterated needs as many outputs as inputs, found {network.inputs} and {network.outputs}."
        )
    return network


def unrolled(network: Network, k: int) -> Network:
    """Return the network applied k >= 1 times, its weights shared."""
    times = require_integer(k, "k", 1)
    require_network(network)
    return Network(network.layers, inputs=network.inputs, repeat=network.repeat * times, origin=network.origin)


@dataclass(frozen=True, slots=True)
class Growth:
    """What a recurrent network has along a line after k steps.

    `vector_pieces` counts the intervals on which all coordinates are affine, `scalar_pieces` those for one coordinate.
    """

    k: int
    regions: int
    vector_pieces: int
    scalar_pieces: int


@work.bounded_stream
def piece_growth(
    network: Network,
    *,
    upto: int,
    on: IntervalLike = None,
    start: Point | None = None,
    direction: Point | None = None,
    output: int = 0,
) -> Iterator[Growth]:
    """Yield the exact numbers of regions and pieces of the k-fold iterate along a line, k = 1..upto.

    Nothing is stored: memory does not grow with the numbers. Cost: that of `regions` for each k.

    >>> tent = Network([Layer([[1], [1]], [0, "-1/2"], "relu"), Layer([[2, -4]])])
    >>> [growth.scalar_pieces for growth in piece_growth(tent, upto=5, on=(0, 1))]
    [2, 4, 8, 16, 32]
    """
    _iterable(network)
    last = require_integer(upto, "upto", 1)
    place = require_integer(output, "output", 0, network.outputs - 1)
    for k in range(1, last + 1):
        found = vector = scalar = 0
        before = None
        for region in regions(unrolled(network, k), on=on, start=start, direction=direction):
            found += 1
            vector += before is None or not region.continues(before)
            scalar += before is None or not region.continues(before, place)
            before = region
        yield Growth(k, found, vector, scalar)
        progress.report("counting pieces", k, last)


@work.bounded
def as_map(network: Network) -> PL:
    """Return the map on the line that a network with one input and one output computes, for `dynamics` to iterate.

    >>> as_map(recurrent([["3/2"]], [-1]))
    PL([('2/3', 0)], left_slope=0, right_slope='3/2')
    """
    require_network(network)
    if (network.inputs, network.outputs) != (1, 1):
        raise InputError(
            f"a network with one input and one output is required, found {network.inputs} and {network.outputs}."
        )
    return segments(network).function


# -- cycles in any dimension -------------------------------------------------------------------------------------------


_LONGEST_CYCLE = 1_000_000


@work.bounded
def find_cycle(network: Network, n: int, *, tries: int = 100, seed: int = 0) -> tuple[Vector, ...] | None:
    """Return an exact cycle of least period n, or None when none was found, which proves nothing.

    Floats propose: from `tries` seeded points Newton's method looks for a fixed point of the iterate. Then the affine
    map of the activation pattern found there is solved exactly, and the orbit of the solution is followed exactly. The
    cycle begins at its smallest point. Cost: about n * layers matrix products a try.

    >>> find_cycle(recurrent([[0, 1], [1, 0]], activation="identity"), 2) is None
    True
    >>> rotation = recurrent([[0, -2], [2, 0]], [1, 0])
    >>> len(find_cycle(rotation, 1))
    1
    """
    _iterable(network)
    n = require_integer(n, "n", 1, _LONGEST_CYCLE)
    proposals = _Proposals(network, n)
    known: set[Words] = set()
    for number in range(require_integer(tries, "tries", 1)):
        progress.report(f"looking for a point of period {n}", number, tries)
        words = proposals.words(RandomStream(seed, number), _SCALES[number % len(_SCALES)])
        if words is None or words in known:
            continue
        known.add(words)
        cycle = _solved(network, words, n)
        if cycle is not None:
            return cycle
    return None


def _solved(network: Network, words: Words, n: int) -> tuple[Vector, ...] | None:
    """Return the cycle whose points have these activation patterns, if there is one and it has least period n."""
    zero, one = Fraction(0), Fraction(1)
    size = network.inputs
    matrix: Matrix = tuple(tuple(one if i == j else zero for j in range(size)) for i in range(size))
    shift: Vector = (zero,) * size
    for word in words:
        matrix, shift = _affine(network, word, matrix, shift)
    point = solve(
        [[(one if i == j else zero) - matrix[i][j] for j in range(size)] for i in range(size)],
        shift,
    )
    if point is None:
        return None
    orbit = [point]
    for _ in range(n):
        work.hold(sum(map(work.size, orbit[-1])) // 8 + 100)
        orbit.append(network.image(orbit[-1]))
    if orbit[n] != point or any(orbit[n // p] == point for p in prime_divisors(n)):
        return None
    first = orbit.index(min(orbit[:n]))
    return tuple(orbit[(first + i) % n] for i in range(n))


def _affine(network: Network, word: Pattern, matrix: Matrix, shift: Vector) -> tuple[Matrix, Vector]:
    """Return the affine map that one step of the network is for these states, after x -> matrix * x + shift."""
    columns = [*zip(*matrix, strict=True), shift]
    states = iter(word)
    for _ in range(network.repeat):
        values = [columns]
        for i, layer in enumerate(network.layers, 1):
            source = layer.reads(i)
            state = next(states)
            made = []
            for c, column in enumerate(values[source]):
                work.charge(
                    (network.widths[i] + 1) * (_UNIT_STEPS + _WEIGHT_STEPS * len(column) + work.size(column[0]))
                )
                added = [values[j][c] for j in layer.add]
                is_shift = c == len(columns) - 1
                z = layer.pre_activation(column, added, with_bias=is_shift)
                made.append(layer.activation.affine(state, z, is_shift))
            values.append(made)
        columns = values[-1]
    return tuple(zip(*columns[:-1], strict=True)), columns[-1]


class _Proposals:
    """The network in floats: where its n-th iterate may have a fixed point. Nothing here decides."""

    def __init__(self, network: Network, n: int) -> None:
        import numpy as np

        self._n, self._size, self._repeat = n, network.inputs, network.repeat
        self._layers = [
            (
                None if layer.weight is None else np.array([[_near(w) for w in row] for row in layer.weight]),
                0.0 if layer.bias is None else np.array([_near(b) for b in layer.bias]),
                layer,
                layer.reads(i),
            )
            for i, layer in enumerate(network.layers, 1)
        ]

    def words(self, draws: RandomStream, scale: float) -> "Words | None":
        """Return the patterns of the n points of a cycle that Newton's method found near a random point."""
        import numpy as np

        x = np.array([scale * draws.normal() for _ in range(self._size)])
        with np.errstate(all="ignore"):
            for _ in range(_NEWTON_STEPS):
                y, jacobian, words = self._orbit(x)
                try:
                    step = np.linalg.solve(np.eye(self._size) - jacobian, y - x)
                except np.linalg.LinAlgError:
                    return None
                if not np.isfinite(step).all():
                    return None
                x = x + step
                if np.abs(step).max() <= 1e-9 * (1 + np.abs(x).max()):
                    return words
        return None

    def _orbit(self, x: "np.ndarray[Any, Any]") -> "tuple[Any, Any, Words]":
        """Return the n-th image of x, the derivative there, and the patterns on the way."""
        import numpy as np

        jacobian, words = np.eye(self._size), []
        for _ in range(self._n):
            word = []
            for _ in range(self._repeat):
                values = [(x, jacobian)]
                for weight, bias, layer, source in self._layers:
                    z, slope = values[source]
                    work.charge(_FLOAT_STEPS + 4 * len(z) * (len(z) + self._size))
                    if weight is not None:
                        z, slope = weight @ z, weight @ slope
                    z = z + bias
                    for j in layer.add:
                        z, slope = z + values[j][0], slope + values[j][1]
                    states, chosen, slopes, offsets = layer.activation.in_floats(z)
                    word.append(states)
                    values.append((slopes * z[chosen] + offsets, slopes[:, None] * slope[chosen]))
                x, jacobian = values[-1]
            words.append(tuple(word))
        return x, jacobian, tuple(words)


def _near(x: Fraction) -> float:
    """Return a float near x, infinite where x is too large for one: then floats propose nothing."""
    try:
        return float(x)
    except OverflowError:
        return math.inf if x > 0 else -math.inf
