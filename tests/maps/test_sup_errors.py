"""Errors to exp, sin, 1/x and the step: enclosed, exact where algebraic, against dense float sampling and by hand."""

import math
import random
from fractions import Fraction

import pytest

import exactpl as xp
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
