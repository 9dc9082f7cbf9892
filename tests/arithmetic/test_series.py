"""Integer power series: the kneading system against a solver that knows nothing of halves or products."""

import random
from itertools import product as pairs

import flint
import pytest

from exactpl.arithmetic.series import Jump, JumpSystem, product

LENGTHS = (0, 1, 2, 3, 64, 65, 130, 200)


def vectors(jumps: list[list[Jump]], length: int) -> list[list[list[int]]]:
    """Return v_q as m + 1 dense series: e_(q+1) - e_q + the terms of jumps[q]."""
    found = []
    for q, terms in enumerate(jumps):
        dense = [[0] * length for _ in range(len(jumps) + 1)]
        if length:
            dense[q][0] -= 1
            dense[q + 1][0] += 1
        for power, column, coefficient in terms:
            if power < length:
                dense[column][power] += coefficient
        found.append(dense)
    return found


def right_side(jumps: list[list[Jump]], solution: list[list[int]], length: int) -> list[list[int]]:
    """Return sum_q g_q * v_q, by the definition of the product."""
    total = [[0] * length for _ in range(len(jumps) + 1)]
    for g, vector in zip(solution, vectors(jumps, length), strict=True):
        for column, series in enumerate(vector):
            for n, c in enumerate(series):
                if c:
                    for i in range(length - n):
                        total[column][n + i] += c * g[i]
    return total


def system(seed: int, m: int, length: int) -> tuple[list[list[Jump]], list[list[int]]]:
    """Return random jumps, some columns passive, and a random solution."""
    rng = random.Random(f"{seed} {m} {length}")
    jumps: list[list[Jump]] = []
    for _ in range(m):
        count = rng.choice((0, 1, 2, 5, 20, 2 * length))
        terms = {(rng.randint(1, length + 3), rng.randint(0, m)): rng.choice((-2, -1, 1, 2)) for _ in range(count)}
        jumps.append([(n, p, c) for (n, p), c in sorted(terms.items())])
    size = rng.choice((1, 10, 10**30))
    return jumps, [[rng.choice((0, rng.randint(-size, size))) for _ in range(length)] for _ in range(m)]


@pytest.mark.parametrize("m", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_solution_is_found(m: int, length: int) -> None:
    for seed in range(6 if length > 3 else 30):
        jumps, solution = system(seed, m, length)
        assert JumpSystem(jumps, length).solve(right_side(jumps, solution, length)) == solution


@pytest.mark.parametrize("m", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("length", [n for n in LENGTHS if n])
def test_an_inconsistent_right_side_is_an_arithmetic_error(m: int, length: int) -> None:
    # the first m columns determine the solution, so any change of the last one alone is inconsistent
    for seed in range(4):
        jumps, solution = system(seed, m, length)
        right = right_side(jumps, solution, length)
        right[m][random.Random(seed).randrange(length)] += 1
        with pytest.raises(ArithmeticError):
            JumpSystem(jumps, length).solve(right)


def test_all_columns_passive() -> None:
    for length in LENGTHS:
        solution = [[n % 5 for n in range(length)], [n % 3 for n in range(length)]]
        jumps: list[list[Jump]] = [[], []]
        assert JumpSystem(jumps, length).solve(right_side(jumps, solution, length)) == solution


@pytest.mark.parametrize("length", [0, 1, 2, 65, 130])
def test_one_column_with_many_jumps(length: int) -> None:
    rng = random.Random(length)
    jumps = [[(n, p, rng.choice((-1, 1))) for n in range(1, 201) for p in (0, 1)]]
    solution = [[rng.randint(-9, 9) for _ in range(length)]]
    right = right_side(jumps, solution, length)
    assert JumpSystem(jumps, length).solve(right) == solution
    if length:
        right[1][-1] += 1
        with pytest.raises(ArithmeticError):
            JumpSystem(jumps, length).solve(right)


def test_no_column_and_nothing_right_is_solved_by_nothing() -> None:
    assert JumpSystem([], 3).solve([[0, 0, 0]]) == []


def test_products_are_cut_at_the_length() -> None:
    rng = random.Random(8)
    for length in (0, 1, 5, 40):
        a, b = ([rng.randint(-(10**20), 10**20) for _ in range(30)] for _ in range(2))
        expected = [0] * length
        for (i, s), (j, t) in pairs(enumerate(a), enumerate(b)):
            if i + j < length:
                expected[i + j] += s * t
        assert product(a, b, length) == expected
        assert all(type(c) is int for c in product(a, b, length))


def test_the_global_precision_of_flint_is_neither_used_nor_changed() -> None:
    before = flint.ctx.cap
    jumps, solution = [[(n, 0, 1) for n in range(1, 150)]], [[1] * 150]
    assert JumpSystem(jumps, 150).solve(right_side(jumps, solution, 150)) == solution
    assert flint.ctx.cap == before
