"""Over Q(a): what shows a number of the field says which number a is."""

from fractions import Fraction

import pytest

import exactpl as xp

C = xp.claims
ROOT = xp.Algebraic([-2, 0, 1], 1, 2)
TENT = xp.zoo.tent(slope=ROOT)
CORE = TENT.restrict(TENT(TENT("1/2")), TENT("1/2"))
A = "a the root of t^2 - 2 in [1, 2]"


def words(verdict: object) -> str:
    assert isinstance(verdict, xp.Proved | xp.Refuted | xp.Undecided)
    return verdict.statement if isinstance(verdict, xp.Proved) else f"{verdict.statement}: {verdict.reason}"


SHOWN = {
    "bounds of growth": lambda: xp.decide(C.EntropyBounds(TENT)),
    "a refuted bound": lambda: xp.decide(C.EntropyBounds(TENT, growth_at_least="3/2")),
    "entropy": lambda: xp.entropy(TENT).verdict,
    "an interval": lambda: xp.decide(C.PieceCount(CORE, k=3)),
    "no least period": lambda: xp.find_orbit(CORE, 3),
    "a point": lambda: xp.decide(C.LeastPeriod(TENT, n=6, x=xp.find_orbit(TENT, 6).witness[0])),  # type: ignore[union-attr]
    "a point that refutes": lambda: xp.decide(C.NoLeastPeriod(TENT, n=6)),
    "a point that refutes order": lambda: xp.decide(C.NoLiYorkeChaos(TENT, period=4)),
    "absent periods": lambda: xp.decide(C.AbsentPeriods(CORE)),
    "chaos": lambda: xp.chaos(CORE).li_yorke,
    "positive entropy": lambda: xp.chaos(CORE).positive_entropy,
    "order": lambda: xp.chaos(CORE).order,
    "a period near f": lambda: xp.decide(C.LiYorkeChaos(CORE)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_is_defined_where_it_is_shown(name: str) -> None:
    assert A in words(SHOWN[name]())


def test_the_statement_of_bounds() -> None:
    found = xp.decide(C.EntropyBounds(TENT))
    assert words(found) == f"the growth s of f on [0, 1] is at least a and at most a, {A}; its entropy is log s"


def test_where_no_such_number_is_shown_nothing_is_said_of_a() -> None:
    for verdict in (xp.find_orbit(TENT, 6), xp.decide(C.PieceCount(TENT, k=3)), xp.chaos(TENT).order):
        assert "root of" not in verdict.statement
    rational = xp.decide(C.EntropyBounds(xp.zoo.tent(slope=Fraction(3, 2))))
    assert rational.statement == "the growth s of f on [0, 1] is at least 3/2 and at most 3/2; its entropy is log s"
