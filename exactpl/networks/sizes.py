"""How large a network is, as docs/certificates.md, section 4a, counts: what its file may hold, how numbers grow."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exactpl.networks.layer import Layer
from exactpl.networks.network import MOST_WEIGHTS, Network

MOST_NUMBERS = 1_000_000
MOST_UNITS = MOST_WEIGHTS
MOST_VALUES = MOST_WEIGHTS
MOST_DENOMINATOR_BITS = 65_536
MOST_BITS = 2**31


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a network, for one repetition.

    `numbers` are the layers, their weights and biases, and places in `add` and in groups, `units` the pre-activations,
    `values` the entries of all values, `bits` those of all numbers over common denominators, `zeros` what biases of
    zeros add to them where a file writes these out, and `growth` the G of section 8.
    """

    numbers: int
    units: int
    values: int
    bits: int
    zeros: int
    growth: int


@dataclass(frozen=True, slots=True)
class LongDenominators:
    """The number, from 1, of a layer whose common denominators are too long for a network file."""

    layer: int


def sizes_of(network: Network) -> Sizes | LongDenominators:
    """Return the sizes of a network, or the first layer whose common denominators are too long to be counted."""
    units = bits = zeros = growth = 0
    for i, layer in enumerate(network.layers, 1):
        lengths = _lengths(layer)
        if lengths is None:
            return LongDenominators(i)
        below, above, numbers = lengths
        width = network.widths[layer.reads(i)] if layer.weight is None else len(layer.weight)
        units += width
        bits += numbers * (below + above)
        zeros += width * (below + above) if layer.bias is None else 0
        growth += below + above + 24
    return Sizes(sum(layer.numbers() for layer in network.layers), units, sum(network.widths), bits, zeros, growth)


def _lengths(layer: Layer) -> tuple[int, int, int] | None:
    """Return the D and M of section 4a for a layer, and how many numbers it has; None where D is too large."""
    numbers = [w for row in layer.weight or () for w in row] + list(layer.bias or ())
    others = layer.activation.numbers()
    common, besides = short_common_denominator(numbers), short_common_denominator(others)
    if common is None or besides is None:
        return None
    below = (common * besides).bit_length()
    if below > MOST_DENOMINATOR_BITS:
        return None
    return below, max(1, _numerator_bits(numbers)) + _numerator_bits(others) + below, len(numbers) + len(others)


def _numerator_bits(numbers: Iterable[Fraction]) -> int:
    return max((x.numerator.bit_length() for x in numbers), default=0)


def short_common_denominator(numbers: Iterable[Fraction]) -> int | None:
    """Return the least common multiple of the denominators; None where it is too long for a file."""
    common = 1
    for denominator in {x.denominator for x in numbers}:
        common = math.lcm(common, denominator)
        if common.bit_length() > MOST_DENOMINATOR_BITS:
            return None
    return common
