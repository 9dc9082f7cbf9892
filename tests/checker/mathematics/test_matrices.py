"""Products with columns written as one integer, against sums of products."""

from __future__ import annotations

import random

import pytest
from exactpl_checker.mathematics.matrices import Matrix


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 2), (8, 1), (8, 2), (9, 30), (40, 8), (64, 64)])
@pytest.mark.parametrize("bits", [1, 5, 40, 90])
def test_products(rows: int, columns: int, bits: int) -> None:
    rng = random.Random(rows * columns + bits)
    kinds = [
        lambda: rng.getrandbits(bits) - (1 << bits - 1),
        lambda: rng.choice([-1, 1]) * ((1 << bits) - 1),  # as large as can be, so that carries are as large as can be
        lambda: 0,
    ]
    for kind in kinds:
        lines = [[kind() for _ in range(columns)] for _ in range(rows)]
        matrix = Matrix(lines)
        for length in (1, 7, 64, 65, 300, 1000):
            for turn in range(8):  # the columns are written after some products of one length
                largest = (1 << length) - 1
                x = [rng.choice([-largest, largest, 0, rng.getrandbits(length)]) for _ in range(columns)]
                x[turn % columns] = -largest
                assert matrix.times(x) == [sum(a * b for a, b in zip(line, x, strict=True)) for line in lines]


def test_the_largest_sum_of_one_sign_fits_in_a_digit() -> None:
    for columns in (1, 2, 3, 4, 255, 256, 257):
        for bits in range(1, 9):
            lines = [[(1 << bits) - 1] * columns, [-((1 << bits) - 1)] * columns] * 6
            matrix = Matrix(lines)
            for length in (1, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56):
                x = [(1 << length) - 1] * columns
                expected = [sum(a * b for a, b in zip(line, x, strict=True)) for line in lines]
                for _ in range(6):
                    assert matrix.times(x) == expected
