"""Bounds beside the true count, dead units, frozen intervals, histograms."""

from fractions import Fraction

import pytest

import exactpl as xp
from tests.bridge import network_of
from tests.networks import cases as cases

N = xp.networks


def test_the_bound_is_never_exceeded_and_attained() -> None:
    for case in cases.random_cases(3, 200):
        network = network_of(case.tree)
        line = {} if case.start is None else {"start": list(case.start), "direction": list(case.direction)}
        assert len(N.segments(network, on=(case.lo, case.hi), **line).regions) <= N.region_bound(network)
    tent = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    zigzag = N.dense([[[1], [1]], [[1, -2]]], [["1", "-1/3"], [0]])
    assert N.region_bound(N.unrolled(tent, 3)) == 27
    assert len(N.segments(N.unrolled(zigzag, 1)).regions) == N.region_bound(zigzag) == 3
    assert N.region_bound(network_of(cases.network(cases.layer([[1]] * 3, activation=cases.pool((0, 1, 2)))))) == 3
    assert N.region_bound(N.Network([N.Layer([[1]], activation="hard_tanh")])) == 3


def test_units_that_never_change() -> None:
    network = N.Network([N.Layer([[1], [-1], [1], [0]], [5, -1, 0, 0], "relu"), N.Layer([[1, 1, 1, 1]])])
    found = N.segments(network, on=(0, 1))
    assert [(each.layer, each.unit, each.state, each.is_dead) for each in N.constant_units(found)] == [
        (1, 0, 1, False),
        (1, 1, 0, True),
        (1, 2, 1, False),
        (1, 3, 0, True),
    ]
    # leaky units are flat nowhere
    leaky = N.Network([N.Layer([[-1]], [-1], N.leaky_relu("1/100"))])
    assert [each.is_dead for each in N.constant_units(N.segments(leaky, on=(0, 1)))] == [False]
    assert [
        each.is_dead
        for each in N.constant_units(N.segments(N.Network([N.Layer([[1]], None, N.clip(None, 0))]), on=(1, 2)))
    ] == [True]


def test_frozen_intervals() -> None:
    network = N.Network([N.Layer([[1], [-1]], [-1, -1], "relu"), N.Layer([[1, 1]])])
    found = N.segments(network)
    assert N.frozen_intervals(found) == ((xp.Interval(-1, 1), 1),)
    value = found.function
    assert value.restrict(-1, 1).lipschitz() == 0
    assert N.frozen_intervals(N.segments(network, on=(2, 3))) == ()


def test_histogram_counts_each_breakpoint_once() -> None:
    network = N.Network([N.Layer([[1]] * 4, [0, "-1/2", -1, "-3/2"], "relu"), N.Layer([[1, 1, 1, 1]])])
    found = N.segments(network, on=(0, 2))
    assert N.breakpoint_histogram(found, edges=[0, 1, 2]) == [(xp.Interval(0, 1), 1), (xp.Interval(1, 2), 2)]
    assert [n for _, n in N.breakpoint_histogram(found, edges=4)] == [0, 1, 1, 1]
    assert sum(n for _, n in N.breakpoint_histogram(found, edges=7)) == len(found.breakpoints)
    with pytest.raises(xp.InputError, match="bounded interval"):
        N.breakpoint_histogram(N.segments(network), edges=3)
    with pytest.raises(xp.InputError, match="increasing"):
        N.breakpoint_histogram(found, edges=[1, 1])


def test_neurons_count_units_with_kinks_once_for_each_repetition() -> None:
    network = N.Network([N.Layer([[1]] * 3, None, "relu"), N.Layer([[1, 1, 1]])], repeat=4)
    assert network.neurons == 12
    assert Fraction(network.neurons) == 12
