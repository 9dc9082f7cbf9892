"""Random tiny networks: what is true is accepted, and what is changed is rejected or true."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import pytest

from tests.checker import networkfuel
from tests.checker.brutenetworks import End, Network, Piecewise, inner, is_true, on_line
from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import (
    clip,
    counts,
    different,
    gap,
    leaky,
    least,
    pool,
    ranges,
    same,
    slopes,
    value_of,
)
from tests.harness import fuel, verdict

WEIGHTS = ["0", "0", "1", "1", "-1", "-1", "2", "-2", "1/2", "-3/2", "1/3"]
BIASES = ["0", "0", "0", "1", "-1", "1/2", "-1/3"]


def random_activation(rng: random.Random, units: int) -> Any:
    """Any of them, kinks mostly."""
    plain = ["identity", "relu", "relu", "abs", "hard_tanh"]
    bounds = [clip("0", "1"), clip("-1/2", None), clip(None, "1/3")]
    slopes = [leaky("1/10"), leaky("0"), leaky("-1/2"), leaky("1")]
    groups = [sorted(rng.sample(range(units), rng.randint(1, units))) for _ in range(rng.randint(1, 3))]
    return rng.choice([*plain, *bounds, *slopes, *[pool(*groups)] * 4])


def random_network(rng: random.Random, inputs: int, outputs: int | None = None) -> str:
    """A text of one to four layers."""
    widths, layers = [inputs], []
    depth = rng.randint(1, 4)
    for i in range(1, depth + 1):
        layer: dict[str, Any] = {}
        source = i - 1 if rng.random() < 0.7 else rng.randrange(i)
        if source != i - 1 or rng.random() < 0.1:
            layer["from"] = source
        last = i == depth and outputs is not None
        if (i == 1 or last or rng.random() < 0.8) and (i > 1 or rng.random() < 0.9):
            units = outputs if last else rng.randint(1, 3)
            layer["weight"] = [[rng.choice(WEIGHTS) for _ in range(widths[source])] for _ in range(units)]
        else:
            units = widths[source]
        if rng.random() < 0.7:
            layer["bias"] = [rng.choice(BIASES) for _ in range(units)]
        adds = [j for j in range(i) if widths[j] == units and rng.random() < 0.3]
        if adds:
            layer["add"] = adds
        if not last and rng.random() < 0.9:
            layer["activation"] = random_activation(rng, units)
        kind = layer.get("activation")
        pooled = isinstance(kind, dict) and kind["type"] == "max_pool"
        widths.append(len(kind["groups"]) if pooled else units)
        layers.append(layer)
    more: dict[str, Any] = {}
    if "weight" not in layers[0] or rng.random() < 0.2:
        more["inputs"] = inputs
    if outputs is not None and widths[-1] != outputs:
        return random_network(rng, inputs, outputs)
    if widths[-1] == inputs and rng.random() < 0.5:
        more["repeat"] = rng.choice([1, 2, 3])
    return network_text(*layers, **more)


def random_place(rng: random.Random, inputs: int) -> tuple[Any, list[str | None] | None, End, End]:
    """A line, where there must be one, and an interval."""
    line = None
    if inputs > 1:
        direction = [rng.choice(WEIGHTS) for _ in range(inputs)]
        line = {"direction": [*direction[:-1], "1"], "start": [rng.choice(BIASES) for _ in range(inputs)]}
    lo = rng.choice([None, None, Fraction(-2), Fraction(0), Fraction(-1, 3)])
    hi = rng.choice([None, None, Fraction(1, 2), Fraction(1), Fraction(7, 3)])
    if lo is None and hi is None:
        return line, None, lo, hi
    return line, [None if end is None else str(end) for end in (lo, hi)], lo, hi


def more_points(rng: random.Random, f: Piecewise) -> list[str]:
    """The ends of the cells, and more."""
    points = set(f.points())
    for cell in f.cells:
        if rng.random() < 0.3:
            points.add(inner(cell.lo, cell.hi))
    return [str(t) for t in sorted(points)]


def essential(f: Piecewise) -> list[Fraction]:
    """The points without which a pattern would hold on both sides of where it changes."""
    pairs = zip(f.cells, f.cells[1:], strict=False)
    return [a.hi for a, b in pairs if a.pattern != b.pattern and a.hi is not None]


def off(rng: random.Random, number: str | None) -> str:
    """Another number."""
    return str(Fraction(number or 0) + rng.choice([1, -1, Fraction(1, 2), Fraction(1, 10**9)]))


def changed(rng: random.Random, cert: dict[str, Any]) -> dict[str, Any]:
    """A certificate with one thing changed in the claim or the points."""
    value = json.loads(json.dumps(cert))
    claim, points = value["claim"], value["witness"].get("points")
    where = rng.randrange(4)
    if where == 0 and points and len(points) > 1:
        points.pop(rng.randrange(len(points)))
    elif where == 1 and points:
        i = rng.randrange(len(points))
        points[i] = off(rng, points[i])
    else:
        key = rng.choice([key for key in claim if key not in ("type", "line")])
        if key == "on" and claim["on"] is None:
            claim["on"] = rng.choice([["0", "1"], [None, "0"], ["-7", None]])
        elif isinstance(claim[key], list):
            i = rng.randrange(len(claim[key]))
            claim[key][i] = None if key == "on" and rng.random() < 0.5 else off(rng, claim[key][i])
        elif claim[key] is not None:
            claim[key] = off(rng, claim[key])
    return value


def judge(rng: random.Random, cert: dict[str, Any], times: int = 6) -> None:
    """Accepted as it is, and when changed, only if it is true."""
    assert verdict(cert) == "accept", cert
    assert is_true(cert)
    assert fuel(cert) == networkfuel.fuel(cert), cert
    for _ in range(times):
        other = changed(rng, cert)
        if verdict(other) == "accept":
            assert is_true(other), other


@pytest.mark.parametrize("seed", range(12))
def test_one_network(seed: int) -> None:
    rng = random.Random(f"network {seed}")
    removed = 0
    periods: set[int] = set()
    for _ in range(40):
        inputs = rng.choice([1, 1, 2, 3])
        text = random_network(rng, inputs)
        line, on, lo, hi = random_place(rng, inputs)
        f = on_line(text, line, lo, hi)
        points = more_points(rng, f)
        place = {"on": on, "line": line}
        outputs = len(f.cells[0].output)
        weights = [rng.choice(WEIGHTS) for _ in range(outputs - 1)] + [rng.choice(["1", "-2", "1/3"])]
        c = f.combined([Fraction(w) for w in weights])
        judge(rng, counts(text, points, f.pieces(), f.regions(), **place))
        judge(rng, counts(text, points, c.pieces(), c.regions(), combination=weights, **place))
        low, high = (None if end is None else str(end) for end in c.range())
        judge(rng, ranges(text, points, low, high, combination=weights, **place))
        judge(rng, slopes(text, points, *map(str, c.slopes()), combination=weights, **place))
        for t in essential(f):
            fewer = [x for x in points if Fraction(x) != t] or [str(t + 1)]
            assert verdict(counts(text, fewer, f.pieces(), f.regions(), **place)) == "reject not-affine"
            removed += 1
        x = [Fraction(rng.choice(BIASES)) + rng.randint(-1, 1) for _ in range(inputs)]
        y = Network(text)(x)
        judge(rng, value_of(text, [str(entry) for entry in x], [str(entry) for entry in y]))
        if inputs == outputs:
            orbit = [x]
            while len(orbit) < 9 and orbit[-1] not in orbit[:-1]:
                orbit.append(Network(text)(orbit[-1]))
            found = [str(entry) for entry in orbit[-1]]
            n = len(orbit) - 1 - orbit.index(orbit[-1])
            if n:
                judge(rng, least(text, n, found))
                periods.add(n)
            for other in range(1, 9):
                assert (verdict(least(text, other, found)) == "accept") == (other == n)
    assert removed > 20
    assert periods


def rewritten(rng: random.Random, text: str) -> str:
    """Another network for the same function."""
    value = json.loads(text)
    if value.get("repeat", 1) == 1:
        layers = value["layers"]
        style = rng.randrange(3)
        outputs = len(Network(text)([Fraction(0)] * Network(text).inputs))
        if style == 0:
            layers.append({})
        elif style == 1:
            # y = relu(y) - relu(-y)
            identity = [[str(int(i == j)) for j in range(outputs)] for i in range(outputs)]
            negated = [[str(-int(i == j)) for j in range(outputs)] for i in range(outputs)]
            layers.append({"weight": identity + negated, "activation": "relu"})
            layers.append({"weight": [[*a, *b] for a, b in zip(identity, negated, strict=True)]})
        else:
            # y = 3 max(y / 3)
            third = [[f"{int(i == j)}/3" for j in range(outputs)] for i in range(outputs)]
            layers.append({"weight": third, "activation": pool(*[[i] for i in range(outputs)])})
            layers.append({"add": [len(layers)], "bias": ["0"] * outputs})
            layers.append({"add": [len(layers) - 1]})
    else:
        value["layers"] = value["layers"] * value.pop("repeat")
        length = len(json.loads(text)["layers"])
        for i, layer in enumerate(value["layers"]):
            base = i - i % length
            value["layers"][i] = {
                **layer,
                **({"from": layer["from"] + base} if "from" in layer else {}),
                **({"add": [j + base for j in layer["add"]]} if "add" in layer else {}),
            }
    return json.dumps(value)


def map_of(f: Piecewise) -> str:
    """A map file for a function of one entry."""
    knots = [[str(t), str(f.at(t)[0])] for t in f.points()]
    rays = [
        None if end is not None else str(cell.output[0][0])
        for end, cell in ((f.cells[0].lo, f.cells[0]), (f.cells[-1].hi, f.cells[-1]))
    ]
    return json.dumps({"format": "exactpl-map/1", "knots": knots, "left_slope": rays[0], "right_slope": rays[1]})


@pytest.mark.parametrize("seed", range(8))
def test_the_same_function(seed: int) -> None:
    rng = random.Random(f"same {seed}")
    for _ in range(30):
        inputs = rng.choice([1, 1, 2])
        text = random_network(rng, inputs, 1 if inputs == 1 else None)
        line, on, lo, hi = random_place(rng, inputs)
        f = on_line(text, line, lo, hi)
        others = [rewritten(rng, text)] + ([map_of(f)] if inputs == 1 else [])
        for other in others:
            difference = f.minus(on_line(other, line, lo, hi))
            points = more_points(rng, difference)
            judge(rng, same(text, other, points, on=on, line=line))
            weights = tuple(rng.choice(["1", "-2/3"]) for _ in difference.cells[0].output)
            judge(rng, gap(text, other, points, "0", points[0], on=on, line=line, combination=weights))


@pytest.mark.parametrize("seed", range(8))
def test_two_functions(seed: int) -> None:
    rng = random.Random(f"two {seed}")
    bounded = unbounded = 0
    for _ in range(40):
        inputs, outputs = rng.choice([1, 1, 2]), rng.choice([1, 1, 2])
        text, other = (random_network(rng, inputs, outputs) for _ in range(2))
        line, on, lo, hi = random_place(rng, inputs)
        if inputs == outputs == 1 and rng.random() < 0.5:
            other = map_of(on_line(other, line, lo, hi))
        difference = on_line(text, line, lo, hi).minus(on_line(other, line, lo, hi))
        points = more_points(rng, difference)
        assert (verdict(same(text, other, points, on=on, line=line)) == "accept") == difference.zero()
        weights = tuple(rng.choice(["1", "-2/3"]) for _ in range(outputs))
        c = difference.combined([Fraction(w) for w in weights])
        low, high = c.range()
        if low is None or high is None:
            size = max(abs(c.at(Fraction(t))[0]) for t in points)
            at = next(t for t in points if abs(c.at(Fraction(t))[0]) == size)
            cert = gap(text, other, points, str(size), at, on=on, line=line, combination=weights)
            assert verdict(cert) == "reject unbounded"
            unbounded += 1
        else:
            size = max(-low, high)
            at = rng.choice([t for t in points if abs(c.at(Fraction(t))[0]) == size])
            judge(rng, gap(text, other, points, str(size), at, on=on, line=line, combination=weights))
            bounded += 1
        x = [Fraction(rng.choice(BIASES)) for _ in range(inputs)] if line else [Fraction(points[-1])]
        if line:
            values = [Network(t)(x) for t in (text, other)]
            found = [a - b for a, b in zip(*values, strict=True)]
        else:
            found = difference.at(x[0])
        cert = different(text, other, [str(entry) for entry in x], [str(entry) for entry in found])
        if any(found):
            judge(rng, cert)
        else:
            assert verdict(cert) == "reject bad-field"
    assert bounded > 3
    assert unbounded > 3
