"""Errors to exp, sin, 1/x and the step: enclosed, exact where algebraic, against dense float sampling and by hand."""

import itertools
import math
import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.arithmetic.rationals import Exact
from exactpl.maps.sup_errors import l1_error_to_step, sup_error

FLOATS = {"exp": math.exp, "sin": math.sin, "1/x": lambda x: 1 / x}


@pytest.mark.parametrize("target", sorted(FLOATS))
@pytest.mark.parametrize("seed", range(15))
def test_against_sampling(target: str, seed: int) -> None:
    rng, g = random.Random(seed), FLOATS[target]
    start = Fraction(rng.randint(1, 20), 7) * (-1 if target == "1/x" and seed % 2 else 1)
    step = -1 if start < 0 else 1
    xs = sorted({start + step * Fraction(rng.randint(0, 60), 13) for _ in range(5)} | {start, start + step})
    heights = [Fraction(g(float(x))) + Fraction(rng.randint(-3, 3), 8) for x in xs]
    f = xp.PL(list(zip(xs, heights, strict=True)))
    found = sup_error(f, target)
    assert 0 <= found.upper - found.lower <= Fraction(1, 10**12)
    lower, upper = f.domain
    points = [lower + (upper - lower) * Fraction(i, 4000) for i in range(4001)]
    sampled = max(abs(g(float(x)) - float(f(x))) for x in points)
    assert sampled <= float(found.upper) * (1 + 1e-9) + 1e-9
    assert float(found.lower) <= sampled + 1e-2 * (1 + sampled)
    assert abs(abs(g(float(found.near)) - float(f(found.near))) - float(found.lower)) <= 1e-6 * (1 + sampled)
    if found.exact is not None:
        assert found.lower <= found.exact <= found.upper


def test_known_values() -> None:
    # the chord of 1/x on [1, 2] is 3/2 - x/2, farthest at sqrt(2): by 3/2 - sqrt(2)
    chord = sup_error(xp.PL([(1, 1), (2, "1/2")]), "1/x")
    assert (Fraction(3, 2) - chord.exact) ** 2 == 2
    assert 0 < chord.exact < Fraction(1, 10)
    mirrored = sup_error(xp.PL([(-2, "-1/2"), (-1, -1)]), "1/x")
    assert (mirrored.lower, mirrored.upper) == (chord.lower, chord.upper)
    # a rational square root: slope -1/4 touches 1/x at 2
    tangent = sup_error(xp.PL([(1, "3/4"), (4, 0)]), "1/x")
    assert tangent.exact == Fraction(1, 4)
    # the chord of exp on [0, 1] with slope e - 1 rounded: the tangent point is inside
    assert float(sup_error(xp.PL([(0, 1), (1, "2.718281828")]), "exp").lower) == pytest.approx(0.2118, abs=1e-3)
    # sin on a whole turn against 0
    turn = sup_error(xp.PL([(0, 0), (7, 0)]), "sin", width="1e-30")
    assert turn.lower <= 1 <= turn.upper
    assert turn.upper - turn.lower <= Fraction(1, 10**30)


def test_the_step_is_exact() -> None:
    ramp = xp.PL([(-1, 0), ("-1/8", 0), ("1/8", 1), (1, 1)])
    assert sup_error(ramp, "step").exact == Fraction(1, 2)
    assert l1_error_to_step(ramp) == Fraction(1, 16)  # h/4 for a centred ramp of width h
    assert sup_error(xp.PL([(-1, 0), (0, 0), (1, 0)]), "step").exact == 1
    assert sup_error(xp.PL([(-2, 5), (-1, 0)]), "step").exact == 5
    assert sup_error(xp.PL([(1, 1), (2, 1)]), "step").exact == 0
    assert l1_error_to_step(xp.PL([(1, 1), (2, 1)])) == 0
    assert l1_error_to_step(xp.PL([(-2, 1), (-1, 1)])) == 1


def step_error_by_pieces(f: xp.PL) -> Fraction:
    """Return sup |f - step| by its definition: on each piece on one side of 0, the two ends (0 itself is right)."""
    lower, upper = f.domain
    found = []
    cuts = sorted({lower, upper, *f.breakpoints, *([Fraction(0)] if lower < 0 < upper else [])})
    for a, b in itertools.pairwise(cuts):
        step = 0 if b <= 0 else 1  # on the open interval between them; the supremum there is that of the closed one
        found += [abs(f(a) - step), abs(f(b) - step)]
    found += [abs(f(x) - (0 if x < 0 else 1)) for x in cuts]
    return max(found)


HEIGHTS = [Fraction(-1), Fraction(0), Fraction(1, 3), Fraction(1), Fraction(5, 2)]


@pytest.mark.parametrize("ends", [(0, 1), (-1, 0), (-1, 1), (0, "1/8"), ("-1/8", 0), (1, 2), (-2, -1)], ids=str)
def test_the_step_at_each_end_of_a_domain(ends: tuple[Exact, Exact]) -> None:
    a, b = (xp.exact(end) for end in ends)
    middle = (a + b) / 3 if a * b < 0 else (a + b) / 2
    for heights in itertools.product(HEIGHTS, repeat=3):
        f = xp.PL(list(zip((a, middle, b), heights, strict=True)))
        found = sup_error(f, "step")
        assert found.exact == found.lower == found.upper == step_error_by_pieces(f)
        assert found.near in f.domain
        sides = {abs(f(found.near) - 1)} if found.near >= 0 else {abs(f(found.near))}
        if found.near == 0 and a < 0:
            sides.add(abs(f(found.near)))  # from the left
        assert found.exact in sides


def test_a_map_that_is_the_step_on_its_domain_has_no_error() -> None:
    one, zero = xp.PL([(0, 1), (1, 1)]), xp.PL([(-1, 0), ("-1/2", 0)])
    for f in (one, zero):
        assert sup_error(f, "step").exact == 0 == l1_error_to_step(f)
    # at 0 the step is 1 already, so a map on [-1, 0] that is 0 there is wrong at one point: sup 1, integral 0
    left = xp.PL([(-1, 0), (0, 0)])
    assert sup_error(left, "step").exact == 1
    assert l1_error_to_step(left) == 0


def test_half_lines_and_the_line_are_refused() -> None:
    for f in (
        xp.PL([(0, 1)], right_slope=0),
        xp.PL([(0, 1)], left_slope=0),
        xp.PL([(0, 0)], left_slope=0, right_slope=0),
        xp.PL([(-1, 0), (0, 1)], right_slope=0),
    ):
        for question in (lambda g: sup_error(g, "step"), l1_error_to_step):
            with pytest.raises(xp.DomainError, match="compact interval"):
                question(f)


def test_maps_over_a_field() -> None:
    golden = xp.Algebraic([-1, -1, 1], 1, 2)
    ramp = xp.PL([(1 - golden, 0), (golden - 1, 1)])
    assert sup_error(ramp, "step").exact == Fraction(1, 2)
    assert sup_error(xp.PL([(0, golden), (golden, 1)]), "step").exact == golden - 1
    for target in ("exp", "sin", "1/x"):
        with pytest.raises(xp.InputError, match=r"rational data is required.*t\^2 - t - 1"):
            sup_error(ramp, target)


def test_wrong_questions() -> None:
    line = xp.PL([(0, 0)], left_slope=1, right_slope=1)
    with pytest.raises(xp.DomainError, match="compact"):
        sup_error(line, "exp")
    with pytest.raises(xp.DomainError, match="without 0"):
        sup_error(line.restrict(-1, 1), "1/x")
    with pytest.raises(xp.InputError, match="one of exp, sin"):
        sup_error(line.restrict(0, 1), "tanh")
    with pytest.raises(xp.InputError, match="width must be > 0"):
        sup_error(line.restrict(0, 1), "exp", width=0)


def test_slopes_near_one_and_far_away_and_critical_points_at_ends() -> None:
    flat = sup_error(xp.PL([(0, 0), (1, 1 - Fraction(1, 2**120))]), "sin")
    assert flat.upper - flat.lower <= Fraction(1, 10**12)
    far = sup_error(xp.PL([(10**25, 0), (10**25 + 1, 1)]), "sin")
    assert 0 < far.lower <= far.upper < 3
    end = Fraction(693147180559945309417232121458, 10**30)  # just below log 2, where exp has the slope 2
    near = sup_error(xp.PL([(end - 1, 5), (end, 7)]), "exp", width=Fraction(1, 10**90))
    assert near.upper - near.lower <= Fraction(1, 10**90)
    with pytest.raises(xp.BudgetError, match="100,000"):
        sup_error(xp.PL([(-(10**30), 0), (0, 1)]), "exp")
