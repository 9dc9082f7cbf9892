"""Claims about iterates and fixed points, made with the oracle's numbers: true ones and slightly false ones."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from exactpl_checker.arithmetic import polynomials
from exactpl_checker.arithmetic.intervals import Interval
from exactpl_checker.mathematics import counting, criticalorbits, plmap, sinks, slopes
from exactpl_checker.reading import mapfile

from tests.checker import brute
from tests.checker.certmaker import certificate
from tests.checker.make_corpus import bounds, crossings, fixed, image, preimages, series, slope_range
from tests.checker.nasty import End, nasty_level, self_maps
from tests.harness import verdict


def on(lo: End, hi: End) -> list[str | None]:
    """The interval as a claim names it."""
    return [None if end is None else str(end) for end in (lo, hi)]


def judged(f: brute.Map, claim: dict[str, Any], witness: dict[str, Any] | None = None) -> str:
    return verdict(certificate(f.text(), claim, witness))


@pytest.mark.parametrize("seed", range(4))
def test_levels(seed: int) -> None:
    rng = random.Random(f"levels {seed}")
    for f, lo, hi in self_maps(rng, 40):
        for k in range(5):
            g = brute.iterate(f, k, lo, hi)
            for _ in range(3):
                y = nasty_level(rng, f)
                for claim, value in (
                    (crossings, brute.crossings(g, y)),
                    (preimages, brute.preimages(g, y)),
                ):
                    wrong = rng.choice((value - 1, value + 1, len(g)))
                    for number in (value, wrong):
                        expected = "accept" if number == value else "reject wrong-count"
                        assert judged(f, claim(k, str(y), number, on(lo, hi))) == expected, (
                            f.text(),
                            k,
                            y,
                        )


def test_slope_range() -> None:
    rng = random.Random("slopes")
    for f, lo, hi in self_maps(rng, 160):
        for k in range(6):
            largest, smallest = brute.slope_range(brute.iterate(f, k, lo, hi))
            where = (f.text(), lo, hi, k)
            assert judged(f, slope_range(k, largest, smallest, on(lo, hi))) == "accept", where
            for wrong in (
                (largest + Fraction(1, 2**60), smallest),
                (largest, smallest - Fraction(1, 2**60)),
                (smallest - 1, largest),
            ):
                assert judged(f, slope_range(k, *wrong, on(lo, hi))) == "reject wrong-slope", where


def test_image() -> None:
    rng = random.Random("image")
    for f, lo, hi in self_maps(rng, 160):
        for k in range(6):
            ends = brute.image(brute.iterate(f, k, lo, hi))
            where = (f.text(), lo, hi, k)
            assert judged(f, image(k, *on(*ends), on(lo, hi))) == "accept", where
            for i in (0, 1):
                wrong = on(*ends)
                wrong[i] = str((-1) ** i * -1000) if wrong[i] is None else None
                assert judged(f, image(k, *wrong, on(lo, hi))) == "reject wrong-image", where


def test_piece_count_bounds() -> None:
    rng = random.Random("bounds")
    for f, lo, hi in self_maps(rng, 160):
        counts = [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(6)]
        for k, count in enumerate(counts):
            for low, high in ((count, None), (None, count), (count - 1, count), (count + 1, None), (None, count - 1)):
                true = (low is None or low <= count) and (high is None or count <= high)
                expected = "accept" if true else "reject wrong-bound"
                assert judged(f, bounds(k, low, high, on(lo, hi)), {"step": k}) == expected
            for step in range(1, k):
                most = counts[step] ** (k // step) * counts[k % step]
                assert most >= count
                assert judged(f, bounds(k, None, most, on(lo, hi)), {"step": step}) == "accept"
                assert judged(f, bounds(k, None, most - 1, on(lo, hi)), {"step": step}) == "reject wrong-bound"


@pytest.mark.parametrize("seed", range(4))
def test_fixed_point_count(seed: int) -> None:
    rng = random.Random(f"fixed points {seed}")
    for f, lo, hi in self_maps(rng, 40):
        for n in range(1, 6):
            isolated, intervals = brute.fixed_components(brute.iterate(f, n, lo, hi))
            where = (f.text(), lo, hi, n)
            assert judged(f, fixed(n, isolated, intervals, on(lo, hi))) == "accept", where
            for wrong in ((isolated + 1, intervals), (isolated - 1, intervals), (isolated, intervals + 1)):
                assert judged(f, fixed(n, *wrong, on(lo, hi))) == "reject wrong-count", where


def test_fixed_points_on_a_small_grid() -> None:
    # Knots 0, 1, 2, 3 over 3 and all values: 256 maps, many with slopes +-1 and flats.
    for code in range(4**4):
        ys = [code // 4**i % 4 for i in range(4)]
        f = brute.Map([(Fraction(x, 3), Fraction(y, 3)) for x, y in enumerate(ys)])
        for n in (1, 2, 3, 4, 6):
            isolated, intervals = brute.fixed_components(brute.iterate(f, n, Fraction(0), Fraction(1)))
            assert judged(f, fixed(n, isolated, intervals)) == "accept", (ys, n)


def fraction_of(counts: list[int]) -> tuple[list[int], list[int]]:
    """The quotient of polynomials of least degrees with this series (Berlekamp and Massey)."""
    current, before = [Fraction(1)], [Fraction(1)]
    length, shift, last = 0, 1, Fraction(1)
    for n in range(len(counts)):
        miss = sum(c * counts[n - i] for i, c in enumerate(current) if i <= n)
        if miss == 0:
            shift += 1
            continue
        size = max(len(current), len(before) + shift)
        new = [
            (current[i] if i < len(current) else Fraction(0))
            - (miss / last * before[i - shift] if 0 <= i - shift < len(before) else 0)
            for i in range(size)
        ]
        if 2 * length <= n:
            length, before, last, shift = n + 1 - length, current, miss, 1
        else:
            shift += 1
        current = new
    assert 2 * length < len(counts) - 4
    numerator = [sum(c * counts[n - i] for i, c in enumerate(current) if i <= n) for n in range(length)]
    parts = [numerator, current]
    for part in parts:
        while len(part) > 1 and part[-1] == 0:
            part.pop()
        assert all(c.denominator == 1 for c in map(Fraction, part))
    return [int(c) for c in numerator], [int(c) for c in current]


def oracle_pattern(f: brute.Map, c: Fraction) -> tuple[int, int]:
    """h and q of theorem 1.8, read off a long list."""
    count = 250
    orbit = brute.germs(f, c, count)
    flat = next((n for n in range(count) if 0 in orbit[n][2:]), None)
    if flat is not None:
        # The last time at which a germ that is not flat yet meets a flat piece.
        times = [next((n for n in range(count) if orbit[n][2 + i] == 0), None) for i in (0, 1)]
        return max(n for n in times if n is not None) - 1, 1
    pairs = [(left, right) for left, right, _, _ in orbit]
    r, again = next((pairs.index(pair), n) for n, pair in enumerate(pairs) if pair in pairs[:n])
    p = again - r
    ratio = [right / left for _, _, left, right in orbit[: again + 1]]
    growth = ratio[again] / ratio[r]
    if abs(growth) == 1:
        return r, p if growth == 1 else 2 * p
    ones = [n for n, (_, _, left, right) in enumerate(orbit) if n >= r and left == right]
    return max([r, *ones]), 1


def test_piece_count_series() -> None:
    rng = random.Random("series")
    finite = patterns = 0
    for f, lo, hi in self_maps(rng, 1000):
        if finite == 160:
            break
        limit = 40
        points = brute.critical_points(f, lo, hi, limit)
        size = brute.states(f, lo, hi, limit) if points is not None else None
        if points is None or size is None:
            # A series that is right for some terms, of a map whose breakpoints may wander for ever.
            counts = [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(4)]
            assert judged(f, series(counts, [1], on(lo, hi)), {"terms": limit}) == "reject not-finite"
            continue
        finite += 1
        source = plmap.restricted_self_map(mapfile.read(f.text().encode()), Interval(lo, hi))
        kinks = [oracle_pattern(f, c) for c in brute.breakpoints(f, lo, hi)]
        graph = sinks.SinkGraph(source, ())
        assert [criticalorbits.kink_pattern(graph, i) for i in range(len(kinks))] == kinks, (f.text(), lo, hi)
        patterns += sum(h > 0 for h, _ in kinks)
        periods = sum(q for _, q in kinks)
        a1, b1 = size + periods + max([h for h, _ in kinks], default=0), 1 + size + periods
        numbers = counting.piece_counts(source, 2 * max(a1, b1) + 20)
        counts = list(numbers)
        for k in range(6):
            iterate = brute.iterate(f, k, lo, hi)
            assert counts[k] == brute.pieces(iterate)
            if len(iterate) > 200:
                break
        numerator, denominator = fraction_of(counts)
        a2, b2 = len(numerator) - 1, len(denominator) - 1
        assert a2 <= a1
        assert b2 <= b1
        terms = max(a1 + b2, a2 + b1) + 1
        where = (f.text(), lo, hi, terms)
        enough = max(terms, len(points))
        claim = series(numerator, denominator, on(lo, hi))
        assert judged(f, claim, {"terms": enough}) == "accept", where
        assert judged(f, claim, {"terms": terms - 1}) in ("reject too-few-terms", "reject not-finite"), where
        m = rng.randrange(len(counts))
        wrong = [*numerator, *([0] * len(counts))][: max(m + 1, a2 + 1)]
        wrong[m] += 1
        if wrong[-1] != 0:
            assert judged(f, series(wrong, denominator, on(lo, hi)), {"terms": enough + m}) == "reject wrong-count"
        assert judged(f, series(counts[:4], [1, 0, 5], on(lo, hi)), {"terms": 4 + enough}) == "reject wrong-count"
    assert finite == 160
    assert patterns > 100


def test_kinks_that_vanish_late() -> None:
    # Knots and values are integers, so all orbits are finite; slopes 1, 2, 4, so ratios of slopes often meet 1.
    rng = random.Random("late kinks 2")
    late = 0
    for _ in range(60):
        size = rng.randint(6, 11)
        ys = [rng.randint(0, size)]
        for _ in range(size):
            step = rng.choice((1, 1, 1, 2, 2, 4)) * rng.choice((-1, 1, 1, 1))
            ys.append(next(y for y in (ys[-1] + step, ys[-1] - step, ys[-1] + 1, ys[-1] - 1) if 0 <= y <= size))
        f = brute.Map([(Fraction(x), Fraction(y)) for x, y in enumerate(ys)])
        source = mapfile.read(f.text().encode())
        graph = sinks.SinkGraph(plmap.restricted_self_map(source, source.domain), ())
        for i, c in enumerate(brute.breakpoints(f, *f.domain())):
            length, period = criticalorbits.kink_pattern(graph, i)
            assert (length, period) == oracle_pattern(f, c), ys
            pairs = [(left, right) for left, right, _, _ in brute.germs(f, c, length + 1)]
            late += period == 1 and pairs[length] in pairs[:length]
    assert late > 0


def test_exponents() -> None:
    rng = random.Random("exponents")
    bases = [Fraction(1001, 1000), Fraction(-1000, 1001), Fraction(2), Fraction(-1, 2), Fraction(3, 2), Fraction(-9, 4)]
    for base in bases:
        for m in (0, 1, 2, 3, 10, 100, 1000):
            goal = base**m
            assert criticalorbits.exponent(base, goal) == m
            assert criticalorbits.exponent(base, -goal) is None
            assert criticalorbits.exponent(base, goal + Fraction(1, 7)) is None
            if m > 0:
                assert criticalorbits.exponent(base, 1 / goal) is None
        goal = Fraction(rng.randint(1, 100), rng.randint(1, 100))
        powers = [base**m for m in range(-20, 20)]
        found = criticalorbits.exponent(base, goal)
        assert found == (powers.index(goal) - 20 if goal in powers[20:] else None)


def test_comparison_of_long_fractions() -> None:
    rng = random.Random("long fractions")
    for _ in range(300):
        numbers = [Fraction(rng.choice([2, 3, 5, 7, 10**40 + 1]) ** rng.randint(0, 90)) for _ in range(4)]
        x, y = numbers[0] / numbers[1], numbers[2] / numbers[3]
        near = x + Fraction(rng.choice((-1, 0, 1)), rng.choice([3, 2**60, 2**200, 7**900]))
        for a, b in ((x, y), (x, x), (x, near), (near, x), (Fraction(0), x), (x, Fraction(0))):
            if a >= 0 and b >= 0:
                assert slopes.smaller(a.as_integer_ratio(), b.as_integer_ratio()) == (a < b)
        assert slopes.times(x.as_integer_ratio(), y.as_integer_ratio()) == (x * y).as_integer_ratio()


def test_polynomials_as_text() -> None:
    for coefficients, text in (
        ([1, 2, -3], "1 + 2*t - 3*t^2"),
        ([0], "0"),
        ([0, 1], "t"),
        ([0, -1], "-t"),
        ([-1, 0, 1, -1], "-1 + t^2 - t^3"),
        ([0, 0, -7], "-7*t^2"),
    ):
        assert polynomials.written(coefficients) == text
