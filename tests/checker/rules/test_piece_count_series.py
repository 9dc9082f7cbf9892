"""piece_count_series: accepted and rejected."""

from __future__ import annotations

from fractions import Fraction

import pytest
from exactpl_checker.mathematics import counting, criticalorbits, plmap
from exactpl_checker.reading import mapfile

from tests.checker import fueltable
from tests.checker.certmaker import (
    ABSOLUTE,
    CANCELLING,
    FLIP,
    GOLDEN,
    IDENTITY,
    INVOLUTION,
    NEGATION,
    ONE_MINUS,
    RELU,
    SHIFT,
    TENT,
    TRAPEZOID,
    certificate,
    late,
    map_text,
)
from tests.checker.make_corpus import LATE_DENOMINATOR, SMOOTH_NUMERATOR, series
from tests.harness import accepted_line, fuel, verdict


def claim(text: str, numerator: list[int], denominator: list[int], terms: object, on: object = None) -> str:
    return verdict(certificate(text, series(numerator, denominator, on), {"terms": terms}))


# Least numbers of terms by theorem 1.8.  Of TENT: one state; the germs of 1/2 are on one side at time 1 and rest
# from time 2 on, so q = 1 and h = 2; a1 = 4, b1 = 3; with 1/(1 - 2t) T > max(5, 3).
@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "least"),
    [
        (TENT, [1], [1, -2], 6),
        (GOLDEN, [1, 1], [1, -1, -1], 9),
        (FLIP, [1], [1, -1], 3),
        (INVOLUTION, [1, 2], [1, 0, -1], 8),
        (ABSOLUTE, [1, 1], [1, -1], 6),
        (IDENTITY, [1], [1, -1], 3),
        (NEGATION, [1], [1, -1], 3),
        (ONE_MINUS, [1], [1, -1], 3),
        (SHIFT, [1], [1, -1], 3),
        (TENT, [1, 5], [1, 3, -10], 7),  # not in lowest terms
        (TENT, [1, 0, 0, 0, 0, 7], [1, -2, 0, 0, 0, 7, -14], 11),
    ],
)
def test_enough_terms_are_needed(text: str, numerator: list[int], denominator: list[int], least: int) -> None:
    for terms in (least, least + 1, 3 * least):
        assert claim(text, numerator, denominator, terms) == "accept"
    assert claim(text, numerator, denominator, least - 1) == "reject too-few-terms"
    for terms in range(1, least):
        assert claim(text, numerator, denominator, terms) in ("reject too-few-terms", "reject not-finite")


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [(TENT, [1], [1, -2]), (RELU, [1, 1], [1, -1]), (TRAPEZOID, [1], [1, -3, 2]), (GOLDEN, [1, 1], [1, -1, -1])],
)
def test_wrong_series(text: str, numerator: list[int], denominator: list[int]) -> None:
    assert claim(text, numerator, denominator, 80) == "accept"
    for power in range(30):
        wrong = [*numerator, *([0] * 30)][: max(power + 1, len(numerator))]
        wrong[power] += 3
        assert claim(text, wrong, denominator, 80) == "reject wrong-count"
        if power > 0:
            wrong = [*denominator, *([0] * 30)][: max(power + 1, len(denominator))]
            wrong[power] += 7
            assert claim(text, numerator, wrong, 80) == "reject wrong-count"


def test_right_for_some_terms_and_wrong_later() -> None:
    # 2^k for k < 20, then something else; all 20 terms compared, or all that theorem 1.8 asks for.
    wrong = [1, *([0] * 19), 1]
    assert claim(TENT, wrong, [1, -2], 20) == "reject too-few-terms"
    assert claim(TENT, wrong, [1, -2], 23) == "reject too-few-terms"
    assert claim(TENT, wrong, [1, -2], 24) == "reject wrong-count"
    powers = [2**k for k in range(20)]
    assert claim(TENT, powers, [1], 20) == "reject too-few-terms"
    assert claim(TENT, powers, [1], 30) == "reject wrong-count"
    fitted = [1, *([0] * 20)]
    fitted[20] = -(2**20)
    assert claim(TENT, [2**k - (0 if k < 20 else 1) for k in range(21)], fitted[:1], 40) == "reject wrong-count"


@pytest.mark.parametrize("exponent", [1, 2, 10, 30, 100])
def test_a_kink_that_vanishes_once(exponent: int) -> None:
    # Only f^(exponent + 1) has no kink at -10, where otherwise the ratio of the slopes is never 1.
    text = late(exponent)
    numerator = [*SMOOTH_NUMERATOR, *([0] * exponent)][: max(4, exponent + 3)]
    numerator[exponent + 1] -= 1
    numerator[exponent + 2] += 2
    while numerator[-1] == 0:
        numerator.pop()
    terms = max(exponent, 2) + 18
    assert claim(text, numerator, LATE_DENOMINATOR, terms) == "accept"
    assert claim(text, SMOOTH_NUMERATOR, LATE_DENOMINATOR, terms) == "reject wrong-count"
    for fewer in range(1, exponent + 2):
        assert claim(text, SMOOTH_NUMERATOR, LATE_DENOMINATOR, fewer) in ("reject too-few-terms", "reject not-finite")


def test_the_time_of_a_kink_is_not_searched_for() -> None:
    text = late(1200)
    source = mapfile.read(text.encode())
    f = plmap.restricted_self_map(source, source.domain)
    assert criticalorbits.degrees(f, 100) == criticalorbits.Degrees(1215, 15)
    assert claim(text, SMOOTH_NUMERATOR, LATE_DENOMINATOR, 100) == "reject too-few-terms"
    base = Fraction(1001, 1000)
    assert criticalorbits.exponent(base, base**30_000) == 30_000
    assert criticalorbits.exponent(base, base**30_000 * (1 + Fraction(1, 2**70))) is None


def test_infinite_orbits() -> None:
    assert claim(CANCELLING, [1, 3, 7, 14, 23], [1], 500) == "reject not-finite"
    # 19/10 x and 19/10 (1 - x): the orbit of 1/2 has ever larger denominators.
    steep = map_text([("0", "0"), ("1/2", "19/20"), ("1", "0")])
    assert claim(steep, [1], [1, -2], 1000) == "reject not-finite"
    # Also where the pieces are easily counted: x/2 + 1 on a half-line, and x + 1.
    assert claim(map_text([("0", "1")], None, "1/2"), [1], [1, -1], 300) == "reject not-finite"
    assert claim(SHIFT, [1], [1, -1], 300, ["0", None]) == "reject not-finite"
    # Without the end there is nothing to follow.
    assert claim(map_text([("0", "1")], "1/2", "1/2"), [1], [1, -1], 3) == "accept"


def test_more_points_or_states_than_terms() -> None:
    # 1/2, 1, 0 are three points.
    assert claim(TENT, [1], [1, -2], 2) == "reject not-finite"
    assert claim(TENT, [1], [1, -2], 3) == "reject too-few-terms"
    # A long finite orbit: 1/101 under x -> 2x and 2 - 2x.
    text = map_text([("0", "0"), ("1/2", "1"), ("99/100", "2/101"), ("1", "0")])
    assert claim(text, [1], [1, -2], 40) == "reject not-finite"


def test_the_points_found_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from exactpl_checker.mathematics.states import StateGraph

    graphs = []
    plain = StateGraph.__post_init__

    def watched(graph: StateGraph) -> None:
        graphs.append(graph)
        plain(graph)

    monkeypatch.setattr(StateGraph, "__post_init__", watched)
    assert claim(CANCELLING, [1], [1, -3], 200) == "reject not-finite"
    assert [len(graph.orbits.points) for graph in graphs] == [201]


def test_unbounded_domains_with_flats() -> None:
    # Both rays constant: f^k, k >= 1, has three pieces; slope 1 between.
    text = map_text([("0", "0"), ("1", "1")], "0", "0")
    assert claim(text, [1, 2], [1, -1], 20) == "accept"
    assert claim(text, [1, 1], [1, -1], 20) == "reject wrong-count"
    constant = map_text([("0", "0")], "0", "0")
    assert claim(constant, [1], [1, -1], 5) == "accept"


def test_restriction() -> None:
    assert claim(ABSOLUTE, [1], [1, -1], 10, ["0", None]) == "accept"
    assert claim(ABSOLUTE, [1, 1], [1, -1], 10, ["-1", "1"]) == "accept"
    assert claim(ABSOLUTE, [1], [1, -1], 10, ["-1", "1"]) == "reject wrong-count"
    assert claim(TENT, [1], [1, -1], 10, ["0", "1/2"]) == "reject not-a-self-map"
    assert claim(TENT, [1], [1, -1], 10, ["0", "2"]) == "reject outside-domain"


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [([1], [2, -4]), ([1], [-1]), ([1], [0, 1]), ([1, 0], [1]), ([1], [1, 0]), ([], [1]), ([1], []), ([0, 0], [1])],
)
def test_polynomials_in_their_form(numerator: list[int], denominator: list[int]) -> None:
    assert claim(TENT, numerator, denominator, 10) == "reject bad-field"


@pytest.mark.parametrize("coefficient", [1, None, "01", "1/2", "-0", "1.0", "0x1", ["1"]])
def test_coefficients_are_canonical_integers(coefficient: object) -> None:
    for key in ("numerator", "denominator"):
        value = {**series([1], [1, -2]), key: ["1", coefficient]}
        assert verdict(certificate(TENT, value, {"terms": 10})).startswith("reject bad-")
    for wrong in ("1", None, {"0": "1"}):
        value = {**series([1], [1, -2]), "numerator": wrong}
        assert verdict(certificate(TENT, value, {"terms": 10})) == "reject bad-field"


@pytest.mark.parametrize("terms", [0, -1, True, "6", None, 2**31])
def test_terms(terms: object) -> None:
    assert claim(TENT, [1], [1, -2], terms).startswith("reject ")


def test_the_series_goes_on() -> None:
    source = mapfile.read(late(10).encode())
    f = plmap.restricted_self_map(source, source.domain)
    counts = list(counting.piece_counts(f, 60))
    assert counts == [counting.pieces(f, k) for k in range(61)]


def test_statement_and_fuel() -> None:
    cert = certificate(GOLDEN, series([1, 1], [1, -1, -1]), {"terms": 9})
    assert accepted_line(cert) == (
        "for every k >= 0, f^k has exactly a_k maximal affine pieces on [0, 1], "
        "the sum of a_k t^k being (1 + t)/(1 - t - t^2)",
        "T0.1, T1.0, T1.1'', T1.2, T1.8, T1.8'",
    )
    cert = certificate(SHIFT, series([1], [1, -1]), {"terms": 3})
    assert accepted_line(cert) == (
        "for every k >= 0, f^k has exactly a_k maximal affine pieces on (-oo, oo), "
        "the sum of a_k t^k being (1)/(1 - t)",
        "T0.1, T1.0, T1.1'', T1.2, T1.4, T1.8, T1.8'",
    )
    assert (
        fuel(certificate(TENT, series([2**900], [1, -(2**900)]), {"terms": 90}))
        == fueltable.series(90, 1, 2, [2**900, 1, -(2**900)])
        == fueltable.counts(90, 1, 2) + 90 * (8 * 3 + (901 + 1 + 901) * (90 + 64) // 8192)
    )
    assert claim(TENT, [1], [1, -2], 10**9) == "decline fuel"
