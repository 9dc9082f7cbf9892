"""Exact networks: layers of affine maps and piecewise-linear activations, feed-forward, residual or recurrent.

Main definitions: `Layer`, `Network`, `dense`. What they mean is docs/certificates.md, section 4a. Weights are rational
and taken at their exact value; readers of float formats are in `formats`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import Exact, Real
from exactpl.errors import BudgetError, InputError, described, require_kind, require_list
from exactpl.maps.packed_column import PackedColumn, pack
from exactpl.networks.activations import Activation
from exactpl.networks.evaluation import Evaluator
from exactpl.networks.float_layers import FloatLayers
from exactpl.networks.layer import Layer, Vector, items, vector

_UNIT_STEPS, _WEIGHT_STEPS = 15_000, 1_500  # of `work`
_PATTERN_BYTES = 16
MOST_WEIGHTS = 1_000_000  # of one layer in a foreign format, and units of a network
MOST_NUMBERS = 4_000_000
MOST_REPEATS = (1 << 31) - 1  # what a network file can say


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Network:
    """A frozen exact network with one or many inputs and outputs.

    Arguments:
        layers: at least one.
        inputs: how many inputs there are; None is as many as the weight of the first layer reads.
        repeat: apply the layers so many times one after the other, with the same weights (a recurrent network,
            unrolled); needs as many outputs as inputs.
        origin: the foreign format that it was read from, for people; no part of the value.

    Raises InputError that names the layer, what was expected and what was found.

    >>> tent = Network([Layer([[1], [1]], [0, "-1/2"], "relu"), Layer([[2, -4]])])
    >>> tent, tent("1/3")
    (<Network 1-2-1: relu, identity>, Fraction(2, 3))
    """

    layers: tuple[Layer, ...]
    inputs: int
    repeat: int
    widths: tuple[int, ...]
    origin: str = field(compare=False)
    _evaluator: Evaluator = field(compare=False)
    _floats: FloatLayers = field(compare=False)

    def __init__(
        self, layers: Iterable[Layer], *, inputs: int | None = None, repeat: int = 1, origin: str = ""
    ) -> None:
        found = tuple(_layer(layer, i) for i, layer in enumerate(items(layers, "the layers of a network"), 1))
        if not found:
            raise InputError("a network needs at least one layer, found none.")
        require_few_numbers(sum(layer.numbers() for layer in found))
        first = found[0].weight
        if inputs is None:
            if first is None:
                raise InputError("a network whose first layer has no weight needs inputs=, the number of its inputs.")
            inputs = len(first[0])
        inputs = require_integer(inputs, "inputs", 1, MOST_WEIGHTS)
        widths = [inputs]
        for i, layer in enumerate(found, 1):
            widths.append(_width(layer, i, widths))
        if sum(widths) > MOST_WEIGHTS:
            raise BudgetError(f"the layers of a network have at most {MOST_WEIGHTS:,} units, found {sum(widths):,}.")
        repeat = require_integer(repeat, "repeat", 1, MOST_REPEATS)
        if repeat > 1 and widths[-1] != inputs:
            raise InputError(f"a recurrent network needs as many outputs as inputs, found {inputs} and {widths[-1]}.")
        plain = tuple(_plain(layer, i) for i, layer in enumerate(found, 1))
        for name, value in (("layers", plain), ("inputs", inputs), ("repeat", repeat), ("widths", tuple(widths))):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "origin", origin)
        object.__setattr__(self, "_evaluator", Evaluator(plain, self.widths))
        object.__setattr__(self, "_floats", FloatLayers(plain))

    @property
    def outputs(self) -> int:
        """How many outputs there are."""
        return self.widths[-1]

    @property
    def neurons(self) -> int:
        """Number of units, or groups, of all layers whose activation has kinks, each counted `repeat` times."""
        return self.repeat * sum(
            width for layer, width in zip(self.layers, self.widths[1:], strict=True) if layer.activation.has_kinks
        )

    @work.bounded
    def __call__(self, *x: "Exact | Sequence[Exact]") -> "Fraction | Vector":
        """Return the exact output: a Fraction for one output, a tuple for several.

        Takes the numbers one by one, or one list of them. Cost: one multiplication a weight, the numbers growing
        with the depth; with the first point the weights are made integers.
        """
        output = self.image(_point(x, self.inputs))
        return output[0] if len(output) == 1 else output

    @work.bounded
    def image(self, x: Vector) -> Vector:
        """Return the exact outputs at a point, also for one output as a tuple."""
        ((*numerators, q),) = self._evaluator.outputs([as_point(x, self.inputs)], self.repeat)
        return tuple([Fraction(y, q) for y in numerators])

    @work.bounded
    def values(self, points: "Iterable[Exact | Sequence[Exact]]") -> "Sequence[Real] | Sequence[Vector]":
        """Return the exact output at many points, in their order: what the network gives for each one by one.

        A point is a list of numbers, or a number if there is one input. Fractions of one output are made when they are
        read. Raises InputError that names the first point that is none. Cost: one multiplication a weight and point; at
        least ten times less than one by one, as all points pass a layer in one matrix product.

        >>> tent = Network([Layer([[1], [1]], [0, "-1/2"], "relu"), Layer([[2, -4]])])
        >>> list(tent.values([0, "1/3", "3/4"]))
        [Fraction(0, 1), Fraction(2, 3), Fraction(1, 2)]
        """
        given = [_numbered(x, i, self.inputs) for i, x in enumerate(items(points, "points"))]
        found = self._evaluator.outputs(given, self.repeat)
        columns = [list(column) for column in zip(*found, strict=True)] or [[]] * (self.outputs + 1)
        q = columns.pop()
        units = [PackedColumn.of_parts(pack(column), 0, pack(q)) for column in columns]
        if len(units) == 1:
            return units[0]
        vectors: list[Vector] = list(zip(*units, strict=True))
        return vectors

    @work.bounded
    def layer_values(self, x: Vector) -> list[Vector]:
        """Return the outputs of the layers of the last repetition, the input of that repetition first.

        There may be any number of repetitions if the states come back to an earlier one.
        """
        state, done, period = _followed(lambda x: self._step(x)[-1], as_point(x, self.inputs), self.repeat - 1)
        for _ in range((self.repeat - 1 - done) % period if period else 0):
            state = self._step(state)[-1]
        return self._step(state)

    @work.bounded
    def pattern(self, *x: "Exact | Sequence[Exact]") -> tuple[tuple[int, ...], ...]:
        """Return the activation pattern at a point: for each layer, of each repetition, the states of its units."""
        work.hold(_PATTERN_BYTES * self.repeat * len(self.layers))
        pattern: list[tuple[int, ...]] = []
        _, done, period = _followed(lambda x: self._step(x, pattern)[-1], _point(x, self.inputs), self.repeat)
        if period:
            rounds, rest = divmod(self.repeat - done, period)
            word = pattern[-period * len(self.layers) :]
            pattern += word * rounds + word[: rest * len(self.layers)]
        return tuple(pattern)

    def _step(self, state: Vector, pattern: list[tuple[int, ...]] | None = None) -> list[Vector]:
        """Return the outputs of the layers of one repetition, its input first; `pattern` takes the states of units."""
        values = [state]
        for i, layer in enumerate(self.layers, 1):
            z = self._pre_activation(i, layer, values)
            if pattern is not None:
                pattern.append(layer.states(z))
            values.append(layer.activated(z))
        return values

    def _pre_activation(self, i: int, layer: Layer, values: list[Vector]) -> Vector:
        source = layer.reads(i)
        rows, columns = self.widths[i], 1 if layer.weight is None else self.widths[source]
        work.charge(
            _UNIT_STEPS * rows + _WEIGHT_STEPS * rows * columns + columns * sum(map(work.size, values[source])) // 2
        )
        return layer.pre_activation(values[source], [values[j] for j in layer.add])

    def __repr__(self) -> str:
        shape = "-".join(map(str, self.widths)) if len(self.widths) <= 12 else f"{self.inputs}-...-{self.outputs}"
        kinds = [str(layer.activation) for layer in self.layers]
        shown = ", ".join(kinds) if len(kinds) <= 8 else f"{len(kinds)} layers"
        again = f", {shortened(self.repeat)} times" if self.repeat > 1 else ""
        return f"<Network {shape}: {shown}{again}>"


def require_few_numbers(total: int) -> None:
    """Raise BudgetError where a network has more numbers than one may have."""
    if total > MOST_NUMBERS:
        raise BudgetError(
            f"a network has at most {MOST_NUMBERS:,} weights, biases and places of values and groups, found "
            f"{shortened(total)}; take a part."
        )


def require_network(network: object) -> Network:
    """Return a network as it is; TypeError for anything else."""
    return require_kind(network, Network, "a Network")


def _followed(step: Callable[[Vector], Vector], state: Vector, times: int) -> tuple[Vector, int, int]:
    """Return (state, steps, 0) after so many steps, or (state, steps, period) once a state comes back."""
    mark, marked = state, 0
    for done in range(1, times + 1):
        state = step(state)
        if state == mark:
            return state, done, done - marked
        if done & (done - 1) == 0:  # Brent's marks: 1, 2, 4, ...
            mark, marked = state, done
        progress.report("repetitions", done, times)
    return state, times, 0


def _layer(layer: object, i: int) -> Layer:
    if not isinstance(layer, Layer):
        raise InputError(f"layer {i} must be a Layer, found {described(layer)}.")
    return layer


def _plain(layer: Layer, i: int) -> Layer:
    """Return a layer without what it need not say, a bias of zeros or the value before: equal networks are equal."""
    bias = layer.bias if layer.bias is not None and any(layer.bias) else None
    source = None if layer.source == i - 1 else layer.source
    if (bias, source) == (layer.bias, layer.source):
        return layer
    return Layer(layer.weight, bias, layer.activation, source=source, add=layer.add)


def _width(layer: Layer, i: int, widths: list[int]) -> int:
    """Return the number of entries that layer i computes; InputError when it does not fit the values before."""
    source = layer.reads(i)
    for place in (source, *layer.add):
        if place >= i:
            raise InputError(f"layer {i} can read the values 0 to {i - 1} only, found {shortened(place)}.")
    if layer.weight is not None and len(layer.weight[0]) != widths[source]:
        raise InputError(
            f"layer {i} must have a weight with {widths[source]} columns, one for each entry of value {source}, found "
            f"{len(layer.weight[0])}."
        )
    units = widths[source] if layer.weight is None else len(layer.weight)
    if layer.bias is not None and len(layer.bias) != units:
        raise InputError(f"layer {i} must have a bias of {units} numbers, found {len(layer.bias)}.")
    for j in layer.add:
        if widths[j] != units:
            raise InputError(f"layer {i} adds value {j}, which must have {units} entries, found {widths[j]}.")
    return layer.activation.width(units, f"layer {i}")


def _point(x: tuple[object, ...], inputs: int) -> Vector:
    given = x[0] if len(x) == 1 and isinstance(x[0], Sequence) and not isinstance(x[0], str) else x
    point = vector(given, "a point")
    if len(point) != inputs:
        raise InputError(f"a point of {inputs} numbers is required, found {len(point)}.")
    return point


def _numbered(x: object, i: int, inputs: int) -> Vector:
    if type(x) is Fraction and inputs == 1:
        return (x,)
    if type(x) is tuple and len(x) == inputs and all(type(entry) is Fraction for entry in x):
        return x
    try:
        return as_point(x, inputs)
    except InputError as error:
        raise InputError(f"points[{i}]: {error}") from None


def as_point(x: object, inputs: int) -> Vector:
    """Return a point, given as a list of exact numbers, or as a number if there is one input."""
    return _point((x,), inputs)


def dense(
    weights: Iterable[Iterable[Iterable[Exact]]],
    biases: Iterable[Iterable[Exact]],
    activation: "str | Activation" = "relu",
    *,
    last: "str | Activation" = "identity",
) -> Network:
    """Return the feed-forward network with these weights and biases; `last` is the activation of the last layer.

    >>> dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    <Network 1-2-1: relu, identity>
    """
    matrices, offsets = require_list(weights, "weights"), require_list(biases, "biases")
    if len(matrices) != len(offsets):
        raise InputError(f"one bias for each of the {len(matrices)} weights is required, found {len(offsets)}.")
    pairs = list(zip(matrices, offsets, strict=True))
    return Network([Layer(w, b, activation if i < len(pairs) else last) for i, (w, b) in enumerate(pairs, 1)])
