"""Pieces and laps of f^k in the simplest way: image intervals as pairs of Fractions, one-sided slopes as products.

Pieces by T1.1 of docs/theorems.md, F_j(c) being the number of affine branches of f^j whose image holds c in its
interior:

    pieces(f^k) = 1 + sum over j < k and kinks c of F_j(c) * [left slope of f^(k-j) at c != right slope there]

Laps, where slopes may be 0, by T1.2. An implementation of its own, on the maps of `maps.py`: nothing of exactpl, no
power series, no coprime bases, intervals with their coordinates.
"""

from fractions import Fraction
from itertools import pairwise

from tests.oracles.maps import Map, domain, evaluate, kinks, slope_left, slope_right, slopes

_State = tuple[Fraction | None, Fraction | None]


def _parts(m: Map, cuts: list[Fraction], state: _State) -> list[tuple[int, _State]]:
    """Return (sign of the slope, image) for the parts of a state on which the slope is not 0, from left to right."""
    lo, hi = state
    inside = [c for c in cuts if (lo is None or lo < c) and (hi is None or c < hi)]
    ends = [lo, *inside, hi]
    images = []
    for a, b in pairwise(ends):
        slope = slope_right(m, a) if a is not None else slope_left(m, b) if b is not None else slopes(m)[0]
        if slope:
            u, v = (None if end is None else evaluate(m, end) for end in (a, b))
            images.append((1, (u, v)) if slope > 0 else (-1, (v, u)))
    return images


def _first_hits(m: Map, cuts: list[Fraction], k: int) -> list[dict[Fraction, int]]:
    """Return F_j(c) for j < k."""
    successors: dict[_State, list[tuple[int, _State]]] = {}
    level: dict[_State, int] = {domain(m): 1}
    hits = []
    for _ in range(k):
        hits.append(dict.fromkeys(cuts, 0))
        following: dict[_State, int] = {}
        for state, branches in level.items():
            lo, hi = state
            for c in cuts:
                if (lo is None or lo < c) and (hi is None or c < hi):
                    hits[-1][c] += branches
            if state not in successors:
                successors[state] = _parts(m, cuts, state)
            for _, image in successors[state]:
                following[image] = following.get(image, 0) + branches
        level = following
    return hits


def one_sided_slopes(m: Map, x: Fraction, side: int, k: int) -> list[Fraction]:
    """Return the slopes of f^1, ..., f^k at x on one side, as products along the orbit of the germ."""
    found, product = [], Fraction(1)
    for _ in range(k):
        if product:
            slope = slope_right(m, x) if side > 0 else slope_left(m, x)
            product *= slope
            x, side = evaluate(m, x), side if slope > 0 else -side
        found.append(product)
    return found


def _sums(m: Map, k: int, counts: dict[Fraction, list[bool]]) -> list[int]:
    hits = _first_hits(m, sorted(counts), k)
    return [1 + sum(hits[j][c] for j in range(n) for c in counts if counts[c][n - j - 1]) for n in range(k + 1)]


def piece_counts(m: Map, k: int) -> list[int]:
    """Return the numbers of pieces of f^0, ..., f^k."""
    flags = {
        c: [a != b for a, b in zip(one_sided_slopes(m, c, -1, k), one_sided_slopes(m, c, 1, k), strict=True)]
        for c in kinks(m)
    }
    return _sums(m, k, flags)


def turning_counts(m: Map, k: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^k by the turning formula: right where no slope of f is 0."""
    flags = {
        c: [a * b < 0 for a, b in zip(one_sided_slopes(m, c, -1, k), one_sided_slopes(m, c, 1, k), strict=True)]
        for c in kinks(m)
    }
    return _sums(m, k, flags)


def lap_counts(m: Map, k: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^k by joining signs of slopes part by part.

    A summary is (sign changes, first sign, last sign) of the nonzero slopes; None where f^n is constant.
    """
    cuts = kinks(m)
    levels: dict[_State, int] = {domain(m): 0}
    parts: dict[_State, list[tuple[int, _State]]] = {}
    for state in (pending := [domain(m)]):
        if levels[state] < k:
            parts[state] = _parts(m, cuts, state)
            for _, image in parts[state]:
                if image not in levels:
                    levels[image] = levels[state] + 1
                    pending.append(image)
    before: dict[_State, tuple[int, int, int] | None] = dict.fromkeys(levels, (0, 1, 1))
    counts = [1]
    for n in range(1, k + 1):
        now: dict[_State, tuple[int, int, int] | None] = {}
        for state, level in levels.items():
            if level <= k - n:
                now[state] = _joined([(sign, before[image]) for sign, image in parts[state]])
        before = now
        whole = before[domain(m)]
        counts.append(1 + whole[0] if whole else 1)
    return counts


def _joined(parts: list[tuple[int, tuple[int, int, int] | None]]) -> tuple[int, int, int] | None:
    changes, signs = 0, []
    for sign, summary in parts:
        if summary:
            inner, first, last = summary
            changes += inner
            signs += [first, last] if sign > 0 else [-last, -first]
    if not signs:
        return None
    changes += sum(a != b for a, b in zip(signs[1::2], signs[2::2], strict=False))
    return changes, signs[0], signs[-1]
