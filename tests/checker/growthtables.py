"""Tables for the growth of a map, made and judged by plain Fractions; and the number of cylinders.

Shares no code with the checker.  A row is (lo, hi, weight, parts, layer).
"""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from typing import Any, NamedTuple

from tests.checker import brute

Interval = tuple[Fraction, Fraction]


class Row(NamedTuple):
    """A row of a table."""

    lo: Fraction
    hi: Fraction
    weight: int
    parts: list[int | None]
    layer: int = 0


def images(f: brute.Map, lo: Fraction, hi: Fraction, of: Interval) -> list[Interval]:
    """The images of the parts of an interval on which f is not flat; f maps [lo, hi] into itself."""
    found = []
    for p, q, s, c in brute.restrict(brute.merged(brute.restrict(f.segments(), lo, hi)), *of):
        if s != 0:
            assert p is not None
            assert q is not None
            a, b = sorted((s * p + c, s * q + c))
            found.append((a, b))
    return found


def cylinders(f: brute.Map, lo: Fraction, hi: Fraction, most: int) -> list[int]:
    """The numbers of k-cylinders, k = 0, ..., most."""
    now = Counter({(lo, hi): 1})
    counts = [1]
    for _ in range(most):
        following: Counter[Interval] = Counter()
        for interval, times in now.items():
            for image in images(f, lo, hi, interval):
                following[image] += times
        now = following
        counts.append(sum(now.values()))
    return counts


def expand(f: brute.Map, lo: Fraction, hi: Fraction, size: int) -> list[Interval]:
    """The first states, at most so many."""
    found = [(lo, hi)]
    for interval in found:
        for image in images(f, lo, hi, interval):
            if image not in found and len(found) < size:
                found.append(image)
    return found


def lower_table(f: brute.Map, lo: Fraction, hi: Fraction, size: int, rounds: int) -> tuple[list[Row], Fraction]:
    """A lower table and the largest number that it shows (0 if it shows none)."""
    states = expand(f, lo, hi, size)
    parts: list[list[int | None]] = []
    for state in states:
        row: list[int | None] = []
        for a, b in images(f, lo, hi, state):
            inside = [i for i, (p, q) in enumerate(states) if a <= p and q <= b]
            row.append(max(inside, key=lambda i: states[i][1] - states[i][0], default=None))
        parts.append(row)
    weights = [1] * len(states)
    for _ in range(rounds):
        weights = [sum(weights[r] for r in row if r is not None) for row in parts]
    if not any(weights):
        weights = [1] * len(states)
    rows = [Row(p, q, v, row) for (p, q), v, row in zip(states, weights, parts, strict=True)]
    return rows, min(Fraction(total(rows, row), row.weight) for row in rows if row.weight)


def upper_table(f: brute.Map, lo: Fraction, hi: Fraction, size: int, rounds: int) -> tuple[list[Row], Fraction]:
    """An upper table of one layer and the least number that it shows."""
    states = expand(f, lo, hi, size)
    parts: list[list[int | None]] = []
    for state in states:
        row: list[int | None] = []
        for a, b in images(f, lo, hi, state):
            around = [i for i, (p, q) in enumerate(states) if p <= a and b <= q]
            row.append(min(around, key=lambda i: states[i][1] - states[i][0]))
        parts.append(row)
    weights = [1] * len(states)
    for _ in range(rounds):
        weights = [1 + sum(weights[r] for r in row if r is not None) for row in parts]
    rows = [Row(p, q, v, row) for (p, q), v, row in zip(states, weights, parts, strict=True)]
    return rows, max(Fraction(total(rows, row), row.weight) for row in rows)


def total(rows: list[Row], row: Row) -> int:
    """The sum of the weights of the assigned rows of the same layer."""
    return sum(rows[r].weight for r in row.parts if r is not None and rows[r].layer == row.layer)


def valid(f: brute.Map, lo: Fraction, hi: Fraction, rows: list[Row], bound: Fraction, *, upper: bool) -> bool:
    """Is this an upper (lower) table for the bound?  The definition, word for word."""
    if not upper and not any(row.weight > 0 for row in rows):
        return False
    if upper and all((row.lo, row.hi) != (lo, hi) for row in rows):
        return False
    for row in rows:
        if not lo <= row.lo < row.hi <= hi or row.weight < int(upper) or row.layer < 0:
            return False
        found = images(f, lo, hi, (row.lo, row.hi))
        if len(found) != len(row.parts):
            return False
        for (a, b), r in zip(found, row.parts, strict=True):
            if r is None:
                if upper:
                    return False
                continue
            if not 0 <= r < len(rows):
                return False
            target = rows[r]
            if upper and not (target.lo <= a and b <= target.hi and target.layer <= row.layer):
                return False
            if not upper and not (a <= target.lo and target.hi <= b):
                return False
        have, need = total(rows, row), bound * row.weight
        if have > need if upper else have < need:
            return False
    return True


def written(rows: list[Row], *, upper: bool) -> dict[str, Any]:
    """The table as evidence of a certificate."""
    table = []
    for row in rows:
        entry: dict[str, Any] = {
            "interval": [str(row.lo), str(row.hi)],
            "parts": row.parts,
            "weight": str(row.weight),
        }
        table.append({**entry, "layer": row.layer} if upper else entry)
    return {"table": table}


def mutated(rng: random.Random, rows: list[Row]) -> list[Row]:
    """The table with one entry changed."""
    rows = list(rows)
    i = rng.randrange(len(rows))
    row = rows[i]
    kind = rng.randrange(8)
    little = Fraction(1, rng.choice((12, 1000, 2**60)))
    if kind == 0:
        rows[i] = row._replace(weight=row.weight + rng.choice((-2, -1, 1, 2)))
    elif kind == 1 and row.parts:
        parts = list(row.parts)
        parts[rng.randrange(len(parts))] = rng.randrange(len(rows))
        rows[i] = row._replace(parts=parts)
    elif kind == 2:
        rows[i] = row._replace(parts=row.parts[1:] if rng.random() < 0.5 else [*row.parts, i])
    elif kind == 3 and row.lo + little < row.hi:
        rows[i] = row._replace(lo=row.lo + rng.choice((-1, 1)) * little)
    elif kind == 4 and row.lo < row.hi - little:
        rows[i] = row._replace(hi=row.hi + rng.choice((-1, 1)) * little)
    elif kind == 5:
        rows[i] = row._replace(layer=rng.randrange(3))
    elif kind == 6:
        rows[i] = row._replace(weight=rng.choice((0, 1, 2 * row.weight)))
    else:
        rows[i] = row._replace(layer=row.layer + 1)
        j = rng.randrange(len(rows))
        rows[j] = rows[j]._replace(weight=rows[j].weight + 1)
    return rows
