"""least_period: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker.certmaker import FLIP, GOLDEN, NEGATION, SHIFT, TENT, certificate, map_text
from tests.harness import verdict


def claim(text: str, n: int, x: str) -> str:
    return verdict(certificate(text, {"n": n, "type": "least_period", "x": x}))


@pytest.mark.parametrize(
    ("text", "n", "x"),
    [
        (TENT, 1, "0"),
        (TENT, 1, "2/3"),
        (TENT, 2, "2/5"),
        (TENT, 3, "2/7"),
        (GOLDEN, 3, "1"),
        (FLIP, 1, "1/2"),
        (FLIP, 2, "0"),
        (NEGATION, 2, "-5"),
    ],
)
def test_only_the_least_period_is_accepted(text: str, n: int, x: str) -> None:
    assert claim(text, n, x) == "accept"
    for other in range(1, 9):
        if other != n:
            assert claim(text, other, x) == f"reject {'period-not-least' if other > n else 'not-periodic'}"


def test_rejected() -> None:
    assert claim(TENT, 1, "1") == "reject not-periodic"  # it is only on its way to a cycle
    assert claim(TENT, 1, "-1") == "reject outside-domain"
    assert claim(SHIFT, 5, "0") == "reject not-periodic"
    assert claim(map_text([("0", "0"), ("1", "3")]), 3, "1/2") == "reject outside-domain"
    assert claim(TENT, 0, "0") == "reject bad-field"
