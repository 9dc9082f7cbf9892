"""The limits and the fuel of claims about networks, from the words of the specification and from nothing else.

Shares no code with the checker: the JSON text of the subjects, plain Fractions, one formula after the other.
"""

from __future__ import annotations

import json
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple


def longest(numbers: list[Fraction]) -> int:
    """The bit length of the largest numerator."""
    return max((abs(x.numerator).bit_length() for x in numbers), default=0)


def common(numbers: list[Fraction]) -> int:
    """The least common multiple of the denominators."""
    return lcm(*[x.denominator for x in numbers])


class Sizes(NamedTuple):
    """What the formulas call D + M for each layer, S, G and the entries of the values, for one repetition."""

    lengths: list[int]
    s: int
    g: int
    entries: int
    repeat: int
    outputs: int


def sizes(text: str) -> Sizes:
    """From the text of a network file."""
    value = json.loads(text)
    widths = [value.get("inputs") or len(value["layers"][0]["weight"][0])]
    lengths, s, g = [], 0, 0
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
        g += d + m + 24
        lengths.append(d + m)
        widths.append(len(groups) or units)
    return Sizes(lengths, s, g, sum(widths), value.get("repeat", 1), widths[-1])


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
            bg = max(max(abs(x.numerator), x.denominator).bit_length() for x in numbers) + b
            xs = [Fraction(x) for x, _ in value["knots"]]
            lo = xs[0] if value.get("left_slope") is None else None
            hi = xs[-1] if value.get("right_slope") is None else None
            if claim.get("on") is not None:
                lo, hi = (None if x is None else Fraction(x) for x in claim["on"])
            inside = [x for x in xs if (lo is None or lo < x) and (hi is None or x < hi)]
            total += times * (max(1, len(inside)) + (bg + 64) ** 2 // 4096)
            v.append(bg)
        else:
            size = sizes(subject["text"])
            r = size.repeat * (claim["n"] if claim["type"] == "network_least_period" else 1)
            total += times * r * size.s * (r * size.g + b + 64) * (max(size.lengths) + 1024) // 65536
            v.append(r * size.g + b)
    if len(v) == 2:
        total += times * sizes(cert["subject"][0]["text"]).outputs * (v[0] + 64) * (v[1] + 64) // 4096
    return total
