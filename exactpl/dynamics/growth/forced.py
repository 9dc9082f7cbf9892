"""The growth that a period forces (Block, Guckenheimer, Misiurewicz, Young)."""

from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.algebraic import Algebraic, root_of
from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.errors import InputError

LARGEST = 1_000


@work.bounded
def forced_growth(n: int) -> Algebraic | Fraction:
    """Return the least growth of a continuous map of an interval with a point of least period n; 1 <= n <= 1,000.

    For odd q > 1 it is the largest root of z^q - 2 z^(q-2) - 1, for n = 2^j q its 2^j-th root, for powers of two 1.
    Source: L. Block, J. Guckenheimer, M. Misiurewicz and L.-S. Young, LNM 819 (1980), doi 10.1007/BFb0086977.

    >>> forced_growth(3), forced_growth(4), float(forced_growth(5)), float(forced_growth(6))
    (Algebraic([-1, -1, 1], 1, 2), Fraction(1, 1), 1.5128763968640948, 1.272019649514069)
    """
    j, q = odd_part(require_integer(n, "n", 1))
    if n > LARGEST:
        raise InputError(f"n must be at most {LARGEST:,}, found {shortened(n)}.")
    if q == 1:
        return Fraction(1)
    polynomial = [0] * ((q << j) + 1)
    polynomial[0], polynomial[(q - 2) << j], polynomial[q << j] = -1, -2, 1
    # for z > 0 it is -1 up to where z^(2^(j+1)) = 2, and increases beyond: one root above 1
    return root_of(polynomial, 1, 2)
