"""Sums and limits of iterated tents: Takagi, Yarotsky; the staircase of Cantor."""

from fractions import Fraction

from exactpl.maps.pl import PL
from exactpl.maps.zoo.compendium import named_map, whole_number

MOST_LEVELS = 18


def _tent_power(j: int, i: int, m: int) -> int:
    """Return the j-th iterate of the tent at i / 2^m, 1 <= j <= m, in units of 2^-m."""
    width = 1 << (m - j)  # half a tooth
    phase = i % (2 * width)
    return min(phase, 2 * width - phase) << j


def _sum_of_teeth(weights: list[Fraction]) -> PL:
    """Return the sum of weights[j - 1] * T^j, T the tent, on [0, 1]."""
    m = len(weights)
    points = []
    for i in range(2**m + 1):
        value = sum(w * _tent_power(j, i, m) for j, w in enumerate(weights, start=1))
        points.append((Fraction(i, 2**m), value / 2**m))
    return PL(points)


@named_map("T. Takagi, Proc. Phys.-Math. Soc. Japan 1 (1903)")
def takagi(m: int | str) -> PL:
    """Partial sum T/2 + T^2/4 + ... + T^m/2^m of Takagi's nowhere differentiable function on [0, 1], 1 <= m <= 18.

    Pieces 2, 3, 6, 12, 24, ...: a kink at 1/2 cancels for m = 2.

    >>> import exactpl as xp
    >>> [len(xp.zoo.takagi(m).pieces) for m in range(1, 6)]
    [2, 3, 6, 12, 24]
    """
    m = whole_number(m, "m", 1, MOST_LEVELS)
    return _sum_of_teeth([Fraction(1, 2**j) for j in range(1, m + 1)])


@named_map(
    "D. Yarotsky, Error bounds for approximations with deep ReLU networks, Neural Networks 94 (2017), arXiv 1610.01145"
)
def yarotsky(m: int | str) -> PL:
    """Partial sum T/4 + T^2/16 + ... + T^m/4^m on [0, 1], which interpolates x (1 - x) at i / 2^m. 1 <= m <= 18.

    It has 2^m pieces and differs from x (1 - x) by at most 4^-(m+1), attained.

    >>> import exactpl as xp
    >>> xp.zoo.yarotsky(2)("1/4"), len(xp.zoo.yarotsky(5).pieces)
    (Fraction(3, 16), 32)
    """
    m = whole_number(m, "m", 1, MOST_LEVELS)
    return _sum_of_teeth([Fraction(1, 4**j) for j in range(1, m + 1)])


@named_map("A Problem about RNNs, boltonbailey.github.io/rnnproblem.html")
def yarotsky_variant(m: int | str) -> PL:
    """Partial sum T/4 + T^2/32 + T^3/128 + ... + T^m/2^(2m+1) on [0, 1], 1 <= m <= 18.

    It has 2^m pieces and does not tend to x (1 - x): at 1/4 it is 5/32 from m = 2 on, where x (1 - x) = 3/16.

    >>> import exactpl as xp
    >>> xp.zoo.yarotsky_variant(6)("1/4")
    Fraction(5, 32)
    """
    m = whole_number(m, "m", 1, MOST_LEVELS)
    return _sum_of_teeth([Fraction(1, 4), *(Fraction(1, 2 ** (2 * j + 1)) for j in range(2, m + 1))])


@named_map("G. Cantor, Acta Math. 4 (1884); approximations of the devil's staircase")
def cantor(k: int | str) -> PL:
    """Approximation C_k of the Cantor staircase on [0, 1], C_0(x) = x.

    2^(k+1) - 1 pieces, 2^k - 1 of them flat. 0 <= k <= 18.

    >>> import exactpl as xp
    >>> xp.zoo.cantor(1), xp.zoo.cantor(8)("1/4")
    (PL([(0, 0), ('1/3', '1/2'), ('2/3', '1/2'), (1, 1)]), Fraction(341, 1024))
    """
    k = whole_number(k, "k", 0, MOST_LEVELS)
    points = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))]
    for _ in range(k):
        points = [(x / 3, y / 2) for x, y in points] + [((x + 2) / 3, (y + 1) / 2) for x, y in points]
    return PL(points)
