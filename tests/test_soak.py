"""A short soak: thousands of comparisons with brute force, and the harness itself."""

import random
from fractions import Fraction

import pytest

import exactpl as xp
from tests import soak
from tests.oracles.maps import domain, is_self_map, make, piece_count

SMALL = soak.Size(upto=3, most_pieces=30, period=2, levels=1)


@pytest.mark.parametrize("part", range(8))
def test_small_iterates_of_many_maps(part: int) -> None:
    outcome = soak.check_numbers("short soak", range(250 * part, 250 * (part + 1)), SMALL)
    assert not outcome.mismatches, "\n".join(outcome.mismatches[:3])
    assert outcome.maps == 250
    assert outcome.comparisons > 250 * 20


def test_longer_iterates_of_some_maps() -> None:
    outcome = soak.check_numbers("longer soak", range(40), soak.Size(upto=6, most_pieces=100))
    assert not outcome.mismatches, "\n".join(outcome.mismatches[:3])


def test_maps_are_of_all_kinds_and_do_not_depend_on_what_came_before() -> None:
    maps = [soak.random_map("kinds", i) for i in range(240)]
    assert maps[17] == soak.random_map("kinds", 17)
    assert maps != [soak.random_map("other", i) for i in range(240)]
    assert all(is_self_map(m) for m in maps)
    kinds = {tuple(end is None for end in domain(m)) for m in maps}
    assert kinds == {(False, False), (True, False), (False, True), (True, True)}
    assert {piece_count(m) for m in maps} >= set(range(1, 8))


def test_a_wrong_count_is_found_and_printed(monkeypatch, capsys) -> None:
    right = xp.piece_counts
    monkeypatch.setattr(xp, "piece_counts", lambda f, **asked: [n + (n == 4) for n in right(f, **asked)])
    assert soak.main(["--maps", "30", "--seed", "wrong", "--workers", "1", "--upto", "3", "--most-pieces", "40"]) == 1
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    assert lines[-1].startswith("30 maps, ")
    assert not lines[-1].endswith(" 0 mismatches")
    shown = next(line for line in lines if line.startswith("map "))
    f = eval(shown.split("f = ", 1)[1], {"xp": xp})
    assert isinstance(f, xp.PL)


def test_an_error_is_a_mismatch_with_its_map(monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no")

    monkeypatch.setattr(xp, "lap_counts", fail)
    outcome = soak.Outcome()
    m = make([(0, 0), ("1/2", 1), (1, 0)])
    soak.check_map(m, 7, SMALL, outcome, random.Random(1))
    assert any("ZeroDivisionError: no" in text and "lap_counts" in text for text in outcome.mismatches)
    assert all("map 7: f = xp.PL([('0', '0'), ('1/2', '1'), ('1', '0')])" in text for text in outcome.mismatches)


def test_time_is_limited(capsys) -> None:
    total = soak.soak(10**9, "time", 0.0, 1, SMALL, chunk=2)
    assert total.maps == 2
    assert total.comparisons > Fraction(2)
