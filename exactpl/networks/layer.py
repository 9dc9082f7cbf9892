"""One layer of a network: an affine map and an activation; which values it reads.

Main definition: `Layer`. What it means is docs/certificates.md, section 4a.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from exactpl.arithmetic.integers import require_integer, shortened
from exactpl.arithmetic.rationals import Exact, exact
from exactpl.errors import InputError, described
from exactpl.networks.activations import IDENTITY, Activation, as_activation

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Layer:
    """One layer: activation(weight * value(source) + bias + the sum of the values in `add`).

    Arguments:
        weight: rows of exact numbers, one row a unit; None is the identity.
        bias: one number a unit; None is zeros.
        activation: a name (identity, relu, abs, hard_tanh), leaky_relu(s), clip(low, high) or MaxPool(groups).
        source: number of the value read, 0 is the network's input and i the output of layer i (from 1); None is the
            layer before.
        add: numbers of values to add to the pre-activation: residual sums.

    >>> Layer([[1], [1]], [0, "-1/2"], "relu")
    <Layer 1 -> 2: relu>
    """

    weight: Matrix | None
    bias: Vector | None
    activation: Activation
    source: int | None
    add: tuple[int, ...]

    def __init__(
        self,
        weight: Iterable[Iterable[Exact]] | None = None,
        bias: Iterable[Exact] | None = None,
        activation: "str | Activation" = IDENTITY,
        *,
        source: int | None = None,
        add: Iterable[int] = (),
    ) -> None:
        rows = None if weight is None else tuple(vector(row, "a row of a weight") for row in items(weight, "a weight"))
        offsets = None if bias is None else vector(bias, "a bias")
        places = tuple(require_integer(i, "a value to add", 0) for i in items(add, "add"))
        if rows is not None and (not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows)):
            sizes = sorted({len(row) for row in rows})
            raise InputError(f"a weight must have equally long rows of at least one number, found lengths {sizes}.")
        if rows is not None and offsets is not None and len(rows) != len(offsets):
            raise InputError(
                f"a layer with {len(rows)} units needs a bias of {len(rows)} numbers, found {len(offsets)}."
            )
        if any(i >= j for i, j in pairwise(places)):
            raise InputError(f"the values to add must increase strictly, found {described(places)}.")
        object.__setattr__(self, "weight", rows)
        object.__setattr__(self, "bias", offsets)
        object.__setattr__(self, "activation", as_activation(activation))
        object.__setattr__(self, "source", None if source is None else require_integer(source, "source", 0))
        object.__setattr__(self, "add", places)

    def reads(self, i: int) -> int:
        """Return the number of the value that this layer reads where it is layer number i, from 1."""
        return i - 1 if self.source is None else self.source

    def pre_activation(self, value: Vector, added: Iterable[Vector], *, with_bias: bool = True) -> Vector:
        """Return weight * value + bias + sum of the added values; without the bias it is linear."""
        z = list(value) if self.weight is None else [_dot(row, value) for row in self.weight]
        for other in (self.bias, *added) if self.bias is not None and with_bias else added:
            z = [a + b for a, b in zip(z, other, strict=True)]
        return tuple(z)

    def activated(self, z: Vector) -> Vector:
        """Return the activation of a pre-activation."""
        return self.activation.of(z)

    def states(self, z: Vector) -> tuple[int, ...]:
        """Return the states of the units, or of the groups."""
        return self.activation.states(z)

    def numbers(self) -> int:
        """Return how many numbers and places the layer has, and one more."""
        weights = 0 if self.weight is None else len(self.weight) * len(self.weight[0])
        return 1 + weights + len(self.bias or ()) + len(self.add) + self.activation.places()

    def __repr__(self) -> str:
        shape = "as wide as its input" if self.weight is None else f"{len(self.weight[0])} -> {len(self.weight)}"
        extra = f", + values {', '.join(map(shortened, self.add))}" if self.add else ""
        return f"<Layer {shape}{extra}: {self.activation}>"


def items(given: object, what: str) -> list[object]:
    """Return what a list has; InputError where it is none."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InputError(f"{what} must be a list, found {described(given)}.")
    return list(given)


def vector(given: object, what: str) -> Vector:
    """Return a list of exact numbers as a vector."""
    return tuple(exact(x) for x in items(given, what))


def _dot(row: Vector, value: Vector) -> Fraction:
    return sum((w * x for w, x in zip(row, value, strict=True) if w and x), Fraction(0))
