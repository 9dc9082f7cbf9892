"""Random families: the same everywhere, of the right distribution, taken exactly."""

import math
import statistics
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.arithmetic.balls import normal_float
from exactpl.networks.draws import RandomStream

N = xp.networks


def test_draws_are_the_same_everywhere() -> None:
    """Written down once; another machine, or another version of a library, must give the same numbers."""
    draws = RandomStream(2024, 17)
    numbers = [draws.uniform(), draws.normal(), draws.truncated_normal(), draws.normal()]
    assert [number.hex() for number in numbers] == [
        "0x1.f8de392e7a1d9p-1",
        "0x1.5c2b03d99d77cp-1",
        "0x1.ce0ce77f75037p-3",
        "0x1.3235d2cfad415p+0",
    ]


def test_normals_are_correctly_rounded() -> None:
    import mpmath

    with mpmath.workprec(400):
        for u, v in ((1, 0), (1 << 53, 5), (3, 1 << 51), (1 << 52, 1 << 50), (12345, 67890), ((1 << 53) - 1, 1)):
            radius = mpmath.sqrt(-2 * mpmath.log(mpmath.mpf(u) / 2**53))
            true = radius * mpmath.cospi(mpmath.mpf(v) / 2**52)
            assert normal_float(u, v) == float(true)


def test_the_distributions() -> None:
    draws = RandomStream(1)
    normals = [draws.normal() for _ in range(4000)]
    assert abs(statistics.fmean(normals)) < 0.06
    assert abs(statistics.pstdev(normals) - 1) < 0.05
    uniforms = [draws.uniform() for _ in range(4000)]
    assert 0 <= min(uniforms) < 0.01 < 0.99 < max(uniforms) < 1
    assert abs(statistics.fmean(uniforms) - 0.5) < 0.02
    truncated = [draws.truncated_normal() for _ in range(2000)]
    assert 0 <= min(truncated) <= max(truncated) <= 1
    assert abs(statistics.fmean(truncated) - 0.4599) < 0.02  # (phi(0) - phi(1)) / (Phi(1) - 1/2)


def test_draw_i_needs_no_other_draw() -> None:
    assert N.simple_rnn(5, seed=3, draw=9) == N.simple_rnn(5, seed=3, draw=9)
    different = {N.network_text(N.simple_rnn(5, seed=s, draw=d)) for s in range(5) for d in range(5)}
    assert len(different) == 25


def test_the_simple_family_is_what_the_definition_says() -> None:
    network = N.simple_rnn(6, variance=2, seed=4)
    f = N.as_map(network)
    hidden, out = network.layers
    slopes, kinks = out.weight[0], [-b for b in hidden.bias]
    assert all(0 <= b < 1 for b in kinks)
    for x in (Fraction(0), Fraction(1, 3), Fraction(1)):
        raw = sum(a * max(x - b, 0) for a, b in zip(slopes, kinks, strict=True))
        assert f(x) == min(max(raw, 0), 1)
    assert f(0) == 0
    assert all(a.denominator & (a.denominator - 1) == 0 for a in slopes)  # floats, exactly
    free = N.simple_rnn(6, variance=2, seed=4, clipped=False)
    assert free.layers[0] == hidden
    assert N.simple_rnn(6, variance="1/2", seed=4).layers[1].weight[0][0] == Fraction(
        math.sqrt(Fraction(1, 2) / 6) * RandomStream(4, 0).normal()
    )


@pytest.mark.parametrize("kind", N.INITIALISATIONS)
def test_initialisations(kind: str) -> None:
    network = N.initialised([1, 4, 4, 1], seed=2, weights=kind, biases="uniform", activation="relu", last=N.clip(0, 1))
    assert network.widths == (1, 4, 4, 1)
    weight = network.layers[1].weight
    assert weight is not None
    if kind in ("one", "zero"):
        assert {w for row in weight for w in row} == {Fraction(kind == "one")}
    else:
        assert len({w for row in weight for w in row}) == 16
    draws = RandomStream(2)
    first = {"he": lambda: math.sqrt(2.0) * draws.normal(), "uniform": draws.uniform}.get(kind)
    if first is not None:
        assert network.layers[0].weight[0][0] == Fraction(first())


def test_variances() -> None:
    for kind, variance in (("he", 2 / 50), ("glorot", 2 / 100), ("std_1/k", 1 / 2500), ("variance_1/k", 1 / 50)):
        weight = N.initialised([50, 50], seed=8, weights=kind).layers[0].weight
        assert abs(statistics.pvariance(float(w) for row in weight for w in row) / variance - 1) < 0.1


def test_perturbations_are_exact_and_keep_the_shape() -> None:
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    other = N.perturbed(tent, deviation="1/10", seed=1)
    assert other.widths == tent.widths
    assert other != tent
    assert N.perturbed(tent, deviation=0, seed=1) == tent


def test_impossible_parameters() -> None:
    with pytest.raises(xp.InputError, match="variance must be > 0"):
        N.simple_rnn(2, variance=0, seed=1)
    with pytest.raises(xp.InputError, match="width must be"):
        N.simple_rnn(0, seed=1)
    with pytest.raises(xp.InputError, match="seed must be"):
        N.simple_rnn(2, seed=-1)
    with pytest.raises(xp.InputError, match="one of he, glorot"):
        N.initialised([1, 2], seed=1, weights="xavier")
    with pytest.raises(xp.InputError, match="at least two"):
        N.initialised([1], seed=1)
    with pytest.raises(xp.InputError, match="size of a float64"):
        N.simple_rnn(3, variance=10**400, seed=1)
    with pytest.raises(xp.InputError, match="size of a float64"):
        N.simple_rnn(3, variance=Fraction(1, 10**800), seed=1)
    with pytest.raises(xp.InputError, match="size of a float64"):
        N.perturbed(N.dense([[[1]]], [[0]]), deviation=10**400, seed=1)
    with pytest.raises(xp.InputError, match="a list such as"):
        N.initialised(3, seed=1)
    with pytest.raises(xp.InputError, match="one of he, glorot"):
        N.initialised([1, 2], seed=1, weights=3)
    with pytest.raises(xp.InputError, match="uniform or truncated_normal"):
        N.simple_rnn(2, seed=1, biases="he")


def test_biases_are_zero_unless_they_are_named() -> None:
    assert "zero unless they are named" in " ".join((N.initialised.__doc__ or "").split())
    assert all(not any(layer.bias or ()) for layer in N.initialised([1, 3, 1], seed=1).layers)
    assert any(any(layer.bias or ()) for layer in N.initialised([1, 3, 1], seed=1, biases="he").layers)
