"""The list of pieces by hand."""

from fractions import Fraction

from tests.dynamics.families import nasty_maps
from tests.oracles.maps import evaluate, make, piece_count
from tests.oracles.pieces import locate, piece_list

Q = Fraction
TENT = make([(0, 0), ("1/2", 1), (1, 0)])


def test_pieces_by_hand() -> None:
    assert piece_list(TENT) == [(0, Q(1, 2), 2, 0), (Q(1, 2), 1, -2, 2)]
    assert piece_list(make([(0, 0)], 0, 1)) == [(None, 0, 0, 0), (0, None, 1, 0)]
    assert piece_list(make([(3, 1)], 2, 2)) == [(None, None, 2, -5)]
    assert piece_list(make([(1, 4)], None, -1)) == [(1, None, -1, 5)]
    assert piece_list(make([(1, 4)], 3)) == [(None, 1, 3, 1)]
    redundant = make([(0, 0), ("1/4", "1/2"), ("1/2", 1), ("3/4", "1/2"), (1, 0)])
    assert piece_list(redundant) == piece_list(TENT)
    assert piece_list(make([(-1, 2), (0, 2), (1, 0)], 1, 0)) == [
        (None, -1, 1, 3),
        (-1, 0, 0, 2),
        (0, 1, -2, 2),
        (1, None, 0, 0),
    ]


def test_locate_by_hand() -> None:
    assert [locate(TENT, "1/4", 1), locate(TENT, "3/4", 1)] == [0, 1]
    assert [locate(TENT, "1/2", -1), locate(TENT, "1/2", 1)] == [0, 1]
    assert [locate(TENT, 0, -1), locate(TENT, 0, 1), locate(TENT, 1, -1), locate(TENT, 1, 1)] == [0, 0, 1, 1]
    absolute = make([(0, 0)], -1, 1)
    assert [locate(absolute, x, 1) for x in (-100, 0, 100)] == [0, 1, 1]


def test_pieces_fit_together() -> None:
    for m in nasty_maps("pieces oracle", 100):
        pieces = piece_list(m)
        assert len(pieces) == piece_count(m)
        for i, (lo, hi, slope, constant) in enumerate(pieces):
            for end, side in ((lo, 1), (hi, -1)):
                if end is not None:
                    assert evaluate(m, end) == slope * end + constant
                    assert locate(m, end, side) == i
