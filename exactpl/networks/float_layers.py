"""The layers of a network in floats, with rigorous bounds of what rounding does to a linear form u + v t.

All bounds are a priori and hold for each order of summation, fused or not (Higham, Accuracy and Stability of Numerical
Algorithms, 2002, sections 2.2 and 3.1). With U = 2^-53, ETA = 2^-1074 a float operation gives (x o y)(1 + d) + e,
|d| <= U, |e| <= ETA / 2, and e = 0 for sums and differences. A number is kept as a float X with a bound E >= |X - x|.

*A layer*, z = sum of n products w x, plus b: let W and B be the floats nearest w and b, and A the sum of |W| |X|. The
sum of products is off by at most g A + n ETA, g = (n + 1) U / (1 - (n + 1) U), bias included. With |w - W| <= U |W|
(0 where all weights are floats) and |x| <= |X| + E,

    |Z - z| <= (g + U) (A + |B|) + (1 + U) sum |W| E + n ETA.

*An activation* s z + o: its two operations and the rounding of s and o give 4 U (|S Z| + |O|) + (1 + U) |S| E + 2 ETA;
nothing but |S| E where s is 0, 1 or -1 and o is 0.

*A value at t*, x + v t, for T off by at most D: |V| D + (|T| + D) E_v + E_x, and U (|V T| + |Y|) + ETA for the two
operations that give Y.

*A crossing* t = -x / v: -X / V is off by (E_x + |X / V| E_v) / (|V| - E_v), and U |T| + ETA for the division.

The bounds are computed in floats themselves, from at most 2^20 numbers with at most 8 further operations: off by less
than 2^-30 of themselves, and by n ETA where products vanish. So each is multiplied by `_SLACK` = 1 + 2^-18 and gets
some ETA more. What overflows is inf or nan, and is certain of nothing. Numbers that are no floats and lie below the
normal ones, or above the largest, have no near float: such a layer has no float form.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl.networks.layer import Layer
from exactpl.networks.residues import Residues

if TYPE_CHECKING:
    import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
U = 2.0**-53
ETA = 2.0**-1074
_SLACK = 1 + 2.0**-18
_SMALLEST = Fraction(1, 1 << 1000)
MOST_TERMS = 1 << 20


@dataclass(frozen=True, slots=True)
class Forms:
    """Linear forms u + v t, one row a cell and one column a unit, with bounds of what they are off by."""

    u: Array
    v: Array
    off_u: Array
    off_v: Array

    def taken(self, rows: Any) -> "Forms":
        """Return the forms of these rows."""
        return Forms(self.u[rows], self.v[rows], self.off_u[rows], self.off_v[rows])


@dataclass(frozen=True, slots=True)
class Places:
    """Points t with bounds of what they are off by; infinite ones are exact."""

    t: Array
    off: Array


@dataclass(frozen=True, slots=True)
class FloatLayer:
    """A layer in floats: its weight with one row an input, None for the identity, and its pointwise activation."""

    weight: "Array | None"
    size: "Array | None"
    bias: "Array | None"
    kinks: tuple[float, ...]
    kinks_off: tuple[float, ...]
    slopes: Array
    intercepts: Array
    keeps_floats: bool

    def pre_activation(self, forms: Forms, added: Iterable[Forms]) -> Forms:
        """Return weight * forms + bias + the sum of the added forms."""
        import numpy as np

        u, v, off_u, off_v = forms.u, forms.v, forms.off_u, forms.off_v
        if self.weight is not None:
            assert self.size is not None
            terms, count = len(self.weight), len(u)
            x, off = np.concatenate((u, v)), np.concatenate((off_u, off_v))
            growth = (terms + 3) * U * _SLACK
            # what each term may be off by, in one product: growth |X| + E, and ETA where this vanishes
            off = (np.abs(x) * growth + (off * _SLACK + ETA)) @ self.size + 4 * (terms + 4) * ETA
            x = x @ self.weight
            u, v, off_u, off_v = x[:count], x[count:], off[:count], off[count:]
            if self.bias is not None:
                u, off_u = u + self.bias, off_u + np.abs(self.bias) * growth
        elif self.bias is not None:
            u = u + self.bias
            off_u = (off_u + (np.abs(self.bias) + np.abs(u)) * (2 * U)) * _SLACK + 4 * ETA
        for other in added:
            u, v = u + other.u, v + other.v
            off_u = (off_u + other.off_u + np.abs(u) * U) * _SLACK + ETA
            off_v = (off_v + other.off_v + np.abs(v) * U) * _SLACK + ETA
        return Forms(u, v, off_u, off_v)

    def value(self, z: Forms, states: "np.ndarray[Any, Any]") -> Forms:
        """Return the activation of pre-activations in these states."""
        import numpy as np

        slopes = self.slopes[states]
        size = np.abs(slopes)
        u, v = slopes * z.u, slopes * z.v
        if self.keeps_floats:
            return Forms(u, v, size * z.off_u, size * z.off_v)
        offsets = self.intercepts[states]
        off_u = (size * z.off_u + (np.abs(u) + np.abs(offsets)) * (4 * U)) * _SLACK + 8 * ETA
        off_v = (size * z.off_v + np.abs(v) * (4 * U)) * _SLACK + 8 * ETA
        return Forms(u + offsets, v, off_u, off_v)

    def beyond(self, z: Forms, kink: int) -> Forms:
        """Return z - kink."""
        import numpy as np

        if not self.kinks[kink]:
            return z
        u = z.u - self.kinks[kink]
        off = (z.off_u + self.kinks_off[kink] + np.abs(u) * U) * _SLACK + ETA
        return Forms(u, z.v, off, z.off_v)


def signs_at(z: Forms, places: Places, side: int) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return where forms are certainly > 0, and certainly < 0, at one place for each row; at an infinite one near it.

    `side` is -1 where that is -oo, 1 where it is oo.
    """
    import numpy as np

    t, off = places.t[:, None], places.off[:, None]
    infinite = np.isinf(t)
    if infinite.any():
        t = np.where(infinite, 0.0, t)
    product = z.v * t
    y = z.u + product
    reach = (
        z.off_u + np.abs(z.v) * off + (np.abs(t) + off) * z.off_v + (np.abs(product) + np.abs(y)) * U
    ) * _SLACK + 8 * ETA
    if infinite.any():
        y, reach = np.where(infinite, side * z.v, y), np.where(infinite, z.off_v, reach)
    return y > reach, y < -reach


def crossings_of(u: Array, v: Array, off_u: Array, off_v: Array) -> Places:
    """Return where forms are 0; the bound is inf or nan where that is not known."""
    import numpy as np

    t = -u / v
    rest = np.abs(v) - off_v
    rest = np.where(np.abs(v) > 2 * off_v, rest, 0.0)
    size = np.abs(t)
    off = ((off_u + size * off_v + 4 * ETA) / rest + size * (2 * U)) * _SLACK + 4 * ETA
    return Places(t, off)


def are_apart(before: Places, after: Places) -> "np.ndarray[Any, Any]":
    """Return where a place is certainly left of another."""
    found: np.ndarray[Any, Any] = after.t - before.t > (before.off + after.off) * _SLACK
    return found


def enclosures(places: Places) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return numbers that are certainly not right, and not left, of places: T -+ D, with U |T| for that operation."""
    import numpy as np

    reach = places.off * _SLACK + np.abs(places.t) * (2 * U)
    return places.t - reach, places.t + reach


def near(x: Fraction) -> tuple[float, float] | None:
    """Return the float nearest a number, and a bound of what it is off by; None where no near float is normal."""
    try:
        found = x.numerator / x.denominator
    except OverflowError:
        return None
    if found.as_integer_ratio() == (x.numerator, x.denominator):
        return found, 0.0
    return (found, abs(found) * U) if abs(x) > _SMALLEST else None


def near_all(numbers: Sequence[Fraction]) -> tuple[list[float], list[float]] | None:
    """Return the floats nearest numbers, and bounds; None where one has no near float."""
    values, bounds = [], []
    for x in numbers:
        pair = near(x)
        if pair is None:
            return None
        values.append(pair[0])
        bounds.append(pair[1])
    return values, bounds


class FloatLayers:
    """The float forms of layers, made when the first one is asked for and kept."""

    __slots__ = ("_found", "_layers", "_residues")

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers
        self._found: list[FloatLayer] | bool | None = False
        self._residues: dict[int, Residues] = {}

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return FloatLayers, (self._layers,)

    def residues(self, bits: int) -> Residues:
        """Return residues for integers of so many bits, which keep those of the weights."""
        size = -(-bits // 64) * 64
        if size not in self._residues:
            self._residues[size] = Residues(size)
        return self._residues[size]

    def all(self) -> list[FloatLayer] | None:
        """Return all layers; None where one has no float form."""
        if isinstance(self._found, bool):
            found = []
            for layer in self._layers:
                each = _float_layer(layer)
                if each is None:
                    break
                found.append(each)
            self._found = found if len(found) == len(self._layers) else None
        return self._found


def _float_layer(layer: Layer) -> FloatLayer | None:
    import numpy as np

    activation = layer.activation
    if activation.groups is not None or (layer.weight is not None and len(layer.weight[0]) > MOST_TERMS):
        return None
    weight = None
    if layer.weight is not None:
        rows = [near_all(row) for row in layer.weight]
        if any(row is None for row in rows):
            return None
        weight = np.array([row[0] for row in rows if row is not None]).T.copy()
    parts = [near_all(each) for each in (layer.bias or (), activation.kinks, activation.slopes, activation.intercepts)]
    if any(part is None for part in parts):
        return None
    bias, kinks, slopes, intercepts = (part for part in parts if part is not None)
    return FloatLayer(
        weight=weight,
        size=None if weight is None else np.abs(weight),
        bias=None if layer.bias is None else np.array(bias[0]),
        kinks=tuple(kinks[0]),
        kinks_off=tuple(kinks[1]),
        slopes=np.array(slopes[0]),
        intercepts=np.array(intercepts[0]),
        keeps_floats=not any(activation.intercepts) and all(abs(s) in (0, 1) for s in activation.slopes),
    )
