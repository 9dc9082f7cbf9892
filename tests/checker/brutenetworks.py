"""A slow and simple oracle for networks: plain Fractions, and lines cut wherever anything may change.

Shares no code with the checker.  Ends of intervals are Fractions or `None`.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from tests.checker import brute

End = Fraction | None
Affine = tuple[Fraction, Fraction]  # a t + b
Vector = list[Fraction]


class CellOf(NamedTuple):
    """Where all is affine: ends, the output, and the activation pattern inside."""

    lo: End
    hi: End
    output: list[Affine]
    pattern: list[int]


class Network:
    """From the text of a network file."""

    def __init__(self, text: str) -> None:
        value = json.loads(text)
        self.layers = value["layers"] * value.get("repeat", 1)
        self.length = len(value["layers"])
        self.inputs = value.get("inputs") or len(self.layers[0]["weight"][0])

    def __call__(self, x: Vector) -> Vector:
        return self.run(x)[0]

    def run(self, x: Vector) -> tuple[Vector, list[int]]:
        """The output, and the activation pattern."""
        pattern: list[int] = []
        values = [x]
        for number, layer in enumerate(self.layers):
            if number % self.length == 0:
                values = values[-1:]
            z = before(layer, values)
            value, states = activation(layer.get("activation", "identity"), z)
            values.append(value)
            pattern += states
        return values[-1], pattern

    def cells(self, start: Vector, direction: Vector, lo: End, hi: End) -> list[CellOf]:
        """The line cut into cells, more than are needed perhaps."""
        waiting, done = [(lo, hi)], []
        while waiting:
            p, q = waiting.pop()
            cuts, output = self.try_cell(start, direction, p, q)
            if cuts:
                ends = [p, *sorted(cuts), q]
                waiting += list(pairwise(ends))
                continue
            m = inner(p, q)
            done.append(CellOf(p, q, output, self.run([a + m * b for a, b in zip(start, direction, strict=True)])[1]))
        return sorted(done, key=lambda cell: inner(cell.lo, cell.hi))

    def try_cell(self, start: Vector, direction: Vector, p: End, q: End) -> tuple[set[Fraction], list[Affine]]:
        """Where the first layer that is not affine between p and q has to be cut; or the affine output."""
        m = inner(p, q)
        values = [list(zip(direction, start, strict=True))]
        for number, layer in enumerate(self.layers):
            if number % self.length == 0:
                values = values[-1:]
            slopes, constants = ([[entry[i] for entry in value] for value in values] for i in (0, 1))
            z = list(zip(before({**layer, "bias": None}, slopes), before(layer, constants), strict=True))
            kind = layer.get("activation", "identity")
            levels = [((a, b), (Fraction(0), c)) for a, b in z for c in kinks(kind)]
            if isinstance(kind, dict) and kind["type"] == "max_pool":
                levels = [(z[i], z[j]) for group in kind["groups"] for i, j in combinations(group, 2)]
            cuts = {(d - b) / (a - c) for (a, b), (c, d) in levels if a != c}
            cuts = {t for t in cuts if (p is None or p < t) and (q is None or t < q)}
            if cuts:
                return cuts, []
            values.append(chosen(kind, z, m))
        return set(), values[-1]


def inner(p: End, q: End) -> Fraction:
    """A point between."""
    if p is None:
        return Fraction(0) if q is None else q - 1
    return p + 1 if q is None else (p + q) / 2


def before(layer: Any, values: list[Vector]) -> Vector:
    """The pre-activations."""
    x = values[layer.get("from", -1)]
    rows = layer.get("weight")
    z = (
        x
        if rows is None
        else [sum((Fraction(w) * v for w, v in zip(row, x, strict=True)), Fraction(0)) for row in rows]
    )
    if layer.get("bias") is not None:
        z = [v + Fraction(b) for v, b in zip(z, layer["bias"], strict=True)]
    for j in layer.get("add", []):
        z = [v + w for v, w in zip(z, values[j], strict=True)]
    return z


def kinks(kind: Any) -> Vector:
    """The kinks of an activation."""
    if isinstance(kind, dict) and kind["type"] == "clip":
        return [Fraction(kind[key]) for key in ("low", "high") if kind[key] is not None]
    if isinstance(kind, dict):
        return [Fraction(0)] if kind["type"] == "leaky_relu" else []
    return {"identity": [], "relu": [Fraction(0)], "abs": [Fraction(0)], "hard_tanh": [Fraction(-1), Fraction(1)]}[kind]


def activation(kind: Any, z: Vector) -> tuple[Vector, list[int]]:
    """The value and the states."""
    if isinstance(kind, dict) and kind["type"] == "max_pool":
        groups = [[z[i] for i in group] for group in kind["groups"]]
        return [max(group) for group in groups], [group.index(max(group)) for group in groups]
    return [scalar(kind, v) for v in z], [sum(v > c for c in kinks(kind)) for v in z]


def scalar(kind: Any, v: Fraction) -> Fraction:
    """An activation of one number."""
    if kind == "identity":
        return v
    if kind == "relu":
        return max(v, Fraction(0))
    if kind == "abs":
        return abs(v)
    if kind == "hard_tanh":
        return min(max(v, Fraction(-1)), Fraction(1))
    if kind["type"] == "leaky_relu":
        return v if v >= 0 else Fraction(kind["slope"]) * v
    v = v if kind["low"] is None else max(v, Fraction(kind["low"]))
    return v if kind["high"] is None else min(v, Fraction(kind["high"]))


def chosen(kind: Any, z: list[Affine], m: Fraction) -> list[Affine]:
    """The value as affine functions, for pre-activations that change nothing around m."""
    if isinstance(kind, dict) and kind["type"] == "max_pool":
        return [max((z[i] for i in group), key=lambda f: f[0] * m + f[1]) for group in kind["groups"]]
    found = []
    for a, b in z:
        v, step = a * m + b, Fraction(1, 2)
        while a and any(abs(v - c) <= abs(a) * step for c in kinks(kind)):
            step /= 2
        slope = scalar(kind, v + a * step) - scalar(kind, v - a * step)
        slope = slope / (2 * step)
        found.append((slope, scalar(kind, v) - slope * m))
    return found


class Piecewise:
    """A vector function of t as affine cells: of a network on a line, of a map, of a difference."""

    def __init__(self, cells: list[CellOf]) -> None:
        self.cells = cells

    def points(self) -> Vector:
        """The ends of the cells."""
        ends = [self.cells[0].lo, *(cell.hi for cell in self.cells)]
        return [end for end in ends if end is not None] or [Fraction(0)]

    def at(self, t: Fraction) -> Vector:
        """The value."""
        cell = next(cell for cell in self.cells if brute.inside(t, cell.lo, cell.hi))
        return [a * t + b for a, b in cell.output]

    def minus(self, other: Piecewise) -> Piecewise:
        """The difference, on common cells."""
        lo, hi = self.cells[0].lo, self.cells[-1].hi
        cuts = sorted(
            {t for f in (self, other) for t in f.points() if (lo is None or lo < t) and (hi is None or t < hi)}
        )
        found = []
        for p, q in pairwise([lo, *cuts, hi]):
            m = inner(p, q)
            x, y = (next(cell for cell in f.cells if brute.inside(m, cell.lo, cell.hi)) for f in (self, other))
            output = [(a - c, b - d) for (a, b), (c, d) in zip(x.output, y.output, strict=True)]
            found.append(CellOf(p, q, output, [*x.pattern, *y.pattern]))
        return Piecewise(found)

    def combined(self, weights: Vector) -> Piecewise:
        """A combination of the entries."""
        return Piecewise(
            [
                cell._replace(
                    output=[tuple(sum(w * f[i] for w, f in zip(weights, cell.output, strict=True)) for i in (0, 1))]
                )
                for cell in self.cells
            ]
        )

    def pieces(self) -> int:
        """The number of pieces."""
        return 1 + sum(a.output != b.output for a, b in pairwise(self.cells))

    def regions(self) -> int:
        """The number of patterns on open intervals."""
        count = 1 + sum(a.pattern != b.pattern for a, b in pairwise(self.cells))
        assert count == len({tuple(cell.pattern) for cell in self.cells})
        return count

    def range(self) -> tuple[End, End]:
        """The interval of values of the one entry."""
        values = [self.at(t)[0] for t in self.points()]
        first, last = self.cells[0], self.cells[-1]
        outwards = [-first.output[0][0]] if first.lo is None else []
        outwards += [last.output[0][0]] if last.hi is None else []
        return (
            None if any(s < 0 for s in outwards) else min(values),
            None if any(s > 0 for s in outwards) else max(values),
        )

    def slopes(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest absolute slope of the one entry."""
        sizes = [abs(cell.output[0][0]) for cell in self.cells]
        return min(sizes), max(sizes)

    def zero(self) -> bool:
        """Is it zero everywhere?"""
        return not any(number for cell in self.cells for f in cell.output for number in f)


def on_line(text: str, line: Any, lo: End, hi: End) -> Piecewise:
    """A network or a map as a function of t."""
    if "exactpl-map" in text:
        value = json.loads(text)
        rays = [None if s is None else Fraction(s) for s in (value.get("left_slope"), value.get("right_slope"))]
        f = brute.Map([(Fraction(x), Fraction(y)) for x, y in value["knots"]], *rays)
        parts = brute.merged(brute.restrict(f.segments(), lo, hi))
        return Piecewise([CellOf(p, q, [(s, c)], []) for p, q, s, c in parts])
    network = Network(text)
    start, direction = ["0"], ["1"]
    if line is not None:
        start, direction = line["start"], line["direction"]
    return Piecewise(network.cells([Fraction(x) for x in start], [Fraction(x) for x in direction], lo, hi))


def ends(cert: Any) -> tuple[End, End]:
    """The J of a claim."""
    on = cert["claim"]["on"]
    if on is not None:
        return tuple(None if end is None else Fraction(end) for end in on)
    g = cert["subject"][-1]
    if g["kind"] == "exactpl-map/1":
        value = json.loads(g["text"])
        xs = [Fraction(x) for x, _ in value["knots"]]
        return (
            xs[0] if value.get("left_slope") is None else None,
            xs[-1] if value.get("right_slope") is None else None,
        )
    return None, None


def is_true(cert: Any) -> bool:
    """What a certificate about networks says, decided by the oracle."""
    claim, texts = cert["claim"], [subject["text"] for subject in cert["subject"]]
    if claim["type"] in ("network_value", "different_value"):
        x = [Fraction(entry) for entry in claim["x"]]
        values = [
            on_line(text, None, None, None).at(x[0]) if "exactpl-map" in text else Network(text)(x) for text in texts
        ]
        if claim["type"] == "network_value":
            return values[0] == [Fraction(entry) for entry in claim["y"]]
        return [a - b for a, b in zip(*values, strict=True)] == [Fraction(entry) for entry in claim["difference"]]
    if claim["type"] == "network_least_period":
        orbit = [[Fraction(entry) for entry in claim["x"]]]
        for _ in range(claim["n"]):
            orbit.append(Network(texts[0])(orbit[-1]))
        return orbit.index(orbit[-1]) == 0 and orbit[0] not in orbit[1:-1]
    lo, hi = ends(cert)
    functions = [on_line(text, claim["line"], lo, hi) for text in texts]
    function = functions[0] if len(functions) == 1 else functions[0].minus(functions[1])
    if claim.get("combination") is not None:
        function = function.combined([Fraction(c) for c in claim["combination"]])
    if claim["type"] == "same_function":
        return function.zero()
    if claim["type"] == "network_counts":
        return (function.pieces(), function.regions()) == (int(claim["pieces"]), int(claim["regions"]))
    if claim["type"] == "network_slope_range":
        return function.slopes() == (Fraction(claim["smallest"]), Fraction(claim["largest"]))
    if claim["type"] == "network_range":
        return function.range() == tuple(None if end is None else Fraction(end) for end in claim["interval"])
    low, high = function.range()
    size = Fraction(claim["gap"])
    at = Fraction(claim["at"])
    if low is None or high is None or not brute.inside(at, lo, hi):
        return False
    return max(-low, high) == size == abs(function.at(at)[0])
