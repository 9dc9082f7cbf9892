"""What certificates can hold: docs/certificates.md, sections 1, 2, 4a and 8. What is larger is refused before the work.

Main definitions: `require_statable` (the numbers of a claim), `require_subject` (its map or network), `require_values`
(a network at points), `require_certificate` (what was found).
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from exactpl import documents
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import ExactReal, require_room
from exactpl.errors import BudgetError
from exactpl.networks.line import Line
from exactpl.networks.network import Network
from exactpl.networks.sizes import (
    MOST_BITS,
    MOST_DENOMINATOR_BITS,
    MOST_NUMBERS,
    MOST_UNITS,
    MOST_VALUES,
    LongDenominators,
    Sizes,
    short_common_denominator,
    sizes_of,
)

LARGEST_DIGITS = 262_144
_DIGITS = re.compile("[0-9a-f]+")
MOST_VALUE_BITS = 1 << 30


def require_statable(values: Mapping[str, object]) -> None:
    """Raise BudgetError when one of the numbers of a claim is longer than a certificate can state."""
    for name, value in values.items():
        _require(value, name)


def _require(value: object, name: str) -> None:
    if isinstance(value, Fraction | int):
        require_room(value, name)
    elif isinstance(value, ExactReal):
        _require(value.coefficients, name)
    elif isinstance(value, Interval | tuple):
        for part in value:
            _require(part, name)
    elif isinstance(value, Line):
        _require((value.start, value.direction, value.on), name)


def require_subject(text: str) -> None:
    """Raise BudgetError when the text of a subject is longer than the checker reads."""
    if len(text) > documents.LARGEST_FILE:
        raise BudgetError(
            f"the file of the map or network has {len(text):,} bytes, more than the {documents.LARGEST_FILE:,} that "
            "the checker reads; take a part."
        )


def sizes_within_limits(network: Network) -> Sizes:
    """Return the sizes of a network; BudgetError when they are beyond the limits of network files."""
    sizes = sizes_of(network)
    if isinstance(sizes, LongDenominators):
        raise _too_long(f"layer {sizes.layer}")
    for found, most, what in (
        (sizes.numbers, MOST_NUMBERS, "weights, biases and places of values and groups"),
        (sizes.units, MOST_UNITS, "pre-activations"),
        (sizes.values, MOST_VALUES, "values"),
        (sizes.bits + sizes.zeros, MOST_BITS, "bits over common denominators"),  # a file may write a bias of zeros
    ):
        if found > most:
            raise BudgetError(f"a network file has at most {most:,} {what}, this network has {found:,}; take a part.")
    return sizes


def _too_long(what: str) -> BudgetError:
    return BudgetError(
        f"the common denominator of the numbers of {what} has more than the {MOST_DENOMINATOR_BITS:,} bits that the "
        "checker takes; round them."
    )


def vector_bits(vector: Sequence[Fraction] | None, what: str) -> int:
    """Return the bits of a vector as section 8 counts them; BudgetError when its common denominator is too long."""
    if vector is None:
        return 0
    common = short_common_denominator(vector)
    if common is None:
        raise _too_long(what)
    return common.bit_length() + max(abs(x.numerator * (common // x.denominator)).bit_length() for x in vector)


def point_bits(points: Sequence[Fraction | None]) -> int:
    """Return the bits of numbers on the line as section 8 counts them."""
    given = [x for x in points if x is not None]
    return 2 * max((max(x.numerator.bit_length(), x.denominator.bit_length()) for x in given), default=0)


def require_values(network: Network, repeat: int, bits: int) -> None:
    """Raise BudgetError when the values of a network are longer altogether than the checker takes."""
    sizes = sizes_within_limits(network)
    needed = repeat * sizes.values * (repeat * sizes.growth + bits)
    if needed > MOST_VALUE_BITS:
        raise BudgetError(
            f"all values of the network, {repeat:,} times its layers, may have {needed:,} bits, more than the "
            f"{MOST_VALUE_BITS:,} that the checker takes; repeat it less often."
        )


def require_certificate(text: str, tree: object) -> None:
    """Raise BudgetError when what was found is larger than a certificate can hold."""
    if len(text) > documents.LARGEST_FILE:
        raise BudgetError(
            f"the certificate has {len(text):,} bytes, more than the {documents.LARGEST_FILE:,} that a checker reads."
        )
    if max(map(len, _DIGITS.findall(text)), default=0) <= LARGEST_DIGITS:
        return
    left = [tree]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, str) and len(value) > LARGEST_DIGITS:
            for part in value.split("/"):
                digits = len(part) - part.index("x") - 1 if "x" in part else 0
                if digits > LARGEST_DIGITS:
                    raise BudgetError(
                        f"the answer has a number of {digits:,} hexadecimal digits, more than the {LARGEST_DIGITS:,} "
                        "that a certificate can hold. Quantities need none: piece_count(f, k), f(x)."
                    )
