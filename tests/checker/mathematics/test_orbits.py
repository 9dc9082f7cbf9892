"""Enclosed orbits against exact ones: places among breakpoints and marked points, also where these are nearly met."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from exactpl_checker.mathematics import orbits
from exactpl_checker.mathematics.orbits import Enclosure, Orbits, Precision
from exactpl_checker.mathematics.plmap import PLMap, point, restricted_self_map
from exactpl_checker.reading import mapfile

from tests.checker import brute
from tests.checker.nasty import self_maps

K = 40


def plmap(f: brute.Map) -> PLMap:
    source = mapfile.read(f.text().encode("ascii"))
    return restricted_self_map(source, source.domain)


def random_map(rng: random.Random, knots: int, bits: int) -> brute.Map:
    one = 2**bits
    xs = sorted({0, one, *(rng.randrange(1, one) for _ in range(knots))})
    return brute.Map([(Fraction(x, one), Fraction(rng.randrange(one + 1), one)) for x in xs])


def place(marks: list[Fraction], x: Fraction) -> int:
    """2 i between marks, 2 i + 1 on mark number i."""
    return 2 * sum(mark < x for mark in marks) + (x in marks)


def kept_short(f: PLMap, marks: list[Fraction], bits: int, monkeypatch: pytest.MonkeyPatch) -> Orbits:
    """Orbits that enclose all points with more digits than that."""
    found = Orbits(f, [point(mark) for mark in marks])
    monkeypatch.setattr(found, "_short", bits)
    return found


def compare(f: brute.Map, others: list[Fraction], orbits_of: Orbits, k: int) -> None:
    """The places on the orbits of breakpoints and ends, and of other short marks, are those of exact values."""
    g = orbits_of.f
    marks = sorted({*(Fraction(*c) for c in g.cuts), *others})
    starts = [*orbits_of.cuts, *orbits_of.ends, *(orbits_of.number(point(other)) for other in others)]
    for start in starts:
        if not orbits_of.is_finite(start) or orbits_of.points[start] is None:
            continue
        x, exact = start, Fraction(*orbits_of.exact(start))
        for _ in range(k):
            assert orbits_of.places[x] == place(marks, exact)
            assert orbits_of.below[x] == sum(Fraction(*c) < exact for c in g.cuts)
            assert orbits_of.above[x] == sum(Fraction(*c) <= exact for c in g.cuts)
            x, exact = orbits_of.image(x), f(exact)


@pytest.mark.parametrize("seed", range(6))
def test_nasty_maps(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orbits of these maps meet breakpoints all the time, and they are met though no digits are kept."""
    rng = random.Random(seed)
    for f, lo, hi in self_maps(rng, 30):
        if (lo, hi) == f.domain():
            g = plmap(f)
            others = [f(f.knots[0][0]), Fraction(rng.randint(-9, 9), 7)]
            others = [y for y in others if (lo is None or lo <= y) and (hi is None or y <= hi)]
            longest = max(c[0].bit_length() + c[1].bit_length() for c in [*g.cuts, *map(point, others), (1, 1)])
            compare(f, others, kept_short(g, others, longest, monkeypatch), 12)


@pytest.mark.parametrize(("knots", "bits"), [(1, 24), (4, 24), (12, 24), (4, 300), (3, 1000)])
def test_long_data(knots: int, bits: int) -> None:
    f = random_map(random.Random(bits + knots), knots, bits)
    compare(f, [], Orbits(plmap(f)), K if bits < 100 else 12)


@pytest.mark.parametrize("distance", [0, 1, -1])
@pytest.mark.parametrize("time", [9, 30])
def test_marks_that_are_met_late_or_nearly(distance: int, time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark on the orbit of a breakpoint, or 2^-2000 away from it."""
    f = random_map(random.Random(7), 4, 24)
    x = f.knots[2][0]
    for _ in range(time):
        x = f(x)
    mark = x + Fraction(distance, 2**2000)
    compare(f, [mark], kept_short(plmap(f), [mark], 200, monkeypatch), time + 5)


def test_an_orbit_that_tends_to_a_breakpoint() -> None:
    """x -> x/3 towards the breakpoint 0, and towards it from both sides with x -> -x/3."""
    for slope in (Fraction(1, 3), Fraction(-1, 3)):
        f = brute.Map([(Fraction(-1), Fraction(-1, 2)), (Fraction(0), Fraction(0)), (Fraction(1), slope)])
        assert f(Fraction(1)) == slope
        g = plmap(f)
        found = Orbits(g)
        compare(f, [], found, 400)
        assert len(found.points) > 400  # no two of them are one


def test_orbits_end_in_breakpoints_that_they_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    f = brute.Map([(Fraction(0), Fraction(1, 2)), (Fraction(1, 2), Fraction(1)), (Fraction(1), Fraction(0))])
    found = kept_short(plmap(f), [], 4, monkeypatch)
    x = found.cuts[0]
    for _ in range(3):
        x = found.image(x)
    assert x == found.cuts[0]


@pytest.mark.parametrize("bits", [40, 200, 2000])
def test_enclosures_contain_the_point(bits: int) -> None:
    """Over many steps, rounded and not, on both sides of 0, for points that grow without bounds."""
    rng = random.Random(bits)
    for _ in range(40):
        pieces = tuple(
            (rng.getrandbits(60) - 2**59, rng.getrandbits(100) - 2**99, rng.getrandbits(60) + 1) for _ in range(5)
        )
        f = PLMap((-1, 0), (1, 0), (), pieces)
        x = Fraction(rng.getrandbits(70) - 2**69, rng.getrandbits(70) + 1)
        precision = Precision(f, [], bits)
        enclosure = Enclosure(point(x), precision)
        for _ in range(30):
            piece = rng.randrange(5)
            a, b, d = pieces[piece]
            enclosure.go(piece)
            x = (a * x + b) / d
            assert abs(x * 2**bits - enclosure.middle) <= enclosure.radius
        again = Enclosure(enclosure.exact, precision)
        for piece in enclosure.pieces:
            again.go(piece)
        again.enclose(Precision(f, [], 3 * bits))
        assert abs(x * 2 ** (3 * bits) - again.middle) <= again.radius
        # Of what 2^P hides the enclosure keeps a little: a radius that is far too large would be no use.
        if bits == 2000:
            assert Fraction(again.radius, 2 ** (3 * bits)) < Fraction(1, 2**1000)


def test_an_enclosure_is_below_a_mark_only_if_it_is() -> None:
    marks = [Fraction(i, 3) for i in range(-3, 4)]
    precision = Precision(PLMap((-1, 0), (1, 0), (), ((1, 0, 1),)), [point(mark) for mark in marks], 10)
    for middle in range(-1100, 1100):
        for radius in (0, 1, 2, 5):
            enclosure = Enclosure((0, 1), precision)
            enclosure.middle, enclosure.radius = middle, radius
            found = enclosure.marks_below()
            low, high = Fraction(middle - radius, 2**10), Fraction(middle + radius, 2**10)
            if found is not None:
                assert sum(mark < low for mark in marks) == found == sum(mark <= high for mark in marks)
            elif radius == 0:
                # floor(y 2^P) is met: the mark is here, or less than one unit above.
                assert any(low <= mark < low + Fraction(1, 2**10) for mark in marks)


def test_the_first_precision_is_one_that_is_doubled() -> None:
    assert orbits.FIRST_PRECISION >= 64
