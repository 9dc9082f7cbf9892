"""Floats whose signs are certain find the cells that integers find, all of each cell, in whichever order it is read."""

import copy
import pickle
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

import exactpl as xp
from exactpl.networks import along_lines, filtered
from exactpl.networks.cells import Cell
from exactpl.networks.filtered import FilteredCell
from exactpl.networks.network import Network
from tests.bridge import network_of
from tests.networks.cases import CASES, random_cases

Q = Fraction
N = xp.networks
PARTS = ("lower", "upper", "pattern", "at_lower", "at_upper", "u", "v", "q")
TENT = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])


@pytest.fixture(autouse=True)
def floats_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(along_lines, "_WIDE", 0)


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the layers that integers cut, or whose crossings they order, a cell each."""
    found: list[int] = []
    cut, order = filtered.events_of, filtered._Block._ordered
    monkeypatch.setattr(
        filtered._Block, "_ordered", lambda block, *rest: found.append(block.number) or order(block, *rest)
    )
    monkeypatch.setattr(filtered, "events_of", lambda layer, *rest: found.append(layer.number) or cut(layer, *rest))
    return found


def in_integers(network: Network, **where: Any) -> list[Cell]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(along_lines, "_WIDE", 10**9)
        cells = [region._cell for region in N.regions(network, **where)]
    assert all(isinstance(cell, Cell) for cell in cells)
    return cells


def in_floats(network: Network, **where: Any) -> list[FilteredCell]:
    cells = [region._cell for region in N.regions(network, **where)]
    assert all(isinstance(cell, FilteredCell) for cell in cells)
    return cells


def require_same(network: Network, seed: Any = 0, **where: Any) -> int:
    """Require the same cells, read from left to right and in any order; return how many."""
    true = in_integers(network, **where)
    for few in (1, 10**9):  # all numbers of a block at once, by residues; or one after the other
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(filtered, "_FEW_READS", few)
            assert [cell.plain() for cell in in_floats(network, **where)] == true
    found = in_floats(network, **where)
    reads = [(i, part) for i in range(len(true)) for part in PARTS]
    for i, part in random.Random(seed).sample(reads, min(len(reads), 60)):
        assert getattr(found[i], part) == getattr(true[i], part), (i, part)
    return len(true)


def has_groups(network: Network) -> bool:
    return any(layer.activation.groups is not None for layer in network.layers)


def cases() -> Iterator[Any]:
    for case in (*CASES, *random_cases(31, 150)):
        if not has_groups(network_of(case.tree)):
            yield case


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_nasty_networks(case: Any) -> None:
    where = {} if case.start is None else {"start": list(case.start), "direction": list(case.direction)}
    require_same(network_of(case.tree), case.name, on=(case.lo, case.hi), **where)


def drawn(rng: random.Random, widths: list[int], number: Any, activation: Any = "relu") -> Network:
    weights = [[[number() for _ in range(a)] for _ in range(b)] for a, b in pairwise(widths)]
    return N.dense(weights, [[number() for _ in range(b)] for b in widths[1:]], activation)


KINDS: dict[str, Any] = {
    "floats": lambda rng: Q(rng.gauss(0, 0.6)),
    "few bits": lambda rng: Q(rng.randrange(-8, 9), 8),
    "tenths": lambda rng: Q(rng.randrange(-10, 11), 10),
    "far apart": lambda rng: Q(rng.gauss(0, 0.6) * rng.choice([1, 1, 1e300, 1e-300])),
    "denormal": lambda rng: rng.choice([Q(rng.gauss(0, 1)), Q(rng.gauss(0, 1)), Q(rng.randrange(1, 9)) * Q(5e-324)]),
    "integers beyond floats": lambda rng: Q(rng.randrange(-(10**20), 10**20)),
    "mostly zero": lambda rng: Q(rng.gauss(0, 1)) if rng.random() < 0.3 else Q(0),
}
ENDS: list[Any] = [(-1, 1), (0, 1), None, (None, 0), ("1/3", None), (-(10**400), 10**400), (Q(1, 2**60), Q(1, 2**59))]
ACTIVATIONS = ["relu", "relu", "abs", "hard_tanh", N.leaky_relu("1/100"), N.leaky_relu(-1), N.clip("-1/3", None)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(14))
def test_drawn_networks(kind: str, seed: int) -> None:
    rng = random.Random(f"{kind} {seed}")
    widths = [1, *[rng.choice([2, 5, 12]) for _ in range(rng.randrange(1, 4))], 2]
    network = drawn(rng, widths, lambda: KINDS[kind](rng), ACTIVATIONS[seed % 7])
    require_same(network, seed, on=ENDS[seed % len(ENDS)])


@pytest.mark.parametrize("width", [12, 40])
def test_floats_alone_decide_where_nothing_is_close(width: int, decided: list[int]) -> None:
    rng = random.Random(width)
    network = drawn(rng, [1, width, width, width, 1], lambda: Q(rng.gauss(0, width**-0.5)))
    assert require_same(network, on=(-10, 10)) > width
    assert decided == []


@pytest.mark.parametrize("gap", [0, Q(1, 2**80), Q(1, 2**52), Q(1, 2**50), Q(1, 1000)])
def test_kinks_at_hairs_breadth(gap: Fraction, decided: list[int]) -> None:
    """Two units that bend at nearly the same place, in the first layer and behind another."""
    rng = random.Random(3)
    one = [[Q(rng.uniform(-1, 1))] for _ in range(6)]
    bias = [Q(rng.uniform(-1, 1)) for _ in range(6)]
    one[1], bias[1] = [-one[0][0]], -bias[0] + gap
    two = [[Q(rng.uniform(-1, 1)) for _ in range(6)] for _ in range(6)]
    two[1], second = two[0], [Q(rng.uniform(-1, 1)) for _ in range(6)]
    second[1] = second[0] + gap
    network = N.dense([one, two, [[1, 2, 3, 4, 5, 6]]], [bias, second, [0]])
    require_same(network, on=(-5, 5))
    assert (gap < Q(1, 2**51)) <= bool(decided)


def test_the_same_unit_many_times(decided: list[int]) -> None:
    """All kinks coincide: each cell with one is cut by integers."""
    rng = random.Random(8)
    row = [Q(rng.uniform(-1, 1))]
    network = N.dense([[row] * 9, [[Q(1, 3)] * 9, [Q(-1, 3)] * 9], [[1, 1]]], [[Q(1, 7)] * 9, ["-1/2", "1/2"], [0]])
    assert require_same(network, on=(-5, 5)) == 3
    assert decided


def test_crowds_of_kinks(decided: list[int]) -> None:
    """Bundles of kinks nearer to each other than floats see, some of them the same, among others that are far."""
    rng = random.Random(11)
    for seed in range(12):
        hair = Q(1, 2 ** rng.choice([48, 52, 56, 90]))
        centres = [Q(rng.uniform(-1, 1)) for _ in range(4)]
        kinks = [rng.choice(centres) + rng.randrange(-2, 3) * hair for _ in range(25)]
        slopes = [Q(rng.choice([-1, 1]) * rng.uniform(0.5, 2)) for _ in kinks]
        first = [[s] for s in slopes], [-s * t for s, t in zip(slopes, kinks, strict=True)]
        second = [[Q(rng.gauss(0, 1)) for _ in kinks] for _ in range(3)]
        activation = rng.choice(["relu", "hard_tanh", "abs"])
        network = N.dense([first[0], second, [[1, 2, 3]]], [first[1], [0, 1, -1], [0]], activation)
        require_same(network, seed, on=(-2, 2))
        require_same(network, seed)
    assert 1 in decided


def test_flat_and_dead_units(decided: list[int]) -> None:
    """Units that are constant, 0 on the whole line, or 0 on a whole cell."""
    network = N.dense(
        [[[0], [0], [0], [1], [-1]], [[1, 1, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 1, 1]], [[1] * 4]],
        [[0, 1, -1, 0, 0], [-1, 0, 0, 0], [0]],
    )
    for on in ((-1, 1), (0, 1), (-1, 0), None):
        require_same(network, on=on)
    assert decided


def test_residual_sums_and_repetitions() -> None:
    rng = random.Random(2)
    for seed in range(6):
        weight = [[Q(rng.gauss(0, 0.5)) for _ in range(4)] for _ in range(4)]
        layers = [
            N.Layer([[Q(rng.gauss(0, 1))] for _ in range(4)], [Q(rng.gauss(0, 1)) for _ in range(4)], "relu"),
            N.Layer(weight, None, "abs", add=[1]),
            N.Layer(None, [1, 2, "1/3", 4], "hard_tanh", source=1, add=[1, 2]),
            N.Layer([[Q(rng.gauss(0, 1)) for _ in range(4)]], [1]),
        ]
        require_same(N.Network(layers, repeat=1 + seed % 3), seed, on=(-3, 3))


@pytest.mark.parametrize("cells", [1, 2, 7])
def test_blocks_of_few_cells(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtered, "_ENTRIES", 0)
    monkeypatch.setattr(filtered, "_FEWEST", cells)
    rng = random.Random(cells)
    require_same(drawn(rng, [1, 10, 10, 10, 1], lambda: Q(rng.gauss(0, 0.5))), on=(-10, 10))
    require_same(N.unrolled(TENT, 6), on=(0, 1))


def test_answers_of_large_networks_are_those_of_integers() -> None:
    rng = random.Random(5)
    network = drawn(rng, [3, 30, 30, 2], lambda: Q(rng.gauss(0, 0.3)))
    where: dict[str, Any] = {"start": [0, 1, "1/3"], "direction": ["1/7", -1, 2], "on": (-4, 4)}
    for asked in ({"output": 1}, {"combination": ["1/3", -2]}, {}):
        found = N.segments(network, **where, **asked)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(along_lines, "_WIDE", 10**9)
            true = N.segments(network, **where, **asked)
        assert found.functions == true.functions
        assert found.pieces == true.pieces
        assert found.breakpoints == true.breakpoints
        assert found.region_boundaries == true.region_boundaries
        assert found.zero_width == true.zero_width
        assert found.coincident == true.coincident
        assert [repr(region) for region in found.regions] == [repr(region) for region in true.regions]
        assert found.regions == true.regions
        assert hash(found.regions[0]) == hash(true.regions[0])


def test_cells_are_values() -> None:
    cells, true = in_floats(TENT, on=(0, 1)), in_integers(TENT, on=(0, 1))
    assert cells[0] == true[0] == cells[0].plain()
    assert cells[0] != cells[1]
    assert cells[0] != true[1]
    assert cells[0] != "a cell"
    assert pickle.loads(pickle.dumps(cells)) == true
    assert copy.deepcopy(N.segments(TENT, on=(0, 1)).regions) == N.segments(TENT, on=(0, 1)).regions


def test_networks_without_near_floats_are_followed_in_integers() -> None:
    for network in (N.dense([[[10**400]], [[1]]], [[1], [0]]), N.Network([N.Layer([[1]], [Q(1, 10**330)], "relu")])):
        assert all(isinstance(region._cell, Cell) for region in N.regions(network))
    far = {"start": [10**400], "direction": [1]}
    assert all(isinstance(region._cell, Cell) for region in N.regions(TENT, **far))


def test_a_budget_is_kept() -> None:
    rng = random.Random(6)
    network = drawn(rng, [1, *[40] * 6, 1], lambda: Q(rng.gauss(0, 0.25)))
    with xp.budget(seconds=1), pytest.raises(xp.BudgetError):
        all(N.segments(network, on=(-100, 100)).regions for _ in range(1000))
