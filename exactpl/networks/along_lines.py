"""The exact piecewise-linear function that a network computes along a line.

Main definitions: `regions` (a stream), `segments` (all of it): regions, pieces, the function, and what happens at the
points between them. Regions and pieces differ: kinks of units may cancel (docs/theorems.md, T6.3).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, exact, rational, shortened_rational
from exactpl.errors import BudgetError, InputError, described
from exactpl.maps.graph import from_points
from exactpl.maps.pl import PL
from exactpl.networks.cells import Cell, Pattern, cells_along
from exactpl.networks.filtered import FilteredCell, filtered_cells, line_in_floats
from exactpl.networks.integer_form import common_denominator, integer_form, over
from exactpl.networks.layer import Vector
from exactpl.networks.line import Line, Point, line_of
from exactpl.networks.network import Network

_REGION_BYTES = 900
_WIDE = 32  # units of a layer from which floats pay (measured)


@dataclass(frozen=True, slots=True)
class Region:
    """A maximal interval of positive length with one activation pattern; the outputs are slopes * t + intercepts there.

    `pattern` has for each layer, of each repetition, the states of its units (docs/certificates.md, section 4a): for
    relu 1 where the unit is above 0, else 0.
    """

    _cell: Cell | FilteredCell = field(repr=False)
    _factors: tuple[int, ...] | None = field(repr=False)
    _common: int = field(repr=False)

    @property
    def _u(self) -> tuple[int, ...]:
        return self._chosen(self._cell.u)

    @property
    def _v(self) -> tuple[int, ...]:
        return self._chosen(self._cell.v)

    @property
    def _q(self) -> int:
        return self._cell.q * self._common

    def _chosen(self, outputs: tuple[int, ...]) -> tuple[int, ...]:
        factors = self._factors
        return outputs if factors is None else (sum(f * x for f, x in zip(factors, outputs, strict=True)),)

    @property
    def domain(self) -> Interval:
        """The closure of the region."""
        return Interval(self._cell.lower, self._cell.upper)

    @property
    def pattern(self) -> Pattern:
        """The activation pattern."""
        return self._cell.pattern

    @property
    def slopes(self) -> Vector:
        """The slope of each output."""
        return tuple(Fraction(v, self._q) for v in self._v)

    @property
    def intercepts(self) -> Vector:
        """The value of each output at t = 0, of the affine function of this region."""
        return tuple(Fraction(u, self._q) for u in self._u)

    def at(self, t: Fraction) -> Vector:
        """Return the outputs at t in the region."""
        p, d = t.numerator, t.denominator
        return tuple(Fraction(u * d + v * p, self._q * d) for u, v in zip(self._u, self._v, strict=True))

    def continues(self, other: "Region", output: int | None = None) -> bool:
        """Whether both have the same affine outputs, or one of them; they come from one call."""
        if output is None:
            return self._v == other._v and self._u == other._u
        return self._v[output] == other._v[output] and self._u[output] == other._u[output]

    def __repr__(self) -> str:
        return f"<Region {self.domain}: slopes {', '.join(map(shortened_rational, self.slopes))}>"


@dataclass(frozen=True, slots=True)
class Segment:
    """A maximal interval on which the outputs asked for are affine; it may hold several regions."""

    domain: Interval
    slopes: Vector
    intercepts: Vector
    patterns: tuple[Pattern, ...]


@work.bounded_stream
def regions(
    network: Network,
    *,
    on: IntervalLike = None,
    start: Point | None = None,
    direction: Point | None = None,
    output: int | None = None,
    combination: Iterable[Exact] | None = None,
) -> Iterator[Region]:
    """Yield the activation regions along start + t * direction, t in `on`, from left to right.

    For a network with one input t is the input. `on` None is the whole line. `output` chooses one output,
    `combination` a weighted sum of them. Memory does not grow with the number of regions. Cost: for each region at
    most two matrix-vector products a layer; numbers grow by the bits of the weights at each layer. For layers of 32
    units and more floats with proved signs find the regions, and numbers are computed when they are read, cheapest from
    left to right.

    >>> from exactpl.networks.network import dense
    >>> tent = dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])
    >>> [region.slopes[0] for region in regions(tent, on=(0, 1))]
    [Fraction(2, 1), Fraction(-2, 1)]
    """
    line = line_of(network, on, start, direction)
    return _regions(network, line, combination_of(network, output, combination))


def combination_of(network: Network, output: int | None, combination: Iterable[Exact] | None) -> Vector | None:
    """Return the combination of outputs that is asked for; None is all of them."""
    if output is not None and combination is not None:
        raise InputError("output and combination exclude each other, found both.")
    if output is not None:
        chosen = require_integer(output, "output", 0, network.outputs - 1)
        return tuple(Fraction(i == chosen) for i in range(network.outputs))
    if combination is None:
        return None
    if isinstance(combination, str) or not isinstance(combination, Iterable):
        raise InputError(f"a combination must be a list of numbers, found {described(combination)}.")
    weights = tuple(exact(c) for c in combination)
    if len(weights) != network.outputs or not any(weights):
        raise InputError(
            f"a combination must have {network.outputs} numbers, one for each output, not all 0, found "
            f"{described(weights)}."
        )
    return weights


def _regions(network: Network, line: Line, chosen: Vector | None) -> Iterator[Region]:
    common = 1 if chosen is None else common_denominator(chosen)
    is_plain = chosen is None or (len(chosen) == 1 and chosen[0] == 1)
    factors = None if chosen is None or is_plain else tuple(over(chosen, common))
    for number, cell in enumerate(_cells(network, line)):
        if number % 256 == 0:
            _report(cell, line.on)
        yield Region(cell, factors, common)


def _cells(network: Network, line: Line) -> Iterator[Cell | FilteredCell]:
    unit = common_denominator((*line.start, *line.direction))
    layers = integer_form(network.layers, unit, repeat=network.repeat, weights=network._evaluator.weights)
    u, v = over(line.start, unit), over(line.direction, unit)
    lower, upper = (None if end is None else rational(end) for end in line.on)
    if max(network.widths) >= _WIDE:
        floats = network._floats.all()
        whole = None if floats is None else line_in_floats(u, v, line.start, line.direction, lower, upper)
        if floats is not None and whole is not None:
            return filtered_cells(layers, floats, network.widths, whole, network._floats.residues)
    return cells_along(layers, u, v, lower, upper)


def _report(cell: Cell | FilteredCell, on: Interval) -> None:
    length = on.length
    if length is not None and on.lower is not None and math.isfinite(cell.near_lower):
        place = rational((Fraction(cell.near_lower) - on.lower) / length)
        progress.report("following the line", int(1000 * min(max(place, Fraction(0)), Fraction(1))), 1000)


@dataclass(frozen=True)
class Segments:
    """What a network computes along a line, exactly.

    `regions` are the activation patterns of positive length, `pieces` the maximal intervals on which the outputs asked
    for are affine: kinks may cancel, so there may be fewer. Nothing is lost where breakpoints coincide.
    """

    network: Network
    line: Line
    regions: tuple[Region, ...]

    @cached_property
    @work.bounded
    def pieces(self) -> tuple[Segment, ...]:
        """The maximal affine pieces of the outputs asked for."""
        found = []
        starts = self._starts()
        for first, last in zip(starts, [*starts[1:], len(self.regions)], strict=True):
            inside = self.regions[first:last]
            interval = Interval(inside[0].domain.lower, inside[-1].domain.upper)
            patterns = tuple(region.pattern for region in inside)
            found.append(Segment(interval, inside[0].slopes, inside[0].intercepts, patterns))
        return tuple(found)

    def _starts(self) -> list[int]:
        regions = self.regions
        return [i for i in range(len(regions)) if i == 0 or not regions[i].continues(regions[i - 1])]

    @property
    @work.bounded
    def region_boundaries(self) -> tuple[Fraction, ...]:
        """The points where the activation pattern changes."""
        return tuple(region._cell.lower for region in self.regions[1:] if region._cell.lower is not None)

    @cached_property
    @work.bounded
    def breakpoints(self) -> tuple[Fraction, ...]:
        """The points where the slope of an output asked for changes."""
        lowers = (self.regions[i]._cell.lower for i in self._starts()[1:])
        return tuple(t for t in lowers if t is not None)

    @cached_property
    @work.bounded
    def zero_width(self) -> tuple[tuple[Fraction, Pattern], ...]:
        """The points t with a pattern that holds at t only, and this pattern; ends of the interval included."""
        found: list[tuple[Fraction, Pattern]] = []
        before: Region | None = None
        for region in self.regions:
            cell = region._cell
            if cell.lower is not None and cell.at_lower != cell.pattern:
                if before is None or cell.at_lower != before.pattern:
                    found.append((cell.lower, cell.at_lower))
            before = region
        last = self.regions[-1]._cell
        if last.upper is not None and last.at_upper != last.pattern:
            found.append((last.upper, last.at_upper))
        return tuple(found)

    @cached_property
    @work.bounded
    def coincident(self) -> tuple[tuple[Fraction, tuple[tuple[int, int], ...]], ...]:
        """The region boundaries where several units change: (t, the units as (layer from 1, place from 0))."""
        found = []
        for before, after in zip(self.regions, self.regions[1:], strict=False):
            changed = tuple(
                (layer, unit)
                for layer, (old, new) in enumerate(zip(before.pattern, after.pattern, strict=True), 1)
                if old is not new
                for unit, (a, b) in enumerate(zip(old, new, strict=True))
                if a != b
            )
            t = after._cell.lower
            if len(changed) > 1 and t is not None:
                found.append((t, changed))
        return tuple(found)

    @cached_property
    @work.bounded
    def functions(self) -> tuple[PL, ...]:
        """The outputs asked for as maps of t."""
        first, last = self.regions[0], self.regions[-1]
        lower, upper = self.line.on
        values = [(t, region.at(t)) for region in self.regions for t in (region._cell.lower,) if t is not None]
        if upper is not None:
            values.append((rational(upper), last.at(rational(upper))))
        if not values:
            values.append((Fraction(0), first.intercepts))
        left = first.slopes if lower is None else (None,) * len(first._u)
        right = last.slopes if upper is None else (None,) * len(first._u)
        return tuple(
            PL._of(from_points([(t, y[i]) for t, y in values], slope, other))
            for i, (slope, other) in enumerate(zip(left, right, strict=True))
        )

    @property
    def function(self) -> PL:
        """The output as a map of t; InputError where several outputs are asked for."""
        first, *others = self.functions
        if others:
            raise InputError(
                f"the network has {self.network.outputs} outputs: choose one, segments(net, output=0), or take "
                ".functions."
            )
        return first

    def __repr__(self) -> str:
        return f"<Segments on {self.line.on}: {len(self.pieces)} pieces, {len(self.regions)} regions>"


@work.bounded
def segments(
    network: Network,
    *,
    on: IntervalLike = None,
    start: Point | None = None,
    direction: Point | None = None,
    output: int | None = None,
    combination: Iterable[Exact] | None = None,
    most_regions: int = 1_000_000,
) -> Segments:
    """Return the exact piecewise-linear function along a line, with its regions and pieces: see `regions`.

    Raises BudgetError beyond `most_regions`; `regions` streams any number of them.

    >>> from exactpl.networks.network import dense
    >>> found = segments(dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), on=(0, 1))
    >>> found.function, len(found.pieces), len(found.regions), found.zero_width
    (PL([(0, 0), ('1/2', 1), (1, 0)]), 2, 2, ((Fraction(0, 1), ((0, 0), (0,))),))
    """
    line = line_of(network, on, start, direction)
    most = require_integer(most_regions, "most_regions", 1)
    found: list[Region] = []
    layers = len(network.layers) * network.repeat
    for region in _regions(network, line, combination_of(network, output, combination)):
        if len(found) == most:
            raise BudgetError(
                f"the network has more than {most:,} regions on this line. Raise most_regions=, take a shorter "
                "interval, or stream them: networks.regions(net, ...), --csv on the command line."
            )
        found.append(region)
        work.hold(_REGION_BYTES + 16 * layers)
    return Segments(network, line, tuple(found))
