"""Constants of a model graph, folded exactly: arrays of Fractions, and how large they may grow."""

from collections.abc import Callable
from typing import Any, TypeAlias

from exactpl.errors import BudgetError, InputError
from exactpl.networks.formats.floats import exact_entries
from exactpl.networks.network import MOST_WEIGHTS

Constant: TypeAlias = Any
"""A NumPy array of Fractions; infinities, where they may be, are floats in it."""

_MOST_BITS = 65_536
_MOST_PRODUCTS = 20_000_000


def constant(array: Any, place: str, *, infinite: bool = False) -> Constant:
    """Return a NumPy array of numbers as an array of Fractions; if `infinite`, infinities stay in it as floats."""
    import numpy as np

    found = np.empty(array.shape, dtype=object)
    entries = exact_entries(np.asarray(array), place, infinite=infinite)
    if array.size:
        found.reshape(-1)[:] = entries
    return found


def is_infinite(array: Constant) -> bool:
    """Whether an infinity is among the entries."""
    return any(isinstance(x, float) for x in array.ravel().tolist())


def as_constant(value: Any) -> Constant:
    """Return an array of Fractions; NumPy makes single numbers of arrays without axes."""
    import numpy as np

    if isinstance(value, np.ndarray):
        return value
    found = np.empty((), dtype=object)
    found[()] = value
    return found


def folded(kind: str, first: Constant, second: Constant, place: str) -> Constant:
    """Return first + second, first - second, first * second, first / second, their maximum, or first @ second."""
    import numpy as np

    operations: dict[str, Callable[[Any, Any], Any]] = {
        "Add": lambda a, b: a + b,
        "Sub": lambda a, b: a - b,
        "Mul": lambda a, b: a * b,
        "Div": lambda a, b: a / b,
        "Max": np.maximum,
        "MatMul": lambda a, b: a @ b,
    }
    shape, products = _cost(kind, first.shape, second.shape, place)
    if shape > MOST_WEIGHTS or products > _MOST_PRODUCTS:
        raise BudgetError(f"{place} folds constants to {shape:,} numbers by {products:,} products: too many.")
    if _bits(first) + _bits(second) > _MOST_BITS:
        raise BudgetError(f"{place} folds constants to numbers of more than {_MOST_BITS:,} bits.")
    return as_constant(operations[kind](first, second))


def _cost(kind: str, first: tuple[int, ...], second: tuple[int, ...], place: str) -> tuple[int, int]:
    """Return how many numbers the result has, and how many products it takes; InputError where shapes do not fit."""
    import numpy as np

    wrong = InputError(f"{place} has constants of the shapes {first} and {second}, which do not fit.")
    if kind == "MatMul":
        if not 1 <= len(first) <= 2 or not 1 <= len(second) <= 2 or first[-1] != second[0]:
            raise wrong
        numbers = _size(first[:-1]) * _size(second[1:])
        return numbers, numbers * first[-1]
    try:
        numbers = _size(np.broadcast_shapes(first, second))
    except ValueError:
        raise wrong from None
    return numbers, numbers


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for n in shape:
        size *= n
    return size


def _bits(array: Constant) -> int:
    return max((max(x.numerator.bit_length(), x.denominator.bit_length()) for x in array.ravel().tolist()), default=0)
