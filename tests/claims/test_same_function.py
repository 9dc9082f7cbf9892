"""`same_function`: what stands on which side, and the witness (t, gap)."""

import json
from fractions import Fraction

import pytest

import exactpl as xp

N = xp.networks
TENT = N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]])


def test_a_map_may_stand_on_either_side() -> None:
    bent = xp.PL([(0, 0), ("1/2", 1), ("3/4", "1/2"), (1, "1/100")])
    for g in (bent, xp.MapSubject.of(bent)):
        for verdict in (xp.same_function(TENT, g), xp.same_function(g, TENT)):
            assert isinstance(verdict, xp.Refuted)
            assert verdict.witness == (1, Fraction(1, 100))
            assert verdict.certificate is not None
            roles = {each["role"]: each["kind"] for each in json.loads(verdict.certificate.text)["subject"]}
            assert roles == {"f": "exactpl-network/1", "g": "exactpl-map/1"}
            assert xp.check(verdict.certificate).is_accepted
    assert isinstance(xp.same_function(xp.zoo.tent(), TENT), xp.Proved)
    assert isinstance(xp.same_function(xp.zoo.tent(), TENT, on=(0, "1/2")), xp.Proved)


def test_two_maps_are_compared_otherwise() -> None:
    f, g = xp.zoo.tent(), xp.zoo.golden()
    for first, second in ((f, g), (f, xp.MapSubject.of(g)), (xp.MapSubject.of(f), g)):
        with pytest.raises(TypeError, match=r"f == g compares them, f\.sup_distance\(g\)"):
            xp.same_function(first, second)


def test_the_gap_is_one_number_also_where_it_grows_without_bound() -> None:
    f = N.Network([N.Layer([[1], [1]], [0, 0], "relu")])
    g = N.Network([N.Layer([[1], [3]], ["1/2", 1], "relu")])
    verdict = xp.same_function(f, g)
    assert isinstance(verdict, xp.Refuted)
    assert "grows without bound" in verdict.reason
    t, gap = verdict.witness
    difference = [a - b for a, b in zip(f.image([t]), g.image([t]), strict=True)]
    assert isinstance(gap, Fraction)
    assert gap == max(difference, key=abs)
    assert gap != 0
    assert xp.check(verdict.certificate).is_accepted
    bounded = xp.same_function(f, g, on=(-1, 1))
    assert isinstance(bounded, xp.Refuted)
    assert bounded.witness == (1, 3)
    one = xp.same_function(N.dense([[["1"]]], [[0]]), N.dense([[["2"]]], [[0]]))
    assert isinstance(one, xp.Refuted)
    assert isinstance(one.witness[1], Fraction)
