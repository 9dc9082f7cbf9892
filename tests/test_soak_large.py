"""A few large cases, and the harness itself."""

import random
from itertools import pairwise

import pytest

import exactpl as xp
from tests import soak_large
from tests.oracles.maps import compose, identity, make, piece_count
from tests.oracles.periods import fixed_point_count


@pytest.mark.parametrize("kind", soak_large.KINDS)
def test_one_map_of_each_kind(kind: str) -> None:
    outcome = soak_large.soak([kind], 1, "short")
    assert not outcome.mismatches
    assert outcome.comparisons > 3


@pytest.mark.parametrize("seed", range(30))
def test_the_residues_are_those_of_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    m = rng.randint(2, 5)
    ys = [rng.randint(0, m) for _ in range(m + 1)]
    f = make(list(enumerate(ys)))
    power = identity(f)
    for k in range(5):
        assert soak_large.Residues(ys).pieces(k) == piece_count(power)
        if k and all(abs(a - b) != 1 for a, b in pairwise(ys)):
            assert (soak_large.Residues(ys).fixed_points(k), 0) == fixed_point_count(power)
        power = compose(f, power)


def test_a_wrong_count_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    right = xp.piece_count
    monkeypatch.setattr(xp, "piece_count", lambda f, k: right(f, k) + 1)
    assert soak_large.main(["--maps", "1", "--kinds", "markov"]) == 1
    assert "expected" in capsys.readouterr().out
