"""The forms in which the checker computes, as docs/theorems.md states them, on the maps of `maps.py`.

T0.1.4, T1.1'', T1.3.4, T1.8', T2.1', T2.2', T3.3', T5.8', T5.9' and T6.1', word for word and slowly: states are pairs
of ends, cylinders are sequences of parts, nothing is numbered. The other sides of the comparisons, iterates written
out, are in `test_forms.py`.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from tests.oracles.maps import Component, End, Map, domain, evaluate, kinks, slope_left, slope_right, slopes

Part = tuple[int, Component, Fraction]  # the number of the part of I, the part, and the slope on it
ONE = Fraction(1)


def part_of(m: Map, x: End, side: int) -> int:
    """Return the number of the part of I that holds a germ; an infinite end has its inward germ."""
    cuts = kinks(m)
    if x is None:
        return 0 if side > 0 else len(cuts)
    return sum(c < x if side < 0 else c <= x for c in cuts)


def slope_on(m: Map, x: End, side: int) -> Fraction:
    """Return the slope that a germ meets."""
    if x is None:
        return slopes(m)[0 if side > 0 else -1]
    return slope_left(m, x) if side < 0 else slope_right(m, x)


def moved(m: Map, x: End) -> End:
    """Return f(x) for an end of a part that is not flat: an infinite end goes to one."""
    return None if x is None else evaluate(m, x)


def parts(m: Map, state: Component) -> list[Part]:
    """Return the parts of a state, from left to right."""
    lo, hi = state
    ends: list[End] = [lo, *(c for c in kinks(m) if (lo is None or lo < c) and (hi is None or c < hi)), hi]
    found = []
    for i, u in enumerate(ends[:-1]):
        v = ends[i + 1]
        # Inside the part: the germ of its left end, or of its right one where the left one is infinite.
        x, side = (u, 1) if u is not None or v is None else (v, -1)
        found.append((part_of(m, x, side), (u, v), slope_on(m, x, side)))
    return found


def image(m: Map, part: Part) -> Component:
    """Return the image of a part that is not flat."""
    _, (u, v), slope = part
    ends = moved(m, u), moved(m, v)
    return ends if slope > 0 else ends[::-1]


# ----------------------------------------------------------------------------------------------------------------------
# T0.1.4


def extremes(m: Map) -> tuple[tuple[int, Fraction], tuple[int, Fraction]]:
    """Return the least and the greatest value at kinks and ends; (-1, 0) and (1, 0) are the infinite ones."""
    values = [(0, evaluate(m, x)) for x in (*kinks(m), *domain(m)) if x is not None]
    for slope, side, knot in ((m.left, -1, m.knots[0]), (m.right, 1, m.knots[-1])):
        if slope is not None:
            rises = slope * side
            values.append((0, knot[1]) if rises == 0 else (1 if rises > 0 else -1, Fraction(0)))
    return min(values), max(values)


# ----------------------------------------------------------------------------------------------------------------------
# T1.1''


def has_no_kink(m: Map, c: Fraction, n: int) -> bool:
    """Say whether f^n has no kink at a kink c of f (T1.1'', 1)."""
    x, sides, flat, products = c, [-1, 1], [False, False], [ONE, ONE]
    for _ in range(n):
        apart = part_of(m, x, sides[0]) != part_of(m, x, sides[1])
        for i in (0, 1):
            if not flat[i]:
                slope = slope_on(m, x, sides[i])
                flat[i] = slope == 0
                products[i] *= slope if apart else 1
                sides[i] *= -1 if slope < 0 else 1
        x = evaluate(m, x)
        if all(flat):
            return True
    return not any(flat) and products[0] == products[1]


def pieces_on(m: Map, n: int, state: Component) -> int:
    """Return the number of pieces of f^n on a state (T1.1'', 2)."""
    if n == 0:
        return 1
    lo, hi = state
    inner = [c for c in kinks(m) if (lo is None or lo < c) and (hi is None or c < hi)]
    counts = (1 if part[2] == 0 else pieces_on(m, n - 1, image(m, part)) for part in parts(m, state))
    return sum(counts) - sum(has_no_kink(m, c, n) for c in inner)


# ----------------------------------------------------------------------------------------------------------------------
# T1.3.4


def level_components(m: Map, n: int, state: Component, y: Fraction, free: bool) -> tuple[int, bool, bool]:
    """Return the summary of f^n on a state (T1.3.2), with the flags of infinite ends as they are given."""
    lo, hi = state
    if n == 0:
        inside = (lo is None or lo <= y) and (hi is None or y <= hi)
        return int(inside), free if lo is None else lo == y, free if hi is None else hi == y
    total: tuple[int, bool, bool] | None = None
    for part in parts(m, state):
        _, (u, v), slope = part
        if slope == 0:
            value = evaluate(m, u if u is not None else v if v is not None else 0)
            for _ in range(n - 1):
                value = evaluate(m, value)
            there = value == y
            here = int(there), free if u is None else there, free if v is None else there
        else:
            count, left, right = level_components(m, n - 1, image(m, part), y, free)
            here = (count, left, right) if slope > 0 else (count, right, left)
        if total is None:
            total = here
        else:
            total = total[0] + here[0] - (total[2] and here[1]), total[1], here[2]
    assert total is not None
    return total


# ----------------------------------------------------------------------------------------------------------------------
# T1.8'


def power_that_is(base: Fraction, goal: Fraction) -> int | None:
    """Return the m >= 0 with base^m = goal, |base| != 0, 1, among those that bit lengths leave (T1.8')."""
    whole = abs(base.numerator) > base.denominator
    root, power = (abs(base.numerator), abs(goal.numerator)) if whole else (base.denominator, goal.denominator)
    b, w = root.bit_length(), power.bit_length()
    left = [m for m in range((w - 1) // (b - 1) + 1) if w - 1 < b * m or m == w - 1 == 0]
    found = [m for m in left if base**m == goal]
    assert len(found) <= 1
    return found[0] if found else None


def last_irregular(ratios: Sequence[Fraction], r: int, p: int) -> int:
    """Return h_c from R_0, ..., R_(r + p), where |R_(r + p) / R_r| is not 1."""
    rho = ratios[r + p] / ratios[r]
    times = {i: power_that_is(rho, 1 / ratios[i]) for i in range(r, r + p)}
    return max([r, *(i + m * p for i, m in times.items() if m is not None)])


# ----------------------------------------------------------------------------------------------------------------------
# T2.1'


def periods_of_critical_cycles(m: Map, most: int) -> dict[Fraction, int]:
    """Return the members of Z* whose least periods are at most `most`, with these periods (T2.1', 1)."""
    cuts = kinks(m)
    flat = [part for part in parts(m, domain(m)) if part[2] == 0]

    def is_critical(x: Fraction) -> bool:
        around = ((lo is None or lo <= x) and (hi is None or x <= hi) for _, (lo, hi), _ in flat)
        return x in cuts or any(around)

    def cycle(start: Fraction) -> list[Fraction]:
        orbit = [start]
        while len(orbit) <= most:
            orbit.append(evaluate(m, orbit[-1]))
            if orbit[-1] == start:
                return orbit[:-1]
        return []

    found: dict[Fraction, int] = {}
    values = [evaluate(m, lo if lo is not None else hi if hi is not None else 0) for _, (lo, hi), _ in flat]
    for start in [*cuts, *values]:
        around = cycle(start)
        if any(map(is_critical, around)):
            found |= dict.fromkeys(around, len(around))
    for end in domain(m):
        if end is not None and cycle(end):
            found[end] = len(cycle(end))
    return found


def states_of_level(m: Map, k: int) -> set[Component]:
    """Return the states of level k."""
    level = {domain(m)}
    for _ in range(k):
        level = {image(m, part) for state in level for part in parts(m, state) if part[2] != 0}
    return level


def loops(m: Map, state: Component, k: int) -> int:
    """Return the number of paths of length k from a state to itself."""
    counts = Counter({state: 1})
    for _ in range(k):
        after: Counter[Component] = Counter()
        for here, count in counts.items():
            for part in parts(m, here):
                if part[2] != 0:
                    after[image(m, part)] += count
        counts = after
    return counts[state]


Cylinder = tuple[tuple[int, ...], Component, Fraction, Fraction]  # the parts met, the image, and f^k = A x + C


def cylinder_of(m: Map, state: Component, x: End, side: int, k: int) -> Cylinder | None:
    """Follow a germ in a state together with its cylinder; None if it becomes flat."""
    word: list[int] = []
    slope, constant = ONE, Fraction(0)
    for _ in range(k):
        number = part_of(m, x, side)
        (part,) = (part for part in parts(m, state) if part[0] == number)
        s = part[2]
        if s == 0:
            return None
        point = next((end for end in part[1] if end is not None), Fraction(0))
        slope, constant = s * slope, s * constant + evaluate(m, point) - s * point
        word.append(number)
        x, side = moved(m, x), side if s > 0 else -side
        state = image(m, part)
    return tuple(word), state, slope, constant


def strictly_inside(m: Map, state: Component, k: int) -> int:
    """Return U(D) for a bounded state D of level k: loops less those that touch an end (T2.1', 2)."""
    touching = [cylinder_of(m, state, x, side, k) for x, side in zip(state, (1, -1), strict=True)]
    return loops(m, state, k) - len({found[0] for found in touching if found is not None and found[1] == state})


def in_cylinders(m: Map, k: int) -> tuple[int, list[Component]]:
    """Return how many k-cylinders have one fixed point of f^k inside, and the identity cylinders (T2.1')."""
    single, looked_at = 0, {}
    for end, side in zip(domain(m), (1, -1), strict=True):
        if end is None:
            cylinder = cylinder_of(m, domain(m), None, side, k)
            if cylinder is not None:
                looked_at[cylinder[0]] = cylinder
    for state in states_of_level(m, k):
        if None in state:
            continue
        single += strictly_inside(m, state, k)
        for x, side in zip(state, (1, -1), strict=True):
            cylinder = cylinder_of(m, domain(m), x, side, k)
            if cylinder is not None and cylinder[1] == state:
                looked_at[cylinder[0]] = cylinder
    identities = []
    for _, (lo, hi), slope, constant in looked_at.values():
        if slope != 1:
            z = constant / (1 - slope)
            single += (lo is None or lo < z) and (hi is None or z < hi)
        elif constant == 0:
            identities.append((lo, hi))
    return single, identities


def fixed_point_count(m: Map, n: int) -> tuple[int, int]:
    """Return the numbers of isolated fixed points of f^n and of intervals of them (T2.1' and T2.4)."""
    single, identities = in_cylinders(m, n)
    special = sum(n % period == 0 for period in periods_of_critical_cycles(m, n).values())
    ends = Counter(end for cylinder in identities for end in cylinder if end is not None)
    return special + single - len(ends), len(identities) - sum(times == 2 for times in ends.values())


# ----------------------------------------------------------------------------------------------------------------------
# T2.2'


def three_numbers(m: Map, n: int, moebius: dict[int, int]) -> tuple[int, int, Fraction]:
    """Return chi, e and r; `moebius` gives mu(n / d) for the divisors d of n."""
    chi = sum(period == n for period in periods_of_critical_cycles(m, n).values())
    e, r = 0, Fraction(0)
    for d, sign in moebius.items():
        single, identities = in_cylinders(m, d)
        chi += sign * (single - len(identities))
        e += sign * sum((lo is None) + (hi is None) for lo, hi in identities)
        r += sign * sum(((hi or Fraction(0)) - (lo or Fraction(0)) for lo, hi in identities), Fraction(0))
    return chi, e, r


# ----------------------------------------------------------------------------------------------------------------------
# T3.3'


def excludes(mu: Fraction, n: int) -> bool:
    """Say whether mu^n - 2 mu^(n - 2) - 1 < 0."""
    if mu**2 <= 2 or mu**2 >= 3:
        return mu**2 <= 2
    p, q = mu.numerator, mu.denominator
    gap = p ** (n - 2) * (p * p - 2 * q * q) - q**n
    assert gap != 0
    return gap < 0


# ----------------------------------------------------------------------------------------------------------------------
# T5.8' and T5.9'

Affine = tuple[Fraction, Fraction]  # slope and constant


def held_pieces(m: Map, q: Fraction, p: Fraction) -> list[tuple[Fraction, Affine]]:
    """Return where the pieces of f held inside [q, p] begin, and what they are."""
    found: list[tuple[Fraction, Affine]] = []
    for _, (u, v), a in parts(m, (q, p)):
        assert u is not None
        assert v is not None
        b = evaluate(m, u) - a * u
        marks = [u] if a == 0 else [u, *sorted(x for x in ((level - b) / a for level in (q, p)) if u < x < v)]
        for mark in marks:
            value = a * mark + b
            piece = a, b
            if value < q or (value == q and a < 0):
                piece = Fraction(0), q
            elif value > p or (value == p and a > 0):
                piece = Fraction(0), p
            if not found or found[-1][1] != piece:
                found.append((mark, piece))
    return found


def nothing_comes_back(m: Map, q: Fraction, p: Fraction, least: Fraction, most: Fraction) -> bool:
    """Say whether (b) of T5.9 holds, given (a), where f maps [q, p] onto [least, most] (T5.9')."""
    at_q, at_p, s, t = evaluate(m, q), evaluate(m, p), m.right, m.left
    up, down = most > p, least < q
    if (up and s is not None and s < 0) or (down and t is not None and t < 0):
        up = down = True
    stays_up = s is not None and ((at_p >= p and s > 0) or (at_p > p and s == 0) or (at_p <= q and s < 0))
    stays_down = t is not None and ((at_q <= q and t > 0) or (at_q < q and t == 0) or (at_q >= p and t < 0))
    return (not up or stays_up) and (not down or stays_down)


# ----------------------------------------------------------------------------------------------------------------------
# T6.1'


def position(cs: Sequence[Fraction], z: Fraction) -> int:
    """Return the position of z among kinks."""
    return sum(c < z for c in cs) + sum(c <= z for c in cs)


def in_one_cell(one: int, other: int) -> bool:
    """Say whether no odd number lies strictly between two positions."""
    return not any(odd % 2 for odd in range(min(one, other) + 1, max(one, other)))
