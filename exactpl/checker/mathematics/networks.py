"""Networks evaluated on integers, at points and on rays.

Every value is a list of integers over one positive denominator, the *unit* of that value.  It begins as the
denominator of the input and is multiplied, from layer to layer, by the layer's *factor*: the common denominator
of weight and bias, times that of slope and bounds.  So no fraction is reduced on the way, and apart from the
denominator of the input the unit of the output is the same for all inputs: the *scale* of the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from operator import mul

from ..arithmetic import rationals
from ..arithmetic.spans import Spans
from ..errors import Reject, Rule
from ..reading.networkfile import Layer, NetworkFile
from .matrices import Matrix

Vector = list[int]
# For each layer with kinks the positions of its pre-activations: two for each kink below, one for a kink met.
# For each layer of groups, bits for the places in each group where its maximum is attained.
Chunk = tuple[int, ...]
Trace = list[Chunk]
# The states, as `positions` halved and as the lowest bit.
Pattern = list[Chunk]


@dataclass(frozen=True)
class Stage:
    """A layer on integers; `lift` takes values read to the unit of the value before."""

    number: int
    source: int
    lift: int
    matrix: Matrix | None
    bias: tuple[int, ...] | None
    add: tuple[tuple[int, int], ...]  # numbers of values, and what takes them to the unit of the pre-activations
    denominator: int  # of weight and bias
    below: int  # the denominator of kinks and pieces
    kinks: tuple[int, ...]
    pieces: tuple[tuple[int, int], ...]
    factor: int  # both denominators
    groups: tuple[tuple[int, ...], ...] | None
    over: tuple[int, ...]  # numbers of values that no later layer reads

    def forget(self, values: list[Vector]) -> None:
        """Give back the memory of values that no later layer reads."""
        for j in self.over:
            values[j] = []

    def linear(self, values: list[Vector], unit: int, product: Vector | None = None) -> Vector:
        """Return the pre-activations over unit * denominator; for unit 0, without the bias: of derivatives.

        `product` is that of the weight and the value read, where it is known.
        """
        x = values[self.source]
        if self.matrix is None:
            factor = self.lift * self.denominator
            z = x if factor == 1 else [factor * entry for entry in x]
        else:
            z = self.matrix.times(x) if product is None else product
            if self.lift != 1:
                z = [self.lift * entry for entry in z]
        if self.bias is not None and unit:
            z = [entry + unit * b for entry, b in zip(z, self.bias, strict=True)]
        for j, factor in self.add:
            z = [entry + factor * other for entry, other in zip(z, values[j], strict=True)]
        return z

    def _levels(self, unit: int) -> list[tuple[int, int]]:
        """Return for each kink, over the unit of pre-activations, the integers next to it, or twice itself (6.1')."""
        scaled = [kink * unit * self.denominator for kink in self.kinks]
        return [(level // self.below, -(-level // self.below)) for level in scaled]

    def _constants(self, unit: int) -> Vector:
        """Return the constants of the pieces over the unit of the value."""
        return [constant * unit * self.denominator for _, constant in self.pieces]

    def applied(self, z: Vector, unit: int) -> tuple[Vector, Chunk | None]:
        """Return the value over unit * factor, and what is to be known of the pre-activations."""
        if self.groups is not None:
            largest = [max([z[i] for i in group]) for group in self.groups]
            places = zip(self.groups, largest, strict=True)
            return largest, tuple(_places([z[i] == top for i in group]) for group, top in places)
        if not self.kinks:
            ((slope, _),), (constant,) = self.pieces, self._constants(unit)
            return [slope * entry + constant for entry in z], None
        levels, constants = self._levels(unit), self._constants(unit)
        if len(levels) == 1:
            # The integers next to the kink are equal, or one comes after the other: above the first is above the kink.
            ((under, over),), (left, right) = levels, self.pieces
            met = under if under == over else None
            if left[0] == 0 and right[0] == 1 and not any(constants):
                value = [entry if entry > under else 0 for entry in z]
            else:
                value = [
                    right[0] * entry + constants[1] if entry > under else left[0] * entry + constants[0] for entry in z
                ]
            return value, tuple([2 if entry > under else int(entry == met) for entry in z])
        value, positions = [], []
        for entry in z:
            position = 0
            for under, over in levels:
                position += (under < entry) + (over <= entry)
            piece = position // 2
            value.append(self.pieces[piece][0] * entry + constants[piece])
            positions.append(position)
        return value, tuple(positions)

    def applied_on_ray(self, z: Vector, s: Vector, unit: int) -> tuple[Vector, Vector, Chunk | None]:
        """Return value, derivative and states for pre-activations z + s tau, tau >= 0 (theorems 6.2, 6.1', 3)."""
        if self.groups is not None:
            firsts = [self._first(group, z, s) for group in self.groups]
            units = [group[place] for group, place in zip(self.groups, firsts, strict=True)]
            return [z[i] for i in units], [s[i] for i in units], tuple(1 << place for place in firsts)
        levels, constants = self._levels(unit), self._constants(unit)
        value, derivative, states = [], [], []
        for entry, step in zip(z, s, strict=True):
            for under, over in levels:
                if not ((entry >= over and step >= 0) or (entry <= under and step <= 0)):
                    raise _not_affine(self, "a unit that does not come to a kink on the ray", "one that does")
            state = sum(entry > under or (step > 0 and entry >= over) for under, over in levels)
            slope = self.pieces[state][0]
            value.append(slope * entry + constants[state])
            derivative.append(slope * step)
            states.append(state)
        return value, derivative, tuple(states) if levels else None

    def _first(self, group: tuple[int, ...], z: Vector, s: Vector) -> int:
        top, fastest = max(z[i] for i in group), max(s[i] for i in group)
        for place, i in enumerate(group):
            if z[i] == top and s[i] == fastest:
                return place
        raise _not_affine(self, "a largest unit of each group that also grows fastest on the ray", "none")


def _places(attained: list[bool]) -> int:
    """Return bits for the places; read as text, as adding them up one by one would be quadratic."""
    return int("".join(["1" if here else "0" for here in reversed(attained)]), 2)


def _not_affine(stage: Stage, expected: str, found: str) -> Reject:
    return Reject(Rule.NOT_AFFINE, f"{expected}, in layer {stage.number}", found)


class Products:
    """Products of neighbouring factors, each put together from few that are kept (divisions would be slow)."""

    def __init__(self, factors: list[int]) -> None:
        self._spans = Spans(mul, factors)

    def between(self, start: int, end: int) -> int:
        """Return the product of the factors from number `start` to the one before `end`."""
        return self._spans.over(start, end - 1) if start < end else 1


class Network:
    """A network on integers."""

    def __init__(self, source: NetworkFile) -> None:
        factors = [layer.denominator * _below(layer) for layer in source.layers]
        products = Products(factors)
        last = {j: i for i, layer in enumerate(source.layers) for j in (i, layer.source, *layer.add)}
        over: list[list[int]] = [[] for _ in source.layers]
        for j, i in last.items():
            over[i].append(j)
        self.stages = [_stage(layer, i, products, tuple(over[i])) for i, layer in enumerate(source.layers)]
        self.scale: int = products.between(0, len(factors)) ** source.repeat
        self.repeat = source.repeat

    def at(self, x: Vector, unit: int, products: dict[int, Vector] | None = None) -> tuple[Vector, Trace]:
        """Return the output at an input over a unit, over unit * scale, and what is to be known of all layers.

        `products` are those of weights and the input, by the numbers of their layers, where they are known.
        """
        trace: Trace = []
        for _ in range(self.repeat):
            x, unit = self.once(x, unit, trace, products)
            products = None
        return x, trace

    def value(self, x: Vector, unit: int) -> tuple[Vector, int]:
        """Return the output at an input over a unit, and its unit."""
        for _ in range(self.repeat):
            x, unit = self.once(x, unit)
        return x, unit

    def once(
        self, x: Vector, unit: int, trace: Trace | None = None, products: dict[int, Vector] | None = None
    ) -> tuple[Vector, int]:
        """Return the value of one repetition and its unit; what is to be known is added to the trace."""
        values = [x]
        for stage in self.stages:
            product = products.get(stage.number) if products else None
            value, chunk = stage.applied(stage.linear(values, unit, product), unit)
            unit *= stage.factor
            values.append(value)
            if chunk is not None and trace is not None:
                trace.append(chunk)
            stage.forget(values)
        return values[-1], unit

    def on_ray(self, x: Vector, step: Vector, unit: int) -> tuple[Vector, Pattern]:
        """Return the derivative in tau of the output at x + step tau, tau >= 0, and the pattern there.

        The unit is that of x; step, and so the derivative, may have another one, as only its signs are compared.
        Raises `Reject` unless the conditions of theorem 6.2 hold.
        """
        pattern: Pattern = []
        for _ in range(self.repeat):
            values, derivatives = [x], [step]
            for stage in self.stages:
                z, s = stage.linear(values, unit), stage.linear(derivatives, 0)
                value, derivative, states = stage.applied_on_ray(z, s, unit)
                unit *= stage.factor
                values.append(value)
                derivatives.append(derivative)
                stage.forget(values)
                stage.forget(derivatives)
                if states is not None:
                    pattern.append(states)
            x, step = values[-1], derivatives[-1]
        return step, pattern

    def between(self, left: Trace, right: Trace) -> Pattern:
        """Return the pattern of the cell between two points; raises `Reject` unless theorem 6.1 applies (by 6.1')."""
        pattern: Pattern = []
        watched = [stage for stage in self.stages if stage.kinks or stage.groups is not None]
        for i, (a, b) in enumerate(zip(left, right, strict=True)):
            stage = watched[i % len(watched)]
            if stage.groups is None:
                if a != b and not _ON_ONE_SIDE.issuperset(zip(a, b, strict=True)):
                    raise _not_affine(stage, "each unit on one side of each of its kinks", "a unit that crosses one")
                pattern.append(tuple([position // 2 for position in map(max, a, b)]))
            else:
                common = [x & y for x, y in zip(a, b, strict=True)]
                if 0 in common:
                    raise _not_affine(stage, "a unit of each group that is largest at both points", "none")
                pattern.append(tuple([places & -places for places in common]))
        return pattern


def on_one_side(p: int, q: int) -> bool:
    """Tell whether two positions (2 for each kink below, 1 for one met) have no kink strictly between them.

    Kinks have the odd positions (theorem 6.1', 1).
    """
    return not any(kink % 2 == 1 for kink in range(min(p, q) + 1, max(p, q)))


_ON_ONE_SIDE = {(p, q) for p in range(5) for q in range(5) if on_one_side(p, q)}


def _below(layer: Layer) -> int:
    """Return the common denominator of slope and bounds."""
    return lcm(*(number.denominator for number in layer.activation.written))


def _stage(layer: Layer, i: int, products: Products, over: tuple[int, ...]) -> Stage:
    below = _below(layer)
    slopes, constants = zip(*layer.activation.pieces, strict=True)
    return Stage(
        number=i + 1,
        source=layer.source,
        lift=products.between(layer.source, i),
        matrix=None if layer.weight is None else Matrix(layer.weight),
        bias=layer.bias,
        add=tuple([(j, layer.denominator * products.between(j, i)) for j in layer.add]),
        denominator=layer.denominator,
        below=below,
        kinks=tuple(rationals.over(layer.activation.kinks, below)),
        pieces=tuple(zip(rationals.over(slopes, below), rationals.over(constants, below), strict=True)),
        factor=layer.denominator * below,
        groups=layer.activation.groups,
        over=over,
    )
