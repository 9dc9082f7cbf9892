"""Activations: continuous piecewise-linear functions of one number each, and the maximum over groups of units.

Main definitions: `Activation` with its kinks, `RELU`, `ABS`, `HARD_TANH`, `IDENTITY`, `leaky_relu`, `clip`, `MaxPool`.
The *state* of a unit is the number of kinks below its pre-activation (docs/certificates.md, section 4a).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from exactpl.arithmetic.integers import counted, require_integer
from exactpl.arithmetic.rationals import Exact, exact, rational_text, shortened_rational
from exactpl.errors import InputError, described


@dataclass(frozen=True, slots=True)
class Activation:
    """A function z -> slopes[state] * z + intercepts[state], the state being the number of kinks < z.

    `kinks` increase strictly; there is one slope and one intercept more than kinks.
    """

    name: str
    kinks: tuple[Fraction, ...]
    slopes: tuple[Fraction, ...]
    intercepts: tuple[Fraction, ...]

    def __call__(self, z: Fraction) -> Fraction:
        """Return the value at z."""
        z = exact(z)
        state = self.state(z)
        return self.slopes[state] * z + self.intercepts[state]

    def state(self, z: Fraction) -> int:
        """Return the number of kinks < z."""
        return bisect_left(self.kinks, exact(z))

    def text(self, number: Callable[[Fraction], str] = rational_text) -> str:
        """Return what people write: relu, leaky_relu(1/100), clip(-oo, 3)."""
        if self.name == "leaky_relu":
            return f"leaky_relu({number(self.slopes[0])})"
        if self.name == "clip":
            low, high = clip_bounds(self)
            return f"clip({'-oo' if low is None else number(low)}, {'oo' if high is None else number(high)})"
        return self.name

    def __str__(self) -> str:
        return self.text(shortened_rational)

    def __repr__(self) -> str:
        if self.name == "leaky_relu":
            return f"leaky_relu('{rational_text(self.slopes[0])}')"
        if self.name == "clip":
            low, high = (None if end is None else rational_text(end) for end in clip_bounds(self))
            return f"clip({low!r}, {high!r})"
        return self.name.upper()


_ZERO, _ONE = Fraction(0), Fraction(1)
IDENTITY = Activation("identity", (), (_ONE,), (_ZERO,))
RELU = Activation("relu", (_ZERO,), (_ZERO, _ONE), (_ZERO, _ZERO))
ABS = Activation("abs", (_ZERO,), (-_ONE, _ONE), (_ZERO, _ZERO))
HARD_TANH = Activation("hard_tanh", (-_ONE, _ONE), (_ZERO, _ONE, _ZERO), (-_ONE, _ZERO, _ONE))
_NAMED = {each.name: each for each in (IDENTITY, RELU, ABS, HARD_TANH)}


def leaky_relu(slope: Exact) -> Activation:
    """Return z -> z for z >= 0 and slope * z for z < 0; "0.01" is one hundredth, exact_float(0.01) the stored float.

    >>> leaky_relu("0.01")(Fraction(-3))
    Fraction(-3, 100)
    """
    return Activation("leaky_relu", (_ZERO,), (exact(slope), _ONE), (_ZERO, _ZERO))


def clip(low: Exact | None, high: Exact | None) -> Activation:
    """Return z -> min(max(z, low), high); None is no bound on that side.

    >>> clip(0, None) == RELU, [clip(0, 1)(Fraction(z)) for z in (-1, 2)]
    (False, [Fraction(0, 1), Fraction(1, 1)])
    """
    bottom, top = (None if end is None else exact(end) for end in (low, high))
    if (bottom is None and top is None) or (bottom is not None and top is not None and bottom >= top):
        raise InputError(
            f"clip needs low < high, at least one of them given, found {described(low)}, {described(high)}."
        )
    below, above = ([] if end is None else [end] for end in (bottom, top))
    slopes = (*[_ZERO for _ in below], _ONE, *[_ZERO for _ in above])
    return Activation("clip", (*below, *above), slopes, (*below, _ZERO, *above))


def clip_bounds(activation: Activation) -> tuple[Fraction | None, Fraction | None]:
    """Return the bounds (low, high) of a clip; None is no bound."""
    low = activation.kinks[0] if activation.slopes[0] == 0 else None
    high = activation.kinks[-1] if activation.slopes[-1] == 0 else None
    return low, high


@dataclass(frozen=True, slots=True, init=False)
class MaxPool:
    """Entry g of the result is the largest unit of groups[g].

    The state of a group is the place in it of the first unit that attains the maximum.

    >>> MaxPool([(0, 1), (1, 2)])
    MaxPool([(0, 1), (1, 2)])
    """

    groups: tuple[tuple[int, ...], ...]

    def __init__(self, groups: Iterable[Iterable[int]]) -> None:
        lists = list(groups) if isinstance(groups, Iterable) else None
        if lists is None or not all(isinstance(group, Iterable) for group in lists):
            raise InputError(f"max_pool needs a list of lists of units, found {described(groups)}.")
        found = tuple(tuple(require_integer(i, "a unit of a group", 0) for i in group) for group in lists)
        for g, group in enumerate(found):
            if not group or any(i >= j for i, j in pairwise(group)):
                raise InputError(f"a group of max_pool lists units, strictly increasing, found groups[{g}] = {group}.")
        if not found:
            raise InputError("max_pool needs at least one group, found none.")
        object.__setattr__(self, "groups", found)

    def __call__(self, z: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """Return the largest entry of each group."""
        return tuple(max(z[i] for i in group) for group in self.groups)

    def states(self, z: Sequence[Fraction]) -> tuple[int, ...]:
        """Return for each group the place of the first unit that attains its maximum."""
        return tuple(max(range(len(group)), key=lambda place: z[group[place]]) for group in self.groups)

    def __str__(self) -> str:
        return f"max_pool of {counted(len(self.groups), 'group')}"

    def __repr__(self) -> str:
        return f"MaxPool({list(self.groups)!r})"


def as_activation(given: object) -> Activation | MaxPool:
    """Return an activation as it is, or the one with this name: identity, relu, abs, hard_tanh."""
    if isinstance(given, Activation | MaxPool):
        return given
    if isinstance(given, str) and given in _NAMED:
        return _NAMED[given]
    raise InputError(
        f"an activation is required: {', '.join(_NAMED)}, leaky_relu(slope), clip(low, high) or MaxPool(groups), found "
        f"{described(given)}."
    )
