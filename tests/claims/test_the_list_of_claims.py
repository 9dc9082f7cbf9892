"""The docstring of `exactpl.claims` lists every claim, and each says what value and witness of its verdicts are."""

import inspect
import re

import pytest

import exactpl as xp

CLAIMS = {
    name: given
    for name, given in ((name, getattr(xp.claims, name)) for name in xp.claims.__all__)
    if inspect.isclass(given) and issubclass(given, xp.claims.Claim) and given is not xp.claims.Claim
}
TEXT = xp.claims.__doc__ or ""


def test_every_claim_is_listed_once() -> None:
    listed = re.findall(r"`(\w+)`", TEXT[TEXT.index("* How many") : TEXT.index("`MapSubject`")])
    assert len(CLAIMS) > 30
    assert sorted(listed) == sorted(CLAIMS)


def test_the_way_from_a_claim_to_its_verdict_is_said() -> None:
    assert "`exactpl.decide(claim)`" in TEXT
    said = " ".join((xp.__doc__ or "").split())
    assert "decide(claims." in said
    assert "`claims` lists them" in said


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_says_what_its_verdicts_hold(name: str) -> None:
    text = inspect.getdoc(CLAIMS[name]) or ""
    assert "Proved" in text
    assert "value" in text
    assert "witness" in text
    assert "Refuted" in text


@pytest.mark.parametrize("question", [xp.find_orbit, xp.horseshoe, xp.same_function, xp.chaos])
def test_a_question_says_what_its_verdicts_hold(question: object) -> None:
    text = inspect.getdoc(question) or ""
    assert all(word in text for word in ("Proved", "Refuted", "value", "witness"))


@pytest.mark.parametrize(
    ("function", "others"),
    [
        (xp.entropy, ["claims.EntropyBounds"]),
        (xp.find_orbit, ["consequences", "period_set", "claims.RobustPeriod"]),
        (xp.piece_count, ["closed_form"]),
        (xp.horseshoe, ["claims.HorseshoeEntropy"]),
        (xp.same_function, ["claims.LargestGap"]),
        (xp.periods, ["period_set"]),
        (xp.period_set, ["periods"]),
    ],
)
def test_neighbours_are_named(function: object, others: list[str]) -> None:
    text = inspect.getdoc(function) or ""
    for other in others:
        assert f"`{other}`" in text[text.index("See also:") :]
        room, _, name = other.rpartition(".")
        assert hasattr(xp.claims if room else xp, name)


@pytest.mark.parametrize(
    ("result", "function"),
    [
        (xp.RobustOrbit, "consequences"),
        (xp.PeriodReport, "period_set"),
        (xp.Horseshoe, "horseshoe"),
        (xp.Entropy, "entropy"),
        (xp.Consequences, "consequences"),
        (xp.Chaos, "chaos"),
        (xp.CheckReport, "check"),
    ],
)
def test_a_result_says_what_returns_it(result: type, function: str) -> None:
    first = (inspect.getdoc(result) or "").splitlines()[0]
    assert f"`{function}" in first


def test_public_modules_say_what_they_are() -> None:
    for module in (xp, *(getattr(xp, name) for name in xp.__all__ if inspect.ismodule(getattr(xp, name)))):
        assert not re.search(r"\bFloor \d", module.__doc__ or "")


def test_the_fields_of_a_report_are_documented() -> None:
    text = inspect.getdoc(xp.CheckReport) or ""
    for name in inspect.signature(xp.CheckReport).parameters:
        assert re.search(rf"\b{name}\b[^.]*:", text), name
