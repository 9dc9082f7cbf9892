"""Integers: asked for, and into and out of decimal text, without Python's limit of 4,300 digits.

CPython refuses ``str`` and ``int`` beyond 4,300 digits because both are quadratic. Counts of pieces have
more. These functions split a number in halves instead, which is subquadratic and touches no global switch.
"""

from functools import cache
from typing import SupportsIndex

from exactpl.errors import BudgetError, InputError, described

CHUNK = 4000  # digits that Python converts by itself; also the longest decimal in a file
MOST_HEX_DIGITS = 262_144  # of an integer in a file; also in docs/certificates.md


@cache
def _power_of_ten(exponent: int) -> int:
    power: int = 10**exponent
    return power


def decimal_digits(value: int) -> int:
    """Return the number of decimal digits of abs(value); 1 for 0. Cost: one comparison of that size.

    >>> decimal_digits(10**5000)
    5001
    """
    value = abs(value)
    # log10(2) = 0.30102999566..., so this is an estimate from below; the loop mends it
    digits = max(1, (value.bit_length() - 1) * 3010299956 // 10**10)
    power = 10**digits
    while value >= power:
        power *= 10
        digits += 1
    return digits


def decimal_text(value: int) -> str:
    """Return the decimal text of an integer of any size.

    >>> decimal_text(10**6000 + 7)[-3:], len(decimal_text(10**6000))
    ('007', 6001)
    """
    if value < 0:
        return "-" + decimal_text(-value)
    if value < _power_of_ten(CHUNK):
        return str(value)
    digits = CHUNK
    while _power_of_ten(2 * digits) <= value:
        digits *= 2
    head, tail = divmod(value, _power_of_ten(digits))
    return decimal_text(head) + _padded(tail, digits)


def _padded(value: int, digits: int) -> str:
    if digits <= CHUNK:
        return str(value).zfill(digits)
    half = digits // 2
    head, tail = divmod(value, _power_of_ten(half))
    return _padded(head, digits - half) + _padded(tail, half)


def from_decimal(digits: str) -> int:
    """Return the integer with these ASCII decimal digits (no sign), of any length.

    >>> from_decimal("1" + "0" * 6000) == 10**6000
    True
    """
    if len(digits) <= CHUNK:
        return int(digits)
    half = CHUNK
    while 2 * half < len(digits):
        half *= 2
    return from_decimal(digits[:-half]) * _power_of_ten(half) + from_decimal(digits[-half:])


def canonical_integer(value: int) -> str:
    """Return the text of an integer in files: decimal up to 4,000 digits, hexadecimal beyond.

    Raises BudgetError for more than 262,144 hexadecimal digits, which no file or certificate may have.

    >>> canonical_integer(-12), canonical_integer(1 << 20000)[:4]
    ('-12', '0x10')
    """
    if value.bit_length() < 13287 or abs(value) < _power_of_ten(CHUNK):  # 2^13286 < 10^4000
        return str(value)
    if value.bit_length() > 4 * MOST_HEX_DIGITS:
        raise BudgetError(
            f"an integer in a file or certificate has at most {MOST_HEX_DIGITS:,} hexadecimal digits, this one has "
            f"{-(-value.bit_length() // 4):,}; ask for the plain number, which needs no certificate."
        )
    return hex(value)


def shortened(value: int, *, longest: int = 60) -> str:
    """Return the decimal text, or its first and last digits with the number of digits when it is long.

    >>> shortened(2**1000)
    '10715086071862673209...68069376 (302 digits)'
    """
    digits = decimal_digits(value)
    if digits <= longest:
        return decimal_text(value)
    sign = "-" if value < 0 else ""
    value = abs(value)
    head, tail = value // 10 ** (digits - 20), value % 10**8
    return f"{sign}{head}...{tail:08d} ({digits:,} digits)"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with what it counts, in the singular for 1: `many` is one + "s" where left out.

    >>> counted(1, "lap"), counted(2, "lap"), counted(0, "point or interval", "points or intervals")
    ('1 lap', '2 laps', '0 points or intervals')
    """
    return f"{shortened(number)} {one if number == 1 else many or one + 's'}"


def require_integer(n: object, name: str, least: int | None = None, most: int | None = None) -> int:
    """Return n as an int; InputError unless it is an integer, >= least and <= most."""
    wanted = "an integer" if least is None else f"an integer >= {least}"
    if isinstance(n, bool) or not isinstance(n, int | SupportsIndex):  # int first: a protocol is slow
        raise InputError(f"{name} must be {wanted}, found {type(n).__name__} {described(n, 40)}.")
    value = n.__index__()
    if least is not None and value < least:
        raise InputError(f"{name} must be {wanted}, found {shortened(value)}.")
    if most is not None and value > most:
        raise InputError(f"{name} must be at most {most:,}, found {shortened(value)}.")
    return int(value)


def prime_divisors(n: int) -> list[int]:
    """Return the primes that divide n >= 1, increasing."""
    primes, p = [], 2
    while p * p <= n:
        if n % p == 0:
            primes.append(p)
            while n % p == 0:
                n //= p
        p += 1
    return primes + [n] * (n > 1)


def primes_below(limit: int, count: int) -> list[int]:
    """Return the `count` largest primes below a limit, decreasing.

    >>> primes_below(20, 3)
    [19, 17, 13]
    """
    from flint import fmpz

    primes: list[int] = []
    candidate = limit
    while len(primes) < count:
        candidate -= 1
        if candidate < 2:
            raise ValueError(f"{count} primes below {limit} are required, there are {len(primes)}")
        if fmpz(candidate).is_prime():
            primes.append(candidate)
    return primes
