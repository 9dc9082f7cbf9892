"""Numbers p + q sqrt(2), and maps of an interval with such knots, iterated by writing every knot out.

Written from the definitions alone: signs by squares, f^k by pulling back knots, fixed points by signs at knots.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from itertools import pairwise


@total_ordering
@dataclass(frozen=True)
class Surd:
    """p + q sqrt(2)."""

    p: Fraction
    q: Fraction = Fraction(0)

    def sign(self) -> int:
        """Return -1, 0 or 1: where p and q sqrt(2) have opposite signs, their squares decide."""
        first, second = ((x > 0) - (x < 0) for x in (self.p, self.q))
        if first * second >= 0:
            return first or second
        return first if self.p**2 > 2 * self.q**2 else second

    def __add__(self, other: "Surd") -> "Surd":
        return Surd(self.p + other.p, self.q + other.q)

    def __neg__(self) -> "Surd":
        return Surd(-self.p, -self.q)

    def __sub__(self, other: "Surd") -> "Surd":
        return self + -other

    def __mul__(self, other: "Surd") -> "Surd":
        return Surd(self.p * other.p + 2 * self.q * other.q, self.p * other.q + self.q * other.p)

    def __truediv__(self, other: "Surd") -> "Surd":
        norm = other.p**2 - 2 * other.q**2
        return self * Surd(other.p / norm, -other.q / norm)

    def __lt__(self, other: "Surd") -> bool:
        return (self - other).sign() < 0


Knots = tuple[tuple[Surd, Surd], ...]
ROOT_2 = Surd(Fraction(0), Fraction(1))


def surd(x: "int | str | Fraction | Surd") -> Surd:
    """Return an exact number as a surd."""
    return x if isinstance(x, Surd) else Surd(Fraction(x))


def make(points: "list[tuple[int | str | Fraction | Surd, int | str | Fraction | Surd]]") -> Knots:
    """Return the map of an interval through the points."""
    return tuple((surd(x), surd(y)) for x, y in points)


def evaluate(m: Knots, x: Surd) -> Surd:
    """Return m(x) inside the domain."""
    (a, u), (b, v) = next((s, t) for s, t in pairwise(m) if s[0] <= x <= t[0])
    return u + (v - u) * (x - a) / (b - a)


def canonical(m: Knots) -> Knots:
    """Return the map without the inner knots at which the slope does not change."""
    kept = [m[0]]
    for (a, u), (b, v), (c, w) in zip(m, m[1:], m[2:], strict=False):
        if (v - u) * (c - b) != (w - v) * (b - a):
            kept.append((b, v))
    return (*kept, m[-1])


def compose(g: Knots, f: Knots) -> Knots:
    """Return g after f: the knots of f, and the points that f takes to inner knots of g."""
    xs = {x for x, _ in f}
    for (a, u), (b, v) in pairwise(f):
        for c, _ in g[1:-1]:
            if min(u, v) < c < max(u, v):
                xs.add(a + (c - u) * (b - a) / (v - u))
    return canonical(tuple((x, evaluate(g, evaluate(f, x))) for x in sorted(xs)))


def powers(f: Knots, upto: int) -> list[Knots]:
    """Return f^1, ..., f^upto."""
    found = [canonical(f)]
    while len(found) < upto:
        found.append(compose(f, found[-1]))
    return found


def piece_count(m: Knots) -> int:
    """Return the number of maximal affine pieces."""
    return len(canonical(m)) - 1


def lap_count(m: Knots) -> int:
    """Return 1 + the number of changes between rising and falling."""
    signs = [s for s in ((v - u).sign() for (_, u), (_, v) in pairwise(m)) if s]
    return 1 + sum(a != b for a, b in pairwise(signs))


def fixed_points(m: Knots) -> list[Surd]:
    """Return the fixed points; AssertionError where they fill an interval."""
    found: set[Surd] = set()
    for (a, u), (b, v) in pairwise(m):
        left, right = u - a, v - b
        assert left.sign() or right.sign()
        if left.sign() * right.sign() <= 0:
            found.add(a + left * (b - a) / (left - right))
    return sorted(found)


def least_period(f: Knots, x: Surd, limit: int) -> int | None:
    """Return the least n <= limit with f^n(x) = x."""
    y = x
    for n in range(1, limit + 1):
        y = evaluate(f, y)
        if y == x:
            return n
    return None
