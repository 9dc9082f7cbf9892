"""Counts that are drawn back along orbits, and fixed points by signs at vertices, against iterates written out."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from exactpl_checker.mathematics import attracting, counting, fixedcells, levelsets, vertexsums
from exactpl_checker.mathematics.orbits import Orbits
from exactpl_checker.mathematics.plmap import PLMap, point, restricted_self_map
from exactpl_checker.reading import mapfile

from tests.checker import brute
from tests.checker.certmaker import certificate
from tests.checker.nasty import nasty_level, self_maps
from tests.harness import verdict


def plmap(f: brute.Map) -> PLMap:
    source = mapfile.read(f.text().encode("ascii"))
    return restricted_self_map(source, source.domain)


def random_map(rng: random.Random, bits: int, *, flat: bool = False, tame: bool = False) -> brute.Map:
    """Some knots with so many bits; with flat pieces, or with small slopes, so that cycles attract."""
    one = 2**bits
    xs = sorted({0, one, *(rng.randrange(1, one) for _ in range(rng.randint(1, 4)))})
    ys = [rng.randrange(one + 1) for _ in xs]
    if flat:
        i = rng.randrange(len(ys) - 1)
        ys[i + 1] = ys[i]
    if tame:
        ys = [one // 3 + y // 3 for y in ys]
    return brute.Map([(Fraction(x, one), Fraction(y, one)) for x, y in zip(xs, ys, strict=True)])


def compare(f: brute.Map, levels: list[Fraction], k: int) -> None:
    """Compare everything for f^k."""
    g, where = plmap(f), (f.text(), k)
    iterate = brute.iterate(f, k, *f.domain())
    assert counting.pieces(g, k) == brute.pieces(iterate), where
    assert counting.laps(g, k) == brute.laps(iterate), where
    for level in levels:
        assert levelsets.crossings(g, k, point(level)) == brute.crossings(iterate, level), (where, level)
        assert levelsets.components(g, k, point(level)) == brute.preimages(iterate, level), (where, level)
    if k > 0:
        assert fixedcells.fixed_components(g, k) == brute.fixed_components(iterate), where


@pytest.mark.parametrize("bits", [8, 24, 300])
@pytest.mark.parametrize("kind", ["plain", "flat", "tame"])
def test_random_maps(bits: int, kind: str) -> None:
    rng = random.Random(f"{bits} {kind}")
    for _ in range(25):
        f = random_map(rng, bits, flat=kind == "flat", tame=kind == "tame")
        attained = f(f(f.knots[1][0]))
        for k in range(5 if bits < 100 else 4):
            compare(f, [Fraction(1, 3), attained, f.knots[0][1], Fraction(2)], k)


@pytest.mark.parametrize("seed", range(6))
def test_nasty_maps(seed: int) -> None:
    rng = random.Random(f"drawn {seed}")
    for f, lo, hi in self_maps(rng, 60):
        if (lo, hi) == f.domain():
            compare(f, [nasty_level(rng, f) for _ in range(3)], rng.randint(0, 5))


def test_all_numbers_of_pieces_come_at_once() -> None:
    for f, lo, hi in self_maps(random.Random(3), 40):
        if (lo, hi) == f.domain():
            counts = list(counting.piece_counts(plmap(f), 5))
            assert counts == [brute.pieces(brute.iterate(f, k, lo, hi)) for k in range(6)]


@pytest.mark.parametrize("seed", range(4))
def test_breakpoints_are_counted_in_portions(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all breakpoints fit in the memory at once, the sums are the same."""
    f = plmap(random_map(random.Random(seed), 24))
    together = vertexsums.vertex_sums(Orbits(f), [2, 3, 7])
    assert together == {n: vertexsums.vertex_sums(Orbits(f), [n])[n] for n in (2, 3, 7)}
    monkeypatch.setattr(vertexsums, "MOST_BITS", 1)
    assert vertexsums.vertex_sums(Orbits(f), [2, 3, 7]) == together


def test_attracting_cycles() -> None:
    # 1/3 + x/4 on [0, 1/2], then down with slope -1/4: the fixed point 4/9 attracts all.
    rises = brute.Map(
        [(Fraction(0), Fraction(1, 3)), (Fraction(1, 2), Fraction(11, 24)), (Fraction(1), Fraction(1, 3))]
    )
    assert attracting.attracting_cycles(Orbits(plmap(rises)), [1]) == [attracting.AttractingCycle(1, 1)]
    # Around 1/2 with slope -1/2: the slope of f^2 is the first that lies between 0 and 1.
    falls = brute.Map([(Fraction(0), Fraction(3, 4)), (Fraction(1), Fraction(1, 4))])
    assert attracting.attracting_cycles(Orbits(plmap(falls)), [1]) == []
    assert attracting.attracting_cycles(Orbits(plmap(falls)), [6]) == [attracting.AttractingCycle(1, 2)]
    assert attracting.attracting_cycles(Orbits(plmap(falls)), [5]) == []
    # A cycle of two points, 1/8 and 7/8, slopes -1/2 and 1/4 there.
    heights = [("0", "15/16"), ("1/4", "13/16"), ("3/4", "3/32"), ("1", "5/32")]
    two = brute.Map([(Fraction(x), Fraction(y)) for x, y in heights])
    assert attracting.attracting_cycles(Orbits(plmap(two)), [4]) == [attracting.AttractingCycle(2, 4)]
    assert attracting.attracting_cycles(Orbits(plmap(two)), [2]) == []


def test_logarithms_are_lower_bounds() -> None:
    rng = random.Random(1)
    for bits in (1, 2, 10, 64, 65, 500):
        for _ in range(50):
            a, d = rng.getrandbits(bits) + 1, rng.getrandbits(rng.choice([1, bits, 90])) + 1
            found = attracting._logarithm(a, d)
            # 2^found <= (a/d)^1024 < 2^(found + 2)
            above, below = a**1024, d**1024
            assert (below << max(found, 0)) <= (above << max(-found, 0))
            assert (above << max(-found - 2, 0)) < (below << max(found + 2, 0))


COARSE = random_map(random.Random(11), 12).text()
LONG = random_map(random.Random(12), 400).text()
FLAT = random_map(random.Random(13), 24, flat=True).text()


@pytest.mark.parametrize("text", [COARSE, LONG, FLAT], ids=["coarse", "long", "flat"])
@pytest.mark.parametrize("kind", ["piece_count", "lap_count", "crossing_count", "preimage_count", "fixed_point_count"])
def test_only_the_right_number_is_accepted(text: str, kind: str) -> None:
    """Large numbers that are wrong by little, or much."""
    k, g = 60, plmap_of(text)
    level = {"level": "1/3"} if kind in ("crossing_count", "preimage_count") else {}
    count = {
        "piece_count": lambda: counting.pieces(g, k),
        "lap_count": lambda: counting.laps(g, k),
        "crossing_count": lambda: levelsets.crossings(g, k, (1, 3)),
        "preimage_count": lambda: levelsets.components(g, k, (1, 3)),
        "fixed_point_count": lambda: fixedcells.fixed_components(g, k)[0],
    }[kind]()

    def claim(value: int) -> str:
        if kind == "fixed_point_count":
            return verdict(
                certificate(text, {"intervals": "0", "isolated": str(value), "n": k, "on": None, "type": kind})
            )
        return verdict(certificate(text, {"k": k, "on": None, "type": kind, "value": str(value), **level}))

    assert claim(count) == "accept"
    for wrong in (count - 1, count + 1, count + 2, 2 * count + 1, count ^ 1 << 20, -1):
        assert claim(wrong) == "reject wrong-count"


def plmap_of(text: str) -> PLMap:
    source = mapfile.read(text.encode("ascii"))
    return restricted_self_map(source, source.domain)
