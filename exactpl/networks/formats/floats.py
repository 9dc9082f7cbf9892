"""Stored numbers to rationals and back: float16, bfloat16, float32, float64 and integers at their exact value."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.rationals import exact, shortened_rational
from exactpl.errors import BudgetError, InputError, described
from exactpl.networks.layer import Layer, Matrix, Vector
from exactpl.networks.network import MOST_WEIGHTS, Network, require_network

MOST_LAYERS = 10_000
WIDTHS = {
    "float16": (11, -24, 16),
    "bfloat16": (8, -133, 128),
    "float32": (24, -149, 128),
    "float64": (53, -1074, 1024),
}
"""Bits of the significand, exponent of the smallest positive number, exponent of the first power of two too large."""


def exact_number(value: object, place: str) -> Fraction:
    """Return the exact value of a stored number; InputError with its place for NaN and infinities."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InputError(
                f"finite weights are required, found {value} at {place}; no network with it is a function."
            )
        return Fraction(value)
    return exact(value)


def exact_array(array: Any, place: str) -> Any:
    """Return a NumPy array as nested lists of Fractions, at the exact values of its entries: see `exact_entries`."""
    import numpy as np

    try:
        array = np.asarray(array)
    except ValueError:
        raise InputError(f"an array with equally long rows is required at {place}, found {described(array)}.") from None
    return _shaped(exact_entries(array, place), array.shape)


def exact_entries(array: Any, place: str, *, infinite: bool = False) -> list[Any]:
    """Return the entries of a NumPy array, row by row, at their exact values.

    Raises InputError for kinds of numbers without exact values (complex, objects other than exact numbers, booleans),
    and, with its index, for NaN and infinities; if `infinite`, infinities stay floats.
    """
    import numpy as np

    if array.size > MOST_WEIGHTS:
        raise BudgetError(f"{place} has {array.size:,} numbers; a network has at most {MOST_WEIGHTS:,}.")
    kind = array.dtype.kind
    if array.dtype.name == "bfloat16" or kind == "f":
        if array.dtype.itemsize > 8:
            raise InputError(f"numbers of at most 64 bits are required, found {array.dtype.name} at {place}.")
        with np.errstate(invalid="ignore"):  # a signalling NaN is refused below, as any other
            flat = array.astype(np.float64).ravel().tolist()  # exact: each of these floats is a float64
    elif kind in "iu" or kind in "OU":
        flat = array.ravel().tolist()
    else:
        raise InputError(f"floats, integers or exact numbers are required, found {array.dtype.name} at {place}.")
    kept = (math.inf, -math.inf) if infinite else ()
    return [x if x in kept else exact_number(x, f"{place}{_index(i, array.shape)}") for i, x in enumerate(flat)]


def _index(flat: int, shape: Sequence[int]) -> str:
    parts = []
    for size in reversed(shape):
        flat, i = divmod(flat, size)
        parts.append(f"[{i}]")
    return "".join(reversed(parts))


def _shaped(flat: list[Fraction], shape: Sequence[int]) -> Any:
    if not shape:
        return flat[0]
    if len(shape) == 1:
        return flat
    step = len(flat) // shape[0] if shape[0] else 0
    return [_shaped(flat[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def exact_matrix(array: Any, place: str) -> Matrix:
    """Return a two-dimensional array as rows of Fractions."""
    found = exact_array(array, place)
    if not isinstance(found, list) or not found or not all(isinstance(row, list) and row for row in found):
        raise InputError(f"a matrix (units x inputs) is required at {place}, found the shape {_shape(array)}.")
    if isinstance(found[0][0], list):
        raise InputError(f"a matrix (units x inputs) is required at {place}, found the shape {_shape(array)}.")
    return tuple(tuple(row) for row in found)


def exact_vector(array: Any, place: str) -> Vector:
    """Return a one-dimensional array as Fractions."""
    found = exact_array(array, place)
    if not isinstance(found, list) or any(isinstance(x, list) for x in found):
        raise InputError(f"a vector is required at {place}, found the shape {_shape(array)}.")
    return tuple(found)


def _shape(array: Any) -> str:
    return str(tuple(getattr(array, "shape", ()))) or described(array)


def rounded(x: Fraction, dtype: str) -> Fraction:
    """Return the number of a format that is nearest to x, ties to even; x must not be too large for it.

    >>> rounded(Fraction(1, 100), "float32") == Fraction(10737418, 2**30)
    True
    """
    bits, smallest, _ = WIDTHS[dtype]
    size = abs(x)
    exponent = max(size.numerator.bit_length() - size.denominator.bit_length() - bits, smallest)
    while size >= Fraction(2) ** (exponent + bits):
        exponent += 1
    unit = Fraction(2) ** exponent
    return round(x / unit) * unit  # rounds halves to even


def stored_float(x: Fraction, dtype: str, place: str) -> float:
    """Return the float that is exactly x; InputError, with the place, when the format has none.

    >>> stored_float(Fraction(3, 4), "float16", "bias[0]")
    0.75
    """
    bits, smallest, largest = WIDTHS[dtype]
    top, bottom = abs(x.numerator), x.denominator
    power = bottom.bit_length() - 1
    trailing = (top & -top).bit_length() - 1 if top else 0
    fits = (
        bottom == 1 << power
        and (top >> trailing).bit_length() <= bits
        and trailing - power >= smallest
        and top.bit_length() - power <= largest
    )
    if not fits:
        raise InputError(
            f"{dtype} cannot hold {shortened_rational(x)} at {place} exactly; write the network as JSON, or round its "
            "weights yourself (it is another network then)."
        )
    return top / bottom if x >= 0 else -(top / bottom)


def stored_floats(numbers: Vector, dtype: str, place: str) -> list[float]:
    """Return the floats that are exactly these numbers."""
    return [stored_float(x, dtype, f"{place}[{i}]") for i, x in enumerate(numbers)]


def require_dtype(dtype: str, known: Sequence[str]) -> str:
    """Return a number format by name; InputError for unknown names."""
    if dtype not in known:
        raise InputError(f"dtype must be one of {', '.join(known)}, found {described(dtype)}.")
    return dtype


def require_chain(network: Network, what: str, *, weightless: bool = False) -> tuple[Layer, ...]:
    """Return the layers, written out, of a network whose layers read the one before; InputError otherwise.

    Layers without weight and bias are taken if `weightless`.
    """
    for i, layer in enumerate(require_network(network).layers, 1):
        plain = weightless and layer.bias is None
        if (layer.weight is None and not plain) or layer.add or layer.source is not None:
            raise InputError(
                f"{what} holds networks whose layers have a weight and read the layer before, found layer {i}: "
                f"{layer!r}; write ONNX or JSON."
            )
    return written_out(network)


def written_out(network: Network) -> tuple[Layer, ...]:
    """Return the layers of all repetitions; BudgetError when they are too many to be written one after the other."""
    count = len(require_network(network).layers) * network.repeat
    if count > MOST_LAYERS:
        raise BudgetError(
            f"at most {MOST_LAYERS:,} layers are written out, found {count:,}; write JSON, which repeats."
        )
    return network.layers * network.repeat
