"""Plain ways to what surveys draw and ask: networks as maps of the oracle, draws made again from random numbers."""

import itertools
import math
from fractions import Fraction

from exactpl.maps.pl import PL
from exactpl.networks.draws import RandomStream
from exactpl.networks.network import Network
from tests.bridge import oracle
from tests.oracles.maps import Map, add, clip, compose, constant, make, maximum, scale

LINE = make([(0, 0)], 1, 1)


def relu(m: Map) -> Map:
    return maximum(m, constant(m, 0))


def unit_sum(weights: list[Fraction], values: list[Map], bias: Fraction) -> Map:
    total = constant(LINE, bias)
    for w, value in zip(weights, values, strict=True):
        total = add(total, scale(value, w))
    return total


def as_map(drawn: PL | Network) -> Map:
    """Return the function of a drawn map, or of a network of relu, identity and clip(0, 1) layers on the line."""
    if isinstance(drawn, PL):
        return oracle(drawn)
    values = [LINE]
    for layer in drawn.layers:
        sums = [
            unit_sum(list(row), values, Fraction(0) if layer.bias is None else layer.bias[i])
            for i, row in enumerate(layer.weight)
        ]
        assert layer.activation.name in ("relu", "identity", "clip")
        if layer.activation.name == "relu":
            sums = [relu(m) for m in sums]
        elif layer.activation.name == "clip":
            sums = [clip(m, 0, 1) for m in sums]
        values = sums
    (once,) = values
    whole = LINE
    for _ in range(drawn.repeat):
        whole = compose(once, whole)
    return whole


# -- draws, made again -------------------------------------------------------------------------------------------------


def simple_rnn(seed: int, i: int, width: int, variance: Fraction, *, clipped: bool = True) -> Map:
    """a_i normal of the variance variance/width, then b_i uniform: the sum of a_i relu(x - b_i), between 0 and 1."""
    draws = RandomStream(seed, i)
    deviation = math.sqrt(float(variance / width))
    slopes = [Fraction(deviation * draws.normal()) for _ in range(width)]
    kinks = [Fraction(draws.uniform()) for _ in range(width)]
    total = constant(LINE, 0)
    for a, b in zip(slopes, kinks, strict=True):
        total = add(total, scale(make([(b, 0)], 0, 1), a))
    return clip(total, 0, 1) if clipped else total


def he_notebook(seed: int, i: int, width: int, depth: int) -> Map:
    """Layer by layer, the weights row by row and then the biases, all normal of variance 2/inputs; relu everywhere."""
    draws = RandomStream(seed, i)
    sizes = [1, *[width] * (depth - 1), 1]
    values = [LINE]
    for inputs, outputs in itertools.pairwise(sizes):
        factor = math.sqrt(2 / inputs)
        rows = [[Fraction(factor * draws.normal()) for _ in range(inputs)] for _ in range(outputs)]
        biases = [Fraction(factor * draws.normal()) for _ in range(outputs)]
        values = [relu(unit_sum(row, values, bias)) for row, bias in zip(rows, biases, strict=True)]
    return values[0]


def random_map(seed: int, i: int, pieces: int) -> Map:
    """Inner knots are uniform (0 and repetitions drawn again), then values for all knots from the left."""
    draws = RandomStream(seed, i)
    inner: list[float] = []
    while len(inner) < pieces - 1:
        x = draws.uniform()
        if x != 0 and x not in inner:
            inner.append(x)
    return make([(Fraction(x), Fraction(draws.uniform())) for x in [0.0, *sorted(inner), 1.0]])


def random_tent(seed: int, i: int, least: Fraction, most: Fraction) -> Map:
    slope = least + (most - least) * Fraction(RandomStream(seed, i).uniform())
    return make([(0, 0), (Fraction(1, 2), slope / 2), (1, 0)])


def perturbed_tent(seed: int, i: int, depth: int, deviation: float, *, shared: bool) -> Map:
    """2 relu(x) - 4 relu(x - 1/2) with noise on weights, biases, slopes and the constant, in this order."""
    draws = RandomStream(seed, i)

    def noisy(x: Fraction | int) -> Fraction:
        return x + Fraction(deviation * draws.normal())

    def once() -> Map:
        weights = [noisy(1), noisy(1)]
        biases = [noisy(0), noisy(Fraction(-1, 2))]
        slopes = [noisy(2), noisy(-4)]
        hidden = [relu(unit_sum([w], [LINE], b)) for w, b in zip(weights, biases, strict=True)]
        return unit_sum(slopes, hidden, noisy(0))

    first = once()
    whole = first
    for _ in range(depth - 1):
        whole = compose(first if shared else once(), whole)
    return whole
