"""Claims as values: what they accept, what they refuse, what they say."""

from fractions import Fraction

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


def test_cites_and_subjects() -> None:
    for claim, _, _ in FIELDS:
        assert claim.cites == (("LY75",) if claim.type == "li_yorke_chaos" else ())
        assert claim.f in (TENT, LINE)
        assert claim.subject == xp.Subject.of(claim.f)


def test_claims_take_a_map_or_a_subject() -> None:
    subject = xp.Subject.of(TENT)
    assert PieceCount(subject, k=3) == PieceCount(TENT, k=3)
    assert PieceCount(TENT, k=3) != PieceCount(TENT, k=4)
    with pytest.raises(TypeError, match="a PL map or a Subject is required, found str"):
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
    with pytest.raises(xp.InputError, match="a compact interval is required, found"):
        LiYorkeChaos(LINE)
    with pytest.raises(xp.InputError, match="a compact interval is required, found"):
        LiYorkeChaos(LINE, interval=(0, None))


def test_epsilon_is_not_negative() -> None:
    # docs/certificates.md, section 6: epsilon >= 0
    with pytest.raises(xp.InputError, match="epsilon"):
        xp.decide(LiYorkeChaos(TENT, epsilon=-1))


def test_statements_in_words() -> None:
    assert PieceCount(TENT, k=3).statement(8) == "f^3 has exactly 8 maximal affine pieces on [0, 1]"
    assert LapCount(LINE, k=3, on=(None, 0)).statement(1) == "f^3 has exactly 1 laps on (-oo, 0]"
    assert Value(TENT, k=3, x="1/3").statement(Fraction(2, 3)) == "f^3(1/3) = 2/3"
    assert LeastPeriod(TENT, n=3).statement() == "f has a point of least period 3"
    assert NoLeastPeriod(TENT, n=3).statement() == "f has no point of least period 3 on [0, 1]"
    assert InvariantInterval(TENT, interval=(0, 1)).statement() == "f maps [0, 1] into itself"
    assert NoOddPeriod(LINE).statement() == "every cycle of f on (-oo, oo) other than a fixed point has even length"
    assert "|g - f| <= 1/100" in LiYorkeChaos(TENT).statement(Fraction(1, 100))
