"""On a GPU, where one is at hand: the exact paths agree with NumPy bit for bit, the float paths within the bound."""

from dataclasses import replace
from fractions import Fraction

import pytest

from exactpl import PL, InputError, zoo
from exactpl.crosscheck import FLOAT32, FLOAT64, Backend, Grid, backend, count_on_grid, evaluate
from exactpl.crosscheck.comparing import compare
from exactpl.crosscheck.formats import FloatFormat
from exactpl.crosscheck.integer_steps import longest_in_int64
from exactpl.crosscheck.residue_steps import ResidueSteps

MAPS = [
    zoo.tent(slope="19/10"),
    zoo.skew_tent("1/3"),
    PL([(0, "1/7"), ("1/5", 1), ("2/5", "1/3"), ("3/5", "1/3"), (1, 0)]),
]


@pytest.fixture(scope="module", params=["torch", "cupy"])
def gpu(request) -> Backend:
    try:
        return backend(request.param, "cuda")
    except InputError as error:
        missing = "its library is not installed" if "install" in str(error) else "no CUDA device was found"
        pytest.skip(f"a GPU is needed: {missing}")


@pytest.mark.parametrize("f", MAPS, ids=str)
@pytest.mark.parametrize("method", ["int64", "residues"])
def test_exact_counts_are_those_of_numpy(f: PL, method: str, gpu: Backend) -> None:
    grid = Grid.inside(f.domain, 300_001)
    longest = longest_in_int64(f, grid, 20)
    assert longest >= 2
    for k in (1, 2, longest) if method == "int64" else (1, 7, 14, 20):
        for chunk in (gpu.chunk, 100_000):
            found = count_on_grid(f, k, grid=grid, backend=replace(gpu, chunk=chunk), method=method)
            assert found == count_on_grid(f, k, grid=grid, backend=backend(), method=method)


@pytest.mark.parametrize("f", MAPS, ids=str)
def test_residues_are_those_of_numpy(f: PL, gpu: Backend) -> None:
    grid = Grid.inside(f.domain, 10_001)
    found, there = (ResidueSteps(f, grid, 15, place).images(0, 10_001)[1] for place in (gpu, backend()))
    for mine, numpys in zip(found, there, strict=True):
        assert [int(x) for x in mine] == numpys.tolist()


@pytest.mark.parametrize("format", [FLOAT64, FLOAT32], ids=["float64", "float32"])
@pytest.mark.parametrize("f", MAPS, ids=str)
def test_floats_are_within_their_bounds(f: PL, format: FloatFormat, gpu: Backend) -> None:
    grid = Grid.inside(f.domain, 101)
    for k in (0, 1, 5, 12, 25):
        ball = evaluate(f, k, grid=grid, backend=gpu, format=format)
        for j in range(101):
            x = grid[j]
            for _ in range(k):
                x = f(x)
            assert not abs(Fraction(float(ball.values[j])) - x) > Fraction(min(float(ball.bounds[j]), 2.0**60))


def test_a_comparison(gpu: Backend) -> None:
    assert compare(MAPS[0], k=10, backend=gpu).outcome == "agrees"
