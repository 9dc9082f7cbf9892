"""network_counts: accepted and rejected (the corpus has more of the latter)."""

from __future__ import annotations

import pytest

from tests.checker import networkfuel
from tests.checker.certmaker import network_text
from tests.checker.corpus_networks import (
    ACROSS,
    DIAGONAL,
    EIGHTHS,
    HAT,
    IDENTITY,
    IDLE,
    LEAKY,
    PEAK,
    PLANE,
    POOLED_HAT,
    RESIDUAL,
    STEP,
    THRICE,
    counts,
    dense,
    pool,
)
from tests.harness import accepted_line, fuel, verdict


@pytest.mark.parametrize(
    ("text", "points", "pieces", "regions", "more"),
    [
        (HAT, ["0", "1/2"], 3, 3, {}),
        (HAT, ["0", "1/2", "1"], 2, 2, {"on": ["0", "1"]}),
        (HAT, ["1/8", "1/4"], 1, 1, {"on": ["1/8", "1/4"]}),
        (POOLED_HAT, ["1/2"], 2, 2, {}),
        (THRICE, EIGHTHS, 8, 8, {"on": ["0", "1"]}),
        (IDLE, ["-3", "0"], 2, 3, {}),
        (STEP, ["-1", "1"], 3, 3, {}),
        (RESIDUAL, ["1"], 2, 2, {}),
        (PEAK, ["-1", "1"], 3, 3, {}),
        (PEAK, ["-1", "1"], 2, 3, {"combination": ["0", "1"]}),
        (PEAK, ["-1", "1"], 2, 3, {"combination": ["1", "-1"]}),
        (LEAKY, ["-8/3", "-1/6", "2/3"], 4, 4, {}),
        (PLANE, ["-1/3", "1/3", "1/2"], 4, 4, {"line": ACROSS}),
        (PLANE, ["-1/3", "1/3", "1/2"], 2, 4, {"line": ACROSS, "combination": ["0", "1"]}),
        (PLANE, ["0", "1/2"], 2, 3, {"line": DIAGONAL}),
        (IDENTITY, ["0"], 1, 1, {}),
    ],
)
def test_only_the_numbers_are_accepted(
    text: str, points: list[str], pieces: int, regions: int, more: dict[str, object]
) -> None:
    assert verdict(counts(text, points, pieces, regions, **more)) == "accept"
    for other in (0, -1, 10**30):
        assert verdict(counts(text, points, other, regions, **more)) == "reject wrong-count"
        assert verdict(counts(text, points, pieces, other, **more)) == "reject wrong-count"
    assert verdict(counts(text, points, pieces + 1, regions, **more)) == "reject wrong-count"
    assert verdict(counts(text, points, pieces, regions + 1, **more)) == "reject wrong-count"
    for i in range(len(points)):
        fewer = points[:i] + points[i + 1 :]
        if fewer and (text, len(points)) != (IDENTITY, 1):
            assert verdict(counts(text, fewer, pieces, regions, **more)) in ("reject not-affine", "reject witness")


def test_a_maximum_shared_along_a_cell_is_of_the_first() -> None:
    # Twice the same unit, then another one: the place changes with the group, and is no region of its own.
    for groups, regions in (([0, 1, 2], 2), ([0, 2], 2), ([1, 2], 2), ([0, 1], 1)):
        text = network_text(dense([["1"], ["1"], ["-1"]], None, pool(groups)))
        pieces = 1 if groups == [0, 1] else 2
        assert verdict(counts(text, ["0"], pieces, regions)) == "accept"
        assert verdict(counts(text, ["0"], pieces, 3 - regions)) == "reject wrong-count"
    # On the left x = x wins, on the right 2 x: the first of those that win on both sides of -1 is the same.
    text = network_text(dense([["1"], ["2"], ["1"]], None, pool([0, 1, 2])))
    assert verdict(counts(text, ["-1", "0", "1"], 2, 2)) == "accept"


def test_a_unit_on_its_kink_all_along() -> None:
    # relu(0 x) and relu(relu(x)): state 0 where the pre-activation is 0.
    text = network_text(dense([["1"], ["0"]], None, "relu"), dense([["1", "1"]], None, "relu"))
    assert verdict(counts(text, ["0"], 2, 2)) == "accept"
    assert verdict(counts(text, ["-1", "0", "1"], 2, 2)) == "accept"
    # |x| - x is 0 on the right: its relu is inactive there.
    text = network_text(
        dense([["1"]], None, "abs"),
        dense([["1"]], None, None),
        dense([["-1"]], None, "relu", **{"from": 0, "add": [2]}),
    )
    assert verdict(counts(text, ["0"], 2, 2)) == "accept"
    assert verdict(counts(text, ["0"], 2, 3)) == "reject wrong-count"


def test_kinks_that_cancel() -> None:
    # relu(x) - relu(-x) = x: one piece, two regions.
    text = network_text(dense([["1"], ["-1"]], None, "relu"), dense([["1", "-1"]]))
    assert verdict(counts(text, ["0"], 1, 2)) == "accept"
    assert verdict(counts(text, ["0"], 2, 2)) == "reject wrong-count"
    assert verdict(counts(text, ["0"], 1, 1)) == "reject wrong-count"
    # Off by a hair they do not cancel.
    text = network_text(dense([["1"], ["-1"]], None, "relu"), dense([["1", f"-{2**80 + 1}/{2**80}"]]))
    assert verdict(counts(text, ["0"], 2, 2)) == "accept"
    assert verdict(counts(text, ["0"], 1, 2)) == "reject wrong-count"


def test_fields() -> None:
    good = counts(HAT, ["0", "1/2"], 3, 3)
    for change, found in (
        ({"pieces": 3}, "reject bad-field"),
        ({"pieces": "3.0"}, "reject bad-number"),
        ({"regions": None}, "reject bad-field"),
        ({"regions": "03"}, "reject bad-number"),
        ({"combination": []}, "reject bad-field"),
        ({"combination": ["0"]}, "reject bad-field"),
        ({"combination": ["1", "1"]}, "reject shapes"),
        ({"combination": "1"}, "reject bad-field"),
        ({"on": ["0", "0"]}, "reject bad-field"),
        ({"line": {"direction": ["1"], "start": ["0"]}}, "reject shapes"),
        ({"line": "x"}, "reject bad-field"),
        ({"patterns": "3"}, "reject unknown-key"),
    ):
        assert verdict({**good, "claim": {**good["claim"], **change}}) == found
    assert verdict({**good, "witness": {}}) == "reject missing-key"
    assert verdict({**good, "witness": {"points": ["0", "1/2"], "regions": "3"}}) == "reject unknown-key"


def test_statement_and_fuel() -> None:
    value = counts(HAT, ["0", "1/2"], 3, 3)
    assert accepted_line(value) == (
        "f has exactly 3 affine pieces and 3 activation regions on (-oo, oo)",
        "T6.1, T6.1', T6.2, T6.3",
    )
    assert accepted_line(counts(HAT, ["0", "1/2"], 3, 3, combination=["1"])) == accepted_line(value)
    assert accepted_line(counts(HAT, ["0", "1/2"], 3, 3, combination=["2"]))[0] == (
        "c * f, c = (2), has exactly 3 affine pieces and 3 activation regions on (-oo, oo)"
    )
    across = counts(PLANE, ["-1/3", "1/3", "1/2"], 3, 4, line=ACROSS, combination=["1", "0"])
    assert accepted_line(across)[0] == (
        "c * f, c = (1, 0), has exactly 3 affine pieces and 4 activation regions on (-oo, oo) "
        "along p + t*d, p = (1/3, 1), d = (1, -2)"
    )
    assert accepted_line(counts(HAT, ["0", "1/2", "1"], 2, 2, on=["0", "1"]))[1] == "T6.1, T6.1', T6.3"
    # S = 10, U = 3, G = (2 + 3 + 24) + (1 + 4 + 24), A = 5, N = 1; b is twice the bits of 2.
    hat = {"S": 10, "U": 3, "G": 58, "A": 5, "layers": 2}
    assert fuel(value) == 5 * networkfuel.once(4, **hat)
    assert fuel(counts(HAT, ["0", "1/1024"], 3, 3)) == 5 * networkfuel.once(22, **hat)
    # The combination adds the bits of 1023 and of 1, the number of pieces nothing.
    combined = counts(HAT, ["0", "1/2"], 2**50, 3, combination=["1023"])
    assert fuel(combined) == 5 * networkfuel.once(4 + 10 + 1, **hat)
    on = counts(HAT, ["0", "1/2"], 3, 3, on=["0", "1/2"])
    assert fuel(on) == fuel(value)
    # start over 3: 1, 3; direction: 1, -2; combination: 1, 0; points: 3.
    b = (2 + 2) + (1 + 2) + (1 + 1) + 2 * 2
    s, g = (4 + 2 * 2) + (2 + 1 * 2) + (4 + 2 * 2) + (2 + 2 * 3), (1 + 2 + 24) * 4
    # The first two layers read the input: their weights, of 4 and 2 entries, count twice only.
    each = networkfuel.once(b, S=s - 6, U=7, G=g, A=3, layers=4, inputs=2, outputs=2)
    assert fuel(across) == 6 * each + 2 * networkfuel.numbers_read(6, g + b, 3)
