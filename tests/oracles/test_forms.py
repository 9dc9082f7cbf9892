"""The forms of docs/theorems.md in which the checker computes, against iterates written out and definitions."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest

from tests.oracles import forms
from tests.oracles.intervals import image_on
from tests.oracles.levels import components, levels_of
from tests.oracles.maps import (
    Component,
    Map,
    clip,
    contains,
    domain,
    evaluate,
    fixed_components,
    kinks,
    make,
    nasty_half_line_map,
    nasty_line_map,
    nasty_self_map,
    piece_count,
    power,
    preimages,
    restrict,
    same,
    slope_left,
    slope_right,
)
from tests.oracles.periods import divisors, fixed_point_count, mobius, periodic_point_count

SEEDS = range(4)
# Kinks that cancel, a trapezoid, a flat ray, kinks on kinks and on ends, intervals of fixed points, slopes 1 and -1.
BY_HAND = [
    make([(0, 0), ("1/2", 1), (1, 0)]),
    make([(0, 1), (1, 0)]),
    make([(0, 1), ("1/3", "1/3"), (1, 0)]),
    make([(0, "1/2"), ("1/4", 1), ("1/2", "3/4"), ("3/4", "1/4"), (1, 0)]),
    make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]),
    make([(0, 0), ("1/4", 0), ("3/4", 1), (1, 1)]),
    make([(0, 1), ("1/4", 1), ("3/4", 0), (1, 0)]),
    make([(0, "1/2"), ("1/4", "1/2"), ("1/2", 0), (1, 1)]),
    make([(0, "1/4"), ("1/4", "1/2"), ("1/2", "3/4"), ("3/4", 1), (1, 0)]),
    make([(0, 0), ("1/3", "1/3"), ("2/3", 1), (1, "2/3")]),
    make([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")]),
    make([(0, "1/3"), (1, "1/3")]),
    make([(0, 0)], 0, 1),
    make([(0, 0)], -1, 1),
    make([(0, 0)], "-1/2", -2),
    make([(0, 0)], 1, 1),
    make([(0, 1)], -1, -1),
    make([(0, 1)], 1, 1),
    make([(0, 2), (1, 0)], 0, -1),
    make([(0, 3), (2, 0), (5, 0)], None, 1),
    make([(0, 1), (1, 0)], None, 0),
    make([(-1, 1), (1, -1)], 2, 2),
]


def nasty(seed: int, count: int) -> Iterator[Map]:
    """Yield self-maps of intervals, half-lines and the line."""
    rng = random.Random(seed)
    for number in range(count):
        kind = (nasty_self_map, nasty_line_map, nasty_half_line_map)[number % 3]
        yield kind(rng, max_breakpoints=3)


def maps(seed: int, count: int) -> list[Map]:
    return [*(BY_HAND if seed == 0 else []), *nasty(seed, count)]


def samples(m: Map) -> list[Fraction]:
    """Return points near the knots, between them and far out."""
    xs = [x for x, _ in m.knots]
    steps = [sign * Fraction(2) ** bits for bits in (-40, -3, 0, 3, 40) for sign in (-1, 1)]
    found = {*xs, *((a + b) / 2 for a, b in pairwise(xs)), *(x + step for x in xs for step in steps)}
    return sorted(x for x in found if contains(domain(m), x))


@pytest.mark.parametrize("seed", SEEDS)
def test_extremes_with_infinite_ends(seed: int) -> None:
    """T0.1.4."""
    for m in maps(seed, 60):
        least, most = forms.extremes(m)
        values = [evaluate(m, x) for x in samples(m)]
        for value in values:
            assert least <= (0, value) <= most
        assert min(values) == least[1] if least[0] == 0 else min(values) < -(1 << 30)
        assert max(values) == most[1] if most[0] == 0 else max(values) > 1 << 30


def test_comparisons_in_place_of_values() -> None:
    """T0.2."""
    rng = random.Random(1)
    for _ in range(2000):
        u, y, z, v, x = (Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for _ in range(5))
        w, bound = u + Fraction(rng.randint(1, 5), rng.randint(1, 3)), Fraction(rng.randint(0, 9), 3)
        slope = (z - y) / (w - u)
        sign = (y - v) * (w - u) + (z - y) * (x - u)
        value = y + slope * (x - u)
        assert ((sign > 0) - (sign < 0)) == (value > v) - (value < v)
        rise = abs(z - y) - bound * (w - u)
        assert ((rise > 0) - (rise < 0)) == (abs(slope) > bound) - (abs(slope) < bound)
        points = {Fraction(rng.randint(-4, 4)) for _ in range(rng.randint(0, 4))}
        below, up_to = (
            [sum(test(c, t) for c in points) for t in (u, x)] for test in (Fraction.__lt__, Fraction.__le__)
        )
        assert (max(below) <= min(up_to)) == (not any(min(u, x) < c < max(u, x) for c in points))


@pytest.mark.parametrize("seed", SEEDS)
def test_kinks_by_germs_and_pieces_by_states(seed: int) -> None:
    """T1.1'', on the whole domain and on parts of it."""
    for m in maps(seed, 60):
        for n in range(1, 5):
            iterate = power(m, n)
            for c in kinks(m):
                assert forms.has_no_kink(m, c, n) == (slope_left(iterate, c) == slope_right(iterate, c))
            assert forms.pieces_on(m, n, domain(m)) == piece_count(iterate)
            xs = samples(m)
            lo, hi = xs[len(xs) // 3], xs[2 * len(xs) // 3]
            if lo < hi:
                assert forms.pieces_on(m, n, (lo, hi)) == piece_count(restrict(iterate, lo, hi))


@pytest.mark.parametrize("seed", SEEDS)
def test_flags_of_infinite_ends_are_free(seed: int) -> None:
    """T1.3.4."""
    rng = random.Random(seed)
    for m in maps(seed, 45):
        for n in range(4):
            iterate = power(m, n)
            for y in levels_of(iterate, rng, 4):
                counted = {forms.level_components(m, n, domain(m), y, free)[0] for free in (False, True)}
                assert counted == {components(iterate, y)}


def ratios(m: Map, c: Fraction, count: int) -> list[Fraction] | None:
    """Return the quotients of the one-sided slopes of f^0, f^1, ... at c; None when one is 0."""
    found, x, sides = [Fraction(1)], c, [-1, 1]
    for _ in range(count):
        met = [slope_left(m, x) if side < 0 else slope_right(m, x) for side in sides]
        if 0 in met:
            return None
        found.append(found[-1] * met[1] / met[0])
        sides = [side if slope > 0 else -side for side, slope in zip(sides, met, strict=True)]
        x = evaluate(m, x)
    return found


def returns(m: Map, c: Fraction, limit: int) -> tuple[int, int] | None:
    """Return from when on, and with what period, the two germs of c repeat; none of them becomes flat."""
    seen: dict[tuple[Fraction, int, int], int] = {}
    x, left, right = c, -1, 1
    for time in range(limit):
        if (x, left, right) in seen:
            return seen[x, left, right], time - seen[x, left, right]
        seen[x, left, right] = time
        one, other = (slope_left(m, x) if side < 0 else slope_right(m, x) for side in (left, right))
        left, right, x = left if one > 0 else -left, right if other > 0 else -right, evaluate(m, x)
    return None


def test_powers_by_their_bits() -> None:
    """T1.8': the exponents that bit lengths leave hold the one that there is."""
    bases = [Fraction(p, q) for p in range(-9, 10) for q in range(1, 8) if abs(p) != q and p]
    for base in bases:
        for times in range(12):
            assert forms.power_that_is(base, base**times) == times
        assert forms.power_that_is(base, -(abs(base) ** 3) * 11) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_irregular_time(seed: int) -> None:
    """T1.8': no kink at c at n > r_c at most once for each residue, and the last time is h_c."""
    met = 0
    for m in maps(seed, 400):
        for c in kinks(m):
            quotients = ratios(m, c, 80)
            cycle = None if quotients is None else returns(m, c, 12)
            if quotients is None or cycle is None or abs(quotients[sum(cycle)] / quotients[cycle[0]]) == 1:
                continue
            smooth = [n for n in range(cycle[0], len(quotients)) if quotients[n] == 1]
            assert forms.last_irregular(quotients, *cycle) == max([cycle[0], *smooth])
            met += 1
    assert met > 10


def has_event(m: Map, x: Fraction, k: int) -> bool:
    """Say whether x has an event before time k: a kink, or an interior point of a flat part."""
    lo, hi = domain(m)
    for _ in range(k):
        if x in kinks(m) or (x not in (lo, hi) and slope_left(m, x) == slope_right(m, x) == 0):
            return True
        x = evaluate(m, x)
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_fixed_ends_vertices_and_points_of_flat_cells(seed: int) -> None:
    """T2.1', 1, against all preimages of kinks and all fixed points."""
    for m in maps(seed, 45):
        special = forms.periods_of_critical_cycles(m, 4)
        for k in range(1, 5):
            iterate = power(m, k)
            points = {x for x, _ in m.knots}
            points |= {x for part in fixed_components(iterate) for x in part if x is not None}
            for j in range(k):
                for c in kinks(m):
                    points |= {x for part in preimages(power(m, j), c) for x in part if x is not None}
            expected = {x for x in points if evaluate(iterate, x) == x and (x in domain(m) or has_event(m, x, k))}
            assert {x for x, period in special.items() if k % period == 0} == expected


Listed = tuple[Component, Component, Fraction, Fraction]  # J, its image, and f^k = A x + C on J


def cylinders(m: Map, k: int) -> list[Listed]:
    """List the k-cylinders of I as intervals: cut, leave out what is flat, pull back."""
    found: list[Listed] = [(domain(m), domain(m), Fraction(1), Fraction(0))]
    for _ in range(k):
        found = [child for cylinder in found for child in children(m, cylinder)]
    return found


def children(m: Map, cylinder: Listed) -> Iterator[Listed]:
    _, (lo, hi), slope, constant = cylinder
    ends = [lo, *(c for c in kinks(m) if (lo is None or lo < c) and (hi is None or c < hi)), hi]
    for u, v in pairwise(ends):
        x = (u + v) / 2 if u is not None and v is not None else v - 1 if v is not None else (u or Fraction(0)) + 1
        s = slope_right(m, x)
        if s != 0:
            b = evaluate(m, x) - s * x
            back = [None if end is None else (end - constant) / slope for end in (u, v)]
            image = [None if end is None else s * end + b for end in (u, v)]
            if slope < 0:
                back.reverse()
            if s < 0:
                image.reverse()
            yield (back[0], back[1]), (image[0], image[1]), s * slope, s * constant + b


@pytest.mark.parametrize("seed", SEEDS)
def test_loops_of_states_and_fixed_points_seen_in_the_image(seed: int) -> None:
    """T2.1', 2 and 3, against cylinders that are listed."""
    for m in maps(seed, 36):
        for k in range(1, 4):
            listed = cylinders(m, k)
            assert {image for _, image, _, _ in listed} == forms.states_of_level(m, k)
            for state in forms.states_of_level(m, k):
                u, v = state
                if u is not None and v is not None:
                    inside = sum(
                        image == state and p is not None and q is not None and u < p and q < v
                        for (p, q), image, _, _ in listed
                    )
                    assert forms.strictly_inside(m, state, k) == inside
            single, identities = 0, []
            for (p, q), (u, v), a, c in listed:
                if a != 1:
                    z = c / (1 - a)
                    here = (p is None or p < z) and (q is None or z < q)
                    assert here == ((u is None or u < z) and (v is None or z < v))
                    single += here
                elif c == 0:
                    assert (p, q) == (u, v)
                    identities.append((p, q))
            found = forms.in_cylinders(m, k)
            assert (found[0], sorted(found[1], key=str)) == (single, sorted(identities, key=str))


@pytest.mark.parametrize("seed", SEEDS)
def test_fixed_points_by_cycles_and_loops(seed: int) -> None:
    """T2.1' with T2.4, against the iterate."""
    for m in maps(seed, 60):
        for n in range(1, 5):
            assert forms.fixed_point_count(m, n) == fixed_point_count(power(m, n))


@pytest.mark.parametrize("seed", SEEDS)
def test_least_periods_by_three_numbers(seed: int) -> None:
    """T2.2'."""
    for m in maps(seed, 45):
        powers = [power(m, k) for k in range(5)]
        for n in range(1, 5):
            chi, e, r = forms.three_numbers(m, n, {d: mobius(n // d) for d in divisors(n)})
            count = periodic_point_count(powers, n)
            assert (count is None) == ((e, r) != (0, 0))
            if count is None:
                assert e > 0 or (e == 0 and r > 0)
            else:
                assert (chi, chi % n) == (count, 0)


def test_one_row_decides() -> None:
    """T3.2'."""
    rng = random.Random(2)
    for _ in range(500):
        rows = [(rng.randint(0, 9), rng.randint(0, 3)) for _ in range(rng.randint(1, 5))]
        bound = Fraction(rng.randint(1, 12), rng.randint(1, 4))
        weighted = [(t, v) for t, v in rows if v]
        if weighted:
            t, v = min(weighted, key=lambda row: Fraction(row[0], row[1]))
            assert (t >= bound * v) == all(t >= bound * v for t, v in rows)
        if len(weighted) == len(rows):
            t, v = max(weighted, key=lambda row: Fraction(row[0], row[1]))
            assert (t <= bound * v) == all(t <= bound * v for t, v in rows)


def test_absent_periods_by_a_rational_bound() -> None:
    """T3.3'."""
    for q in range(1, 40):
        for p in range(q, 2 * q + 1):
            for n in (3, 5, 7, 21):
                mu = Fraction(p, q)
                assert forms.excludes(mu, n) == (mu**n - 2 * mu ** (n - 2) - 1 < 0)


def times(roots: list[Fraction]) -> list[Fraction]:
    """Return the coefficients, from that of 1 on, of the product of all x - r."""
    found = [Fraction(1)]
    for r in roots:
        shifted, scaled = [Fraction(0), *found], [*(-r * a for a in found), Fraction(0)]
        found = [a + b for a, b in zip(shifted, scaled, strict=True)]
    return found


def has_common_factor(one: list[Fraction], other: list[Fraction]) -> bool:
    """Divide until nothing is left."""
    a, b = one, other
    while any(b):
        a, b = list(a), list(b)
        while not b[-1]:
            b.pop()
        while len(a) >= len(b):
            factor = a[-1] / b[-1]
            for i in range(1, len(b) + 1):
                a[-i] -= factor * b[-i]
            a.pop()
        a, b = b, a
    return len(a) > 1


def test_which_root_it_is() -> None:
    """T3.6'."""
    rng = random.Random(3)
    confirmed = 0
    for _ in range(600):
        roots = [Fraction(rng.choice([-2, -1, 1, 2, 3]), rng.choice([1, 2])) for _ in range(rng.randint(1, 4))]
        q = times(roots)
        numerator = times([Fraction(rng.choice([-1, 0, 1, 2]), rng.choice([1, 2])) for _ in range(rng.randint(0, 3))])
        assert has_common_factor(numerator, q[::-1]) == has_common_factor(numerator[::-1], q)
        others = [Fraction(rng.randint(-6, 6), 2) for _ in range(2)] + rng.sample(roots, 1)
        lo = Fraction(rng.randint(-6, 6), 2)
        hi = lo + Fraction(rng.randint(0, 4), 2)
        here = {r for r in others if lo <= r <= hi}
        if len(here) == 1 and here & set(roots) and sum(r >= lo for r in set(roots)) == 1:
            assert here == {max(roots)}
            confirmed += 1
    assert confirmed > 20


@pytest.mark.parametrize("seed", SEEDS)
def test_pieces_of_a_held_map(seed: int) -> None:
    """T5.8'."""
    rng = random.Random(seed)
    for m in nasty(seed, 90):
        lo, hi = domain(m)
        ends = sorted({Fraction(rng.randint(-8, 8), rng.choice([1, 2, 4])) for _ in range(6)} | {x for x, _ in m.knots})
        ends = [x for x in ends if contains((lo, hi), x)]
        if len(ends) < 2:
            continue
        q, p = sorted(rng.sample(ends, 2))
        held = clip(restrict(m, q, p), q, p)
        pieces = forms.held_pieces(m, q, p)
        assert [mark for mark, _ in pieces[1:]] == kinks(held)
        assert len(pieces) - 1 <= 3 * len(kinks(restrict(m, q, p))) + 2
        knots = [(mark, a * mark + b) for mark, (a, b) in pieces]
        a, b = pieces[-1][1]
        assert same(make([*knots, (p, a * p + b)]), held)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_comes_back(seed: int) -> None:
    """T5.9': where (a) holds, the test says whether (b) does, tried at points."""
    rng = random.Random(seed)
    met = {True: 0, False: 0}
    for m in nasty(seed, 900):
        lo, hi = domain(m)
        if lo is not None and hi is not None:
            continue
        first, last = m.knots[0][0], m.knots[-1][0]
        q = lo if lo is not None else first - Fraction(rng.randint(0, 8), 2)
        p = hi if hi is not None else last + Fraction(rng.randint(0, 8), 2)
        if q == p or not a_holds(m, q, p):
            continue
        least, most = image_on(restrict(m, q, p), q, p)
        assert least is not None
        assert most is not None
        far = [Fraction(2) ** bits for bits in range(-60, 61, 4)]
        right = [] if hi is not None else [evaluate(m, p + step) for step in far]
        left = [] if lo is not None else [evaluate(m, q - step) for step in far]
        outside = {"R": all(y < q or y > p for y in right), "L": all(y < q or y > p for y in left)}
        b = True
        if right and most > p:
            b = b and outside["R"] and (not any(y < q for y in right) or outside["L"])
        if left and least < q:
            b = b and outside["L"] and (not any(y > p for y in left) or outside["R"])
        assert forms.nothing_comes_back(m, q, p, least, most) == b
        met[b] += 1
    assert min(met.values()) > 5


def a_holds(m: Map, q: Fraction, p: Fraction) -> bool:
    """Say whether (a) of T5.9 holds."""
    s, t = m.right, m.left
    at_q, at_p = evaluate(m, q), evaluate(m, p)
    right = s is None or (at_p >= q if s >= 0 else at_p <= p)
    return right and (t is None or (at_q <= p if t >= 0 else at_q >= q))


def test_positions_among_kinks() -> None:
    """T6.1'."""
    rng = random.Random(5)
    for _ in range(4000):
        cs = sorted({Fraction(rng.randint(-6, 6), rng.choice([1, 2])) for _ in range(rng.randint(0, 4))})
        z, w = (rng.choice([Fraction(rng.randint(-14, 14), 4), *cs]) for _ in range(2))
        at_z, at_w = forms.position(cs, z), forms.position(cs, w)
        cells = list(pairwise([None, *cs, None]))
        together = any(contains(cell, z) and contains(cell, w) for cell in cells)
        assert forms.in_one_cell(at_z, at_w) == together
        assert (at_z % 2 == 1) == (z in cs)
        assert max(at_z, at_w) // 2 == sum(z > c or w > c for c in cs)
        s = Fraction(rng.randint(-1, 1))
        if all((z >= c and s >= 0) or (z <= c and s <= 0) for c in cs):
            above = [c for c in cs if z >= c and s >= 0 and not (z == c and s == 0)]
            assert above == [c for c in cs if z > c or (s > 0 and z >= c)]
        i = rng.randint(-4, 4)
        for c in cs:
            assert ((i > c), (i >= c), (i <= c)) == ((i > floor(c)), (i >= ceil(c)), (i <= floor(c)))
