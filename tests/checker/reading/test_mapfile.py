"""Map files: what they mean, and what is refused (the corpus has more of the latter)."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from exactpl_checker.arithmetic.intervals import Interval
from exactpl_checker.errors import Decline, Reject
from exactpl_checker.mathematics import plmap
from exactpl_checker.reading import mapfile


def read(knots: object, **more: object) -> mapfile.MapFile:
    return mapfile.read(json.dumps({"format": "exactpl-map/1", "knots": knots, **more}).encode())


@pytest.mark.parametrize(
    ("knots", "more", "domain"),
    [
        ([["0", "0"], ["1", "0"]], {}, Interval(Fraction(0), Fraction(1))),
        ([["0", "0"]], {"left_slope": "1"}, Interval(None, Fraction(0))),
        ([["0", "0"]], {"right_slope": "1"}, Interval(Fraction(0), None)),
        ([["0", "0"]], {"right_slope": "1", "left_slope": "0"}, Interval(None, None)),
    ],
)
def test_domain(knots: object, more: dict[str, object], domain: Interval) -> None:
    assert read(knots, **more).domain == domain


def test_values() -> None:
    source = read([["0", "1"], ["1", "1/2"], ["2", "1"]], left_slope="-2", right_slope=".5")
    f = plmap.restricted(source, source.domain)
    values = {
        -3: 7,
        0: 1,
        Fraction(1, 2): Fraction(3, 4),
        1: Fraction(1, 2),
        Fraction(3, 2): Fraction(3, 4),
        2: 1,
        4: 2,
    }
    for x, y in values.items():
        assert f.image(plmap.point(Fraction(x))) == plmap.point(Fraction(y))
    assert f.image(plmap.MINUS_INFINITY) == f.image(plmap.PLUS_INFINITY) == plmap.PLUS_INFINITY
    assert len(f.pieces) == 3  # slopes -2, -1/2, 1/2: the knot at 2 is no kink


def test_knots_that_are_no_kinks() -> None:
    source = read([["0", "0"], ["1/2", "1/2"], ["1", "1"]])
    assert source.interior_knots(source.domain) == 1
    assert plmap.restricted(source, source.domain).cuts == ()
    assert read([["0", "0"], ["1", "1"]]).interior_knots(Interval(Fraction(0), Fraction(1))) == 1
    assert read([["0", "0"], ["1", "1"]], left_slope="0").interior_knots(Interval(None, Fraction(1))) == 1


def test_restriction_cuts_strictly_inside() -> None:
    source = read([["0", "0"], ["1", "2"], ["2", "0"], ["3", "2"]])
    for lo, hi, cuts in (
        (0, 3, 2),
        (1, 2, 0),
        (0, 1, 0),
        (1, 3, 1),
        (Fraction(1, 2), Fraction(3, 2), 1),
        (Fraction(5, 2), 3, 0),
    ):
        f = plmap.restricted(source, Interval(Fraction(lo), Fraction(hi)))
        assert (len(f.cuts), len(f.pieces)) == (cuts, cuts + 1)


def test_white_space_and_order_do_not_matter() -> None:
    assert mapfile.read(b' {"knots" : [["0","1"],["2","3"]],\n\t"format":"exactpl-map/1" } \n').xs == (0, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        b'{"format":"exactpl-map/1"}',
        b'{"knots":[["0","0"],["1","1"]]}',
        b'{"format":"exactpl-map/1","knots":{"0":"0"}}',
        b'{"format":"exactpl-map/1","knots":"0"}',
        b'{"format":"exactpl-map/1","knots":[["0","0"],["1",null]]}',
        b'{"format":"exactpl-map/1","knots":[["0","0"],["0","1"]]}',
        b'\xef\xbb\xbf{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]]}',
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(Reject) as caught:
        mapfile.read(data)
    assert caught.value.rule == "map-file"


def test_too_many_knots() -> None:
    knots = ",".join(['["0","0"]'] * 1_000_001)
    with pytest.raises(Decline):
        mapfile.read(f'{{"format":"exactpl-map/1","knots":[{knots}]}}'.encode())


def test_printed_back() -> None:
    shown = read([["0", "1/3"], ["1", "0"]], right_slope="1").described()
    assert shown.splitlines() == [
        "subject f: domain [0, oo), 2 knots",
        "  f(0) = 1/3",
        "  f(1) = 0",
        "  slope 1 to the right",
    ]
    assert "f(0)" not in read([[str(i), "0"] for i in range(21)]).described()
