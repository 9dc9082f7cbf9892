"""Several answers, one process of the checker: their order, their batches, and nothing that is printed unchecked."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import exactpl as xp
from exactpl.claims import checking
from exactpl.cli import output, periods
from exactpl.cli.output import Answer, gathered, settle_each


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines of all processes of the checker."""
    given: list[list[str]] = []
    plain = subprocess.Popen

    class Noting(plain):  # type: ignore[type-arg, misc]
        def __init__(self, words, *arguments, **options) -> None:
            given.append(words)
            super().__init__(words, *arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", Noting)
    return given


@pytest.fixture
def _second_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of the certificates that are checked together is rejected."""
    plain = checking.check_each

    def each(certificates, **options) -> Iterator[xp.CheckReport]:
        for number, report in enumerate(plain(certificates, **options)):
            yield replace(report, verdict="reject", rule="wrong-count") if number == 1 else report

    monkeypatch.setattr(output, "check_each", each)


# -- commands ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (("period", "tent", "3"), 1),
        (("period", "tent", "3", "--json"), 1),
        (("chaos", "tent"), 1),
        (("chaos", "0:1 1:0", "--json"), 1),
        (("period", "tent", "3", "--no-check"), 0),
        (("periods", "tent", "--no-check"), 0),
    ],
)
def test_a_command_starts_the_checker_once(cli, starts: list[list[str]], command: tuple[str, ...], most: int) -> None:
    assert cli(*command)[0] == 0
    assert len(starts) == most


def test_periods_are_checked_in_batches(cli, starts: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for patience, batches in ((-1, 13), (3600, 2)):
        monkeypatch.setattr(output, "_PATIENCE", patience)
        starts.clear()
        said[patience] = cli("periods", "tent", "--upto", "12")
        assert len(starts) == batches  # and one for all periods together
    assert said[-1] == said[3600]
    assert [line.split()[2] for line in said[-1][1].splitlines()[:12]] == [f"{n}:" for n in range(1, 13)]


@pytest.mark.usefixtures("_second_rejected")
def test_what_was_accepted_is_printed_and_nothing_behind_it(cli, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(output, "_PATIENCE", 3600)
    path = tmp_path / "c.json"
    status, out, err = cli("periods", "tent", "--upto", "4", "-o", str(path))
    assert status == 70
    assert out.startswith("PROVED  period 1: ")
    assert out.count("\n") == 1
    assert "wrong-count" in err
    assert [file.name for file in tmp_path.iterdir()] == ["c.1.json"]
    assert cli("period", "tent", "3")[:2] == (70, "")
    assert cli("chaos", "tent")[:2] == (70, "")


def test_what_was_found_before_an_error_is_printed(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = periods.each_period

    def each(f, **options) -> Iterator[object]:
        for n, verdict in plain(f, **options):
            if n == 3:
                raise xp.BudgetError("this takes more.")
            yield n, verdict

    monkeypatch.setattr(periods, "each_period", each)
    status, out, err = cli("periods", "tent", "--upto", "4")
    assert (status, out.count("PROVED  period "), "this takes more." in err) == (3, 2, True)


def test_check_takes_several(cli, tmp_path: Path, starts: list[list[str]]) -> None:
    good, lie, absurd = (str(tmp_path / name) for name in ("good.json", "lie.json", "absurd.json"))
    assert cli("count", "tent", "-k", "4", "-o", good)[0] == 0
    text = Path(good).read_text(encoding="ascii")
    Path(lie).write_text(text.replace('"16"', '"17"'), encoding="ascii")
    Path(absurd).write_text(text.replace('"k":4', '"k":1000000000'), encoding="ascii")
    alone = {path: cli("check", path) for path in (good, lie, absurd)}
    assert [status for status, _, _ in alone.values()] == [0, 1, 3]
    for given, status in (
        ([good, good], 0),
        ([good, absurd, good], 3),
        ([lie, good, absurd], 1),
        ([absurd, lie], 1),
    ):
        starts.clear()
        assert cli("check", *given) == (status, "".join(alone[path][1] for path in given), "")
        assert len(starts) == 1
    status, out, _ = cli("check", good, lie, absurd, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, [line["verdict"] for line in lines]) == (1, ["accept", "reject", "decline"])
    assert [line["certificate"] for line in lines] == [good, lie, absurd]
    assert cli("check", good, good, "--fuel", "0")[0] == 3


@pytest.mark.parametrize("option", [("--subject", "f=x.json"), ("--expect", "x.json")])
def test_check_of_several_takes_no_subject_and_no_claim(cli, option: tuple[str, str]) -> None:
    status, out, err = cli("check", "a.json", "b.json", *option)
    assert (status, out) == (2, "")
    assert "--subject and --expect speak of one certificate, found 2." in err


def test_check_of_several_ends_at_a_file_that_is_missing(cli, tmp_path: Path) -> None:
    good = str(tmp_path / "good.json")
    assert cli("count", "tent", "-k", "4", "-o", good)[0] == 0
    status, out, err = cli("check", good, str(tmp_path / "missing.json"), good)
    assert (status, out) == (2, cli("check", good)[1])
    assert "missing.json" in err


# -- parts -------------------------------------------------------------------------------------------------------------


def test_answers_without_certificates_keep_their_places(tmp_path: Path, starts: list[list[str]]) -> None:
    found = [xp.find_orbit(xp.zoo.tent(), n) for n in (1, 2, 3)]
    found.insert(1, xp.Undecided("s", "r"))
    answers = [(Answer(verdict, checked=i != 2), None) for i, verdict in enumerate(found)]
    settled = list(settle_each(answers))
    assert [answer.verdict for answer in settled] == found
    assert [answer.report is not None for answer in settled] == [True, False, False, True]
    assert len(starts) == 1
    assert list(settle_each([])) == []


@pytest.mark.parametrize(
    ("seconds", "lists"),
    [
        ([0, 0, 0, 0], [[0, 1, 2, 3]]),
        ([9, 9, 9], [[0], [1], [2]]),
        ([0, 0, 9, 0, 0], [[0, 1, 2], [3, 4]]),
        ([0.06, 0.06, 0.06, 0.06, 0.01], [[0, 1], [2, 3], [4]]),
        ([], []),
    ],
)
def test_what_comes_fast_is_gathered(seconds: list[float], lists: list[list[int]], monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr(output.time, "monotonic", lambda: now[0])

    def work() -> Iterator[int]:
        for number, each in enumerate(seconds):
            now[0] += each
            yield number

    found = []
    for each in gathered(work()):
        found.append(each)
        now[0] += 5  # which is no time of the work
    assert found == lists


def test_what_came_before_an_error_comes_before_it() -> None:
    def work(error: BaseException) -> Iterator[int]:
        yield 0
        yield 1
        raise error

    for error in (KeyboardInterrupt(), ZeroDivisionError()):
        with pytest.raises(type(error)):
            next(gathered(work(error)))
    items = gathered(work(xp.BudgetError("more")))
    assert next(items) == [0, 1]
    with pytest.raises(xp.BudgetError):
        next(items)
