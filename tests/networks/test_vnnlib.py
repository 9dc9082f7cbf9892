"""Queries in VNN-LIB, read back by a reader of their own, and the boundary suite, every answer proved exactly."""

import csv
import json
import random
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp
from exactpl.networks.formats.vnnlib import decimal

N = xp.networks
Q = Fraction

CASES = {case.name: case for case in N.boundary_cases()}


# -- a reader of VNN-LIB -----------------------------------------------------------------------------------------------


def s_expressions(text: str) -> list[Any]:
    """Return the s-expressions of a text as nested lists of words."""
    stack: list[list[Any]] = [[]]
    for token in re.findall(r"[()]|[^\s()]+", re.sub(r";.*", "", text)):
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    assert len(stack) == 1
    return stack[0]


def number(word: str) -> Fraction:
    assert re.fullmatch(r"-?[0-9]+\.[0-9]+", word), word
    return Q(word)


def value(term: Any, names: dict[str, Fraction]) -> Fraction:
    if isinstance(term, str):
        return names[term] if term in names else number(term)
    head, *rest = term
    values = [value(each, names) for each in rest]
    if head == "+":
        assert len(values) > 1
        return sum(values, Q(0))
    assert head == "*"
    assert len(values) == 2
    assert not isinstance(rest[0], list)  # a number times a variable
    return values[0] * values[1]


def holds(text: str, x: Sequence[Fraction], y: Sequence[Fraction]) -> bool:
    """Whether inputs x and outputs y satisfy all assertions of a query."""
    names = {f"X_{i}": e for i, e in enumerate(x)} | {f"Y_{i}": e for i, e in enumerate(y)}
    declared: list[str] = []
    truths = []
    for command in s_expressions(text):
        if command[0] == "declare-const":
            assert command[2] == "Real"
            assert not truths
            declared.append(command[1])
            continue
        assert command[0] == "assert"
        relation, left, right = command[1]
        assert relation in ("<=", ">=")
        a, b = value(left, names), value(right, names)
        truths.append(a <= b if relation == "<=" else a >= b)
    assert declared == list(names)
    return all(truths)


def outputs(network: Any, x: Sequence[Fraction]) -> list[Fraction]:
    return list(network.image(tuple(x)))


# -- decimals ----------------------------------------------------------------------------------------------------------


def test_decimals_are_exact() -> None:
    rng = random.Random(1)
    numbers = [Q(n, d) for n in range(-60, 61) for d in (1, 2, 4, 5, 8, 10, 20, 25, 64, 125, 1000)]
    numbers += [Q(rng.gauss(0, 10.0 ** rng.randint(-30, 30))) for _ in range(300)]
    numbers += [Q(1, 2**1074), Q(1, 5**40), Q(10**60), Q(-(10**60), 7**0), Q(3, 2**2000), Q(0), Q(1, 10**2000)]
    for x in numbers:
        text = decimal(x, "here")
        assert Q(text) == x
        assert re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]+", text)
        assert not text.startswith("-0.0") or x != 0
        assert text.endswith(".0") or not text.endswith("0")


@pytest.mark.parametrize("x", [Q(1, 3), Q(-2, 7), Q(1, 30), Q(1, 2**2001), Q(1, 5**2001), Q(10**50, 3**40)], ids=str)
def test_what_is_no_decimal(x: Fraction) -> None:
    with pytest.raises(xp.InputError, match=r"decimals only, which cannot hold .* in the box of X_0"):
        decimal(x, "the box of X_0")


# -- queries -----------------------------------------------------------------------------------------------------------

PAIR = N.Network([N.Layer([[1, 2], [0, -1], [1, 1]], ["1/2", 0, -1], "relu")])


def test_text() -> None:
    query = N.Query(
        [(0, "1/2"), (-1, "1e-3")], [([1, 0, 0], "1/8"), ([0, -1, 0], -2), ([2, 0, "-1/4"], 0), ([0, 3, 0], 1)]
    )
    assert N.vnnlib_text(PAIR, query).splitlines() == [
        "(declare-const X_0 Real)",
        "(declare-const X_1 Real)",
        "(declare-const Y_0 Real)",
        "(declare-const Y_1 Real)",
        "(declare-const Y_2 Real)",
        "(assert (>= X_0 0.0))",
        "(assert (<= X_0 0.5))",
        "(assert (>= X_1 -1.0))",
        "(assert (<= X_1 0.001))",
        "(assert (>= Y_0 0.125))",
        "(assert (<= Y_1 2.0))",
        "(assert (>= (+ (* 2.0 Y_0) (* -0.25 Y_2)) 0.0))",
        "(assert (>= (* 3.0 Y_1) 1.0))",
    ]


def test_text_means_what_the_query_means() -> None:
    rng = random.Random(2)

    def dyadic(size: int = 8) -> Fraction:
        return Q(rng.randint(-size, size), rng.choice((1, 2, 4, 5)))

    seen = set()
    for _ in range(150):
        box = [tuple(sorted((dyadic(), dyadic()))) for _ in range(2)]
        conditions = []
        for _ in range(rng.randint(1, 3)):
            factors = [rng.choice((Q(0), Q(1), Q(-1), dyadic())) for _ in range(3)]
            factors = factors if any(factors) else [Q(0), Q(-1), Q(0)]
            conditions.append((factors, dyadic()))
        query = N.Query(box, conditions)
        text = N.vnnlib_text(PAIR, query)
        for _ in range(6):
            x = [rng.choice((low, high, (low + high) / 2, dyadic())) for low, high in box]
            truth = query.holds_at(PAIR, x)
            assert holds(text, x, outputs(PAIR, x)) == truth
            seen.add(truth)
    assert seen == {True, False}


REFUSED = {
    "another number of sides": (lambda: N.Query([(0, 1)], [([1, 0, 0], 0)]), "2 sides, one for each input, found 1"),
    "another number of factors": (lambda: N.Query([(0, 1)] * 2, [([1, 0], 0)]), "condition 0 must have 3 factors"),
    "factors of 0": (
        lambda: N.Query([(0, 1)] * 2, [([1, 0, 0], 0), ([0, 0, 0], 0)]),
        "condition 1 must have 3 factors, not all 0",
    ),
    "a box that is no decimal": (lambda: N.Query([(0, 1), (0, "1/3")], [([1, 0, 0], 0)]), "1/3 in the box of X_1"),
    "a bound that is no decimal": (lambda: N.Query([(0, 1)] * 2, [([1, 0, 0], "1/3")]), "1/3 in condition 0"),
    "a factor that is no decimal": (
        lambda: N.Query([(0, 1)] * 2, [([1, 0, 0], 0), (["1/3", 1, 0], 0)]),
        "1/3 in condition 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, pattern = REFUSED[name]
    with pytest.raises(xp.InputError, match=pattern):
        N.vnnlib_text(PAIR, make())


NO_QUERIES = {
    "no box": lambda: N.Query([], [([1], 0)]),
    "no conditions": lambda: N.Query([(0, 1)], []),
    "an empty side": lambda: N.Query([(1, 0)], [([1], 0)]),
    "a side of one number": lambda: N.Query([(1,)], [([1], 0)]),
    "a side that is a number": lambda: N.Query([1], [([1], 0)]),
    "a condition without bound": lambda: N.Query([(0, 1)], [([1],)]),
    "a factor that is no list": lambda: N.Query([(0, 1)], [(1, 0)]),
    "a float in the box": lambda: N.Query([(0.0, 1)], [([1], 0)]),
    "a float as bound": lambda: N.Query([(0, 1)], [([1], 0.5)]),
    "a float as factor": lambda: N.Query([(0, 1)], [([1.0], 0)]),
}


@pytest.mark.parametrize("name", NO_QUERIES)
def test_what_is_no_query(name: str) -> None:
    with pytest.raises(xp.ExactPLError):
        NO_QUERIES[name]()


def test_points_of_another_size_are_refused() -> None:
    query = N.Query([(0, 1), (0, 1)], [([1, 0, 0], 0)])
    for x in ([0], [0, 0, 0], []):
        with pytest.raises(xp.ExactPLError):
            query.holds_at(PAIR, x)
    with pytest.raises(xp.ExactPLError):
        N.Query([(0, 1), (0, 1)], [([1, 0], 0)]).holds_at(PAIR, [0, 0])


# -- the boundary suite ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("onnx")
    folder = tmp_path_factory.mktemp("suite") / "boundary"
    assert N.write_boundary_suite(folder) == folder
    return folder


def test_the_suite_is_whole(suite: Path) -> None:
    names = sorted(CASES)
    assert sorted(path.name for path in suite.iterdir()) == ["expected.json", "instances.csv", "onnx", "vnnlib"]
    assert sorted(path.name for path in (suite / "onnx").iterdir()) == [f"{name}.onnx" for name in names]
    assert sorted(path.name for path in (suite / "vnnlib").iterdir()) == [f"{name}.vnnlib" for name in names]
    with (suite / "instances.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:2] for row in rows] == [[f"onnx/{name}.onnx", f"vnnlib/{name}.vnnlib"] for name in CASES]
    assert all(int(row[2]) > 0 for row in rows)
    expected = json.loads((suite / "expected.json").read_text())
    assert sorted(expected) == names
    for name, case in CASES.items():
        entry = expected[name]
        assert entry["answer"] == ("unsat" if case.witness is None else "sat")
        assert entry["why"] == case.why
        assert entry["witness"] == (None if case.witness is None else [str(x) for x in case.witness])


def test_the_suite_is_the_same_each_time(suite: Path, tmp_path: Path) -> None:
    again = N.write_boundary_suite(tmp_path)  # into a folder that is there
    for path in suite.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(suite)).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("name", CASES)
def test_the_files_say_what_the_case_says(name: str, suite: Path) -> None:
    case = CASES[name]
    network = N.load(suite / "onnx" / f"{name}.onnx")
    text = (suite / "vnnlib" / f"{name}.vnnlib").read_text(encoding="ascii")
    assert text == N.vnnlib_text(case.network, case.query)
    rng = random.Random(name)
    for _ in range(40):
        x = [low + (high - low) * Q(rng.randint(-2, 66), 64) for low, high in case.query.box]
        assert outputs(network, x) == outputs(case.network, x)
        assert holds(text, x, outputs(network, x)) == case.query.holds_at(case.network, x)
    line = {} if network.inputs == 1 else {"start": [0, 0], "direction": [3, 7]}
    verdict = xp.same_function(case.network, network, **line)
    assert isinstance(verdict, xp.Proved)
    assert xp.check(verdict.certificate).verdict == "accept"


@pytest.mark.parametrize("name", CASES)
def test_weights_are_exact_in_float32(name: str, suite: Path) -> None:
    for network in (CASES[name].network, N.load(suite / "onnx" / f"{name}.onnx")):
        for layer in network.layers:
            for x in [*(w for row in layer.weight or () for w in row), *(layer.bias or ())]:
                assert Q(float(np.float32(float(x)))) == x


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.witness is not None])
def test_sat(name: str, suite: Path) -> None:
    case = CASES[name]
    assert case.query.holds_at(case.network, case.witness)
    network = N.load(suite / "onnx" / f"{name}.onnx")
    text = (suite / "vnnlib" / f"{name}.vnnlib").read_text(encoding="ascii")
    assert holds(text, case.witness, outputs(network, case.witness))
    # it is on the boundary: with a little more asked for, the witness is none
    tighter = [(factors, bound + Q(1, 2**60)) for factors, bound in case.query.conditions]
    assert not N.Query(case.query.box, tighter).holds_at(case.network, case.witness)


def combined(network: Any, factors: Sequence[Fraction]) -> Any:
    """Return the network with one output, the sum of the factors times the outputs."""
    layers = [*network.layers] * network.repeat
    return N.Network([*layers, N.Layer([factors])], inputs=network.inputs)


def pieces(function: Any, low: Fraction, high: Fraction) -> list[Fraction]:
    return [low, *[t for t in function.breakpoints if low < t < high], high]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.network.inputs == 1])
def test_answers_with_one_input(name: str) -> None:
    """All conditions hold at some x of [low, high] if, and only if, they do at a kink, an end, or a crossing."""
    case = CASES[name]
    ((low, high),) = case.query.box
    gaps = [
        N.segments(combined(case.network, factors), on=(low, high)).function - bound
        for factors, bound in case.query.conditions
    ]
    points = sorted({t for gap in gaps for t in pieces(gap, low, high)})
    crossings = []
    for a, b in pairwise(points):
        for gap in gaps:
            u, v = gap(a), gap(b)
            if u * v < 0:
                crossings.append(a + (b - a) * u / (u - v))
    answers = [t for t in [*points, *crossings] if all(gap(t) >= 0 for gap in gaps)]
    assert bool(answers) == (case.witness is not None)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.witness is None])
def test_unsat_by_a_certificate(name: str) -> None:
    """With one input, the range of the output is proved and checked: it does not reach the bound."""
    case = CASES[name]
    ((factors, bound),) = case.query.conditions
    network = combined(case.network, factors)
    if network.inputs == 1:
        verdict = xp.decide(xp.claims.NetworkRange(network, on=case.query.box[0]))
        assert xp.check(verdict.certificate).verdict == "accept"
        assert verdict.value.upper < bound
        assert bound - verdict.value.upper <= Q(1, 2**20)
        return
    # no unit is negative on the box, so the output is affine there, and a corner has its maximum
    corners = list(product(*case.query.box))
    assert all(low >= 0 for low, _ in case.query.box)
    assert case.network.layers[0].weight == ((1, 0), (0, 1))
    assert case.network.layers[0].bias is None
    assert max(network(corner) for corner in corners) < bound


def z3_answer(z3: Any, case: Any) -> str:
    def real(x: Fraction) -> Any:
        return z3.Q(x.numerator, x.denominator)

    xs = [z3.Real(f"X_{i}") for i in range(case.network.inputs)]
    solver = z3.Solver()
    solver.set("timeout", 60_000)
    for x, (low, high) in zip(xs, case.query.box, strict=True):
        solver.add(x >= real(low), x <= real(high))
    values = list(xs)
    for _ in range(case.network.repeat):
        for layer in case.network.layers:
            assert not layer.add
            z = [
                sum((real(w) * v for w, v in zip(row, values, strict=True)), real(Q(0)))
                + real((layer.bias or [Q(0)] * len(layer.weight))[i])
                for i, row in enumerate(layer.weight)
            ]
            values = [z3.If(e > 0, e, real(Q(0))) for e in z] if layer.activation == N.RELU else z
            assert layer.activation in (N.RELU, N.IDENTITY)
    for factors, bound in case.query.conditions:
        solver.add(sum((real(c) * v for c, v in zip(factors, values, strict=True)), real(Q(0))) >= real(bound))
    return str(solver.check())


@pytest.mark.parametrize("name", CASES)
def test_z3_agrees(name: str) -> None:
    z3 = pytest.importorskip("z3")
    case = CASES[name]
    assert z3_answer(z3, case) == ("unsat" if case.witness is None else "sat")


def test_the_suite_among_the_examples_is_the_one_that_is_written(suite: Path) -> None:
    kept = Path(__file__).resolve().parents[2] / "examples" / "boundary"
    names = sorted(str(path.relative_to(suite)) for path in suite.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file())
    for name in names:
        if name.endswith(".onnx"):  # other versions of the library may write other bytes
            assert N.load(kept / name) == N.load(suite / name)
        else:
            assert (kept / name).read_bytes() == (suite / name).read_bytes()
