"""Deciding claims: value left out, right, wrong; on an interval; and what the verdict carries."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import (
    InvariantInterval,
    LapCount,
    LeastPeriod,
    LiYorkeChaos,
    NoLeastPeriod,
    NoOddPeriod,
    PieceCount,
    Value,
)
from tests.harness import accepted, checked

TENT = xp.zoo.tent()
FLIP = xp.PL([(0, 1), (1, 0)])
RELU = xp.PL([(0, 0)], left_slope=0, right_slope=1)


def claim_of(verdict: xp.Proved | xp.Refuted) -> dict[str, object]:
    assert verdict.certificate is not None
    claim: dict[str, object] = json.loads(verdict.certificate.text)["claim"]
    return claim


# -- counts and values ------------------------------------------------------------------------------------------------

TRUTHS = [
    (lambda **v: PieceCount(TENT, k=10, **v), "value", 1024, (1023, 1025, 0, -1024, 10**5000)),
    (lambda **v: LapCount(xp.zoo.trapezoid(), k=5, **v), "value", 32, (63, 31, 1)),
    (lambda **v: PieceCount(xp.zoo.golden(), k=20, **v), "value", 17711, (10946,)),
    (lambda **v: PieceCount(TENT, k=0, **v), "value", 1, (0, 2)),
    (lambda **v: Value(TENT, k=3, x="1/9", **v), "y", Fraction(8, 9), ("1/9", 0, -1)),
    (lambda **v: Value(RELU, k=5, x=-7, **v), "y", Fraction(0), (-7,)),
    (lambda **v: Value(TENT, k=0, x="1/9", **v), "y", Fraction(1, 9), (0,)),
]
IDS = ["pieces", "laps", "Fibonacci", "identity", "value", "relu", "value of f^0"]


@pytest.mark.parametrize(("ask", "name", "truth", "wrong"), TRUTHS, ids=IDS)
def test_a_value_left_out_is_computed(ask, name, truth, wrong, tmp_path: Path) -> None:
    verdict = xp.decide(ask())
    assert isinstance(verdict, xp.Proved)
    assert verdict.value == truth
    assert claim_of(verdict)[name] == str(truth)
    assert accepted(verdict.certificate, tmp_path)


@pytest.mark.parametrize(("ask", "name", "truth", "wrong"), TRUTHS, ids=IDS)
def test_the_right_value_is_proved(ask, name, truth, wrong, tmp_path: Path) -> None:
    verdict = xp.decide(ask(**{name: truth}))
    assert isinstance(verdict, xp.Proved)
    assert verdict.value == truth
    assert verdict.certificate == xp.decide(ask()).certificate


@pytest.mark.parametrize(("ask", "name", "truth", "wrong"), TRUTHS, ids=IDS)
def test_a_wrong_value_is_refuted_with_a_certificate_of_the_truth(ask, name, truth, wrong, tmp_path: Path) -> None:
    for value in wrong:
        verdict = xp.decide(ask(**{name: value}))
        assert isinstance(verdict, xp.Refuted)
        assert verdict.witness == truth
        assert claim_of(verdict)[name] == str(truth)
        assert verdict.certificate == xp.decide(ask()).certificate
        assert accepted(verdict.certificate, tmp_path)
        assert verdict.statement != verdict.reason
        assert str(truth) in verdict.reason


def test_a_value_needs_its_orbit_only() -> None:
    # f leaves [0, 1] elsewhere, and after the last step: the orbit lies in the domain, docs/certificates.md, section 6
    f = xp.PL([(0, 0), (1, 3)])
    assert xp.decide(Value(f, k=2, x="1/9")).value == 1
    assert xp.decide(Value(f, k=3, x="1/9")).value == 3
    with pytest.raises(xp.DomainError):
        xp.decide(Value(f, k=4, x="1/9"))


@pytest.mark.parametrize("k", [0, 1])
def test_a_point_outside_the_domain_has_no_value(k: int) -> None:
    with pytest.raises(ValueError, match=r"must lie in the domain \[0, 1\], found 2"):
        xp.decide(Value(TENT, k=k, x=2))


# -- least periods ----------------------------------------------------------------------------------------------------


def test_a_point_of_a_least_period_is_found(tmp_path: Path) -> None:
    verdict = xp.decide(LeastPeriod(TENT, n=3))
    assert isinstance(verdict, xp.Proved)
    assert list(verdict.witness) == [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    assert verdict.witness.itinerary == (0, 0, 1)
    assert len(verdict.witness) == 3
    assert claim_of(verdict) == {"n": 3, "type": "least_period", "x": "2/9"}
    assert accepted(verdict.certificate, tmp_path)


def test_a_given_point_of_a_least_period_is_proved(tmp_path: Path) -> None:
    verdict = xp.decide(LeastPeriod(TENT, n=3, x="4/9"))
    assert isinstance(verdict, xp.Proved)
    assert verdict.witness.points == (Fraction(4, 9), Fraction(8, 9), Fraction(2, 9))
    assert claim_of(verdict) == {"n": 3, "type": "least_period", "x": "4/9"}
    assert accepted(verdict.certificate, tmp_path)


@pytest.mark.parametrize(
    ("n", "x"),
    [(6, "2/9"), (3, "1/3"), (3, "2/3"), (1, "2/9"), (2, "1/5")],
    ids=["a multiple of the period", "no periodic point", "a fixed point", "a period 3", "the first step only"],
)
def test_a_point_of_another_period_is_refuted(n: int, x: str) -> None:
    verdict = xp.decide(LeastPeriod(TENT, n=n, x=x))
    assert isinstance(verdict, xp.Refuted)
    assert x in verdict.reason


@pytest.mark.parametrize(("n", "x"), [(6, "2/9"), (3, "1/3"), (3, "2/3"), (1, "2/9")])
def test_the_refutation_of_a_point_carries_a_certificate_of_the_truth(n: int, x: str, tmp_path: Path) -> None:
    # Refuted: "the certificate proves the reason"; f^n(x) != x is a value, a smaller period a least_period
    verdict = xp.decide(LeastPeriod(TENT, n=n, x=x))
    assert isinstance(verdict, xp.Refuted)
    assert verdict.certificate is not None
    assert accepted(verdict.certificate, tmp_path)


def test_a_period_that_is_not_there_is_refuted(tmp_path: Path) -> None:
    verdict = xp.decide(LeastPeriod(FLIP, n=3))
    assert isinstance(verdict, xp.Refuted)
    assert claim_of(verdict) == {"n": 3, "on": None, "type": "no_least_period"}
    assert verdict.reason.startswith("f has no point of least period 3 on [0, 1]")
    assert accepted(verdict.certificate, tmp_path)


def test_no_least_period_is_the_contrary(tmp_path: Path) -> None:
    absent = xp.decide(NoLeastPeriod(FLIP, n=3))
    assert isinstance(absent, xp.Proved)
    assert claim_of(absent)["type"] == "no_least_period"
    there = xp.decide(NoLeastPeriod(TENT, n=3))
    assert isinstance(there, xp.Refuted)
    assert claim_of(there) == {"n": 3, "type": "least_period", "x": "2/9"}
    assert "2/9" in there.reason
    assert list(there.witness) == [Fraction(2, 9), Fraction(4, 9), Fraction(8, 9)]
    for verdict in (absent, there):
        assert accepted(verdict.certificate, tmp_path)


def test_least_periods_on_an_invariant_interval(tmp_path: Path) -> None:
    f = xp.zoo.doubled_tent()  # f^2 maps [0, 1/3] into itself, and [2/3, 1]
    g = xp.iterate(f, 2)
    found = xp.find_orbit(g, 3, on=(0, "1/3"))
    assert isinstance(found, xp.Proved)
    assert all(0 <= x <= Fraction(1, 3) for x in found.witness)
    assert accepted(found.certificate, tmp_path)
    small = xp.PL([(0, 1), (1, 0), (2, 2)])  # on [0, 1] the flip
    refuted = xp.find_orbit(small, 3, on=(0, 1))
    assert isinstance(refuted, xp.Refuted)
    assert claim_of(refuted) == {"n": 3, "on": ["0", "1"], "type": "no_least_period"}
    assert "on [0, 1]" in refuted.reason
    assert accepted(refuted.certificate, tmp_path)
    flipped = xp.find_orbit(small, 2, on=(0, 1))
    assert isinstance(flipped, xp.Proved)
    assert all(0 <= x <= 1 for x in flipped.witness)
    assert accepted(flipped.certificate, tmp_path)


@pytest.mark.parametrize(
    "ask",
    [
        lambda on: xp.find_orbit(TENT, 2, on=on),
        lambda on: xp.periods(TENT, upto=3, on=on),
        lambda on: xp.decide(PieceCount(TENT, k=2, on=on)),
        lambda on: xp.decide(LapCount(TENT, k=2, on=on)),
        lambda on: xp.decide(NoLeastPeriod(TENT, n=2, on=on)),
        lambda on: xp.decide(NoOddPeriod(TENT, on=on)),
    ],
    ids=["find_orbit", "periods", "pieces", "laps", "no_least_period", "no_odd_period"],
)
@pytest.mark.parametrize("on", [("1/4", "3/4"), (0, 2), (None, 1), (None, None), ("1/2", "1/2")], ids=str)
def test_an_interval_that_is_left_or_is_not_inside_is_refused(ask, on) -> None:
    with pytest.raises(xp.DomainError):
        ask(on)


# -- intervals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("f", "interval", "holds"),
    [
        (TENT, (0, 1), True),
        (TENT, (0, "1/2"), False),
        (RELU, (None, None), True),
        (RELU, (None, 0), True),
        (RELU, (1, None), True),
        (RELU, (None, -1), False),
        (xp.zoo.scrambling(), (0, 1), False),
        (xp.zoo.scrambling(), ("-199959799/10000000000000", "1003969799/1000000000"), True),
        (xp.PL([(0, 0)], left_slope=0, right_slope=-1), (0, None), False),
    ],
    ids=["tent", "half", "relu", "relu, left", "relu, right", "relu, far left", "[0, 1]", "hull", "turned"],
)
def test_invariant_intervals(f: xp.PL, interval, holds: bool, tmp_path: Path) -> None:
    verdict = xp.decide(InvariantInterval(f, interval=interval))
    assert isinstance(verdict, xp.Proved if holds else xp.Refuted)
    assert accepted(verdict.certificate, tmp_path)
    if not holds:
        x = verdict.witness
        assert x in xp.Interval(*interval)
        assert f(x) not in xp.Interval(*interval)
        assert claim_of(verdict)["type"] == "value"


def test_an_interval_outside_the_domain_is_refused() -> None:
    for interval in ((0, 2), (None, 1), ("1/2", "1/2")):
        with pytest.raises(xp.DomainError):
            xp.decide(InvariantInterval(TENT, interval=interval))


# -- odd periods and chaos --------------------------------------------------------------------------------------------


def test_no_odd_period_is_proved_or_open(tmp_path: Path) -> None:
    proved = xp.decide(NoOddPeriod(FLIP))
    assert isinstance(proved, xp.Proved)
    assert proved.witness.z == Fraction(1, 2)
    assert accepted(proved.certificate, tmp_path)
    open_one = xp.decide(NoOddPeriod(xp.PL([(0, 0), (1, 1)])))  # true, but there is no swap
    assert isinstance(open_one, xp.Undecided)
    assert "find_orbit" in open_one.reason
    assert isinstance(xp.decide(NoOddPeriod(TENT)), xp.Refuted)


def test_chaos_with_epsilon_left_out_is_robust_where_it_can_be(tmp_path: Path) -> None:
    verdict = xp.decide(LiYorkeChaos(TENT))
    assert isinstance(verdict, xp.Proved)
    assert verdict.value > 0
    assert verdict.cites == ()
    report = checked(verdict.certificate, tmp_path)
    assert (report["verdict"], report["cites"], report["by"]) == ("accept", [], ["T0.1", "T4.4", "T4.6"])


def test_chaos_of_an_exact_3_cycle_alone_has_epsilon_0(tmp_path: Path) -> None:
    verdict = xp.decide(LiYorkeChaos(xp.zoo.golden()))
    assert isinstance(verdict, xp.Proved)
    assert verdict.value == 0
    assert accepted(verdict.certificate, tmp_path)
    assert isinstance(xp.decide(LiYorkeChaos(xp.zoo.golden(), epsilon="1/1000000000")), xp.Undecided)


def test_chaos_with_a_given_epsilon(tmp_path: Path) -> None:
    largest = xp.decide(LiYorkeChaos(TENT)).value
    for epsilon in (Fraction(0), largest / 2, largest):
        verdict = xp.decide(LiYorkeChaos(TENT, epsilon=epsilon))
        assert isinstance(verdict, xp.Proved)
        assert verdict.value == epsilon
        assert accepted(verdict.certificate, tmp_path)
    too_much = xp.decide(LiYorkeChaos(TENT, epsilon=largest * 2))
    assert isinstance(too_much, xp.Undecided)
    assert isinstance(xp.decide(LiYorkeChaos(FLIP)), xp.Refuted)


def test_chaos_on_an_interval(tmp_path: Path) -> None:
    f = xp.zoo.scrambling()
    verdict = xp.decide(LiYorkeChaos(f, interval=("-199959799/10000000000000", "1003969799/1000000000")))
    assert isinstance(verdict, xp.Proved)
    assert accepted(verdict.certificate, tmp_path)
    with pytest.raises(xp.DomainError):
        xp.decide(LiYorkeChaos(f, interval=(0, 1)))


# -- verdicts ---------------------------------------------------------------------------------------------------------


def test_verdicts_are_matched() -> None:
    seen = []
    for f in (TENT, FLIP):
        match xp.find_orbit(f, 3):
            case xp.Proved(witness=orbit, certificate=c):
                seen.append(("proved", len(orbit), c is not None))
            case xp.Refuted(reason=why, certificate=c):
                seen.append(("refuted", "no point" in why, c is not None))
            case xp.Undecided():
                seen.append("open")
    assert seen == [("proved", 3, True), ("refuted", True, True)]


@pytest.mark.parametrize(
    "verdict",
    [
        xp.find_orbit(TENT, 3),
        xp.find_orbit(FLIP, 3),
        xp.decide(NoOddPeriod(xp.PL([(0, 0), (1, 1)]))),
    ],
    ids=["proved", "refuted", "undecided"],
)
def test_a_verdict_has_no_truth_value(verdict) -> None:
    for test in (bool, lambda v: not v, lambda v: v and 1, lambda v: 1 if v else 0):
        with pytest.raises(TypeError, match="neither true nor false"):
            test(verdict)


def test_verdicts_say_what_they_rest_on() -> None:
    # docs/theorems.md, the list at the top
    assert set(xp.decide(PieceCount(TENT, k=3)).lemmas) == {"T0.1", "T1.0", "T1.1", "T1.1''", "T1.2", "T1.5"}
    assert "T1.2" in xp.decide(LapCount(TENT, k=3)).lemmas
    assert {"T2.1", "T2.2"} <= set(xp.find_orbit(FLIP, 3).lemmas)
    assert xp.find_orbit(TENT, 3).lemmas == ()
    assert xp.decide(NoOddPeriod(FLIP)).lemmas == ("T0.1", "T5.3")
    assert xp.decide(LiYorkeChaos(TENT)).lemmas == ("T0.1", "T4.4", "T4.6")
    assert xp.decide(InvariantInterval(TENT, interval=(0, 1))).lemmas == ("T0.1",)


def test_verdicts_on_unbounded_domains_rest_on_the_lemmas_about_them() -> None:
    # docs/theorems.md, the list at the top: T1.4 and T2.3 on unbounded domains; the checker says so too
    f = xp.zoo.scrambling()
    assert "T1.4" in xp.decide(PieceCount(f, k=3)).lemmas
    assert "T1.4" in xp.decide(LapCount(f, k=3)).lemmas
    assert "T2.3" in xp.decide(NoLeastPeriod(RELU, n=3)).lemmas


def test_only_claims_are_decided() -> None:
    for other in (TENT, "piece_count", None, PieceCount):
        with pytest.raises(TypeError, match="a claim is required"):
            xp.decide(other)


# -- find_orbit and periods -------------------------------------------------------------------------------------------


def test_periods_answers_each_question() -> None:
    found = xp.periods(xp.zoo.golden("3/4"), upto=8)
    assert list(found) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {n for n, verdict in found.items() if isinstance(verdict, xp.Proved)} == {1, 2, 4}
    assert all(isinstance(verdict, xp.Proved | xp.Refuted) for verdict in found.values())
    assert all(verdict.certificate is not None for verdict in found.values())


def test_orbits_begin_at_their_smallest_point() -> None:
    for n, verdict in xp.periods(TENT, upto=10).items():
        assert isinstance(verdict, xp.Proved)
        points = list(verdict.witness)
        assert points[0] == min(points)
        assert len(set(points)) == n == len(verdict.witness)
        assert [TENT(x) for x in points] == points[1:] + points[:1]
        assert all(
            TENT.pieces[i].domain.contains_interval(xp.Interval(x, x))
            for x, i in zip(points, verdict.witness.itinerary, strict=True)
        )


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (RELU, {1}),
        (xp.PL([(0, 0)], left_slope=1, right_slope=1), {1}),
        (xp.PL([(0, 0)], left_slope=-1, right_slope=-1), {1, 2}),
        (xp.PL([(0, 0)], left_slope=-1, right_slope=1), {1}),
        (xp.PL([(0, 1)], left_slope=-1, right_slope=-1), {1, 2}),
        (xp.PL([(0, 1)], left_slope=1, right_slope=1), set()),
        (xp.PL([(0, 1)], right_slope=1), set()),
        (xp.PL([(0, 0)], right_slope=2), {1}),
        (xp.PL([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")]), {1, 2, 3, 4, 5, 6}),
    ],
    ids=["relu", "x", "-x", "|x|", "1-x", "x+1", "x+1 on a half-line", "2x on a half-line", "rotation"],
)
def test_periods_on_every_kind_of_domain(f: xp.PL, expected: set[int], tmp_path: Path) -> None:
    found = xp.periods(f, upto=6)
    assert {n for n, verdict in found.items() if isinstance(verdict, xp.Proved)} == expected
    assert all(accepted(verdict.certificate, tmp_path) for verdict in found.values())


@pytest.mark.parametrize("n", [0, -1, 1.5, True, "3", None], ids=repr)
def test_periods_are_positive_integers(n) -> None:
    with pytest.raises((xp.InputError, TypeError), match="must be an integer >= 1, found"):
        xp.find_orbit(TENT, n)
    with pytest.raises((xp.InputError, TypeError), match="must be an integer >= 1, found"):
        xp.periods(TENT, upto=n)


def test_maps_that_leave_are_refused() -> None:
    leaving = xp.zoo.scrambling().restrict(0, 1)
    for ask in (
        lambda: xp.find_orbit(leaving, 3),
        lambda: xp.periods(leaving, upto=2),
        lambda: xp.find_orbit(xp.zoo.scrambling(), 3, on=(0, 1)),
        lambda: xp.decide(PieceCount(leaving, k=8)),
        lambda: xp.decide(NoOddPeriod(leaving)),
        lambda: xp.decide(LiYorkeChaos(leaving)),
    ):
        with pytest.raises(xp.DomainError, match="into itself"):
            ask()


def test_a_map_or_a_subject_is_required() -> None:
    with pytest.raises(TypeError, match="a PL map or a MapSubject is required"):
        xp.find_orbit("tent", 3)
    with pytest.raises(TypeError, match="a PL map or a MapSubject is required"):
        xp.periods(3, upto=3)


@pytest.mark.parametrize("n", [30, 29, 24])
def test_periods_up_to_30_are_decided(n: int, tmp_path: Path) -> None:
    verdict = xp.find_orbit(xp.zoo.scrambling(), n)
    assert isinstance(verdict, xp.Proved)
    assert accepted(verdict.certificate, tmp_path)
    absent = xp.find_orbit(xp.zoo.golden("3/4"), n)
    assert isinstance(absent, xp.Refuted)
    assert accepted(absent.certificate, tmp_path)


def test_an_absurd_orbit_is_refused_at_once() -> None:
    with pytest.raises(xp.BudgetError, match="smaller k"):
        xp.decide(xp.claims.Value(xp.zoo.tent("19/10"), k=10**9, x="1/3"))
    with pytest.raises(xp.BudgetError, match="smaller period"):
        xp.find_orbit(TENT, 10**9)
