"""Numbers of more than 4,300 digits, which Python refuses to write, in messages and reprs: shortened, never refused."""

from collections.abc import Callable
from fractions import Fraction

import pytest

import exactpl as xp
from exactpl import claims, networks, survey, zoo

LONG = 10**5000
SHORT = Fraction(1, LONG)
BEYOND = 1 + SHORT
TENT, IDENTITY = zoo.tent(), xp.PL([(0, 0), (1, 1)])
LOOP = networks.recurrent([[1]])
GOLDEN = xp.closed_form(zoo.golden()).pieces
ROOT = xp.Algebraic([-2, 0, 1], 1, 2)

SHOWN: dict[str, Callable[[], object]] = {
    "an iterate": lambda: xp.Iterate(TENT, LONG),
    "a map": lambda: xp.PL([(0, SHORT), (1, LONG)]),
    "an interval": lambda: xp.Interval(SHORT, LONG),
    "a piece": lambda: xp.PL([(0, 0), (1, SHORT)]).pieces[0],
    "a count": lambda: xp.FixedPointNumbers(3, LONG, 0),
    "a count for a long n": lambda: xp.fixed_point_count(IDENTITY, LONG),
    "a cylinder": lambda: xp.cylinder(TENT, [0] * 14_500),
    "a region": lambda: networks.segments(networks.Network([networks.Layer([[SHORT]])]), on=(0, 1)).regions[0],
    "segments": lambda: networks.segments(LOOP, on=(0, SHORT)),
    "a histogram": lambda: networks.breakpoint_histogram(networks.segments(LOOP, on=(0, SHORT)), edges=2),
    "a layer": lambda: networks.Layer([[1]], add=[LONG]),
    "decimals of a logarithm": lambda: xp.entropy(TENT).log(5_000),
    "leading digits": lambda: GOLDEN.leading_digits(100_000, 9_000),
    "leading digits of a shorter number": lambda: GOLDEN.leading_digits(30_000, 6_000),
    "a recurrence": lambda: xp.closed_form(xp.PL([(0, 0), ("1/2", 1), (1, 0)])).pieces.recurrence(),
}


@pytest.mark.parametrize("what", SHOWN)
def test_it_can_be_shown(what: str) -> None:
    assert repr(SHOWN[what]())


REFUSED: dict[str, Callable[[], object]] = {
    "a long k": lambda: xp.iterate(TENT, LONG),
    "a long k of a lazy iterate": lambda: xp.Iterate(TENT, LONG).integral(),
    "a variation without end": lambda: xp.Iterate(xp.PL([(0, 0)], left_slope=1, right_slope=1), LONG).total_variation(),
    "a point outside": lambda: TENT(BEYOND),
    "a point outside an iterate": lambda: xp.Iterate(TENT, 0)(BEYOND),
    "no inverse": lambda: xp.PL([(0, 0), (SHORT, 1), (1, 0)]).inverse(),
    "a composition that leaves": lambda: TENT @ xp.PL([(0, 0), (1, BEYOND)]),
    "a skew tent": lambda: zoo.skew_tent(BEYOND),
    "a golden map": lambda: zoo.golden(BEYOND),
    "a truncated tent": lambda: zoo.truncated_tent(BEYOND),
    "a trapezoid": lambda: zoo.trapezoid(BEYOND),
    "a width": lambda: xp.sup_error(IDENTITY, "exp", width=-BEYOND),
    "a width out of reach": lambda: xp.sup_error(IDENTITY, "sin", width=Fraction(1, 10**30_000)),
    "a variance": lambda: networks.simple_rnn(3, variance=-BEYOND, seed=1),
    "a width of a network": lambda: networks.simple_rnn(LONG, seed=1),
    "values to add": lambda: networks.Layer([[1]], add=[LONG, 1]),
    "a value to read": lambda: networks.Network([networks.Layer([[1]], source=LONG)]),
    "repetitions": lambda: networks.unrolled(LOOP, LONG),
    "tents at random": lambda: survey.family("random_tent", least=str(-LONG // 10**4990), most="2").draw(1, 0),
    "a forced growth": lambda: xp.forced_growth(LONG),
    "a cover": lambda: xp.covering_graph(TENT, [(0, BEYOND)]),
    "a piece that is not there": lambda: xp.Iterate(IDENTITY, LONG).piece(5),
    "a power": lambda: ROOT**LONG,
    "a claim": lambda: claims.AbsentPeriods(TENT, doublings=LONG),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_few_words(what: str) -> None:
    with pytest.raises((xp.ExactPLError, IndexError)) as caught:
        REFUSED[what]()
    assert "Exceeds the limit" not in str(caught.value)
