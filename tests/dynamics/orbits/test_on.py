"""`on=` asks every question on an invariant interval: the answer is that for the restriction, and else DomainError."""

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import exactpl as xp

F = xp.PL([(0, 0), ("1/2", "1/2"), ("3/4", 1), (1, "1/2")])  # the identity on [0, 1/2], a tent on [1/2, 1]
TENT = F.restrict("1/2", 1)
HALVES = [("1/2", "3/4"), ("3/4", 1)]

QUESTIONS: dict[str, Callable[..., Any]] = {
    "piece_count": lambda f, **on: xp.piece_count(f, 9, **on),
    "piece_counts": lambda f, **on: xp.piece_counts(f, upto=9, **on),
    "lap_count": lambda f, **on: xp.lap_count(f, 9, **on),
    "lap_counts": lambda f, **on: xp.lap_counts(f, upto=9, verify=True, **on),
    "crossing_count": lambda f, **on: xp.crossing_count(f, 7, level="2/3", **on),
    "crossing_counts": lambda f, **on: xp.crossing_counts(f, level="2/3", upto=7, **on),
    "preimage_count": lambda f, **on: xp.preimage_count(f, 7, level="1/2", **on),
    "preimage_counts": lambda f, **on: xp.preimage_counts(f, level="1/2", upto=7, **on),
    "fixed_point_count": lambda f, **on: xp.fixed_point_count(f, 6, **on),
    "fixed_point_counts": lambda f, **on: xp.fixed_point_counts(f, upto=6, **on),
    "fixed_points": lambda f, **on: xp.fixed_points(f, 4, **on),
    "periodic_points": lambda f, **on: xp.periodic_points(f, 4, **on),
    "periodic_point_count": lambda f, **on: xp.periodic_point_count(f, 5, **on),
    "periodic_point_counts": lambda f, **on: xp.periodic_point_counts(f, upto=5, **on),
    "has_least_period": lambda f, **on: xp.has_least_period(f, 3, **on),
    "closed_form": lambda f, **on: xp.closed_form(f, **on).fixed_points.terms(8),
    "iterate": lambda f, **on: xp.iterate(f, 3, **on),
    "Iterate": lambda f, **on: xp.Iterate(f, 50, **on).pieces(3, 6),
    "itinerary": lambda f, **on: xp.itinerary(f, "4/5", length=9, **on),
    "kneading_sequences": lambda f, **on: xp.kneading_sequences(f, length=5, **on),
    "kneading_matrix": lambda f, **on: xp.kneading_matrix(f, length=5, **on),
    "kneading_determinant": lambda f, **on: xp.kneading_determinant(f, length=5, **on),
    "cylinder": lambda f, **on: xp.cylinder(f, [0, 1, 1], **on),
    "cylinder by laps": lambda f, **on: xp.cylinder(f, "LRR", by="laps", **on),
    "is_admissible": lambda f, **on: xp.is_admissible(f, [1, 0, 0], **on),
    "periodic_points_of_word": lambda f, **on: xp.periodic_points_of_word(f, [0, 1, 1], **on),
    "distances": lambda f, **on: xp.distances(f, "4/5", "9/10", upto=6, **on),
    "near_and_far": lambda f, **on: xp.near_and_far(f, "4/5", "9/10", upto=6, near="1/9", far="1/5", **on),
    "scrambled_pair": lambda f, **on: xp.scrambled_pair(f, rounds=2, block=3, **on),
    "covering_graph": lambda f, **on: xp.covering_graph(f, HALVES, k=2, **on),
    "find_orbit": lambda f, **on: xp.find_orbit(f, 3, **on).witness.points,
    "periods": lambda f, **on: [type(v) for v in xp.periods(f, upto=4, **on).values()],
    "period_set": lambda f, **on: str(xp.period_set(f, upto=4, **on)),
    "entropy": lambda f, **on: xp.entropy(f, **on).exact,
    "chaos": lambda f, **on: type(xp.chaos(f, **on).order),
    "consequences": lambda f, **on: xp.consequences(f, 3, **on).period.witness.points,
    "horseshoe": lambda f, **on: xp.horseshoe(f, **on).value,
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_on_asks_the_restriction(name: str) -> None:
    question = QUESTIONS[name]
    expected = question(TENT)
    for on in [("1/2", 1), xp.Interval("1/2", 1), [Fraction(1, 2), 1]]:
        assert question(F, on=on) == expected


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_interval_that_f_leaves_is_refused(name: str) -> None:
    with pytest.raises(xp.DomainError):
        QUESTIONS[name](F, on=(0, "3/5"))


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("on", [3, (0,), (0, 1, 2), "01", (1, 0)], ids=repr)
def test_what_is_no_interval_is_refused(name: str, on: object) -> None:
    with pytest.raises(xp.InputError, match="interval"):
        QUESTIONS[name](F, on=on)


def test_every_public_question_about_a_self_map_takes_on() -> None:
    asked = {name.split(" by ")[0] for name in QUESTIONS} | {"same_function"}  # which asks on any part of the line
    for name in xp.__all__:
        given = getattr(xp, name)
        if inspect.isfunction(given) and "f" in (found := inspect.signature(given).parameters) and "on" in found:
            assert name in asked, name
