"""--json: every line of a command has the same keys, whatever the answer; words, numbers and errors follow one rule."""

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import exactpl as xp
from exactpl import survey
from exactpl.cli.application import run

N = xp.networks
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLDEN = str(EXAMPLES / "golden_tent.json")

ALL = {"verdict", "value", "statement", "reason", "witness", "certificate", "checked", "lemmas", "cites"}
WORDS = {"proved", "refuted", "undecided", "computed", "observed", "accept", "reject", "decline"}

COMMANDS: dict[str, list[str]] = {
    "show": ["tent", "net.json", "plane.json", "1/2", GOLDEN],
    "count": [
        "tent -k 5",
        "tent -k 5 --laps",
        "tent -k 5 --crossings 1/3",
        "tent -k 5 --fixed",
        "tent -k 5 --no-check",
        "tent",
        "tent --laps",
        "tent --fixed",
        "tent:slope=3/2",
        "tent:slope=3/2 --laps",
        f"{GOLDEN} -k 5",
    ],
    "period": ["tent 3", "tent 2", "golden 3", "tent:slope=3/2 3", f"{GOLDEN} 3", f"{GOLDEN} 5", "x 2", "x+1 1"],
    "periods": [
        "tent --upto 2",
        "tent:slope=17/12 --upto 3",
        "x+1 --upto 2",
        "stefan:5 --upto 5",
        f"{GOLDEN} --upto 2",
    ],
    "entropy": ["tent", "stefan:5", "tent:slope=3/2 --tables --width 1/10", "0:0,1:1"],
    "chaos": ["tent", "x+1", "0:0,1:1", "doubled_tent"],
    "segments": ["net.json", "net.json --on 0 1", "plane.json --start 0,0 --direction 1,0"],
    "same": [
        "net.json tent",
        "tent net.json",
        "net.json tent:slope=3/2",
        "net.json 2*x",
        "plane.json plane2.json --start 0,0 --direction 1,0",
        "plane.json plane2.json --start 0,0 --direction 1,0 --on 0 1",
    ],
    "check": ["c.json", "false.json", "c.json --fuel 0", "c.json --expect e.json", "empty.json", "net.json"],
    "crosscheck": ["tent -k 3 --points 9", "tent --period 3", "net.json --on 0 1 --points 9", "scrambling --period 30"],
    "survey": ["tents.jsonl"],
    "zoo": ["", "tent", "stefan"],
    "doctor": [""],
}


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("material")
    N.save_network(N.dense([[[1], [1]], [[2, -4]]], [[0, "-1/2"], [0]]), folder / "net.json")
    for name, sign in (("plane.json", -1), ("plane2.json", 1)):
        N.save_network(N.Network([N.Layer([[1, 1], [1, sign]], None, "relu")]), folder / name)
    verdict = xp.find_orbit(xp.zoo.tent(), 3)
    assert isinstance(verdict, xp.Proved)
    assert verdict.certificate is not None
    verdict.certificate.save(folder / "c.json")
    (folder / "false.json").write_text(verdict.certificate.text.replace('"2/9"', '"1/9"'))
    (folder / "empty.json").write_text("")
    claim = {"n": 3, "type": "least_period", "x": "4/9"}
    (folder / "e.json").write_text(json.dumps({"claim": claim, "format": "exactpl-claim/1", "subject": []}))
    survey.run(
        survey.family("random_tent"), ["period:3", "pieces:4"], draws=4, output=folder / "tents.jsonl", workers=1
    )
    return folder


UNCHECKED = ("count", "period", "periods", "entropy", "chaos", "segments", "same")
CHECKED = {"tent -k 5", "net.json tent:slope=3/2"}  # a process each


def said(command: str, given: str, *more: str) -> tuple[int, str, str]:
    arguments = [each.replace(",", " ") if ":" in each else each for each in given.split()]
    unchecked = ["--no-check"] if command in UNCHECKED and given not in CHECKED and "--no-check" not in given else []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run([command, *arguments, *unchecked, *more])
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def answers(material: Path):
    """Return the lines of a command for each of its questions."""

    @functools.cache
    def found(command: str) -> dict[str, list[dict[str, Any]]]:
        lines = {}
        with contextlib.chdir(material):
            for given in COMMANDS[command]:
                status, out, err = said(command, given, "--json")
                assert status in (0, 1, 3), err
                lines[given] = [json.loads(line) for line in out.splitlines()]
        return lines

    return found


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
    chaotic = [each for each in line["consequences"] if each["cites"] == ["LY75"]]
    assert chaotic
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


def test_digests_stand_in_the_order_of_the_arguments(answers) -> None:
    found = answers("same")
    (one,), (other,) = found["net.json tent"], found["tent net.json"]
    assert one["sha256"] == other["sha256"][::-1]


# ----------------------------------------------------------------------------------------------------------------------
# Errors


ERRORS = [
    (("count", "tent", "-k", "x"), 2, "input"),
    (("count", "tent", "-k"), 2, "input"),
    (("juggle",), 2, "input"),
    (("show", "missing.json"), 2, "input"),
    (("count", "tent:slope=3", "-k", "3"), 2, "input"),
    (("count", "tent", "-k", "1000000000"), 3, "budget"),
    (("check", "missing.json"), 2, "input"),
    (("survey", "random_tent", "--draws", "x"), 2, "input"),
]


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
