"""`--draws N` speaks of N draws, also where the file has more; an interrupted survey says what it kept."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exactpl import survey
from exactpl.cli.application import run

TENTS = survey.family("random_tent")
QUESTIONS = ["period:3", "pieces:4"]
ASKED = ("-q", "period:3", "-q", "pieces:4", "--seed", "2", "--workers", "1")


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    path = tmp_path / "forty.jsonl"
    survey.run(TENTS, QUESTIONS, draws=40, output=path, seed=2, workers=1)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_fewer_draws_than_the_file_has(capsys: pytest.CaptureFixture[str], forty: Path, tmp_path: Path) -> None:
    """The answer is that of a new survey of so many draws; the file keeps what it has, and a note says so."""
    fresh = tmp_path / "fresh.jsonl"
    before = forty.read_bytes()
    status, wanted, _ = said(capsys, "survey", "random_tent", "--draws", "12", *ASKED, "-o", str(fresh))
    assert status == 0
    assert "of 12 draws" in wanted
    status, out, err = said(capsys, "survey", "random_tent", "--draws", "12", *ASKED, "-o", str(forty))
    assert (status, out) == (0, wanted)
    assert "40" in err
    assert forty.read_bytes() == before
    lines = [json.loads(line) for line in wanted_json(capsys, forty)]
    assert {line["draws"] for line in lines} == {"12"}


def wanted_json(capsys: pytest.CaptureFixture[str], path: Path) -> list[str]:
    _, out, _ = said(capsys, "survey", "random_tent", "--draws", "12", *ASKED, "-o", str(path), "--json")
    return out.splitlines()


def test_as_many_draws_and_more(capsys: pytest.CaptureFixture[str], forty: Path) -> None:
    for draws in (40, 41):
        status, out, err = said(capsys, "survey", "random_tent", "--draws", str(draws), *ASKED, "-o", str(forty))
        assert (status, err) == (0, "")
        assert f"of {draws} draws" in out


# ----------------------------------------------------------------------------------------------------------------------
# Ctrl-C


def interrupted(path: Path, *more: str, wait: bool = True) -> tuple[int, str, str]:
    """Start a survey, interrupt it when it has written some draws, and return its status and what it said."""
    command = [sys.executable, "-m", "exactpl", "survey", "random_tent", "--draws", "500000", "-q", "period:3"]
    process = subprocess.Popen(
        [*command, "-o", str(path), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        until = time.monotonic() + 60
        while wait and (not path.exists() or path.read_bytes().count(b"\n") < 2):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return process.returncode, out, err


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are needed")
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("name", ["a.jsonl", "two words.jsonl"])
def test_an_interrupted_survey_says_what_it_kept_and_how_to_go_on(tmp_path: Path, workers: str, name: str) -> None:
    path = tmp_path / name
    status, out, err = interrupted(path, "--workers", workers)
    assert (status, out) == (130, "")
    assert err.startswith("error: interrupted")
    assert err.count("\n") == 1
    kept = path.read_bytes().count(b"\n") - 1
    assert f"{kept:,} of 500,000 draws" in err
    assert str(path) in err
    advice = re.search(r"exactpl survey .*500000.*", err)
    assert advice is not None
    words = shlex.split(advice[0].rstrip(".\n"))
    assert words[:2] == ["exactpl", "survey"]
    assert words[words.index("-o") + 1] == str(path)
    assert words[words.index("--draws") + 1] == "500000"


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are needed")
def test_an_interrupted_survey_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    status, out, err = interrupted(path, "--workers", "1", "--json")
    assert (status, out) == (130, "")
    error = json.loads(err)
    assert error["error"] == "interrupted"
    kept = path.read_bytes().count(b"\n") - 1
    assert f"{kept:,} of 500,000 draws" in error["message"]
