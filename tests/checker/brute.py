"""A slow and simple oracle: the iterates of a map written out piece by piece, with Fractions.

Shares no code and no idea with the checker: f^k is a list of affine segments, composed segment by segment,
and least periods are decided by iterating sample points.  Ends of domains are Fractions or `None`.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise

Segment = tuple[Fraction | None, Fraction | None, Fraction, Fraction]  # from, to, slope, constant


class Map:
    """Through knots, with slopes of rays or `None`."""

    def __init__(
        self,
        knots: list[tuple[Fraction, Fraction]],
        left: Fraction | None = None,
        right: Fraction | None = None,
    ) -> None:
        self.knots = [(Fraction(x), Fraction(y)) for x, y in knots]
        self.left = None if left is None else Fraction(left)
        self.right = None if right is None else Fraction(right)

    def domain(self) -> tuple[Fraction | None, Fraction | None]:
        """The ends of the domain."""
        return (
            self.knots[0][0] if self.left is None else None,
            self.knots[-1][0] if self.right is None else None,
        )

    def segments(self) -> list[Segment]:
        """The affine segments of f, redundant knots included."""
        out: list[Segment] = []
        (x0, y0), (xn, yn) = self.knots[0], self.knots[-1]
        if self.left is not None:
            out.append((None, x0, self.left, y0 - self.left * x0))
        for (p, u), (q, v) in pairwise(self.knots):
            s = (v - u) / (q - p)
            out.append((p, q, s, u - s * p))
        if self.right is not None:
            out.append((xn, None, self.right, yn - self.right * xn))
        return out

    def __call__(self, x: Fraction) -> Fraction:
        for p, q, s, c in self.segments():
            if inside(x, p, q):
                return s * x + c
        raise ValueError("outside the domain")

    def text(self) -> str:
        """A map file."""

        def number(x: Fraction | None) -> str | None:
            return None if x is None else str(x)

        return json.dumps(
            {
                "format": "exactpl-map/1",
                "knots": [[str(x), str(y)] for x, y in self.knots],
                "left_slope": number(self.left),
                "right_slope": number(self.right),
            }
        )


def inside(x: Fraction, p: Fraction | None, q: Fraction | None) -> bool:
    """p <= x <= q."""
    return (p is None or p <= x) and (q is None or x <= q)


def restrict(segments: list[Segment], lo: Fraction | None, hi: Fraction | None) -> list[Segment]:
    """The segments on [lo, hi]."""
    out = []
    for p, q, s, c in segments:
        p = lo if p is None else p if lo is None else max(p, lo)
        q = hi if q is None else q if hi is None else min(q, hi)
        if p is None or q is None or p < q:
            out.append((p, q, s, c))
    return out


def is_self_map(f: Map, lo: Fraction | None, hi: Fraction | None) -> bool:
    """Does f map [lo, hi] into itself?"""
    for p, q, s, c in restrict(f.segments(), lo, hi):
        for end, direction in ((p, -1), (q, 1)):
            if end is not None or s == 0:
                if not inside(c if end is None else s * end + c, lo, hi):
                    return False
            elif (hi if s * direction > 0 else lo) is not None:
                return False
    return True


def compose(f: list[Segment], g: list[Segment]) -> list[Segment]:
    """f after g."""
    out: list[Segment] = []
    for p, q, s, c in g:
        if s == 0:
            a, b = next((a, b) for u, v, a, b in f if inside(c, u, v))
            out.append((p, q, Fraction(0), a * c + b))
            continue
        pulled = []
        for u, v, a, b in f:
            lo, hi = (None if e is None else (e - c) / s for e in ((u, v) if s > 0 else (v, u)))
            pulled.append((lo, hi, a * s, a * c + b))
        if s < 0:
            pulled.reverse()
        out += restrict(pulled, p, q)
    return out


def iterate(f: Map, k: int, lo: Fraction | None, hi: Fraction | None) -> list[Segment]:
    """f^k on [lo, hi], which f maps into itself."""
    base = restrict(f.segments(), lo, hi)
    g: list[Segment] = [(lo, hi, Fraction(1), Fraction(0))]
    for _ in range(k):
        g = merged(compose(base, g))
    return g


def merged(g: list[Segment]) -> list[Segment]:
    """The maximal affine pieces."""
    out: list[Segment] = []
    for p, q, s, c in g:
        if out and out[-1][2:] == (s, c):
            out[-1] = (out[-1][0], q, s, c)
        else:
            out.append((p, q, s, c))
    return out


def pieces(g: list[Segment]) -> int:
    """The number of maximal affine pieces."""
    return len(merged(g))


def laps(g: list[Segment]) -> int:
    """The number of laps: greedy cover by weakly monotone stretches."""
    count, direction = 1, 0
    for _, _, s, _ in g:
        sign = (s > 0) - (s < 0)
        if sign != 0 and direction == -sign:
            count += 1
            direction = sign
        elif sign != 0:
            direction = sign
    return count


def fixed_ends(g: list[Segment]) -> set[Fraction]:
    """All finite end points of the components of the fixed point set, and perhaps more points."""
    out: set[Fraction] = set()
    for p, q, s, c in g:
        if s == 1 and c == 0:
            out |= {e for e in (p, q) if e is not None}
        elif s != 1 and inside(c / (1 - s), p, q):
            out.add(c / (1 - s))
    return out


def least_period_points(f: Map, n: int, lo: Fraction | None, hi: Fraction | None) -> int | None:
    """How many points of [lo, hi] have least period n; `None` for infinitely many."""
    marks = set().union(*(fixed_ends(iterate(f, d, lo, hi)) for d in range(1, n + 1) if n % d == 0))
    marks |= {e for e in (lo, hi) if e is not None}
    points = sorted(marks) or [Fraction(0)]
    between = [(a + b) / 2 for a, b in pairwise(points)] + [points[0] - 1, points[-1] + 1]
    if any(inside(x, lo, hi) and least_period(f, x, n) for x in between):
        return None
    return sum(least_period(f, x, n) for x in points)


def least_period(f: Map, x: Fraction, n: int) -> bool:
    """Has x least period n?"""
    y = x
    for j in range(1, n + 1):
        try:
            y = f(y)
        except ValueError:
            return False
        if y == x:
            return j == n
    return False


def end_value(segment: Segment, side: int) -> tuple[int, Fraction]:
    """The value, or limit, at the left (0) or right (1) end: (0, value), or (-1 or 1, ...) for an infinity."""
    end, s, c = segment[side], *segment[2:]
    if end is not None or s == 0:
        return 0, c if end is None else s * end + c
    return (1 if (s > 0) == (side == 1) else -1), Fraction(0)


def crossings(g: list[Segment], y: Fraction) -> int:
    """How often g crosses y: signs at the ends of all segments, zeros left out."""
    signs = []
    for segment in g:
        for side in (0, 1):
            infinity, value = end_value(segment, side)
            signs.append(infinity or (value > y) - (value < y))
    signs = [sign for sign in signs if sign != 0]
    return sum(a != b for a, b in pairwise(signs))


def glued(parts: list[tuple[Fraction | None, Fraction | None]]) -> list[tuple[Fraction | None, Fraction | None]]:
    """Closed intervals and points, given from left to right, as components of their union."""
    out: list[tuple[Fraction | None, Fraction | None]] = []
    for p, q in parts:
        if out and p is not None and out[-1][1] == p:
            out[-1] = (out[-1][0], q)
        else:
            out.append((p, q))
    return out


def preimages(g: list[Segment], y: Fraction) -> int:
    """The number of components of {g = y}."""
    parts: list[tuple[Fraction | None, Fraction | None]] = []
    for p, q, s, c in g:
        if s == 0 and c == y:
            parts.append((p, q))
        elif s != 0 and inside((y - c) / s, p, q):
            parts.append(((y - c) / s, (y - c) / s))
    return len(glued(parts))


def slope_range(g: list[Segment]) -> tuple[Fraction, Fraction]:
    """The greatest and the least absolute slope."""
    sizes = [abs(s) for _, _, s, _ in g]
    return max(sizes), min(sizes)


def image(g: list[Segment]) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value, `None` for none."""
    values = [end_value(segment, side) for segment in g for side in (0, 1)]
    return (
        None if any(infinity < 0 for infinity, _ in values) else min(v for infinity, v in values if infinity == 0),
        None if any(infinity > 0 for infinity, _ in values) else max(v for infinity, v in values if infinity == 0),
    )


def fixed_components(g: list[Segment]) -> tuple[int, int]:
    """How many isolated points and how many intervals {g(x) = x} consists of."""
    parts: list[tuple[Fraction | None, Fraction | None]] = []
    for p, q, s, c in g:
        if s == 1 and c == 0:
            parts.append((p, q))
        elif s != 1 and inside(c / (1 - s), p, q):
            parts.append((c / (1 - s), c / (1 - s)))
    isolated = sum(p is not None and p == q for p, q in glued(parts))
    return isolated, len(glued(parts)) - isolated


def breakpoints(f: Map, lo: Fraction | None, hi: Fraction | None) -> list[Fraction]:
    """The kinks of f inside [lo, hi]."""
    return [p for p, _, _, _ in merged(restrict(f.segments(), lo, hi))[1:] if p is not None]


def critical_points(f: Map, lo: Fraction | None, hi: Fraction | None, limit: int) -> set[Fraction] | None:
    """The orbits of kinks and finite ends; `None` when there are more than `limit` points."""
    found: set[Fraction] = set()
    waiting = [*breakpoints(f, lo, hi), *(e for e in (lo, hi) if e is not None)]
    while waiting:
        x = waiting.pop()
        if x not in found:
            found.add(x)
            waiting.append(f(x))
        if len(found) > limit:
            return None
    return found


def states(f: Map, lo: Fraction | None, hi: Fraction | None, limit: int) -> int | None:
    """How many intervals arise from [lo, hi] by cutting at kinks and mapping; `None` when more than `limit`."""
    base = merged(restrict(f.segments(), lo, hi))
    found: set[tuple[Fraction | None, Fraction | None]] = set()
    waiting = [(lo, hi)]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found.add(state)
        if len(found) > limit:
            return None
        for p, q, s, c in restrict(base, *state):
            if s != 0:
                ends = [None if e is None else s * e + c for e in (p, q)]
                waiting.append((ends[0], ends[1]) if s > 0 else (ends[1], ends[0]))
    return len(found)


Germ = tuple[Fraction, int]  # a point and a side


def germs(f: Map, c: Fraction, count: int) -> list[tuple[Germ, Germ, Fraction, Fraction]]:
    """The left and the right germ of c at times 0, ..., count - 1, with the slopes of f^n there."""
    out = []
    segments = f.segments()
    sides, slopes, x = [-1, 1], [Fraction(1), Fraction(1)], c
    for _ in range(count):
        out.append(((x, sides[0]), (x, sides[1]), slopes[0], slopes[1]))
        here = [segment for segment in segments if inside(x, segment[0], segment[1])]
        for i in (0, 1):
            # To the left of a knot lies the first of the two segments that meet there.
            s = here[0 if sides[i] < 0 else -1][2]
            slopes[i] *= s
            sides[i] *= (s > 0) - (s < 0)
        x = here[0][2] * x + here[0][3]
    return out
