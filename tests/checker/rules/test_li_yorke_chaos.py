"""li_yorke_chaos: accepted and rejected."""

from __future__ import annotations

from tests.checker.certmaker import FLIP, GOLDEN, TENT, certificate, map_text
from tests.checker.make_corpus import MIRRORED, chaos
from tests.harness import accepted_line, verdict


def claim(text: str, epsilon: str, a: str, lo: str = "0", hi: str = "1") -> str:
    value = {"epsilon": epsilon, "interval": [lo, hi], "type": "li_yorke_chaos"}
    return verdict(certificate(text, value, {"a": a}))


def test_the_margin_is_exact() -> None:
    # 1/4 -> 1/2 -> 1 -> 0 under slope 2: e3 = 7 epsilon must not exceed 1/4.
    for text, a in ((TENT, "1/4"), (MIRRORED, "3/4")):
        assert claim(text, "0", a) == "accept"
        assert claim(text, "1/28", a) == "accept"
        assert claim(text, "100001/2800000", a) == "reject inequality"
        assert claim(text, "1", a) == "reject inequality"


def test_an_exact_cycle_is_not_robust() -> None:
    assert claim(GOLDEN, "0", "0") == "accept"
    assert claim(GOLDEN, "1/1000000000000", "0") == "reject inequality"
    assert claim(GOLDEN, "0", "1/2") == "reject inequality"  # right cycle, wrong point to start from


def test_strict_inequalities() -> None:
    assert claim(TENT, "0", "0") == "reject inequality"
    assert claim(TENT, "0", "2/3") == "reject inequality"
    assert claim(FLIP, "0", "0") == "reject inequality"
    # The second and third margins: 2/9 -> 4/9 -> 8/9 -> 2/9 leaves none for f^3(a) <= a.
    assert claim(TENT, "0", "2/9") == "accept"
    assert claim(TENT, "1/1000", "2/9") == "reject inequality"


def test_largest_slope_counts_on_the_interval_only() -> None:
    # Slope 9 beyond 1 does not matter on [0, 1]; on [0, 2] it does.
    text = map_text([("0", "0"), ("1/2", "1"), ("1", "0"), ("9/8", "9/8"), ("2", "0")])
    assert claim(text, "1/28", "1/4") == "accept"
    assert claim(text, "1/28", "1/4", "0", "2") == "reject inequality"
    assert claim(text, "1/400", "1/4", "0", "2") == "accept"


def test_side_conditions() -> None:
    assert claim(TENT, "0", "-1/2") == "reject witness"
    assert claim(TENT, "0", "1/4", "0", "2") == "reject outside-domain"
    assert claim(TENT, "0", "1/4", "0", "3/4") == "reject not-a-self-map"
    assert claim(TENT, "-1", "1/4") == "reject bad-field"


def test_both_editions() -> None:
    good = certificate(TENT, chaos("1/28"), {"a": "1/4"})
    statement = "every continuous g: [0, 1] -> [0, 1] with |g - f| <= 1/28 is Li-Yorke chaotic"
    assert accepted_line(good) == (statement, "T0.1, T4.4, T4.6")
    assert accepted_line({**good, "cites": ["LY75"]}) == (statement, "T0.1, T4.4")
    for cites in (["LY75", "LY75"], ["SH64"], ["LY75", "SH64"], ["T4.6"], ["BGKM02", "MS80"], [""], None, "LY75", {}):
        assert verdict({**good, "cites": cites}) == "reject cites"
