"""`explaining` says which algorithm was taken, and nothing where nobody asks."""

from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import ways

TENT = xp.zoo.tent()
INTEGER = xp.PL([(i, (7 * i * i + 3 * i) % 41) for i in range(41)])
STEEP = xp.PL([(i, Fraction((5**i) % 1_009, 1_009) * 20) for i in range(21)])
PLATEAU = xp.PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: xp.piece_count(TENT, 9), ["sums of jumps"]),
        (lambda: xp.piece_count(TENT, 9, verify=True), ["sums of jumps", "pull-back"]),
        (lambda: xp.piece_count(TENT, 9_000), ["sequence"]),
        (lambda: xp.crossing_count(TENT, 9_000, level="1/3"), ["sequence"]),
        (lambda: xp.piece_count(INTEGER, 200), ["cells between"]),
        (lambda: xp.lap_count(PLATEAU, 9), ["image intervals"]),
        (lambda: xp.lap_count(PLATEAU, 9, verify=True), ["image intervals", "pull-back"]),
        (lambda: xp.fixed_point_count(TENT, 9), ["loops of the 2 cells"]),
        (lambda: xp.fixed_point_count(xp.zoo.tent("19/10"), 9), ["power series"]),
        (lambda: xp.fixed_point_count(STEEP, 9), ["in words"]),
        (lambda: xp.find_orbit(INTEGER, 3), ["a loop of whole pieces"]),
        (lambda: xp.find_orbit(xp.zoo.tent("8/5"), 3), ["cells of image intervals"]),
    ],
)
def test_the_way_is_said(ask, words: list[str]) -> None:
    with xp.explaining() as found:
        ask()
    for word in words:
        assert any(word in way for way in found), found


def test_each_is_said_once_inside_the_block_only() -> None:
    with xp.explaining() as found:
        xp.piece_count(TENT, 5)
        xp.piece_count(TENT, 6)
        with xp.explaining() as inner:
            xp.fixed_point_count(TENT, 5)
    xp.piece_count(xp.zoo.tent("19/10"), 5)
    ways.taken("unheard")
    assert found == ["sums of jumps at 1 vertex"]
    assert len(inner) == 1
