"""The swap certificate (T5.3) against its definition, tried literally."""

from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.periods.periodic_orbits import find_periodic_point
from exactpl.dynamics.periods.swap import Swap, find_swap
from tests.bridge import pl
from tests.dynamics.families import conjugate, nasty_maps, where
from tests.oracles.intervals import image_on
from tests.oracles.maps import Component, Map, contains, domain, fixed_components, has_least_period


def swaps(m: Map, k: Component, z: Fraction) -> bool:
    """Say whether f >= z on the points of K left of z, and f <= z on those right of it."""
    least, greatest = image_on(m, k[0], z)[0], image_on(m, z, k[1])[1]
    return least is not None and least >= z and greatest is not None and greatest <= z


def first_swap(m: Map, most: int = 64) -> tuple[int, Fraction] | None:
    """Return the first (m, z) of the definition."""
    fixed = [end for component in fixed_components(m) for end in component if end is not None]
    k = domain(m)
    for steps in range(most + 1):
        for z in fixed:
            if contains(k, z) and swaps(m, k, z):
                return steps, z
        image = image_on(m, *k)
        if image == k:
            return None
        k = image
    return None


def test_a_swap_is_found_exactly_when_the_definition_holds() -> None:
    late = found_ones = 0
    for m in nasty_maps("swap", 900):
        found = find_swap(pl(m))
        expected = first_swap(m)
        assert (None if found is None else (found.m, found.z)) == expected, where(m)
        found_ones += found is not None
        late += found is not None and found.m > 1
    assert found_ones > 100
    assert late > 5


def test_a_swap_excludes_odd_periods() -> None:
    for m in nasty_maps("swap excludes", 300, max_breakpoints=3):
        f = pl(m)
        swap = find_swap(f)
        if swap is not None:
            assert f(swap.z) == swap.z
            assert xp.fixed_points(f, 1) == xp.FixedPoints(1, (swap.z,), ()), where(m)
            assert not has_least_period(m, 3), where(m)
            assert all(find_periodic_point(f, n) is None for n in (3, 5, 7, 9)), where(m)


def test_a_conjugacy_moves_a_swap() -> None:
    for m in nasty_maps("swap conjugates", 100):
        found, moved = find_swap(pl(m)), find_swap(pl(conjugate(m, Fraction(-2, 3), Fraction(1, 5))))
        assert (found is None) == (moved is None), where(m)
        if found is not None:
            assert moved == Swap(found.m, Fraction(-2, 3) * found.z + Fraction(1, 5)), where(m)


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (xp.PL([(0, 1), (1, 0)]), Swap(0, Fraction(1, 2))),
        (xp.zoo.involution(), Swap(0, Fraction(1, 3))),
        (xp.zoo.golden("3/4"), Swap(0, Fraction(2, 3))),  # it rises from 3/4 to 1 and falls to 0
        (xp.PL([(0, 0)], left_slope=-1, right_slope=-1), Swap(0, Fraction(0))),
        (xp.PL([(0, 1)], left_slope=-3, right_slope=-3), Swap(0, Fraction(1, 4))),
        (xp.PL([(0, "1/3"), (1, "1/3")]), Swap(0, Fraction(1, 3))),
        (xp.PL([(0, 0), (1, 1)]), None),
        (xp.PL([(0, 1)], left_slope=1, right_slope=1), None),
        (xp.PL([(0, 0)], left_slope=0, right_slope=1), None),
        (xp.zoo.tent(), None),
        (xp.PL([(0, 0)], right_slope=0), Swap(0, Fraction(0))),
    ],
    ids=repr,
)
def test_known_swaps(f: xp.PL, expected: Swap | None) -> None:
    assert find_swap(f) == expected


def test_the_notebook_network_swaps() -> None:
    # printed in the notebooks that accompany arXiv 2210.05212; its periods are 1 and 2 only
    f = xp.zoo.notebook_network()
    found = find_swap(f)
    assert found is not None
    assert f(found.z) == found.z
    assert found.m <= 2


def test_the_number_of_steps_is_bounded() -> None:
    # images shrink for ever towards the fixed point, and increase through it: never a swap, never the same image
    f = xp.PL([(-1, "-1/2"), (1, "1/2")])
    assert find_swap(f) is None
    assert find_swap(f, most_steps=0) is None
    late = xp.PL([(0, "1/2"), ("1/2", "1/2"), (1, "3/4")])  # [1/2, 3/4], [1/2, 5/8], ...
    assert find_swap(late) is None


def test_maps_that_leave_are_refused() -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        find_swap(xp.PL([(0, 0), (1, 2)]))
