"""The activation regions of a network along a line, one after the other, from left to right.

On an interval on which all layers before are affine, the pre-activations of a layer are affine too; the points where
they cross kinks cut the interval into *cells*, and each cell is cut by the next layer. Descending depth first needs one
cell of each layer at a time: memory does not grow with the number of regions. Between neighbouring cells few units
change their state, so the pre-activation of the next layer is updated instead of computed again.

Everything is integers: values are (u + v t) / q (see `integer_form`), points t = p / q, and signs decide.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exactpl import work
from exactpl.networks.integer_form import IntegerLayer

_CELL_STEPS, _UNIT_STEPS, _WEIGHT_STEPS = 12_000, 1_500, 150  # of `work`

Pattern: TypeAlias = tuple[tuple[int, ...], ...]
End: TypeAlias = Fraction | None
Change: TypeAlias = tuple[int, int, int]
"""(unit or group, its new state, its state at the point itself)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An interval on which the network is affine with constant states: all outputs are (u + v t) / q.

    `at_lower` and `at_upper` are the patterns at the ends themselves, where these are finite.
    """

    lower: End
    upper: End
    pattern: Pattern
    at_lower: Pattern
    at_upper: Pattern
    u: tuple[int, ...]
    v: tuple[int, ...]
    q: int

    @property
    def near_lower(self) -> float:
        """A float near the lower end."""
        return -math.inf if self.lower is None else _near(self.lower)


def _near(t: Fraction) -> float:
    try:
        return float(t)
    except OverflowError:
        return math.inf if t > 0 else -math.inf


def cells_along(layers: list[IntegerLayer], u: list[int], v: list[int], lower: End, upper: End) -> Iterator[Cell]:
    """Yield the regions of a network on [lower, upper] for the input (u + v t) / q, q being that of `integer_form`.

    Cost: for each region and layer two matrix-vector products at most, usually two products of a column.
    """
    values = {0: (u, v)}
    sweeps: list[_Sweep] = [_Sweep(layers[0], *pre_activation_of(layers[0], values), lower, upper)]
    while sweeps:
        sweep = sweeps[-1]
        changed = sweep.advance()
        if changed is None:
            sweeps.pop()
            continue
        depth = len(sweeps)
        values[depth] = sweep.u, sweep.v
        if depth == len(layers):
            work.charge(_CELL_STEPS)
            lower_end, upper_end = sweep.lower, sweep.upper
            yield Cell(
                lower_end,
                upper_end,
                tuple([each.states for each in sweeps]),
                # inside the cell of an earlier layer its states hold at the end points of later ones, too
                tuple([each.at_lower if each.lower is lower_end else each.states for each in sweeps]),
                tuple([each.at_upper if each.upper is upper_end else each.states for each in sweeps]),
                tuple(sweep.u),
                tuple(sweep.v),
                layers[-1].out,
            )
            continue
        layer, known = layers[depth], sweep.next_pre_activation
        if known is not None and 4 * len(changed) <= len(sweep.u) and layer.reads_only_the_value_before:
            update(layer, known, changed)
        else:
            known = pre_activation_of(layer, values)
        sweep.next_pre_activation = known
        sweeps.append(_Sweep(layer, *known, sweep.lower, sweep.upper))


Difference: TypeAlias = tuple[int, int, int]
"""(entry of a value, change of u there, change of v there)."""


def pre_activation_of(
    layer: IntegerLayer, values: Mapping[int, tuple[list[int], list[int]]]
) -> tuple[list[int], list[int]]:
    """Return the pre-activation of a layer; `values` has those that it reads."""
    u, v = values[layer.source]
    if layer.matrix is None:
        u, v = list(u), list(v)  # the value goes on changing; the pre-activation is changed by `update`
    else:
        work.charge(len(layer.matrix.rows) * len(u) * (_WEIGHT_STEPS + layer.pre.bit_length() // 8))
        u, v = layer.matrix.times(u, v)
    if layer.scale != 1:
        u, v = [layer.scale * x for x in u], [layer.scale * x for x in v]
    if layer.bias:
        u = [x + b for x, b in zip(u, layer.bias, strict=True)]
    for j, factor in layer.added:
        u = [x + factor * y for x, y in zip(u, values[j][0], strict=True)]
        v = [x + factor * y for x, y in zip(v, values[j][1], strict=True)]
    return u, v


def update(layer: IntegerLayer, known: tuple[list[int], list[int]], changed: list[Difference]) -> None:
    """Change a pre-activation in place, where some entries of the value before have changed."""
    u, v = known
    work.charge(len(changed) * len(u) * (_WEIGHT_STEPS + layer.pre.bit_length() // 8))
    again = sum(factor for _, factor in layer.added)
    for i, du, dv in changed:
        if layer.matrix is None:
            u[i] += layer.scale * du
            v[i] += layer.scale * dv
        else:
            du_scaled, dv_scaled = layer.scale * du, layer.scale * dv
            for row, weight in enumerate(layer.matrix.columns[i]):
                if weight:
                    u[row] += weight * du_scaled
                    v[row] += weight * dv_scaled
        if again:
            u[i] += again * du
            v[i] += again * dv


class _Sweep:
    """One layer on one cell of the layer before: its own cells, from left to right.

    `pre_u`, `pre_v` are copied, as the layer before updates its own lists.
    """

    __slots__ = (
        "at_lower",
        "at_upper",
        "events",
        "layer",
        "lower",
        "next_pre_activation",
        "position",
        "pre_u",
        "pre_v",
        "states",
        "u",
        "upper",
        "upper_states",
        "v",
        "whole_upper",
    )  # fmt: skip

    def __init__(self, layer: IntegerLayer, u: list[int], v: list[int], lower: End, upper: End) -> None:
        self.layer, self.lower, self.whole_upper = layer, lower, upper
        self.next_pre_activation: tuple[list[int], list[int]] | None = None
        self.position = -1
        self.pre_u, self.pre_v = u, v
        self.states, self.at_lower, self.upper_states, self.events = events_of(layer, u, v, lower, upper)
        self.at_upper = self.at_lower
        self.u, self.v = self._value()
        self.upper: End = None

    def _value(self) -> tuple[list[int], list[int]]:
        """Return the value of the layer on its first cell."""
        layer, u, v = self.layer, self.pre_u, self.pre_v
        if layer.groups is not None:
            chosen = [group[place] for group, place in zip(layer.groups, self.states, strict=True)]
            return [u[i] for i in chosen], [v[i] for i in chosen]
        slopes, intercepts = layer.slopes, layer.intercepts
        if not layer.kinks and slopes[0] == 1 and not intercepts[0]:
            return list(u), list(v)
        factors = [slopes[state] for state in self.states]
        offsets = [intercepts[state] for state in self.states]
        return (
            [f * x + o for f, x, o in zip(factors, u, offsets, strict=True)],
            [f * x for f, x in zip(factors, v, strict=True)],
        )

    def advance(self) -> list[Difference] | None:
        """Go to the next cell; return the entries of the value that change, None when there is no cell left."""
        position = self.position = self.position + 1
        events = self.events
        if position > len(events):
            return None
        differences: list[Difference] = []
        if position:
            self.lower = self.upper
            self.at_lower = self.at_upper
            states = list(self.states)
            for unit, state, _ in events[position - 1][1]:
                differences.append(self._changed(unit, state))
                states[unit] = state
            self.states = tuple(states)
        if position < len(events):
            self.upper, changes = events[position]
            at = list(self.states)
            for unit, _, state in changes:
                at[unit] = state
            self.at_upper = tuple(at)
        else:
            self.upper, self.at_upper = self.whole_upper, self.upper_states
        return differences

    def _changed(self, unit: int, new: int) -> Difference:
        layer = self.layer
        if layer.groups is not None:
            i = layer.groups[unit][new]
            u, v = self.pre_u[i], self.pre_v[i]
        else:
            slope = layer.slopes[new]
            u, v = slope * self.pre_u[unit] + layer.intercepts[new], slope * self.pre_v[unit]
        difference = unit, u - self.u[unit], v - self.v[unit]
        self.u[unit], self.v[unit] = u, v
        return difference


_Events: TypeAlias = list[tuple[Fraction, list[Change]]]
_Found: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], _Events]
"""(states of the first cell, states at the lower end, states at the upper end, events inside)."""


def events_of(layer: IntegerLayer, u: list[int], v: list[int], lower: End, upper: End) -> _Found:
    """Return the states of a layer at the ends of a cell of the layers before, and what changes inside."""
    work.charge(_CELL_STEPS + len(u) * (_UNIT_STEPS + layer.pre.bit_length()))
    if layer.groups is not None:
        return _group_events(layer, u, v, lower, upper)
    if layer.kinks:
        return _unit_events(layer, u, v, lower, upper)
    states = (0,) * len(u)
    return states, states, states, []


def _sorted(found: dict[Fraction, list[Change]]) -> _Events:
    return sorted(found.items())


def _signs(u: int, v: int, lower: End, upper: End) -> tuple[int, int]:
    """Return numbers with the signs of u + v t at both ends; at an infinite end those near it."""
    left = (-v or u) if lower is None else u * lower.denominator + v * lower.numerator
    right = (v or u) if upper is None else u * upper.denominator + v * upper.numerator
    return left, right


def _unit_events(layer: IntegerLayer, u: list[int], v: list[int], lower: End, upper: End) -> _Found:
    if layer.kinks == (0,):
        return _simple_events(u, v, lower, upper)
    first, at_lower, at_upper = [], [], []
    found: dict[Fraction, list[Change]] = {}
    for unit, (a, b) in enumerate(zip(u, v, strict=True)):
        state = low = high = 0
        crossed: list[Fraction] = []
        for kink in layer.kinks:
            left, right = _signs(a - kink, b, lower, upper)
            low += left > 0
            high += right > 0
            if (left > 0 > right) or (left < 0 < right):
                crossed.append(Fraction(kink - a, b))
            state += left > 0 or (left == 0 and right > 0)
        first.append(state)
        at_lower.append(low)
        at_upper.append(high)
        for t in crossed if b > 0 else reversed(crossed):
            before, state = state, state + (1 if b > 0 else -1)
            found.setdefault(t, []).append((unit, state, min(before, state)))
    return tuple(first), tuple(at_lower), tuple(at_upper), _sorted(found)


def _simple_events(u: list[int], v: list[int], lower: End, upper: End) -> _Found:
    """Return what `_unit_events` does, for one kink at 0."""
    if lower is None:
        lefts = [-b or a for a, b in zip(u, v, strict=True)]
    else:
        p, q = lower.numerator, lower.denominator
        lefts = [a * q + b * p for a, b in zip(u, v, strict=True)]
    if upper is None:
        rights = [b or a for a, b in zip(u, v, strict=True)]
    else:
        p, q = upper.numerator, upper.denominator
        rights = [a * q + b * p for a, b in zip(u, v, strict=True)]
    found: dict[Fraction, list[Change]] = {}
    first = []
    for unit, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        if left > 0:
            first.append(1)
            if right < 0:
                found.setdefault(Fraction(-u[unit], v[unit]), []).append((unit, 0, 0))
        elif left < 0:
            first.append(0)
            if right > 0:
                found.setdefault(Fraction(-u[unit], v[unit]), []).append((unit, 1, 0))
        else:
            first.append(1 if right > 0 else 0)
    states = tuple(first)
    at_lower = states if 0 not in lefts else tuple([1 if left > 0 else 0 for left in lefts])
    at_upper = tuple([1 if right > 0 else 0 for right in rights])
    return states, at_lower, at_upper, _sorted(found)


def _group_events(layer: IntegerLayer, u: list[int], v: list[int], lower: End, upper: End) -> _Found:
    """Return the events of groups: the upper envelope of the lines of each, or the lower one."""
    assert layer.groups is not None
    if layer.sign < 0:
        u, v = [-x for x in u], [-x for x in v]
    first, at_lower, at_upper = [], [], []
    found: dict[Fraction, list[Change]] = {}
    for number, group in enumerate(layer.groups):
        places = range(len(group))
        at = _first_largest(group, u, v, lower, -1)
        # just right of the lower end: of those that attain the maximum there, the steepest
        best = max(places, key=lambda place: (*_height(u, v, group[place], lower, -1), v[group[place]], -place))
        first.append(best)
        at_lower.append(at)
        at_upper.append(_first_largest(group, u, v, upper, 1))
        here = lower
        while True:
            a, b = u[group[best]], v[group[best]]
            crossings = [
                (Fraction(a - u[group[place]], v[group[place]] - b), -v[group[place]], place)
                for place in places
                if v[group[place]] > b
            ]
            ahead = [each for each in crossings if (here is None or each[0] > here)]
            if not ahead or (upper is not None and min(ahead)[0] >= upper):
                break
            here, _, best = min(ahead)
            found.setdefault(here, []).append((number, best, _first_largest(group, u, v, here, 1)))
    return tuple(first), tuple(at_lower), tuple(at_upper), _sorted(found)


def _height(u: list[int], v: list[int], i: int, t: End, side: int) -> tuple[int, ...]:
    """Return what orders the lines by their values at t, or near the infinite end on that side."""
    return (side * v[i], u[i]) if t is None else (u[i] * t.denominator + v[i] * t.numerator,)


def _first_largest(group: tuple[int, ...], u: list[int], v: list[int], t: End, side: int) -> int:
    heights = [_height(u, v, i, t, side) for i in group]
    return heights.index(max(heights))
