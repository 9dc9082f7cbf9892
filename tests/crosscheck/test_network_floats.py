"""Networks in floats: the exact outputs lie within the bounds, and pieces called certain are right."""

import math
import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import InputError
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.float_steps import Ball, FloatSteps
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.network_floats import NetworkFloats, _FloatLayer
from exactpl.crosscheck.quiet import quiet
from exactpl.networks.line import Line, line_of
from tests.crosscheck.cases import LIBRARIES, library, listed

N = xp.networks
FORMATS = [FLOAT32, FLOAT64]
libraries = pytest.mark.parametrize("name", LIBRARIES)
formats = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
POINTS = 9
ACTIVATIONS = [
    "identity",
    "relu",
    "abs",
    "hard_tanh",
    N.leaky_relu("1/100"),
    N.leaky_relu("-1/3"),
    N.clip(0, 1),
    N.clip("-1/3", None),
    N.clip(None, "2/7"),
    N.clip("-1/10", "1/10"),
]


def number(rng: random.Random) -> Fraction:
    """Return 0, a power of 2 of any size, a fraction that floats cannot hold, or a float."""
    kind = rng.random()
    if kind < 0.15:
        return Fraction(0)
    if kind < 0.3:
        return rng.choice((1, -1)) * Fraction(2) ** rng.choice((60, -60, 20, -20))
    if kind < 0.65:
        return Fraction(rng.randint(-99, 99), rng.choice((3, 7, 10, 33, 101)))
    return Fraction(rng.gauss(0, 1))


def drawn(seed: int) -> tuple["N.Network", Line]:
    """Return a small network of all kinds of layers, and a line through its inputs."""
    rng = random.Random(seed)
    inputs, repeat, count = rng.randint(1, 3), rng.choice((1, 1, 2, 3)), rng.randint(1, 4)
    widths, layers = [inputs], []
    for i in range(1, count + 1):
        closes = i == count and repeat > 1
        source = rng.choice([None, None, rng.randrange(i)])
        fan_in = widths[i - 1 if source is None else source]
        units = inputs if closes else rng.randint(1, 4)
        weight = [[number(rng) for _ in range(fan_in)] for _ in range(units)]
        if rng.random() < 0.15 and (not closes or fan_in == inputs):
            weight, units = None, fan_in
        bias = [number(rng) for _ in range(units)] if rng.random() < 0.7 else None
        add = [j for j in range(i) if widths[j] == units and rng.random() < 0.4]
        activation = rng.choice(ACTIVATIONS)
        if rng.random() < 0.2 and not closes:
            groups = [sorted(rng.sample(range(units), rng.randint(1, units))) for _ in range(rng.randint(1, 3))]
            activation = N.MaxPool(groups)
        layers.append(N.Layer(weight, bias, activation, source=source, add=add))
        widths.append(len(activation.groups) if isinstance(activation, N.MaxPool) else units)
    network = N.Network(layers, inputs=inputs, repeat=repeat)
    start = [Fraction(rng.randint(-99, 99), 70) for _ in range(inputs)]
    direction = [Fraction(rng.randint(1, 99), 70) for _ in range(inputs)]
    return network, line_of(network, (-1, 2), start, direction)


def check_ball(ball: Ball, exact: Sequence[Sequence[Fraction]]) -> int:
    """See that a ball holds exact outputs, one row a point; return how many bounds are finite."""
    values, bounds, told = flat(ball.values), flat(ball.bounds), 0
    outputs = [x for row in exact for x in row]
    assert len(values) == len(bounds) == len(outputs)
    for y, e, x in zip(values, bounds, outputs, strict=True):
        if math.isfinite(e):
            assert math.isfinite(y), f"{y} has the bound {e}"
            off = abs(Fraction(y) - x)
            assert off <= Fraction(e), f"{y} is off by {float(off)}, beyond {e}"
            told += 1
    return told


def flat(array: object) -> list[float]:
    """Return the numbers of an array with rows, one row after the other."""
    return [x for i in range(array.shape[0]) for x in listed(array[i, :])]  # type: ignore[attr-defined]


def check(network: "N.Network", line: Line, place: Backend, format: FloatFormat, floats: object = None) -> int:
    """See that the outputs at grid points are held; return how many bounds are finite."""
    grid = Grid.inside(line.on, POINTS)
    made = floats if isinstance(floats, NetworkFloats) else NetworkFloats(network, line, place, format)
    with quiet():
        ball = made.images(grid, 0, POINTS)
    assert tuple(ball.values.shape) == tuple(ball.bounds.shape) == tuple(ball.certain.shape)
    return check_ball(ball, [network.image(line.at(x)) for x in grid])


@libraries
@formats
def test_exact_outputs_lie_within_the_bounds(name: str, format: FloatFormat) -> None:
    place, told = library(name), 0
    for seed in range(250 if name == "numpy" else 80):
        told += check(*drawn(seed), place, format)
    assert told > 80 * POINTS


@libraries
@formats
@pytest.mark.parametrize("weights", ["he", "glorot", "uniform", "std_1/k"])
def test_initialised_networks(weights: str, name: str, format: FloatFormat) -> None:
    place = library(name)
    for seed, widths in enumerate(([1, 8, 8, 1], [2, 16, 3], [3, 5, 5, 5, 2], [1, 100, 1])):
        network = N.initialised(widths, seed=seed, weights=weights, biases="uniform")
        rational = N.Network(
            [N.Layer([[w / 3 for w in row] for row in a.weight], a.bias, a.activation) for a in network.layers]
        )
        for each in (network, rational):
            line = line_of(each, (-1, 1), [Fraction(i, 7) for i in range(widths[0])], range(1, widths[0] + 1))
            assert check(each, line, place, format) == POINTS * widths[-1]


@libraries
@formats
def test_a_residual_recurrent_network(name: str, format: FloatFormat) -> None:
    layers = [
        N.Layer([["1/3", "-2/7"], ["5/11", "1/9"]], ["1/10", 0], N.leaky_relu("1/10")),
        N.Layer([[1, 0], ["1/3", "1/3"]], None, N.clip(-2, 2), add=[0]),
        N.Layer(None, ["1/7", "-1/7"], "abs", source=1, add=[0, 2]),
    ]
    network = N.Network(layers, repeat=6)
    line = line_of(network, ("-1/3", 3), [0, "1/3"], [1, "-1/7"])
    assert check(network, line, library(name), format) == 2 * POINTS


@formats
@pytest.mark.parametrize("size", [60, -60, 100, -100])
def test_huge_and_tiny_weights(size: int, format: FloatFormat) -> None:
    factor = Fraction(2) ** size
    network = N.Network([N.Layer([[factor / 3], [-factor]], [factor, "1/3"], "relu"), N.Layer([[1 / factor, "1/3"]])])
    assert check(network, line_of(network, (-1, 1), None, None), library("numpy"), format) == POINTS
    cancelling = N.Network([N.Layer([[1], [1]]), N.Layer([[factor, -factor]], [factor / 7])])
    assert check(cancelling, line_of(cancelling, (0, 1), None, None), library("numpy"), format) == POINTS


@libraries
@formats
def test_a_network_of_zeros(name: str, format: FloatFormat) -> None:
    network = N.dense([[[0], [0]], [[0, 0]]], [[0, 0], ["1/3"]])
    assert check(network, line_of(network, (-1, 1), None, None), library(name), format) == POINTS


@formats
def test_weights_beyond_the_format_are_refused(format: FloatFormat) -> None:
    network = N.dense([[[Fraction(2) ** format.most]]], [[0]])
    with pytest.raises(InputError, match=rf"numbers below 2\^{format.most} are required"):
        NetworkFloats(network, line_of(network, (0, 1), None, None), library("numpy"), format)


@formats
def test_bounds_of_wide_layers_are_not_wasteful(format: FloatFormat) -> None:
    network = N.dense([[["1/3"]] * 200, [["1/200"] * 200]], [["1/7"] * 200, [0]])
    line = line_of(network, (0, 1), None, None)
    grid = Grid.inside(line.on, POINTS)
    ball = NetworkFloats(network, line, library("numpy"), format).images(grid, 0, POINTS)
    assert max(flat(ball.bounds)) <= 500 * format.roundoff


# ------------------------------------------------------------------------------
# Certain pieces


def sides_agree(kinks: Sequence[Fraction], z: Fraction, y: float) -> bool:
    """Say whether an exact and a float pre-activation lie on a common closed piece of an activation."""
    near = Fraction(y)
    return all((z >= kink and near >= kink) or (z <= kink and near <= kink) for kink in kinks)


def pre_activations(network: "N.Network", x: Sequence[Fraction]) -> list[list[Fraction]]:
    """Return what the layers with kinks are given at a point, layer by layer, in all repetitions."""
    found, value = [], tuple(x)
    for _ in range(network.repeat):
        values = [value]
        for i, layer in enumerate(network.layers, 1):
            source = values[i - 1 if layer.source is None else layer.source]
            z = list(source) if layer.weight is None else [dot(row, source) for row in layer.weight]
            for other in ([] if layer.bias is None else [layer.bias]) + [values[j] for j in layer.add]:
                z = [a + b for a, b in zip(z, other, strict=True)]
            if not isinstance(layer.activation, N.MaxPool) and layer.activation.kinks:
                found.append(z)
            values.append(layer.activated(z))
        value = values[-1]
    return found


def dot(row: Sequence[Fraction], x: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, x, strict=True)), Fraction(0))


def check_certain(
    network: "N.Network", line: Line, format: FloatFormat, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int]:
    """See that outputs called certain went along the exact pieces; return how many are certain, and how many not."""
    grid, seen = Grid.inside(line.on, POINTS), []
    original = _FloatLayer._stepped

    def stepped(self: _FloatLayer, ball: Ball, steps: FloatSteps) -> Ball:
        seen.append(ball)
        return original(self, ball, steps)

    with monkeypatch.context() as patch, quiet():
        patch.setattr(_FloatLayer, "_stepped", stepped)
        floats = NetworkFloats(network, line, library("numpy"), format)
        certain = floats.images(grid, 0, POINTS).certain
    kinks = [a.kinks for _ in range(network.repeat) for a in (each.activation for each in network.layers) if bent(a)]
    assert len(kinks) == len(seen)
    sure = [all(listed(certain[i, :])) for i in range(POINTS)]
    for i, x in enumerate(grid):
        if sure[i]:
            for places, ball, exact in zip(kinks, seen, pre_activations(network, line.at(x)), strict=True):
                read = listed(ball.values[i, :])
                assert all(sides_agree(places, z, y) for z, y in zip(exact, read, strict=True)), "called certain"
    return sum(sure), POINTS - sum(sure)


def bent(activation: object) -> bool:
    return not isinstance(activation, N.MaxPool) and bool(activation.kinks)  # type: ignore[attr-defined]


def narrow(n: int) -> tuple["N.Network", Line]:
    """Return a network with a kink at 1/3, and a line so short that float32 may lead across it."""
    width = Fraction(3, 2**24)
    network = N.Network([N.Layer([[Fraction(3, n)]], [Fraction(-1, n)], "abs"), N.Layer([["1/3"]], None, "relu")])
    return network, line_of(network, (Fraction(1, 3) - width, Fraction(1, 3) + width), None, None)


@formats
def test_certain_units_are_on_the_exact_pieces(format: FloatFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [check_certain(*drawn(seed), format, monkeypatch) for seed in range(120)]
    assert sum(sure for sure, _ in found) > 200
    assert sum(unsure for _, unsure in found) > 20
    for n in range(5, 60, 3):
        check_certain(*narrow(n), format, monkeypatch)


def test_the_check_of_pieces_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    original = FloatSteps.step

    def step(self: FloatSteps, ball: Ball) -> Ball:
        found = original(self, ball)
        return Ball(found.values, found.bounds, found.certain | True)

    monkeypatch.setattr(FloatSteps, "step", step)
    with pytest.raises(AssertionError, match="called certain"):
        _ = [check_certain(*narrow(n), FLOAT32, monkeypatch) for n in range(5, 60, 3)]


# ------------------------------------------------------------------------------
# The checks above see bounds that are too small


def without_growth(network: "N.Network", line: Line, place: Backend, format: FloatFormat) -> NetworkFloats:
    floats = NetworkFloats(network, line, place, format)
    for layer in (floats._entry, *(each for each, _, _ in floats._layers)):
        layer._growth = 0
    return floats


@libraries
@formats
def test_the_check_fails_without_the_roundings(name: str, format: FloatFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FloatSteps, "_roundings", lambda _self, _product, image: 0 * image)
    place, network = library(name), N.initialised([2, 8, 8, 1], seed=5, biases="uniform")
    line = line_of(network, (-1, 1), ["1/3", "1/7"], ["1/11", 1])
    with pytest.raises(AssertionError, match="is off by"):
        check(network, line, place, format, without_growth(network, line, place, format))


@formats
def test_the_check_fails_where_the_bounds_of_inputs_are_lost(
    format: FloatFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = _FloatLayer.image
    monkeypatch.setattr(
        _FloatLayer,
        "image",
        lambda self, ball, added: original(self, Ball(ball.values, 0 * ball.bounds, ball.certain), added),
    )
    network = N.Network([N.Layer([["1/3"]], ["7001/7"]), N.Layer([[1]], [-1000]), N.Layer([[1]])])
    with pytest.raises(AssertionError, match="is off by"):
        check(network, line_of(network, (0, 1), None, None), library("numpy"), format)


# ------------------------------------------------------------------------------
# The ends of the formats


@libraries
@formats
def test_weights_below_the_normal_numbers(name: str, format: FloatFormat) -> None:
    large = Fraction(2) ** (format.most - 28)
    for faint in (Fraction(2) ** format.least / 2**40, Fraction(2) ** format.least / 2 ** (format.digits - 2) * 3 / 7):
        network = N.Network([N.Layer([[large]]), N.Layer([[faint]])])
        line = line_of(network, (0, 1), None, None)
        try:
            floats = NetworkFloats(network, line, library(name), format)
        except InputError as error:  # refused, as faint slopes of maps are
            message = str(error)
        else:
            check(network, line, library(name), format, floats)
            message = format.name
        assert format.name in message


@libraries
@formats
def test_sums_that_overflow_have_no_finite_bound(name: str, format: FloatFormat) -> None:
    network = N.Network([N.Layer([[1]] * 8), N.Layer([[Fraction(2) ** (format.most - 2)] * 8])])
    assert check(network, line_of(network, (1, 2), None, None), library(name), format) == 0


@libraries
@formats
def test_a_maximum_of_sums_that_overflow_on_the_way(name: str, format: FloatFormat) -> None:
    top = Fraction(2) ** (format.most - 1)
    rows = [[-top, -top, top, top, top, top, top, top], [0, 0, 0, 0, 0, 0, 0, -5]]
    network = N.Network([N.Layer([[1]] * 8), N.Layer(rows, None, N.MaxPool([(0, 1)]))])
    line = line_of(network, (1, 2), None, None)
    grid = Grid.inside(line.on, POINTS)
    with quiet():
        ball = NetworkFloats(network, line, library(name), format).images(grid, 0, POINTS)
    for x, y, e in zip(grid, flat(ball.values), flat(ball.bounds), strict=True):
        if math.isfinite(y) and math.isfinite(e):
            assert abs(Fraction(y) - network.image(line.at(x))[0]) <= Fraction(e)
        assert not (y == -5 and math.isfinite(e))


def test_a_tie_of_a_maximum_is_not_certain() -> None:
    N = xp.networks
    net = N.Network([N.Layer([[1], [-1]], [0, 1], N.MaxPool([[0, 1]]))])
    line = line_of(net, (0, 1), None, None)
    floats = NetworkFloats(net, line, library("numpy"), FLOAT64)
    ball = floats.images(Grid.inside(line.on, 3), 0, 3)
    assert [bool(each) for each in ball.certain[:, 0]] == [True, False, True]
