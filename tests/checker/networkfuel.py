"""The limits and the fuel of claims about networks, from the words of the specification and from nothing else.

Shares no code with the checker: the JSON text of the subjects, plain Fractions, one formula after the other.
"""

from __future__ import annotations

import json
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from tests.checker import fueltable


def longest(numbers: list[Fraction]) -> int:
    """The bit length of the largest numerator."""
    return max((abs(x.numerator).bit_length() for x in numbers), default=0)


def common(numbers: list[Fraction]) -> int:
    """The least common multiple of the denominators."""
    return lcm(*[x.denominator for x in numbers])


class Sizes(NamedTuple):
    """What the formulas call D + M for each layer, S, U, G and the entries of the values, for one repetition."""

    lengths: list[int]
    s: int
    u: int
    g: int
    entries: int
    reading: int  # entries of the weights that read the input
    repeat: int
    inputs: int
    outputs: int


def sizes(text: str) -> Sizes:
    """From the text of a network file."""
    value = json.loads(text)
    widths = [value.get("inputs") or len(value["layers"][0]["weight"][0])]
    lengths, s, u, g, reading = [], 0, 0, 0, 0
    for i, layer in enumerate(value["layers"]):
        rows, bias = layer.get("weight", []), layer.get("bias", [])
        activation = layer.get("activation", {})
        activation = activation if isinstance(activation, dict) else {}
        numbers = [Fraction(x) for row in [*rows, bias] for x in row]
        others = [Fraction(activation[k]) for k in ("slope", "low", "high") if activation.get(k) is not None]
        d = (common(numbers) * common(others)).bit_length()
        m = max(1, longest(numbers)) + longest(others) + d
        units = len(rows) or widths[layer.get("from", i)]
        groups = activation.get("groups", [])
        s += (sum(len(row) for row in rows) or units) + units * (2 + len(layer.get("add", [])))
        s += sum(len(group) for group in groups)
        u += units
        reading += sum(len(row) for row in rows) if layer.get("from", i) == 0 else 0
        g += d + m + 24
        lengths.append(d + m)
        widths.append(len(groups) or units)
    return Sizes(lengths, s, u, g, sum(widths), reading, value.get("repeat", 1), widths[0], widths[-1])


def once(b: int, *, S: int, U: int, G: int, A: int, layers: int, r: int = 1, inputs: int = 1, outputs: int = 1) -> int:
    """One evaluation of a network; S and U for one repetition, G for all of them."""
    steps = 700 + 64 * (inputs + outputs) + outputs * (G + b + 64) * (b + 64) // 65536
    return steps + r * (128 * layers + 12 * U + numbers_read(S, G + b, A))


def numbers_read(S: int, V: int, A: int) -> int:
    """The part of it for entries, additions and places."""
    return 3 * S + S * (V + 64) * (A + 64) // 32768


def once_of_map(B: int, b_g: int) -> int:
    """One evaluation of a map; P comes in addition, once."""
    return 300 + 32 * B.bit_length() + (b_g + 64) ** 2 // 1024


def difference(outputs: int, V: int, others: int) -> int:
    """The difference of two evaluations, of two subjects."""
    return outputs * (V + 64) * (others + 64) // 4096


def evaluation(size: Sizes, b: int, n: int = 1, *, seldom: int = 0) -> int:
    """One evaluation of f^n, for a network of these sizes, but for entries that are seldom read."""
    r = n * size.repeat
    given = {"layers": len(size.lengths), "r": r, "inputs": size.inputs, "outputs": size.outputs}
    return once(b, S=size.s - seldom, U=size.u, G=r * size.g, A=max(size.lengths), **given)


def evaluations(size: Sizes, b: int, times: int) -> int:
    """Evaluations along a line: without repetitions, weights that read several inputs count in two of them."""
    seldom = size.reading if size.inputs > 1 and size.repeat == 1 else 0
    rare = numbers_read(seldom, size.g + b, max(size.lengths))
    return times * evaluation(size, b, seldom=seldom) + min(times, 2) * rare


def fuel(cert: Any) -> int:
    """From the object of a certificate about networks."""
    claim, points = cert["claim"], cert["witness"].get("points", [])
    line = claim.get("line") or {}
    vectors = [claim.get("x"), line.get("start"), line.get("direction"), claim.get("combination")]
    b = 0
    for vector in vectors:
        if vector is not None:
            numbers = [Fraction(x) for x in vector]
            over = common(numbers)
            b += over.bit_length() + max(abs(x * over).numerator.bit_length() for x in numbers)
    ends = [x for x in (claim.get("on") or []) if x is not None]
    singles = [Fraction(x) for x in [*points, *ends, *([claim["at"]] if "at" in claim else [])]]
    b += 2 * max((max(abs(x.numerator), x.denominator).bit_length() for x in singles), default=0)
    times = len(points) - 1 + 4 if points else 1
    total, v = 0, []
    for subject in cert["subject"]:
        if subject["kind"] == "exactpl-map/1":
            value = json.loads(subject["text"])
            slopes = [value[k] for k in ("left_slope", "right_slope") if value.get(k) is not None]
            numbers = [Fraction(x) for x in [*(x for knot in value["knots"] for x in knot), *slopes]]
            own = max(max(abs(x.numerator), x.denominator).bit_length() for x in numbers)
            xs = [Fraction(x) for x, _ in value["knots"]]
            lo = xs[0] if value.get("left_slope") is None else None
            hi = xs[-1] if value.get("right_slope") is None else None
            if claim.get("on") is not None:
                lo, hi = (None if x is None else Fraction(x) for x in claim["on"])
            inside = [x for x in xs if (lo is None or lo < x) and (hi is None or x < hi)]
            knots = max(1, len(inside))
            total += fueltable.P(knots, own) + times * once_of_map(knots, own + b)
            v.append(own + b)
        else:
            size = sizes(subject["text"])
            n = claim["n"] if claim["type"] == "network_least_period" else 1
            single = claim["type"] in ("network_value", "network_least_period")
            total += evaluation(size, b, n) if single else evaluations(size, b, times)
            v.append(n * size.repeat * size.g + b)
    if len(v) == 2:
        total += times * difference(sizes(cert["subject"][0]["text"]).outputs, *v)
    return total
