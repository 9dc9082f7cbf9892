"""Values at many points and at one: those of the oracle, in order, whichever arithmetic carries them."""

import copy
import pickle
import random
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest

import exactpl as xp
from exactpl.networks import evaluation
from exactpl.networks.network import Network
from tests.bridge import network_of
from tests.networks.cases import CASES, clip, layer, leaky, network, pool, random_cases
from tests.oracles.networks import evaluate, input_count

Q = Fraction
TENT = xp.networks.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])


def points_of(rng: random.Random, inputs: int, count: int) -> list[tuple[Fraction, ...]]:
    """Points with short, long and unrelated denominators, far out and beside small integers."""
    kinds: list[Any] = [
        lambda: Q(rng.randrange(-64, 65), 16),
        lambda: Q(rng.randrange(-3, 4)),
        lambda: Q(rng.randrange(-3, 4)) + Q(rng.choice([-1, 1]), 1 << 70),
        lambda: Q(rng.randrange(-(10**30), 10**30), rng.randrange(1, 10**12)),
        lambda: Q(rng.uniform(-1, 1)),
    ]
    return [tuple(rng.choice(kinds)() for _ in range(inputs)) for _ in range(count)]


def outputs(found: Iterable[Any]) -> list[list[Fraction]]:
    """The outputs as lists, also where there is one."""
    return [list(y) if isinstance(y, tuple) else [y] for y in found]


def require_all_ways_agree(tree: Any, points: list[tuple[Fraction, ...]]) -> None:
    net = network_of(tree)
    expected = [evaluate(tree, x) for x in points]
    assert outputs(net.values(points)) == expected
    assert [list(net.image(x)) for x in points] == expected
    assert outputs(net(x) for x in points) == expected
    assert [list(net.layer_values(x)[-1]) for x in points] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nasty_networks(case: Any) -> None:
    rng = random.Random(case.name)
    inputs = input_count(case.tree)
    require_all_ways_agree(case.tree, points_of(rng, inputs, 5))
    short = [tuple(Q(rng.randrange(-8, 9), 4) for _ in range(inputs)) for _ in range(40)]
    assert outputs(network_of(case.tree).values(short)) == [evaluate(case.tree, x) for x in short]


@pytest.mark.parametrize("case", list(random_cases(15, 120)), ids=lambda case: case.name)
def test_random_networks_of_all_activations(case: Any) -> None:
    require_all_ways_agree(case.tree, points_of(random.Random(case.name), input_count(case.tree), 40))


ACTIVATIONS = ["identity", "relu", "abs", "hard_tanh", leaky("1/100"), leaky(-3), clip(0, 1), clip(None, "1/2"),
               clip("-7/3", None), pool((0, 1), (1, 2)), pool((2,), (0, 1, 2))]  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
@pytest.mark.parametrize("inputs", [1, 3])
def test_each_activation_in_floats_and_in_integers(
    activation: Any, inputs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(str(activation))
    weight = [[Q(rng.randrange(-8, 9), 4) for _ in range(inputs)] for _ in range(3)]
    width = 3 if activation not in ACTIVATIONS[-2:] else 2
    last = [[Q(rng.randrange(-8, 9), 2) for _ in range(width)] for _ in range(2)]
    tree = network(
        layer(weight, ["1/2", 0, -1], activation), layer(None, [1] * width, "abs", add=[1]), layer(last, None)
    )
    net = network_of(tree)
    points = [tuple(Q(rng.randrange(-40, 41), 8) for _ in range(inputs)) for _ in range(200)]
    kinks = [tuple(Q(k) for _ in range(inputs)) for k in (-1, 0, "1/2", 1, "-7/3")]
    expected = [evaluate(tree, x) for x in [*points, *kinks]]
    used: list[str] = []
    for name in ("_in_floats", "_in_integers"):
        way = getattr(evaluation, name)
        monkeypatch.setattr(evaluation, name, lambda *given, way=way, name=name: used.append(name) or way(*given))
    assert outputs(net.values([*points, *kinks])) == expected
    assert used == ["_in_floats"]
    monkeypatch.setattr(evaluation, "_FEW", 10**9)
    assert outputs(net.values([*points, *kinks])) == expected
    assert used == ["_in_floats", "_in_integers"]


@pytest.mark.parametrize("bits", [*range(40, 58), 62, 63, 64, 65, 1000])
def test_numbers_around_those_that_floats_hold(bits: int) -> None:
    rng = random.Random(bits)
    one = 1 << bits
    weights = [[Q(rng.randrange(one >> 20, one >> 19) * rng.choice([-1, 1]))] for _ in range(4)]
    tree = network(layer(weights, [0, 1, -1, 5], "relu"), layer([[1, -1, 3, -5]], [one]))
    points = [(Q(rng.randrange(-(1 << 18), 1 << 18)),) for _ in range(60)]
    assert outputs(network_of(tree).values(points)) == [evaluate(tree, x) for x in points]


def test_sums_that_cancel_beyond_floats() -> None:
    big = 10**300
    tree = network(layer([[big, 1], [-big, 0]], [Q(1, 10**300), 0], None), layer([[1, 1]], None, "relu"))
    points = [(Q(i), Q(j, 10**300)) for i in range(-3, 4) for j in range(-3, 4)]
    expected = [evaluate(tree, x) for x in points]
    assert outputs(network_of(tree).values(points)) == expected
    assert {y[0] for y in expected} == {Q(k, 10**300) for k in range(5)}


def test_float_weights_huge_and_tiny() -> None:
    rng = random.Random(4)
    draw = [5e-324, 1e-300, 1e300, -1e300, 1.7976931348623157e308, -2.2250738585072014e-308, 0.1, -1.0]
    for _ in range(20):
        weights = [[Q(rng.choice(draw)) for _ in range(2)] for _ in range(3)]
        last = [[Q(rng.choice(draw)) for _ in range(3)]]
        tree = network(layer(weights, [Q(rng.choice(draw)) for _ in range(3)], "relu"), layer(last, [Q(1)]))
        require_all_ways_agree(tree, points_of(rng, 2, 35))


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_blocks_keep_the_order(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_BLOCK", 2 * size)
    for few in (1, 10**9):
        monkeypatch.setattr(evaluation, "_FEW", few)
        points = [Q((7 * i) % 64, 64) for i in range(10)]
        assert list(TENT.values(points)) == [min(2 * x, 2 - 2 * x) for x in points]


@pytest.mark.parametrize("k", [1, 2, 3, 7, 100, 10**6 + 1])
def test_repetitions(k: int) -> None:
    f = xp.zoo.tent()
    points = [Q(i, 60) for i in range(61)] + [Q(1, 7), Q(3, 1 << 20)]
    net = Network(TENT.layers, repeat=k)
    assert list(net.values(points)) == [xp.Iterate(f, k)(x) for x in points]
    assert [net(x) for x in points[::9]] == [xp.Iterate(f, k)(x) for x in points[::9]]


def test_repetitions_of_networks_with_many_inputs() -> None:
    rng = random.Random(9)
    for seed in range(20):
        weight = [[Q(rng.randrange(-3, 4), 2) for _ in range(3)] for _ in range(3)]
        tree = network(layer(weight, [1, 0, "-1/3"], rng.choice(["relu", "abs", clip(-1, 2)])), repeat=1 + seed % 6)
        require_all_ways_agree(tree, points_of(rng, 3, 40))


def test_what_points_may_be() -> None:
    assert list(TENT.values([])) == []
    assert list(TENT.values(iter([0, "1/3", Q(1, 2), (1,), [2]]))) == [0, Q(2, 3), 1, 0, -2]
    assert TENT.values(["1/3"])[0] == Q(2, 3)
    assert repr(TENT.values([0, "1/3"])) == "[Fraction(0, 1), Fraction(2, 3)]"
    pair = xp.networks.dense([[[1, 0], [0, 1]], [[1, -1], [1, 1]]], [[0, 0], [0, 0]])
    assert pair.values([("1/2", -1), [1, 2]]) == [(Q(1, 2), Q(1, 2)), (-1, 3)]
    assert pair.values([]) == []
    with pytest.raises(xp.InexactNumberError):
        TENT.values([0.5])
    with pytest.raises(xp.InputError, match=r"^points\[1\]: a point of 2 numbers is required, found 3\.$"):
        pair.values([(1, 2), (1, 2, 3), (1,)])
    with pytest.raises(xp.InputError, match=r"^points\[0\]: .*found 1\.$"):
        pair.values([Q(1)])
    with pytest.raises(xp.InputError, match="points must be a list"):
        TENT.values("1/2")


def test_networks_are_copied_and_compared_without_what_they_keep() -> None:
    TENT(1)
    for again in (copy.copy(TENT), copy.deepcopy(TENT), pickle.loads(pickle.dumps(TENT))):
        assert again == TENT
        assert hash(again) == hash(TENT)
        assert list(again.values(["1/3"])) == [Q(2, 3)]
    assert "evaluator" not in repr(TENT)


def test_a_batch_has_a_budget() -> None:
    rng = random.Random(1)
    wide = [[Q(rng.uniform(-1, 1)) for _ in range(60)] for _ in range(60)]
    net = xp.networks.dense([wide] * 4, [[0] * 60] * 4)
    points = [tuple(Q(rng.uniform(-1, 1)) for _ in range(60))] * 3000
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError):
        net.values(points)
    with xp.budget(most_bytes=10_000), pytest.raises(xp.BudgetError, match="memory"):
        TENT.values([0] * 1000)
