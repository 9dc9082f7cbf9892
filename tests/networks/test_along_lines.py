"""Regions and pieces along lines, against the oracle and against what is known about the hard cases."""

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest

import exactpl as xp
from exactpl.networks import along_lines
from tests.bridge import network_of
from tests.networks import cases as cases
from tests.oracles import networks as oracle

N = xp.networks


@pytest.fixture(autouse=True, params=["integers", "floats first"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it holds for small networks, followed in integers, and as large ones are followed."""
    monkeypatch.setattr(along_lines, "_WIDE", 0 if request.param == "floats first" else 10**9)


def line(case: Any) -> dict[str, Any]:
    return {} if case.start is None else {"start": list(case.start), "direction": list(case.direction)}


def compare(case: Any) -> Any:
    """Everything that `segments` says is what the oracle says."""
    found = N.segments(network_of(case.tree), on=(case.lo, case.hi), **line(case))
    true = oracle.segments(case.tree, *case.where)
    assert list(found.region_boundaries) == true.breakpoints
    assert [region.pattern for region in found.regions] == [tuple(map(tuple, p)) for p in true.patterns]
    assert [(t, pattern) for t, pattern in found.zero_width] == [
        (t, tuple(map(tuple, pattern))) for t, pattern in true.zero_width
    ]
    assert [(t, len(units)) for t, units in found.coincident] == true.coincident
    assert (list(found.breakpoints), len(found.pieces)) == (true.kinks, true.pieces)
    for i, f in enumerate(found.functions):
        assert (list(f.breakpoints), list(f.slopes)) == (true.output_kinks[i], list(true.output_slopes[i]))
    return found


@pytest.mark.parametrize("case", cases.CASES, ids=lambda case: case.name)
def test_hard_cases(case: Any) -> None:
    found = compare(case)
    if case.regions is not None:
        assert len(found.regions) == case.regions
    if case.pieces is not None:
        assert len(found.pieces) == case.pieces


@pytest.mark.parametrize(
    "case", list(cases.permutation_cases((3, 5, 7, 11), (2, 3, 4), ("stack", "repeat"))), ids=lambda case: case.name
)
def test_maps_through_random_permutations_iterated_two_to_four_times(case: Any) -> None:
    found = N.segments(network_of(case.tree), on=(case.lo, case.hi))
    assert (len(found.regions), len(found.pieces)) == (case.regions, case.pieces)


@pytest.mark.parametrize("seed", range(8))
def test_random_networks_against_the_oracle(seed: int) -> None:
    for case in cases.random_cases(seed, 60):
        compare(case)


def test_a_permutation_network_is_the_composition_of_its_map() -> None:
    for d in (3, 5, 7):
        values = cases.permutation(d, d)
        f = xp.PL([(Fraction(i, d), Fraction(v, d)) for i, v in enumerate(values)])
        for k in (1, 2, 3):
            network = network_of(cases.permutation_network(values, k))
            assert N.segments(network, on=(0, 1)).function == xp.iterate(f, k)


def test_values_agree_with_evaluation_at_random_points() -> None:
    rng = random.Random(5)
    for case in cases.random_cases(77, 60):
        network = network_of(case.tree)
        found = N.segments(network, on=(case.lo, case.hi), **line(case))
        for region in found.regions:
            lower, upper = region.domain
            t = rng.choice([end for end in (lower, upper) if end is not None] or [Fraction(0)])
            inner = (lower if lower is not None else t - 3) / 3 + (upper if upper is not None else t + 3) * 2 / 3
            for point in {t, inner if inner in region.domain else t}:
                assert region.at(point) == network.image(found.line.at(point))
            if inner in region.domain and inner not in (lower, upper):
                assert network.pattern(list(found.line.at(inner))) == region.pattern
        for t, pattern in found.zero_width:
            assert network.pattern(list(found.line.at(t))) == pattern


def test_regions_stream() -> None:
    """The first regions of a network with 2^60 of them come at once."""
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    stream = N.regions(N.unrolled(tent, 60), on=(0, 1))
    first = list(itertools.islice(stream, 3))
    assert [region.domain.upper for region in first] == [Fraction(i, 2**60) for i in (1, 2, 3)]
    assert [region.slopes[0] for region in first] == [2**60, -(2**60), 2**60]


def test_a_budget_is_kept() -> None:
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    with pytest.raises(xp.BudgetError, match=r"more than 1,000 regions .* stream"):
        N.segments(N.unrolled(tent, 12), on=(0, 1), most_regions=1000)
    assert len(N.segments(N.unrolled(tent, 10), on=(0, 1), most_regions=1024).pieces) == 1024


def test_one_output_and_combinations_of_outputs() -> None:
    network = N.Network([N.Layer([[1], [1]], [0, -1], "relu")])
    assert N.segments(network, output=1).function == xp.PL([(1, 0)], left_slope=0, right_slope=1)
    assert len(N.segments(network).pieces) == 3
    assert len(N.segments(network, output=0).pieces) == 2
    assert N.segments(network, combination=[1, -1]).function == xp.PL([(0, 0), (1, 1)], left_slope=0, right_slope=0)
    with pytest.raises(xp.InputError, match="choose one"):
        N.segments(network).function
    with pytest.raises(xp.InputError, match="2 numbers"):
        N.segments(network, combination=[0, 0])
    with pytest.raises(xp.InputError, match="at most 1"):
        N.segments(network, output=2)
    with pytest.raises(xp.InputError, match="exclude"):
        N.segments(network, output=0, combination=[1, 1])


def test_lines_that_are_none() -> None:
    plane = N.Network([N.Layer([[1, 2]], activation="relu")])
    with pytest.raises(xp.InputError, match="needs a line"):
        N.segments(plane)
    with pytest.raises(xp.InputError, match="must not be 0"):
        N.segments(plane, start=[0, 0], direction=[0, 0])
    with pytest.raises(xp.InputError, match="a point of 2 numbers"):
        N.segments(plane, start=[0], direction=[1, 1])
    with pytest.raises(xp.InputError, match="only one"):
        N.segments(plane, start=[0, 0])
    with pytest.raises(xp.InputError, match="more than one point"):
        N.segments(plane, on=(1, 1), start=[0, 0], direction=[1, 1])
    with pytest.raises(xp.InputError, match="lower <= upper"):
        N.segments(plane, on=(1, 0), start=[0, 0], direction=[1, 1])
    with pytest.raises(TypeError, match=r"0\.5"):
        N.segments(plane, on=(0.5, 1), start=[0, 0], direction=[1, 1])


def test_a_line_may_run_backwards_and_faster() -> None:
    network = N.Network([N.Layer([[1]], ["-1/3"], "abs")])
    there = N.segments(network, on=(-1, 1)).function
    back = N.segments(network, on=(-1, 1), start=0, direction=-1).function
    assert [back(x) for x in ("-1", "-1/3", "0", "1/2")] == [there(x) for x in ("1", "1/3", "0", "-1/2")]
    assert N.segments(network, on=("-1/2", "1/2"), start=0, direction=2).function("1/6") == 0


def test_hundreds_of_layers_need_no_recursion() -> None:
    deep = N.unrolled(N.Network([N.Layer([["1/2"]], ["1/3"], "relu")]), 3000)
    found = N.segments(deep, on=(-10, 10))
    assert len(found.regions) == len(N.segments(N.unrolled(deep, 1), on=(-10, 10)).regions)
    assert found.function(0) == Fraction(2, 3) * (1 - Fraction(1, 2**3000))
