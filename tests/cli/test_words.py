"""What is printed for people: one is no plural, long numbers have decimals, decimals are as good as was asked."""

import json
import re
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest

import exactpl as xp
from exactpl import survey
from exactpl.claims import (
    CrossingCount,
    FixedPointCount,
    LapCount,
    NearAndFar,
    NetworkCounts,
    PieceCount,
    PieceCountBounds,
    PreimageCount,
)
from exactpl.survey.questions import parse_question
from exactpl.survey.results import Result, Survey

N = xp.networks
IDENTITY, FLIP = xp.PL([(0, 0), (1, 1)]), xp.PL([(0, 1), (1, 0)])
MARKOV = "0:1/10 1/3:9/10 2/3:1/7 1:4/5"

_NOUNS = (
    "pieces|laps|times|points|intervals|edges|inputs|outputs|units|neurons|bits|regions|draws|digits|rows|"
    "orbits|knots|layers|numbers|breakpoints|coverings|crossings|terms|steps|entries|columns|patterns|subjects"
)
_PLURAL = re.compile(rf"(?<![\w^.,/*+-])1 (?:(?!of )[a-z]+ ){{0,3}}?(?:{_NOUNS})\b")


def plurals_of_one(text: str) -> list[str]:
    return [found[0] for found in _PLURAL.finditer(text)]


def test_the_pattern_sees_what_it_should() -> None:
    for text in ("exactly 1 times", "1 maximal affine pieces", "has 1 inputs, 1 outputs", "over 1 draws"):
        assert plurals_of_one(text), text
    for text in (
        "1 interval of fixed points",
        "f^1 has pieces",
        "1 piece",
        "11 pieces",
        "1/1 pieces",
        "0.1 times",
        "1 and 2 times, 3 points",
    ):
        assert plurals_of_one(text) == [], text


CLAIMS = [
    PieceCount(IDENTITY, k=5),
    LapCount(IDENTITY, k=5),
    CrossingCount(IDENTITY, k=5, level="1/2"),
    PreimageCount(IDENTITY, k=5, level="1/2"),
    FixedPointCount(FLIP, n=1),
    FixedPointCount(FLIP, n=2),
    PieceCountBounds(IDENTITY, k=5, at_most=1),
    PieceCountBounds(IDENTITY, k=5, at_least=1),
    NearAndFar(IDENTITY, x=0, y=1, far=1, far_times=[1]),
    NearAndFar(IDENTITY, x=0, y=0, near_times=[1]),
    NetworkCounts(N.dense([[[1]]], [[0]])),
]


@pytest.mark.parametrize("number", range(len(CLAIMS)))
def test_one_is_no_plural_in_a_statement(number: int) -> None:
    verdict = xp.decide(CLAIMS[number])
    assert isinstance(verdict, xp.Proved)
    assert plurals_of_one(verdict.statement) == []


def test_one_is_no_plural_in_a_refuted_statement() -> None:
    verdict = xp.decide(PieceCount(xp.zoo.tent(), k=1, value=1))
    assert isinstance(verdict, xp.Refuted)
    assert plurals_of_one(verdict.statement) == []


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    N.save_network(N.dense([[[1]]], [[0]]), "one.json")
    N.save_network(N.dense([[[1]], [[1]]], [[0], [0]]), "kink.json")
    N.save_network(N.Network([N.Layer([[1, 1]])]), "plane.json")
    survey.run(survey.family("random_tent"), ["period:3", "pieces:1"], draws=1, output="one.jsonl", workers=1)
    return tmp_path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "command",
    [
        "show one.json",
        "show kink.json",
        "segments one.json --no-check",
        "segments kink.json --no-check",
        "segments one.json --start 1,2 --direction 1,2",
        "segments plane.json --start 1 --direction 1,1",
        "count plane.json -k 2",
        "survey one.jsonl",
        "crosscheck x -k 1 --points 3 --samples 1 --on 0 1",
        "count x -k 5 --no-check",
        "count x -k 1000000000",
        "count tent -k 1000000000000",
        "period tent 1000000",
    ],
)
def test_one_is_no_plural_on_the_command_line(cli, command: str) -> None:
    _, out, err = cli(*command.split())
    assert plurals_of_one(out + err) == []


def test_no_fixed_point_is_said_so() -> None:
    """For n = 1 there is no smaller period that a fixed point could have."""
    verdict = xp.find_orbit(xp.PL.from_formula("x + 1"), 1)
    assert isinstance(verdict, xp.Refuted)
    assert "smaller period" not in verdict.reason
    assert "no fixed point" in verdict.reason


# ----------------------------------------------------------------------------------------------------------------------
# Decimals

_DECIMAL = re.compile(r"\(-?\d+(\.\d+(\.\.\.)?)?(e-\d+)?\)")
_LONG = re.compile(r"\d{10,}/\d{10,}")
_INTERVAL = re.compile(r"[\[(][^\[\]()]*, [^\[\]()]*[\])]")


def require_decimals(out: str) -> None:
    """Every long fraction that is no end of an interval has a decimal beside it."""
    for line in out.splitlines():
        bare = _INTERVAL.sub("", line)
        for found in _LONG.finditer(bare):
            assert _DECIMAL.match(bare[found.end() :].lstrip()), line


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "arguments",
    [
        ("same", "one.json", "1.00000000000001*x", "--on", "0", "0.33333333333333"),
        ("same", "one.json", "1.00000000000001*x + 0.12345678901234"),
        ("entropy", MARKOV, "--width", "1e-30"),
        ("segments", "kink.json", "--on", "-0.33333333333333", "1"),
        ("period", "1.99990000000001*relu(x + 1e-5) - 4*relu(x - 0.502)", "3"),
    ],
    ids=["gap", "difference", "growth", "pieces", "orbit"],
)
def test_a_long_fraction_has_a_decimal(cli, arguments: tuple[str, ...]) -> None:
    status, out, err = cli(*arguments, "--no-check")
    assert status in (0, 1), err
    assert _LONG.search(out)
    require_decimals(out)


def logarithm(x: Fraction) -> Decimal:
    return (Decimal(x.numerator) / Decimal(x.denominator)).ln()


def growths() -> dict[str, Decimal | None]:
    """Return the growth where it is known: 3/2, and the root of t^3 = t^2 + 1 by bisection."""
    low, high = Decimal(1), Decimal(2)
    for _ in range(250):
        middle = (low + high) / 2
        low, high = (middle, high) if middle**3 < middle**2 + 1 else (low, middle)
    return {MARKOV: None, "stefan:7": low, "tent:slope=3/2": Decimal("1.5")}


@pytest.mark.parametrize("subject", [MARKOV, "stefan:7", "tent:slope=3/2"])
@pytest.mark.parametrize("places", [6, 20, 40])
def test_entropy_has_as_many_decimals_as_the_width_allows(cli, subject: str, places: int) -> None:
    width = f"1e-{places}"
    _, out, _ = cli("entropy", subject, "--width", width, "--no-check")
    low, high = re.search(r"([\d.]+) <= h <= ([\d.]+)", out).groups()  # type: ignore[union-attr]
    fields = json.loads(cli("entropy", subject, "--width", width, "--no-check", "--json")[1])
    with localcontext() as context:
        context.prec = 80
        growth = growths()[subject]
        ends = [logarithm(Fraction(end)) for end in fields["value"]]
        below, above = ends if growth is None else (growth.ln(), growth.ln())
        for shown in ((low, high), fields["entropy"]):
            first, last = map(Fraction, shown)
            assert last - first <= Fraction(width)
            assert Decimal(first.numerator) / first.denominator <= above
            assert Decimal(last.numerator) / last.denominator >= below


def test_a_small_positive_entropy_is_not_shown_as_zero(cli) -> None:
    """The growth is exact, so its logarithm can be known as well as one likes."""
    _, out, _ = cli("entropy", "tent:slope=1000000000000000000001/1000000000000000000000", "--no-check")
    low, _ = re.search(r"([\d.]+) <= h <= ([\d.]+)", out).groups()  # type: ignore[union-attr]
    assert Fraction(low) > 0


def test_full_prints_all_digits_of_fixed_points_too(cli) -> None:
    _, out, _ = cli("count", "tent", "-k", "1000", "--fixed", "--full", "--no-check")
    assert str(2**1000) in out


@pytest.mark.usefixtures("here")
def test_a_confidence_is_not_rounded_to_certainty(cli) -> None:
    """No interval that is smaller than [0, 1] has confidence 1."""
    for given in ("0.9999999999", "9999999/10000000", "1/3"):
        _, out, _ = cli("survey", "one.jsonl", "--confidence", given)
        shown = re.search(r"with confidence ([\d./e-]+)", out)
        assert shown is not None
        assert Fraction(shown[1]) == Fraction(given)


# ----------------------------------------------------------------------------------------------------------------------
# Numbers of more than 4,300 digits, which Python does not write


def test_a_survey_of_huge_numbers_is_told(cli, tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    question = parse_question("pieces:16000")
    answers = [10**5000 + 7, 3]
    lines = [Result(i, {"pieces:16000": answer}, {}).line() for i, answer in enumerate(answers)]
    path.write_text(Survey(survey.family("random_tent"), (question,)).header() + "".join(lines))
    status, out, _ = cli("survey", str(path))
    assert status == 0
    assert "(5,001 digits)" in out
    assert len(out) < 1000
    status, out, _ = cli("survey", str(path), "--json")
    assert status == 0
    assert json.loads(out)["value"] == {"1" + "0" * 4999 + "7": "1", "3": "1"}


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "9" * 5000 + "/7"], ids=["large", "negative", "fraction"]
)
@pytest.mark.parametrize("option", ["--cobweb", "--orbit"])
@pytest.mark.parametrize("subject", ["tent", "x"])
def test_a_picture_of_a_huge_number_is_one_error(cli, tmp_path: Path, subject: str, option: str, number: str) -> None:
    pytest.importorskip("matplotlib")
    status, out, err = cli("plot", subject, option, number, "-o", str(tmp_path / "a.svg"))
    assert (status in (2, 3), out) == (True, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert len(err) < 1000
