"""Maps with one piece: all their iterates are known at once, for k of any size."""

from fractions import Fraction

from exactpl.arithmetic.balls import sparse_sign
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, rational
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

MOST_BITS = 10**8


def affine_power(f: PL, k: int) -> tuple[Real, Real]:
    """Return slope and intercept of f^k, k >= 0, for f with one piece; BudgetError when they are too long to write.

    >>> affine_power(PL([(0, 1)], left_slope=1, right_slope=1), 10**18)
    (Fraction(1, 1), Fraction(1000000000000000000, 1))
    """
    slope, intercept = f.pieces[0].slope, f.pieces[0].intercept
    if k == 0:
        return Fraction(1), Fraction(0)
    if slope == 1:
        return slope, k * intercept
    if slope == -1:
        return (slope, intercept) if k % 2 else (-slope, 0 * intercept)
    if slope == 0:
        return slope, intercept
    slope = rational(slope)
    if k * max(slope.numerator.bit_length(), slope.denominator.bit_length()) > MOST_BITS:
        raise BudgetError(f"the slope of f^{shortened(k)} has more than {MOST_BITS:,} bits. Ask for a smaller k.")
    power = slope**k
    return power, intercept * (power - 1) / (slope - 1)


def affine_image(f: PL, k: int) -> Interval:
    """Return f^k(domain) for f with one piece."""
    slope, intercept = affine_power(f, k)
    ends = [None if end is None else slope * end + intercept for end in f.domain]
    if slope == 0:
        return Interval(intercept, intercept)
    return Interval(*ends) if slope > 0 else Interval(*reversed(ends))


def affine_reaches(f: PL, k: int, y: Fraction, *, inside: bool = False) -> bool:
    """Return whether f^k takes the value y, `inside`: at an inner point, for f with one piece; k of any size.

    f maps its domain into itself. With the fixed point p = f(p) and an end e of the domain, f^k(e) = p + slope^k (e -
    p) is compared with y without writing slope^k.
    """
    slope, intercept = f.pieces[0].slope, f.pieces[0].intercept
    if k == 0 or slope in (0, 1, -1):
        image = affine_image(f, k)
        return y in image and not (inside and not image.is_point and y in (image.lower, image.upper))
    slope, p = rational(slope), rational(intercept / (1 - slope))
    turn = -1 if slope < 0 and k % 2 else 1
    for end, side in zip(f.domain, (-1, 1), strict=True):
        if end is None:
            continue
        reach, wanted = turn * (rational(end) - p), y - p
        below = reach.denominator * wanted.denominator
        beyond = turn * side * sparse_sign({k: int(reach * below), 0: -int(wanted * below)}, abs(slope))
        if beyond < 0 or (inside and beyond == 0):
            return False
    return True


def affine_fixed_points(f: PL, n: int) -> tuple[tuple[Real, ...], tuple[Interval, ...]]:
    """Return isolated fixed points of f^n and intervals of them, n >= 1 of any size, for f with one piece."""
    slope, intercept = f.pieces[0].slope, f.pieces[0].intercept
    if slope == 1 or (slope == -1 and n % 2 == 0):
        return (), (f.domain,) if slope == -1 or intercept == 0 else ()
    p = intercept / (1 - slope)
    return (p,) if p in f.domain else (), ()


def affine_periodic_points(f: PL, n: int) -> tuple[tuple[Real, ...], tuple[Interval, ...], tuple[Real, ...]]:
    """Return the points of least period n of f with one piece: isolated ones, intervals, and exceptions in these.

    A reflection has the period 2 everywhere but at its fixed point; no affine map has more periods.
    """
    if n == 1:
        return *affine_fixed_points(f, 1), ()
    if n == 2 and f.pieces[0].slope == -1:
        return (), (f.domain,), affine_fixed_points(f, 1)[0]
    return (), (), ()
