"""Growth from tables and from Markov partitions, by hand: cylinders counted, rows verified, matrices written out.

Written from docs/theorems.md, T3.1, T3.2 and the conventions, on the maps of `maps.py`. Only spectral radii are floats.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.oracles.maps import Map, domain, evaluate, kinks, slope_right

Ends = tuple[Fraction, Fraction]
Row = tuple[Fraction, Fraction, int, tuple[int | None, ...], int]  # lower, upper, weight, parts, layer


def compact_domain(m: Map) -> Ends:
    """Return the ends of a compact domain."""
    lower, upper = domain(m)
    assert lower is not None
    assert upper is not None
    return lower, upper


def part_images(m: Map, lower: Fraction, upper: Fraction) -> list[Ends]:
    """Return the images of the non-flat parts of an interval, cut at the kinks, from left to right."""
    cuts = [lower, *(c for c in kinks(m) if lower < c < upper), upper]
    found = []
    for a, b in pairwise(cuts):
        if slope_right(m, a) != 0:
            u, v = evaluate(m, a), evaluate(m, b)
            found.append((min(u, v), max(u, v)))
    return found


def cylinder_counts(m: Map, upto: int, start: Ends | None = None) -> list[int]:
    """Return the numbers of k-cylinders of an interval (left out: the domain) for k = 0..upto."""
    states: Counter[Ends] = Counter([start or compact_domain(m)])
    counts = [1]
    for _ in range(upto):
        following: Counter[Ends] = Counter()
        for (lower, upper), times in states.items():
            for image in part_images(m, lower, upper):
                following[image] += times
        states = following
        counts.append(sum(states.values()))
    return counts


def path_counts(rows: Sequence[Row], start: int, upto: int) -> list[int]:
    """Return how many paths of k = 0..upto assignments begin at a row."""
    numbers = [1] * len(rows)
    counts = [1]
    for _ in range(upto):
        numbers = [sum(numbers[r] for r in row[3] if r is not None) for row in rows]
        counts.append(numbers[start])
    return counts


def rows_of(evidence: Any) -> list[Row]:
    """Return the rows of a table as plain tuples."""
    return [(row.lower, row.upper, row.weight, tuple(row.parts), row.layer) for row in evidence.rows]


def faults(m: Map, rows: Sequence[Row], bound: Fraction, *, upper: bool) -> list[str]:
    """Return what is wrong with a table for a bound; an empty list when it is right (T3.2)."""
    wrong = []
    first, last = compact_domain(m)
    weights = [row[2] for row in rows]
    if upper and (first, last) not in [(row[0], row[1]) for row in rows]:
        wrong.append("no row is the domain")
    if any(w < (1 if upper else 0) for w in weights) or not any(weights):
        wrong.append("a weight is too small")
    for i, (low, high, weight, parts, layer) in enumerate(rows):
        if not first <= low < high <= last:
            wrong.append(f"row {i} is no interval inside the domain")
            continue
        images = part_images(m, low, high)
        if len(images) != len(parts):
            wrong.append(f"row {i} has {len(images)} parts, not {len(parts)}")
            continue
        total = 0
        for (u, v), r in zip(images, parts, strict=True):
            if r is None:
                if upper:
                    wrong.append(f"row {i} has a part without a row")
                continue
            a, b = rows[r][:2]
            if not (a <= u and v <= b if upper else u <= a and b <= v):
                wrong.append(f"row {i}: wrong containment for row {r}")
            if upper and rows[r][4] > layer:
                wrong.append(f"row {i}: row {r} lies in a larger layer")
            if not upper or rows[r][4] == layer:
                total += rows[r][2]
        if total > bound * weight if upper else total < bound * weight:
            wrong.append(f"row {i}: weights {total} and {weight} do not show {bound}")
    return wrong


# ------------------------------------------------------------------------------
# Markov partitions


def markov_points(m: Map, most: int = 60) -> list[Fraction] | None:
    """Return the smallest set that holds the ends and kinks with their images, or None when it has more points."""
    points = {*compact_domain(m), *kinks(m)}
    new = set(points)
    while new:
        new = {evaluate(m, x) for x in new} - points
        points |= new
        if len(points) > most:
            return None
    return sorted(points)


def transition_matrix(m: Map, points: Sequence[Fraction]) -> list[list[int]]:
    """Return which cells between neighbouring points are mapped over which; flat cells over none."""
    cells = list(pairwise(points))
    matrix = []
    for a, b in cells:
        u, v = sorted((evaluate(m, a), evaluate(m, b)))
        matrix.append([int(u <= c and d <= v) for c, d in cells])
    return matrix


def components(matrix: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the classes of vertices that lead to each other and to themselves, by reachability."""
    n = len(matrix)
    reach = [{j for j in range(n) if matrix[i][j]} for i in range(n)]
    for k in range(n):
        for i in range(n):
            if k in reach[i]:
                reach[i] |= reach[k]
    found = {tuple(j for j in range(n) if j in reach[i] and i in reach[j]) for i in range(n) if i in reach[i]}
    return [list(part) for part in sorted(found)]


def spectral_radius(matrix: Sequence[Sequence[int]]) -> float:
    """Return the spectral radius, class by class: there the largest eigenvalue is simple, so floats find it well."""
    import numpy

    best = 0.0
    for part in components(matrix):
        block = numpy.array([[matrix[i][j] for j in part] for i in part], dtype=float)
        best = max(best, float(abs(numpy.linalg.eigvals(block)).max()))
    return best


def characteristic_polynomial(matrix: Sequence[Sequence[int]]) -> list[int]:
    """Return det(t - A) by ascending powers, by Faddeev and LeVerrier, in integers."""
    n = len(matrix)
    power = [[0] * n for _ in range(n)]
    coefficients = [1]
    for k in range(1, n + 1):
        for i in range(n):
            power[i][i] += coefficients[-1]
        power = [
            [sum(a * row[j] for a, row in zip(line, power, strict=True) if a) for j in range(n)] for line in matrix
        ]
        coefficients.append(-sum(power[i][i] for i in range(n)) // k)
    return coefficients[::-1]


def remainder(dividend: Iterable[int], divisor: Sequence[int]) -> list[Fraction]:
    """Return the remainder of two polynomials by ascending powers, without zeros at the end."""
    rest = [Fraction(c) for c in dividend]
    while len(rest) >= len(divisor):
        factor = rest[-1] / divisor[-1]
        shift = len(rest) - len(divisor)
        for i, c in enumerate(divisor):
            rest[shift + i] -= factor * c
        rest.pop()
    while rest and rest[-1] == 0:
        rest.pop()
    return rest


def value_at(polynomial: Sequence[int | Fraction], x: Fraction) -> Fraction:
    """Return the value of a polynomial by ascending powers."""
    return sum((c * x**i for i, c in enumerate(polynomial)), Fraction(0))
