"""invariant_interval: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker.certmaker import ABSOLUTE, RELU, SHIFT, TENT, certificate, map_text
from tests.harness import verdict


def claim(text: str, lo: object, hi: object) -> str:
    return verdict(certificate(text, {"interval": [lo, hi], "type": "invariant_interval"}))


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        (TENT, "0", "1"),
        (ABSOLUTE, "-1", "1"),
        (ABSOLUTE, None, None),
        (ABSOLUTE, "0", None),
        (ABSOLUTE, "-7", None),
        (RELU, "-1", "0"),
        (RELU, None, "0"),
        (RELU, None, "5"),
        (SHIFT, "0", None),
        (map_text([("0", "1"), ("2", "1")]), "1/2", "1"),
    ],
)
def test_accepted(text: str, lo: object, hi: object) -> None:
    assert claim(text, lo, hi) == "accept"


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        (TENT, "0", "1/2"),
        (TENT, "0", "3/4"),
        (TENT, "1/4", "1"),
        (ABSOLUTE, None, "0"),
        (ABSOLUTE, "-2", "1"),
        (ABSOLUTE, None, "1"),
        (SHIFT, None, "0"),
        (SHIFT, "0", "1"),
    ],
)
def test_rejected(text: str, lo: object, hi: object) -> None:
    assert claim(text, lo, hi) == "reject not-a-self-map"


def test_outside_the_domain() -> None:
    assert claim(TENT, "0", "2") == "reject outside-domain"
    assert claim(TENT, "0", None) == "reject outside-domain"
    assert claim(TENT, None, None) == "reject outside-domain"
    assert claim(map_text([("0", "0")], None, "1"), None, None) == "reject outside-domain"
    assert claim(TENT, "1", "0") == "reject bad-field"
