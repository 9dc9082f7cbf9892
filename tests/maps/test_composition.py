"""g after f against the oracle, on thousands of small maps in which kinks cancel and breakpoints meet breakpoints."""

import random
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings

import exactpl as xp
from exactpl import PL, Interval
from exactpl.strategies import pl_maps, pl_self_maps
from tests.bridge import oracle, pl
from tests.maps.cases import composable, nasty
from tests.oracles.maps import (
    Map,
    add,
    canonical,
    compose,
    contains,
    domain,
    identity,
    integral,
    kinks,
    make,
    maximum,
    preimages,
)

LAWS = settings(derandomize=True, deadline=None, database=None, max_examples=80)
SEEDS = range(24)

TENT = PL([(0, 0), ("1/2", 1), (1, 0)])
RELU = PL([(0, 0)], left_slope=0, right_slope=1)


@pytest.mark.parametrize("seed", SEEDS)
def test_composition_agrees_with_the_oracle(seed: int) -> None:
    rng = random.Random(f"composition {seed}")
    for _ in range(100):
        g, f = composable(rng)
        found, expected = pl(g) @ pl(f), compose(g, f)
        assert oracle(found) == expected, (g, f)
        assert found == pl(expected)
        assert hash(found) == hash(pl(expected))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_leaves_the_domain_is_refused_and_the_point_named_leaves(seed: int) -> None:
    rng = random.Random(f"leaving {seed}")
    for _ in range(60):
        g, f = nasty(rng), nasty(rng)
        try:
            expected = compose(g, f)
        except ValueError:
            with pytest.raises(xp.DomainError) as caught:
                pl(g) @ pl(f)
            found = re.search(r"x = (-?[0-9/]+) with value (-?[0-9/]+)[. ]", str(caught.value))
            assert found, caught.value
            x, value = map(Fraction, found.groups())
            assert pl(f)(x) == value  # x lies in the domain of f
            assert not contains(domain(g), value)
        else:
            assert oracle(pl(g) @ pl(f)) == expected


def test_the_cases_are_the_nasty_ones() -> None:
    """Among 1,000 pairs there are many of each kind that a wrong composition gets wrong."""
    rng = random.Random("nasty")
    seen = dict.fromkeys(("cancelled", "flat onto breakpoint", "decreasing", "ray", "half-line", "line"), 0)
    for _ in range(1000):
        g, f = composable(rng)
        h = compose(g, f)
        values = [(x, pl(f)(x)) for x in kinks(f)]
        seen["cancelled"] += any(x not in kinks(h) for x, y in values if y in kinks(g))
        seen["flat onto breakpoint"] += any(p.slope == 0 and p.intercept in kinks(g) for p in pl(f).pieces)
        seen["decreasing"] += any(s < 0 for s in pl(f).slopes) and len(kinks(g)) > 0
        seen["ray"] += any(bool(s) for s in (f.left, f.right)) and None in domain(g)
        seen["half-line"] += domain(g).count(None) == 1
        seen["line"] += domain(g).count(None) == 2
    assert min(seen.values()) > 50, seen


def test_cancellation_gives_the_identity() -> None:
    """F = (0,0),(1/2,1/3),(1,1), G = (0,0),(1/3,1/2),(1,1): G after F is the identity, one piece."""
    f, g = PL([(0, 0), ("1/2", "1/3"), (1, 1)]), PL([(0, 0), ("1/3", "1/2"), (1, 1)])
    assert g @ f == f @ g == PL([(0, 0), (1, 1)])
    assert len((g @ f).pieces) == 1


def test_six_skew_tents_have_64_pieces() -> None:
    """Peaks 1/4, 1/3, 2/5, 3/7, 5/8, 7/9."""
    f = PL([(0, 0), (1, 1)])
    for peak in ("1/4", "1/3", "2/5", "3/7", "5/8", "7/9"):
        f = xp.zoo.skew_tent(peak) @ f
    assert len(f.pieces) == 64


def test_rays_meet_rays() -> None:
    relu, negation = RELU, PL([(0, 0)], left_slope=-1, right_slope=-1)
    assert relu @ relu == relu
    assert negation @ negation == PL([(0, 0)], left_slope=1, right_slope=1)
    assert relu @ negation == PL([(0, 0)], left_slope=-1, right_slope=0)
    assert negation @ relu == PL([(0, 0)], left_slope=0, right_slope=-1)
    assert relu @ negation @ relu == PL([(0, 0)], left_slope=0, right_slope=0)


def test_a_decreasing_ray_reaches_the_other_ray() -> None:
    outer = PL([(-1, 0), (1, 2)], left_slope=5, right_slope=7)
    inner = PL([(0, 0)], left_slope=-2, right_slope=-3)
    assert outer @ inner == PL([("-1/2", 2), (0, 1), ("1/3", 0)], left_slope=-14, right_slope=-15)


def test_half_lines_compose() -> None:
    up = PL([(0, 0), (1, 2)], right_slope=1)
    assert up @ up == PL([(0, 0), ("1/2", 2), (1, 3)], right_slope=1)
    down = PL([(0, 0)], right_slope=-1)
    assert PL([(0, 0)], left_slope=3) @ down == PL([(0, 0)], right_slope=-3)
    with pytest.raises(xp.DomainError):
        down @ down


def test_an_image_that_ends_at_an_end_of_the_domain_is_inside() -> None:
    half = PL([(0, 0), ("1/2", 1)])
    assert half @ PL([(0, 0), (1, "1/2")]) == PL([(0, 0), (1, 1)])
    with pytest.raises(xp.DomainError, match=r"x = 1 with value 50000000000001/100000000000000"):
        half @ PL([(0, 0), (1, "0.50000000000001")])


def test_constants_may_land_anywhere_in_the_domain() -> None:
    for level in ("0", "1/4", "1/2", "1"):
        inner = PL([(0, level), (1, level)])
        assert TENT @ inner == PL([(0, TENT(level)), (1, TENT(level))])
        everywhere = PL([(0, level)], left_slope=0, right_slope=0)
        assert TENT @ everywhere == PL([(0, TENT(level))], left_slope=0, right_slope=0)


def test_only_maps_compose() -> None:
    for other in (1, "x", None, lambda x: x):
        with pytest.raises(TypeError):
            TENT @ other  # type: ignore[operator]
        with pytest.raises(TypeError):
            other @ TENT  # type: ignore[operator]


@LAWS
@given(pl_self_maps(), pl_self_maps(), pl_maps())
def test_composition_is_associative(f: PL, g: PL, h: PL) -> None:
    assert (h @ g) @ f == h @ (g @ f)


@LAWS
@given(*[pl_maps(domain=Interval(None, None))] * 3)
def test_composition_on_the_line_is_associative(f: PL, g: PL, h: PL) -> None:
    assert (h @ g) @ f == h @ (g @ f)


@pytest.mark.parametrize("seed", range(8))
def test_the_identity_does_nothing(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        m = nasty(rng)
        one = pl(identity(m))
        assert pl(m) @ one == pl(m)
        g, f = composable(rng)
        assert pl(identity(g)) @ pl(f) == pl(f)


@pytest.mark.parametrize("seed", range(4))
def test_huge_numbers_do_not_wrap(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(20):
        g, f = composable(rng)
        big = Fraction(rng.choice((2**61 + 1, 2**62 - 1, 2**63, 10**40)), rng.choice((1, 3, 2**64)))
        # conjugate the pair by x -> big * x: same pieces, numbers at and beyond 64 bits
        inner = Map(tuple((x * big, y * big) for x, y in f.knots), f.left, f.right)
        outer = Map(tuple((x * big, y * big) for x, y in g.knots), g.left, g.right)
        assert oracle(pl(outer) @ pl(inner)) == canonical(compose(outer, inner))


def unrelated(rng: random.Random, count: int) -> Map:
    """Return a map of [0, 1] into itself whose 53-bit denominators have nothing in common."""
    xs = sorted({Fraction(rng.getrandbits(52), rng.getrandbits(52) | (1 << 52)) for _ in range(count)})
    ys = [Fraction(rng.getrandbits(52), rng.getrandbits(52) | (1 << 52)) for _ in range(count + 2)]
    return Map(tuple(zip([Fraction(0), *xs, Fraction(1)], ys, strict=True)))


@pytest.mark.parametrize("seed", range(3))
def test_unrelated_denominators(seed: int) -> None:
    rng = random.Random(seed)
    g, f = unrelated(rng, 40), unrelated(rng, 7)
    found, expected = pl(g) @ pl(f), compose(g, f)
    assert oracle(found) == expected
    assert found == pl(expected)
    assert hash(found) == hash(pl(expected))
    assert oracle(pl(g) + pl(f)) == add(g, f)
    assert oracle(xp.maximum(pl(g), pl(f))) == maximum(g, f)
    assert [tuple(i) for i in found.preimages("1/2")] == preimages(expected, "1/2")
    assert found.integral() == integral(expected)


def test_iterating_by_hand_is_the_sawtooth() -> None:
    """T^6(i/64) = i mod 2."""
    f = PL([(0, 0), (1, 1)])
    for _ in range(6):
        f = TENT @ f
    assert list(oracle(f).knots) == list(make([(Fraction(i, 64), i % 2) for i in range(65)]).knots)
