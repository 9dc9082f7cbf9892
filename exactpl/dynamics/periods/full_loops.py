"""Periodic points on loops of pieces that f maps each over the whole next one: soon found where f has many pieces."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from exactpl import work
from exactpl.arithmetic.rationals import rational
from exactpl.maps.pl import PL

_FEWEST_PIECES, _LONGEST, _STARTS = 32, 64, 4
_PIECE_STEPS, _EVALUATION_STEPS = 300, 30_000  # of `work`


def point_on_full_loop(f: PL, n: int) -> Fraction | None:
    """Return a point of least period n on a loop of full coverings (T4.1), or None where none is found soon.

    None says nothing about f. Looked for among maps with at least 32 pieces and n <= 64. Cost: O(n m), m the pieces.
    """
    if len(f.slopes) < _FEWEST_PIECES or n > _LONGEST:
        return None
    covered = _covered(f)
    by_size = sorted(range(len(covered)), key=lambda i: covered[i][0] - covered[i][1])
    for start in by_size[:_STARTS]:
        word = _loop(covered, start, n)
        x = None if word is None else _fixed_point(f, word)
        if x is not None and _least_period(f, x, n) == n:
            return x
    return None


def _covered(f: PL) -> list[tuple[int, int]]:
    """Return for each bounded piece i the pieces low <= j < high that f maps it over, each as a whole."""
    x, y = f._graph.x, f._graph.y
    found = []
    for i in range(len(x) - 1):
        work.charge(_PIECE_STEPS * len(x).bit_length())
        lower, upper = sorted((y[i], y[i + 1]))
        low, high = x.bisect_left(lower), x.bisect_right(upper) - 1
        found.append((low, max(low, high)))
    return found


def _loop(covered: Sequence[tuple[int, int]], start: int, n: int) -> list[int] | None:
    """Return pieces start = i_0, i_1, ..., i_(n-1), each mapped over the next and the last over the first, or None."""
    m = len(covered)
    layers = [[i == start for i in range(m)]]
    for _ in range(n):
        work.charge(_PIECE_STEPS * m)
        changes = [0] * (m + 1)
        for i, is_there in enumerate(layers[-1]):
            if is_there:
                low, high = covered[i]
                changes[low] += 1
                changes[high] -= 1
        layers.append([count > 0 for count in accumulate(changes[:m])])
    if not layers[n][start]:
        return None
    word, current = [], start
    for t in range(n - 1, -1, -1):
        first = (current + 1 + t) % m  # another piece for another time, so that the word is no power
        current = next(
            i for i in (*range(first, m), *range(first)) if layers[t][i] and covered[i][0] <= current < covered[i][1]
        )
        word.append(current)
    return word[::-1]


def _fixed_point(f: PL, word: Sequence[int]) -> Fraction | None:
    """Return the fixed point of the affine map along a word, if there is exactly one."""
    slope, intercept = Fraction(1), Fraction(0)
    for i in word:
        work.charge_product(slope, slope, overhead=_EVALUATION_STEPS)
        piece = f.pieces[i + f._graph.offset]
        own = rational(piece.slope)
        slope, intercept = own * slope, own * intercept + rational(piece.intercept)
    return None if slope == 1 else intercept / (1 - slope)


def _least_period(f: PL, x: Fraction, n: int) -> int:
    """Return the least period of x, if it is at most n, else 0."""
    y = x
    for j in range(1, n + 1):
        y = rational(f(y))
        if y == x:
            return j
    return 0
