"""Chaos and entropy on unbounded domains: the part of the line where orbits stay bounded, against maps written out."""

import random
from fractions import Fraction
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import claims
from tests.bridge import oracle, pl
from tests.harness import checked
from tests.oracles.maps import (
    Map,
    canonical,
    clip,
    domain,
    evaluate,
    fixed_components,
    has_least_period,
    image,
    kinks,
    lap_count,
    make,
    nasty_half_line_map,
    power,
    restrict,
)

Q = Fraction

FOLDED = make([(-5, 9), (0, 0), ("1/2", 1), (1, 0)], -2, -2)
STEEP = make([("1/2", 2)], 4, -4)
FAR = make([(0, -3)], -3, 3)  # 3|x| - 3
# 0, 1, 3 is a cycle, and f([0, 3]) = [0, 4]: the interval of the cycle is not invariant, and 4 is mapped to -7
THREE = make([(0, 1), (1, 3), (2, 4), (3, 0)], 2, -7)
# letters: period 3, positive entropy, Li-Yorke chaos, order; growth of the part where orbits are bounded
KNOWN = [
    ("the tent, folded far out", FOLDED, "PPPR", 2),
    ("a steep tent", STEEP, "PPPR", 2),
    ("3|x| - 3", FAR, "PPPR", 2),
    ("2|x| - 1", make([(0, -1)], -2, 2), "PPPR", 2),
    ("2z + 1", make([(0, 1)], 2, 2), "RRRR", 1),
    ("relu(z + 1)", make([(-1, 0)], 0, 1), "RRRR", 1),
    ("-z", make([(0, 0)], -1, -1), "RRRR", 1),
    ("x + 1", make([(0, 1)], 1, 1), "RRRR", 1),
    ("x - 1", make([(0, -1)], 1, 1), "RRRR", 1),
    ("1 - 2x", make([(0, 1)], -2, -2), "RRRR", 1),
    ("-2x and -x/2", make([(0, 0)], "-1/2", -2), "RRRR", 1),
    ("-2x and -x/3", make([(0, 0)], "-1/3", -2), "RRRP", 1),
    ("x/2 + 1", make([(0, 1)], "1/2", "1/2"), "RRRP", 1),
    ("-x/2 and x/2", make([(0, 0)], "-1/2", "1/2"), "RRRP", 1),
    ("the identity", make([(0, 0)], 1, 1), "RRRP", 1),
    ("a constant", make([(0, 3)], 0, 0), "RRRP", 1),
    ("2x on a half-line", make([(0, 0)], None, 2), "RRRR", 1),
    ("x/2 on a half-line", make([(0, 0)], None, "1/2"), "RRRP", 1),
    ("period 2 inside, away outside", make([(0, 1), (1, 0)], 2, 2), "RRRR", 1),
]


def verdicts(found: Any) -> list[Any]:
    return [found.period_three, found.positive_entropy, found.li_yorke, found.order]


def letters(found: Any) -> str:
    return "".join(type(verdict).__name__[0] for verdict in verdicts(found))


def assert_accepted(verdict: Any, folder: Path) -> None:
    report = checked(verdict.certificate, folder)
    assert report["verdict"] == "accept", (verdict, report)
    assert list(report["cites"] or ()) == sorted(verdict.cites), verdict


# -- the answers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "m", "expected", "growth"), KNOWN, ids=[name for name, _, _, _ in KNOWN])
def test_maps_whose_fate_is_known(name: str, m: Map, expected: str, growth: int, tmp_path: Path) -> None:
    f = pl(m)
    found = xp.chaos(f)
    assert letters(found) == expected, [getattr(v, "reason", v.statement) for v in verdicts(found)]
    for verdict in verdicts(found):
        assert_accepted(verdict, tmp_path)
    enclosed = xp.entropy(f)
    low, high = enclosed.growth
    assert low is not None
    assert high is not None
    assert low <= growth <= high <= low + Q(1, 10**6)
    assert "bounded" in enclosed.verdict.statement
    assert_accepted(enclosed.verdict, tmp_path)


def test_the_oracle_agrees_about_period_3() -> None:
    for _, m, expected, _ in KNOWN:
        assert has_least_period(m, 3) == (expected[0] == "P")
        assert expected[3] == "R" or not has_least_period(m, 2)


def test_the_interval_of_the_cycle_that_was_found_is_used(tmp_path: Path) -> None:
    found = xp.chaos(pl(FOLDED))
    assert found.li_yorke.statement == "f is Li-Yorke chaotic on [0, 1]"
    assert found.li_yorke.cites == ()
    assert "T4.6" in found.li_yorke.lemmas
    assert "Li-Yorke" in xp.chaos(pl(STEEP)).li_yorke.statement


@pytest.mark.parametrize(
    ("formula", "kind", "statement"),
    [
        ("relu(x) + relu(1 - 3*x)", xp.Proved, "every bounded orbit of f in (-oo, oo) converges to a fixed point"),
        ("1 - 2*abs(x)", xp.Refuted, "every bounded orbit of f in (-oo, oo) converges to a fixed point"),
        ("x + 1", xp.Refuted, "every orbit of f in (-oo, oo) converges to a fixed point"),
        ("2*x", xp.Refuted, "every orbit of f in (-oo, oo) converges to a fixed point"),
    ],
)
def test_order_is_worded_as_it_is_decided(formula: str, kind: type, statement: str) -> None:
    f = xp.PL.from_formula(formula)
    order = xp.chaos(f).order
    assert isinstance(order, kind)
    assert order.statement == statement
    whole = xp.chaos(xp.zoo.tent()).order
    assert whole.statement == "every orbit of f in [0, 1] converges to a fixed point"


def test_a_cycle_of_three_on_the_line_needs_no_invariant_interval(tmp_path: Path) -> None:
    f = pl(THREE)
    assert has_least_period(THREE, 3)
    assert [evaluate(THREE, x) for x in (0, 1, 3, 4)] == [1, 3, 0, -7]
    assert evaluate(THREE, -7) == -13  # so no compact interval around the cycle is invariant
    found = xp.chaos(f)
    assert letters(found) == "PPPR"
    for verdict in verdicts(found):
        assert_accepted(verdict, tmp_path)
    wide = xp.decide(claims.LiYorkeChaos(f))
    assert isinstance(wide, xp.Proved)
    assert "(-oo, oo)" in wide.statement
    assert_accepted(wide, tmp_path)


def test_two_intervals_prove_the_entropy_log_2(tmp_path: Path) -> None:
    shown = xp.horseshoe(pl(STEEP), intervals=[(0, "1/4"), ("3/4", 1)])
    assert isinstance(shown, xp.Proved)
    assert shown.value == 2
    assert shown.cites == ()
    assert_accepted(shown, tmp_path)
    claim = claims.HorseshoeEntropy(pl(STEEP), k=1, at_least=2, epsilon=0)
    assert_accepted(xp.decide(claim), tmp_path)


def test_an_interval_is_asked_for_only_where_there_is_one() -> None:
    rng = random.Random("advice")
    for m in [*(m for _, m, _, _ in KNOWN), *(line_map(rng) for _ in range(30))]:
        for verdict in verdicts(xp.chaos(pl(m))):
            assert "--on" not in getattr(verdict, "reason", ""), m


# -- bounds that written iterates show ---------------------------------------------------------------------------------


def line_map(rng: random.Random) -> Map:
    """Return a map of the line with few knots and all kinds of rays."""
    rays = ["0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3", "5/4", "-9/10"]
    xs = sorted(rng.sample(range(-3, 4), rng.randint(1, 4)))
    return canonical(make([(x, rng.randint(-5, 5)) for x in xs], rng.choice(rays), rng.choice(rays)))


def most_crossings(written: Map, marks: list[Fraction]) -> int:
    """Return the largest number of intervals inside [low, high], low and high marks, that are mapped over it."""
    found = 1
    for low, high in combinations(marks, 2):
        inner = [y for x, y in written.knots if low < x < high]
        values = [evaluate(written, low), *inner, evaluate(written, high)]
        sides = [-1 if y <= low else 1 for y in values if not low < y < high]
        found = max(found, sum(a != b for a, b in pairwise(sides)))
    return found


def window(m: Map) -> Map | None:
    """Return m held inside an interval around all kinks that nothing comes back to once it has left; None if not found.

    Beyond the ends p and q m is affine, of slopes s and t: what leaves to one side stays there, or changes sides
    for ever, and what does not leave the outside at all goes one way, or there and back.
    """
    for p, q in product((3, 8, 20, 50, 130, 400), repeat=2):
        lower, upper = domain(m)
        low, high = Q(-q) if lower is None else lower, Q(p) if upper is None else upper
        if low >= high or not all(low <= x <= high for x in kinks(m)):
            continue
        inner = restrict(m, low, high)
        least, most = image(inner)
        assert least is not None
        assert most is not None
        at_low, at_high, s, t = evaluate(m, low), evaluate(m, high), m.right, m.left
        fits = (s is None or (at_high >= low if s >= 0 else at_high <= high)) and (
            t is None or (at_low <= high if t >= 0 else at_low >= low)
        )
        up, down = most > high, least < low
        over = (up and s is not None and s < 0) or (down and t is not None and t < 0)
        if up or over:
            fits &= s is not None and (at_high >= high if s > 0 else at_high > high if s == 0 else at_high <= low)
        if down or over:
            fits &= t is not None and (at_low <= low if t > 0 else at_low < low if t == 0 else at_low >= high)
        if fits:
            return clip(inner, low, high)
    return None


def test_growth_of_random_maps_lies_between_what_written_iterates_show(tmp_path: Path) -> None:
    """Crossings of an interval by f^k bound from below, laps of iterates of f held inside a window from above."""
    rng = random.Random("growth on the line")
    chaotic = windows = 0
    for i in range(40):
        m = line_map(rng) if i % 3 else nasty_half_line_map(rng, 3)
        found = xp.entropy(pl(m), width="1/100")
        low, high = found.growth
        assert low is not None
        assert high is not None
        assert 1 <= low <= high <= low + Q(1, 100)
        marks = sorted({*kinks(m), *(y for _, y in m.knots)})
        whole = window(m)
        for k in (1, 2, 3):
            assert high**k >= most_crossings(power(m, k), marks), m
            assert whole is None or low**k <= lap_count(power(whole, k)), m
        chaotic += low > 1
        windows += whole is not None
        if i % 5 == 0:
            assert_accepted(found.verdict, tmp_path)
    assert 4 < chaotic < 36
    assert windows > 25


def test_answers_about_random_maps_fit_together(tmp_path: Path) -> None:
    rng = random.Random("fates")
    seen = ""
    for i in range(40):
        m = line_map(rng) if i % 3 else nasty_half_line_map(rng, 3)
        found = xp.chaos(pl(m))
        three, positive, li_yorke, order = verdicts(found)
        assert isinstance(three, xp.Proved if has_least_period(m, 3) else xp.Refuted), m
        assert not isinstance(positive, xp.Undecided), m
        assert not isinstance(li_yorke, xp.Undecided), m
        if isinstance(three, xp.Proved):
            assert isinstance(positive, xp.Proved), m
        if any(has_least_period(m, n) for n in (3, 5, 6)):
            assert isinstance(positive, xp.Proved), m
        assert isinstance(li_yorke, type(positive)), m  # these maps are too simple for more
        if has_least_period(m, 2):
            assert isinstance(order, xp.Refuted), m
        if isinstance(order, xp.Proved):
            assert isinstance(positive, xp.Refuted), m
            assert fixed_components(m), m
        seen += letters(found)[1]
        if i % 5 == 0:
            for verdict in (positive, li_yorke):
                assert_accepted(verdict, tmp_path)
    assert {"P", "R"} == set(seen)


def test_the_entropy_of_a_part_is_not_more_than_that_of_the_whole() -> None:
    """[0, 1] is invariant under the folded tent; outside of it there is more than one cycle, and no more growth."""
    whole, part = xp.entropy(pl(FOLDED)), xp.entropy(pl(FOLDED), on=(0, 1))
    assert whole.growth.lower is not None
    assert part.growth.upper is not None
    assert part.growth.upper <= whole.growth.upper
    assert has_least_period(FOLDED, 2)
    outside = [x for x, _ in fixed_components(power(FOLDED, 2)) if x is not None and not 0 <= x <= 1]
    assert outside == [Q(-10, 13), Q(18, 13)]


def test_a_compact_domain_is_asked_as_before() -> None:
    f = pl(make([(0, 0), ("1/2", 1), (1, 0)]))
    assert xp.entropy(f).exact == 2
    assert "bounded" not in xp.entropy(f).verdict.statement
    assert oracle(f) == make([(0, 0), ("1/2", 1), (1, 0)])


def test_the_command_line_says_what_it_speaks_of(capsys: pytest.CaptureFixture[str]) -> None:
    from exactpl.cli.application import run

    assert run(["chaos", "min(4*x, 4*(1-x))"]) == 0
    out = capsys.readouterr().out
    assert out.count("PROVED") == 3
    assert "UNDECIDED" not in out
    assert run(["entropy", "min(4*x, 4*(1-x))"]) == 0
    assert "bounded" in capsys.readouterr().out
    assert run(["chaos", "2*x+1"]) == 0
    out = capsys.readouterr().out
    assert out.count("REFUTED") == 4
    assert "name one" not in out
