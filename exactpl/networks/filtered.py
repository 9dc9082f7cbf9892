"""The activation regions along a line, by floats whose signs are certain, by exact arithmetic where they are not.

What `cells` finds one cell after the other is found here for blocks of cells, layer after layer: pre-activations as
floats with the bounds of `float_layers`. A sign, and the order of two crossings, counts only where the bounds prove it;
a cell with one that is not proved is cut by `cells`, in integers. So patterns are exact, and numbers, crossings and
outputs, are computed in integers when they are read: from left to right as cheaply as `cells` does.

Blocks of one layer are descended before the next is made: memory does not grow with the number of regions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from exactpl import work
from exactpl.networks.cells import Cell, Difference, End, Pattern, events_of, pre_activation_of, update
from exactpl.networks.float_layers import (
    FloatLayer,
    Forms,
    Places,
    are_apart,
    crossings_of,
    enclosures,
    near,
    near_all,
    signs_at,
)
from exactpl.networks.integer_form import IntegerLayer
from exactpl.networks.residues import Residues, bits_of

if TYPE_CHECKING:
    import numpy as np

_BLOCK_STEPS, _CELL_STEPS, _UNIT_STEPS, _CROSSING_STEPS, _RESIDUE_STEPS = 300_000, 6_000, 40, 4_000, 60  # of `work`
_NUMBER_STEPS = 1_500
_ENTRIES, _PRODUCTS = 1 << 18, 1 << 26  # of a block of each layer, together; of a block, at most
_FEW_READS = 8  # of a block, before all its numbers are computed
_FEWEST = 16  # cells of a block, nevertheless

Pair: TypeAlias = tuple[list[int], list[int]]
Indices: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Changes: TypeAlias = tuple[tuple[int, int, int], ...]
"""For units (or groups) that change: (unit, its state after, its state at the point)."""


@dataclass(frozen=True, slots=True)
class Line:
    """The input (start + t direction) over its denominator, its floats, and t between two ends."""

    u: list[int]
    v: list[int]
    forms: Forms
    lower: End
    upper: End


def line_in_floats(
    u: list[int], v: list[int], start: Sequence[Fraction], direction: Sequence[Fraction], lower: End, upper: End
) -> Line | None:
    """Return a line with its floats; None where a number has no near float."""
    import numpy as np

    p, d = near_all(start), near_all(direction)
    if p is None or d is None:
        return None
    return Line(u, v, Forms(*(np.array([each]) for each in (p[0], d[0], p[1], d[1]))), lower, upper)


class _Point:
    """An end of cells: known, or where a unit of a cell passes a kink."""

    __slots__ = ("_cell", "_kink", "_layer", "_t", "_unit")

    def __init__(self, t: End, layer: "_Block | None" = None, cell: int = 0, unit: int = 0, kink: int = 0) -> None:
        self._t, self._layer, self._cell, self._unit, self._kink = t, layer, cell, unit, kink

    @property
    def t(self) -> End:
        """The exact place; None is infinite."""
        if self._layer is not None:
            self._layer.read_soon()
        if self._layer is not None:
            u, v = self._layer.pre_activation(self._cell)
            self.found(u[self._unit], v[self._unit])
        return self._t

    @property
    def place(self) -> tuple[int, int] | None:
        """The unit and the cell, where the place is not yet known."""
        return None if self._layer is None else (self._unit, self._cell)

    def found(self, u: int, v: int) -> None:
        """Take the pre-activation of the unit that passes the kink."""
        assert self._layer is not None
        self._t, self._layer = Fraction(self._layer.layer.kinks[self._kink] - u, v), None


class _Cells:
    """Some cells in order: their ends, exact and in floats, and the values of the network there up to a layer.

    `of` are the cells of the layers before in which they lie, numbered as in the block that cut them.
    """

    number: int
    of: list[int]
    lower: Places
    upper: Places

    @property
    def points(self) -> list[tuple[_Point, _Point]]:
        """Both ends of each cell."""
        raise NotImplementedError

    def forms(self, j: int, cells: Indices) -> Forms:
        """Return the value number j on these cells, in floats."""
        raise NotImplementedError

    def value(self, j: int, cell: int) -> Pair:
        """Return the value number j on a cell, over its denominator. The lists are not for keeps."""
        raise NotImplementedError

    def change(self, cell: int, since: int) -> list[Difference] | None:
        """Return how the last value has changed since another cell; None where that is not known."""
        raise NotImplementedError


class _Whole(_Cells):
    """The line before any layer: one cell."""

    def __init__(self, line: Line) -> None:
        import numpy as np

        self.number, self.of = 0, [0]
        self.line = line
        self._points = [(_Point(line.lower), _Point(line.upper))]
        self.lower, self.upper = (
            Places(np.array([t]), np.array([off])) for t, off in (_near_end(line.lower, -1), _near_end(line.upper, 1))
        )

    @property
    def points(self) -> list[tuple[_Point, _Point]]:
        return self._points

    def forms(self, j: int, cells: Indices) -> Forms:
        assert j == 0
        return self.line.forms.taken(cells)

    def value(self, j: int, cell: int) -> Pair:
        assert j == cell == 0
        return self.line.u, self.line.v

    def change(self, cell: int, since: int) -> list[Difference] | None:
        return [] if cell == since else None


def _near_end(t: End, side: int) -> tuple[float, float]:
    """Return a float near an end, and its bound: one that is infinite where there is no near float."""
    if t is None:
        return side * float("inf"), 0.0
    pair = near(t)
    return (0.0, float("inf")) if pair is None else pair


class _Block(_Cells):
    """The cells `first`, ..., `last - 1` of the layers before, cut by one layer."""

    def __init__(
        self,
        before: _Cells,
        first: int,
        last: int,
        layer: IntegerLayer,
        width: int,
        floats: "FloatLayer | None",
        desk: "_Desk",
    ) -> None:
        self.number, self.layer, self.width, self._floats = before.number + 1, layer, width, floats
        self._desk, self._reads = desk, 0
        self._crossed: list[_Point] = []
        self._points: list[tuple[_Point, _Point]] | None = None
        self._cuts: tuple[_Events, list[_Other]] | None = None
        self.outputs: list[tuple[tuple[int, ...], tuple[int, ...]]] | None = None
        self.before, self.first = before, first
        self._known_cell, self._known_source = -1, -1
        self._known: Pair = [], []
        self._at, self._changed_since = -1, -1
        self._value: Pair = [], []
        self._row_cell = -1
        self._row: tuple[int, ...] = ()
        self._changed: list[Difference] = []
        if floats is None or not layer.kinks:
            self._uncut(last)
        else:
            self._cut(last, floats)

    # -- cutting -------------------------------------------------------------------------------------------------------

    def _uncut(self, last: int) -> None:
        """Take the cells as they are: there are no kinks in this layer, or floats are no longer needed."""
        import numpy as np

        first, before = self.first, self.before
        self._of = np.arange(last - first)
        self.of = self._of.tolist()
        chosen = slice(first, last)
        self.lower, self.upper = (Places(each.t[chosen], each.off[chosen]) for each in (before.lower, before.upper))
        self._z = self._in_floats(np.arange(first, last)) if self._floats is not None else None
        self.states = np.zeros((1, 1), dtype=np.int8)

    def _in_floats(self, cells: Indices) -> Forms:
        assert self._floats is not None
        layer, before = self.layer, self.before
        source = before.forms(layer.source, cells)
        z = self._floats.pre_activation(source, [before.forms(j, cells) for j, _ in layer.added])
        count, units = z.u.shape
        work.charge(_BLOCK_STEPS + count * (_CELL_STEPS + units * (_UNIT_STEPS + 2 * source.u.shape[1])))
        return z

    def _cut(self, last: int, floats: FloatLayer) -> None:
        """Cut each cell where units pass kinks: as floats say where they are certain, else as integers say."""
        import numpy as np

        first, before = self.first, self.before
        cells = np.arange(first, last)
        self._z = self._in_floats(cells)
        lower, upper = (Places(each.t[cells], each.off[cells]) for each in (before.lower, before.upper))
        events, left, right, certain = _crossings(floats, self._z, lower, upper)
        ordered = np.ones(len(cells), dtype=bool)
        ordered[events.unordered()] = False
        others: list[_Other] = []
        start = left if certain.all() else left.copy()
        for place in np.flatnonzero(~(certain & ordered)).tolist():
            if certain[place]:
                others += self._ordered(place, events.taken(events.cell == place))
                continue
            low, high = before.points[first + place]
            found = events_of(self.layer, *self.pre_activation(place), low.t, high.t)
            start[place], left[place], right[place], inside = found
            others += [_Other(place, _Point(t), _near_end(t, 1), tuple(changes)) for t, changes in inside]
        if others:
            events = events.taken(ordered[events.cell]).with_others(others)
        self.at_lower, self.at_upper = left, right
        self._assemble(events, others, start, lower, upper)

    def _ordered(self, cell: int, events: "_Events") -> "Iterator[_Other]":
        """Yield the events of a cell in order; integers order those that floats do not, and join what coincides."""
        import numpy as np

        low, high = enclosures(Places(events.t, events.off))
        least, greatest = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
        cuts = np.flatnonzero(greatest[:-1] < least[1:]) + 1
        kinks = self.layer.kinks
        rows = list(zip(*(each.tolist() for each in (events.unit, events.after, events.kink)), strict=True))
        places = list(zip(events.t.tolist(), events.off.tolist(), strict=True))
        for begin, end in pairwise([0, *cuts.tolist(), len(rows)]):
            if end - begin == 1:
                unit, _, kink = rows[begin]
                yield _Other(cell, _Point(None, self, cell, unit, kink), places[begin], (rows[begin],))
                continue
            u, v = self.pre_activation(cell)
            work.charge((end - begin) * (_CROSSING_STEPS + self.layer.pre.bit_length()))
            together: dict[Fraction, list[tuple[int, int, int]]] = {}
            for unit, after, kink in rows[begin:end]:
                together.setdefault(Fraction(kinks[kink] - u[unit], v[unit]), []).append((unit, after, kink))
            for t, changes in sorted(together.items()):
                yield _Other(cell, _Point(t), _near_end(t, 1), tuple(changes))

    def _assemble(self, events: "_Events", others: "list[_Other]", start: Any, lower: Places, upper: Places) -> None:
        """Make the cells between events; `start` are the states where each cell of the layers before begins."""
        import numpy as np

        work.charge((len(start) + len(events.cell)) * _CELL_STEPS)
        counts = np.bincount(events.cell, minlength=len(start)) + 1
        of = np.repeat(np.arange(len(start)), counts)
        places, stops = events.places(), np.cumsum(counts)[events.cell]
        states = np.asfortranarray(start[of])  # one unit after the other, as they are changed
        ours = events.kink >= 0
        unit, step = events.unit[ours], (2 * (events.after - events.kink) - 1)[ours].astype(states.dtype)
        steps = np.zeros((len(of) + 1, states.shape[1]), dtype=states.dtype, order="F")
        steps[places[ours], unit] = step
        np.subtract.at(steps, (stops[ours], unit), step)
        states += np.cumsum(steps[:-1], axis=0, dtype=states.dtype)
        for place, stop, number in zip(*(each[~ours].tolist() for each in (places, stops, events.unit)), strict=True):
            for each, state, _ in others[number].changes:
                states[place:stop, each] = state
        self._of, self.of = of, of.tolist()
        self.states, self._cuts = states, (events, others)
        self.lower, self.upper = _spread(lower, of, places, events), _spread(upper, of, places - 1, events)

    @property
    def points(self) -> list[tuple[_Point, _Point]]:
        if self._points is None:
            for block, _ in self.chain(0):  # no recursion: there may be thousands of layers
                if block._points is None:
                    block._points = block._ends()
        assert self._points is not None
        return self._points

    def _ends(self) -> list[tuple[_Point, _Point]]:
        """Return both ends of each cell, where a layer before does not make them."""
        before, first, of = self.before.points, self.first, self.of
        if self._cuts is None:
            return before[first : first + len(of)]
        events, others = self._cuts
        inner = [_Point(None)] * len(of)
        for place, cell, unit, kink in events.rows(events.places(), events.cell, events.unit, events.kink):
            if kink < 0:
                inner[place] = others[unit].point
            else:
                inner[place] = _Point(None, self, cell, unit, kink)
                self._crossed.append(inner[place])
        found = []
        for place, cell in enumerate(of):
            low = inner[place] if place and of[place - 1] == cell else before[first + cell][0]
            is_last = place + 1 == len(of) or of[place + 1] != cell
            found.append((low, before[first + cell][1] if is_last else inner[place + 1]))
        return found

    @cached_property
    def changes(self) -> list[Changes]:
        """The units that change at the lower end of each cell, where a layer before does not make it."""
        found: list[Changes] = [()] * len(self.of)
        if self._cuts is not None:
            events, others = self._cuts
            for place, unit, after, kink in events.rows(events.places(), events.unit, events.after, events.kink):
                found[place] = others[unit].changes if kink < 0 else ((unit, after, kink),)
        return found

    # -- floats --------------------------------------------------------------------------------------------------------

    def forms(self, j: int, cells: Indices) -> Forms:
        found, cells = _home(self, j, cells)
        if not isinstance(found, _Block):
            return found.forms(j, cells)
        assert found._z is not None
        assert found._floats is not None
        states = found.states[cells] if found.layer.kinks else found.states
        return found._floats.value(found._z.taken(found._of[cells]), states)

    # -- integers ------------------------------------------------------------------------------------------------------

    def pre_activation(self, cell: int) -> Pair:
        """Return the pre-activation of this layer on a cell of the layers before, over its denominator."""
        if self._known_cell == cell:
            return self._known
        layer, before, place = self.layer, self.before, self.first + cell
        source = {j: before.value(j, place) for j in (layer.source, *(j for j, _ in layer.added))}
        changed = None
        if self._known_cell >= 0 and layer.reads_only_the_value_before:
            changed = before.change(place, self._known_source)
        if changed is not None and 4 * len(changed) <= len(source[layer.source][0]):
            update(layer, self._known, changed)
        else:
            self._known = pre_activation_of(layer, source)
        self._known_cell, self._known_source = cell, place
        return self._known

    def value(self, j: int, cell: int) -> Pair:
        found, place = _home(self, j, cell)
        if not isinstance(found, _Block):
            return found.value(j, place)
        if found._at != place:
            for block, its_cell in found.chain(place):  # no recursion: there may be thousands of layers
                block._go_to(its_cell)
        return found._value

    def _go_to(self, cell: int) -> None:
        """Compute the value of this layer on a cell, from that on a cell before it if they differ in few units."""
        if self._at == cell:
            return
        u, v = self.pre_activation(self.of[cell])
        at, layer = self._at, self.layer
        self._changed_since = -1
        if 0 <= at < cell and self.of[at] == self.of[cell]:
            self._changed, self._changed_since = [], at
            for between in range(at + 1, cell + 1):
                for unit, state, _ in self.changes[between]:
                    self._changed.append(self._move(unit, state, u, v))
        elif not layer.kinks and layer.slopes[0] == 1 and not layer.intercepts[0]:
            self._value = list(u), list(v)
        elif layer.slopes == (0, 1) and not any(layer.intercepts):  # the most common one, which needs no products
            states = self.states[cell].tolist()
            self._value = (
                [x if s else 0 for s, x in zip(states, u, strict=True)],
                [x if s else 0 for s, x in zip(states, v, strict=True)],
            )
        else:
            states = self.states[cell].tolist() if layer.kinks else [0] * len(u)
            slopes, intercepts = layer.slopes, layer.intercepts
            self._value = (
                [slopes[s] * x + intercepts[s] for s, x in zip(states, u, strict=True)],
                [slopes[s] * x for s, x in zip(states, v, strict=True)],
            )
        self._at = cell

    def read_soon(self) -> None:
        """Compute what is read of all cells at once, where much is: crossings, and in the last layer the outputs."""
        self._reads += 1
        if self._reads != _FEW_READS:
            return
        z = self._desk.pre_activation(self)
        residues = self._desk.residues
        if z is None or residues is None:
            return
        if self._desk.is_last(self):
            value = residues.value(self.layer, *self._on_cells(z))
            count = len(self.of)
            numbers = residues.integers(value.reshape(len(value), -1))
            rows = [numbers[i : i + count] for i in range(0, len(numbers), count)]
            self.outputs = list(zip(zip(*rows[::2], strict=True), zip(*rows[1::2], strict=True), strict=True))
        numbers_read = len(self.of) * self.width if self._desk.is_last(self) else len(self._crossed)
        work.charge(2 * numbers_read * (_NUMBER_STEPS + residues.count * _RESIDUE_STEPS))
        waiting = [(point, point.place) for point in self._crossed if point.place is not None]
        if waiting:
            unit, cell = ([place[k] for _, place in waiting if place is not None] for k in (0, 1))
            half = z.shape[2] // 2
            u, v = (residues.integers(z[:, unit, [c + shift for c in cell]]) for shift in (0, half))
            for (point, _), a, b in zip(waiting, u, v, strict=True):
                point.found(a, b)

    def _on_cells(self, z: Any, cells: "Indices | None" = None) -> tuple[Any, Any]:
        """Return the residues of pre-activations on cells of this block, and their states."""
        import numpy as np

        chosen = np.arange(len(self.of)) if cells is None else cells
        of, half = self._of[chosen], z.shape[2] // 2
        states = self.states[chosen] if self.layer.kinks else np.zeros((len(of), z.shape[1]), dtype=np.int8)
        return np.concatenate((z[:, :, of], z[:, :, half + of]), axis=2), states

    def residues_of_value(self, residues: Residues, z: Any, cells: Indices) -> Any:
        """Return the residues of the value of this layer on some cells, given those of the pre-activation."""
        return residues.value(self.layer, *self._on_cells(z, cells))

    def count(self) -> int:
        """Return how many cells of the layers before there are."""
        return self.of[-1] + 1

    def _move(self, unit: int, state: int, u: list[int], v: list[int]) -> Difference:
        slope = self.layer.slopes[state]
        top, slant = slope * u[unit] + self.layer.intercepts[state], slope * v[unit]
        own_u, own_v = self._value
        difference = unit, top - own_u[unit], slant - own_v[unit]
        own_u[unit], own_v[unit] = top, slant
        return difference

    def change(self, cell: int, since: int) -> list[Difference] | None:
        return self._changed if self._at == cell and self._changed_since == since >= 0 else None

    def chain(self, cell: int) -> "list[tuple[_Block, int]]":
        """Return the cells of the layers in which a cell lies, from the first layer on, and itself."""
        found: list[tuple[_Block, int]] = []
        block: _Cells = self
        while isinstance(block, _Block):
            found.append((block, cell))
            cell, block = block.first + block.of[cell], block.before
        return found[::-1]

    # -- states --------------------------------------------------------------------------------------------------------

    def row(self, cell: int) -> tuple[int, ...]:
        """Return the states of the units on a cell."""
        if not self.layer.kinks:
            return (0,) * self.width
        if self._row_cell != cell:
            self._row_cell, self._row = cell, tuple(self.states[cell].tolist())
        return self._row

    def row_at(self, cell: int, side: int) -> tuple[int, ...]:
        """Return the states at the lower end itself (side -1), or at the upper end."""
        if not self.layer.kinks:
            return self.row(cell)
        of = self.of
        if side < 0 and cell and of[cell - 1] == of[cell]:
            changes = self.changes[cell]
        elif side > 0 and cell + 1 < len(of) and of[cell + 1] == of[cell]:
            changes = self.changes[cell + 1]
        else:
            return tuple((self.at_lower if side < 0 else self.at_upper)[of[cell]].tolist())
        states = self.states[cell].tolist()
        for unit, _, state in changes:
            states[unit] = state
        return tuple(states)


def _home(block: _Cells, j: int, cells: Any) -> tuple[_Cells, Any]:
    """Return what has the value number j, and the cells there in which some cells of a block lie."""
    while isinstance(block, _Block) and block.number > j:
        cells, block = block.first + block._of[cells], block.before
    return block, cells


@dataclass(frozen=True, slots=True)
class _Other:
    """A place in a cell, and a float near it with its bound, where units change: by integers, or in their order."""

    cell: int
    point: _Point
    near: tuple[float, float]
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Events:
    """Crossings: the cell, the unit, the kink, the state after it, and where, in floats.

    `Other` ones come from a list: `unit` is the place there, `kink` is -1.
    """

    cell: Any
    unit: Any
    kink: Any
    after: Any
    t: Any
    off: Any

    def taken(self, chosen: Any) -> "_Events":
        """Return these events."""
        parts = (self.cell, self.unit, self.kink, self.after, self.t, self.off)
        return _Events(*(each[chosen] for each in parts))

    def places(self) -> Any:
        """Return the number of the cell that each begins, among those that they make."""
        import numpy as np

        return np.arange(len(self.cell)) + self.cell + 1

    @staticmethod
    def rows(*columns: Any) -> Iterator[tuple[int, ...]]:
        """Yield the rows of some columns."""
        return zip(*(each.tolist() for each in columns), strict=True)

    def sorted(self) -> "_Events":
        """Return the events by cell and place."""
        import numpy as np

        return self.taken(np.lexsort((self.t, self.cell)))

    def unordered(self) -> Any:
        """Return cells in which the order of two neighbours is not certain."""
        same = self.cell[1:] == self.cell[:-1]
        apart = are_apart(Places(self.t[:-1], self.off[:-1]), Places(self.t[1:], self.off[1:]))
        return self.cell[1:][same & ~apart]

    def with_others(self, given: "list[_Other]") -> "_Events":
        """Return these events and others, which come in order and in other cells."""
        import numpy as np

        count = len(given)
        t, off = zip(*(each.near for each in given), strict=True)
        others = ([each.cell for each in given], range(count), [-1] * count, [0] * count, t, off)
        parts = (self.cell, self.unit, self.kink, self.after, self.t, self.off)
        both = _Events(
            *(np.concatenate((own, np.array(other, dtype=own.dtype))) for own, other in zip(parts, others, strict=True))
        )
        return both.taken(np.argsort(both.cell, kind="stable"))


def _crossings(floats: FloatLayer, z: Forms, lower: Places, upper: Places) -> tuple[_Events, Any, Any, Any]:
    """Return what floats say of pre-activations on cells: (crossings, states at both ends, which cells are certain).

    The crossings are those of certain cells, by cell and place; neighbours may be out of order where bounds overlap.
    """
    import numpy as np

    kinds = np.int8 if len(floats.kinks) < 128 else np.int64
    left: Any = np.zeros(z.u.shape, dtype=kinds)
    right: Any = np.zeros(z.u.shape, dtype=kinds)
    certain = np.ones(len(left), dtype=bool)
    found: list[tuple[Any, ...]] = []
    for kink in range(len(floats.kinks)):
        x = floats.beyond(z, kink)
        above, below = signs_at(x, lower, -1)
        above_then, below_then = signs_at(x, upper, 1)
        certain &= ((above | below) & (above_then | below_then)).all(axis=1)
        left += above
        right += above_then
        cell, unit = np.nonzero(above != above_then)
        places = crossings_of(*(each[cell, unit] for each in (x.u, x.v, x.off_u, x.off_v)))
        certain[cell[~(np.isfinite(places.t) & np.isfinite(places.off))]] = False
        found.append((cell, unit, np.full(len(cell), kink), kink + above_then[cell, unit], places.t, places.off))
    events = _Events(*(np.concatenate(each) for each in zip(*found, strict=True))).sorted()
    return events.taken(certain[events.cell]), left, right, certain


def _spread(ends: Places, of: Any, places: Any, events: _Events) -> Places:
    """Return the ends of the cells that events make of others."""
    t, off = ends.t[of], ends.off[of]
    t[places], off[places] = events.t, events.off
    return Places(t, off)


class _Desk:
    """What all blocks of a line share: residues, and of each layer the block that was computed in them last."""

    def __init__(self, layers: Sequence[IntegerLayer], line: Line, made: Callable[[int], Residues]) -> None:
        self._layers, self._line, self._made = layers, line, made
        self._is_ready = False
        self.residues: Residues | None = None
        self._last: dict[int, tuple[_Block, Any]] = {}

    def is_last(self, block: _Block) -> bool:
        """Whether a block is one of the last layer."""
        return block.number == len(self._layers)

    def pre_activation(self, block: _Block) -> Any:
        """Return the residues of the pre-activation of a block on its cells; None where residues do not serve."""
        if not self._is_ready:
            self._is_ready = True
            bits = bits_of(self._layers, max(1, *map(abs, (*self._line.u, *self._line.v))))
            self.residues = None if bits is None else self._made(bits)
        if self.residues is None:
            return None
        for each, _ in block.chain(0):
            if each.number not in self._last or self._last[each.number][0] is not each:
                self._last[each.number] = each, self._computed(each, self.residues)
        return self._last[block.number][1]

    def _computed(self, block: _Block, residues: Residues) -> Any:
        import numpy as np

        layer = block.layer
        cells = np.arange(block.first, block.first + block.count())

        def value(j: int) -> Any:
            home, places = _home(block.before, j, cells)
            if isinstance(home, _Block):
                return home.residues_of_value(residues, self._last[j][1], places)
            ends = [residues.of([[x] for x in each]) for each in (self._line.u, self._line.v)]
            return np.concatenate([np.repeat(each, len(cells), axis=2) for each in ends], axis=2)

        size = len(cells) * block.width * (1 if layer.matrix is None else len(layer.matrix.rows[0]))
        work.charge(_BLOCK_STEPS + residues.count * (size + _RESIDUE_STEPS * len(cells) * block.width))
        return residues.pre_activation(layer, value)


class FilteredCell:
    """A cell as in `cells`, whose numbers are computed when they are read, and kept."""

    __slots__ = ("_block", "_cell", "_outputs", "_pattern")

    def __init__(self, block: _Block, cell: int) -> None:
        self._block, self._cell = block, cell
        self._outputs: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        self._pattern: Pattern | None = None

    @property
    def lower(self) -> End:
        """The lower end."""
        return self._block.points[self._cell][0].t

    @property
    def upper(self) -> End:
        """The upper end."""
        return self._block.points[self._cell][1].t

    @property
    def near_lower(self) -> float:
        """A float near the lower end."""
        return float(self._block.lower.t[self._cell])

    @property
    def u(self) -> tuple[int, ...]:
        """The outputs at t = 0, over q."""
        return self._both()[0]

    @property
    def v(self) -> tuple[int, ...]:
        """The slopes of the outputs, over q."""
        return self._both()[1]

    @property
    def q(self) -> int:
        """The denominator."""
        return self._block.layer.out

    def _both(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if self._outputs is None and self._block.outputs is None:
            self._block.read_soon()
        if self._block.outputs is not None:
            return self._block.outputs[self._cell]
        if self._outputs is None:
            u, v = self._block.value(self._block.number, self._cell)
            self._outputs = tuple(u), tuple(v)
        return self._outputs

    @property
    def pattern(self) -> Pattern:
        """The states of the layers."""
        if self._pattern is None:
            self._pattern = tuple([block.row(cell) for block, cell in self._block.chain(self._cell)])
        return self._pattern

    @property
    def at_lower(self) -> Pattern:
        """The pattern at the lower end itself."""
        return self._pattern_at(-1)

    @property
    def at_upper(self) -> Pattern:
        """The pattern at the upper end itself."""
        return self._pattern_at(1)

    def _pattern_at(self, side: int) -> Pattern:
        end = side > 0
        point = self._block.points[self._cell][end]
        # inside the cell of an earlier layer its states hold at the end points of later ones, too
        return tuple(
            [
                block.row_at(cell, side) if block.points[cell][end] is point else block.row(cell)
                for block, cell in self._block.chain(self._cell)
            ]
        )

    def _parts(self) -> tuple[Any, ...]:
        return self.lower, self.upper, self.pattern, self.at_lower, self.at_upper, self.u, self.v, self.q

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FilteredCell):
            return self._parts() == other._parts()
        return self.plain() == other if isinstance(other, Cell) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.plain())

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Cell, self._parts()

    def plain(self) -> Cell:
        """Return the cell with all its numbers."""
        return Cell(*self._parts())


def filtered_cells(
    layers: Sequence[IntegerLayer],
    floats: Sequence[FloatLayer],
    widths: Sequence[int],
    line: Line,
    residues: Callable[[int], Residues],
) -> Iterator[FilteredCell]:
    """Yield the regions of a network along a line, as `cells_along` does.

    `floats` and `widths` are those of one repetition. Cost: for each block of cells and layer two matrix products in
    floats; two matrix-vector products in integers where a sign is not certain, and where numbers are read.
    """
    import numpy as np

    units = [len(each.weight[0]) if each.weight is not None else 1 for each in floats]
    sizes = [1 if each.weight is None else each.weight.size for each in floats]
    step = max(1, min(max(_FEWEST, _ENTRIES // (max(*units, *widths) * len(layers))), _PRODUCTS // max(sizes)))
    bent = max((layer.number for layer in layers if layer.kinks), default=0)

    def blocks(before: _Cells) -> Iterator[_Block]:
        layer, place = layers[before.number], before.number % len(floats)
        known = floats[place] if layer.number <= bent else None
        for first in range(0, len(before.of), step):
            with np.errstate(all="ignore"):
                block = _Block(before, first, min(first + step, len(before.of)), layer, widths[place + 1], known, desk)
            yield block

    desk = _Desk(layers, line, residues)
    stack = [blocks(_Whole(line))]
    while stack:
        block = next(stack[-1], None)
        if block is None:
            stack.pop()
        elif block.number == len(layers):
            yield from (FilteredCell(block, cell) for cell in range(len(block.of)))
        else:
            stack.append(blocks(block))
