"""--json: every line of a command has the same keys, whatever the answer; words, numbers and errors follow one rule."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import exactpl as xp
from tests.cli.questions import COMMANDS, ERRORS, GOLDEN, N, said

ALL = {"verdict", "value", "statement", "reason", "witness", "certificate", "checked", "lemmas", "cites"}
WORDS = {"proved", "refuted", "undecided", "computed", "observed", "accept", "reject", "decline"}


@pytest.mark.parametrize("command", COMMANDS)
def test_all_lines_of_a_command_have_the_same_keys(answers, command: str) -> None:
    found = {given: {frozenset(line) for line in lines} for given, lines in answers(command).items()}
    everything = frozenset().union(*(keys for sets in found.values() for keys in sets))
    lacking = {given: sorted(everything - keys) for given, sets in found.items() for keys in sets if keys != everything}
    assert lacking == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_line_of_every_command_has_the_common_keys(answers, command: str) -> None:
    lacking = {given: sorted(ALL - line.keys()) for given, lines in answers(command).items() for line in lines}
    assert {given: keys for given, keys in lacking.items() if keys} == {}


def require_exact(value: object, place: str) -> None:
    """Numbers are strings; JSON numbers would be read as floats."""
    assert value is None or isinstance(value, str | bool | list | dict), place
    if isinstance(value, list):
        for each in value:
            require_exact(each, f"{place}[]")
    if isinstance(value, dict):
        for key, each in value.items():
            require_exact(each, f"{place}.{key}")


@pytest.mark.parametrize("command", COMMANDS)
def test_values_are_of_one_kind(answers, command: str) -> None:
    for lines in answers(command).values():
        assert lines
        for line in lines:
            require_exact(line, command)
            assert line["verdict"] in WORDS
            for key in ("lemmas", "cites"):
                assert isinstance(line.get(key, []), list)
            for key in ("statement", "reason", "certificate"):
                assert line.get(key) is None or isinstance(line[key], str)


@pytest.mark.parametrize("command", ["count", "period", "periods", "entropy", "chaos", "segments", "same"])
def test_a_verdict_says_what_was_asked_and_why_not(answers, command: str) -> None:
    for given, lines in answers(command).items():
        for line in lines:
            assert isinstance(line["statement"], str), given
            assert (line["reason"] is None) == (line["verdict"] == "proved"), given
            assert isinstance(line["checked"], bool), given


@pytest.mark.parametrize("command", ["count", "period", "periods", "chaos", "entropy", "segments", "same"])
def test_what_a_line_cites_is_what_the_words_cite(answers, material: Path, command: str) -> None:
    """PROVED cites nothing, PROVED, GIVEN [X] cites X: the text and the JSON of one question agree."""
    for given, lines in answers(command).items():
        with contextlib.chdir(material):
            out = said(command, given)[1]
        heads = [line for line in out.splitlines() if line.startswith(("PROVED", "REFUTED", "UNDECIDED"))]
        open_end = command == "periods" and len(heads) == len(lines) - 1  # "so", where not all periods are known
        assert open_end or len(heads) == len(lines), given
        for head, line in zip(heads, lines, strict=not open_end):
            assert head.lower().startswith(line["verdict"]), given
            named = head.partition("GIVEN [")[2].partition("]")[0]
            assert line["cites"] == (named.split(", ") if named else []), given


def test_a_consequence_has_its_own_verdict_and_citations(answers) -> None:
    (line,) = answers("period")["tent 3"]
    assert (line["verdict"], line["cites"]) == ("proved", [])
    assert any(each["cites"] == [] and "T4.6" in each["lemmas"] for each in line["consequences"])
    assert any(each["cites"] == ["BGMY80"] for each in line["consequences"])
    for each in line["consequences"]:
        assert each.keys() == ALL
        assert each["verdict"] == "proved"
    (refuted,) = answers("period")["tent:slope=3/2 3"]
    assert [each["statement"] for each in refuted["consequences"]] == []


def test_periods_ends_with_a_line_about_all_periods(answers) -> None:
    for given, lines in answers("periods").items():
        assert [line["n"] for line in lines[:-1]] == [str(n) for n in range(1, len(lines))], given
        assert lines[-1]["n"] is None, given
        assert isinstance(lines[-1]["periods"], str), given


def test_a_refuted_statement_is_no_value(answers) -> None:
    found = answers("same")
    for given in ("net.json tent:slope=3/2", "net.json 2*x"):
        (line,) = found[given]
        assert line["verdict"] == "refuted"
        assert line["value"] != line["statement"]
    for lines in found.values():
        assert isinstance(lines[0]["gap"], str | None)  # the largest entry, where there are several outputs
        assert isinstance(lines[0]["at"], str | None)


def test_what_was_not_asked_is_null(answers) -> None:
    """A cycle is no iterate and needs no grid."""
    for line in answers("crosscheck")["tent --period 3"]:
        assert (line["k"], line["points"]) == (None, None)

    for line in answers("segments")["net.json"]:
        assert [line[key] for key in ("on", "start", "direction", "component")] == [None] * 4


def test_one_question_has_one_witness(answers) -> None:
    """`chaos` shows the orbit of period 3 that `period` shows; the one that moves under order, too."""
    (period,) = answers("period")["tent 3"]
    three, _, _, order = answers("chaos")["tent"]
    assert three["witness"] == period["witness"] == ["2/9", "4/9", "8/9"]
    assert order["witness"] == ["2/5", "4/5"]


def test_check_says_that_it_checked_and_why_not(answers) -> None:
    found = answers("check")
    assert [found[given][0]["checked"] for given in ("c.json", "false.json", "c.json --fuel 0")] == [True, False, False]
    assert found["false.json"][0]["reason"] == "rule not-periodic: expected f^3(x) = x, found f^3(x) = 8/9"


def test_fixed_points_are_two_numbers_also_for_all_k(answers) -> None:
    (one,), (every,) = (answers("count")[given] for given in ("tent -k 5 --fixed", "tent --fixed"))
    assert one["value"].keys() == every["value"].keys() == {"isolated", "intervals"}
    assert every["value"]["isolated"]["numerator"] == ["0", "2"]
    assert every["value"]["intervals"]["numerator"] == ["1"]


def test_the_list_of_a_survey_tells_families_from_questions(answers) -> None:
    (lines,) = answers("survey list").values()
    assert [line["kind"] for line in lines if line["name"] == "notebook"] == ["family", "question"]


def test_digests_stand_in_the_order_of_the_arguments(answers) -> None:
    found = answers("same")
    (one,), (other,) = found["net.json tent"], found["tent net.json"]
    assert one["sha256"] == other["sha256"][::-1]


# ----------------------------------------------------------------------------------------------------------------------
# Errors


@pytest.mark.parametrize(("arguments", "status", "kind"), ERRORS, ids=[" ".join(each[0]) for each in ERRORS])
def test_an_error_is_one_object_on_standard_error(cli, arguments: tuple[str, ...], status: int, kind: str) -> None:
    found, out, err = cli(*arguments, "--json")
    assert (found, out) == (status, "")
    assert err.count("\n") == 1
    error = json.loads(err)
    assert error.keys() == {"error", "message", "status"}
    assert (error["error"], error["status"]) == (kind, str(status))
    text = cli(*arguments)[2]
    assert text == f"error: {error['message']}\n"


def test_notes_are_objects_too(cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    N.save_network(N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), "net.json")
    for arguments in (
        ("count", "net.json", "-k", "2"),
        ("count", GOLDEN, "-k", "2", "-o", "c.json"),
        ("survey", "random_tent", "--draws", "2", "--workers", "1"),
    ):
        status, _, err = cli(*arguments, "--json")
        assert status == 0
        notes = [json.loads(line) for line in err.splitlines()]
        assert notes
        assert all(note.keys() == {"note"} for note in notes)


def test_an_interruption_is_an_object(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "import exactpl.cli.count as command\n"
        "from exactpl.cli.application import run\n"
        "def interrupted(claim): raise KeyboardInterrupt\n"
        "command.decide = interrupted\n"
        "sys.exit(run(['count', 'tent', '-k', '3', '--json']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(xp.__file__).parents[1])},
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert json.loads(done.stderr)["error"] == "interrupted"
