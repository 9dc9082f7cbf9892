"""li_yorke_chaos_by_entropy: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.checker import fueltable
from tests.checker.certmaker import ABSOLUTE, FLIP, GOLDEN, RELU, TENT, certificate
from tests.checker.corpus_growth import (
    GOLDEN_LEAST,
    GOLDEN_LOWER,
    GOLDEN_UPPER,
    LADDER,
    SLOW,
    TINY,
    changed,
    growing_at_least,
    low,
    tent,
)
from tests.harness import accepted_line, fuel, verdict


def chaos(text: str, bound: Any, lower: Any, on: Any = None) -> str:
    claim = {"on": on, "type": "li_yorke_chaos_by_entropy"}
    return verdict(certificate(text, claim, growing_at_least(bound, lower)))


def test_accepted() -> None:
    assert chaos(GOLDEN, GOLDEN_LEAST, GOLDEN_LOWER) == "accept"
    assert chaos(GOLDEN, 1 + TINY, GOLDEN_LOWER) == "accept"
    assert chaos(GOLDEN, "7/5", 2) == "accept"
    assert chaos(tent(1 + TINY), 1 + TINY, 1) == "accept"
    assert chaos(SLOW, "3/2", 1, ["0", "3/4"]) == "accept"


def test_rejected() -> None:
    assert chaos(GOLDEN, 1, GOLDEN_LOWER) == "reject bad-field"
    assert chaos(GOLDEN, "8/9", GOLDEN_LOWER) == "reject bad-field"
    assert chaos(GOLDEN, GOLDEN_LEAST + TINY, GOLDEN_LOWER) == "reject wrong-sum"
    assert chaos(GOLDEN, GOLDEN_LEAST, changed(GOLDEN_LOWER, 0, parts=[0, 0])) == "reject not-contained"
    assert chaos(GOLDEN, GOLDEN_LEAST, GOLDEN_UPPER) == "reject unknown-key"
    assert chaos(SLOW, Fraction(3, 2) + TINY, 1) == "reject slope-bound"
    assert chaos(GOLDEN, "101/100", 1) == "reject slope-bound"
    assert chaos(FLIP, 1 + TINY, 1) == "reject slope-bound"
    assert chaos(FLIP, 1 + TINY, [low(0, 1, 1, [0])]) == "reject wrong-sum"
    assert chaos(FLIP, 1 + TINY, [low(0, 1, 0, [0])]) == "reject bad-weight"
    assert chaos(LADDER, 1 + TINY, [low(0, 1, 2, [0, 1]), low("1/2", 1, 1, [1])]) == "reject wrong-sum"
    assert chaos(TENT, 2, None).startswith("reject ")
    assert chaos(TENT, 2, 1, ["0", "1/2"]) == "reject not-a-self-map"
    assert chaos(TENT, 2, 1, ["-1", "1/2"]) == "reject outside-domain"
    assert chaos(RELU, 2, 1) == chaos(ABSOLUTE, 2, 1, ["0", None]) == "reject not-compact"
    assert chaos(TENT, 2, 10**9) == "decline fuel"


@pytest.mark.parametrize("bound", ["1", "0", "-2", "4/2", "1.5", ""])
def test_form_of_the_bound(bound: str) -> None:
    assert chaos(TENT, bound, 1).startswith("reject bad-")


def test_keys() -> None:
    claim = {"on": None, "type": "li_yorke_chaos_by_entropy"}
    good = growing_at_least(2, 1)
    assert verdict(certificate(TENT, {**claim, "epsilon": "0"}, good)) == "reject unknown-key"
    assert verdict(certificate(TENT, claim, {**good, "upper": None})) == "reject unknown-key"
    assert verdict(certificate(TENT, claim, {"lower": good["lower"]})) == "reject missing-key"
    assert verdict(certificate(TENT, claim, {**good, "at_least": None})) == "reject bad-field"


def test_statement_lemmas_cites_and_fuel() -> None:
    claim = {"on": None, "type": "li_yorke_chaos_by_entropy"}
    good = certificate(GOLDEN, claim, growing_at_least(GOLDEN_LEAST, GOLDEN_LOWER))
    statement = "f has positive topological entropy on [0, 1] and is Li-Yorke chaotic there"
    assert accepted_line(good) == (statement, "T0.1, T3.1, T3.2, T3.2', T5.4")
    by_slopes = certificate(TENT, claim, growing_at_least(2, 3))
    assert accepted_line(by_slopes) == (statement, "T0.1, T1.2, T1.6, T3.1, T3.5, T5.4")
    for cites in ([], ["MS80"], ["BGKM02"], ["LY75"], ["MS80", "BGKM02"]):
        assert verdict({**good, "cites": cites}) == "reject cites"
    # b = 7 by the weight 89; R = 5.
    assert fuel(good) == fueltable.P(1, 7) + fueltable.table(5, 1, 7)
    assert fuel(by_slopes) == fueltable.P(1, 2) + fueltable.slopes(3)
