"""A network along a line in floats, with a rigorous error bound for each output: `NetworkFloats`.

A layer with n terms a unit, in any order of summation and with or without fused operations, is off by at most g (|W|
|X| + |b|), g = (n + 6) u, the rounding of its weights included; errors of the inputs pass through |W| (Higham, Accuracy
and Stability of Numerical Algorithms, 2002, section 3.1). Activations are maps on the line and are taken as in
`float_steps`. Products of matrices are left to the library in float64; in float32, where accelerators may round inputs
to fewer bits, they are sums of products.
"""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, inf, ldexp
from typing import Any

from exactpl.crosscheck.backends import Backend, as_backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT64, FloatFormat, as_format
from exactpl.crosscheck.grids import Grid
from exactpl.errors import require_kind
from exactpl.maps.pl import PL
from exactpl.networks.activations import IDENTITY, Activation
from exactpl.networks.layer import Layer, Vector
from exactpl.networks.line import Line
from exactpl.networks.network import Network, require_network


class NetworkFloats:
    """The outputs of a network at points of a line, as balls: arrays with one row a point and one column an output."""

    def __init__(self, network: Network, line: Line, backend: Backend, format: FloatFormat) -> None:
        require_kind(line, Line, "a Line")
        self._backend, self._format = as_backend(backend), as_format(format)
        self._repeat = require_network(network).repeat
        entry = Layer([[d] for d in line.direction], line.start, "identity")
        self._entry = _FloatLayer(entry, backend, format)
        self._layers = [
            (_FloatLayer(layer, backend, format), layer.reads(i), layer.add)
            for i, layer in enumerate(network.layers, 1)
        ]
        self._identity = FloatSteps(PL([(0, 0)], left_slope=1, right_slope=1), backend, format)

        self.width = max(network.inputs, *(layer.size for layer, _, _ in self._layers))
        """The most numbers that one point needs at once."""

    def images(self, grid: Grid, start: int, stop: int) -> Ball:
        """Return the outputs at the points t of a grid in a range."""
        xp = self._backend.xp
        t = self._identity.start(grid, start, stop)
        column = Ball(*(xp.reshape(each, (-1, 1)) for each in (t.values, t.bounds, t.certain)))
        ball = self._entry.image(column, [])
        for _ in range(self._repeat):
            values = [ball]
            for layer, source, add in self._layers:
                values.append(layer.image(values[source], [values[j] for j in add]))
            ball = values[-1]
        return ball


class _FloatLayer:
    def __init__(self, layer: Layer, backend: Backend, format: FloatFormat) -> None:
        self._xp, self._backend, self._format = backend.xp, backend, format
        self._weight = None if layer.weight is None else self._array(list(zip(*layer.weight, strict=True)))
        self._bias = None if layer.bias is None else self._array([layer.bias])
        terms = len(layer.add) + (0 if layer.weight is None else len(layer.weight[0]))
        self._growth = (terms + 6) * format.roundoff
        format.require_normal((w for row in layer.weight or () for w in row), "weights")
        largest = max((abs(w) for row in layer.weight or () for w in row), default=Fraction(1))
        # each product may underflow, and an input that is flushed to 0 is multiplied with a weight
        self._underflow = ldexp(format.tiny, 4 + terms.bit_length() + ceil(largest).bit_length())
        self._activated = self._activation(layer.activation)

        units = 1 if layer.weight is None else len(layer.weight)
        self.size = units if layer.weight is None or format is FLOAT64 else units * len(layer.weight[0])

    def _array(self, rows: "list[Vector]") -> Any:
        near = [[self._format.nearest(Fraction(x)) for x in row] for row in rows]
        return self._backend.array(near, self._format.dtype(self._xp))

    def image(self, ball: Ball, added: list[Ball]) -> Ball:
        xp, g = self._xp, self._growth
        z = ball.values if self._weight is None else self._product(ball.values, self._weight)
        # what the input is off by, and what rounding adds to each term
        e = ball.bounds + xp.abs(ball.values) * g
        if self._weight is not None:
            e = self._product(e, xp.abs(self._weight))
        if self._bias is not None:
            z, e = z + self._bias, e + xp.abs(self._bias) * g
        certain = xp.all(ball.certain, axis=1, keepdims=True)
        for other in added:
            z, e = z + other.values, e + (other.bounds + xp.abs(other.values) * g)
            certain = certain & xp.all(other.certain, axis=1, keepdims=True)
        e = e * (1 + 4 * g) + self._underflow
        e = xp.where(xp.isfinite(z), e, xp.full_like(e, inf))  # a sum that overflows tells nothing
        return self._activated(Ball(z, e, xp.broadcast_to(certain, z.shape)))

    def _product(self, x: Any, weight: Any) -> Any:
        if self._format is FLOAT64:
            return x @ weight
        return self._xp.sum(self._xp.expand_dims(x, axis=2) * self._xp.expand_dims(weight, axis=0), axis=1)

    def _activation(self, activation: Activation) -> Callable[[Ball], Ball]:
        if activation.groups is not None:
            groups = [self._backend.array(list(group), self._xp.int64) for group in activation.groups]
            return lambda ball: self._pooled(ball, groups, activation.sign)
        if (activation.slopes, activation.intercepts) == (IDENTITY.slopes, IDENTITY.intercepts):
            return lambda ball: ball
        knots = activation.kinks or (Fraction(0),)
        f = PL(
            list(zip(knots, activation.of(knots), strict=True)),
            left_slope=activation.slopes[0],
            right_slope=activation.slopes[-1],
        )
        steps = FloatSteps(f, self._backend, self._format)
        return lambda ball: self._stepped(ball, steps)

    def _stepped(self, ball: Ball, steps: FloatSteps) -> Ball:
        xp, shape = self._xp, ball.values.shape
        flat = steps.step(Ball(*(xp.reshape(each, (-1,)) for each in (ball.values, ball.bounds, ball.certain))))
        return Ball(*(xp.reshape(each, shape) for each in (flat.values, flat.bounds, flat.certain)))

    def _pooled(self, ball: Ball, groups: list[Any], sign: int) -> Ball:
        """Return the largest unit of each group, or for the sign -1 the smallest, off by the largest bound in it."""
        xp = self._xp
        if sign < 0:
            largest = self._pooled(Ball(-ball.values, ball.bounds, ball.certain), groups, 1)
            return Ball(-largest.values, largest.bounds, largest.certain)
        values = [xp.max(xp.take(ball.values, group, axis=1), axis=1) for group in groups]
        bounds = [xp.max(xp.take(ball.bounds, group, axis=1), axis=1) for group in groups]
        certain = [self._certain_in(ball, group) for group in groups]
        return Ball(xp.stack(values, axis=1), xp.stack(bounds, axis=1), xp.stack(certain, axis=1))

    def _certain_in(self, ball: Ball, group: Any) -> Any:
        """Return where all is certain so far, and one unit of a group is certainly larger than all others."""
        xp, u = self._xp, self._format.roundoff
        before = xp.all(xp.take(ball.certain, group, axis=1), axis=1)
        y, e = xp.take(ball.values, group, axis=1), xp.take(ball.bounds, group, axis=1)
        reach = e * (1 + 8 * u) + xp.abs(y) * (8 * u) + 8 * self._format.tiny
        largest = xp.max(y - reach, axis=1, keepdims=True)
        return before & (xp.sum(xp.astype(y + reach >= largest, xp.int64), axis=1) == 1)
