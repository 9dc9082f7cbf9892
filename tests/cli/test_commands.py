"""The command line: words, exit statuses, JSON, standard output and standard error."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.maps.files import map_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_count_prints_a_checked_verdict(cli) -> None:
    status, out, _ = cli("count", "scrambling", "-k", "8")
    assert status == 0
    assert out.startswith("PROVED  f^8 has exactly 321 maximal affine pieces on (-oo, oo).\n")
    assert "checked ACCEPT" in out


def test_count_shortens_huge_numbers_and_full_prints_all(cli) -> None:
    _, short, _ = cli("count", "tent", "-k", "1000", "--no-check")
    _, full, _ = cli("count", "tent", "-k", "1000", "--no-check", "--full")
    assert "10715086071862673209...68069376 (302 digits)" in short
    assert str(2**1000) in full


def test_no_check_says_unchecked(cli) -> None:
    assert cli("count", "tent", "-k", "3", "--no-check")[1].startswith("PROVED, UNCHECKED ")


def test_laps_are_counted(cli) -> None:
    assert "exactly 8 laps" in cli("count", "trapezoid", "-k", "3", "--laps")[1]


def test_count_beyond_4300_digits(cli) -> None:
    status, out, _ = cli("count", "tent", "-k", "14400", "--no-check", "--json")
    assert status == 0
    digits = json.loads(out)["value"]
    assert len(digits) == 4335
    assert int(digits[-9:]) == pow(2, 14400, 10**9)


def test_period_states_witness_consequence_and_robustness(cli) -> None:
    status, out, _ = cli("period", "scrambling", "3")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "PROVED  f has a point of least period 3."
    assert "so      every period exists (T4.2); Li-Yorke chaos (T4.6)" in lines
    assert any(line.startswith("robust  ") and "1/28" in line for line in lines)


def test_what_an_answer_rests_on_says_what_coq_has(cli) -> None:
    _, out, _ = cli("period", "scrambling", "3")
    assert "by      evaluation alone" in out.splitlines()
    _, out, _ = cli("chaos", "scrambling")
    assert "        by T0.1 (Coq in part), T4.4 (Coq), T4.6 (Coq)" in out.splitlines()
    _, out, _ = cli("count", "tent", "-k", "5")
    (line,) = [line for line in out.splitlines() if line.startswith("by ")]
    assert line.startswith("by      T0.1 (Coq in part), ")
    assert "T1.1'', T1.2 (Coq in part)" in line
    assert line.endswith(": docs/theorems.md")
    _, out, _ = cli("periods", "notebook_network", "--upto", "3")
    assert "T5.12 (Coq)" in out
    assert "T5.5 (Coq)" in out


def test_an_exact_three_cycle_alone_is_not_called_robust(cli) -> None:
    _, out, _ = cli("period", "golden", "3")
    assert "every period exists" in out
    assert "robust" not in out


def test_a_refuted_period_has_status_1_and_the_swap_consequence(cli) -> None:
    status, out, _ = cli("period", str(EXAMPLES / "notebook_network.json"), "3")
    assert status == 1
    assert out.startswith("REFUTED f has no point of least period 3")
    assert "no odd period > 1 (T5.3)" in out


def test_periods_prints_one_line_each_and_status_0(cli) -> None:
    status, out, _ = cli("periods", "notebook_network", "--upto", "8")
    assert status == 0
    words = [line.split()[0] for line in out.splitlines()]
    assert words == ["PROVED", "PROVED", *["REFUTED"] * 6, "PROVED", "by"]
    assert "PROVED  periods: 1 and 2; no others" in out


def test_no_odd_period_is_only_claimed_up_to_n_without_a_certificate(cli) -> None:
    _, out, _ = cli("periods", "tent:slope=17/12", "--upto", "5")
    assert "no odd period > 1 up to 5 (beyond, this says nothing)" in out


def test_json_prints_one_object_a_line_with_the_same_keys(cli) -> None:
    _, out, err = cli("periods", "tent", "--upto", "4", "--json")
    objects = [json.loads(line) for line in out.splitlines()]
    assert [o["verdict"] for o in objects] == ["proved"] * 5
    assert len({frozenset(o) for o in objects}) == 1
    assert [o["periods"] for o in objects] == [None] * 4 + ["all periods"]
    assert objects[4]["cites"] == []
    assert objects[0]["n"] == "1"
    assert err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "scrambling"),
        ("count", "tent", "-k", "5"),
        ("period", "tent", "3"),
        ("period", "golden:left=51/100", "3"),
        ("zoo",),
        ("zoo", "tent"),
        ("entropy", "stefan:5"),
        ("entropy", "tent:slope=3/2", "--tables"),
        ("chaos", "tent:slope=1"),
        ("doctor",),
    ],
)
def test_json_everywhere(cli, arguments: tuple[str, ...]) -> None:
    _, out, _ = cli(*arguments, "--json")
    for line in out.splitlines():
        fields = json.loads(line)
        assert {"verdict", "value", "certificate"} <= fields.keys()


def test_integers_rationals_and_intervals_are_strings_in_json(cli) -> None:
    fields = json.loads(cli("show", "tent:slope=3/2", "--json")[1])
    assert fields["domain"] == ["0", "1"]
    assert fields["knots"][1] == ["1/2", "3/4"]
    assert fields["pieces"] == "2"


def test_written_certificates_are_accepted_and_pinned_to_the_users_file(cli, tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    example = str(EXAMPLES / "scrambling.json")
    status, out, _ = cli("count", example, "-k", "30", "--output", str(path))
    assert status == 0
    assert f"wrote   {path}" in out
    status, out, _ = cli("check", str(path), "--subject", f"f={example}")
    assert status == 0
    assert out.startswith("ACCEPT f^30 has exactly ")
    status, out, _ = cli("check", str(path), "--subject", f"f={EXAMPLES / 'telgarsky.json'}")
    assert status == 1
    assert out.startswith("REJECT ")


def test_check_expects_the_users_claim(cli, tmp_path: Path) -> None:
    certificate, claim = tmp_path / "c.json", tmp_path / "claim.json"
    cli("count", "tent", "-k", "4", "-o", str(certificate))
    for value, expected in (("16", 0), ("17", 1)):
        fields = {"k": 4, "on": None, "type": "piece_count", "value": value}
        claim.write_text(json.dumps({"claim": fields, "format": "exactpl-claim/1", "subject": []}))
        assert cli("check", str(certificate), "--expect", str(claim))[0] == expected


def test_check_rejects_a_lie_and_declines_for_fuel(cli, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    cli("count", "tent", "-k", "10", "-o", str(path))
    status, out, _ = cli("check", str(path), "--fuel", "1")
    assert status == 3
    assert out.startswith("DECLINE fuel")
    path.write_text(path.read_text().replace('"1024"', '"1023"'))
    status, out, _ = cli("check", str(path))
    assert status == 1
    assert out.startswith("REJECT ")
    assert json.loads(cli("check", str(path), "--json")[1])["verdict"] == "reject"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tent", xp.zoo.tent()),
        ("tent:slope=3/2", xp.zoo.tent("3/2")),
        ("skew_tent:1/3", xp.zoo.skew_tent("1/3")),
        ("0:0 1/2:1 1:0", xp.zoo.tent()),
        ("<0 0:0 >1", xp.PL.from_formula("relu(x)")),
        ("-x", xp.PL([(0, 0)], left_slope=-1, right_slope=-1)),
        ("-1/2*x + 0.1", xp.PL([(0, "1/10")], left_slope="-1/2", right_slope="-1/2")),
        ("x", xp.PL([(0, 0)], left_slope=1, right_slope=1)),
        (str(EXAMPLES / "scrambling.json"), xp.zoo.scrambling()),
        (f"file:{EXAMPLES / 'telgarsky.json'}", xp.zoo.telgarsky()),
        ((EXAMPLES / "notebook_network.formula").read_text(), xp.zoo.notebook_network()),
    ],
)
def test_a_map_is_a_name_a_file_knots_or_a_formula(cli, text: str, expected: xp.PL) -> None:
    assert json.loads(cli("show", text, "--json")[1])["value"] == repr(expected)


def test_rationals_may_begin_with_a_hyphen(cli) -> None:
    status, out, _ = cli("show", "abs(x)", "--on", "-1/2", "1")
    assert status == 0
    assert "[-1/2, 1]" in out


def test_a_half_line_on_the_command_line(cli) -> None:
    assert cli("period", "abs(x)", "1", "--on", "0", "oo")[0] == 0


WRONG = [
    (("count", "tent", "-k", "3", "--laps", "--fixed"), "at most one of"),
    (("count", "tent", "--crossings", "1/2"), "--crossings LEVEL needs the iterate"),
    (("count", "tent", "-k", "3", "--crossings", "half"), "half"),
    (("count", "tent", "-k", "0", "--fixed"), "k must be an integer >= 1"),
    (("count", "tent", "--laps", "-o", "laps.json"), "only the closed form of pieces has a certificate"),
    (("count", "tent", "-k", "1.5"), "k must be an integer >= 0, found '1.5'"),
    (("count", "tent", "-k", "1_0"), "found '1_0'"),
    (("count", "tent", "-k", "-1"), "k must be an integer >= 0, found -1"),
    (("count", "tent", "-k", "٣"), "k must be an integer"),
    (("count", "tent", "-k", "3", "--lap"), "Unknown option"),
    (("period", "tent", "0"), "N must be an integer >= 1, found 0"),
    (("period", "tent"), "N"),
    (("periods", "tent", "--upto", "x"), "--upto must be an integer"),
    (("show", "nosuchmap"), "name of the zoo"),
    (("show", "tent:slope=0.x"), "rational number"),
    (("show", "tent:1,2"), "takes the parameters"),
    (("show", "tent:width=2"), "takes the parameters"),
    (("show", "stefan:4"), "odd"),
    (("show", "0:0 1/2"), "x:y"),
    (("show", "0:0 0:1"), "increase strictly"),
    (("show", "0:0 1:nan"), "rational number"),
    (("show", "1:1"), "at least 2 knots"),
    (("show", "0:0 1:1/0"), "denominator"),
    (("show", "x*x"), "not piecewise linear"),
    (("show", "relu(x"), "')'"),
    (("show", "missing.json"), "No such file"),
    (("show", "file:"), "map or network file"),
    (("show", "tent", "--on", "1", "0"), "lower <= upper"),
    (("show", "tent", "--on", "0", "2"), "inside the domain"),
    (("count", "scrambling", "-k", "3", "--on", "0", "1"), "x = 251/500 with f(x) = 1003969799/1000000000"),
    (("period", "tent:slope=3", "2"), "into itself"),
    (("check", "missing.json"), "missing.json"),
    (("check", "x", "--subject", "h=y"), "f=FILE"),
    (("zoo", "lion"), "name of the zoo"),
    (("juggle",), "juggle"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_input_is_one_clear_error_with_status_2_and_no_output(cli, arguments, says: str) -> None:
    status, out, err = cli(*arguments)
    assert status == 2
    assert out == ""
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "an empty file"),
        (b"\x00\xff\x01", "ASCII"),
        (b"{}", "missing required field"),
        (b'{"format":"exactpl-map/2","knots":[["0","0"],["1","1"]]}', "exactpl-map/2"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]],"extra":1}', "extra"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]],"format":"exactpl-map/1"}', "twice"),
        (b'{"format":"exactpl-map/1","knots":[[0,0.5],[1,1]]}', "JSON number"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","NaN"]]}', "rational"),
        (b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]]} x', "JSON error"),
        (b"[" * 1000, "8 brackets"),
    ],
)
def test_bad_map_files(cli, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(content)
    status, out, err = cli("show", str(path))
    assert (status, out) == (2, "")
    assert says in err


def test_a_huge_file_is_refused_unread(cli, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    status, _, err = cli("show", str(path))
    assert status == 2
    assert "at most 67,108,864 bytes" in err


def test_an_absurd_k_is_over_budget_at_once(cli) -> None:
    status, out, err = cli("count", "tent", "-k", "1000000000")
    assert (status, out) == (3, "")
    assert "budget" in err


def test_nothing_is_written_on_errors(cli, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert cli("count", "tent:slope=3", "-k", "3", "-o", str(target))[0] == 2
    assert cli("count", "tent", "-k", "3", "-o", str(tmp_path / "no" / "such" / "folder.json"))[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_an_uncaught_exception_is_status_70(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("surprise")

    monkeypatch.setattr("exactpl.cli.count.decide", broken)
    status, out, err = cli("count", "tent", "-k", "3")
    assert (status, out) == (70, "")
    assert "internal error" in err


def test_a_certificate_that_the_checker_does_not_accept_is_never_called_proved(
    cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exactpl.claims.kinds.counts.piece_count", lambda *_: 17)
    status, out, err = cli("count", "tent", "-k", "4")
    assert (status, out) == (70, "")
    assert "did not accept" in err
    assert "wrong-count" in err


def test_help_has_examples(cli) -> None:
    for command in ("show", "count", "period", "periods", "check", "zoo"):
        status, out, _ = cli(command, "--help")
        assert status == 0
        assert "exactpl" in out


def test_a_declined_certificate_is_over_budget_and_no_internal_error(cli, monkeypatch) -> None:
    monkeypatch.setattr("exactpl.cli.output.check", partial(xp.check, fuel=1_000))
    status, out, err = cli("count", "0:1/7 1/5:1 2/5:1/9 3/5:8/9 1:1/11", "-k", "400")
    assert (status, out) == (3, "")
    assert "--fuel" in err


def test_absurdly_many_periods_are_over_budget_at_once(cli) -> None:
    assert cli("periods", "tent", "--upto", "100000")[:2] == (3, "")


def test_a_file_that_is_read_is_not_written(cli, tmp_path: Path) -> None:
    path, link = tmp_path / "m.json", tmp_path / "link.json"
    link.symlink_to(path)
    for command in (["period", "{}", "1"], ["count", "file:{}", "-k", "3"], ["entropy", "{}"], ["plot", "{}"]):
        for name in (path, link):
            for option in (["-o", str(name)], [f"--output={name}"]):
                path.write_text(map_text(xp.zoo.tent()))
                before = path.read_bytes()
                status, out, err = cli(*(word.format(path) for word in command), *option)
                assert (status, out) == (2, ""), command
                assert "write to another file" in err
                assert path.read_bytes() == before


def test_only_regular_files_are_replaced(cli, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    assert cli("count", "tent", "-k", "3", "-o", str(link))[0] == 0
    assert link.is_symlink()
    assert target.is_file()
    os.mkfifo(tmp_path / "pipe.json")
    assert cli("count", "tent", "-k", "3", "-o", str(tmp_path / "pipe.json"))[0] == 2
    assert (tmp_path / "pipe.json").is_fifo()


def test_no_option_is_there_by_accident(cli) -> None:
    for command in ("show", "count", "period", "periods", "check", "zoo", "doctor"):
        assert "--empty" not in cli(command, "--help")[1]


def test_a_surrogate_in_a_map_file_is_one_error(cli, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(b'{"format":"exactpl-map/1","knots":[["0","0"],["1","1"]],"\\ud800":null}')
    assert cli("show", str(path))[:2] == (2, "")


def test_crossings_and_fixed_points_are_counted_and_checked(cli) -> None:
    status, out, _ = cli("count", "tent", "-k", "20", "--crossings", "1/3")
    assert status == 0
    assert out.startswith("PROVED  f^20 crosses the level 1/3 exactly 1048576 times on [0, 1].")
    assert "ACCEPT by the checker" in out
    assert "exactly 0 times" in cli("count", "tent", "-k", "20", "--crossings", "2")[1]  # outside the range
    assert "exactly 0 times" in cli("count", "tent", "-k", "20", "--crossings", "1")[1]  # touched only
    assert "exactly 0 times" in cli("count", "tent", "-k", "20", "--crossings", "-1/2")[1]
    status, out, _ = cli("count", "stefan:5", "-k", "5", "--fixed")
    assert status == 0
    assert "f^5 has exactly 6 isolated fixed points and 0 intervals of fixed points on [0, 1]" in out


def test_crossings_and_fixed_points_as_json(cli) -> None:
    row = json.loads(cli("count", "tent", "-k", "9", "--crossings", "1/3", "--json")[1])
    assert (row["value"], row["level"], row["counted"], row["verdict"]) == ("512", "1/3", "crossings", "proved")
    row = json.loads(cli("count", "0:1 1:0", "-k", "2", "--fixed", "--json")[1])
    assert row["value"] == {"isolated": "0", "intervals": "1"}


def test_count_without_k_prints_the_closed_form(cli, tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    status, out, _ = cli("count", "0:1/2 1/2:1 1:0", "-o", str(path))
    assert status == 0
    assert "for every k >= 0, f^k has exactly a_k maximal affine pieces on [0, 1]" in out
    assert "the sum of a_k t^k being (1 + t)/(1 - t - t^2)" in out
    assert "a(k) = a(k-1) + a(k-2) for k >= 2, a(0..1) = 1, 2" in out
    assert "(208,988 digits)" in out
    assert cli("check", str(path))[1].startswith("ACCEPT for every k >= 0, f^k has exactly a_k maximal affine pieces")
    for option in ("--laps", "--fixed"):
        status, out, _ = cli("count", "0:1/2 1/2:1 1:0", option)
        assert status == 0
        assert out.startswith("PROVED, UNCHECKED for every k >= ")


def test_no_closed_form_is_undecided_and_says_why(cli) -> None:
    status, out, _ = cli("count", "tent:slope=3/2")
    assert status == 3
    assert out.startswith("UNDECIDED ")
    assert "the power of 2 in its denominators grows for ever" in out
    row = json.loads(cli("count", "tent:slope=3/2", "--fixed", "--json")[1])
    assert row["verdict"] == "undecided"
    assert "grows for ever" in row["reason"]
