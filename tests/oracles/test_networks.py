"""The oracle for networks against all patterns, numbers found by reasoning, an SMT solver; and a float detector."""

import random
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.networks.cases import (
    CASES,
    STYLES,
    Case,
    Pair,
    Tree,
    at_points,
    clip,
    column,
    layer,
    leaky,
    near_one,
    network,
    pairs,
    permutation_cases,
    permutation_numbers,
    pool,
    random_cases,
    random_network,
    sevenths,
    shallow,
    small_cases,
    tent,
)
from tests.oracles import networks as oracle
from tests.oracles.notebook_detector import detected_segments

Q = Fraction


def name(case: Case | Pair) -> str:
    return case.name


# Evaluation


@pytest.mark.parametrize(
    ("activation", "z", "value", "state"),
    [
        (None, ["-5/2", 0, 3], ["-5/2", 0, 3], (0, 0, 0)),
        ("identity", ["-5/2", 0, 3], ["-5/2", 0, 3], (0, 0, 0)),
        ("relu", ["-5/2", 0, 3], [0, 0, 3], (0, 0, 1)),
        ("abs", ["-5/2", 0, 3], ["5/2", 0, 3], (0, 0, 1)),
        ("hard_tanh", ["-5/2", -1, 0, 1, 3], [-1, -1, 0, 1, 1], (0, 0, 1, 1, 2)),
        (leaky("1/10"), ["-5/2", 0, 3], ["-1/4", 0, 3], (0, 0, 1)),
        (leaky(-2), ["-5/2", 0, 3], [5, 0, 3], (0, 0, 1)),
        (clip("1/2", 2), [0, "1/2", 1, 2, 3], ["1/2", "1/2", 1, 2, 2], (0, 0, 1, 1, 2)),
        (clip("1/2", None), [0, "1/2", 1, 3], ["1/2", "1/2", 1, 3], (0, 0, 1, 1)),
        (clip(None, 2), [0, 2, 3], [0, 2, 2], (0, 0, 1)),
        (pool((0, 1), (1, 2), (0, 2), (2,)), [1, 3, 3], [3, 3, 3, 3], (1, 0, 1, 0)),
        (pool((0, 1, 2)), [-1, -1, -2], [-1], (0,)),
    ],
    ids=str,
)
def test_the_activations_by_hand(activation: Any, z: list[Any], value: list[Any], state: tuple[int, ...]) -> None:
    tree = network(layer(activation=activation), inputs=len(z))
    assert oracle.evaluate(tree, z) == [Q(x) for x in value]
    assert oracle.states(tree, z) == (state,)


def test_from_add_and_repeat_by_hand() -> None:
    # x = (2, -3). Value 1: relu(x0 - x1, x1) = (5, 0). Value 2, from 0: 2 * x1 - 1 = -7. Value 3: (value 2) * (1, 2) +
    # value 0 + value 1 = (-7 + 2 + 5, -14 - 3 + 0) = (0, -17)
    tree = network(
        layer([[1, -1], [0, 1]], activation="relu"),
        layer([[0, 2]], [-1], source=0),
        layer([[1], [2]], add=[0, 1]),
    )
    assert oracle.evaluate(tree, [2, -3]) == [0, -17]
    assert oracle.states(tree, [2, -3]) == ((1, 0), (0,), (0, 0))
    # once more, from (0, -17): (17, 0); -35; (-35 + 0 + 17, -70 - 17 + 0)
    twice = {**tree, "repeat": 2}
    assert oracle.evaluate(twice, [2, -3]) == [-18, -87]
    assert oracle.states(twice, [2, -3]) == ((1, 0), (0,), (0, 0), (1, 0), (0,), (0, 0))


def test_repeat_is_composition() -> None:
    rng = random.Random(7)
    seen = 0
    while seen < 60:
        tree = random_network(rng)
        if tree.get("repeat", 1) == 1:
            continue
        seen += 1
        once = {key: value for key, value in tree.items() if key != "repeat"}
        x = [Q(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(oracle.input_count(tree))]
        y, patterns = x, []
        for _ in range(tree["repeat"]):
            patterns += oracle.states(once, y)
            y = oracle.evaluate(once, y)
        assert oracle.evaluate(tree, x) == y
        assert oracle.states(tree, x) == tuple(patterns)


# Segments


def check_against_expected(case: Case, s: oracle.Segments) -> None:
    assert case.regions in (None, s.regions)
    assert case.pieces in (None, s.pieces)
    for expected, found in (
        (case.breakpoints, s.breakpoints),
        (case.kinks, s.kinks),
        (case.output_pieces, s.output_pieces),
        (case.coincident, s.coincident),
        (case.slopes, s.output_slopes[0]),
    ):
        assert expected is None or expected == found
    if isinstance(case.zero_width, int):
        assert len(s.zero_width) == case.zero_width
    elif case.zero_width is not None:
        assert [t for t, _ in s.zero_width] == case.zero_width


def check_against_brute(case: Case, s: oracle.Segments) -> None:
    lo, hi = s.ends
    b = oracle.brute(case.tree, *case.where)
    assert [region.pattern for region in b.regions] == s.patterns
    assert [(point.left, point.pattern) for point in b.points] == s.zero_width
    assert [region.left for region in b.regions] == [lo, *s.breakpoints]
    assert [region.right for region in b.regions] == [*s.breakpoints, hi]
    slopes = [tuple(slope for _, slope in region.outputs) for region in b.regions]
    runs = [slopes[0]] + [new for old, new in pairwise(slopes) if new != old]
    assert s.slopes == runs
    assert s.kinks == [t for t, (old, new) in zip(s.breakpoints, pairwise(slopes), strict=True) if old != new]
    for i, found in enumerate(s.output_slopes):
        column_slopes = [entry[i] for entry in slopes]
        assert found == [column_slopes[0]] + [new for old, new in pairwise(column_slopes) if new != old]
    inner = s.breakpoints
    assert s.coincident == [
        (t, changes)
        for t, (old, new) in zip(inner, pairwise(s.patterns), strict=True)
        if (
            changes := sum(a != c for row, other in zip(old, new, strict=True) for a, c in zip(row, other, strict=True))
        )
        > 1
    ]
    # Each solution set holds what it says: at its inner points and, where closed, at its ends
    start, direction = case.start or [Q(0)], case.direction or [Q(1)]
    for solution in (*b.regions, *b.points):
        left = solution.left if solution.left is not None else (solution.right or Q(0)) - 5
        right = solution.right if solution.right is not None else left + 7
        tries = [(left + right) / 2, (2 * left + right) / 3]
        tries += [left] * (solution.left is not None and solution.left_closed)
        tries += [right] * (solution.right is not None and solution.right_closed)
        for t in tries:
            x = [Q(p) + t * Q(d) for p, d in zip(start, direction, strict=True)]
            assert oracle.states(case.tree, x) == solution.pattern
            assert oracle.evaluate(case.tree, x) == [a + m * t for a, m in solution.outputs]


def check_the_formulas_of_t63(case: Case, s: oracle.Segments) -> None:
    """Find the pattern of each cell from its ends, and of each ray from value and derivative, as T6.3 says."""
    layers = oracle.read(case.tree)
    start, direction = case.start or [Q(0)], case.direction or [Q(1)]

    def before(t: Fraction) -> list[list[Fraction]]:
        return oracle.trace(layers, [Q(p) + t * Q(d) for p, d in zip(start, direction, strict=True)])[0]

    found = []
    for t, u in pairwise(s.points):
        pattern = []
        for each, z, w in zip(layers, before(t), before(u), strict=True):
            assert all((a - c) * (b - c) >= 0 for a, b in zip(z, w, strict=True) for c in each.kinks)
            if each.groups:
                tops = [
                    [n for n, i in enumerate(g) if z[i] == max(z[j] for j in g) and w[i] == max(w[j] for j in g)]
                    for g in each.groups
                ]
                pattern.append(tuple(top[0] for top in tops))
            else:
                pattern.append(tuple(sum(a > c or b > c for c in each.kinks) for a, b in zip(z, w, strict=True)))
        found.append(tuple(pattern))
    for t, sign, end in ((s.points[0], -1, s.ends[0]), (s.points[-1], 1, s.ends[1])):
        if end is not None:
            continue
        pattern = []
        for each, z, w in zip(layers, before(t), before(t + sign), strict=True):
            pairs_of = [(a, b - a) for a, b in zip(z, w, strict=True)]
            for a, m in pairs_of:
                assert all((a >= c and m >= 0) or (a <= c and m <= 0) for c in each.kinks)
            if each.groups:
                tops = [
                    [
                        n
                        for n, i in enumerate(g)
                        if z[i] == max(z[j] for j in g) and pairs_of[i][1] == max(pairs_of[j][1] for j in g)
                    ]
                    for g in each.groups
                ]
                pattern.append(tuple(top[0] for top in tops))
            else:
                pattern.append(
                    tuple(sum(a >= c and m >= 0 and (a > c or m > 0) for c in each.kinks) for a, m in pairs_of)
                )
        found.insert(0 if sign < 0 else len(found), tuple(pattern))
    merged = [found[0]] + [new for old, new in pairwise(found) if new != old]
    assert merged == s.patterns
    assert len(set(merged)) == len(merged)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_cases(case: Case) -> None:
    s = oracle.segments(case.tree, *case.where)
    check_against_expected(case, s)
    check_against_brute(case, s)
    check_the_formulas_of_t63(case, s)


def test_the_names_of_cases_differ_and_building_them_again_gives_the_same() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert small_cases() == CASES


@pytest.mark.parametrize("case", list(permutation_cases()), ids=name)
def test_the_permutation_maps(case: Case) -> None:
    check_against_expected(case, oracle.segments(case.tree, *case.where))


def test_words_by_hand() -> None:
    # 0 -> 0, 1/2 -> 1, 1 -> 1/2, slopes 2 and -1; 0 is the one point where unit 0 is off
    assert permutation_numbers([0, 2, 1], 1) == (2, 2, 1)
    # Interval 0 covers both, interval 1 is mapped onto itself: the words 00, 01, 11 with the slopes 4, -2, 1. Points: 0
    # has its own word; 1/4 -> 1/2 has 00, 1/2 -> 1 has 01, as beside them; 1 -> 1/2 has 10, its own
    assert permutation_numbers([0, 2, 1], 2) == (3, 3, 2)
    assert permutation_numbers([0, 1, 2, 3], 3) == (3, 1, 1)  # the identity
    assert permutation_numbers([3, 2, 1, 0], 1) == (3, 1, 1)


@pytest.mark.parametrize("seed", range(6))
def test_random_networks(seed: int) -> None:
    for case in random_cases(seed, 100):
        s = oracle.segments(case.tree, *case.where)
        check_against_brute(case, s)
        check_the_formulas_of_t63(case, s)


def test_random_networks_use_everything() -> None:
    used: set[Any] = set()
    regions = []
    for case in random_cases(0, 300):
        used |= set(case.tree) | {case.name.split()[-1], "line" if case.start else "", case.lo is None, case.hi is None}
        for each in case.tree["layers"]:
            used |= set(each)
            activation = each.get("activation")
            used.add(activation["type"] if isinstance(activation, dict) else activation)
        regions.append(oracle.segments(case.tree, *case.where).regions)
    keys = {"inputs", "repeat", "from", "add", "bias", "weight", "activation", "line", True, False, *STYLES}
    kinds = {"relu", "abs", "hard_tanh", "identity", "leaky_relu", "clip", "max_pool", None}
    assert keys | kinds <= used
    assert sum(r > 3 for r in regions) > 60


def test_a_part_of_the_line_has_the_regions_that_meet_it() -> None:
    rng = random.Random(3)
    for case in random_cases(77, 60):
        whole = oracle.segments(case.tree, None, None, case.start, case.direction)
        lo = Q(rng.randint(-20, 20), 10)
        if whole.breakpoints and rng.random() < 0.5:
            lo = rng.choice(whole.breakpoints)  # a breakpoint at an end does not count
        part = oracle.segments(case.tree, lo, lo + 2, case.start, case.direction)
        assert part.breakpoints == [t for t in whole.breakpoints if lo < t < lo + 2]
        assert part.kinks == [t for t in whole.kinks if lo < t < lo + 2]


def test_another_parameter_of_the_same_line() -> None:
    for case in random_cases(78, 60):
        start, direction = case.start or [Q(0)], case.direction or [Q(1)]
        s = oracle.segments(case.tree, None, None, start, direction)
        moved = [Q(p) + 3 * Q(d) for p, d in zip(start, direction, strict=True)]
        turned = oracle.segments(case.tree, None, None, moved, [-2 * Q(d) for d in direction])  # t = 3 - 2u
        assert turned.breakpoints == [(3 - t) / 2 for t in reversed(s.breakpoints)]
        assert turned.patterns == s.patterns[::-1]
        assert turned.output_slopes == [[-2 * m for m in reversed(slopes)] for slopes in s.output_slopes]
        assert sorted((3 - 2 * u, p) for u, p in turned.zero_width) == s.zero_width


def test_combinations_of_outputs() -> None:
    # (relu(x), relu(-x)): the sum is |x|, the difference x
    s = oracle.segments(network(layer([[1], [-1]], activation="relu")))
    assert (s.pieces, s.output_pieces, s.slopes) == (2, [2, 2], [(0, -1), (1, 0)])
    assert s.combination([1, 1]) == ([0], [-1, 1])
    assert s.combination([1, -1]) == ([], [1])
    assert s.combination(["1/2", 0]) == ([0], [0, Q(1, 2)])


# Two networks


@pytest.mark.parametrize("pair", list(pairs()), ids=name)
def test_pairs(pair: Pair) -> None:
    assert oracle.gap(pair.f, pair.g, *pair.where) == pair.gap
    assert oracle.gap(pair.g, pair.f, *pair.where) == pair.gap
    assert oracle.same(pair.f, pair.g, *pair.where) == (pair.gap == 0)


def test_the_gap_of_a_combination() -> None:
    f = network(layer([[1], [-1]], activation="relu"))
    g = network(layer([[0], [0]], [0, 0]))
    assert oracle.gap(f, g, -1, 2) == 2
    assert oracle.gap(f, g, -1, 2, combination=[0, 1]) == 1
    assert oracle.gap(f, g, combination=[0, 1]) is None


# Against an SMT solver


def symbolic(z3: Any, solver: Any, tree: Tree, x: list[Any]) -> tuple[list[Any], list[list[list[Any]]]]:
    """Return the outputs, and for each layer and unit the list of (formula of the state) for its states 0, 1, ..."""

    def number(q: Fraction) -> Any:
        return z3.RealVal(str(q))

    def fresh(term: Any) -> Any:
        variable = z3.FreshReal("v")
        solver.add(variable == term)
        return variable

    layers = oracle.read(tree)
    values, formulas = [x], []
    for each in layers:
        z = values[each.source]
        if each.weight is not None:
            z = [z3.Sum([number(w) * v for w, v in zip(row, z, strict=True)]) for row in each.weight]
        if each.bias is not None:
            z = [v + number(b) for v, b in zip(z, each.bias, strict=True)]
        for j in each.added:
            z = [v + w for v, w in zip(z, values[j], strict=True)]
        z = [fresh(v) for v in z]
        result, units = [], []
        for group in each.groups:
            places = [
                z3.And([z[i] > z[j] if m < n else z[i] >= z[j] for m, j in enumerate(group) if m != n])
                for n, i in enumerate(group)
            ]
            units.append(places)
            top = fresh(z[group[0]]) if len(group) == 1 else z3.FreshReal("m")
            solver.add(z3.And([top >= z[i] for i in group]), z3.Or([top == z[i] for i in group]))
            result.append(top)
        for v in z if not each.groups else []:
            above = [v > number(c) for c in each.kinks]
            cells = [
                z3.And([*above[:state], *(z3.Not(a) for a in above[state:])]) for state in range(len(each.kinks) + 1)
            ]
            units.append(cells)
            term = number(each.factors[-1][0]) + number(each.factors[-1][1]) * v
            for kink, (a, b) in reversed(list(zip(each.kinks, each.factors[:-1], strict=True))):
                term = z3.If(v <= number(kink), number(a) + number(b) * v, term)
            result.append(fresh(term))
        values.append(result)
        formulas.append(units)
    return values[-1], formulas


def between(z3: Any, solver: Any, t: Any, lo: Any, hi: Any) -> None:
    if lo is not None:
        solver.add(t >= z3.RealVal(str(Q(lo))))
    if hi is not None:
        solver.add(t <= z3.RealVal(str(Q(hi))))


def all_patterns(z3: Any, case: Case) -> set[oracle.Pattern]:
    """Return all patterns on [lo, hi]: ask for a point, then for one with another pattern, until there is none."""
    solver = z3.SolverFor("QF_LRA")
    t = z3.Real("t")
    between(z3, solver, t, case.lo, case.hi)
    start, direction = case.start or [0], case.direction or [1]
    x = [z3.RealVal(str(Q(p))) + z3.RealVal(str(Q(d))) * t for p, d in zip(start, direction, strict=True)]
    _, formulas = symbolic(z3, solver, case.tree, x)
    found = set()
    while solver.check() == z3.sat:
        model = solver.model()
        pattern = []
        for units in formulas:
            row = []
            for cells in units:
                (state,) = [n for n, cell in enumerate(cells) if z3.is_true(model.eval(cell, model_completion=True))]
                row.append(state)
            pattern.append(tuple(row))
        found.add(tuple(pattern))
        solver.add(
            z3.Not(
                z3.And(
                    [
                        cells[state]
                        for units, row in zip(formulas, pattern, strict=True)
                        for cells, state in zip(units, row, strict=True)
                    ]
                )
            )
        )
    assert solver.check() == z3.unsat
    return found


def solver_cases() -> list[Case]:
    few = [case for case in CASES if case.regions is not None and case.regions <= 10 and "permutation" not in case.name]
    chosen = [case for case in few if not case.name.startswith(("tent 1/2", "leaky", "near 1, 2^-24", "near 1, 2^-30"))]
    permutations = permutation_cases((3, 5), (2, 3))
    return [*chosen, sevenths(), *permutations, Case("tent", tent(3), 0, 1, regions=8), *random_cases(5, 25)]


@pytest.mark.parametrize("case", solver_cases(), ids=name)
def test_a_solver_finds_the_same_patterns(case: Case) -> None:
    z3 = pytest.importorskip("z3")
    s = oracle.segments(case.tree, *case.where)
    found = all_patterns(z3, case)
    assert len(found) == s.regions + len(s.zero_width)
    assert found == {*s.patterns, *(pattern for _, pattern in s.zero_width)}


def differ(z3: Any, f: Tree, g: Tree, lo: Any = None, hi: Any = None) -> list[Fraction] | None:
    """Return an input with f(x) != g(x), None if there is none (with lo <= x <= hi for one input)."""
    solver = z3.SolverFor("QF_LRA")
    x = [z3.Real(f"x{i}") for i in range(oracle.input_count(f))]
    between(z3, solver, x[0], lo, hi)
    one, other = symbolic(z3, solver, f, x)[0], symbolic(z3, solver, g, x)[0]
    solver.add(z3.Or([a != b for a, b in zip(one, other, strict=True)]))
    answer = solver.check()
    if answer == z3.unsat:
        return None
    assert answer == z3.sat
    model = solver.model()
    return [model.eval(v, model_completion=True).as_fraction() for v in x]


@pytest.mark.parametrize("pair", [pair for pair in pairs() if not pair.name.startswith("tent 3")], ids=name)
def test_a_solver_decides_whether_networks_are_equal(pair: Pair) -> None:
    # Of two inputs: everywhere, not only on the line
    z3 = pytest.importorskip("z3")
    x = differ(z3, pair.f, pair.g, pair.lo, pair.hi)
    if pair.gap == 0:
        assert x is None
    else:
        assert x is not None
        assert oracle.evaluate(pair.f, x) != oracle.evaluate(pair.g, x)


def test_a_solver_and_the_oracle_on_random_pairs() -> None:
    z3 = pytest.importorskip("z3")
    rng = random.Random(11)
    for _ in range(40):
        jumps = [rng.randint(-2, 2) for _ in range(3)]
        points = [Q(rng.randint(-4, 4), 7) for _ in range(3)]
        f = shallow([(c, 1, -p) for c, p in zip(jumps, points, strict=True)])
        order = rng.sample(range(3), 3)
        # c * relu(x - p) = c * (x - p) + c * relu(p - x), and scaled units; half of the time with another jump
        error = rng.choice((0, 0, Q(1, 2**50)))
        rest = [layer([[sum(jumps)]], [-sum(c * p for c, p in zip(jumps, points, strict=True))], source=0, add=[2])]
        g = network(
            layer(column([-7] * 3), [7 * points[i] for i in order], "relu"),
            layer([[Q(jumps[i], 7) + error * (i == 1) for i in order]]),
            *rest,
        )
        x = differ(z3, f, g, -1, 1)
        assert (x is None) == oracle.same(f, g, -1, 1)
        assert (x is None) == (error == 0)


# The float detector


def as_function(tree: Tree) -> Any:
    """Return the network as floats, in numpy: relu layers and affine ones only."""
    rows = [
        (
            np.array([[float(Q(w)) for w in row] for row in each["weight"]]),
            np.array([float(Q(b)) for b in each.get("bias", ["0"] * len(each["weight"]))]),
            "activation" in each,
        )
        for each in tree["layers"]
    ]

    def function(x: float) -> float:
        value = np.array([x])
        for weight, bias, active in rows:
            value = weight @ value + bias
            if active:
                value = np.maximum(value, 0)
        return float(value[0])

    return function


def test_a_kink_on_the_grid_counts_once_inside_a_cell_twice() -> None:
    function = as_function(tent(1))
    assert oracle.segments(tent(1), 0, 1).pieces == 2
    assert detected_segments(function, 0, 1, points=301) == 2  # the kink 1/2 is 150/300
    assert detected_segments(function, 0, 1, points=300) == 3  # between 149/299 and 150/299


def test_a_narrow_bump_is_not_seen() -> None:
    # slopes 0, 1, -1, 0 at 1/2 and 2 * 2^-20 on, between two points of the grid
    points = [Q(1, 2) + Q(i, 2**20) for i in range(3)]
    bump = at_points(points, [1, -1, 0])
    assert oracle.segments(bump, 0, 1).pieces == 4
    assert detected_segments(as_function(bump), 0, 1) == 1


def test_two_kinks_in_one_cell_count_none_or_two() -> None:
    # a step 0, 1, 0 of width w inside the cell [149/299, 150/299]: its slope becomes 299 * w
    for width, found in ((Q(1, 2**20), 1), (Q(1, 2**10), 3)):
        step = at_points([Q(1, 2), Q(1, 2) + width], [1, 0])
        assert oracle.segments(step, 0, 1).pieces == 3
        assert detected_segments(as_function(step), 0, 1) == found


def test_a_small_change_of_slope_is_not_seen() -> None:
    for change, found in ((Q(5, 10000), 1), (Q(5, 1000), 3)):
        tree = shallow([(1, 1, 1), (change, 1, Q(-1, 2))])
        assert oracle.segments(tree, 0, 1).pieces == 2
        assert detected_segments(as_function(tree), 0, 1) == found


def test_there_are_never_more_than_the_cells_of_the_grid() -> None:
    tree = tent(9)
    assert detected_segments(as_function(tree), 0, 1) <= 299  # of 512 pieces


def test_three_close_kinks_are_one_kink_for_the_detector() -> None:
    for e in (20, 30, 50):
        assert oracle.segments(near_one(e), 0, 2).pieces == 4
        assert detected_segments(as_function(near_one(e)), 0, 2, points=300) == 3  # one kink, inside a cell
        assert detected_segments(as_function(near_one(e)), 0, 2, points=301) == 2
