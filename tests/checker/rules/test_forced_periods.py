"""forced_periods: accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, NEGATION, RELU, SHIFT, TENT, certificate, map_text
from tests.checker.corpus_growth import FIVE, SIX, forced
from tests.harness import accepted_line, fuel, verdict


def given(text: str, n: Any, x: Any, on: Any = None, **more: Any) -> str:
    return verdict(certificate(text, forced(n, on), {"x": x}, **more))


def test_accepted() -> None:
    assert given(TENT, 3, "2/7") == given(TENT, 5, "2/33") == given(FIVE, 5, "4") == given(SIX, 6, "0") == "accept"
    assert given(FLIP, 1, "1/2") == given(FLIP, 2, "0") == "accept"
    assert given(RELU, 1, "5") == given(NEGATION, 2, "-3") == "accept"
    assert given(ABSOLUTE, 1, "3", ["0", None]) == "accept"
    assert given(map_text([("0", "0"), ("1", "1")]), 1, "1", ["1/2", "1"]) == "accept"


def test_rejected() -> None:
    assert given(TENT, 3, "1/7") == "reject not-periodic"
    assert given(SHIFT, 1, "0") == "reject not-periodic"
    assert given(TENT, 6, "2/7") == "reject period-not-least"
    assert given(TENT, 3, "0") == "reject period-not-least"
    assert given(TENT, 1, "2") == "reject witness"
    assert given(ABSOLUTE, 1, "2", ["0", "1"]) == "reject witness"
    assert given(TENT, 1, "0", ["0", "1/2"]) == "reject not-a-self-map"
    assert given(TENT, 1, "0", ["0", "2"]) == "reject outside-domain"
    assert given(TENT, 1, "0", ["1", "0"]) == "reject bad-field"
    # Of a map that leaves its domain nothing is forced.
    assert given(map_text([("0", "0"), ("1", "3")]), 1, "0") == "reject not-a-self-map"
    assert given(TENT, 10**9, "0") == "decline fuel"


@pytest.mark.parametrize("n", [0, -1, True, None, "3", 1.5])
def test_form_of_n(n: Any) -> None:
    assert given(TENT, n, "0").startswith("reject ")


@pytest.mark.parametrize("x", [None, 0, "2/14", "0.5", "", ["0"]])
def test_form_of_x(x: Any) -> None:
    assert given(TENT, 1, x).startswith("reject bad-")


def test_the_first_edition_cites_unless_n_is_three() -> None:
    for text, n, x in ((TENT, 3, "2/7"), (TENT, 5, "2/33"), (FLIP, 1, "1/2")):
        editions = [[]] if n == 3 else [[], ["SH64"]]
        for cites in ([], ["SH64"], ["LY75"], ["SH64", "SH64"], ["T5.12"], None, "SH64", {}, [["SH64"]], [None]):
            expected = "accept" if cites in editions else "reject cites"
            assert verdict(certificate(text, forced(n), {"x": x}, cites=cites)) == expected


def test_keys() -> None:
    assert verdict(certificate(FLIP, forced(2), {"absence": None, "x": "0"})) == "reject unknown-key"
    assert verdict(certificate(FLIP, forced(2), {})) == "reject missing-key"
    assert verdict(certificate(FLIP, {**forced(2), "x": "0"}, {"x": "0"})) == "reject unknown-key"


def test_statement_lemmas_and_fuel() -> None:
    good = certificate(TENT, forced(5), {"x": "2/33"})
    assert accepted_line(good) == (
        "f has points on [0, 1] of least period 5 and of each least period that 5 forces in Sharkovsky's order",
        "T0.1, T5.12, T5.5",
    )
    assert accepted_line({**good, "cites": ["SH64"]}) == (accepted_line(good)[0], "T0.1, T5.5")
    assert accepted_line(certificate(TENT, forced(3), {"x": "2/7"}))[1] == "T0.1, T4.2, T5.5"
    # As for least_period: b = 6 by 33.
    assert fuel(good) == fueltable.value(5, 1, 6)
