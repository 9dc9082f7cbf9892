"""Weights of tables: positive integers whose quotients enclose the spectral radius, narrowly."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from exactpl.dynamics.growth.eigenvectors import perron_weights
from tests.oracles.growth import characteristic_polynomial, components, spectral_radius, value_at


def matrix_of(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    return [[row.count(j) for j in range(len(successors))] for row in successors]


def quotients(successors: Sequence[Sequence[int]], weights: Sequence[int]) -> list[Fraction]:
    return [Fraction(sum(weights[j] for j in row), weights[i]) for i, row in enumerate(successors)]


def irreducible(rng: random.Random) -> list[list[int]]:
    """Return a cycle through all rows with more arrows, some of them twice."""
    n = rng.randint(1, 12)
    rows = [[(i + 1) % n] for i in range(n)]
    for _ in range(rng.choice((0, 1, 1, 2, n, 3 * n))):
        rows[rng.randrange(n)].append(rng.randrange(n))
    return rows


def assert_narrow(successors: Sequence[Sequence[int]], bits: int) -> None:
    weights = perron_weights(successors, bits)
    assert len(weights) == len(successors)
    assert all(type(w) is int and w >= 1 for w in weights)
    low, high = min(quotients(successors, weights)), max(quotients(successors, weights))
    assert float(low) - 1e-9 <= spectral_radius(matrix_of(successors)) <= float(high) + 1e-9
    assert high - low <= Fraction(max(map(len, successors)), 1 << (bits - 8)), (successors, bits, float(high - low))


@pytest.mark.parametrize("bits", [24, 40, 110, 700])
def test_random_matrices(bits: int) -> None:
    rng = random.Random(f"perron {bits}")
    for _ in range(80 if bits < 200 else 25):
        successors = irreducible(rng)
        assert len(components(matrix_of(successors))) == 1
        assert_narrow(successors, bits)


def test_periodic_matrices_and_weak_gaps() -> None:
    for n in (2, 3, 7, 30, 90):
        cycle = [[(i + 1) % n] for i in range(n)]
        assert perron_weights(cycle, 40) == [1] * n
        doubled = [list(row) for row in cycle]
        doubled[0] *= 2  # 2^(1/n), and n eigenvalues of that size
        assert_narrow(doubled, 40)
        chord = [list(row) for row in cycle]
        chord[n // 2].append(0)
        assert_narrow(chord, 60)


def test_weights_of_very_different_sizes() -> None:
    for n in (10, 40, 90):
        # from the last row a path back; the first has 1,000 arrows to itself: weights fall like 1000^-n
        rows = [[0] * 1000 + [1], *[[i + 1] for i in range(1, n - 1)], [0]]
        weights = perron_weights(rows, 40)
        assert min(weights) >= 1
        found = quotients(rows, weights)
        assert min(found) <= 1001
        assert max(found) >= 1000
        assert max(found) - min(found) < Fraction(1, 1 << 20)
    weights = perron_weights([[0] * 1000 + [1], *[[i + 1] for i in range(1, 199)], [0]], 40)  # beyond floats
    assert all(type(w) is int and w >= 1 for w in weights)


def test_one_row() -> None:
    assert quotients([[0, 0, 0]], perron_weights([[0, 0, 0]], 40)) == [3]
    assert perron_weights([[0]], 40) == [1]


def test_the_oracle_knows_the_characteristic_polynomial() -> None:
    rng = random.Random("charpoly")
    for _ in range(20):
        matrix = matrix_of(irreducible(rng))
        polynomial = characteristic_polynomial(matrix)
        radius = Fraction(spectral_radius(matrix)).limit_denominator(10**9)
        assert abs(float(value_at(polynomial, radius))) < 1e-3 * max(map(abs, polynomial)) * max(1, radius) ** len(
            matrix
        )
