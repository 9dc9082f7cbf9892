"""Claims as values: what they accept, what they refuse, what they say."""

import re
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
from tests import harness

TENT = xp.zoo.tent()
LINE = xp.PL([(0, 0)], left_slope=1, right_slope=1)

# Every type with the claim object of docs/certificates.md, section 6
FIELDS = [
    (Value(TENT, k=2, x="1/3"), (Fraction(2, 3),), {"k": 2, "type": "value", "x": "1/3", "y": "2/3"}),
    (PieceCount(TENT, k=5), (32,), {"k": 5, "on": None, "type": "piece_count", "value": "32"}),
    (PieceCount(TENT, k=5, on=(0, "1/2")), (1,), {"k": 5, "on": ["0", "1/2"], "type": "piece_count", "value": "1"}),
    (LapCount(LINE, k=5, on=(None, 0)), (1,), {"k": 5, "on": [None, "0"], "type": "lap_count", "value": "1"}),
    (LapCount(LINE, k=5, on=(None, None)), (1,), {"k": 5, "on": [None, None], "type": "lap_count", "value": "1"}),
    (LeastPeriod(TENT, n=3, on=(0, 1)), (Fraction(2, 9),), {"n": 3, "type": "least_period", "x": "2/9"}),
    (NoLeastPeriod(TENT, n=3), (), {"n": 3, "on": None, "type": "no_least_period"}),
    (
        InvariantInterval(TENT, interval=(0, "1/2")),
        (),
        {"interval": ["0", "1/2"], "type": "invariant_interval"},
    ),
    (NoOddPeriod(TENT, on=(0, 1)), (), {"on": ["0", "1"], "type": "no_odd_period"}),
    (
        LiYorkeChaos(TENT, interval=(0, 1)),
        (Fraction(1, 100),),
        {"epsilon": "1/100", "interval": ["0", "1"], "type": "li_yorke_chaos"},
    ),
    (LiYorkeChaos(TENT), (Fraction(0),), {"epsilon": "0", "interval": ["0", "1"], "type": "li_yorke_chaos"}),
]


@pytest.mark.parametrize(
    ("claim", "values", "fields"), FIELDS, ids=[f"{i} {c.type}" for i, (c, _, _) in enumerate(FIELDS)]
)
def test_the_claim_object_is_that_of_the_specification(claim, values, fields) -> None:
    assert claim.fields(*values) == fields
    assert claim.type == fields["type"]


REPEATED = [
    *(claim for claim, _, _ in FIELDS),
    Value(LINE, k=0, x="-1/3", y="-1/3"),
    xp.claims.Image(TENT, k=2, interval=(0, 1)),
    xp.claims.SlopeRange(TENT, k=2, smallest=4, largest=4),
    xp.claims.PreimageCount(TENT, k=3, level="1/7", value=8),
    xp.claims.FixedPointCount(LINE, n=2, isolated=0, intervals=1, on=(0, 1)),
    xp.claims.PieceCountBounds(TENT, k=10, at_most=2000),
    xp.claims.PieceCountSeries(TENT, value=xp.closed_form(TENT).pieces),
    xp.claims.LapCountSeries(TENT, on=(0, 1)),
    xp.claims.EscapingOrbit(xp.PL([(0, 0)], left_slope=2, right_slope=2), x=1),
    xp.claims.NearAndFar(TENT, x="1/3", y="1/4", near="1/2", near_times=[1, 0], far=0, far_times=[2]),
    xp.claims.EntropyBounds(TENT, growth_at_least=2, width="1/10"),
    xp.claims.AbsentPeriods(TENT, doublings=1, upto=5),
    xp.claims.NoLiYorkeChaos(TENT, period=4),
    xp.claims.Coverings(TENT, intervals=[(0, "1/2"), ("1/2", 1)], edges=[(0, 1), (1, 0)], epsilon=0),
    xp.claims.RobustPeriod(TENT, n=1, intervals=[("1/2", 1)], epsilon="1/100"),
    xp.claims.HorseshoeEntropy(TENT, at_least=2, k=1),
    LeastPeriod(PieceCount(TENT, k=1).subject, n=3, x="2/7"),
]


@pytest.mark.parametrize("claim", REPEATED, ids=[f"{i} {type(c).__name__}" for i, c in enumerate(REPEATED)])
def test_a_claim_is_shown_as_what_makes_it_again(claim) -> None:
    names = {name: getattr(xp.claims, name) for name in xp.claims.__all__}
    names |= {"PL": xp.PL, "Fraction": Fraction, "Interval": xp.Interval}
    names["RationalSequence"] = type(xp.closed_form(TENT).pieces)
    assert eval(repr(claim), names) == claim


def test_a_claim_about_networks_names_them_and_its_arguments() -> None:
    net = xp.networks.dense([[[1, 1], [2, 0]]], [[0, 0]])
    gap = xp.claims.LargestGap(net, net, on=(0, 1), start=(0, 0), direction=(1, 1), output=1, gap=0)
    assert repr(gap) == (
        "LargestGap(<Network 2-2: identity>, <Network 2-2: identity>, gap=Fraction(0, 1), on=Interval(0, 1), "
        "start=(Fraction(0, 1), Fraction(0, 1)), direction=(Fraction(1, 1), Fraction(1, 1)), "
        "combination=(Fraction(0, 1), Fraction(1, 1)))"
    )


def test_cites_and_subjects() -> None:
    for claim, _, _ in FIELDS:
        assert claim.cites == ()
        assert claim.f in (TENT, LINE)
        assert claim.subject == xp.MapSubject.of(claim.f)


def test_claims_take_a_map_or_a_subject() -> None:
    subject = xp.MapSubject.of(TENT)
    assert PieceCount(subject, k=3) == PieceCount(TENT, k=3)
    assert PieceCount(TENT, k=3) != PieceCount(TENT, k=4)
    with pytest.raises(TypeError, match="a PL map or a MapSubject is required, found str"):
        PieceCount("tent", k=3)


def test_claims_are_frozen() -> None:
    claim = PieceCount(TENT, k=3)
    with pytest.raises(AttributeError):
        claim.k = 4
    assert claim.k == 3


def test_numbers_may_be_written_as_text() -> None:
    assert Value(TENT, k=1, x="0.1", y="1/5") == Value(TENT, k=1, x=Fraction(1, 10), y=Fraction(2, 10))
    assert PieceCount(TENT, k=1, on=("0", "1")) == PieceCount(TENT, k=1, on=xp.Interval(0, 1))


KS = [
    lambda k: Value(TENT, k=k, x=0),
    lambda k: PieceCount(TENT, k=k),
    lambda k: LapCount(TENT, k=k),
]
NS = [lambda n: LeastPeriod(TENT, n=n), lambda n: NoLeastPeriod(TENT, n=n)]


@pytest.mark.parametrize("claim", KS, ids=["value", "pieces", "laps"])
@pytest.mark.parametrize("k", [-1, 1.5, True, "3", None, Fraction(2)], ids=repr)
def test_k_must_be_an_integer_that_is_not_negative(claim, k) -> None:
    with pytest.raises((xp.InputError, TypeError), match="k must be an integer >= 0, found"):
        claim(k)


@pytest.mark.parametrize("claim", NS, ids=["period", "no period"])
@pytest.mark.parametrize("n", [0, -3, 1.0, False, "3", None], ids=repr)
def test_n_must_be_a_positive_integer(claim, n) -> None:
    with pytest.raises((xp.InputError, TypeError), match="n must be an integer >= 1, found"):
        claim(n)


@pytest.mark.parametrize("claim", KS + NS, ids=["value", "pieces", "laps", "period", "no period"])
def test_small_integers_are_below_2_to_the_31(claim) -> None:
    # docs/certificates.md, section 1
    claim(2**31 - 1)
    with pytest.raises(xp.InputError, match="must be at most 2147483647, found"):
        claim(2**31)


@pytest.mark.parametrize("value", [1.0, True, "8", Fraction(8)], ids=repr)
def test_a_count_is_an_integer(value) -> None:
    with pytest.raises((xp.InputError, TypeError), match="value must be an integer, found"):
        PieceCount(TENT, k=3, value=value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Value(TENT, k=1, x=0.5),
        lambda: Value(TENT, k=1, x="1/2", y=1.0),
        lambda: LeastPeriod(TENT, n=1, x=0.0),
        lambda: LiYorkeChaos(TENT, epsilon=0.01),
        lambda: PieceCount(TENT, k=1, on=(0.0, 1)),
    ],
    ids=["x", "y", "periodic x", "epsilon", "on"],
)
def test_floats_are_refused(make) -> None:
    with pytest.raises(xp.InexactNumberError, match="exact"):
        make()


def test_intervals_are_what_they_should_be() -> None:
    with pytest.raises(xp.InputError, match="lower <= upper"):
        PieceCount(TENT, k=1, on=(1, 0))
    with pytest.raises(xp.InputError, match="an interval is required"):
        InvariantInterval(TENT, interval=None)
    with pytest.raises(xp.InputError, match="lower <= upper"):
        LiYorkeChaos(TENT, interval=(1, 0))


@pytest.mark.parametrize(
    ("interval", "ends", "words"),
    [(None, [None, None], "(-oo, oo)"), ((0, None), ["0", None], "[0, oo)"), ((None, 3), [None, "3"], "(-oo, 3]")],
    ids=["line", "right", "left"],
)
def test_chaos_may_be_asked_on_unbounded_intervals(interval, ends, words) -> None:
    claim = LiYorkeChaos(LINE, interval=interval)
    assert claim.fields(Fraction(0)) == {"epsilon": "0", "interval": ends, "type": "li_yorke_chaos"}
    assert f"on J = {words} is Li-Yorke chaotic" in claim.statement(Fraction(0))
    assert isinstance(xp.decide(claim), xp.Refuted)  # the identity: all points are fixed


def test_epsilon_is_not_negative() -> None:
    # docs/certificates.md, section 6: epsilon >= 0
    with pytest.raises(xp.InputError, match="epsilon"):
        xp.decide(LiYorkeChaos(TENT, epsilon=-1))


def test_statements_in_words() -> None:
    assert PieceCount(TENT, k=3).statement(8) == "f^3 has exactly 8 maximal affine pieces on [0, 1]"
    assert LapCount(LINE, k=3, on=(None, 0)).statement(1) == "f^3 has exactly 1 lap on (-oo, 0]"
    assert Value(TENT, k=3, x="1/3").statement(Fraction(2, 3)) == "f^3(1/3) = 2/3"
    assert LeastPeriod(TENT, n=3).statement() == "f has a point of least period 3"
    assert NoLeastPeriod(TENT, n=3).statement() == "f has no point of least period 3 on [0, 1]"
    assert InvariantInterval(TENT, interval=(0, 1)).statement() == "f maps [0, 1] into itself"
    assert NoOddPeriod(LINE).statement() == "every cycle of f on (-oo, oo) other than a fixed point has even length"
    assert "|g - f| <= 1/100" in LiYorkeChaos(TENT).statement(Fraction(1, 100))


def test_one_thing_is_named_in_the_singular() -> None:
    line = xp.PL([(0, 0), (1, 1)])
    net = xp.networks.dense([[[1]]], [[0]])
    pairs = [
        (PieceCount(line, k=3).statement, (1, 2), "exactly {} maximal affine piece{} on"),
        (LapCount(line, k=3).statement, (1, 2), "exactly {} lap{} on"),
        (xp.claims.CrossingCount(line, k=3, level=0).statement, (1, 2), "exactly {} time{} on"),
        (xp.claims.NetworkCounts(net, on=(0, 1)).statement, ((1, 1), (2, 2)), "exactly {} affine piece{} and"),
        (xp.claims.NetworkCounts(net, on=(0, 1)).statement, ((1, 1), (2, 2)), "and {} activation region{} on"),
    ]
    for statement, numbers, words in pairs:
        for number, count, plural in ((numbers[0], 1, ""), (numbers[1], 2, "s")):
            assert words.format(count, plural) in statement(number)
    level = xp.claims.PreimageCount(line, k=1, level=0).statement
    assert "exactly 1 point or interval of" in level(1)
    assert "exactly 2 points or intervals of" in level(2)
    bounds = xp.claims.PieceCountBounds(line, k=1).statement
    assert "at most 1 maximal affine piece on" in bounds(None, 1)
    assert "at least 1 maximal affine piece on" in bounds(1, None)
    assert "at least 1 and at most 2 maximal affine pieces on" in bounds(1, 2)
    edges = xp.claims.Coverings(line, intervals=[(0, 1)]).statement
    assert "along 1 edge between 1 interval" in edges(Fraction(1, 2), 1)
    assert "along 2 edges between 1 interval" in edges(Fraction(1, 2), 2)


@pytest.mark.parametrize(
    "claim",
    [
        PieceCount(xp.PL([(0, 0), (1, 1)]), k=3),
        LapCount(xp.PL([(0, 0), (1, 1)]), k=3),
        xp.claims.CrossingCount(xp.PL([(0, 0), (1, 1)]), k=3, level="1/2"),
        xp.claims.PreimageCount(xp.PL([(0, 0), (1, 1)]), k=3, level="1/2"),
        xp.claims.FixedPointCount(xp.PL([(0, 0), (1, 1)]), n=1),
        xp.claims.FixedPointCount(xp.PL([(0, "1/2"), (1, "1/2")]), n=1),
        xp.claims.PieceCountBounds(xp.PL([(0, 0), (1, 1)]), k=3),
        xp.claims.NetworkCounts(xp.networks.dense([[[1]]], [[0]]), on=(0, 1)),
        xp.claims.NearAndFar(xp.PL([(0, 0), (1, 1)]), x=0, y=1, far=1, far_times=[2]),
    ],
    ids=range(9),
)
def test_the_checker_names_one_thing_in_the_singular_too(claim: object, tmp_path: Path) -> None:
    verdict = xp.decide(claim)  # type: ignore[arg-type]
    assert isinstance(verdict, xp.Proved)
    report = harness.checked(verdict.certificate, tmp_path)
    assert report["verdict"] == "accept"
    for text in (verdict.statement, report["statement"]):
        assert re.search(r"\b1 (?:\w+ )*?(?:piece|lap|time|point|interval|region)\b", text), text
        assert not re.search(
            r"(?<![\d/.,])1 (?:(?:maximal|affine|isolated|fixed|given) )*"
            r"(?:pieces|laps|times|points|intervals|regions)\b",
            text,
        ), text
