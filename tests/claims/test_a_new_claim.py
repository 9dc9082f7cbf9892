"""A claim that the package does not have: one class, and one rule in the checker, are all that it needs.

The example is that of CONTRIBUTING.md, `highest_value`: the largest value of f^k on J. It is decided, written, shown
and held back until it was checked as every other; the checker declines it until it has the rule.
"""

import json
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, canonical_rational, exact, shortened_rational
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.base import Given, MapClaimOn, compared, ends, rational_interval, small_integer
from exactpl.claims.subjects import MapSubject
from exactpl.cli.output import Answer
from exactpl.dynamics.counting.ranges import iterate_image
from exactpl.verdicts import Refuted, Verdict
from tests import harness
from tests.bridge import oracle
from tests.oracles.maps import power, restrict

ROOT = Path(__file__).resolve().parents[2]
TENT = xp.zoo.tent()

# what a file of exactpl/checker/rules imports
Rule, Verified = (getattr(harness.part("claims.base"), name) for name in ("Claim", "Verified"))
Reject, Reason = (getattr(harness.part("errors"), name) for name in ("Reject", "Rule"))
image_fuel = harness.part("claims.counts").image_fuel
plmap = harness.part("mathematics.plmap")
point, restricted_self_map, show = plmap.point, plmap.restricted_self_map, plmap.show
fields = harness.part("reading.fields")
CLAIM_TYPES = harness.part("registry").CLAIM_TYPES


@dataclass(frozen=True, init=False, repr=False)
class HighestValue(MapClaimOn):
    """f maps its domain (or `on`) into itself, and the largest value of f^k there is `value`."""

    type = "highest_value"
    basis = ("T0.1",)
    k: int
    value: Fraction | None

    def __init__(self, f: Given, *, k: int, value: Exact | None = None, on: IntervalLike = None) -> None:
        self._set(
            subject=MapSubject.of(f),
            k=small_integer(k, "k", 0),
            value=None if value is None else exact(value),
            on=rational_interval(on),
        )

    def fields(self, value: Fraction) -> Fields:
        """Return the claim object for a largest value."""
        return {"k": self.k, "on": ends(self.on), "type": self.type, "value": canonical_rational(value)}

    def statement(self, value: Fraction) -> str:
        """Return the claim in words."""
        return f"the largest value of f^{self.k} on {self.where()} is {shortened_rational(value)}"

    def _decide(self) -> Verdict:
        largest = iterate_image(self.self_map, self.k).upper
        if largest is None:
            return Refuted(f"f^{self.k} has a largest value on {self.where()}", "its values have no upper bound")
        return compared(self, self.value, largest)


@dataclass(frozen=True)
class HighestValueRule(Rule):
    """The rule of the checker, written from the words of the specification."""

    type = "highest_value"
    claim_keys = frozenset({"k", "on", "type", "value"})

    k: int
    on: Any
    value: Fraction

    @classmethod
    def read(cls, claim: Any, _witness: Any, /) -> "HighestValueRule":
        """Read k >= 0, the interval and the value."""
        return cls(
            fields.small(claim, "k", 0),
            fields.optional_interval(claim, "on"),
            fields.rational(claim["value"], "value"),
        )

    def fuel(self, subject) -> int:
        """Return the cost of k images."""
        return image_fuel(subject, self.on, self.k)

    def check(self, subject) -> Verified:
        """Compute the image (theorem 0.1), and look at its upper end."""
        on = subject.interval(self.on)
        image = restricted_self_map(subject, on).image_of_iterate(self.k)
        if image[1] != point(self.value):
            raise Reject(Reason.WRONG_VALUE, show(image[1]), str(self.value))
        return Verified(f"the largest value of f^{self.k} on {on} is {self.value}", ("T0.1",))


@pytest.fixture
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    # This module stands for the rule's file, rules/highest_value.py.
    monkeypatch.setitem(sys.modules, f"{harness.NAME}.rules.highest_value", sys.modules[__name__])
    monkeypatch.setitem(CLAIM_TYPES, "highest_value", "HighestValueRule")


def highest(f: xp.PL, k: int, lower: Fraction, upper: Fraction) -> Fraction:
    """The largest value of f^k on an interval, from the knots of f^k, composed by the oracle."""
    return max(y for _, y in power(restrict(oracle(f), lower, upper), k).knots)


CASES = [
    (TENT, 0, None),
    (TENT, 1, None),
    (xp.PL([(0, 0), ("2/5", "4/5"), ("4/5", "2/5"), (1, 2)]), 5, (0, "4/5")),
    (xp.PL([(0, "1/10"), ("1/3", "9/10"), ("2/3", "1/7"), (1, "4/5")]), 4, None),
    (xp.PL([(0, "1/2"), (1, "1/2")]), 3, None),
    (xp.PL([(-1, 1), (0, -1), (1, 1)]), 2, None),
]


@pytest.mark.usefixtures("_known")
@pytest.mark.parametrize(("f", "k", "on"), CASES)
def test_it_is_decided_and_accepted(f: xp.PL, k: int, on: IntervalLike, tmp_path: Path) -> None:
    interval = f.domain if on is None else Interval(*(Fraction(x) for x in on))
    found = xp.decide(HighestValue(f, k=k, on=on))
    assert isinstance(found, xp.Proved)
    assert found.value == highest(f, k, *interval)
    report = harness.checked(found.certificate, tmp_path)
    assert (report["verdict"], report["by"]) == ("accept", ["T0.1"])
    assert report["statement"] == found.statement
    refuted = xp.decide(HighestValue(f, k=k, value=found.value + 1, on=on))
    assert isinstance(refuted, xp.Refuted)
    assert refuted.certificate == found.certificate


@pytest.mark.usefixtures("_known")
def test_a_lie_is_rejected() -> None:
    true = json.loads(xp.decide(HighestValue(TENT, k=3)).certificate.text)
    assert harness.verdict(true) == "accept"
    for key, value, rule in (
        ("value", "2", "wrong-value"),
        ("k", -1, "bad-field"),
        ("on", ["0", "1/2"], "not-a-self-map"),
    ):
        assert harness.verdict({**true, "claim": {**true["claim"], key: value}}) == f"reject {rule}"
    assert harness.verdict({**true, "witness": {"x": "0"}}) == "reject unknown-key"
    assert harness.verdict({**true, "cites": ["LY75"]}) == "reject cites"


def test_a_checker_without_the_rule_declines() -> None:
    found = xp.decide(HighestValue(TENT, k=3))
    assert harness.verdict(found.certificate.text.encode()) == "decline claim-type"
    with pytest.raises(xp.BudgetError, match="declines"):
        Answer(found).settle()


def test_it_is_a_claim_as_every_other() -> None:
    claim = HighestValue(TENT, k=2, on=(0, 1))
    assert repr(claim) == "HighestValue(PL([(0, 0), ('1/2', 1), (1, 0)]), on=Interval(0, 1), k=2)"
    with pytest.raises(xp.InputError, match="k must be an integer >= 0"):
        HighestValue(TENT, k=-1)
    with pytest.raises(xp.DomainError, match="into itself"):
        xp.decide(HighestValue(TENT, k=2, on=(0, "1/2")))
    line = xp.PL([(0, 0)], left_slope=1, right_slope=1)
    assert isinstance(xp.decide(HighestValue(line, k=2)), xp.Refuted)
    golden = xp.Algebraic([-1, -1, 1], 1, 2)
    with pytest.raises(xp.ExactPLError, match="rational"):
        xp.decide(HighestValue(xp.PL([(0, 0), (golden / 2, 1), (1, 0)]), k=2))


def test_contributing_shows_this_class_and_this_rule() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    source = Path(__file__).read_text(encoding="utf-8")
    section = page[page.index("## Adding a claim") : page.index("## Adding an activation")]
    shown = [
        line.strip() for line in section.splitlines() if line.startswith("       ") and line.strip() not in ("", "...")
    ]
    assert len(shown) > 12
    for line in shown:
        assert line in source, line
