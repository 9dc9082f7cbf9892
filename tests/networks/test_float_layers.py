"""The bounds of float layers hold, in exact arithmetic, at random and where rounding is worst."""

import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from exactpl.networks.float_layers import (
    FloatLayers,
    Forms,
    Places,
    are_apart,
    crossings_of,
    enclosures,
    near,
    near_all,
    signs_at,
)

Q = Fraction
N = xp.networks
ETA = 5e-324
Number = Callable[[random.Random], Fraction]


def _float(rng: random.Random) -> Fraction:
    return Q(rng.uniform(-1, 1))


def _rational(rng: random.Random) -> Fraction:
    return Q(rng.randrange(-(10**6), 10**6), rng.randrange(1, 10**6))


def _far_apart(rng: random.Random) -> Fraction:
    return Q(rng.choice([-1, 1]) * rng.uniform(1, 2)) * Q(2) ** rng.randrange(-400, 400)


def _extreme(rng: random.Random) -> Fraction:
    return Q(rng.choice([0.0, ETA, -3 * ETA, 1e-300, -1e300, 2.0**-1022, 1.7e308, 0.1, -1.0, 1e-160, 1e160]))


def _cancelling(rng: random.Random) -> Fraction:
    return rng.choice([-1, 1]) * (1 + Q(rng.randrange(8), 2**52)) * rng.choice([1, 1, 1, 2**60, 3])


NUMBERS: dict[str, Number] = {
    "floats": _float,
    "rationals": _rational,
    "far apart": _far_apart,
    "extreme": _extreme,
    "cancelling": _cancelling,
}
ACTIVATIONS = ["identity", "relu", "abs", "hard_tanh", N.leaky_relu("1/100"), N.clip("-1/3", None), N.clip(None, 7)]


def drawn_forms(rng: random.Random, number: Number, rows: int, width: int) -> tuple[Forms, list[Any], list[Any]]:
    """Forms in floats, and exact ones that lie within their bounds: nearest, or off by up to all of the bound."""

    def one() -> tuple[float, float, Fraction]:
        x = float(number(rng))
        off = rng.choice([0.0, 0.0, abs(x) * 2.0**-50, 1e-30, ETA, 1e-10])
        return x, off, Q(x) + Q(off) * rng.choice([-1, 0, 1, Q(1, 3)])

    u, v = ([[one() for _ in range(width)] for _ in range(rows)] for _ in range(2))
    parts = (np.array([[cell[k] for cell in row] for row in each]) for k in (0, 1) for each in (u, v))
    exact = ([[cell[2] for cell in row] for row in each] for each in (u, v))
    return (Forms(*parts), *exact)


def require_within(found: Any, off: Any, exact: list[list[Fraction]]) -> int:
    """Require that each float is as near as its bound says; return how many are finite."""
    told = 0
    for row, bounds, numbers in zip(found.tolist(), off.tolist(), exact, strict=True):
        for x, bound, y in zip(row, bounds, numbers, strict=True):
            if math.isfinite(x) and math.isfinite(bound):
                told += 1
                assert abs(Q(x) - y) <= Q(bound), (x, bound, float(y))
    return told


def with_states(layer: Any, z: list[list[Fraction]]) -> list[list[int]]:
    return [list(layer.activation.states(tuple(row))) for row in z]


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize("seed", range(12))
def test_bounds_of_a_layer(numbers: str, seed: int) -> None:
    rng, number = random.Random(f"{numbers} {seed}"), NUMBERS[numbers]
    width, units, rows = rng.choice([1, 2, 7, 40]), rng.choice([1, 3]), 4
    weight = None if seed % 4 == 3 else [[number(rng) for _ in range(width)] for _ in range(units)]
    units = width if weight is None else units
    bias = None if seed % 3 == 2 else [number(rng) for _ in range(units)]
    activation = ACTIVATIONS[seed % len(ACTIVATIONS)]
    layer = N.Layer(weight, bias, activation)
    all_layers = FloatLayers((layer,)).all()
    assert all_layers is not None
    (floats,) = all_layers
    forms, u, v = drawn_forms(rng, number, rows, width)
    other, other_u, other_v = drawn_forms(rng, number, rows, units)
    add = [other] if seed % 2 else []
    added_u, added_v = ([[row] for row in each] if add else [[]] * rows for each in (other_u, other_v))
    exact_u = [layer.pre_activation(tuple(x), map(tuple, y)) for x, y in zip(u, added_u, strict=True)]
    exact_v = [layer.pre_activation(tuple(x), map(tuple, y), with_bias=False) for x, y in zip(v, added_v, strict=True)]
    with np.errstate(all="ignore"):
        z = floats.pre_activation(forms, add)
        told = require_within(z.u, z.off_u, exact_u) + require_within(z.v, z.off_v, exact_v)
        assert told or numbers == "extreme"
        for kink, exact in enumerate(layer.activation.kinks):
            beyond = floats.beyond(z, kink)
            require_within(beyond.u, beyond.off_u, [[x - exact for x in row] for row in exact_u])
        for states in (with_states(layer, exact_u), [[0] * units] * rows):  # those of t = 0, and others
            value = floats.value(z, np.array(states))
            image_u = [layer.activation.affine(tuple(s), row, True) for s, row in zip(states, exact_u, strict=True)]
            image_v = [layer.activation.affine(tuple(s), row, False) for s, row in zip(states, exact_v, strict=True)]
            require_within(value.u, value.off_u, image_u)
            require_within(value.v, value.off_v, image_v)


def test_a_long_sum_that_cancels() -> None:
    """2^k and -2^k around a small number: the float sum loses it, the bound knows."""
    row = [Q(2) ** k * s for k in range(500, 0, -1) for s in (1, -1)]
    shuffled = list(row)
    random.Random(1).shuffle(shuffled)
    for weights in (row, shuffled):
        layer = N.Layer([[*weights, Q(1, 2**80)]], [Q(3, 7)], "relu")
        (floats,) = FloatLayers((layer,)).all() or []
        ones = np.ones((1, 1001))
        z = floats.pre_activation(Forms(ones, ones, 0 * ones, 0 * ones), [])
        exact = Q(1, 2**80) + Q(3, 7)
        require_within(z.u, z.off_u, [[exact]])
        assert z.off_u[0, 0] > 1e100
        assert not signs_at(z, Places(np.array([0.0]), np.array([0.0])), -1)[0].any()


@pytest.mark.parametrize("numbers", NUMBERS)
def test_signs_that_are_certain_are_right(numbers: str) -> None:
    rng, number, certain = random.Random(numbers), NUMBERS[numbers], 0
    for _ in range(150):
        forms, u, v = drawn_forms(rng, number, 2, 3)
        t = [float(number(rng)) for _ in range(2)]
        if rng.random() < 0.5 and forms.v[0, 0]:  # hard beside a zero
            with np.errstate(all="ignore"):
                t[0] = float(-forms.u[0, 0] / forms.v[0, 0])
        t = [x if math.isfinite(x) else 1.0 for x in t]
        off = [rng.choice([0.0, abs(x) * 2.0**-53, 1e-12]) for x in t]
        exact = [Q(x) + Q(e) * rng.choice([-1, 0, 1]) for x, e in zip(t, off, strict=True)]
        with np.errstate(all="ignore"):
            above, below = signs_at(forms, Places(np.array(t), np.array(off)), -1)
        for i in range(2):
            for j in range(3):
                y = u[i][j] + v[i][j] * exact[i]
                assert y > 0 or not above[i, j]
                assert y < 0 or not below[i, j]
                certain += bool(above[i, j] or below[i, j])
    assert certain > 200


def test_signs_near_infinite_ends() -> None:
    forms = Forms(np.array([[5.0, 5.0, 0.0]] * 2), np.array([[1.0, -1.0, 0.0]] * 2), *[np.full((2, 3), 1e-9)] * 2)
    places = Places(np.array([-np.inf, 1.0]), np.zeros(2))
    above, below = signs_at(forms, places, -1)
    assert above.tolist() == [[False, True, False], [True, True, False]]
    assert below.tolist() == [[True, False, False], [False, False, False]]
    above, below = signs_at(forms, Places(np.array([np.inf, 1.0]), np.zeros(2)), 1)
    assert above.tolist() == [[True, False, False], [True, True, False]]
    assert below.tolist() == [[False, True, False], [False, False, False]]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_crossings_are_as_near_as_they_say(numbers: str) -> None:
    rng, number, told = random.Random(numbers), NUMBERS[numbers], 0
    for _ in range(200):
        forms, u, v = drawn_forms(rng, number, 1, 4)
        with np.errstate(all="ignore"):
            places = crossings_of(forms.u[0], forms.v[0], forms.off_u[0], forms.off_v[0])
        for j in range(4):
            t, off = float(places.t[j]), float(places.off[j])
            if math.isfinite(t) and math.isfinite(off):
                told += 1
                assert v[0][j]
                assert abs(Q(t) + u[0][j] / v[0][j]) <= Q(off)
                with np.errstate(all="ignore"):
                    low, high = enclosures(Places(np.array([t]), np.array([off])))
                assert float(low[0]) <= -u[0][j] / v[0][j] <= float(high[0])
    assert told > 100


def test_places_are_apart_only_where_they_are() -> None:
    def apart(a: float, off_a: float, b: float, off_b: float) -> bool:
        pairs = Places(np.array([a]), np.array([off_a])), Places(np.array([b]), np.array([off_b]))
        return bool(are_apart(*pairs)[0])

    assert apart(1.0, 1e-16, 1.5, 1e-16)
    assert not apart(1.0, 0.25, 1.5, 0.25)
    assert not apart(1.0, 0.25, 1.5, 0.26)
    assert not apart(1.5, 0.0, 1.0, 0.0)
    assert not apart(1.0, 0.0, 1.0, 0.0)
    assert not apart(1.0, math.nan, 2.0, 0.0)
    assert not apart(1.0, math.inf, 2.0, 0.0)


def test_numbers_with_and_without_a_near_float() -> None:
    assert near(Q(1, 2)) == (0.5, 0.0)
    assert near(Q(5e-324)) == (5e-324, 0.0)
    assert near(Q(0)) == (0.0, 0.0)
    assert near(Q(1, 10**310)) is None
    assert near(Q(10**400)) is None
    assert near(Q(1 - 2**2000, 2**976)) is None
    for x in (Q(1, 3), Q(-(10**300)) / 7, Q(1, 3 * 10**300), Q(2**60 + 1)):
        pair = near(x)
        assert pair is not None
        assert 0 < abs(Q(pair[0]) - x) <= Q(pair[1])
    assert near_all([Q(1), Q(10**400)]) is None


def test_layers_without_a_float_form() -> None:
    assert FloatLayers((N.Layer([[1], [1]], None, N.MaxPool([(0, 1)])),)).all() is None
    assert FloatLayers((N.Layer([[1]]), N.Layer([[10**400]]))).all() is None
    assert FloatLayers((N.Layer([[1]], [Q(1, 10**330)]),)).all() is None
    assert FloatLayers((N.Layer([[1]], None, N.leaky_relu(Q(1, 10**330))),)).all() is None
