"""piece_count_bounds: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, CANCELLING, FLIP, INVOLUTION, RELU, SHIFT, TENT, certificate
from tests.checker.make_corpus import bounds
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, k: int, low: int | None, high: int | None, step: object, on: object = None) -> str:
    return verdict(certificate(text, bounds(k, low, high, on), {"step": step}))


COUNTS = [1, 3, 7, 14, 23]  # of CANCELLING


@pytest.mark.parametrize("k", range(5))
def test_counted(k: int) -> None:
    count = COUNTS[k]
    assert claim(CANCELLING, k, count, count, k) == "accept"
    assert claim(CANCELLING, k, count, None, k) == "accept"
    assert claim(CANCELLING, k, None, count, k) == "accept"
    assert claim(CANCELLING, k, -5, 10**40, k) == "accept"
    for low, high in (
        (count + 1, None),
        (count + 1, count),
        (None, count - 1),
        (0, count - 1),
        (count + 1, 10**40),
        (10**40, None),
        (None, 0),
        (None, -(10**40)),
    ):
        assert claim(CANCELLING, k, low, high, k) == "reject wrong-bound"


def test_by_a_smaller_step() -> None:
    for k in range(1, 12):
        for step in range(1, min(k, 5)):
            most = COUNTS[step] ** (k // step) * COUNTS[k % step]
            assert claim(CANCELLING, k, None, most, step) == "accept"
            assert claim(CANCELLING, k, None, most + 1, step) == "accept"
            assert claim(CANCELLING, k, None, most - 1, step) == "reject wrong-bound"
    # Without the rest.
    assert claim(TENT, 5, None, 16, 2) == "reject wrong-bound"
    assert claim(TENT, 5, None, 32, 2) == "accept"


def test_no_lower_bound_by_a_smaller_step() -> None:
    # f^2 has 2 pieces fewer than f: 2, 1, 2, 1, ...
    assert claim(INVOLUTION, 4, 2, None, 1) == "reject bad-field"
    assert claim(INVOLUTION, 4, 1, 16, 1) == "reject bad-field"
    assert claim(TENT, 4, 1, 16, 3) == "reject bad-field"
    assert claim(TENT, 4, 16, 16, 4) == "accept"
    assert claim(INVOLUTION, 4, 2, None, 4) == "reject wrong-bound"


@pytest.mark.parametrize("step", [0, -1, 9, 2**31 - 1, True, "1", None, [1]])
def test_the_step(step: object) -> None:
    assert claim(TENT, 8, None, 2**20, step) == "reject bad-field"


def test_k_zero() -> None:
    assert claim(TENT, 0, 1, 1, 0) == "accept"
    assert claim(TENT, 0, 2, None, 0) == "reject wrong-bound"
    assert claim(TENT, 0, None, 1, 1) == "reject bad-field"
    assert claim(TENT, 0, None, 1, -1) == "reject bad-field"
    assert claim(TENT, 0, 1, 1, 0, ["0", "1/2"]) == "reject not-a-self-map"


def test_bounds_are_there() -> None:
    assert claim(TENT, 3, None, None, 3) == "reject bad-field"
    value = bounds(3, 8, 8)
    for wrong in (8, "08", "8/1", "", ["8"]):
        assert verdict(certificate(TENT, {**value, "at_most": wrong}, {"step": 3})).startswith("reject bad-")
    assert verdict(certificate(TENT, value)) == "reject missing-key"
    del value["at_least"]
    assert verdict(certificate(TENT, value, {"step": 3})) == "reject missing-key"


def test_huge_k() -> None:
    for text in (FLIP, SHIFT):
        assert claim(text, 2**31 - 1, None, 1, 1) == "accept"
    assert claim(INVOLUTION, 2**31 - 1, None, 2, 2) == "accept"
    assert claim(INVOLUTION, 2**31 - 1, None, 1, 2) == "reject wrong-bound"
    # 2^(2^31 - 1) would have 2^31 bits.
    assert claim(TENT, 2**31 - 1, None, 2**10_000, 1) == "reject wrong-bound"
    assert claim(TENT, 2**31 - 1, None, 1, 100) == "reject wrong-bound"
    assert claim(TENT, 10_000, None, 2**10_000, 3) == "accept"
    assert claim(TENT, 10_000, None, 2**10_000 - 1, 3) == "reject wrong-bound"
    assert claim(RELU, 10_000, None, 2**10_000 - 1, 1) == "reject wrong-bound"
    assert claim(RELU, 10_000, None, 2**5_000, 2) == "accept"


def test_restriction() -> None:
    assert claim(ABSOLUTE, 50, None, 1, 1, ["0", None]) == "accept"
    assert claim(ABSOLUTE, 50, 2, 2, 50, ["-1", None]) == "accept"
    assert claim(ABSOLUTE, 50, None, 1, 1, ["-1", None]) == "reject wrong-bound"
    assert claim(TENT, 50, None, 1, 1, ["0", "3"]) == "reject outside-domain"


def test_statement_and_fuel() -> None:
    for claimed, step, words, by in (
        (bounds(3, 5, 9), 3, "at least 5 and at most 9", "T0.1, T1.0, T1.1'', T1.2"),
        (bounds(3, 5, None), 3, "at least 5", "T0.1, T1.0, T1.1'', T1.2"),
        (bounds(3, None, 9), 3, "at most 9", "T0.1, T1.0, T1.1'', T1.2"),
        (bounds(3, None, 8), 1, "at most 8", "T0.1, T1.0, T1.1'', T1.2, T1.7"),
    ):
        line = accepted_line(certificate(TENT, claimed, {"step": step}))
        assert line == (f"f^3 has {words} maximal affine pieces on [0, 1]", by)
    line = accepted_line(certificate(RELU, bounds(3, None, 8), {"step": 1}))
    assert line == ("f^3 has at most 8 maximal affine pieces on (-oo, oo)", "T0.1, T1.0, T1.1'', T1.2, T1.4, T1.7")
    # B = 1, b = 2; the step counts, not k; and the length of at_most.
    assert fuel(certificate(TENT, bounds(10**6, None, 2**900), {"step": 9})) == fueltable.count_bounds(9, 1, 2, 2**900)
    # 901^2 / 2^18 = 3; of a longer one much.
    assert fueltable.count_bounds(9, 1, 2, 2**900) == fueltable.counts(9, 1, 2) + 3
    long = "0x1" + "0" * 20_000
    assert fuel(certificate(TENT, {**bounds(9, None, 1), "at_most": long}, {"step": 9})) == (
        fueltable.count_bounds(9, 1, 2, 16**20_000)
    )
    assert fuel(certificate(TENT, bounds(9, 2**900, None), {"step": 9})) == fueltable.count_bounds(9, 1, 2)
    assert claim(TENT, 10**9, None, 1, 10**9) == "decline fuel"
