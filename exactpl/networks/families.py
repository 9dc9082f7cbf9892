"""Random families of networks, seeded: drawn as float64 and taken exactly. Draw i of a seed is the same everywhere.

Main definitions: `simple_rnn` (the family of the theorems of arXiv 2210.05212, definition 2.3), `initialised` (the
initialisations that its experiments use, for any widths), `perturbed`.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.rationals import Exact, exact, shortened_rational
from exactpl.errors import InputError, described
from exactpl.networks.activations import IDENTITY, RELU, Activation, clip
from exactpl.networks.draws import RandomStream
from exactpl.networks.layer import Layer
from exactpl.networks.network import Network, require_few_numbers

_Sampler: TypeAlias = Callable[[RandomStream, int, int], float]
"""Makes one number of a layer with so many inputs and outputs."""

_SAMPLERS: dict[str, _Sampler] = {
    "he": lambda draws, fan_in, _: math.sqrt(2 / fan_in) * draws.normal(),
    "glorot": lambda draws, fan_in, fan_out: math.sqrt(2 / (fan_in + fan_out)) * draws.normal(),
    "uniform": lambda draws, _, __: draws.uniform(),
    "truncated_normal": lambda draws, _, __: draws.truncated_normal(),
    "std_1/k": lambda draws, fan_in, fan_out: draws.normal() / max(fan_in, fan_out),
    "variance_1/k": lambda draws, fan_in, fan_out: draws.normal() / math.sqrt(max(fan_in, fan_out)),
    "std_1/outputs": lambda draws, _, fan_out: draws.normal() / fan_out,
    "one": lambda *_: 1.0,
    "zero": lambda *_: 0.0,
}
INITIALISATIONS = tuple(_SAMPLERS)
"""he: variance 2/inputs; glorot: 2/(inputs + outputs); uniform on [0, 1]; truncated_normal: the normal distribution
given [0, 1]; std_1/k and variance_1/k: standard deviation or variance 1/k, k the larger of inputs and outputs;
std_1/outputs: standard deviation 1/outputs; one; zero."""


@work.bounded
def simple_rnn(
    width: int,
    *,
    variance: Exact = 2,
    seed: int,
    draw: int = 0,
    biases: str = "uniform",
    clipped: bool = True,
) -> Network:
    """Return x -> clip(sum of a_i relu(x - b_i), 0, 1), a_i normal with mean 0 and variance `variance` / width.

    b_i are uniform on [0, 1], or "truncated_normal". Without `clipped` the sum is left as it is. Source: arXiv
    2210.05212, definition 2.3 and theorem 2.4.

    >>> simple_rnn(4, seed=1), simple_rnn(4, seed=1) == simple_rnn(4, seed=1, draw=0)
    (<Network 1-4-1: relu, clip(0, 1)>, True)
    """
    k = require_integer(width, "width", 1)
    spread = exact(variance)
    if spread <= 0:
        raise InputError(f"variance must be > 0, found {shortened_rational(spread)}.")
    if biases not in ("uniform", "truncated_normal"):
        raise InputError(f"biases must be uniform or truncated_normal, found {described(biases)}.")
    require_few_numbers(3 * k)
    draws, deviation = RandomStream(seed, draw), math.sqrt(_as_float(spread / k, "variance / width"))
    slopes = [Fraction(deviation * draws.normal()) for _ in range(k)]
    kinks = [Fraction(_SAMPLERS[biases](draws, 1, k)) for _ in range(k)]
    return Network(
        [Layer([[1]] * k, [-b for b in kinks], RELU), Layer([slopes], None, clip(0, 1) if clipped else IDENTITY)]
    )


@work.bounded
def initialised(
    widths: Sequence[int],
    *,
    seed: int,
    draw: int = 0,
    weights: "str | Sequence[str]" = "he",
    biases: "str | Sequence[str]" = "zero",
    activation: "str | Activation" = RELU,
    last: "str | Activation" = IDENTITY,
) -> Network:
    """Return a feed-forward network with these widths, inputs first, and random numbers; see `INITIALISATIONS`.

    `weights` and `biases` name one initialisation, or one for each layer; biases are zero unless they are named. For
    each layer the weights are drawn row by row, then the biases.

    >>> initialised([1, 2, 1], seed=3, biases="uniform", last="relu")
    <Network 1-2-1: relu, relu>
    """
    if not isinstance(widths, Sequence):
        raise InputError(f"widths must be a list such as [1, 4, 1], found {described(widths)}.")
    sizes = [require_integer(width, "a width", 1) for width in widths]
    if len(sizes) < 2:
        raise InputError(f"widths must have at least two entries, inputs and outputs, found {described(widths)}.")
    kinds = [_samplers(given, len(sizes) - 1, what) for given, what in ((weights, "weights"), (biases, "biases"))]
    require_few_numbers(sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes)))
    draws = RandomStream(seed, draw)
    layers = []
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        rows = [[Fraction(kinds[0][i](draws, fan_in, fan_out)) for _ in range(fan_in)] for _ in range(fan_out)]
        offsets = [Fraction(kinds[1][i](draws, fan_in, fan_out)) for _ in range(fan_out)]
        layers.append(Layer(rows, offsets, last if i == len(sizes) - 2 else activation))
    return Network(layers)


def _as_float(x: Fraction, name: str) -> float:
    """Return the float nearest to a parameter; InputError where there is none, or only 0."""
    try:
        value = float(x)
    except OverflowError:
        value = math.inf
    if math.isinf(value) or (x and not value):
        raise InputError(f"{name} must have the size of a float64, found about 2^{_exponent(x)}.")
    return value


def _exponent(x: Fraction) -> int:
    return abs(x.numerator).bit_length() - x.denominator.bit_length()


def _samplers(given: "str | Sequence[str]", count: int, what: str) -> list[_Sampler]:
    names = [given] * count if isinstance(given, str) else list(given) if isinstance(given, Sequence) else []
    if len(names) != count or any(name not in _SAMPLERS for name in names):
        raise InputError(
            f"{what} must name one of {', '.join(INITIALISATIONS)}, or one for each of the {count} layers, found "
            f"{described(given)}."
        )
    return [_SAMPLERS[name] for name in names]


@work.bounded
def perturbed(network: Network, *, deviation: Exact, seed: int, draw: int = 0) -> Network:
    """Return the network with a normal number of this standard deviation added to each weight and bias.

    The noise is drawn as float64; the sum is exact.
    """
    size, draws = _as_float(exact(deviation), "deviation"), RandomStream(seed, draw)

    def noise() -> Fraction:
        return Fraction(size * draws.normal())

    layers = [
        Layer(
            None if layer.weight is None else [[w + noise() for w in row] for row in layer.weight],
            None if layer.bias is None else [b + noise() for b in layer.bias],
            layer.activation,
            source=layer.source,
            add=layer.add,
        )
        for layer in network.layers
    ]
    return Network(layers, inputs=network.inputs, repeat=network.repeat)
