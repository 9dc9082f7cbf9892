"""Maps made to have one cycle: Stefan's, increasing ones, the golden map; a doubled map, an involution."""

from fractions import Fraction

from exactpl.arithmetic.rationals import exact_real, shortened_rational
from exactpl.errors import InputError
from exactpl.maps.pl import PL, Number
from exactpl.maps.zoo.compendium import named_map, whole_number


def _through(permutation: list[int]) -> PL:
    """Return the map on [0, 1] that joins the points (i / n, permutation[i] / n)."""
    n = len(permutation) - 1
    return PL([(Fraction(i, n), Fraction(image, n)) for i, image in enumerate(permutation)])


@named_map("P. Stefan, A theorem of Sarkovskii, Comm. Math. Phys. 54 (1977), doi 10.1007/BF01614086")
def stefan(period: int | str) -> PL:
    """Map of a Stefan cycle of odd period p >= 3 on [0, 1]: the odd cycle that forces the fewest other periods.

    It has period p, no odd period between 1 and p, and the smallest growth that period p allows: the largest root of
    z^p - 2 z^(p-2) - 1.

    >>> import exactpl as xp
    >>> xp.zoo.stefan(5)
    PL([(0, '1/2'), ('1/4', 1), ('1/2', '3/4'), ('3/4', '1/4'), (1, 0)])
    """
    p = whole_number(period, "period", 3, 100_001)
    if p % 2 == 0:
        raise InputError(f"period must be odd, found {p}.")
    m = p // 2
    return _through([m, *(p - i for i in range(1, m + 1)), *(p - 1 - i for i in range(m + 1, p))])


@named_map("C. Sanford and V. Chatziafratis, Expressivity of neural networks via chaotic itineraries, arXiv 2110.10295")
def increasing_cycle(period: int | str) -> PL:
    """Map of the cycle 1 -> 2 -> ... -> p -> 1 on [0, 1], p >= 3.

    Its growth is the largest root of z^(p-1) - z^(p-2) - ... - 1.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.increasing_cycle(4), upto=6)
    [1, 2, 4, 7, 13, 24, 44]
    """
    p = whole_number(period, "period", 3, 100_000)
    return _through([*range(1, p), 0])


@named_map("the Stefan cycle of period 3, with its left end free; Fibonacci pieces, Lucas fixed points")
def golden(left: Number = "1/2") -> PL:
    """Golden map on [0, 1]: (0, left), (1/2, 1), (1, 0), 0 <= left <= 1, at the boundary of period 3 for left = 1/2.

    With 1/2 it has one 3-cycle, {0, 1/2, 1}, and f^k has Fibonacci pieces; with 51/100 the same pieces and no period 3;
    with 3/4 zero entropy, and intervals of points of period 4.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.golden(), upto=7), xp.periodic_points(xp.zoo.golden(), 3).isolated
    ([1, 2, 3, 5, 8, 13, 21, 34], (Fraction(0, 1), Fraction(1, 2), Fraction(1, 1)))
    """
    v = exact_real(left)
    if not 0 <= v <= 1:
        raise InputError(f"left must satisfy 0 <= left <= 1, found {shortened_rational(v)}.")
    return PL([(0, v), ("1/2", 1), (1, 0)])


@named_map("A. N. Sharkovsky's doubling; see L. S. Block and W. A. Coppel, Dynamics in One Dimension, LNM 1513 (1992)")
def doubled_tent() -> PL:
    """Doubled tent on [0, 1]: f^2 is a tent on [0, 1/3] and on [2/3, 1], which f exchanges.

    Positive entropy, no odd period > 1.

    >>> import exactpl as xp
    >>> [n for n, verdict in xp.periods(xp.zoo.doubled_tent(), upto=8).items() if isinstance(verdict, xp.Proved)]
    [1, 2, 4, 6, 8]
    """
    return PL([(0, "2/3"), ("1/6", 1), ("1/3", "2/3"), ("2/3", 0), (1, "1/3")])


@named_map("an example of kinks that cancel: the pieces of f^k alternate 2, 1, 2, 1")
def involution() -> PL:
    """Involution on [0, 1]: (0, 1), (1/3, 1/3), (1, 0); f^2 is the identity, every point but 1/3 has period 2.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.involution(), upto=4)
    [1, 2, 1, 2, 1]
    """
    return PL([(0, 1), ("1/3", "1/3"), (1, 0)])
