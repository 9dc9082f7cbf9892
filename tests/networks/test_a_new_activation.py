"""Activations that the package does not have: an entry in the table of kinds is all that they need.

Four are made here: hat, z -> max(0, 1 - |z|), with three kinks; ramp(low, high), slope 2 above `low`, up to `high`;
lift, z -> 2 z + 1/3, without a kink; min_pool(groups), the least of each group. They are compared with plain functions.
The checker does not know them, and has to say so.
"""

import json
import random
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import claims as c
from exactpl.cli.output import accepted
from exactpl.crosscheck.formats import FLOAT32, FLOAT64, FloatFormat
from exactpl.crosscheck.grids import Grid
from exactpl.crosscheck.network_floats import NetworkFloats
from exactpl.crosscheck.quiet import quiet
from exactpl.networks.activations import KINDS, Activation, ActivationKind, Key, Pointwise, Pool
from exactpl.networks.files import network_of_text
from exactpl.networks.formats.layer_lists import activation_of_text, text_of
from exactpl.networks.recurrence import find_cycle
from exactpl.survey.published_test import counts_more_crossings
from tests.crosscheck.cases import library, listed

N = xp.networks
Vector = tuple[Fraction, ...]
ZERO, ONE = Fraction(0), Fraction(1)

HAT = Pointwise("hat", (-ONE, ZERO, ONE), (ZERO, ONE, -ONE, ZERO), (ZERO, ONE, ONE, ZERO))
LIFT = Pointwise("lift", (), (Fraction(2),), (Fraction(1, 3),))
SHIFT = Pointwise("shift", (), (ONE,), (Fraction(1, 2),))


def ramp(low: str | Fraction, high: str | Fraction | None) -> Pointwise:
    """Return z -> 0 below low, 2 (z - low) above it, at most high."""
    start, top = Fraction(low), None if high is None else Fraction(high)
    if top is None:
        return Pointwise("ramp", (start,), (ZERO, Fraction(2)), (ZERO, -2 * start), (start, None))
    kinks, slopes = (start, start + top / 2), (ZERO, Fraction(2), ZERO)
    return Pointwise("ramp", kinks, slopes, (ZERO, -2 * start, top), (start, top))


def min_pool(groups: Iterable[Iterable[int]]) -> Pool:
    """Return the least unit of each group."""
    return Pool("min_pool", -1, groups)


NEW = [
    ActivationKind("hat", lambda: HAT, (), lambda _: [HAT]),
    ActivationKind("lift", lambda: LIFT, (), lambda _: [LIFT]),
    ActivationKind("shift", lambda: SHIFT, (), lambda _: [SHIFT]),
    ActivationKind("ramp", ramp, (Key("low"), Key("high", "oo")), lambda _: [ramp("1/3", 1), ramp("-1/2", None)]),
    ActivationKind(
        "min_pool", min_pool, (Key("groups", is_groups=True),), lambda units: [min_pool([range(units), [0]])]
    ),
]


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in NEW:
        monkeypatch.setitem(KINDS, kind.name, kind)


# -- what they are, written plainly ------------------------------------------------------------------------------------


def plain(activation: Activation) -> Callable[[Vector], list[Fraction]]:
    """Return what an activation does to a vector, by its definition in words."""
    groups = activation.groups or ()
    low, high = (*activation.arguments, None, None)[:2]
    of_units: dict[str, Callable[[Fraction], Fraction]] = {
        "identity": lambda z: z,
        "relu": lambda z: max(z, ZERO),
        "abs": abs,
        "hat": lambda z: max(ZERO, 1 - abs(z)),
        "lift": lambda z: 2 * z + Fraction(1, 3),
        "shift": lambda z: z + Fraction(1, 2),
        "ramp": lambda z: min([max(ZERO, 2 * (z - low)), *([] if high is None else [high])]),  # type: ignore[operator, type-var]
    }
    of_groups: dict[str, Callable[[Vector], list[Fraction]]] = {
        "max_pool": lambda z: [max(z[i] for i in group) for group in groups],
        "min_pool": lambda z: [min(z[i] for i in group) for group in groups],
    }
    if activation.name in of_groups:
        return of_groups[activation.name]
    return lambda z: [of_units[activation.name](x) for x in z]


def evaluated(network: "N.Network", x: Sequence[Fraction]) -> Vector:
    """Return the output at a point, layer by layer."""
    value = list(x)
    for _ in range(network.repeat):
        values = [value]
        for i, layer in enumerate(network.layers, 1):
            source = values[layer.reads(i)]
            z = source if layer.weight is None else [dot(row, source) for row in layer.weight]
            for other in [*([] if layer.bias is None else [layer.bias]), *(values[j] for j in layer.add)]:
                z = [a + b for a, b in zip(z, other, strict=True)]
            values.append(plain(layer.activation)(tuple(z)))
        value = values[-1]
    return tuple(value)


def dot(row: Sequence[Fraction], x: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, x, strict=True)), ZERO)


def drawn(seed: int) -> "N.Network":
    """Return a small network with one input, many kinks of which coincide or cancel."""
    rng = random.Random(seed)
    repeat, count = rng.choice((1, 1, 2)), rng.randint(1, 3)
    widths, layers = [1], []
    for i in range(1, count + 1):
        source = rng.choice([None, None, rng.randrange(i)])
        fan_in = widths[i - 1 if source is None else source]
        units = rng.randint(1, 3)
        weight = [[Fraction(rng.randint(-4, 4), rng.choice((1, 2, 3))) for _ in range(fan_in)] for _ in range(units)]
        bias = [Fraction(rng.randint(-3, 3), rng.choice((1, 2))) for _ in range(units)] if rng.random() < 0.7 else None
        add = [j for j in range(i) if widths[j] == units and rng.random() < 0.4]
        plain_ones = [N.RELU, N.ABS, N.IDENTITY, HAT, HAT, LIFT, SHIFT]
        pools = [N.MaxPool([range(units)]), min_pool([range(units)]), min_pool([range(units), [units - 1]])]
        activation = rng.choice([*plain_ones, ramp("1/3", 1), ramp("-1/2", None), *pools])
        layers.append(N.Layer(weight, bias, activation, source=source, add=add))
        widths.append(activation.width(units, "here"))
    layers.append(N.Layer([[Fraction(rng.randint(1, 3), rng.choice((1, 2)))] * widths[-1]], None, "identity"))
    return N.Network(layers, repeat=repeat)


CASES = {
    "hat": N.Network([N.Layer([[1]], activation=HAT)]),
    "hat of a hat": N.Network([N.Layer([[3]], [1], HAT), N.Layer([[2]], ["-1/2"], HAT)]),
    "hats that cancel": N.Network([N.Layer([[1], [1]], [0, 0], HAT), N.Layer([[1, -1]], [0])]),
    "hat, repeated": N.Network([N.Layer([[3]], ["-3/2"], HAT)], repeat=4),
    "lift": N.Network([N.Layer([["1/2"]], activation=LIFT)]),
    "shift, then a relu": N.Network([N.Layer([[1]], activation=SHIFT), N.Layer(activation="relu")]),
    "ramp": N.Network([N.Layer([[2], [-1]], activation=ramp("1/3", "1/7")), N.Layer([[1, 1]])]),
    "min_pool": N.Network([N.Layer([[1], [-1], [0]], [0, 1, "1/4"], min_pool([[0, 1, 2], [0, 2]])), N.Layer([[1, 3]])]),
    "min_pool with a tie": N.Network([N.Layer([[1], [2]], [0, 0], min_pool([[0, 1]]))]),
    "min_pool of equal units": N.Network([N.Layer([[1], [1], [1]], None, min_pool([[0, 1, 2]]))]),
}
NETWORKS = {**CASES, **{f"drawn {seed}": drawn(seed) for seed in range(60)}}
networks = pytest.mark.parametrize("name", NETWORKS)
POINTS = [Fraction(n, d) for d in (1, 2, 7, 12) for n in range(-4 * d, 4 * d + 1)]


# -- the vocabulary ----------------------------------------------------------------------------------------------------


def test_every_example_is_made_of_its_arguments() -> None:
    for kind in KINDS.values():
        for units in (1, 2, 5):
            for example in kind.examples(units):
                assert example.name == kind.name
                assert kind.make(*example.arguments) == example
                assert len(example.arguments) == len(kind.keys)
                assert N.Layer([[1]] * units, activation=example).activation == example


def test_words() -> None:
    assert [str(each) for each in (HAT, ramp("1/3", None), min_pool([[0, 1]]))] == [
        "hat",
        "ramp(1/3, oo)",
        "min_pool of 1 group",
    ]
    with pytest.raises(
        xp.InputError, match=r"clip\(low, high\), MaxPool\(groups\), hat, lift, shift, ramp\(low, high\) or"
    ):
        N.Layer([[1]], activation="peak")
    with pytest.raises(xp.InputError, match=r"leaky_relu\(slope\), clip\(low, high\) or ramp\(low, high\) is required"):
        activation_of_text("ramp(1)")


def test_the_states_count_the_kinks_below() -> None:
    at = [Fraction(n, 2) for n in range(-3, 4)]
    assert HAT.states(tuple(at)) == (0, 0, 1, 1, 2, 2, 3)
    assert HAT.of(tuple(at)) == tuple(map(Fraction, ("0", "0", "1/2", "1", "1/2", "0", "0")))
    assert min_pool([[0, 1, 2], [1, 2]]).states((ONE, ZERO, ZERO)) == (1, 0)
    assert [HAT.is_flat(state) for state in range(4)] == [True, False, False, True]


@pytest.mark.parametrize("pieces", [((ZERO,), (ONE, ONE), (ZERO, ONE)), ((ONE, ZERO), (ONE,) * 3, (ZERO,) * 3)])
def test_functions_with_a_jump_or_kinks_out_of_order_are_refused(pieces: tuple[Vector, Vector, Vector]) -> None:
    with pytest.raises(xp.InputError, match="broken"):
        Pointwise("broken", *pieces)


def test_a_group_that_does_not_fit_is_refused() -> None:
    with pytest.raises(xp.InputError, match="layer 1 has the units 0 to 0, found unit 1 in a group of min_pool"):
        N.Network([N.Layer([[1]], activation=min_pool([[0, 1]]))])


# -- networks ----------------------------------------------------------------------------------------------------------


@networks
def test_values(name: str) -> None:
    for x in POINTS[:40]:
        assert NETWORKS[name].image((x,)) == evaluated(NETWORKS[name], [x])


@networks
def test_along_a_line(name: str) -> None:
    network = NETWORKS[name]
    found = N.segments(network)
    regions = found.regions
    for x in sorted({*POINTS, *found.region_boundaries, *(t + Fraction(1, 97) for t in found.region_boundaries)}):
        value = evaluated(network, [x])
        inside = [each for each in regions if x in each.domain]
        assert inside
        assert all(each.at(x) == value for each in inside)
        if len(inside) == 1:
            assert network.pattern(x) in (inside[0].pattern, *(pattern for t, pattern in found.zero_width if t == x))
    for before, after in pairwise(regions):
        assert before.domain.upper == after.domain.lower
        assert before.pattern != after.pattern
    assert len(found.pieces) <= len(regions) <= N.region_bound(network)


def test_the_hat_by_hand() -> None:
    found = N.segments(CASES["hat"])
    assert found.breakpoints == (-1, 0, 1)
    assert [region.pattern for region in found.regions] == [((state,),) for state in range(4)]
    assert N.region_bound(CASES["hat"]) == 4
    assert CASES["hat"].neurons == 1
    assert [str(interval) for interval, _ in N.frozen_intervals(found)] == ["(-oo, -1]", "[1, oo)"]
    assert [(unit.state, unit.is_dead) for unit in N.constant_units(N.segments(CASES["hat"], on=(2, 3)))] == [(3, True)]
    assert N.segments(CASES["hats that cancel"]).breakpoints == ()
    assert len(N.segments(CASES["hat, repeated"], on=(0, 1)).pieces) > 8


@networks
def test_network_files(name: str, tmp_path: Path) -> None:
    network = NETWORKS[name]
    text = N.network_text(network)
    assert network_of_text(text) == network
    assert N.network_text(network_of_text(text)) == text
    N.save_network(network, tmp_path / "network.json")
    assert N.load(tmp_path / "network.json") == network


def test_what_a_file_says() -> None:
    kinds = [json.loads(N.network_text(CASES[name]))["layers"][0]["activation"] for name in ("hat", "ramp", "min_pool")]
    assert kinds == [
        "hat",
        {"high": "1/7", "low": "1/3", "type": "ramp"},
        {"groups": [[0, 1, 2], [0, 2]], "type": "min_pool"},
    ]
    for bad in ({"type": "ramp", "low": "0"}, {"type": "ramp", "low": None, "high": None}, {"type": "hat"}):
        text = json.dumps({"format": "exactpl-network/1", "layers": [{"weight": [["1"]], "activation": bad}]})
        with pytest.raises(xp.InputError, match=r"layers\[0\]\.activation"):
            network_of_text(text)
    long = N.Network([N.Layer([[1]], activation=ramp(Fraction(1, 2**65_536), None))])
    with pytest.raises(xp.BudgetError, match="layer 1: the common denominator"):
        N.network_text(long)


def test_without_its_kind_an_activation_is_in_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = N.network_text(CASES["hat"])
    monkeypatch.delitem(KINDS, "hat")
    with pytest.raises(xp.InputError, match="a known kind is required, found 'hat'"):
        N.network_text(CASES["hat"])
    with pytest.raises(xp.InputError, match=r"an activation is required.*found 'hat'"):
        network_of_text(text)


def test_layer_lists_have_the_kinds_without_groups() -> None:
    assert activation_of_text("ramp(1/3, oo)") == ramp("1/3", None)
    assert text_of(CASES["hat of a hat"]) == "0:hat 1:hat"
    assert text_of(CASES["ramp"]) == "0:ramp(1/3, 1/7) 1"
    with pytest.raises(xp.InputError, match="a layer list has no min_pool"):
        text_of(CASES["min_pool"])


def test_other_formats_say_that_they_do_not_have_it(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    for name in ("hat", "lift", "min_pool with a tie"):
        with pytest.raises(xp.InputError, match=r"layer 1: .* is not written as ONNX"):
            N.to_onnx(CASES[name], tmp_path / "network.onnx")
    assert not list(tmp_path.iterdir())


def test_pytorch_says_that_it_does_not_have_it() -> None:
    pytest.importorskip("torch")
    with pytest.raises(xp.InputError, match="layer 1: hat is not written as a Sequential"):
        N.to_torch(CASES["hat"])


@pytest.mark.parametrize("format", [FLOAT32, FLOAT64], ids=lambda format: format.name)
@networks
def test_floats_lie_within_their_bounds(name: str, format: FloatFormat) -> None:
    network, told = NETWORKS[name], 0
    line = N.segments(network, on=(-3, 3)).line
    grid = Grid.inside(line.on, 40)
    floats = NetworkFloats(network, line, library("numpy"), format)
    with quiet():
        ball = floats.images(grid, 0, 40)
    for i, x in enumerate(grid):
        for y, e, value in zip(
            listed(ball.values[i, :]), listed(ball.bounds[i, :]), evaluated(network, [x]), strict=True
        ):
            if e != float("inf"):
                assert abs(Fraction(y) - value) <= Fraction(e)
                told += 1
    assert told


def test_cycles() -> None:
    step = N.Network([N.Layer([["5/2"]], ["-3/2"], HAT)])
    found = 0
    for period in (1, 2, 3):
        cycle = find_cycle(step, period, tries=60)
        if cycle is not None:
            found += 1
            for here, there in pairwise([*cycle, cycle[0]]):
                assert evaluated(step, here) == there
    assert found > 1
    least = N.Network([N.Layer([[0, 1], [1, 0], [1, 1]], [0, 0, 1], min_pool([[0, 2], [1]]))])
    cycle = find_cycle(least, 1, tries=60)
    assert cycle is None or evaluated(least, cycle[0]) == cycle[0]


def test_the_count_of_the_notebooks() -> None:
    assert counts_more_crossings(N.Network([N.Layer([[2]], [-1], HAT)]), 3)  # the tent on [0, 1]
    with pytest.raises(xp.InputError, match="plain networks"):
        counts_more_crossings(CASES["min_pool with a tie"], 3)


# -- the checker does not know it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hat", "lift", "ramp", "min_pool"])
def test_the_checker_rejects_and_this_is_said(name: str) -> None:
    network = CASES[name]
    verdict = xp.decide(c.NetworkValue(network, x=[Fraction(1, 3)]))
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    report = xp.check(verdict.certificate)
    assert not report.is_accepted
    assert (report.verdict, report.rule) == ("reject", "network-file")
    assert "an activation with its keys" in (report.expected or "")
    with pytest.raises(xp.CheckerError, match=r"did not accept.*rule network-file"):
        accepted(report, None)
