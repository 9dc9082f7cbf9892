"""chaos: four questions and their answers for maps that are known, with lemmas, citations and certificates."""

import json
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.claims.questions.chaos import chaos
from tests.bridge import oracle, pl
from tests.dynamics.families import compact_maps, nasty_maps, where
from tests.dynamics.named_maps import DOUBLED, G34, GOLDEN, NASTY, tent
from tests.harness import accepted, checked
from tests.oracles.maps import Map, has_least_period, make, power, restrict, same

KINDS = {"P": xp.Proved, "R": xp.Refuted, "U": xp.Undecided}


def verdicts(found: Any) -> list[Any]:
    return [found.period_three, found.positive_entropy, found.li_yorke, found.order]


def letters(found: Any) -> str:
    return "".join(type(verdict).__name__[0] for verdict in verdicts(found))


def assert_accepted(found: Any, folder: Path) -> None:
    for verdict in verdicts(found):
        if not isinstance(verdict, xp.Undecided):
            report = checked(verdict.certificate, folder)
            assert report["verdict"] == "accept", verdict
            assert set(report["cites"] or ()) == set(verdict.cites), verdict


def claim_type(verdict: Any) -> str:
    return str(json.loads(verdict.certificate.text)["claim"]["type"])


LINE = xp.PL([(0, 1)], left_slope=1, right_slope=1)
KNOWN = [
    ("scrambling", xp.zoo.scrambling(), "PPPR"),
    ("notebook", xp.zoo.notebook_network(), "RRRR"),
    ("doubled tent", pl(DOUBLED), "RPPR"),
    ("tent 2", xp.zoo.tent(), "PPPR"),
    ("tent 7/5", pl(tent("7/5")), "RPPR"),
    ("tent 1", pl(tent("1")), "RRRP"),
    ("golden", pl(GOLDEN), "PPPR"),
    ("g 3/4", pl(G34), "RRRR"),
    ("contraction", xp.PL([(0, "1/4"), (1, "1/2")]), "RRRP"),
    ("constant", xp.PL([(0, "1/3"), (1, "1/3")]), "RRRP"),
    ("identity", xp.PL([(0, 0), (1, 1)]), "RRRP"),
    ("reflection", xp.PL([(0, 1), (1, 0)]), "RRRR"),
    ("x + 1", LINE, "RRRR"),
    ("contraction of the half-line to its end", xp.PL([(0, 0)], right_slope="1/2"), "RRRP"),
]


@pytest.mark.parametrize(("name", "f", "expected"), KNOWN, ids=[name for name, _, _ in KNOWN])
def test_known_maps(name: str, f: xp.PL, expected: str, tmp_path: Path) -> None:
    found = chaos(f)
    assert letters(found) == expected, name
    assert_accepted(found, tmp_path)


def test_the_doubled_tent_is_a_square_root_of_the_tent() -> None:
    square = power(DOUBLED, 2)
    assert same(restrict(square, 0, "1/3"), make([(0, 0), ("1/6", "1/3"), ("1/3", 0)]))
    assert pl(DOUBLED) == xp.zoo.doubled_tent()
    for n in range(1, 7):
        assert has_least_period(DOUBLED, n) == (n in (1, 2, 4, 6))


def test_lemmas_and_cites() -> None:
    found = chaos(xp.zoo.tent())
    assert claim_type(found.period_three) == "least_period"
    assert (found.period_three.lemmas, found.period_three.cites) == ((), ())
    assert (claim_type(found.positive_entropy), found.positive_entropy.cites) == ("entropy_bounds", ("MS80",))
    assert "T3.5" in found.positive_entropy.lemmas
    assert (claim_type(found.li_yorke), found.li_yorke.cites) == ("li_yorke_chaos", ())
    assert {"T4.4", "T4.6"} <= set(found.li_yorke.lemmas)
    assert claim_type(found.order) == "least_period"
    doubled = chaos(pl(DOUBLED))
    assert claim_type(doubled.period_three) == "no_least_period"
    assert claim_type(doubled.li_yorke) == "li_yorke_chaos_by_entropy"
    assert doubled.li_yorke.cites == ("BGKM02", "MS80")
    assert "T5.4" in doubled.li_yorke.lemmas
    four = chaos(pl(G34))
    assert (claim_type(four.positive_entropy), four.positive_entropy.cites) == ("entropy_bounds", ("MS80",))
    assert "T3.2" in four.positive_entropy.lemmas
    assert (claim_type(four.li_yorke), four.li_yorke.cites) == ("no_li_yorke_chaos", ())
    assert {"T5.2", "T5.13"} <= set(four.li_yorke.lemmas)
    assert "divides 4" in four.li_yorke.reason
    flat = chaos(pl(tent("1")))
    assert (claim_type(flat.order), flat.order.cites) == ("no_li_yorke_chaos", ())
    contraction = chaos(xp.PL([(0, "1/4"), (1, "1/2")]))
    assert (claim_type(contraction.order), contraction.order.cites) == ("slope_range", ())
    assert "T5.1" in contraction.order.lemmas
    shift = chaos(LINE)
    assert shift.order.reason == "f has no fixed point"
    assert claim_type(shift.order) == "no_least_period"


def assert_consistent(m: Map, found: Any) -> None:
    three, positive, li_yorke, order = verdicts(found)
    f = pl(m)
    assert isinstance(three, xp.Proved if xp.has_least_period(f, 3) else xp.Refuted), where(m)
    if isinstance(three, xp.Proved):
        assert not isinstance(positive, xp.Refuted), where(m)
        assert not isinstance(li_yorke, xp.Refuted), where(m)
    if isinstance(positive, xp.Proved):
        assert isinstance(li_yorke, xp.Proved), where(m)
    if isinstance(positive, xp.Refuted):
        assert not any(xp.has_least_period(f.restrict(*home_of(positive, f)), n) for n in (3, 5, 6, 12)), where(m)
    if isinstance(order, xp.Proved):
        assert not isinstance(li_yorke, xp.Proved), where(m)
        assert not isinstance(positive, xp.Proved), where(m)
    if f.domain.is_bounded:
        assert isinstance(order, xp.Refuted if xp.has_least_period(f, 2) else xp.Proved), where(m)


def home_of(verdict: Any, f: xp.PL) -> Any:
    on = json.loads(verdict.certificate.text)["claim"]["on"]
    return f.domain if on is None else on


def test_random_maps(tmp_path: Path) -> None:
    for i, m in enumerate([*NASTY, *compact_maps("chaos", 40, 4), *nasty_maps("chaos", 40, 4)]):
        found = chaos(pl(m))
        assert_consistent(m, found)
        assert not isinstance(found.positive_entropy, xp.Undecided), where(m)
        assert not isinstance(found.li_yorke, xp.Undecided), where(m)
        if i % 4 == 0:
            assert_accepted(found, tmp_path)


def test_unbounded_domains_name_the_interval(tmp_path: Path) -> None:
    found = chaos(xp.zoo.scrambling())
    assert "(-oo, oo)" in found.order.statement
    home = "[-199959799/10000000000000, 1003969799/1000000000]"
    assert found.positive_entropy.statement == f"f has positive entropy on {home}"
    assert found.li_yorke.statement == f"f is Li-Yorke chaotic on {home}"
    on = chaos(xp.zoo.scrambling(), on=("-199959799/10000000000000", "1003969799/1000000000"))
    assert letters(on) == "PPPR"
    assert_accepted(on, tmp_path)
    clamp = chaos(xp.PL([(0, 0), (1, "1/2")], left_slope=0, right_slope=0))
    assert letters(clamp) == "RRRP"
    assert_accepted(clamp, tmp_path)
    weak = chaos(xp.PL([(0, "3/4"), ("1/2", 1), (1, 0)], left_slope=0, right_slope=0))
    assert letters(weak) == "RRRR"
    assert_accepted(weak, tmp_path)


def test_order_on_the_line_speaks_of_what_is_proved(tmp_path: Path) -> None:
    """Slope 1 far out on one side: fixed points fill a ray; what is proved about the line is about bounded orbits."""
    f = xp.PL([(0, 0), (1, "1/2")], left_slope=1, right_slope=0)
    found = chaos(f)
    assert letters(found) == "RRRP"
    assert found.order.statement == "every bounded orbit of f in (-oo, oo) converges to a fixed point"
    assert (claim_type(found.order), found.order.cites) == ("no_li_yorke_chaos", ())
    assert_accepted(found, tmp_path)
    doubling = chaos(xp.PL([(0, 0)], left_slope=-2, right_slope=2))  # 2|x|: most orbits diverge
    assert letters(doubling) == "RRRR"  # 2|x| and 4|x| fix nothing but 0, and only the orbit of 0 is bounded
    assert claim_type(doubling.order) == "escaping_orbit"
    assert "tends to infinity" in doubling.order.reason
    assert f(-5) == -5
    assert_accepted(doubling, tmp_path)


def test_a_contraction_of_the_line_is_not_chaotic(tmp_path: Path) -> None:
    """T5.1: no other cycle, no scrambled pair; and no entropy where orbits are bounded."""
    found = chaos(xp.PL([(0, 1)], left_slope="1/2", right_slope="1/2"))
    assert isinstance(found.order, xp.Proved)
    assert "T5.1" in found.order.lemmas
    assert letters(found) == "RRRP"
    assert_accepted(found, tmp_path)


def test_errors() -> None:
    with pytest.raises(xp.DomainError, match="x = 1/2"):
        chaos(xp.PL([(0, 0), ("1/2", 2), (1, 0)]))
    with pytest.raises(xp.DomainError):
        chaos(xp.zoo.tent(), on=(0, "1/2"))
    with pytest.raises(TypeError):
        chaos("tent")  # type: ignore[arg-type]


def test_records(tmp_path: Path) -> None:
    found = chaos(xp.zoo.tent())
    assert repr(found).startswith("Chaos(period_three=Proved(")
    assert accepted(found.period_three.certificate, tmp_path)
    assert oracle(xp.zoo.tent()) == tent("2")
