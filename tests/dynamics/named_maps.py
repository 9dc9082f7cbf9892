"""Maps with names, and maps made to be difficult, for the tests of growth, coverings, words and chaos."""

from fractions import Fraction

from tests.oracles.maps import Map, make

G34 = make([(0, "3/4"), ("1/2", 1), (1, 0)])  # periods 1, 2 and 4
GOLDEN = make([(0, "1/2"), ("1/2", 1), (1, 0)])  # its 3-cycle 0, 1/2, 1 goes through the kink and both ends
DOUBLED = make([(0, "2/3"), ("1/6", 1), ("1/3", "2/3"), ("2/3", 0), (1, "1/3")])  # f^2 on [0, 1/3] is a tent


def tent(slope: str) -> Map:
    """Return the tent of [0, 1] with two slopes of this size, at most 2."""
    s = Fraction(slope)
    return make([(0, 0), ("1/2", s / 2), (1, 0)])


# flat pieces, slopes of size 1, one piece, constants, knots on knots and ends, attracting cycles at kinks and ends,
# intervals of periodic points
NASTY = [
    make([(0, 0), (1, 1)]),
    make([(0, 1), (1, 0)]),
    make([(0, "1/3"), (1, "1/3")]),
    make([(0, 0), (1, 0)]),
    make([(-2, 1), (1, 1)]),
    make([(0, "1/4"), (1, "1/2")]),
    make([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]),
    make([(0, 0), ("1/3", "2/3"), ("2/3", "2/3"), (1, 0)]),
    make([(0, "1/2"), ("1/2", "1/2"), (1, 1)]),
    make([(0, 1), ("1/2", "1/2"), (1, "1/2")]),
    make([(0, "1/2"), ("1/4", "1/4"), ("1/2", "1/2"), ("3/4", "3/4"), (1, "1/2")]),
    make([(0, 0), ("1/2", 1), (1, 0)]),
    make([(0, "1/2"), ("1/2", 1), (1, 0)]),
    make([(0, 1), ("1/2", 0), (1, 1)]),
    make([(0, 0), ("1/4", 1), ("1/2", 0), ("3/4", 1), (1, 0)]),
    make([(0, 1), ("1/3", 0), ("1/2", "1/2"), (1, 0)]),
    make([(0, "1/2"), ("1/2", 0), (1, "1/4")]),  # points of period 2 fill an interval, and attract from one side
    make([(0, "1/2"), ("1/4", "3/8"), ("1/2", 0), (1, "1/4")]),  # an attracting 2-cycle at a kink and an end
    make([(0, "9/10"), ("1/2", "1/2"), (1, "1/3")]),  # a fixed kink
    make([(0, 1), ("1/3", "2/3"), ("2/3", "1/3"), ("5/6", "1/2"), (1, 0)]),
    G34,
    tent("1"),
    tent("7/5"),
    tent("3/2"),
]
