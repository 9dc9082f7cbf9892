"""Networks at which float tools fail, as trees of network files, with numbers that were derived without running them.

The reason for each expected number stands beside it. All networks of `CASES` are small enough for `brute`; the deep
permutation maps come from `permutation_cases`, whose numbers are counts of words.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

Q = Fraction
Tree = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A network on [lo, hi] of the line start + t*direction, and what is known about it; None: not said."""

    name: str
    tree: Tree
    lo: Any = None
    hi: Any = None
    start: Sequence[Any] | None = None
    direction: Sequence[Any] | None = None
    regions: int | None = None
    pieces: int | None = None  # of the vector function
    zero_width: list[Any] | int | None = None  # the points, or their number
    breakpoints: list[Any] | None = None  # between regions
    kinks: list[Any] | None = None  # of the vector function
    output_pieces: list[int] | None = None
    coincident: list[tuple[Any, int]] | None = None
    slopes: list[Any] | None = None  # of the one output

    @property
    def where(self) -> tuple[Any, ...]:
        """The arguments of the oracle after the tree."""
        return self.lo, self.hi, self.start, self.direction


def layer(weight: Any = None, bias: Any = None, activation: Any = None, source: Any = None, add: Any = None) -> Tree:
    """Return a layer; numbers are written as strings, what is None is left out."""
    result: Tree = {}
    if activation is not None:
        result["activation"] = activation
    if add is not None:
        result["add"] = list(add)
    if bias is not None:
        result["bias"] = [str(Q(b)) for b in bias]
    if source is not None:
        result["from"] = source
    if weight is not None:
        result["weight"] = [[str(Q(w)) for w in row] for row in weight]
    return result


def network(*layers: Tree, inputs: int | None = None, repeat: int | None = None) -> Tree:
    tree: Tree = {"format": "exactpl-network/1", "layers": list(layers)}
    if inputs is not None:
        tree["inputs"] = inputs
    if repeat is not None:
        tree["repeat"] = repeat
    return tree


def column(weights: Iterable[Any]) -> list[list[Any]]:
    return [[w] for w in weights]


def shallow(units: Iterable[tuple[Any, Any, Any]], bias: Any = 0) -> Tree:
    """Return the sum of c * relu(w*x + b) over the units (c, w, b), plus the bias."""
    rows = list(units)
    first = layer(column(w for _, w, _ in rows), [b for _, _, b in rows], "relu")
    return network(first, layer([[c for c, _, _ in rows]], [bias]))


def at_points(points: Iterable[Any], slopes: Sequence[Any]) -> Tree:
    """Return the map that is 0 left of the points and has the slopes after them."""
    jumps = [Q(slopes[0])] + [Q(b) - Q(a) for a, b in pairwise(slopes)]
    return shallow((c, 1, -Q(t)) for c, t in zip(jumps, points, strict=True))


# Permutation maps


def permutation(d: int, seed: int) -> list[int]:
    values = list(range(d + 1))
    random.Random(seed).shuffle(values)
    return values


def deep(first: Sequence[tuple[Any, Any]], last: Sequence[Any], constant: Any, k: int, form: str) -> Tree:
    """Return g^k, g(x) = constant + the sum of last_i * relu(w_i*x + b_i), (w_i, b_i) in first.

    form "stack": k relu layers, an affine map between each two; "pairs": two layers for each g; "repeat": g repeated.
    """
    weights, biases = [w for w, _ in first], [b for _, b in first]
    pair = [layer(column(weights), biases, "relu"), layer([last], [constant])]
    if form == "repeat":
        return network(*pair, repeat=k)
    if form == "pairs":
        return network(*(pair * k))
    between = layer(
        [[Q(w) * Q(c) for c in last] for w in weights],
        [Q(w) * Q(constant) + Q(b) for w, b in first],
        "relu",
    )
    return network(pair[0], *[between] * (k - 1), pair[1])


def permutation_network(values: Sequence[int], k: int = 1, form: str = "stack") -> Tree:
    """Return g^k for the map g of [0, 1] through the points (i/d, values[i]/d), with a unit relu(x - i/d) for i < d."""
    d = len(values) - 1
    slopes = [b - a for a, b in pairwise(values)]
    jumps = [slopes[0]] + [b - a for a, b in pairwise(slopes)]
    return deep([(1, Q(-i, d)) for i in range(d)], jumps, Q(values[0], d), k, form)


_Item = tuple[tuple[int, ...], int | None]  # (the word, the slope of g^k there; None for a point)


def permutation_words(values: Sequence[int], k: int) -> list[_Item]:
    """Return the words of length k of the map's cylinders and of the points between them, from left to right.

    The unit relu(x - i/d) is on for x > i/d. So at a point x of the open interval number i (from i/d to (i + 1)/d) the
    units 0, ..., i are on, and at x = v/d the units 0, ..., v - 1: the point has the letter v - 1. Interval i is
    mapped, one to one, to what lies between values[i]/d and values[i + 1]/d, from left to right or from right to left.
    """
    items: list[_Item] = [(_point(values, 0, k), None)]
    for i in range(len(values) - 1):
        items += [*_inside(values, i, k), (_point(values, i + 1, k), None)]
    return items


def _point(values: Sequence[int], v: int, k: int) -> tuple[int, ...]:
    word = []
    for _ in range(k):
        word.append(v - 1)
        v = values[v]
    return tuple(word)


def _inside(values: Sequence[int], i: int, k: int) -> list[_Item]:
    """Return the items strictly inside interval i for words of length k >= 1."""
    slope = values[i + 1] - values[i]
    if k == 1:
        return [((i,), slope)]
    low, high = sorted((values[i], values[i + 1]))
    items: list[_Item] = []
    for j in range(low, high):
        if j > low:
            items.append((_point(values, j, k - 1), None))
        items += _inside(values, j, k - 1)
    if slope < 0:
        items.reverse()
    return [((i, *word), None if s is None else slope * s) for word, s in items]


def permutation_numbers(values: Sequence[int], k: int) -> tuple[int, int, int]:
    """Return (regions, pieces, zero-width patterns) of permutation_network(values, k) on [0, 1], k >= 1.

    Different words are different patterns, and each word is the word of one interval. Slopes are compared with those of
    the next interval: equal ones make no kink.
    """
    items = permutation_words(values, k)
    words = [word for word, s in items if s is not None]
    assert len(set(words)) == len(words)
    slopes = [s for _, s in items if s is not None]
    pieces = len([s for s, _ in groupby(slopes)])
    alone = [
        word
        for n, (word, s) in enumerate(items)
        if s is None and word not in {items[m][0] for m in (n - 1, n + 1) if 0 <= m < len(items)}
    ]
    return len(words), pieces, len(alone)


def permutation_cases(
    degrees: Iterable[int] = (3, 5, 7, 11), powers: Iterable[int] = (1, 2, 3, 4), forms: Iterable[str] = ("stack",)
) -> Iterator[Case]:
    for d in degrees:
        for k in powers:
            values = permutation(d, 1000 * d + k)
            regions, pieces, points = permutation_numbers(values, k)
            for form in forms:
                yield Case(
                    f"permutation d={d} k={k} {form}",
                    permutation_network(values, k, form),
                    0,
                    1,
                    regions=regions,
                    pieces=pieces,
                    zero_width=points,
                )


# Tents


def tent(k: int, form: str = "stack", peak: Any = "1/2") -> Tree:
    """Return T^k for the tent T with its peak 1 at `peak`, zero left of 0, two units a layer.

    T = relu(x)/c - (1/c + 1/(1 - c)) * relu(x - c), which is (1 - x)/(1 - c) right of c, also right of 1.
    """
    c = Q(peak)
    return deep([(1, 0), (1, -c)], [1 / c, -(1 / c + 1 / (1 - c))], 0, k, form)


def tent_cases(powers: Iterable[int] = (1, 2, 3, 4, 5)) -> Iterator[Case]:
    """Return T^k on [0, 1] and on the line.

    On [0, 1] the 2^k laps of T^k are its regions, slopes change their sign at each end of one. At a point with
    T^j(x) = 0, j < k, unit 0 of layer j + 1 is off, and on beside it; these points are 0 and, for j >= 1, the multiples
    of 2^(1-j) for the tent, as many for the skew one: 2^(k-2) + 1 for k >= 2 (all j), 1 for k = 1. Where T^j(x) = c and
    no T^i(x) = 0, i < k, the pattern is that of the side with T^j < c, or of both. On the line there are also the rays:
    x < 0, where all is off, and x > 1, which for k = 1 belongs to the region of (c, 1), and for k >= 2 is flat, with
    the later layers off. Then 0 has no pattern of its own, nor has 1: all off is what holds left of 0, and at 1 the
    later layers are off as they are right of it.
    """
    for k in powers:
        points = 2 ** (k - 2) + 1 if k >= 2 else 1
        for peak in ("1/2", "1/3"):
            for form in ("stack", "pairs", "repeat"):
                name = f"tent {peak} k={k} {form}"
                tree = tent(k, form, peak)
                yield Case(name, tree, 0, 1, regions=2**k, pieces=2**k, zero_width=points)
                extra = 1 if k == 1 else 2
                inner = 0 if k == 1 else points - 2
                yield Case(f"{name} line", tree, regions=2**k + extra, pieces=2**k + extra, zero_width=inner)


def zigzag_cases(powers: Iterable[int] = (1, 2, 3, 4, 5)) -> Iterator[Case]:
    """Return f^r, f(x) = |x| - 1: f^r is |x| - r outside of [-r, r], a zigzag between -1 and 0 inside.

    The state of step j + 1 is f^j(x) > 0, which is |x| > j for j >= 1 (f^j <= 0 elsewhere, and touches 0: no new
    state), x > 0 for j = 0. So the breakpoints are -(r - 1), ..., r - 1, all of them kinks, and no point has a pattern
    of its own.
    """
    for r in powers:
        tree = network(layer([[1]], activation="abs"), layer(bias=[-1]), repeat=r)
        inner = list(range(1 - r, r))
        yield Case(f"zigzag {r}", tree, regions=2 * r, pieces=2 * r, zero_width=[], breakpoints=inner, kinks=inner)


# Close, coincident, cancelling


def near_one(e: int) -> Tree:
    """Return a map with the slopes 0, 1, -1, 1 and breakpoints at 1, 1 + 2^-e, 1 + 2*2^-e."""
    return at_points([1 + i * Q(1, 2**e) for i in range(3)], [1, -1, 1])


def far_out() -> Tree:
    """Return a map with slopes 0, 1, -1, 1, ... and eight breakpoints 2^24 + i/8, i = 1, ..., 8."""
    return at_points([2**24 + Q(i, 8) for i in range(1, 9)], [1, -1] * 4)


def close_cases() -> Iterator[Case]:
    for e in (20, 24, 30, 40, 50):
        points = [1 + i * Q(1, 2**e) for i in range(3)]
        for lo, hi in ((None, None), (0, 2)):
            yield Case(f"near 1, 2^-{e}, {lo}", near_one(e), lo, hi, None, None, 4, 4, [], points, points)
    points = [2**24 + Q(i, 8) for i in range(1, 9)]
    yield Case("near 2^24", far_out(), regions=9, pieces=9, zero_width=[], breakpoints=points, kinks=points)
    yield Case(
        "near 2^24, between", far_out(), 2**24, 2**24 + 1, regions=8, pieces=8, zero_width=[]
    )  # at the end as before it
    # relu(10^17*x + 1) - relu(10^17*x): 0, then steep, then 1; in floats 10^17*x + 1 = 10^17*x for x near 1
    yield Case(
        "a step of width 10^-17",
        shallow([(1, 10**17, 1), (-1, 10**17, 0)]),
        regions=3,
        pieces=3,
        kinks=[Q(-1, 10**17), 0],
        slopes=[0, 10**17, 0],
        zero_width=[],
    )
    # A slope that changes by 2^-60
    yield Case(
        "a change of slope by 2^-60",
        shallow([(1, 1, 1), (Q(1, 2**60), 1, 0)]),
        -1,
        1,
        regions=2,
        pieces=2,
        kinks=[0],
        slopes=[1, 1 + Q(1, 2**60)],
        zero_width=[-1],  # relu(x + 1) is off there, on inside
    )
    # clip to [0, 10^-30]
    yield Case(
        "clip to [0, 10^-30]",
        network(layer([[1]], activation={"high": "1e-30", "low": "0", "type": "clip"})),
        regions=3,
        pieces=3,
        kinks=[0, Q(1, 10**30)],
        zero_width=[],
    )


def coincident_cases() -> Iterator[Case]:
    third = Q(1, 3)
    # All four change at 1/3, and are off there as on the left
    scalings = [(1, 3, -1), (1, 6, -2), (1, Q(1, 7), Q(-1, 21)), (1, 1, -third)]
    slope = 3 + 6 + Q(1, 7) + 1
    yield Case(
        "four scalings of x - 1/3",
        shallow(scalings),
        regions=2,
        pieces=2,
        zero_width=[],
        breakpoints=[third],
        coincident=[(third, 4)],
        slopes=[0, slope],
    )
    # With 1 - 3x, which is on at the left and off at 1/3: at 1/3 all are off, on neither side
    yield Case(
        "four scalings and the opposite",
        shallow([*scalings, (1, -3, 1)]),
        0,
        1,
        regions=2,
        pieces=2,
        zero_width=[third],
        coincident=[(third, 5)],
        slopes=[-3, slope],
    )
    # 0.1x - 0.3, 0.7x - 2.1, 1.1x - 3.3 as decimals: the breakpoint is 3 exactly, of all three
    yield Case(
        "decimals, breakpoint 3",
        shallow([(1, "0.1", "-0.3"), (1, "0.7", "-2.1"), (1, "1.1", "-3.3")]),
        regions=2,
        pieces=2,
        zero_width=[],
        coincident=[(3, 3)],
        slopes=[0, Q("1.9")],
    )
    # Numbers as people write them: relu(x/2 - 3/2) - 2*relu(5/2*x - 15/2) + 7/2
    yield Case(
        "numbers as people write them",
        {
            "format": "exactpl-network/1",
            "layers": [
                {
                    "activation": "relu",
                    "add": [],
                    "bias": ["-1.5", "-75e-1"],
                    "from": 0,
                    "weight": [["+.5"], ["25E-01"]],
                },
                {"activation": "identity", "bias": ["007/2"], "weight": [["1.", "-2"]]},
            ],
            "inputs": 1,
            "repeat": 1,
        },
        regions=2,
        pieces=2,
        zero_width=[],
        coincident=[(3, 2)],
        slopes=[0, Q(-9, 2)],
    )
    # relu(x) - relu(-x) = x; at 0 both are off
    yield Case(
        "x as relu(x) - relu(-x)",
        shallow([(1, 1, 0), (-1, -1, 0)]),
        regions=2,
        pieces=1,
        zero_width=[0],
        kinks=[],
        coincident=[(0, 2)],
        slopes=[1],
    )
    yield Case(
        "relu(3x - 1) - 3*relu(x - 1/3) = 0",
        shallow([(1, 3, -1), (-3, 1, -third)]),
        regions=2,
        pieces=1,
        zero_width=[],
        kinks=[],
        coincident=[(third, 2)],
        slopes=[0],
    )
    # The same, with a third kink at 1/2 that stays: pieces 2, regions 3
    yield Case(
        "two kinks of three cancel",
        shallow([(1, 3, -1), (-3, 1, -third), (1, 1, Q(-1, 2))]),
        0,
        1,
        regions=3,
        pieces=2,
        zero_width=[],
        kinks=[Q(1, 2)],
        slopes=[0, 1],
    )
    # 0.1 + 0.2 - 0.3 = 0 as decimals; the floats are 3602879701896397/2^55, twice that, 5404319552844595/2^54,
    # and 3 * 3602879701896397 - 2 * 5404319552844595 = 10808639105689191 - 10808639105689190 = 1: the sum is 2^-55
    yield Case(
        "0.1 + 0.2 - 0.3, decimals",
        shallow([("0.1", 1, 0), ("0.2", 1, 0), ("-0.3", 1, 0)]),
        regions=2,
        pieces=1,
        zero_width=[],
        slopes=[0],
        coincident=[(0, 3)],
    )
    yield Case(
        "0.1 + 0.2 - 0.3, floats",
        shallow([(Q(0.1), 1, 0), (Q(0.2), 1, 0), (Q(-0.3), 1, 0)]),
        regions=2,
        pieces=2,
        zero_width=[],
        slopes=[0, Q(1, 2**55)],
    )
    # (relu(x), -relu(x), relu(-x)): one kink of the vector, none of the sum of the first two
    yield Case(
        "three outputs",
        network(layer([[1], [-1]], activation="relu"), layer([[1, 0], [-1, 0], [0, 1], [1, -1]])),
        regions=2,
        pieces=2,
        zero_width=[0],
        output_pieces=[2, 2, 2, 1],
    )
    yield sevenths()


def sevenths() -> Case:
    """Return a case with structural coincidences on [0, 1].

    Layer 1: relu(7x - i), i = 0, ..., 6. g, the triangle wave from 0 at 0 to 1 at 1/7, ..., 1 at 1, has the kinks i/7.
    Layer 2: relu(g - 1/2), with breakpoints (2i + 1)/14; relu(g), zero at the even i/7; relu(g - 1), always zero;
    relu(1 - g), zero at the odd i/7. Regions: 6 + 7 breakpoints, 14. At i/7 the units of layer 1 are as on the left (at
    0 as nowhere), and one of relu(g), relu(1 - g) is zero there, positive beside it: 8 points with their own pattern.
    At (2i + 1)/14 the only unit at zero is as on one side. The output relu(g - 1/2) + relu(g) + relu(g - 1) - relu(1 -
    g) = relu(g - 1/2) + 2g - 1 has the slopes 14, 21, -21, -14, 14, ...: kinks everywhere.
    """
    wave = [1] + [2 * (-1) ** i for i in range(1, 7)]
    tree = network(
        layer(column([7] * 7), [-i for i in range(7)], "relu"),
        layer([wave, wave, wave, [-c for c in wave]], [Q(-1, 2), 0, -1, 1], "relu"),
        layer([[1, 1, 1, -1]]),
    )
    inner = sorted([Q(i, 7) for i in range(1, 7)] + [Q(2 * i + 1, 14) for i in range(7)])
    rising, falling = [14, 21], [-21, -14]
    return Case(
        "sevenths",
        tree,
        0,
        1,
        regions=14,
        pieces=14,
        zero_width=[Q(i, 7) for i in range(8)],
        breakpoints=inner,
        kinks=inner,
        coincident=[],
        slopes=(rising + falling) * 3 + rising,
    )


# Units that are zero


def zero_cases() -> Iterator[Case]:
    # z = relu(x) is 0 for x <= 0, identically: the second layer changes where the first one does
    yield Case(
        "zero on a ray",
        network(layer([[1]], activation="relu"), layer(activation="relu")),
        regions=2,
        pieces=2,
        zero_width=[],
        coincident=[(0, 2)],
    )
    yield Case(  # from below: the second unit is off everywhere
        "zero on a ray, negative beside it",
        network(layer([[1]], activation="relu"), layer([[-1]], activation="relu")),
        regions=2,
        pieces=1,
        zero_width=[],
        coincident=[],
    )
    # The classical one: z = relu(-x) + relu(x - 1) is 0 on [0, 1]; at 0 and 1 the pattern is that of (0, 1)
    classical = layer([[-1], [1]], [0, -1], "relu")
    yield Case(
        "zero on an interval",
        network(classical, layer([[1, 1]], activation="relu")),
        regions=3,
        pieces=3,
        zero_width=[],
        breakpoints=[0, 1],
        coincident=[(0, 2), (1, 2)],
        slopes=[-1, 0, 1],
    )
    yield Case(
        "zero on an interval, negative beside it",
        network(classical, layer([[-1, -1]], activation="relu")),
        regions=3,
        pieces=1,
        zero_width=[],
        coincident=[],
    )
    yield Case(  # the ends of J are those of the zero interval: one region, and its ends have its pattern
        "zero on J",
        network(classical, layer([[1, 1]], activation="relu")),
        0,
        1,
        regions=1,
        pieces=1,
        zero_width=[],
    )
    # Twice the same, subtracted: zero on the line
    yield Case(
        "zero on the line",
        network(layer([[1], [2]], activation="relu"), layer([[2, -1]], activation="relu")),
        regions=2,
        pieces=1,
        zero_width=[],
        coincident=[(0, 2)],
    )
    # relu(x) + relu(-x) touches 0 at 0 only; both units are off there, too
    touching = layer([[1], [-1]], activation="relu")
    yield Case(
        "touching",
        network(touching, layer([[1, 1]], activation="relu")),
        regions=2,
        pieces=2,
        zero_width=[0],
        slopes=[-1, 1],
    )
    # |x| touches 0: abs has the state of the left at 0, but the next relu is off at 0 only
    yield Case(
        "touching, abs",
        network(layer([[1]], activation="abs"), layer(activation="relu")),
        regions=2,
        pieces=2,
        zero_width=[0],
        coincident=[],
    )
    yield Case(  # -|x| touches from below: off everywhere
        "touching from below",
        network(layer([[1]], activation="abs"), layer([[-1]], activation="relu")),
        regions=2,
        pieces=1,
        zero_width=[],
    )
    # clip twice: z of the second lies in [-1, 1], is -1 or 1 on rays, and z > 1 nowhere
    yield Case(
        "hard_tanh twice",
        network(layer([[1]], activation="hard_tanh"), layer(activation="hard_tanh")),
        regions=3,
        pieces=3,
        zero_width=[],
        kinks=[-1, 1],
        coincident=[(-1, 2)],
    )
    # Along (-1, 2) + t*(1, -1): x + y - 1 is zero identically; x changes at 1, y at 2; off at the point as on one side
    yield Case(
        "zero along a line",
        network(layer([[1, 0], [0, 1], [1, 1]], [0, 0, -1], "relu"), layer([[1, 1, 5]])),
        None,
        None,
        (-1, 2),
        (1, -1),
        regions=3,
        pieces=3,
        zero_width=[],
        kinks=[1, 2],
        slopes=[-1, 0, 1],
    )


def dead_cases() -> Iterator[Case]:
    # relu(-relu(x) - 1) is off: the regions are those of relu(x)
    yield Case(
        "dead",
        network(layer([[1]], activation="relu"), layer([[-1]], [-1], "relu"), layer([[3]], [2])),
        regions=2,
        pieces=1,
        zero_width=[],
        slopes=[0],
    )
    yield Case("dead on J", shallow([(1, 1, -5)]), 0, 1, regions=1, pieces=1, zero_width=[], slopes=[0])
    yield Case("changes at the end of J", shallow([(1, 1, -1)]), 0, 1, regions=1, pieces=1, zero_width=[])
    # on inside J, off at its left end
    yield Case("off at the end of J", shallow([(1, 1, 0)]), 0, 1, regions=1, pieces=1, zero_width=[0], slopes=[1])
    one = layer([[1]], activation="relu")
    yield Case("one unit", network(one), regions=2, pieces=2, zero_width=[], slopes=[0, 1], coincident=[])
    yield Case("zero weights", network(layer([[0], [0]], [0, 1], "relu")), regions=1, pieces=1, zero_width=[])
    yield Case("zero weights at the end", network(one, layer([[0]], [1])), regions=2, pieces=1, zero_width=[])
    yield Case("affine", network(layer([[2]], [1])), regions=1, pieces=1, zero_width=[], slopes=[2])
    yield Case("the identity", network(layer(), inputs=1), regions=1, pieces=1, zero_width=[], slopes=[1])
    yield Case(
        "affine of two inputs",
        network(layer([[2, 1]], [1]), layer([[1], [1]])),
        0,
        1,
        (0, 0),
        (1, -2),
        regions=1,
        pieces=1,
        zero_width=[],
        output_pieces=[1, 1],
    )


# The other activations


def pool(*groups: Sequence[int]) -> Tree:
    return {"groups": [list(group) for group in groups], "type": "max_pool"}


def leaky(slope: Any) -> Tree:
    return {"slope": str(Q(slope)), "type": "leaky_relu"}


def clip(low: Any, high: Any) -> Tree:
    return {"high": None if high is None else str(Q(high)), "low": None if low is None else str(Q(low)), "type": "clip"}


def activation_cases() -> Iterator[Case]:
    for slope, pieces in ((-2, 2), (-1, 2), (0, 2), (Q(1, 100), 2), (1, 1)):  # with 1: a kink of the unit, not of f
        tree = network(layer([[1]], activation=leaky(slope)))
        yield Case(f"leaky {slope}", tree, regions=2, pieces=pieces, zero_width=[], breakpoints=[0])
    for low, high, slopes in ((0, None, [0, 1]), (None, 1, [1, 0]), (0, 1, [0, 1, 0])):
        tree = network(layer([[1]], activation=clip(low, high)))
        yield Case(f"clip {low} {high}", tree, regions=len(slopes), pieces=len(slopes), zero_width=[], slopes=slopes)
    # max(x, -x, x, 0) with the units x, x, -x, 0 in that order: the first x wins ties, also the one at 0
    ties = layer(column([1, 1, -1, 0]), activation=pool((0, 1, 2, 3), (1, 2), (2, 3), (3,)))
    yield Case(
        "max_pool, overlapping groups, ties",
        network(ties),
        regions=2,
        pieces=2,
        zero_width=[0],  # (2, 1, 0, 0) for x < 0, (0, 0, 1, 0) for x > 0; (0, 0, 0, 0) at 0
        output_pieces=[2, 2, 2, 1],
    )
    # max(0, x, -x): at 0 all are 0, the first one wins, which it does nowhere else
    yield Case(
        "max_pool, a tie at a point",
        network(layer(column([0, 1, -1]), activation=pool((0, 1, 2)))),
        regions=2,
        pieces=2,
        zero_width=[0],
        slopes=[-1, 1],
    )
    # max(relu(x), 0) and max(0, relu(x)): identical ties for x <= 0
    for first, second, changes in ((1, 0, 1), (0, 1, 2)):
        yield Case(
            f"max_pool of ({first}, {second})*relu(x)",
            network(layer([[1]], activation="relu"), layer([[first], [second]], activation=pool((0, 1)))),
            regions=2,
            pieces=2,
            zero_width=[],
            coincident=[(0, 2)] if changes == 2 else [],  # (1, 0): the first one always wins
        )
    # x + (-2)*relu(x) = -|x|, its absolute value |x|; -|x| > 0 nowhere
    yield Case(
        "residual",
        network(layer([[1]], activation="relu"), layer([[-2]], activation="abs", add=[0])),
        regions=2,
        pieces=2,
        zero_width=[],
        slopes=[-1, 1],
        coincident=[],
    )
    # min(x, y) + max(x, y) = x + y along (0, 1) + t*(1, -1): constant, with one change, at t = 1/2
    yield Case(
        "from: min + max",
        network(
            layer([[1, 0], [0, 1]], activation=pool((0, 1))),
            layer([[-1, 0], [0, -1]], activation=pool((0, 1)), source=0),
            layer([[-1]], add=[1]),
        ),
        None,
        None,
        (0, 1),
        (1, -1),
        regions=2,
        pieces=1,
        zero_width=[Q(1, 2)],  # (1, 0) for t < 1/2, (0, 1) for t > 1/2, (0, 0) at 1/2
        coincident=[(Q(1, 2), 2)],
        slopes=[0],
    )


def small_cases() -> list[Case]:
    """Return all cases with few units."""
    return [
        *close_cases(),
        *coincident_cases(),
        *zero_cases(),
        *dead_cases(),
        *activation_cases(),
        *tent_cases(),
        *zigzag_cases(),
        *permutation_cases((3, 5), (1, 2), ("stack", "pairs", "repeat")),
    ]


CASES = small_cases()


# Two networks


@dataclass(frozen=True)
class Pair:
    """Two networks and the largest entry of |F - G| on [lo, hi] of a line; None: it is unbounded."""

    name: str
    f: Tree
    g: Tree
    gap: Any
    lo: Any = None
    hi: Any = None
    start: Sequence[Any] | None = None
    direction: Sequence[Any] | None = None

    @property
    def where(self) -> tuple[Any, ...]:
        return self.lo, self.hi, self.start, self.direction


def pairs() -> Iterator[Pair]:
    x = network(layer(), inputs=1)
    absolute = network(layer([[1]], activation="abs"))
    for k in (1, 2, 3):
        yield Pair(f"tent {k}, repeat and stack", tent(k, "repeat"), tent(k), 0)
        yield Pair(f"tent {k}, repeat and pairs", tent(k, "repeat", "1/3"), tent(k, "pairs", "1/3"), 0)
    yield Pair("x", shallow([(1, 1, 0), (-1, -1, 0)]), x, 0)
    yield Pair("abs", shallow([(1, 1, 0), (1, -1, 0)]), absolute, 0)
    yield Pair("abs, leaky", network(layer([[1]], activation=leaky(-1))), absolute, 0)
    yield Pair("hard_tanh", shallow([(1, 1, 1), (-1, 1, -1)], -1), network(layer([[1]], activation="hard_tanh")), 0)
    yield Pair("clip", shallow([(-1, -1, 2)], 2), network(layer([[1]], activation=clip(None, 2))), 0)
    maximum = network(layer([[1, 0], [0, 1]], activation=pool((0, 1))))
    sum_and_relu = network(layer([[-1, 1]], activation="relu"), layer([[1]]), layer([[1, 0]], source=0, add=[2]))
    yield Pair("max(x, y) = x + relu(y - x)", maximum, sum_and_relu, 0, None, None, (3, -1), (2, 5))
    # |x| - relu(x) = relu(-x)
    relu = network(layer([[1]], activation="relu"))
    yield Pair("abs and relu", absolute, relu, None)
    yield Pair("abs and relu on a ray", absolute, relu, 0, 0, None)
    yield Pair("abs and relu on [-2, 3]", absolute, relu, 2, -2, 3)
    yield Pair("abs and abs + 1/7", absolute, network(layer([[1]], activation="abs"), layer(bias=["1/7"])), Q(1, 7))
    for e in (20, 50, 200):
        # slopes 0, 1, -1, 1 against 0, 1 from the third breakpoint on: a bump of height 2^-e
        yield Pair(f"a bump of height 2^-{e}", near_one(e), at_points([1 + Q(2, 2**e)], [1]), Q(1, 2**e))
    # slope 1 against 1 + 2^-60 on [0, 5]
    yield Pair("slopes 2^-60 apart", relu, shallow([(1 + Q(1, 2**60), 1, 0)]), Q(5, 2**60), -5, 5)


# Random networks

STYLES = ("small", "sevenths", "dyadic", "rational", "decimal")


def random_number(rng: random.Random, style: str) -> Fraction:
    if style == "small":  # many coincidences
        return Q(rng.randint(-2, 2), rng.choice((1, 1, 2)))
    if style == "sevenths":
        return Q(rng.randint(-7, 7), 7)
    if style == "dyadic":  # what a trained network has: 53 bits
        return Q(rng.gauss(0, 1))
    if style == "decimal":
        return Q(rng.randint(-999, 999), 1000)
    return Q(rng.randint(-1000, 1000), rng.randint(1, 1000))


def random_activation(rng: random.Random, units: int, style: str) -> Any:
    kind = rng.choice(("relu", "relu", "relu", "abs", "hard_tanh", "identity", None, "leaky", "clip", "pool"))
    if kind == "leaky":
        return leaky(rng.choice((Q(-1), Q(-1, 2), Q(0), Q(1, 100), Q(1), Q(3))))
    if kind == "clip":
        low = random_number(rng, style)
        high = low + abs(random_number(rng, style)) + rng.choice((Q(1), Q(1, 2**40)))
        return clip(*rng.choice(((low, None), (None, high), (low, high))))
    if kind == "pool":
        groups = [sorted(rng.sample(range(units), rng.randint(1, units))) for _ in range(rng.randint(1, 3))]
        return pool(*groups)
    return kind


def random_network(rng: random.Random, style: str | None = None) -> Tree:
    """Return a network of at most 3 inputs, at most 4 layers and 4 units in each; all keys of the format are in use."""
    style = style or rng.choice(STYLES)
    repeat = rng.choice((None, None, None, 1, 2, 3))
    inputs = rng.choice((1, 1, 1, 2, 3))
    depth = rng.choice((1, 2, 2) if repeat in (2, 3) else (1, 2, 2, 3, 3, 4))
    sizes = [inputs]
    layers = []
    for i in range(1, depth + 1):
        source = rng.choice((None, None, None, rng.randrange(i)))
        reads = sizes[i - 1 if source is None else source]
        weight: list[list[Fraction]] | None = None
        units = reads
        square = i == depth and repeat in (2, 3)  # then there must be as many outputs as inputs
        if rng.random() < 0.85 or square:
            units = inputs if square else rng.randint(2 if i < depth else 1, 4)
            weight = [[random_number(rng, style) for _ in range(reads)] for _ in range(units)]
            if units > 1 and rng.random() < 0.25:  # the same unit twice, scaled
                factor = rng.choice((Q(1), Q(2), Q(-1), Q(1, 3)))
                weight[-1] = [factor * w for w in weight[0]]
        bias = None
        if rng.random() < 0.7:
            bias = [random_number(rng, style) for _ in range(units)]
            if weight is not None and units > 1 and rng.random() < 0.3 and any(weight[0]):
                ratios = {b / a for a, b in zip(weight[0], weight[-1], strict=True) if a}
                if len(ratios) == 1:
                    bias[-1] = bias[0] * ratios.pop()
        add = None
        if rng.random() < 0.3:
            add = sorted(rng.sample([j for j in range(i) if sizes[j] == units], k=1)) if units in sizes else []
        activation = random_activation(rng, units, style)
        if square and isinstance(activation, dict) and activation["type"] == "max_pool":
            activation = "relu"
        layers.append(layer(weight, bias, activation, source, add))
        pooled = isinstance(activation, dict) and activation["type"] == "max_pool"
        sizes.append(len(activation["groups"]) if pooled else units)
    said = inputs if "weight" not in layers[0] or rng.random() < 0.2 else None
    return network(*layers, inputs=said, repeat=repeat)


def random_cases(seed: int, count: int) -> Iterator[Case]:
    """Return random networks on random intervals; of many inputs, and of some with one, along random lines."""
    rng = random.Random(seed)
    for n in range(count):
        style = rng.choice(STYLES)
        tree = random_network(rng, style)
        inputs = tree["inputs"] if "inputs" in tree else len(tree["layers"][0]["weight"][0])
        start = direction = None
        if inputs > 1 or rng.random() < 0.2:
            start = [random_number(rng, style) for _ in range(inputs)]
            direction = [random_number(rng, style) for _ in range(inputs)]
            if not any(direction):
                direction[-1] = Q(1)
        lo = random_number(rng, style)
        ends = rng.choice(((None, None), (None, lo), (lo, None), (lo, lo + 1), (lo, lo + 4), (Q(-3), Q(3))))
        yield Case(f"random {seed}.{n} {style}", tree, *ends, start, direction)
