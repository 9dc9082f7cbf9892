"""A network at many points: exact outputs in the order of the points.

A point is a column of integers over its own denominator q. A layer over integers for the denominator 1 (`integer_form`)
takes it if bias, kinks and intercepts are multiplied by q, so that one matrix product serves all points, whatever their
denominators: exact in floats where all integers stay within 2^53, which is known beforehand, else in FLINT. A batch
goes through in blocks; values that no later layer reads are dropped.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from flint import fmpz_mat

from exactpl import progress, work
from exactpl.networks.integer_form import IntegerLayer, IntegerWeights, common_denominator, integer_form, over
from exactpl.networks.layer import Layer, Vector

_LAYER_STEPS, _UNIT_STEPS, _WEIGHT_STEPS, _BITS_A_STEP, _BITS_SQUARED_A_STEP = 8_000, 600, 15, 4, 1_000  # of `work`
_FLOAT_STEPS, _POINT_STEPS = 10, 6_000
_POINT_BYTES, _NUMBER_BYTES = 150, 40
_BLOCK = 1 << 18  # entries of the widest layer
_FEW = 32  # points for which NumPy is not worth its import
_MOST = 1 << 53

State: TypeAlias = tuple[int, ...]
"""Numerators and, at the end, their positive denominator."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A layer with its scale and bias in one matrix: [scale * weight, bias] times (value, q), None for the identity.

    For an input of size <= M, denominators included, no number on the way exceeds bound * M; those of the weight have
    `bits` bits. `last_use` is the last layer, from 1, that reads the value of this one.
    """

    layer: IntegerLayer
    rows: list[list[int]] | None
    engine: fmpz_mat | None
    bound: int
    bits: int
    last_use: int


class Evaluator:
    """The layers of a network, made ready for points when the first one is asked for."""

    __slots__ = ("_layers", "_steps", "_widest", "_widths", "weights")

    def __init__(self, layers: Sequence[Layer], widths: Sequence[int]) -> None:
        self._layers, self._widths = layers, widths
        self._widest = max(*widths, *(len(layer.weight or ()) for layer in layers))
        self._steps: list[_Step] = []
        self.weights = IntegerWeights(layers)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Evaluator, (self._layers, self._widths)

    def outputs(self, points: Sequence[Vector], repeat: int) -> list[State]:
        """Return the outputs at points, the layers being applied `repeat` times.

        Cost: a multiplication a weight, point and repetition; a state that comes back ends its repetitions.
        """
        work.hold(_POINT_BYTES * len(points))
        states = [_state(point) for point in points]
        found = self._applied(states) if repeat == 1 else self._repeated(states, repeat)
        work.hold(sum(_NUMBER_BYTES * len(state) + state[-1].bit_length() * len(state) // 8 for state in found))
        return found

    def _repeated(self, states: list[State], times: int) -> list[State]:
        found = list(states)
        running = list(range(len(states)))
        marks = {i: states[i] for i in running}
        left = dict.fromkeys(running, times)
        marked = done = 0
        while running:
            done += 1
            moved = self._applied([found[i] for i in running])
            for i, state in zip(running, moved, strict=True):
                found[i] = _reduced(state)
                left[i] -= 1
                if found[i] == marks.get(i):
                    left[i] %= done - marked
                    del marks[i]
            running = [i for i in running if left[i]]
            if done & (done - 1) == 0:  # Brent's marks: 1, 2, 4, ...
                marks = {i: found[i] for i in running if i in marks}
                marked = done
            if running:
                progress.report("repetitions", done, times - 1)
        return found

    def _applied(self, states: list[State]) -> list[State]:
        """Return what the layers make of states, applied once."""
        if not self._steps:
            self._steps = _steps(self._layers, self.weights)
        size = max(1, _BLOCK // self._widest)
        if len(states) <= size:
            return self._block(states)
        found: list[State] = []
        for first in range(0, len(states), size):
            progress.report("points", first, len(states))
            found += self._block(states[first : first + size])
        return found

    def _block(self, states: list[State]) -> list[State]:
        if not states:
            return []
        largest = max(max(map(max, states)), -min(map(min, states)))
        exact_floats = len(states) >= _FEW and all(step.bound * largest <= _MOST for step in self._steps)
        _charge(self._steps, len(states), largest, exact_floats)
        return _in_floats(self._steps, states) if exact_floats else _in_integers(self._steps, states)


def _state(point: Vector) -> State:
    q = common_denominator(point)
    return (*over(point, q), q)


def _reduced(state: State) -> State:
    divisor = math.gcd(*state)
    return state if divisor == 1 else tuple([x // divisor for x in state])


def _steps(layers: Sequence[Layer], weights: IntegerWeights) -> list[_Step]:
    form = integer_form(layers, 1, weights=weights)
    last_use = [0] * (len(form) + 1)
    for layer in form:
        for j in (layer.source, *(j for j, _ in layer.added)):
            last_use[j] = layer.number
    last_use[-1] = len(form) + 1
    bounds, found = [1], []
    for layer in form:
        bound = _bound(layer, bounds)
        bounds.append(bound)
        rows = None if layer.matrix is None else _with_bias(layer, layer.matrix.rows)
        engine = None if rows is None else fmpz_mat(rows)
        bits = 1 if rows is None else max(max(map(int.bit_length, row)) for row in rows)
        found.append(_Step(layer, rows, engine, bound, bits, last_use[layer.number]))
    return found


def _with_bias(layer: IntegerLayer, rows: list[list[int]]) -> list[list[int]]:
    scale, bias = layer.scale, layer.bias or [0] * len(rows)
    return [[*(scale * w for w in row), b] for row, b in zip(rows, bias, strict=True)]


def _bound(layer: IntegerLayer, bounds: list[int]) -> int:
    """Return a bound of all numbers that the layer meets, partial sums included, for an input of size 1."""
    z = layer.scale * layer.norm * bounds[layer.source] + max(map(abs, layer.bias), default=0)
    z += sum(factor * bounds[j] for j, factor in layer.added)
    value = max(map(abs, layer.slopes)) * z + max(map(abs, layer.intercepts))
    return max(1, z, value, *map(abs, layer.kinks))


def _charge(steps: Sequence[_Step], count: int, largest: int, exact_floats: bool) -> None:
    bits = largest.bit_length()
    total = _POINT_STEPS * count
    for step in steps:
        units = len(step.rows or step.layer.bias or (0,))
        weights = 0 if step.rows is None else len(step.rows) * len(step.rows[0])
        if exact_floats:
            total += _LAYER_STEPS + count * (_FLOAT_STEPS * units + weights)
        else:
            size = bits + step.bound.bit_length()
            product = _WEIGHT_STEPS + size // _BITS_A_STEP // 10 + size * step.bits // _BITS_SQUARED_A_STEP
            total += _LAYER_STEPS + count * (units * (_UNIT_STEPS + size // _BITS_A_STEP) + weights * product)
    work.charge(total)


# -- integers ----------------------------------------------------------------------------------------------------------


def _in_integers(steps: Sequence[_Step], states: list[State]) -> list[State]:
    """Return the outputs of a block; the entries of a value stand unit after unit, each at all points."""
    count = len(states)
    flat: list[Any] = list(chain.from_iterable(zip(*states, strict=True)))
    q = flat[-count:]
    values: list[list[Any]] = [flat[:-count]]
    for step in steps:
        values.append(_activated(step.layer, _pre_activation(step, values, q), q))
        _drop(step.layer, steps, values)
    out = steps[-1].layer.out
    numbers = list(map(int, values[-1]))
    units = [numbers[i : i + count] for i in range(0, len(numbers), count)]
    return list(zip(*units, [out * each for each in q], strict=True))


def _pre_activation(step: _Step, values: list[list[Any]], q: list[int]) -> list[Any]:
    layer, value = step.layer, values[step.layer.source]
    if step.engine is not None:
        product = step.engine * fmpz_mat(len(value) // len(q) + 1, len(q), value + q)
        z: list[Any] = product.entries()
    else:
        z = value if layer.scale == 1 else [layer.scale * x for x in value]
        if layer.bias:
            z = [x + y for x, y in zip(z, [b * each for b in layer.bias for each in q], strict=True)]
    for j, factor in layer.added:
        z = [x + factor * y for x, y in zip(z, values[j], strict=True)]
    return z


def _activated(layer: IntegerLayer, z: list[Any], q: list[int]) -> list[Any]:
    count = len(q)
    if layer.groups is not None:
        best = max if layer.sign > 0 else min
        units = [z[i : i + count] for i in range(0, len(z), count)]
        return [best(each) for group in layer.groups for each in zip(*(units[i] for i in group), strict=True)]
    slopes, intercepts = layer.slopes, layer.intercepts
    if not layer.kinks and slopes[0] == 1 and not intercepts[0]:
        return z
    if layer.kinks == (0,) and not any(intercepts):
        below, above = slopes
        if below == 0 and above == 1:
            return [x if x > 0 else 0 for x in z]
        return [(above if x > 0 else below) * x for x in z]
    kinks = list(zip(*([kink * each for each in q] for kink in layer.kinks), strict=True)) or [()] * count
    result = []
    for place, x in enumerate(z):
        state = sum([x > kink for kink in kinks[place % count]])
        result.append(slopes[state] * x + intercepts[state] * q[place % count])
    return result


def _drop(layer: IntegerLayer, steps: Sequence[_Step], values: list[Any]) -> None:
    """Forget the values that this layer was the last to read, and its own if none reads it."""
    for j in (layer.number, layer.source, *(j for j, _ in layer.added)):
        if j and steps[j - 1].last_use <= layer.number:
            values[j] = None


# -- floats that are integers ------------------------------------------------------------------------------------------


def _in_floats(steps: Sequence[_Step], states: list[State]) -> list[State]:
    """Return the outputs of a block all of whose numbers, and partial sums in any order, are integers within 2^53."""
    import numpy as np

    columns = np.array(states, dtype=np.float64).T
    q = columns[-1:]
    values: list[Any] = [columns[:-1]]
    for step in steps:
        layer, value = step.layer, values[step.layer.source]
        if step.rows is None:
            z = layer.scale * value
            if layer.bias:
                z = z + np.array(layer.bias, dtype=np.float64)[:, None] * q
        else:
            z = np.array(step.rows, dtype=np.float64) @ np.vstack((value, q))
        for j, factor in layer.added:
            z = z + factor * values[j]
        values.append(_activated_floats(layer, z, q))
        _drop(layer, steps, values)
    outputs = values[-1].T.astype(np.int64).tolist()
    out = steps[-1].layer.out
    return [(*y, out * state[-1]) for y, state in zip(outputs, states, strict=True)]


def _activated_floats(layer: IntegerLayer, z: Any, q: Any) -> Any:
    import numpy as np

    if layer.groups is not None:
        best = np.max if layer.sign > 0 else np.min
        return np.stack([best(z[list(group)], axis=0) for group in layer.groups])
    if not layer.kinks:
        return layer.slopes[0] * z + layer.intercepts[0] * q
    state = np.sum([z > kink * q for kink in layer.kinks], axis=0)
    slopes, intercepts = (np.array(each, dtype=np.float64) for each in (layer.slopes, layer.intercepts))
    return slopes[state] * z + intercepts[state] * q
