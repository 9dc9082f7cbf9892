"""Leaky slopes: 0.01 in a program is a float near one hundredth. Readers take that float unless told otherwise."""

from fractions import Fraction

from exactpl.arithmetic.rationals import shortened_rational
from exactpl.errors import InputError
from exactpl.networks.formats.floats import rounded


def meant_slope(stored: Fraction, meant: Fraction | None, dtype: str, place: str) -> Fraction:
    """Return the slope of a leaky relu: the stored float of this format, or the number `meant`.

    Raises InputError where `meant` would be stored as another float.
    """
    if meant is None:
        return stored
    if abs(meant) > 2 * abs(stored) or rounded(meant, dtype) != stored:
        raise InputError(
            f"leaky_slope = {shortened_rational(meant)} is not what {place} stores, {shortened_rational(stored)}, "
            "which is not the float nearest to it. Leave it out, or edit the network."
        )
    return meant
