"""Activations: what a layer makes of its pre-activations, and the table of the kinds there are.

Main definitions: `Activation`, what every one answers; `Pointwise`, a continuous piecewise-linear function of each
unit; `Pool` with `MaxPool`, the extreme unit of each group; `KINDS`, what files and people call them. All other modules
ask an activation or the table, so that a new kind is an entry here (CONTRIBUTING.md, Adding an activation).
"""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from exactpl.arithmetic.integers import counted, require_integer
from exactpl.arithmetic.rationals import Exact, exact, rational_text, shortened_rational
from exactpl.errors import InputError, described

Numbers: TypeAlias = tuple[Fraction, ...]
States: TypeAlias = tuple[int, ...]
Groups: TypeAlias = tuple[tuple[int, ...], ...]
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True, repr=False)
class Activation(ABC):
    """What a layer makes of the vector of its pre-activations.

    Each output takes one unit, its own or one of its group; its value is slope * unit + intercept. Its *state* says
    which of these hold: it is the number of kinks below the unit, or the place in the group of the unit taken
    (docs/certificates.md, section 4a).

    Arguments:
        name: the name of its kind in `KINDS`.
        kinks: where the function of a unit bends, strictly increasing.
        slopes: between the kinks, one more than there are kinks.
        intercepts: the values at 0 of the functions between the kinks, continued.
        arguments: what it was made from: numbers (None where one was left out) and groups.
        groups: the units that each output chooses from; None where each output has its own unit.
        sign: 1 where the largest unit of a group is taken, -1 where the smallest.
    """

    name: str
    kinks: Numbers
    slopes: Numbers
    intercepts: Numbers
    arguments: "tuple[Fraction | Groups | None, ...]" = ()
    groups: "Groups | None" = field(default=None, init=False)
    sign: int = field(default=1, init=False)

    @property
    def has_kinks(self) -> bool:
        """Whether there is more than one state."""
        return self.groups is not None or bool(self.kinks)

    def width(self, units: int, place: str) -> int:
        """Return how many outputs so many units give; InputError, with the place of the layer, if they do not fit."""
        if self.groups is None:
            return units
        largest = max(max(group) for group in self.groups)
        if largest >= units:
            raise InputError(f"{place} has the units 0 to {units - 1}, found unit {largest} in a group of {self.name}.")
        return len(self.groups)

    def changes(self, units: int) -> int:
        """Return how often states change, at most, along a line on which the units are affine.

        Each unit passes each kink once; in each group all units but one can take over, as an envelope is convex.
        """
        return units * len(self.kinks) if self.groups is None else sum(len(group) - 1 for group in self.groups)

    def is_flat(self, state: int) -> bool:
        """Whether an output in this state is constant, whatever its unit is."""
        return self.groups is None and self.slopes[state] == 0

    @abstractmethod
    def of(self, z: Numbers) -> Numbers:
        """Return the value of a vector of pre-activations."""

    @abstractmethod
    def states(self, z: Numbers) -> States:
        """Return the states of the outputs."""

    @abstractmethod
    def affine(self, states: States, z: Numbers, with_intercepts: bool, /) -> Numbers:
        """Return the image of z under the affine map that holds in these states; without intercepts it is linear."""

    @abstractmethod
    def in_floats(self, z: Any) -> "tuple[States, Any, Any, Any]":
        """Return (states, the units taken, their slopes, their intercepts) of a NumPy vector. Nothing here decides."""

    @abstractmethod
    def text(self, number: Callable[[Fraction], str] = rational_text, /) -> str:
        """Return what people write: relu, leaky_relu(1/100), clip(-oo, 3), max_pool of 2 groups."""

    def __str__(self) -> str:
        return self.text(shortened_rational)

    def numbers(self) -> Numbers:
        """Return the numbers that a file gives for it."""
        return tuple(each for each in self.arguments if isinstance(each, Fraction))

    def places(self) -> int:
        """Return how many places of units a file lists for it."""
        return sum(map(len, self.groups or ()))


@dataclass(frozen=True, slots=True, repr=False)
class Pointwise(Activation):
    """A function of each unit, z -> slopes[state] * z + intercepts[state], the state being the number of kinks < z.

    `kinks` increase strictly; there is one slope and one intercept more than kinks, and the function is continuous.
    """

    arguments: tuple[Fraction | None, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.slopes), len(self.intercepts), len(self.kinks) + 1}
        if len(lengths) > 1 or any(a >= b for a, b in pairwise(self.kinks)):
            raise InputError(f"{self.name} needs kinks that increase strictly, one slope and one intercept more.")
        for c, ((s, a), (t, b)) in zip(
            self.kinks, pairwise(zip(self.slopes, self.intercepts, strict=True)), strict=True
        ):
            if s * c + a != t * c + b:
                raise InputError(f"{self.name} must be continuous, found a jump at {shortened_rational(c)}.")

    def __call__(self, z: Fraction) -> Fraction:
        """Return the value at z."""
        z = exact(z)
        state = self.state(z)
        return self.slopes[state] * z + self.intercepts[state]

    def state(self, z: Fraction) -> int:
        """Return the number of kinks < z."""
        return bisect_left(self.kinks, exact(z))

    def of(self, z: Numbers) -> Numbers:
        """Return the value of each unit."""
        return tuple(map(self, z))

    def states(self, z: Numbers) -> States:
        """Return for each unit the number of kinks below it."""
        return tuple(map(self.state, z))

    def affine(self, states: States, z: Numbers, with_intercepts: bool, /) -> Numbers:
        """Return slope * unit + intercept, or without the intercept."""
        offsets = self.intercepts if with_intercepts else (_ZERO,) * len(self.slopes)
        return tuple(self.slopes[state] * x + offsets[state] for state, x in zip(states, z, strict=True))

    def in_floats(self, z: Any) -> "tuple[States, Any, Any, Any]":
        """Return (states, all units, their slopes, their intercepts)."""
        import numpy as np

        counts = np.searchsorted([float(kink) for kink in self.kinks], z, side="left")
        slopes = np.array([float(s) for s in self.slopes])[counts]
        offsets = np.array([float(o) for o in self.intercepts])[counts]
        return tuple(int(c) for c in counts), slice(None), slopes, offsets

    def text(self, number: Callable[[Fraction], str] = rational_text, /) -> str:
        """Return the name, with the arguments if there are any."""
        if not self.arguments:
            return self.name
        kind = KINDS.get(self.name)
        absent = [None] * len(self.arguments) if kind is None else [key.absent for key in kind.keys]
        parts = [word if x is None else number(x) for word, x in zip(absent, self.arguments, strict=True)]
        return f"{self.name}({', '.join(map(str, parts))})"

    def __repr__(self) -> str:
        if not self.arguments:
            return self.name.upper()
        return f"{self.name}({', '.join(repr(None if x is None else rational_text(x)) for x in self.arguments)})"


IDENTITY = Pointwise("identity", (), (_ONE,), (_ZERO,))
RELU = Pointwise("relu", (_ZERO,), (_ZERO, _ONE), (_ZERO, _ZERO))
ABS = Pointwise("abs", (_ZERO,), (-_ONE, _ONE), (_ZERO, _ZERO))
HARD_TANH = Pointwise("hard_tanh", (-_ONE, _ONE), (_ZERO, _ONE, _ZERO), (-_ONE, _ZERO, _ONE))


def leaky_relu(slope: Exact) -> Pointwise:
    """Return z -> z for z >= 0 and slope * z for z < 0; "0.01" is one hundredth, exact_float(0.01) the stored float.

    >>> leaky_relu("0.01")(Fraction(-3))
    Fraction(-3, 100)
    """
    below = exact(slope)
    return Pointwise("leaky_relu", (_ZERO,), (below, _ONE), (_ZERO, _ZERO), (below,))


def clip(low: Exact | None, high: Exact | None) -> Pointwise:
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
    return Pointwise("clip", (*below, *above), slopes, (*below, _ZERO, *above), (bottom, top))


def bounds_of(activation: Activation) -> tuple[Fraction | None, Fraction | None]:
    """Return the bounds (low, high) of a clip or of hard_tanh, which is one; None means no bound."""
    low = activation.kinks[0] if activation.slopes[0] == 0 else None
    high = activation.kinks[-1] if activation.slopes[-1] == 0 else None
    return low, high


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Pool(Activation):
    """Entry g of the result is an extreme unit of groups[g]: the largest for the sign 1, the smallest for -1.

    The state of a group is the place in it of the first unit that attains the extreme.
    """

    groups: Groups = field(init=False)

    def __init__(self, name: str, sign: int, groups: Iterable[Iterable[int]]) -> None:
        lists = list(groups) if isinstance(groups, Iterable) else None
        if lists is None or not all(isinstance(group, Iterable) for group in lists):
            raise InputError(f"{name} needs a list of lists of units, found {described(groups)}.")
        found = tuple(tuple(require_integer(i, "a unit of a group", 0) for i in group) for group in lists)
        for g, group in enumerate(found):
            if not group or any(i >= j for i, j in pairwise(group)):
                raise InputError(f"a group of {name} lists units, strictly increasing, found groups[{g}] = {group}.")
        if not found:
            raise InputError(f"{name} needs at least one group, found none.")
        of_identity = ("kinks", ()), ("slopes", (_ONE,)), ("intercepts", (_ZERO,))
        for key, value in (("name", name), *of_identity, ("arguments", (found,)), ("groups", found), ("sign", sign)):
            object.__setattr__(self, key, value)

    def __call__(self, z: Sequence[Fraction]) -> Numbers:
        """Return the extreme entry of each group."""
        best = max if self.sign > 0 else min
        return tuple(best(z[i] for i in group) for group in self.groups)

    def of(self, z: Numbers) -> Numbers:
        """Return the extreme entry of each group."""
        return self(z)

    def states(self, z: Sequence[Fraction]) -> States:
        """Return for each group the place of the first unit that attains its extreme."""
        best: Any = max if self.sign > 0 else min
        return tuple(best(range(len(group)), key=lambda place: z[group[place]]) for group in self.groups)

    def affine(self, states: States, z: Numbers, _: bool, /) -> Numbers:
        """Return the units taken."""
        return tuple(z[group[place]] for group, place in zip(self.groups, states, strict=True))

    def in_floats(self, z: Any) -> "tuple[States, Any, Any, Any]":
        """Return (places, the units taken, ones, zeros)."""
        import numpy as np

        states = tuple(int(np.argmax(self.sign * z[list(group)])) for group in self.groups)
        chosen = [group[place] for group, place in zip(self.groups, states, strict=True)]
        return states, chosen, np.ones(len(chosen)), np.zeros(len(chosen))

    def text(self, _: Callable[[Fraction], str] = rational_text, /) -> str:
        """Return the name and how many groups there are."""
        return f"{self.name} of {counted(len(self.groups), 'group')}"

    def __repr__(self) -> str:
        return f"{self.name}({list(self.groups)!r})"


class MaxPool(Pool):
    """Entry g of the result is the largest unit of groups[g].

    The state of a group is the place in it of the first unit that attains the maximum.

    >>> MaxPool([(0, 1), (1, 2)])
    MaxPool([(0, 1), (1, 2)])
    """

    __slots__ = ()

    def __init__(self, groups: Iterable[Iterable[int]]) -> None:
        super().__init__("max_pool", 1, groups)

    def __repr__(self) -> str:
        return f"MaxPool({list(self.groups)!r})"


# -- the kinds ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Key:
    """An argument of a kind, as files and people give it: a number, a number or nothing, or groups.

    `absent` is what people write for nothing, null in a file; None where the number must be given. `is_decimal` says
    that people mean a decimal; formats that store floats hold a number near it instead.
    """

    name: str
    absent: str | None = None
    is_decimal: bool = False
    is_groups: bool = False

    @property
    def stored(self) -> Any:
        """The type of its JSON value."""
        if self.is_groups:
            return list[list[int]]
        return str if self.absent is None else str | None


@dataclass(frozen=True, slots=True)
class ActivationKind:
    """A kind of activation: `make` takes the arguments that `keys` list; the activation keeps them as `arguments`.

    In a network file it is its name, or with keys an object: {"slope": "1/100", "type": "leaky_relu"}. `examples` gives
    some for a number of units: random networks draw among them.
    """

    name: str
    make: Callable[..., Activation]
    keys: tuple[Key, ...]
    examples: Callable[[int], Sequence[Activation]]

    @property
    def signature(self) -> str:
        """What one writes in Python."""
        return f"{self.make.__name__}({', '.join(key.name for key in self.keys)})" if self.keys else self.name

    @property
    def is_short(self) -> bool:
        """Whether people write it in a line: clip(0, oo)."""
        return not any(key.is_groups for key in self.keys)


def _plain(activation: Activation) -> ActivationKind:
    return ActivationKind(activation.name, lambda: activation, (), lambda _: [activation])


def _neighbours(units: int) -> MaxPool:
    return MaxPool([[j, *([j + 1] if j + 1 < units else [])] for j in range(units)])


KINDS: dict[str, ActivationKind] = {
    kind.name: kind
    for kind in (
        _plain(IDENTITY),
        _plain(RELU),
        _plain(ABS),
        _plain(HARD_TANH),
        ActivationKind(
            "leaky_relu",
            leaky_relu,
            (Key("slope", is_decimal=True),),
            lambda _: [leaky_relu("1/100"), leaky_relu(-1)],
        ),
        ActivationKind("clip", clip, (Key("low", "-oo"), Key("high", "oo")), lambda _: [clip(0, 1), clip(None, "1/2")]),
        ActivationKind("max_pool", MaxPool, (Key("groups", is_groups=True),), lambda units: [_neighbours(units)]),
    )
}
"""All kinds, by name. What reads and writes activations asks this table each time."""


def kind_of(activation: Activation) -> ActivationKind:
    """Return the kind of an activation; InputError when the table has none."""
    kind = KINDS.get(activation.name)
    if kind is None:
        raise InputError(f"an activation of a known kind is required, found {activation.name!a:.60}.")
    return kind


def as_activation(given: object) -> Activation:
    """Return an activation as it is, or the one with this name: identity, relu, abs, hard_tanh."""
    if isinstance(given, Activation):
        return given
    kind = KINDS.get(given) if isinstance(given, str) else None
    if kind is not None and not kind.keys:
        return kind.make()
    names = one_of([kind.signature for kind in KINDS.values()])
    raise InputError(f"an activation is required: {names}, found {described(given)}.")


def one_of(words: Sequence[str]) -> str:
    """Return words as people list them: a, b or c."""
    return " or ".join([*([", ".join(words[:-1])] if words[:-1] else []), words[-1]])
