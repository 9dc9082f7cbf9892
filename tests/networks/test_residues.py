"""Residues carry integers exactly: against plain integers, at their largest, for all that a layer does."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import gcd, prod

import numpy as np
import pytest

import exactpl as xp
from exactpl.networks.cells import pre_activation_of
from exactpl.networks.integer_form import integer_form
from exactpl.networks.residues import MODULI_BELOW, MOST_BITS, MOST_TERMS, Residues, bits_of

N = xp.networks


def test_moduli() -> None:
    moduli = Residues(MOST_BITS).moduli
    assert all(gcd(p, q) == 1 for p, q in combinations(moduli, 2))
    assert moduli == sorted(set(moduli), reverse=True)
    assert moduli[0] == MODULI_BELOW - 1
    assert prod(moduli) > 2 ** (MOST_BITS + 1)
    assert MOST_TERMS * (moduli[0] // 2 + 1) ** 2 <= 2**53 - 2**22


@pytest.mark.parametrize("bits", [1, 20, 21, 64, 1000, MOST_BITS])
def test_there_and_back(bits: int) -> None:
    rng, r = random.Random(bits), Residues(bits)
    edge = 1 << bits
    numbers = [0, 1, -1, edge, -edge, edge - 1, *[rng.randrange(-edge, edge + 1) for _ in range(50)]]
    assert r.integers(r.of([numbers])[:, 0]) == numbers


def test_reduction_is_exact_up_to_the_largest_sums() -> None:
    r, rng, most = Residues(200), random.Random(3), 2**53 - 2**22
    for p, row in zip(r.moduli, range(r.count), strict=True):
        near = [k * p + p // 2 + d for k in (0, 1, 2**30, 2**31 - 2**11) for d in (-1, 0, 1)]
        numbers = [*near, *[-x for x in near], most, -most, *[rng.randrange(-most, most) for _ in range(50)]]
        found = r.reduced(np.array([[numbers]] * r.count, dtype=np.float64))[row, 0].tolist()
        assert all(x.is_integer() and abs(x) <= p / 2 + 1 for x in found)
        assert all((int(x) - y) % p == 0 for x, y in zip(found, numbers, strict=True))


def test_a_sum_of_the_most_and_largest_terms() -> None:
    r = Residues(64)
    top = (MODULI_BELOW - 2) // 2
    product = r.reduced(r.of([[top] * MOST_TERMS]) @ r.of([[top]] * MOST_TERMS))
    assert r.integers(product[:, 0]) == [MOST_TERMS * top * top]


DRAWS: list[Callable[[random.Random], Fraction]] = [
    lambda rng: Fraction(rng.gauss(0, 1)),
    lambda rng: Fraction(rng.randrange(-9, 10), 8),
    lambda rng: Fraction(rng.randrange(-(10**25), 10**25), rng.randrange(1, 10**6)),
]


@pytest.mark.parametrize("seed", range(12))
def test_layers_are_those_of_integers(seed: int) -> None:
    rng = random.Random(seed)
    number, kind = DRAWS[seed % 3], ["relu", "abs", "hard_tanh", N.leaky_relu("1/100"), N.clip("-1/3", None)][seed % 5]

    def matrix(rows: int, columns: int) -> list[list[Fraction]]:
        return [[number(rng) for _ in range(columns)] for _ in range(rows)]

    network = N.Network(
        [
            N.Layer(matrix(4, 2), [number(rng) for _ in range(4)], kind),
            N.Layer(matrix(4, 4), None, kind, add=[1]),
            N.Layer(None, [number(rng) for _ in range(4)], kind, source=1, add=[1, 2]),
            N.Layer(matrix(2, 4), [1, 2]),
        ]
    )
    layers = integer_form(network.layers, 6)
    inputs = [
        ([rng.randrange(-50, 50) for _ in range(2)], [rng.randrange(-50, 50) for _ in range(2)]) for _ in range(3)
    ]
    bits = bits_of(layers, 50)
    assert bits is not None
    r = Residues(bits)
    exact = [{0: each} for each in inputs]
    values = {0: np.concatenate([r.of(list(zip(*[each[k] for each in inputs], strict=True))) for k in (0, 1)], axis=2)}
    for layer in layers:
        z = r.pre_activation(layer, values.__getitem__)
        true = [pre_activation_of(layer, each) for each in exact]
        states = [[rng.randrange(len(layer.slopes)) for _ in u] for u, _ in true]
        values[layer.number] = r.value(layer, z, np.array(states))
        for cell, ((u, v), row, each) in enumerate(zip(true, states, exact, strict=True)):
            assert (r.integers(z[:, :, cell]), r.integers(z[:, :, 3 + cell])) == (u, v)
            each[layer.number] = (
                [layer.slopes[s] * x + layer.intercepts[s] for s, x in zip(row, u, strict=True)],
                [layer.slopes[s] * x for s, x in zip(row, v, strict=True)],
            )
            found = values[layer.number]
            assert (r.integers(found[:, :, cell]), r.integers(found[:, :, 3 + cell])) == each[layer.number]


def test_where_residues_do_not_serve() -> None:
    assert bits_of(integer_form([N.Layer([[1] * (MOST_TERMS + 1)])], 1), 1) is None
    assert bits_of(integer_form([N.Layer([[2**MOST_BITS]])], 1), 1) is None
    assert bits_of(integer_form([N.Layer([[3, -4]], [5])], 1), 10) == 7
