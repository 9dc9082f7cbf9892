"""Witness orbits number the pieces of f on the interval asked about: their words go on to other questions with it."""

from collections.abc import Callable
from fractions import Fraction

import pytest

import exactpl as xp

# on [0, 1] the tent; two pieces to the left of 0, one to the right of 1
G = xp.PL([(-2, 1), (-1, "3/4"), (0, 0), ("1/2", 1), (1, 0), (2, "1/3")])
# on [0, 1] periods 1 and 2 only
TWO = xp.PL([(-2, 1), (-1, "1/2"), (0, 1), (1, 0), (2, "1/3")])
# the tent on [0, 1], and a kink at -1
NETWORK = xp.networks.dense([[[1], [1], [-1]], [[2, -4, 3]]], [[0, "-1/2", -1], [0]])
ON = (0, 1)
C = xp.claims


def of_proved(verdict: object) -> xp.Orbit:
    assert isinstance(verdict, xp.Proved), verdict
    assert isinstance(verdict.witness, xp.Orbit)
    return verdict.witness


def of_refuted(verdict: object) -> xp.Orbit:
    assert isinstance(verdict, xp.Refuted), verdict
    assert isinstance(verdict.witness, xp.Orbit)
    return verdict.witness


ORBITS: dict[str, Callable[[], xp.Orbit]] = {
    "find_orbit": lambda: of_proved(xp.find_orbit(G, 3, on=ON)),
    "a given point": lambda: of_proved(xp.decide(C.LeastPeriod(G, n=3, x="2/7", on=ON))),
    "another period": lambda: of_refuted(xp.decide(C.LeastPeriod(G, n=6, x="2/7", on=ON))),
    "no least period": lambda: of_refuted(xp.decide(C.NoLeastPeriod(G, n=5, on=ON))),
    "no odd period": lambda: of_refuted(xp.decide(C.NoOddPeriod(G, on=ON))),
    "absent periods": lambda: of_refuted(xp.decide(C.AbsentPeriods(G, on=ON))),
    "forced periods": lambda: of_proved(xp.decide(C.ForcedPeriods(G, n=3, on=ON))),
    "the set of periods": lambda: of_proved(xp.decide(C.PeriodSet(G, n=3, on=ON))),
    "another set of periods": lambda: of_refuted(xp.decide(C.PeriodSet(G, n=5, on=ON))),
    "no chaos": lambda: of_refuted(xp.decide(C.NoLiYorkeChaos(G, period=4, on=ON))),
    "a robust period": lambda: xp.decide(C.RobustPeriod(G, n=3, on=ON)).witness.orbit,  # type: ignore[union-attr]
    "consequences, the period": lambda: of_proved(xp.consequences(G, 3, on=ON).period),
    "consequences, every period": lambda: of_proved(xp.consequences(G, 3, on=ON).every_period),
    "consequences, robust": lambda: xp.consequences(G, 3, on=ON).robust.witness.orbit,  # type: ignore[union-attr]
    "periods": lambda: of_proved(xp.periods(G, upto=4, on=ON)[4]),
    "period_set": lambda: of_proved(xp.period_set(G, upto=4, on=ON).verdicts[4]),
    "period_set, whole": lambda: of_proved(xp.period_set(G, upto=4, on=ON).whole),
    "period_set, forcing": lambda: of_proved(xp.period_set(G, upto=4, on=ON).forcing),
    "chaos, period 3": lambda: of_proved(xp.chaos(G, on=ON).period_three),
    "chaos, order": lambda: of_refuted(xp.chaos(G, on=ON).order),
    "a network": lambda: of_proved(xp.find_orbit(NETWORK, 3, on=ON)),
}


@pytest.mark.parametrize("name", ORBITS)
def test_the_word_of_a_witness_is_one_for_its_interval(name: str) -> None:
    orbit = ORBITS[name]()
    f = xp.networks.as_map(NETWORK) if name == "a network" else G
    assert len(f.pieces) > 2
    assert set(orbit.itinerary) <= {0, 1}
    found = xp.periodic_points_of_word(f, orbit.itinerary, on=ON)
    assert found is not None
    assert orbit[0] in found
    symbols = xp.itinerary(f, orbit[0], length=len(orbit), on=ON)
    assert all(abs(i - j) <= Fraction(1, 2) for i, j in zip(symbols, orbit.itinerary, strict=True))


def test_a_cycle_at_the_ends_of_the_interval() -> None:
    orbit = of_proved(xp.find_orbit(TWO, 2, on=ON))
    assert xp.periodic_points_of_word(TWO, orbit.itinerary, on=ON) is not None
    assert of_proved(xp.decide(C.LeastPeriod(TWO, n=2, x=1, on=ON))).itinerary == (0, 0)


def test_without_an_interval_all_pieces_are_numbered() -> None:
    orbit = of_proved(xp.decide(C.LeastPeriod(G, n=3, x="2/7")))
    assert orbit.itinerary == (2, 3, 3)
    assert xp.periodic_points_of_word(G, orbit.itinerary) == xp.Interval("2/7", "2/7")


def test_an_orbit_takes_an_index() -> None:
    orbit = of_proved(xp.find_orbit(G, 3, on=ON))
    assert (orbit[0], orbit[-1], orbit[:2]) == (orbit.points[0], orbit.points[-1], orbit.points[:2])


def test_statements_name_the_interval() -> None:
    assert xp.find_orbit(G, 3, on=ON).statement == "f has a point of least period 3 on [0, 1]"
    assert xp.find_orbit(TWO, 3, on=ON).statement == "f has a point of least period 3 on [0, 1]"
    assert xp.find_orbit(G, 3).statement == "f has a point of least period 3"
