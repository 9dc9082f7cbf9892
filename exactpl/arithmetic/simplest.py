"""The simplest rational in an interval: smallest denominator, then smallest size (Stern-Brocot tree)."""

from fractions import Fraction


def simplest_between(lower: Fraction, upper: Fraction) -> Fraction:
    """Return the simplest rational strictly between lower < upper.

    Nothing is rounded: any number in the interval serves the caller, and this one is the easiest to read.

    >>> simplest_between(Fraction(31, 100), Fraction(32, 100))
    Fraction(5, 16)
    """
    if lower < 0 < upper:
        return Fraction(0)
    if upper <= 0:
        return -simplest_between(-upper, -lower)
    terms: list[int] = []
    while True:
        whole = lower.numerator // lower.denominator
        if whole + 1 < upper:
            terms.append(whole + 1)
            break
        terms.append(whole)
        # whole <= lower < upper <= whole + 1: go on with the reciprocals of what is left
        rest, above = lower - whole, 1 / (upper - whole)
        if rest == 0:
            below_any = above.numerator // above.denominator + 1
            terms.append(below_any)
            break
        lower, upper = above, 1 / rest
    value = Fraction(terms.pop())
    while terms:
        value = terms.pop() + 1 / value
    return value


def simplest_just_below(largest: Fraction) -> Fraction:
    """Return the simplest rational within a tenth below a number > 0; the number itself when it is 0.

    For bounds on perturbations: what holds up to `largest` holds up to the result, which is easier to read.

    >>> simplest_just_below(Fraction(1009, 10_000))
    Fraction(1, 10)
    """
    return simplest_between(largest * 9 / 10, largest) if largest > 0 else largest
