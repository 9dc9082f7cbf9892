"""Sharkovsky's order of the periods: which period forces which others on a continuous map of an interval (T5.5).

Source: A. N. Sharkovsky, Ukrain. Mat. Zh. 16 (1964), doi 10.1142/S0218127495000934 (translation).
"""

from exactpl import work
from exactpl.arithmetic.integers import require_integer


def odd_part(n: int) -> tuple[int, int]:
    """Return (j, q) with n = 2^j q, q odd; n >= 1."""
    j = (n & -n).bit_length() - 1
    return j, n >> j


_MOST = 1_000_000  # periods listed


def sharkovsky_key(n: int) -> tuple[int, int, int]:
    """Return a key that sorts the periods n >= 1 in Sharkovsky's order: 3, 5, 7, ..., 6, 10, ..., 12, ..., 8, 4, 2, 1.

    >>> sorted(range(1, 13), key=sharkovsky_key)
    [3, 5, 7, 9, 11, 6, 10, 12, 8, 4, 2, 1]
    """
    j, q = odd_part(require_integer(n, "n", 1))
    return (0, j, q) if q > 1 else (1, -j, 0)


def forces(n: int, m: int) -> bool:
    """Return whether a point of least period n forces one of least period m on every continuous map of an interval.

    >>> forces(3, 5), forces(5, 3), forces(6, 4), forces(4, 4)
    (True, False, True, True)
    """
    return sharkovsky_key(n) <= sharkovsky_key(m)


@work.bounded
def forced_periods(n: int, *, upto: int) -> list[int]:
    """Return the periods <= upto that n forces, n itself included where it is one of them.

    >>> forced_periods(5, upto=8)
    [1, 2, 4, 5, 6, 7, 8]
    """
    return [m for m in range(1, require_integer(upto, "upto", 1, _MOST) + 1) if forces(n, m)]


def forced_text(n: int) -> str:
    """Return in words the set of n and the periods that it forces.

    >>> forced_text(3), forced_text(5), forced_text(6), forced_text(4)
    ('all periods', 'all periods except 3', 'all even periods and 1', '1, 2 and 4')
    >>> forced_text(12), forced_text(28)
    ('all multiples of 4, and 1 and 2', 'all multiples of 4 except 12 and 20, and 1 and 2')
    """
    j, q = odd_part(require_integer(n, "n", 1))
    if q == 1:
        return _listed([1 << i for i in range(j + 1)])
    missing = [(1 << j) * p for p in range(3, q, 2)]
    without = f" except {_listed(missing)}" if missing else ""
    if j == 0:
        return f"all periods{without}"
    family = "all even periods" if j == 1 else f"all multiples of {1 << j}"
    if j == 1 and not missing:
        return f"{family} and 1"
    return f"{family}{without}, and {_listed([1 << i for i in range(j)])}"


def _listed(numbers: list[int]) -> str:
    if len(numbers) > 12:
        return f"{', '.join(map(str, numbers[:6]))}, ..., {numbers[-1]}"
    *others, last = map(str, numbers)
    return f"{', '.join(others)} and {last}" if others else last
