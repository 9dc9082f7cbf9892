"""Numbers, intervals, lists and maps as Coq writes them, in Q_scope."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from exactpl.arithmetic.integers import decimal_text

Ends: TypeAlias = tuple[Fraction | None, Fraction | None]

LONGEST_DECIMAL = 400  # digits; Coq reads decimal digits in quadratic time, hexadecimal ones in linear time
LARGEST_LITERAL = 1000  # of type nat, which is unary
WIDTH = 100


def integer(n: int) -> str:
    """Return an integer in digits; a long one in hexadecimal digits."""
    if n.bit_length() <= 3 * LONGEST_DECIMAL:
        return decimal_text(n)
    return f"-{hex(-n)}" if n < 0 else hex(n)


def rational(x: Fraction) -> str:
    """Return a rational, 3 or -1#2."""
    return integer(x.numerator) if x.denominator == 1 else f"{integer(x.numerator)}#{integer(x.denominator)}"


def argument(x: Fraction) -> str:
    """Return a rational as an argument of a function."""
    return rational(x) if x.denominator == 1 and x >= 0 else f"({rational(x)})"


def natural(n: int) -> str:
    """Return a number of type nat as an argument."""
    return str(n) if n <= LARGEST_LITERAL else f"(N.to_nat {n})"


def optional(term: str | None) -> str:
    """Return an option as an argument."""
    return "None" if term is None else f"(Some {term})"


def pair(first: str, second: str) -> str:
    """Return a pair."""
    return f"({first}, {second})"


def several(items: Iterable[str]) -> str:
    """Return a list, on several lines if it is long."""
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) > WIDTH:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += f"{item}; "
    return f"[{chr(10).join(lines).removesuffix('; ')}]".replace("\n", "\n  ")


def points(pairs: Sequence[tuple[Fraction, Fraction]]) -> str:
    """Return a list of points or intervals."""
    return several(pair(rational(x), rational(y)) for x, y in pairs)
