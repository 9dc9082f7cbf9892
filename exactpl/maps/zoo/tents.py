"""Tents, sawteeth, trapezoids."""

from fractions import Fraction

from exactpl.arithmetic.rationals import exact_real, shortened_rational
from exactpl.errors import InputError
from exactpl.maps.pl import PL, Number, minimum
from exactpl.maps.zoo.compendium import named_map, whole_number

HALF = Fraction(1, 2)


@named_map("R. L. Devaney, An Introduction to Chaotic Dynamical Systems (1989); thresholds: golden ratio for period 3")
def tent(slope: Number = 2) -> PL:
    """Tent of any slope s on [0, 1]: s * min(x, 1 - x); a self-map for 0 <= s <= 2.

    With s = 2, f^k has 2^k pieces and 2^k fixed points. Period 3 exists exactly when s^2 - s - 1 >= 0.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.tent(), upto=5)
    [1, 2, 4, 8, 16, 32]
    """
    return PL([(0, 0), (HALF, exact_real(slope) / 2), (1, 0)])


@named_map(
    "the tent with its peak moved; conjugate to the tent, see W. de Melo and S. van Strien, One-Dimensional Dynamics"
)
def skew_tent(peak: Number) -> PL:
    """Skew tent on [0, 1]: (0, 0), (peak, 1), (1, 0), 0 < peak < 1.

    >>> import exactpl as xp
    >>> xp.periodic_points(xp.zoo.skew_tent("1/3"), 3).isolated[0]
    Fraction(3, 29)
    """
    c = exact_real(peak)
    if not 0 < c < 1:
        raise InputError(f"peak must lie between 0 and 1, found {shortened_rational(c)}.")
    return PL([(0, 0), (c, 1), (1, 0)])


@named_map("flat-top tents: L. Glass and W. Zeng; thresholds h(n): OEIS A386237")
def truncated_tent(height: Number) -> PL:
    """Tent with a flat top on [0, 1]: min(2x, 2 - 2x, height), 0 < height <= 1.

    Period 3 exists exactly when height >= 6/7.

    >>> import exactpl as xp
    >>> [type(xp.find_orbit(xp.zoo.truncated_tent(h), 3)).__name__ for h in ("6/7", "0.857")]
    ['Proved', 'Refuted']
    """
    h = exact_real(height)
    if not 0 < h <= 1:
        raise InputError(f"height must satisfy 0 < height <= 1, found {shortened_rational(h)}.")
    return minimum(tent(), h)


@named_map("M. Telgarsky, Benefits of depth in neural networks, COLT 2016, arXiv 1602.04485")
def sawtooth(m: int | str) -> PL:
    """Sawtooth with 2^m pieces on [0, 1], the m-th iterate of the tent: i / 2^m goes to i mod 2. 0 <= m <= 20.

    >>> import exactpl as xp
    >>> xp.zoo.sawtooth(3) == xp.iterate(xp.zoo.tent(), 3)
    True
    """
    m = whole_number(m, "m", 0, 20)
    return PL([(Fraction(i, 2**m), i % 2) for i in range(2**m + 1)])


@named_map("constant |slope| n; M. Misiurewicz and W. Szlenk, Studia Math. 67 (1980)")
def zigzag(n: int | str) -> PL:
    """Zigzag with n pieces of slope +-n on [0, 1], n >= 1: f^k has n^k pieces and n^k fixed points for odd n.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.zigzag(3), upto=4)
    [1, 3, 9, 27, 81]
    """
    n = whole_number(n, "n", 1, 1_000_000)
    return PL([(Fraction(i, n), i % 2) for i in range(n + 1)])


@named_map("stunted tents; J. Milnor and W. Thurston, LNM 1342 (1988), doi 10.1007/BFb0082847")
def trapezoid(left: Number = "1/3", right: Number = "2/3") -> PL:
    """Trapezoid on [0, 1]: (0, 0), (left, 1), (right, 1), (1, 0), 0 < left < right < 1.

    Its plateau makes laps differ from pieces.

    >>> import exactpl as xp
    >>> xp.piece_counts(xp.zoo.trapezoid(), upto=4), xp.lap_counts(xp.zoo.trapezoid(), upto=4)
    ([1, 3, 7, 15, 31], [1, 2, 4, 8, 16])
    """
    a, b = exact_real(left), exact_real(right)
    if not 0 < a < b < 1:
        shown = f"left = {shortened_rational(a)}, right = {shortened_rational(b)}"
        raise InputError(f"0 < left < right < 1 is required, found {shown}.")
    return PL([(0, 0), (a, 1), (b, 1), (1, 0)])
