"""Facts about f^k for long k, joined from the parts of the intervals f^j(J): theorem T1.2 of docs/theorems.md, slowly.

A kind of summary says what a function looks like on an interval; it is joined over neighbouring intervals, and it is
known how an affine change of the variable alters it. Intervals are pairs of Fractions or None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any

from tests.oracles.maps import End, Map, domain, evaluate, kinks, slope_left, slope_right, slopes

_State = tuple[End, End]


@dataclass(frozen=True)
class Kind:
    """A kind of summary: of the identity, of a constant, after an affine change of slope s, of two side by side."""

    identity: Callable[[End, End], Any]
    constant: Callable[[Fraction, End, End], Any]
    pulled: Callable[[Any, Fraction], Any]
    joined: Callable[[Any, Any], Any]


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def crossing_kind(level: Fraction) -> Kind:
    """(changes of sign, first sign, last sign) of g - level; signs 0 if g = level everywhere."""

    def identity(u: End, w: End) -> tuple[int, int, int]:
        first = -1 if u is None else _sign(u - level)
        last = 1 if w is None else _sign(w - level)
        return int(first * last == -1), first or last, last or first

    def joined(a: tuple[int, int, int], b: tuple[int, int, int]) -> tuple[int, int, int]:
        return a[0] + b[0] + (a[2] * b[1] == -1), a[1] or b[1], b[2] or a[2]

    return Kind(
        identity,
        lambda value, _u, _w: (0, _sign(value - level), _sign(value - level)),
        lambda a, s: a if s > 0 else (a[0], a[2], a[1]),
        joined,
    )


def component_kind(level: Fraction) -> Kind:
    """(components of {g = level}, is g = level at the left end?, at the right end?)."""

    def identity(u: End, w: End) -> tuple[int, bool, bool]:
        inside = (u is None or u <= level) and (w is None or level <= w)
        return int(inside), u == level, w == level

    return Kind(
        identity,
        lambda value, _u, _w: (int(value == level), value == level, value == level),
        lambda a, s: a if s > 0 else (a[0], a[2], a[1]),
        lambda a, b: (a[0] + b[0] - (a[2] and b[1]), a[1], b[2]),
    )


def _length(u: End, w: End) -> Fraction:
    assert u is not None
    assert w is not None
    return w - u


def _mean(u: End, w: End) -> Fraction:
    assert u is not None
    assert w is not None
    return (u + w) / 2


VARIATION = Kind(_length, lambda _value, _u, _w: Fraction(0), lambda a, _s: a, lambda a, b: a + b)
INTEGRAL = Kind(
    lambda u, w: _length(u, w) * _mean(u, w),
    lambda value, u, w: value * _length(u, w),
    lambda a, s: a / abs(s),
    lambda a, b: a + b,
)
LIPSCHITZ = Kind(lambda _u, _w: Fraction(1), lambda _value, _u, _w: Fraction(0), lambda a, s: a * abs(s), max)


def _parts(m: Map, state: _State) -> list[tuple[_State, Fraction, _State]]:
    """Return (part, slope, image of the part) from left to right."""
    lo, hi = state
    inside = [c for c in kinks(m) if (lo is None or lo < c) and (hi is None or c < hi)]
    found = []
    for a, b in pairwise([lo, *inside, hi]):
        slope = slope_right(m, a) if a is not None else slope_left(m, b) if b is not None else slopes(m)[0]
        if slope == 0:
            value = evaluate(m, a if a is not None else b if b is not None else 0)
            found.append(((a, b), slope, (value, value)))
        else:
            # an infinite end goes to an infinite end
            u, v = (None if end is None else evaluate(m, end) for end in (a, b))
            found.append(((a, b), slope, (u, v) if slope > 0 else (v, u)))
    return found


def summaries(m: Map, k: int, kind: Kind) -> list[Any]:
    """Return the summaries of f^0, ..., f^k on the domain."""
    levels: dict[_State, int] = {domain(m): 0}
    parts: dict[_State, list[tuple[_State, Fraction, _State]]] = {}
    for state in (pending := [domain(m)]):
        if levels[state] < k:
            parts[state] = _parts(m, state)
            for _, slope, image in parts[state]:
                if slope and image not in levels:
                    levels[image] = levels[state] + 1
                    pending.append(image)
    orbits: dict[Fraction, list[Fraction]] = {}  # of the values of flat parts
    before = {state: kind.identity(*state) for state in levels}
    found = [before[domain(m)]]
    for n in range(1, k + 1):
        now = {}
        for state, level in levels.items():
            if level > k - n:
                continue
            pieces = []
            for part, slope, image in parts[state]:
                if slope:
                    pieces.append(kind.pulled(before[image], slope))
                else:
                    value = image[0]
                    assert value is not None
                    orbit = orbits.setdefault(value, [value])
                    while len(orbit) < n:
                        orbit.append(evaluate(m, orbit[-1]))
                    pieces.append(kind.constant(orbit[n - 1], *part))
            now[state] = reduce(kind.joined, pieces)
        before = now
        found.append(before[domain(m)])
    return found


def crossing_counts(m: Map, k: int, level: Fraction) -> list[int]:
    """Return the numbers of crossings of the level by f^0, ..., f^k."""
    return [count for count, _, _ in summaries(m, k, crossing_kind(level))]


def preimage_counts(m: Map, k: int, level: Fraction) -> list[int]:
    """Return the numbers of components of {f^0 = level}, ..., {f^k = level}."""
    return [count for count, _, _ in summaries(m, k, component_kind(level))]
