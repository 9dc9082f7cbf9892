"""Chaos that survives perturbations (T4.4): the inequality, how large epsilon is, and perturbed maps themselves."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl.dynamics.periods.periodic_orbits import find_periodic_point
from exactpl.dynamics.periods.robustness import period_three_margin, three_cycle_start
from tests.bridge import pl
from tests.dynamics.families import compact_maps, conjugate, where
from tests.oracles.maps import Map, domain, evaluate, identity, image, lipschitz, make, minimum, power, scale, subtract


def largest_margin(m: Map) -> Fraction:
    """Return the supremum of the epsilon for which the inequality of T4.4 holds at some a, 0 or less if none."""
    slope, first, second, third = lipschitz(m), power(m, 1), power(m, 2), power(m, 3)
    best = []
    for side in (1, -1):
        room = minimum(
            scale(subtract(identity(m), third), side / (1 + slope + slope**2)),
            minimum(scale(subtract(first, identity(m)), side), scale(subtract(second, first), side / (2 + slope))),
        )
        greatest = image(room)[1]
        assert greatest is not None
        best.append(greatest)
    return max(best)


def holds(m: Map, a: Fraction, epsilon: Fraction) -> bool:
    """Say whether the inequality of T4.4 holds, word for word."""
    slope = lipschitz(m)
    e1, e2, e3 = epsilon, epsilon * (1 + slope), epsilon * (1 + slope + slope**2)
    f1 = evaluate(m, a)
    f2 = evaluate(m, f1)
    f3 = evaluate(m, f2)
    rising = f3 + e3 <= a and a < f1 - e1 and f1 + e1 < f2 - e2
    falling = f3 - e3 >= a and a > f1 + e1 and f1 - e1 > f2 + e2
    return rising or falling


def robust_maps(seed: str, count: int) -> list[Map]:
    """Return compact maps, among them many with period 3."""
    rng = random.Random(seed)
    found = list(compact_maps(seed, count, max_breakpoints=3))
    for _ in range(count):
        peak, c = Fraction(rng.randint(12, 16), 16), Fraction(rng.randint(1, 15), 16)
        m = make([(0, Fraction(rng.randint(0, 4), 16)), (c, peak), (1, Fraction(rng.randint(0, 3), 16))])
        found.append(conjugate(m, rng.choice((Fraction(1), Fraction(-1), Fraction(3))), Fraction(rng.randint(-2, 2))))
    return found


def test_the_inequality_holds_exactly_and_epsilon_is_near_the_largest() -> None:
    some = 0
    for m in robust_maps("margin", 100):
        margin, largest = period_three_margin(pl(m)), largest_margin(m)
        assert (margin is None) == (largest <= 0), where(m)
        if margin is not None:
            assert holds(m, margin.a, margin.epsilon), where(m)
            assert largest * 9 / 10 <= margin.epsilon <= largest, where(m)
            assert margin.epsilon > 0
            some += 1
    assert some > 25


def perturbed(m: Map, epsilon: Fraction, rng: random.Random) -> Map:
    """Return a map g of the same interval into itself with |g - f| <= epsilon, at many places by epsilon exactly."""
    lo, hi = domain(m)
    assert lo is not None
    assert hi is not None
    xs = {x for x, _ in m.knots} | {lo + (hi - lo) * Fraction(rng.randint(1, 59), 60) for _ in range(6)}
    style = rng.randint(0, 2)
    shifts = {x: epsilon * (rng.choice((-1, 1)) if style else Fraction(rng.randint(-9, 9), 9)) for x in xs}
    # f is affine between these knots, so |g - f| <= epsilon everywhere; holding g inside changes nothing for the worse
    return make(sorted((x, min(max(evaluate(m, x) + shifts[x], lo), hi)) for x in xs))


def test_perturbed_maps_keep_the_inequality() -> None:
    rng = random.Random("perturbed")
    tried = 0
    for m in robust_maps("perturbed", 60):
        margin = period_three_margin(pl(m))
        if margin is None:
            continue
        for _ in range(12):
            g = perturbed(m, margin.epsilon, rng)
            orbit = [margin.a]
            for _ in range(3):
                orbit.append(evaluate(g, orbit[-1]))
            a, b, c, d = orbit
            assert d <= a < b < c or d >= a > b > c, where(m)
            tried += 1
        assert find_periodic_point(pl(g), 3) is not None, where(g)
        assert find_periodic_point(pl(m), 3) is not None, where(m)
    assert tried > 200


def test_the_worst_constant_perturbation_keeps_the_inequality() -> None:
    for m in robust_maps("constant", 40):
        margin = period_three_margin(pl(m))
        if margin is not None:
            lo, hi = domain(m)
            assert lo is not None
            assert hi is not None
            for sign in (-1, 1):
                g = pl(m) + sign * margin.epsilon
                g = g.clip(lo, hi)
                a = margin.a
                b, c, d = g(a), g(g(a)), g(g(g(a)))
                assert d <= a < b < c or d >= a > b > c, where(m)


def test_an_exact_3_cycle_alone_survives_nothing() -> None:
    # g_(1/2) has the 3-cycle {0, 1/2, 1}, g_(51/100) has none
    golden = xp.zoo.golden()
    assert find_periodic_point(golden, 3) is not None
    assert period_three_margin(golden) is None
    for m in (
        conjugate(Map(tuple(golden.knots)), Fraction(-1), Fraction(0)),
        conjugate(Map(tuple(golden.knots)), Fraction(7, 3), Fraction(1, 2)),
    ):
        assert period_three_margin(pl(m)) is None
    # the truncated tent at its threshold
    assert find_periodic_point(xp.zoo.truncated_tent("6/7"), 3) is not None
    assert period_three_margin(xp.zoo.truncated_tent("6/7")) is None


def test_maps_without_period_3_have_no_margin() -> None:
    for name in (
        "golden:51/100",
        "golden:3/4",
        "involution",
        "doubled_tent",
        "tent:8/5",
        "truncated_tent:3/4",
        "stefan:5",
    ):
        assert period_three_margin(xp.zoo.build(name)) is None


def test_margins_of_known_maps() -> None:
    for name in ("tent", "skew_tent:1/3", "tent:19/10", "trapezoid", "zigzag:3"):
        f = xp.zoo.build(name)
        margin = period_three_margin(f)
        assert margin is not None
        assert holds(Map(tuple(f.knots)), margin.a, margin.epsilon)


def test_an_iterate_beyond_the_budget_gives_none() -> None:
    assert period_three_margin(xp.zoo.tent(), budget=7) is None
    assert period_three_margin(xp.zoo.tent(), budget=8) is not None


def test_maps_that_leave_are_refused() -> None:
    with pytest.raises(xp.DomainError, match="into itself"):
        period_three_margin(xp.PL([(0, 0), (1, 2)]))


@pytest.mark.parametrize("start", [0, 1, 2])
@pytest.mark.parametrize(
    "values",
    [(1, 2, 3), (3, 2, 1), (Fraction(-1), Fraction(0), Fraction(7, 2)), (Fraction(7, 2), Fraction(0), Fraction(-1))],
)
def test_the_start_of_a_3_cycle_in_both_orientations(values, start) -> None:
    cycle = tuple(Fraction(x) for x in values[start:] + values[:start])
    a = three_cycle_start(cycle)
    i = cycle.index(a)
    b, c = cycle[(i + 1) % 3], cycle[(i + 2) % 3]
    assert a < b < c or a > b > c


def test_the_start_of_the_3_cycles_of_random_maps() -> None:
    some = 0
    for m in robust_maps("three cycles", 60):
        f = pl(m)
        for x in xp.periodic_points(f, 3).isolated:
            a = three_cycle_start((x, f(x), f(f(x))))
            b, c, d = f(a), f(f(a)), f(f(f(a)))
            assert d == a, where(m)
            assert a < b < c or a > b > c, where(m)
            some += 1
    assert some > 100
