"""`entropy`, `chaos`, and what `period` and `periods` say of all orbits."""

import importlib
import json
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import MapSubject

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
QUESTIONS = ("period_three", "positive_entropy", "li_yorke", "order")


def test_entropy_prints_both_bounds_and_writes_a_certificate(cli, tmp_path: Path) -> None:
    path = tmp_path / "entropy.json"
    status, out, _ = cli("entropy", "0:1/10 1/3:9/10 2/3:1/7 1:4/5", "--width", "1e-9", "-o", str(path))
    assert status == 0
    assert out.startswith("PROVED, GIVEN [MS80] entropy h = log s with")
    assert "s >= " in out
    assert "s <= " in out
    assert "0.79701560" in out
    report = xp.check(path)
    assert report.is_accepted
    assert report.cites == ("MS80",)


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("tent:slope=3/2", "s = 3/2"),
        ("stefan:7", "1.465571231... the root of t^3 - t^2 - 1 in"),
        ("golden:left=3/4", "entropy 0"),
        ("0:0 1:1", "entropy 0"),
        ("0:1/3 1:1/3", "entropy 0"),
    ],
)
def test_exact_entropies(cli, subject: str, says: str) -> None:
    status, out, _ = cli("entropy", subject)
    assert status == 0
    assert out.startswith("PROVED, GIVEN [MS80] ")
    assert says in out


def test_entropy_as_json(cli) -> None:
    _, out, _ = cli("entropy", "doubled_tent", "--json")
    answer = json.loads(out)
    assert answer["exact"]["polynomial"] == ["-2", "0", "1"]
    low, high = (xp.exact(end) for end in answer["value"])
    assert low * low < 2 < high * high
    assert high - low <= xp.exact("1e-6")
    below, above = (xp.exact(end) for end in answer["entropy"])
    assert below < xp.exact("0.346573590279972654") < above


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("entropy", "0:0 1:2"), "x = 1 with f(x) = 2"),
        (("entropy", "tent", "--width", "0"), "a width > 0 is required"),
        (("entropy", "tent", "--width", "-1e-3"), "a width > 0 is required"),
        (("entropy", "tent", "--width", "nan"), "'nan'"),
        (("entropy", "scrambling", "--on", "0", "1"), "into itself is required"),
        (("entropy", "tent", "--on", "1/4", "1/2"), "into itself is required"),
        (("chaos", "0:0 1:2"), "into itself is required"),
        (("count", str(EXAMPLES / "golden_tent.json"), "-k", "2", "--crossings", "1/2"), "rational data is required"),
    ],
)
def test_wrong_questions(cli, arguments: tuple[str, ...], message: str) -> None:
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("scrambling", ("PROVED", "PROVED, GIVEN [MS80]", "PROVED ", "REFUTED")),
        ("notebook_network", ("REFUTED", "REFUTED, GIVEN [MS80]", "REFUTED", "REFUTED")),
        ("doubled_tent", ("REFUTED", "PROVED, GIVEN [MS80]", "PROVED, GIVEN [BGKM02, MS80]", "REFUTED")),
        ("tent:slope=1", ("REFUTED", "REFUTED, GIVEN [MS80]", "REFUTED", "PROVED")),
        ("golden:left=3/4", ("REFUTED", "REFUTED, GIVEN [MS80]", "REFUTED", "REFUTED")),
        ("0:1/4 1:3/4", ("REFUTED", "REFUTED, GIVEN [MS80]", "REFUTED", "PROVED")),
    ],
)
def test_chaos_says_what_each_answer_rests_on(cli, tmp_path: Path, subject: str, words: tuple[str, ...]) -> None:
    status, out, _ = cli("chaos", subject, "-o", str(tmp_path / "c.json"))
    assert status == 0
    names = ("period 3: ", "positive entropy: ", "Li-Yorke chaos: ", "order: ")
    heads = [line for line in out.splitlines() if not line.startswith(" ")]
    assert [h[: len(w)] for h, w in zip(heads, words, strict=True)] == list(words)
    assert all(h[len(w) :].strip().startswith(n) for h, w, n in zip(heads, words, names, strict=True))
    for question in QUESTIONS:
        assert xp.check(tmp_path / f"c.{question}.json").is_accepted


def test_entropy_on_the_line_says_which_part_it_speaks_of(cli, tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    status, out, _ = cli("entropy", "scrambling", "-o", str(path))
    assert status == 0
    assert out.startswith("PROVED, GIVEN [MS80, W82] entropy h = log s with")
    home = "[-199959799/10000000000000, 1003969799/1000000000]"
    assert f"of the part where orbits are bounded: f held inside {home}" in " ".join(out.split())
    assert xp.check(path).is_accepted
    assert xp.check(path).cites == ("MS80", "W82")
    _, whole, _ = cli("entropy", "scrambling", "--json")
    _, part, _ = cli("entropy", "scrambling", "--on", "-199959799/10000000000000", "1003969799/1000000000", "--json")
    assert json.loads(whole)["value"] == json.loads(part)["value"]  # the part is invariant, and contains all knots


def test_chaos_of_a_translation_is_decided(cli, tmp_path: Path) -> None:
    status, out, _ = cli("chaos", "x + 1", "-o", str(tmp_path / "c.json"))
    text = " ".join(out.split())
    assert status == 0
    assert out.count("REFUTED") == 4
    assert "UNDECIDED" not in out
    assert "f has entropy 0 on (-oo, oo) where orbits are bounded: its growth is at most 1" in text
    assert "every bounded orbit of f in (-oo, oo) converges to a fixed point; f is not Li-Yorke chaotic there" in text
    assert "REFUTED order: f has no fixed point." in out
    for question in QUESTIONS:
        assert xp.check(tmp_path / f"c.{question}.json").is_accepted


def test_chaos_that_is_open_has_status_3(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """That 8 is no period shows that a map with periods 1, 2, 4 is not chaotic; if only 2 and 4 are tried, nothing."""
    monkeypatch.setattr(importlib.import_module("exactpl.claims.questions.chaos"), "_LONGEST_CYCLE", 4)
    status, out, _ = cli("chaos", "golden:left=3/4")
    assert status == 3
    assert out.count("UNDECIDED") == 1
    assert "UNDECIDED Li-Yorke chaos: neither positive entropy nor" in out


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("tent", "PROVED periods: all periods; no others"),
        ("stefan:5", "PROVED periods: all periods except 3; no others"),
        ("doubled_tent", "PROVED periods: all even periods and 1; no others"),
        ("tent:slope=7/5", "PROVED, GIVEN [BGMY80, MS80] periods: all even periods and 1; no others"),
        ("golden:left=3/4", "PROVED periods: 1, 2 and 4; no others"),
        ("tent:slope=17/12", "no odd period > 1 up to 6 (beyond, this says nothing)"),
        ("x + 1", "periods none: a map of an interval without fixed points has no cycles"),
    ],
)
def test_periods_says_what_is_known_of_all(cli, tmp_path: Path, subject: str, says: str) -> None:
    status, out, _ = cli("periods", subject, "--upto", "6", "-o", str(tmp_path / "p.json"))
    assert status == 0
    assert says in " ".join(out.split())
    assert all(xp.check(path).is_accepted for path in tmp_path.glob("p.*.json"))


def test_period_says_what_survives_and_what_grows(cli) -> None:
    _, out, _ = cli("period", "stefan:5", "6")
    assert "every continuous g: [0, 1] -> [0, 1] with |g - f| <= 1/105 has a point of least period 6 (T4.5)" in out
    assert "the growth of f on J is at least 1.272019..., its entropy the log, GIVEN [BGMY80]" in out
    _, out, _ = cli("period", "golden", "3")  # an exact 3-cycle through a turning point
    assert "robust" not in out


def test_maps_over_a_field(cli, tmp_path: Path) -> None:
    golden = str(EXAMPLES / "golden_tent.json")
    path = tmp_path / "c.json"
    status, out, _ = cli("period", golden, "3", "-o", str(path))
    assert status == 0
    assert "f over Q(a), a the root of t^2 - t - 1 in [1, 2]" in out
    assert "x0 = -1/2 + 1/2*a (0.309016...)" in out
    assert xp.check(path, subject=golden).is_accepted
    status, out, err = cli("count", golden, "-k", "5", "-o", str(tmp_path / "none.json"))
    assert status == 0
    assert out.startswith("PROVED, UNCHECKED f^5 has exactly 24 maximal affine pieces")
    assert "no certificate was written" in err
    assert not (tmp_path / "none.json").exists()
    status, out, _ = cli("entropy", golden, "-o", str(tmp_path / "e.json"))
    assert status == 0
    assert out.startswith("PROVED, GIVEN [MS80] entropy h = log s, s = 1.618033988... the root of t^2 - t - 1")
    assert xp.check(tmp_path / "e.json").is_accepted
    status, out, _ = cli("chaos", golden)
    assert status == 0
    heads = [line for line in out.splitlines() if not line.startswith(" ")]
    words = ("PROVED ", "PROVED, GIVEN [MS80] ", "PROVED ", "REFUTED ")
    assert all(head.startswith(word) for head, word in zip(heads, words, strict=True)), heads
    status, out, _ = cli("period", str(EXAMPLES / "golden_tent.json"), "3", "--on", "0", "1", "--json")
    field = {"interval": ["1", "2"], "polynomial": ["-1", "-1", "1"]}
    x, y = ({"coefficients": each, **field} for each in (["-1/2", "1/2"], ["0", "1/2"]))
    assert json.loads(out)["witness"] == [x, "1/2", y]


def test_a_growth_that_is_not_the_root_of_its_field_says_which_number_it_is(cli, tmp_path: Path) -> None:
    """s = 3 - a for the golden ratio a, which is no root of t^2 - t - 1."""
    slope = 3 - xp.Algebraic([-1, -1, 1], 1, 2)
    path = tmp_path / "map.json"
    path.write_text(MapSubject.of(xp.zoo.tent(slope=slope)).text)
    status, out, _ = cli("entropy", str(path), "--no-check")
    assert status == 0
    assert "s = 3 - a = 1.381966011..., a the root of t^2 - t - 1 in [1, 2]\n" in out
    exact = json.loads(cli("entropy", str(path), "--no-check", "--json")[1])["exact"]
    assert exact == {"coefficients": ["3", "-1"], "interval": ["1", "2"], "polynomial": ["-1", "-1", "1"]}
