"""What certificates can hold: docs/certificates.md, sections 1, 2, 4a and 8. What is larger is refused before the work.

Main definitions: `require_statable` (the numbers of a claim), `require_subject` (its map or network), `require_values`
(a network at points), `require_certificate` (what was found).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from exactpl import documents
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import ExactReal, require_room
from exactpl.errors import BudgetError
from exactpl.networks.activations import MaxPool, clip_bounds
from exactpl.networks.along_lines import Line
from exactpl.networks.network import Layer, Network

LARGEST_DIGITS = 262_144
LONGEST_DENOMINATOR = 65_536
MOST_ENTRIES = 1_000_000
MOST_BITS = 1 << 31
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


@dataclass(frozen=True, slots=True)
class Sizes:
    """What section 4a counts in a network, for one repetition: the G of section 8, and the entries of all values."""

    growth: int
    entries: int


def require_network(network: Network) -> Sizes:
    """Return the sizes of a network; BudgetError when they are beyond the limits of network files."""
    growth, bits, units, entries = 0, 0, 0, network.inputs
    for i, layer in enumerate(network.layers, 1):
        below, above, numbers = _lengths(layer, i)
        width = network.widths[layer.reads(i)] if layer.weight is None else len(layer.weight)
        units += width
        entries += network.widths[i]
        bits += (numbers + width * (layer.bias is None)) * (below + above)  # a file may write a bias of zeros
        growth += below + above + 24
    for found, most, what in (
        (units, MOST_ENTRIES, "pre-activations"),
        (entries, MOST_ENTRIES, "values"),
        (bits, MOST_BITS, "bits over common denominators"),
    ):
        if found > most:
            raise BudgetError(f"a network file has at most {most:,} {what}, this network has {found:,}; take a part.")
    return Sizes(growth, entries)


def _lengths(layer: Layer, i: int) -> tuple[int, int, int]:
    """Return the D and M of section 4a for layer i, and how many numbers it has."""
    numbers = [x for row in (*(layer.weight or ()), layer.bias or ()) for x in row]
    activation = layer.activation
    others: list[Fraction] = []
    if not isinstance(activation, MaxPool):
        if activation.name == "leaky_relu":
            others = [activation.slopes[0]]
        elif activation.name == "clip":
            others = [end for end in clip_bounds(activation) if end is not None]
    common = _common(numbers, f"layer {i}") * _common(others, f"layer {i}")
    below = common.bit_length()
    if below > LONGEST_DENOMINATOR:
        raise _too_long(f"layer {i}")
    above = max(1, _longest(numbers)) + _longest(others) + below
    return below, above, len(numbers) + len(others)


def _longest(numbers: Sequence[Fraction]) -> int:
    return max((x.numerator.bit_length() for x in numbers), default=0)


def _common(numbers: Sequence[Fraction], what: str) -> int:
    common = 1
    for denominator in {x.denominator for x in numbers}:
        common = lcm(common, denominator)
        if common.bit_length() > LONGEST_DENOMINATOR:
            raise _too_long(what)
    return common


def _too_long(what: str) -> BudgetError:
    return BudgetError(
        f"the common denominator of the numbers of {what} has more than the {LONGEST_DENOMINATOR:,} bits that the "
        "checker takes; round them."
    )


def vector_bits(vector: Sequence[Fraction] | None, what: str) -> int:
    """Return the bits of a vector as section 8 counts them; BudgetError when its common denominator is too long."""
    if vector is None:
        return 0
    common = _common(vector, what)
    return common.bit_length() + max(abs(x.numerator * (common // x.denominator)).bit_length() for x in vector)


def point_bits(points: Sequence[Fraction | None]) -> int:
    """Return the bits of numbers on the line as section 8 counts them."""
    given = [x for x in points if x is not None]
    return 2 * max((max(x.numerator.bit_length(), x.denominator.bit_length()) for x in given), default=0)


def require_values(network: Network, repeat: int, bits: int) -> None:
    """Raise BudgetError when the values of a network are longer altogether than the checker takes."""
    sizes = require_network(network)
    needed = repeat * sizes.entries * (repeat * sizes.growth + bits)
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
