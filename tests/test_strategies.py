"""The strategies: what they draw obeys its bounds, shrinks well, and is full of coincidences."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import exactpl as xp
from exactpl import PL, Interval
from exactpl.dynamics.orbits.self_map import escaping_point
from exactpl.strategies import networks, pl_maps, pl_self_maps, rationals
from tests.bridge import oracle
from tests.oracles import maps as slow

T = TypeVar("T")
LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=60)
DRAWN = settings(derandomize=True, deadline=None, database=None, max_examples=300, phases=[Phase.generate])
DOMAINS = [
    Interval(0, 1),
    Interval(-1, 1),
    Interval("1/3", "7/5"),
    Interval(-5, -4),
    Interval(0, None),
    Interval(None, "1/2"),
    Interval("-3/2", None),
    Interval(None, None),
]
domains = pytest.mark.parametrize("domain", DOMAINS, ids=str)


def minimal(strategy: st.SearchStrategy[T], condition: Callable[[T], bool] = lambda _: True) -> T:
    """Return the example to which the strategy shrinks."""
    options = settings(
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=200,
        suppress_health_check=list(HealthCheck),
    )
    return find(strategy, condition, settings=options)


def drawn(strategy: st.SearchStrategy[T]) -> list[T]:
    """Return 300 examples, the same ones every time."""
    examples: list[T] = []

    @DRAWN
    @given(strategy)
    def collect(example: T) -> None:
        examples.append(example)

    collect()
    return examples


@cache
def self_maps() -> list[PL]:
    return drawn(pl_self_maps())


# -- shrinking -----------------------------------------------------------------


def test_rationals_shrink_to_zero_or_to_the_nearest_bound() -> None:
    assert minimal(rationals()) == 0
    assert minimal(rationals(min_value=-3, max_value=5)) == 0
    assert minimal(rationals(min_value=2)) == 2
    assert minimal(rationals(min_value=Fraction(1, 3), max_value=Fraction(1, 2))) in (Fraction(1, 3), Fraction(1, 2))
    assert minimal(rationals(), lambda x: x > 1) == 2


def test_maps_shrink_to_the_map_that_is_zero() -> None:
    assert minimal(pl_maps()) == PL([(0, 0), (1, 0)])
    assert minimal(pl_maps(domain=Interval(None, None))) == PL([(0, 0)], left_slope=0, right_slope=0)


def test_self_maps_shrink_to_a_constant() -> None:
    assert minimal(pl_self_maps()) == PL([(0, 0), (1, 0)])
    for domain in DOMAINS[2::2]:
        f = minimal(pl_self_maps(domain=domain))
        assert len(f.pieces) == 1
        assert set(f.slopes) == {0}


def small(f: PL) -> bool:
    return all(abs(n.numerator) <= 2 and n.denominator <= 2 for knot in f.knots for n in knot)


@pytest.mark.parametrize("strategy", [pl_maps(), pl_self_maps()], ids=["maps", "self-maps"])
def test_a_kink_shrinks_to_three_knots_with_small_numbers(strategy: st.SearchStrategy[PL]) -> None:
    f = minimal(strategy, lambda f: len(f.breakpoints) > 0)
    assert [x for x, _ in f.knots] == [0, Fraction(1, 2), 1]
    assert small(f)
    assert sum(y != 0 for _, y in f.knots) == 1


def test_slopes_shrink_to_one() -> None:
    assert minimal(pl_self_maps(), lambda f: f.lipschitz() > 0).lipschitz() == 1
    assert len(minimal(pl_self_maps(), lambda f: any(s > 0 for s in f.slopes)).pieces) == 1


def test_a_surjective_fold_shrinks_to_two_pieces() -> None:
    f = minimal(pl_self_maps(), lambda f: slow.lap_count(oracle(f)) == 2 and f.image() == Interval(0, 1))
    assert len(f.pieces) == 2
    assert small(f)


# -- bounds --------------------------------------------------------------------


@LAWS
@given(st.data())
def test_rationals_respect_their_bounds(data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.lists(st.fractions(-5, 5, max_denominator=6), min_size=2, max_size=2)))
    x = data.draw(rationals(min_value=low, max_value=high, max_denominator=6))
    assert low <= x <= high
    assert x.denominator <= 6
    assert type(x) is Fraction


@domains
def test_maps_have_the_domain_asked_for(domain: Interval) -> None:
    @LAWS
    @given(pl_maps(domain=domain))
    def law(f: PL) -> None:
        assert f.domain == domain
        assert len(f.breakpoints) <= 4 + sum(end is None for end in domain)
        assert slow.canonical(oracle(f)) == oracle(f)

    law()


@domains
def test_self_maps_are_self_maps(domain: Interval) -> None:
    @LAWS
    @given(pl_self_maps(domain=domain))
    def law(f: PL) -> None:
        assert f.domain == domain
        assert escaping_point(f) is None
        assert slow.is_self_map(oracle(f))
        assert xp.iterate(f, 2) == f @ f

    law()


@LAWS
@given(pl_maps(max_breakpoints=2, max_denominator=5))
def test_breakpoints_and_denominators_are_limited(f: PL) -> None:
    assert len(f.breakpoints) <= 2
    assert all(n.denominator <= 5 for knot in f.knots for n in knot)


@LAWS
@given(pl_self_maps(max_breakpoints=0))
def test_without_breakpoints_maps_are_affine(f: PL) -> None:
    assert len(f.pieces) == 1


def test_a_domain_of_one_point_is_refused() -> None:
    with pytest.raises(xp.InputError, match=r"\[1, 1\]"):
        minimal(pl_maps(domain=Interval(1, 1)))


# -- coincidences --------------------------------------------------------------


def has_flat(f: PL) -> bool:
    return len(f.pieces) > 1 and 0 in f.slopes


def has_slope_one(f: PL) -> bool:
    return len(f.pieces) > 1 and any(abs(s) == 1 for s in f.slopes)


def maps_breakpoint_to_breakpoint(f: PL) -> bool:
    return any(f(c) in f.breakpoints for c in f.breakpoints)


def maps_breakpoint_to_an_end(f: PL) -> bool:
    return any(f(c) in f.domain and f(c) in tuple(f.domain) for c in f.breakpoints)


def flat_lands_on_breakpoint(f: PL) -> bool:
    return any(p.slope == 0 and p.intercept in f.breakpoints for p in f.pieces)


def cancels(f: PL) -> bool:
    """Say whether a kink of f, or a point that f maps to one through a slope that is not 0, is none of f @ f."""
    twice = set((f @ f).breakpoints)
    return any(f(c) in f.breakpoints and f.slope_left(c) and f.slope_right(c) and c not in twice for c in f.breakpoints)


COMMON = {
    has_flat: 30,
    has_slope_one: 30,
    maps_breakpoint_to_breakpoint: 30,
    maps_breakpoint_to_an_end: 30,
    flat_lands_on_breakpoint: 10,
    cancels: 3,
}


@pytest.mark.parametrize("trap", COMMON, ids=lambda trap: trap.__name__)
def test_coincidences_are_common_among_self_maps(trap: Callable[[PL], bool]) -> None:
    examples = self_maps()
    assert len(examples) >= 250
    assert sum(map(trap, examples)) >= COMMON[trap]


@pytest.mark.parametrize("trap", [has_flat, maps_breakpoint_to_breakpoint], ids=range(2))
def test_coincidences_are_found_on_the_line_too(trap: Callable[[PL], bool]) -> None:
    f = minimal(pl_self_maps(domain=Interval(None, None)), trap)
    assert trap(f)
    assert len(f.pieces) <= 5


def test_increasing_decreasing_and_long_maps_are_drawn() -> None:
    examples = drawn(pl_maps())
    assert sum(len(f.breakpoints) >= 3 for f in examples) >= 30
    assert sum(any(s < 0 for s in f.slopes) and any(s > 0 for s in f.slopes) for f in examples) >= 60
    assert sum(not f.domain.contains_interval(f.image()) for f in examples) >= 30


# -- wrong arguments -----------------------------------------------------------


def test_floats_are_refused_as_bounds() -> None:
    with pytest.raises(TypeError):
        minimal(rationals(min_value=0.1))  # type: ignore[arg-type]


def test_options_are_keyword_only() -> None:
    with pytest.raises(TypeError):
        pl_maps(Interval(0, 1))  # type: ignore[misc]
    with pytest.raises(TypeError):
        rationals(0, 1)  # type: ignore[misc]


# -- networks ----------------------------------------------------------------------------------------------------------


@LAWS
@given(networks(), rationals(min_value=-4, max_value=4))
def test_the_function_of_a_network_has_its_values(network: xp.networks.Network, x: Fraction) -> None:
    assert xp.networks.segments(network).function(x) == network(x)


@LAWS
@given(networks(inputs=2, outputs=2), rationals(min_value=-4, max_value=4))
def test_networks_of_several_inputs_along_a_line(network: xp.networks.Network, t: Fraction) -> None:
    found = xp.networks.segments(network, start=[0, 1], direction=[1, -1])
    assert tuple(f(t) for f in found.functions) == network(t, 1 - t)


@LAWS
@given(networks())
def test_a_network_is_what_its_file_says(network: xp.networks.Network) -> None:
    from exactpl.networks.files import network_of_text

    assert network_of_text(xp.networks.network_text(network)) == network


@LAWS
@given(networks(outputs=1), networks(outputs=1))
def test_composition_of_networks_is_composition_of_maps(f: xp.networks.Network, g: xp.networks.Network) -> None:
    inner = [
        xp.networks.Layer(each.weight, each.bias, each.activation, source=each.source, add=each.add)
        for each in f.layers
    ]
    shift = len(inner)
    outer = [
        xp.networks.Layer(
            each.weight,
            each.bias,
            each.activation,
            source=(i - 1 if each.source is None else each.source) + shift,
            add=[j + shift for j in each.add],
        )
        for i, each in enumerate(g.layers, 1)
    ]
    both = xp.networks.Network([*inner, *outer])
    composed = xp.networks.segments(g).function @ xp.networks.segments(f).function
    assert xp.networks.segments(both).function == composed


def test_networks_shrink_to_zeros() -> None:
    smallest = minimal(networks())
    assert len(smallest.layers) == 1
    assert smallest(5) == 0
    kinked = minimal(networks(), lambda network: len(xp.networks.segments(network).pieces) > 2)
    assert len(kinked.layers) <= 2
