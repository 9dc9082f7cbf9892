"""Linear forms over integers on many cells at once, by residues, which floats carry exactly.

An integer x with 2 |x| < P is known from its residues modulo numbers without common divisors whose product is P.
Residues are floats that are integers, |r| <= p / 2 + 1 with p < 2^22: a sum of up to `MOST_TERMS` products stays
below 2^53 - 2^22, in any order, so that products of matrices are exact. `reduced` gives x - p n with n = rint(x / p),
for |x| <= 2^53 - 2^22. As the quotient is below 2^32, its float is off by at most 2^-22, so that |x - p n| <= p / 2 +
1; hence |p n| <= 2^53, and product and difference are integers that floats hold.
"""

import math
from collections.abc import Callable, Sequence
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl.arithmetic.integer_matrix import IntegerMatrix
from exactpl.arithmetic.residues import coprime_moduli
from exactpl.networks.integer_form import IntegerLayer

if TYPE_CHECKING:
    import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
MOST_TERMS = 2_000
MOST_BITS = 2_000
MODULI_BELOW = 1 << 22


class Residues:
    """Arithmetic modulo enough numbers for integers of so many bits, with sign.

    Arrays have one row a modulus, then units, then cells: first the u of all cells, then their v.
    """

    def __init__(self, bits: int) -> None:
        import numpy as np

        self.moduli = list(coprime_moduli(bits + 1, MODULI_BELOW))
        product = self._product = math.prod(self.moduli)
        self._p = np.array(self.moduli, dtype=np.float64)[:, None, None]
        self._parts = [product // p * pow(product // p, -1, p) for p in self.moduli]
        self.count = len(self.moduli)
        self._weights: dict[IntegerMatrix, Array] = {}

    def reduced(self, x: Array) -> Array:
        """Return the residues of integers within 2^53 - 2^22."""
        import numpy as np

        found: Array = x - self._p * np.rint(x / self._p)
        return found

    def of(self, rows: Sequence[Sequence[int]]) -> Array:
        """Return the residues of a matrix of integers."""
        import numpy as np

        try:
            short = np.array(rows, dtype=np.int64)
        except OverflowError:
            return self.reduced(np.array([[[x % p for x in row] for row in rows] for p in self.moduli], dtype=float))
        return self.reduced((short % self._p.astype(np.int64)).astype(np.float64))

    def integers(self, residues: Array) -> list[int]:
        """Return the integers with these residues, an array with one row a modulus and one column a number."""
        product, parts, half = self._product, self._parts, self._product >> 1
        found = []
        for column in zip(*residues.astype("int64").tolist(), strict=True):
            x = sum(map(mul, column, parts)) % product
            found.append(x - product if x > half else x)
        return found

    def pre_activation(self, layer: IntegerLayer, value: Callable[[int], Array]) -> Array:
        """Return the pre-activation of a layer; `value` gives the values that it reads."""
        z = value(layer.source)
        if layer.matrix is not None:
            z = self.reduced(self._weight(layer) @ z)
        if layer.scale != 1:
            z = self.reduced(z * self.of([[layer.scale]]))
        if layer.bias:
            z = z.copy()
            z[:, :, : z.shape[2] // 2] += self.of([[b] for b in layer.bias])
        for j, factor in layer.added:
            z = z + self.reduced(value(j) * self.of([[factor]]))
        return self.reduced(z)

    def value(self, layer: IntegerLayer, z: Array, states: Any) -> Array:
        """Return the activation of pre-activations; `states` has one row a cell."""
        import numpy as np

        both = np.concatenate((states.T, states.T), axis=1)
        found = self.reduced(z * self.of([layer.slopes])[:, 0][:, both])
        if any(layer.intercepts):
            found[:, :, : found.shape[2] // 2] += self.of([layer.intercepts])[:, 0][:, states.T]
            found = self.reduced(found)
        return found

    def _weight(self, layer: IntegerLayer) -> Array:
        assert layer.matrix is not None
        if layer.matrix not in self._weights:
            self._weights[layer.matrix] = self.of(layer.matrix.rows)
        return self._weights[layer.matrix]


def bits_of(layers: Sequence[IntegerLayer], largest: int) -> int | None:
    """Return the bits of all numbers of layers for inputs within `largest`; None where residues do not serve."""
    bounds = [largest]
    for layer in layers:
        if layer.matrix is not None and len(layer.matrix.rows[0]) > MOST_TERMS:
            return None
        z = layer.scale * layer.norm * bounds[layer.source] + max(map(abs, layer.bias), default=0)
        z += sum(factor * bounds[j] for j, factor in layer.added)
        value = max(map(abs, layer.slopes)) * z + max(map(abs, layer.intercepts))
        bounds.append(max(z, value, 1))
        if bounds[-1].bit_length() > MOST_BITS:
            return None
    return max(bound.bit_length() for bound in bounds)
