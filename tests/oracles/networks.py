"""Networks along a line, in plain fractions: slow, explicit, on the parsed tree of a network file.

`segments` goes through the layers and collects every point at which anything can happen; what does happen there is then
read off by evaluating the network inside the cells. `brute` looks for nothing: it tries all activation patterns, one
unit after the other, and keeps for each the set of t that has it, an intersection of half-lines. They share the reader
and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

Q = Fraction
Tree = dict[str, Any]
Vector = list[Fraction]
Pattern = tuple[tuple[int, ...], ...]  # the states of each layer, in each repetition
End = Fraction | None  # None: no end on this side
Form = tuple[Fraction, Fraction]  # (a, b): a + b*t


@dataclass(frozen=True)
class Layer:
    """One layer of the network written out, its value numbers counted from the network's input."""

    weight: list[Vector] | None
    bias: Vector | None
    source: int
    added: list[int]
    activation: str
    kinks: Vector  # in increasing order
    factors: list[Form]  # the activation between two kinks, from left to right, as (a, b): a + b*z
    groups: list[list[int]]  # of max_pool


def _activation(data: Any) -> tuple[str, Vector, list[Form], list[list[int]]]:
    name = data if isinstance(data, str) else data["type"]
    zero, same = (Q(0), Q(0)), (Q(0), Q(1))
    if name == "identity":
        return name, [], [same], []
    if name == "relu":
        return name, [Q(0)], [zero, same], []
    if name == "abs":
        return name, [Q(0)], [(Q(0), Q(-1)), same], []
    if name == "leaky_relu":
        return name, [Q(0)], [(Q(0), Q(data["slope"])), same], []
    if name == "hard_tanh":
        return name, [Q(-1), Q(1)], [(Q(-1), Q(0)), same, (Q(1), Q(0))], []
    if name == "clip":
        low, high = [] if data["low"] is None else [Q(data["low"])], [] if data["high"] is None else [Q(data["high"])]
        return name, low + high, [(y, Q(0)) for y in low] + [same] + [(y, Q(0)) for y in high], []
    assert name == "max_pool", name
    return name, [], [], data["groups"]


def input_count(tree: Tree) -> int:
    return tree["inputs"] if "inputs" in tree else len(tree["layers"][0]["weight"][0])


def read(tree: Tree) -> list[Layer]:
    """Return all layers, the repetitions written out."""
    result = []
    count = len(tree["layers"])
    for repetition in range(tree.get("repeat", 1)):
        first = repetition * count  # the number of the value that is value 0 of this repetition
        for i, layer in enumerate(tree["layers"], start=1):
            assert 0 <= layer.get("from", i - 1) < i
            assert all(0 <= j < i for j in layer.get("add", []))
            name, kinks, factors, groups = _activation(layer.get("activation", "identity"))
            result.append(
                Layer(
                    [[Q(w) for w in row] for row in layer["weight"]] if "weight" in layer else None,
                    [Q(b) for b in layer["bias"]] if "bias" in layer else None,
                    first + layer.get("from", i - 1),
                    [first + j for j in layer.get("add", [])],
                    name,
                    kinks,
                    factors,
                    groups,
                )
            )
    return result


# At one point


def _value(layer: Layer, z: Vector) -> Vector:
    if layer.activation == "max_pool":
        return [max(z[i] for i in group) for group in layer.groups]
    if layer.activation == "relu":
        return [max(x, Q(0)) for x in z]
    if layer.activation == "abs":
        return [abs(x) for x in z]
    if layer.activation == "leaky_relu":
        return [x if x >= 0 else layer.factors[0][1] * x for x in z]
    if layer.activation == "hard_tanh":
        return [min(max(x, Q(-1)), Q(1)) for x in z]
    if layer.activation == "clip":
        if layer.factors[0][1] == 0:
            z = [max(x, layer.factors[0][0]) for x in z]
        if layer.factors[-1][1] == 0:
            z = [min(x, layer.factors[-1][0]) for x in z]
    return z


def _state(layer: Layer, z: Vector) -> tuple[int, ...]:
    if layer.activation == "max_pool":
        places = []
        for group in layer.groups:
            entries = [z[i] for i in group]
            places.append(entries.index(max(entries)))
        return tuple(places)
    return tuple(sum(x > c for c in layer.kinks) for x in z)


def _dot(row: Vector, x: Vector) -> Fraction:
    assert len(row) == len(x)
    return sum((a * b for a, b in zip(row, x, strict=True) if a and b), Q(0))


def trace(layers: list[Layer], x: Iterable[Any]) -> tuple[list[Vector], list[Vector]]:
    """Return the pre-activations of all layers, and all values from the input on."""
    values = [[Q(entry) for entry in x]]
    before = []
    for layer in layers:
        z = values[layer.source]
        if layer.weight is not None:
            z = [_dot(row, z) for row in layer.weight]
        for other in [layer.bias] * (layer.bias is not None) + [values[j] for j in layer.added]:
            z = [a + b for a, b in zip(z, other, strict=True)]
        before.append(z)
        values.append(_value(layer, z))
    return before, values


def evaluate(tree: Tree, x: Iterable[Any]) -> Vector:
    """Return f(x)."""
    return trace(read(tree), x)[1][-1]


def states(tree: Tree, x: Iterable[Any]) -> Pattern:
    """Return the activation pattern at x; the units of an identity layer have the state 0."""
    layers = read(tree)
    return tuple(_state(layer, z) for layer, z in zip(layers, trace(layers, x)[0], strict=True))


# Along a line


@dataclass(frozen=True)
class Segments:
    """What F(t) = f(start + t*direction) does on [lo, hi]."""

    points: list[Fraction]  # all candidates, finite ends included; F is affine between neighbours and beyond the last
    cell_slopes: list[tuple[Fraction, ...]]  # of F on the cells between and beyond them, from left to right
    breakpoints: list[Fraction]  # between two regions
    patterns: list[Pattern]  # of the regions, from left to right
    zero_width: list[tuple[Fraction, Pattern]]  # points whose pattern is not that of a region beside them
    coincident: list[tuple[Fraction, int]]  # breakpoints at which more than one state changes, and how many
    ends: tuple[End, End]

    @property
    def regions(self) -> int:
        return len(self.patterns)

    def _inner(self) -> list[Fraction]:
        return [t for t in self.points if t not in self.ends]

    def combination(self, c: Iterable[Any]) -> tuple[list[Fraction], Vector]:
        """Return the kinks of c * F, and its slopes from left to right: one more."""
        factors = [Q(entry) for entry in c]
        kinks, slopes = _runs(self._inner(), [_dot(factors, list(s)) for s in self.cell_slopes])
        return kinks, slopes

    @property
    def kinks(self) -> list[Fraction]:
        """The kinks of the vector function F."""
        return _runs(self._inner(), self.cell_slopes)[0]

    @property
    def slopes(self) -> list[tuple[Fraction, ...]]:
        """The slopes of F on its pieces, vectors, from left to right."""
        return _runs(self._inner(), self.cell_slopes)[1]

    @property
    def pieces(self) -> int:
        return len(self.slopes)

    def _outputs(self) -> Iterator[tuple[list[Fraction], Vector]]:
        for i in range(len(self.cell_slopes[0])):
            yield _runs(self._inner(), [s[i] for s in self.cell_slopes])

    @property
    def output_kinks(self) -> list[list[Fraction]]:
        return [kinks for kinks, _ in self._outputs()]

    @property
    def output_slopes(self) -> list[Vector]:
        return [slopes for _, slopes in self._outputs()]

    @property
    def output_pieces(self) -> list[int]:
        return [len(slopes) for slopes in self.output_slopes]


def _runs(points: list[Fraction], labels: list[Any]) -> tuple[list[Fraction], list[Any]]:
    """Return the points between cells with different labels, and the labels of the runs."""
    assert len(labels) == len(points) + 1
    changes = [i for i in range(len(points)) if labels[i] != labels[i + 1]]
    return [points[i] for i in changes], [labels[0]] + [labels[i + 1] for i in changes]


def _cells(points: list[Fraction], lo: End, hi: End) -> list[tuple[End, End, Fraction, Fraction]]:
    """Return (left end, right end, two points of it) for each closed cell."""
    cells: list[tuple[End, End, Fraction, Fraction]] = [(a, b, a, b) for a, b in pairwise(points)]
    if lo is None:
        cells.insert(0, (None, points[0], points[0] - 1, points[0]))
    if hi is None:
        cells.append((points[-1], None, points[-1], points[-1] + 1))
    return cells


def _events(layer: Layer, z: Vector) -> Vector:
    """Return numbers whose changes of sign are all that can happen in this layer."""
    return [x - c for x in z for c in layer.kinks] + [
        z[i] - z[j] for group in layer.groups for i, j in combinations(group, 2)
    ]


def _line(tree: Tree, start: Iterable[Any] | None, direction: Iterable[Any] | None) -> tuple[Vector, Vector]:
    if start is None and direction is None:
        assert input_count(tree) == 1
        return [Q(0)], [Q(1)]
    assert start is not None
    assert direction is not None
    p, d = [Q(x) for x in start], [Q(x) for x in direction]
    assert len(p) == len(d) == input_count(tree)
    assert any(d)
    return p, d


def segments(
    tree: Tree,
    lo: Any = None,
    hi: Any = None,
    start: Iterable[Any] | None = None,
    direction: Iterable[Any] | None = None,
) -> Segments:
    """Return the regions and pieces of F(t) = f(start + t*direction) on [lo, hi]; None: no end on that side."""
    layers = read(tree)
    p, d = _line(tree, start, direction)
    lo, hi = None if lo is None else Q(lo), None if hi is None else Q(hi)
    assert lo is None or hi is None or lo < hi
    known: dict[Fraction, tuple[list[Vector], list[Vector]]] = {}

    def at(t: Fraction) -> tuple[list[Vector], list[Vector]]:
        if t not in known:
            known[t] = trace(layers, [a + t * b for a, b in zip(p, d, strict=True)])
        return known[t]

    def pattern(t: Fraction) -> Pattern:
        return tuple(_state(layer, z) for layer, z in zip(layers, at(t)[0], strict=True))

    points = sorted(end for end in (lo, hi) if end is not None) or [Q(0)]
    for i, layer in enumerate(layers):
        found = set(points)
        for left, right, s, e in _cells(points, lo, hi):  # the pre-activations of this layer are affine here
            for u, v in zip(_events(layer, at(s)[0][i]), _events(layer, at(e)[0][i]), strict=True):
                if u != v:
                    t = s + (e - s) * u / (u - v)
                    if (left is None or left < t) and (right is None or t < right):
                        found.add(t)
        points = sorted(found)

    cell_slopes, cell_patterns = [], []
    for left, right, s, e in _cells(points, lo, hi):
        inner = s - 1 if left is None else e + 1 if right is None else (s + e) / 2
        cell_patterns.append(pattern(inner))
        cell_slopes.append(tuple((b - a) / (e - s) for a, b in zip(at(s)[1][-1], at(e)[1][-1], strict=True)))
    breakpoints, patterns = _runs([t for t in points if t not in (lo, hi)], cell_patterns)
    beside: dict[Fraction, list[Pattern]] = {t: [] for t in points}
    for (left, right, _, _), cell_pattern in zip(_cells(points, lo, hi), cell_patterns, strict=True):
        for end in (left, right):
            if end is not None:
                beside[end].append(cell_pattern)
    changes = [
        (t, _difference(before, after)) for t, (before, after) in zip(breakpoints, pairwise(patterns), strict=True)
    ]
    return Segments(
        points,
        cell_slopes,
        breakpoints,
        patterns,
        [(t, pattern(t)) for t in points if pattern(t) not in beside[t]],
        [(t, number) for t, number in changes if number > 1],
        (lo, hi),
    )


def _difference(one: Pattern, other: Pattern) -> int:
    return sum(a != b for row, column in zip(one, other, strict=True) for a, b in zip(row, column, strict=True))


def gap(
    f: Tree,
    g: Tree,
    lo: Any = None,
    hi: Any = None,
    start: Iterable[Any] | None = None,
    direction: Iterable[Any] | None = None,
    combination: Iterable[Any] | None = None,
) -> Fraction | None:
    """Return the largest value of |c * (F - G)| on [lo, hi] (without c: of any entry), None if it is unbounded."""
    p, d = _line(f, start, direction)
    one, other = segments(f, lo, hi, p, d), segments(g, lo, hi, p, d)
    c = None if combination is None else [Q(x) for x in combination]

    def difference(t: Fraction) -> Vector:
        x = [a + t * b for a, b in zip(p, d, strict=True)]
        entries = [a - b for a, b in zip(evaluate(f, x), evaluate(g, x), strict=True)]
        return entries if c is None else [_dot(c, entries)]

    points = sorted({*one.points, *other.points})
    if one.ends[0] is None and difference(points[0] - 1) != difference(points[0]):
        return None
    if one.ends[1] is None and difference(points[-1] + 1) != difference(points[-1]):
        return None
    return max(abs(x) for t in points for x in difference(t))


def same(f: Tree, g: Tree, lo: Any = None, hi: Any = None, start: Any = None, direction: Any = None) -> bool:
    """Is F = G on [lo, hi]?"""
    return gap(f, g, lo, hi, start, direction) == 0


# All patterns


@dataclass(frozen=True)
class Solution:
    """The set of all t in [lo, hi] with one pattern, an interval or a point, and the outputs there."""

    pattern: Pattern
    left: End
    left_closed: bool
    right: End
    right_closed: bool
    outputs: list[Form]

    @property
    def is_point(self) -> bool:
        return self.left is not None and self.left == self.right


@dataclass(frozen=True)
class Solutions:
    """All patterns that hold anywhere."""

    regions: list[Solution]  # with positive length, from left to right
    points: list[Solution]  # single points, from left to right


_Interval = tuple[End, bool, End, bool]
_Condition = tuple[Form, bool]  # a + b*t > 0 where strict, else >= 0


def _meet(interval: _Interval, condition: _Condition) -> _Interval | None:
    """Return the part of the interval where the condition holds, None if that is empty."""
    (a, b), strict = condition
    left, left_closed, right, right_closed = interval
    if b == 0:
        return interval if a > 0 or (a == 0 and not strict) else None
    root = -a / b
    if b > 0:
        if left is None or root > left:
            left, left_closed = root, not strict
        elif root == left:
            left_closed = left_closed and not strict
    elif right is None or root < right:
        right, right_closed = root, not strict
    elif root == right:
        right_closed = right_closed and not strict
    if left is not None and right is not None:
        if left > right or (left == right and not (left_closed and right_closed)):
            return None
    return left, left_closed, right, right_closed


def _minus(f: Form, g: Form) -> Form:
    return f[0] - g[0], f[1] - g[1]


def _choices(layer: Layer, z: list[Form]) -> list[list[tuple[int, Form, list[_Condition]]]]:
    """Return for each entry of the layer's value its (state, what it is then, the conditions for it)."""
    result = []
    for group in layer.groups:
        entry = []
        for place, i in enumerate(group):
            conditions = [(_minus(z[i], z[j]), other < place) for other, j in enumerate(group) if other != place]
            entry.append((place, z[i], conditions))
        result.append(entry)
    if not layer.groups:
        for a, b in z:
            entry = []
            for state, (constant, factor) in enumerate(layer.factors):
                conditions = []
                if state > 0:  # z > the kink on the left
                    conditions.append(((a - layer.kinks[state - 1], b), True))
                if state < len(layer.kinks):  # z <= the kink on the right
                    conditions.append(((layer.kinks[state] - a, -b), False))
                entry.append((state, (constant + factor * a, factor * b), conditions))
            result.append(entry)
    return result


def brute(
    tree: Tree,
    lo: Any = None,
    hi: Any = None,
    start: Iterable[Any] | None = None,
    direction: Iterable[Any] | None = None,
) -> Solutions:
    """Return all patterns that hold somewhere on [lo, hi], found by trying all states of all units."""
    layers = read(tree)
    p, d = _line(tree, start, direction)
    found: list[Solution] = []

    def go(values: list[list[Form]], pattern: Pattern, interval: _Interval) -> None:
        if len(pattern) == len(layers):
            found.append(Solution(pattern, *interval, values[-1]))
            return
        layer = layers[len(pattern)]
        z = values[layer.source]
        if layer.weight is not None:
            z = [(_dot(row, [a for a, _ in z]), _dot(row, [b for _, b in z])) for row in layer.weight]
        for j in layer.added:
            z = [(a + c, b + e) for (a, b), (c, e) in zip(z, values[j], strict=True)]
        if layer.bias is not None:
            z = [(a + c, b) for (a, b), c in zip(z, layer.bias, strict=True)]
        branches: list[tuple[tuple[int, ...], list[Form], _Interval]] = [((), [], interval)]
        for entry in _choices(layer, z):
            longer = []
            for done, forms, part in branches:
                for state, form, conditions in entry:
                    rest: _Interval | None = part
                    for condition in conditions:
                        if rest is not None:
                            rest = _meet(rest, condition)
                    if rest is not None:
                        longer.append(((*done, state), [*forms, form], rest))
            branches = longer
        for done, forms, part in branches:
            go([*values, forms], (*pattern, done), part)

    go(
        [list(zip(p, d, strict=True))],
        (),
        (None if lo is None else Q(lo), lo is not None, None if hi is None else Q(hi), hi is not None),
    )
    found.sort(key=lambda s: (s.left is not None, s.left or Q(0), s.right is None, s.right or Q(0)))
    return Solutions([s for s in found if not s.is_point], [s for s in found if s.is_point])
