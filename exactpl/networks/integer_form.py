"""A network over integers: along a line each value is (u + v t) / q with integer vectors u, v and a q known beforehand.

`integer_form` writes the layers out, once for each repetition. All numbers of a layer are integers over one
denominator, so that no gcd is ever taken in the inner loops.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.integer_matrix import IntegerMatrix
from exactpl.errors import BudgetError
from exactpl.networks.layer import Layer

_LAYER_STEPS, _UNIT_STEPS = 20_000, 500  # of `work`
_LAYER_BYTES, _UNIT_BYTES = 500, 40
MOST_LAYERS = 1_000_000


@dataclass(frozen=True, slots=True)
class IntegerLayer:
    """A layer over integers; `pre` and `out` are the denominators of its pre-activation and of its value.

    The pre-activation is scale * (matrix * value) + bias + the sum of factor * value over `added`; kinks, intercepts
    and slopes are integers over `pre`, `out` and out / pre. With groups the largest unit is taken, or, for the sign -1,
    the smallest.
    """

    number: int
    source: int
    matrix: IntegerMatrix | None
    scale: int
    bias: list[int]
    added: tuple[tuple[int, int], ...]
    kinks: tuple[int, ...]
    slopes: tuple[int, ...]
    intercepts: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...] | None
    sign: int
    pre: int
    out: int

    @property
    def norm(self) -> int:
        """How many times larger than an input of the matrix a product with it can be."""
        return 1 if self.matrix is None else self.matrix.norm

    @property
    def reads_only_the_value_before(self) -> bool:
        """Whether nothing but the value just before is read."""
        return self.source == self.number - 1 and all(j == self.number - 1 for j, _ in self.added)


class IntegerWeights:
    """The weights of layers, each over its own denominator, made when they are first asked for and kept."""

    __slots__ = ("_found", "_layers")

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers
        self._found: dict[int, tuple[IntegerMatrix | None, int]] = {}

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return IntegerWeights, (self._layers,)

    def of_layer(self, i: int) -> tuple[IntegerMatrix | None, int]:
        """Return the weight of layer i, from 0, over a denominator, and this; the identity is None over 1."""
        if i not in self._found:
            self._found[i] = _matrix(self._layers[i])
        return self._found[i]


def _matrix(layer: Layer) -> tuple[IntegerMatrix | None, int]:
    if layer.weight is None:
        return None, 1
    common = common_denominator(w for row in layer.weight for w in row)
    return IntegerMatrix([over(row, common) for row in layer.weight]), common


def integer_form(
    layers: Sequence[Layer], unit: int, *, repeat: int = 1, weights: IntegerWeights | None = None
) -> list[IntegerLayer]:
    """Return the layers of a network, of all its repetitions, for an input over the denominator `unit`."""
    if len(layers) * repeat > MOST_LAYERS:
        raise BudgetError(f"at most {MOST_LAYERS:,} layers are followed, repetitions included; repeat less often.")
    weights = IntegerWeights(layers) if weights is None else weights
    found: list[IntegerLayer] = []
    outs = [unit]
    for repetition in range(repeat):
        base = repetition * len(layers)
        for i, layer in enumerate(layers):
            found.append(_integer_layer(layer, base + i + 1, base, outs, *weights.of_layer(i)))
            outs.append(found[-1].out)
    return found


def _integer_layer(
    layer: Layer, number: int, base: int, outs: list[int], matrix: IntegerMatrix | None, weight_denominator: int
) -> IntegerLayer:
    source = base + layer.reads(number - base)
    added = [base + j for j in layer.add]
    own = common_denominator(layer.bias or ())
    activation = layer.activation
    kinks, slopes, intercepts = activation.kinks, activation.slopes, activation.intercepts
    pre = math.lcm(weight_denominator * outs[source], own, common_denominator(kinks), *(outs[j] for j in added))
    steepness = common_denominator(slopes)
    out = math.lcm(pre * steepness, common_denominator(intercepts))
    work.charge(_LAYER_STEPS + (len(layer.bias or ()) + 8) * (_UNIT_STEPS + out.bit_length() // 8))
    work.hold(_LAYER_BYTES + (len(layer.bias or ()) + 4) * (_UNIT_BYTES + out.bit_length() // 8))
    return IntegerLayer(
        number=number,
        source=source,
        matrix=matrix,
        scale=pre // (weight_denominator * outs[source]),
        bias=[] if layer.bias is None else over(layer.bias, pre),
        added=tuple((j, pre // outs[j]) for j in added),
        kinks=tuple(over(kinks, pre)),
        slopes=tuple(over(slopes, out // pre)),
        intercepts=tuple(over(intercepts, out)),
        groups=activation.groups,
        sign=activation.sign,
        pre=pre,
        out=out,
    )


def common_denominator(numbers: Iterable[Fraction]) -> int:
    """Return the least common multiple of the denominators."""
    return math.lcm(*{x.denominator for x in numbers})


def over(numbers: Iterable[Fraction], denominator: int) -> list[int]:
    """Return the numerators over a denominator that all of them divide."""
    return [x.numerator * (denominator // x.denominator) for x in numbers]
