"""`consequences`: what follows, and the verdict that it follows from."""

import pytest

import exactpl as xp

TENT = xp.zoo.tent()


def test_the_period_stands_first_and_is_not_among_those_that_follow() -> None:
    found = xp.consequences(TENT, 3)
    assert isinstance(found.period, xp.Proved)
    assert found.period.witness == found.every_period.witness  # type: ignore[union-attr]
    assert found.period not in found.all()
    assert repr(found).startswith("Consequences(period=Proved(")
    assert found.all()[0].statement == "every period exists"


def test_what_was_refuted_is_seen_where_nothing_follows() -> None:
    found = xp.consequences(xp.PL([(0, 1), (1, 0)]), 4)
    assert isinstance(found.period, xp.Refuted)
    assert found.all() == ()


def test_what_is_undecided_is_seen() -> None:
    open_ = xp.Undecided("f has a point of least period 3", "not looked for")
    found = xp.consequences(TENT, 3, known=open_)
    assert found.period is open_
    assert found.all() == ()


@pytest.mark.parametrize("n", [1, 2, 5, 6])
def test_a_known_verdict_is_kept(n: int) -> None:
    known = xp.find_orbit(TENT, n)
    assert xp.consequences(TENT, n, known=known).period is known
