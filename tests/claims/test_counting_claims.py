"""Claims about counts, levels, images, slopes and series: decided, refuted, certified, and forged."""

import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import claims
from exactpl.arithmetic.rational_series import RationalSequence
from tests.bridge import pl
from tests.dynamics.families import nasty_maps, related_map
from tests.harness import accepted, checked

TENT = xp.zoo.tent()
GOLDEN = xp.zoo.golden()


def all_claims(f: xp.PL, k: int, level: Fraction) -> list[Any]:
    return [
        claims.CrossingCount(f, k=k, level=level),
        claims.PreimageCount(f, k=k, level=level),
        claims.SlopeRange(f, k=k),
        claims.Image(f, k=k),
        claims.PieceCountBounds(f, k=k),
        claims.PieceCountBounds(f, k=1500),
        claims.FixedPointCount(f, n=max(k, 1)),
        claims.PieceCountSeries(f),
    ]


@pytest.mark.parametrize("part", range(4))
def test_what_is_decided_is_accepted_and_its_forgeries_are_not(part: int, tmp_path: Path) -> None:
    rng = random.Random(f"counting claims {part}")
    maps = [*nasty_maps(f"counting claims {part}", 10, 4), *(related_map(rng) for _ in range(6))]
    for m in maps:
        f = pl(m)
        level = rng.choice([Fraction(rng.randint(-2, 4), rng.choice((1, 2, 3))), *(y for _, y in f.knots)])
        for claim in all_claims(f, rng.choice((0, 1, 2, 3, 5, 8)), level):
            verdict = xp.decide(claim)
            if isinstance(verdict, xp.Undecided):
                assert isinstance(claim, claims.PieceCountSeries)
                continue
            assert isinstance(verdict, xp.Proved)
            report = checked(verdict.certificate, tmp_path)
            assert report["verdict"] == "accept", (repr(f), claim, report)
            forged = forgery(verdict.certificate, rng)
            assert checked(forged, tmp_path)["verdict"] == "reject", (repr(f), claim, forged.text)


def forgery(proof: xp.Certificate, rng: random.Random) -> xp.Certificate:
    """Return the certificate with one number of its claim made false."""
    document = json.loads(proof.text)
    claim = document["claim"]
    step = rng.choice((1, -1))
    if claim["type"] == "image":
        claim["interval"] = ["7919", None]
    elif claim["type"] == "slope_range":
        claim["largest"] = str(Fraction(claim["largest"]) + 1)
    elif claim["type"] == "piece_count_bounds":
        if document["witness"]["step"] < claim["k"]:
            claim["at_most"] = str(int(claim["at_most"], 0) - 1) if len(claim["at_most"]) < 4000 else "1"
            if claim["at_most"] == "0":
                claim["at_most"] = "-1"
        else:
            claim["at_most"] = str(int(claim["at_most"]) - 1)
    elif claim["type"] == "piece_count_series":
        claim["numerator"][0] = str(int(claim["numerator"][0]) + step)
        if claim["numerator"] != ["0"] and claim["numerator"][-1] == "0":
            claim["numerator"][-1] = "7"
    elif claim["type"] == "fixed_point_count":
        name = rng.choice(("isolated", "intervals"))
        claim[name] = str(int(claim[name]) + step)
    else:
        claim["value"] = str(int(claim["value"]) + step)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"
    return xp.Certificate(text, proof.subject)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (claims.CrossingCount(TENT, k=3, level="1/3", value=7), "exactly 8 times"),
        (claims.CrossingCount(TENT, k=3, level=1, value=4), "exactly 0 times"),
        (claims.PreimageCount(TENT, k=3, level=1, value=8), "exactly 4 points"),
        (claims.Image(GOLDEN, k=2, interval=("1/2", 1)), "onto [0, 1]"),
        (claims.SlopeRange(TENT, k=3, smallest=8, largest=9), "from 8 to 8"),
        (claims.FixedPointCount(TENT, n=3, isolated=9, intervals=0), "8 isolated"),
        (claims.PieceCountBounds(TENT, k=5, at_most=31), "exactly 32"),
        (claims.PieceCountBounds(TENT, k=5, at_least=33), "has exactly 32"),
        (claims.PieceCountSeries(TENT, value=RationalSequence.of([1], [1, -3])), "(1)/(1 - 2*t)"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.type,
)
def test_false_claims_are_refuted_with_the_truth(claim: Any, reason: str, tmp_path: Path) -> None:
    verdict = xp.decide(claim)
    assert isinstance(verdict, xp.Refuted)
    assert reason in verdict.reason
    assert accepted(verdict.certificate, tmp_path)


def test_true_claims_are_proved(tmp_path: Path) -> None:
    for claim in (
        claims.PieceCountBounds(TENT, k=5, at_least=32, at_most=32),
        claims.PieceCountBounds(TENT, k=5, at_least=7),
        claims.PieceCountBounds(GOLDEN, k=5000, at_most=3**5000),
        claims.PieceCountSeries(GOLDEN, value=RationalSequence.of([1, 1], [1, -1, -1])),
        claims.Image(xp.PL([(0, 0)], left_slope=0, right_slope=2), k=7, interval=(0, None)),
        claims.Image(xp.PL([(0, "1/2"), (1, "1/2")]), k=1, interval=("1/2", "1/2")),
        claims.FixedPointCount(xp.PL([(0, 1), (1, 0)]), n=2, isolated=0, intervals=1),
    ):
        verdict = xp.decide(claim)
        assert isinstance(verdict, xp.Proved)
        assert accepted(verdict.certificate, tmp_path)


def test_a_bound_that_powers_do_not_give_is_undecided() -> None:
    verdict = xp.decide(claims.PieceCountBounds(GOLDEN, k=5000, at_most=xp.closed_form(GOLDEN).pieces.at(5000)))
    assert isinstance(verdict, xp.Undecided)
    assert "PieceCount(f, k=5000)" in verdict.reason


def test_for_an_interval_and_on_the_line(tmp_path: Path) -> None:
    f = xp.zoo.scrambling()
    on = f.image()
    for claim in (
        claims.CrossingCount(f, k=6, level="1/2", on=on),
        claims.FixedPointCount(f, n=3, on=on),
        claims.FixedPointCount(f, n=3),
        claims.SlopeRange(f, k=4),
    ):
        verdict = xp.decide(claim)
        report = checked(verdict.certificate, tmp_path)
        assert report["verdict"] == "accept"
        assert report["statement"] == verdict.statement or "..." in verdict.statement


def test_half_given_values_are_wrong_input() -> None:
    with pytest.raises(xp.InputError, match="given together"):
        claims.SlopeRange(TENT, k=1, smallest=2)
    with pytest.raises(xp.InputError, match="given together"):
        claims.FixedPointCount(TENT, n=1, isolated=2)
