"""The bounded part of a map (T5.6): a map of a compact interval into itself with the same cycles of length >= 2."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import PL, DomainError
from exactpl.dynamics.orbits.bounded_part import bounded_part
from tests.bridge import oracle, pl
from tests.oracles.maps import (
    domain,
    evaluate,
    image,
    is_self_map,
    nasty_half_line_map,
    nasty_line_map,
    nasty_self_map,
    periodic_intervals,
    slopes,
)

Q = Fraction
SLOPES = [Q(s) for s in ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3", "2/3", "-2/3", "5/4", "-9/10")]
PERIODS = (2, 3, 4, 6)


def reflected(f: PL) -> PL:
    """Return x -> -f(-x)."""
    return PL([(-x, -y) for x, y in reversed(list(f.knots))], left_slope=f.right_slope, right_slope=f.left_slope)


def line_map(rng: random.Random) -> PL:
    xs = sorted(rng.sample(range(-4, 5), rng.randint(1, 5)))
    knots = [(Q(x, rng.choice((1, 1, 2))) if len(xs) == 1 else Q(x), Q(rng.randint(-6, 6))) for x in xs]
    return PL(knots, left_slope=rng.choice(SLOPES), right_slope=rng.choice(SLOPES))


def half_line_map(rng: random.Random) -> PL:
    xs = sorted(rng.sample(range(9), rng.randint(1, 5)))
    end = xs[0]
    f = PL([(x, end + rng.randint(0, 8)) for x in xs], right_slope=abs(rng.choice(SLOPES)))
    return f if rng.random() < 0.5 else reflected(f)


def require_bounded_part(f: PL, g: PL | None, periods: tuple[int, ...] = PERIODS) -> PL:
    """Check what T5.6 promises of g, with the oracle and with the periodic points of the package."""
    assert g is not None
    plain = oracle(g)
    assert None not in domain(plain)
    assert is_self_map(plain)
    assert f.domain.contains_interval(g.domain)
    for n in periods:
        assert xp.periodic_points(g, n) == xp.periodic_points(f, n), (n, f, g)
    return g


def may_stay_unbounded(f: PL) -> bool:
    """Both ends are thrown to the other side, one of them not nearer: no rule of T5.6 cuts anything."""
    s, t = f.left_slope, f.right_slope
    return s is not None and t is not None and s < 0 and t < 0 and min(s, t) <= -1


def test_random_maps_of_the_line() -> None:
    rng = random.Random(1)
    found = cycles = intervals = 0
    for _ in range(80):
        f = line_map(rng)
        g = bounded_part(f)
        if may_stay_unbounded(f) and g is None:
            continue
        require_bounded_part(f, g)
        found += 1
        cycles += bool(xp.periodic_points(f, 2).isolated)
        intervals += bool(xp.periodic_points(f, 2).intervals)
    assert found > 55
    assert cycles > 12
    assert intervals > 0


def test_random_maps_of_half_lines() -> None:
    rng = random.Random(2)
    cycles = 0
    for _ in range(80):
        f = half_line_map(rng)
        require_bounded_part(f, bounded_part(f))
        cycles += bool(xp.periodic_points(f, 2))
    assert cycles > 12


def test_nasty_maps() -> None:
    rng = random.Random(3)
    found = 0
    for i in range(100):
        m = nasty_line_map(rng) if i % 2 else nasty_half_line_map(rng)
        f = pl(m)
        g = bounded_part(f)
        if may_stay_unbounded(f) and g is None:
            continue
        require_bounded_part(f, g, (2, 3, 4))
        found += 1
    assert found > 70


def test_cycles_agree_with_the_oracle() -> None:
    rng = random.Random(4)
    seen = 0
    for _ in range(40):
        f = half_line_map(rng)
        g = bounded_part(f)
        assert g is not None
        for n in (2, 3):
            expected, found = periodic_intervals(oracle(f), n), periodic_intervals(oracle(g), n)
            assert found == expected
            seen += bool(expected)
    assert seen > 0


def test_mirror_images_have_mirrored_answers() -> None:
    rng = random.Random(5)
    for _ in range(100):
        f = line_map(rng)
        g, h = bounded_part(f), bounded_part(reflected(f))
        assert (g is None) == (h is None)
        if g is not None:
            assert h is not None
            for n in (2, 3):
                points, mirrored = xp.periodic_points(g, n), xp.periodic_points(h, n)
                assert [-x for x in reversed(points.isolated)] == list(mirrored.isolated)


def test_what_is_changed_lies_at_the_cut() -> None:
    """g is f where f stays below the cut; elsewhere it is the constant of the cut (T5.6, rule 1)."""
    rng = random.Random(6)
    for _ in range(100):
        f = half_line_map(rng)
        g = bounded_part(f)
        assert g is not None
        lower, upper = g.domain
        for k in range(41):
            x = lower + (upper - lower) * Q(k, 40)
            assert g(x) == f(x) or (g(x) in (lower, upper) and f(x) not in g.domain)


def test_compact_intervals_come_back_unchanged() -> None:
    rng = random.Random(7)
    for _ in range(100):
        f = pl(nasty_self_map(rng))
        assert bounded_part(f) == f


@pytest.mark.parametrize(
    "f",
    [
        PL([(0, 0), (1, 2)]),
        PL([(0, -1)], right_slope=2),
        PL([(0, 0)], right_slope=-1),
        PL([(0, 0)], left_slope=-1),
        PL([(0, 5), (1, 0)], left_slope=1),
        PL([(0, 0), (1, Q(-1, 1000))], right_slope=7),
    ],
    ids=str,
)
def test_maps_that_leave_their_domain_are_refused(f: PL) -> None:
    with pytest.raises(DomainError, match="into itself"):
        bounded_part(f)


@pytest.mark.parametrize("thing", [None, 3, "tent", [(0, 0), (1, 1)]])
def test_only_maps_are_taken(thing: object) -> None:
    with pytest.raises(TypeError):
        bounded_part(thing)  # type: ignore[arg-type]


HUMP = [(0, 0), (1, 2), (2, 0)]  # a tent of slope 2 on [0, 2]: cycles of all lengths

CASES = {
    "escape: the tent, and a ray of slope 3 behind it": PL([(0, 0), (1, 2), (2, 0)], left_slope=0, right_slope=3),
    "escape: slope 1, all points move right": PL(HUMP, left_slope=0, right_slope=1),
    "escape: slope 1 on the diagonal": PL([(0, 0), (1, 2), (2, 0), (3, 3)], left_slope=0, right_slope=1),
    "escape: on both sides": PL(HUMP, left_slope=2, right_slope=3),
    "escape: slope 1 on both sides": PL([(0, 0), (1, 2), (2, 0), (3, 4)], left_slope=1, right_slope=1),
    "escape: the fixed point of the ray is far out": PL([(0, 0), (1, 2), (2, 0)], left_slope=0, right_slope="11/10"),
    "escape: far out on both sides": PL([(-1, 5), (1, -5)], left_slope=2, right_slope=2),
    "return: slope 0 on both sides": PL(HUMP, left_slope=0, right_slope=0),
    "return: slope 1 below the diagonal": PL([(0, 1), (1, 2), (2, 0)], left_slope=0, right_slope=1),
    "return: slope 1/2": PL([(0, 1), (1, 2), (2, 0)], left_slope="1/2", right_slope="1/2"),
    "return: a fixed point far out on a ray of slope 9/10": PL([(0, 1), (1, 0)], left_slope=0, right_slope="9/10"),
    "return: the image reaches beyond the fixed point": PL([(0, 50), (1, 0)], left_slope=0, right_slope="1/2"),
    "return: slope -3 on the right, 0 on the left": PL([(0, 1), (1, 2)], left_slope=0, right_slope=-3),
    "image: rays upwards on both sides": PL([(0, 0)], left_slope=-2, right_slope="1/2"),
    "image: a constant on one side": PL([(-1, 2), (1, 0)], left_slope=-3, right_slope=0),
    "image: both rays go down": PL([(0, 3)], left_slope=2, right_slope=-2),
    "image: a constant map": PL([(0, 3)], left_slope=0, right_slope=0),
    "image: on a half-line from the right": PL([(0, 5), (1, 4)], right_slope=1),
    "contraction: slopes -1/2": PL([(-1, 3), (1, -3)], left_slope="-1/2", right_slope="-1/2"),
    "contraction: slopes near -1": PL([(-1, 2), (1, -2)], left_slope="-99/100", right_slope="-9/10"),
    "contraction: all knots far out on one side": PL([(-100, 0)], left_slope="-9/10", right_slope="-9/10"),
    "contraction: two knots far out": PL([(-90, 5), (-80, -5)], left_slope="-1/2", right_slope="-4/5"),
    "contraction: affine": PL([(0, 7)], left_slope="-1/2", right_slope="-1/2"),
    "contraction: steep inside": PL([(-1, 9), (0, -9), (1, 9), (2, -9)], left_slope="-1/3", right_slope="-2/3"),
    "a half-line of one knot, escape": PL([(0, 0)], right_slope=2),
    "a half-line of one knot, slope 1": PL([(0, 0)], right_slope=1),
    "a half-line of one knot, return": PL([(0, 1)], right_slope="1/2"),
    "a half-line of one knot, constant at its end": PL([(0, 0)], right_slope=0),
    "the line, x + 1": PL([(0, 1)], left_slope=1, right_slope=1),
    "the line, x - 1": PL([(0, -1)], left_slope=1, right_slope=1),
    "the line, x": PL([(0, 0)], left_slope=1, right_slope=1),
    "the line, 2x": PL([(0, 0)], left_slope=2, right_slope=2),
    "the line, |x|": PL([(0, 0)], left_slope=-1, right_slope=1),
    "the line, |x| - 1": PL([(0, -1)], left_slope=-1, right_slope=1),
    "the line, 1 - |x|": PL([(0, 1)], left_slope=1, right_slope=-1),
    "the line, 1 - 2|x|": PL([(0, 1)], left_slope=2, right_slope=-2),
    # f meets the height of the cut, one more than the start or the fixed point, at a knot
    "the cut is the height of a knot": PL([(0, 0), (1, 4), (2, 0), (3, 3)], left_slope=0, right_slope=1),
    "the cut is the height of the peak": PL([(0, 0), (1, 3), (2, 2)], left_slope=0, right_slope=2),
    "a plateau at the height of the cut": PL([(0, 0), (1, 3), (2, 3), (Q(5, 2), 2)], left_slope=0, right_slope=2),
    "the image ends at a knot": PL([(0, 1), (1, 0), (2, 1)], left_slope=0, right_slope=0),
    "the fixed point of the ray is its start": PL([(0, 2), (1, 0), (2, 2)], left_slope=0, right_slope=3),
    "the start is fixed and attracts": PL([(0, 2), (1, 0), (2, 2)], left_slope=0, right_slope="1/2"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_rule_and_its_mirror_image(name: str) -> None:
    f = CASES[name]
    require_bounded_part(f, bounded_part(f))
    require_bounded_part(reflected(f), bounded_part(reflected(f)))


@pytest.mark.parametrize("ray", ["0", "1/2", "1", "2", "7"])
def test_a_tent_keeps_its_entropy(ray: str) -> None:
    """On the line, the points of the tent's horseshoe stay; so both parts have growth 2."""
    f = PL(HUMP, left_slope=0, right_slope=ray)
    for each in (f, reflected(f)):
        g = bounded_part(each)
        assert g is not None
        low, high = xp.entropy(g).growth
        assert low <= 2 <= high


def test_a_ray_of_slope_minus_one_or_steeper_on_both_sides_is_not_found() -> None:
    """x -> 1 - x has only points of period 2 but one: no compact interval holds all of its cycles."""
    flip = PL([(0, 1)], left_slope=-1, right_slope=-1)
    assert bounded_part(flip) is None
    assert xp.periodic_points(flip, 2)


def test_slow_contraction_needs_a_long_interval() -> None:
    f = PL([(-1, 2), (1, -2)], left_slope=Q(-(10**9 - 1), 10**9), right_slope=Q(-(10**9 - 1), 10**9))
    g = require_bounded_part(f, bounded_part(f), (2,))
    assert g.domain.upper is not None
    assert g.domain.upper > 10**6


def test_numbers_of_any_size() -> None:
    big = 10**60
    f = PL([(0, 0), (big, 2 * big), (2 * big, 0)], left_slope=0, right_slope=1 + Q(1, big))
    g = require_bounded_part(f, bounded_part(f), (2, 3))
    assert evaluate(oracle(g), 1) == 2
    assert image(oracle(g))[0] == 0
    assert max(slopes(oracle(g))) >= 2
