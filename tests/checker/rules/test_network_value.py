"""network_value: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checker import networkfuel
from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import (
    HAT,
    HIDDEN,
    IDENTITY,
    LEAKY,
    PEAK,
    PLANE,
    RESIDUAL,
    STEP,
    THRICE,
    clip,
    dense,
    leaky,
    pool,
    value_of,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        (HAT, ["-3"], ["0"]),
        (HAT, ["1/3"], ["2/3"]),
        (HAT, ["5"], ["-8"]),
        (THRICE, ["1/16"], ["1/2"]),
        (THRICE, ["3"], ["0"]),
        (STEP, ["1/2"], ["1/2"]),
        (STEP, ["-2"], ["-1"]),
        (STEP, ["2"], ["1"]),
        (RESIDUAL, ["1"], ["1"]),
        (RESIDUAL, ["3"], ["-1"]),
        (PEAK, ["1/2"], ["1", "1"]),
        (PEAK, ["3/2"], ["3/2", "3/2"]),
        (LEAKY, ["-1/6"], ["0", "0"]),
        (LEAKY, ["-13/6"], ["-2", "2"]),
        (LEAKY, ["-19/6"], ["-3", "5/2"]),
        (PLANE, ["-3", "1/2"], ["5/2", "0"]),
        (IDENTITY, ["0"], ["0"]),
    ],
)
def test_only_the_value_is_accepted(text: str, x: list[str], y: list[str]) -> None:
    assert verdict(value_of(text, x, y)) == "accept"
    for i in range(len(y)):
        for other in (Fraction(y[i]) + 1, Fraction(y[i]) - Fraction(1, 10**12), Fraction(10**5)):
            assert verdict(value_of(text, x, [*y[:i], str(other), *y[i + 1 :]])) == "reject wrong-value"
    assert verdict(value_of(text, [*x, "0"], y)) == "reject shapes"
    assert verdict(value_of(text, x, y[1:])) == "reject shapes"


@pytest.mark.parametrize(
    ("activation", "values"),
    [
        (None, "-2 -1/2 0 1/2 2"),
        ("identity", "-2 -1/2 0 1/2 2"),
        ("relu", "0 0 0 1/2 2"),
        ("abs", "2 1/2 0 1/2 2"),
        ("hard_tanh", "-1 -1/2 0 1/2 1"),
        (leaky("1/10"), "-1/5 -1/20 0 1/2 2"),
        (leaky("-3"), "6 3/2 0 1/2 2"),
        (leaky("0.5e1"), "-10 -5/2 0 1/2 2"),
        (clip("0", "1"), "0 0 0 1/2 1"),
        (clip("-3/4", None), "-3/4 -1/2 0 1/2 2"),
        (clip(None, "1/3"), "-2 -1/2 0 1/3 1/3"),
        (clip("1/2", "7/3"), "1/2 1/2 1/2 1/2 2"),
        (pool([0]), "-2 -1/2 0 1/2 2"),
    ],
)
def test_activations(activation: object, values: str) -> None:
    text = network_text(dense([["1"]], None, activation))
    for x, y in zip(["-2", "-1/2", "0", "1/2", "2"], values.split(), strict=True):
        assert verdict(value_of(text, [x], [y])) == "accept"
        assert verdict(value_of(text, [x], [str(Fraction(y) + 1)])) == "reject wrong-value"


def test_links() -> None:
    # Values x, 2 x + 1/3, 5/7 (2 x + 1/3); then x / 11 plus the sum of the second and the third.
    layers = [
        dense([["2"]], ["1/3"]),
        dense([["5/7"]]),
        dense([["1/11"]], None, None, **{"from": 0, "add": [1, 2]}),
    ]
    x = Fraction(3, 13)
    second = 2 * x + Fraction(1, 3)
    y = x / 11 + second + Fraction(5, 7) * second
    assert verdict(value_of(network_text(*layers), [str(x)], [str(y)])) == "accept"
    # Links do not reach back into the repetition before.
    second = 2 * y + Fraction(1, 3)
    z = y / 11 + second + Fraction(5, 7) * second
    assert verdict(value_of(network_text(*layers, repeat=2), [str(x)], [str(z)])) == "accept"
    assert verdict(value_of(network_text(*layers, repeat=2), [str(x)], [str(y)])) == "reject wrong-value"
    # Without a weight, and with the input among what is added.
    plain = network_text({"add": [0], "bias": ["1/2"]}, {"from": 0, "add": [0, 1], "activation": "abs"}, inputs=1)
    assert verdict(value_of(plain, ["-1/3"], ["5/6"])) == "accept"


def test_statement_and_fuel() -> None:
    assert accepted_line(value_of(HAT, ["1/4"], ["1/2"])) == ("f(1/4) = 1/2", "")
    assert accepted_line(value_of(PLANE, ["1", "2"], ["-1", "2"])) == ("f(1, 2) = (-1, 2)", "")
    # S = 2 + 2 * 2 + 2 + 2, U = 3, G = (2 + 3 + 24) + (1 + 4 + 24), A = 5, b = 3 + 1; the value does not count.
    assert fuel(value_of(HAT, ["1/4"], [str(2**100)])) == networkfuel.once(4, S=10, U=3, G=58, A=5, layers=2)
    thrice = networkfuel.once(4, S=10, U=3, G=3 * 58, A=5, layers=2, r=3)
    assert fuel(value_of(THRICE, ["1/4"], ["1"])) == thrice
    # S = 6 + 2 (2 + 0) + 3 for the groups; x over 15: 5, 9, 0.
    grouped = network_text(dense([["1", "0", "0"], ["0", "1", "0"]], None, pool([0, 1], [1])))
    once = networkfuel.once(8, S=13, U=2, G=27, A=3, layers=1, inputs=3, outputs=2)
    assert fuel(value_of(grouped, ["1/3", "3/5", "0"], ["0"] * 2)) == once
    # Without a weight, with sums: S = (1 + 2) + (1 + 1 * (2 + 2)), D = 1, M = 1 + 1.
    summed = network_text({}, {"add": [0, 1]}, inputs=1)
    assert fuel(value_of(summed, ["0"], ["0"])) == networkfuel.once(1, S=8, U=2, G=2 * 27, A=3, layers=2)
    # The numbers of activations count: D = 2, M = 1 + 3 + 2; their denominators are multiplied: 2 * 6.
    clipped = network_text(dense([["1"]], None, clip(None, "7/3")))
    assert fuel(value_of(clipped, ["0"], ["0"])) == networkfuel.once(1, S=3, U=1, G=2 + 6 + 24, A=8, layers=1)
    clipped = network_text(dense([["1/2"]], None, clip("-1/2", "7/3")))
    assert fuel(value_of(clipped, ["0"], ["0"])) == networkfuel.once(1, S=3, U=1, G=4 + 8 + 24, A=12, layers=1)
    # A is that of the longest layer, and steps are counted with it for all.
    uneven = network_text(dense([["1"]]), dense([[f"1/{2**999}"]]), dense([["1"]]))
    once = networkfuel.once(1, S=9, U=3, G=27 + 2025 + 27, A=2001, layers=3)
    assert fuel(value_of(uneven, ["0"], ["0"])) == once
    assert verdict(value_of(network_text(HIDDEN, dense([["2", "-4"]]), repeat=10**5), ["0"], ["0"])) == "decline limits"


def test_shapes_before_fuel() -> None:
    deep = network_text(HIDDEN, dense([["2", "-4"]]), repeat=10**5)
    assert verdict(value_of(deep, ["0", "0"], ["0"])) == "reject shapes"
    assert verdict(value_of(deep, ["0"], ["0", "0"])) == "reject shapes"
