"""The kneading matrix and determinant of Milnor and Thurston, as power series with integer coefficients.

Source: J. Milnor and W. Thurston, On iterated maps of the interval, Lecture Notes in Mathematics 1342 (1988), doi
10.1007/BFb0082847. The smallest zero of the determinant in (0, 1) is 1/s, s the growth, where s > 1.
"""

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.series import determinant, quotient
from exactpl.dynamics.orbits.self_map import SelfMap, require_compact
from exactpl.dynamics.symbolic.itineraries import LONGEST, germ_word
from exactpl.errors import DomainError
from exactpl.maps.pl import PL


@work.bounded
def kneading_matrix(f: PL, *, length: int, on: IntervalLike = None) -> list[list[list[int]]]:
    """Return the kneading matrix, to `length` coefficients: row i for turning point i, column j for lap j.

    Entry [i][j] lists the coefficients of 1, t, t^2, ... of lap j in theta(c_i+) - theta(c_i-), where theta(x) is the
    sum of (product of the signs of the first n laps) * (lap of f^n(x)) * t^n.

    f maps a compact interval into itself and has no flat piece, else DomainError. Cost: `length` steps of exact
    evaluation for each turning point.

    >>> kneading_matrix(PL([(0, 0), ("1/2", 1), (1, 0)]), length=4)
    [[[-1, 0, 2, 2], [1, -2, 0, 0]]]
    """
    steps = require_integer(length, "length", 0, LONGEST)
    f = require_compact(SelfMap.of(f, on=on))
    signs, lap_of, turning = _laps(f)
    matrix = []
    for c in turning:
        row = [[0] * steps for _ in range(len(turning) + 1)]
        for side in (1, -1):
            sign = side
            for n, piece in enumerate(germ_word(f, c, side, steps)):
                row[lap_of[piece]][n] += sign
                sign *= signs[piece]
        matrix.append(row)
    return matrix


@work.bounded
def kneading_determinant(f: PL, *, length: int, on: IntervalLike = None) -> list[int]:
    """Return the first `length` coefficients of the kneading determinant; see `kneading_matrix`.

    >>> kneading_determinant(PL([(0, 0), ("1/2", 1), (1, 0)]), length=6)
    [1, -1, -1, -1, -1, -1]
    """
    f = require_compact(SelfMap.of(f, on=on))
    matrix = kneading_matrix(f, length=length)
    signs, _, _ = _laps(f)
    minor = determinant([row[:-1] for row in matrix], length)  # without the last lap
    sign = -1 if len(matrix) % 2 else 1  # (-1)^(j + 1) for the last lap, j = turning points + 1
    return quotient([sign * c for c in minor], [1, -signs[-1]], length)


def _laps(f: SelfMap) -> tuple[list[int], list[int], list[Real]]:
    """Return the sign of each piece, the lap that it belongs to, and the turning points."""
    signs = [(s > 0) - (s < 0) for s in f.slopes]
    if 0 in signs:
        raise DomainError("the kneading matrix asks for a map without flat pieces; this one has a piece of slope 0.")
    lap_of, turning = [0], []
    for i, c in enumerate(f.breakpoints):
        turns = signs[i] != signs[i + 1]
        lap_of.append(lap_of[-1] + turns)
        if turns:
            turning.append(c)
    return signs, lap_of, turning
