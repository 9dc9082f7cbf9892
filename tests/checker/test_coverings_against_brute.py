"""What is accepted about every map close to f holds for maps close to f that are drawn at random."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.checker.brute import Map, iterate, laps, least_period_points
from tests.checker.corpus_coverings import coverings, field_text, horseshoe, over_field, robust
from tests.harness import verdict

Interval = tuple[Fraction, Fraction]
ONE = Fraction(1)


def random_map(source: random.Random, parts: int, steps: int) -> Map:
    """A self-map of [0, 1] with knots at multiples of 1/parts and values that are multiples of 1/steps."""
    while True:
        values = [Fraction(source.randrange(steps + 1), steps) for _ in range(parts + 1)]
        if max(values) - min(values) > Fraction(1, 2):
            return Map([(Fraction(i, parts), y) for i, y in enumerate(values)])


def near(source: random.Random, f: Map, epsilon: Fraction) -> Map:
    """A self-map g of [0, 1] with |g - f| <= epsilon, mostly as far away as it may be.

    Both have the knots of g, so the difference is largest at one of them; and moving a value back into [0, 1] brings
    it closer to that of f.
    """
    xs = {x for x, _ in f.knots} | {Fraction(source.randrange(1, 24), 24) for _ in range(source.randrange(4))}
    moves = source.choice([(-1, 1), (-1,), (1,), (-1, 0, 1), (Fraction(-1, 3), Fraction(5, 7))])
    g = Map([(x, min(ONE, max(Fraction(0), f(x) + source.choice(moves) * epsilon))) for x in sorted(xs)])
    assert all(abs(g(x) - f(x)) <= epsilon for x in xs)
    return g


def image(g: Map, interval: Interval, k: int = 1) -> Interval:
    """g^k of an interval."""
    lo, hi = interval
    for _ in range(k):
        values = [g(lo), g(hi), *(y for x, y in g.knots if lo < x < hi)]
        lo, hi = min(values), max(values)
    return lo, hi


def extreme_points(f: Map, interval: Interval, q: int) -> Interval:
    """Where f^q is smallest and where it is largest on an interval."""
    lo, hi = interval
    power = iterate(f, q, lo * 0, ONE)
    points = [lo, hi, *(p for p, *_ in power if p is not None and lo < p < hi)]
    return min(points, key=lambda x: after(f, x, q)), max(points, key=lambda x: after(f, x, q))


def after(f: Map, x: Fraction, q: int) -> Fraction:
    """f^q(x)."""
    for _ in range(q):
        x = f(x)
    return x


def error(f: Map, epsilon: Fraction, q: int) -> Fraction:
    """e_q."""
    slope = max(abs(s) for _, _, s, _ in f.segments())
    return sum((epsilon * slope**i for i in range(q)), Fraction(0))


def text(values: Interval | list[Fraction]) -> list[str]:
    return [str(value) for value in values]


def random_intervals(source: random.Random, count: int, steps: int) -> list[Interval]:
    found = []
    for _ in range(count):
        lo, hi = sorted(source.sample(range(steps + 1), 2))
        found.append((Fraction(lo, steps), Fraction(hi, steps)))
    return found


@pytest.mark.parametrize("q", [1, 2, 3])
def test_coverings(q: int) -> None:
    source = random.Random(q)
    accepted = 0
    for _ in range(60):
        f = random_map(source, 3, 6)
        epsilon = Fraction(source.randrange(4), source.choice((24, 48, 96)))
        intervals = random_intervals(source, 3, 12)
        margin = error(f, epsilon, q)
        points = [extreme_points(f, interval, q) for interval in intervals]
        ends = [(after(f, x, q) + margin, after(f, y, q) - margin) for x, y in points]
        for i in range(3):
            for j in range(3):
                shown = ends[i][0] <= intervals[j][0] and intervals[j][1] <= ends[i][1]
                both = [intervals[i]] if intervals[i] == intervals[j] else [intervals[i], intervals[j]]
                value = coverings(
                    [text(interval) for interval in both],
                    [[0, len(both) - 1]],
                    [text(points[i])],
                    text=f.text(),
                    epsilon=str(epsilon),
                    q=q,
                )
                assert verdict(value) == ("accept" if shown else "reject inequality")
                accepted += shown
                for _ in range(6 if shown else 0):
                    low, high = image(near(source, f, epsilon), intervals[i], q)
                    assert low <= intervals[j][0]
                    assert intervals[j][1] <= high
    assert accepted > 20


def test_one_step_is_exact() -> None:
    # What is not shown with the best points under f is false for some g close to f, if there is room for it.
    source = random.Random(5)
    refuted = 0
    for _ in range(200):
        f = random_map(source, 3, 6)
        epsilon = Fraction(source.randrange(1, 4), 48)
        a, b = random_intervals(source, 2, 12)
        x, y = extreme_points(f, a, 1)
        value = coverings([text(a), text(b)], [[0, 1]], [text((x, y))], text=f.text(), epsilon=str(epsilon))
        if verdict(value) != "accept" and f(x) + epsilon <= 1 and f(y) - epsilon >= 0:
            moved = [
                image(Map([(u, min(ONE, max(Fraction(0), v + move))) for u, v in f.knots]), a)
                for move in (epsilon, -epsilon)
            ]
            assert any(low > b[0] or high < b[1] for low, high in moved)
            refuted += 1
    assert refuted > 50


def disjoint(a: Interval, b: Interval) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def test_robust_periods() -> None:
    source = random.Random(7)
    outcomes = dict.fromkeys([("accept", n) for n in (1, 2, 3, 4)] + [("reject not-disjoint", n) for n in (2, 3, 4)], 0)
    for _ in range(100_000):
        f = random_map(source, 3, 6)
        epsilon = Fraction(source.randrange(3), 48)
        n = min((count, -n) for (_, n), count in outcomes.items())[1] * -1
        loop = random_loop(source, f, epsilon, n)
        if loop is None:
            continue
        # 4 is not a prime: d = 2 only.
        least = n == 1 or any(disjoint(loop[i], loop[(i + (2 if n == 4 else 1)) % n]) for i in range(n))
        points = [text(extreme_points(f, interval, 1)) for interval in loop]
        found = verdict(robust(n, [text(i) for i in loop], points, text=f.text(), epsilon=str(epsilon)))
        assert found == ("accept" if least else "reject not-disjoint")
        outcomes[found, n] += 1
        if least:
            for g in [f, *(near(source, f, epsilon) for _ in range(3))]:
                assert least_period_points(g, n, ONE * 0, ONE) != 0
        if min(outcomes.values()) >= 4:
            break
    assert min(outcomes.values()) >= 4


def random_loop(source: random.Random, f: Map, epsilon: Fraction, n: int) -> list[Interval] | None:
    """A loop of n intervals that cover each other for all maps close to f, if one is met."""
    intervals = random_intervals(source, 12, 12)
    images = {interval: image(f, interval) for interval in intervals}

    def covers(a: Interval, b: Interval) -> bool:
        low, high = images[a]
        return low <= b[0] - epsilon and b[1] + epsilon <= high

    following = {a: [b for b in intervals if covers(a, b)] for a in intervals}
    for _ in range(20):
        walk = [source.choice(intervals)]
        while len(walk) < n and following[walk[-1]]:
            walk.append(source.choice(following[walk[-1]]))
        if len(walk) == n and covers(walk[-1], walk[0]):
            return walk
    return None


def test_horseshoes() -> None:
    source = random.Random(3)
    accepted = 0
    while accepted < 25:
        f = random_map(source, 4, 8)
        epsilon = Fraction(source.randrange(3), 96)
        cuts = sorted(source.sample(range(13), 4))
        intervals = [(Fraction(a, 12), Fraction(b, 12)) for a, b in pairwise(cuts)]
        images = [image(f, interval) for interval in intervals]
        edges = [
            [i, j]
            for i in range(3)
            for j in range(3)
            if images[i][0] <= intervals[j][0] - epsilon and intervals[j][1] + epsilon <= images[i][1]
        ]
        weights = [1, 1, 1]
        for _ in range(8):
            weights = [sum(weights[j] for i, j in edges if i == k) for k in range(3)]
        sums = [sum(weights[j] for i, j in edges if i == k) for k in range(3)]
        bound = min((Fraction(s, w) for s, w in zip(sums, weights, strict=True) if w), default=Fraction(0))
        if bound <= 1:
            continue
        points = [text(extreme_points(f, intervals[i], 1)) for i, _ in edges]
        for at_least, found in ((bound, "accept"), (bound + Fraction(1, 10**9), "reject weights")):
            value = horseshoe(
                str(at_least),
                text=f.text(),
                epsilon=str(epsilon),
                edges=edges,
                intervals=[text(interval) for interval in intervals],
                points=points,
                weights=[str(w) for w in weights],
            )
            assert verdict(value) == found
        accepted += 1
        for _ in range(3):
            # log laps(g^k) / k is never smaller than the entropy of g.
            g = near(source, f, epsilon)
            for k in (1, 2, 4):
                assert laps(iterate(g, k, ONE * 0, ONE)) >= bound**k


def test_rational_cycles_carried_into_a_field() -> None:
    # Conjugated by x -> 3 + a x, with a = sqrt 2 or a = -sqrt 2: cycles stay cycles, and what is none stays none.
    source = random.Random(9)
    lengths = set()
    for _ in range(16):
        f = random_map(source, 4, 4)
        for interval, turned in ((["1", "2"], False), (["-2", "-1"], True)):
            knots = [[number(x), number(y)] for x, y in f.knots]
            subject = field_text(["-2", "0", "1"], interval, knots[::-1] if turned else knots)
            for start in range(9):
                x = Fraction(start, 8)
                orbit = [after(f, x, t) for t in range(6)]
                for n in range(1, 6):
                    value = over_field(n, [number(y) for y in orbit[:n]], text=subject)
                    true = orbit[n] == x and x not in orbit[1:n]
                    found = verdict(value)
                    assert (found == "accept") == true
                    if x in orbit[1:n]:
                        assert found == "reject period-not-least"
                    elif not true:
                        assert found == "reject not-an-orbit"
                    if true:
                        lengths.add(n)
    assert lengths >= {1, 2, 3, 4}


def number(x: Fraction) -> list[str] | str:
    """3 + a x."""
    return ["3", str(x)] if x else "3"
