"""Pieces and laps of f^k, for k in the thousands, without listing them."""

from exactpl.arithmetic.integers import shortened
from exactpl.dynamics import transfer
from exactpl.dynamics.fixed_points import require_exponent
from exactpl.dynamics.kneading import Kneading
from exactpl.dynamics.self_map import require_self_map
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

BUDGET = 1 << 32


def piece_count(f: PL, k: int, *, budget: int = BUDGET) -> int:
    """Return the number of pieces of f^k: maximal intervals on which it is affine.

    f maps its domain (interval, half-line or line) into itself; k >= 0; f^0, the identity, has one piece. Laps are
    fewer, see `lap_count`.

    Raises:
        DomainError: naming a point that leaves the domain.
        BudgetError: when the numbers on the way would take more than about `budget` bytes.

    Cost: (m + 2) k steps on integers of up to k b bits (m breakpoints, b bits of the slopes), and a linear system of m
    power series of length k. Source: docs/theorems.md, T1.1 and T1.5.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> piece_count(tent, 1000) == 2**1000
    True
    """
    k = _checked(f, k, budget)
    return Kneading(f, k).piece_count(k) if f.breakpoints else 1


def piece_counts(f: PL, *, upto: int, budget: int = BUDGET) -> list[int]:
    """Return the numbers of pieces of f^0, f^1, ..., f^upto. Arguments, errors and cost as for `piece_count`.

    >>> piece_counts(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), upto=6)
    [1, 2, 3, 5, 8, 13, 21]
    """
    upto = _checked(f, upto, budget, 8)
    return Kneading(f, upto).piece_counts() if f.breakpoints else [1] * (upto + 1)


def lap_count(f: PL, k: int, *, budget: int = BUDGET) -> int:
    """Return the number of laps of f^k: the fewest intervals on each of which it is weakly monotone.

    That is 1 + the number of sign changes in the list of its nonzero slopes; a constant map has one lap. Arguments and
    errors as for `piece_count`. Cost: that of `piece_count` where no slope of f is 0; otherwise O(m^2 k^2) additions.
    Source: docs/theorems.md, T1.2.

    >>> trapezoid = PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)])
    >>> lap_count(trapezoid, 3), piece_count(trapezoid, 3)
    (8, 15)
    """
    k = _checked(f, k, budget)
    if not f.breakpoints:
        return 1
    if 0 in f.slopes:
        return transfer.lap_counts(f, k)[k]
    return Kneading(f, k).lap_count(k)


def lap_counts(f: PL, *, upto: int, budget: int = BUDGET) -> list[int]:
    """Return the numbers of laps of f^0, f^1, ..., f^upto. Arguments, errors and cost as for `lap_count`.

    >>> lap_counts(PL([(0, 0), ("1/3", 1), ("2/3", 1), (1, 0)]), upto=4)
    [1, 2, 4, 8, 16]
    """
    upto = _checked(f, upto, budget, 8)
    if not f.breakpoints:
        return [1] * (upto + 1)
    if 0 in f.slopes:
        return transfer.lap_counts(f, upto)
    return Kneading(f, upto).lap_counts()


def _checked(f: PL, k: object, budget: int, each: int = 0) -> int:
    exponent = require_exponent(k, "k", 0)
    m = len(f.breakpoints)
    # N_j(c) has at most j log2(m + 1) bits: half of k^2 log2(m + 1) / 8 bytes for each breakpoint
    needed = m * exponent**2 * (m + 1).bit_length() // 16 + each * exponent
    if needed > budget:
        raise BudgetError(
            f"counting for k = {shortened(exponent)} with {m} breakpoints takes about {shortened(needed)} bytes, "
            f"more than the budget {budget:,}. Ask for a smaller k, or raise budget=."
        )
    require_self_map(f)
    return exponent
