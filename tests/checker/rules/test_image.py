"""image: accepted and rejected."""

from __future__ import annotations

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, IDENTITY, LATER, ONE_MINUS, RELU, SHIFT, TENT, certificate, map_text
from tests.checker.make_corpus import HALVING, image
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, k: int, lo: object, hi: object, on: object = None) -> str:
    return verdict(certificate(text, {**image(k, None, None, on), "interval": [lo, hi]}))


CONSTANT = map_text([("0", "1/3"), ("1", "1/3")])
CLIPPED = map_text([("0", "0"), ("1", "1")], "0", "0")  # the line onto [0, 1]
VALLEY = map_text([("0", "-1")], "-2", "1/2")


@pytest.mark.parametrize(
    ("text", "k", "on", "lo", "hi"),
    [
        (TENT, 0, None, "0", "1"),
        (TENT, 5, None, "0", "1"),
        (LATER, 0, None, "0", "1"),
        (LATER, 1, None, "1/3", "1"),
        (LATER, 2, None, "1/3", "1"),
        (HALVING, 3, None, "7/8", "1"),
        (CONSTANT, 1, None, "1/3", "1/3"),
        (CONSTANT, 100, None, "1/3", "1/3"),
        (FLIP, 9, None, "0", "1"),
        (CLIPPED, 0, None, None, None),
        (CLIPPED, 1, None, "0", "1"),
        (map_text([("0", "0")], "0", "0"), 2, None, "0", "0"),
        (RELU, 3, None, "0", None),
        (RELU, 3, [None, "0"], "0", "0"),
        (RELU, 3, [None, "5"], "0", "5"),
        (ABSOLUTE, 1, None, "0", None),
        (VALLEY, 1, None, "-1", None),
        (VALLEY, 2, None, "-1", None),
        (map_text([("0", "0")], "1/2", "-2"), 1, None, None, "0"),  # both rays go down
        (map_text([("0", "0")], None, "0"), 1, None, "0", "0"),
        (map_text([("0", "0"), ("1", "3")], None, "0"), 1, None, "0", "3"),
        (IDENTITY, 3, None, None, None),
        (ONE_MINUS, 3, None, None, None),
        (ONE_MINUS, 3, ["-1", "2"], "-1", "2"),
        (SHIFT, 4, ["-1/2", None], "7/2", None),
    ],
)
def test_only_the_right_interval_is_accepted(text: str, k: int, on: object, lo: object, hi: object) -> None:
    assert claim(text, k, lo, hi, on) == "accept"
    assert claim(text, k, "-10000" if lo is None else None, hi, on) == "reject wrong-image"
    assert claim(text, k, lo, "10000" if hi is None else None, on) == "reject wrong-image"
    if lo is not None:
        assert claim(text, k, lo + "0001/1048576", hi, on) != "accept"
    if lo != hi:
        assert claim(text, k, hi, hi, on) == ("reject wrong-image" if hi is not None or lo is not None else "accept")


def test_not_the_image_of_another_iterate() -> None:
    assert claim(HALVING, 1, "1/2", "1") == "accept"
    assert claim(HALVING, 2, "1/2", "1") == "reject wrong-image"
    assert claim(HALVING, 2, "3/4", "1") == "accept"
    assert claim(HALVING, 0, "1/2", "1") == "reject wrong-image"
    # It is an image, not the limit of images.
    assert claim(HALVING, 200, "1", "1") == "reject wrong-image"


def test_fields() -> None:
    assert claim(TENT, 1, "1", "0") == "reject bad-field"
    assert claim(TENT, 1, 0, 1) == "reject bad-field"
    assert claim(TENT, 1, "0", "2/2") == "reject bad-number"
    for interval in (None, "[0, 1]", ["0"], ["0", "1", "1"], {}):
        assert verdict(certificate(TENT, {**image(1, "0", "1"), "interval": interval})) == "reject bad-field"
    assert claim(TENT, 1, "0", "1", ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, 0, "0", "1/2", ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, 0, "0", "0", ["0", "0"]) == "reject bad-field"
    assert claim(TENT, 1, "0", "1", ["0", "3"]) == "reject outside-domain"


def test_statement_and_fuel() -> None:
    assert accepted_line(certificate(RELU, image(2, "0", None))) == ("f^2 maps (-oo, oo) onto [0, oo)", "T0.1")
    point = certificate(CONSTANT, image(2, "1/3", "1/3"))
    assert accepted_line(point) == ("f^2 maps [0, 1] onto [1/3, 1/3]", "T0.1")
    assert fuel(certificate(CONSTANT, image(100, "0", str(2**900)))) == fueltable.image(100, 1, 2)
    assert claim(TENT, 10**6, "0", "1") == "decline fuel"
